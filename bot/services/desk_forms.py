"""Official forms at the desk: those of a file of the official's field, and the register month by month."""

from datetime import date

from bot.callbacks import Desk
from bot.ports import Attachment, Card
from bot.services.authority import may
from bot.services.desk import for_desk
from bot.services.desk_acts import missing
from bot.services.form_cards import PDF, form_card
from bot.services.issued import to_official
from bot.services.register_pages import before, first_day, month_of
from bot.services.visit import Rows, Visit
from flows.authority import Act
from flows.calendar import local_day


def one_form_at_desk(visit: Visit, reference: str, name: str) -> Card:
    """A form of a file of this official's field."""
    found = for_desk(visit, reference, Act.PRINT_FORM)
    if found is None:
        return missing(visit, reference)
    record = found[0]
    allowed = to_official(visit.u.dossiers.events(record.id), visit.library.law.of(record.dossier))
    back = (visit.voice.button("desk.button_open", Desk("open", reference), main=True),)
    return form_card(visit, record, name, allowed, back)


def register(visit: Visit, month: str = "") -> Card:
    """A month of the register, for officials."""
    if may(visit, Act.OPEN_REGISTER) is None:
        return visit.say("desk.not_staff")
    this = first_day(month_of(visit.now)) or local_day(visit.now)
    day = min(first_day(month) or this, this)
    name = visit.voice.say("forms.register_name", {"month": f"{day:%m/%Y}"})
    file = Attachment(f"register:{day:%Y-%m}", name, PDF)
    return Card(visit.voice.say("forms.register", {"month": f"{day:%m/%Y}"}), _months(visit, day), files=(file,))


def _months(visit: Visit, day: date) -> Rows:
    earlier = before(day)
    other = visit.voice.button(
        "forms.button_month", Desk("register", f"{earlier:%Y-%m}"), {"month": f"{earlier:%m/%Y}"}
    )
    return ((other, visit.voice.button("desk.button_list", Desk("list"))),)
