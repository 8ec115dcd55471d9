"""Taking a text apart: links, telephone numbers and codes, in the ways people and swindlers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.claims import host_of, plain_phone, read_claims


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Xem https://motcua.example.vn/?c=1.", ("https://motcua.example.vn/?c=1",)),
        ("bấm vào dichvucong-gov.top/nop nhé", ("dichvucong-gov.top/nop",)),
        ("(www.xa.vn)", ("www.xa.vn",)),
        ("HTTP://XA.VN", ("HTTP://XA.VN",)),
        ("https://xã.vn/a", ("https://xã.vn/a",)),
        ("Đã xong.Mời bà đến nhận. v.v.", ()),
        ("H24.31.45-261123-0001", ()),
        ("hỏi an@xa.vn", ()),
    ],
)
def test_links_are_found(text: str, links: tuple[str, ...]) -> None:
    assert read_claims(text).links == links


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("gọi 0220 000 0000 nhé", ("02200000000",)),
        ("+84 912 345 678", ("0912345678",)),
        ("84912345678", ("0912345678",)),
        ("0912.345.678 hoặc 0987-654-321", ("0912345678", "0987654321")),
        ("1900 1234", ("19001234",)),
        ("trước 16 giờ 30, thứ Sáu 01/12/2026", ()),
        ("Hẹn 09/12/2026", ()),
        ("000.00.31.H24-261123-0001", ()),
        ("lúc 07:30", ()),
    ],
)
def test_telephone_numbers_are_found(text: str, phones: tuple[str, ...]) -> None:
    assert read_claims(text).phones == phones


@pytest.mark.parametrize("text", ["H24.31.45-261123-0001", "mã h24.31.45–261123–0001 ạ", "số: H24.31.45-261123-0001."])
def test_official_codes_are_found(text: str) -> None:
    claims = read_claims(text)
    assert (claims.codes, claims.links, claims.phones) == (("H24.31.45-261123-0001",), (), ())


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://Xa.vn/a", "xa.vn"),
        ("xa.vn/a", "xa.vn"),
        ("https://xa.vn@evil.top/", ""),
        ("https://xa.vn:8443/", "xa.vn:8443"),
        ("https://evil.top\\@xa.vn", ""),
        ("https://[", ""),
        ("https://xa.vn.evil.top", "xa.vn.evil.top"),
    ],
)
def test_the_host_is_where_a_link_really_leads(link: str, host: str) -> None:
    assert host_of(link) == host


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert {plain_phone(one) for one in ("+84 220 000 0000", "0220.000.0000", "0220 000 0000")} == {"02200000000"}


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    claims = read_claims(text)
    assert all(host_of(link) is not None for link in claims.links)
