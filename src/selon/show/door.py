"""The door: the token of the printed address, the login of those with an account, and the polite refusal."""

from __future__ import annotations

import time
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from selon.ledger.accounts import check_password, role_of
from selon.ledger.browse import touch_visit
from selon.ledger.connect import reading, writing
from selon.show import addresses
from selon.show.draw import environment
from selon.show.sessions import Sessions, Visitor
from selon.show.settings import DeskSettings
from selon.show.speech import Speech

# after this many wrong passwords for a name, it must wait; long enough to make guessing hopeless
TRIES, WAIT_SECONDS = 5, 60.0
# so many names are remembered: somebody who makes names up must not fill the memory
MOST_NAMES = 10_000


class Door:
    """Let people in, and show those out who may not come in."""

    def __init__(self, settings: DeskSettings, sessions: Sessions) -> None:
        """Keep the settings and who is in."""
        self.settings, self.sessions = settings, sessions
        self.failures: dict[str, list[float]] = {}

    async def visitor(self, request: Request) -> Visitor | None:
        """Return who asks, with the role that they have now; None where nobody came in or the account was closed."""
        found = self.sessions.visitor(request)
        if found is None or not self.settings.accounts or (not found.nonce and self.settings.token):
            return found
        role = await run_in_threadpool(self._role_now, found.who)
        return replace(found, role=role) if role else None

    def _role_now(self, name: str) -> str | None:
        with reading(self.settings.ledger.engine) as connection:
            return role_of(connection, name)

    async def enter(self, request: Request) -> Response:
        """Answer the door: a token in the address, or a posted name and password."""
        speech = Speech(request.cookies.get("selon-language", self.settings.language))
        if request.method == "GET":
            return await run_in_threadpool(self._by_token, request, speech)
        form = await request.form()
        name, password = str(form.get("name", ""))[:80], str(form.get("password", ""))[:1000]
        if self._must_wait(name):
            return self._show(speech, 429, speech.text("Too many tries. Wait a minute."))
        role = await run_in_threadpool(self._role, name, password) if self.settings.accounts else None
        if role is None:
            if len(self.failures) > MOST_NAMES:
                self.failures.clear()
            self.failures.setdefault(name, []).append(time.monotonic())
            return self._show(speech, 403, speech.text("This name and password do not go together."))
        self.failures.pop(name, None)
        return await run_in_threadpool(self._welcome, name, role)

    def _by_token(self, request: Request, speech: Speech) -> Response:
        token = request.query_params.get("token", "")
        if not token:
            return self._show(speech, 200)
        if not self.sessions.token_fits(token):
            return self._show(speech, 403, speech.text("This address is not the one that selon printed."))
        return self._welcome(self.settings.who, "editor")

    def _welcome(self, who: str, role: str) -> Response:
        with writing(self.settings.ledger.engine) as connection:
            touch_visit(connection, who)
        response = RedirectResponse(addresses.home(), status_code=303)
        self.sessions.remember(response, who, role)
        return response

    def _role(self, name: str, password: str) -> str | None:
        with reading(self.settings.ledger.engine) as connection:
            return check_password(connection, name, password)

    def _must_wait(self, name: str) -> bool:
        since = time.monotonic() - WAIT_SECONDS
        recent = [at for at in self.failures.get(name, []) if at > since]
        self.failures[name] = recent
        return len(recent) >= TRIES

    async def leave(self, _: Request) -> Response:
        """Forget the visitor."""
        response = RedirectResponse(addresses.login(), status_code=303)
        self.sessions.forget(response)
        return response

    def refuse(self, request: Request, speech: Speech, visitor: Visitor | None) -> Response:
        """Say that this visitor may not do this, and where the door is."""
        said = speech.text("Your role does not allow this.") if visitor else speech.text("Please come in by the door.")
        status = 403 if visitor else 401
        if request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"error": said}, status_code=status)
        return self._show(speech, status, "" if status == 401 else said)

    def _show(self, speech: Speech, status: int, said: str = "") -> Response:
        html = (
            environment()
            .get_template("door.html")
            .render(speech=speech, _=speech.text, said=said, accounts=self.settings.accounts, query=QueryParams(""))
        )
        return HTMLResponse(html, status_code=status)
