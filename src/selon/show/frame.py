"""What a page is: data from the ledger, a template that shows it, and a JSON twin that hands out the same data.

A page module has a frozen dataclass, a function that fills it from a `View`, and a `Page` that names both. Nothing is
computed in a template that the twin does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection
from starlette.datastructures import QueryParams

from selon.ledger.ledger import Ledger
from selon.model.as_json import Json
from selon.show.sessions import Visitor
from selon.show.shelf import Shelf
from selon.show.speech import Speech


@dataclass(frozen=True, kw_only=True)
class View:
    """One request as a page sees it: who asks, in which language, for what, and the ledger.

    `ledger` is the connection of this request; `book` the ledger itself, for the cross-check, which opens its own.
    """

    ledger: Connection
    book: Ledger
    shelf: Shelf
    visitor: Visitor
    speech: Speech
    query: QueryParams
    path: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    tiles: str | None = None

    def asked(self, name: str) -> str:
        """Return a parameter of the address, stripped; empty where it is missing."""
        return self.query.get(name, "").strip()

    def number(self, name: str, otherwise: int, most: int = 10_000_000) -> int:
        """Return a whole number from the address, within bounds."""
        value = self.asked(name)
        return min(int(value), most) if value.isdecimal() and len(value) < 12 else otherwise

    @cached_property
    def cache(self) -> dict[str, object]:
        """Return what pages keep while one request lasts."""
        return {}


class NotThere(Exception):
    """Nothing stands at this address."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page: its path, the type of its data, what fills it, and its template."""

    name: str
    path: str
    data: type
    fill: Callable[[View], object]
    template: str
    title: str
    summary: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    role: str = "reader"


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of an act: where to go on, what to say, and the data for programs."""

    address: str
    said: str = ""
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something that a person can do: posted to a path by somebody with the role."""

    name: str
    path: str
    role: str
    run: Callable[[View], Done]
    summary: str
    fields: Mapping[str, str] = field(default_factory=dict)
    # true where what it calls opens a transaction of its own
    alone: bool = False
