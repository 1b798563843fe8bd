"""Check the norms of the house: sizes, names, packs. Fails on anything that is not on the list of debts.

    python tools/house.py [--debts]

Debts stand in tools/debts.txt, one `path: what` a line; the list may only get shorter: a debt that is paid and still
listed fails too. --debts prints what a fresh list would hold.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEBTS = ROOT / "tools" / "debts.txt"
# caps of the house: what protects is the cap on the tail, not a norm on the median
FILE_LINES, FUNCTION_LINES, TEST_LINES, PARAMETERS, PACK_LINES = 400, 50, 40, 8, 600
FORBIDDEN = {"utils", "helpers", "common", "misc", "core", "base", "manager"}
LANGUAGE_TEST = re.compile(r"\bif\b[^\n]*\b(?:language|lang|code)\s*[!=]=\s*[\"'][a-z]{2}[\"']")


def tracked() -> list[Path]:
    """Return the files of the project that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def own_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def of_python(path: Path, name: str) -> Iterator[str]:
    """Yield what breaks a norm in a Python file."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield f"{name}: file over {FILE_LINES} lines"
    if path.stem in FORBIDDEN:
        yield f"{name}: a name that says nothing"
    if name.startswith("src/selon/") and "/lang/" not in name and LANGUAGE_TEST.search(text):
        yield f"{name}: the engine asks for a language"
    cap = TEST_LINES if name.startswith("tests/") else FUNCTION_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if own_lines(node) > cap:
                yield f"{name}: {node.name} over {cap} lines"
            arguments = node.args
            if len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs) > PARAMETERS and "/cli/" not in name:
                yield f"{name}: {node.name} over {PARAMETERS} parameters"


def complaints() -> list[str]:
    """Return everything that breaks a norm, sorted."""
    found: set[str] = set()
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py":
            found.update(of_python(path, name))
        elif path.suffix == ".toml" and "/lang/" in name and path.read_text(encoding="utf-8").count("\n") > PACK_LINES:
            found.add(f"{name}: pack file over {PACK_LINES} lines")
    return sorted(found)


def main() -> int:
    """Print what breaks a norm and is no listed debt, and debts that are paid."""
    found = complaints()
    if "--debts" in sys.argv:
        print("\n".join(found))
        return 0
    listed = {line for line in DEBTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    new = [line for line in found if line not in listed]
    paid = sorted(listed - set(found))
    for line in new:
        print(f"breaks a norm: {line}")
    for line in paid:
        print(f"a debt that is paid, take it off tools/debts.txt: {line}")
    print(f"house: {len(found)} debts listed" if not new and not paid else "house: see above")
    return 1 if new or paid else 0


if __name__ == "__main__":
    sys.exit(main())
