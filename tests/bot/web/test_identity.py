"""The cookie, its hash, and who may ask."""

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.channels.web.guards import policy
from bot.channels.web.identity import address_of, new_token, same_origin, seating


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}


def test_the_address_is_a_hash_that_does_not_hold_the_token() -> None:
    token = new_token()
    assert len(address_of(token)) == 64
    assert token not in address_of(token)
    assert address_of(token) == address_of(token)


@pytest.mark.parametrize(
    "cookie", ["", "motcua=short", "motcua=" + "a" * 42, "motcua=" + "á" * 43, "other=" + "a" * 43]
)
def test_a_missing_or_malformed_cookie_is_nobody(cookie: str) -> None:
    request = make_mocked_request("GET", "/", {"Cookie": cookie})
    assert seating(request).address(request) is None


@pytest.mark.parametrize(
    ("origin", "same"),
    [
        ("https://xa.example", True),
        ("http://xa.example", True),
        ("https://xa.example:8443", False),
        ("https://evil.example", False),
        ("https://xa.example.evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_pages_of_this_site_may_ask(origin: str, same: bool) -> None:
    request = make_mocked_request("POST", "/upload", {"Host": "xa.example", "Origin": origin})
    assert same_origin(request) is same


def test_the_policy_allows_no_inline_script_and_no_third_party() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy("xa.example:8080").split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["connect-src"] == "'self' ws://xa.example:8080 wss://xa.example:8080"
    assert "unsafe" not in policy("xa.example")


def test_a_forged_host_adds_nothing_to_the_policy() -> None:
    assert "evil" not in policy("xa.example; script-src evil")
