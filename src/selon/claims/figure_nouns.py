"""Find what a number counts: the noun after it, its group, or that the noun stands elsewhere.

In: a number in place. Out: `Counted`, or None where the number is an age, a date, a sum, a rank, a name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from selon.claims.figure_words import CountingWords, Noun, counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, token_span
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.numbers import NumberMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number with what it counts. `kind` is `person`, `thing`, `unknown` (a noun of no list) or `none` (no noun)."""

    number: NumberMention
    kind: str
    noun: Noun | None
    noun_span: Span | None
    end: int
    group: str
    side: str | None = None
    complement: str = ""
    other: bool = False
    pointing: bool = False


@dataclass(frozen=True, slots=True)
class _Lists:
    units: frozenset[str]
    before: frozenset[str]
    pointing: tuple[str, ...]
    others: tuple[str, ...]
    fillers: frozenset[str]
    people_endings: tuple[str, ...]
    people_endings_one: tuple[str, ...]
    ordinals: tuple[str, ...]
    need_of: tuple[str, ...]
    of: tuple[str, ...]
    named_things: frozenset[str]
    definite: frozenset[str]


@cache
def _lists(pack: Pack) -> _Lists:
    def get(key: str) -> tuple[str, ...]:
        return pack.words("counting_not", key)

    return _Lists(
        frozenset(get("units")),
        frozenset(get("before")),
        get("pointing_after"),
        get("others"),
        frozenset(get("fillers")),
        get("people_endings"),
        get("people_endings_one"),
        get("ordinal_endings"),
        get("need_of"),
        get("of_words"),
        frozenset(get("named_things")),
        frozenset(get("definite")),
    )


def find_counted(number: NumberMention, parsed: Parsed, pack: Pack) -> Counted | None:
    """Return what a number counts, None where it is no count at all."""
    lists = _lists(pack)
    text = parsed.text
    if _is_named(number, parsed, lists):
        return None
    after = plain(text[number.span.end : number.span.end + 24])
    if number.rule == "number.one" and (after.startswith(tuple(f"{w} " for w in lists.pointing)) or _elided(text, number)):
        return None
    if _lacks_of(number, text, lists):
        return None
    sentence = parsed.sentence_at(number.span.start)
    tokens = list(parsed.tokens(Span(number.span.end, sentence.span.end)))[:9]
    if _is_year(number, text) or (number.rule == "number.one" and tokens and plain(tokens[0].text).endswith(lists.ordinals)):
        return None
    if _is_share(number, parsed, pack):
        return None
    definite = _is_definite(number, parsed, lists)
    words = counting_words(pack)
    other = after.startswith(lists.others) or after.startswith(tuple(f"d'{o}" for o in lists.others))
    for place, token in enumerate(tokens):
        form = plain(token.text)
        if place == 0 and (form in lists.units or _next_pair(text, token) in lists.units):
            return None
        if place and form in lists.units and all(plain(t.text) in lists.fillers for t in tokens[:place]):
            return None
        found = words.noun_at(text, token.idx, sentence.span.end)
        if found and not _is_participle(token, found[0], number):
            return replace(_with_noun(number, found, token, parsed, words), other=other, pointing=definite)
        if place < 2 and form in lists.pointing and len(tokens) > place + 1 and _is_numeral(tokens[place + 1]):
            continue
        if place and place < 3 and _is_numeral(token) and plain(tokens[place - 1].text) in lists.pointing:
            continue
        if form in lists.fillers or (token.pos_ == "ADJ" and place < 4 and not words.verbs.get(form) and token.text[0].islower()):
            continue
        if _names_people(token, number, lists) and place < 3:
            noun = Noun(key=token.text, group="people")
            return Counted(
                number=number,
                kind="person",
                noun=noun,
                noun_span=token_span(token),
                end=token.idx + len(token),
                group="people",
                side=token.text,
                other=other,
                pointing=definite,
            )
        if token.pos_ in ("NOUN", "PROPN") and not words.verbs.get(form):
            if other:
                break
            return Counted(
                number=number, kind="unknown", noun=None, noun_span=token_span(token), end=token.idx + len(token), group=""
            )
        break
    return Counted(
        number=number, kind="none", noun=None, noun_span=None, end=number.span.end, group="", other=other, pointing=definite
    )


def _is_year(number: NumberMention, text: str) -> bool:
    """Say whether four bare digits are a year: nothing is counted right after a bare 1900 to 2099."""
    words = number.span.words(text)
    return len(words) == 4 and words.isdigit() and "1900" <= words <= "2099"


def _is_share(number: NumberMention, parsed: Parsed, pack: Pack) -> bool:
    """Say whether a number is one of a share (`six personnes sur dix`, `2 sur 3`)."""
    share = str(pack.table("counting_not")["share"])
    after = plain(parsed.text[number.span.end : number.span.end + 40]).split()[:4]
    before = plain(parsed.text[max(0, number.span.start - 12) : number.span.start]).split()[-1:]
    if before == [share] and number.low is not None and number.low <= 100:
        return True
    at = after.index(share) if share in after else -1
    units = (*pack.words("numbers", "units"), *pack.words("numbers", "ones"))
    follows = after[at + 1].rstrip(".,;") if len(after) > at + 1 else ""
    return at in (0, 1) and (follows.isdigit() or follows in units)


def _is_definite(number: NumberMention, parsed: Parsed, lists: _Lists) -> bool:
    token = parsed.token_at(number.span.start)
    return token is not None and token.i > 0 and plain(parsed.doc[token.i - 1].text) in lists.definite


def _is_numeral(token: Token) -> bool:
    return token.text[0].isdigit() or token.pos_ == "NUM"


def _next_pair(text: str, token: Token) -> str:
    return plain(" ".join(text[token.idx : token.idx + 24].split()[:2])).rstrip(".,;:")


def _lacks_of(number: NumberMention, text: str, lists: _Lists) -> bool:
    """Say whether a word that is a number only before `de` stands without it (`une quarantaine de 14 jours`)."""
    words = plain(number.span.words(text)).split()
    if number.rule != "number.collective" or words[-1] not in lists.need_of:
        return False
    after = text[number.span.end : number.span.end + 12].split()
    follows = bool(after) and plain(after[0]).startswith(lists.of)
    return not follows or (len(after) > 1 and after[1][0].isdigit())


def _elided(text: str, number: NumberMention) -> bool:
    return text[max(0, number.span.start - 2) : number.span.start].lower() in ("l'", "l’")


def _is_named(number: NumberMention, parsed: Parsed, lists: _Lists) -> bool:
    """Say whether the word before makes the number a name or a rank (`article 5`, `âgé de 12`)."""
    if number.span.start == 0:
        return False
    lead = plain(parsed.text[max(0, number.span.start - 24) : number.span.start])
    pair = lead.split()[-2:]
    if number.rule not in ("number.digits", "number.words", "number.scale"):
        return False
    return bool(pair) and (pair[-1] in lists.before or " ".join(pair) in lists.before or lead[-1:] in "$€£")


def _is_participle(token: Token, noun: Noun, number: NumberMention) -> bool:
    """Say whether a form that may be a noun is a participle here (`23 autres blessés` has no noun of its own)."""
    return bool(noun.count) and token.pos_ == "VERB" and token.i > 0 and plain(token.doc[token.i - 1].text) in ("autres", "autre")


def _names_people(token: Token, number: NumberMention, lists: _Lists) -> bool:
    form = token.text
    if not form[0].isupper() or form.lower() in lists.named_things or token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
        return False
    endings = lists.people_endings_one if number.rule == "number.one" else lists.people_endings
    return form.lower().endswith(endings) and len(form) > 3


def _with_noun(number: NumberMention, found: tuple[Noun, int], token: Token, parsed: Parsed, words: CountingWords) -> Counted:
    noun, end = found
    side, stop, group = _complements(parsed, end, words)
    kind = "thing" if noun.thing else "person"
    own = noun.group or "people"
    if kind == "person" and group and own in ("people", "men"):
        own = group
    return Counted(
        number=number,
        kind=kind,
        noun=noun,
        noun_span=Span(token.idx, end),
        end=stop,
        group=noun.key if kind == "thing" else own,
        side=side,
        complement=group,
    )


def _complements(parsed: Parsed, end: int, words: CountingWords) -> tuple[str | None, int, str]:
    """Return the side, the end and the group that adjectives after a noun give (`morts civils`, `soldats russes`)."""
    side, group, stop = [], "", end
    token = parsed.token_at(end)
    at = token.i + 1 if token is not None else 0
    doc = parsed.doc
    while at < len(doc) and not doc[at].is_sent_start and at < (token.i if token else 0) + 4:
        form = plain(doc[at].text)
        if form in words.complements:
            group = group or words.complements[form]
        elif doc[at].pos_ != "ADJ" or words.verbs.get(form):
            break
        side.append(doc[at].text)
        stop = doc[at].idx + len(doc[at])
        at += 1
    return (" ".join(side) or None), stop, group
