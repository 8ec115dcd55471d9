"""What stands on the sample papers: invented people in an invented commune, so that nobody's paper is copied."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: its office, title, lines and those who sign."""

    office: str
    title: str
    under: str
    lines: tuple[str, ...]
    signs: tuple[str, str]


_PARENTS = (
    "Họ, chữ đệm, tên mẹ: TRẦN THỊ MẪU",
    "Ngày sinh: 02/02/1996 · Dân tộc: Kinh",
    "Nơi cư trú: Thôn Mẫu, xã Mẫu",
)

SHEETS = {
    "giay-chung-sinh.jpg": Sheet(
        "TRẠM Y TẾ XÃ MẪU",
        "GIẤY CHỨNG SINH",
        "Số: 00/MẪU · Trang 1",
        (
            *_PARENTS,
            "Đã sinh con lúc: 06 giờ 15, ngày 01 tháng 11 năm 2026",
            "Tại: Trạm Y tế xã Mẫu",
            "Số con trong lần sinh này: 01",
            "Giới tính của con: Nữ · Cân nặng: 3.200 gam",
            "Dự định đặt tên con: NGUYỄN THỊ MẪU ĐƠN",
            "Người đỡ đẻ: Y sĩ Lê Thị Mẫu",
        ),
        ("Cha hoặc mẹ", "Người đỡ đẻ"),
    ),
    "giay-chung-nhan-ket-hon.jpg": Sheet(
        "ỦY BAN NHÂN DÂN XÃ MẪU",
        "GIẤY CHỨNG NHẬN KẾT HÔN",
        "Số: 00/MẪU",
        (
            "Họ, chữ đệm, tên vợ: TRẦN THỊ MẪU",
            "Ngày sinh: 02/02/1996 · Dân tộc: Kinh",
            "Nơi cư trú: Thôn Mẫu, xã Mẫu",
            "Họ, chữ đệm, tên chồng: NGUYỄN VĂN MẪU",
            "Ngày sinh: 01/01/1994 · Dân tộc: Kinh",
            "Nơi cư trú: Thôn Mẫu, xã Mẫu",
            "Nơi đăng ký kết hôn: Ủy ban nhân dân xã Mẫu",
            "Ngày đăng ký: 10 tháng 10 năm 2020",
        ),
        ("Vợ và chồng", "Người ký giấy"),
    ),
    "giay-uy-quyen.jpg": Sheet(
        "XÃ MẪU",
        "GIẤY ỦY QUYỀN",
        "Về việc đi làm thủ tục hành chính",
        (
            "Người ủy quyền: TRẦN THỊ MẪU",
            "Sinh ngày: 02/02/1996",
            "Người được ủy quyền: PHẠM THỊ MẪU",
            "Sinh ngày: 03/03/1970 · Quan hệ: Cô ruột",
            "Nội dung: nộp hồ sơ đăng ký khai sinh",
            "và nhận kết quả thay cho tôi.",
            "Thời hạn: đến khi xong việc.",
        ),
        ("Người ủy quyền", "Người được ủy quyền"),
    ),
    "van-ban-lam-chung.jpg": Sheet(
        "XÃ MẪU",
        "VĂN BẢN LÀM CHỨNG",
        "Về việc sinh",
        (
            "Tôi là: LÊ VĂN MẪU · Sinh ngày: 04/04/1965",
            "Nơi cư trú: Thôn Mẫu, xã Mẫu",
            "Tôi làm chứng rằng chị TRẦN THỊ MẪU",
            "đã sinh một con gái tại nhà",
            "vào ngày 01 tháng 11 năm 2026.",
            "Tôi xin chịu trách nhiệm về lời làm chứng này.",
        ),
        ("Người mẹ", "Người làm chứng"),
    ),
    "giay-cam-doan.jpg": Sheet(
        "XÃ MẪU",
        "GIẤY CAM ĐOAN",
        "Về việc sinh",
        (
            "Tôi là: TRẦN THỊ MẪU · Sinh ngày: 02/02/1996",
            "Nơi cư trú: Thôn Mẫu, xã Mẫu",
            "Tôi cam đoan đã sinh một con gái",
            "vào ngày 01 tháng 11 năm 2026 tại nhà,",
            "không có người làm chứng.",
            "Nội dung trên là đúng sự thật.",
        ),
        ("", "Người cam đoan"),
    ),
    "bien-ban-tre-bi-bo-roi.jpg": Sheet(
        "ỦY BAN NHÂN DÂN XÃ MẪU",
        "BIÊN BẢN",
        "Về việc trẻ bị bỏ rơi",
        (
            "Lập lúc: 07 giờ 00, ngày 01 tháng 11 năm 2026",
            "Tại: Nhà văn hóa thôn Mẫu, xã Mẫu",
            "Người phát hiện: LÊ VĂN MẪU",
            "Đặc điểm của trẻ: bé gái, khoảng 05 ngày tuổi",
            "Đồ vật kèm theo: 01 chăn bông màu xanh",
            "Trẻ được giao cho: bà PHẠM THỊ MẪU",
            "tạm thời nuôi dưỡng tại thôn Mẫu.",
        ),
        ("Người phát hiện", "Người lập biên bản"),
    ),
    "bang-tot-nghiep.jpg": Sheet(
        "TRƯỜNG TRUNG HỌC MẪU",
        "BẰNG TỐT NGHIỆP",
        "Số hiệu: MẪU 000000",
        (
            "Cấp cho: NGUYỄN VĂN MẪU",
            "Ngày sinh: 01/01/1994",
            "Nơi sinh: xã Mẫu",
            "Học sinh trường: Trung học Mẫu",
            "Năm tốt nghiệp: 2012",
            "Xếp loại: Khá",
        ),
        ("", "Hiệu trưởng"),
    ),
}
