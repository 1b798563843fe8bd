"""The claims of a ledger as every export takes them.

What people rejected is left out, their values stand before the machine's, covered names are withheld, and the words behind
each claim are held against the text first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from selon.errors import ExportError
from selon.export.loss import LossReport
from selon.ledger.browse import REVIEWED, names_to_cover, releases_of, statuses
from selon.ledger.full_text import fold
from selon.ledger.ledger import Ledger
from selon.ledger.stored import ClaimFilter, Entry, Evidence, StoredClaim, StoredReport

WITHHELD = "[name withheld]"
# reports are taken in this many at a time
BATCH = 200
# what a format says that has no place for a kind of claim
NO_PLACE = {
    "figure": "figures: the format has no place for them",
    "statement": "statements: the format has no place for them",
    "arrangement": "arrangements: the format has no place for them",
    "event": "acts: the format has no place for them",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedClaim:
    """A claim with its report, its words, and how it stands with the reviewers.

    `words` are the exact words behind each field. `covered` are names that nobody released: `shown` takes them out.
    """

    claim: StoredClaim
    report: StoredReport
    text: str
    words: dict[str, str]
    review: str
    covered: tuple[str, ...]

    @property
    def entry(self) -> Entry:
        """Return the entry: the person's where there is one."""
        return self.claim.entry

    def part(self, *path: str) -> Any:  # noqa: ANN401 - a value of an entry, whose kind says what it is
        """Return a value of the entry, None where a step of the path is missing."""
        value: Any = self.entry
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def shown(self, words: object) -> str:
        """Return words as they may leave the ledger."""
        shown = "" if words is None else str(words)
        return cover_pattern(self.covered).sub(WITHHELD, shown) if self.covered else shown

    def shown_json(self, value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
        """Return JSON as it may leave the ledger."""
        if isinstance(value, str):
            return self.shown(value)
        if isinstance(value, dict):
            return {key: self.shown_json(inner) for key, inner in value.items()}
        return [self.shown_json(inner) for inner in value] if isinstance(value, list) else value

    def withholds(self, words: str) -> bool:
        """Say whether words hold a covered name."""
        return bool(self.covered and cover_pattern(self.covered).search(words))

    def chain(self) -> list[str]:
        """Return through whom the claim came, the medium first and its origin last."""
        steps = [self.report.outlet, *self.report.agencies, self.part("source", "told_to"), self.part("source", "name")]
        return list(dict.fromkeys(self.shown(step) for step in steps if step))


@cache
def cover_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for names and for each of their words that stands with a capital: a surname alone is a name too.

    >>> cover_pattern(("Aïcha Benali",)).sub("…", "Mme Benali, née à Benalia, dite Aïcha")
    'Mme …, née à Benalia, dite …'
    """
    parts = {part for name in names for part in re.findall(r"\w[\w’'-]{2,}", name) if part[0].isupper()}
    ordered = sorted({*names, *parts}, key=lambda words: (-len(words), words))
    return re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in ordered))


def exported_claims(ledger: Ledger, kinds: Sequence[str], loss: LossReport) -> Iterator[ExportedClaim]:
    """Yield the claims of some kinds, report by report in the order of their texts.

    Raises:
        ExportError: words that do not stand in the text where they are said to stand.
    """
    for report in sorted(ledger.reports(), key=lambda r: (r.published or "", r.report_id, r.edition)):
        if report.status not in ("usable", ""):
            loss.lose("claims of a report that was withdrawn", len(ledger.claims(ClaimFilter(report=report.key))))
            continue
        yield from _of_report(ledger, report, kinds, loss)


def _of_report(ledger: Ledger, report: StoredReport, kinds: Sequence[str], loss: LossReport) -> Iterator[ExportedClaim]:
    text = ledger.text(report.key).text.clean
    claims = ledger.claims(ClaimFilter(report=report.key))
    with ledger.reading() as connection:
        decided = statuses(connection, [claim.claim_id for claim in claims])
        released = {release.span for release in releases_of(connection, report.key)}
        names = names_to_cover(connection, [report.key]).get(report.key, [])
    covered = tuple(sorted({name.words for name in names if name.span not in released}, key=len, reverse=True))
    for claim in claims:
        review = decided.get(claim.claim_id, "machine")
        if claim.kind not in kinds and claim.kind not in REVIEWED:
            # times and places are parts of the other claims
            continue
        if claim.kind not in kinds:
            loss.lose(NO_PLACE[claim.kind])
        elif review == "rejected":
            loss.lose("claims that a reviewer rejected")
        else:
            words = checked_words(claim, ledger.evidence(claim), text, review)
            yield ExportedClaim(claim=claim, report=report, text=text, words=words, review=review, covered=covered)


def checked_words(claim: StoredClaim, evidence: Sequence[Evidence], text: str, review: str) -> dict[str, str]:
    """Return the words behind each field, each found again in the text.

    Raises:
        ExportError: other words stand there, or a name of the machine's stands nowhere in the text.
    """
    where = f"{claim.report_id}, {claim.kind} {claim.claim_id}"
    if not 0 <= claim.span.start < claim.span.end <= len(text):
        raise ExportError("its words are not in the text", where=where, hint="selon ledger verify tells what was changed")
    words = {"span": claim.span.words(text)}
    for ground in evidence:
        if ground.span.words(text) != ground.words:
            message = f"{ground.field}: {ground.words!r} does not stand at {ground.span.start} to {ground.span.end}"
            raise ExportError(message, where=where, hint="selon ledger verify tells what was changed")
        words.setdefault(ground.field, ground.words)
    if review in ("machine", "accepted"):
        _check_names(claim, text, where)
    return words


def _check_names(claim: StoredClaim, text: str, where: str) -> None:
    """Hold the names that the machine took against the text, case and accents aside."""
    folded = fold(text)
    for field in ("source", "place"):
        part = claim.entry.get(field)
        name = part.get("name") if isinstance(part, dict) else None
        if name and not all(word in folded for word in fold(str(name)).split()):
            raise ExportError(f"{field}: {name!r} does not stand in the text", where=where)
