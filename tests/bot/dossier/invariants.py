"""What must hold for every dossier at every moment (HN-STUDY table 4.5, NĐ 118/2025), read from rows and events."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from content.catalog import Library
from flows.chronicle import moment_of
from flows.clocks import kpi_clock, legal_clock
from flows.dossier import ENDED, READY, Dossier, Role, State
from flows.explain import explain
from flows.lifecycle import MOVES
from storage.records import DossierRecord, EventRecord

BY_NAME = {rule.name: rule for rule in MOVES}
# Lines of the log that move nothing: what the clock wrote down, and what officials said about their work.
BESIDE = {"calendar", "apology_drafted", "apology_proposed", "acknowledge", "promise_broken", "claim"}
NOTICES = {rule.name: {one.notice for one in MOVES if one.name == rule.name} for rule in MOVES}


@dataclass
class Watch:
    """Remembers what must never change, and looks at every dossier anew."""

    versions: dict[int, tuple[str, str]] = field(default_factory=dict)
    results: dict[int, tuple[datetime | None, str]] = field(default_factory=dict)
    logs: dict[int, tuple[EventRecord, ...]] = field(default_factory=dict)

    def codes(self, records: Sequence[DossierRecord]) -> None:
        """A unique code."""
        references = [record.reference for record in records]
        official = [record.official_code for record in records if record.official_code]
        assert len(set(references)) == len(references)
        assert len(set(official)) == len(official)

    def dossier(self, record: DossierRecord, snapshot: str | None, log: tuple[EventRecord, ...]) -> None:
        """Every rule about one dossier, in its rows and its log."""
        dossier = record.dossier
        assert snapshot, "the definition it was made with is kept"
        assert self.versions.setdefault(record.id, (record.version, snapshot)) == (record.version, snapshot)
        assert record.field or record.owner_id is not None, "somebody is responsible"
        self._log(record, log)
        self._result(record, log)
        self._dates(dossier, log)
        if dossier.accepted_at is not None:
            assert record.official_code or _accepted_without_code(log)

    def _log(self, record: DossierRecord, log: tuple[EventRecord, ...]) -> None:
        """Events are only added; each move begins where the last one ended, and the last one is where it stands."""
        before = self.logs.setdefault(record.id, log)
        assert log[: len(before)] == before
        self.logs[record.id] = log
        assert [event.seq for event in log] == list(range(1, len(log) + 1))
        assert log[0].kind == "sent"
        state = State.CHO_TIEP_NHAN.value
        for event in log[1:]:
            if event.kind not in BY_NAME:
                assert event.kind in BESIDE
                continue
            assert event.data["from"] == state
            state = str(event.data["to"])
            assert any(Role(event.role) in rule.who and rule.name == event.kind for rule in MOVES)
        assert state == record.dossier.state

    def _result(self, record: DossierRecord, log: tuple[EventRecord, ...]) -> None:
        """A signed result is never edited; it is handed over only with proof, which a notice is not."""
        dossier = record.dossier
        kinds = [event.kind for event in log]
        finished = [kind for kind in kinds if kind in ("record_result", "decline")]
        assert len(finished) == (dossier.finished_at is not None) == (dossier.state in (*READY, State.DA_TRA_KET_QUA))
        if finished:
            result = (dossier.finished_at, finished[0])
            assert self.results.setdefault(record.id, result) == result
        handed = [event for event in log if event.kind == "hand_over"]
        assert len(handed) == (dossier.state is State.DA_TRA_KET_QUA) == (dossier.handed_at is not None)
        assert all(str(event.data["proof"]).strip() for event in handed)
        assert not (dossier.state in ENDED and dossier.supplement is not None)

    def _dates(self, dossier: Dossier, log: tuple[EventRecord, ...]) -> None:
        """A changed date never deletes the one before: the log holds them all, in a chain without a gap."""
        due_at = None
        for event in log:
            if "due_at" in event.data:
                assert moment_of(event, "was_due_at") == due_at
                due_at = moment_of(event, "due_at")
                assert event.kind in ("accept", "complete", "calendar")
        assert dossier.due_at == due_at
        promises = [moment_of(event, "promised_at") for event in log if event.kind == "promise_new_date"]
        assert len(promises) <= 1
        assert dossier.promised_at == (promises[0] if promises else None)
        asked = [event.data["to"] for event in log if event.kind == "ask_supplement"]
        assert asked.count("BO_SUNG_TRUOC") == dossier.asked_before <= 1
        assert asked.count("BO_SUNG_SAU") == dossier.asked_after <= 1


def _accepted_without_code(log: tuple[EventRecord, ...]) -> bool:
    return log[-1].kind == "accept"


def clocks_agree(dossier: Dossier, log: tuple[EventRecord, ...], library: Library, now: datetime) -> None:
    """Both clocks and the explanation, read from the log alone, say what the dossier says."""
    legal, kpi = legal_clock(log, dossier.term, library.calendar), kpi_clock(log, dossier.term, library.calendar)
    assert (legal is None) == (kpi is None) == (dossier.accepted_at is None)
    if legal is None or kpi is None:
        return
    assert legal.began_at == dossier.clock_from
    if dossier.finished_at is None and dossier.closed_at is None:
        assert legal.due_at == dossier.due_at
    assert kpi.punctuality(now) in ("early", "on_time", "late")
    assert (legal.stopped_at is not None) == (dossier.finished_at is not None or dossier.closed_at is not None)
    told = [reason for reason in explain(log) if reason.due_at is not None and reason.code != "promised"]
    assert told[-1].due_at == dossier.due_at
