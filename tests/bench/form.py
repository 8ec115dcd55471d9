"""The same form as each bot asks it, and a place where ours finds its content."""

import io
import shutil
from pathlib import Path

from PIL import Image

from tests.bench.bots import ROOT
from tests.bench.crowd import Move, Photo, Say, Tap

CONTENT = Path(__file__).parent / "content"


def photo() -> bytes:
    """A photo of a paper as Telegram sends it on: 1,280 px on the longer side, about 100 kB."""
    with Image.open(ROOT / "bot" / "demo" / "samples" / "giay-cam-doan.jpg") as sample:
        small = sample.convert("RGB")
    small.thumbnail((1280, 1280))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return out.getvalue()


PICTURE = photo()
PEERS: tuple[Move, ...] = (
    Say("/start", gives="Họ và tên"),
    Say("Nguyễn Thị An", gives="Ngày sinh"),
    Say("15/8/1985", gives="Giới tính"),
    Tap("Nữ", gives="Số điện thoại"),
    Say("0912345678", gives="ảnh"),
    Photo(PICTURE, gives="xem lại"),
    Tap("Gửi", gives="Đã nhận"),
)
# Ours begins with the page about the procedure, asks once how to address somebody, and takes papers of many pages.
OURS: tuple[Move, ...] = (
    Say("/start bench_form", gives="Mẫu đo"),
    Tap("Bắt đầu", gives="xưng hô"),
    Tap("Bà", gives="Họ và tên"),
    Say("Nguyễn Thị An", gives="Ngày sinh"),
    Say("15/8/1985", gives="Giới tính"),
    Tap("Nữ", gives="Số điện thoại"),
    Say("0912345678", gives="ảnh"),
    Photo(PICTURE, gives="1 trang"),
    Tap("Xong", gives="xem lại"),
    Tap("Gửi hồ sơ", gives="Mã"),
)
BEGUN = {"peers": PEERS[:2], "ours": OURS[:4]}  # a conversation left open after its first answer


def lay_content(folder: Path) -> Path:
    """The program's own content with the bench's form as its only procedure."""
    laid = folder / "content"
    data = shutil.ignore_patterns("*.py", "__pycache__", "procedures")
    shutil.copytree(ROOT / "content", laid, ignore=data)
    shutil.copytree(CONTENT, laid / "procedures")
    return laid
