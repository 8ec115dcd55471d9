"""What the roster owes can be said to its reader in both languages, and is not said once it is no longer so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import Card
from bot.services.notices import compose
from bot.services.roster import turns, weeks
from bot.services.roster.told import CARDS
from flows.dossier import State
from storage.unit_of_work import UnitOfWork
from tests.bot.roster.crewed import MONDAY, Crewed
from tests.bot.roster.test_weeks import with_calendar
from tests.storage.samples import RECEIVED, new_dossier


def cards(week: Crewed, who: str, kind: str, language: str = "vi") -> list[Card | None]:
    """What is said of a kind of notice to somebody now; None where it is no longer so."""
    library, now = week.stage.content, week.stage.now()

    def say(u: UnitOfWork) -> list[Card | None]:
        (seat, *_) = u.people.seats_of(week.ids[who])
        seat = replace(seat, person=replace(seat.person, language=language))
        return [compose(u, library, one, seat, now) for one in week_owed if one.kind == kind]

    week_owed = week.owed(who)
    return week.stage.database.run(say)


def happen(week: Crewed) -> None:
    """A week in which everything happens that anybody is told of."""
    week.round("26/11/2026 08:00")
    week.round("27/11/2026 15:00")
    first, second, third, fourth = (week.turn(place).turn for place in range(4))
    library, now = week.stage.content, week.stage.now()

    def work(u: UnitOfWork) -> None:
        hoa, lan, mai = (week.ids[who] for who in ("hoa", "lan", "mai"))
        assert turns.ask_swap(u, library, first.id, third.id, hoa, now) == ""
        assert turns.ask_swap(u, library, second.id, fourth.id, week.ids["ha"], now) == ""
        one, two = u.duty.open_swaps()
        assert turns.agree(u, library, one, lan, now) == "" and turns.refuse_swap(u, two, mai, now) == ""
        weeks.be_away(u, library, mai, fourth.day, fourth.day, mai, now)

    week.stage.database.run(work)
    week.round("29/11/2026 19:00")
    week.round("30/11/2026 07:00")
    week.round("30/11/2026 07:15")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_that_is_owed_can_be_said_at_its_moment(here: Crewed, language: str) -> None:
    happen(here)
    said = set()
    for who in here.ids:
        for kind in sorted({one.kind for one in here.owed(who)}):
            if any(card is not None and "roster." not in card.text for card in cards(here, who, kind, language)):
                said.add(kind)
    # A draft that is out is told of no more, nor a question that was answered; the rest has moments of its own, below.
    later = {"roster_draft", "roster_thanks", "turn_off", "turn_given", "turn_released", "swap_asked"}
    assert said == set(CARDS) - later - {"turn_uncovered", "turn_filled"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_draft_is_told_of_until_it_is_out(here: Crewed, language: str) -> None:
    here.round("26/11/2026 08:00")
    assert cards(here, "organiser", "roster_draft", language) != [None]
    here.round("27/11/2026 15:00")
    assert cards(here, "organiser", "roster_draft", language) == [None]


def test_who_was_asked_to_stand_in_is_not_rung_once_somebody_is_expected(week: Crewed) -> None:
    week.round("30/11/2026 07:15")
    library, now, turn = week.stage.content, week.stage.now(), week.turn(0).turn.id
    assert cards(week, "ha", "turn_reserve") != [None]
    assert week.stage.database.run(lambda u: turns.confirm(u, library, turn, week.ids["hoa"], now)) == ""
    assert cards(week, "ha", "turn_reserve") == [None]
    assert [card is None for card in cards(week, "organiser", "turn_gap")] == [True, False]  # ha's is still open
    assert cards(week, "organiser", "turn_filled") != [None]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_given_released_off_and_uncovered_are_said(week: Crewed, language: str) -> None:
    library, turn, by = week.stage.content, week.turn(0).turn.id, week.ids["organiser"]
    now = week.at("29/11/2026 09:00")
    assert week.stage.database.run(lambda u: turns.assign(u, library, turn, week.ids["tuan"], by, now)) == ""
    for who, kind in (("tuan", "turn_given"), ("hoa", "turn_released")):
        assert cards(week, who, kind, language) != [None]
    with_calendar(week, {MONDAY: "off"})
    week.round("29/11/2026 10:00")
    assert cards(week, "tuan", "turn_off", language) != [None]
    assert cards(week, "tuan", "turn_given", language) == [None]


def test_thanks_count_turns_residents_and_files_accepted_at_the_first_go(week: Crewed) -> None:
    library, now, turn = week.stage.content, week.at("30/11/2026 07:20"), week.turn(0).turn.id
    hoa = week.ids["hoa"]

    def serve(u: UnitOfWork) -> None:
        assert turns.arrive(u, library, turn, None, now) == "" and u.roster.count(turn, 7)
        u.contents.keep("v1", "birth_registration", "{}")
        accepted = replace(RECEIVED, state=State.DA_TIEP_NHAN, accepted_at=now)
        for owner, dossier in (
            (week.ids["clerk"], accepted),
            (week.ids["clerk"], replace(accepted, asked_before=1)),  # came back once
            (week.ids["clerk"], RECEIVED),  # not accepted yet
            (week.ids["clerk"], replace(accepted, accepted_at=now - timedelta(days=40))),  # another month
            (hoa, accepted),  # their own
        ):
            u.dossiers.open(replace(new_dossier(owner, dossier), filer_id=hoa), now)

    week.stage.database.run(serve)
    week.round("01/12/2026 08:00")
    (card,) = cards(week, "hoa", "roster_thanks")
    assert card is not None and card.text.split("\n")[1:] == [
        "Số ca đã trực: 1",
        "Lượt bà con được giúp: 7",
        "Hồ sơ giúp bà con gửi, được nhận ngay lần đầu: 1",
    ]
