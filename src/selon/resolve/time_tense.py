"""Tell on which side of the report a day lies: by its preposition, its own word, or the tense of its verb."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span

PAST, FUTURE, OPEN = -1, 1, 0
# how far before a day, in characters and in words, `depuis` may name what began on it
FAR, NAMED = 60, 6
# a preposition leaves no doubt (`depuis le 1er janvier`, said in December): no day ahead is meant, however near
BEHIND = -2


def direction_of(span: Span, parsed: Parsed, pack: Pack) -> int:
    """Return -1 for a day said of the past, 1 for the future, 0 where nothing tells."""
    before = parsed.text[max(0, span.start - 25) : span.start]
    if is_behind(span, parsed, pack) or _since(pack).search(parsed.text[max(0, span.start - FAR) : span.start]):
        return PAST
    if _before("future_before", pack).search(before):
        return FUTURE
    token = _root_of(span, parsed)
    told = OPEN if token is None else _by_verb(token, span, parsed, pack)
    if told == OPEN and _before("ahead_before", pack).search(before):
        return FUTURE
    return told


def is_behind(span: Span, parsed: Parsed, pack: Pack) -> bool:
    """Say whether the preposition of a day puts it behind the report: `depuis le 1er janvier`."""
    return _before("past_before", pack).search(parsed.text[max(0, span.start - 25) : span.start]) is not None


@cache
def _before(key: str, pack: Pack) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.words("times", f"direction.{key}"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words.replace(chr(39), '[' + chr(39) + '’]')})[\s\"«“]*(?:le |la |ce )?\Z", re.IGNORECASE)


@cache
def _since(pack: Pack) -> re.Pattern[str]:
    """`depuis le début du mouvement le 3 mars`: what began lies behind, whatever the verb of the sentence says."""
    words = "|".join(re.escape(w) for w in pack.words("times", "direction.past_before"))
    return re.compile(rf"(?<!\w)(?:{words}) (?:[^\W\d]+['’ -]){{1,{NAMED}}}\Z", re.IGNORECASE)


def _root_of(span: Span, parsed: Parsed) -> Token | None:
    tokens = parsed.tokens(span)
    return tokens.root if len(tokens) else None


def _by_verb(token: Token, span: Span, parsed: Parsed, pack: Pack) -> int:
    """Climb from the day to its verb; what the first one with a tense says is the answer."""
    sentence = parsed.sentence_at(span.start).span
    for above in [token, *token.ancestors]:
        if not sentence.start <= above.idx < sentence.end:
            break
        if above.lemma_.lower() in pack.words("times", "direction.future_lemmas") and above.i != token.i:
            return FUTURE
        if above.pos_ not in ("VERB", "AUX") and not _has_auxiliary(above):
            continue
        told = _tense(above, pack)
        if told == PAST and (_announces_another(above, token, pack) or _bounds_coming(above, token, pack)):
            return FUTURE
        if told != OPEN:
            return told
    return OPEN


def _announces_another(verb: Token, day: Token, pack: Pack) -> bool:
    """Say whether the verb has a weekday of its own before this one: `a annoncé lundi une pause jeudi`."""
    if verb.lemma_.lower() not in pack.words("times", "direction.announce_lemmas"):
        return False
    weekdays = pack.mapping("times", "weekdays")
    if day.lower_ not in weekdays:
        return False
    between = day.doc[min(verb.i, day.i) : day.i] if verb.i < day.i else day.doc[day.i : day.i]
    return any(t.lower_ in weekdays for t in between)


def _bounds_coming(verb: Token, day: Token, pack: Pack) -> bool:
    """Say whether a day is one end of what the verb agrees to (`a accepté une trêve de vendredi à lundi`), not its subject."""
    if verb.lemma_.lower() not in pack.words("times", "direction.agreeing_lemmas") or not _is_end(day, pack):
        return False
    nouns = pack.words("times", "direction.coming_nouns")
    between = [t for t in day.ancestors if t.i > verb.i and verb in t.ancestors]
    return any(t.lower_ in nouns and not t.dep_.startswith("nsubj") for t in between)


def _is_end(day: Token, pack: Pack) -> bool:
    """Say whether a weekday is the first or the last of a range (`de vendredi à lundi`)."""
    weekdays, (first, last) = pack.mapping("times", "weekdays"), pack.words("times", "direction.range_words")
    words = [t.lower_ for t in day.doc[max(0, day.i - 3) : day.i + 3]]
    return any(
        a == first and b in weekdays and c == last and d in weekdays
        for a, b, c, d in zip(*(words[n:] for n in range(4)), strict=False)
    )


def _has_auxiliary(token: Token) -> bool:
    return any(child.dep_ in ("cop", "aux:tense", "aux:pass") for child in token.children)


def _tense(verb: Token, pack: Pack) -> int:
    helpers = [c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    forms = helpers or [verb]
    finite = [t for t in forms if t.morph.get("VerbForm", []) == ["Fin"]]
    if any(t.morph.get("Tense", []) == ["Fut"] for t in finite):
        return FUTURE
    if _modal(verb, helpers, pack) or _future_of_past(verb, helpers, finite):
        return FUTURE
    participle = verb.morph.get("VerbForm", []) == ["Part"]
    if participle and (helpers or verb.morph.get("Tense", []) == ["Past"]):
        return _participle(helpers)
    if any(t.morph.get("Tense", []) in (["Past"], ["Imp"]) for t in finite):
        return PAST
    return OPEN


def _future_of_past(verb: Token, helpers: list[Token], finite: list[Token]) -> bool:
    """Say whether a conditional tells what was to come (`la trêve serait prolongée`), not hearsay (`aurait tué`)."""
    if not any(t.morph.get("Mood", []) == ["Cnd"] for t in finite):
        return False
    return not any(h.dep_ == "aux:tense" for h in helpers) and (not helpers or verb.morph.get("VerbForm", []) == ["Part"])


def _participle(helpers: list[Token]) -> int:
    """`sera signé` was caught before; `est signé`, `a signé`, `signé`, `aurait signé` all lie behind."""
    return FUTURE if any(h.morph.get("Tense", []) == ["Fut"] for h in helpers) else PAST


def _modal(verb: Token, helpers: list[Token], pack: Pack) -> bool:
    """Say whether an infinitive hangs on a verb of duty, will or expectation that is not past."""
    if verb.morph.get("VerbForm", []) != ["Inf"] and verb.lemma_.lower() not in pack.words("times", "direction.modal_lemmas"):
        return False
    if any(h.morph.get("VerbForm", []) == ["Inf"] for h in helpers):
        return False
    modals = pack.words("times", "direction.modal_lemmas")
    above = [verb.head, verb, *helpers]
    return any(
        t.lemma_.lower() in modals
        and t.morph.get("Tense", []) not in (["Past"], ["Imp"])
        and t.morph.get("VerbForm", []) != ["Part"]
        for t in above
    )
