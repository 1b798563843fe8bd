"""THE PATH of a report through the reader: the only place that knows the order of the stages.

report -> parse -> find (times, places, actors, attributions, numbers) -> settle -> assemble claims -> record
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from selon.claims.arrangements import make_arrangements
from selon.claims.care import find_sensitive
from selon.claims.confidence import with_confidence
from selon.claims.events import make_events
from selon.claims.figures import make_figures
from selon.claims.statements import make_statements, told_by_somebody
from selon.gazetteer.build import base_version
from selon.gazetteer.folders import own_folder
from selon.lang.pack import Pack, load_pack
from selon.model.parsed import Parsed
from selon.model.record import Record
from selon.model.report import Report
from selon.model.settled import Settled
from selon.read.actors import find_actors
from selon.read.attributions import find_attributions
from selon.read.numbers import find_numbers
from selon.read.parse import parse_many
from selon.read.places import find_places
from selon.read.times import find_times
from selon.read.triggers import find_triggers
from selon.resolve.actors import settle_actors
from selon.resolve.head import settle_head
from selon.resolve.place_described import described_places
from selon.resolve.places import settle_places
from selon.resolve.times import settle_times

# what a reading depends on: code, packs, what was learned
READ_WITH = {".py", ".toml", ".json", ".npz"}


def reader_version() -> str:
    """Return the version of the reader: it moves with every change of what it reads, so that a ledger tells old values from new.

    Behind the number of the release stands a hash of the packs and of the stages, of the model and of the places known here.

    >>> reader_version().partition("+")[0]
    'selon 0.1.0'
    """
    here = Path(__file__).parent
    digest = hashlib.sha256(f"{metadata.version('spacy')} {base_version()}".encode())
    for stage in ("lang", "read", "resolve", "claims"):
        for path in sorted((here / stage).rglob("*")):
            if path.suffix in READ_WITH:
                digest.update(path.read_bytes())
    for path in sorted(own_folder().glob("*.sqlite")):
        digest.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return f"selon {metadata.version('selon')}+{digest.hexdigest()[:8]}"


READER = reader_version()


def read_report(report: Report) -> Record:
    """Return the record of one report.

    >>> from selon.model.span import clean_text
    >>> read_report(Report(id="a", text=clean_text("Il pleut."))).figures
    ()
    """
    return next(read_many([report], language=report.language))


def read_many(reports: Iterable[Report], *, language: str = "fr") -> Iterator[Record]:
    """Yield the record of each report, in order; all in one language."""
    pack = load_pack(language)
    for parsed in parse_many(reports, pack):
        yield assemble(parsed, pack)


def assemble(parsed: Parsed, pack: Pack) -> Record:
    """Return the record of a parsed report: every stage after the parse, in order."""
    times_seen = find_times(parsed, pack)
    head = settle_head(parsed, times_seen, pack)
    times = settle_times(times_seen, head, parsed, pack)
    places = settle_places(find_places(parsed, pack), parsed, pack)
    actors = settle_actors(find_actors(parsed, pack), parsed, pack)
    statements = make_statements(find_attributions(parsed, pack), actors, head, parsed, pack)
    settled = Settled(
        parsed=parsed,
        head=head,
        times=tuple(times),
        places=tuple(places),
        described=tuple(described_places(parsed, places, pack)),
        actors=tuple(actors),
        statements=tuple(statements),
    )
    made = make_figures(find_numbers(parsed, pack), settled, pack)
    arrangements = make_arrangements(settled, pack)
    events = make_events(find_triggers(parsed, pack), made.by_rule, settled, pack)
    return Record(
        report=head,
        figures=tuple(with_confidence(made.figures, "figure", settled)),
        statements=tuple(with_confidence(told_by_somebody(statements, pack), "statement", settled)),
        times=tuple(with_confidence(times, "time", settled)),
        places=tuple(with_confidence(places, "place", settled)),
        arrangements=tuple(with_confidence(arrangements, "arrangement", settled)),
        events=tuple(with_confidence(events, "event", settled)),
        sensitive=tuple(find_sensitive(settled, pack)),
        set_aside=tuple(made.set_aside),
        reader=READER,
    )
