"""Tell how near a time stands to a number: by distance, by what lies between, by the clause that it is in.

In: a draft and a time of its sentence. Out: a cost in characters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from selon.claims.figure_context import start_of
from selon.claims.figure_drafts import Draft
from selon.claims.figure_period_words import PeriodWords
from selon.claims.figure_told import is_by_act
from selon.model.parsed import Parsed, verb_over
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# costs of what lies between a number and a time, in characters; set on the look half, flat around these values
NUMBER_BETWEEN = 25.0
COMMA = 12.0
SUBORDINATE = 45.0
OTHER_SPEECH = 400.0
# a time after another number and before this one belongs to that other
OWNED = 90.0
# what may stand between a number and the time right behind it, in characters
CLOSE = 4
# between a number and its time in brackets, in characters (no other value was tried)
IN_BRACKET = 30
# a time in a clause of its own that says something of somebody else (`les rebelles, qui ont pris la ville en mai`)
OTHER_CLAUSE = 400.0
# how far before a running total its verb stands, in characters (`portant ainsi à plus de 300`)
TOTAL_REACH = 24
# relations of the clauses that say something of a noun; participles are left to the distance
CLAUSES = frozenset({"acl:relcl"})
# relations of those who do or suffer what a verb tells
SUBJECTS = ("nsubj", "nsubj:pass")


def _in_clause_before(draft: Draft, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a number has its measure from the verb of the clause before its own: `ont fui en mai, tandis que 90 autres`."""
    trigger, at = draft.measured.trigger, draft.counted.number.span
    if trigger is None or trigger.span.end > at.start or draft.part_of is not None:
        return False
    between = parsed.tokens((trigger.span.end, at.start))
    return any(plain(t.text) in words.subordinators for t in between)


def time_cost(draft: Draft, span: Span, drafts: Sequence[Draft], settled: Settled, words: PeriodWords) -> float:
    """Return what parts a time from a number, in characters: less where it hangs on the number's verb."""
    at = draft.counted.number.span
    start, end = draft.counted.number.span.start, draft.counted.end
    if _in_one_bracket(draft, span, settled.parsed):
        return -OWNED
    if (
        draft.measured.trigger
        and draft.sentence.span.holds(draft.measured.trigger.span)
        and not is_against(draft, settled.parsed, words)
        and not _in_clause_before(draft, settled.parsed, words)
    ):
        start, end = min(start, draft.measured.trigger.span.start), max(end, draft.measured.trigger.span.end)
    said = (
        OTHER_SPEECH
        if (span in words.said or _of_speech(draft, span, settled, words))
        and not _speak(draft, span, settled.parsed)
        and begun_at(span, settled.parsed, words) is None
        else 0.0
    )
    apart = _stands_apart(draft, span, settled.parsed, words)
    if span.start >= start and span.end <= end and not said:
        if apart or is_of_fate(draft, span, settled.parsed) or _in_other_clause(draft, span, settled, words):
            return OTHER_CLAUSE
        return OWNED if _right_behind(draft, span, drafts) else 0.0
    between = Span(end, span.start) if span.start >= end else Span(span.end, start)
    if between.end < between.start:
        return said
    parsed = settled.parsed
    cost = float(between.end - between.start) / 2
    cost += COMMA * parsed.text.count(",", *between)
    cost += NUMBER_BETWEEN * sum(between.holds(d.counted.number.span) and d.counted.number.span != at for d in drafts)
    cost += (
        SUBORDINATE * sum(plain(t.text) in words.subordinators for t in parsed.tokens(between))
        if between.end > between.start
        else 0.0
    )
    cost += said or (OTHER_SPEECH if _of_tally(span, parsed, words) else 0.0)
    bracket = parsed.text[between.start : between.end]
    if span.end <= start and any(d.sentence is draft.sentence and d.counted.end <= span.start for d in drafts):
        # `ceux du 3 mai (9 morts) et du 5 juin (8 morts)`: in brackets a number has the time before them
        cost += 0 if bracket.rfind("(") > bracket.rfind(")") else OWNED
    elif span.start >= end and bracket.rfind(")") > bracket.rfind("("):
        cost += OWNED
    owned = _is_of_part(draft, span, drafts, parsed, words) or _of_rival(draft, between, drafts, parsed, words)
    if _in_other_clause(draft, span, settled, words) or apart or owned:
        cost += OTHER_CLAUSE
    if _after_fate(draft, span, parsed):
        cost += SUBORDINATE
    return cost + _tied(draft, span, parsed)


def _in_one_bracket(draft: Draft, span: Span, parsed: Parsed) -> bool:
    """Say whether a time stands behind a number in its brackets: `45 agents (dont 12 jeudi) sont portés disparus depuis mai`."""
    sentence, number = draft.sentence.span, draft.counted.number.span
    lead, between = parsed.text[sentence.start : number.start], parsed.text[number.end : span.start]
    if span.start < number.end or lead.rfind("(") <= lead.rfind(")") or ")" in between:
        return False
    return len(between) <= IN_BRACKET and not any(mark in between for mark in ",;:")


def begun_at(span: Span, parsed: Parsed, words: PeriodWords) -> Token | None:
    """Return what goes on since a time, said with a participle (`l'épidémie, déclarée le 2 mai`), None where nothing does."""
    token = parsed.token_at(span.start)
    head = _headed_by(token, words) if token is not None else None
    if head is not None:
        return head if plain(head.text) in words.ongoing | words.plagues else None
    verb = verb_over(token) if token is not None else None
    if verb is None or verb.dep_ != "acl" or plain(verb.text) not in words.begun | words.found_out:
        return None
    # `l'épidémie de choléra apparue en mai`: the parser may hang the participle on either noun
    noun = verb.head.head if verb.head.dep_ == "nmod" else verb.head
    return noun if plain(noun.text) in words.ongoing | words.plagues else None


def _headed_by(token: Token, words: PeriodWords) -> Token | None:
    """Return the subject of a sentence that such a participle opens: `Déclenchés le 2 mars, les combats ont fait 70 morts`."""
    sentence = token.sent
    if plain(sentence[0].text) not in words.begun | words.found_out or any(
        t.text == "," for t in token.doc[sentence.start : token.i]
    ):
        return None
    return next((t for t in sentence.root.children if t.dep_.startswith("nsubj")), None)


def _right_behind(draft: Draft, span: Span, drafts: Sequence[Draft]) -> bool:
    """Say whether a time stands right behind another number than its own (`est passé de 500 en 2014 à 850 en 2015`)."""
    own = draft.counted.number.span
    return any(
        d.counted.number.span != own and 0 <= span.start - d.counted.end <= CLOSE and span.end <= own.start for d in drafts
    )


def _of_rival(draft: Draft, between: Span, drafts: Sequence[Draft], parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a time behind a number is that of the one it is set against: `251 morts, contre 297 en août 2017`.

    Or of the total that it was added to: `deux soldats ont été tués, portant à 300 le nombre de morts depuis mai`.
    """
    behind = between.start >= draft.counted.number.span.end and between.end > between.start
    inside = [d for d in drafts if behind and between.holds(d.counted.number.span)]
    return any(is_against(d, parsed, words) or adds_up(d, parsed, words) for d in inside)


def adds_up(draft: Draft, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a participle makes a number a running total (`portant à 300`, `ce qui porte à 300`)."""
    start = start_of(draft.counted)
    near = parsed.tokens(Span(max(draft.sentence.span.start, start - TOTAL_REACH), start))
    return any(plain(t.text) in words.total_verbs for t in near)


def is_against(draft: Draft, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a number is set against another, of another time: `251 morts, contre 297 en août 2017`."""
    before = parsed.token_at(start_of(draft.counted) - 2)
    return before is not None and plain(before.text) in words.against


def _tied(draft: Draft, span: Span, parsed: Parsed) -> float:
    """Return a bonus where the time hangs on the verb of the number."""
    token = parsed.token_at(span.start)
    trigger = draft.measured.trigger
    if token is None or trigger is None:
        return 0.0
    verb = verb_over(token)
    return -30.0 if verb is not None and verb.i == trigger.token.i else 0.0


def _in_other_clause(draft: Draft, span: Span, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a time stands in a clause that says something of a person or a thing, and not of what was counted."""
    token = settled.parsed.token_at(span.start)
    over = (token, *token.ancestors) if token else ()
    if draft.measured.measure in words.states and _of_thing(draft, over, settled.parsed, words):
        return True
    clause = next(
        (
            t
            for t in over
            if t.dep_ in CLAUSES or (t.dep_ == "acl" and (_leads_to_infinitive(t, over) or plain(t.head.lemma_) in words.pacts))
        ),
        None,
    )
    if clause is None or span.holds((clause.idx, clause.idx + len(clause))) or clause.head.pos_ not in ("NOUN", "PROPN"):
        # `au Mali il y a un mois` has no clause
        return False
    if clause.head.i in words.acts or words.wars.name(clause.head, settled):
        return False
    parsed = settled.parsed
    trigger, noun = draft.measured.trigger, draft.counted.noun_span or draft.counted.number.span
    at = {parsed.token_at(draft.counted.number.span.start), parsed.token_at(noun.start), trigger.token if trigger else None}
    held = {t.i for t in clause.subtree} | {clause.head.i}
    if any(t is not None and t.i in held for t in at):
        return False
    return not any(t is not None and clause.head in t.children for t in at)


def _of_thing(draft: Draft, over: Sequence[Token], parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a time is that of a participle behind another noun: `900 familles vivent dans un camp ouvert en 2015`."""
    verb = next((t for t in over if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.dep_ != "acl" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.head.i in words.acts:
        return False
    number = parsed.token_at(draft.counted.number.span.start)
    behind = number is not None and number.i < verb.head.i < verb.i
    return behind and verb.head != counted_token(draft, parsed)


def _leads_to_infinitive(participle: Token, over: Sequence[Token]) -> bool:
    """Say whether the way from a time up to a participle goes over an infinitive (`accusés d'avoir tué des gens en 2014`)."""
    below = [t for t in over if t.i > participle.i]
    return any(f.morph.get("VerbForm", []) == ["Inf"] for t in below for f in (t, *(c for c in t.lefts if c.pos_ == "AUX")))


def _stands_apart(draft: Draft, span: Span, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether an `après` parts a time and a number (`réuni mardi après l'attaque qui a fait 9 morts`)."""
    time, number = parsed.token_at(span.start), parsed.token_at(draft.counted.number.span.start)
    if time is None or number is None:
        return False
    before, behind = sorted((time, number), key=lambda t: t.i)
    bar = _bar(behind, before, words)
    if bar is not None and behind == time and bar.i in words.harms and is_by_act(draft, bar, parsed, words.acts, words.this):
        return False
    return bar is not None and before.i < bar.left_edge.i


def _bar(one: Token, other: Token, words: PeriodWords) -> Token | None:
    """Return the noun behind `après` that holds one token and not the other."""
    for above in one.ancestors:
        if above.left_edge.i <= other.i <= above.right_edge.i:
            return None
        if above.pos_ == "NOUN" and (plain(above.text) in words.apart or any(plain(c.text) in words.apart for c in above.lefts)):
            return above
    return None


def _is_of_part(draft: Draft, span: Span, drafts: Sequence[Draft], parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a time is said to be that of a part alone (`900 sont arrivés, dont 60 pour la seule journée de lundi`)."""
    number = draft.counted.number.span
    part = next((d for d in reversed(drafts) if d.part_of == number and d.counted.end <= span.start), None)
    if part is None:
        return False
    if is_alone(part, span, parsed, words):
        return True
    return any(plain(t.text) in words.alone for t in parsed.tokens(Span(part.counted.number.span.end, span.end)))


def is_alone(part: Draft, span: Span, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a part is told with nothing but its time: `900 gardes ont été tués, dont 150 depuis lundi`."""
    end = part.counted.number.span.end
    bare = part.part_of is not None and part.counted.noun_span is None and span.start >= end
    return bare and plain(parsed.text[end : span.start]).strip() in words.leads


def _after_fate(draft: Draft, span: Span, parsed: Parsed) -> bool:
    """Say whether a time is that of what befell those who are counted besides (`a capturé un pilote, rendu vendredi`)."""
    token, trigger = parsed.token_at(span.start), draft.measured.trigger
    verb = verb_over(token) if token is not None else None
    if verb is None or trigger is None or verb.dep_ != "acl" or verb.i == trigger.token.i or trigger.token.pos_ != "VERB":
        return False
    return verb.i > verb.head.i and trigger.token.i not in {t.i for t in verb.subtree}


def is_of_fate(draft: Draft, span: Span, parsed: Parsed) -> bool:
    """Say whether a time or place is of what befell those counted before (`deux marins enlevés en mai sont morts`)."""
    noun, token, trigger = counted_token(draft, parsed), parsed.token_at(span.start), draft.measured.trigger
    verb = verb_over(token) if token is not None else None
    if noun is None or verb is None or trigger is None:
        return False
    return verb.dep_ == "acl" and verb.head.i == noun.i and noun.dep_ in SUBJECTS and noun.head.i == trigger.token.i


def is_of_ceremony(draft: Draft, span: Span, parsed: Parsed, ceremonies: Collection[str]) -> bool:
    """Say whether a time or place is that of what is held for the dead (`un hommage à Bercy aux neuf gardes tués`)."""
    if not is_mourned(draft, parsed, ceremonies):
        return False
    noun, token = counted_token(draft, parsed), parsed.token_at(span.start)
    return noun is not None and token is not None and not noun.is_ancestor(token)


def is_mourned(draft: Draft, parsed: Parsed, ceremonies: Collection[str]) -> bool:
    """Say whether the dead are told of as those for whom something is held: `obsèques des neuf gardes`, `a rendu hommage à`."""
    noun = counted_token(draft, parsed)
    if noun is None or draft.measured.measure != "killed":
        return False
    for above in noun.ancestors:
        if above.i > noun.i:
            return False
        told = (above, *(c for c in above.children if c.dep_ == "obj"))
        if any(t.pos_ == "NOUN" and t.i < noun.i and plain(t.lemma_) in ceremonies for t in told):
            return True
        if above.pos_ == "VERB":
            return False
    return False


def _of_speech(draft: Draft, span: Span, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a time tells when the number was said: the number stands in a statement and the time outside of it."""
    number = draft.counted.number.span
    if _opens_for(draft, span, settled.parsed, words):
        return False
    said = settled.source_at(number)
    if said is not None:
        return not any(s.holds(span) for s in said[1].spans)
    return tells_speech(span, settled)


def _opens_for(draft: Draft, span: Span, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a time at the head is that of what is counted, whoever counts it: `Pour 2020, l'ONU fait état de 900 morts`."""
    start = draft.sentence.span.start
    lead = parsed.text[start : span.start].strip(' "«-–')
    opens = plain(lead.partition(" ")[0]) in words.for_stretch and span.end <= draft.counted.number.span.start
    return opens and not any(mark in lead for mark in ",;:")


def _of_tally(span: Span, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a time is that of a tally (`selon un premier bilan lundi`), not of what it counts."""
    token = parsed.token_at(span.start)
    if token is None:
        return False
    if token.dep_ in ("nmod", "obl:mod", "amod") and plain(token.head.text) in words.totals:
        return True
    return tells_tally(span, parsed, words)


def tells_tally(span: Span, parsed: Parsed, words: PeriodWords) -> bool:
    """Say whether a day is that of a new tally (`le bilan du séisme de mardi est passé jeudi à 30 morts`)."""
    token = parsed.token_at(span.start)
    verb = verb_over(token) if token is not None else None
    if token is None or verb is None or token.head.i != verb.i or any(c.dep_ == "case" for c in token.children):
        return False
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj") and plain(c.text) in words.tallies), None)
    # the tally of an epidemic has no other day than its own
    return subject is not None and any(t.i in words.acts for t in subject.subtree)


def _speak(draft: Draft, span: Span, parsed: Parsed) -> bool:
    """Say whether a time is that of the number's own verb, be it one of speech (`des milliers de passants ont réclamé jeudi`)."""
    time, trigger = parsed.token_at(span.start), draft.measured.trigger
    verb = verb_over(time) if time is not None else None
    tied = verb is not None and trigger is not None and trigger.token.i == verb.i
    return tied or shares_verb(draft, span, parsed, ("nsubj",))


def shares_verb(draft: Draft, span: Span, parsed: Parsed, relations: tuple[str, ...] = ()) -> bool:
    """Say whether a time hangs on the verb of those who are counted: `la ville comptait 900 habitants en 2013`.

    With relations they must stand in one of them to the verb.
    """
    noun, time = counted_token(draft, parsed), parsed.token_at(span.start)
    verb = verb_over(time) if time is not None else None
    return verb is not None and noun is not None and noun.head.i == verb.i and (not relations or noun.dep_ in relations)


def counted_token(draft: Draft, parsed: Parsed) -> Token | None:
    """Return the token that those who are counted hang on: `milliers` in `des milliers de passants`."""
    number = draft.counted.number.span
    noun = parsed.token_at((draft.counted.noun_span or number).start)
    while noun is not None and noun.dep_ == "nmod" and number.start <= noun.head.idx < number.end:
        noun = noun.head
    return noun


def _near(cue: Span, span: Span, text: str) -> bool:
    # `mardi, a annoncé X`: a comma parts the time from the words of speech that follow it, a full stop does not
    if 0 <= span.start - cue.end <= 3:
        return True
    return 0 <= cue.start - span.end <= 3 and "." not in text[span.end : cue.start]


def tells_speech(span: Span, settled: Settled) -> bool:
    """Say whether a time tells when something was said."""
    return any(
        s.cue is not None and _near(s.cue, span, settled.parsed.text) and not any(p.holds(span) for p in s.spans)
        for s in settled.statements
    )
