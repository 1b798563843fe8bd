"""Tell whether two numbers of a report are one toll told twice, and whether one tells of what was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, verb_over
from selon.model.record import Period
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# measures that say little: the same number of the same people may be told with another
LOOSE = frozenset({"other", "present", "sites"})

# so few are told of many acts: they are the same toll only of the same people. Told again with their day farther
# down than the top they are others: on the marked reports the period of .845 of the numbers is right without, .847 with
FEW = 10
# headlines round numbers from here on, and by less than this
LARGE, ROUNDING = 100, 1.08
# paragraphs at the top: the war that they tell is the report's
TOP = 2
# the rule of periods whose two ends are told
RANGE = "periods.range"
# the rule of stretches that a day or year opens; sentences back in which a war is told to have begun
SINCE = "periods.since"
BACK = 2

# what befalls people by an act has its day: `huit disparus après l'éboulement de mercredi`
BY_ACT = frozenset({"killed", "wounded", "missing"})
VERBAL = ("VERB", "AUX")
# tokens before a verb among which its auxiliary is looked for
AUXILIARY = 4
# what may stand between two numbers of one list, in characters: `huit soldats ont été tués et 23 autres blessés`
IN_A_ROW = 60


def chains(drafts: Sequence[Draft], marks: Iterable[Span], settled: Settled) -> list[list[int]]:
    """Return the positions of drafts that stand in a row in a sentence, with none of the marked words between."""
    known = list(marks)
    found: list[list[int]] = []
    for at, draft in enumerate(drafts):
        if at and _in_a_row(drafts[at - 1], draft, known, settled):
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _in_a_row(one: Draft, other: Draft, marks: Sequence[Span], settled: Settled) -> bool:
    between = Span(one.counted.end, other.counted.number.span.start)
    if one.sentence is not other.sentence or not 0 <= between.end - between.start <= IN_A_ROW:
        return False
    if other.part_of is not None:
        return False
    return ";" not in settled.parsed.text[between.start : between.end] and not any(between.holds(m) for m in marks)


def same_toll(one: Draft, other: Draft) -> bool:
    """Say whether two drafts tell the same number of the same thing."""
    a, b = one.counted.number, other.counted.number
    shared = {a.low, a.high} & {b.low, b.high} - {None, 1.0}
    if "vague" in (a.qualifier, b.qualifier) or not (shared or _is_rounded(one, other)):
        return False
    if one.superseded != other.superseded:
        # `un précédent bilan faisait état de 30 morts` tells none of the tolls that hold
        return False
    if a.low is not None and a.low <= FEW and one.group != other.group:
        return False
    if one.measured.measure == other.measured.measure:
        return True
    loose = one.measured.measure in LOOSE or other.measured.measure in LOOSE
    return loose and one.group == other.group


def _is_rounded(one: Draft, other: Draft) -> bool:
    """Say whether a headline rounds a number that the text tells (`plus de 41 millions`, and below it `41,3 millions`)."""
    same = one.group == other.group and one.measured.measure == other.measured.measure
    return same and one.sentence.paragraph == 0 and rounds(one.counted.number.low, other.counted.number.low)


def rounds(short: float | None, full: float | None) -> bool:
    """Say whether a large number may be another one that a headline rounds (`plus de 2.000`, 2.086)."""
    return short is not None and full is not None and short >= LARGE and short % 10 == 0 and short < full < short * ROUNDING


def is_before(draft: Draft, settled: Settled, forms: frozenset[str], *, led: bool = False) -> bool:
    """Say whether the verb of a number is in the pluperfect (`forms` are those of its auxiliary): it tells of what was before.

    With `led`, also whether what such a verb led to counts it (`s'étaient fait exploser, faisant un mort`, `ayant fait`).
    """
    said = settled.source_at(draft.counted.number.span)
    if said is not None and said[1].type != "direct":
        # reported speech shifts its verbs back: `a annoncé que dix soldats avaient été tués`
        return False
    trigger = draft.measured.trigger
    at = trigger.token if trigger else settled.parsed.token_at(draft.counted.number.span.start)
    if at is None:
        return False
    over = (at if at.pos_ in VERBAL else verb_over(at)) if led else None
    gerund = over is not None and any(_is_gerund(t) for t in (over, *(c for c in over.children if c.dep_.startswith("aux"))))
    verbs = [at, over.head] if over is not None and gerund else [at]
    near = (t for verb in verbs for t in verb.doc[max(0, verb.i - AUXILIARY) : verb.i + 1])
    return any(_is_form(t, forms) for t in near if draft.sentence.span.start <= t.idx)


def _is_gerund(token: Token) -> bool:
    """Say whether a verb or its auxiliary is a present participle: `faisant`, `ayant fait`."""
    return token.morph.get("Tense", []) == ["Pres"] and token.morph.get("VerbForm", []) == ["Part"]


def _is_form(token: Token, forms: frozenset[str]) -> bool:
    """Say whether a token is one of the forms, with the pronoun before it where the form has one (`s'étaient`)."""
    return plain(token.text) in forms or (token.i > 0 and plain(token.nbor(-1).text + token.text) in forms)


def is_by_act(draft: Draft, act: Token, parsed: Parsed, acts: frozenset[int], this: frozenset[str]) -> bool:
    """Say whether people suffered by the act behind `après`: `huit hommes ont disparu après l'éboulement survenu mercredi`.

    Not where they did by another one: `neuf rebelles ont été tués dans cette riposte, après l'attaque de lundi`.
    """
    if draft.measured.measure not in BY_ACT:
        return False
    inside = range(act.left_edge.i, act.right_edge.i + 1)
    besides = [t for t in parsed.tokens(draft.sentence.span) if t.i not in inside]
    led = (t.head for t in besides if plain(t.text) in this and any(c.dep_ == "case" for c in t.head.lefts))
    return not any(t.pos_ == "NOUN" and t.i in acts for t in besides) and not any(led)


@dataclass(frozen=True, slots=True)
class WarWords:
    """The nouns of wars as wholes, and the pairs of words in which they name something else (`de guerre`)."""

    nouns: frozenset[str]
    others: frozenset[str]
    begun: frozenset[str]
    latter: frozenset[str]

    def name(self, token: Token, settled: Settled) -> bool:
        """Say whether a word names a war: `neuf ans de guerre`, but not `un navire de guerre`."""
        if plain(token.text) not in self.nouns:
            return False
        around = token.doc[max(0, token.i - 1) : token.i + 2]
        if not any(f"{plain(a.text)} {plain(b.text)}" in self.others for a, b in pairwise(around)):
            return True
        return any(t.span.start <= token.head.idx < t.span.end for t in settled.times)


@cache
def war_words(pack: Pack) -> WarWords:
    """Return the words of a pack."""
    return WarWords(*(frozenset(pack.words("scope", key)) for key in ("war_nouns", "war_others", "begun", "latter")))


def is_of_war(draft: Draft, settled: Settled, wars: WarWords) -> bool:
    """Say whether a number is told of a war as a whole: its sentence names it, or takes it up with a pronoun."""
    tokens = settled.parsed.tokens(draft.sentence.span)
    if any(wars.name(t, settled) for t in tokens):
        return True
    latter = " ".join(plain(t.text) for t in tokens[:2]) in wars.latter
    if not len(tokens) or not (tokens[0].pos_ == "PRON" or latter) or draft.sentence.index == 0:
        return False
    # agencies give a sentence a paragraph: the pronoun may open the next one
    before = settled.parsed.sentences[draft.sentence.index - 1]
    named = [t for t in settled.parsed.tokens(before.span) if wars.name(t, settled)]
    return any(not latter or t.morph.get("Gender", []) == tokens[1].morph.get("Gender", []) for t in named)


def war_stretch(draft: Draft, periods: Sequence[tuple[Span, Period]], settled: Settled, wars: WarWords) -> Period | None:
    """Return the years of a war: those that the sentence tells (`la guerre, de 1946 à 1954`), else the top, else those before."""
    told = [(settled.parsed.sentence_at(span.start), period) for span, period in periods if _is_range(period)]
    of_war = [(at, p) for at, p in told if any(wars.name(t, settled) for t in settled.parsed.tokens(at.span))]
    here = [p for at, p in of_war if at is draft.sentence] or [p for at, p in of_war if at.paragraph <= TOP]
    return here[0] if here else _war_since(draft, periods, settled, wars)


def _war_since(draft: Draft, periods: Sequence[tuple[Span, Period]], settled: Settled, wars: WarWords) -> Period | None:
    """Return the stretch that the sentences before have opened: `X est en guerre depuis 2012. Le conflit a fait 900 morts`."""
    for span, period in reversed(periods):
        at = settled.parsed.sentence_at(span.start)
        since = period.derivation is not None and SINCE in period.derivation.rules()
        if (
            since
            and 0 < draft.sentence.index - at.index <= BACK
            and any(wars.name(t, settled) for t in settled.parsed.tokens(at.span))
        ):
            return period
    named = {plain(t.lemma_) for t in settled.parsed.tokens(draft.sentence.span) if wars.name(t, settled)}
    return _war_begun(named, periods, settled, wars)


def _war_begun(named: set[str], periods: Sequence[tuple[Span, Period]], settled: Settled, wars: WarWords) -> Period | None:
    """Return the stretch since the one day or year on which the report says that a war began (`la guerre déclenchée en 2011`).

    It is told with the same noun: a crisis may be older than its conflict.
    """
    published = settled.head.published
    past = [(s, p) for s, p in periods if published and p.start and p.start < published]
    begun = {str(p.start): p for s, p in past if any(plain(t.lemma_) in named for t in _begun_wars(s, p, settled, wars))}
    if len(begun) != 1 or published is None:
        return None
    (first,) = begun.values()
    return Period(start=first.start, end=published[:10], derivation=first.derivation)


def _begun_wars(span: Span, period: Period, settled: Settled, wars: WarWords) -> list[Token]:
    """Return the nouns of the wars that have gone on since a time, or broke out at it."""
    tokens = settled.parsed.tokens(span)
    verb = verb_over(tokens.root) if len(tokens) else None
    since = period.derivation is not None and SINCE in period.derivation.rules()
    if not len(tokens) or (not since and (verb is None or plain(verb.text) not in wars.begun)):
        return []
    found: list[Token] = []
    for above in tokens.root.ancestors:
        is_verb = above.pos_ in ("VERB", "AUX")
        found += [t for t in (above, above.head, *(above.children if is_verb else ())) if wars.name(t, settled)]
        if is_verb:
            break
    return found


def _is_range(period: Period) -> bool:
    """Say whether a period has both its ends told, in years or months apart."""
    if period.derivation is None or RANGE not in period.derivation.rules() or period.start is None or period.end is None:
        return False
    return period.start[:7] != period.end[:7]
