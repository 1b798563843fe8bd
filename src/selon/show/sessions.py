"""Who is at the desk: the token of the printed address, names with passwords, the cookie, and the mark in each form."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from selon.show.settings import DeskSettings

ROLES = ("reader", "reviewer", "editor")
# a working day and the evening after it
LASTS = 16 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who came in: a name, a role, and the nonce of the session (empty for a program with a token)."""

    who: str
    role: str
    nonce: str

    def may(self, role: str) -> bool:
        """Say whether the role reaches that far.

        >>> Visitor(who="a", role="reviewer", nonce="").may("editor")
        False
        """
        return ROLES.index(self.role) >= ROLES.index(role)


class Sessions:
    """Sign people in and know them again."""

    def __init__(self, settings: DeskSettings) -> None:
        """Keep the settings and the signer."""
        self.settings = settings
        self.signer = URLSafeTimedSerializer(settings.secret, salt="selon-desk")
        port = next(iter(settings.hosts)).rpartition(":")[2]
        self.cookie = f"selon-{port}"

    def visitor(self, request: Request) -> Visitor | None:
        """Return who asks, or None."""
        bearer = request.headers.get("authorization", "")
        if bearer.startswith("Bearer ") and self.token_fits(bearer[7:]):
            return Visitor(who=self.settings.who, role="editor", nonce="")
        try:
            seen = self.signer.loads(request.cookies.get(self.cookie, ""), max_age=LASTS)
        except BadSignature:
            return None
        return Visitor(who=str(seen["who"]), role=str(seen["role"]), nonce=str(seen["nonce"]))

    def token_fits(self, token: str) -> bool:
        """Say whether a token is the one that was printed."""
        kept = self.settings.token
        return kept is not None and hmac.compare_digest(token.encode(), kept.encode())

    def remember(self, response: Response, who: str, role: str) -> None:
        """Give the visitor a signed cookie."""
        value = self.signer.dumps({"who": who, "role": role, "nonce": secrets.token_hex(12)})
        response.set_cookie(self.cookie, str(value), max_age=LASTS, httponly=True, samesite="lax", path="/")

    def forget(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.cookie, path="/")

    def form_mark(self, visitor: Visitor) -> str:
        """Return what every form of this session must carry."""
        return hmac.new(self.settings.secret.encode(), f"form:{visitor.nonce}".encode(), hashlib.sha256).hexdigest()[:32]

    def form_fits(self, visitor: Visitor, mark: str) -> bool:
        """Say whether a posted form was drawn by this desk for this session."""
        return not visitor.nonce or hmac.compare_digest(mark.encode(), self.form_mark(visitor).encode())
