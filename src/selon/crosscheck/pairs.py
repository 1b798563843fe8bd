"""Hold records against each other in memory: what the benchmark scores, and what a small set needs.

In: records as JSON, each with its `text`. Out: the relations in the form that the benchmark reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from selon.crosscheck.blocking import pairs_of
from selon.crosscheck.dependence import NO_BOND, Bond, judge
from selon.crosscheck.figure import Compared, Entry, Head, figures_of, head_of, table_of, text_of
from selon.crosscheck.lineage import candidates
from selon.crosscheck.relate import TWINS, Verdict, relate
from selon.crosscheck.signature import Signature, shared, signature_of, stack, to_bytes
from selon.crosscheck.totals import settle_report
from selon.crosscheck.twins import twins
from selon.model.as_json import Json


def relations_of_records(records: Iterable[Entry]) -> dict[str, list[Json]]:
    """Return the relations of figures and the dependence of reports, as JSON for the scorer."""
    rows = list(records)
    heads = [head_of(table_of(r.get("report")), n) for n, r in enumerate(rows)]
    signatures = [signature_of(text_of(r.get("text")) or "") for r in rows]
    figures: list[Compared] = []
    for n, row in enumerate(rows):
        figures.extend(settle_report(figures_of(row, n, len(figures))))
    texts = [text_of(row.get("text")) or "" for row in rows]
    printed_twice = list(_twins(figures, texts, signatures))
    taken = {(a.claim, b.claim) for a, b in printed_twice}
    links = [(a, b, v) for a, b in pairs_of(figures) if (a.claim, b.claim) not in taken and (v := relate(a, b)) is not None]
    links += [(a, b, TWINS) for a, b in printed_twice]
    between: dict[tuple[int, int], Bond] = defaultdict(Bond)
    for a, b, verdict in links:
        between[_ordered(a.head, b.head)].take(a, b, verdict)
    reports: list[Json] = []
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            found = judge(heads[i], heads[j], shared(signatures[i], signatures[j]), between.get((i, j), NO_BOND))
            if found.label != "independent":
                reports.append({"a": heads[i].id, "b": heads[j].id, "dependence": found.label, "why": found.reasons[0].code})
    return {"figures": [_row(*link) for link in links], "reports": reports}


def _twins(
    figures: Sequence[Compared], texts: Sequence[str], signatures: Sequence[Signature]
) -> Iterator[tuple[Compared, Compared]]:
    of_report: dict[int, list[Compared]] = defaultdict(list)
    for figure in figures:
        of_report[figure.head.key].append(figure)
    for i, j in sorted(candidates(stack([to_bytes(s) for s in signatures]))):
        yield from twins(of_report[i], texts[i], of_report[j], texts[j])


def _ordered(a: Head, b: Head) -> tuple[int, int]:
    return (a.key, b.key) if a.key <= b.key else (b.key, a.key)


def _row(a: Compared, b: Compared, verdict: Verdict) -> Json:
    return {"a": _end(a), "b": _end(b), "relation": verdict.relation, "why": ",".join(verdict.reasons)}


def _end(figure: Compared) -> Json:
    return {"report": figure.head.id, "span": [figure.span.start, figure.span.end]}
