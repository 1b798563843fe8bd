"""Make drafts of figures: what is counted and measured, before source, place and period are known.

In: a counted number, the triggers of its sentence, the drafts before it. Out: a `Draft`, or None where the number
counts nothing known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from selon.claims.figure_elided import in_brackets, lead_detail, leads_with_pronoun, takes_up, told_by
from selon.claims.figure_measure import Measured, choose_measure
from selon.claims.figure_nouns import Counted
from selon.claims.figure_parts import Hit, borrowed_noun, counts_again, modality_of, opens_part, person_before, superseded_at
from selon.claims.figure_triggers import Trigger
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence
from selon.model.span import Span

# measures of harm and custody: what `un` and `une` may count
HARM = frozenset({"killed", "wounded", "missing", "abducted", "detained", "freed"})
# how near the verb must stand for `un`, and for a number without a noun, to be a count; set on the look half
ONE_REACH = 6.0
BARE_REACH = 6.0
# a part that has its own verb this near measures that (`30 blessés, dont cinq sont morts`), else what the whole does
PART_REACH = 3.0
# smaller numbers after a name are scores, ages, ranks
LISTED = 100
# a verb farther than this gives way to the toll that a number tells in detail
DETAIL_REACH = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure in the making; `hits` name the cues that had a say and the field that they gave."""

    counted: Counted
    measured: Measured
    group: str
    sentence: Sentence
    part_of: Span | None = None
    modality: str = "asserted"
    superseded: bool = False
    hits: tuple[tuple[str, Hit], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """What the words around a number without a noun say: that a toll is told, or another value of the count before."""

    toll: bool
    again: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a number: triggers and numbers of its sentence, drafts before it."""

    triggers: Sequence[Trigger]
    spans: Sequence[Span]
    drafts: Sequence[Draft]
    sentence: Sentence
    parsed: Parsed

    def previous(self) -> Draft | None:
        """Return the draft before, if it stands in this sentence or the one before."""
        last = self.drafts[-1] if self.drafts else None
        return last if last and self.sentence.index - last.sentence.index <= 1 else None


@cache
def _words(pack: Pack, key: str) -> frozenset[str]:
    return frozenset(pack.words("counting_not", key))


def make_draft(one: Counted, context: Context, pack: Pack) -> Draft | None:
    """Return the draft of a counted number, None where nothing known is counted."""
    if one.kind == "unknown":
        return None
    one, hits, toll = _borrow(one, context, pack)
    measured = choose_measure(one, context.triggers, context.spans, context.parsed, pack)
    part = opens_part(one, context.parsed, context.sentence, pack)
    parent = _parent(one, context, part)
    if one.kind == "person" and (_is_family(one, measured, context, pack) or _is_body(one, pack)):
        return None
    if one.kind == "none":
        again = counts_again(one, context.parsed, context.sentence, pack) if context.previous() else None
        hits += [("group", again)] if again else []
        found = _bare(one, measured, parent, context, Bare(toll=toll, again=again is not None), pack)
    else:
        found = _thing(one, measured, parent, pack) if one.kind == "thing" else _person(one, measured, parent, context, pack)
    if found is None:
        return None
    hits += [("part_of", part)] if part and parent else []
    return _with_standing(one, found, parent, hits, context, pack)


def _borrow(one: Counted, context: Context, pack: Pack) -> tuple[Counted, list[tuple[str, Hit]], bool]:
    """Return a number with the noun that stands elsewhere, the cues that found it, and whether a bare toll is told."""
    if one.kind != "none":
        return one, [], False
    again = _taken_up(one, context, pack)
    if again:
        return again, [], False
    borrowed = borrowed_noun(one, context.parsed, context.sentence, pack)
    if borrowed is None:
        return _of_them(one, context, pack), [], False
    noun, span, hit = borrowed
    if noun is None:
        return one, [("group", hit)], True
    kind = "thing" if noun.thing else "person"
    group = noun.key if kind == "thing" else noun.group or "people"
    return replace(one, kind=kind, noun=noun, noun_span=span, end=max(one.end, span.end), group=group), [("group", hit)], False


def _taken_up(one: Counted, context: Context, pack: Pack) -> Counted | None:
    """Return a bare number with what the number before counts (`a détruit sept chars et en a saisi trois`, `dont 55`)."""
    model = context.previous()
    if model is None or model.counted.noun is None:
        return None
    parent = _parent(one, context, opens_part(one, context.parsed, context.sentence, pack))
    if parent is None and not takes_up(one, context.parsed, context.sentence, pack):
        return None
    model = parent or model
    if parent and model.counted.kind != "thing":
        return None
    kept = replace(one, kind=model.counted.kind, noun=model.counted.noun, group=model.group, other=True)
    return replace(kept, side=model.counted.side)


def _with_standing(
    one: Counted, found: tuple[Measured, str], parent: Draft | None, hits: list[tuple[str, Hit]], context: Context, pack: Pack
) -> Draft:
    """Return the draft with its modality, and whether the report itself says that it is out of date."""
    measured, group = found
    modality, hit = modality_of(one, _governing(one, measured), context.parsed, context.sentence, pack)
    old = superseded_at(one.number.span, context.parsed, context.sentence, pack)
    hits += [("modality", hit)] if hit else []
    hits += [("superseded", old)] if old else []
    return Draft(
        counted=one,
        measured=measured,
        group=group,
        sentence=context.sentence,
        part_of=parent.counted.number.span if parent else None,
        modality=parent.modality if parent and measured is parent.measured else modality,
        superseded=old is not None or one.number.superseded,
        hits=tuple(hits),
    )


def _is_body(one: Counted, pack: Pack) -> bool:
    """Say whether `un` stands before a body or a role (`une force`, `une famille`), which is no count."""
    return one.number.rule == "number.one" and one.noun is not None and one.noun.key in _words(pack, "no_single")


def _is_family(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> bool:
    """Say whether a number tells of a family (`mère de quatre enfants`), unless harm is said to have come to it."""
    if one.noun_span is None or one.noun_span.words(context.parsed.text).lower() not in _words(pack, "kin"):
        return False
    near = context.parsed.text[max(0, one.number.span.start - 22) : one.number.span.start].lower().split()
    owned = bool(near) and near[-1] in _words(pack, "possessives")
    if not owned and any(w in _words(pack, "family") for w in near[-3:]):
        return True
    return owned and (measured is None or measured.cost > BARE_REACH or measured.measure not in HARM)


def _governing(one: Counted, measured: Measured) -> Trigger | None:
    """Return the trigger whose mood is the number's: none for a noun with its own measure, unless it stands before."""
    trigger = measured.trigger
    if trigger is None or (measured.rule == "measure.noun" and trigger.span.end > one.number.span.start):
        return None
    return trigger


def _of_them(one: Counted, context: Context, pack: Pack) -> Counted:
    """Return the number with the noun of the sentence before, for `plusieurs d'entre eux` of people not counted there."""
    hit = opens_part(one, context.parsed, context.sentence, pack)
    previous = context.previous()
    if hit and hit.rule == "part.dont" and (previous is None or previous.sentence.index != context.sentence.index):
        return _named_before(one, context.sentence, hit.span.start, context, pack)
    if previous:
        return one
    if leads_with_pronoun(one, context.parsed, pack):
        return replace(one, kind="person", group="people")
    if in_brackets(one.number, context.parsed.text):
        return _named_before(one, context.sentence, one.number.span.start, context, pack)
    if hit is None or context.sentence.index == 0:
        return one
    before = context.parsed.sentences[context.sentence.index - 1]
    found = _named_before(one, before, before.span.end, context, pack)
    return replace(one, kind="person", group="people") if found is one and hit.rule == "part.of_them" else found


def _named_before(one: Counted, sentence: Sentence, end: int, context: Context, pack: Pack) -> Counted:
    """Return the number with the last noun of people before an offset, as it is where there is none."""
    person = person_before(context.parsed, sentence, end, pack)
    return replace(one, kind="person", noun=person[0], group=person[0].group) if person else one


def _parent(one: Counted, context: Context, part: Hit | None) -> Draft | None:
    """Return the larger figure that a part belongs to; parts in a row (`dont deux femmes et un enfant`) share it."""
    previous = context.previous()
    if part is None:
        if one.noun and one.noun.count and previous and one.noun.count != previous.measured.measure:
            return None
        same = previous and previous.sentence.index == context.sentence.index and previous.part_of
        if not (same and previous and _follows(previous, one, context)):
            return None
        return next((d for d in context.drafts if d.counted.number.span == previous.part_of), None)
    for draft in reversed(context.drafts):
        if context.sentence.index - draft.sentence.index > 1:
            return None
        if draft.part_of is None and size_of(draft.counted) >= size_of(one):
            return draft
    return None


def _follows(previous: Draft, one: Counted, context: Context) -> bool:
    between = context.parsed.text[previous.counted.end : one.number.span.start].strip()
    words = between.replace(",", " ").split()
    return len(words) <= 3 and not any(
        t.span.start >= previous.counted.end and t.span.end <= one.number.span.start for t in context.triggers
    )


def size_of(counted: Counted) -> float:
    """Return how many a number says at least."""
    return counted.number.low or counted.number.high or 0.0


def _thing(one: Counted, measured: Measured | None, parent: Draft | None, pack: Pack) -> tuple[Measured, str] | None:
    if one.noun is None or one.number.rule == "number.one":
        return None
    turned = (
        one.noun.key in _words(pack, "projectiles") and measured and measured.measure in ("destroyed", "captured", "delivered")
    )
    hard = not turned and (one.noun.thing in ("attacks", "groups", "corridors") or one.noun.key in _words(pack, "hard_things"))
    if one.pointing and (hard or measured is None) and one.noun.key in _words(pack, "pointed"):
        return None
    if hard or (measured is None and one.noun.thing != "buildings"):
        measured = Measured(
            measure=one.noun.thing, trigger=measured.trigger if measured else None, cost=0.0, rule="measure.thing"
        )
    if measured is None and parent:
        measured = parent.measured
    return (measured, one.group) if measured else None


def _bare(
    one: Counted, measured: Measured | None, parent: Draft | None, context: Context, bare: Bare, pack: Pack
) -> tuple[Measured, str] | None:
    """Return the measure and the group of a number whose noun stands elsewhere or nowhere."""
    previous = context.previous()
    first = not context.drafts or context.drafts[-1].sentence.index != context.sentence.index
    if bare.toll and first and one.number.rule != "number.one" and parent is None:
        return Measured(measure="killed", trigger=None, cost=1.0, rule="toll.bare"), "people"
    if one.number.rule == "number.one":
        return _another(measured, previous, context)
    model = parent or previous
    if model is None and one.number.superseded:
        return measured or Measured(measure="present", trigger=None, cost=20.0, rule="measure.none"), "people"
    if model is None:
        return (measured, "people") if measured and measured.cost <= 2 and measured.measure in HARM else None
    if parent and (measured is None or measured.cost > PART_REACH):
        return parent.measured, parent.group
    if model.counted.kind == "thing":
        return (model.measured, model.group) if parent or one.other or _compared(one, context, pack) else None
    if measured and measured.cost <= BARE_REACH:
        return measured, model.group
    if (
        counts_again(one, context.parsed, context.sentence, pack)
        or _joined(one, model, context)
        or _compared(one, context, pack)
        or in_brackets(one.number, context.parsed.text)
        or _gapped(one, model, context)
    ):
        return model.measured, model.group
    return (model.measured, model.group) if one.other or parent or one.number.superseded else None


def _another(measured: Measured | None, previous: Draft | None, context: Context) -> tuple[Measured, str] | None:
    """Return what `un autre` counts after people told of in its sentence, where harm is said to have come to it."""
    if previous is None or measured is None or measured.measure not in HARM or measured.cost > ONE_REACH:
        return None
    same = previous.counted.kind == "person" and previous.sentence.index == context.sentence.index
    # a bare participle may speak of a place (`dans un autre, repris aux rebelles`)
    told = measured.trigger is not None and measured.trigger.voice != "bare"
    return (measured, previous.group) if same and told else None


def _compared(one: Counted, context: Context, pack: Pack) -> bool:
    """Say whether a bare number is set against the one before (`20.000 habitants, contre 150.000 avant la guerre`)."""
    start = one.number.qualifier_span.start if one.number.qualifier_span else one.number.span.start
    lead = context.parsed.text[max(context.sentence.span.start, start - 12) : start].lower().split()
    return bool(lead) and lead[-1] in _words(pack, "compared")


def _gapped(one: Counted, model: Draft, context: Context) -> bool:
    """Say whether a bare number follows a name, its verb and noun left out (`et l'Égypte 350.000`)."""
    token, text = context.parsed.token_at(one.number.span.start), context.parsed.text
    if token is None or token.i == 0 or model.sentence.index != context.sentence.index or model.counted.kind != "person":
        return False
    closed = not text[one.number.span.end : one.number.span.end + 1].strip(" ,.;)\n")
    follows = text[one.number.span.end :].lstrip(" ")[:1]
    return closed and follows in ("", ",", ".", ";", "\n", ")") and _names_country(one, token.i, context)


def _names_country(one: Counted, at: int, context: Context) -> bool:
    before = context.parsed.doc[at - 1]
    start = before.text[0].isupper() and before.pos_ in ("PROPN", "NOUN") and not before.is_sent_start
    return start and (one.number.low or 0) >= LISTED


def _joined(one: Counted, model: Draft, context: Context) -> bool:
    """Say whether a bare number only continues the one before (`3.500 morts la nuit même et 25.000 dans les années ...`)."""
    if model.sentence.index != context.sentence.index:
        return False
    token, after = context.parsed.token_at(one.number.span.start), context.parsed.token_at(one.number.span.end + 1)
    before = context.parsed.doc[token.i - 1] if token and token.i else None
    if before is None or after is None:
        return False
    if before.text == ",":
        return after.pos_ == "ADP" and model.measured.measure in HARM
    return before.pos_ == "CCONJ" and after.pos_ in ("ADP", "PUNCT", "ADV", "DET")


def _person(
    one: Counted, measured: Measured | None, parent: Draft | None, context: Context, pack: Pack
) -> tuple[Measured, str] | None:
    own = bool(one.noun and one.noun.count and measured and measured.measure == one.noun.count)
    if parent and not own and (measured is None or measured.cost > PART_REACH):
        measured = parent.measured
    if one.number.rule == "number.one" and told_by(one, measured, context.parsed, pack):
        return None
    if one.number.rule == "number.one" and (
        measured is None or measured.measure not in HARM or (measured.cost > ONE_REACH and not parent)
    ):
        return None
    group = one.group
    previous = context.previous()
    if own and one.noun and one.noun.group == "sick_or_wounded":
        group = one.complement or "people"
    same = previous is not None and previous.sentence.index == context.sentence.index
    if own and group == "people" and previous and same and (one.other or _continues(one, previous, context)):
        group = previous.group
    if measured is None and one.other and previous:
        measured = previous.measured
    if own and previous and same and _shares_verb(one, previous, context):
        measured = previous.measured
    named = one.noun is not None and one.side == one.noun.key and group == "people"
    if named and previous and same and (_is_detail(one, previous, context) or _also_named(one, previous, context)):
        group = previous.group
    if previous and same and (measured is None or measured.cost > DETAIL_REACH) and _is_detail(one, previous, context):
        measured, group = previous.measured, previous.group if group == "people" else group
    if measured is None:
        measured = Measured(measure="present", trigger=None, cost=20.0, rule="measure.none")
    return measured, group


def _shares_verb(one: Counted, previous: Draft, context: Context) -> bool:
    """Say whether a name stands in the verb's place (`le camp a libéré 13 otages et l'armée 39 prisonniers`)."""
    token, trigger = context.parsed.token_at(one.number.span.start), previous.measured.trigger
    both = bool(one.noun and one.noun.soft and previous.counted.noun and previous.counted.noun.soft)
    if token is None or token.i == 0 or trigger is None or trigger.role != "object" or not both:
        return False
    before = context.parsed.doc[token.i - 1]
    return before.text[0].isupper() and before.idx > previous.counted.end and previous.measured.rule != "measure.noun"


def _also_named(one: Counted, previous: Draft, context: Context) -> bool:
    """Say whether the number before told of a nation too, in the same list (`- quatre Cambodgiens, un Marocain -`)."""
    noun = previous.counted.noun
    listed = noun is not None and previous.counted.side == noun.key and previous.group != "people"
    return listed and _follows(previous, one, context)


def _is_detail(one: Counted, previous: Draft, context: Context) -> bool:
    """Say whether a number only tells in detail what the one before counts (`20 morts: 12 civils et huit soldats`)."""
    if size_of(one) > size_of(previous.counted):
        return False
    end = max(previous.counted.end, previous.measured.trigger.span.end if previous.measured.trigger else 0)
    return lead_detail(context.parsed.text[end : one.number.span.start])


def _continues(one: Counted, previous: Draft, context: Context) -> bool:
    """Say whether a participle without a noun goes on with those before (`dix soldats ont été tués et vingt blessés`)."""
    trigger = previous.measured.trigger
    if trigger is None or previous.measured.rule == "measure.noun" or trigger.voice not in ("passive", "bare"):
        return False
    between = context.parsed.text[trigger.span.end : one.number.span.start]
    return trigger.span.end <= one.number.span.start and len(between.split()) <= 4
