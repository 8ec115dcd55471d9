"""What a unit sees: that somebody may come any day, what it was told of, and results; always the same page for all."""

from bot.ports import Card
from bot.services.authority import may
from bot.services.inspections import register
from bot.services.inspections.cards import inspection_line
from bot.services.inspections.register import AREA, back, out, to
from bot.services.screens_work import Working
from bot.services.visit import Visit, pairs
from flows.authority import Act
from flows.inspections import CHECKED_IN, read, refuse_check_in

_SHOWN = 6


def page(visit: Visit) -> Card | None:
    """Inspections that this unit, or a leader, may know of; and how an inspector is confirmed."""
    inside = may(visit, Act.CONFIRM_INSPECTION) is not None
    if not inside and may(visit, Act.READ_CONDUCT) is None:
        return None
    visit.screen = Working(AREA, "unit_page")
    every = [one for one in register.known(visit) if not one.cancelled and not _only_given(visit, one.code)]
    shown = every[-_SHOWN:]
    lines = [inspection_line(visit, n, one) for n, one in enumerate(shown, 1)]
    buttons = [
        to(visit, "inspections.button_open", "one", one.code, params={"number": n}) for n, one in enumerate(shown, 1)
    ]
    return visit.say("inspections.unit_page", {"lines": lines, "inside": inside}, (*pairs(buttons, 4), *out(visit)))


def _only_given(visit: Visit, code: str) -> bool:
    """Whether somebody knows of it as its inspector alone: then it stands on the inspector's own page."""
    one = register.one_known(visit, code)
    return one is not None and one.inspector == visit.person


def confirm(visit: Visit, typed: str) -> Card | None:
    """The code that an inspector shows at the place, typed by somebody of the unit; None for any other code."""
    if may(visit, Act.CONFIRM_INSPECTION) is None:
        return None
    plain = typed.replace(" ", "").replace("-", "").upper()
    for one in register.everything(visit.u, visit.now):
        inside = visit.person in register.people_of(visit.u, visit.library, one.unit)
        if one.pass_code != plain or not inside or one.inspector == visit.person:
            continue
        why = refuse_check_in(read(visit.u.inspections.of(one.code))[0], visit.now)
        if why:
            return visit.say(f"inspections.refused_{why}", rows=back(visit, "unit_page"))
        visit.u.inspections.add(one.code, CHECKED_IN, visit.person, visit.now, {})
        visit.screen = Working(AREA, "unit_page")
        return visit.say("inspections.confirmed", {"unit": register.unit_name(visit.voice, one.unit)}, out(visit))
    return None
