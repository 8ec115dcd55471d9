"""Identity cards in a conversation: what a card answers, looked at, mended or dropped before anything goes on."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.answers import Answers, Data
from flows.calendar import local_day
from flows.cards import wanted
from flows.checks import NumberFits
from flows.engine import advance
from flows.events import (
    CardDropped,
    CardRead,
    CardTaken,
    CardUnread,
    Confirmed,
    Event,
    Kept,
    Reopened,
    Resumed,
    Skipped,
    Tapped,
    Typed,
    WentBack,
)
from flows.identity import FIELDS, IdentityCard
from flows.kinds import Address, Choice, CitizenId, Date, PersonName, Refusal
from flows.path import locate
from flows.procedure import Group, Holder, Procedure, Question
from flows.session import Session, from_data, to_data
from flows.turn import Ask, Read, Review, Say
from tests.flows.moves import History, finished, histories
from tests.flows.reading import options
from tests.flows.talk import Talk, when

CARD = IdentityCard(
    "030185001234",
    "142345678",
    "Nguyễn Thị Mẫu",
    "1985-08-15",
    "female",
    "Thôn Đông, Mẫu, Thử, Ví Dụ",
    "2021-05-10",
)
OTHER = IdentityCard("030095001234", "", "Trần Văn Thử", "1995-08-20", "male", "Số 5, Nơi Khác", "2022-06-25")
HAMLETS = options("dong=thon dong", "doai=thon doai")
APPLY = Procedure(
    "apply",
    "1",
    (
        Question("sex", Choice(options("male=nam", "female=nu"))),
        Question("name", PersonName()),
        Question("born", Date()),
        Question("number", CitizenId()),
        Question("old", CitizenId(old=True), by_card=True),
        Question("issued", Date(), by_card=True),
        Question("home", Address(HAMLETS, places=("thu",))),
        Question("alone", Choice(options("yes=co", "no=khong"))),
        Question("spouse", PersonName(), when("alone", "no")),
        Question("spouse_number", CitizenId(), when("alone", "no")),
        Group("witness", (Question("name", PersonName()), Question("number", CitizenId(), optional=True)), 1, 3),
        Question("guest", PersonName(), optional=True),
    ),
    checks=(NumberFits("number", "born", "sex"),),
    holders=(
        Holder(
            "me",
            (
                *(("name", "name"), ("born", "born"), ("sex", "sex"), ("number", "number"), ("old_number", "old")),
                *(("issued", "issued"), ("address", "home")),
            ),
        ),
        Holder("spouse", (("name", "spouse"), ("number", "spouse_number")), sex="male"),
        Holder("witness", (("name", "name"), ("number", "number")), group="witness"),
        Holder("guest", (("name", "guest"), ("address", "no_such")), invited=False),
    ),
)
FILLED: Answers = {
    "name": "Nguyễn Thị Mẫu",
    "born": "1985-08-15",
    "sex": "female",
    "number": "030185001234",
    "old": "142345678",
    "issued": "2021-05-10",
    "home": ("dong", ""),
}


def talk(*events: Event) -> Talk:
    return Talk(APPLY, Session("apply", "1")).hear(Resumed(), *events)


def read(said: Talk) -> Read:
    reply = said.replies[-1]
    assert isinstance(reply, Read)
    return reply


def at_spouse() -> Talk:
    return talk(CardRead(CARD), CardTaken(), Tapped("alone", "no"))


def test_a_card_answers_everything_about_its_holder_and_is_looked_at_first() -> None:
    said = talk(CardRead(CARD))
    assert said.open.answers == FILLED
    assert [entry.key for entry in read(said).entries] == "sex name born number old issued home".split()
    assert read(said).fixable == frozenset(FILLED)
    assert read(said).doubts == ()
    assert said.hear(CardTaken()).table == "alone"


def test_nothing_goes_on_before_the_card_was_looked_at() -> None:
    said = talk(CardRead(CARD))
    before = said.open
    for event in (Typed("co"), Tapped("alone", "no"), Confirmed(), Skipped("name"), Kept("name"), Resumed()):
        said.hear(event)
        read(said)
        assert said.open == before


def test_each_line_can_be_mended_and_the_card_is_shown_again() -> None:
    said = talk(CardRead(CARD), Reopened("name"))
    assert said.table == "name"
    said.hear(Typed("Nguyễn Thị Mấu"))
    assert {entry.key: entry.value for entry in read(said).entries}["name"] == "Nguyễn Thị Mấu"
    assert said.hear(Reopened("old"), Skipped("old")).open.answers["old"] is None
    assert said.hear(WentBack()).table == "home"
    assert said.hear(Kept("home"), CardTaken()).table == "alone"


def test_a_dropped_card_leaves_what_was_there_before() -> None:
    said = talk(Tapped("sex", "male"), Typed("Trần Văn Thử"))
    before = said.open
    said.hear(CardRead(CARD), CardRead(OTHER), Reopened("born"), Typed("1/1/1990"), CardDropped())
    assert said.open == before
    assert said.table == "born"


def test_a_card_that_is_taken_or_dropped_twice_explains_itself() -> None:
    for event in (CardTaken(), CardDropped()):
        said = talk(CardRead(CARD), event, event)
        assert said.remarks == (Say("old_button"),)


def test_a_step_filled_only_by_card_is_never_asked() -> None:
    said = talk(Tapped("sex", "female"), Typed("Nguyễn Thị Mẫu"), Typed("15/8/1985"), Typed("030185001234"))
    assert said.table == "home"
    total = said.ask.total
    assert said.hear(Tapped("home", "dong")).ask.total == total
    said.hear(Tapped("alone", "yes"), Typed("Lê Văn Chứng"), Skipped("witness[0].number"))
    said.hear(Tapped("witness[0].more", "no"), Skipped("guest"))
    assert said.table == "review"
    assert not {"old", "issued"} & {entry.key for entry in said.review.entries}


def test_a_field_that_its_question_does_not_take_is_asked_for() -> None:
    card = replace(CARD, born="1948", address="", old_number="", issued="", name="Mẫu")
    said = talk(CardRead(card))
    assert said.open.answers == {"sex": "female", "number": "030185001234"}
    assert said.hear(CardTaken()).table == "name"


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("Thôn Đông, Mẫu, Thử, Ví Dụ", ("dong", "")),
        ("Số 7, Thôn Đoài, Mẫu, Thử, Ví Dụ", ("doai", "Số 7, Thôn Đoài, Mẫu, Thử, Ví Dụ")),
        ("Thôn Đông, Nơi Khác", ("", "Thôn Đông, Nơi Khác")),
        ("Thôn Tây, Mẫu, Thử", ("", "Thôn Tây, Mẫu, Thử")),
    ],
)
def test_an_address_becomes_a_hamlet_only_when_it_is_one_of_ours(address: str, home: tuple[str, str]) -> None:
    assert talk(CardRead(replace(CARD, address=address))).open.answers["home"] == home


def test_an_address_that_is_none_is_asked_for() -> None:
    assert "home" not in talk(CardRead(replace(CARD, address="x"))).open.answers


def test_what_looks_odd_is_said_once_and_blocks_nothing() -> None:
    said = talk(CardRead(replace(CARD, number="003186001234")))
    assert read(said).doubts == ("id_province_unknown", "id_year_differs")
    assert said.hear(CardTaken()).table == "alone"


def test_the_wrong_persons_card_is_doubted() -> None:
    said = at_spouse().hear(CardRead(CARD))
    assert read(said).doubts == ("card_sex_differs", "card_twice")
    assert read(said.hear(CardRead(OTHER))).doubts == ()


def test_a_sex_that_differs_is_not_said_twice() -> None:
    checks = (*APPLY.checks, NumberFits("spouse_number", sex="male"))
    said = Talk(replace(APPLY, checks=checks), at_spouse().open).hear(CardRead(replace(CARD, number="030185001299")))
    assert read(said).doubts == ("card_sex_differs",)


def test_each_of_several_people_has_a_card_of_their_own() -> None:
    said = talk(CardRead(CARD), CardTaken(), Tapped("alone", "yes"), CardRead(OTHER))
    assert said.open.answers["witness[0].name"] == "Trần Văn Thử"
    assert [entry.block for entry in read(said).entries] == [0, 0]
    said.hear(CardTaken(), Tapped("witness[0].more", "yes"), CardRead(CARD))
    assert said.open.answers["witness[1].number"] == "030185001234"
    assert read(said).doubts == ("card_twice",)
    assert said.hear(CardDropped()).table == "witness[1].name"


def test_the_card_is_asked_for_where_a_person_begins_and_taken_at_all_their_questions() -> None:
    asked = {said.ask.slot.key: (said.ask.holder, said.ask.invites) for said in _through()}
    assert asked == {
        "sex": ("me", False),
        "name": ("me", False),
        "born": ("me", False),
        "number": ("me", False),
        "home": ("me", False),
        "alone": (None, False),
        "spouse": ("spouse", True),
        "spouse_number": ("spouse", False),
        "witness[0].name": ("witness", True),
        "witness[0].number": ("witness", False),
        "witness[0].more": (None, False),
        "guest": ("guest", False),
    }
    assert not talk(Tapped("sex", "female"), Typed("Lê Thị An"), Reopened("name")).ask.invites


def _through() -> list[Talk]:
    given = (
        *(Tapped("sex", "female"), Typed("Lê Thị An"), Typed("1/1/1990"), Typed("030190001234")),
        *(Tapped("home", "dong"), Tapped("alone", "no"), Typed("Lê Văn Chồng"), Typed("030085001234")),
        *(Typed("Lê Văn Chứng"), Skipped("witness[0].number"), Tapped("witness[0].more", "no")),
    )
    return [talk(*given[:count]) for count in range(len(given) + 1)]


def test_a_photo_that_cannot_be_read_says_why_and_typing_goes_on() -> None:
    said = at_spouse().hear(CardUnread("card_unread"))
    assert (said.table, said.ask.refusal) == ("spouse", Refusal("card_unread"))
    assert said.hear(Typed("Lê Văn Chồng")).table == "spouse_number"


def test_the_other_side_of_the_card_does_not_spoil_what_was_read() -> None:
    said = at_spouse().hear(CardRead(OTHER))
    shown = read(said)
    assert read(said.hear(CardUnread("card_unread"))) == shown


@pytest.mark.parametrize("event", [CardRead(CARD), CardUnread("card_unread")])
def test_a_card_that_answers_nothing_now_is_not_taken(event: Event) -> None:
    said = talk(CardRead(CARD), CardTaken()).hear(event)
    assert said.remarks == (Say("photo_not_asked"),)
    assert said.table == "alone"


def test_a_card_may_be_sent_when_a_line_of_the_review_is_mended() -> None:
    said = _through()[-1].hear(Skipped("guest"), Reopened("number"), CardRead(CARD))
    read(said)
    assert isinstance(said.hear(CardTaken()).replies[-1], Review)


def test_a_reading_whose_holder_left_the_definition_is_forgotten() -> None:
    said = Talk(replace(APPLY, holders=()), talk(CardRead(CARD)).open).hear(Resumed())
    assert isinstance(said.replies[-1], Ask)


def test_a_reading_is_written_down_and_read_back() -> None:
    for said in (talk(CardRead(CARD)), talk(CardRead(CARD), CardTaken(), Tapped("alone", "yes"), CardRead(OTHER))):
        assert from_data(json.loads(json.dumps(to_data(said.open)))) == said.open
    data = to_data(talk().open)
    broken: tuple[Data, ...] = ("x", {"holder": "me"}, {**_reading(), "block": "x"})
    for reading in broken:
        with pytest.raises(ValueError, match="not a session"):
            from_data({**data, "reading": reading})


def _reading() -> dict[str, Data]:
    data = to_data(talk(CardRead(CARD)).open)["reading"]
    assert isinstance(data, dict)
    return data


CARDS = st.builds(
    IdentityCard,
    st.sampled_from(("030185001234", "003386001234", "530095001234")),
    st.sampled_from(("", "142345678")),
    st.sampled_from(("Trần Thị Mẫu", "An", "")),
    st.sampled_from(("1985-08-15", "1948", "")),
    st.sampled_from(("male", "female", "")),
    st.sampled_from(("", "x", "Thôn Đông, Mẫu, Thử", "xóm Tây " * 40)),
    st.sampled_from(("2021-05-10", "1980-01-01", "")),
)


@st.composite
def holders(draw: st.DrawFn, procedure: Procedure) -> Procedure:
    """The procedure with cards that fill any of its steps, whether or not that makes sense."""
    names = [step.id for step in procedure.steps if isinstance(step, Question)]
    found: list[Holder] = []
    if names:
        fills = draw(st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(names)), min_size=1, max_size=5))
        found.append(Holder("one", tuple(fills), sex=draw(st.sampled_from(("male", "female", None)))))
    for group in (step for step in procedure.steps if isinstance(step, Group)):
        inner = st.sampled_from([question.id for question in group.questions])
        fills = draw(st.lists(st.tuples(st.sampled_from(FIELDS), inner), min_size=1, max_size=3))
        found.append(Holder(group.id, tuple(fills), group.id))
    return replace(procedure, holders=tuple(found))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(histories(), st.data(), CARDS, st.integers(0, 30))
def test_no_card_breaks_a_conversation_and_a_dropped_one_leaves_no_trace(
    history: History, data: st.DataObject, card: IdentityCard, pick: int
) -> None:
    procedure, now = data.draw(holders(history.procedure)), history.now
    session = history.session
    place = locate(procedure, session, local_day(now))
    turn = advance(procedure, session, CardRead(card), now=now)
    assert turn.session is not None
    if wanted(procedure, place) is None:
        assert turn.session == session
        return
    reply = turn.replies[-1]
    assert isinstance(reply, Read)
    assert reply.fixable <= {entry.key for entry in reply.entries}
    assert from_data(to_data(turn.session)) == turn.session
    dropped = advance(procedure, turn.session, CardDropped(), now=now).session
    assert dropped is not None
    assert dict(dropped.answers) == dict(session.answers)
    taken = advance(procedure, turn.session, CardTaken(), now=now).session
    assert taken is not None
    done, asked = finished(procedure, taken, now, pick)
    assert len(set(asked)) == len(asked)
    assert locate(procedure, done, local_day(now)).reading is None
