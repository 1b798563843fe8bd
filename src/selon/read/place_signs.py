"""Tell whether a word that the gazetteer knows is a place here: what stands before it, beside it and around it.

A name of a country is one nearly everywhere; a village of five hundred people that bears the name of a general is
one only where the words say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selon.gazetteer import demonym_country, load
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.place_lexicon import PlaceLexicon
from selon.read.place_names import Hit
from selon.read.place_words import Word, gap

# a town of that size is known to readers by its bare name: of the names of towns that stand in 300 world reports
# without any sign of a place before them, nine in ten of those above are places, three in ten of those below
KNOWN_TO_ALL = 150_000
# how far back the name of a body reaches: `Mission multidimensionnelle intégrée des Nations unies pour la ...`
BODY_WORDS = 8
# parts of speech that no name has
_SMALL = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PRON", "SCONJ"})
_CURATED = 2_000_000_000
# names of bodies made of first letters are hardly longer
ACRONYM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A sentence cut into words, with what the report tells as a whole."""

    parsed: Parsed
    pack: Pack
    lexicon: PlaceLexicon
    words: list[Word]
    start: int
    surnames: frozenset[str]
    countries: frozenset[str]
    shouting: bool = False
    # short names of bodies that the report gives in brackets: `l'Agence de secours (Agse)`
    shorts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of a hit from the words around it."""

    before: str
    preposition: str
    article: bool
    frame: str
    label: str
    proper: bool
    opens: bool


def read_signs(hit: Hit, setting: Setting) -> Signs:
    """Return the signs around a hit."""
    lexicon = setting.lexicon
    at, article, preposition = hit.first - 1, False, ""
    before = _word_before(at, setting)
    if before in lexicon.articles:
        article = True
        preposition = before if before in lexicon.locative or before in lexicon.loose else ""
        at -= 1
        before = _word_before(at, setting)
    if not preposition and (before in lexicon.locative or before in lexicon.loose):
        preposition = before
        at -= 1
    frame = _frame(at, setting) if preposition in lexicon.linking or not preposition else ""
    token = setting.parsed.token_at(hit.span.start)
    return Signs(
        before=_beside_before(hit, setting),
        preposition=preposition,
        article=article,
        frame=frame,
        label=_label(setting.parsed, hit.span),
        proper=token is not None and token.pos_ == "PROPN",
        opens=hit.first == 0,
    )


def _beside_before(hit: Hit, setting: Setting) -> str:
    """Return the word right before a hit, `m` for `M. Conté`."""
    if not hit.first:
        return ""
    word = setting.words[hit.first - 1]
    between = gap(setting.parsed.text, word, setting.words[hit.first])
    titled = between == ". " and word.low in setting.lexicon.titles
    return word.low if titled or _linked(hit.first - 1, setting) else ""


def _linked(at: int, setting: Setting) -> bool:
    """Say whether a word stands right before the next one, with nothing but a space or an apostrophe between."""
    return gap(setting.parsed.text, setting.words[at], setting.words[at + 1]).strip(" \u00a0'’ʼ") == ""


def _word_before(at: int, setting: Setting) -> str:
    if at < 0 or not _linked(at, setting):
        return ""
    word = setting.words[at]
    return setting.lexicon.spellings.get(word.text, word.low) if at == 0 else word.low


def _frame(at: int, setting: Setting) -> str:
    """Return the noun that announces a place, over one or two adjectives: `la ville portuaire de`, `la région`."""
    for back in range(at, max(-1, at - 3), -1):
        if not _word_before(back, setting):
            return ""
        low = setting.words[back].low
        if low in setting.lexicon.frames:
            return low
        if low in setting.lexicon.pronouns:
            return next((w.low for w in reversed(setting.words[:back]) if w.low in setting.lexicon.frames), "")
        token = setting.parsed.token_at(setting.words[back].span.start)
        if token is None or token.pos_ not in ("ADJ", "VERB"):
            return ""
    return ""


def _label(parsed: Parsed, span: Span) -> str:
    for token in parsed.tokens(span):
        if token.ent_type_:
            return str(token.ent_type_)
    return ""


def refusal(hit: Hit, signs: Signs, setting: Setting) -> str:
    """Return why a hit is no place here, "" if nothing speaks against it."""
    text = hit.span.words(setting.parsed.text)
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        # `Suisse`, `Argentine`, `Philippines` are countries as well as people
        ("people", lambda: demonym_country(text, setting.pack) is not None and "country" not in hit.kinds),
        ("short", lambda: _is_acronym(hit, text, setting)),
        ("compass", lambda: text in setting.lexicon.capital_compass and not _is_named_by_compass(hit, signs, setting)),
        ("small", lambda: _is_small_word(hit, signs, setting)),
        ("title", lambda: signs.before in setting.lexicon.titles or signs.before in setting.lexicon.namers),
        ("neighbour", lambda: _beside_capital(hit, signs, setting)),
        (
            "surname",
            lambda: text in setting.surnames and "country" not in hit.kinds and signs.preposition not in setting.lexicon.surely,
        ),
        ("body", lambda: _in_body(hit, signs, setting)),
    )
    return next((name for name, holds in checks if holds()), "")


def _is_named_by_compass(hit: Hit, signs: Signs, setting: Setting) -> bool:
    """`la région du Nord-Ouest` is one where a country that the report names has a region of that name."""
    return setting.lexicon.frames.get(signs.frame) == "province" and any(c.country in setting.countries for c in hit.found)


def _is_small_word(hit: Hit, signs: Signs, setting: Setting) -> bool:
    """`Car, a-t-il dit` opens with a conjunction, though a town bears that name; behind a preposition a capital is one."""
    token = setting.parsed.token_at(hit.span.start)
    if hit.last - hit.first > 1 or signs.label or token is None or token.pos_ not in _SMALL:
        return False
    return not (signs.preposition and any(c.capital for c in hit.found))


def _is_acronym(hit: Hit, text: str, setting: Setting) -> bool:
    """`la SWAT`, `les FAMa` and short names that the report explains; towns in capitals stand in datelines and headings."""
    if text in setting.shorts:
        return "country" not in hit.kinds and not any(c.capital for c in hit.found)
    if text[:2].isupper() and not text.isupper() and text.isalpha() and not setting.shouting:
        return "country" not in hit.kinds
    if setting.shouting or not text.isalpha() or not text.isupper() or not 2 <= len(text) <= ACRONYM or hit.first == 0:
        return False
    return "country" not in hit.kinds and not any(c.id >= _CURATED for c in hit.found) and not _heads_dateline(hit, setting)


def _beside_capital(hit: Hit, signs: Signs, setting: Setting) -> bool:
    """A capital right before or after: a first name, a surname, the name of a firm."""
    words, lexicon = setting.words, setting.lexicon
    if setting.shouting:
        return False
    if hit.last < len(words) and gap(setting.parsed.text, words[hit.last - 1], words[hit.last]) == " ":
        after = words[hit.last]
        token = setting.parsed.token_at(after.span.start)
        # `le maire de Bamako Adama Sangaré`: the tagger sees a place, then a person
        person_after = signs.label == "LOC" and token is not None and token.ent_type_ == "PER"
        if (
            after.capital
            and not after.elided
            and after.text not in lexicon.capital_compass
            and not _is_area(hit)
            and not person_after
        ):
            return True
    if not hit.first or gap(setting.parsed.text, words[hit.first - 1], words[hit.first]) != " ":
        return False
    prior = words[hit.first - 1]
    if _is_area(hit) and signs.label != "PER" and hit.first == 1:
        return False
    if hit.first == 1 and prior.text in lexicon.spellings:
        return False
    if not prior.capital or prior.low in lexicon.articles or prior.low in lexicon.locative or prior.low in lexicon.loose:
        return False
    if prior.text in lexicon.capital_compass or prior.low in lexicon.frames or prior.low in lexicon.apposed:
        return False
    token = setting.parsed.token_at(prior.span.start)
    return not (hit.first == 1 and token is not None and token.pos_ not in ("PROPN", "NOUN", "X"))


def _is_area(hit: Hit) -> bool:
    return "country" in hit.kinds


def _in_body(hit: Hit, signs: Signs, setting: Setting) -> bool:
    """A body's noun before, joined by `de` all along: `ambassade de X`, `Forces de défense d'X`."""
    lexicon = setting.lexicon
    if names_body(hit.first, setting):
        return "country" not in hit.kinds
    at = hit.first - 1
    if signs.preposition not in lexicon.loose or signs.preposition in lexicon.beside:
        return False
    for back in range(at, max(-1, at - BODY_WORDS), -1):
        if not _word_before(back, setting):
            return False
        word = setting.words[back]
        if word.low in lexicon.heads or (word.text in lexicon.capital_heads and (back > 0 or word.text not in lexicon.not_first)):
            return True
        token = setting.parsed.token_at(word.span.start)
        if token is None or token.pos_ in ("VERB", "AUX", "PRON", "PUNCT", "CCONJ", "SCONJ") or word.low in lexicon.locative:
            return False
    return False


def names_body(at: int, setting: Setting) -> bool:
    """Say whether a word and a `de` begin the name of a body: `le camp de la Mission de l'ONU`."""
    words, lexicon = setting.words, setting.lexicon
    return words[at].text in lexicon.capital_heads and at + 1 < len(words) and words[at + 1].low in lexicon.linking


def acceptance(hit: Hit, signs: Signs, setting: Setting) -> str:
    """Return the role of the rule by which a hit is a place, "" if too little speaks for it."""
    lexicon = setting.lexicon
    locative = signs.preposition in lexicon.locative
    if "country" in hit.kinds or "region" in hit.kinds or "sea" in hit.kinds:
        return _wide(hit, signs, locative=locative)
    if setting.shouting and not any(c.match == "name" and (c.capital or c.population >= KNOWN_TO_ALL) for c in hit.found):
        # `LA COLÈRE DES GENS À BORD`: all words have capitals here; a town of the report stands elsewhere in it too
        return ""
    if _building(hit, signs, setting):
        return ""
    if signs.before in lexicon.apposed:
        return "apposed"
    if signs.frame:
        return "frame"
    if signs.article and not _takes_article(hit, setting):
        return ""
    if locative and (signs.label != "PER" or signs.preposition in lexicon.surest):
        return "locative" if _plausible(hit, setting) or signs.label == "LOC" or signs.preposition in lexicon.surely else ""
    return _by_name(hit, signs, setting)


def _building(hit: Hit, signs: Signs, setting: Setting) -> bool:
    """`l'église Saint-Sébastien` bears the name of a saint, not of the town that is called after him too."""
    lexicon = setting.lexicon
    built = signs.before in lexicon.bare and lexicon.frames.get(signs.before, "exact") == "exact"
    return built and not any(c.id >= _CURATED for c in hit.found)


def _wide(hit: Hit, signs: Signs, *, locative: bool) -> str:
    if signs.label == "PER" and not (locative or signs.article):
        return "" if not any(c.kind == "country" for c in hit.found) or signs.opens else "country"
    return "country"


def _takes_article(hit: Hit, setting: Setting) -> bool:
    """Areas stand with an article; of towns only those whose name holds one: `au Caire`, `la Havane`."""
    near = any(c.country in setting.countries for c in hit.found)
    if any(c.is_area or c.kind == "district" or (c.id >= _CURATED and (c.kind != "settlement" or near)) for c in hit.found):
        return True
    before = setting.words[hit.first - 1].low
    named = load().find(f"{setting.lexicon.articles.get(before, before)} {hit.span.words(setting.parsed.text)}")
    return bool({c.id for c in named} & {c.id for c in hit.found})


def _plausible(hit: Hit, setting: Setting) -> bool:
    return any(c.country in setting.countries or c.population >= KNOWN_TO_ALL or c.id >= _CURATED for c in hit.found)


def _by_name(hit: Hit, signs: Signs, setting: Setting) -> str:
    """No sign before it: the name itself must be well known, or its country named, and the tagger must agree."""
    lexicon = setting.lexicon
    known = any(c.capital or c.population >= KNOWN_TO_ALL or c.id >= _CURATED or c.match == "press" for c in hit.found)
    near = any(c.country in setting.countries for c in hit.found)
    if signs.label == "LOC":
        return "known" if known or near or signs.preposition else ""
    if signs.opens and not setting.shouting:
        sure = signs.proper and any(c.capital for c in hit.found)
        return "known" if sure or (known and _heads_dateline(hit, setting, proper=signs.proper)) else ""
    if signs.label == "PER":
        return "known" if known and near and (signs.preposition or hit.last - hit.first > 1) else ""
    joined = near and signs.preposition and (signs.proper or (signs.preposition in lexicon.linking and signs.label != "ORG"))
    return "known" if (known and (signs.proper or near)) or joined else ""


def _heads_dateline(hit: Hit, setting: Setting, *, proper: bool = True) -> bool:
    """`ALEP (Syrie), 18 oct`, `Rangoun - `: a town, then a mark that no sentence has after its first word.

    A comma stands after any first word (`Pire, rien ne vient`): before it only what is tagged as a name is a town.
    """
    after = setting.words[hit.last] if hit.last < len(setting.words) else None
    between = gap(setting.parsed.text, setting.words[hit.last - 1], after) if after else ""
    mark = between.strip()
    if mark == ",":
        return proper
    return mark in ("(", "-", "--", "–", "—", ":") and between != "-"
