"""Choose what a number measures: the verb or noun of the sentence that governs it, or its own noun.

In: a counted number and the triggers of its sentence. Out: a `Measured` with the trigger that won.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.claims.figure_measure_cost import MAIN_BONUS, WEAK, Measured, cost_of, hangs_on, is_finite, tokens_between
from selon.claims.figure_measure_turned import LACKED, turned
from selon.claims.figure_measure_words import MeasureWords, measure_words
from selon.claims.figure_nouns import Counted
from selon.claims.figure_triggers import Trigger
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain

HARMED = frozenset({"killed", "wounded", "missing"})
# a trigger farther than this says nothing of the number
FARTHEST = 26.0
# verbs of motion have their own subject and object near by, and active verbs theirs: of those farther than these one in six
# and one in two were right (in steps of three tokens on the marks of the half read and of scopes; no others were tried)
FARTHEST_ACTIVE = 15.0
FARTHEST_MOVE = 9.0
MOVES = frozenset({"evacuated", "arrived", "displaced", "returned"})
# how near a verb must be to speak for people whose noun has a measure of its own (`12 blessés ont été évacués`)
SOFT_REACH = 9.0
# a state in a relative clause gives way to what happened (`trois personnes qui se trouvaient là ont été blessées`)
WEAK_LATER = 6.0
# and where they were gives way to the verb of the clause behind it (`les pilotes à bord sont morts eux aussi`); this one and
# BESIDE are set so high that the sentences of the tests come out, no other value was tried
WEAK_BEFORE_MAIN = 14.0

# hostages that are held stay hostages
CUSTODY = frozenset({"abducted", "detained"})
# whom the police look for is neither lost nor driven out (`deux suspects en fuite`)
SOUGHT = frozenset({"missing", "displaced"})
# who is dead where he is said to have fallen
FIGHTERS = frozenset({"combatants", "security_forces", "peacekeepers"})
# what is said of people who live somewhere, or were displaced, beside their being there
OPEN_TO = {"present": frozenset({"in_need", "affected"}), "displaced": frozenset({"in_need"})}
# a participle after `71 des 88 drones` speaks of the 88
OF_WHOLE = 6.0
# of two participles with a comma before each the last one tells what happened (`un otage, enlevé en mai, libéré`)
BESIDE = 8.0
# a clause between commas has at least its two commas, a relative word and a noun
PAST_CLAUSE = 4


def choose_measure(
    counted: Counted, triggers: Sequence[Trigger], numbers: Sequence[Span], parsed: Parsed, pack: Pack
) -> Measured | None:
    """Return the measure of a counted number, None where nothing in its sentence tells."""
    small = measure_words(pack)
    whole, parted = _is_whole(counted, parsed, small), _is_parted(counted, numbers, parsed, small)
    heads = _heads_whole(counted, numbers, parsed, small)
    triggers = [t for t in triggers if t.thing == (counted.kind == "thing")]
    costs = [cost_of(counted, t, numbers, parsed, small) for t in triggers]
    dead, free = _is_of_death(triggers, costs), _are_set_free(counted, triggers, costs)
    amid = any(t.voice == "among" and c is not None for t, c in zip(triggers, costs, strict=True))
    best: Measured | None = None
    for trigger, cost in zip(triggers, costs, strict=True):
        if cost is None or _is_of_another(counted, trigger, numbers, parsed, small) or (amid and _tells_who(trigger, counted)):
            continue
        if trigger.of and not _is_said_of(trigger, counted, parsed, small):
            continue
        if whole and any(counted.end <= n.start < trigger.span.start for n in numbers):
            continue
        if (parted and not hangs_on(counted, trigger, parsed)) or _is_of_one(counted, trigger, parsed, small):
            continue
        if trigger.measure in CUSTODY and (
            (dead and trigger.voice == "phrase") or (free and trigger.voice in ("bare", "phrase"))
        ):
            continue
        total = cost
        if trigger.measure in WEAK:
            total += WEAK_LATER
            # `des bergers vivant au nord du lac, dans trois hameaux, ont été tués`
            if (trigger.voice == "phrase" or trigger.token.dep_ in ("acl", "acl:relcl")) and _main_after(
                trigger, triggers, costs, numbers
            ):
                total += WEAK_BEFORE_MAIN
        if heads and trigger.voice in ("bare", "phrase") and trigger.span.start >= counted.end:
            total += FARTHEST if _tells_part(counted, triggers, costs) else OF_WHOLE
        if _is_beside(counted, trigger, triggers, parsed):
            total += BESIDE
        elif _is_past_clause(counted, trigger, parsed, small):
            total += MAIN_BONUS
        if total <= _reach(counted, trigger, parsed) and (best is None or total < best.cost):
            best = Measured(measure=trigger.measure, trigger=trigger, cost=total, rule=trigger.rule)
    best = _unharmed(_by_verb_of_body(best, triggers), counted, small)
    own = counted.noun.count if counted.noun else ""
    if own and counted.noun and not (counted.noun.soft and best and _takes_over(counted, best, parsed, small)):
        best = Measured(measure=own, trigger=best.trigger if best else None, cost=0.0, rule="measure.noun")
    return turned(best, counted, parsed, pack)


def _unharmed(best: Measured | None, counted: Counted, small: MeasureWords) -> Measured | None:
    """Return a measure without harm for envoys who are called back (`a expulsé douze diplomates`) and for the wanted."""
    key = counted.noun.key if counted.noun is not None else ""
    envoy = counted.group == "officials" or key in small.envoys
    if best and ((best.measure == "displaced" and envoy) or (best.measure in SOUGHT and key in small.wanted)):
        return replace(best, measure="other")
    return best


def _reach(counted: Counted, trigger: Trigger, parsed: Parsed) -> float:
    """Return how far a trigger may stand: a verb or noun of motion has its own people near by, any verb its own subject."""
    # of people whose noun has a measure the verb only tells when and where
    if not trigger.lemma or (counted.noun and counted.noun.count) or _is_object(counted, trigger, parsed):
        return FARTHEST
    if trigger.measure in MOVES and trigger.voice in ("active", "nominal"):
        return FARTHEST_MOVE
    # things and the dead are told of in long lists (`la saisie d'un fusil, de deux téléphones et de 90 cartouches`)
    listed = trigger.thing or trigger.measure == "killed"
    return FARTHEST_ACTIVE if trigger.voice == "active" and not listed else FARTHEST


def _by_verb_of_body(best: Measured | None, triggers: Sequence[Trigger]) -> Measured | None:
    """Return the measure of the verb whose subject is a body of so many (`un groupe de douze touristes a été enlevé`)."""
    if best is None or best.trigger is None or best.trigger.voice != "nominal" or best.measure != "present":
        return best
    body = best.trigger.token
    for trigger in triggers:
        told = trigger.voice in ("passive", "bare") if trigger.role == "object" else trigger.role == "subject"
        told = told and not trigger.of and not trigger.thing
        if told and body.dep_.startswith("nsubj") and trigger.token == body.head and trigger.measure != "present":
            return Measured(measure=trigger.measure, trigger=trigger, cost=max(0.0, best.cost), rule=trigger.rule)
    return best


def _is_of_death(triggers: Sequence[Trigger], costs: Sequence[float | None]) -> bool:
    """Say whether a noun of death governs a number: who held them is no matter (`la mort de deux reporters en détention`)."""
    deaths = (cost for t, cost in zip(triggers, costs, strict=True) if t.voice == "nominal" and t.measure == "killed")
    return any(cost is not None and cost <= SOFT_REACH for cost in deaths)


def _are_set_free(counted: Counted, triggers: Sequence[Trigger], costs: Sequence[float | None]) -> bool:
    """Say whether those who are set free are told of: no matter how they were held (`a libéré 12 soldats capturés`)."""
    near = (t for t, c in zip(triggers, costs, strict=True) if t.measure == "freed" and c is not None and c <= SOFT_REACH)
    # `un` counts by the verb that stands nearest, whatever it tells
    one = counted.number.rule == "number.one"
    return not one and any(not t.of and t.voice in ("nominal", "active") and t.span.end <= counted.number.begins for t in near)


def _main_after(trigger: Trigger, triggers: Sequence[Trigger], costs: Sequence[float | None], numbers: Sequence[Span]) -> bool:
    """Say whether a verb behind a weaker phrase tells what befell those counted, with no subject of its own between."""
    for other, cost in zip(triggers, costs, strict=True):
        told = other.voice == "passive" or (other.role == "subject" and other.voice == "active")
        if not told or other.measure in WEAK or other.span.start < trigger.span.end:
            continue
        between = Span(trigger.span.end, other.span.start)
        own = any(c.dep_.startswith("nsubj") and between.start <= c.idx and c.pos_ != "PRON" for c in other.token.children)
        if not own and not any(between.holds(n) for n in numbers):
            return cost is not None
    return False


def _is_beside(counted: Counted, trigger: Trigger, triggers: Sequence[Trigger], parsed: Parsed) -> bool:
    """Say whether a participle between commas only describes those of whom the next one tells, as headlines have it."""
    if trigger.voice != "bare" or not parsed.text[counted.end : trigger.span.start].startswith(","):
        return False
    after = (t for t in triggers if t.voice in ("bare", "passive", "active") and t.span.start > trigger.span.end)
    return any(_goes_past(parsed, Span(trigger.span.end, t.span.start)) for t in after)


def _is_past_clause(counted: Counted, trigger: Trigger, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a verb goes on with its subject past a clause between commas (`et 30 marins, dont un Grec, sont blessés`)."""
    token, tokens = parsed.token_at(counted.number.begins), tokens_between(parsed, Span(counted.end, trigger.span.end))
    if trigger.span.start < counted.end or token is None or len(tokens) <= PAST_CLAUSE or tokens[0].text != ",":
        return False
    before = token.nbor(-1) if token.i > 0 and not token.is_sent_start else None
    heads = before is None or before.pos_ in ("CCONJ", "PUNCT", "SPACE")
    opens = plain(tokens[1].text) in small.relatives
    closing = max((n for n, t in enumerate(tokens) if t.text == "," and t.idx < trigger.span.start), default=0)
    rest = tokens[closing + 1 :]
    told = len(rest) > 0 and is_finite(rest[0]) and all(t.idx >= trigger.span.start or t.pos_ in ("AUX", "ADV") for t in rest)
    if trigger.voice == "bare" and len(rest) > 0 and rest[0].idx >= trigger.span.start:
        # `Trois otages, dont deux Grecs enlevés au Tchad, libérés`, as headlines have it
        told = True
    return heads and opens and closing > 1 and told


def _goes_past(parsed: Parsed, between: Span) -> bool:
    """Say whether a comma closes what stands between two verbs, with at most an auxiliary behind it."""
    tokens = tokens_between(parsed, between)
    last = max((n for n, t in enumerate(tokens) if t.text == ","), default=None)
    if last is None or any(is_finite(t) for t in tokens[:last]):
        return False
    return all(t.pos_ in ("AUX", "ADV", "PRON") for t in tokens[last + 1 :])


def _is_whole(counted: Counted, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a number is that of which the next one is a part (`sur les 60 otages, 22 ont été libérés`)."""
    start = counted.number.begins
    return f" {plain(parsed.text[max(0, start - 24) : start])} ".endswith(small.out_of)


def _is_parted(counted: Counted, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether only some of those counted are spoken of (`18 des 58 migrants`, `la plupart des 300 otages`)."""
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    start = min(start, counted.number.span.start)
    lead = f" {plain(parsed.text[max(0, start - 36) : start])}"
    if lead.endswith(small.some_of):
        return True
    before = max((n.end for n in numbers if n.end <= start), default=None)
    return before is not None and f" {plain(parsed.text[before:start])}" in small.of_whole


def _heads_whole(counted: Counted, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether the next number is the whole that a number is part of (`71 des 88 drones`)."""
    end = counted.number.span.end
    after = next((n.start for n in numbers if n.start >= end), None)
    return after is not None and f" {plain(parsed.text[end:after])}" in small.of_whole


def _tells_part(counted: Counted, triggers: Sequence[Trigger], costs: Sequence[float | None]) -> bool:
    """Say whether a verb behind tells what befell a part (`76 des 110 élèves enlevées en mars ont été ramenées`)."""
    told = (t for t, c in zip(triggers, costs, strict=True) if c is not None and t.span.start >= counted.end)
    return any(t.voice == "passive" for t in told)


def _tells_who(trigger: Trigger, counted: Counted) -> bool:
    """Say whether words behind those told of among the dead only tell who they were (`dix personnes évacuées`)."""
    return trigger.voice != "among" and trigger.measure not in HARMED and trigger.span.start >= counted.end


def _is_said_of(trigger: Trigger, counted: Counted, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether those counted are captives, fighters, what flies or what carries, of which alone some verbs speak."""
    noun, whom = counted.noun, trigger.of
    if whom == "fighter":
        return counted.group in FIGHTERS
    if whom == "fallen":
        falls = trigger.voice in ("passive", "active") and trigger.span.start >= counted.end and counted.kind == "person"
        return falls and not _falls_into(trigger, small)
    if whom == "cargo":
        return noun is not None and noun.key in small.cargo
    if whom == "wanted":
        told = trigger.voice in ("passive", "bare")
        return told and (counted.group == "combatants" or (noun is not None and noun.key in small.wanted))
    if trigger.lemma in small.handing and any(word in parsed.by_word for word in small.captives):
        # `l'armée a récupéré 24 villageois` in a report of captives
        return noun is None or not noun.count or noun.count in CUSTODY
    if whom in ("flying", "carrier"):
        return noun is not None and noun.key in (small.flying if whom == "flying" else small.carriers)
    return noun is not None and (noun.count in CUSTODY or noun.group in ("prisoners", "hostages"))


def _falls_into(trigger: Trigger, small: MeasureWords) -> bool:
    """Say whether words behind a fall tell from what or into what (`tombés dans un ravin`); a town only tells where."""
    doc, at = trigger.token.doc, trigger.token.i
    if any(plain(t.text) in small.of_them for t in doc[max(0, at - LACKED) : at]):
        return True
    after = doc[at + 1] if at + 1 < len(doc) else None
    if after is None or plain(after.text) not in small.fall_into:
        return False
    return at + 2 >= len(doc) or not doc[at + 2].text[0].isupper()


def _takes_over(counted: Counted, best: Measured, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a verb speaks louder than a noun with its own measure (`12 blessés ont été évacués`)."""
    own, trigger = counted.noun.count if counted.noun else "", best.trigger
    if trigger is None:
        return False
    if best.cost > SOFT_REACH and not _is_object(counted, trigger, parsed) and not _is_past_day(counted, trigger, parsed, small):
        return False
    if (
        own == "present"
        and trigger.voice not in ("nominal", "phrase")
        and (_belongs(counted, trigger, parsed, small) or _lives(counted, trigger, parsed))
    ):
        return False
    if {own, best.measure} <= CUSTODY or (
        own in ("killed", "wounded") and (best.measure == "arrived" or trigger.lemma in small.carrying)
    ):
        return False
    between = Span(min(counted.end, trigger.span.start), trigger.span.start)
    tokens = tokens_between(parsed, between)
    if trigger.token.dep_ == "conj" and any(t.dep_ == "nsubj" and t.head == trigger.token for t in tokens):
        # `compté douze corps, mais des gens ont fui`: the verb has a subject of its own
        return False
    return not any(plain(t.text) in small.infinitive_leads for t in tokens)


def _is_object(counted: Counted, trigger: Trigger, parsed: Parsed) -> bool:
    """Say whether only adjuncts part a verb from its object (`a libéré dans la nuit, dans le nord du pays, quatre otages`)."""
    at = counted.noun_span.start if counted.noun_span else counted.number.span.start
    token = parsed.token_at(at)
    if token is None or trigger.voice != "active" or trigger.span.start > at or token.head.i != trigger.token.i:
        return False
    return not any(c.dep_ in ("case", "mark") for c in token.children)


def _is_past_day(counted: Counted, trigger: Trigger, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether only a day parts a verb from its object (`a relâché dans la nuit de lundi 4 à mardi 5 juin trois otages`)."""
    if trigger.role != "object" or trigger.voice != "active" or trigger.span.end > counted.number.begins:
        return False
    between = tokens_between(parsed, Span(trigger.span.end, counted.number.begins))
    return all(t.pos_ in ("ADP", "DET", "NUM") or plain(t.text) in small.calendar for t in between)


def _is_of_one(counted: Counted, trigger: Trigger, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a participle in the singular speaks of something else than those many (`un pays meurtri a vu 300 soldats`).

    What befalls a convoy befalls all that it is made of (`un convoi de 40 camions est entré`).
    """
    noun = parsed.token_at(counted.noun_span.start) if counted.noun_span else None
    convoy = noun.head if noun is not None and noun.dep_ == "nmod" else None
    made_of = convoy is not None and convoy.dep_.startswith("nsubj") and convoy.idx < counted.number.span.start
    if convoy is not None and made_of and counted.noun and counted.noun.key in small.carriers:
        # `la collision de deux camions a fait six morts`
        return trigger.token not in (convoy, convoy.head)
    said = parsed.text[counted.number.span.start : counted.number.span.end]
    # `une centaine de civils a été tuée` agrees with its head, `des centaines` never do in the singular
    plural = counted.number.rule in ("number.digits", "number.words") or said.lower().endswith(small.plural)
    many = plural and (counted.number.low or 0) > 1
    # the tagger calls some plurals singular (`suicidés`): the ending knows better
    form = trigger.token.lower_.removesuffix(small.glued)
    single = trigger.token.morph.get("Number", []) == ["Sing"] and not form.endswith(small.plural)
    return many and trigger.voice in ("bare", "passive") and single


def _belongs(counted: Counted, trigger: Trigger, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether those counted only tell of what they belong to (`une ville de 3.000 habitants a été évacuée`)."""
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    token = parsed.token_at(min(start, counted.number.span.start))
    if token is None or token.i < 2:
        return False
    noun, of = parsed.doc[token.i - 2], parsed.doc[token.i - 1]
    if trigger.span.start <= noun.idx < trigger.span.end:
        return False
    return plain(of.text) in small.of and noun.pos_ in ("NOUN", "PROPN", "ADJ")


def _lives(counted: Counted, trigger: Trigger, parsed: Parsed) -> bool:
    """Say whether a relative clause has a verb of its own for those counted (`la ville, où vivent 300 habitants, a brûlé`)."""
    noun = parsed.token_at(counted.noun_span.start) if counted.noun_span else None
    return noun is not None and noun.head.dep_ == "acl:relcl" and noun.head.i < noun.i and noun.head != trigger.token


def _is_past_another(counted: Counted, trigger: Trigger, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether the next ones counted stand before a word behind (`12 blessés et 30 personnes en garde à vue`), no part."""
    between = next((n for n in numbers if counted.end <= n.start < trigger.span.start), None)
    return between is not None and not any(w in f" {plain(parsed.text[counted.end : between.start])} " for w in small.parts)


def _is_of_another(counted: Counted, trigger: Trigger, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a passive before a noun with its own measure belongs to others (`dix civils tués et 30 blessés`)."""
    own = counted.noun is not None and counted.noun.count != ""
    if own and counted.noun and trigger.measure in OPEN_TO.get(counted.noun.count, ()):
        return False
    after = trigger.span.end > counted.number.span.start
    if own and trigger.measure in WEAK and (after or trigger.lemma not in small.shelters):
        return True
    if own and trigger.voice in ("bare", "phrase") and _is_past_another(counted, trigger, numbers, parsed, small):
        return True
    if not own or after:
        return False
    if any(trigger.span.end <= n.start < counted.number.span.start for n in numbers):
        return True
    return trigger.voice in ("passive", "bare") or (trigger.voice == "phrase" and trigger.role == "subject")
