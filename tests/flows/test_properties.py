"""What is true of every procedure and every conversation, tried on random ones."""

import json
from copy import deepcopy
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.answers import Data, Gathered, Value
from flows.calendar import local_day
from flows.engine import advance
from flows.events import Confirmed, Kept, Reopened, Resumed, WentBack
from flows.kinds import Context, Kind, Refusal, Text
from flows.path import locate
from flows.procedure import End, Slot
from flows.session import Session, from_data, to_data
from flows.turn import Ask, DiscardDraft, DropPages, KeepPage, OpenDossier, Outcome, Review
from tests.flows.expected import Expected
from tests.flows.moves import FINAL, PHRASES, History, finished, histories, same_again
from tests.flows.procedures import changed, kinds

PICKS = st.integers(0, 30)
tried = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def edited(history: History, pick: int) -> Session:
    """The conversation led to its end, then one answer changed, so that some answers lie off the path."""
    session, _ = finished(history.procedure, history.session, history.now, pick)
    place = locate(history.procedure, session, local_day(history.now))
    if place.asked:
        key = place.asked[pick % len(place.asked)].key
        session = advance(history.procedure, session, Reopened(key), now=history.now).session or session
    return finished(history.procedure, session, history.now, pick + 1)[0]


def expected(history: History, session: Session | None = None) -> Expected:
    return Expected(history.procedure, (session or history.session).answers, local_day(history.now))


@tried
@given(histories(), st.sampled_from(FINAL))
def test_no_sequence_of_events_ever_raises_or_changes_what_was_before(history: History, last: Confirmed) -> None:
    copy = deepcopy(history.session)
    turn = advance(history.procedure, history.session, last, now=history.now)
    assert turn.session is None or turn.session == history.session
    assert (turn.session is None) == any(isinstance(effect, OpenDossier | DiscardDraft) for effect in turn.effects)
    assert history.session == copy
    for step in history.steps:
        assert isinstance(step.turn.replies[-1], Ask | Review | Outcome)


@tried
@given(histories())
def test_no_question_is_asked_that_does_not_apply(history: History) -> None:
    for step in history.steps:
        assert step.turn.session is not None
        model = Expected(history.procedure, step.turn.session.answers, local_day(step.now))
        reply, reopened = step.turn.replies[-1], step.turn.session.reopened
        if reopened in model.seen:
            assert isinstance(reply, Ask) and reply.slot.key == reopened and reply.answered
        elif isinstance(model.stop, Slot):
            assert isinstance(reply, Ask) and reply.slot.key == model.stop.key and not reply.answered
        elif isinstance(model.stop, End):
            assert reply == Outcome(model.stop.outcome)
        else:
            assert isinstance(reply, Review)


@tried
@given(histories(), PICKS)
def test_every_path_ends_and_no_question_is_asked_twice_on_the_way(history: History, pick: int) -> None:
    session, asked = finished(history.procedure, history.session, history.now, pick)
    assert len(set(asked)) == len(asked)
    assert not isinstance(expected(history, session).stop, Slot)


@tried
@given(histories(), PICKS)
def test_the_review_shows_and_sends_exactly_the_path(history: History, pick: int) -> None:
    session = edited(history, pick)
    model = expected(history, session)
    turn = advance(history.procedure, session, Confirmed(), now=history.now)
    (reply,) = advance(history.procedure, session, Resumed(), now=history.now).replies
    if isinstance(reply, Review):
        assert {entry.key: entry.value for entry in reply.entries} == model.seen
        assert turn.effects == (OpenDossier(model.seen),)
    else:
        assert isinstance(model.stop, End)
        assert (turn.session, turn.effects) == (session, ())


@tried
@given(histories(), st.integers(1, 6), PICKS, st.booleans())
def test_going_back_then_answering_the_same_gives_the_same_session(
    history: History, times: int, pick: int, led_on: bool
) -> None:
    session = Session(history.session.procedure, "1", history.session.answers)
    if led_on:
        session, _ = finished(history.procedure, session, history.now, pick)
    place = locate(history.procedure, session, local_day(history.now))
    back = session
    for _ in range(min(times, len(place.asked))):
        back = advance(history.procedure, back, WentBack(), now=history.now).session or back
    if place.asked:
        slot = place.asked[-min(times, len(place.asked))]
        again = advance(history.procedure, back, same_again(slot, session.answers[slot.key]), now=history.now)
        kept = advance(history.procedure, back, Kept(slot.key), now=history.now)
        assert again.session == kept.session == session


@tried
@given(histories())
def test_writing_down_and_replaying_gives_the_same_session_and_replies(history: History) -> None:
    session = Session(history.procedure.id, history.procedure.version)
    for step in history.steps:
        turn = advance(history.procedure, session, step.event, now=step.now)
        assert turn == step.turn
        assert turn.session is not None
        data: dict[str, Data] = json.loads(json.dumps(to_data(turn.session)))
        session = from_data(data)
    assert session == history.session


@tried
@given(histories(), st.data(), PICKS)
def test_a_changed_definition_keeps_every_answer_that_still_holds(
    history: History, data: st.DataObject, pick: int
) -> None:
    newer = data.draw(changed(history.procedure))
    old = Session(newer.id, newer.version, history.session.answers)
    assert advance(newer, old, Resumed(), now=history.now).session == old
    session, asked = finished(newer, old, history.now, pick)
    model = Expected(newer, session.answers, local_day(history.now))
    assert not isinstance(model.stop, Slot)
    for key in model.seen.keys() - set(asked):
        assert model.seen[key] == old.answers[key]
    before = Expected(newer, old.answers, local_day(history.now))
    assert before.seen.items() <= session.answers.items()
    assert not before.seen.keys() & set(asked)


@tried
@given(histories())
def test_every_page_is_either_in_an_answer_or_dropped_and_never_both(history: History) -> None:
    kept = [effect for step in history.steps for effect in step.turn.effects if isinstance(effect, KeepPage)]
    dropped = [
        page
        for step in history.steps
        for effect in step.turn.effects
        if isinstance(effect, DropPages)
        for page in effect.pages
    ]
    held = [page for key in {effect.key for effect in kept} for page in pages_at(history.session.answers.get(key))]
    assert sorted(held + dropped) == sorted(effect.page for effect in kept)


@settings(max_examples=400, deadline=None)
@given(kinds(()), st.text(max_size=30), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_what_a_kind_takes_still_holds_and_what_it_does_not_take_it_refuses(kind: Kind, text: str, today: date) -> None:
    context = Context(today, {})
    for said in (text, *PHRASES):
        for value in (kind.parse(said, context), kind.tap(said, None, context)):
            assert isinstance(value, Refusal) or kind.holds(value, context) or value == Gathered()
        refused = isinstance(kind.parse(said, context), Refusal)
        assert not (refused and kind.holds(said, context)) or isinstance(kind, Text)


def pages_at(value: Value) -> tuple[str, ...]:
    return value.items if isinstance(value, Gathered) else ()


@tried
@given(histories())
def test_progress_counts_the_questions_answered_before(history: History) -> None:
    for step in history.steps:
        reply = step.turn.replies[-1]
        if isinstance(reply, Ask) and step.turn.session is not None:
            model = Expected(history.procedure, step.turn.session.answers, local_day(step.now))
            keys = [*model.seen, reply.slot.key]
            assert reply.number == keys.index(reply.slot.key) + 1
            assert reply.total >= len(model.seen) + isinstance(model.stop, Slot)
