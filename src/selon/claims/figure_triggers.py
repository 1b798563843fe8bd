"""Find, in a sentence, the words that say what happened to those counted, each with the side on which they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_words import CountingWords, Reading, counting_words
from selon.lang.inflection import verb_forms
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
    lemma: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Small:
    """The small words that the voice of a verb is told by."""

    have: frozenset[str]
    be: frozenset[str]
    determiners: frozenset[str]
    no_articles: frozenset[str]
    as_words: frozenset[str]
    reflexive: frozenset[str]
    not_reflexive: frozenset[str]
    holding: frozenset[str]
    negation: frozenset[str]
    able: tuple[str, ...]
    nouns_too: frozenset[str]
    to_come: tuple[str, ...]
    glued: str
    managing: frozenset[str]
    to: frozenset[str]
    naming: frozenset[str]
    of: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]
    since: frozenset[str]
    roomy: frozenset[str]
    seizing: frozenset[str]
    refusing: frozenset[str]
    permitting: frozenset[str]


@cache
def small_words(pack: Pack) -> Small:
    """Return the auxiliaries and determiners of a pack."""
    return Small(
        frozenset(pack.words("counting_not", "have")),
        frozenset(pack.words("counting_not", "be")),
        frozenset(pack.words("counting_not", "determiners")),
        frozenset(pack.words("counting_not", "no_articles")),
        frozenset(pack.words("counting_not", "as_words")),
        frozenset(pack.words("counting_not", "reflexive")),
        frozenset(pack.words("counting_measures", "not_reflexive")),
        frozenset(pack.words("counting_measures", "holding")),
        frozenset(pack.words("counting_not", "negation")),
        pack.words("counting_measures", "able"),
        frozenset(pack.words("counting_not", "nouns_too")),
        (*pack.words("counting_not", "future"), *pack.words("counting_not", "conditional")),
        str(pack.table("counting_not")["glued"]),
        frozenset(pack.words("counting_not", "managing")),
        frozenset(pack.words("counting_not", "to")),
        frozenset(pack.words("counting_measures", "naming")),
        frozenset(pack.words("counting_not", "of_words")),
        frozenset(pair[0] for pair in pack.words("segments", "quotation_marks")),
        frozenset(pair[1] for pair in pack.words("segments", "quotation_marks")),
        frozenset(pack.words("counting_not", "since")),
        frozenset(pack.words("counting_measures", "roomy")),
        frozenset(pack.words("counting_measures", "seizing")),
        _forms_of("refusing", pack),
        _forms_of("permitting", pack),
    )


def _forms_of(key: str, pack: Pack) -> frozenset[str]:
    return frozenset(plain(form) for verb in pack.words("counting_not", key) for form in verb_forms(verb, pack))


# how what is refused or let be done hangs on its verb
GOVERNED = frozenset({"obj", "xcomp", "ccomp", "obl:arg", "advcl"})
# `traité un élève de douze ans de "menteur"`: so many tokens behind the verb a name may open
CALLED = 10
# `peut`, `est prévue pour`, `a une capacité pour` stand so few tokens before their infinitive
ABLE = 3
# words of a phrase may stand in quotation marks (`en "urgence relative"`)
SPACE = r"[\s\"«“]+"
# phrases are looked up by the first letters of their first word: one pattern of all takes 2 ms a sentence
FIRST = 3
Phrases = dict[str, tuple[tuple[re.Pattern[str], str, str], ...]]
# harm whose verbs the tagger takes for nouns in the present
HURT = frozenset({"killed", "wounded"})
VOICES = {"object": "active", "among": "among"}


@cache
def _phrases(pack: Pack) -> Phrases:
    found: dict[str, list[tuple[int, re.Pattern[str], str, str]]] = {}
    for role in ("subject", "object", "among", "subject_thing", "object_thing"):
        for measure, forms in pack.groups("counting_phrases", role).items():
            for form in forms:
                written = _pattern(form)
                if role == "among":
                    # `parmi les huit blessés`
                    written = written.replace(SPACE, rf"{SPACE}(?:\w+\s+)?", 2)
                pattern = re.compile(rf"{written}(?!\w)", re.IGNORECASE)
                # the tokenizer cuts `n'ont` behind its apostrophe
                first = form.split()[0].partition("'")[0][:FIRST].rstrip("*")
                found.setdefault(first, []).append((-len(form), pattern, role, measure))
    return {
        first: tuple((pattern, role, measure) for _, pattern, role, measure in sorted(rows, key=lambda r: r[0]))
        for first, rows in found.items()
    }


def _pattern(form: str) -> str:
    written = re.escape(form).replace(r"\ ", SPACE).replace("'", "['’]").replace(r"\*", r"\w*")
    return written[: -len("['’]")] + r"(?=['’])" if form.endswith("'") else written


def find_triggers(
    parsed: Parsed, span: Span, pack: Pack, nouns: Iterable[Span], begins: Collection[int] = frozenset()
) -> list[Trigger]:
    """Return the triggers of a sentence, phrases first; words that are counted nouns themselves are left out.

    `begins` tells where numbers begin, with what qualifies them.
    """
    taken = list(nouns)
    words = counting_words(pack)
    found = [t for t in _phrase_triggers(parsed, span, pack, begins) if not any(n.holds(t.span) for n in taken)]
    held = [t.span for t in found]
    for token in parsed.tokens(span):
        at = token_span(token)
        if any(at.overlaps(s) for s in taken) or any(at.overlaps(s) for s in held):
            continue
        found.extend(_word_triggers(token, words, small_words(pack), begins))
    return found


def _phrase_triggers(parsed: Parsed, span: Span, pack: Pack, begins: Collection[int]) -> Iterator[Trigger]:
    phrases, end = _phrases(pack), span.start
    for token in parsed.tokens(span):
        if token.idx < end:
            continue
        form = plain(token.text)
        rows = [row for size in (1, 2, 3) for row in phrases.get(form[:size], ()) if len(form) >= size] if form else []
        hits = [(m, role, measure) for pattern, role, measure in rows if (m := pattern.match(parsed.text, token.idx, span.end))]
        hits = [h for h in hits if h[1] != "subject" or not _has_object(parsed, h[0].end(), begins, small_words(pack))]
        if hits and _names_others(token, small_words(pack)):
            hits = [h for h in hits if h[1] != "subject"]
        if not hits:
            continue
        end = hits[0][0].end()
        # `ont remis en liberté 80 détenus`, `80 détenus remis en liberté`: the same words may have those counted on either side
        same = [h for h in hits if h[0].end() == end]
        if any(role == "object" for _, role, _ in same) and _voice(token, small_words(pack), goes_on=False) == "active":
            # `il a poignardé à mort un voisin`: its subject did it
            same = [h for h in same if h[1] != "subject"]
        for match, role, measure in same:
            yield Trigger(
                span=Span(*match.span()),
                measure=measure,
                role=role.partition("_")[0],
                voice=VOICES.get(role.partition("_")[0], "phrase"),
                thing=role.endswith("_thing"),
                token=token,
                rule=f"measure.{measure}",
            )


def _names_others(token: Token, small: Small) -> bool:
    """Say whether a participle has an article of its own: it names others (`14 blessés, des portés disparus`)."""
    if token.i == 0 or token.is_sent_start or token.morph.get("VerbForm", []) != ["Part"]:
        return False
    return plain(token.nbor(-1).text) in small.determiners


def _has_object(parsed: Parsed, end: int, begins: Collection[int], small: Small) -> bool:
    """Say whether a phrase ends in an infinitive with a number as its object (`poussé à évacuer 300 habitants`)."""
    last = parsed.token_at(end - 1)
    return last is not None and _leads_to_number(last, begins, small) and last.morph.get("VerbForm", []) == ["Inf"]


def _word_triggers(token: Token, words: CountingWords, small: Small, begins: Collection[int]) -> Iterator[Trigger]:
    form = plain(token.text)
    readings = words.verbs.get(form) or words.verbs.get(form.removesuffix(small.glued), ())
    if not readings:
        return
    goes_on, leads = _goes_on(token, begins, small), _leads_to_number(token, begins, small)
    voice = _voice(token, small, goes_on=goes_on)
    noun = token.pos_ in ("NOUN", "PROPN") or voice == "determined"
    # `condamné à mort`, `en détenus`: no participle follows a preposition; infinitives and gerunds do
    before = token.doc[token.i - 1] if token.i else None
    idiom = before is not None and before.pos_ == "ADP" and voice == "bare" and plain(before.text) not in small.as_words
    if voice == "passive" and _is_negated(token, small):
        # `n'ont pas été libérés`: what did not happen measures nobody
        return
    idiom = idiom or (token.pos_ == "NOUN" and form in small.nouns_too)
    if _only_manages(token, small) or _tells_since(token, small):
        return
    refused = _is_refused(token, small)
    for reading in readings:
        if (idiom and reading.form == "participle") or not _fits(reading, token, voice, noun=noun, goes_on=goes_on, leads=leads):
            continue
        if reading.role == "object" and reading.lemma in small.not_reflexive and _is_reflexive(token, small):
            continue
        if reading.lemma in small.naming and _calls_names(token, small):
            continue
        yield Trigger(
            span=token_span(token),
            measure=_kept_back(reading) if refused else "present" if _holds(reading, token, small) else reading.measure,
            role=reading.role,
            voice=voice if reading.form in ("participle", "with_have") else reading.form,
            thing=reading.thing,
            token=token,
            rule="measure.refused" if refused else f"measure.{reading.measure}",
            lemma=reading.lemma,
            of=reading.of,
        )


def _only_manages(token: Token, small: Small) -> bool:
    """Say whether a verb only leads to an infinitive (`deux autres sont parvenus à fuir`), and nobody comes anywhere."""
    if token.i + 2 >= len(token.doc) or plain(token.lemma_) not in small.managing:
        return False
    after = token.doc[token.i + 1 : token.i + 4]
    return plain(after[0].text) in small.to and any(t.morph.get("VerbForm", []) == ["Inf"] for t in after[1:])


def _kept_back(reading: Reading) -> str:
    """Return what is counted of those to whom something was not let be done: people stay where they are."""
    return "other" if reading.thing else "present"


def _is_refused(token: Token, small: Small) -> bool:
    """Say whether what a word tells is only refused (`a interdit l'entrée de 80 camions`), and nobody did it."""
    over = token.head
    if token.dep_ == "acl" and token.morph.get("VerbForm", []) == ["Inf"]:
        # `a empêché 300 habitants de fuir`, whatever the infinitive hangs on
        return over.i < token.i and plain(over.head.text) in small.refusing and not _is_negated(over.head, small)
    if token.dep_ == "nsubj:pass":
        return plain(over.text) in small.refusing
    if token.dep_ not in GOVERNED or over.i > token.i:
        return False
    if plain(over.text) in small.permitting:
        if _is_negated(over, small):
            return True
        over = over.head
    return plain(over.text) in small.refusing and not _is_negated(over, small)


def _tells_since(token: Token, small: Small) -> bool:
    """Say whether an infinitive is part of a preposition (`à partir de juin`), and nobody leaves."""
    if plain(token.text) not in small.since or token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    return plain(token.nbor(-1).text) in small.to and plain(token.nbor().text) in small.of


def _is_reflexive(token: Token, small: Small) -> bool:
    """Say whether a verb turns on its subject (`un avion qui s'est écrasé`)."""
    return any(plain(t.text) in small.reflexive for t in token.doc[max(0, token.i - 3) : token.i])


def _calls_names(token: Token, small: Small) -> bool:
    """Say whether a verb calls somebody what stands in quotation marks (`traité un voisin de "voleur"`), no more."""
    behind = token.doc[token.i + 1 : token.i + 1 + CALLED]
    return any(plain(a.text) in small.of and b.text in small.opening for a, b in pairwise(behind))


def _is_negated(token: Token, small: Small) -> bool:
    return any(plain(t.text) in small.negation for t in token.doc[max(0, token.i - 3) : token.i])


def _holds(reading: Reading, token: Token, small: Small) -> bool:
    """Say whether a verb tells how many are there or have room (`accueille 700 élèves`, `peut accueillir 700 élèves`)."""
    room = token.morph.get("VerbForm", []) == ["Inf"] and reading.lemma in small.roomy
    if reading.thing or not (room or reading.lemma in small.holding):
        return False
    if token.morph.get("VerbForm", []) != ["Inf"]:
        return _goes_on_now(token, small)
    return any(plain(t.text).startswith(small.able) for t in token.doc[max(0, token.i - ABLE) : token.i])


def _goes_on_now(token: Token, small: Small) -> bool:
    """Say whether a verb tells what lasts (`accueille 700 élèves`), not what was done (`a accueilli 700 réfugiés`).

    By its ending: the parser takes the present of rare verbs for a future.
    """
    return "Fin" in token.morph.get("VerbForm", []) and not plain(token.text).endswith(small.to_come)


def _fits(reading: Reading, token: Token, voice: str, *, noun: bool, goes_on: bool, leads: bool) -> bool:
    """Say whether a form stands as a reading takes it: a noun as a noun, a verb as a verb."""
    if reading.form == "nominal":
        return voice not in ("active", "passive")
    if reading.form == "with_have":
        return voice == "active" and not noun
    if reading.form == "active":
        # `tue un policier et blesse deux agents`, `une voiture a fauché la foule, blessant six passants`: the tagger takes the
        # second verb for a noun or an adjective
        if token.pos_ in ("VERB", "AUX") or (goes_on and token.head.pos_ == "VERB"):
            return True
        # `une moto piégée blesse dix passants`: no noun of harm stands before a number without a preposition
        return leads and (token.pos_ == "ADJ" or (reading.measure in HURT and reading.role == "object"))
    return voice != "determined"


def _voice(token: Token, small: Small, *, goes_on: bool) -> str:
    """Return how a participle stands: `active` (a tué), `passive` (a été tué), `bare` (tué), or `determined` (les tués)."""
    at, seen_be, turns = token.i - 1, False, False
    while at >= 0 and token.i - at <= 5 and not token.doc[at + 1].is_sent_start:
        other = token.doc[at]
        form = plain(other.text)
        if form in small.be:
            seen_be = True
        elif seen_be and form in small.reflexive:
            turns = True
        elif form in small.have:
            return "passive" if seen_be else "active"
        elif at == token.i - 1 and (form in small.determiners or form.endswith("'")) and form not in small.no_articles:
            return "determined"
        elif at == token.i - 1 and _names_others(other, small):
            # `des portés disparus`
            return "determined"
        elif other.pos_ not in ("ADV", "AUX", "PRON") and not _is_aside(other):
            break
        at -= 1
    if (not seen_be and goes_on) or (turns and token.lemma_ in small.seizing):
        # `s'est emparé de six villages`
        return "active"
    return "passive" if seen_be else "bare"


def _past_mark(token: Token, small: Small) -> Token:
    """Return the token behind a quotation mark that opens (`et tué "une dizaine" de rebelles`), else the token itself."""
    return token.nbor() if token.text in small.opening and token.i + 1 < len(token.doc) else token


def _leads_to_number(token: Token, begins: Collection[int], small: Small) -> bool:
    """Say whether a number begins right behind a token."""
    return token.i + 1 < len(token.doc) and _past_mark(token.doc[token.i + 1], small).idx in begins


def _within_marks(token: Token, small: Small) -> tuple[int, int]:
    """Return where a word begins and ends with the quotation marks that it stands in alone (`et "neutralisé" six hommes`)."""
    doc, at = token.doc, token.i
    alone = 0 < at < len(doc) - 1 and doc[at - 1].text in small.opening and doc[at + 1].text in small.closing
    return (at - 1, at + 1) if alone else (at, at)


def _goes_on(token: Token, begins: Collection[int], small: Small) -> bool:
    """Say whether a participle goes on with the one before and has an object (`a tué dix soldats et blessé près de six`)."""
    first, last = _within_marks(token, small)
    if first == 0 or last + 1 >= len(token.doc):
        return False
    before, after = token.doc[first - 1], _past_mark(token.doc[last + 1], small)
    counts = after.idx in begins or after.pos_ in ("NUM", "DET") or after.text[0].isdigit()
    return counts and (before.pos_ == "CCONJ" or before.text == ",")


def _is_aside(token: Token) -> bool:
    """Say whether a token may stand between an auxiliary and its participle (`ont été, dimanche, tués`)."""
    return token.pos_ in ("PUNCT", "ADP") and token.text not in ".;:"
