"""Find who is named: persons, bodies, roles, groups, and the pronouns that may stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.actor_names import ACRONYM, PhraseReader, phrase_parts
from selon.read.actor_phrases import is_capital
from selon.read.actor_words import ActorWords, actor_words
from selon.read.attribution_groups import lower
from selon.read.attribution_words import attribution_words

# `Unicef`, `Minusma`: an acronym that is read as a word
_WORD = re.compile(r"^[A-Z][a-z]{2,9}$")
# tokens of a spelled-out body before an acronym that looks like a word: `(Syrie)` after a town is none
LEAST_SPELLED = 3
_PLURAL = "Number=Plur"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name or stand for somebody.

    `person` is the name of a person in them, `role` what the person is, `body` the body that the words are or that
    the person speaks for, `acronym` its short form; `head` the noun that carries the phrase.
    """

    span: Span
    name: str
    rule: str
    person: str | None = None
    role: str | None = None
    body: str | None = None
    acronym: str | None = None
    head: str = ""
    pronoun: bool = False
    plural: bool = False
    feminine: bool | None = None
    again: bool = False
    definite: bool = False
    capital: bool = False
    nouns: tuple[str, ...] = ()


def find_actors(parsed: Parsed, pack: Pack) -> list[ActorMention]:
    """Return the mentions of actors of a report that carry a name or an acronym, in order."""
    channels = attribution_words(pack).sets["channels"]
    found = [
        # `sur Facebook Jean Dupont`: the model takes the channel into the name
        read_phrase(parsed, Span(parsed.doc[e.start + (lower(parsed.doc[e.start]) in channels)].idx, e.end_char), pack)
        for e in parsed.doc.ents
        if _names_person(e.start, e.end, parsed.doc) and (e.end - e.start > 1 or lower(parsed.doc[e.start]) not in channels)
    ]
    found.extend(read_phrase(parsed, span, pack) for span in _capital_runs(parsed, found))
    found.extend(_acronyms(parsed, actor_words(pack)))
    return sorted(found, key=lambda m: m.span)


def _names_person(start: int, end: int, doc: Doc) -> bool:
    return doc[start].ent_type_ == "PER" and is_capital(doc[end - 1])


def _capital_runs(parsed: Parsed, found: list[ActorMention]) -> list[Span]:
    """Return runs of two capitalised words or more that the model calls nothing or a person by half."""
    doc = list(parsed.doc)
    capitals = [is_capital(token) for token in doc]
    taken = {t.i for m in found for t in parsed.tokens(m.span)}
    spans = []
    at = 0
    while at < len(doc):
        if not capitals[at]:
            at += 1
            continue
        end = at
        while (
            end < len(doc)
            and (capitals[end] or (end > at and doc[end].text in {"-", "al", "el", "ben"}))
            and doc[end].pos_ != "DET"
        ):
            end += 1
        # most words have no capital: nothing is asked of a run before it has two
        if (
            end - at > 1
            and doc[at].pos_ == "PROPN"
            and taken.isdisjoint(range(at, end))
            and not any(t.ent_type_ in {"ORG", "LOC"} for t in doc[at:end])
        ):
            spans.append(Span(doc[at].idx, doc[end - 1].idx + len(doc[end - 1])))
        at = max(end, at + 1)
    return spans


def _acronyms(parsed: Parsed, actors: ActorWords) -> list[ActorMention]:
    """Return names of bodies that stand with their short form: `Croix-Rouge internationale (CICR)`, `HCR (agence ...)`."""
    found = []
    doc = parsed.doc
    for token in (doc[i] for i in parsed.by_word.get("(", ())):
        if token.text != "(" or token.i + 2 >= len(doc) or doc[token.i + 2].text != ")":
            continue
        short = doc[token.i + 1].text
        if ACRONYM.match(short):
            start = _spelled_start(doc, token.i, short, actors)
        elif _WORD.match(short):
            start = _body_start(doc, token.i, actors)
        else:
            continue
        if start is not None:
            span = Span(doc[start].idx, doc[token.i - 1].idx + len(doc[token.i - 1]))
            name = " ".join(span.words(parsed.text).split())
            found.append(ActorMention(span=span, name=name, rule="fr.actors.acronym", body=name, acronym=short))
    return found


def _body_start(doc: Doc, bracket: int, actors: ActorWords) -> int | None:
    """Return where the name of a body starts that stands right before a bracket: at its own noun, with a capital."""
    for i in range(bracket - 1, max(-1, bracket - 14), -1):
        if doc[i].text in {".", ",", ":", '"', "»", "("} or (doc[i].pos_ in {"VERB", "AUX"} and doc[i].text[:1].islower()):
            return None
        if is_capital(doc[i]) and doc[i].lower_ in actors.bodies and bracket - i >= LEAST_SPELLED:
            return i
    return None


def _spelled_start(doc: Doc, bracket: int, short: str, actors: ActorWords) -> int | None:
    """Return the token that a spelled-out name starts at: the last one back with the first letter of its acronym."""
    best = None
    for i in range(bracket - 1, max(-1, bracket - 14), -1):
        if doc[i].text in {".", ",", ":", '"', "»", "("}:
            break
        if doc[i].pos_ in {"VERB", "AUX"} and doc[i].text[:1].islower() and "VerbForm=Fin" in str(doc[i].morph):
            break
        if is_capital(doc[i]) and doc[i].pos_ not in {"ADP", "DET"}:
            best = i
            if _fold(doc[i].text[0]) == _fold(short[0]):
                # one word is no long form of many letters, where a body is named: `Bureau d'enquête de Géorgie (GBI)`
                body = _body_start(doc, bracket, actors) if i == bracket - 1 else None
                while body is not None and (outer := _body_start(doc, body, actors)) is not None:
                    body = outer
                return i if body is None else body
    if best is None and bracket >= 1 and doc[bracket - 1].pos_ in {"NOUN", "ADJ"}:
        for i in range(bracket - 1, max(-1, bracket - 8), -1):
            if doc[i].pos_ == "NOUN" and _fold(doc[i].text[0]) == _fold(short[0]):
                return i
    return best


def _fold(letter: str) -> str:
    return letter.upper().translate(str.maketrans("ÉÈÊÀÂÎÔÛÇ", "EEEAAIOUC"))


def read_phrase(parsed: Parsed, span: Span, pack: Pack) -> ActorMention:
    """Return what a noun phrase says of somebody: person, role, body.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> words = "le maire de Lorient, Yann Le Goff"
    >>> pack = load_pack("fr")
    >>> read = read_phrase(parse(Report(id="a", text=clean_text(words + ", a parlé.")), pack), Span(0, 33), pack)
    >>> read.person, read.role, read.body
    ('Yann Le Goff', 'maire', 'Lorient')
    """
    doc, text = parsed.doc, parsed.text
    tokens = parsed.tokens(span)
    actors = actor_words(pack)
    words = " ".join(span.words(text).split())
    if len(tokens) == 1 and _is_pronoun(tokens[0], actors):
        word = lower(tokens[0]).rsplit("-", 1)[-1]
        return ActorMention(
            span=span,
            name=words,
            rule="fr.actors.pronoun",
            pronoun=True,
            plural=word in actors.sets["plural"],
            feminine=word in actors.sets["feminine"],
            head=word,
        )
    reader = PhraseReader(parsed, pack, actors)
    for start, end, inside in phrase_parts(doc, tokens.start, tokens.end):
        reader.take(start, end, inside)
    head = reader.head
    short = words.casefold()
    last = short in actors.sets["singular"] or short in actors.sets["plural"]
    head_token = doc[head] if head is not None else (tokens[0] if len(tokens) else None)
    first = lower(tokens[0]) if len(tokens) else ""
    reader.take_first_of_two(tokens.start, tokens.end)
    bare = actors.articles.sub("", words.split(",")[0].split(" (")[0]).strip() or words
    again = any(t.lower_ in actors.sets["again"] for t in tokens[:3])
    return ActorMention(
        span=span,
        name=reader.person or _body_name(reader, bare),
        rule="fr.actors.person" if reader.person else "fr.actors.phrase",
        person=reader.person,
        role=reader.role,
        body=reader.body,
        acronym=reader.acronym,
        head=head_token.lower_ if head_token is not None else "",
        plural=head_token is not None and _PLURAL in str(head_token.morph),
        feminine=_feminine(tokens, head_token, actors),
        again=again,
        definite=first in actors.sets["definite"],
        pronoun=last,
        nouns=tuple(t.lower_ for t in tokens if t.pos_ == "NOUN" and actors.is_noun(t.lower_)),
        capital=head_token is not None and is_capital(head_token),
    )


def _is_pronoun(token: Token, actors: ActorWords) -> bool:
    """Say whether a word stands for somebody; a name or a noun of persons that the model takes for a pronoun does not."""
    word = lower(token).rsplit("-", 1)[-1]
    known = word in actors.sets["singular"] or word in actors.sets["plural"] or word in actors.sets["not_somebody"]
    hung = known and token.text.startswith("-")
    return hung or (token.pos_ == "PRON" and (known or not (is_capital(token) or actors.is_noun(word))))


def _body_name(reader: PhraseReader, bare: str) -> str:
    """Return the body's own name where the phrase first only describes it."""
    own = reader.body
    return own if own and own[:1].isupper() and reader.role is None and own not in bare else bare


def _feminine(tokens: TokenSpan, head: Token | None, actors: ActorWords) -> bool | None:
    """Return the gender that a phrase shows: by title, by article, by its noun; None where it shows none."""
    words = [lower(t) for t in tokens]
    opens = True
    for word in words:
        # an article shows it only where it opens a part: `Anna Kern, la directrice du port`
        if word in actors.sets["female_titles"] or (opens and word in actors.sets["female_articles"]):
            return True
        if word in actors.sets["male_titles"] or (opens and word in actors.sets["male_articles"]):
            return False
        opens = word in {",", "("}
    if head is None or head.pos_ == "PROPN":
        return None
    morph = str(head.morph)
    if "Gender=Fem" in morph:
        return True
    return False if "Gender=Masc" in morph else None
