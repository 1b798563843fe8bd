"""Write requirements.lock: the versions installed here of all that pyproject.toml asks for and what that brings along.

    python tools/lock.py

Refuses when a direct dependency is installed in another version than pyproject.toml pins.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def plain(name: str) -> str:
    """Return a package name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(asked: list[Requirement]) -> dict[str, str]:
    """Return name and version of everything that the asked packages need, themselves included."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(r.name, frozenset(r.extras)) for r in asked]
    while waiting:
        name, extras = waiting.pop()
        if (plain(name), extras) in seen:
            continue
        seen.add((plain(name), extras))
        installed = distribution(name)
        found[plain(name)] = f"{installed.metadata['Name']}=={installed.version}"
        for line in installed.requires or []:
            need = Requirement(line)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras or {""}):
                waiting.append((need.name, frozenset(need.extras)))
    return found


def main() -> int:
    """Write the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
    wrong = [str(r) for r in asked if not r.specifier.contains(distribution(r.name).version)]
    if wrong:
        print("installed in another version: " + ", ".join(wrong))
        return 1
    lines = sorted(closure(asked).values(), key=str.lower)
    (ROOT / "requirements.lock").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
