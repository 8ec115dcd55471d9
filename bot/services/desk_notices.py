"""What became of the notices about a file, for its officials: kind, when, over which channel, and how it stands."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services import rating
from bot.services.desk import for_desk
from bot.services.desk_acts import missing
from bot.services.screens_beside import DeskNotices
from bot.services.visit import Visit, above, pairs
from bot.services.voice import Voice
from flows.authority import Act
from flows.notices import TO_OFFICIALS
from storage.records import DossierRecord, Notice, ReachRecord

_SHOWN = 12  # the latest
_DEAD = ("failed", "unreachable")


def sent_notices(visit: Visit, reference: str, again: str = "") -> Card:
    """The notices to whoever filed it, oldest first, and those to officials that failed; each look is logged.

    `again` is the id of a dead letter among them that is to be owed again.
    """
    found = for_desk(visit, reference, Act.REACH_RESIDENT)
    if found is None:
        return missing(visit, reference)
    said = _owed_again(visit, found[0], again) if again else ""
    return above(said, _card(visit, found[0]))


def _owed_again(visit: Visit, record: DossierRecord, notice: str) -> str:
    theirs = any(str(one.id) == notice for one in visit.u.outbox.of_dossier(record.id))
    done = theirs and visit.u.backlog.revive(int(notice), visit.now)
    visit.owes = visit.owes or done
    return visit.voice.say("sent.again" if done else "sent.not_again")


def _card(visit: Visit, record: DossierRecord) -> Card:
    voice, reference = visit.voice, record.reference
    visit.u.views.log(visit.person, record.id, "notices", "handling", visit.now)
    visit.screen = DeskNotices(reference)
    told = _told(visit, record)
    reached = {one.notice_id: one for one in visit.u.reach.of_dossier(record.id)}
    lines = [_line(voice, number, one, reached.get(one.id)) for number, one in enumerate(told, 1)]
    again = [
        voice.button("sent.button_again", Desk("notices", reference, str(one.id)), {"number": number})
        for number, one in enumerate(told, 1)
        if one.state in _DEAD
    ]
    back = (voice.button("desk.button_open", Desk("open", reference)), voice.button("desk.button_list", Desk("list")))
    text = voice.say("sent.card" if lines else "sent.none", {"reference": reference, "lines": lines})
    return Card(text, (*pairs(again), back), wants="choice")


def _told(visit: Visit, record: DossierRecord) -> list[Notice]:
    notices = visit.u.outbox.of_dossier(record.id)
    # Whether the question for the rating was answered stays between the resident and the totals (art. 29.3).
    shown = (one for one in notices if one.kind != rating.KIND)
    return [one for one in shown if one.kind not in TO_OFFICIALS or one.state in _DEAD][-_SHOWN:]


def _line(voice: Voice, number: int, notice: Notice, reached: ReachRecord | None) -> str:
    params = {
        "number": number,
        "what": voice.say(f"sent.kind_{notice.kind}"),
        "official": notice.kind in TO_OFFICIALS,
        "state": _state(voice, notice, reached),
    }
    return voice.say("sent.line", params)


def _state(voice: Voice, notice: Notice, reached: ReachRecord | None) -> str:
    """How it stands, in words."""
    if reached is not None and reached.reached_at is not None:
        return voice.say("sent.state_reached", {"at": reached.reached_at})
    return voice.say(
        f"sent.state_{notice.state}",
        {
            "at": notice.sent_at or notice.next_at or notice.not_before,
            "channel": _channel(voice, notice.channel or ""),
            "count": notice.attempts,
        },
    )


def _channel(voice: Voice, name: str) -> str:
    code = f"sent.channel_{name}"
    return voice.say(code) if voice.library.wording.has(code) else name
