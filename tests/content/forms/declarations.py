"""Declarations filled in for people who do not exist, and what must be read off them."""

from content.forms.filled import Declaration, Letterhead

NEW = Letterhead(
    "2025",
    "xã Nam Thanh Miện",
    "Trung tâm Phục vụ hành chính công xã Nam Thanh Miện",
    "Nam Thanh Miện",
    "0220 000 0000",
)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc")
BIRTH = Declaration(
    NEW,
    {
        "child_name": "Trần Bảo An",
        "child_born": "05/11/2026",
        "facility": "Bệnh viện đa khoa Mẫu",
        "hometown": "Xã Nam Thanh Miện, Hải Phòng",
        "mother_name": "Nguyễn Thị Mẫu",
        "mother_born": "15/08/1995",
        "mother_number": "030195001234",
        "mother_address": "Thôn 1 (Chi Lăng Bắc)",
        "father_name": "Trần Văn Thử",
        "father_born": "1993",
        "father_number": "030093005678",
        "marriage_number": "12/2020",
        "marriage_day": "02/02/2020",
        "marriage_office": "UBND xã Chi Lăng Bắc",
        "copies": "2",
        "sibling[0].name": "Trần Bảo Bình",
    },
    {
        "relation": "father",
        "origin": "vietnam",
        "married": "yes",
        "father_lives": "same",
        "ethnic": "kinh",
        "child_sex": "female",
        "sibling[0].sex": "male",
        "marriage_paper": "have",
    },
)
DECLARED = (
    "TỜ KHAI ĐĂNG KÝ KHAI SINH",
    "Kính gửi: Ủy ban nhân dân xã Nam Thanh Miện",
    "người yêu cầu: TRẦN VĂN THỬ",
    "Số định danh cá nhân: 030093005678",
    "Quan hệ với người được khai sinh: Cha",
    "Họ, chữ đệm, tên: TRẦN BẢO AN",
    "Ngày, tháng, năm sinh: 05/11/2026",
    "Ngày mùng năm, tháng mười một, năm hai nghìn không trăm hai mươi sáu",
    "Giới tính: Nữ",
    "Dân tộc: Kinh",
    "Quốc tịch: Việt Nam",
    "Nơi sinh: Bệnh viện đa khoa Mẫu",
    "Quê quán: Xã Nam Thanh Miện, Hải Phòng",
    "người mẹ: NGUYỄN THỊ MẪU",
    "Ngày sinh: 15/08/1995",
    "người cha: TRẦN VĂN THỬ",
    "Ngày sinh: 1993",
    "Nơi cư trú: Thôn 1 (Chi Lăng Bắc)",
    "Số: 12/2020",
    "ngày: 02/02/2020",
    "Nơi đăng ký: UBND xã Chi Lăng Bắc",
    "Số lượng bản sao đề nghị cấp: 2",
    "Họ, chữ đệm, tên: TRẦN BẢO BÌNH",
    "Giới tính: Nam",
    "Tôi cam đoan",
    "Người yêu cầu",
)
RECOGNITION = Declaration(
    NEW,
    {**BIRTH.answers, "father_address": "Thôn 2 (Hồng Phong)"},
    {**BIRTH.chosen, "relation": "mother", "married": "no", "father_named": "yes", "father_lives": "other"},
)
RECOGNISED = (
    "TỜ KHAI ĐĂNG KÝ NHẬN CHA, MẸ, CON",
    "người yêu cầu: NGUYỄN THỊ MẪU",
    "Quan hệ với người nhận cha, mẹ, con: Mẹ của cháu",
    "Họ, chữ đệm, tên: TRẦN VĂN THỬ",
    "Nơi cư trú: Thôn 2 (Hồng Phong)",
    "Là CHA của người có tên dưới đây",
    "Họ, chữ đệm, tên: TRẦN BẢO AN",
    "Họ, chữ đệm, tên: TRẦN BẢO BÌNH",
    "Ý kiến của người mẹ",
)
STATUS = Declaration(
    NEW,
    {
        "name": "Trần Thị Mẫu",
        "born": "12/03/1998",
        "number": "030198001234",
        "address": "Thôn 1 (Chi Lăng Bắc)",
        "purpose_text": "Chuyển nhượng thửa đất số 12, tờ bản đồ số 5",
        "sheets": "2",
        "judgment": "Bản án 12/2024/HNGĐ-ST",
        "stay[0].place": "Xã Mẫu",
        "stay[0].since": "01/01/2018",
        "stay[0].until": "31/05/2020",
    },
    {"applicant": "self", "status": "divorced", "purpose": "land"},
)
SINGLE = (
    "TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
    "người yêu cầu: TRẦN THỊ MẪU",
    "Quan hệ với người được cấp giấy: Bản thân",
    "Ngày, tháng, năm sinh: 12/03/1998",
    "Số định danh cá nhân: 030198001234",
    "đã ly hôn (Bản án 12/2024/HNGĐ-ST)",
    "Xã Mẫu, từ 01/01/2018 đến 31/05/2020",
    "Chuyển nhượng thửa đất số 12, tờ bản đồ số 5",
    "Số bản đề nghị cấp: 2",
)
