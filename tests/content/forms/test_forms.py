"""Every official form as it is printed: compared with its picture, read back field by field, tried with bad data."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from content.forms.filled import Handed, Matter
from content.forms.printing import FORMS, Blank, forms, render
from content.forms.typesetting import BadForm
from tests.content.forms.declarations import BIRTH, NEW
from tests.content.forms.goldens import FOLDER
from tests.content.forms.reading import distance, picture, pictures, squeezed, text
from tests.content.forms.samples import GOLDENS, LOOK_UP, MATTER, PAPERS, SLIP, receipt

# Grey levels by which the worst block of 16 × 16 points may differ: sixteen greys cost 8, another letter costs 40.
TOLERANCE = 14.0
A5, A4 = (420, 595), (595, 842)
ON_A5 = ("receipt", "supplement", "refusal", "apology", "stop", "control", "slip")
HOSTILE = (
    '#read("/etc/passwd")',
    "*đậm* _nghiêng_ $x^2$ `mã` \\ // /* */ @nhãn <nhãn> = ~ ---",
    '#import "@preview/cetz:0.3.0"',
    '"}; #panic("x")',
    "[[#sys.inputs]]",
)


@pytest.mark.parametrize("name", GOLDENS)
def test_a_form_looks_as_it_did(name: str) -> None:
    one = GOLDENS[name]
    stored = Image.open(FOLDER / f"{name}.png").convert("L")
    apart = distance(picture(render(one.form, one.data, language=one.language)), stored)
    assert apart <= TOLERANCE


@pytest.mark.parametrize("name", GOLDENS)
def test_every_field_can_be_read_off_a_form(name: str) -> None:
    one = GOLDENS[name]
    printed = render(one.form, one.data, language=one.language)
    said = text(printed)
    assert [words for words in one.words if squeezed(words) not in squeezed(said)] == []
    assert len(pdfium.PdfDocument(printed)) == one.pages


def test_a_form_that_changed_is_told_from_its_picture() -> None:
    one = GOLDENS["receipt_2025"]
    stored = Image.open(FOLDER / "receipt_2025.png").convert("L")
    other = receipt(replace(NEW, phone="0220 000 0001"), PAPERS)
    assert distance(picture(render("receipt", other)), stored) > TOLERANCE
    assert distance(picture(render("receipt", one.data)), Image.new("L", stored.size, 255)) > TOLERANCE


def test_every_form_has_a_picture_in_each_regime_that_knows_it() -> None:
    assert {one.form for one in GOLDENS.values()} == set(forms())
    assert {path.stem for path in FOLDER.glob("*.png")} == set(GOLDENS)


@pytest.mark.parametrize("form", forms())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_form_can_be_printed_blank(form: str, language: str) -> None:
    assert len(pdfium.PdfDocument(render(form, Blank(NEW), language=language))) == 1


@pytest.mark.parametrize("form", forms())
def test_a_form_has_the_size_that_the_law_gives_it(form: str) -> None:
    page = pdfium.PdfDocument(render(form, Blank(NEW)))[0]
    size = tuple(round(side) for side in page.get_size())
    if form in ("register", "roster", "statement"):
        assert size == A4[::-1]
    else:
        assert size == (A5 if form in ON_A5 else A4)


def test_the_same_data_gives_the_same_bytes() -> None:
    printed = [render("receipt", receipt(NEW, PAPERS)) for _ in range(3)]
    assert len(set(printed)) == 1
    assert b"CreationDate" not in printed[0]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_somebody_typed_is_text_and_never_markup(words: str) -> None:
    matter = Matter(MATTER.code, words, words, words, words)
    said = squeezed(text(render("receipt", replace(receipt(NEW, PAPERS), matter=matter))))
    assert said.count(squeezed(words)) == 4
    declared = replace(BIRTH, answers={**BIRTH.answers, "child_name": words, "hometown": words})
    said = squeezed(text(render("birth_declaration", declared)))
    assert squeezed(words) in said
    assert squeezed(words.upper()) in said


def test_a_name_without_blanks_is_broken_and_nothing_leaves_the_paper() -> None:
    name = "Nguyễn" * 60
    printed = render("receipt", replace(receipt(NEW, PAPERS), matter=replace(MATTER, applicant=name)))
    for page in pictures(printed):
        assert page.crop((page.width - 20, 0, page.width, page.height)).getextrema() == (255, 255)
    assert name in squeezed(text(printed))


def test_forty_papers_go_on_over_the_page_with_their_heading_and_page_numbers() -> None:
    papers = tuple(Handed(f"Giấy tờ thứ {number}", "bản sao", 2, number % 2 == 0) for number in range(1, 41))
    printed = render("receipt", receipt(NEW, papers))
    said = text(printed)
    assert [number for number in range(1, 41) if f"Giấy tờ thứ {number} bản sao 2" not in said] == []
    assert len(pdfium.PdfDocument(printed)) == 2
    assert said.count("Tên giấy tờ") == 2
    assert "Trang 2/2" in said


def test_vietnamese_letters_are_all_in_the_fonts_that_are_shipped() -> None:
    letters = "ằẵợữễỴĐđẳỗỳỹỷịựứừửơưăâêôẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỶỸ"
    printed = render("receipt", replace(receipt(NEW, PAPERS), matter=replace(MATTER, applicant=letters)))
    assert letters in squeezed(text(printed))
    assert b"Libertinus" not in printed
    assert b"Tinos" in printed


@pytest.mark.parametrize("name", ["receipt_2025", "slip"])
def test_the_qr_holds_the_address_and_the_code_only(name: str) -> None:
    one = GOLDENS[name]
    (page,) = pictures(render(one.form, one.data), dpi=200)
    assert [found.text for found in zxingcpp.read_barcodes(page)] == [LOOK_UP]


def test_the_slip_of_a_file_has_no_name_on_it() -> None:
    assert "Nguyễn Thị Mẫu" not in text(render("slip", SLIP))


def test_a_broken_form_is_named_and_a_form_sees_only_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "broken.typ").write_text("#let", encoding="utf-8")
    with pytest.raises(BadForm, match=r"broken\.typ"):
        render("broken", Blank(NEW), folder=tmp_path)
    (tmp_path / "curious.typ").write_text('#read("/etc/hostname")', encoding="utf-8")
    with pytest.raises(BadForm, match=r"curious\.typ"):
        render("curious", Blank(NEW), folder=tmp_path)


def test_no_form_needs_a_package_from_the_network() -> None:
    assert [path.name for path in FORMS.glob("*.typ") if "@" in path.read_text(encoding="utf-8")] == []
