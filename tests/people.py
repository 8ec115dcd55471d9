"""People who do not exist, for transcripts: names, days and numbers that fit each other and the question."""

from datetime import date, timedelta

from bot.simulation.wordlist import is_woman, personal_number
from content.sheet import Sheet, in_language
from flows.answers import Answers
from flows.kinds import CitizenId, Date, PersonName, Phone
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
            serial = 1234 + 111 * (slot.block or 0)
            return personal_number(sheet, slot, seen, serial, woman=is_woman(slot.key))
        case Phone():
            return "0912 345 678"
        case Date(year_only=True):
            return (_WOMAN_BORN if is_woman(slot.key) else _MAN_BORN).strftime("%d/%m/%Y")
        case Date():
            return (today - timedelta(days=18)).strftime("%d/%m/%Y")
    example = sheet.step(slot.key).example
    return in_language(example, "vi") if example else "Không có gì thêm"


def _name(slot: Slot) -> str:
    if slot.key.startswith("child"):
        return _CHILD
    return (_WOMEN if is_woman(slot.key) else _MEN)[(slot.block or 0) % len(_MEN)]
