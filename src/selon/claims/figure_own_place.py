"""Settle which place of its own sentence a number stands in: the narrowest, the nearest, that of its clause or of its host.

In: a draft, the places that can be scenes. Out: the place of the sentence that holds the number, None where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.claims.figure_context import start_of
from selon.claims.figure_drafts import Draft
from selon.claims.figure_near import is_of_ceremony, is_of_fate
from selon.claims.figure_place_words import NARROW, SETTLEMENT, PlaceWords, breadth
from selon.claims.figure_recalled import is_recalled
from selon.claims.figure_scenes import is_aside, is_end, is_left, is_of_seizure, is_seat, stands_beside, told_places
from selon.model.parsed import Parsed
from selon.model.record import Place, Statement
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# towns, and the districts and communes that bear their names
COMMUNE = 2
# what may stand between a province and the town that tells where it lies (`, à une heure de route au nord de`), in characters
EXPLAINED = 40
# what parts a place from a number, in characters: set on the look half, flat from 20 to 60
NUMBER_BETWEEN = 30.0
OWNED = 60.0
# a narrower place counts only this much farther than the nearest
WINDOW = 60.0
# how far behind a verb of speech or a speaker a place is theirs, in characters
SPEAKER_REACH = 50
# `4.500 soldats au Sahel`: a place this near behind what is counted is meant
ADJACENT = 8
# what parts a place from the relative clause that it leads, in characters: a comma and a space
LED = 3
RELATIVE = "acl:relcl"
# and what parts it from the number that it leads: an auxiliary and a participle (` aurait accueilli `)
LED_BY = 32
# words between a part and its place (`dont 21 au-dessus de la région de X`)
PART_LEADS = 5
# measures of those whose way ends in a place
REACHING = frozenset({"arrived", "delivered", "returned"})
# tokens of a sentence among which the building that opens it stands (`« Un hôpital`)
OPENING = 3
# sentences back in which a pronoun takes up the place that takes people in
TAKEN_UP = 1
VERBAL = ("VERB", "AUX")
# verbs over an infinitive in which its subject is looked for, and what ties it to them
HELPERS = 2
HELPED = frozenset({"xcomp", "advcl", "acl", "obl:mod", "obl:arg", "ccomp"})


def own_place(
    draft: Draft, places: Sequence[Place], drafts: Sequence[Draft], settled: Settled, words: PlaceWords
) -> Place | None:
    """Return the narrowest place of the sentence; of two as narrow, the nearest without another number between."""
    headed = (
        _headed(draft, places, settled, words)
        or housed_place(draft, settled, words)
        or _led(draft, settled, words)
        or _host(draft, settled, words)
        or _goal(draft, settled, words)
        or _left(draft, settled, words)
    )
    if headed is not None:
        return headed
    best: tuple[tuple[float, float], Place] | None = None
    here = _in_sentence(draft, places, settled, words)
    near = _nearest(draft, here, drafts, settled) + WINDOW
    said = settled.source_at(draft.counted.number.span)
    told = [p for p in here if said and p.span and any(s.holds(p.span) for s in said[1].spans)]
    for place in told or here:
        if place.span is None:
            continue
        if said and not any(s.holds(place.span) for s in said[1].spans) and _tells_where_said(place.span, said[1]):
            continue
        distance = distance_to(draft, place.span, drafts, settled.parsed)
        if distance > near or _is_elsewhere(draft, place.span, settled.parsed) or is_of_fate(draft, place.span, settled.parsed):
            continue
        if _is_of_part(draft, place.span, drafts, settled.parsed, words):
            continue
        if is_of_ceremony(draft, place.span, settled.parsed, words.fates.ceremonies):
            continue
        if is_recalled(draft, place.span, settled.parsed, words.fates.recalling):
            continue
        if distance > 2 * OWNED and _is_of_another(draft, place.span, drafts, settled.parsed):
            continue
        after = place.span.start - draft.counted.end
        # `4.500 soldats au Sahel, dont une base est à Gao`: what follows at once is meant
        meant = 0 <= after <= ADJACENT and "," not in settled.parsed.text[draft.counted.end : place.span.start]
        key = (0.0 if meant else float(max(SETTLEMENT, breadth(place))), distance)
        if best is None or key < best[0]:
            best = key, place
    return best[1] if best else _taken_up_there(draft, places, settled, words)


def _taken_up_there(draft: Draft, places: Sequence[Place], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place of the sentence before that a pronoun takes up (`... au Sahel. Quelque 4.500 soldats y sont déployés`)."""
    sentence = draft.sentence
    there = (t for t in settled.parsed.tokens(Span(draft.counted.end, sentence.span.end)) if t.lower_ in words.there)
    verb = next((t.head for t in there), None)
    noun = settled.parsed.token_at(draft.counted.noun_span.start) if draft.counted.noun_span else None
    if verb is None or noun is None or noun.head != verb:
        return None
    before = [p for p in places if p.span and sentence.index - settled.parsed.sentence_at(p.span.start).index == 1]
    return before[-1] if before else None


def _is_elsewhere(draft: Draft, span: Span, parsed: Parsed) -> bool:
    """Say whether a place stands in a clause that tells of somebody else, and not of the number (`..., où se trouve X`)."""
    token, number = parsed.token_at(span.start), parsed.token_at(draft.counted.number.span.start)
    verb = is_aside(token) if token is not None else None
    if verb is None or number is None:
        return False
    trigger = draft.measured.trigger
    told = {number.i, trigger.token.i if trigger else number.i}
    return told.isdisjoint(t.i for t in verb.subtree) and verb not in number.ancestors


def _is_of_another(draft: Draft, span: Span, drafts: Sequence[Draft], parsed: Parsed) -> bool:
    """Say whether a place belongs to another number of the sentence; what an act led to (`tuant`) shares the place of the act."""
    trigger = draft.measured.trigger
    if (
        trigger is not None
        and trigger.token.morph.get("VerbForm", []) == ["Part"]
        and trigger.token.morph.get("Tense", []) == ["Pres"]
    ):
        return False
    others = (d for d in drafts if d is not draft and d.sentence is draft.sentence)
    return any(distance_to(d, span, drafts, parsed) < OWNED for d in others)


def _is_of_part(draft: Draft, span: Span, drafts: Sequence[Draft], parsed: Parsed, words: PlaceWords) -> bool:
    """Say whether a place stands right behind a part that has no noun of its own (`abattu 38 drones, dont 21 dans le Sud`)."""
    number, text = draft.counted.number.span, parsed.text
    parts = [d.counted for d in drafts if d.part_of == number and d.counted.number.span.end <= span.start]
    token = parsed.token_at(span.start) if parts else None
    if token is not None and is_of_seizure(token, words):
        # `neuf otages, dont deux enlevés à X, ont été libérés`
        return True
    bare = [c.number.span for c in parts if not (c.noun_span and c.noun_span.start > c.number.span.start)]
    leads = (text[part.end : span.start] for part in bare)
    return any("," not in lead and len(lead.split()) <= PART_LEADS for lead in leads)


def _tells_where_said(span: Span, statement: Statement) -> bool:
    """Say whether a place stands with the speaker (`a déclaré à Genève`), not with what is told (`À Gao, selon la police`)."""
    by = [s for s in (statement.cue, statement.source.span if statement.source else None) if s is not None]
    return any(0 <= span.start - s.end <= SPEAKER_REACH for s in by)


def _in_sentence(draft: Draft, places: Sequence[Place], settled: Settled, words: PlaceWords) -> list[Place]:
    """Return the places of the sentence; one that only tells what is near (`à 90 km de Gao`) where no other is as narrow."""
    here = [p for p in places if p.span is not None and draft.sentence.span.holds(p.span)]
    ends = [p for p in here if _is_an_end(p, settled, words)]
    here = [p for p in here if p not in ends or not any(_is_told_by(q, p) for q in here if q not in ends)]
    sure = [p for p in here if not stands_beside(p, settled, words) or _is_right_behind(p, draft, settled, words)]
    if any(breadth(p) <= COMMUNE for p in sure):
        return sure
    return [p for p in here if p in sure or not _explains(p, sure, settled)]


def _is_told_by(place: Place, end: Place) -> bool:
    """Say whether an end of a stretch only tells where the place before it lies (`dans la commune de X, entre Y et Z`)."""
    return place.span is not None and end.span is not None and 0 <= end.span.start - place.span.end <= EXPLAINED


def _is_an_end(place: Place, settled: Settled, words: PlaceWords) -> bool:
    token = settled.parsed.token_at(place.span.start) if place.span else None
    return token is not None and is_end(token, words)


def _is_right_behind(place: Place, draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether nothing but words of place stands between a number and a place (`un mort à X et cinq près de Y`)."""
    if place.span is None or not 0 <= place.span.start - draft.counted.end <= EXPLAINED:
        return False
    between = settled.parsed.tokens(Span(draft.counted.end, place.span.start))
    small = words.beside | words.joints | words.inside
    return len(between) > 0 and all(plain(t.text) in small for t in between)


def _explains(beside: Place, sure: Sequence[Place], settled: Settled) -> bool:
    """Say whether a place only tells where another one lies (`dans la province de X, au nord de Y`)."""
    if beside.span is None:
        return False
    text, start = settled.parsed.text, beside.span.start
    before = [p for p in sure if p.span and 0 <= start - p.span.end <= EXPLAINED and breadth(p) <= NARROW]
    return any(p.span and text[p.span.end : start].lstrip(") ").startswith(",") for p in before)


def _headed(draft: Draft, places: Sequence[Place], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place whose relative clause holds the number (`le drame de Gao, où dix soldats sont morts`)."""
    token = settled.parsed.token_at(draft.counted.number.span.start)
    clause = next((t for t in token.ancestors if t.dep_ == RELATIVE), None) if token else None
    if clause is None or clause.pos_ not in VERBAL:
        # `56 morts au Mali, dont 12 à Gao et huit à Kidal` has no clause
        return None
    first = min(clause.subtree, key=lambda t: t.i)
    # `l'Italie, où 300 migrants sont arrivés`: the place need not be a scene by itself
    known = settled.places if plain(first.text) in words.where else places
    led = [p for p in known if p.span and 0 <= first.idx - p.span.end <= LED and draft.sentence.span.holds(p.span)]
    return min(led, key=breadth, default=None) or (_apposed(first, draft, settled) if plain(first.text) in words.where else None)


def _apposed(first: Token, draft: Draft, settled: Settled) -> Place | None:
    """Return the town that an apposition tells more of (`Madaya, ville assiégée par l'armée, où 900 familles ont faim`)."""
    last = next((p for p in reversed(settled.places) if p.span and p.span.end <= first.idx), None)
    if last is None or last.span is None or breadth(last) > COMMUNE or not draft.sentence.span.holds(last.span):
        return None
    between = settled.parsed.tokens(Span(last.span.end, first.idx))
    told = any(t.pos_ in VERBAL and "Fin" in t.morph.get("VerbForm", []) for t in between)
    return last if len(between) and between[0].text == "," and not told else None


def _led(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place right before a number, as its host or in a list (`le Tchad compte 900.000 réfugiés, le Niger 300.000`).

    By the form of the verb: the parser takes `compte` behind a name for a noun.
    """
    start, text = start_of(draft.counted), settled.parsed.text
    place = next((p for p in reversed(settled.places) if p.span and p.span.end <= start), None)
    if place is None or place.span is None or start - place.span.end > LED_BY:
        return None
    if draft.group == "security_forces" and is_seat(place):
        # `Moscou compte 3.000 soldats dans le pays`
        return None
    between = plain(text[place.span.end : start]).split()
    if not between:
        # in a list the host's verb stands once
        lead = plain(text[draft.sentence.span.start : start])
        hosted = any(w in words.host_forms for w in lead.split()) or any(w in lead for w in words.sees_come)
        return place if text[place.span.end : start] == " " and hosted else None
    seen = " ".join(between[-2:]) in words.sees_come
    return place if (between[-1] in words.host_forms or seen) and len(between) <= HELPERS + seen else None


def housed_place(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return where the building stands that opens the sentence and takes in those counted: `Un hôpital de X a reçu neuf corps`.

    By the form of the verb: behind a participle (`soutenu par l'ONU`) the parser hangs it anywhere.
    """
    number, parsed = draft.counted.number.span, settled.parsed
    lead = parsed.tokens(Span(draft.sentence.span.start, number.start))
    house = next((t for t in lead[:OPENING] if plain(t.text) in words.taken_up), None) if len(lead) else None
    takes = next((t for t in reversed(lead) if plain(t.text) in words.host_forms), None) if house is not None else None
    if house is None or takes is None or any(t.pos_ != "DET" and not t.is_punct for t in parsed.doc[lead[0].i : house.i]):
        return None
    verb = next((t for t in parsed.doc[house.i : takes.i + 1] if t.pos_ in VERBAL), takes)
    here = [p for p in settled.places if p.span and house.idx < p.span.start < draft.sentence.span.end]
    if any(p.span and p.span.start > number.start for p in here):
        # `L'hôpital de X a reçu neuf blessés de Y`
        return None
    return min((p for p in here if p.span and p.span.end <= verb.idx), key=breadth, default=None)


def _host(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place that takes in those who are counted (`le Liban accueille un million de réfugiés`)."""
    token = settled.parsed.token_at(draft.counted.number.span.start)
    over = [token, *token.ancestors] if token else []
    at = next((n for n, t in enumerate(over) if n and t.pos_ in VERBAL), None)
    if (
        token is None
        or at is None
        or over[at].lemma_ not in words.hosts
        or any(t.dep_ == "nmod" and t.head.pos_ == "NUM" for t in over[:at])
    ):
        # `30 des 141 migrants`: only the 30 are taken in
        return None
    verb = over[at]
    found = _agent(verb) if token.i < verb.i else _subject(verb)
    if found is not None and (found.pos_ == "PRON" or plain(found.lemma_) in words.taken_up) and found.left_edge.is_sent_start:
        named = next((p for p in settled.places if p.span and found.left_edge.idx <= p.span.start < found.right_edge.idx), None)
        return named or _last_told(draft, settled)
    return next((p for p in settled.places if p.span and found is not None and p.span.holds((found.idx, found.idx + 1))), None)


def _goal(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place that those who are counted reached (`300 migrants sont arrivés lundi à X`): for others it is no scene."""
    trigger = draft.measured.trigger
    if trigger is None or draft.measured.measure not in REACHING or trigger.token.pos_ != "VERB":
        return None
    for place in settled.places:
        token = settled.parsed.token_at(place.span.start) if place.span and draft.sentence.span.holds(place.span) else None
        if token is None or token.i <= trigger.token.i:
            continue
        if any(t.pos_ in VERBAL or t.text == "," for t in token.doc[trigger.token.i + 1 : token.i]):
            return None
        at = token.i - 1
        while plain(token.doc[at].text) in words.joints | words.areas:
            at -= 1
        if plain(token.doc[at].text) in words.inside:
            return place
    return None


def _left(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return where those who are counted were taken from (`neuf familles évacuées de X`): for others it is no scene."""
    if draft.measured.measure != "evacuated":
        return None
    here = (p for p in settled.places if p.span and draft.sentence.span.holds(p.span) and p.span.start >= draft.counted.end)
    tokens = ((p, settled.parsed.token_at(p.span.start)) for p in here if p.span)
    return next((p for p, token in tokens if token is not None and is_left(token, words)), None)


def _last_told(draft: Draft, settled: Settled) -> Place | None:
    """Return the last town or camp of the sentences before (`Le camp de X a brûlé. Il abritait 300 familles`)."""
    for place in reversed(told_places(settled)):
        gap = draft.sentence.index - settled.parsed.sentence_at(place.span.start).index if place.span else 0
        if gap > TAKEN_UP:
            return None
        if gap > 0 and breadth(place) <= COMMUNE:
            return place
    return None


def _agent(verb: Token) -> Token | None:
    """Return who takes in those who stand before a verb (`trente seront accueillis par l'Espagne`)."""
    return next((t for t in verb.children if t.dep_ == "obl:agent" and t.i > verb.i), None)


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb, over the verbs that help it (`va accueillir`, `s'est dit prêt à accueillir`)."""
    over = verb
    for _ in range(HELPERS + 1):
        subject = next((t for t in over.children if t.dep_ == "nsubj" and t.i < verb.i), None)
        if subject is not None or over.dep_ not in HELPED:
            return subject
        over = over.head
    return None


def _nearest(draft: Draft, places: Sequence[Place], drafts: Sequence[Draft], settled: Settled) -> float:
    inside = [p.span for p in places if p.span is not None and draft.sentence.span.holds(p.span)]
    return min((distance_to(draft, span, drafts, settled.parsed) for span in inside), default=0.0)


def distance_to(draft: Draft, span: Span, drafts: Sequence[Draft], parsed: Parsed) -> float:
    """Return what parts a place from a number, in characters: more over commas and over other numbers."""
    start, end = draft.counted.number.span.start, draft.counted.end
    between = Span(end, span.start) if span.start >= end else Span(span.end, start)
    if between.end <= between.start:
        return 0.0
    cost = (between.end - between.start) / 2 + 10.0 * parsed.text.count(",", *between)
    cost += NUMBER_BETWEEN * sum(between.holds(d.counted.number.span) for d in drafts)
    # a place after another number and before this one belongs to that other
    if span.end <= start and any(d.sentence is draft.sentence and d.counted.end <= span.start for d in drafts):
        cost += 2 * OWNED
    return cost
