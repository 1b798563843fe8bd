"""Write what was learned into a pack.

In: nets. Out: `words.npz`, the arrays of each net under its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from words.batch import Norms

FIELDS = ("place", "period")
# parts of the net whose vectors are looked up, and the names that the reader knows them by
CODES = {"kind.weight": "kind", "measured.weight": "measure", "measure.given.weight": "measured"}


def arrays(model: Any) -> dict[str, np.ndarray[Any, Any]]:  # noqa: ANN401
    """Return all that a net is, under the names that the reader knows, matrices in floats of two bytes."""
    found: dict[str, np.ndarray[Any, Any]] = {}
    for name, value in ((n, v.detach().numpy()) for n, v in model.state_dict().items()):
        part, _, rest = name.partition(".")
        if name in CODES:
            found[f"code.{CODES[name]}"] = value
        elif part == "shown":
            found[name] = value
        elif part == "roles":
            found[f"code.role.{rest.removesuffix('.weight')}"] = value
        elif part == "looks":
            layer, rest = rest.split(".", 1)
            found[f"code.far.{layer}" if rest == "far.weight" else f"look.{layer}.{rest}"] = value
        elif part == "measure":
            found[name.replace("first", "1").replace("last", "2")] = value
        elif rest.startswith(FIELDS):
            field, inner = rest.split(".", 1)
            coded = inner in ("far.weight", "how.weight")
            found[f"code.{field}.{inner.removesuffix('.weight')}" if coded else rest] = value
    return {name: value.astype(np.float16) if value.ndim == 2 else value for name, value in found.items()}


def usual(norms: Norms) -> dict[str, np.ndarray[Any, Any]]:
    """Return what is usual, under the names that the reader knows."""
    found: dict[str, np.ndarray[Any, Any]] = {"roles": np.array(norms.roles)}
    for name, (mean, spread) in {"shown": norms.shown, **{field: norms.fields[field] for field in FIELDS}}.items():
        found |= {f"mean/{name}": mean, f"spread/{name}": spread}
    return found | {f"features/{field}": np.array(norms.names[field]) for field in FIELDS}


def write_pack(models: Sequence[Any], norms: Norms, folder: Path) -> None:
    """Write the file."""
    kept = {f"{n}/{name}": value for n, model in enumerate(models) for name, value in arrays(model).items()}
    np.savez_compressed(folder / "words.npz", allow_pickle=False, **usual(norms), **kept)
