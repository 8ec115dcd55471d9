"""People who do not exist, for transcripts: names, days and numbers that fit each other and the question."""

from datetime import date, timedelta

from content.sheet import Sheet, in_language
from flows.answers import Answers
from flows.checks import NumberFits
from flows.kinds import CitizenId, Date, PersonName, Phone
from flows.kinds.date import as_date, as_year
from flows.procedure import Slot

_WOMEN = ("Trần Thị Hoa", "Phạm Thị Lan", "Vũ Thị Nhàn")
_MEN = ("Nguyễn Văn Bình", "Lê Văn Thắng", "Đỗ Văn Cường")
_CHILD = "Nguyễn Minh An"
_WOMAN_BORN, _MAN_BORN = date(1998, 3, 12), date(1995, 8, 20)


def usual_words(sheet: Sheet, slot: Slot, seen: Answers, today: date) -> str:
    """What somebody would type at this question."""
    match slot.question.kind:
        case PersonName():
            return _name(slot)
        case CitizenId():
            return _number(sheet, slot, seen)
        case Phone():
            return "0912 345 678"
        case Date(year_only=True):
            return (_WOMAN_BORN if _is_woman(slot.key) else _MAN_BORN).strftime("%d/%m/%Y")
        case Date():
            return (today - timedelta(days=18)).strftime("%d/%m/%Y")
    example = sheet.step(slot.key).example
    return in_language(example, "vi") if example else "Không có gì thêm"


def _is_woman(key: str) -> bool:
    return any(word in key for word in ("mother", "wife", "woman"))


def _name(slot: Slot) -> str:
    if slot.key.startswith("child"):
        return _CHILD
    return (_WOMEN if _is_woman(slot.key) else _MEN)[(slot.block or 0) % len(_MEN)]


def _number(sheet: Sheet, slot: Slot, seen: Answers) -> str:
    """A personal number with the right digits for province, sex and year of birth (TT 59/2021/TT-BCA)."""
    checks = (check for check in sheet.procedure.checks if isinstance(check, NumberFits))
    check = next((check for check in checks if check.number == slot.key), NumberFits(slot.key))
    born = seen.get(check.born) if check.born else None
    day = as_date(born)
    year = day.year if day else as_year(born) or 1985
    sex = check.sex if check.sex in ("male", "female") else str(seen.get(check.sex or "", "male"))
    century = (year // 100 - 19) * 2 + (sex == "female" or _is_woman(slot.key))
    return f"030{century}{year % 100:02}{1234 + 111 * (slot.block or 0):06}"
