"""Tell which number is part of which, what a number without a noun counts, and what is not (yet) so.

In: counted numbers and the drafts before them. Out: parents, borrowed nouns, modality, and whether a toll is old.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from selon.claims.figure_granted import concedes
from selon.claims.figure_nouns import Counted, names_people
from selon.claims.figure_triggers import Trigger
from selon.claims.figure_words import Noun, counting_words
from selon.lang.inflection import verb_forms
from selon.lang.pack import Cue, Pack
from selon.model.parsed import Parsed, Sentence
from selon.model.span import Span
from selon.read.number_patterns import any_of, plain

# how far back from a number a word like `dont` is looked for, in characters: room for `dont, au total, plus de`
PART_REACH = 48
# room before a number for the preposition behind which its noun follows with its article, in characters (none else was tried)
LED = 4
# groups that the name of a body gives to its own men
ARMED = frozenset({"peacekeepers", "combatants", "security_forces"})
# what somebody promises or plans, and what nobody does
PROMISED = frozenset({"freed", "evacuated", "returned", "delivered"})
# so many tokens before a relative stands the plan it tells of (`une trêve au cours de laquelle`; no other number was tried)
PLAN_REACH = 5
NEVER_PROMISED = frozenset({"killed", "wounded", "missing", "abducted", "affected"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that fired: its id and its words."""

    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Patterns:
    part: re.Pattern[str]
    part_after: re.Pattern[str]
    noun_after: re.Pattern[str]
    noun_estimated: re.Pattern[str]
    noun_before: re.Pattern[str]
    noun_left: re.Pattern[str]
    bare: re.Pattern[str]
    again: re.Pattern[str]
    modal: tuple[tuple[str, str, re.Pattern[str]], ...]
    superseded: re.Pattern[str]


@cache
def _patterns(pack: Pack) -> _Patterns:
    by_role: dict[str, list[str]] = {}
    cues = pack.cues("counting_parts")
    for cue in cues:
        by_role.setdefault(cue.role, []).extend(cue.forms)
    flags = re.IGNORECASE
    return _Patterns(
        part=re.compile(rf"(?<!\w)({any_of(by_role['part'])})(?!\w)", flags),
        part_after=re.compile(rf"\s+({any_of(by_role['part_after'])})(?!\w)", flags),
        # `porte à 40, dont 12 civils, le nombre de morts`
        noun_after=re.compile(rf"(?:\s*,\s[^,.;]{{1,40}},)?\s+({any_of(by_role['noun_after'])})\s*", flags),
        # `évalue à 300 les combattants encore sur place`
        noun_estimated=re.compile(rf"\s+({any_of(by_role['noun_estimated'])})\s*", flags),
        noun_before=re.compile(rf"(?<!\w)({any_of(by_role['noun_before'])})\s*", flags),
        noun_left=re.compile(rf"(?<!\w)({any_of(by_role['noun_left'])})\s*\Z", flags),
        bare=re.compile(rf"(?<!\w)({any_of(by_role['bare'])})(?!\w)", flags),
        again=re.compile(rf"(?<!\w)({any_of(by_role['again'])})(?!\w)", flags),
        modal=tuple(_modal(cue) for cue in cues if cue.id.startswith("modality.")),
        superseded=re.compile(rf"(?<!\w)({any_of(by_role['superseded'])})(?!\w)", flags),
    )


def _modal(cue: Cue) -> tuple[str, str, re.Pattern[str]]:
    # `risque d'exécuter`: a form that ends on an apostrophe leans on the next word
    return cue.id, cue.role, re.compile(rf"(?<!\w)({any_of(cue.forms)})(?:(?<=['’])|(?!\w))", re.IGNORECASE)


def opens_part(counted: Counted, parsed: Parsed, sentence: Sentence, pack: Pack) -> Hit | None:
    """Return the words that make a number part of the one before it (`dont`, `parmi lesquels`, `d'entre eux`)."""
    patterns = _patterns(pack)
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    start = min(start, counted.number.span.start)
    window = max(sentence.span.start, start - PART_REACH)
    for match in reversed(list(patterns.part.finditer(parsed.text, window, start))):
        between = parsed.text[match.end() : start]
        if len(between.split()) <= 3 and not any(c.isdigit() for c in between):
            return Hit("part.dont", Span(*match.span(1)))
        break
    after = patterns.part_after.match(parsed.text, counted.number.span.end)
    return Hit("part.of_them", Span(*after.span(1))) if after else None


def borrowed_noun(counted: Counted, parsed: Parsed, sentence: Sentence, pack: Pack) -> tuple[Noun | None, Span, Hit] | None:
    """Return what a number without a noun of its own counts, from the words for a count or a toll around it."""
    patterns, words, text = _patterns(pack), counting_words(pack), parsed.text
    if noun := _before_brackets(counted, parsed, pack):
        return *noun, Hit("toll.noun_before", noun[1])
    after, rule = patterns.noun_after.match(text, counted.number.span.end), "toll.noun_after"
    led = plain(text[max(0, counted.number.begins - LED) : counted.number.begins]).rpartition(" ")[2]
    if after is None and led in pack.words("counting_not", "to"):
        after, rule = patterns.noun_estimated.match(text, counted.number.span.end), "toll.noun_estimated"
    if after and (found := words.noun_at(text, after.end())):
        return found[0], Span(after.end(), found[1]), Hit(rule, Span(*after.span(1)))
    for before in reversed(list(patterns.noun_before.finditer(text, sentence.span.start, counted.number.span.start))):
        if found := words.noun_at(text, before.end()):
            return found[0], Span(before.end(), found[1]), Hit("toll.noun_before", Span(*before.span(1)))
        token = parsed.token_at(before.end())
        if token is not None and names_people(token, counted.number, pack):
            # `le nombre de Kurdes tués est de 90`
            return Noun(key=token.text, group="people"), _span(token), Hit("toll.noun_before", Span(*before.span(1)))
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    left = patterns.noun_left.search(text, max(sentence.span.start, start - 30), max(start, counted.number.span.start))
    if left and (person := person_before(parsed, sentence, left.start(), pack)):
        return *person, Hit("toll.noun_left", Span(*left.span(1)))
    bare = patterns.bare.search(text, sentence.span.start, counted.number.span.start)
    if bare:
        return None, Span(*bare.span(1)), Hit("toll.bare", Span(*bare.span(1)))
    return None


def _before_brackets(counted: Counted, parsed: Parsed, pack: Pack) -> tuple[Noun, Span] | None:
    """Return the noun that a number alone in brackets counts (`le plus de contaminations (900) et de décès (12)`)."""
    opens = counted.number.begins - 1
    last = parsed.token_at(opens - 2) if parsed.text[opens - 1 : opens + 1] == " (" else None
    found = counting_words(pack).noun_at(parsed.text, last.idx) if last is not None else None
    return (found[0], Span(last.idx, found[1])) if last is not None and found and found[0].count else None


def bare_toll(counted: Counted, parsed: Parsed, within: Span, pack: Pack) -> Hit | None:
    """Return the word for a toll that stands before a number of people without a verb (`le bilan est de douze soldats`)."""
    found = _patterns(pack).bare.search(parsed.text, within.start, counted.number.span.start)
    return Hit("toll.bare", Span(*found.span(1))) if found else None


def counts_again(counted: Counted, parsed: Parsed, sentence: Sentence, pack: Pack) -> Hit | None:
    """Return the words that make a bare number another value of the count before (`ce chiffre est tombé à 390.000`)."""
    found = _patterns(pack).again.search(parsed.text, sentence.span.start, counted.number.span.start)
    return Hit("toll.again", Span(*found.span(1))) if found else None


def counts_of_force(counted: Counted, parsed: Parsed, pack: Pack) -> tuple[str, Hit] | None:
    """Return the group of those whom a force or a state counts or sends as its own (`l'opération mobilise 3.000 hommes`)."""
    if (owned := _own_men(counted, parsed, pack)) is not None:
        return owned
    token = parsed.token_at(counted.number.span.start)
    told = _force_words(pack)[1]
    # by form: `compte` is often taken for a noun
    verb = next((t for t in token.ancestors if t.pos_ == "VERB" or plain(t.text) in told), None) if token else None
    if token is None or verb is None or token.i < verb.i or plain(verb.text) not in told:
        return None
    subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i), None)
    if subject is None and verb.head.pos_ == "VERB" and verb.morph.get("VerbForm", []) != ["Fin"]:
        # `l'armée dit avoir perdu neuf hommes`
        subject = next((t for t in verb.head.children if t.dep_ == "nsubj" and t.i < verb.i and t.pos_ != "PRON"), None)
    if subject is None and verb.pos_ == "NOUN" and verb.i and verb.nbor(-1).pos_ in ("NOUN", "PROPN"):
        subject = verb.nbor(-1)
    if subject is not None and subject.pos_ == "PRON" and verb.dep_ == "acl:relcl":
        subject = verb.head
    soldiers = counted.noun is not None and counted.noun.key in _force_words(pack)[3]
    if subject is None:
        # `elle accuse Moscou d'avoir massé 9.000 hommes`
        sent = soldiers and verb.morph.get("VerbForm", []) != ["Fin"] and plain(verb.text) in _force_words(pack)[4]
        return ("security_forces", Hit("group.of-force", _span(verb))) if sent else None
    named = subject
    if subject.pos_ == "PROPN" and subject.head.pos_ == "NOUN":
        # `la force Barkhane, qui compte`: the clause hangs on the name
        subject = subject.head
    group = _force_group(subject, named, counted, pack, soldiers=soldiers)
    return (group, Hit("group.of-force", _span(subject))) if group else None


def _own_men(counted: Counted, parsed: Parsed, pack: Pack) -> tuple[str, Hit] | None:
    """Return men of somebody's own as his fighters (`dix-sept de ses hommes`): soldiers, where no armed group is named."""
    noun = counted.noun
    if noun is None or counted.noun_span is None or noun.key not in _force_words(pack)[3]:
        return None
    lead = plain(parsed.text[counted.number.span.end : counted.noun_span.start]).split()
    if not lead or lead[-1] not in pack.words("counting_not", "possessives"):
        return None
    named = parsed.tokens(parsed.sentence_at(counted.number.span.start).span)
    armed = {counting_words(pack).complements.get(plain(t.text)) for t in named}
    group = "combatants" if "combatants" in armed and "security_forces" not in armed else "security_forces"
    return group, Hit("group.of-force", counted.noun_span)


def _force_group(subject: Token, named: Token, counted: Counted, pack: Pack, *, soldiers: bool) -> str:
    """Return the group of the men of whoever sends or counts them, empty where it is no force."""
    own = counted.noun is None or counted.side is not None or counted.noun.key in _force_words(pack)[2]
    names = (subject, named, *(c for c in subject.children if c.pos_ == "PROPN"))
    known = next((g for t in names if (g := counting_words(pack).complements.get(plain(t.text))) in ARMED), "")
    if known == "peacekeepers" or (known and own):
        return known
    if not own:
        return ""
    if subject.lower_ in _force_words(pack)[0] or (soldiers and subject.pos_ == "PROPN"):
        return "security_forces"
    return ""


@cache
def _force_words(pack: Pack) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    nouns = frozenset(form for cue in pack.cues("counting_parts") if cue.role == "force" for form in cue.forms)
    verbs, names, men, sending = (
        pack.words("counting_parts", key) for key in ("force_verbs", "soldiers_too", "men_of_arms", "sending_verbs")
    )
    # by form, since the lemmas of verbs that are nouns too are often wrong (`compte`)
    forms, sent = (
        frozenset(plain(form) for verb in some for form in (verb, *verb_forms(verb, pack))) for some in (verbs, sending)
    )
    return nouns, forms, frozenset(names), frozenset(men), sent


def person_before(parsed: Parsed, sentence: Sentence, end: int, pack: Pack) -> tuple[Noun, Span] | None:
    """Return the last noun of people before an offset of a sentence, the dead only where there is no other."""
    words, wide = counting_words(pack), None
    for token in reversed(list(parsed.tokens(Span(sentence.span.start, end)))):
        found = words.noun_at(parsed.text, token.idx) if token.pos_ in ("NOUN", "ADJ", "PROPN") else None
        if found and found[0].group and found[1] <= end and not _describes(token):
            if found[0].count != "killed":
                return found[0], Span(token.idx, found[1])
            wide = wide or (found[0], Span(token.idx, found[1]))
    return wide


def _describes(token: Token) -> bool:
    """Say whether a word of people only describes the noun before it (`60 peuples indigènes, dont six à l'écart`)."""
    return token.pos_ == "ADJ" and token.dep_ == "amod" and token.head.pos_ == "NOUN" and token.head.i == token.i - 1


def superseded_at(span: Span, parsed: Parsed, sentence: Sentence, pack: Pack) -> Hit | None:
    """Return the words by which a report says that a number is out of date."""
    for match in _patterns(pack).superseded.finditer(parsed.text, sentence.span.start, span.start):
        # a single word as `contre` is everywhere; `un précédent bilan` reaches over the sentence
        if len(match[1].split()) > 1:
            return Hit("superseded.toll", Span(*match.span(1)))
    return None


def modality_of(
    counted: Counted, trigger: Trigger | None, parsed: Parsed, sentence: Sentence, pack: Pack
) -> tuple[str, Hit | None]:
    """Return whether a number is asserted, hearsay, planned, denied or hypothetical, and the words that say so."""
    start = min(counted.number.span.start, trigger.span.start) if trigger else counted.number.span.start
    end = max(counted.end, trigger.span.end) if trigger else counted.end
    mood = _mood(trigger, parsed, pack) if trigger else None
    if trigger is None or (mood is None and trigger.voice == "among"):
        # `dix enfants se trouveraient parmi les victimes`
        mood = _mood_of_verb(counted, parsed, pack)
    if mood:
        return mood[0], Hit(f"modality.{mood[0]}", mood[1])
    window = Span(max(sentence.span.start, _clause_start(parsed, start, sentence)), end)
    for rule, role, pattern in _patterns(pack).modal:
        found = pattern.search(parsed.text, window.start, window.end)
        if found is None or (role == "denied" and trigger is not None and trigger.span.holds(found.span())):
            # `n'ont pas été retrouvés` tells of a loss, and denies none
            continue
        if role == "hypothetical" and concedes(Span(*found.span(1)), parsed, pack):
            continue
        if not _goes_on(found.end(), trigger, start) and not _parted(parsed, Span(found.end(), start), pack):
            return role, Hit(rule, Span(*found.span(1)))
    return "asserted", None


def _goes_on(end: int, trigger: Trigger | None, start: int) -> bool:
    """Say whether the verb before a number is a second one with a mood of its own (`devait partir et transportait 40 élèves`)."""
    if trigger is None or trigger.span.start < end or trigger.span.start > start or trigger.voice == "nominal":
        return False
    token = trigger.token
    joined = token.i > 0 and token.nbor(-1).pos_ == "CCONJ"
    return joined and "Fin" in token.morph.get("VerbForm", []) and "Ind" in token.morph.get("Mood", [])


def _parted(parsed: Parsed, between: Span, pack: Pack) -> bool:
    """Say whether another clause opens between a modal word and a number (`pourrait s'aggraver, car on dénombre`)."""
    if between.end <= between.start:
        return False
    opens, that = pack.words("counting_not", "subordinators"), pack.words("counting_not", "that_object")
    words = [plain(t.text) for t in parsed.tokens(between)]
    # `veulent que 300 captifs soient libérés`: what follows is wanted
    return any(word in opens for word in words[1 if words[:1] and words[0] in that else 0 :])


def _clause_start(parsed: Parsed, start: int, sentence: Sentence) -> int:
    """Return where the clause of an offset begins: after the last comma or semicolon at least a word before it."""
    window = parsed.text[max(sentence.span.start, start - 60) : start]
    cut = max(window.rfind(","), window.rfind(";"), window.rfind(":"), window.rfind("»"), window.rfind('"'))
    return start - len(window) + cut + 1


def _mood(trigger: Trigger, parsed: Parsed, pack: Pack) -> tuple[str, Span] | None:
    """Return the modality that the verb's form gives: the conditional is hearsay, the future planned."""
    token = trigger.token
    chain = [token, *_auxiliaries(token, parsed)]
    if trigger.voice == "nominal":
        above = [t for t in list(token.ancestors)[:2] if t.pos_ == "VERB" and t.i < token.i]
        chain += above
        if token.dep_ == "obj" and plain(token.head.text) in _denying(pack):
            # `l'armée dément la mort de six soldats`, not `dément être mêlée à la mort de`
            return "denied", _span(token.head)
        if plain(token.text) in pack.words("counting_parts", "sendings") and (told := _announces(above, pack)):
            return "planned", _span(told)
    if trigger.voice in ("nominal", "bare"):
        chain = chain[1:]
    mood = _mood_in(chain, pack)
    return ("planned", mood[1]) if mood and mood[0] == "hearsay" and _is_promised(trigger, mood[1], pack) else mood


@cache
def _denying(pack: Pack) -> frozenset[str]:
    return frozenset(plain(f) for verb in pack.words("counting_parts", "denying") for f in verb_forms(verb, pack))


def _is_promised(trigger: Trigger, conditional: Span, pack: Pack) -> bool:
    """Say whether a conditional is the future of a past word (`a dit qu'il enverrait 300 soldats`), or part of a plan.

    One with `avoir` tells what is said to have been done, and harm in the conditional is hearsay whoever told it.
    """
    token = trigger.token
    form = plain(token.doc.text[conditional.start : conditional.end])
    if form in pack.words("counting_not", "have") or trigger.measure in NEVER_PROMISED:
        return False
    above, deed = token.head, trigger.measure in PROMISED
    if token.dep_ == "acl:relcl":
        leads = next((c.i for c in token.children if c.morph.get("PronType", []) == ["Rel"]), above.i + 1)
        before = token.doc[max(0, leads - PLAN_REACH) : leads]
        return deed and any(t.lemma_ in pack.words("counting_parts", "plans") for t in before)
    own = conditional.start == token.idx and any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in token.children)
    return token.dep_ == "ccomp" and (deed or own) and _is_past(above)


def _is_past(verb: Token) -> bool:
    """Say whether a verb stands in a past tense (`a dit`, `annonçait`)."""
    compound = any(c.dep_ == "aux:tense" for c in verb.children)
    told = verb.morph.get("Tense", [])
    return compound or ("Fin" in verb.morph.get("VerbForm", []) and ("Past" in told or "Imp" in told))


def _announces(above: Sequence[Token], pack: Pack) -> Token | None:
    """Return the verb that announces what is still to be done (`annonce l'envoi de 300 soldats`)."""
    forms = {plain(form) for verb in pack.words("counting_parts", "announcing") for form in verb_forms(verb, pack)}
    # `avait annoncé l'envoi`: by now they are there
    past = pack.words("counting_parts", "long_before")
    told = (t for t in above if plain(t.text) in forms)
    return next((t for t in told if not any(plain(a.text) in past for a in t.children)), None)


def _auxiliaries(token: Token, parsed: Parsed) -> list[Token]:
    return [t for t in parsed.doc[max(0, token.i - 4) : token.i] if t.pos_ == "AUX"]


def _mood_of_verb(counted: Counted, parsed: Parsed, pack: Pack) -> tuple[str, Span] | None:
    """Return the modality of the verb whose subject those counted are (`60 otages figureraient parmi eux`)."""
    token = parsed.token_at(counted.noun_span.start if counted.noun_span else counted.number.span.start)
    while token is not None and token.dep_ == "nmod" and counted.number.span.holds((token.head.idx, token.head.idx + 1)):
        # `une dizaine de Danois figureraient parmi eux`: they hang on the number's own noun
        token = token.head
    verb = token.head if token is not None and token.dep_.startswith("nsubj") else None
    if verb is None or verb.pos_ not in ("VERB", "ADJ") or verb.idx < counted.end:
        return None
    mood = _mood_in([verb, *_auxiliaries(verb, parsed)], pack)
    if mood:
        return mood
    # `quatre victimes n'ont pas été reconnues` denies no death
    own = counted.noun is not None and counted.noun.count != ""
    # `30 invités sont attendus`; `30 invités réclament la paix` ask for it, nobody for them
    asks = any(c.dep_ in ("obj", "ccomp") for c in verb.children) and "Fin" in verb.morph.get("VerbForm", [])
    end = verb.idx if asks else verb.idx + len(verb)
    modal = ((role, p.search(parsed.text, counted.end, end)) for _, role, p in _patterns(pack).modal)
    return next(((role, Span(*found.span(1))) for role, found in modal if found and not (own and role == "denied")), None)


def _mood_in(chain: Sequence[Token], pack: Pack) -> tuple[str, Span] | None:
    conditional, future = pack.words("counting_not", "conditional"), pack.words("counting_not", "future")
    for other in chain:
        if other.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
            continue
        form = plain(other.text)
        # by its ending alone: the parser takes imperfects and conditionals of rare verbs for each other
        if form.endswith(conditional) and not form.endswith(pack.words("counting_not", "imperfect")):
            return "hearsay", _span(other)
        verb = other.pos_ in ("VERB", "AUX") and other.text[0].islower()
        if verb and form.endswith(future) and "Past" not in other.morph.get("Tense", []):
            return "planned", _span(other)
    return None


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
