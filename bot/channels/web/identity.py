"""Who is on the line: a random token in a cookie; only its hash is ever stored."""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from aiohttp import web

COOKIE = "motcua"
KEPT_FOR = 180 * 24 * 3600  # seconds a browser is remembered after its last visit

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Seating:
    """A cookie and the path it is good for: the whole site, or one phone of the demo."""

    cookie: str
    path: str

    def token(self, request: web.Request) -> str | None:
        """The token this browser brought, None for a missing or malformed one."""
        token = request.cookies.get(self.cookie, "")
        return token if _TOKEN.fullmatch(token) else None

    def address(self, request: web.Request) -> str | None:
        """The chat's address of this browser, None before its first page."""
        token = self.token(request)
        return None if token is None else address_of(token)

    def remember(self, request: web.Request, response: web.StreamResponse, token: str) -> None:
        """Gives the browser its token, out of reach of scripts and of other sites."""
        response.set_cookie(
            self.cookie,
            token,
            max_age=KEPT_FOR,
            path=self.path,
            httponly=True,
            secure=is_secure(request),
            samesite="Lax",
        )

    def forget(self, response: web.StreamResponse) -> None:
        """Takes the token away: the next page is a stranger's."""
        response.del_cookie(self.cookie, path=self.path)


def seating(request: web.Request) -> Seating:
    """The seating that the request's path belongs to."""
    slot = request.match_info.get("slot", "")
    return Seating(f"{COOKIE}-{slot}", f"/p/{slot}/") if slot else Seating(COOKIE, "/")


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def address_of(token: str) -> str:
    """The address of a chat: the token cannot be found from it."""
    return sha256(token.encode()).hexdigest()


def is_secure(request: web.Request) -> bool:
    """Whether the browser came by https, to us or to the proxy before us."""
    return request.secure or request.headers.get("X-Forwarded-Proto") == "https"


def same_origin(request: web.Request) -> bool:
    """Whether a page of this very site asks; browsers always name the origin of a POST and of a WebSocket."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host
