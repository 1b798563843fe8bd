"""Settle the day of a state of affairs: that of the report, of the estimate, or of the event that it is told with.

In: a draft that counts people in a state, with no time in its sentence. Out: the period that it holds for.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.claims.figure_context import size_of
from selon.claims.figure_drafts import Draft
from selon.claims.figure_event_day import RECENT, Scene, is_recent, with_rule
from selon.claims.figure_near import counted_token
from selon.claims.figure_period_words import PeriodWords
from selon.claims.figure_since import is_of_days, today_of
from selon.model.parsed import verb_over
from selon.model.record import Derivation, Period
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# fewer than these are told as those of a scene (`trois hommes`), more as those of a state; 5 to 20 do the same on the
# marked reports
FEW = 20
# the rule of a period that is the last day of a longer time (`fin 2020`)
AT_END = "periods.at-end"
# characters behind a noun in which a word like `supplémentaires` is looked for
NEWLY = 16


def state_day(draft: Draft, event: Period | None, scene: Scene) -> Period | None:
    """Return the days that a state holds on: those of an older estimate, of the event it was part of, else the report's."""
    if event is not None and not is_kept(draft, scene.words) and _is_of_event(draft, scene, brief=is_of_days(event)):
        return with_rule(event, "period.event", event.derivation.span if event.derivation else None)
    day = today_of(scene.settled)
    rule = "period.living" if lives_there(draft, scene.settled, scene.words) else "period.state"
    return Period(start=day, end=day, derivation=Derivation(rule=rule, of="period")) if day else None


def estimated(draft: Draft, scene: Scene) -> Period | None:
    """Return the time of the words where it lies well behind the report: `deux millions ont faim, estimait l'ONU en mai`."""
    for span, period in scene.periods:
        if span in scene.words.said and draft.sentence.span.holds(span) and period.start and period.end:
            return None if is_recent(period, scene.settled, RECENT) else with_rule(period, "period.estimated", span)
    return None


def as_of(draft: Draft, own: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the day at which a report of statistics has told its total, for the rest of its numbers in the past.

    `Fin 2019, neuf millions étaient déplacés ... Trois millions avaient fui, un million étaient des réfugiés`.
    """
    words, size = scene.words, draft.counted.number.low
    if draft.measured.measure not in words.states | words.held or size is None or size < FEW:
        return None
    noun = counted_token(draft, scene.settled.parsed)
    verb = _verb_of(noun) if noun is not None else None
    # `fait état de` ends like an imperfect
    if (
        verb is None
        or verb.lower_ in words.no_imperfect
        or not (_is_imperfect(verb, words) or any(plain(h.text) in words.before for h in _helpers(verb)))
    ):
        return None
    for before, period in zip(scene.drafts, own, strict=True):
        if before.sentence.index >= draft.sentence.index:
            return None
        if period is None or period.derivation is None or AT_END not in period.derivation.rules():
            continue
        if (before.counted.number.low or 0) >= size:
            return with_rule(period, "period.as-of", period.derivation.span)
    return None


def is_flow(draft: Draft, scene: Scene) -> bool:
    """Say whether a number tells how many came into a state, not how many are in it (`trois millions de nouveaux déplacés`)."""
    if draft.counted.kind == "none":
        # `le Mali compte 200.000 nouveaux déplacés, le Niger 90.000`
        row = [d for d in scene.drafts if d.sentence is draft.sentence and d.counted.end <= draft.counted.number.span.start]
        if row:
            return is_flow(row[-1], scene)
    tokens = scene.settled.parsed.tokens(Span(draft.counted.number.span.end, draft.counted.end + NEWLY))
    if any(plain(t.text) in scene.words.newly for t in tokens):
        return True
    trigger = draft.measured.trigger
    if trigger is None or draft.measured.rule == "measure.noun":
        return False
    return trigger.token.pos_ == "NOUN" or any(c.dep_ == "aux:tense" for c in trigger.token.children)


def lives_there(draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a number tells how many live in a place (`une ville de 900 habitants`): of today, not of an act."""
    noun = draft.counted.noun_span
    if draft.measured.measure not in words.states or noun is None:
        return False
    return any(plain(t.lemma_) in words.living for t in settled.parsed.tokens(noun))


def verb_of_now(draft: Draft, settled: Settled, words: PeriodWords) -> Token | None:
    """Return the verb in the present that tells of a state: a time that hangs on another verb says nothing of it.

    `Un convoi est entré jeudi à X, où vivent 9.000 personnes`.
    """
    if draft.measured.measure not in words.states or draft.counted.kind == "thing":
        return None
    noun = counted_token(draft, settled.parsed)
    verb = verb_over(noun) if noun is not None else None
    if verb is None:
        return None
    helpers = _helpers(verb)
    told = _is_present(verb) or (bool(helpers) and all(_is_passive_now(h) for h in helpers))
    doubtful = verb.morph.get("Mood", []) == ["Cnd"] or verb.lower_.endswith(words.conditional)
    return verb if told and not doubtful and not _is_imperfect(verb, words) else None


def _is_passive_now(helper: Token) -> bool:
    """Say whether an auxiliary puts a state in the present: `200 hommes sont retranchés`."""
    return helper.dep_ == "aux:pass" and helper.morph.get("Tense", []) == ["Pres"]


def _is_of_event(draft: Draft, scene: Scene, *, brief: bool) -> bool:
    """Say whether a state was one of the event: told in the imperfect, or of those who did the deed (`par 60 hommes`).

    A brief event also has those who did something, and the few who are said to be somewhere.
    """
    noun = counted_token(draft, scene.settled.parsed)
    if noun is None:
        return False
    trigger = draft.measured.trigger
    if noun.dep_ == "obl:agent" or (trigger is not None and trigger.token.lemma_.lower() in scene.words.acting):
        return True
    said = scene.settled.source_at(draft.counted.number.span)
    if said is not None and said[1].type != "direct":
        # reported speech shifts its verbs back: `a dit que 60 familles étaient piégées`
        return False
    if brief and (_acted(noun) or (size_of(draft.counted) < FEW and not (_is_present(_verb_of(noun)) or _lasts(noun)))):
        return True
    return _is_imperfect(_verb_of(trigger.token if trigger is not None else noun), scene.words)


def _is_present(verb: Token | None) -> bool:
    """Say whether a verb tells of a state of today."""
    if verb is None:
        return False
    forms = _helpers(verb) or [verb]
    told = [f for f in forms if f.morph.get("VerbForm", []) == ["Fin"]]
    return any(f.morph.get("Tense", []) == ["Pres"] for f in told) and not any(f.dep_.startswith("aux") for f in forms)


def _lasts(noun: Token) -> bool:
    """Say whether a relative clause tells in the present what those who are counted do: `deux milices qui opèrent ici`."""
    return any(c.dep_ == "acl:relcl" and c.pos_ == "VERB" and _is_present(c) for c in noun.children)


def is_kept(draft: Draft, words: PeriodWords) -> bool:
    """Say whether those who are counted are said to be in a state now: `mille combattants sont détenus dans le nord`."""
    trigger = draft.measured.trigger
    if trigger is None or draft.sentence.paragraph == 0:
        return False
    if plain(trigger.token.lemma_) in words.holding and _is_now(trigger.token):
        return True
    helpers = _helpers(trigger.token)
    return bool(helpers) and all(_is_passive_now(h) for h in helpers)


def _is_now(verb: Token) -> bool:
    """Say whether a verb stands in the present, or as an infinitive behind one that does (`l'armée dit détenir 40 hommes`)."""
    if verb.morph.get("VerbForm", []) == ["Inf"] and verb.dep_ == "xcomp":
        verb = verb.head
    return _is_present(verb) and not _helpers(verb)


def _acted(noun: Token) -> bool:
    """Say whether those who are counted did something that is told as done: `trois hommes ont foncé dans la foule`."""
    verb = noun.head
    helped = any(c.dep_ == "aux:tense" and c.morph.get("Tense", []) == ["Pres"] for c in verb.children)
    return noun.dep_ == "nsubj" and verb.pos_ == "VERB" and helped


def _verb_of(token: Token) -> Token | None:
    return next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX") or _helpers(t)), None)


def _helpers(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ in ("cop", "aux:pass", "aux:tense")]


def _is_imperfect(verb: Token | None, words: PeriodWords) -> bool:
    """Say whether a verb tells of a state of the past; by its ending, since the tagger often calls it a present."""
    if verb is None or any(h.dep_ == "aux:tense" for h in _helpers(verb)):
        return False
    forms = [h.lower_ for h in _helpers(verb)] or [verb.lower_]
    return any(f.endswith(words.imperfect) and not f.endswith(words.conditional) for f in forms)
