"""Find the words that tell an act of the conflict: nouns and verbs from the pack, each with its guards.

In: a parsed report. Out: triggers in order, one for each stretch of words, with the cue that found it. Not taken: verbs
that are wished for, denied or to come, and words in what is not news (credits, datelines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from selon.lang.inflection import verb_forms
from selon.lang.pack import Cue, Pack
from selon.model.parsed import Parsed, Sentence
from selon.model.span import Span

# how far a guard looks: long enough for "attaque ... à la voiture piégée", short enough to stay with the trigger
REACH = 60
SILENT_REGIONS = frozenset({"dateline", "credit", "byline", "boilerplate"})
GUARDS = ("after", "not_after", "before", "not_before", "near", "not_near", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that tell an act: their span, the type of the act, the token that leads, and the cue."""

    span: Span
    type: str
    head: int
    verb: bool
    weak: bool
    rule: str


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a cue, its words in a row, and the guards of the cue, compiled."""

    words: tuple[str, ...]
    cue: Cue
    guards: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _forms(pack: Pack, topic: str, roles: frozenset[str]) -> dict[str, list[_Form]]:
    """Return the forms by their first word; the longest first, then in the order of the file."""
    found: dict[str, list[_Form]] = {}
    topics = (topic, *(pack.words(topic, "more") if "more" in pack.table(topic) else ()))
    for cue in (c for t in topics for c in pack.cues(t) if c.role in roles):
        guards = tuple(
            (g, re.compile(cue.settings[g], re.I if "near" in g or g == "about" else 0)) for g in GUARDS if g in cue.settings
        )
        for form in cue.forms:
            words = tuple(form.split())
            found.setdefault(words[0], []).append(_Form(words, cue, guards))
            if cue.role != "noun":
                for inflected, kind in verb_forms(words[0], pack).items():
                    if inflected != words[0] and (kind != "future" or cue.role != "verb"):
                        found.setdefault(inflected, []).append(_Form((inflected, *words[1:]), cue, guards))
    for forms in found.values():
        forms.sort(key=lambda f: -len(f.words))
    return found


def find_triggers(
    parsed: Parsed, pack: Pack, *, topic: str = "events", roles: frozenset[str] = frozenset({"noun", "verb", "participle"})
) -> list[Trigger]:
    """Return the triggers of a topic in a report, in order, none inside another.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> report = Report(id="a", text=clean_text("Un attentat a frappé la ville."))
    >>> [(t.type, t.rule) for t in find_triggers(parse(report, load_pack("fr")), load_pack("fr"))]
    [('bombing', 'fr.event.attempt-on-lives')]
    """
    kept = parsed.found.get((pack.code, topic, roles))
    if kept is None:
        # figures ask for the acts several times, events once more
        kept = parsed.found[pack.code, topic, roles] = _find(parsed, pack, topic, roles)
    return list(kept)


def _find(parsed: Parsed, pack: Pack, topic: str, roles: frozenset[str]) -> list[Trigger]:
    forms = _forms(pack, topic, roles)
    unreal = _unreal(pack, topic)
    found: list[Trigger] = []
    free = 0
    for at in sorted({i for word in forms.keys() & parsed.by_word.keys() for i in parsed.by_word[word]}):
        sentence = parsed.sentence_at(parsed.doc[at].idx)
        if at < free or sentence.region in SILENT_REGIONS:
            continue
        trigger, length = _at(parsed, sentence, at, forms)
        free = at + length
        if trigger is not None and (unreal is None or not unreal.search(_before(parsed, sentence, trigger))):
            found.append(trigger)
    return found


@cache
def _unreal(pack: Pack, topic: str) -> re.Pattern[str] | None:
    """Return what stands right before words that tell of a mere possibility, None where a topic has no such list."""
    words = pack.table(topic).get("unreal")
    return re.compile(str(words), re.I) if words else None


def _before(parsed: Parsed, sentence: Sentence, trigger: Trigger) -> str:
    return parsed.text[max(sentence.span.start, trigger.span.start - REACH) : trigger.span.start]


def _at(parsed: Parsed, sentence: Sentence, at: int, forms: dict[str, list[_Form]]) -> tuple[Trigger | None, int]:
    """Return the trigger that begins at a token, and how many tokens are taken by it."""
    doc = parsed.doc
    for form in _candidates(forms, doc[at]):
        length = len(form.words)
        tokens = [doc[i] for i in range(at, min(at + length, len(doc)))]
        if _stands(tokens, sentence, form) and _guarded(parsed, sentence, tokens, form):
            trigger = Trigger(
                span=Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])),
                type=form.cue.settings["type"],
                head=at,
                verb=tokens[0].pos_ in ("VERB", "AUX"),
                weak=form.cue.settings.get("series") == "no",
                rule=form.cue.id,
            )
            return trigger, length
    return None, 1


def _candidates(forms: dict[str, list[_Form]], token: Token) -> list[_Form]:
    keys = {token.lemma_.lower(), token.lower_}
    if len(keys) == 1:
        return forms.get(token.lower_, [])
    both = [f for key in keys for f in forms.get(key, [])]
    return sorted(both, key=lambda f: -len(f.words)) if both else both


def _stands(tokens: list[Token], sentence: Sentence, form: _Form) -> bool:
    if len(tokens) < len(form.words) or tokens[-1].idx >= sentence.span.end:
        return False
    words = zip(form.words, tokens, strict=True)
    if not all(word in (t.lemma_.lower(), t.lower_, t.text) for word, t in words):
        return False
    first = tokens[0]
    if form.cue.role == "verb":
        return _tells(first)
    return form.cue.role != "noun" or first.pos_ not in ("VERB", "AUX")


def _tells(token: Token) -> bool:
    """Say whether a verb tells something done: no bare infinitive, no future, not denied."""
    if token.pos_ not in ("VERB", "ADJ", "AUX") and not _after_auxiliary(token):
        return False
    if "Inf" in token.morph.get("VerbForm", []):
        return False
    if "Fut" in token.morph.get("Tense", []):
        return False
    if any(_not_done(c) for c in token.children if c.dep_ in ("aux:pass", "aux:tense")):
        return False
    return not any("Neg" in c.morph.get("Polarity", []) or "Fut" in c.morph.get("Tense", []) for c in token.children)


def _not_done(auxiliary: Token) -> bool:
    """Say whether an auxiliary makes its verb a wish or a duty: `doit être signé`, `pour qu'ils soient libérés`."""
    return "Sub" in auxiliary.morph.get("Mood", []) or (
        auxiliary.dep_ == "aux:pass" and "Inf" in auxiliary.morph.get("VerbForm", [])
    )


def _after_auxiliary(token: Token) -> bool:
    """Say whether a word that the tagger took for a noun stands where only a verb stands: after an auxiliary or a subject."""
    if any(c.dep_ == "det" for c in token.children):
        return False
    return any(c.pos_ == "AUX" or c.dep_ in ("nsubj", "nsubj:pass") for c in token.children)


def _guarded(parsed: Parsed, sentence: Sentence, tokens: list[Token], form: _Form) -> bool:
    """Say whether all guards of the form agree with what stands around the trigger."""
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    text = parsed.text
    for name, pattern in form.guards:
        if name == "about":
            hit = pattern.search(text)
        elif name.endswith("near"):
            hit = pattern.search(text, sentence.span.start, sentence.span.end)
        elif name.endswith("after"):
            hit = pattern.search(text[end : min(end + REACH, sentence.span.end)])
        else:
            hit = pattern.search(text[max(sentence.span.start, start - REACH) : start])
        if (hit is None) != name.startswith("not_"):
            return False
    return True
