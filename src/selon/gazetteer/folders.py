"""Where the layers of the gazetteer are kept on this machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder for what can be made anew: `SELON_CACHE`, else the user's cache, else a temporary folder."""
    given = os.environ.get("SELON_CACHE")
    if given:
        return Path(given).expanduser().resolve()
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    folder = Path(home).expanduser().resolve() / "selon"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir()) / f"selon-{os.getuid()}"
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir()) / f"selon-{os.getuid()}"


def own_folder() -> Path:
    """Return the folder for what the user added: `SELON_CACHE` if set, else the user's data folder."""
    if os.environ.get("SELON_CACHE"):
        return cache_folder()
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home).expanduser().resolve() / "selon"
