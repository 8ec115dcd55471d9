"""The register: acceptances in the order of their moments, numbered on through the year, a file once."""

from storage.database import Database
from storage.register import Line
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import DAY, HOUR, NOW, opened


def _accepted(u: UnitOfWork) -> tuple[int, ...]:
    """Three files: the second accepted first, the first and the third at the same moment; one went on twice."""
    first, second, third, waiting = (opened(u).id for _ in range(4))
    u.dossiers.append(waiting, "sent", None, "resident", NOW, {})
    u.dossiers.append(second, "accept", None, "clerk", NOW, {})
    for dossier in (first, third):
        u.dossiers.append(dossier, "accept", None, "clerk", NOW + DAY, {})
    u.dossiers.append(second, "start", None, "clerk", NOW + HOUR, {})
    u.dossiers.append(second, "start", None, "clerk", NOW + DAY, {})
    return first, second, third


def test_lines_stand_in_the_order_of_acceptance(database: Database) -> None:
    first, second, third = database.run(_accepted)
    assert database.run(lambda u: u.register.lines(NOW, NOW + 2 * DAY)) == (
        Line(second, NOW, NOW + HOUR),
        Line(first, NOW + DAY, None),
        Line(third, NOW + DAY, None),
    )


def test_a_span_has_its_beginning_and_not_its_end(database: Database) -> None:
    first, second, third = database.run(_accepted)
    assert [line.dossier_id for line in database.run(lambda u: u.register.lines(NOW, NOW + DAY))] == [second]
    later = database.run(lambda u: u.register.lines(NOW + HOUR, NOW + 2 * DAY))
    assert [line.dossier_id for line in later] == [first, third]


def test_the_number_of_a_file_is_its_place_among_the_lines(database: Database) -> None:
    database.run(_accepted)
    lines = database.run(lambda u: u.register.lines(NOW, NOW + 2 * DAY))
    numbers = database.run(lambda u: [u.register.number(one.dossier_id, one.accepted_at, NOW) for one in lines])
    assert numbers == [1, 2, 3]
    assert database.run(lambda u: u.register.number(lines[2].dossier_id, lines[2].accepted_at, NOW + HOUR)) == 2
