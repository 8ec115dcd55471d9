"""The policy of notices, in one table: who is told, what weight it has, while it makes sense, what holds it back.

When pushes may go out stands in `flows.quiet`; over which channels, in the office's file and the person's settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from flows.dossier import LIVE, READY, RUNNING, State
from flows.quiet import Audience, Pace


class Weight(StrEnum):
    """What a notice is to its reader.

    LEGAL: the law wants it told, at once and with proof that it was read (NĐ 224/2026 art. 15.1.g, NĐ 118/2025): a
    change of state, a supplement, a refusal, a new date, the end. GUARD: a reminder without which a right or a date may
    be lost: it may wait for tomorrow, but nobody can mute it. NEWS: anything else to residents and helpers, who may
    mute it. WORK: what officials are told; each chooses how soon.
    """

    LEGAL = "legal"
    GUARD = "guard"
    NEWS = "news"
    WORK = "work"


class Topic(StrEnum):
    """What an official may choose the pace of."""

    FILES = "files"  # new files
    CHANGES = "changes"  # what residents did to their files
    DATES = "dates"  # dates that come near
    STILL = "still"  # files about which nothing happens
    REACH = "reach"  # residents whom no message reaches


# An online file is answered within 8 working hours, and dates pass within a week: these cannot wait for Monday.
PACES: Mapping[Topic, tuple[Pace, ...]] = {
    Topic.FILES: (Pace.NOW, Pace.DAILY),
    Topic.CHANGES: (Pace.NOW, Pace.DAILY, Pace.WEEKLY),
    Topic.DATES: (Pace.NOW, Pace.DAILY),
    Topic.STILL: (Pace.NOW, Pace.DAILY, Pace.WEEKLY),
    Topic.REACH: (Pace.NOW, Pace.DAILY, Pace.WEEKLY),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """One row. `states`: where it still makes sense (none: for ever). `keeps`: how long after it fell due it does.

    `a_day`: how many messages of this kind one person gets on a day. `alone`: it shares its message with nothing else.
    `topic`: by what an official's choice of pace is asked; without one it may not be delayed. `urgent`: it passes the
    quiet hours as far as `flows.quiet` lets what is urgent.
    """

    kind: str
    to: Audience
    weight: Weight
    states: tuple[State, ...] = ()
    topic: Topic | None = None
    keeps: timedelta | None = None
    a_day: int | None = None
    alone: bool = False
    urgent: bool = False


_R, _H, _O, _C = Audience.RESIDENT, Audience.HELPER, Audience.OFFICIAL, Audience.CHAIRMAN
_LEGAL, _GUARD, _NEWS, _WORK = Weight.LEGAL, Weight.GUARD, Weight.NEWS, Weight.WORK
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_NEW = (State.CHO_TIEP_NHAN,)
_STUCK = (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU)
_LEAVING = (State.YEU_CAU_RUT,)

# fmt: off
POLICY: tuple[Policy, ...] = (
    # kind                          to  weight  makes sense in
    Policy("accepted",              _R, _LEGAL, LIVE),
    Policy("not_accepted",          _R, _LEGAL, alone=True),
    Policy("in_process",            _R, _LEGAL, RUNNING),
    Policy("supplement_asked",      _R, _LEGAL, _STUCK),
    Policy("supplement_received",   _R, _LEGAL, _NEW + RUNNING),
    Policy("payment_asked",         _R, _LEGAL, (State.NGHIA_VU_TC,)),
    Policy("payment_received",      _R, _LEGAL, RUNNING),
    Policy("new_date",              _R, _LEGAL, RUNNING),
    Policy("due_moved",             _R, _LEGAL, RUNNING),
    Policy("result_ready",          _R, _LEGAL, READY),
    Policy("result_declined",       _R, _LEGAL, READY, alone=True),
    Policy("handed_over",           _R, _LEGAL),
    Policy("withdrawal_received",   _R, _LEGAL, _LEAVING),
    Policy("carried_on",            _R, _LEGAL),
    Policy("stopped",               _R, _LEGAL),
    Policy("closed",                _R, _LEGAL),

    Policy("complaint_ends",        _R, _GUARD),
    Policy("supplement_half",       _R, _GUARD),
    Policy("supplement_last",       _R, _GUARD),
    Policy("missing_paper",         _R, _GUARD, a_day=1),
    Policy("draft_expiring",        _R, _GUARD),
    Policy("draft_expired",         _R, _GUARD),
    Policy("papers_ending",         _R, _GUARD),

    Policy("help_taken",            _R, _GUARD),
    Policy("help_to_desk",          _R, _GUARD),
    Policy("help_done",             _R, _GUARD),

    Policy("photo_tip",             _R, _GUARD, keeps=_DAY),
    Policy("page_broken",           _R, _GUARD),
    Policy("file_infected",         _R, _GUARD),

    Policy("draft_idle",            _R, _NEWS, a_day=1),
    Policy("result_waiting",        _R, _NEWS, a_day=1),
    Policy("outreach",              _R, _NEWS, keeps=_WEEK),
    Policy("rating",                _R, _NEWS, (State.DA_TRA_KET_QUA,), keeps=_WEEK),

    # Of what helpers do, and may do: nobody can mute what protects them.
    Policy("assisted_review",       _R, _GUARD),
    Policy("assisted_sent",         _R, _GUARD),
    Policy("helped",                _R, _GUARD),
    Policy("mandate_expiring",      _R, _GUARD),
    Policy("mandate_noted",         _R, _GUARD),
    Policy("mandate_returned",      _R, _GUARD),
    Policy("mandate_wanted",        _R, _GUARD),
    Policy("office_wrote",          _R, _GUARD),

    Policy("assisted_done",         _H, _GUARD),
    Policy("assisted_declined",     _H, _GUARD),
    Policy("mandate_made",          _H, _GUARD),
    Policy("mandate_passed",        _H, _GUARD),
    Policy("mandate_refused",       _H, _GUARD),
    Policy("mandate_over",          _H, _GUARD),
    Policy("mandate_expiring_held", _H, _GUARD),
    Policy("slip_refused",          _H, _GUARD),
    Policy("helped_news",           _H, _NEWS, keeps=_WEEK),
    Policy("help_wanted_near",      _H, _NEWS, keeps=_DAY),
    Policy("help_not_done",         _H, _GUARD),
    Policy("help_cancelled",        _H, _GUARD),
    Policy("hamlet_round",          _H, _NEWS, a_day=1),
    Policy("unread_near",           _H, _NEWS, keeps=_WEEK),

    # The duty roster: who serves must know in time, so neither the cap nor a choice holds these back.
    Policy("roster_published",      _H, _GUARD, urgent=True),
    Policy("turn_tomorrow",         _H, _GUARD, urgent=True),
    Policy("turn_today",            _H, _GUARD, urgent=True),
    Policy("turn_given",            _H, _GUARD, urgent=True),
    Policy("turn_off",              _H, _GUARD, urgent=True),
    Policy("turn_released",         _H, _GUARD, urgent=True),
    Policy("turn_reserve",          _H, _GUARD, urgent=True),
    Policy("swap_asked",            _H, _GUARD, urgent=True),
    Policy("swap_answered",         _H, _GUARD, urgent=True),
    Policy("roster_thanks",         _H, _NEWS, keeps=_WEEK),

    # Officials:                                                               chosen by
    Policy("new_file",              _O, _WORK, _NEW,                           Topic.FILES),
    Policy("supplement_came",       _O, _WORK, _NEW + RUNNING,                 Topic.CHANGES),
    Policy("file_corrected",        _O, _WORK, _NEW,                           Topic.CHANGES),
    Policy("withdrawal_asked",      _O, _WORK, (*_LEAVING, State.DUNG_XU_LY),  Topic.CHANGES),
    # The ladder of `flows.escalation`; what is worthless tomorrow is told at once to everybody.
    Policy("file_unopened",         _O, _WORK, _NEW),
    Policy("answer_half",           _O, _WORK, _NEW),
    Policy("answer_late",           _O, _WORK, _NEW),
    Policy("appointment_letter",    _O, _WORK),
    Policy("due_in_two",            _O, _WORK, (),                             Topic.DATES),
    Policy("due_tomorrow",          _O, _WORK, (),                             Topic.DATES),
    Policy("apology_missing",       _O, _WORK),
    Policy("apology_waiting",       _O, _WORK, (*RUNNING, *_LEAVING)),
    Policy("due_today",             _O, _WORK),
    Policy("overdue",               _O, _WORK),  # every morning anyway, as one list
    Policy("first_overdue",         _C, _WORK, urgent=True),  # dates end with the working day, which is a quiet hour
    Policy("file_handed",           _O, _WORK, LIVE,                           Topic.FILES),
    Policy("file_taken",            _O, _WORK, LIVE,                           Topic.FILES),
    Policy("stuck",                 _O, _WORK, (),                             Topic.STILL),
    Policy("promise_broken",        _O, _WORK),
    Policy("resident_wrote",        _O, _WORK),
    Policy("talk_late",             _O, _WORK),
    # Opinions of other units: each reminder lasts until the next one, which its expiry says.
    Policy("opinion_asked",         _O, _WORK, LIVE),
    Policy("opinion_answered",      _O, _WORK),
    Policy("opinion_withdrawn",     _O, _WORK, keeps=_DAY),
    Policy("opinion_tomorrow",      _O, _WORK, LIVE),
    Policy("opinion_today",         _O, _WORK, LIVE),
    Policy("opinion_late",          _O, _WORK, LIVE),
    Policy("opinion_overdue",       _O, _WORK, LIVE),
    Policy("morning",               _O, _WORK),  # at 07:30, with the list of what is overdue where there is one
    Policy("bad_rating",            _O, _WORK),
    Policy("unreachable_resident",  _O, _WORK, LIVE,                           Topic.REACH),
    Policy("unread_notice",         _O, _WORK, (),                             Topic.REACH),
    Policy("call_listed",           _O, _WORK, (),                             Topic.REACH),
    Policy("help_wanted",           _O, _WORK),
    Policy("roster_draft",          _O, _WORK, keeps=_WEEK),
    Policy("turn_gap",              _O, _WORK, urgent=True),  # at 07:15, before the officials' hours
    Policy("turn_uncovered",        _O, _WORK, urgent=True),
    Policy("turn_filled",           _O, _WORK, urgent=True),
    Policy("swap_made",             _O, _WORK),
    Policy("absence_told",          _O, _WORK),
    Policy("outreach_waits",        _O, _WORK),
    Policy("help_at_desk",          _O, _WORK),
    Policy("resident_moved",        _O, _WORK, LIVE),
    Policy("mandate_slip",          _O, _WORK, (),                             Topic.CHANGES, keeps=_WEEK),
    Policy("week_picture",          _C, _WORK, keeps=_WEEK, alone=True),
    Policy("board_waits",           _O, _WORK, keeps=_WEEK),
    Policy("channel_blocked",       _O, _WORK, keeps=_DAY),
    Policy("channel_open",          _O, _WORK, keeps=_WEEK),
    # Conduct: to the person and to leaders alone, and to these with the messages of the morning but for the third.
    Policy("explanation_asked",     _O, _WORK),
    Policy("explanation_last",      _O, _WORK),
    Policy("explanation_decided",   _O, _WORK),
    Policy("conduct_waiting",       _O, _WORK),
    Policy("measure_given",         _O, _WORK),
    Policy("measure_counted",       _O, _WORK),
    Policy("measure_reviewed",      _O, _WORK),
    Policy("review_proposed",       _C, _WORK, urgent=True),
    Policy("december_pack",         _C, _WORK),
    Policy("head_duty",             _O, _WORK),
    Policy("inspection_planned",    _O, _WORK),
    Policy("inspection_assigned",   _O, _WORK),
    Policy("inspection_missed",     _C, _WORK, keeps=_WEEK),
    Policy("inspection_result",     _O, _WORK),
    Policy("inspection_grave",      _C, _WORK, urgent=True),
    Policy("inspection_follow",     _O, _WORK),
    Policy("law_due",               _O, _WORK, keeps=_WEEK),  # to who keeps the content, once a week
    Policy("task_given",            _O, _WORK),
    Policy("task_progress",         _O, _WORK),
    Policy("plan_wanted",           _O, _WORK),
    Policy("batch_done",            _O, _WORK, keeps=_WEEK),
)
# fmt: on
