"""For each act a press that shows or changes something only where the act is permitted.

Who adds an act to `flows.acts` adds its probe here (or, while nothing in `bot/` asks for it, nothing: `waiting` finds
that out): the data of a press with its {holes} from `ground.Ground.names`, and words that only the permitted see.
`on_file`: the act is done to the ground's file, so that field and owner count; else it is asked without any subject.
`before` prepares what the press needs, in the same transaction, which is undone. `also` are other acts that permit the
same press and show the words, `instead` those with which it does something else. A press that the table does not permit
must show none of the words and change no row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.screens import DeskPromise, Home
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.answers import Data
from flows.authority import Act
from flows.delays import Missed, Step
from flows.mandates import Mandate, Means, Purpose, agree
from flows.outreach import Group, Letter
from storage.records import DossierRecord
from storage.records_mandates import Wording
from tests.authority.ground import Before

BOT = Path(__file__).parents[2] / "bot"
MANDATE = "MATRIX7"


@dataclass(frozen=True, slots=True)
class Probe:
    """A press and what it says where it is permitted."""

    press: str
    shows: str
    on_file: bool = True
    before: Before | None = None
    also: tuple[Act, ...] = ()
    instead: tuple[Act, ...] = ()


def _owned(here: Visit, record: DossierRecord) -> None:
    here.u.dossiers.assign(record, here.person, here.now)


def _free(here: Visit, record: DossierRecord) -> None:
    here.u.dossiers.assign(record, None, here.now)


def _others(here: Visit, record: DossierRecord) -> None:
    here.u.dossiers.assign(record, record.person_id, here.now)


def _late(here: Visit, record: DossierRecord) -> None:
    here.screen = DeskPromise(record.reference, "late_load", "20261127")


def _closed(here: Visit, record: DossierRecord) -> None:
    """The resident's box on a shared phone is closed with a PIN."""
    seat = here.u.people.seats_of(record.person_id)[0]
    here.u.companions.add(seat.chat_id, record.person_id, "bà Tư", here.now)
    (box,) = here.u.companions.of_person(record.person_id)
    here.u.companions.set_pin(box, "00.00")
    here.screen = Home()


def _letter(here: Visit, record: DossierRecord) -> None:
    here.u.outreach.draft(Letter(record.person_id, Group.ALL, ""), "Mời bà con đi họp.", here.now)


def _unexplained(here: Visit, record: DossierRecord) -> None:
    """A delay that somebody else has not explained in time."""
    long_ago = here.now - timedelta(days=14)
    here.u.discipline.note(record.id, Missed(Step.RESULT, long_ago), record.person_id, long_ago)


def _measured(here: Visit, record: DossierRecord) -> None:
    """Three reminders to somebody else in this year."""
    paper: dict[str, Data] = {"sanction": "reminder", "number": "1/TB", "text": "Nhắc nhở", "delays": []}
    for _ in range(3):
        here.u.discipline.add("measured", record.person_id, here.person, here.now, paper)


def _helping(here: Visit, record: DossierRecord) -> None:
    """A mandate from the file's owner for whoever presses, under the tag that the press names."""
    offered = Mandate((Purpose.ASSIST,), (record.procedure,), None, 31, here.now)
    made = agree(offered, (Purpose.ASSIST,), Means.TAP, here.now)
    assert isinstance(made, Mandate)
    about = Wording("bà Tư Mận", "người giúp")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.mandates.random_code", lambda _: MANDATE)
        here.u.mandates.agree(here.u.mandates.offer(offered, here.person, about, "00"), made, record.person_id, about)


def _at_the_counter(here: Visit, record: DossierRecord) -> None:
    """The owner's draft on the official's screen, as it was before its owner changed it once more."""
    draft = here.u.drafts.all_of(record.person_id)[0]
    here.u.confirmations.ask("00", "desk", draft, record.person_id, "older", here.now, here.now + timedelta(hours=1))
    here.screen = Working("mandates", "counter", draft.tag, "00")


PROBES: Mapping[Act, Probe] = {
    Act.FOLLOW: Probe("m:file:{ref}", "Chứng thực bản sao từ bản chính"),
    Act.CHANGE: Probe("m:withdraw!:{ref}", "đã ghi nhận việc bác xin rút"),
    Act.FILL_IN: Probe("x:{tag}:drop", "đã xóa hết"),
    Act.RATE: Probe("m:rate:{ref}:3", "sau khi đã nhận kết quả"),
    Act.LIST_FILES: Probe("d:list", "{ref}"),
    Act.OPEN_FILE: Probe("d:open:{ref}", "Nguyễn Thị Mẫu"),
    Act.MOVE_FILE: Probe("d:sure:{ref}:record_result", "Đã có kết quả"),
    Act.OPEN_PAPER: Probe("d:look:{ref}:original", "Bản chính giấy tờ cần sao"),
    Act.MARK_PAPER: Probe("d:right:{ref}:original:{seal}", "✔ 1. Bản chính giấy tờ cần sao"),
    Act.OWN_FILE: Probe("d:claim:{ref}", "Từ nay đồng chí phụ trách", before=_free),
    Act.HAND_OVER_FILE: Probe("w:staff:hand:{ref}", "cho ai?", before=_owned, also=(Act.REASSIGN_FILE,)),
    Act.REASSIGN_FILE: Probe("w:staff:pool:{ref}:{owner}", "về lĩnh vực", before=_others),
    Act.APPROVE_APOLOGY: Probe("d:promise!:{ref}", "Đã gửi lời xin lỗi", before=_late, instead=(Act.MOVE_FILE,)),
    Act.READ_LOG: Probe("d:log:{ref}", "Diễn biến hồ sơ"),
    Act.READ_VIEWS: Probe("w:staff:views:{ref}", "Ai đã xem hồ sơ"),
    Act.PRINT_FORM: Probe("d:print:{ref}:receipt", "Mở tệp để xem"),
    Act.OPEN_REGISTER: Probe("d:register", "Sổ theo dõi hồ sơ tháng", on_file=False),
    Act.REACH_RESIDENT: Probe("d:notices:{ref}", "Tin về hồ sơ"),
    Act.ANSWER_CALL: Probe("w:neighbours:desk", "Việc bà con nhờ", on_file=False),
    Act.READ_RATINGS: Probe("d:ratings", "Chưa đủ 5 ý kiến", on_file=False),
    Act.READ_ERASURES: Probe("d:erased", "Giấy tờ đang giữ", on_file=False),
    Act.CHOOSE_PACE: Probe("m:paces", "Nhịp tin", on_file=False),
    Act.WRITE_TO_RESIDENT: Probe("w:inbox:replies:{ref}", "Chọn câu trả lời mẫu"),
    Act.ASK_UNIT: Probe("w:inbox:askto:{ref}", "Hỏi ý kiến ai"),
    Act.ANSWER_UNIT: Probe("w:inbox:asked", "Được xin ý kiến", on_file=False),
    Act.RESET_PIN: Probe("w:who:reset:{ref}", "Đã bỏ mã PIN", before=_closed),
    Act.ASK_MANDATE: Probe("w:mandates:new", "Lời cam kết của người giúp", on_file=False),
    Act.GIVE_MANDATE: Probe("w:mandates:mine", "Hiện không có ai được", on_file=False),
    Act.CHECK_SLIP: Probe("w:mandates:slips", "Không có phiếu nào chờ", on_file=False),
    Act.HELP_WITH: Probe(f"w:mandates:open:{MANDATE}", "bà Tư Mận", on_file=False, before=_helping),
    Act.CONFIRM_AT_DESK: Probe("w:mandates:counter:{tag}", "vừa được sửa sau khi bà con xem", before=_at_the_counter),
    Act.EXPLAIN_DELAY: Probe("w:discipline:mine", "Giải trình của tôi", on_file=False),
    Act.READ_CONDUCT: Probe("w:discipline:list", "Chờ quyết định", on_file=False),
    Act.JUDGE_CONDUCT: Probe("w:discipline:decide:1:rests", "Vì sao không xử lý?", on_file=False, before=_unexplained),
    Act.SIGN_REVIEW: Probe(
        "w:discipline:settle:{owner}:review_signed", "đề nghị kiểm điểm", on_file=False, before=_measured
    ),
    Act.COMMEND: Probe("w:discipline:praise_ask:x", "Khen thưởng ai?", on_file=False),
    Act.DO_DUTY: Probe("w:discipline:duties", "Giao ban, báo cáo", on_file=False, also=(Act.READ_CONDUCT,)),
    Act.PLAN_INSPECTION: Probe("w:inspections:new", "định kỳ hay đột xuất", on_file=False),
    Act.HOLD_INSPECTION: Probe("w:inspections:given", "Kiểm tra được giao", on_file=False),
    Act.CONFIRM_INSPECTION: Probe(
        "w:inspections:unit_page", "Kiểm tra tại bộ phận", on_file=False, also=(Act.READ_CONDUCT,)
    ),
    Act.PLAN_YEAR: Probe("w:plan:all", "Kế hoạch năm", on_file=False),
    Act.REPORT_TASK: Probe("w:plan:mine", "Nhiệm vụ của tôi", on_file=False),
    Act.READ_OPINIONS: Probe("w:opinion:trend", "Hài lòng trở lên, theo lĩnh vực", on_file=False),
    Act.READ_REPORTS: Probe("w:reports:kind:06a", "06a", on_file=False),
    Act.READ_PERSONNEL: Probe("w:reports:kind:nine", "Chín chỉ số", on_file=False),
    Act.READ_TURNS: Probe("w:reports:kind:roster", "Trực hỗ trợ bộ phận Một cửa", on_file=False),
    Act.APPROVE_BOARD: Probe("w:reports:waiting", "Không có bảng tin nào chờ duyệt", on_file=False),
    Act.SEE_ROSTER: Probe("w:roster:week:", "chưa có lịch trực", on_file=False),
    Act.SERVE_TURN: Probe("w:roster:mine", "Lịch trực của tôi", on_file=False),
    Act.ADMIT_TO_DESK: Probe("w:roster:code", "Mã điểm danh hôm nay", on_file=False),
    Act.ORGANISE_ROSTER: Probe("w:roster:board", "Xếp lịch trực tuần", on_file=False),
    Act.HELP_NEIGHBOUR: Probe("w:neighbours:list", "Bà con của tôi", on_file=False, also=(Act.ANSWER_CALL,)),
    Act.ASK_HELP: Probe("w:neighbours:ask", "cần giúp việc gì", on_file=False),
    Act.DRAFT_OUTREACH: Probe("w:outreach:write", "Tin gửi cho ai?", on_file=False),
    Act.READ_OUTREACH: Probe("w:outreach:home", "Tin chung của xã", on_file=False),
    Act.APPROVE_OUTREACH: Probe("w:outreach:stop:1", "Tin chung – ", on_file=False, before=_letter),
    Act.APPOINT: Probe("w:staff:invite", "Mời vào vai trò nào?", on_file=False),
    Act.DISMISS: Probe("w:staff:end:0", "Vai trò này đã thôi trước đó", on_file=False),
    Act.READ_ACTS: Probe("w:staff:deeds", "Nhật ký quản trị", on_file=False),
}


def waiting() -> frozenset[Act]:
    """Acts of the table for which nothing in the program asks yet."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in BOT.rglob("*.py"))
    return frozenset(act for act in Act if not re.search(rf"\b(?:Act|Deed|_A)\.{act.name}\b", source))
