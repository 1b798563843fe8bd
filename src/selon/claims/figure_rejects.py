"""Tell numbers that count nobody: ages, dates, sums, ranks, names, shares.

In: a number in place. Out: whether it is none to look further at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_words import counting_words
from selon.lang.inflection import verb_forms
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.read.number_patterns import plain
from selon.read.numbers import NumberMention

# what shares are told of (`neuf habitants sur cent`); of 36 hospitals or 70 drones 17 are a count
SHARE_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})
# of how many inhabitants a rate is told
RATE_BASES = frozenset({1_000, 10_000, 100_000, 1_000_000})
# how far before a factor its verb stands, in characters: room for its object (`diviser par deux`, `multiplier ces chiffres par`)
FACTOR_REACH = 48
# marks that may close right behind a number, before its noun (`"une quinzaine" de blessés`)
CLOSING = '"»” \u00a0'
# characters before a number in which a verb of losing and a blank stand
LOSING = 16
# what a number may differ from a whole one by the way that machines count (`4,14 millions`)
PARTS = 1e-6


@dataclass(frozen=True, slots=True)
class _Lists:
    units: frozenset[str]
    before: frozenset[str]
    pointing: tuple[str, ...]
    owned: tuple[str, ...]
    ordinals: tuple[str, ...]
    need_of: tuple[str, ...]
    of: tuple[str, ...]
    share: str
    rate: str
    rate_each: tuple[str, ...]
    losing: frozenset[str]
    custom: frozenset[str]
    percent: str
    share_ranges: frozenset[str]
    factors: tuple[str, ...]
    times: str
    elided: tuple[str, ...]
    small: frozenset[str]
    ones: frozenset[str]
    fillers: frozenset[str]


@cache
def _lists(pack: Pack) -> _Lists:
    def get(key: str) -> tuple[str, ...]:
        return pack.words("counting_not", key)

    return _Lists(
        frozenset(get("units")),
        frozenset(get("before")),
        get("pointing_after"),
        get("owned_after"),
        get("ordinal_endings"),
        get("need_of"),
        get("of_words"),
        str(pack.table("counting_not")["share"]),
        str(pack.table("counting_not")["rate"]),
        get("rate_each"),
        frozenset(form for verb in get("losing") for form in verb_forms(verb, pack)),
        frozenset(get("custom")),
        str(pack.table("counting_not")["percent"]),
        frozenset(get("share_ranges")),
        get("factors"),
        str(pack.table("counting_not")["times"]),
        get("elided_before"),
        frozenset((*pack.words("numbers", "units"), *pack.words("numbers", "ones"))),
        frozenset(pack.words("numbers", "ones")),
        frozenset(get("fillers")),
    )


def counts_nobody(number: NumberMention, parsed: Parsed, tokens: Sequence[Token], pack: Pack) -> bool:
    """Say whether a number is an age, a sum, a rank, a name or a share; `tokens` are those after it."""
    lists, text = _lists(pack), parsed.text
    if _is_named(number, parsed, lists) or _lacks_of(number, text, lists) or _ends_share(number, text, lists):
        return True
    noun = counting_words(pack).noun_at(text, tokens[0].idx) if tokens else None
    if not noun and (_is_year(number, text) or _is_factor(number, text, lists) or _is_broken(number, tokens)):
        return True
    if noun and " " in noun[0].key:
        # `trois points de passage`
        return False
    if number.rule == "number.one" and _only_points(number, text, tokens, lists):
        return True
    return _is_share(number, parsed, lists) or _has_unit(text, tokens, lists) or _is_custom_lost(number, text, tokens, lists)


def _is_broken(number: NumberMention, tokens: Sequence[Token]) -> bool:
    """Say whether a number has parts and counts nothing known (`le fleuve a atteint 3,03 m.`)."""
    parts = any(bound is not None and abs(bound - round(bound)) > PARTS for bound in (number.low, number.high))
    return parts and not (tokens and tokens[0].pos_ == "ADJ")


def _is_custom_lost(number: NumberMention, text: str, tokens: Sequence[Token], lists: _Lists) -> bool:
    """Say whether a place or a body lost so many of those who came to it, who are gone and not dead (`a perdu 900 visiteurs`)."""
    before = plain(text[max(0, number.begins - LOSING) : number.begins]).split()[-1:]
    noun = next((plain(t.text) for t in tokens if plain(t.text) not in lists.of), "")
    return noun in lists.custom and before != [] and before[0] in lists.losing


def _only_points(number: NumberMention, text: str, tokens: Sequence[Token], lists: _Lists) -> bool:
    """Say whether `un` is a pronoun or part of a rank (`l'un`, `un des`, `un deuxième soldat`)."""
    after = plain(text[number.span.end : number.span.end + 24])
    owned = after.startswith(tuple(f"{w} " for w in lists.owned)) and not _elided(text, number, lists)
    if owned:
        # `la mort d'un de ses soldats`
        return False
    if after.startswith(tuple(f"{w} " for w in lists.pointing)) or _elided(text, number, lists):
        return True
    return bool(tokens) and plain(tokens[0].text).endswith(lists.ordinals)


def _has_unit(text: str, tokens: Sequence[Token], lists: _Lists) -> bool:
    """Say whether a unit follows, at once or after words like `premiers` (`les dix premières heures`)."""
    for token in tokens:
        form = plain(token.text)
        if form in lists.units or _next_pair(text, token) in lists.units:
            return True
        if form not in lists.fillers:
            return False
    return False


def _elided(text: str, number: NumberMention, lists: _Lists) -> bool:
    return plain(text[max(0, number.span.start - 8) : number.span.start]).endswith(lists.elided)


def _next_pair(text: str, token: Token) -> str:
    return plain(" ".join(text[token.idx : token.idx + 24].split()[:2])).rstrip(".,;:")


def _is_year(number: NumberMention, text: str) -> bool:
    """Say whether four bare digits are a year: no qualifier stands before them, nothing counted after."""
    words = number.span.words(text)
    return len(words) == 4 and words.isdigit() and "1900" <= words <= "2099" and number.qualifier_span is None


def _is_share(number: NumberMention, parsed: Parsed, lists: _Lists) -> bool:
    """Say whether a number is one of a share (`six personnes sur dix`, `2 sur 3`)."""
    after = plain(parsed.text[number.span.end : number.span.end + 40]).split()[:5]
    before = plain(parsed.text[max(0, number.span.start - 12) : number.span.start]).split()[-1:]
    lead = plain(parsed.text[max(0, number.span.start - 40) : number.span.start]).split()[-5:-1]
    based = any(w[0].isdigit() or w in lists.small for w in lead)
    if before == [lists.rate] and based and number.low in RATE_BASES:
        # `12 décès pour 100.000 habitants`
        return True
    if before == [lists.share] and based and number.low is not None and number.low in SHARE_BASES:
        return True
    if _is_rate(parsed.text, number, lists) or _opens_share(parsed.text, number, lists) or _goes_on_rate(parsed, number, lists):
        return True
    at = after.index(lists.share) if lists.share in after else -1
    follows = after[at + 1].rstrip(".,;") if len(after) > at + 1 else ""
    if len(after) > at + 2 and after[at + 2].rstrip(".,;") in lists.units:
        # `deux morts sur trois jours`
        return False
    if follows.isdigit():
        return at in (0, 1) and int(follows) in SHARE_BASES
    # `six usines sur un total de 60`: nothing is told of one
    return at in (0, 1) and follows in lists.small and follows not in lists.ones


def _is_rate(text: str, number: NumberMention, lists: _Lists) -> bool:
    """Say whether a number is told of so many inhabitants each: `12 décès pour 100.000 habitants`, `80 morts par million`."""
    after = text[number.span.end : number.span.end + 40].split()[:4]
    if " ".join(after[1:3]) in lists.rate_each:
        return True
    at = after.index(lists.rate) + 1 if lists.rate in after else len(after)
    digits = "".join(c for c in "".join(after[at : at + 2]) if c.isdigit())
    return at in (1, 2) and bool(digits) and float(digits) in RATE_BASES


def _opens_share(text: str, number: NumberMention, lists: _Lists) -> bool:
    """Say whether a number is the lower end of a share (`de 60 à 80%`)."""
    after = plain(text[number.span.end : number.span.end + 30]).split()[:4]
    if len(after) < 2 or after[0] not in lists.share_ranges or not after[1][0].isdigit():
        return False
    return "%" in "".join(after[1:3]) or " ".join(after[2:]).rstrip(".,;") == lists.percent


def _goes_on_rate(parsed: Parsed, number: NumberMention, lists: _Lists) -> bool:
    """Say whether a number alone in brackets goes on with a rate (`12 décès pour 100.000 habitants, suivi par le Chili (9)`)."""
    start, end = number.span
    if parsed.text[max(0, start - 1) : start] != "(" or parsed.text[end : end + 1] != ")":
        return False
    words = parsed.text[parsed.sentence_at(start).span.start : start].split()
    bases = (after.replace(".", "") for word, after in pairwise(words) if word == lists.rate)
    return any(base.isdigit() and float(base) in RATE_BASES for base in bases)


def _lacks_of(number: NumberMention, text: str, lists: _Lists) -> bool:
    """Say whether a word that is a number only before `de` stands without it (`une quarantaine de 14 jours`)."""
    words = plain(number.span.words(text)).split()
    if number.rule != "number.collective" or words[-1] not in lists.need_of:
        return False
    after = text[number.span.end : number.span.end + 12].lstrip(CLOSING).split()
    follows = bool(after) and plain(after[0]).startswith(lists.of)
    return not follows or (len(after) > 1 and after[1][0].isdigit())


def _ends_share(number: NumberMention, text: str, lists: _Lists) -> bool:
    return plain(text[max(0, number.span.end - len(lists.percent)) : number.span.end]) == lists.percent


def _is_factor(number: NumberMention, text: str, lists: _Lists) -> bool:
    """Say whether a number tells how many times more or fewer there are (`multiplier ce bilan par cinq`)."""
    lead = plain(text[max(0, number.span.start - FACTOR_REACH) : number.span.start]).split()
    return bool(lead) and lead[-1] == lists.times and any(w.startswith(lists.factors) for w in lead[:-1])


def _is_named(number: NumberMention, parsed: Parsed, lists: _Lists) -> bool:
    """Say whether the word before makes the number a name or a rank (`article 5`, `âgé de 12`)."""
    if number.span.start == 0:
        return False
    lead = plain(parsed.text[max(0, number.span.start - 24) : number.span.start])
    pair = lead.split()[-2:]
    if number.rule not in ("number.digits", "number.words", "number.scale"):
        return False
    return bool(pair) and (pair[-1] in lists.before or " ".join(pair) in lists.before or lead[-1:] in "$€£")
