"""Blocked-channel mode (N22): the clock sees that a channel no longer reaches people, and stops pretending."""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.services.owing import officials
from content.catalog import Library
from flows.answers import Data
from flows.blocking import READ_DAYS, Traffic, is_blocked
from flows.calendar import local_day
from flows.notices import Weight, policy
from storage.unit_of_work import UnitOfWork

CHANNEL_NEWS = frozenset({"channel_blocked", "channel_open"})
# Where the blocked channels are kept, as `channel=moment` parted by blanks.
_KEY = "blocked_channels"
# What was put on the call list unasked counts as unread after this; two working days are over by then.
_RIPE = timedelta(days=4)

log = logging.getLogger("motcua.blocking")


def blocked(u: UnitOfWork) -> Mapping[str, datetime]:
    """The channels that count as blocked, each with since when."""
    kept = (u.settings.get(_KEY) or "").split()
    return {channel: datetime.fromisoformat(since) for channel, _, since in (one.partition("=") for one in kept)}


def traffic(u: UnitOfWork, library: Library, now: datetime) -> Mapping[str, Traffic]:
    """What the channels did that the office permits, as far back as its alarm looks."""
    sent = u.traffic.since(now - timedelta(hours=library.office.alarm.hours))
    week = now - timedelta(days=READ_DAYS)
    seen = {}
    for channel in sorted({*sent, *blocked(u), *library.office.channels}):
        if library.office.permits(channel):
            arrived, lost = sent.get(channel, (0, 0))
            seen[channel] = Traffic(arrived + lost, lost, *u.reach.answered(channel, week, now - _RIPE))
    return seen


def watch_channels(u: UnitOfWork, library: Library, now: datetime) -> None:
    """Begins and ends the mode, and tells the officials: once a day while it lasts, and once when it is over."""
    before, alarm = blocked(u), library.office.alarm
    seen = traffic(u, library, now)
    after = {name: before.get(name, now) for name, did in seen.items() if is_blocked(name in before, did, alarm)}
    if after != before:
        u.settings.put(_KEY, " ".join(f"{name}={since.isoformat()}" for name, since in after.items()))
    for name, since in after.items():
        if name not in before:
            log.warning("channel %s counts as blocked", name)
            _list_unread(u, name, now)
            _redirect_tried(u, library, after, now)
        if not seen[name].is_idle:
            _tell(u, "channel_blocked", f"{since.isoformat()}:{local_day(now)}", _about(name, seen[name], library), now)
    for name in before.keys() - after.keys():
        log.warning("channel %s is open again", name)
        if name in seen:
            _tell(u, "channel_open", before[name].isoformat(), {"channel": name}, now)


def _list_unread(u: UnitOfWork, channel: str, now: datetime) -> None:
    """Legal notices that went into the void: nobody waits two more days before somebody phones."""
    for one in u.reach.open_over(channel):
        if one.state != "listed":
            u.reach.enlist(one.notice_id, now)


def _redirect_tried(u: UnitOfWork, library: Library, shut: Collection[str], now: datetime) -> None:
    """What waits for its next attempt goes over another channel; who has none is listed, if the law wants it told."""
    for notice in filter(None, map(u.outbox.get, u.backlog.tried())):
        weight = policy(notice.kind).weight
        seats = [seat.channel for seat in u.people.seats_of(notice.person_id) if seat.reachable]
        ways = {channel for channel in seats if library.office.permits(channel, weight, notice.kind)}
        if ways - set(shut):
            u.outbox.retry(notice.id, now, notice.error or "")
        elif weight is Weight.LEGAL and notice.dossier_id is not None:
            u.reach.miss(notice.id, notice.person_id, notice.dossier_id, now)


def _tell(u: UnitOfWork, kind: str, when: str, about: Mapping[str, Data], now: datetime) -> None:
    for person in officials(u, None):
        u.outbox.owe(f"{kind}:{about['channel']}:{when}:{person}", person, kind, about, now=now)


def _about(channel: str, did: Traffic, library: Library) -> Mapping[str, Data]:
    alarm = library.office.alarm
    lost: dict[str, Data] = {"hours": alarm.hours, "tries": did.tried, "missed": did.lost}
    return {"channel": channel, **lost, "days": READ_DAYS, "asked": did.asked, "unread": did.unread}


def is_pointless(u: UnitOfWork, kind: str, channel: str) -> bool:
    """Whether news of a channel are old: it is open again, or blocked again."""
    return (channel in blocked(u)) != (kind == "channel_blocked")
