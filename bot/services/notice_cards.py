"""What areas of work owe and say in their own way: the card of each such kind of notice, entered by one line."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.ports import Card
from bot.services import law_clock
from bot.services.discipline import told as discipline
from bot.services.inbox import making, morning, opinion_notices, waiting
from bot.services.inspections import told as inspections
from bot.services.mandates import telling as mandates
from bot.services.neighbours.telling import TOLD as HELP
from bot.services.outreach.sending import TOLD as OUTREACH
from bot.services.plan import asking
from bot.services.reports import board_cards, week_cards
from bot.services.roster import told as roster
from bot.services.voice import Voice
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

# None where what it was about is gone: then it is not sent.
Told = Callable[[UnitOfWork, Voice, Notice, datetime], Card | None]
TOLD: Mapping[str, Told] = {
    morning.KIND: morning.told,
    making.KIND: making.told,
    **dict.fromkeys(("office_wrote", "resident_wrote", waiting.LATE), waiting.told),
    **dict.fromkeys(opinion_notices.KINDS, opinion_notices.told),
    **roster.CARDS,
    **dict.fromkeys(discipline.KINDS, discipline.told),
    **HELP,
    **OUTREACH,
    **mandates.CARDS,
    "week_picture": week_cards.told,
    "board_waits": board_cards.told,
    **dict.fromkeys(inspections.KINDS, inspections.told),
    law_clock.KIND: law_clock.told,
    **dict.fromkeys(asking.KINDS, asking.told),
}
