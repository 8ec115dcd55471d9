"""What residents type: names, days and numbers of people who do not exist, fitting the question they answer."""

from datetime import date, timedelta
from random import Random

from content.sheet import Sheet, in_language
from flows.answers import Answers
from flows.checks import NumberFits
from flows.kinds import CitizenId, Date, Money, Number, PersonName, Phone, Several, Text
from flows.kinds.date import as_date, as_year
from flows.procedure import Slot

_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Bùi", "Đặng", "Hoàng", "Ngô")
_WOMEN = ("Thị Hoa", "Thị Lan", "Thu Hà", "Thị Nhàn", "Ngọc Mai", "Thị Hồng")
_MEN = ("Văn Bình", "Đức Thắng", "Văn Cường", "Quang Huy", "Minh Tuấn", "Văn Sơn")
_WORDS = "Không có gì thêm, xin cảm ơn"
_ADULT = (date(1960, 1, 1), date(2002, 12, 28))


def words_for(sheet: Sheet, slot: Slot, seen: Answers, today: date, rng: Random) -> str:
    """What somebody types at this question."""
    kind = slot.question.kind
    match kind:
        case PersonName():
            return _name(slot.key, rng)
        case CitizenId():
            return personal_number(sheet, slot, seen, rng.randrange(10**6))
        case Phone():
            return f"09{rng.randrange(10**8):08}"
        case Date():
            return f"{_day(kind, slot.key, seen, today, rng):%d/%m/%Y}"
        case Number(least, most):
            return str(min(most, max(least, rng.choice((1, 1, 2, 3, 5)))))
        case Several():
            return "1"
        case Money(least):
            return str(max(least, 50_000))
        case Text(_, most):
            return (in_language(sheet.step(slot.key).example, "vi") or _WORDS)[:most]
    return f"Số nhà {rng.randrange(1, 90)}, xóm Đông"


def _day(kind: Date, key: str, seen: Answers, today: date, rng: Random) -> date:
    if kind.future:
        return today + timedelta(days=rng.randrange(1, 60))
    if kind.year_only:
        return _between(*_ADULT, rng)
    bound = as_date(seen.get(kind.not_before)) if kind.not_before else None
    days = 40 if "child" in key or "found" in key else 1500
    return today - timedelta(days=rng.randrange(min(days, (today - bound).days + 1) if bound else days))


def _between(first: date, last: date, rng: Random) -> date:
    return first + timedelta(days=rng.randrange((last - first).days))


def is_woman(key: str) -> bool:
    """Whether the question is about a woman, by its name."""
    return any(word in key for word in ("mother", "wife", "woman"))


def _name(key: str, rng: Random) -> str:
    given = rng.choice(_WOMEN if is_woman(key) or rng.random() < 0.5 else _MEN)
    return f"{rng.choice(_FAMILIES)} {given}"


def personal_number(sheet: Sheet, slot: Slot, seen: Answers, serial: int, *, woman: bool = False) -> str:
    """A personal number with the right digits for province, sex and year of birth (TT 59/2021/TT-BCA).

    `woman` where the definition does not tell.
    """
    checks = (check for check in sheet.procedure.checks if isinstance(check, NumberFits))
    check = next((check for check in checks if check.number == slot.key), NumberFits(slot.key))
    born = seen.get(check.born) if check.born else None
    day = as_date(born)
    year = day.year if day else as_year(born) or 1985
    sex = check.sex if check.sex in ("male", "female") else str(seen.get(check.sex or "", "male"))
    century = (year // 100 - 19) * 2 + (sex == "female" or woman)
    return f"030{century}{year % 100:02}{serial:06}"
