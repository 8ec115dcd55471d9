"""The sample papers for those who try the program: synthetic, marked MẪU, drawn by `draw_samples` and `draw_cards`."""

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "samples"
STATIC = Path(__file__).parent / "static"

# File name → short code of its name among the phrases of the page (web.demo.…).
SAMPLES: Mapping[str, str] = {
    "giay-chung-sinh.jpg": "sample_birth_notice",
    "giay-chung-nhan-ket-hon.jpg": "sample_marriage",
    "giay-uy-quyen.jpg": "sample_authorisation",
    "van-ban-lam-chung.jpg": "sample_witness",
    "giay-cam-doan.jpg": "sample_undertaking",
    "bien-ban-tre-bi-bo-roi.jpg": "sample_report",
    "bang-tot-nghiep.jpg": "sample_diploma",
    "the-can-cuoc-me.jpg": "sample_card_mother",
    "the-can-cuoc-cha.jpg": "sample_card_father",
}
