"""What a helper offers: made from the plan, shown with its code, link, QR and paper slip; taken back."""

from bot.callbacks import Work
from bot.ports import Attachment, Card
from bot.services.authority import may
from bot.services.mandates.home import AREA, back, home
from bot.services.mandates.names import helper_name, subject
from bot.services.mandates.offering import wanted_purposes, who
from bot.services.mandates.plans import forget, plan_of
from bot.services.people import hashed, new_code
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from flows.acts import Act
from flows.mandates import OFFER_LIFE, Denied, Ending, Mandate, Phase, end, offer, phase
from storage.records_mandates import MandateRecord, Wording

_CODES = "mandate_codes"
PDF = "application/pdf"


def make(visit: Visit, days: str) -> Card | None:
    """Offers what was planned; the card for the neighbour to scan or to be read the code from."""
    plan = plan_of(visit)
    if may(visit, Act.ASK_MANDATE) is None or not days.isdigit():
        return None
    if not plan.name:
        return who(visit)
    file = visit.u.dossiers.by_reference(plan.file) if plan.file else None
    offered = offer(plan.purposes, plan.procedures, file.id if file else None, int(days), visit.now)
    if isinstance(offered, Denied):
        return wanted_purposes(visit)
    known = visit.u.mandates.by_tag(plan.known) if plan.known else None
    principal = known.principal_id if known is not None and known.agent_id == visit.person else None
    code = new_code()
    about = Wording(plan.name, helper_name(visit.u, visit.library, visit.person))
    record = visit.u.mandates.offer(offered, visit.person, about, hashed(code), principal)
    visit.u.mandates.step(record, "offered", visit.person, "helper", visit.now, {})
    forget(visit)
    visit.remember(_CODES, {record.tag: code})  # of the last offer only: shown again, then forgotten
    return card(visit, record)


def card(visit: Visit, record: MandateRecord) -> Card | None:
    """An offer that waits: the code and QR for the neighbour's own phone, the slip for who has none."""
    if record.agent_id != visit.person or phase(record.mandate, visit.now) is not Phase.OFFERED:
        return None
    visit.screen = Working(AREA, "offer", record.tag)
    kept = visit.kept.get(_CODES)
    code = str(kept.get(record.tag, "")) if isinstance(kept, dict) else ""
    params = {
        "name": record.about.neighbour,
        "subject": subject(visit, record),
        "code": f"{code[:4]} {code[4:]}" if code else "",
        "link": f"{visit.link}/?c={code}" if code and visit.link else "",
        "until": record.mandate.offered_at + OFFER_LIFE,
        "slip": record.slip is not None,
    }
    files = (Attachment(f"qr:{code}", visit.voice.say("mandates.qr"), "image/png", picture=True),) if code else ()
    voice = visit.voice
    paper = (
        voice.button("mandates.button_print", Work(AREA, "print", record.tag)),
        voice.button("mandates.button_slip", Work(AREA, "slip", record.tag)),
    )
    drop = (voice.button("mandates.button_withdraw", Work(AREA, "withdraw", record.tag), danger=True),)
    return Card(voice.say("mandates.offer", params), (paper, drop, back(visit)), wants="choice", files=files)


def withdrawn(visit: Visit, tag: str) -> Card | None:
    """The helper takes an offer back."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.agent_id != visit.person:
        return None
    ended = end(record.mandate, Ending.RETURNED, visit.now)
    if not isinstance(ended, Mandate) or phase(record.mandate, visit.now) is not Phase.OFFERED:
        return None
    visit.u.mandates.end(record, ended)
    visit.u.mandates.step(record, "withdrawn", visit.person, "helper", visit.now, {})
    return above(visit.voice.say("mandates.withdrawn", {"name": record.about.neighbour}), home(visit))
