"""Make the desk: a web application over one ledger.

In: `DeskSettings`. Out: an ASGI application. Every page is answered as HTML and, with `.json` after its path, as data;
every act is a posted form. Refused before a page is reached: foreign hosts, forged changes, visitors without a session.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib import resources
from threading import Event, Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from selon.errors import EditConflict, SelonError
from selon.ledger.connect import reading, writing
from selon.show import addresses
from selon.show.door import Door
from selon.show.draw import draw
from selon.show.frame import Action, NotThere, Page, View
from selon.show.openapi import describe
from selon.show.pages import ACTIONS, DOWNLOADS, PAGES
from selon.show.security import GuardDoors
from selon.show.sessions import Sessions, Visitor
from selon.show.settings import DeskSettings
from selon.show.shelf import Shelf
from selon.show.speech import Speech
from selon.show.twins import twin_data

Endpoint = Callable[[Request], Awaitable[Response]]


class Desk:
    """One running desk: its settings and how it answers."""

    def __init__(self, settings: DeskSettings) -> None:
        """Keep the settings; nothing is opened."""
        self.settings = settings
        self.sessions = Sessions(settings)
        self.shelf = Shelf(settings.ledger)
        self.door = Door(settings, self.sessions)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Warm the shelf beside the first requests, and stop doing so when the desk closes."""
        stop = Event()
        warming = Thread(target=self.shelf.warm, args=(stop,), name="shelf")
        if self.settings.warm:
            warming.start()
        yield
        stop.set()
        if self.settings.warm:
            await run_in_threadpool(warming.join)

    def speech(self, request: Request) -> Speech:
        """Return the language of a visitor: the one chosen, else the desk's."""
        return Speech(request.cookies.get("selon-language", self.settings.language))

    def page(self, page: Page, *, as_data: bool) -> Endpoint:
        """Return what answers a page."""

        async def answer(request: Request) -> Response:
            visitor = await self.door.visitor(request)
            if visitor is None or not visitor.may(page.role):
                return self.door.refuse(request, self.speech(request), visitor)
            return await run_in_threadpool(self._fill, page, request, visitor, as_data)

        return answer

    def _fill(self, page: Page, request: Request, visitor: Visitor, as_data: bool) -> Response:
        speech = self.speech(request)
        with reading(self.settings.ledger.engine) as connection:
            view = View(
                ledger=connection,
                book=self.settings.ledger,
                shelf=self.shelf,
                visitor=visitor,
                speech=speech,
                query=request.query_params,
                path=request.path_params,
                tiles=self.settings.tiles,
            )
            try:
                data = page.fill(view)
            except NotThere:
                return self._wrong(request, view, 404, speech.text("Nothing stands at this address."))
            except SelonError as error:
                return self._wrong(request, view, 400, str(error))
            if as_data:
                return JSONResponse(twin_data(data))
            return HTMLResponse(
                draw(
                    page.template,
                    view,
                    name=page.name,
                    form_mark=self.sessions.form_mark(visitor),
                    address=_address(request),
                    page=data,
                )
            )

    def action(self, action: Action) -> Endpoint:
        """Return what answers a posted form."""

        async def answer(request: Request) -> Response:
            visitor = await self.door.visitor(request)
            if visitor is None or not visitor.may(action.role):
                return self.door.refuse(request, self.speech(request), visitor)
            form = {name: value for name, value in (await request.form()).items() if not isinstance(value, UploadFile)}
            if not self.sessions.form_fits(visitor, form.get("form_mark", "")):
                return self.door.refuse(request, self.speech(request), None)
            return await run_in_threadpool(self._act, action, request, visitor, form)

        return answer

    def _act(self, action: Action, request: Request, visitor: Visitor, form: Mapping[str, str]) -> Response:
        speech = self.speech(request)
        view: View | None = None
        try:
            with (reading if action.alone else writing)(self.settings.ledger.engine) as connection:
                view = View(
                    ledger=connection,
                    book=self.settings.ledger,
                    shelf=self.shelf,
                    visitor=visitor,
                    speech=speech,
                    query=request.query_params,
                    path=request.path_params,
                    form=form,
                )
                done = action.run(view)
        except NotThere:
            return self._wrong(request, view, 404, speech.text("Nothing stands at this address."))
        except EditConflict as error:
            return self._wrong(request, view, 409, str(error))
        except SelonError as error:
            return self._wrong(request, view, 400, str(error))
        if _wants_data(request):
            return JSONResponse({"said": done.said, "address": done.address, **done.data})
        return RedirectResponse(done.address, status_code=303)

    def _wrong(self, request: Request, view: View | None, status: int, said: str) -> Response:
        if view is None or _wants_data(request):
            return JSONResponse({"error": said}, status_code=status)
        mark = self.sessions.form_mark(view.visitor)
        html = draw("wrong.html", view, name="wrong", form_mark=mark, address=addresses.home(), status=status, said=said)
        return HTMLResponse(html, status_code=status)

    def download(self, run: Callable[[View], tuple[str, str, bytes]]) -> Endpoint:
        """Return what answers a download: a name, a media type and the bytes."""

        async def answer(request: Request) -> Response:
            visitor = await self.door.visitor(request)
            if visitor is None:
                return self.door.refuse(request, self.speech(request), visitor)
            return await run_in_threadpool(self._download, run, request, visitor)

        return answer

    def _download(self, run: Callable[[View], tuple[str, str, bytes]], request: Request, visitor: Visitor) -> Response:
        with reading(self.settings.ledger.engine) as connection:
            view = View(
                ledger=connection,
                book=self.settings.ledger,
                shelf=self.shelf,
                visitor=visitor,
                speech=self.speech(request),
                query=request.query_params,
                path=request.path_params,
            )
            try:
                name, media_type, content = run(view)
            except NotThere:
                return self._wrong(request, view, 404, view.speech.text("Nothing stands at this address."))
            except SelonError as error:
                return self._wrong(request, view, 400, str(error))
        disposition = f'attachment; filename="{name}"'
        return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})

    async def language(self, request: Request) -> Response:
        """Switch the language and go back to a page of ours."""
        back = request.query_params.get("back", "/")
        local = back.startswith("/") and not back.startswith(("//", "/\\"))
        response = RedirectResponse(back if local else "/", status_code=303)
        response.set_cookie("selon-language", Speech(request.path_params["code"]).code, samesite="lax", path="/")
        return response

    async def description(self, _: Request) -> Response:
        """Answer with the OpenAPI description."""
        return JSONResponse(describe())


def _wants_data(request: Request) -> bool:
    return request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")


def _address(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


class LastingFiles(StaticFiles):
    """Our own files, which browsers may keep: their address changes with their content."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Answer with a file and let it be kept."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def make_app(settings: DeskSettings) -> Starlette:
    """Return the desk over a ledger."""
    desk = Desk(settings)
    routes: list[Route | Mount] = [
        Mount("/static", LastingFiles(directory=str(resources.files("selon.show") / "static"))),
        Route(addresses.login(), desk.door.enter, methods=["GET", "POST"]),
        Route(addresses.logout(), desk.door.leave, methods=["POST"]),
        Route("/language/{code}", desk.language),
        Route(addresses.openapi(), desk.description),
    ]
    for page in PAGES:
        routes += [
            Route(f"{page.path}.json", desk.page(page, as_data=True)),
            Route(page.path, desk.page(page, as_data=False)),
        ]
    routes += [Route(action.path, desk.action(action), methods=["POST"]) for action in ACTIONS]
    routes += [Route(path, desk.download(run)) for path, run in DOWNLOADS.items()]
    guards = [
        Middleware(GuardDoors, hosts=settings.hosts, tiles=settings.tiles),
        Middleware(GZipMiddleware, minimum_size=2000),
    ]
    return Starlette(routes=routes, middleware=guards, lifespan=desk.lifespan)
