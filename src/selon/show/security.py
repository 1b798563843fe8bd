"""What stands before every page: which hosts are answered, which posts are believed, what a browser may load.

Refused: a Host header of another name (rebinding), a change asked for by another site, framing, any script or
style that is not a file of ours.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset(["GET", "HEAD", "OPTIONS"])


def content_policy(tiles: str | None = None) -> str:
    """Return the content security policy; a tile server that the user names may send images, nothing else may.

    >>> "https://tiles.example" in content_policy("https://tiles.example/{z}/{x}/{y}.png")
    True
    """
    images = "'self' data:"
    if tiles:
        where = urlsplit(tiles)
        images += f" {where.scheme}://{where.netloc}"
    return (
        f"default-src 'none'; style-src 'self'; script-src 'self'; img-src {images}; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class GuardDoors:
    """Refuse foreign hosts and forged changes, and send the security headers with every answer."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], tiles: str | None = None) -> None:
        """Keep the app and the names that it answers to."""
        self.app, self.hosts, self.policy = app, hosts, content_policy(tiles)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._protect(MutableHeaders(scope=message))
            await send(message)

        refusal = self._refusal(scope["method"], headers)
        answer: ASGIApp = PlainTextResponse(refusal, status_code=403) if refusal else self.app
        await answer(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> str:
        host = headers.get("host", "")
        if host not in self.hosts:
            return f"selon does not answer to the name {host[:80]!r}\n"
        if method in SAFE_METHODS or headers.get("authorization", "").startswith("Bearer "):
            return ""
        origin = headers.get("origin")
        if origin is None:
            site = headers.get("sec-fetch-site")
            return "" if site == "same-origin" else "a change must come from a page of this desk\n"
        return "" if urlsplit(origin).netloc == host else "a change must come from a page of this desk\n"

    def _protect(self, headers: MutableHeaders) -> None:
        headers["Content-Security-Policy"] = self.policy
        headers["X-Content-Type-Options"] = "nosniff"
        # not no-referrer: browsers would then send `Origin: null` with our own forms
        headers["Referrer-Policy"] = "same-origin"
        headers["X-Frame-Options"] = "DENY"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers.setdefault("Cache-Control", "no-store")
