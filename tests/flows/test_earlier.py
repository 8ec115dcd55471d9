"""Answers of earlier dossiers are offered for the same person only, in today's form, and are used when asked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.answers import Answers
from flows.earlier import MOVING_KEPT, Earlier, Offer, given, offer
from flows.engine import advance
from flows.events import Reopened, Resumed, Reused, Tapped, Typed
from flows.kinds import Address, Choice, CitizenId, Date, Option, PersonName, Phone
from flows.path import locate
from flows.procedure import Group, Party, Procedure, Question
from flows.session import Session, from_data, to_data
from flows.turn import Ask, Review, Say
from tests.flows.reading import options
from tests.flows.talk import NOW, when

TODAY = date(2026, 5, 5)
LAST_YEAR = date(2025, 8, 1)
HAMLETS = (Option("thon_1", ("thon 1",)), Option("thon_2", ("thon 2",)))
FORM = Procedure(
    "form",
    "1",
    (
        Question("whose", Choice(options("me=toi", "child=con"))),
        Question("name", PersonName()),
        Question("number", CitizenId(), optional=True),
        Question("lives", Choice(options("here=day", "away=xa"))),
        Question("home", Address(HAMLETS), when("lives", "here")),
        Group("friend", (Question("called", PersonName()),), most=1),
        Question("phone", Phone(), optional=True),
    ),
    parties=(
        Party("myself", (("phone", "phone"),)),
        Party("myself", (("name", "name"), ("number", "number"), ("address", "home")), when("whose", "me")),
        Party("child", (("name", "name"), ("number", "number")), when("whose", "child"), anew=True),
    ),
)
TOLD: Answers = {
    "whose": "me",
    "name": "Trần Thị Hoa",
    "number": "030198001234",
    "lives": "here",
    "home": ("thon_1", ""),
    "phone": "0912345678",
}
FILE = Earlier("AB23CD", FORM, TOLD, LAST_YEAR)


def offered(answers: Answers, *files: Earlier, merged: date | None = None, reopened: str | None = None) -> Offer | None:
    session = Session("form", "1", answers, reopened)
    return offer(FORM, session, locate(FORM, session, TODAY), files, merged)


def but(file: Earlier = FILE, **answers: str | tuple[str, ...] | None) -> Earlier:
    return replace(file, answers={**file.answers, **answers})


def test_the_question_asked_comes_first_and_what_will_surely_be_asked_of_the_same_person_follows() -> None:
    found = offered({"whose": "me"}, FILE)
    assert found is not None
    assert list(found.values.items()) == [
        ("name", "Trần Thị Hoa"),
        ("phone", "0912345678"),
        ("number", "030198001234"),
    ]
    assert (found.value, found.name, found.source.reference) == ("Trần Thị Hoa", "Trần Thị Hoa", "AB23CD")


def test_nothing_is_offered_where_nobody_is_asked_about() -> None:
    assert offered({}, FILE) is None
    assert offered({**TOLD, "friend[0].called": "Lê Văn An"}, FILE) is None
    assert offered({key: TOLD[key] for key in ("whose", "name", "number", "lives", "home")}, FILE) is None  # a friend


def test_somebody_who_is_new_is_never_taken_from_an_earlier_file() -> None:
    child = but(whose="child", name="Nguyễn Minh An")
    assert offered({"whose": "child"}, child) is None
    assert offered({"whose": "me"}, but(child, phone=None)) is None


@pytest.mark.parametrize("name", ["trần thị hoa", "TRẦN THỊ HOA"])
def test_the_same_name_in_other_letters_is_the_same_person(name: str) -> None:
    found = offered({"whose": "me", "name": name}, FILE)
    assert found is not None
    assert found.value == "030198001234"


def test_another_name_at_the_same_question_is_somebody_else_and_an_older_file_may_be_about_them() -> None:
    lan = {"whose": "me", "name": "Lê Thị Lan"}
    older = but(replace(FILE, reference="ZZ99ZZ"), name="Lê Thị Lan", number="030190004321")
    assert offered(lan, FILE) is None
    found = offered(lan, FILE, older)
    assert found is not None
    assert (found.source.reference, found.value) == ("ZZ99ZZ", "030190004321")


def test_a_file_that_does_not_tell_is_passed_over() -> None:
    found = offered({"whose": "me", "name": "Trần Thị Hoa"}, but(number=None), FILE)
    assert found is not None
    assert found.source.reference == "AB23CD"


def test_an_answer_that_would_be_refused_today_is_not_offered() -> None:
    assert offered({"whose": "me", "name": "Trần Thị Hoa"}, but(number="12345")) is None


HERE: Answers = {"whose": "me", "name": "Trần Thị Hoa", "number": "030198001234", "lives": "here"}


@pytest.mark.parametrize(
    ("said", "merged", "value"),
    [
        (("thon_1", ""), None, ("thon_1", "")),
        (("thon_1", "nhà ông Tư, thôn 1"), None, ("thon_1", "nhà ông Tư, thôn 1")),
        (("thon_9", "thôn 9 cũ"), None, ("", "thôn 9 cũ")),
        (("thon_9", ""), None, None),
        (("thon_1", "thôn 1, huyện Thanh Miện"), TODAY, ("thon_1", "")),
        (("thon_9", "thôn 9, huyện Thanh Miện"), TODAY, None),
        (("", "12 phố Huế, Hà Nội"), TODAY, None),
        (("", "12 phố Huế, Hà Nội"), LAST_YEAR, ("", "12 phố Huế, Hà Nội")),
    ],
)
def test_an_address_is_offered_in_the_units_of_today(
    said: tuple[str, str], merged: date | None, value: tuple[str, str] | None
) -> None:
    found = offered(HERE, but(home=said), merged=merged)
    assert (found.value if found else None) == value


def test_what_people_change_is_not_offered_once_it_is_old() -> None:
    old = replace(FILE, sent=TODAY - MOVING_KEPT - timedelta(days=1))
    assert offered(HERE, replace(FILE, sent=TODAY - MOVING_KEPT)) is not None
    assert offered(HERE, old) is None
    found = offered({"whose": "me"}, old)
    assert found is not None
    assert list(found.values) == ["name", "number"]


def test_a_question_asked_again_offers_another_answer_but_not_the_same() -> None:
    assert offered(TOLD, FILE, reopened="name") is None
    found = offered({**TOLD, "name": "Hoa Thị Trần"}, FILE, reopened="name")
    assert found is not None
    assert dict(found.values) == {"name": "Trần Thị Hoa"}  # what was answered by hand stays


def test_what_is_used_again_is_marked_on_the_review_until_it_is_answered_anew() -> None:
    session = Session("form", "1", {"whose": "me"})
    turn = advance(FORM, session, Reused("AB23CD", {"name": "Trần Thị Hoa", "number": "030198001234"}), now=NOW)
    assert turn.session is not None
    asked = turn.replies[-1]
    assert isinstance(asked, Ask)
    assert asked.slot.key == "lives"
    session = turn.session
    for event in (Tapped("lives", "away"), Typed("Lê Văn An"), Typed("0912345678"), Reopened("number")):
        session = advance(FORM, session, event, now=NOW).session or session
    session = advance(FORM, session, Typed("030190004321"), now=NOW).session or session
    review = advance(FORM, session, Resumed(), now=NOW).replies[-1]
    assert isinstance(review, Review)
    assert {entry.key: entry.source for entry in review.entries if entry.source} == {"name": "AB23CD"}


def test_a_button_for_another_question_is_an_old_button() -> None:
    session = Session("form", "1", {"whose": "me"})
    for values in ({}, {"number": "030198001234"}):
        turn = advance(FORM, session, Reused("AB23CD", values), now=NOW)
        assert turn.session == session
        assert turn.replies[0] == Say("old_button")


def test_where_answers_came_from_is_kept_with_the_session() -> None:
    session = given(Session("form", "1", {"whose": "me"}), "AB23CD", {"name": "Trần Thị Hoa"})
    assert from_data(to_data(session)) == session
    with pytest.raises(ValueError, match="not a session"):
        from_data({**to_data(session), "reused": ["name"]})


def test_a_birth_day_that_differs_is_somebody_else() -> None:
    form = Procedure(
        "born",
        "1",
        (Question("born", Date()), Question("name", PersonName())),
        parties=(Party("myself", (("born", "born"), ("name", "name"))),),
    )
    file = Earlier("AB23CD", form, {"born": "1998-03-12", "name": "Trần Thị Hoa"}, LAST_YEAR)
    session = Session("born", "1", {"born": "1999-03-12"})
    assert offer(form, session, locate(form, session, TODAY), [file]) is None
