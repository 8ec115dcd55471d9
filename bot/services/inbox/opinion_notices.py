"""What officials are told of opinions: asked, answered, taken back, due soon, late. A push carries no word of them."""

from datetime import datetime

from bot.callbacks import Work
from bot.ports import Card
from bot.services.inbox.asked import answerers, asked_name
from bot.services.inbox.choice import AREA
from bot.services.inbox.consulting import ANSWERED, ASKED, WITHDRAWN
from bot.services.voice import Voice
from storage.consultations import Consultation
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

_TO_ASKED = (ASKED, "opinion_tomorrow", "opinion_today", "opinion_late")
KINDS = (*_TO_ASKED, "opinion_overdue", ANSWERED, WITHDRAWN)


def told(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """The card of such a notice; None once it is no longer so."""
    one = u.consultations.by_tag(str(notice.params.get("tag")))
    record = u.dossiers.get(one.dossier_id) if one is not None else None
    if one is None or record is None or not _holds(u, voice, notice, one):
        return None
    sheet = voice.library.procedures.get(record.procedure)
    params = {
        "reference": record.reference,
        "procedure": voice.text(sheet.title) if sheet else record.procedure,
        "name": asked_name(u, voice, one.unit, one.person_id),
        "until": one.due_at,
        "now": now,
    }
    words = voice.say(f"consulting.{notice.kind}", params)
    if notice.kind == WITHDRAWN:
        return Card(words, (), "notice", "choice")
    code = "consulting.button_answer" if notice.kind in _TO_ASKED else "consulting.button_see"
    return Card(words, ((voice.button(code, Work(AREA, "opinion", one.tag), main=True),),), "notice", "choice")


def _holds(u: UnitOfWork, voice: Voice, notice: Notice, one: Consultation) -> bool:
    """Whether it is still so; who no longer holds the post is not told."""
    if notice.kind == ANSWERED:
        return one.answered_at is not None
    if notice.kind == WITHDRAWN:
        return one.withdrawn_at is not None
    return one.is_open and (notice.kind not in _TO_ASKED or notice.person_id in answerers(u, voice.library, one))
