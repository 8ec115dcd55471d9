"""The whole behaviour of a conversation: `advance` turns a session and an event into a session and replies."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from flows import cards, earlier
from flows.answers import Gathered, Value
from flows.calendar import local_day
from flows.checks import cautions
from flows.events import (
    Abandoned,
    CardDropped,
    CardRead,
    CardTaken,
    CardUnread,
    Confirmed,
    Dropped,
    Emptied,
    Event,
    Finished,
    Kept,
    PageSent,
    Reopened,
    Resumed,
    Reused,
    Skipped,
    Tapped,
    Typed,
    WentBack,
)
from flows.identity import IdentityCard
from flows.kinds import Context, Document, Refusal, Several
from flows.path import Place, is_answered, locate
from flows.procedure import Procedure, Slot
from flows.session import Session
from flows.turn import (
    Ask,
    DiscardDraft,
    DropPages,
    Effect,
    Entry,
    KeepPage,
    OpenDossier,
    Outcome,
    Reply,
    Review,
    Say,
    Turn,
)


def advance(procedure: Procedure, session: Session, event: Event, *, now: datetime) -> Turn:
    """One turn: never raises, whatever the event; `now` is aware and reckoned in Asia/Ho_Chi_Minh.

    Nothing is sent, saved or read: replies and effects are data for the caller to carry out.
    """
    return _Here(procedure, session, locate(procedure, session, local_day(now))).take(event)


@dataclass(frozen=True, slots=True)
class _Here:
    """A session at its place in the procedure."""

    procedure: Procedure
    session: Session
    place: Place

    def take(self, event: Event) -> Turn:  # noqa: C901 - one line for each event is the clearest form
        match event:
            case Typed(text):
                return self._typed(text)
            case Tapped(key, value):
                return self._tapped(key, value)
            case PageSent(page, follower):
                return self._page(page, follower)
            case CardRead(card):
                return self._card(card)
            case CardUnread(code):
                return self._unread(code)
            case CardTaken() | CardDropped():
                return self._looked_at(taken=isinstance(event, CardTaken))
            case Finished(key):
                return self._finished(key)
            case Emptied(key):
                return self._emptied(key)
            case Dropped(key, page):
                return self._dropped(key, page)
            case Skipped(key):
                return self._skipped(key)
            case Kept(key):
                return self._kept(key)
            case Reused(source, values):
                fits = self.place.current is not None and self.place.current.key in values
                return self._after(earlier.given(self.session, source, values)) if fits else self._stale()
            case WentBack():
                return self._back()
            case Reopened(key):
                return self._reopened(key)
            case Confirmed():
                return Turn(None, (), (OpenDossier(self.place.seen),)) if self.place.complete else self._stale()
            case Abandoned():
                return Turn(None, (Say("abandoned"),), (DiscardDraft(),))
            case Resumed():
                return self._say()
        assert_never(event)

    def _show(self, refusal: Refusal | None = None) -> Reply:
        """What is on the table: the current question, the outcome, or the review card."""
        place, slot = self.place, self.place.current
        if place.reading is not None:
            return cards.shown(self.procedure, self.session, place, place.reading)
        if place.end is not None:
            return Outcome(place.end.outcome)
        if slot is None:
            return Review(tuple(map(self._entry, place.asked)), cautions(self.procedure.checks, place.seen))
        number = len(place.asked) + 1
        before = self.session.answers.get(slot.key)
        answered = is_answered(slot, self.session.answers, self._context())
        holder = cards.holder_of(self.procedure, slot)
        invites = holder is not None and not answered and cards.begins(holder, place, slot)
        whose = None if holder is None else holder.id
        return Ask(slot, number, number + place.ahead, before, answered, refusal, whose, invites)

    def _entry(self, slot: Slot) -> Entry:
        source = self.session.reused.get(slot.key, "")
        return Entry(slot.key, slot.question, self.place.seen[slot.key], slot.block, source)

    def _say(self, *remarks: Say, refusal: Refusal | None = None) -> Turn:
        """Nothing changed: remarks, then what is on the table."""
        return Turn(self.session, (*remarks, self._show(refusal)))

    def _stale(self) -> Turn:
        """A button of something that is not being asked now: explain, and bring back what is."""
        return self._say(Say("old_button"))

    def _after(self, session: Session, *effects: Effect, remarks: tuple[Say, ...] = ()) -> Turn:
        """The session changed: show whatever comes next."""
        there = _Here(self.procedure, session, locate(self.procedure, session, self.place.today))
        return Turn(session, (*remarks, there._show()), effects)

    def _answered(self, slot: Slot, value: Value | Refusal, *effects: Effect) -> Turn:
        """An answer was read: refuse it, keep gathering, or take it and go on, with a word on what looks odd."""
        if isinstance(value, Refusal):
            return self._say(refusal=value)
        given = self.session.with_answer(slot.key, value)
        if isinstance(value, Gathered) and not value.done:
            return self._after(given, *effects)
        checks, seen = self.procedure.checks, self.place.seen
        known = cautions(checks, seen) if checks else ()
        fresh = [caution for caution in cautions(checks, {**seen, slot.key: value}) if caution not in known]
        remarks = tuple(Say(caution.code, key=caution.key) for caution in fresh)
        return self._after(replace(given, reopened=None), *effects, remarks=remarks)

    def _current(self, key: str) -> Slot | None:
        slot = self.place.current
        return slot if slot is not None and slot.key == key else None

    def _context(self) -> Context:
        return Context(self.place.today, self.place.seen)

    def _typed(self, text: str) -> Turn:
        slot = self.place.current
        return self._say() if slot is None else self._answered(slot, slot.question.kind.parse(text, self._context()))

    def _tapped(self, key: str, value: str) -> Turn:
        slot = self._current(key)
        if slot is None:
            return self._stale()
        return self._answered(slot, slot.question.kind.tap(value, self.session.answers.get(key), self._context()))

    def _page(self, page: str, follower: str | None) -> Turn:
        slot = self.place.current
        if slot is None or not isinstance(slot.question.kind, Document):
            return self._say(Say("photo_not_asked"))
        value = slot.question.kind.add(page, follower, self.session.answers.get(slot.key))
        kept = () if isinstance(value, Refusal) else (KeepPage(slot.key, page),)
        return self._answered(slot, value, *kept)

    def _card(self, card: IdentityCard) -> Turn:
        whose = cards.wanted(self.procedure, self.place)
        if whose is None:
            return self._say(Say("photo_not_asked"))
        return self._after(cards.read(self.procedure, self.session, self.place, whose, card))

    def _unread(self, code: str) -> Turn:
        """A second photo without a code (the other side of the card) does not spoil what the first one gave."""
        if cards.wanted(self.procedure, self.place) is None:
            return self._say(Say("photo_not_asked"))
        return self._say() if self.place.reading is not None else self._say(refusal=Refusal(code))

    def _looked_at(self, *, taken: bool) -> Turn:
        reading = self.place.reading
        if reading is None:
            return self._stale()
        return self._after(cards.take(self.session, reading) if taken else cards.drop(self.session, reading))

    def _finished(self, key: str) -> Turn:
        slot = self._current(key)
        if slot is None or not isinstance(slot.question.kind, Document | Several):
            return self._stale()
        return self._answered(slot, slot.question.kind.finish(self.session.answers.get(key)))

    def _emptied(self, key: str) -> Turn:
        slot = self._current(key)
        if slot is None or not isinstance(self.session.answers.get(key), Gathered):
            return self._stale()
        return self._after(self.session.with_answer(key, Gathered()), *self._dropping(slot))

    def _dropped(self, key: str, page: str) -> Turn:
        slot, before = self._current(key), self.session.answers.get(key)
        if slot is None or not isinstance(slot.question.kind, Document):
            return self._stale()
        if not isinstance(before, Gathered) or page not in before.items:
            return self._stale()
        rest = tuple(one for one in before.items if one != page)
        return self._after(self.session.with_answer(key, Gathered(rest)), DropPages((page,)))

    def _skipped(self, key: str) -> Turn:
        slot = self._current(key)
        if slot is None:
            return self._stale()
        if not slot.question.may_skip:
            return self._say(refusal=Refusal("may_not_skip"))
        return self._answered(slot, None, *self._dropping(slot))

    def _dropping(self, slot: Slot) -> tuple[Effect, ...]:
        before = self.session.answers.get(slot.key)
        pages = before.items if isinstance(before, Gathered) and isinstance(slot.question.kind, Document) else ()
        return (DropPages(pages),) if pages else ()

    def _kept(self, key: str) -> Turn:
        slot = self._current(key)
        if slot is None or not is_answered(slot, self.session.answers, self._context()):
            return self._stale()
        return self._after(replace(self.session, reopened=None))

    def _back(self) -> Turn:
        if not self.place.asked:
            return self._say(Say("nothing_before"))
        return self._after(replace(self.session, reopened=self.place.asked[-1].key))

    def _reopened(self, key: str) -> Turn:
        settled = replace(self.session, reopened=None)
        if locate(self.procedure, settled, self.place.today).slot(key) is None:
            return self._stale()
        return self._after(replace(settled, reopened=key))
