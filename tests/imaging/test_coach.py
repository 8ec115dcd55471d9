"""The photo coach keeps a floor on made-up photos that no threshold was chosen on, and says the most useful thing."""

import io

import numpy as np
import pytest
from PIL import Image

from bot.demo.samples import FOLDER
from bot.imaging.coach import PDF_PAGES, judge, judge_pdf
from bot.ports import Judgement
from bot.services.coaching import alike
from content.forms.filling import FORMS
from content.forms.typesetting import pdf
from tests.imaging.judged import TESTING, Report, packed_again, report
from tests.imaging.shots import FAULTS, Shot

# Well below what `python -m tests.bench coach` prints for a large set, for here each fault is photographed three times.
PRECISION, RECALL = 0.6, 0.6


@pytest.fixture(scope="module")
def achieved() -> Report:
    return report(TESTING, 1)


@pytest.mark.parametrize("fault", [*FAULTS, "turned", "double"])
def test_every_fault_is_found_and_seldom_invented(achieved: Report, fault: str) -> None:
    assert achieved.rates[fault].precision >= PRECISION
    assert achieved.rates[fault].recall >= RECALL


def test_good_photos_are_left_alone(achieved: Report) -> None:
    assert achieved.disturbed <= achieved.good // 4


def test_the_demo_s_sample_photos_get_no_tip_and_are_not_turned() -> None:
    samples = sorted(FOLDER.glob("*.jpg"))
    assert len(samples) >= 7
    assert [(sample.name, judge(sample.read_bytes()).faults) for sample in samples] == [
        (sample.name, ()) for sample in samples
    ]
    assert {judge(sample.read_bytes()).turn for sample in samples} == {0}


@pytest.mark.parametrize("size", [(1, 1), (15, 15), (17, 900), (900, 17), (64, 64)])
def test_pictures_of_any_size_are_judged(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG")
    assert judge(out.getvalue()).faults == ("small",) or size[0] >= 600 or size[1] >= 600


def test_noise_and_one_colour_end_in_some_judgement() -> None:
    noise = np.random.default_rng(5).integers(0, 255, (1200, 900), dtype=np.uint8)
    for picture in (Image.fromarray(noise), Image.new("L", (900, 1200), 128), Image.new("L", (900, 1200), 255)):
        out = io.BytesIO()
        picture.save(out, "JPEG")
        assert set(judge(out.getvalue()).faults) <= set(FAULTS)


def test_a_photo_packed_again_by_a_chat_is_still_the_same_page() -> None:
    sent = Shot("form", 31).jpeg()
    assert alike(judge(sent).look, judge(packed_again(sent)).look)
    assert not alike(judge(sent).look, judge(Shot("form", 35).jpeg()).look)
    assert not alike(0, 0)


def _pdf_of(*kinds: Shot) -> bytes:
    """A scanned PDF: each photo fills a page, as scanner applications make them."""
    first, *rest = [Image.open(io.BytesIO(shot.jpeg())) for shot in kinds]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest)
    return out.getvalue()


def test_the_first_page_of_a_pdf_that_will_not_do_is_named() -> None:
    good, dark = Shot("letter", 11), Shot("form", 14, "dark", 3)
    assert "dark" in judge(dark.jpeg()).faults
    assert judge_pdf(_pdf_of(good, good)) == Judgement()
    assert judge_pdf(_pdf_of(good, dark)) == Judgement(("dark",), page=1)


def test_pages_beyond_the_tenth_and_beyond_the_time_are_not_judged() -> None:
    good, dark = Shot("letter", 11), Shot("form", 14, "dark", 3)
    assert judge_pdf(_pdf_of(*[good] * PDF_PAGES, dark), within=60) == Judgement()
    assert judge_pdf(_pdf_of(good, dark), within=0) == Judgement()


def test_a_typeset_page_has_no_fault() -> None:
    for form in ("birth_declaration", "supplement"):
        assert judge_pdf(pdf(FORMS / f"{form}.typ", {})) == Judgement()
