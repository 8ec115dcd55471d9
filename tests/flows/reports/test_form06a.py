"""Form 06a: every file in the columns it belongs to, reckoned by hand, and the identities for any log."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.moves import CloseUnanswered, Complete, HandOver, PromiseNewDate, RecordResult, Refuse, Stop, Withdraw
from flows.reports.case import Case
from flows.reports.form06a import COLUMNS, IDENTITIES, broken, form06a
from flows.reports.form07a import form07a
from flows.reports.table import Figure, Line, Table
from tests.flows.calendars import at
from tests.flows.reports.cases import ASK, EARLY, LATE, ON_TIME, SINCE, TAKEN, UNTIL, VIETNAM, Event, case

Row = tuple[int, ...]


def row(table: Table, key: str = "all") -> Row:
    return tuple(len(table.figure(key, column).files) for column in table.columns)


def form(*cases: Case) -> Table:
    return form06a(cases, SINCE, UNTIL, VIETNAM)


ASKED = (ASK, "04/03/2026 09:00")
MONTH = (
    case("A", TAKEN, (RecordResult(), EARLY), online=True),  # online, early
    case("B", TAKEN, (RecordResult(), ON_TIME)),  # at the desk, on time
    case("C", TAKEN, (RecordResult(), LATE), of="land"),  # at the desk, late
    case("D", TAKEN, ASKED),  # waits for its resident: settled on time
    case("E", TAKEN, (Withdraw(), "04/03/2026 09:00"), (Stop(), "05/03/2026 09:00")),  # withdrawn: settled on time
    case("F", TAKEN),  # due on 09/03 and not done: overdue
    case("G", (TAKEN[0], "30/03/2026 09:00"), online=True),  # due on 06/04: running in time
    # Accepted in February and done in March: carried over, early (due on 06/03/2026 09:00).
    case("H", (TAKEN[0], "27/02/2026 09:00"), (RecordResult(), "03/03/2026 09:00"), sent="27/02/2026 08:00"),
    case("I", (Refuse("not_here"), "03/03/2026 09:00")),  # never accepted: in no column of the form
    case("J", TAKEN, (RecordResult(), "01/04/2026 00:00")),  # done after the period: overdue in it
)


def test_the_form_counts_what_a_clerk_would_count_by_hand() -> None:
    """Received 9 = online A G + desk B C D E F J + carried H; settled 6 = early A H, on time B D E, late C; 3 run."""
    table = form(*MONTH)
    assert table.columns == COLUMNS
    assert row(table) == (9, 2, 6, 1, 6, 2, 3, 1, 3, 1, 2)
    assert row(table, "field:land") == (1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0)
    assert [line.key for line in table.lines] == ["all", "field:civil_status", "field:land"]
    assert table.figure("all", "on_time") == Figure(3, ("B", "D", "E"))
    assert table.figure("all", "overdue").files == ("F", "J")
    assert broken(table) == ()
    assert ("all", "late", "C") in set(table.traced())


def test_a_cell_that_is_not_there_is_empty() -> None:
    table = form(*MONTH)
    assert table.figure("field:none", "late") == table.figure("all", "none") == Figure()


def test_what_waited_over_the_end_of_a_period_is_counted_as_settled_once() -> None:
    """Asked on 04/03; in April nothing is counted while it waits, and what comes back is carried over again."""
    waits, closed = case("A", TAKEN, ASKED), case("B", TAKEN, ASKED, (CloseUnanswered(), "20/04/2026 09:00"))
    back = case("C", TAKEN, ASKED, (Complete(), "02/04/2026 09:00"), (RecordResult(), "03/04/2026 09:00"))
    assert row(form(waits, closed, back)) == (3, 0, 3, 0, 3, 0, 3, 0, 0, 0, 0)
    april = form06a((waits, closed, back), UNTIL, at("01/05/2026 00:00"), VIETNAM)
    assert row(april) == (1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0)
    assert april.figure("all", "carried").files == ("C",)


def test_what_was_late_before_it_was_asked_stays_late() -> None:
    """Accepted for one working day on 02/03 09:00, asked on 04/03: a day after it was due."""
    late = case("A", TAKEN, ASKED, term="1wd")
    assert form(late).figure("all", "late").files == ("A",)


def test_the_pending_of_one_month_are_the_carried_over_of_the_next() -> None:
    april = form06a(MONTH, UNTIL, at("01/05/2026 00:00"), VIETNAM)
    assert april.figure("all", "carried").files == form(*MONTH).figure("all", "pending").files == ("F", "G", "J")


def test_a_broken_identity_names_its_files() -> None:
    cells = {column: Figure(1, ("A",)) for column in ("received", "online", "settled", "early", "pending", "in_time")}
    table = Table("06a", COLUMNS, (Line("all", tuple(cells.get(column, Figure(0)) for column in COLUMNS)),))
    (found,) = broken(table)
    assert (found.key, found.whole, found.parts, found.files) == ("all", "received", ("settled", "pending"), ("A",))


def test_form_07a_tells_how_files_ended_and_what_had_an_apology() -> None:
    """Carried H; awaiting K; refused I; withdrawn E; late C (no apology) and L (apology); overdue F J, M with one."""
    sorry = (PromiseNewDate(at("12/03/2026 17:00"), "late_load"), "09/03/2026 08:00")
    more = (
        case("K", sent="05/03/2026 08:00"),
        case("L", TAKEN, sorry, (RecordResult(), "10/03/2026 09:00")),
        case("M", TAKEN, sorry),
        case("N", TAKEN, ASKED, (CloseUnanswered(), "25/03/2026 09:00")),
        case("O", (Refuse("not_here"), "26/02/2026 09:00"), sent="25/02/2026 08:00"),
        case("P", (TAKEN[0], "20/02/2026 09:00"), (RecordResult(), "24/02/2026 09:00"), sent="20/02/2026 08:00"),
    )
    table = form07a((*MONTH, *more), SINCE, UNTIL, VIETNAM)
    files = {column: "".join(table.figure("all", column).files) for column in table.columns}
    assert files == {
        "carried": "H",
        "online": "AG",
        "direct": "BCDEFJLMN",
        "awaiting": "K",
        "not_accepted": "I",
        "stopped": "EN",
        "withdrawn": "E",
        "early": "AH",
        "on_time": "B",
        "late": "CL",
        "late_sorry": "L",
        "late_unsorry": "C",
        "in_time": "DG",
        "overdue": "FJM",
        "overdue_sorry": "M",
        "overdue_unsorry": "FJ",
    }


KINDS = (
    "sent accept start ask_supplement complete consult promise_new_date record_result decline hand_over withdraw"
    " carry_on stop refuse close_unanswered calendar paper_marked result_link"
).split()
LOGS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 60 * 24 * 90)), max_size=12)


@given(st.lists(st.tuples(LOGS, st.booleans(), st.sampled_from(["0d", "8wh", "5wd", "30d"])), max_size=8))
def test_the_identities_hold_for_any_log_even_one_that_no_rule_allows(
    files: list[tuple[list[tuple[str, int]], bool, str]],
) -> None:
    start, model = at("10/02/2026 00:00"), case("A")
    cases = []
    for number, (events, online, term) in enumerate(files):
        moments = sorted(events, key=lambda one: one[1])
        log = tuple(Event(place, kind, start + timedelta(minutes=at_)) for place, (kind, at_) in enumerate(moments, 1))
        cases.append(replace(model, code=f"F{number}", log=log, online=online, term=term))
    table = form(*cases)
    assert broken(table) == ()
    for whole, parts in IDENTITIES:
        assert table.figure("all", whole).value == sum(len(table.figure("all", part).files) for part in parts)


def test_who_collects_late_does_not_make_the_file_late() -> None:
    late = case("A", TAKEN, (RecordResult(), EARLY), (HandOver("signed"), "20/03/2026 09:00"))
    assert form(late).figure("all", "early").files == ("A",)
