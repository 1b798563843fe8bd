"""Find, in a sentence, the words that say what happened to those counted, each with the side on which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from selon.claims.figure_words import CountingWords, counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, token_span
from selon.model.span import Span
from selon.read.number_patterns import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that say what happened; `before` those counted, or after them (`voice` tells the forms apart)."""

    span: Span
    measure: str
    role: str
    voice: str
    thing: bool
    token: Token
    rule: str


@dataclass(frozen=True, slots=True)
class Small:
    """The small words that the voice of a verb is told by."""

    have: frozenset[str]
    be: frozenset[str]
    determiners: frozenset[str]


@cache
def small_words(pack: Pack) -> Small:
    """Return the auxiliaries and determiners of a pack."""
    return Small(
        frozenset(pack.words("counting_not", "have")),
        frozenset(pack.words("counting_not", "be")),
        frozenset(pack.words("counting_not", "determiners")),
    )


@cache
def _phrases(pack: Pack) -> tuple[tuple[re.Pattern[str], str, dict[str, str]], ...]:
    found = []
    for role in ("subject", "object"):
        measures: dict[str, str] = {}
        for measure, forms in pack.groups("counting_phrases", role).items():
            measures |= {form: measure for form in forms}
        ordered = sorted(measures, key=len, reverse=True)
        groups = "|".join(f"(?P<p{n}>{_pattern(form)})" for n, form in enumerate(ordered))
        found.append((re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE), role, {f"p{n}": measures[f] for n, f in enumerate(ordered)}))
    return tuple(found)


def _pattern(form: str) -> str:
    written = re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]").replace(r"\*", r"\w*")
    return written[: -len("['’]")] + r"(?=['’])" if form.endswith("'") else written


def find_triggers(parsed: Parsed, span: Span, pack: Pack, nouns: Iterable[Span]) -> list[Trigger]:
    """Return the triggers of a sentence, phrases first; words that are counted nouns themselves are left out."""
    taken = list(nouns)
    words = counting_words(pack)
    found = [t for t in _phrase_triggers(parsed, span, pack) if not any(n.holds(t.span) for n in taken)]
    held = [t.span for t in found]
    for token in parsed.tokens(span):
        at = token_span(token)
        if any(at.overlaps(s) for s in taken) or any(at.overlaps(s) for s in held):
            continue
        found.extend(_word_triggers(token, words, small_words(pack)))
    return found


def _phrase_triggers(parsed: Parsed, span: Span, pack: Pack) -> Iterator[Trigger]:
    for pattern, role, measures in _phrases(pack):
        for match in pattern.finditer(parsed.text, span.start, span.end):
            token = parsed.token_at(match.start())
            if token is None or match.lastgroup is None:
                continue
            measure = measures[match.lastgroup]
            voice = "active" if role == "object" else "phrase"
            yield Trigger(
                span=Span(*match.span()), measure=measure, role=role, voice=voice, thing=False, token=token, rule=f"measure.{measure}"
            )


def _word_triggers(token: Token, words: CountingWords, small: Small) -> Iterator[Trigger]:
    form = plain(token.text)
    readings = words.verbs.get(form, ())
    if not readings:
        return
    voice = _voice(token, small)
    noun = token.pos_ in ("NOUN", "PROPN") or voice == "determined"
    if token.i and token.doc[token.i - 1].pos_ == "ADP" and voice == "bare" and not noun:
        return
    for reading in readings:
        if reading.form == "with_have" and voice != "active":
            continue
        if reading.form == "nominal":
            if voice in ("active", "passive"):
                continue
        elif reading.form == "active" and token.pos_ not in ("VERB", "AUX"):
            continue
        elif noun and (reading.form == "active" or voice == "determined"):
            continue
        yield Trigger(
            span=token_span(token),
            measure=reading.measure,
            role=reading.role,
            voice=voice if reading.form in ("participle", "with_have") else reading.form,
            thing=reading.thing,
            token=token,
            rule=f"measure.{reading.measure}",
        )


def _voice(token: Token, small: Small) -> str:
    """Return how a participle stands: `active` (a tué), `passive` (a été tué), `bare` (tué), or `determined` (les tués)."""
    at, seen_be = token.i - 1, False
    while at >= 0 and token.i - at <= 5 and not token.doc[at + 1].is_sent_start:
        other = token.doc[at]
        form = plain(other.text)
        if form in small.be:
            seen_be = True
        elif form in small.have:
            return "passive" if seen_be else "active"
        elif at == token.i - 1 and (form in small.determiners or form.endswith("'")) and form not in ("n'", "s'"):
            return "determined"
        elif other.pos_ not in ("ADV", "AUX", "PRON") and not _is_aside(other):
            break
        at -= 1
    if not seen_be and _goes_on(token):
        return "active"
    return "passive" if seen_be else "bare"


def _goes_on(token: Token) -> bool:
    """Say whether a participle goes on with the one before and has an object (`ont tué dix soldats et blessé six autres`)."""
    if token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.doc[token.i - 1], token.doc[token.i + 1]
    return (before.pos_ == "CCONJ" or before.text == ",") and (after.pos_ in ("NUM", "DET") or after.text[0].isdigit())


def _is_aside(token: Token) -> bool:
    """Say whether a token may stand between an auxiliary and its participle (`ont été, dimanche, tués`)."""
    return token.pos_ in ("PUNCT", "ADP") and token.text not in ".;:"
