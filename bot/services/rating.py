"""Ratings: asked once after hand-over with three faces and recalled once; officials see totals of five or more only."""

from datetime import datetime, timedelta

from bot.callbacks import Desk, Menu
from bot.ports import Card
from bot.services.authority import fields_for, may
from bot.services.opinion.asking import more
from bot.services.opinion.reading import ways
from bot.services.owned import mine
from bot.services.posts import people_at
from bot.services.screens import OneFile
from bot.services.visit import Rows, Visit
from bot.services.voice import Voice
from content.catalog import Library
from flows.authority import Act
from flows.calendar import local_day
from flows.dossier import State
from flows.escalation import Post
from flows.quiet import Audience, next_morning, sendable_at
from flows.ratings import REMIND_AFTER, Score, totals
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

KIND = "rating"
BAD = "bad_rating"
# Who may look at the totals.
PERIOD = timedelta(days=90)


def ask(u: UnitOfWork, library: Library, record: DossierRecord, now: datetime) -> None:
    """Owes the question and its one recall: both now, for later nobody looks at an ended dossier."""
    recall = sendable_at(Audience.RESIDENT, now + REMIND_AFTER, library.calendar)
    for number, moment in enumerate((now, recall), 1):
        key = f"{KIND}:{record.id}:{number}:{record.person_id}"
        u.outbox.owe(key, record.person_id, KIND, {}, now=now, not_before=moment, dossier_id=record.id)


def is_answered(u: UnitOfWork, record: DossierRecord | None) -> bool:
    """Whether a dossier was rated: then nothing more is asked."""
    return record is not None and u.ratings.of(record.id) is not None


def faces(voice: Voice, record: DossierRecord) -> Rows:
    """One tap: very satisfied, satisfied, not satisfied."""
    scores = (Score.VERY_GOOD, Score.GOOD, Score.BAD)
    return tuple(
        (voice.button(f"rating.face_{score.value}", Menu("rate", record.reference, str(score.value))),)
        for score in scores
    )


def give(visit: Visit, reference: str, written: str) -> Card:
    """Keeps the rating of who owns the file, once; a bad one reaches the head, without the file or the name."""
    record = mine(visit, reference, Act.RATE)
    if record is None:
        return visit.say("dialogue.file_missing")
    visit.screen = OneFile(reference)
    home = ((visit.voice.button("dialogue.button_home", Menu("home")),),)
    score = next((one for one in Score if str(one.value) == written), None)
    if score is None or record.dossier.state is not State.DA_TRA_KET_QUA:
        return visit.say("rating.too_early", rows=home)
    if not visit.u.ratings.give(record.id, record.field, score, visit.now):
        return visit.say("rating.already", rows=home)
    rows = (*more(visit.voice, reference), *home)
    if score is Score.BAD:
        _tell_head(visit, record)
        return visit.say("rating.sorry", rows=rows)
    return visit.say("rating.thanks", rows=rows)


def _tell_head(visit: Visit, record: DossierRecord) -> None:
    """On the next morning, so that the hour does not say who it was (NĐ 118/2025 art. 29.3)."""
    morning = next_morning(Audience.OFFICIAL, visit.now, visit.library.calendar)
    for person in people_at(visit.u, (Post.HEAD,), record):
        key = f"{BAD}:{record.id}:{person}"
        about = {"procedure": record.procedure}
        visit.u.outbox.owe(key, person, BAD, about, now=visit.now, not_before=morning)


def totals_button(visit: Visit) -> Rows:
    """The way to the totals, for those who lead."""
    if may(visit, Act.READ_RATINGS) is None:
        return ()
    return way_to_totals(visit.voice)


def way_to_totals(voice: Voice) -> Rows:
    """The button to the totals."""
    return ((voice.button("rating.button_totals", Desk("ratings")),),)


def shown(visit: Visit) -> Card:
    """The totals of three months in an official's fields; nothing below five."""
    if may(visit, Act.READ_RATINGS) is None:
        return visit.say("desk.not_staff")
    fields = fields_for(visit.u, visit.person, Act.READ_RATINGS)
    since = visit.now - PERIOD
    found = totals(visit.u.ratings.counts(since, visit.now + timedelta(microseconds=1), fields))
    back = (*ways(visit), (visit.voice.button("desk.button_list", Desk("list")),))
    if found is None:
        return visit.say("rating.too_few", rows=back)
    params = {
        "since": local_day(since),
        "count": found.count,
        "very_good": found.very_good,
        "good": found.good,
        "bad": found.bad,
        "whole": int(found.satisfied),
        "tenth": int(found.satisfied * 10) % 10,
    }
    return visit.say("rating.totals", params, back)
