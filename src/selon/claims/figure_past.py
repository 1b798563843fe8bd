"""Tell which act a number belongs to: one of another time than the lead's, or the one that `cette attaque` takes up.

In: drafts with their periods. Out: the positions of those in the background; the sentences that tell an act taken up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.claims.figure_since import today_of
from selon.claims.figure_told import is_before
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Derivation, Period, TimeExpression
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.resolve.time_calendar import shift_months

# paragraphs that tell the event itself: headline and lead
LEAD = 1
# an event this many days before that of the lead is another one
EARLIER = 10
# rules of periods that stand with the number or right before it
OWN = frozenset({"period.sentence", "period.before", "period.estimated"})
TOLD = OWN | {"period.told_elsewhere", "period.taken-up"}
# lengths that are counted back in days, weeks, months, years
LENGTH = re.compile(r"P(\d+|X)([DWMY])")
# words of a length that is told exactly: `deux semaines`
EXACT = 2
# tokens between a length and its `après`: `un an jour pour jour après`
AFTER = 4
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


def told_long_before(
    drafts: Sequence[Draft], periods: Sequence[Period | None], settled: Settled, forms: frozenset[str]
) -> frozenset[int]:
    """Return the sentences of the top that only tell of acts long before: `Neuf gardes avaient été tués en mai 2016 à X`."""
    today, past, others = today_of(settled), set[int](), set[int]()
    for draft, period in zip(drafts, periods, strict=True):
        old = today is not None and period is not None and period.start is not None and _days(period, today) > EARLIER
        top = draft.sentence.paragraph <= LEAD
        (past if top and old and is_before(draft, settled, forms) else others).add(draft.sentence.index)
    return frozenset(past - others) if others else frozenset()


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


@dataclass(frozen=True, slots=True)
class Behind:
    """A time that is counted from an act (`mardi, trois jours après le séisme`), the act, and the day that it counts from."""

    time: TimeExpression
    act: Token
    base: str | None
    # told in the present, it counts from the day of the report
    now: bool = False

    def day(self, else_from: str | None) -> Period:
        """Return the day of the act, counted from another day where its sentence names none."""
        return _day_before(self.time, self.base, else_from)


def acts_behind(periods: Sequence[tuple[Span, Period]], settled: Settled, pack: Pack) -> list[Behind]:
    """Return the times of a report that are counted from an act."""
    found = []
    for time in settled.times:
        act = _act_behind(time, settled, pack)
        if act is None:
            continue
        sentence = settled.parsed.sentence_at(time.span.start).span
        named = [p.start for s, p in periods if sentence.start <= s.start and s.end <= time.span.start and p.start == p.end]
        found.append(Behind(time, act, named[-1] if named else None, _is_now(time, settled)))
    return found


def days_after(draft: Draft, event: Period | None, behind: Sequence[Behind], settled: Settled) -> Period | None:
    """Return the day of an act that a number is told of, so long before (`deux semaines après le séisme qui a fait 40 morts`).

    It is counted from the day of the event, unless the act is the event.
    """
    number = draft.counted.number.span
    for one in behind:
        span = one.time.span
        if span.start >= number.start or not draft.sentence.span.holds(span):
            continue
        if (
            (number.start in {t.idx for t in one.act.subtree} and not _opens_clause(one, number, settled))
            or _same_breath(span, number, settled)
            or _goes_with(one, number, settled)
        ):
            if event is not None and event.derivation is not None and event.derivation.span == span:
                return event
            return one.day(event.start if event and not one.now else today_of(settled))
    return None


def _opens_clause(one: Behind, number: Span, settled: Settled) -> bool:
    """Say whether a number behind an act and a comma or colon opens the clause that is told, whatever the parser hangs it on.

    `Trois jours après l'éboulement de X, un homme a été arrêté`, `Deux ans après l'exode, 900.000 réfugiés`.
    """
    parsed, start = settled.parsed, one.time.span.end
    lead = parsed.text[start : number.start]
    cut = max(lead.rfind(","), lead.rfind(":"))
    if cut < 0:
        return False
    told = [t for t in parsed.tokens(Span(start, number.start)) if t.pos_ in ("VERB", "AUX")]
    if any(t.idx > start + cut for t in told):
        return False
    noun = parsed.token_at(number.start)
    following = noun.doc[noun.i :] if noun is not None else ()
    clause = list(takewhile(lambda t: not (t.is_punct or t.is_space), following))
    return not told or any("Fin" in t.morph.get("VerbForm", []) for t in clause)


def _is_now(time: TimeExpression, settled: Settled) -> bool:
    """Say whether a time hangs on a verb in the present: `Deux ans après le séisme, la ville est en ruines`."""
    token = settled.parsed.token_at(time.span.start)
    above = [t for t in token.ancestors if t.pos_ in ("VERB", "AUX", "ADJ")] if token is not None else []
    for verb in (*above[:1], *above[-1:]):
        told = [t for t in (verb, *(c for c in verb.children if c.dep_ == "cop")) if "Fin" in t.morph.get("VerbForm", [])]
        if "Inf" in verb.morph.get("VerbForm", []) and any(c.dep_ == "nsubj" for c in verb.children):
            # an infinitive has no subject: the tagger took a present for one (`ne s'apaise`)
            return True
        if told:
            helped = any(c.dep_.startswith("aux") for c in verb.children)
            return not helped and all(t.morph.get("Tense", []) == ["Pres"] for t in told)
    return False


def _goes_with(one: Behind, number: Span, settled: Settled) -> bool:
    """Say whether a number behind an act and a comma is told of the act all the same.

    What it did: `après le séisme qui avait frappé X, faisant 900 morts`. Whom it befell: `après la mort de X, un berger, `.
    """
    parsed, start = settled.parsed, one.time.span.end
    lead = parsed.text[start : number.start]
    token, opening = parsed.token_at(number.start), parsed.token_at(start + lead.find(",") + 2)
    if token is None or opening is None or lead.count(",") != 1 or any(mark in lead for mark in ";:"):
        return False
    if opening.i < token.i:
        return opening.morph.get("Tense", []) == ["Pres"] and opening.morph.get("VerbForm", []) == ["Part"]
    # an apposition stands behind a name, and has no verb of its own before the next comma
    name = parsed.token_at(start + lead.index(",") - 1)
    end = next((t.i for t in token.doc[token.i :] if t.is_punct or "Fin" in t.morph.get("VerbForm", [])), token.i)
    return name is not None and name.pos_ == "PROPN" and token.doc[end].text == ","


def _same_breath(time: Span, number: Span, settled: Settled) -> bool:
    """Say whether no comma stands between a time and a number: what is told of the act itself."""
    return not any(mark in settled.parsed.text[time.end : number.start] for mark in ",;:")


def _act_behind(time: TimeExpression, settled: Settled, pack: Pack) -> Token | None:
    """Return the act that a time stands behind: `deux semaines après le séisme`, `au lendemain du séisme`."""
    rule = time.derivation.rule if time.derivation else ""
    if rule in pack.words("scope", "next_day_rules"):
        opening = settled.parsed.token_at(time.span.end + 1)
        return opening.head if opening is not None and opening.head.i > opening.i else None
    if LENGTH.fullmatch(time.value) is None or len(time.span.words(settled.parsed.text).split()) > EXACT:
        # `moins d'une semaine après` does not tell the day
        return None
    token = settled.parsed.token_at(time.span.end + 1)
    for word in token.doc[token.i : token.i + AFTER] if token is not None else ():
        if plain(word.text) in pack.words("scope", "after"):
            return word.head if word.head.i > word.i else None
        if word.is_punct:
            return None
    return None


def _day_before(time: TimeExpression, base: str | None, else_from: str | None) -> Period:
    """Return the day that lies a length of time before a day, or before the day after (`lundi, au lendemain de l'attaque`)."""
    length, day = LENGTH.fullmatch(time.value), base or else_from
    start = _back(day, length) if day and length else _eve(base or time.value) if length is None else None
    return Period(start=start, end=start, derivation=Derivation(rule="period.so-long-before", span=time.span, of="period"))


def _eve(value: str) -> str | None:
    try:
        return (date.fromisoformat(value[:10]) - timedelta(days=1)).isoformat()
    except ValueError:
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
