"""Tell which act a number belongs to: one of another time than the lead's, or the one that `cette attaque` takes up.

In: drafts with their periods. Out: the positions of those in the background; the sentences that tell an act taken up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from selon.claims.figure_drafts import Draft
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Derivation, Period
from selon.model.settled import Settled
from selon.read.number_patterns import plain
from selon.resolve.time_calendar import shift_months

# paragraphs that tell the event itself: headline and lead
LEAD = 1
# an event this many days before that of the lead is another one
EARLIER = 10
# rules of periods that stand with the number or right before it
OWN = frozenset({"period.sentence", "period.before"})
TOLD = OWN | {"period.told_elsewhere", "period.taken-up"}
# lengths that are counted back in days, weeks, months, years
LENGTH = re.compile(r"P(\d+|X)([DWMY])")
# words of a length that is told exactly: `deux semaines`
EXACT = 2
# sentences back in which the act is looked for that `cette attaque` takes up
BACK = 3
# from so many days on a number adds up many acts; 3 to 10 do the same on the marked reports
LONG = 5


def background(drafts: Sequence[Draft], periods: Sequence[Period | None], settled: Settled) -> frozenset[int]:
    """Return the positions of the numbers that are told of earlier acts or of a longer time than the lead's."""
    lead = [p.start[:10] for d, p in zip(drafts, periods, strict=True) if d.sentence.paragraph <= LEAD and p and p.start]
    published = settled.head.published
    day = max(lead) if lead else published[:10] if published else None
    if day is None or any(_days(p, day) > EARLIER for p in periods[:1] if p):
        return frozenset()
    return frozenset(
        n
        for n, (draft, period) in enumerate(zip(drafts, periods, strict=True))
        if draft.sentence.paragraph > LEAD and period is not None and _is_past(period, day)
    )


def _is_past(period: Period, day: str) -> bool:
    own = period.derivation is not None and period.derivation.rule in OWN
    return own and period.start is not None and _days(period, day) > EARLIER


def is_long(period: Period | None) -> bool:
    """Say whether a period that stands with a number runs over many days."""
    if period is None or period.derivation is None or period.derivation.rule not in TOLD or period.end is None:
        return False
    return period.start is not None and _days(period, period.end[:10]) >= LONG


def _days(period: Period, day: str) -> int:
    """Return how many days before a day a period opens."""
    try:
        return (date.fromisoformat(day) - date.fromisoformat(str(period.start)[:10])).days
    except ValueError:
        return 0


@cache
def _takers(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(pack.words("scope", "this")), frozenset(pack.words("scope", "act_nouns"))


def sentences_taken_up(draft: Draft, settled: Settled, pack: Pack) -> Sequence[Sentence]:
    """Return the sentences, nearest first, in which the act may be told that the draft's sentence takes up."""
    this, nouns = _takers(pack)
    tokens = settled.parsed.tokens(draft.sentence.span)
    if not any(plain(t.text) in this and plain(t.head.lemma_) in nouns for t in tokens):
        return ()
    first = max(0, draft.sentence.index - BACK)
    return settled.parsed.sentences[first : draft.sentence.index][::-1]


def days_after(draft: Draft, day: str | None, settled: Settled, pack: Pack) -> Period | None:
    """Return the day of an act that a number is told of, so long before (`deux semaines après le séisme qui a fait 40 morts`)."""
    number = draft.counted.number.span
    for time in settled.times:
        if time.span.start >= number.start or not draft.sentence.span.holds(time.span):
            continue
        after = settled.parsed.token_at(time.span.end + 1)
        length = LENGTH.fullmatch(time.value)
        if length is None or after is None or len(time.span.words(settled.parsed.text).split()) > EXACT:
            # `moins d'une semaine après` does not tell the day
            continue
        if plain(after.text) not in pack.words("scope", "after"):
            continue
        act = after.head
        if act.i < after.i or number.start not in {t.idx for t in act.subtree}:
            continue
        start = _back(day, length) if day else None
        return Period(start=start, end=start, derivation=Derivation(rule="period.so-long-before", span=time.span, of="period"))
    return None


def _back(day: str, length: re.Match[str]) -> str | None:
    count, unit = length[1], length[2]
    if count == "X":
        return None
    try:
        here = date.fromisoformat(day[:10])
        if unit in "DW":
            return (here - timedelta(days=int(count) * (7 if unit == "W" else 1))).isoformat()
        return shift_months(here, -int(count) * (12 if unit == "Y" else 1)).isoformat()
    except (ValueError, OverflowError):
        return None
