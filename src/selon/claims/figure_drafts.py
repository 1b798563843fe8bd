"""Make drafts of figures: what is counted and measured, before source, place and period are known.

In: a counted number, the triggers of its sentence, the drafts before it. Out: a `Draft`, or None where the number
counts nothing known.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from selon.claims.figure_bare import Bare, measure_bare, whole_of
from selon.claims.figure_bodies import among_after
from selon.claims.figure_context import HARM, ONE_REACH, PART_REACH, Context, Draft, size_of, start_of
from selon.claims.figure_elided import (
    goes_on_with_things,
    in_brackets,
    in_list,
    lead_detail,
    leads_with_pronoun,
    takes_up,
    told_by,
)
from selon.claims.figure_listed import listed_after
from selon.claims.figure_measure import choose_measure
from selon.claims.figure_measure_cost import WEAK, Measured
from selon.claims.figure_nouns import Counted, group_said
from selon.claims.figure_parts import (
    Hit,
    bare_toll,
    borrowed_noun,
    counts_again,
    counts_of_force,
    modality_of,
    opens_part,
    person_before,
    superseded_at,
)
from selon.claims.figure_single import PAIR, counts_nobody_else, is_body, is_family, is_tried
from selon.claims.figure_triggers import Trigger
from selon.claims.figure_unsaid import unsaid
from selon.claims.figure_whole import (
    attacks_before,
    bracketed,
    exchanged_for,
    exchanged_with,
    follows,
    harmed_by_verb,
    is_told_by_whole,
    parent_of,
    shares_verb_of_whole,
    taken_up,
    tallied,
    tells_parts,
    told_in_plural,
)
from selon.claims.figure_words import Noun, counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.span import Span
from selon.read.number_patterns import plain

__all__ = ["Context", "Draft", "make_draft", "size_of"]

# a verb farther than this gives way to the toll that a number tells in detail
DETAIL_REACH = 6.0
# what is done to things of no list, how near the verb stands that tells, and how
DONE = frozenset({"destroyed", "damaged", "captured", "delivered"})
KNOWN_REACH = 3.0
VOICES = frozenset({"active", "passive", "bare", "phrase"})
# what may be done to a projectile
TURNED = frozenset({"destroyed", "captured", "delivered"})
# groups that do not say whether those who are counted are soldiers
UNSAID = frozenset({"people", "men", "foreigners", "security_forces"})
# what a force tells of its own men
OF_FORCE = frozenset({"present", "killed", "evacuated", "other"})
# of whom it is said on which side they were
LOST = frozenset({"killed", "wounded", "missing"})
# groups that a predicate makes narrower (`six des civils tués sont des enfants`)
WIDE = frozenset({"people", "civilians"})


@cache
def _words(pack: Pack, key: str) -> frozenset[str]:
    return frozenset(pack.words("counting_not", key))


def make_draft(one: Counted, context: Context, pack: Pack) -> Draft | None:
    """Return the draft of a counted number, None where nothing known is counted."""
    if one.kind == "unknown" and _opens_phrase(one, context):
        one = replace(one, kind="none", noun_span=None, end=one.number.span.end)
    if one.kind == "unknown":
        if (known := _known_by_verb(one, context, pack)) is None:
            return None
        one = known
    one, hits, toll = _borrow(bare := one, context, pack)
    measured = bracketed(one, context) or choose_measure(one, context.triggers, context.spans, context.parsed, pack)
    measured = exchanged_with(one, measured, context, pack) or tallied(bare, measured, context, pack) or measured
    if one.kind == "trade":
        # what only looks like a trade counts where somebody was harmed or held
        if measured is None or measured.measure not in HARM or measured.cost > ONE_REACH:
            return None
        one = replace(one, kind="person")
    part = opens_part(one, context.parsed, context.sentence, pack)
    parent = parent_of(one, context, part, pack)
    if parent and measured and _is_of_next(one, measured, context):
        measured = None
    if parent and measured and (shares_verb_of_whole(one, measured, parent, context) or is_told_by_whole(one, measured, parent)):
        measured = parent.measured
    if one.kind == "person" and (is_family(one, measured, context, pack) or is_body(one, context.parsed, pack)):
        return None
    if is_tried(one, measured, context, pack) or counts_nobody_else(one, measured, context, pack):
        return None
    if one.kind == "none":
        again = counts_again(one, context.parsed, context.sentence, pack) if context.previous() else None
        hits += [("group", again)] if again else []
        found = measure_bare(one, measured, parent, context, Bare(toll=toll, again=again is not None), pack)
    else:
        found = _thing(one, measured, parent, pack) if one.kind == "thing" else _person(one, measured, parent, context, pack)
    if found is None:
        return None
    hits += [("part_of", part)] if part and parent else []
    return _with_standing(one, found, parent, hits, context, pack)


def _opens_phrase(one: Counted, context: Context) -> bool:
    """Say whether what looks like a noun opens what befell people told of before (`et 900 contraintes de fuir`)."""
    start = one.noun_span.start if one.noun_span and context.previous() else -1
    return any(t.voice == "phrase" and not t.thing and t.span.start == start for t in context.triggers)


def _known_by_verb(one: Counted, context: Context, pack: Pack) -> Counted | None:
    """Return a number whose noun is in no list as what its verb makes of it: people harmed, things destroyed or taken."""
    words = context.parsed.text[one.noun_span.start : one.noun_span.end] if one.noun_span else ""
    if one.number.rule == "number.one" or not words or not words[0].islower():
        return None
    for kind, measures in (("thing", DONE), ("person", HARM)):
        tried = replace(one, kind=kind)
        found = choose_measure(tried, context.triggers, context.spans, context.parsed, pack)
        if found and found.trigger and found.measure in measures and found.cost <= KNOWN_REACH and found.trigger.voice in VOICES:
            key = counting_words(pack).singular(words.lower())
            if kind == "person" and (key in _words(pack, "no_trades") or _by_means(one, context, pack)):
                return None
            noun = Noun(key=key, group="people") if kind == "person" else Noun(key=key, thing="other")
            return replace(tried, noun=noun, group="people" if kind == "person" else key)
    return None


def _by_means(one: Counted, context: Context, pack: Pack) -> bool:
    """Say whether a noun of no list tells what harmed somebody (`blessé par deux balles`)."""
    lead = plain(context.parsed.text[context.sentence.span.start : start_of(one)])
    return lead.rpartition(" ")[2] in _words(pack, "by_words")


def _is_of_next(one: Counted, measured: Measured, context: Context) -> bool:
    """Say whether another number stands between a part and a verb (`100 morts, dont 50 enfants, et 80 ont été blessés`)."""
    trigger = measured.trigger
    if trigger is None or measured.rule == "measure.noun" or trigger.voice == "among":
        return False
    return any(one.end <= n.start < trigger.span.start for n in context.spans)


def _borrow(one: Counted, context: Context, pack: Pack) -> tuple[Counted, list[tuple[str, Hit]], bool]:
    """Return a number with the noun that stands elsewhere, the cues that found it, and whether a bare toll is told."""
    if one.kind != "none":
        return one, [], False
    again = _taken_up(one, context, pack)
    if again:
        return again, [], False
    # `le nombre des victimes qu'un compte a attirées`: `un` is no toll
    single = one.number.rule == "number.one"
    borrowed = None if single else borrowed_noun(one, context.parsed, context.sentence, pack)
    if borrowed is None:
        return _of_them(one, context, pack), [], False
    noun, span, hit = borrowed
    if noun is None:
        return one, [("group", hit)], True
    kind = "thing" if noun.thing else "person"
    group = noun.name or noun.key if kind == "thing" else noun.group or "people"
    return replace(one, kind=kind, noun=noun, noun_span=span, end=max(one.end, span.end), group=group), [("group", hit)], False


def _taken_up(one: Counted, context: Context, pack: Pack) -> Counted | None:
    """Return a bare number with what the number before counts (`a détruit sept chars et en a saisi trois`, `dont 55`)."""
    model = taken_up(one, context)
    if model is None or model.counted.noun is None:
        return None
    parent = parent_of(one, context, opens_part(one, context.parsed, context.sentence, pack), pack)
    again = takes_up(one, context.parsed, context.sentence, pack) or (
        model.counted.kind == "thing" and goes_on_with_things(one, model.counted, context.parsed, pack)
    )
    if parent is None and not again:
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
    lost = among_after(context.parsed, one.number.span.end, pack) if measured.measure in LOST and group == "people" else None
    if lost is not None:
        # `des blessés, dont neuf parmi les gendarmes`
        group = lost[0]
        hits += [("group", Hit("group.among", Span(one.number.span.end, lost[1])))]
    force = counts_of_force(one, context.parsed, pack) if measured.measure in OF_FORCE and group in UNSAID else None
    if force is not None:
        group = force[0]
        hits += [("group", force[1])]
    modality, hit = modality_of(one, _governing(one, measured), context.parsed, context.sentence, pack)
    shared = _listed_modality(one, measured, context, pack) if modality == "asserted" else ""
    old = superseded_at(one.number.span, context.parsed, context.sentence, pack)
    hits += [("modality", hit)] if hit else []
    hits += [("superseded", old)] if old else []
    return Draft(
        counted=one,
        measured=measured,
        group=group,
        sentence=context.sentence,
        part_of=parent.counted.number.span if parent else None,
        modality=parent.modality if parent and measured is parent.measured else shared or modality,
        superseded=old is not None or one.number.superseded,
        hits=tuple(hits),
    )


def _listed_modality(one: Counted, measured: Measured, context: Context, pack: Pack) -> str:
    """Return the modality of the item before in a toll (`il y aurait un mort et quatre blessés`)."""
    previous = context.previous()
    if previous is None or previous.sentence.index != context.sentence.index or measured.rule != "measure.noun":
        return ""
    between = context.parsed.text[previous.counted.end : start_of(one)].strip(" ,")
    return previous.modality if not between or between in _words(pack, "list_words") else ""


def _governing(one: Counted, measured: Measured) -> Trigger | None:
    """Return the trigger whose mood is the number's: none for a noun with its own measure, unless it stands before."""
    trigger = measured.trigger
    if trigger is None or (measured.rule == "measure.noun" and trigger.span.end > one.number.span.start):
        return None
    return trigger


def _of_them(one: Counted, context: Context, pack: Pack) -> Counted:
    """Return the number with the noun of the sentence before, for `plusieurs d'entre eux` of people not counted there."""
    hit = opens_part(one, context.parsed, context.sentence, pack)
    if hit and hit.rule == "part.of_them" and (harmed := harmed_by_verb(one, context, pack)):
        return harmed
    previous = context.previous()
    counted_here = previous is not None and previous.sentence.index == context.sentence.index
    if hit and hit.rule == "part.of_them" and not counted_here and (told := told_in_plural(one, context, pack)):
        return told
    if previous is None and context.sentence.index and takes_up(one, context.parsed, context.sentence, pack):
        before = context.parsed.sentences[context.sentence.index - 1]
        return _named_before(one, before, before.span.end, context, pack)
    if hit and hit.rule == "part.dont" and (previous is None or previous.sentence.index != context.sentence.index):
        named = _named_before(one, context.sentence, hit.span.start, context, pack)
        return attacks_before(one, hit, context, pack) or named if named is one else named
    if previous:
        return one
    if leads_with_pronoun(one, context.parsed, pack):
        return replace(one, kind="person", group="people")
    if in_brackets(one.number, context.parsed.text, pack):
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


def _thing(one: Counted, measured: Measured | None, parent: Draft | None, pack: Pack) -> tuple[Measured, str] | None:
    if one.noun is None or one.number.rule == "number.one":
        return None
    lemma = measured.trigger.lemma if measured and measured.trigger else ""
    if measured and measured.measure == "damaged" and lemma in _words(pack, "striking") and one.noun.key in _words(pack, "goals"):
        measured = None
    # `les roquettes ont explosé`, `un obus s'est abattu`: what a projectile does by itself is the attack
    passive = measured and measured.measure in TURNED and (measured.trigger is None or measured.trigger.role == "object")
    turned = one.noun.key in _words(pack, "projectiles") and passive and lemma not in _words(pack, "dropping")
    hard = not turned and (one.noun.thing in ("attacks", "groups", "corridors") or one.noun.key in _words(pack, "hard_things"))
    if one.pointing and (hard or measured is None) and one.noun.key in _words(pack, "pointed"):
        return None
    if one.pointing and one.number.low == PAIR and one.noun.key in _words(pack, "sides"):
        # `les tirs des deux camps`: the two that fight
        return None
    if hard or (measured is None and one.noun.thing != "buildings"):
        measured = Measured(
            measure=one.noun.thing, trigger=measured.trigger if measured else None, cost=0.0, rule="measure.thing"
        )
    if measured is None and parent:
        measured = parent.measured
    if measured is None:
        measured = Measured(measure="sites", trigger=None, cost=20.0, rule="measure.none")
    return (measured, one.group) if measured else None


def _person(
    one: Counted, measured: Measured | None, parent: Draft | None, context: Context, pack: Pack
) -> tuple[Measured, str] | None:
    own = bool(one.noun and one.noun.count and measured and measured.measure == one.noun.count)
    if (before := listed_after(one, measured, context, pack)) is not None:
        measured = before.measured
    if parent and not own and (measured is None or measured.cost > PART_REACH):
        measured = parent.measured
    if one.number.rule == "number.one" and told_by(one, measured, context.parsed, pack):
        return None
    if one.number.rule == "number.one" and (
        measured is None or (before is None and (measured.measure not in HARM or (measured.cost > ONE_REACH and not parent)))
    ):
        return None
    group = one.group
    previous = context.previous()
    if own and one.noun and one.noun.group in ("sick_or_wounded", "displaced"):
        group = one.complement or "people"
    same = previous is not None and previous.sentence.index == context.sentence.index and previous.counted.kind != "thing"
    if group in WIDE and (said := group_said(one, context.parsed, pack)):
        group = said
    if own and group == "people" and parent and parent.counted.kind == "person":
        # `1.200 victimes civiles, dont 500 morts`: some of the civilians
        group = parent.group
    if own and group == "people" and previous and same and (one.other or _continues(one, previous, context)):
        group = whole_of(previous, one, context).group
    if measured is None and one.other and previous and not _has_own_verb(one, context):
        measured = previous.measured
    if other := exchanged_for(one, context, pack):
        measured = other.measured
    if own and previous and same and _shares_verb(one, previous, context):
        measured = previous.measured
    named = one.noun is not None and one.side == one.noun.key and group == "people"
    if named and previous and same and (_is_detail(one, previous, context) or _also_named(one, previous, context)):
        group = previous.group
    weak = measured is None or measured.cost > DETAIL_REACH or (measured.measure in WEAK and not own)
    if previous and same and weak and _is_detail(one, previous, context):
        measured, group = previous.measured, previous.group if group == "people" else group
    if previous and (measured is None or measured.cost > DETAIL_REACH) and in_list(one, previous, context, pack):
        measured = previous.measured
    if measured is None and bare_toll(one, context.parsed, context.sentence.span, pack):
        measured = Measured(measure="killed", trigger=None, cost=1.0, rule="toll.bare")
    if measured is None:
        measured = unsaid(one, context, pack)
    return measured, group


def _has_own_verb(one: Counted, context: Context) -> bool:
    """Say whether a verb of no list tells what others did or met (`trois autres ont survécu`): not what those before did."""
    token = context.parsed.token_at(one.noun_span.start if one.noun_span else one.number.span.start)
    return token is not None and token.dep_.startswith("nsubj") and token.head.pos_ == "VERB"


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
    return listed and follows(previous, one, context)


def _is_detail(one: Counted, previous: Draft, context: Context) -> bool:
    """Say whether a number only tells in detail what the one before counts (`20 morts: 12 civils et huit soldats`)."""
    if size_of(one) > size_of(previous.counted):
        return False
    end = max(previous.counted.end, previous.measured.trigger.span.end if previous.measured.trigger else 0)
    return lead_detail(context.parsed.text[end : one.number.span.start]) or tells_parts(one, previous, context)


def _continues(one: Counted, previous: Draft, context: Context) -> bool:
    """Say whether a participle without a noun goes on with those before (`dix soldats ont été tués et vingt blessés`)."""
    trigger = previous.measured.trigger
    if trigger is None or previous.measured.rule == "measure.noun" or trigger.voice not in ("passive", "bare"):
        return False
    between = context.parsed.text[trigger.span.end : one.number.span.start]
    return trigger.span.end <= one.number.span.start and len(between.split()) <= 4
