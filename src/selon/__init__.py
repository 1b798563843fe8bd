"""selon reads reports on conflicts and crises and keeps a ledger of what is claimed, with the exact words.

    import selon

    record = selon.read_report("Selon l'ONU, au moins 12 civils ont péri mardi.", published="2018-03-14")
    with selon.open_ledger("livre.sqlite") as ledger:
        for outcome in selon.read_into(ledger, ["depeches/"]):
            print(outcome.word)

The verbs are those of the command line. Nothing heavy is imported before a verb needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selon.claims.gaps import Gap
    from selon.ingest.given import Given
    from selon.ledger.intake import Outcome
    from selon.ledger.ledger import Ledger
    from selon.model.record import Record
    from selon.model.report import Report

__version__ = "0.1.0"

__all__ = ["__version__", "audit_report", "open_ledger", "read_into", "read_report", "record_json"]


def read_report(
    what: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    credit: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Record:
    """Return the record of one report: who says what happened, how many, where, when.

    Args:
        what: the text itself, or a `Path` to a file with one report.
        published: the day of publication, ISO 8601; the others likewise come with the report.
        outlet: who published it.
        credit: the credit line.
        url: where it comes from.
        language: its language, instead of finding it out (a text is taken for French).

    Raises:
        UnreadableReport: the file holds no report that can be read.

    >>> record = read_report("Selon l'ONU, au moins 12 civils ont été tués mardi.", published="2018-03-14")
    >>> [(figure.low, figure.qualifier, figure.measure) for figure in record.figures]
    [(12.0, 'at_least', 'killed')]
    """
    from selon.ingest.given import Given
    from selon.journey import read_report as read

    given = Given(published=published, outlet=outlet, credit=credit, url=url, language=language)
    return read(_report_from(what, given))


def audit_report(what: str | Path, *, published: str | None = None) -> list[Gap]:
    """Return what was seen in a report and could not be placed.

    >>> [gap.kind for gap in audit_report("Il y avait 40 chaises dans la salle.")]
    ['number-without-claim']
    """
    from selon.claims.gaps import find_gaps
    from selon.ingest.given import Given
    from selon.journey import assemble
    from selon.lang.pack import load_pack
    from selon.read.parse import parse

    report = _report_from(what, Given(published=published))
    pack = load_pack(report.language)
    parsed = parse(report, pack)
    return find_gaps(parsed, assemble(parsed, pack), pack)


def open_ledger(address: str | Path, *, create: bool = True) -> Ledger:
    """Open a ledger, a SQLite file or `postgresql://...`, and make it where there is none yet.

    Raises:
        LedgerVersionMismatch: made by an older or newer selon; names the command.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as dossier, open_ledger(f"{dossier}/livre.sqlite") as ledger:
    ...     ledger.search("trêve")
    []
    """
    from selon.ledger.ledger import open_ledger as open_

    return open_(address, create=create)


def read_into(
    ledger: Ledger | None, paths: Sequence[str | Path], *, given: Given | None = None, jobs: int = 1
) -> Iterator[Outcome]:
    """Read files and folders into a ledger; yield what became of each report once it is written.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as dossier, open_ledger(f"{dossier}/livre.sqlite") as ledger:
    ...     _ = Path(dossier, "depeche.txt").write_text("Douze civils ont péri mardi dans un raid.", encoding="utf-8")
    ...     [outcome.word for _ in range(2) for outcome in read_into(ledger, [f"{dossier}/depeche.txt"])]
    ['read', 'unchanged']
    """
    from selon.ingest.given import Given
    from selon.ingest.load import load_reports
    from selon.ledger.intake import read_into as read

    return read(ledger, load_reports([str(path) for path in paths], given or Given()), jobs=jobs)


def record_json(record: Record) -> dict[str, object]:
    """Return a record as JSON data, in the form that docs/record.md describes.

    >>> record_json(read_report("Il pleut."))["figures"]
    []
    """
    from selon.model.as_json import record_json as as_json

    return dict(as_json(record))


def _report_from(what: str | Path, given: Given) -> Report:
    from selon.errors import UnreadableReport
    from selon.ingest.load import load_reports
    from selon.model.report import Report, SetAside
    from selon.model.span import clean_text

    if isinstance(what, str):
        language = given.language or "fr"
        return Report(
            id="text",
            text=clean_text(what),
            language=language,
            published=given.published,
            outlet=given.outlet,
            credit=given.credit,
            url=given.url,
        )
    loaded = next(load_reports([str(what)], given))
    if isinstance(loaded, SetAside):
        raise UnreadableReport(loaded.detail, where=loaded.origin)
    return loaded
