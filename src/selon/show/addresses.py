"""Every address of the desk is made here, and nowhere else.

A claim is addressed by its id, which is made of its words, so that an address that was noted down stays right. The JSON
twin of a page has the page's address with `.json` after the path.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from urllib.parse import quote, urlencode

Value = str | int | None


def _make(path: str, fragment: str | int | None = "", **query: Value) -> str:
    kept = {name.rstrip("_"): str(value) for name, value in query.items() if value not in (None, "")}
    return path + (f"?{urlencode(kept)}" if kept else "") + (f"#{fragment}" if fragment else "")


def twin(address: str) -> str:
    """Return the address of the JSON twin of a page.

    >>> twin("/figures?measure=killed")
    '/figures.json?measure=killed'
    """
    path, mark, query = address.partition("#")[0].partition("?")
    return f"{path}.json{mark}{query}"


def home() -> str:
    """Return the address of the first page."""
    return "/"


def search(q: str = "", **query: Value) -> str:
    """Return the address of a search."""
    return _make("/search", q=q, **query)


def reports(**query: Value) -> str:
    """Return the address of the list of reports."""
    return _make("/reports", **query)


def report(key: int, *, claim: str | None = None, field: str | None = None, uncover: int | None = None) -> str:
    """Return the address of a report, of a claim in it, or of the words behind a field.

    >>> report(7, claim="c1", field="source")
    '/reports/7?claim=c1&field=source#c-c1'
    """
    return _make(f"/reports/{key}", f"c-{claim}" if claim else "", claim=claim, field=field, uncover=uncover)


def compare(key: int, other: int) -> str:
    """Return the address of two reports side by side."""
    return _make(f"/reports/{key}/beside/{other}")


def claim(claim_id: str) -> str:
    """Return the lasting address of a claim."""
    return _make(f"/claims/{quote(claim_id)}")


def act(claim_id: str, action: str) -> str:
    """Return where an act on a claim is posted."""
    return _make(f"/claims/{quote(claim_id)}/{action}")


def add_claim(key: int) -> str:
    """Return where a claim that a person marked is posted."""
    return _make(f"/reports/{key}/add")


def release(key: int) -> str:
    """Return where the release of a covered name is posted."""
    return _make(f"/reports/{key}/release")


def figures(**query: Value) -> str:
    """Return the address of the table of figures."""
    return _make("/figures", **query)


def dossiers(**query: Value) -> str:
    """Return the address of the list of dossiers."""
    return _make("/dossiers", **query)


def dossier(key: str, **query: Value) -> str:
    """Return the address of a dossier."""
    return _make(f"/dossiers/{quote(key, safe='~')}", **query)


def ask(q: str = "") -> str:
    """Return the address of a question in words."""
    return _make("/ask", q=q)


def arrangements(**query: Value) -> str:
    """Return the address of the list of arrangements."""
    return _make("/arrangements", **query)


def arrangement(key: str) -> str:
    """Return the address of an arrangement followed through the reports."""
    return _make(f"/arrangements/{quote(key)}")


def timeline(**query: Value) -> str:
    """Return the address of the time line."""
    return _make("/timeline", **query)


def world_map(**query: Value) -> str:
    """Return the address of the map."""
    return _make("/map", **query)


def actors(**query: Value) -> str:
    """Return the address of the list of actors."""
    return _make("/actors", **query)


def actor(key: str) -> str:
    """Return the address of an actor."""
    return _make(f"/actors/{quote(key)}")


def actor_act(action: str) -> str:
    """Return where the joining and parting of names is posted."""
    return _make(f"/actors/{action}")


def review(claim: str | None = None, **query: Value) -> str:
    """Return the address of the review queue, or of one claim in it."""
    return _make("/review", claim=claim, **query)


def tasks() -> str:
    """Return the address of the tasks."""
    return "/tasks"


def compare_now() -> str:
    """Return where a new comparison is asked for."""
    return "/tasks/compare"


def trail() -> str:
    """Return the address of the trail."""
    return "/trail"


def login() -> str:
    """Return the address of the door."""
    return "/login"


def logout() -> str:
    """Return where leaving is posted."""
    return "/logout"


def language(code: str, back: str) -> str:
    """Return the address that switches the language and goes back."""
    return _make(f"/language/{quote(code)}", back=back)


def export(name: str) -> str:
    """Return the address of an export."""
    return _make(f"/export/{quote(name)}")


def exports(loss: str | None = None) -> str:
    """Return the address of the page of exports, or of what a format loses."""
    return _make("/exports", loss, loss=loss)


def openapi() -> str:
    """Return the address of the description for programs."""
    return "/openapi.json"


def static(name: str) -> str:
    """Return the address of a file of ours, which changes with its content."""
    return f"/static/{name}?v={_fingerprint(name)}"


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((resources.files("selon.show") / "static" / name).read_bytes()).hexdigest()[:10]
