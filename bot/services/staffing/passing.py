"""Handing a file over at the desk: to a colleague by name, or back to all who work on its field."""

from bot.callbacks import Desk, Work
from bot.ports import Card
from bot.services.desk import desk_file, for_desk
from bot.services.desk_acts import missing
from bot.services.handing import colleagues, give, may_hand_over, name_of
from bot.services.screens import DeskFile
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from storage.records import DossierRecord

_AREA = "staff"


def pressed(visit: Visit, button: Work) -> Card:
    """To whom? Or it is done."""
    match button:
        case Work(_, "give", reference, person, owner):
            return _hand(visit, reference, person, owner)
        case Work(_, "pool", reference, owner):
            return _hand(visit, reference, "", owner)
    return choose(visit, button.first)


def choose(visit: Visit, reference: str) -> Card:
    """The colleagues who may own the file."""
    found = for_desk(visit, reference)
    if found is None:
        return missing(visit, reference)
    record, role = found
    if may_hand_over(visit, record) is None:
        return above(visit.voice.say("staff.not_your_file"), desk_file(visit, record, role))
    visit.screen = Working(_AREA, "hand", reference)
    voice, owner = visit.voice, str(record.owner_id or "")
    buttons = [
        voice.button(
            "staff.button_heir",
            Work(_AREA, "give", reference, str(one.person_id), owner),
            {"number": n, "name": name_of(voice, one)},
        )
        for n, one in enumerate(colleagues(visit, record), 1)
    ]
    pool = (voice.button("staff.button_pool", Work(_AREA, "pool", reference, owner)),) if record.owner_id else ()
    back = (voice.button("desk.button_cancel", Desk("open", reference)),)
    params = {"reference": reference, "owner": owner_name(visit, record), "count": len(buttons)}
    rows = (*((one,) for one in buttons), *((pool,) if pool else ()), back)
    return Card(voice.say("staff.ask_hand", params), rows, wants="choice")


def owner_name(visit: Visit, record: DossierRecord) -> str:
    """Who has a file, '' while nobody has."""
    held = visit.u.staff.of(record.owner_id) if record.owner_id is not None else ()
    return name_of(visit.voice, held[0]) if held else ""


def _hand(visit: Visit, reference: str, written: str, seen_owner: str) -> Card:
    """Done, unless somebody was quicker: a button that did not know of it overrules nobody."""
    found = for_desk(visit, reference)
    if found is None:
        return missing(visit, reference)
    record, role = found
    acting = may_hand_over(visit, record)
    if acting is None:
        return above(visit.voice.say("staff.not_your_file"), desk_file(visit, record, role))
    if seen_owner != str(record.owner_id or ""):
        return above(visit.voice.say("ladder.taken"), desk_file(visit, record, role))
    heir = next((one for one in colleagues(visit, record) if str(one.person_id) == written), None)
    if written and heir is None:
        return above(visit.voice.say("staff.no_heir"), choose(visit, reference))
    give(visit, record, heir.person_id if heir else None, acting)
    visit.screen = DeskFile(reference)
    params = {"reference": reference, "name": name_of(visit.voice, heir) if heir else ""}
    open_it = visit.voice.button("desk.button_open", Desk("open", reference), main=True)
    return visit.say("staff.handed", params, ((open_it, visit.voice.button("desk.button_list", Desk("list"))),))
