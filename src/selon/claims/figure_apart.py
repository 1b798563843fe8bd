"""Tell the day of an act that a number is told of besides the news: `le préfet est parti samedi, après la mort d'un berger`.

In: a draft, its own time and the scene. Out: the day that the report tells of that act elsewhere, None where it tells none.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.claims.figure_context import Draft
from selon.claims.figure_event_day import Scene, with_rule
from selon.claims.figure_scope_words import ScopeWords, scope_words
from selon.claims.figure_since import days_in, is_of_days
from selon.lang.pack import Pack
from selon.model.record import Derivation, Period
from selon.model.span import Span
from selon.read.number_patterns import plain


def of_deed(draft: Draft, own: Period | None, scene: Scene, pack: Pack) -> Period | None:
    """Return the time of a deed that is not the news: the day that the report tells elsewhere, an open one for a trial's."""
    words = scope_words(pack)
    return _act_told(draft, own, scene, words) or _tried_for(draft, scene, words) or _arrested(draft, own, scene, words)


def _arrested(draft: Draft, own: Period | None, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the one day that the report tells of an arrest, for those of the headline: `un suspect arrêté après l'attentat`.

    Only the headline: a report on riots tells of arrests in many towns.
    """
    trigger = draft.measured.trigger
    if own is not None or draft.sentence.paragraph or draft.measured.measure != "detained" or trigger is None:
        return None
    if plain(trigger.token.lemma_) not in words.arrests:
        return None
    told = [
        (span, period)
        for span, period in scene.periods
        if span not in scene.words.said and is_of_days(period) and days_in(period) <= 1 and _hangs_on(span, words.arrests, scene)
    ]
    if len({(p.start, p.end) for _, p in told}) != 1:
        return None
    span, period = told[0]
    return with_rule(period, "period.arrested", span)


def _hangs_on(span: Span, names: frozenset[str], scene: Scene) -> bool:
    """Say whether a time hangs on one of some words, or on the verb that has one of them about it."""
    tokens = scene.settled.parsed.tokens(span)
    for above in tokens.root.ancestors if len(tokens) else ():
        if plain(above.lemma_) in names:
            return True
        if above.pos_ in ("VERB", "AUX"):
            return any(plain(c.lemma_) in names and c.dep_ in ("obj", "nsubj", "nsubj:pass") for c in above.children)
    return False


def _act_told(draft: Draft, own: Period | None, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the day that hangs on the act elsewhere in the report, where no time stands behind it in the number's sentence."""
    act = _act_of(draft, scene, words)
    if act is None or any(draft.sentence.span.holds(s) and s.start > act.idx for s, _ in scene.told):
        return None
    told = [
        (span, period)
        for span, period in scene.periods
        if not draft.sentence.span.holds(span)
        and span not in scene.words.said
        and is_of_days(period)
        and days_in(period) <= 1
        and _is_of(span, act, scene, words)
        and not _of_others(span, draft, scene, _names(act) if plain(act.lemma_) in words.deaths else frozenset())
    ]
    if len({(p.start, p.end) for _, p in told}) != 1:
        return None
    span, period = told[0]
    if own is not None and own.start is not None and (str(period.start) >= own.start or not is_of_days(own)):
        return None
    return with_rule(period, "period.of-act", span)


def _act_of(draft: Draft, scene: Scene, words: ScopeWords) -> Token | None:
    """Return the act that holds a number and is not the news: one death (`la mort d'un homme`), or one behind `après`."""
    number = scene.settled.parsed.token_at(draft.counted.number.span.start)
    if number is None or draft.measured.measure not in ("killed", "wounded"):
        return None
    for above in number.ancestors:
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in ("acl", "acl:relcl"):
            return None
        if above.pos_ != "NOUN" or above.i > number.i or above.morph.get("Number", []) != ["Sing"]:
            continue
        if plain(above.lemma_) in words.deaths:
            named = above.is_sent_start or any(c.dep_ in ("det", "case") for c in above.lefts)
            return above if named and draft.counted.number.rule == "number.one" else None
        if above.i in scene.words.harms and any(plain(c.text) in scene.words.apart for c in above.lefts):
            return above
    return None


def _is_of(span: Span, act: Token, scene: Scene, words: ScopeWords) -> bool:
    """Say whether a time hangs on a word for an act: `tué le 25 mai`, `la mort de X lundi`."""
    tokens = scene.settled.parsed.tokens(span)
    name = plain(act.lemma_)
    names = words.deaths | words.dying if name in words.deaths else {name}
    for above in tokens.root.ancestors if len(tokens) else ():
        if plain(above.lemma_) in names:
            return True
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False


def _of_others(span: Span, draft: Draft, scene: Scene, names: frozenset[str]) -> bool:
    """Say whether a sentence tells another toll with a time, or names nobody of those who are named with the act."""
    parsed = scene.settled.parsed
    sentence = parsed.sentence_at(span.start)
    measure, low = draft.measured.measure, draft.counted.number.low
    if any(d.sentence is sentence and d.measured.measure == measure and d.counted.number.low != low for d in scene.drafts):
        return True
    return bool(names) and not any(plain(t.text) in names for t in parsed.tokens(sentence.span))


def _names(act: Token) -> frozenset[str]:
    return frozenset(plain(t.text) for t in act.subtree if t.pos_ == "PROPN" and t.dep_ != "appos")


def _tried_for(draft: Draft, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the open time of a deed that somebody is tried for (`condamné mardi pour le meurtre de deux bergers`).

    The day of a trial is no day of the deed: where no time stands with the deed, its sentence tells none.
    """
    parsed = scene.settled.parsed
    number = parsed.token_at(draft.counted.number.span.start)
    if number is None or draft.measured.measure not in scene.words.of_event or draft.measured.measure in scene.words.held:
        return None
    chain = [number, *number.ancestors]
    for at, above in enumerate(chain[1:], start=1):
        name = plain(above.lemma_)
        opens = words.charges_of_guilt if name in words.guilty else words.charges if name in words.trials else frozenset()
        lead = next((c for t in chain[:at] for c in t.lefts if above.i < c.i < number.i and plain(c.text) in opens), None)
        if lead is None:
            continue
        if any(draft.sentence.span.holds(s) and s.start > lead.idx for s, _ in scene.told):
            return None
        span = Span(above.idx, above.idx + len(above))
        return Period(start=None, end=None, derivation=Derivation(rule="period.tried", span=span, of="period"))
    return None
