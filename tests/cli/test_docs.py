"""The pages that are made from the program are fresh, and hold all that there is."""

from __future__ import annotations

import importlib.util
import inspect
from pathlib import Path

import pytest

from selon import errors

ROOT = Path(__file__).resolve().parents[2]


def write_docs() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "tools" / "write_docs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: make() for name, make in module.PAGES.items()}


@pytest.mark.parametrize("name", ["cli.md", "errors.md", "openapi.json"])
def test_the_page_is_fresh(name: str) -> None:
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert kept == write_docs()[name], "run: python tools/write_docs.py"


def test_every_error_stands_in_the_tree_once_with_a_code_of_its_own() -> None:
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass) if issubclass(k, errors.SelonError)]
    tree = (errors.__doc__ or "").split()
    assert [k.__name__ for k in kinds if tree.count(k.__name__) != 1] == []
    assert len({k.code for k in kinds}) == len(kinds)
