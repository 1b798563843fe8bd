"""Find the second half of what is said where its attribution cuts it in two."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.model.parsed import Sentence
from selon.model.span import Span
from selon.read.actor_phrases import is_capital, names_somebody
from selon.read.attribution_between import Sight, skip_between
from selon.read.attribution_groups import VerbGroup, lower
from selon.read.attribution_speakers import Speaker, phrase_before
from selon.read.content_spans import Contents, has_finite

VERBAL = frozenset({"VERB", "AUX"})
# acts of those who tell something
SPEAKING = frozenset({"say", "announce", "confirm"})
# acts whose object is often somebody (`X, chef de Y, a accusé le gouvernement`)
OBJECTS = frozenset(["accuse", "demand", "refuse", "warn", "deny"])


def second_half(contents: Contents, sight: Sight, sentence: Sentence, spans: list[Span], end: int) -> list[Span]:
    """Return the second half of a content that its attribution cuts in two."""
    end = skip_between(sight, end)[0]
    if end >= sight.end or not spans:
        return []
    token = sight.doc[end]
    after_comma = token.idx + 1 if token.text in {",", ":", ";", "-", "–"} else token.idx
    quotation = contents.quote_opening(after_comma)
    if quotation is not None and token.text in {",", ":"}:
        return [quotation.inner]
    cut = contents.parsed.tokens((spans[0].start, spans[-1].end))
    closed = any(q.inner.end == spans[-1].end for q in contents.parsed.quotations)
    if closed and (has_finite(cut) or token.pos_ != "PUNCT"):
        return []
    if token.text == "," and end + 1 < sight.end and sight.words.has("because", lower(sight.doc[end + 1])):
        return contents.one(sight.doc[end + 1].idx, sentence.span.end)
    if token.text == "." or (closed and _says_more(sight, end + 1)):
        return []
    if token.text == "," and end + 1 < sight.end and sight.words.has("relatives", lower(sight.doc[end + 1])):
        # `Faux, rétorque X, qui assure que ...`: what he also says has its own verb
        return []
    lead = contents.parsed.tokens((spans[0].start, spans[-1].end))
    if token.pos_ == "PUNCT" and (token.text != "," or has_finite(lead)):
        return []
    # `ont selon lui quitté le port`: the attribution stands inside the verb
    inside = token.pos_ in VERBAL and len(lead) > 0 and _verb_open(lead[-1])
    if token.pos_ != "PUNCT" and has_finite(lead) and not inside and token.pos_ not in {"DET", "NOUN", "PROPN", "NUM"}:
        return []
    if token.text == "," and not has_finite(sight.doc[end : sight.end]):
        return []
    return contents.one(after_comma, sentence.span.end)


def _says_more(sight: Sight, at: int) -> bool:
    """Say whether a participle of speech opens what the speaker of a quotation adds (`"Rien", dit X, ajoutant que ...`)."""
    forms = sight.words.forms.get(lower(sight.doc[at]), ()) if at < sight.end else ()
    return any(form.kind == "gerund" for form in forms)


def another_speaks(sight: Sight, current: VerbGroup, later: Sequence[VerbGroup]) -> int | None:
    """Return where another speaker's clause opens behind what one says (`dit que A, tandis que la mairie évoque B`).

    Without a conjunction only behind a noun phrase: `évoque neuf morts, la mairie parle de douze`.
    """
    doc, words = sight.doc, sight.words
    clause = any(words.has("that", lower(t)) for t in doc[current.end : current.end + 1])
    for group in later:
        own = phrase_before(sight, group.start - words.has("clitics", lower(doc[group.start - 1])))
        if group.form != "finite" or own is None or own.start <= current.end + 1:
            continue
        if not names_somebody(doc, own.start, own.end, sight.actors):
            continue
        against = next((n for n in (2, 1) if words.phrase_at("set_apart", doc, own.start - n, own.start) == n), 0)
        opens = own.start - against
        if not against and (clause or doc[opens - 1].text != ","):
            continue
        return int(doc[opens - (doc[opens - 1].text == ",")].idx)
    return None


def closes_without_comma(sight: Sight, group: VerbGroup, speaker: Speaker) -> bool:
    """Say whether an incise closes its sentence without the comma (`Neuf marins sont morts a annoncé jeudi la préfecture.`)."""
    compound = group.end - group.start > 1 and group.end == group.at + 1 and group.verb.act not in OBJECTS
    if not compound or group.negated or skip_between(sight, speaker.end)[0] < sight.end - 1:
        return False
    before, verb = sight.doc[group.start - 1], sight.doc[group.at]
    own = any(c.dep_.startswith("nsubj") and c.i < group.start for c in verb.children)
    joined = before.pos_ in {"CCONJ", "PRON", "SCONJ", "DET"} or verb.dep_ in {"ROOT", "acl:relcl", "ccomp", "advcl"}
    return not own and not joined and has_finite(sight.doc[sight.start : group.start])


def quoted_name(contents: Contents, sight: Sight, group: VerbGroup) -> bool:
    """Say whether a quoted name with its article or its noun is the subject of a verb (`Le groupe "Rives" a revendiqué`)."""
    quotation = contents.parsed.quotation_at(sight.doc[group.start - 1].idx)
    opening = contents.parsed.token_at(quotation.outer.start) if quotation is not None else None
    if quotation is None or opening is None or opening.i <= sight.start or not is_capital(opening.nbor(1)):
        return False
    lead = opening.nbor(-1)
    headed = lead.pos_ == "DET" or lead.lower_ in sight.actors.bodies
    return headed and not has_finite(contents.parsed.tokens(quotation.inner))


def only_speaks(sight: Sight, group: VerbGroup, speaker: Speaker) -> bool:
    """Say whether whoever stands behind a verb can only be its subject, unknown as he is (`..., annonce la maison de vente.`)."""
    first, verb = sight.doc[speaker.start], sight.doc[group.at]
    known = first.pos_ == "DET" and "Definite=Def" in str(first.morph)
    closes = speaker.end >= sight.end or sight.doc[speaker.end].pos_ in {"PUNCT", "ADP"}
    own = any(c.dep_.startswith("nsubj") and c.i < group.start for c in verb.children)
    alone = verb.dep_ in {"ROOT", "parataxis", "advcl"} and not own
    return known and closes and alone and group.verb.act in SPEAKING and sight.doc[group.start - 1].text == ","


def _verb_open(last: Token) -> bool:
    """Say whether a verb waits for its rest (`ont`, `doit`); one told to its end does not (`ont coulé`)."""
    return last.pos_ == "AUX" or (last.pos_ == "VERB" and "VerbForm=Part" not in str(last.morph))


def clause_goes_on(contents: Contents, sight: Sight, sentence: Sentence, spans: list[Span], at: int, end: int) -> list[Span]:
    """Return the rest of a clause that `, selon X,` interrupts (`a fait, selon X, dix morts`)."""
    if not spans or end + 1 >= sight.end or sight.doc[end].text != "," or sight.doc[at - 1].text != ",":
        return []
    following = sight.doc[end + 1]
    rest = sight.doc[end + 1 : sight.end]
    opens = following.pos_ in {"DET", "NUM", "NOUN", "PROPN", "ADP", "ADJ"} or "VerbForm=Inf" in str(following.morph)
    if (
        not opens
        or any(sight.words.phrase_at("heads", sight.doc, t.i, sight.end) for t in rest)
        or lower(following) in sight.words.sets["relatives"]
    ):
        return []
    return contents.one(following.idx, sentence.span.end)
