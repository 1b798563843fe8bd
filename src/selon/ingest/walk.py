"""The files that paths lead to: folders are walked in order, each file once, and each with the id that its name gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from selon.ingest.taken import NotTaken
from selon.model.report import SetAside

STANDARD_INPUT = "-"
# endings that may follow the name of a report
ENDINGS = frozenset(
    [".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".jsonl", ".ndjson", ".json", ".xml", ".rss", ".atom", ".gz"]
)
# what lies beside reports in a folder and is none; given by name it is read all the same
BESIDE = frozenset([".md", ".csv", ".tsv", ".yaml", ".yml", ".toml", ".py", ".js", ".css", ".sqlite", ".db", ".log", ".ini"])


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the id that its name gives to a report that has none of its own."""

    path: Path
    id: str


def find_files(paths: Sequence[str]) -> list[Found | SetAside]:
    """Return the files of paths, folders in the order of their names; what cannot be opened is set aside.

    >>> find_files(["no/such.txt"])[0].reason
    'missing'
    """
    walked: list[Path | SetAside] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path != STANDARD_INPUT:
            walked.extend(_walk(Path(path), seen, given=True))
    ids = _ids([path for path in walked if isinstance(path, Path)])
    return [item if isinstance(item, SetAside) else Found(item, ids[item]) for item in walked]


def _walk(path: Path, seen: set[tuple[int, int]], *, given: bool) -> Iterator[Path | SetAside]:
    """Yield the files under a path; a folder or file that was there before is left out, so a loop of links ends."""
    try:
        status = path.stat()
        key = (status.st_dev, status.st_ino)
        if key in seen:
            return
        seen.add(key)
        if not path.is_dir():
            if not given and not path.is_file():
                # a pipe or a socket that lies in a folder would be waited for without an end
                yield NotTaken("unreadable", "it is no file but a pipe, a socket or a device").aside(str(path))
            elif given or path.suffix.lower() not in BESIDE:
                yield path
            return
        children = sorted(path.iterdir())
    except FileNotFoundError:
        yield NotTaken("missing", "there is no such file or folder").aside(str(path))
        return
    except OSError as error:
        yield NotTaken("unreadable", f"it cannot be opened: {error.strerror or error}").aside(str(path))
        return
    for child in children:
        if not child.name.startswith("."):
            yield from _walk(child, seen, given=False)


def stem(path: Path) -> str:
    """Return the name of a file without the endings of its format.

    >>> stem(Path("a/libye-1.txt.gz"))
    'libye-1'
    """
    name = path
    while name.suffix.lower() in ENDINGS and name.stem:
        name = name.with_suffix("")
    return name.name


def _ids(paths: list[Path]) -> dict[Path, str]:
    """Return an id for each file: its stem, with the folders and then the ending where a stem stands twice."""
    ids = {path: stem(path) for path in paths}
    for ending in (False, True):
        counts = Counter(ids.values())
        longer = {path: "-".join([*_folders(path), path.name if ending else stem(path)]) for path in paths}
        ids = {path: longer[path] if counts[name] > 1 else name for path, name in ids.items()}
    return {path: name[-200:] for path, name in ids.items()}


def _folders(path: Path) -> list[str]:
    return [part for part in path.parent.parts if part not in ("/", ".", "..")]
