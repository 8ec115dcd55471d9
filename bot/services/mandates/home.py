"""What a helper sees of the neighbours they help: the list, and one of them with what may be done."""

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.dossiers import state_label
from bot.services.mandates.agreement import purposes_in_words
from bot.services.mandates.names import file_title, procedure_title, subject
from bot.services.mandates.rights import matter_of_file
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.acts import Act
from flows.helping import Deed, covers, refusal
from flows.mandates import Phase, Purpose, phase, pledge_due
from storage.records import DossierRecord
from storage.records_mandates import MandateRecord

AREA = "mandates"
_MOST = 8


def back(visit: Visit) -> tuple[Button, ...]:
    """The way back to all work."""
    return (
        visit.voice.button("mandates.button_list", Work(AREA, "home")),
        visit.voice.button("dialogue.button_home", Menu("home")),
    )


def home(visit: Visit) -> Card:
    """The neighbours this helper has a mandate of, what waits for an answer, and the way to a new one."""
    voice, now = visit.voice, visit.now
    if may(visit, Act.ASK_MANDATE) is None:
        return visit.say("mandates.not_helper")
    if pledge_due(visit.u.deeds.pledged_at(visit.person), visit.now):
        return pledge_card(visit)
    visit.screen = Working(AREA, "home")
    held = visit.u.mandates.of_agent(visit.person, now)[-_MOST:]
    offers = visit.u.mandates.offers_of(visit.person, now)[-_MOST:]
    lines, buttons = [], []
    for number, record in enumerate((*held, *offers), 1):
        params = {"number": number, "name": record.about.neighbour, "subject": subject(visit, record)}
        code = (
            "mandates.line"
            if record.mandate.made_at
            else "mandates.line_slip"
            if record.slip
            else "mandates.line_offer"
        )
        lines.append(voice.say(code, {**params, "until": record.mandate.valid_to or ""}))
        buttons.append((voice.button("mandates.button_open", Work(AREA, "open", record.tag), params),))
    new = (voice.button("mandates.button_new", Work(AREA, "new"), main=True),)
    leave = (voice.button("work.button", Menu("work")), voice.button("dialogue.button_home", Menu("home")))
    return Card(voice.say("mandates.home", {"lines": lines}), (*buttons, new, leave), wants="choice")


def pledge_card(visit: Visit) -> Card:
    """What every helper promises once a year, before anything else."""
    visit.screen = Working(AREA, "pledge")
    yes = (visit.voice.button("mandates.button_pledge", Work(AREA, "pledged"), main=True),)
    leave = (visit.voice.button("work.button", Menu("work")), visit.voice.button("dialogue.button_home", Menu("home")))
    return visit.say("mandates.pledge", rows=(yes, leave))


def held_by(visit: Visit, tag: str) -> MandateRecord | None:
    """A mandate that this helper holds now, asked anew."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.agent_id != visit.person or may(visit, Act.HELP_WITH) is None:
        return None
    return record if phase(record.mandate, visit.now) is Phase.ACTIVE else None


def one(visit: Visit, record: MandateRecord) -> Card:
    """One mandate: what it allows, until when, the drafts and files it is about, and what may be done."""
    voice, mandate = visit.voice, record.mandate
    visit.screen = Working(AREA, "one", record.tag)
    rows: list[tuple[Button, ...]] = []
    lines: list[str] = []
    if Purpose.ASSIST in mandate.purposes:
        rows.extend((button,) for button in _drafts(visit, record))
    for number, file in enumerate(files_of(visit, record), 1):
        params = {
            "number": number,
            "reference": file.reference,
            "procedure": file_title(voice, file),
            "state": state_label(visit, file),
        }
        lines.append(voice.say("mandates.file_line", params))
        rows.append(
            (voice.button("mandates.button_file_line", Work(AREA, "file", record.tag, file.reference), params),)
        )
    params = {
        "name": record.about.neighbour,
        "subject": subject(visit, record),
        "purposes": purposes_in_words(voice, mandate.purposes),
        "until": mandate.valid_to or "",
        "lines": lines,
    }
    rows.append((voice.button("mandates.button_pass", Work(AREA, "pass", record.tag)),))
    rows.append((voice.button("mandates.button_return", Work(AREA, "return", record.tag)),))
    return Card(voice.say("mandates.one", params), (*rows, back(visit)), wants="choice")


def _drafts(visit: Visit, record: MandateRecord) -> list[Button]:
    """A button to begin or go on with each procedure named."""
    principal = record.principal_id or 0
    begun = {draft.session.procedure for draft in visit.u.drafts.all_of(principal)}
    return [
        visit.voice.button(
            "mandates.button_resume" if key in begun else "mandates.button_fill",
            Work(AREA, "fill", record.tag, key),
            {"procedure": procedure_title(visit.voice, key)},
            main=True,
        )
        for key in record.mandate.procedures
        if visit.sheet(key) is not None
    ]


def files_of(visit: Visit, record: MandateRecord) -> tuple[DossierRecord, ...]:
    """The files that a mandate is about, the newest first; never another one of the neighbour's."""
    principal = record.principal_id or 0
    found = (file for file in visit.u.dossiers.of_person(principal) if file.person_id == principal)
    return tuple(file for file in found if covers(record.mandate, matter_of_file(visit, file)))


def file_card(visit: Visit, record: MandateRecord, reference: str) -> Card | None:
    """How a neighbour's file stands, without any answer in it, and what the helper may do with it."""
    file = next((one for one in files_of(visit, record) if one.reference == reference), None)
    if file is None:
        return None
    voice, matter = visit.voice, matter_of_file(visit, file)
    denied = refusal(Deed.LOOK, record.mandate, matter, visit.now)
    if denied is not None:
        return visit.say(f"mandates.denied_{denied.code}", rows=(back(visit),))
    visit.screen = Working(AREA, "file", record.tag, reference)
    supplement = file.dossier.supplement
    asked = supplement is not None and refusal(Deed.ADD_PAPER, record.mandate, matter, visit.now) is None
    collects = refusal(Deed.COLLECT, record.mandate, matter, visit.now) is None
    params = {
        "name": record.about.neighbour,
        "reference": file.reference,
        "procedure": file_title(voice, file),
        "state": state_label(visit, file),
        "todo": todo(visit, file),
        "collects": collects and file.dossier.finished_at is not None,
        "certified": record.mandate.certified,
        "id": record.id,
    }
    send = (
        ((voice.button("file.button_send_paper", Work(AREA, "paper", record.tag, reference), main=True),),)
        if asked
        else ()
    )
    return Card(voice.say("mandates.file", params), (*send, back(visit)), wants="choice")


def todo(visit: Visit, file: DossierRecord) -> str:
    """What is to be done about a file next, in its own words for who helps."""
    dossier = file.dossier
    until = dossier.supplement.answer_by if dossier.supplement else ""
    return visit.voice.say(f"mandates.todo_{dossier.state}", {"until": until, "desk": visit.voice.desk(file.field)})
