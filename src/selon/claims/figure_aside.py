"""Tell the numbers that stand in somebody's words and are the report's own: those who live in a place, what is only pointed at.

In: a draft, the source and the statement that hold it. Out: the rule by which nobody gives the number, None where he does.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.lang.pack import Pack
from selon.model.record import Source, Statement
from selon.model.settled import Settled
from selon.read.attribution_groups import lower
from selon.read.attribution_words import attribution_words
from selon.read.content_spans import has_finite

# acts that say what somebody wants or did: what they only point at is not their word
WISHES = frozenset({"claim_responsibility", "expect", "demand", "promise", "refuse"})
# the dead of a deed that a side claims are its word: `revendique la mort de neuf soldats`
CLAIM = "claim_responsibility"
# names of so wide places are of those who are counted, not of a government that counts
WIDE = frozenset({"country", "region", "province"})


@cache
def _words(pack: Pack, key: str) -> frozenset[str]:
    return frozenset(pack.words("scope", key))


def aside(draft: Draft, source: Source, statement: Statement, settled: Settled, pack: Pack) -> str | None:
    """Return the rule by which a number that stands in somebody's words is the report's own, None where it is the speaker's."""
    start = draft.counted.number.span.start
    token = settled.parsed.token_at(start)
    if token is None or settled.parsed.quotation_at(start) is not None:
        return None
    if _lives_there(draft, settled, pack):
        return "source.residents"
    if _holds_them(source, statement, settled, pack):
        return "source.of_place"
    if _in_known_deed(token, statement, settled, pack):
        return "source.known_deed"
    if statement.act not in WISHES:
        return None
    deed = statement.act != CLAIM and _of_deed(token, pack)
    return "source.pointed_at" if deed or _in_relative(token) or _pointed_at(token, draft) else None


def _lives_there(draft: Draft, settled: Settled, pack: Pack) -> bool:
    """Say whether a number tells how large a place is (`un bourg de 900 habitants`)."""
    noun = draft.counted.noun
    if noun is None or noun.key not in _words(pack, "residents"):
        return False
    first = settled.parsed.token_at(draft.counted.number.begins)
    return first is not None and first.i > 0 and lower(first.nbor(-1)) in _words(pack, "before_residents")


def _holds_them(source: Source, statement: Statement, settled: Settled, pack: Pack) -> bool:
    """Say whether the one who is said to count is the place where they are counted (`le Pérou recense 12 cas`)."""
    if source.span is None or statement.cue is None or source.role is not None:
        return False
    if not any(t.lemma_ in _words(pack, "hosts") for t in settled.parsed.tokens(statement.cue)):
        return False
    sentence = settled.parsed.sentence_at(statement.cue.start).span
    if any(words in settled.parsed.text[sentence.start : sentence.end] for words in _words(pack, "against_others")):
        return False
    head = settled.parsed.tokens(source.span).root
    named = any(p.span is not None and p.precision in WIDE and p.span.holds((head.idx, head.idx)) for p in settled.places)
    return named or head.lower_ in _words(pack, "areas")


def _in_known_deed(token: Token, statement: Statement, settled: Settled, pack: Pack) -> bool:
    """Say whether a number only reminds of a deed that all know (`juge que la crue, qui a fait 12 morts, était prévisible`)."""
    clause = next((t for t in token.ancestors if t.dep_ == "acl:relcl"), None)
    if clause is None or statement.cue is None or clause.lemma_ not in _words(pack, "costs"):
        return False
    if any(c.dep_.startswith("nsubj") and c.pos_ == "NOUN" for c in clause.children):
        # `la frappe qui a visé le port mardi a fait dix morts`: a verb that the parser gave another subject is the main one
        return False
    deed = _before_relative(clause) or clause.head
    known = any("Definite=Def" in str(c.morph) for c in deed.children if c.pos_ in {"DET", "ADP"})
    if not known or not any(x.holds((deed.idx, deed.idx)) for x in statement.spans):
        return False
    last = clause.right_edge
    behind = settled.parsed.tokens((last.idx + len(last), max(last.idx + len(last), statement.cue.start)))
    # `la crue qui a fait 12 morts, selon la mairie`: the clause itself is hers
    return statement.cue.start < token.idx or has_finite(behind)


def _before_relative(clause: Token) -> Token | None:
    """Return the noun right before a relative pronoun; the parser may hang it on a farther one (`le danger de la crue, qui`)."""
    pronoun = next((c for c in clause.children if c.dep_.startswith("nsubj") and c.pos_ == "PRON"), None)
    at = pronoun.i - 1 if pronoun is not None else 0
    at -= at > 0 and clause.doc[at].text == ","
    noun = clause.doc[at] if at > 0 else None
    return noun if noun is not None and noun.pos_ == "NOUN" else None


def _in_relative(token: Token) -> bool:
    """Say whether a number stands in a relative clause (`revendique l'attaque qui a fait dix morts`)."""
    return any(t.dep_ == "acl:relcl" for t in token.ancestors)


def _pointed_at(token: Token, draft: Draft) -> bool:
    """Say whether a wish only points at those who are counted (`réclame que les douze mineurs sortent`), or puts them aside."""
    noun = _counted(token)
    # `la libération des douze`: the article may be part of a preposition, but not in `au moins douze`
    before = (c for c in noun.children if c.idx < draft.counted.number.begins)
    articles = (str(c.morph) for c in before if c.pos_ in {"DET", "ADP"})
    known = any("Definite=Def" in a or "Poss=Yes" in a for a in articles)
    return known or (token.i > 0 and token.nbor(-1).text == "(")


def _of_deed(token: Token, pack: Pack) -> bool:
    """Say whether those who are counted suffered what a wish is about (`réclame une enquête sur la mort d'un pêcheur`)."""
    noun, words = _counted(token), attribution_words(pack)
    return noun.dep_ == "nmod" and noun.head.lower_ in words.sets["losses"] | words.sets["crimes"]


def _counted(token: Token) -> Token:
    """Return the noun that a number counts, the number itself where it has none."""
    return token.head if token.dep_ in {"nummod", "det"} else token
