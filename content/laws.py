"""Reads the papers, fees and time limits of a procedure file, each with its source and its dates."""

from content.conditions import read_condition
from content.reading import Table
from content.sheet import ChangeSheet, FeeSheet, Form, LimitSheet, PaperSheet, Source, StepSheet
from flows.facts import Fact
from flows.procedure import Amount, Fee, Flat, Limit, Paper, PerPage, PerPiece, Validity

FORMS: tuple[Form, ...] = ("original", "copy", "certified_copy", "photo", "shown")


def read_sources(tables: tuple[Table, ...]) -> dict[str, Source]:
    """The sources by id."""
    sources: dict[str, Source] = {}
    for table in tables:
        source = _source(table)
        if source.id in sources:
            table.fault(f"the source {source.id!r} is there twice", "give each source its own id")
        sources[source.id] = source
        table.close()
    return sources


def read_papers(tables: tuple[Table, ...], facts: dict[str, Fact], steps: dict[str, StepSheet]) -> list[PaperSheet]:
    """The papers; a paper knows the question that collects its photos."""
    return [_paper(table, facts, steps) for table in tables]


def read_fees(tables: tuple[Table, ...], facts: dict[str, Fact]) -> list[FeeSheet]:
    """The lines of the fee."""
    return [_fee(table, facts) for table in tables]


def read_limits(tables: tuple[Table, ...], facts: dict[str, Fact]) -> list[LimitSheet]:
    """The time limits; of those that apply the first one counts."""
    return [_limit(table, facts) for table in tables]


def read_changes(tables: tuple[Table, ...]) -> tuple[ChangeSheet, ...]:
    """The announced changes of law."""
    return tuple(_change(table) for table in tables)


def _change(table: Table) -> ChangeSheet:
    sheet = ChangeSheet(table.text("id"), _validity(table), table.said("text"), table.text("source"))
    table.close()
    return sheet


def _source(table: Table) -> Source:
    return Source(
        table.text("id"),
        table.said("title"),
        table.day("checked"),
        table.one_of("confidence", ("high", "medium", "low")),
        table.text("url", ""),
        table.text("checker", ""),
    )


def _paper(table: Table, facts: dict[str, Fact], steps: dict[str, StepSheet]) -> PaperSheet:
    id = table.text("id")
    step = next((key for key, sheet in steps.items() if sheet.paper == id), None)
    rule = Paper(id, _validity(table), read_condition(table.table("only_if"), facts), step)
    sheet = PaperSheet(
        rule,
        table.said("title"),
        table.one_of("form", FORMS),
        table.text("source"),
        table.number("count", 1),
        table.said_or_none("when"),
        table.said_list("instead"),
        table.flag("local"),
        table.text("blank", "") or None,
        table.flag("identity"),
    )
    table.close()
    return sheet


def _fee(table: Table, facts: dict[str, Fact]) -> FeeSheet:
    rule = Fee(table.text("id"), _amount(table), _validity(table), read_condition(table.table("only_if"), facts))
    sheet = FeeSheet(rule, table.said("title"), table.text("source"), table.said_or_none("exempt"), table.flag("local"))
    table.close()
    return sheet


def _limit(table: Table, facts: dict[str, Fact]) -> LimitSheet:
    condition, extra = read_condition(table.table("only_if"), facts), table.text("extra", "") or None
    rule = Limit(table.text("id"), table.text("term"), _validity(table), condition, extra)
    sheet = LimitSheet(
        rule, table.said("title"), table.text("source"), table.said_or_none("extra_when"), table.flag("local")
    )
    table.close()
    return sheet


def _validity(table: Table) -> Validity:
    return Validity(table.day("since"), table.day("until") if table.has("until") else None)


def _amount(table: Table) -> Amount:
    written = [name for name in ("dong", "per_piece", "per_page") if table.has(name)]
    if len(written) != 1:
        table.fault("no amount, or more than one", "write exactly one of: dong, per_piece, per_page")
    piece, page = table.table("per_piece"), table.table("per_page")
    if page is not None:
        amounts = (page.number("first"), page.number("then"), page.number("cap"))
        rule: Amount = PerPage(*amounts, page.text("pages"), page.text("copies"))
        page.close()
        return rule
    if piece is not None:
        rule = PerPiece(piece.number("dong"), piece.text("count"))
        piece.close()
        return rule
    return Flat(table.number("dong", 0))
