"""Every kind of notice can be said about a file that it fits, in both languages, with what its maker gives it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.callbacks import LIMIT, unpack
from bot.ports import Card
from bot.services.blocking import CHANNEL_NEWS
from bot.services.notice_cards import TOLD
from bot.services.notices import compose
from flows.answers import Data
from flows.dossier import READY, UNACCEPTED, Dossier, State, Supplement
from flows.notices import LEGAL, POLICY, TO_OFFICIALS, Policy
from storage.records import DossierRecord, Notice
from storage.unit_of_work import UnitOfWork
from tests.bot.services.conftest import SENT, told
from tests.replay import library
from tests.stage import DirectStage

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SOON = (NOW + timedelta(days=3)).isoformat()
# What the maker of a notice gives beside the facts of the file.
GIVEN: Mapping[str, Mapping[str, Data]] = {
    "not_accepted": {"reason": "not_here", "note": "Nơi khác.", "complain_by": SOON},
    "result_declined": {"reason": "conditions", "note": "Chưa đủ.", "complain_by": SOON},
    "complaint_ends": {"complain_by": SOON},
    "payment_asked": {"amount": 8000},
    "new_date": {"reason": "agency", "promised_at": SOON},
    "apology_waiting": {"reason": "agency", "promised_at": SOON},
    "file_unopened": {"answer_by": SOON},
    "answer_half": {"answer_by": SOON},
    "answer_late": {"answer_by": SOON},
    "stuck": {"since": SOON},
    "promise_broken": {"until": SOON},
    "help_wanted": {"number": "0912345678"},
    "unread_near": {"hamlet": "Thôn 1"},
    "channel_blocked": {
        "channel": "telegram",
        "hours": 24,
        "missed": 8,
        "tries": 10,
        "days": 7,
        "unread": 9,
        "asked": 12,
    },
    "channel_open": {"channel": "telegram"},
    "draft_idle": {"procedure": "certify_copy", "kept_until": SOON},
    "draft_expiring": {"procedure": "certify_copy", "kept_until": SOON},
    "draft_expired": {"procedure": "certify_copy"},
}
FREE = frozenset(
    {
        "draft_idle",
        "draft_expiring",
        "draft_expired",
        "photo_tip",
        "help_wanted",
        "help_wanted_near",
        "unread_near",
        "channel_blocked",
        "channel_open",
    }
)
# Told from more than one file, from another notice or from papers: tested where they are made.
ELSEWHERE = frozenset({"overdue", "unread_notice", "call_listed", "papers_ending", *TOLD})
ROWS = [row for row in POLICY if row.kind not in ELSEWHERE]


def _fitting(record: DossierRecord, row: Policy) -> Dossier:
    """The file's dossier in the first state in which the notice makes sense."""
    state = row.states[0] if row.states else State.DANG_XU_LY
    if row.kind in ("supplement_half", "supplement_last"):
        state = State.BO_SUNG_TRUOC
    waits = state in (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU)
    asked = Supplement("original", "missing", "", NOW, NOW + timedelta(days=9), state is State.BO_SUNG_SAU)
    begun = state not in UNACCEPTED
    return Dossier(
        state,
        record.dossier.submitted_at,
        "3wd",
        accepted_at=NOW if begun else None,
        clock_from=NOW if begun else None,
        due_at=NOW + timedelta(days=3) if begun else None,
        supplement=asked if waits else None,
        finished_at=NOW if state in READY else None,
    )


def _notice(row: Policy, record: DossierRecord) -> Notice:
    about = None if row.kind in FREE else record.id
    return Notice(
        1, f"{row.kind}:1", record.person_id, about, row.kind, GIVEN.get(row.kind, {}), False, False, NOW,
        None, "claimed", 1, NOW, NOW, None, None, None,
    )  # fmt: skip


def _composed(u: UnitOfWork, row: Policy, language: str) -> tuple[Card, DossierRecord]:
    record = u.dossiers.by_reference(u.dossiers.in_states(tuple(State), None, 1)[0].reference)
    assert record is not None
    record = u.dossiers.save(record, _fitting(record, row), NOW)
    u.people.settle(record.person_id, language=language)
    seat = u.people.at("direct", "chủ hồ sơ")
    assert seat is not None
    card = compose(u, library("nam_thanh_mien"), _notice(row, record), seat, NOW)
    assert card is not None
    return card, record


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_every_kind_is_said_about_a_file_that_it_fits(stage: DirectStage, language: str) -> None:
    await told(await stage.seat("chủ hồ sơ"), *SENT)
    for row in ROWS:
        card, record = stage.database.run(partial(_composed, row=row, language=language))
        first = card.text.split("\n")[0]
        assert first.startswith("**") and first.endswith("**"), row.kind
        assert not {"None", "{{", "}}", "notices.", "words."} & set(card.text.split()), row.kind
        assert "None" not in card.text, row.kind
        if row.kind not in FREE | {"bad_rating"}:
            assert f"`{record.reference}`" in card.text, row.kind
        assert (card.kind, card.wants) == ("notice", "choice")


async def test_every_button_of_a_notice_is_a_press_for_its_reader(stage: DirectStage) -> None:
    await told(await stage.seat("chủ hồ sơ"), *SENT)
    for row in ROWS:
        card, record = stage.database.run(partial(_composed, row=row, language="vi"))
        buttons = [button for line in card.rows for button in line]
        assert all(unpack(button.data) and len(button.data.encode()) <= LIMIT for button in buttons), row.kind
        desk = [button.data for button in buttons if button.data.startswith("d:")]
        at_desk = row.kind in TO_OFFICIALS and (row.kind not in FREE or row.kind in CHANNEL_NEWS)
        assert bool(desk) == (at_desk and bool(buttons)), row.kind
        if row.kind in LEGAL:
            assert any(record.reference in button.data for button in buttons), row.kind
