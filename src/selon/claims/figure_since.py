"""Tell what a time of a number's sentence bounds: a stretch up to now, its last day, or a mere rank.

In: a draft and a period of its sentence. Out: the period that the number has by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from selon.claims.figure_drafts import Draft
from selon.claims.figure_near import begun_at
from selon.claims.figure_period_words import PeriodWords
from selon.claims.figure_told import is_before, is_of_war
from selon.model.record import Derivation, Period
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# `la plus lourde perte de l'armée depuis cinq mois`: how far before a duration its rank stands, in characters
RANK_REACH = 70
# words between a comparative, its `que` and the time
THAN = 4
# how far before a time `depuis` may open it: `depuis le début de l'intervention de l'armée en 2013`
SINCE_REACH = 80
RELATIVE = "acl:relcl"
# words between `depuis` and the time of what it names (`depuis l'opération Barracuda en 1979`)
OPENING = 4
# tokens between `depuis` and its time, over an apposition
FAR_TOKENS = 28
# `à la fin de 2020`: how far before a time its end may be named, in characters; and days from which a stretch has one
END_REACH = 8
MONTH = 27
# rules of times that run to the day of the report
TO_NOW = frozenset({"periods.up-to-now", "periods.since"})

# rules of periods that have an end alone
UNTIL = frozenset({"periods.until"})
# told by both its ends
RANGE = "periods.range"


def days_in(period: Period) -> int:
    """Return how many days a period reaches past its first one.

    >>> days_in(Period(start="2021-03-01", end="2021-03-18"))
    17
    """
    try:
        return (date.fromisoformat(str(period.end)[:10]) - date.fromisoformat(str(period.start)[:10])).days
    except ValueError:
        return MONTH - 1


def is_of_days(period: Period) -> bool:
    """Say whether a period has both ends and is shorter than a month."""
    return period.start is not None and period.end is not None and days_in(period) < MONTH


def is_brief(period: Period) -> bool:
    """Say whether a time is how long an act took (`en quelques minutes`): it tells no day."""
    return period.derivation is not None and "periods.brief" in period.derivation.rules()


def is_middle(span: Span, settled: Settled) -> bool:
    """Say whether a time is the middle of a month: its fifteenth day is no day of an event."""
    return any(t.span == span and len(t.value) == len("2021-03") for t in settled.times)


def today_of(settled: Settled) -> str | None:
    """Return the day of the report."""
    return settled.head.published[:10] if settled.head.published else None


def is_over(period: Period, settled: Settled) -> bool:
    """Say whether a period ended before the day of the report: what is still to come is not told by it."""
    today = today_of(settled)
    return today is not None and period.end is not None and period.end[:10] < today


def is_limit(span: Span, period: Period, settled: Settled) -> bool:
    """Say whether an end with no start bounds no toll: an hour (`peu avant 21 heures`), a day ahead (`jusqu'à dimanche`)."""
    if period.start is not None or period.derivation is None or period.derivation.rules().isdisjoint(UNTIL):
        return False
    today = today_of(settled)
    hour = any(t.span == span and t.type == "TIME" for t in settled.times)
    return hour or (today is not None and str(period.end)[:10] > today)


def is_up_to_now(period: Period) -> bool:
    """Say whether a period is a length of time that ends with the report: `en huit jours`."""
    return period.derivation is not None and "periods.up-to-now" in period.derivation.rules()


def is_compared(span: Span, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a time is only what another is measured by: `500.000 de plus qu'en 2017`, `en hausse par rapport à 2017`."""
    lead = _clause(
        settled.parsed.text[max(0, span.start - RANK_REACH) : span.start].replace("'", "' ").replace("’", "' "), ",;:.)"
    )
    if any(plain(p) in " ".join(lead) for p in words.compared):
        return True
    than = max((n for n, w in enumerate(lead) if w in words.that), default=0)
    return 0 < len(lead) - than <= THAN and any(w in words.comparatives for w in lead[max(0, than - THAN) : than])


def is_of_scene(span: Span, draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a `depuis` tells of what a number lies in: `, dans un pays en ruines depuis la crue de 2014, ont fait`."""
    parsed, start = settled.parsed, draft.sentence.span.start
    cut = max(parsed.text.rfind(mark, start, span.start) for mark in ",;:(")
    if cut < 0 or cut < draft.counted.number.span.start < span.start:
        return False
    said = plain(parsed.text[cut + 1 : span.start]).strip()
    lead = next((w for w in words.within_some if said.startswith(f"{w} ")), None)
    if lead is None:
        return False
    behind = said[len(lead) :].split()
    at = next((n for n, w in enumerate(behind) if w in words.since), 0)
    # `dans un camp depuis mardi` tells of the number
    return at > 1


def is_rank(span: Span, period: Period, draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a duration only ranks what happened (`pour la première fois en cinq mois`)."""
    rules = period.derivation.rules() if period.derivation else set()
    if rules.isdisjoint(TO_NOW) or _told_with(draft, span, settled, words):
        return False
    lead = settled.parsed.text[max(0, span.start - RANK_REACH) : span.start]
    cut = max(lead.rfind(mark) for mark in ",;:.")
    return ranks(lead[cut + 1 :], words)


def _told_with(draft: Draft, span: Span, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a number is told of the time right before its clause: `le pire raid depuis 2017, quand 40 gardes ont péri`."""
    lead = settled.parsed.text[span.end : draft.counted.number.span.start].replace("'", " ")
    said = [plain(w) for w in lead.lstrip(", ").split()]
    return bool(said) and said[0] in words.when and not any(mark in lead for mark in ";:.")


def ranks(lead: str, words: PeriodWords) -> bool:
    """Say whether words rank what a stretch behind them bounds: `un bilan inédit depuis`."""
    said = [plain(w) for w in lead.replace("'", "' ").replace("’", "’ ").split()]
    pairs = {f"{a} {b}" for a, b in pairwise(said)}
    return any(w in words.ranks for w in said) or any(s in pairs for s in words.superlatives)


def is_of_aim(span: Span, period: Period, draft: Draft, settled: Settled) -> bool:
    """Say whether a length of time is that of an aim (`de quoi nourrir 900 familles un mois`) or of another noun's plight."""
    rules = period.derivation.rules() if period.derivation else set()
    tokens = settled.parsed.tokens(span)
    if "periods.up-to-now" not in rules or not len(tokens):
        return False
    verb = next((t for t in tokens.root.ancestors if t.pos_ == "VERB"), None)
    if verb is None:
        return False
    aimed = verb.morph.get("VerbForm", []) == ["Inf"] and not any(c.dep_.startswith("aux") for c in verb.children)
    trigger = draft.measured.trigger
    if aimed or (trigger is not None and trigger.token.i == verb.i):
        return aimed
    noun = draft.counted.noun_span or draft.counted.number.span
    return verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") and settled.parsed.token_at(noun.start) != verb.head


def stretch_of(period: Period, span: Span, draft: Draft, settled: Settled, words: PeriodWords) -> Period:
    """Return a period as its number has it: `depuis le début de ... en 2013` runs to the day of publication."""
    if draft.measured.measure in (words.states | words.held) and _at_the_end(period, span, settled, words):
        parts = (period.derivation,) if period.derivation else ()
        derivation = Derivation(rule="periods.at-end", span=span, of="period", parts=parts)
        return Period(start=period.end, end=period.end, derivation=derivation)
    if period.start is not None and _told_with(draft, span, settled, words):
        return _as_told(period, span, settled, "periods.when")
    if period.start is not None and _of_the_beginning(draft, span, settled, words):
        return _as_told(period, span, settled, "periods.then")
    lead = settled.parsed.text[max(draft.sentence.span.start, span.start - SINCE_REACH) : span.start]
    opened = _clause(lead, ",;:.)")
    today = today_of(settled)
    begun = is_of_war(draft, settled, words.wars) and any(w in words.begun for w in opened)
    begun = begun or _goes_on(span, draft, settled, words) or _is_so_far(draft, settled, words)
    if period.derivation is not None and period.derivation.rule == RANGE and not begun:
        # `depuis le 3 janvier et jusqu'au 3 mars`
        return period
    if today is None or period.end == today or not (begun or _opens(opened, words) or _opens_far(span, draft, settled, words)):
        return period
    return Period(start=period.start, end=today, derivation=period.derivation)


def _as_told(period: Period, span: Span, settled: Settled, rule: str) -> Period:
    """Return the time itself that a `depuis` opens a stretch at (`depuis l'attentat de mars (12 morts)`)."""
    time = next((t for t in settled.times if t.span == span), None)
    if time is None or not time.latest:
        return period
    return Period(start=period.start, end=time.latest, derivation=Derivation(rule=rule, span=span, of="period"))


def _is_so_far(draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a war goes on with its toll: `le soulèvement de 2011 a mené à une guerre qui a fait à ce jour 900 morts`."""
    said = plain(settled.parsed.text[draft.sentence.span.start : draft.sentence.span.end])
    return any(w in said for w in words.so_far) and is_of_war(draft, settled, words.wars)


def _goes_on(span: Span, draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a time is that of the beginning of what goes on and has done what is counted.

    `l'offensive lancée mercredi a tué 60 civils`, `l'épidémie, déclarée en mai, a fait 900 morts`: as the subject of the
    number's verb, or where the parser hangs that elsewhere, as what opens the sentence before the number.
    """
    noun = begun_at(span, settled.parsed, words)
    number = settled.parsed.token_at(draft.counted.number.span.start)
    if noun is None or number is None:
        return False
    opens = bool(noun.left_edge.is_sent_start) and span.end <= draft.counted.number.span.start
    return opens or (noun.dep_ == "nsubj" and noun.head in (number.head, *number.ancestors))


def _of_the_beginning(draft: Draft, span: Span, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a number is told of the act that `depuis` counts from (`depuis l'attentat de mars (12 morts)`)."""
    parsed = settled.parsed
    number, time = parsed.token_at(draft.counted.number.span.start), parsed.token_at(span.start)
    if number is None or time is None or number.i < time.i:
        return False
    if is_before(draft, settled, words.before):
        # `la pire attaque depuis celle d'août 2020, qui avait fait 500 morts`, however the parser ties them
        return any(t.dep_ == RELATIVE and t.left_edge.i > time.i for t in (number, *number.ancestors))
    for above in (time, *time.ancestors):
        if above.i > time.i or above.left_edge.idx < draft.sentence.span.start:
            return False
        if above.idx >= span.start:
            continue
        if above.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and any(plain(c.text) in words.since for c in above.lefts):
            return above.left_edge.i < number.i <= above.right_edge.i
    return False


def _clause(lead: str, marks: str) -> list[str]:
    cut = max(lead.rfind(mark) for mark in marks)
    return [plain(w) for w in lead[cut + 1 :].split()]


def _at_the_end(period: Period, span: Span, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a time is the end of a longer stretch (`fin 2020`); of `entre mars et fin mai` only the last part is."""
    if period.derivation is not None and period.derivation.rule == RANGE:
        return False
    said = plain(settled.parsed.text[max(0, span.start - END_REACH) : span.end]).split()
    return period.start is not None and period.end is not None and days_in(period) >= MONTH and any(w in words.ends for w in said)


def _opens(lead: Sequence[str], words: PeriodWords) -> bool:
    """Say whether a stretch opens before a time: `depuis le début de l'opération en`, `depuis que les combats ont éclaté le`."""
    at = max((n for n, w in enumerate(lead[:-1]) if w in words.since), default=None)
    if at is None:
        return False
    # `depuis l'opération Barracuda en`, with a name or a noun and no more between
    brief = 2 <= len(lead) - at - 1 <= OPENING
    return brief or any(w in words.beginnings for w in lead) or lead[at + 1].startswith(words.that)


def _opens_far(span: Span, draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether `depuis` opens a stretch at a time over an apposition: `depuis la chute de la ville, prise par X, le 3 mai`."""
    parsed = settled.parsed
    token = parsed.token_at(span.start)
    if token is None:
        return False
    start = draft.sentence.span.start
    for before in reversed(token.doc[max(0, token.i - FAR_TOKENS) : token.i]):
        if before.idx < start or "Fin" in before.morph.get("VerbForm", []) or before.idx == draft.counted.number.span.start:
            return False
        if plain(before.text) in words.since:
            return before.i < token.i - 1 and before.nbor().pos_ in ("DET", "NOUN", "PROPN")
    return False
