"""Tell what a number counts whose noun stands elsewhere or nowhere: another one, a list of places, a comparison.

In: a bare number, what was measured near it, the drafts before. Out: a measure and a group, or None.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from selon.claims.figure_context import BARE_REACH, HARM, ONE_REACH, PART_REACH, Context, Draft, size_of, start_of
from selon.claims.figure_elided import in_brackets
from selon.claims.figure_measure import choose_measure
from selon.claims.figure_measure_cost import Measured
from selon.claims.figure_nouns import Counted, is_national
from selon.claims.figure_parts import bare_toll, counts_again
from selon.claims.figure_whole import taken_up
from selon.claims.figure_words import counting_words
from selon.lang.pack import Pack
from selon.model.span import Span
from selon.read.number_patterns import plain

# smaller numbers after a name are scores, ages, ranks
LISTED = 100
# what parts the items of a list beside words, and how many times the one before the next may be
LIST_MARKS = (",", ";")
LONGEST_LIST_STEP = 10
# how far before a number of a list its mark stands, in characters: room for `, et d'`
LIST_LEAD = 8
# room before a number for what sets it against another, in characters (`par rapport aux`; no other value was tried)
COMPARED_REACH = 24
# hostages told of as held stay hostages
CUSTODY = frozenset({"abducted", "detained"})
# a bare number as large counts people rather than a few things; how far the verb of its own clause may stand
MASS, OWN_REACH = 1000, 16.0
# what joins a clause to the one before (`18 sont à l'hôpital et huit sont dans le coma`)
JOINING = frozenset({"CCONJ", "SCONJ"})
# how many sentences back those stand whom a number without a noun takes up that opens a sentence (no other value was tried)
BACK = 3
# the article and the pronoun of `l'un`
PAIR = 2
# how near a verb stands whose object is a bare number
VERB_REACH = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """What the words around a number without a noun say: that a toll is told, or another value of the count before."""

    toll: bool
    again: bool


def _list_words(pack: Pack) -> tuple[str, ...]:
    return pack.words("counting_not", "list_words")


def _list_marks(pack: Pack) -> tuple[str, ...]:
    return (*LIST_MARKS, *_list_words(pack))


def measure_bare(
    one: Counted, measured: Measured | None, parent: Draft | None, context: Context, bare: Bare, pack: Pack
) -> tuple[Measured, str] | None:
    """Return the measure and the group of a number whose noun stands elsewhere or nowhere."""
    first = not context.drafts or context.drafts[-1].sentence.index != context.sentence.index
    if bare.toll and (first or _toll_between(one, context, pack)) and one.number.rule != "number.one" and parent is None:
        return Measured(measure="killed", trigger=None, cost=1.0, rule="toll.bare"), "people"
    if one.number.rule == "number.one":
        return _measure_one(one, measured, parent, context, pack)
    model = parent or taken_up(one, context) or _told_before(one, context)
    if model is not None and not parent and _goes_on_with_one(one, model, context, pack):
        return (measured, "people") if measured and measured.cost <= BARE_REACH and measured.measure in HARM else None
    model = model and whole_of(model, one, context)
    if model is None and one.number.superseded:
        return measured or Measured(measure="present", trigger=None, cost=20.0, rule="measure.none"), "people"
    if model is None:
        return (measured, "people") if measured and measured.cost <= 2 and measured.measure in HARM else None
    if parent and parent.counted.kind == "person" and _are_fatal(one, context, pack):
        return Measured(measure="killed", trigger=None, cost=1.0, rule="measure.killed"), parent.group
    if parent and (measured is None or measured.cost > PART_REACH):
        return parent.measured, parent.group
    model = _mass(one, model, context)
    if (alive := _survived(one, context, pack)) is not None:
        return alive, model.group
    if clause := _of_own_clause(one, model, context, pack):
        return clause, model.group
    if model.counted.kind == "thing":
        if harmed := _harmed(measured):
            return harmed, "people"
        return (model.measured, model.group) if parent or one.other or _compared(one, context, pack) else None
    if measured and measured.cost <= BARE_REACH:
        held = {measured.measure, model.measured.measure} <= CUSTODY
        return (model.measured if held else measured), model.group
    if (
        _is_again(one, model, context, pack)
        or _joined(one, model, context)
        or _compared(one, context, pack)
        or _raised(one, model, context, pack)
        or in_brackets(one.number, context.parsed.text, pack)
        or _gapped(one, model, context, pack)
        or _is_listed(one, model, context, pack)
        or _is_subject(one, model, context, pack)
    ):
        return model.measured, _other_group(one, context, pack) or model.group
    return (model.measured, model.group) if one.other or parent or one.number.superseded else None


def _goes_on_with_one(one: Counted, model: Draft, context: Context, pack: Pack) -> bool:
    """Say whether others go on with `l'un` of the sentence before, and not with those whom it harmed.

    `L'une des bombes a tué dix personnes. Deux autres sont tombées plus loin.`
    """
    if not one.other or start_of(one) != context.sentence.span.start or model.sentence.index + 1 != context.sentence.index:
        return False
    opens = [plain(t.text) for t in context.parsed.tokens(model.sentence.span)[:2]]
    words = (pack.words("counting_not", key) for key in ("elided_before", "one_of"))
    return len(opens) == PAIR and all(form in some for form, some in zip(opens, words, strict=True))


def whole_of(model: Draft, one: Counted, context: Context) -> Draft:
    """Return those of whom a part was told, where a verb closes the part: others are others than these.

    `Neuf civils, dont deux enfants, sont morts et 17 autres sont blessés`: 17 civils.
    """
    if model.part_of is None or model.sentence is not context.sentence:
        return model
    between = Span(model.counted.end, start_of(one))
    closed = between.end > between.start and any(t.pos_ == "VERB" for t in context.parsed.tokens(between))
    whole = next((d for d in context.drafts if d.counted.number.span == model.part_of), model)
    # `40 morts, dont six touristes à Gao, 53 à Ménaka`: so many are no touristes, nor those who follow
    return whole if closed or size_of(one) > size_of(whole.counted) else model


def _toll_between(one: Counted, context: Context, pack: Pack) -> bool:
    """Say whether the word for a toll stands behind the number before (`deux corps ont été repêchés, portant le bilan à 40`)."""
    last = context.drafts[-1].counted.end
    return bare_toll(one, context.parsed, Span(last, start_of(one)), pack) is not None


def _measure_one(
    one: Counted, measured: Measured | None, parent: Draft | None, context: Context, pack: Pack
) -> tuple[Measured, str] | None:
    """Return the measure and the group of `un` without a noun of its own."""
    previous = context.previous()
    if parent and parent.measured.measure in HARM and parent.counted.kind != "thing":
        # `13 blessés, dont un dans le coma`
        near = measured is not None and measured.measure in HARM and measured.cost <= PART_REACH
        return (measured if near and measured else parent.measured), parent.group
    if parent and parent.counted.kind == "person" and measured and measured.measure in HARM and measured.cost <= PART_REACH:
        # `40 élèves étaient à bord, dont un décédé`
        return measured, parent.group
    if previous and measured and _is_one_of(one, measured, previous, context):
        return measured, previous.group
    if previous and previous.measured.measure in HARM and one.other is False and _is_listed(one, previous, context, pack):
        return previous.measured, previous.group
    return _another(one, measured, previous, context, pack) if one.other else None


def _told_before(one: Counted, context: Context) -> Draft | None:
    """Return the people counted a few sentences back whom a number at the head of a sentence takes up (`Neuf sont libres`)."""
    last = next((d for d in reversed(context.drafts) if d.counted.kind == "person"), None)
    if last is None or context.sentence.index - last.sentence.index > BACK or start_of(one) != context.sentence.span.start:
        return None
    after = context.parsed.token_at(one.number.span.end + 1)
    tells = after is not None and after.pos_ in ("AUX", "VERB") and "Fin" in after.morph.get("VerbForm", [])
    return last if tells and context.sentence.paragraph - last.sentence.paragraph <= 1 else None


def _is_again(one: Counted, model: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a bare number is another value of the count before, no other number between (`1.000 écoles sur 6.000`)."""
    if model.sentence is not context.sentence and any(n.end < start_of(one) for n in context.spans):
        return False
    return counts_again(one, context.parsed, context.sentence, pack) is not None


def _is_one_of(one: Counted, measured: Measured, previous: Draft, context: Context) -> bool:
    """Say whether right behind `un` stands how badly one of those harmed before is hurt (`13 blessés, un dans le coma`)."""
    trigger = measured.trigger
    if trigger is None or trigger.voice != "phrase" or measured.measure not in HARM or previous.measured.measure not in HARM:
        return False
    near = context.parsed.text[previous.counted.end : one.number.span.start].strip() in LIST_MARKS
    return near and trigger.span.start == one.number.span.end + 1 and previous.sentence is context.sentence


def _survived(one: Counted, context: Context, pack: Pack) -> Measured | None:
    """Return what is told of those who did not die, by the verb right behind them (`neuf sont morts et trois ont survécu`)."""
    behind = context.parsed.tokens(Span(one.number.span.end, context.sentence.span.end))
    verb = next((t for t in behind if t.pos_ == "VERB"), None)
    told = next((t for t in context.triggers if t.token == verb and not t.thing), None) if verb is not None else None
    if verb is None or told is None or told.lemma not in pack.words("counting_measures", "surviving"):
        return None
    between = [t for t in behind if t.i < verb.i]
    near = all(t.pos_ in ("AUX", "ADV", "PRON") or plain(t.text) in pack.words("counting_not", "others") for t in between)
    return Measured(measure=told.measure, trigger=told, cost=1.0, rule=told.rule) if near else None


def _are_fatal(one: Counted, context: Context, pack: Pack) -> bool:
    """Say whether an adjective right behind a part tells that those are dead (`900 cas de choléra, dont 31 mortels`)."""
    after = context.parsed.token_at(one.number.span.end + 1)
    return after is not None and plain(after.text) in pack.words("counting_not", "fatal")


def _mass(one: Counted, model: Draft, context: Context) -> Draft:
    """Return the people of whom a bare number of many tells, over a few things (`9.000 vivent dans 15 camps et 4.000 dehors`)."""
    if model.counted.kind != "thing" or size_of(one) < MASS or size_of(model.counted) >= MASS:
        return model
    here = (d for d in reversed(context.drafts) if d.sentence is context.sentence)
    return next((d for d in here if d.counted.kind == "person"), model)


def _of_own_clause(one: Counted, model: Draft, context: Context, pack: Pack) -> Measured | None:
    """Return what the verb right behind a bare number of many says (`900.000 ont péri, et 13 millions ont besoin d'aide`)."""
    if size_of(one) < MASS or model.counted.kind != "person":
        return None
    after, opens = context.parsed.token_at(one.number.span.end + 1), context.parsed.token_at(start_of(one))
    led = opens is not None and opens.i > 0 and (opens.nbor(-1).pos_ == "CCONJ" or opens.nbor(-1).text == ",")
    if after is not None and after.i + 1 < len(after.doc) and plain(after.text) in pack.words("counting_not", "reflexive"):
        # `et 13.000 se sont rétablis`
        after = after.nbor()
    if not led or after is None or after.pos_ not in ("AUX", "VERB") or "Fin" not in after.morph.get("VerbForm", []):
        return None
    behind = [t for t in context.triggers if t.span.start > one.number.span.end]
    found = choose_measure(one, behind, context.spans, context.parsed, pack)
    return found if found is not None and found.cost <= OWN_REACH else None


def _harmed(measured: Measured | None) -> Measured | None:
    """Return the measure of a verb right before a bare number that tells that it counts people (`ils ont tué et blessé 40`)."""
    if measured is None or measured.trigger is None or measured.measure not in HARM or measured.cost > VERB_REACH:
        return None
    return measured if measured.trigger.role == "object" and measured.trigger.voice == "active" else None


def _is_subject(one: Counted, model: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a bare number is the subject of a verb that tells who those counted before are (`quatre sont mineurs`)."""
    token, after = context.parsed.token_at(start_of(one)), context.parsed.token_at(one.number.span.end + 1)
    if token is None or after is None or one.pointing or model.counted.kind != "person":
        return False
    if size_of(one) > size_of(model.counted):
        return False
    if token.i > 0 and plain(token.nbor(-1).text) in pack.words("counting_not", "only"):
        token = token.nbor(-1)
    before = token.nbor(-1) if token.i > 0 else None
    opens = token.is_sent_start or (before is not None and (before.text in (",", ";", "«", '"') or before.pos_ in JOINING))
    if plain(after.text) in pack.words("counting_not", "relative"):
        # `300 élèves : 180 qui mangent sur place et 120 qui rentrent`
        return bool(opens) or (before is not None and before.text == ":")
    return bool(opens) and after.pos_ in ("AUX", "VERB") and "Fin" in after.morph.get("VerbForm", [])


def _is_listed(one: Counted, model: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a bare number goes on with a list by places, nations or receivers (`23 au nord ; 15 au sud`, `dix chacun`)."""
    text, at = context.parsed.text, one.number.span
    if model.counted.kind == "thing" or not text[model.counted.end : at.start].isprintable():
        return False
    if model.sentence is not context.sentence and any(n.end < start_of(one) for n in context.spans):
        # `six ont de la fièvre. Vingt tests ont été faits, et sept par des soldats`: the list is of what is not counted
        return False
    after = context.parsed.token_at(at.end + 1) if text[at.end : at.end + 1] == " " else None
    if after is not None and plain(after.text) in pack.words("counting_not", "each"):
        return True
    start = start_of(one)
    lead = text[max(model.counted.end, start - LIST_LEAD) : start].strip()
    last = lead.rpartition(" ")[2]
    if plain(last) in pack.words("counting_not", "of_words"):
        # `fait état de quinze morts à Bahir Dar, de neuf à Gondar`
        lead = lead.removesuffix(last).rstrip()
    elif plain(last) in pack.words("counting_not", "to") and plain(text[: start_of(model.counted)][-LIST_LEAD:]).endswith(last):
        # `estimés à 300 par la police et à 1.000 par le syndicat`
        lead = lead.removesuffix(last).rstrip()
    how = _told_how(after, pack)
    opened = text[start - 1] == "(" or (how and lead.endswith(":"))
    longest = LONGEST_LIST_STEP * max(1.0, size_of(model.counted))
    if not (opened or lead.endswith(_list_marks(pack))) or (size_of(one) > longest and not how):
        return False
    if after is not None and is_national(after, pack):
        return True
    if one.number.rule == "number.one":
        # `deux portugaises et une belge`: but `un à un`, `un grand feu` are no items
        if after is None or (after.pos_ != "ADJ" and not how):
            return False
        rest = context.parsed.text[after.idx + len(after) :].lstrip(" ")
        return rest[:1] in ("", ",", ".", ";", ")") or rest.lower().startswith(tuple(f"{w} " for w in _list_words(pack)))
    return after is not None and (
        how or after.text == "(" or after.pos_ in ("ADP", "ADJ") or plain(after.text) in pack.words("counting_not", "on_sides")
    )


def _told_how(after: Token | None, pack: Pack) -> bool:
    """Say whether a bare number is followed by how those counted were harmed (`30 blessés : un grave, 19 moins graves`)."""
    return after is not None and any(
        plain(t.text) in pack.words("counting_not", "manner") for t in after.doc[after.i : after.i + 2]
    )


def _is_elsewhere(one: Counted, previous: Draft, context: Context, pack: Pack) -> bool:
    """Say whether `un autre` is only told to have met the same elsewhere or later (`11 tués au marché et un autre à l'école`)."""
    if not one.other or previous.measured.measure not in HARM or previous.sentence.index != context.sentence.index:
        return False
    token = context.parsed.token_at(one.number.span.end + 1)
    place = context.parsed.doc[token.i + 1] if token is not None and token.i + 1 < len(context.parsed.doc) else None
    before = context.parsed.text[max(0, one.number.span.start - 3) : one.number.span.start].strip()
    told = place is not None and (place.pos_ == "ADP" or plain(place.text) in pack.mapping("times", "weekdays"))
    return told and before.endswith(_list_marks(pack))


def _another(
    one: Counted, measured: Measured | None, previous: Draft | None, context: Context, pack: Pack
) -> tuple[Measured, str] | None:
    """Return what `un autre` counts after people told of in its sentence, where harm is said to have come to it."""
    if previous is not None and _is_elsewhere(one, previous, context, pack):
        return previous.measured, previous.group
    if previous is None or measured is None or measured.measure not in HARM or measured.cost > ONE_REACH:
        return None
    same = previous.counted.kind == "person" and previous.sentence.index == context.sentence.index
    # a bare participle may speak of a place (`dans un autre, repris aux rebelles`)
    told = measured.trigger is not None and measured.trigger.voice != "bare"
    return (measured, previous.group) if same and told else None


def _compared(one: Counted, context: Context, pack: Pack) -> bool:
    """Say whether a bare number is set against the one before (`20.000 habitants, contre 150.000 avant la guerre`)."""
    start = one.number.qualifier_span.start if one.number.qualifier_span else one.number.span.start
    lead = plain(context.parsed.text[max(context.sentence.span.start, start - COMPARED_REACH) : start])
    return f" {lead}".endswith(tuple(f" {w}" for w in pack.words("counting_not", "compared")))


def _raised(one: Counted, model: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a bare number is what the one before has become (`passé de trois morts lundi à 20 mardi`)."""
    text, number = context.parsed.text, model.counted.number
    first = number.begins
    start = one.number.qualifier_span.start if one.number.qualifier_span else one.number.span.start
    lead = plain(text[max(0, first - 16) : first]).rstrip()
    between = f" {plain(text[model.counted.end : min(start, one.number.span.start)])}".rstrip()
    become = str(pack.table("counting_not")["become"])
    return lead.endswith(pack.words("counting_not", "raised")) and between.endswith(become)


def _gapped(one: Counted, model: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a bare number follows a name, its verb and noun left out (`et l'Égypte 350.000`)."""
    token, text = context.parsed.token_at(start_of(one)), context.parsed.text
    if token is None or token.i == 0 or model.sentence.index != context.sentence.index or model.counted.kind == "thing":
        return False
    closed = not text[one.number.span.end : one.number.span.end + 1].strip(" ,.;)\n")
    if closed and _names_other(token.i, model, context):
        return True
    rest = text[one.number.span.end :].lstrip(" ")
    ends = rest[:1] in ("", ",", ".", ";", "\n", ")") or rest.startswith(tuple(f"{w} " for w in _list_words(pack)))
    return closed and ends and _names_country(one, token.i, context)


def _names_other(at: int, model: Draft, context: Context) -> bool:
    """Say whether a noun with its article, joined to the clause before, stands in for its subject (`et les rebelles 30`)."""
    doc = context.parsed.doc
    if at < 3 or doc[at - 1].pos_ not in ("NOUN", "PROPN") or doc[at - 2].pos_ != "DET" or doc[at - 3].pos_ != "CCONJ":
        return False
    return model.measured.trigger is not None and doc[at - 3].idx >= model.counted.end


def _other_group(one: Counted, context: Context, pack: Pack) -> str:
    """Return the group of those whose own a gapped clause counts (`et les rebelles 30`), empty where it says none."""
    token = context.parsed.token_at(one.number.span.start)
    if token is None or token.i == 0 or token.nbor(-1).pos_ != "NOUN":
        return ""
    found = counting_words(pack).noun_at(context.parsed.text, token.nbor(-1).idx)
    return found[0].group if found else ""


def _names_country(one: Counted, at: int, context: Context) -> bool:
    before = context.parsed.doc[at - 1]
    start = before.text[0].isupper() and before.pos_ in ("PROPN", "NOUN") and not before.is_sent_start
    return start and (one.number.low or 0) >= LISTED


def _joined(one: Counted, model: Draft, context: Context) -> bool:
    """Say whether a bare number only continues the one before (`90 morts la nuit même et 300 dans les mois d'après`)."""
    if model.sentence.index != context.sentence.index:
        return False
    token, after = context.parsed.token_at(one.number.span.start), context.parsed.token_at(one.number.span.end + 1)
    before = context.parsed.doc[token.i - 1] if token and token.i else None
    if before is None or after is None:
        return False
    if before.text == ",":
        return after.pos_ == "ADP" and model.measured.measure in HARM
    return before.pos_ == "CCONJ" and after.pos_ in ("ADP", "PUNCT", "ADV", "DET")
