"""Turn a measure by what else the sentence or the report tells: a weapon, a disease, a charge, how many left.

In: what a verb or noun gave. Out: the same, or another measure of the same trigger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from selon.claims.figure_measure_cost import Measured, tokens_between
from selon.claims.figure_measure_words import MeasureWords, TurnWords, measure_words, turn_words
from selon.claims.figure_nouns import Counted
from selon.claims.figure_triggers import Trigger
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain

# a report with so many words of disease is of one; the press of a year of epidemics names it once in reports of anything
# (no other number was tried)
OF_DISEASE = 3
# so few tokens behind a verb of lacking stands what is lacked (`manquent cruellement d'eau`; no other number was tried)
LACKED = 4
# so many who leave somewhere leave by themselves (of numbers of the marks from here up 22 are displaced, two evacuated; below,
# about as many are evacuated as displaced)
MASSES = 10_000
ANYBODY = frozenset({"people", "civilians", "children", "women", "men"})


def turned(found: Measured | None, counted: Counted, parsed: Parsed, pack: Pack) -> Measured | None:
    """Return a measure as the rest of the sentence and of the report turns it.

    >>> from selon.journey import read_report
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> one, other = "Deux agents ont été touchés par des tirs.", "Deux agents ont été touchés par la crise."
    >>> [read_report(Report(id="a", text=clean_text(text))).figures[0].measure for text in (one, other)]
    ['wounded', 'affected']
    """
    small, words = measure_words(pack), turn_words(pack)
    left = _left_in_masses(found, counted, parsed, words)
    return _of_the_sick(_by_what_hits(left, counted, parsed, small, words), counted, parsed, small)


def _left_in_masses(found: Measured | None, counted: Counted, parsed: Parsed, turns: TurnWords) -> Measured | None:
    """Return so many who left by themselves as driven out (`200.000 habitants ont quitté la ville`), not taken away."""
    trigger = found.trigger if found is not None else None
    if found is None or trigger is None or found.measure != "evacuated" or trigger.lemma not in turns.leaving:
        return found
    many = (counted.number.low or 0) >= MASSES and counted.group in ANYBODY
    if not many or trigger.role != "subject" or trigger.span.start < counted.end:
        return found
    words = parsed.tokens(parsed.sentence_at(trigger.span.start).span)
    infinitive = trigger.token.morph.get("VerbForm", []) == ["Inf"]
    # `ont été sorties du pays`
    taken = any(t.dep_ == "aux:pass" and t.morph.get("VerbForm", []) == ["Part"] for t in trigger.token.children)
    moved = infinitive or taken or any(plain(t.text) in turns.carried for t in words)
    return found if moved else replace(found, measure="displaced")


def _by_what_hits(
    found: Measured | None, counted: Counted, parsed: Parsed, small: MeasureWords, turns: TurnWords
) -> Measured | None:
    """Return who is hit by a weapon as wounded, and whom a vehicle mows down as harmed (`deux agents touchés par des tirs`)."""
    trigger = found.trigger if found is not None else None
    if found is None or trigger is None or found.rule == "measure.noun" or trigger.thing:
        return found
    words = [plain(t.text) for t in parsed.tokens(parsed.sentence_at(trigger.span.start).span)]
    if trigger.lemma in turns.hitting and any(word.startswith(turns.weapons) for word in words):
        return replace(found, measure="wounded")
    if trigger.lemma in turns.lacking and not _has_lack(trigger, small):
        return replace(found, measure="missing")
    if trigger.lemma not in turns.run_over:
        return found
    single = counted.number.rule == "number.one"
    if found.measure == "killed" and not any(_rides(word, after, small, turns) for word, after in pairwise([*words, ""])):
        return found
    # one whom a car hits is hurt
    return replace(found, measure="wounded" if single else "affected") if found.measure in ("killed", "affected") else found


def _rides(word: str, after: str, small: MeasureWords, turns: TurnWords) -> bool:
    """Say whether a word names a vehicle or who drives one, and no bomb in one (`une voiture piégée`)."""
    return word.partition("-")[0].removesuffix(small.plural) in turns.vehicles and not after.startswith(turns.trapped)


def _has_lack(trigger: Trigger, small: MeasureWords) -> bool:
    """Say whether a verb of lacking tells of what (`manquent d'eau`)."""
    behind = trigger.token.doc[trigger.token.i + 1 : trigger.token.i + LACKED]
    return any(plain(t.text) in small.of for t in behind)


def _of_the_sick(found: Measured | None, counted: Counted, parsed: Parsed, small: MeasureWords) -> Measured | None:
    """Return who is cared for in a report of a disease as affected: in one of wounds they are wounded (`300 hospitalisés`)."""
    if found is None or found.measure != "wounded":
        return found
    trigger = found.trigger
    cared = trigger is not None and (trigger.lemma in small.caring or not trigger.lemma)
    if found.rule == "measure.noun":
        cared = counted.noun is not None and counted.noun.key in small.cared_for
    told = sum(len(parsed.by_word.get(word, ())) for word in small.diseases)
    if not cared or told < OF_DISEASE or any(word in parsed.by_word for word in small.wounds):
        return found
    return replace(found, measure="affected")


def only_charged(found: Measured, triggers: Sequence[Trigger], parsed: Parsed, pack: Pack) -> bool:
    """Say whether those detained are only charged, tried or given a sentence served at home; jail may be told of beside.

    The triggers are those of the sentence. True of `Deux policiers ont été mis en examen.`, not of `Deux policiers ont été mis
    en examen et écroués.`
    """
    small = measure_words(pack)
    if (
        found.measure != "detained"
        or found.rule == "measure.noun"
        or not found.trigger
        or not _is_charge(found.trigger, parsed, small)
    ):
        return False
    return all(t.measure != "detained" or _is_charge(t, parsed, small) for t in triggers)


def _is_charge(trigger: Trigger, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether words of justice leave it open whether anybody is in jail (`mis en examen`, `condamné à du sursis`)."""
    if trigger.lemma in small.sentencing:
        behind = Span(trigger.span.end, parsed.sentence_at(trigger.span.start).span.end)
        words = (plain(t.text) for t in tokens_between(parsed, behind))
        told = f" {' '.join(words)} "
        return any(w in told for w in small.lenient) and not any(w in told for w in small.firm)
    said = plain(parsed.text[trigger.span.start : trigger.span.end])
    return trigger.lemma in small.charging or (not trigger.lemma and said.endswith(small.charge_ends))
