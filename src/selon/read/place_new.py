"""Find names of places that no gazetteer has: the words before them say what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selon.gazetteer import demonym_country
from selon.model.span import Span
from selon.read.place_signs import Setting, names_body
from selon.read.place_words import gap

# names of villages have four words at most: `Tall al-Sultan al-Charqi`
LONGEST = 4
# words behind a name in which it is told what it lies near: `, à vingt kilomètres au sud de Y` (no other value was tried)
NEAR_REACH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """A name that the gazetteer does not know, or knows of something else."""

    span: Span
    core: str
    role: str
    frame: str = ""
    cue: Span | None = None


def new_names(setting: Setting, known: list[Span], masked: list[Span]) -> list[NewName]:
    """Return the names announced by a noun (`le village de X`, `l'église X`) or by the tagger and a preposition."""
    found: list[NewName] = []
    strong = [*_announced(setting), *_described(setting)]
    for new in (*strong, *_tagged(setting)):
        taken = masked if new in strong else [*known, *masked]
        if not any(new.span.overlaps(t) for t in taken) and not any(new.span.overlaps(f.span) for f in found):
            found.append(new)
    return found


def _announced(setting: Setting) -> Iterator[NewName]:
    words, lexicon = setting.words, setting.lexicon
    for at, word in enumerate(words):
        noun = noun_meant(at, setting) if word.low in lexicon.pronouns else word.low
        if noun not in lexicon.frames and noun not in lexicon.bare:
            continue
        first = after_link(at, setting)
        if first is None or first >= len(words) or not (_is_name(first, setting) or noun in lexicon.singular):
            continue
        linked = first > at + 1
        if linked and noun in lexicon.frames:
            frame = lexicon.singular.get(noun, noun)
            for start in _joined_from(first, setting) if noun in lexicon.announced else (first,):
                if _is_name(start, setting):
                    yield _name_at(start, setting, role="frame", frame=frame, cue=word.span, whole=None)
        elif not linked and noun in lexicon.bare and _is_name(first, setting):
            yield _name_at(first, setting, role="bare", frame=noun, cue=word.span, whole=at)


def _joined_from(first: int, setting: Setting) -> list[int]:
    """Return where each name of a list begins, up to the one behind its `et`: what a comma adds to that may be anybody."""
    starts = list(listed_from(first, setting))
    joined = (n for n, at in enumerate(starts) if n and setting.lexicon.joining & _words_between(starts[n - 1], at, setting))
    return starts[: max(joined, default=0) + 1]


def _words_between(one: int, two: int, setting: Setting) -> frozenset[str]:
    return frozenset(w.low for w in setting.words[one + 1 : two])


def noun_meant(at: int, setting: Setting) -> str:
    """Return the noun of place that a pronoun takes up in its sentence (`celui de X`), "" for none."""
    lexicon = setting.lexicon
    return next((w.low for w in reversed(setting.words[:at]) if w.low in lexicon.frames), "")


def listed_from(first: int, setting: Setting) -> Iterator[int]:
    """Yield where each name of a list begins: `X, de Y et du Z`; a bracket after a name is passed over."""
    words, text, lexicon = setting.words, setting.parsed.text, setting.lexicon
    at = first
    while at < len(words) and words[at].capital:
        yield at
        follow = name_reach(at, setting) + 1
        start = follow
        while follow < len(words) and "(" in gap(text, words[follow - 1], words[follow]):
            follow += next(
                (
                    n
                    for n in range(1, 4)
                    if follow + n < len(words) and ")" in gap(text, words[follow + n - 1], words[follow + n])
                ),
                len(words),
            )
        marks = 0
        while follow < len(words):
            between = gap(text, words[follow - 1], words[follow]).strip(" \u00a0'’)")
            marks += between == "," or words[follow].low in lexicon.joining
            if between not in ("", ","):
                return
            if words[follow].capital and not words[follow].elided:
                break
            if (
                words[follow].low not in lexicon.joining
                and words[follow].low not in lexicon.linking
                and words[follow].low not in lexicon.articles
            ):
                return
            follow += 1
        if not marks or follow == start + len(words):
            return
        at = follow


def after_link(at: int, setting: Setting) -> int | None:
    """Return the word after `de`, `du`, `d'`, `de la`, over adjectives before it; the next word where there is none."""
    words, text, lexicon = setting.words, setting.parsed.text, setting.lexicon
    for step in range(at + 1, min(len(words), at + 4)):
        between = gap(text, words[step - 1], words[step])
        if between.strip(" \u00a0\"«'’") != "":
            return None
        low = words[step].low
        if low in lexicon.linking:
            return _over_content(_over_articles(step + 1, setting), setting)
        if words[step].capital:
            return step if step == at + 1 else None
        token = setting.parsed.token_at(words[step].span.start)
        if token is None or token.pos_ not in ("ADJ", "VERB", "NOUN"):
            return None
    return None


def _over_articles(at: int, setting: Setting) -> int:
    """Return the first word from `at` on that is no article."""
    words = setting.words
    while at < len(words) and words[at].low in setting.lexicon.articles and not words[at].capital:
        at += 1
    return at


def _over_content(at: int, setting: Setting) -> int:
    """Return the word after a noun that only tells what a place holds (`le camp de réfugiés de X`), else `at` itself."""
    words, lexicon = setting.words, setting.lexicon
    if at + 2 >= len(words) or words[at].capital or words[at + 1].low not in lexicon.linking:
        return at
    if any(gap(setting.parsed.text, words[n], words[n + 1]).strip(" \u00a0'’") for n in (at, at + 1)):
        return at
    after = _over_articles(at + 2, setting)
    return after if after < len(words) and words[after].capital else at


def _is_name(at: int, setting: Setting) -> bool:
    word = setting.words[at]
    return (
        word.capital
        and word.text not in setting.lexicon.never
        and not word.elided
        and word.text not in setting.surnames
        and word.text not in setting.shorts
        and not names_body(at, setting)
        and not _is_short_name(word.text, setting)
        and word.text not in setting.lexicon.capital_compass
        and not (word.text.isupper() and not setting.shouting)
        and demonym_country(word.text, setting.pack) is None
    )


def _is_short_name(text: str, setting: Setting) -> bool:
    """Say whether a word begins with two capitals, as short names of bodies do (`FAMa`)."""
    return text[:2].isupper() and len(text) > 1 and not setting.shouting


def _name_at(first: int, setting: Setting, *, role: str, frame: str, cue: Span, whole: int | None) -> NewName:
    words = setting.words
    core = Span(words[first].span.start, words[name_reach(first, setting)].span.end)
    start = words[whole].span.start if whole is not None else core.start
    return NewName(span=Span(start, core.end), core=core.words(setting.parsed.text), role=role, frame=frame, cue=cue)


def name_reach(first: int, setting: Setting) -> int:
    """Return the last word of a name: particles between capitals belong to it (`Tell as-Sultan`, `Cul-de-Sac du Nord`)."""
    words, text, lexicon = setting.words, setting.parsed.text, setting.lexicon
    last = first
    step = first + 1
    while step < len(words) and step - first < LONGEST and gap(text, words[step - 1], words[step]).strip(" \u00a0-'’") == "":
        if _tag(step, setting) == "PER" and _tag(first, setting) != "PER":
            break
        if words[step].capital and not words[step].elided:
            last = step
        elif words[step].low not in lexicon.particles or words[step].low in lexicon.loose or words[step].low in lexicon.locative:
            break
        step += 1
    return last


def _tagged(setting: Setting) -> Iterator[NewName]:
    """What the tagger calls a place, after `à` or another preposition of place."""
    words, lexicon = setting.words, setting.lexicon
    for at, word in enumerate(words):
        if not at or not _is_name(at, setting) or word.text.isupper():
            continue
        listed = words[at - 1].low in lexicon.joining and at > 1 and words[at - 2].capital
        # `près du Parc`: a name with an article is one that all know
        linked = words[at - 1].low in lexicon.linking and words[at - 1].low not in lexicon.articles
        beside = at > 1 and linked and words[at - 2].low in lexicon.near
        if not listed and not beside and words[at - 1].low not in lexicon.locative:
            continue
        if gap(setting.parsed.text, words[at - 1], word).strip(" \u00a0'’"):
            continue
        surest = words[at - 1].low in lexicon.surest and _lies_near(name_reach(at, setting), setting)
        if surest or _tag(at, setting) == "LOC":
            yield _name_at(at, setting, role="locative", frame="", cue=words[at - 1].span, whole=None)


def _lies_near(last: int, setting: Setting) -> bool:
    """Say whether a comma and words of what is near follow a name: `à X, à 20 km au sud de Y`, `à X, près de Y`."""
    words, text, lexicon = setting.words, setting.parsed.text, setting.lexicon
    if last + 1 >= len(words) or gap(text, words[last], words[last + 1]).strip() != ",":
        return False
    first = words[last + 1].low
    if first not in lexicon.locative | lexicon.near:
        return False
    for at in range(last + 1, min(len(words) - 2, last + NEAR_REACH)):
        if words[at].low in lexicon.near and words[at + 1].low in lexicon.linking:
            return words[_over_articles(at + 2, setting)].capital if _over_articles(at + 2, setting) < len(words) else False
        if gap(text, words[at], words[at + 1]).strip(" \u00a0'’"):
            return False
    return False


def _described(setting: Setting) -> Iterator[NewName]:
    """A name that its sentence explains: `X, une banlieue de ...`."""
    words, text, lexicon = setting.words, setting.parsed.text, setting.lexicon
    for at, word in enumerate(words[:-1]):
        if not _is_name(at, setting) or "," not in gap(text, word, words[at + 1]):
            continue
        follow = at + 1
        while follow < len(words) and words[follow].low in lexicon.described:
            follow += 1
        if follow == len(words) or words[follow].low not in lexicon.descriptions:
            continue
        first = at
        while first and words[first - 1].capital and gap(text, words[first - 1], words[first]) == " " and at - first < LONGEST:
            first -= 1
        if (
            first
            and _tag(first, setting) != "PER"
            and words[first - 1].low in (lexicon.linking | lexicon.locative | lexicon.articles.keys())
        ):
            yield _name_at(first, setting, role="described", frame="", cue=words[follow].span, whole=None)


def _tag(at: int, setting: Setting) -> str:
    token = setting.parsed.token_at(setting.words[at].span.start)
    return str(token.ent_type_) if token is not None else ""
