"""Tell who counts where no statement holds a number: the subject of a verb of counting, or who spoke before in the sentence.

`L'ONU compte 900 morts`, `l'armée s'en tient à douze tués`; `..., a dit la police, ce qui porte le bilan à 30 morts`.
In: a draft and the sources found so far. Out: a source, or none.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.lang.pack import Pack
from selon.model.parsed import words_span
from selon.model.record import Derivation, Source
from selon.model.settled import Settled
from selon.read.actor_words import actor_words
from selon.read.actors import read_phrase
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import lower
from selon.read.attribution_speakers import main_subject
from selon.read.attribution_words import attribution_words
from selon.read.number_patterns import plain
from selon.resolve.actor_kinds import kind_of

COUNTS = "source.counts"
Found = tuple[Source | None, Derivation | None]
# what is counted of others; of its own people a body only tells how many it has (`le groupe compte 17 membres`)
OF_OTHERS = frozenset({"killed", "wounded", "missing", "abducted", "displaced", "attacks", "destroyed", "damaged", "in_need"})
# what leads from a number up to the verb that counts it
OBJECTS = frozenset(
    {"nummod", "obj", "nmod", "obl:arg", "obl:mod", "obl", "conj", "appos", "advmod", "amod", "acl", "flat", "det"}
)
# those who tell what they saw are witnesses, and no body that counts
PRIVATE = frozenset({"resident", "unnamed"})
# tokens before a number among which `s'en tient à` stands
NEAR = 5


@cache
def _words(pack: Pack, key: str) -> tuple[str, ...]:
    return pack.words("scope", key)


def counted_by(draft: Draft, settled: Settled, pack: Pack) -> Found:
    """Return who counts, where the sentence says so by its verb or by what it adds to somebody's words."""
    token = settled.parsed.token_at(draft.counted.number.span.start)
    if token is None or settled.parsed.quotation_at(token.idx) is not None:
        return None, None
    carried = _carried_on(token, draft, settled, pack)
    if carried[0] is None:
        carried = _beside(token, draft, settled, pack)
    if carried[0] is not None or draft.measured.measure not in OF_OTHERS:
        return carried
    return _subject(draft, settled, pack) if _counts(token, pack) or _holds_to(token, pack) else (None, None)


def _counts(token: Token, pack: Pack) -> bool:
    """Say whether a number is the object of a main verb of counting."""
    while token.dep_ in OBJECTS and token.head.i != token.i:
        token = token.head
        if token.pos_ in {"VERB", "AUX"} and token.dep_ != "acl":
            break
        if any(c.lower_ in _words(pack, "among") for c in token.children):
            # `comptent parmi les douze blessés`
            return False
    negated = any(c.dep_ == "advmod" and "Polarity=Neg" in str(c.morph) for c in token.children)
    return token.dep_ == "ROOT" and token.lemma_ in _words(pack, "counting_verbs") and not negated


def _holds_to(token: Token, pack: Pack) -> bool:
    """Say whether a body only owns to a number (`s'en tient à douze tués`)."""
    before = plain(token.doc[max(0, token.i - NEAR) : token.i].text)
    return any(plain(turn) in before for turn in _words(pack, "holds_to"))


def _subject(draft: Draft, settled: Settled, pack: Pack) -> Found:
    """Return the subject of the sentence where it is a body that may count others."""
    parsed, actors = settled.parsed, actor_words(pack)
    tokens = parsed.tokens(draft.sentence.span)
    sight = Sight(parsed.doc, tokens.start, tokens.end, attribution_words(pack), actors)
    subject = main_subject(sight)
    if subject is None or parsed.doc[subject.start].idx > draft.counted.number.span.start:
        return None, None
    phrase = parsed.doc[subject.start : subject.end]
    head = phrase.root
    body = head.pos_ == "PROPN" or head.lower_ in actors.bodies or head.lower_ in actors.persons
    pronoun = lower(phrase[0]) in actors.sets["singular"] | actors.sets["plural"]
    if not body or pronoun or head.ent_type_ == "LOC" or lower(head) in pack.words("scope", "areas"):
        return None, None
    span = words_span(phrase)
    read = read_phrase(parsed, span, pack)
    kind = kind_of(" ".join(x for x in (read.name, read.role, read.body) if x), pack)
    if kind in PRIVATE or read.pronoun:
        return None, None
    rule = Derivation(rule=COUNTS, span=span, of="source")
    full = next((a for a in settled.actors if span in a.mentions or read.name in a.names), None)
    name = full.name if full is not None else read.name
    return Source(name=name, span=span, organization=read.body, role=read.role, kind=kind, derivation=rule), rule


def _beside(token: Token, draft: Draft, settled: Settled, pack: Pack) -> Found:
    """Return who spoke in the clause that `tandis que` sets a number beside (`annonce dix morts tandis que six autres ...`)."""
    text, start = settled.parsed.text, draft.sentence.span.start
    spoken = [s for s in settled.statements if s.cue is not None and start <= s.cue.start and s.spans[-1].end <= token.idx]
    last = spoken[-1] if spoken else None
    if last is None or last.source is None or last.cue is None or last.cue.start > last.spans[0].start:
        return None, None
    between = text[last.spans[-1].end : token.idx].lstrip(' ,"»”')
    if not any(between.startswith(opens) for opens in _words(pack, "set_beside")):
        return None, None
    return last.source, Derivation(rule="source.beside", span=last.source.span, of="source")


def _carried_on(token: Token, draft: Draft, settled: Settled, pack: Pack) -> Found:
    """Return who spoke right before in the sentence what a number only adds up (`..., ce qui porte le bilan à 30 morts`)."""
    text, start = settled.parsed.text, draft.sentence.span.start
    comma = text.rfind(",", start, token.idx)
    added = text[comma + 1 : token.idx].strip()
    if comma < 0 or not any(added.startswith(opens) for opens in _words(pack, "adds_up")):
        return None, None
    spoken = [s for s in settled.statements if s.cue is not None and start <= s.cue.start < comma and s.source is not None]
    last: Source | None = spoken[-1].source if spoken else None
    if last is None:
        return None, None
    return last, Derivation(rule="source.adds_up", span=last.span, of="source")
