"""Tell what stands for a noun that is left out: a pronoun, brackets after a name, the mark before a detail.

In: a number and the words around it. Out: whether it takes up what was counted before.
"""

from __future__ import annotations

import re
from functools import cache

from selon.claims.figure_context import Context, Draft, size_of
from selon.claims.figure_measure_cost import Measured
from selon.claims.figure_nouns import Counted
from selon.claims.figure_words import counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence
from selon.read.number_patterns import any_of, plain
from selon.read.numbers import NumberMention

# smaller numbers alone in brackets are ages, notes, scores
BRACKETED = 100
# dashes that part a number like brackets (`neuf morts - 16 selon les rebelles -`)
DASHED = (" -", " –", " —")
# what stands between the items of a list, how far back its head is looked for, and what no item counts
LIST_PARTS = " \n\u00a0:,;-–—•*"
LIST_REACH = 12
LISTED_AT_MOST = 1_000_000
# how far before a bare number the pronoun that it counts stands (`en a saisi trois`, `n'en reconnaissant que`)
PRONOUN_REACH = 32


def in_brackets(number: NumberMention, text: str, pack: Pack) -> bool:
    """Say whether a number stands alone in brackets: in a list of places (`le Liban (850.000)`), or `(16 selon les rebelles)`."""
    before, after = text[max(0, number.span.start - 14) : number.span.start], plain(text[number.span.end : number.span.end + 20])
    dashed = before.rstrip().endswith(DASHED)
    if before.rfind("(") <= before.rfind(")") and not dashed:
        return False
    told = after.lstrip(", ").startswith(tuple(f"{head} " for head in pack.words("attribution", "heads")))
    return told or (not dashed and after.startswith(")") and (number.low or 0) >= BRACKETED)


@cache
def _pronoun(pack: Pack) -> re.Pattern[str]:
    pronouns = any_of(pack.words("counting_not", "they"))
    verbs = any_of(pack.words("counting_not", "be"))
    return re.compile(rf"(?<!\w)(?:{pronouns})\s+(?:{verbs})(?:\s+\w+)?\s+\Z", re.IGNORECASE)


def leads_with_pronoun(one: Counted, parsed: Parsed, pack: Pack) -> bool:
    """Say whether a bare number is said of a pronoun (`ils seront 250 à être évacués`)."""
    start = one.number.begins
    return _pronoun(pack).search(parsed.text, max(0, start - PRONOUN_REACH), start) is not None


def takes_up(one: Counted, parsed: Parsed, sentence: Sentence, pack: Pack) -> bool:
    """Say whether a verb with the pronoun of quantity governs a bare number (`il en a libéré trois`, `en blessant 80`: no)."""
    word = str(pack.table("counting_not")["of_them"])
    start = one.number.qualifier_span.start if one.number.qualifier_span else one.number.span.start
    found = re.search(
        rf"(?:(?<!\w)|['’]){word}\s+(?:\w+\s+){{1,3}}\Z",
        parsed.text[max(sentence.span.start, start - PRONOUN_REACH) : start],
        re.IGNORECASE,
    )
    return found is not None and not any(c.isdigit() for c in found[0])


def goes_on_with_things(one: Counted, model: Counted, parsed: Parsed, pack: Pack) -> bool:
    """Say whether a bare number and a participle go on with the things before (`neuf chars détruits et quatre endommagés`)."""
    token = parsed.token_at(one.number.span.end + 1)
    if token is None or parsed.text[model.end : one.number.span.start].count(".") or one.number.rule == "number.one":
        return False
    if any(r.thing and r.form == "participle" for r in counting_words(pack).verbs.get(plain(token.text), ())):
        return True
    # `sur la vingtaine de camions, 13 sont arrivés`
    opens = parsed.text[max(0, one.number.span.start - 2) : one.number.span.start].strip() in (",", ";")
    return opens and token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])


def lead_detail(between: str) -> bool:
    """Say whether what parts two numbers only opens a detail: a colon, a bracket, a dash."""
    return between.strip(" \n") in (":", "(", "-", "–", "—")


def opens_list(between: str) -> bool:
    """Say whether a colon and a new line, or a mark of a list, open the detail of a count."""
    return between.strip(LIST_PARTS) == "" and ":" in between


def in_list(one: Counted, previous: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a number goes on with a list that tells a count in detail, in lines or with commas."""
    if previous.counted.kind != "person" or previous.measured.rule == "measure.none" or size_of(one) > LISTED_AT_MOST:
        return False
    text, trigger = context.parsed.text, previous.measured.trigger
    end = max(previous.counted.end, trigger.span.end if trigger else 0)
    if end <= one.number.span.start and opens_list(text[end : one.number.span.start]):
        return size_of(one) <= size_of(previous.counted)
    listed = any(d.measured is previous.measured for d in context.drafts[-LIST_REACH:-1])
    between = text[previous.counted.end : one.number.span.start].strip(LIST_PARTS)
    return listed and (not between or between in pack.words("counting_not", "list_words"))


def told_by(one: Counted, measured: Measured | None, parsed: Parsed, pack: Pack) -> bool:
    """Say whether `un` is who tells (`selon un otage`), or one whom the police look for."""
    if measured and measured.trigger and measured.trigger.lemma in pack.words("counting_not", "no_single_verbs"):
        return True
    words = plain(parsed.text[max(0, one.number.span.start - 14) : one.number.span.start]).split()
    if words and words[-1] in pack.words("counting_not", "telling"):
        return True
    if one.noun is None or not one.noun.soft:
        return False
    return bool(words) and words[-1] in pack.words("counting_not", "tellers")
