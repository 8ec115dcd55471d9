"""What every answer of the site carries: no script or style but our own, no guessed types, no referrer elsewhere."""

import re

from aiohttp import web

_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")


def policy(host: str) -> str:
    """The content security policy; sockets are named for browsers whose 'self' does not cover them."""
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            f"connect-src 'self'{sockets}",
            "form-action 'self'",
            "frame-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
        )
    )


async def guard(request: web.Request, response: web.StreamResponse) -> None:
    """Adds the headers; a signal of the application."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy(request.host))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")
