"""Whether two reports are one text, rest on one origin, or are independent, with the reasons as data.

In: two heads, what their texts share, and how their figures stand to each other. Out: a `Dependence`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.crosscheck.figure import Compared, Head
from selon.crosscheck.findings import Reason, reason
from selon.crosscheck.origins import common_agencies, origin_of, same_origin
from selon.crosscheck.relate import Verdict
from selon.crosscheck.signature import Shared

# a likeness of one half means that two thirds of the runs of words of two equally long texts are shared: an update of
# a dispatch that keeps most sentences has 0.6 to 0.8 on the development gold, two dispatches of one agency on one war 0.3
COPY_LIKENESS = 0.5
# so much of one text stands in the other, sentence by sentence: one is cut from the other
COPY_SHARE = 0.6
COPY_WORDS = 60
# nearly all of the shared words stand between quotation marks in the longer text: it quotes the shorter one
QUOTED_SHARE = 0.8
# two sentences word for word, or a run of words as long, are no chance
SHARED_SENTENCES = 2
SHARED_LIKENESS = 0.12
BOUND_LIKENESS = 0.15
_TIES = frozenset({"same", "compatible", "updates"})


@dataclass(slots=True, kw_only=True)
class Bond:
    """What the figures of two reports have in common: whether any answer one question, and the first shared origin."""

    tied: bool = False
    origin: Reason | None = None

    def take(self, a: Compared, b: Compared, verdict: Verdict) -> None:
        """Take the relation of two figures into account."""
        self.tied = self.tied or verdict.relation in _TIES
        if self.origin is not None or verdict.relation != "same":
            return
        mine, theirs = origin_of(a), origin_of(b)
        if mine.by == "said" and same_origin(mine, theirs):
            self.origin = reason("same_origin", origin=mine.name, number=f"{a.low or a.high or 0:g}")


NO_BOND = Bond()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """How two reports depend on each other: `copy`, `same_source` or `independent`, and why."""

    label: str
    reasons: tuple[Reason, ...]


def judge(a: Head, b: Head, text: Shared, bond: Bond = NO_BOND) -> Dependence:
    """Return how two reports depend on each other."""
    agencies = common_agencies(a, b)
    copied = _copied(text)
    if copied:
        named = (reason("common_agency", agency=", ".join(agencies)),) if agencies else ()
        return Dependence(label="copy", reasons=(*copied, *named, *_order(a, b)))
    found = [*_shared_words(text, agencies), *([bond.origin] if bond.origin is not None else [])]
    if agencies and bond.tied:
        found.append(reason("agency_story", agency=", ".join(agencies)))
    if found:
        return Dependence(label="same_source", reasons=tuple(found))
    return Dependence(label="independent", reasons=(reason("nothing_shared"),))


def _copied(text: Shared) -> tuple[Reason, ...]:
    if _quotes(text):
        return ()
    if text.likeness >= COPY_LIKENESS and text.words >= COPY_WORDS // 2:
        return (reason("likeness", percent=round(100 * text.likeness), sentences=text.sentences),)
    share = max(text.of_first, text.of_second)
    if share >= COPY_SHARE and text.words >= COPY_WORDS:
        return (reason("contained", percent=round(100 * share), sentences=text.sentences),)
    return ()


def _quotes(text: Shared) -> bool:
    """Say whether what is shared is a text that the other one quotes."""
    first_is_longer = text.of_first < text.of_second
    quoted = text.quoted_in_first if first_is_longer else text.quoted_in_second
    other = text.quoted_in_second if first_is_longer else text.quoted_in_first
    return quoted >= QUOTED_SHARE and other < QUOTED_SHARE and min(text.of_first, text.of_second) < COPY_SHARE


def _shared_words(text: Shared, agencies: tuple[str, ...]) -> Iterable[Reason]:
    if _quotes(text) and text.sentences:
        yield reason("quoted_inside", sentences=text.sentences)
    elif text.sentences >= SHARED_SENTENCES:
        yield reason("shared_sentences", sentences=text.sentences, words=text.words)
    elif text.likeness >= (SHARED_LIKENESS if agencies else BOUND_LIKENESS):
        yield reason("shared_runs", percent=round(100 * text.likeness))


def _order(a: Head, b: Head) -> Iterable[Reason]:
    mine, theirs = a.moment, b.moment
    if mine is None or theirs is None:
        yield reason("no_date")
    elif abs(mine - theirs) >= 1:
        yield reason("hours_apart", hours=round(abs(mine - theirs)))
