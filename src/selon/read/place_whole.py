"""Find names that begin with their noun: `Gare de Lyon`, `Butte Boyer`, `rue de la Palestine`, `mer d'Aral`.

What stands in them is no place of its own: nothing happened in Lyon or Palestine there.
"""

from __future__ import annotations

from collections.abc import Iterator

from selon.model.span import Span
from selon.read.place_new import NewName, name_reach
from selon.read.place_signs import Setting
from selon.read.place_words import gap

_SPACE = " \u00a0"


def whole_names(setting: Setting) -> Iterator[NewName]:
    """Yield the names of a sentence that begin with their noun, left to right, none overlapping."""
    words, lexicon = setting.words, setting.lexicon
    after = 0
    for at, word in enumerate(words[:-1]):
        if at < after or not (word.low in lexicon.wholes or (word.low in lexicon.capital_wholes and _is_capital(at, setting))):
            continue
        first = _name_after(at, setting)
        if first is None:
            continue
        last = name_reach(first, setting)
        span = Span(word.span.start, words[last].span.end)
        after = last + 1
        begin = first if word.low in lexicon.of_town and first > at + 1 else at
        core = Span(words[begin].span.start, words[last].span.end).words(setting.parsed.text)
        yield NewName(span=span, core=core, role="whole-name", frame=word.low, cue=word.span)


def _is_capital(at: int, setting: Setting) -> bool:
    """Say whether a noun has a capital that it owes to no sentence, no quotation and no other name before it."""
    words, text = setting.words, setting.parsed.text
    if not at or not words[at].text[0].isupper() or words[at].text.isupper() or setting.shouting:
        return False
    between = gap(text, words[at - 1], words[at])
    # `Le Bois`, `Jean Bois`: what bears a capital before it belongs to it, or it is a surname
    return between.strip(_SPACE + "'’(,") == "" and (not words[at - 1].text[0].isupper() or between.strip(_SPACE) != "")


def _name_after(at: int, setting: Setting) -> int | None:
    """Return the word that the name goes on with: the next one, or the one after `de`, `du`, `de la`."""
    words, text, lexicon = setting.words, setting.parsed.text, setting.lexicon
    linked = False
    for step in range(at + 1, min(len(words), at + 4)):
        if gap(text, words[step - 1], words[step]).strip(_SPACE + "'’") != "":
            return None
        word = words[step]
        if word.capital and not word.elided:
            named = word.text not in lexicon.capital_compass and not word.text.isupper()
            return step if named and (linked or word.text[0].isupper()) else None
        if word.low in lexicon.linking and not linked:
            linked = True
        elif not (linked and word.low in lexicon.articles):
            return None
    return None
