"""Compare what is new in a ledger with all that is there, and keep what was found.

In: a ledger. Out: rows of `figure_relations`, `report_relations` and what the next run needs (signatures, blocks). All of a
run is written in one transaction: a program that is killed leaves the findings as they were.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain, groupby, islice
from multiprocessing import get_context
from typing import Any

from sqlalchemy import Connection

from selon.crosscheck.blocking import ACTS_WINDOW, WINDOW, blocks_of, pairs_of
from selon.crosscheck.dependence import NO_BOND, Bond, judge
from selon.crosscheck.figure import Compared, Head, figure_of
from selon.crosscheck.findings import Checked
from selon.crosscheck.heads import keep_heads
from selon.crosscheck.lineage import candidates
from selon.crosscheck.relate import TWINS, Verdict, relate
from selon.crosscheck.signature import Signature, from_bytes, shared, signature_of, to_bytes
from selon.crosscheck.totals import settle_report
from selon.crosscheck.twins import twins
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger
from selon.ledger.tables_findings import compared, figure_blocks, figure_relations, report_relations, signatures

Progress = Callable[[str, int, int], None]
# above this share of new reports all figures are compared in memory; below, the new ones ask the ledger for neighbours
MANY_NEW = 0.1
_STEP = 500
# below so many texts, starting other processes takes longer than the signatures do
MANY_TEXTS = 4000
_CHUNK = 100


def run(ledger: Ledger, *, progress: Progress | None = None, anew: bool = False) -> Checked:
    """Compare the reports that are new, or read anew since the last run, with all that is there.

    `progress` is told the step, how much of it is done, and of how much. With `anew` everything is compared again.
    """
    started = time.monotonic()
    tell = progress or _silent
    with ledger.writing() as connection:
        prints = kept.fingerprints(connection)
        known = {} if anew else kept.known_fingerprints(connection)
        new = {key for key, value in prints.items() if known.get(key) != value}
        if anew:
            kept.forget_all(connection)
        elif new:
            kept.forget(connection, sorted(new))
        if new:
            _compare(connection, new, everything=len(new) > MANY_NEW * len(prints), tell=tell)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            rows = ({"report": k, "fingerprint": prints[k], "compared_at": now} for k in sorted(new))
            kept.put(connection, compared, rows)
            keep_heads(connection)
        counts = kept.count_findings(connection)
    relations = sum(counts.get(k, 0) for k in ("same", "compatible", "disputes", "updates", "part_of"))
    return Checked(
        reports=len(prints),
        new=len(new),
        copies=counts.get("copy", 0),
        same_source=counts.get("same_source", 0),
        relations=relations,
        seconds=time.monotonic() - started,
    )


def _silent(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


def _compare(connection: Connection, new: set[int], *, everything: bool, tell: Progress) -> None:
    heads = {line.key: _head(line) for line in kept.report_lines(connection)}
    signed = _signatures(connection, sorted(heads), tell)
    bonds: dict[tuple[int, int], Bond] = defaultdict(Bond)
    likely = _likely_pairs(signed, new)
    twice = _printed_twice(connection, heads, sorted(p for p in likely if shared(signed[p[0]], signed[p[1]]).sentences))
    taken = {(a.claim, b.claim) for a, b in twice}
    links = _links_of_all(connection, heads, new, tell) if everything else _links_of_new(connection, heads, new, tell)
    fresh = (link for link in links if (link[0].claim, link[1].claim) not in taken)
    kept.put(connection, figure_relations, _relation_rows(chain(fresh, ((a, b, TWINS) for a, b in twice)), bonds))
    kept.put(connection, report_relations, _dependence_rows(heads, signed, likely, bonds, tell))


def _head(line: kept.ReportLine) -> Head:
    return Head(
        key=line.key,
        id=line.report_id,
        published=line.published,
        outlet=line.outlet,
        agencies=tuple(line.agencies or ()),
        bylines=tuple(line.bylines or ()),
    )


def _signatures(connection: Connection, keys: Sequence[int], tell: Progress) -> dict[int, Signature]:
    """Return the signatures of all reports; those that are missing are made and kept."""
    found = {key: from_bytes(blob) for key, blob in kept.kept_signatures(connection)}
    missing = [key for key in keys if key not in found]

    def made() -> Iterator[dict[str, Any]]:
        for n, (key, blob) in enumerate(_signed(kept.texts(connection, missing), len(missing))):
            found[key] = from_bytes(blob)
            if n % _STEP == 0:
                tell("texts", n, len(missing))
            yield {"report": key, "signature": blob}

    kept.put(connection, signatures, made())
    tell("texts", len(missing), len(missing))
    return found


def _signed(texts: Iterator[tuple[int, str]], many: int) -> Iterator[tuple[int, bytes]]:
    """Yield the signatures of texts; many are made on all cores, a stretch at a time so that memory stays flat."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if many < MANY_TEXTS or cores == 1:
        yield from map(_sign, texts)
        return
    with get_context("spawn").Pool(cores) as pool:
        while stretch := list(islice(texts, MANY_TEXTS)):
            yield from pool.imap(_sign, stretch, chunksize=_CHUNK)


def _sign(row: tuple[int, str]) -> tuple[int, bytes]:
    return row[0], to_bytes(signature_of(row[1]))


def settled_figures(connection: Connection, heads: dict[int, Head], keys: Iterable[int] | None = None) -> Iterator[Compared]:
    """Yield the figures of reports, settled report by report."""
    for report, lines in groupby(kept.figure_lines(connection, keys), key=lambda line: line.report):
        if report in heads:
            yield from settle_report([figure_of(line.entry, heads[report], line.key) for line in lines])


def block_number(block: str) -> int:
    """Return the number under which a block is kept (63 bits, so that every database takes it)."""
    return int.from_bytes(blake2b(block.encode(), digest_size=8).digest(), "big") >> 1


def _block_rows(figures: Iterable[Compared]) -> Iterator[dict[str, Any]]:
    for f in figures:
        for block in blocks_of(f).stands_in:
            yield {"block": block_number(block), "moment": f.head.moment or 0.0, "claim": f.claim, "report": f.head.key}


Links = Iterator[tuple[Compared, Compared, Verdict]]


def _links_of_all(connection: Connection, heads: dict[int, Head], new: set[int], tell: Progress) -> Links:
    figures = list(settled_figures(connection, heads))
    tell("figures", 0, len(figures))
    kept.put(connection, figure_blocks, _block_rows(f for f in figures if f.head.key in new))
    whole = len(new) >= len(heads)
    for n, (a, b) in enumerate(pairs_of(figures)):
        if n % 100_000 == 0:
            tell("pairs", n, 0)
        if (whole or a.head.key in new or b.head.key in new) and (verdict := relate(a, b)) is not None:
            yield a, b, verdict
    tell("figures", len(figures), len(figures))


def _links_of_new(connection: Connection, heads: dict[int, Head], new: set[int], tell: Progress) -> Links:
    fresh = list(settled_figures(connection, heads, new))
    kept.put(connection, figure_blocks, _block_rows(fresh))
    near: dict[int, set[int]] = {}
    for n, figure in enumerate(fresh):
        if n % _STEP == 0:
            tell("figures", n, len(fresh))
        near[figure.claim] = _neighbours(connection, figure)
    wanted = {claim for claims in near.values() for claim in claims}
    others = kept.reports_of_claims(connection, wanted) - new
    by_claim = {f.claim: f for f in settled_figures(connection, heads, others)} | {f.claim: f for f in fresh}
    for a in fresh:
        for claim in sorted(near[a.claim]):
            b = by_claim.get(claim)
            # a pair of two new figures is met from both ends: once is enough
            if b is None or (b.head.key in new and claim <= a.claim):
                continue
            if (verdict := relate(*_in_order(a, b))) is not None:
                yield (*_in_order(a, b), verdict)
    tell("figures", len(fresh), len(fresh))


def _in_order(a: Compared, b: Compared) -> tuple[Compared, Compared]:
    return (a, b) if a.claim < b.claim else (b, a)


def _neighbours(connection: Connection, figure: Compared) -> set[int]:
    found: set[int] = set()
    for block in blocks_of(figure).looks_into:
        window = ACTS_WINDOW if block.endswith("|acts") else WINDOW
        found.update(kept.near_in_blocks(connection, block_number(block), figure.head.moment or 0.0, window))
    found.discard(figure.claim)
    return found


def _relation_rows(links: Links, bonds: dict[tuple[int, int], Bond]) -> Iterator[dict[str, Any]]:
    for a, b, verdict in links:
        if a.head.key != b.head.key and verdict.relation != "part_of":
            bonds[_pair(a.head.key, b.head.key)].take(a, b, verdict)
        yield {
            "a": a.claim,
            "b": b.claim,
            "a_report": a.head.key,
            "b_report": b.head.key,
            "relation": verdict.relation,
            "points_to": _points_to(verdict),
            "reasons": " ".join(verdict.reasons),
        }


def _points_to(verdict: Verdict) -> int:
    first = verdict.first_is_part if verdict.first_is_part is not None else verdict.first_is_later
    return 0 if first is None else (1 if first else 2)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _likely_pairs(signed: dict[int, Signature], new: set[int]) -> set[tuple[int, int]]:
    """Return the pairs of reports that may share text, at least one of them new."""
    keys = sorted(signed)
    positions = [n for n, key in enumerate(keys) if key in new]
    found = candidates([signed[k] for k in keys], None if len(positions) == len(keys) else positions)
    return {_pair(keys[i], keys[j]) for i, j in found}


def _printed_twice(
    connection: Connection, heads: dict[int, Head], pairs: Sequence[tuple[int, int]]
) -> list[tuple[Compared, Compared]]:
    """Return the figures that stand in the same words of two reports; a few hundred texts are held at a time."""
    found: list[tuple[Compared, Compared]] = []
    for at in range(0, len(pairs), _STEP):
        part = pairs[at : at + _STEP]
        keys = sorted({key for pair in part for key in pair})
        texts = dict(kept.texts(connection, keys))
        figures: dict[int, list[Compared]] = defaultdict(list)
        for figure in settled_figures(connection, heads, keys):
            figures[figure.head.key].append(figure)
        for a, b in part:
            found.extend(_in_order(*pair) for pair in twins(figures[a], texts[a], figures[b], texts[b]))
    return found


def _dependence_rows(
    heads: dict[int, Head],
    signed: dict[int, Signature],
    likely: set[tuple[int, int]],
    bonds: dict[tuple[int, int], Bond],
    tell: Progress,
) -> Iterator[dict[str, Any]]:
    pairs = likely | set(bonds)
    for n, (a, b) in enumerate(sorted(pairs)):
        if n % 10_000 == 0:
            tell("lineage", n, len(pairs))
        judged = judge(heads[a], heads[b], shared(signed[a], signed[b]), bonds.get((a, b), NO_BOND))
        if judged.label != "independent":
            yield {"a": a, "b": b, "dependence": judged.label, "reasons": [asdict(r) for r in judged.reasons]}
    tell("lineage", len(pairs), len(pairs))
