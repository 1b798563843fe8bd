"""Find what a number counts: the noun after it, its group, or that the noun stands elsewhere.

In: a number in place. Out: `Counted`, or None where the number is an age, a date, a sum, a rank, a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from selon.claims.figure_bodies import body_after, inner_noun
from selon.claims.figure_rejects import counts_nobody
from selon.claims.figure_words import CountingWords, Noun, counting_words
from selon.gazetteer import demonyms
from selon.lang.inflection import verb_forms
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, token_span
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.numbers import NumberMention

# tokens after a number among which its noun is looked for, and those right after it
REACH = 9
NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number with what it counts.

    `kind` is `person`, `thing`, `trade` (a noun of no list with the ending of a trade), `unknown` (a noun of no list) or
    `none` (no noun).
    """

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
    pointing: tuple[str, ...]
    others: tuple[str, ...]
    fillers: frozenset[str]
    people_endings: tuple[str, ...]
    people_endings_one: tuple[str, ...]
    named_things: frozenset[str]
    definite: frozenset[str]
    be: frozenset[str]
    some: str
    trade_endings: tuple[str, ...]
    trade_endings_one: tuple[str, ...]
    no_trades: frozenset[str]
    negation: frozenset[str]
    late_nouns: frozenset[str]
    each: frozenset[str]
    no_nouns: frozenset[str]
    glued: str
    of: frozenset[str]


@cache
def _lists(pack: Pack) -> _Lists:
    def get(key: str) -> tuple[str, ...]:
        return pack.words("counting_not", key)

    return _Lists(
        get("pointing_after"),
        get("others"),
        frozenset(get("fillers")),
        get("people_endings"),
        get("people_endings_one"),
        frozenset(get("named_things")),
        frozenset(get("definite")),
        frozenset(get("be")),
        str(pack.table("counting_not")["some"]),
        get("trade_endings"),
        get("trade_endings_one"),
        frozenset(get("no_trades")),
        frozenset(get("negation")),
        frozenset(get("late_nouns")),
        frozenset((*get("each"), *get("on_sides"))),
        frozenset((*get("manner"), *pack.mapping("times", "weekdays"), *_participles(get("deeds"), pack))),
        str(pack.table("counting_not")["glued"]),
        frozenset(get("of_words")),
    )


def _participles(verbs: Sequence[str], pack: Pack) -> list[str]:
    return [plain(form) for verb in verbs for form, kind in verb_forms(verb, pack).items() if kind == "participle"]


def find_counted(number: NumberMention, parsed: Parsed, pack: Pack) -> Counted | None:
    """Return what a number counts, None where it is no count at all."""
    sentence = parsed.sentence_at(number.span.start)
    tokens = list(parsed.tokens(Span(number.span.end, sentence.span.end)))[:REACH]
    if counts_nobody(number, parsed, tokens, pack):
        return None
    lists = _lists(pack)
    after = plain(parsed.text[number.span.end : number.span.end + 24])
    bare = Counted(
        number=number,
        kind="none",
        noun=None,
        noun_span=None,
        end=number.span.end,
        group="",
        other=after.startswith(lists.others),
        pointing=_is_definite(number, parsed, lists),
    )
    return _scan(bare, tokens, parsed, pack)


def _scan(bare: Counted, tokens: Sequence[Token], parsed: Parsed, pack: Pack) -> Counted:
    """Return the number with the first noun after it, over words that may stand between."""
    words, lists = counting_words(pack), _lists(pack)
    end = parsed.sentence_at(bare.number.span.start).span.end
    if parsed.text[bare.number.span.end : bare.number.span.end + 1] == ")":
        # `le Brésil (31.199) et`: what stands behind a closing bracket is not counted
        return bare
    for place, token in enumerate(tokens):
        found = words.noun_at(parsed.text, token.idx, end)
        if found:
            return _with_noun(bare, found, token, parsed, pack)
        if plain(token.text) in lists.no_nouns:
            break
        if _stands_between(place, token, tokens, words, lists):
            continue
        span = token_span(token)
        if _names_people(token, bare.number, lists, pack) and place < NEAR:
            noun = Noun(key=token.text, group="people")
            return replace(bare, kind="person", noun=noun, noun_span=span, end=span.end, group="people", side=token.text)
        if place == 1 and plain(tokens[0].text) in lists.of and is_national(token, pack):
            # `des centaines de syriens`, written small: after a collective no noun is left out
            noun = Noun(key=token.text, group="people")
            return replace(bare, kind="person", noun=noun, noun_span=span, end=span.end, group="people", side=token.text)
        if place < 2 and (plain(token.text) in lists.each or is_national(token, pack)):
            # `deux portugaises`, `quinze chacune`: the noun stands before
            break
        if _names_trade(token, bare.number, words, lists) and place < NEAR and not bare.other:
            noun = Noun(key=words.singular(plain(token.text)), group="people")
            return replace(bare, kind="trade", noun=noun, noun_span=span, end=span.end, group="people")
        if token.pos_ in ("NOUN", "PROPN") and not words.verbs.get(plain(token.text)) and not bare.other:
            return replace(bare, kind="unknown", noun_span=span, end=span.end)
        break
    return _by_adjective(bare, tokens, lists)


def _by_adjective(bare: Counted, tokens: Sequence[Token], lists: _Lists) -> Counted:
    """Return the number with the adjective that stands for its noun (`une centaine de jeunes`)."""
    for token in tokens[:2]:
        if plain(token.text) in lists.late_nouns:
            span = token_span(token)
            return replace(
                bare, kind="person", noun=Noun(key=token.text, group="people"), noun_span=span, end=span.end, group="people"
            )
    return bare


def group_said(one: Counted, parsed: Parsed, pack: Pack) -> str:
    """Return the group that those counted are said to be (`six des civils tués sont des enfants`), empty where none is.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.numbers import find_numbers
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> parsed = parse(Report(id="a", text=clean_text("Les 57 autres victimes étaient des soldats.")), pack)
    >>> group_said(find_counted(find_numbers(parsed, pack)[0], parsed, pack), parsed, pack)
    'security_forces'
    """
    direct = _said_at_once(one, parsed, pack)
    if direct:
        return _narrower(direct, parsed, pack)
    starts = (one.number.span.start, one.noun_span.start if one.noun_span else one.number.span.start)
    for token in (parsed.token_at(start) for start in starts):
        head = token.head if token is not None and token.dep_.startswith("nsubj") else None
        if head is None or head.idx < one.end or head.pos_ not in ("NOUN", "ADJ", "PROPN"):
            continue
        if not any(t.dep_ == "cop" for t in head.children) or any(plain(t.text) in _lists(pack).negation for t in head.children):
            continue
        noun = counting_words(pack).noun_at(parsed.text, head.idx)
        if noun and noun[0].group:
            return _narrower(noun, parsed, pack)
    return ""


def _said_at_once(one: Counted, parsed: Parsed, pack: Pack) -> tuple[Noun, int] | None:
    """Return the noun of people of `sont des enfants` right after those counted, however it was parsed."""
    last, lists, doc = parsed.token_at(one.end - 1), _lists(pack), parsed.doc
    if last is None or last.i + 3 >= len(doc):
        return None
    verb, article, noun = doc[last.i + 1 : last.i + 4]
    if plain(verb.text) not in lists.be or plain(article.text) != lists.some:
        return None
    found = counting_words(pack).noun_at(parsed.text, noun.idx)
    return found if found and found[0].group else None


def _narrower(found: tuple[Noun, int], parsed: Parsed, pack: Pack) -> str:
    """Return the group of a noun, or that of the body it names (`des membres du Hamas`)."""
    body = body_after(found[0], parsed, found[1], pack)
    return body[0] if body else found[0].group


def _predicates(place: int, token: Token, tokens: Sequence[Token], lists: _Lists) -> bool:
    """Say whether a verb or article leads to what the number is said to be (`48 millions étaient des déplacés`)."""
    at = place + 1 if plain(token.text) in lists.be else place
    return place < 2 and at < len(tokens) and plain(tokens[at].text) == lists.some


def _stands_between(place: int, token: Token, tokens: Sequence[Token], words: CountingWords, lists: _Lists) -> bool:
    """Say whether a token may stand between a number and its noun (`de`, adjectives, `six des huit`)."""
    form = plain(token.text)
    if form in lists.fillers or _predicates(place, token, tokens, lists):
        return True
    if place == 0 and form == "(" and len(tokens) > 1 and plain(tokens[1].text) in lists.of:
        # `une vingtaine (d'élèves)`: what a speaker left out
        return True
    if place == 1 and form in lists.definite and plain(tokens[0].text) in lists.of:
        # `douze de ces raids`
        return True
    if place < 2 and form in lists.pointing and len(tokens) > place + 1 and _is_numeral(tokens[place + 1]):
        return True
    if 0 < place < NEAR and _is_numeral(token) and plain(tokens[place - 1].text) in lists.pointing:
        return True
    return token.pos_ == "ADJ" and place <= NEAR and not words.verbs.get(form) and token.text[0].islower()


def _is_definite(number: NumberMention, parsed: Parsed, lists: _Lists) -> bool:
    token = parsed.token_at(number.span.start)
    return token is not None and token.i > 0 and plain(parsed.doc[token.i - 1].text) in lists.definite


def _is_numeral(token: Token) -> bool:
    return token.text[0].isdigit() or token.pos_ == "NUM"


def _names_people(token: Token, number: NumberMention, lists: _Lists, pack: Pack) -> bool:
    form = token.text
    if not form[0].isupper() or form.lower() in lists.named_things or token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
        return False
    endings = lists.people_endings_one if number.rule == "number.one" else lists.people_endings
    # a caption's noun runs into the name of its author (`deux Belgespar ...`)
    return (form.lower().endswith(endings) and len(form) > 3) or form.lower().removesuffix(lists.glued) in demonyms(pack)


def names_people(token: Token, number: NumberMention, pack: Pack) -> bool:
    """Say whether a word in capitals names those of a nation or people whom a number counts (`le nombre de Kurdes est de 90`).

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.numbers import find_numbers
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> parsed = parse(Report(id="a", text=clean_text("Le nombre de Kurdes est de 90.")), pack)
    >>> [t.text for t in parsed.doc if names_people(t, find_numbers(parsed, pack)[0], pack)]
    ['Kurdes']
    """
    return _names_people(token, number, _lists(pack), pack)


def is_national(token: Token, pack: Pack) -> bool:
    """Say whether a word in small letters is the adjective of a nation, or ends on one (`hispano-argentine`).

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> doc = parse(Report(id="a", text=clean_text("une victime gréco-turque")), pack).doc
    >>> [t.text for t in doc if is_national(t, pack)]
    ['gréco-turque']
    """
    word = token.text
    while token.i + 1 < len(token.doc) and not token.whitespace_ and (word.endswith("-") or token.nbor().text.startswith("-")):
        token = token.nbor()
        word += token.text
    return word[0].islower() and word.rpartition("-")[2] in demonyms(pack)


def _names_trade(token: Token, number: NumberMention, words: CountingWords, lists: _Lists) -> bool:
    """Say whether a noun of no list has the ending of a trade (`trois boulangers`, `deux pianistes`)."""
    form = plain(token.text)
    endings = lists.trade_endings_one if number.rule == "number.one" else lists.trade_endings
    return token.pos_ == "NOUN" and form.endswith(endings) and len(form) > 5 and words.singular(form) not in lists.no_trades


@cache
def _homographs(pack: Pack) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    table = pack.table("counting")["homographs"]
    keys = table if isinstance(table, Mapping) else {}
    return {
        noun: tuple((group, frozenset(words)) for group, words in pack.groups("counting", f"homographs.{noun}").items())
        for noun in keys
    }


def _meant(noun: Noun, parsed: Parsed, pack: Pack) -> Noun:
    """Return a noun with the group that it has beside other words of the report (`mineurs` in a report of a mine)."""
    for group, words in _homographs(pack).get(noun.key, ()):
        if any(word in parsed.by_word for word in words):
            return replace(noun, group=group)
    return noun


def _held(found: tuple[Noun, int], start: int, parsed: Parsed, pack: Pack) -> tuple[tuple[Noun, int], int]:
    """Return the people of whom a noun only tells that there are such (`douze cas de civils enlevés`), and where they stand."""
    if found[0].key not in pack.words("counting", "belonging.holders"):
        return found, start
    inner = inner_noun(parsed, found[1], pack)
    return inner if inner else (found, start)


def _with_noun(bare: Counted, found: tuple[Noun, int], token: Token, parsed: Parsed, pack: Pack) -> Counted:
    words = counting_words(pack)
    found, start = _held(found, token.idx, parsed, pack)
    noun, end = _meant(found[0], parsed, pack), found[1]
    side, stop, group = _complements(parsed, end, words)
    kind = "thing" if noun.thing else "person"
    own = noun.group or "people"
    body = body_after(noun, parsed, stop, pack) if kind == "person" else None
    if body:
        group, stop = body
    if kind == "person" and group and (own in ("people", "men") or body):
        own = group
    return replace(
        bare,
        kind=kind,
        noun=noun,
        noun_span=Span(start, end),
        end=stop,
        group=noun.name or noun.key if kind == "thing" else own,
        side=side,
        complement=group,
    )


def _complements(parsed: Parsed, end: int, words: CountingWords) -> tuple[str | None, int, str]:
    """Return the side, the end and the group that adjectives after a noun give (`morts civils`, `soldats russes`)."""
    side, group, stop = [], "", end
    token = parsed.token_at(end - 1)
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
