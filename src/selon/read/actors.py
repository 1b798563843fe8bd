"""Find who is named: persons, bodies, roles, groups, and the pronouns that may stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.actor_phrases import is_capital, is_medium
from selon.read.actor_words import ActorWords, actor_words
from selon.read.attribution_groups import lower
from selon.read.attribution_words import attribution_words

_ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z0-9-]{1,9}$")
# tokens with a capital after `de` from which the last two are a person
LONG_TAIL = 3
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
    found = [
        read_phrase(parsed, Span(e.start_char, e.end_char), pack)
        for e in parsed.doc.ents
        if _names_person(e.start, e.end, parsed.doc)
    ]
    found.extend(read_phrase(parsed, span, pack) for span in _capital_runs(parsed, found))
    found.extend(_acronyms(parsed))
    return sorted(found, key=lambda m: m.span)


def _names_person(start: int, end: int, doc: Doc) -> bool:
    return doc[start].ent_type_ == "PER" and is_capital(doc[end - 1])


def _capital_runs(parsed: Parsed, found: list[ActorMention]) -> list[Span]:
    """Return runs of two capitalised words or more that the model calls nothing or a person by half."""
    doc = parsed.doc
    taken = {t.i for m in found for t in parsed.tokens(m.span)}
    spans = []
    at = 0
    while at < len(doc):
        end = at
        while (
            end < len(doc)
            and (is_capital(doc[end]) or (end > at and doc[end].text in {"-", "al", "el", "ben"}))
            and doc[end].pos_ != "DET"
        ):
            end += 1
        labels = {doc[i].ent_type_ for i in range(at, end)}
        if end - at >= 2 and not labels & {"ORG", "LOC"} and not taken & set(range(at, end)) and doc[at].pos_ == "PROPN":
            spans.append(Span(doc[at].idx, doc[end - 1].idx + len(doc[end - 1])))
        at = max(end, at + 1)
    return spans


def _acronyms(parsed: Parsed) -> list[ActorMention]:
    """Return names of bodies that stand with their short form: `Croix-Rouge internationale (CICR)`, `HCR (agence ...)`."""
    found = []
    doc = parsed.doc
    for token in doc:
        if token.text != "(" or token.i + 2 >= len(doc) or doc[token.i + 2].text != ")":
            continue
        short = doc[token.i + 1].text
        if not _ACRONYM.match(short):
            continue
        start = _spelled_start(doc, token.i, short)
        if start is not None:
            span = Span(doc[start].idx, doc[token.i - 1].idx + len(doc[token.i - 1]))
            name = " ".join(span.words(parsed.text).split())
            found.append(ActorMention(span=span, name=name, rule="fr.actors.acronym", body=name, acronym=short))
    return found


def _spelled_start(doc: Doc, bracket: int, short: str) -> int | None:
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
                return i
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
    if len(tokens) and tokens[0].pos_ == "PRON" and len(tokens) == 1:
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
    reader = _Reader(parsed, pack, actors)
    for start, end, inside in _parts(doc, tokens.start, tokens.end):
        reader.take(start, end, inside)
    head = reader.head
    short = words.casefold()
    last = short in actors.sets["singular"] or short in actors.sets["plural"]
    head_token = doc[head] if head is not None else (tokens[0] if len(tokens) else None)
    first = lower(tokens[0]) if len(tokens) else ""
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


def _body_name(reader: _Reader, bare: str) -> str:
    """Return the body's own name where the phrase first only describes it."""
    own = reader.body
    return own if own and own[:1].isupper() and reader.role is None and own not in bare else bare


def _feminine(tokens: TokenSpan, head: Token | None, actors: ActorWords) -> bool | None:
    """Return the gender that a phrase shows: by title, by article, by its noun; None where it shows none."""
    words = [lower(t) for t in tokens]
    for word in words:
        if word in actors.sets["female_titles"] or word in actors.sets["female_articles"]:
            return True
        if word in actors.sets["male_titles"] or word in actors.sets["male_articles"]:
            return False
        if word in {",", "("} and len(words) > 1:
            continue
        if words.index(word) > 0 and "," not in words:
            break
    if head is None or head.pos_ == "PROPN":
        return None
    morph = str(head.morph)
    if "Gender=Fem" in morph:
        return True
    return False if "Gender=Masc" in morph else None


def _parts(doc: Doc, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the parts of a phrase between commas and brackets; the last says whether it stands in brackets."""
    found = []
    at = start
    inside = False
    for i in range(start, end):
        if doc[i].text in {",", "(", ")"}:
            if i > at:
                found.append((at, i, inside))
            at = i + 1
            inside = doc[i].text == "("
    if end > at:
        found.append((at, end, inside))
    return found


class _Reader:
    """Gathers person, role, body and acronym from the parts of a phrase."""

    def __init__(self, parsed: Parsed, pack: Pack, actors: ActorWords) -> None:
        self.parsed, self.actors = parsed, actors
        self.doc = parsed.doc
        self.words = attribution_words(pack)
        self.person: str | None = None
        self.role: str | None = None
        self.body: str | None = None
        self.acronym: str | None = None
        self.head: int | None = None

    def take(self, start: int, end: int, inside: bool) -> None:
        """Read one part."""
        if inside:
            if end - start == 1 and _ACRONYM.match(self.doc[start].text):
                self.acronym = self.acronym or self.doc[start].text
            return
        noun = next((i for i in range(start, end) if self._is_head(i)), None)
        if self.head is None:
            self.head = (
                noun if noun is not None else next((i for i in range(start, end) if self.doc[i].pos_ in {"NOUN", "PROPN"}), start)
            )
        name = self._name(start, end, noun)
        if name is not None:
            self.person = self.person or self._without_title(*name)
        stop = name[0] if name is not None and noun is not None and name[0] > noun else end
        if noun is not None and (name is None or noun < name[0]):
            self._noun(noun, stop)

    def _without_title(self, start: int, end: int) -> str | None:
        """Return a name without `M.`, `Mme`, `général`."""
        while start < end - 1 and self.doc[start].lower_ in self.actors.sets["titles"]:
            start += 1
        return self._text(start, end)

    def _is_head(self, i: int) -> bool:
        token = self.doc[i]
        return self.actors.is_noun(token.lower_) and (
            not is_capital(token) or token.pos_ == "NOUN" or i == 0 or token.lower_ in self.actors.bodies
        )

    def _noun(self, noun: int, stop: int) -> None:
        word = self.doc[noun].lower_
        if word in self.actors.persons:
            self._person_noun(noun, stop)
        elif word in self.actors.bodies:
            self.body = self._text(noun, stop) if self.body is None or self._more_proper(noun) else self.body
        elif word in self.actors.documents:
            self.body = self.body or self._complement(noun, stop)

    def _person_noun(self, noun: int, stop: int) -> None:
        """Read what a person is, and for which body: `directeur` of `Croix-Rouge`, `ministre de la Défense` of none."""
        private = self.actors.kinds["resident"].search(self.doc[noun].lower_) is not None
        body = self._complement(noun, stop)
        # a portfolio is no body
        office = body is not None and body.split()[0].casefold() in self.actors.sets["portfolios"]
        opens = next(
            (i for i in range(noun + 1, stop) if self.doc[i].pos_ == "ADP" or self.words.has("of", lower(self.doc[i]))), stop
        )
        first = noun
        while first > 0 and self.doc[first - 1].pos_ in {"ADJ", "NOUN"} and not self.doc[first].is_sent_start:
            # `Premier ministre`, `ancien général`
            first -= 1
        self.role = self.role or self._text(first, stop if private or office else opens)
        self.body = self.body or (None if private or office else body)

    def _more_proper(self, noun: int) -> bool:
        """Say whether a body is named by its own name where the one before was only described (`une ONG locale, le Forum X`)."""
        named = is_capital(self.doc[noun]) and not self.doc[noun].text.isupper()
        described = self.body is not None and (self.body[:1].islower() or self.body.split()[0].isupper())
        return named and self.role is None and described and " " in (self.body or "")

    def _complement(self, noun: int, stop: int) -> str | None:
        """Return the words after `de`, `du`, `à` of a role: the body it speaks for."""
        for i in range(noun + 1, stop):
            if self.doc[i].pos_ == "ADP" or self.words.has("of", lower(self.doc[i])):
                first = i + 1
                while first < stop and self.doc[first].pos_ == "DET":
                    first += 1
                return self._text(first, stop) if first < stop else None
        return None

    def _name(self, start: int, end: int, noun: int | None) -> tuple[int, int] | None:
        """Return the run of tokens that is the name of a person."""
        if noun is None and (whole := self._whole_name(start, end)):
            return whole
        first = end
        while first > start and self._in_name(first - 1):
            first -= 1
        if first == start and end - first > 1 and self.doc[first].pos_ == "DET" and noun is None:
            return None
        while first < end and not is_capital(self.doc[first]):
            first += 1
        # `de l'ONU Jean Dupont`: the acronym is not his
        for i in range(first, end - 2):
            if self.doc[i].text.isupper() and len(self.doc[i].text) > 2:
                first = i + 1
        if first >= end:
            return None
        if is_medium(self.doc, first, end, self.actors):
            return None
        governed = first > start and (
            self.doc[first - 1].pos_ == "ADP" or (self.doc[first - 1].pos_ == "DET" and noun is not None)
        )
        people = [i for i in range(first, end) if self.doc[i].ent_type_ == "PER"]
        if governed:
            later = next((i for i in people if i > first and self.doc[i - 1].ent_type_ != "PER"), None)
            if later is None and self._long_tail(first, end, noun):
                later = end - 2
            return (later, end) if later is not None else None
        if noun is not None and self.doc[noun].lower_ in self.actors.persons and noun < first:
            return None if self._belongs_to_another(noun, first) else (first, end)
        if noun is None and (people or self._looks_personal(first, end)):
            return (first, end)
        return None

    def _whole_name(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a part that is nothing but a name, small words and all (`Thomas de Kerangal`)."""
        while start < end and self.doc[start].lower_ in self.actors.sets["titles"]:
            start += 1
        if start >= end or self.doc[start].ent_type_ != "PER" or not is_capital(self.doc[start]):
            return None
        fits = all(
            is_capital(t) or t.lower_ in self.actors.sets["particles"] or t.text in {"-", "’", "'"} for t in self.doc[start:end]
        )
        return (start, end) if fits and end - start > 1 and self.doc[start].pos_ != "DET" else None

    def _long_tail(self, first: int, end: int, noun: int | None) -> bool:
        """Say whether a place and a person run together (`le maire de Port-Bou Jean Dupuy`)."""
        if noun is None or self.doc[noun].lower_ not in self.actors.persons or end - first < LONG_TAIL:
            return False
        words = " ".join(t.text for t in self.doc[first:end]).casefold()
        known = any(" ".join(name).casefold() in words for names in self.actors.known.values() for name in names)
        return not known and not {t.ent_type_ for t in self.doc[end - 2 : end]} & {"ORG", "LOC"}

    def _belongs_to_another(self, noun: int, first: int) -> bool:
        """Say whether a name is of a person inside the phrase (`le porte-parole de la ministre Anna Kern`)."""
        inner = next((i for i in range(first - 1, noun, -1) if self.doc[i].lower_ in self.actors.persons), None)
        if inner is None or any(self.doc[i].pos_ == "ADP" for i in range(inner, first)):
            return False
        return any(self.words.has("of", lower(self.doc[i])) for i in range(noun + 1, inner))

    def _in_name(self, i: int) -> bool:
        token = self.doc[i]
        if token.text in {"-", "–", "’", "'"} or token.text.lower() in {
            "al",
            "el",
            "ben",
            "ibn",
            "bin",
            "abou",
            "de",
            "von",
            "van",
            "der",
            "bint",
        }:
            return token.text.lower() not in {"de"} or False
        if token.text.casefold() in self.actors.sets["portfolios"]:
            return False
        return is_capital(token) and not (self.actors.is_noun(token.lower_) and token.pos_ == "NOUN")

    def _looks_personal(self, start: int, end: int) -> bool:
        labels = {self.doc[i].ent_type_ for i in range(start, end)}
        return (
            end - start >= 2
            and not labels & {"ORG", "LOC"}
            and not any(_ACRONYM.match(self.doc[i].text) and len(self.doc[i].text) > 2 for i in range(start, end))
        )

    def _text(self, start: int, end: int) -> str:
        last = self.doc[end - 1]
        return " ".join(self.parsed.text[self.doc[start].idx : last.idx + len(last)].split())
