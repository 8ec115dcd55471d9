"""Mandates, deeds and pledges, on both databases."""

import sqlite3
from dataclasses import replace
from datetime import datetime
from functools import partial

import psycopg
import pytest

from flows.dossier import State
from flows.mandates import Ending, Mandate, Means, Purpose, agree, end, offer
from storage.confirmations import Confirmation
from storage.database import Database
from storage.errors import Conflict
from storage.records import Draft
from storage.records_mandates import DeedRecord, MandateRecord, Wording
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import DAY, HOUR, NOW, SECRET, SESSION, opened, person

ABOUT = Wording(SECRET, "chị Lan")


def offered(days: int = 31, file: int | None = None) -> Mandate:
    made = offer(("assist", "submit"), () if file else ("birth_registration",), file, days, NOW)
    assert isinstance(made, Mandate)
    return made


def kept(u: UnitOfWork, code: str = "h1", days: int = 31, file: int | None = None) -> MandateRecord:
    return u.mandates.offer(offered(days, file), person(u, "helper"), ABOUT, code)


def agreed(u: UnitOfWork, code: str = "h1", days: int = 31, file: int | None = None) -> MandateRecord:
    record = kept(u, code, days, file)
    made = agree(record.mandate, ("assist",), Means.TAP, NOW)
    assert isinstance(made, Mandate)
    return u.mandates.agree(record, made, person(u, "neighbour"), replace(ABOUT, text="Tôi đồng ý", version="v1"))


def _add(deed: DeedRecord, u: UnitOfWork) -> None:
    u.deeds.add(deed)


def test_an_offer_is_found_by_its_code_and_by_its_tag(database: Database) -> None:
    record = database.run(kept)
    assert database.run(lambda u: u.mandates.by_offer("h1")) == record
    assert database.run(lambda u: u.mandates.by_tag(record.tag)) == record
    assert database.run(lambda u: u.mandates.get(record.id)) == record
    assert database.run(lambda u: u.mandates.by_offer("h2")) is None
    assert record.principal_id is None
    assert database.run(lambda u: u.mandates.offers_of(record.agent_id, NOW + DAY)) == (record,)
    assert database.run(lambda u: u.mandates.offers_of(record.agent_id, NOW + 8 * DAY)) == ()


def test_what_was_agreed_to_is_read_back_whole_and_holds_until_its_time(database: Database) -> None:
    record = database.run(agreed)
    assert database.run(lambda u: u.mandates.by_tag(record.tag)) == record
    assert record.mandate.purposes == (Purpose.ASSIST,)
    assert record.about.text == "Tôi đồng ý"
    agent, principal = record.agent_id, record.principal_id or 0
    assert database.run(lambda u: u.mandates.of_agent(agent, NOW + 30 * DAY)) == (record,)
    assert database.run(lambda u: u.mandates.of_principal(principal, NOW + 30 * DAY)) == (record,)
    assert database.run(lambda u: u.mandates.between(agent, principal, NOW)) == (record,)
    assert database.run(lambda u: u.mandates.between(principal, agent, NOW)) == ()
    assert database.run(lambda u: u.mandates.of_agent(agent, NOW + 31 * DAY)) == ()
    assert database.run(lambda u: u.mandates.of_agent(principal, NOW)) == ()
    assert database.run(lambda u: u.mandates.offers_of(agent, NOW)) == ()


def test_an_offer_is_agreed_to_once(database: Database) -> None:
    record = database.run(kept)
    made = agree(record.mandate, ("assist",), Means.TAP, NOW)
    assert isinstance(made, Mandate)
    database.run(lambda u: u.mandates.agree(record, made, person(u, "neighbour"), ABOUT))
    with pytest.raises(Conflict):
        database.run(lambda u: u.mandates.agree(record, made, person(u, "another"), ABOUT))


def test_a_mandate_ends_once_and_is_remembered(database: Database) -> None:
    record = database.run(agreed)
    ended = end(record.mandate, Ending.REVOKED, NOW + HOUR)
    assert isinstance(ended, Mandate)
    database.run(lambda u: u.mandates.end(record, ended))
    assert database.run(lambda u: u.mandates.of_agent(record.agent_id, NOW + HOUR)) == ()
    (found,) = database.run(lambda u: u.mandates.ever_of(record.principal_id or 0))
    assert found.mandate == ended
    with pytest.raises(Conflict):
        database.run(lambda u: u.mandates.end(record, ended))


def test_a_slip_waits_until_somebody_looked_at_it(database: Database) -> None:
    record = database.run(kept)
    assert database.run(lambda u: u.mandates.slips(NOW)) == ()
    database.run(lambda u: u.mandates.show_slip(record, "document"))
    assert [one.slip for one in database.run(lambda u: u.mandates.slips(NOW))] == ["document"]
    refused = end(record.mandate, Ending.REFUSED, NOW)
    assert isinstance(refused, Mandate)
    database.run(lambda u: u.mandates.end(record, refused))
    assert database.run(lambda u: u.mandates.slips(NOW)) == ()


def test_mandates_are_found_by_their_file_and_by_when_they_expire(database: Database) -> None:
    dossier = database.run(opened).id
    of_file = database.run(lambda u: agreed(u, "h1", 31, dossier))
    short = database.run(lambda u: agreed(u, "h2", 1))
    assert database.run(lambda u: u.mandates.of_file(dossier, NOW)) == (of_file,)
    assert database.run(lambda u: u.mandate_watch.ending(NOW, NOW + 3 * DAY)) == (short,)
    assert database.run(lambda u: u.mandate_watch.ending(NOW, NOW + 40 * DAY)) == (short, of_file)
    assert database.run(lambda u: u.mandate_watch.ending(NOW + 2 * DAY, NOW + 40 * DAY)) == (of_file,)


def test_every_step_is_logged_in_order(database: Database) -> None:
    record = database.run(kept)
    database.run(lambda u: u.mandates.step(record, "offered", record.agent_id, "helper", NOW, {}))
    database.run(lambda u: u.mandates.step(record, "agreed", None, "resident", NOW + HOUR, {"text": SECRET}))
    steps = database.run(lambda u: u.mandates.steps(record.id))
    assert [(one.seq, one.kind, one.role, one.at) for one in steps] == [
        (1, "offered", "helper", NOW),
        (2, "agreed", "resident", NOW + HOUR),
    ]
    assert steps[1].data == {"text": SECRET}


def test_deeds_are_read_by_sitting_and_by_page(database: Database) -> None:
    record = database.run(agreed)
    agent, principal = record.agent_id, record.principal_id or 0
    assert database.run(lambda u: u.deeds.last_told(agent, principal)) is None
    for number, told in enumerate((NOW + HOUR, NOW + HOUR, NOW + 3 * HOUR)):
        deed = DeedRecord(0, principal, agent, record.id, f"fill{number}", "birth_registration", None, NOW, told)
        database.run(partial(_add, deed))
    assert database.run(lambda u: u.deeds.last_told(agent, principal)) == NOW + 3 * HOUR
    first = database.run(lambda u: u.deeds.of_sitting(agent, principal, NOW + HOUR))
    assert [deed.what for deed in first] == ["fill0", "fill1"]
    latest = database.run(lambda u: u.deeds.of_principal(principal, 2))
    assert [deed.what for deed in latest] == ["fill2", "fill1"]
    rest = database.run(lambda u: u.deeds.of_principal(principal, 2, latest[-1].id))
    assert [(deed.what, deed.at, deed.told_at) for deed in rest] == [("fill0", NOW, NOW + HOUR)]


def test_the_last_pledge_counts(database: Database) -> None:
    someone = database.run(person)
    assert database.run(lambda u: u.deeds.pledged_at(someone)) is None
    database.run(lambda u: u.deeds.pledge(someone, "Tôi cam kết", NOW))
    database.run(lambda u: u.deeds.pledge(someone, "Tôi cam kết", NOW + DAY))
    assert database.run(lambda u: u.deeds.pledged_at(someone)) == NOW + DAY


def test_a_confirmation_is_used_once_and_in_time_and_an_unanswered_one_is_forgotten(database: Database) -> None:
    owner = database.run(person)
    draft = database.run(lambda u: u.drafts.create(owner, SESSION, NOW))
    for code, until in (("c1", NOW + HOUR), ("c2", NOW + DAY)):
        database.run(partial(_asked, draft, code, until))
    found = database.run(lambda u: u.confirmations.find("c1", NOW))
    assert found == Confirmation("c1", "phone", draft.tag, owner, owner, "seal")
    assert database.run(lambda u: u.confirmations.find("c1", NOW + HOUR)) is None
    assert database.run(lambda u: u.confirmations.use("c2", owner, NOW))
    assert not database.run(lambda u: u.confirmations.use("c2", owner, NOW))
    assert database.run(lambda u: u.confirmations.find("c2", NOW)) is None
    later = NOW + 2 * HOUR
    database.run(lambda u: u.confirmations.ask("c3", "desk", draft, owner, "seal", later, NOW + DAY))
    assert database.run(lambda u: u.confirmations.find("c1", NOW)) is None


def _asked(draft: Draft, code: str, until: datetime, u: UnitOfWork) -> None:
    u.confirmations.ask(code, "phone", draft, draft.person_id, "seal", NOW, until)


def test_the_clock_finds_what_is_outlived_orphaned_or_has_an_old_slip(database: Database) -> None:
    dossier = database.run(opened)
    record = database.run(lambda u: agreed(u, "h1", 31, dossier.id))
    assert database.run(lambda u: u.mandate_watch.outlived(NOW, NOW + DAY)) == ()
    ended = replace(dossier.dossier, state=State.DONG_HO_SO, closed_at=NOW)
    database.run(lambda u: u.dossiers.save(dossier, ended, NOW))
    assert database.run(lambda u: u.mandate_watch.outlived(NOW, NOW + DAY)) == (record,)
    assert database.run(lambda u: u.mandate_watch.outlived(NOW, NOW)) == ()
    assert database.run(lambda u: u.mandate_watch.orphaned(NOW)) == (record,)
    offer = database.run(lambda u: kept(u, "h2"))
    database.run(lambda u: u.mandates.show_slip(offer, "document"))
    assert database.run(lambda u: u.mandate_watch.old_slips(NOW)) == ()
    (old,) = database.run(lambda u: u.mandate_watch.old_slips(NOW + DAY))
    assert old.slip == "document"
    database.run(lambda u: u.mandate_watch.forget_slip(old))
    assert database.run(lambda u: u.mandate_watch.old_slips(NOW + DAY)) == ()


def test_a_person_without_any_chat_can_be_admitted(database: Database) -> None:
    someone = database.run(lambda u: u.people.add(NOW))
    assert database.run(lambda u: u.people.get(someone)) is not None
    assert database.run(lambda u: u.people.seats_of(someone)) == ()


def test_names_and_texts_are_sealed(database: Database, url: str) -> None:
    database.run(agreed)
    with raw(url) as it:
        (sealed,) = it.execute("SELECT about FROM mandates", {}).fetchall()[0]
    assert SECRET.encode() not in bytes(sealed)


@pytest.mark.parametrize("table", ["mandate_steps", "deeds", "pledges"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = 1", "DELETE FROM {}"])
def test_what_happened_cannot_be_changed(database: Database, url: str, table: str, change: str) -> None:
    record = database.run(agreed)
    principal = record.principal_id or 0
    deed = DeedRecord(0, principal, record.agent_id, record.id, "fill", "birth_registration", None, NOW, NOW)
    database.run(lambda u: u.mandates.step(record, "offered", None, "helper", NOW, {}))
    database.run(lambda u: u.deeds.add(deed))
    database.run(lambda u: u.deeds.pledge(principal, "x", NOW))
    with (
        pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only ever added"),
        raw(url) as it,
    ):
        it.execute(change.format(table), {})
