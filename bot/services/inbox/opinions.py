"""What was asked of other units about a file: each question with how it stands, read in full, taken back."""

from bot.callbacks import Desk, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.desk import for_desk
from bot.services.inbox.asked import asked_name, asked_of
from bot.services.inbox.choice import AREA
from bot.services.inbox.consulting import take_back
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.dossier import RUNNING
from storage.consultations import Consultation
from storage.records import DossierRecord

_LISTED = 10


def opinions(visit: Visit, reference: str) -> Card | None:
    """Every question about a file and its state; the look is logged."""
    found = for_desk(visit, reference, Act.ASK_UNIT)
    if found is None:
        return None
    record = found[0]
    visit.u.views.log(visit.person, record.id, "opinions", "handling", visit.now)
    visit.screen = Working(AREA, "asks", reference)
    asked = visit.u.consultations.of_dossier(record.id)
    buttons = _numbered(visit, asked[-_LISTED:])
    if record.dossier.state in RUNNING:
        press = Work(AREA, "askto", reference)
        code = "consulting.button_more" if asked else "consulting.button_ask"
        buttons.append(visit.voice.button(code, press, main=not asked))
    buttons.append(visit.voice.button("desk.button_open", Desk("open", reference)))
    params = {"reference": reference, "lines": [line(visit, one) for one in asked[-_LISTED:]]}
    return visit.say("consulting.list", params, pairs(buttons))


def asked(visit: Visit) -> Card | None:
    """What is open for this official, the first due first."""
    if may(visit, Act.ANSWER_UNIT) is None:
        return None
    visit.screen = Working(AREA, "asked")
    return _waiting(visit, "asked", asked_of(visit.u, visit.library, visit.person))


def owed(visit: Visit) -> Card | None:
    """What this official still waits to hear, the first due first."""
    if may(visit, Act.ASK_UNIT) is None:
        return None
    visit.screen = Working(AREA, "owed")
    return _waiting(visit, "owed", visit.u.consultations.open_of_asker(visit.person))


def withdraw(visit: Visit, tag: str) -> Card | None:
    """Takes a question back; one that was answered meanwhile stays."""
    one = visit.u.consultations.by_tag(tag)
    record = visit.u.dossiers.get(one.dossier_id) if one is not None else None
    role = may(visit, Act.ASK_UNIT, record) if record is not None else None
    if one is None or record is None or role is None:
        return None
    code = "withdrawn" if take_back(visit, one, role) else "settled"
    card = opinions(visit, record.reference)
    return above(visit.voice.say(f"consulting.{code}"), card) if card is not None else None


def line(visit: Visit, one: Consultation) -> str:
    """Whom, until when, and how it stands."""
    return visit.voice.say("consulting.line", facts(visit, one, visit.u.dossiers.get(one.dossier_id)))


def facts(visit: Visit, one: Consultation, record: DossierRecord | None) -> dict[str, object]:
    """What is said of a question wherever it is named; not its words."""
    until = one.answered_at or one.withdrawn_at or visit.now
    return {
        "reference": record.reference if record is not None else "",
        "name": asked_name(visit.u, visit.voice, one.unit, one.person_id),
        "asker": visit.u.staff.known_as(one.asker_id)[0],
        "asked": one.asked_at,
        "until": one.due_at,
        "answered": one.answered_at or "",
        "withdrawn": one.withdrawn_at or "",
        "late": until > one.due_at,
    }


def _numbered(visit: Visit, asked: tuple[Consultation, ...]) -> list[Button]:
    found = []
    for number, one in enumerate(asked, 1):
        params = {"number": number, "name": asked_name(visit.u, visit.voice, one.unit, one.person_id)}
        found.append(visit.voice.button("consulting.button_read", Work(AREA, "opinion", one.tag), params))
    return found


def _waiting(visit: Visit, what: str, every: tuple[Consultation, ...]) -> Card:
    lines, buttons = [], list[Button]()
    for number, one in enumerate(every[:_LISTED], 1):
        record = visit.u.dossiers.get(one.dossier_id)
        params = {"number": number, **facts(visit, one, record)}
        lines.append(visit.voice.say(f"consulting.{what}_line", params))
        buttons.append(visit.voice.button("desk.button_line", Work(AREA, "opinion", one.tag), params))
    return visit.say(f"consulting.{what}", {"count": len(every), "lines": lines}, pairs(buttons))
