"""What tests of the desk do again and again."""

from __future__ import annotations

import re
from typing import Any

import httpx2
from starlette.testclient import TestClient


def form_mark(desk: TestClient) -> str:
    """Return the mark that forms of this session carry."""
    found = re.search(r'name="form_mark" value="([0-9a-f]+)"', desk.get("/review").text)
    assert found
    return found.group(1)


def post(desk: TestClient, address: str, **fields: object) -> httpx2.Response:
    """Post a form and return the answer as data."""
    sent = {name.replace("__", "."): str(value) for name, value in fields.items()}
    return desk.post(address, data={"form_mark": form_mark(desk), **sent}, headers={"Accept": "application/json"})


def data(desk: TestClient, address: str) -> Any:  # noqa: ANN401 - whatever the page holds
    """Return the data of a page."""
    answer = desk.get(address)
    assert answer.status_code == 200, (address, answer.text[:300])
    return answer.json()


def figure(desk: TestClient, nth: int = 1) -> dict[str, Any]:
    """Return the nth figure of the first report (1: the toll in the lead, at least 42)."""
    found = [c for c in data(desk, "/reports/1.json")["claims"] if c["kind"] == "figure"]
    return dict(found[nth])
