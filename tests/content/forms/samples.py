"""Every form filled in for people who do not exist: what is printed, compared and read back."""

import io
from dataclasses import dataclass, replace
from datetime import datetime

import segno

from content.forms.duty import OnDuty, RosterDay
from content.forms.filled import (
    ApologyLetter,
    ControlSlip,
    Entry,
    Filled,
    Handed,
    Handover,
    Letterhead,
    MandatePaper,
    Matter,
    Receipt,
    RefusalSlip,
    RegisterPages,
    RosterSheet,
    Slip,
    Statement,
    StopNotice,
    SupplementRequest,
)
from content.forms.printing import Blank
from flows.calendar import ZONE
from tests.content.forms.declarations import (
    BIRTH,
    DECLARED,
    MOTTO,
    NEW,
    RECOGNISED,
    RECOGNITION,
    SINGLE,
    STATUS,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One golden: the form, what stands in it, and words that must be read off it, field by field."""

    form: str
    data: Filled | Blank
    words: tuple[str, ...]
    language: str = "vi"
    pages: int = 1


def at(month: int, day: int, hour: int = 9, minute: int = 5, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def svg(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, micro=False, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


LOOK_UP = "https://motcua.example/?c=HSAB23CD"
OLD = Letterhead(
    "2018", "xã Chi Lăng Bắc", "Bộ phận Tiếp nhận và Trả kết quả xã Chi Lăng Bắc", "Chi Lăng Bắc", "0220 000 0000"
)
MATTER = Matter("H24.31.45-261123-0001", "Đăng ký khai sinh", "Nguyễn Thị Mẫu", "Thôn 1 (Chi Lăng Bắc)", "0912 345 678")
WHOSE = ("H24.31.45-261123-0001", "Nguyễn Thị Mẫu", "Đăng ký khai sinh", "Thôn 1 (Chi Lăng Bắc)", "0912 345 678")
FROM_NEW = (*MOTTO, "ỦY BAN NHÂN DÂN", "XÃ NAM THANH MIỆN", "TRUNG TÂM PHỤC VỤ HÀNH", "Thông tư số 03/2025/TT-VPCP")
FROM_OLD = (*MOTTO, "ỦY BAN NHÂN DÂN", "XÃ CHI LĂNG BẮC", "BỘ PHẬN TIẾP NHẬN VÀ", "Thông tư số 01/2018/TT-VPCP")


def receipt(head: Letterhead, papers: tuple[Handed, ...]) -> Receipt:
    desk = "Quầy 1: hộ tịch, chứng thực"
    return Receipt(
        head, MATTER, at(11, 23), 12, papers, "3 ngày làm việc", at(11, 23), at(11, 27), None, desk, "8.000 đồng", QR
    )


QR = svg(LOOK_UP)
PAPERS = (Handed("Tờ khai đăng ký khai sinh", "bản chính", 1, False), Handed("Giấy chứng sinh", "bản chính", 1, True))
RECEIVED = (
    "Số: 12/TNHS",
    "ngày 23 tháng 11 năm 2026",
    "1. Thành phần hồ sơ",
    "Tờ khai đăng ký khai sinh bản chính 1",
    "Giấy chứng sinh bản chính 1",
    "2. Số bộ hồ sơ: 01",
    "3. Thời hạn giải quyết: 3 ngày làm việc",
    "4. Thời gian tiếp nhận: 09 giờ 05 phút, ngày 23 tháng 11 năm 2026",
    "5. Thời gian trả kết quả: 09 giờ 05 phút, ngày 27 tháng 11 năm 2026",
    "6. Nhận kết quả tại: Quầy 1: hộ tịch, chứng thực",
    "7. Phí, lệ phí: 8.000 đồng",
    "Quyển số 01/2026, Số thứ tự 12",
    "0220 000 0000",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
)
SUPPLEMENT = SupplementRequest(
    NEW, MATTER, at(11, 24), True, ("Giấy chứng sinh. Xin chụp lại đủ bốn góc.",), "ảnh bị nhòe", at(12, 9, 17, 30)
)
ASKED = (
    "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ".upper(),
    "1. Giấy chứng sinh. Xin chụp lại đủ bốn góc.",
    "Lý do: ảnh bị nhòe",
    "Thời hạn bổ sung: 17 giờ 30 phút, ngày 09 tháng 12 năm 2026",
    "NGƯỜI HƯỚNG DẪN",
)
REFUSAL = RefusalSlip(NEW, MATTER, at(11, 24), False, "Cháu đã được khai sinh tại phường Mẫu.", at(2, 22, year=2027))
REFUSED = (
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    "Cháu đã được khai sinh tại phường Mẫu.",
    "chậm nhất ngày 22 tháng 02 năm 2027",
)
APOLOGY = ApologyLetter(
    NEW, MATTER, at(11, 26), at(11, 23), at(11, 27), "chờ cơ quan phối hợp trả lời", at(12, 2, 16, 30)
)
SORRY = (
    "Ngày tiếp nhận hồ sơ: 23/11/2026",
    "Thời gian hẹn trả kết quả: 09 giờ 05 phút, ngày 27 tháng 11 năm 2026",
    "Lý do: chờ cơ quan phối hợp trả lời",
    "phiền hà, tốn kém chi phí, công sức",
    "xin lỗi",
    "16 giờ 30 phút, ngày 02 tháng 12 năm 2026",
    "THỦ TRƯỞNG CƠ QUAN",
)
CONTROL = ControlSlip(
    NEW,
    MATTER,
    at(11, 23),
    at(11, 27),
    (
        Handover("accept", at(11, 23), ""),
        Handover("start", at(11, 23, 14, 0), ""),
        Handover("forward", at(11, 24, 14, 0), ""),
        Handover("record_result", at(11, 25, 14, 0), "early"),
        Handover("hand_over", at(11, 26, 14, 0), "", "ký nhận"),
    ),
)
MOVED = (
    "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
    "TÊN CƠ QUAN",
    "KẾT QUẢ",
    "GHI CHÚ",
    "1. Giao: Người nộp hồ sơ",
    "2. Nhận: Bộ phận tiếp nhận và trả kết quả",
    "1. Giao: Công chức chuyên môn",
    "2. Nhận: Lãnh đạo Ủy ban nhân dân",
    "14 giờ 00 phút, ngày 24/11/2026",
    "Người giao",
    "Người nhận",
    "Trước hạn",
    "Quá hạn",
    "ký nhận",
)
REGISTER = RegisterPages(
    NEW,
    2026,
    11,
    (
        Entry(12, MATTER, at(11, 23), at(11, 23), at(11, 27), at(11, 25), at(11, 26)),
        Entry(13, MATTER, at(11, 24), None, at(11, 30), None, None, "đã dừng xử lý"),
    ),
)
BOOKED = (
    "SỔ THEO DÕI HỒ SƠ",
    "Quyển số 01/2026 – Tháng 11 năm 2026",
    "Mã hồ sơ",
    "Phương thức nhận kết quả",
    "Ký nhận",
    "23/11/2026 23/11/2026 27/11/2026 25/11/2026 26/11/2026",
    "24/11/2026 30/11/2026",
    "đã dừng xử lý",
)
SLIP = Slip(
    NEW,
    "HSAB23CD",
    "H24.31.45-261123-0001",
    "Đăng ký khai sinh",
    "Đã tiếp nhận",
    "cán bộ giải quyết. Ông chưa phải làm gì.",
    "09 giờ 05, thứ Sáu 27/11/2026",
    ("Thẻ căn cước", "Giấy chứng sinh (bản chính)"),
    "Quầy 1: hộ tịch, chứng thực",
    "sáng 07 giờ 30 – 11 giờ 30, chiều 13 giờ 30 – 17 giờ 30, thứ Hai đến thứ Sáu",
    "trụ sở Ủy ban nhân dân xã Nam Thanh Miện",
    QR,
)
SHOWN = (
    "HSAB23CD",
    "H24.31.45-261123-0001",
    "09 giờ 05, thứ Sáu 27/11/2026",
    "– Thẻ căn cước",
    "Quầy 1: hộ tịch, chứng thực, trụ sở Ủy ban nhân dân xã Nam Thanh Miện",
    "sáng 07 giờ 30 – 11 giờ 30",
    "0220 000 0000",
)
ROSTER = RosterSheet(
    NEW,
    at(11, 27),
    "30/11/2026",
    "04/12/2026",
    "07 giờ 30 – 11 giờ 30",
    "13 giờ 30 – 17 giờ 30",
    (
        RosterDay(
            "thứ Hai, 30/11/2026",
            (OnDuty("Trần Thị Mẫu", "Mặt trận Tổ quốc"),),
            (OnDuty("Phạm Văn Thử", "Mặt trận Tổ quốc"),),
        ),
        RosterDay(
            "thứ Ba, 01/12/2026",
            (OnDuty("Lê Thị Ví Dụ", "Hội Liên hiệp Phụ nữ"),),
            (OnDuty("chưa có ai", "Hội Nông dân"),),
        ),
    ),
)
ON_DUTY = (
    "LỊCH TRỰC HỖ TRỢ BỘ PHẬN MỘT CỬA",
    "Tuần từ 30/11/2026 đến 04/12/2026",
    "07 giờ 30 – 11 giờ 30",
    "Trần Thị Mẫu",
    "Hội Liên hiệp Phụ nữ",
    "Ký nhận",
)
MANDATE = MandatePaper(
    NEW,
    "12",
    "Nguyễn Thị Mẫu",
    "chị Lan (Hội Liên hiệp Phụ nữ)",
    "Chứng thực bản sao từ bản chính",
    31,
    ("Điền hồ sơ, chụp giấy giúp tôi. Tôi xem lại rồi mới gửi.", "Nộp hồ sơ thay tôi, không cần tôi xem lại."),
)
TO_SIGN = (
    *MOTTO,
    "PHIẾU NHỜ NGƯỜI GIÚP",
    "Nguyễn Thị Mẫu",
    "chị Lan (Hội Liên hiệp Phụ nữ)",
    "Chứng thực bản sao từ bản chính",
    "Nộp hồ sơ thay tôi, không cần tôi xem lại.",
    "không nhận tiền",
    "ký hoặc điểm chỉ",
    "Số: 12",
)
STATEMENT = Statement(
    NEW,
    datetime(2026, 11, 24, 8, 0, tzinfo=ZONE),
    ("Biểu số II.06a/VPCP/KSTT", "Từ 15/10/2026 đến hết 14/11/2026"),
    ("(3) Tiếp nhận: tổng số", "(4) Trong kỳ: trực tuyến", "(13) Quá hạn"),
    (("Toàn xã", "427", "386", "0"), ("Hộ tịch", "408", "386", "0")),
    ("Cột 3 = 4 + 5 + 6; 7 = 8 + 9 + 10: đã kiểm tra với từng hồ sơ.",),
)
STATED = ("Biểu số II.06a/VPCP/KSTT", "hết 14/11/2026", "Hộ tịch 408 386 0", "(13) Quá hạn", "Người lập", "đã kiểm tra")

GOLDENS = {
    "mandate": Printed("mandate", MANDATE, TO_SIGN),
    "receipt_2025": Printed("receipt", receipt(NEW, PAPERS), (*FROM_NEW, *WHOSE, *RECEIVED, "Mẫu số 01")),
    "receipt_2018": Printed("receipt", receipt(OLD, PAPERS), (*FROM_OLD, *WHOSE, *RECEIVED, "Mẫu số 01")),
    "supplement_2025": Printed(
        "supplement",
        SUPPLEMENT,
        (*FROM_NEW, *WHOSE, *ASKED, "Mẫu số 02", "118/2025/NĐ-CP, Điều 19 khoản 5", "tính lại từ đầu"),
    ),
    "refusal_2025": Printed("refusal", REFUSAL, (*FROM_NEW, *WHOSE, *REFUSED, "Mẫu số 03")),
    "supplement_2018": Printed(
        "supplement",
        replace(SUPPLEMENT, head=OLD),
        (*FROM_OLD, *WHOSE, *ASKED, "Mẫu số 02", "61/2018/NĐ-CP, Điều 19 khoản 4"),
    ),
    "refusal_2018": Printed("refusal", replace(REFUSAL, head=OLD), (*FROM_OLD, *WHOSE, *REFUSED, "Mẫu số 03")),
    "apology_2025": Printed(
        "apology", APOLOGY, (*FROM_NEW, *WHOSE[:3], *SORRY, "Mẫu số 04", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN")
    ),
    "apology_2018": Printed(
        "apology",
        ApologyLetter(OLD, MATTER, APOLOGY.dated, APOLOGY.received, APOLOGY.due, APOLOGY.reason, APOLOGY.until),
        (*FROM_OLD, *WHOSE[:3], *SORRY, "Mẫu số 04", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"),
    ),
    "stop_2025": Printed(
        "stop",
        StopNotice(NEW, MATTER, at(11, 26), at(11, 23), at(11, 25)),
        (
            *FROM_NEW,
            *WHOSE[:4],
            "Mẫu số 05",
            "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
            "Thời gian đề nghị rút hồ sơ: 09 giờ 05 phút, ngày 25 tháng 11 năm 2026",
            "kể từ ngày 26 tháng 11 năm 2026",
        ),
    ),
    "control_2025": Printed("control", CONTROL, (*FROM_NEW, *WHOSE[:4], *MOVED, "Mẫu số 06")),
    "control_2018": Printed(
        "control", ControlSlip(OLD, MATTER, CONTROL.received, CONTROL.due, CONTROL.rows), (*FROM_OLD, "Mẫu số 05")
    ),
    "register_2025": Printed("register", REGISTER, (*FROM_NEW[:4], *WHOSE, *BOOKED, "Mẫu số 07")),
    "register_2018": Printed("register", RegisterPages(OLD, 2023, 5, REGISTER.rows), (*FROM_OLD[:4], "Mẫu số 06")),
    "roster": Printed("roster", ROSTER, ON_DUTY),
    "statement": Printed("statement", STATEMENT, STATED),
    "slip": Printed("slip", SLIP, SHOWN),
    "birth_declaration": Printed("birth_declaration", BIRTH, (*MOTTO, *DECLARED), pages=2),
    "recognition_declaration": Printed("recognition_declaration", RECOGNITION, (*MOTTO, *RECOGNISED)),
    "marital_status_declaration": Printed("marital_status_declaration", STATUS, (*MOTTO, *SINGLE)),
    "birth_declaration_blank": Printed("birth_declaration", Blank(NEW), (*MOTTO, "Họ, chữ đệm, tên người yêu cầu: ..")),
    "authorisation": Printed("authorisation", Blank(NEW), (*MOTTO, "GIẤY ỦY QUYỀN", "Người được ủy quyền")),
    "birth_statement": Printed(
        "birth_statement", BIRTH, (*MOTTO, "Tên cháu (nếu đã đặt): Trần Bảo An", "Người làm chứng")
    ),
    "birth_undertaking": Printed("birth_undertaking", BIRTH, (*MOTTO, "Tôi là: Trần Văn Thử", "Ngày sinh: 05/11/2026")),
    "paternity_statement": Printed(
        "paternity_statement", RECOGNITION, (*MOTTO, "Cha: họ và tên: Trần Văn Thử", "Mẹ: họ và tên: Nguyễn Thị Mẫu")
    ),
    "receipt_english": Printed(
        "receipt", receipt(NEW, PAPERS), (*RECEIVED[:2], "Received from", "Result at", "Received by"), "en"
    ),
}
