"""Compare what is new in a ledger with all that is there, and keep what was found.

In: a ledger. Out: rows of `figure_relations`, `report_relations` and what the next run needs (signatures, blocks). All of a
run is written in one transaction: a program that is killed leaves the findings as they were.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from selon.crosscheck.blocking import ACTS_WINDOW, WINDOW, blocks_of, pairs_of
from selon.crosscheck.dependence import NO_BOND, Bond, judge
from selon.crosscheck.figure import Compared
from selon.crosscheck.findings import Checked
from selon.crosscheck.heads import keep_heads, renew_heads
from selon.crosscheck.relate import TWINS, Verdict, relate
from selon.crosscheck.settled import Heads, keep_settled, settle_reports, settled_of
from selon.crosscheck.signature import shared
from selon.crosscheck.signed import Progress, Signed, signatures_of
from selon.crosscheck.twins import twins
from selon.ledger import kept_clusters
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger
from selon.ledger.tables_findings import compared, figure_blocks, figure_relations, report_relations

Links = Iterator[tuple[Compared, Compared, Verdict]]
Pairs = list[tuple[int, int]]
# above this share of new reports all figures are compared in memory; below, the new ones ask the ledger for neighbours
MANY_NEW = 0.1
_STEP = 500


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
        if new:
            _renew(connection, prints, new, new & known.keys(), tell)
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


def _renew(connection: Connection, prints: dict[int, str], new: set[int], again: set[int], tell: Progress) -> None:
    """Compare new reports, some of which were compared before, and bring all that is kept up to date."""
    everything = len(new) > MANY_NEW * len(prints)
    lost = set[int]() if everything else kept_clusters.level_partners(connection, again)
    kept.forget(connection, sorted(again))
    gained = _compare(connection, sorted(prints), new, tell, everything=everything)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    kept.put(connection, compared, ({"report": k, "fingerprint": prints[k], "compared_at": now} for k in sorted(new)))
    if everything:
        keep_heads(connection)
    else:
        renew_heads(connection, lost, gained)


def _silent(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


def _compare(connection: Connection, keys: Sequence[int], new: set[int], tell: Progress, *, everything: bool) -> Pairs:
    """Compare new reports, all that was told of them before being forgotten; return what they gained.

    That is the pairs of figures that answer one question. Where everything is compared nobody needs it: it is left out.
    """
    heads, gained = Heads(), Pairs()
    heads.need(connection, None if everything else new)
    signed = signatures_of(connection, keys, tell)
    bonds: dict[tuple[int, int], Bond] = defaultdict(Bond)
    likely = signed.likely_pairs(new)
    heads.need(connection, {key for pair in likely for key in pair})
    twice = _printed_twice(connection, heads, sorted(p for p in likely if shared(signed[p[0]], signed[p[1]]).sentences))
    taken = {(a.claim, b.claim) for a, b in twice}
    links = _links_of_all(connection, heads, new, tell) if everything else _links_of_new(connection, heads, new, tell)
    fresh = (link for link in links if (link[0].claim, link[1].claim) not in taken)
    every = chain(fresh, ((a, b, TWINS) for a, b in twice))
    kept.put(connection, figure_relations, _relation_rows(every if everything else _noted(every, gained), bonds))
    kept.put(connection, report_relations, _dependence_rows(heads, signed, likely, bonds, tell))
    return gained


def _noted(links: Links, gained: Pairs) -> Links:
    for a, b, verdict in links:
        if verdict.relation in kept.LEVEL:
            gained.append((a.claim, b.claim))
        yield a, b, verdict


def block_number(block: str) -> int:
    """Return the number under which a block is kept (63 bits, so that every database takes it)."""
    return int.from_bytes(blake2b(block.encode(), digest_size=8).digest(), "big") >> 1


def _block_rows(figures: Iterable[Compared]) -> Iterator[dict[str, Any]]:
    for f in figures:
        for block in blocks_of(f).stands_in:
            yield {"block": block_number(block), "moment": f.head.moment or 0.0, "claim": f.claim, "report": f.head.key}


def _keep_figures(connection: Connection, figures: Sequence[Compared]) -> None:
    """Keep what later runs need of new figures: their blocks, and the figures themselves as they are compared."""
    kept.put(connection, figure_blocks, _block_rows(figures))
    keep_settled(connection, figures)


def _links_of_all(connection: Connection, heads: Heads, new: set[int], tell: Progress) -> Links:
    figures = list(settle_reports(connection, heads))
    tell("figures", 0, len(figures))
    _keep_figures(connection, [f for f in figures if f.head.key in new])
    whole = len(new) >= len(heads)
    for n, (a, b) in enumerate(pairs_of(figures)):
        if n % 100_000 == 0:
            tell("pairs", n, 0)
        if (whole or a.head.key in new or b.head.key in new) and (verdict := relate(a, b)) is not None:
            yield a, b, verdict
    tell("figures", len(figures), len(figures))


def _links_of_new(connection: Connection, heads: Heads, new: set[int], tell: Progress) -> Links:
    fresh = list(settle_reports(connection, heads, new))
    _keep_figures(connection, fresh)
    near: dict[int, set[int]] = {}
    for n, figure in enumerate(fresh):
        if n % _STEP == 0:
            tell("figures", n, len(fresh))
        near[figure.claim] = _neighbours(connection, figure)
    wanted = {claim for claims in near.values() for claim in claims}
    mine = {f.claim: f for f in fresh}
    by_claim = settled_of(connection, heads, wanted - mine.keys()) | mine
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


def _printed_twice(connection: Connection, heads: Heads, pairs: Sequence[tuple[int, int]]) -> list[tuple[Compared, Compared]]:
    """Return the figures that stand in the same words of two reports; a few hundred texts are held at a time."""
    found: list[tuple[Compared, Compared]] = []
    for at in range(0, len(pairs), _STEP):
        part = pairs[at : at + _STEP]
        keys = sorted({key for pair in part for key in pair})
        texts = dict(kept.texts(connection, keys))
        figures: dict[int, list[Compared]] = defaultdict(list)
        for figure in settle_reports(connection, heads, keys):
            figures[figure.head.key].append(figure)
        for a, b in part:
            found.extend(_in_order(*pair) for pair in twins(figures[a], texts[a], figures[b], texts[b]))
    return found


def _dependence_rows(
    heads: Heads,
    signed: Signed,
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
