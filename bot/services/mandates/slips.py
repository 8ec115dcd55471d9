"""The paper way, for who has no telephone: the slip is printed, read out, signed and photographed by the helper."""

from bot.callbacks import Work
from bot.ports import Attachment, Card
from bot.services.authority import may, post_of
from bot.services.form_files import Order
from bot.services.form_filling import OFFICIAL, letterhead
from bot.services.mandates.home import AREA, back
from bot.services.mandates.names import subject_of
from bot.services.mandates.offers import card
from bot.services.screens_work import Working
from bot.services.uploads import Upload
from bot.services.visit import Visit, above
from bot.services.voice import Voice
from content.forms.filled import MandatePaper
from flows.acts import Act
from flows.authority import Subject, permitted
from flows.calendar import local_day
from flows.mandates import Phase, phase
from storage.records_mandates import MandateRecord

PDF = "application/pdf"
FORM = "mandate"


def own_offer(visit: Visit, tag: str) -> MandateRecord | None:
    """An offer of this helper's that nobody answered yet."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.agent_id != visit.person or may(visit, Act.ASK_MANDATE) is None:
        return None
    return record if phase(record.mandate, visit.now) is Phase.OFFERED else None


def to_print(visit: Visit, tag: str) -> Card | None:
    """The slip to be printed."""
    record = own_offer(visit, tag)
    if record is None:
        return None
    name = f"{visit.voice.say('mandates.slip')} – {record.about.neighbour}"
    file = Attachment(f"w:{AREA}:paper:{record.tag}", name, PDF)
    photo = (visit.voice.button("mandates.button_slip", Work(AREA, "slip", record.tag), main=True),)
    return Card(visit.voice.say("mandates.print"), (photo, back(visit)), files=(file,))


def paper(visit: Visit, tag: str) -> Order | None:
    """The slip as it is printed, for the helper who asks for it."""
    record = own_offer(visit, tag)
    if record is None:
        return None
    voice = Voice(visit.library, OFFICIAL)
    head = letterhead(visit, visit.library.law.on(local_day(visit.now)))
    lines = (voice.say(f"mandates.agree_{purpose}", {"mark": ""}).strip() for purpose in record.mandate.purposes)
    about = record.about
    data = MandatePaper(
        head,
        str(record.id),
        about.neighbour,
        about.helper,
        subject_of(visit.u, voice, record),
        record.mandate.days,
        tuple(lines),
    )
    return Order(FORM, data, visit.voice.language, visit.voice.say("mandates.slip"))


def wanted(visit: Visit, tag: str) -> Card | None:
    """A photo of the signed slip is asked for."""
    record = own_offer(visit, tag)
    if record is None:
        return None
    visit.screen = Working(AREA, "slip", record.tag)
    return Card(
        visit.voice.say("mandates.photo_wanted", {"name": record.about.neighbour}), (back(visit),), wants="photo"
    )


def came(visit: Visit, tag: str, upload: Upload) -> Card | None:
    """The photo of a signed slip: kept as the proof, shown to officials only, who are told that it waits."""
    record = own_offer(visit, tag)
    if record is None:
        return None
    if record.slip is not None:
        visit.u.documents.remove((record.slip,))  # the photo before it, that nobody has looked at
    _keep(visit, record, upload)
    visit.u.mandates.show_slip(record, upload.id)
    visit.u.mandates.step(record, "slip_sent", visit.person, "helper", visit.now, {"slip": upload.id})
    for person in who_checks(visit, record):
        visit.u.outbox.owe(f"mandate_slip:{record.id}:{upload.id}:{person}", person, "mandate_slip", {}, now=visit.now)
    visit.owes = True
    again = visit.u.mandates.by_tag(tag)
    shown = card(visit, again) if again is not None else None
    return above(visit.voice.say("mandates.slip_sent"), shown) if shown is not None else None


def _keep(visit: Visit, record: MandateRecord, upload: Upload) -> None:
    visit.keeps = True
    visit.u.documents.add(
        upload.id,
        record.agent_id,
        None,
        "mandate_slip",
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        name=upload.name,
        wrapped_key=upload.wrapped_key,
        now=visit.now,
        turn=upload.judgement.turn if upload.judgement else 0,
        safety=upload.safety,
        pages=upload.pages,
        look_at=visit.now if upload.safety == "held" else None,
    )


def fields_of(visit: Visit, record: MandateRecord) -> frozenset[str]:
    """The fields that a mandate is about."""
    file = visit.u.dossiers.get(record.mandate.file) if record.mandate.file is not None else None
    if file is not None:
        return frozenset({file.field})
    sheets = (visit.sheet(key) for key in record.mandate.procedures)
    return frozenset(sheet.field for sheet in sheets if sheet is not None)


def who_checks(visit: Visit, record: MandateRecord) -> tuple[int, ...]:
    """The officials who may look at a slip, for all it is about; never the helper themself."""
    fields = fields_of(visit, record)
    found = [
        staff.person_id
        for staff in visit.u.staff.everybody()
        if staff.person_id != record.agent_id
        and all(permitted((post_of(staff),), Act.CHECK_SLIP, Subject(field=field)) is not None for field in fields)
    ]
    return tuple(dict.fromkeys(found))
