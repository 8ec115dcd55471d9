"""One file of a resident: where it is, why its date is so, and what they can do with it."""

from collections.abc import Mapping

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services import explaining, retention_cards
from bot.services.dossiers import state_label, title
from bot.services.form_cards import for_resident
from bot.services.resending import answer_rows, fault_lines, faults_asked
from bot.services.result_links import link_button
from bot.services.screens import OneFile, Withdrawing
from bot.services.sending import next_params
from bot.services.timeline import history
from bot.services.transitions import act, refused
from bot.services.visit import Visit, pairs
from flows.dossier import Role, shown_due
from flows.marks import Mark
from flows.moves import CarryOn, Withdraw
from flows.transition import Illegal, legal_moves
from storage.records import DossierRecord


def one_file(visit: Visit, record: DossierRecord) -> Card:
    """Where the file is, in whose hands, what next and by when, with its dated history (F31, F33, F37)."""
    voice, dossier = visit.voice, record.dossier
    visit.screen = OneFile(record.reference)
    params = {
        "procedure": title(visit, record),
        "reference": record.reference,
        "official_code": record.official_code or "",
        "state": state_label(visit, record),
        "holder": voice.say(f"states.holder_{dossier.state}"),
        "next": voice.say(f"states.next_{dossier.state}", next_params(visit, record)),
    }
    faults = faults_asked(visit.u, record)
    lines = [voice.say("dialogue.file", params), *fault_lines(voice, record, faults)]
    day = shown_due(dossier, visit.now, visit.library.calendar)
    if day is not None and dossier.handed_at is None:
        expected = dossier.accepted_at is None or dossier.supplement is not None
        lines.append(voice.say("dialogue.file_due_if" if expected else "dialogue.file_due", {"due": day}))
    lines.extend([*explaining.brief(visit, record), *explaining.refusal(visit, record), history(visit, record)])
    return Card("\n".join(lines), _rows(visit, record, faults), wants="choice")


def _rows(visit: Visit, record: DossierRecord, faults: Mapping[str, Mark]) -> tuple[tuple[Button, ...], ...]:
    voice, dossier = visit.voice, record.dossier
    rows: list[tuple[Button, ...]] = [(one,) for one in link_button(visit.u, voice, record)]
    if dossier.supplement is not None:
        rows.extend(answer_rows(voice, record, faults))
    rows.extend(pairs(_own_moves(visit, record)))
    rows.extend([*pairs(for_resident(visit, record)), *retention_cards.button(visit, record)])
    rows.append(
        (voice.button("dialogue.button_mine", Menu("mine")), voice.button("dialogue.button_official", Menu("official")))
    )
    last = (
        voice.button("dialogue.button_qr", Menu("qr", record.reference)),
        voice.button("dialogue.button_home", Menu("home")),
    )
    return (*rows, last)


def _own_moves(visit: Visit, record: DossierRecord) -> list[Button]:
    """What the resident may do now, and the question why the date is so."""
    voice, dossier = visit.voice, record.dossier
    may = legal_moves(dossier, Role.RESIDENT, visit.now, visit.library.law)
    buttons = [voice.button("inbox.button_write", Work("inbox", "talk", record.reference))]
    if dossier.closed_at is None and dossier.handed_at is None:
        buttons.append(voice.button("file.button_why", Menu("why", record.reference)))
    if "correct" in may:
        buttons.append(voice.button("file.button_correct", Menu("correct", record.reference)))
    if "carry_on" in may:
        buttons.append(voice.button("file.button_carry_on", Menu("goon", record.reference)))
    if visit.u.documents.of_dossier(record.id):
        buttons.append(voice.button("file.button_pdf", Menu("pdf", record.reference)))
    if "withdraw" in may:
        buttons.append(voice.button("dialogue.button_withdraw", Menu("withdraw", record.reference)))
    return buttons


def ask_to_withdraw(visit: Visit, record: DossierRecord) -> Card:
    """Withdrawing is asked about once more."""
    voice = visit.voice
    visit.screen = Withdrawing(record.reference)
    rows = (
        (voice.button("dialogue.button_withdraw_no", Menu("file", record.reference), main=True),),
        (voice.button("dialogue.button_withdraw_yes", Menu("withdraw!", record.reference), danger=True),),
    )
    return visit.say("dialogue.withdraw_sure", {"reference": record.reference}, rows)


def withdraw(visit: Visit, record: DossierRecord) -> Card:
    """The resident takes the file back, until the decision is issued (NĐ 118/2025 art. 21)."""
    return _moved(visit, record, Withdraw(), "dialogue.withdrawn")


def carry_on(visit: Visit, record: DossierRecord) -> Card:
    """The resident does not want to withdraw any more."""
    return _moved(visit, record, CarryOn(), "file.goes_on")


def _moved(visit: Visit, record: DossierRecord, what: Withdraw | CarryOn, said: str) -> Card:
    visit.screen = OneFile(record.reference)
    done = act(visit, record, what, Role.RESIDENT)
    if isinstance(done, Illegal):
        return refused(visit, done, record)
    see = visit.voice.button("dialogue.button_file", Menu("file", record.reference), main=True)
    home = visit.voice.button("dialogue.button_home", Menu("home"))
    return visit.say(said, {"reference": record.reference}, ((see,), (home,)))
