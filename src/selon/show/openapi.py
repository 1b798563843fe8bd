"""The description of the desk for programs: every twin and every act, with the form of its data.

The schemas are made from the dataclasses that fill the pages, so that they cannot say anything else than the answers.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Union, get_args, get_origin

from selon.show.frame import Action, Page

Schema = dict[str, Any]

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema_of(kind: Any, known: dict[str, Schema]) -> Schema:  # noqa: ANN401 - a type annotation can be anything
    """Return the JSON schema of a type; dataclasses go into `known` and are referred to.

    >>> schema_of(str | None, {})
    {'type': ['string', 'null']}
    """
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if dataclasses.is_dataclass(kind):
        return _object(typing.cast(type, kind), known)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _union(arguments, known)
    if origin is tuple:
        return _array(arguments, known)
    if origin is list:
        return {"type": "array", "items": schema_of(arguments[0], known)}
    if origin is dict or kind is Mapping:
        return {"type": "object", "additionalProperties": schema_of(arguments[1], known)}
    # Json: anything goes
    return {}


def _array(arguments: tuple[Any, ...], known: dict[str, Schema]) -> Schema:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": schema_of(arguments[0], known)}
    inside = [schema_of(a, known) for a in arguments]
    return {"type": "array", "prefixItems": inside, "minItems": len(inside), "maxItems": len(inside)}


def _union(arguments: tuple[Any, ...], known: dict[str, Schema]) -> Schema:
    inside = [schema_of(a, known) for a in arguments if a is not types.NoneType]
    if {} in inside or any(isinstance(a, str | typing.ForwardRef) for a in arguments):
        return {}
    if types.NoneType not in arguments:
        return {"anyOf": inside}
    if len(inside) == 1 and set(inside[0]) == {"type"}:
        return {"type": [inside[0]["type"], "null"]}
    return {"anyOf": [*inside, {"type": "null"}]}


def _object(kind: type, known: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in known:
        known[name] = {}
        hints = typing.get_type_hints(kind)
        fields = [f.name for f in dataclasses.fields(kind)]
        known[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip(),
            "properties": {f: schema_of(hints[f], known) for f in fields},
            "required": fields,
            "additionalProperties": False,
        }
    return {"$ref": f"#/components/schemas/{name}"}


def _parameters(path: str, asked: Mapping[str, str]) -> list[Schema]:
    found: list[Schema] = []
    for part in path.split("/"):
        if part.startswith("{"):
            name, _, kind = part.strip("{}").partition(":")
            found.append(
                {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if kind == "int" else "string"}}
            )
    found += [
        {"name": n, "in": "query", "required": False, "description": d, "schema": {"type": "string"}} for n, d in asked.items()
    ]
    return found


def _plain_path(path: str) -> str:
    return path.replace(":int}", "}").replace(":path}", "}")


def _page(page: Page, known: dict[str, Schema]) -> Schema:
    content = {"application/json": {"schema": schema_of(page.data, known)}}
    return {
        "operationId": page.name,
        "summary": page.summary,
        "parameters": _parameters(page.path, page.parameters),
        "responses": {
            "200": {"description": page.summary, "content": content},
            "401": {"description": "nobody has come in"},
            "404": {"description": "nothing stands at this address"},
        },
    }


def _action(action: Action) -> Schema:
    properties = {name: {"type": "string", "description": text} for name, text in action.fields.items()}
    form = {"type": "object", "properties": properties, "additionalProperties": {"type": "string"}}
    answer = {
        "type": "object",
        "required": ["said", "address"],
        "properties": {"said": {"type": "string"}, "address": {"type": "string"}},
    }
    return {
        "operationId": f"do-{action.name}",
        "summary": action.summary,
        "description": f"For the role {action.role}. Send `Accept: application/json` to be answered with data.",
        "parameters": _parameters(action.path, {}),
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {
            "200": {"description": "done", "content": {"application/json": {"schema": answer}}},
            "303": {"description": "done, for browsers"},
            "400": {"description": "the form cannot be taken; the answer says why"},
            "401": {"description": "nobody has come in"},
            "403": {"description": "the role does not allow it, or the form was not drawn by this desk"},
            "409": {"description": "somebody else was first; the answer says who and what"},
        },
    }


@cache
def describe() -> Schema:
    """Return the OpenAPI description of this desk."""
    from selon import __version__
    from selon.show.pages import ACTIONS, PAGES

    known: dict[str, Schema] = {}
    paths: dict[str, Schema] = {}
    for page in PAGES:
        paths[f"{_plain_path(page.path)}.json"] = {"get": _page(page, known)}
    for action in ACTIONS:
        paths.setdefault(_plain_path(action.path), {})["post"] = _action(action)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "selon",
            "version": __version__,
            "description": "Each page of the desk as data. What is recorded is what was reported, not what was verified.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": known, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
