"""Parse a report with the pack's spaCy model, on sentences cut beforehand.

In: reports. Out: `Parsed`. The model is loaded once for each process and shared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import islice
from typing import Any

import numpy as np
import spacy
import spacy.util
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from selon.errors import BadSetting
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence, reading_form
from selon.model.report import Report
from selon.model.span import Span
from selon.read.parse_embedding import embed_once
from selon.read.parse_transitions import transitions_of
from selon.read.segments import find_quotations, find_sentences

# `1.293`, `12,500,000`
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
DASHES = ("-", "–", "—")
# the cut of sentences is the engine's own; the ruler only copies the part of speech to a field that nothing here reads
UNUSED = ("senter", "attribute_ruler")
# how many reports are annotated together
BATCH = 32


@cache
def load_model(name: str) -> Language:
    """Return the spaCy model, loaded once.

    Raises:
        BadSetting: the model is not installed.
    """
    # numpy's own product of matrices takes a third of the time that spaCy's default (BLIS) does, and half a parse is products
    # (measured: 83 to 91 against 24 to 27 billion operations a second on one core at the sizes of the French model)
    set_current_ops(NumpyOps(use_blis=False))
    try:
        model = spacy.load(name, exclude=UNUSED)
    except OSError:
        package = name.replace("_", "-")
        raise BadSetting(f"the language model {name} is not installed", hint=f"run: pip install {package}") from None
    _cut_at_marks(model)
    _index_lemmas(model)
    embed_once(model)
    return model


def _index_lemmas(model: Language) -> None:
    """Make the lemmatizer's lists of known forms sets: it asks `in` of them for each new word, a quarter of the whole parse."""
    if not model.has_pipe("lemmatizer"):
        return
    lookups: Any = getattr(model.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or "lemma_index" not in lookups:
        return
    table = lookups.get_table("lemma_index")
    for part in list(table.keys()):
        table[part] = frozenset(table[part])


def _cut_at_marks(model: Language) -> None:
    """Make marks glued to a word tokens of their own: `qu'"un`, `dit"Non`, `les suspects -au nombre de six- ont fui`.

    One report of the press in forty-five sets dashes so.
    """
    tokenizer: Any = model.tokenizer  # spaCy gives no types for its tokenizer
    prefixes = [*(model.Defaults.prefixes or ()), rf"[{''.join(DASHES)}](?=[^\W_])"]
    tokenizer.prefix_search = spacy.util.compile_prefix_regex(prefixes).search
    suffixes = [*(model.Defaults.suffixes or ()), rf"(?<=[^\W\d_])[{''.join(DASHES)}]"]
    tokenizer.suffix_search = spacy.util.compile_suffix_regex(suffixes).search
    known = tokenizer.token_match

    @lru_cache(maxsize=1 << 15)
    def kept_whole(word: str) -> object:
        # words with `demi-`, `anti-` are kept whole before any mark is cut off; those of letters and digits alone need not be
        # asked about, at 9 microseconds each (none of 23,000 of the press is known), the others (`l'armée`) once
        return None if word.isalnum() or word.endswith(DASHES) or known is None else known(word)

    tokenizer.token_match = kept_whole
    infixes = [*(model.Defaults.infixes or ()), r"(?<=[\w'’])[\"«“](?=\w)"]
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


def parse(report: Report, pack: Pack) -> Parsed:
    """Return the report with its parse.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.span import clean_text
    >>> parsed = parse(Report(id="a", text=clean_text("Douze civils ont péri. Il pleut.")), load_pack("fr"))
    >>> [s.span for s in parsed.sentences]
    [Span(start=0, end=22), Span(start=23, end=32)]
    """
    return next(parse_many([report], pack))


def parse_many(reports: Iterable[Report], pack: Pack) -> Iterator[Parsed]:
    """Yield the parse of each report, in order; the model works on batches."""
    model = load_model(pack.spacy_model)
    stages = _stages(pack.spacy_model)
    waiting = iter(reports)
    while batch := [(report, *_unparsed(model, report, pack)) for report in islice(waiting, BATCH)]:
        docs = [doc for _, doc, _, _ in batch]
        for annotate in stages:
            annotate(docs)
        for report, doc, sentences, paragraphs in batch:
            _name_numbers(doc, report)
            quotations = find_quotations(report.clean, paragraphs, pack)
            yield Parsed(report=report, doc=doc, sentences=sentences, paragraphs=paragraphs, quotations=quotations)


@cache
def _stages(name: str) -> tuple[Callable[[list[Doc]], object], ...]:
    """Return what annotates a batch, pipe after pipe of the model."""
    followed = [(pipe, transitions_of(pipe)) for _, pipe in load_model(name).pipeline]
    return tuple(each.annotate if each else partial(_annotate, pipe) for pipe, each in followed)


def _annotate(pipe: object, docs: list[Doc]) -> None:
    """Let a pipe of the model annotate a batch in its own way."""
    asked: Any = pipe  # spaCy gives no type for what stands in a pipeline
    deque(asked.pipe(docs, batch_size=len(docs)), maxlen=0)


def _name_numbers(doc: Doc, report: Report) -> None:
    """Make numbers with thousands set apart numbers: the tagger takes one in fifty of them for a verb, a noun or an adjective.

    Of 3,200 numbers in figures of the marked reports 60 were something else.
    """
    if not THOUSANDS.search(report.clean):
        return
    for token in doc:
        if token.text[0].isdigit() and token.pos_ != "NUM" and THOUSANDS.fullmatch(token.text):
            token.pos_ = "NUM"


def _unparsed(model: Language, report: Report, pack: Pack) -> tuple[Doc, tuple[Sentence, ...], tuple[Span, ...]]:
    paragraphs, sentences = find_sentences(report, pack)
    doc = model.make_doc(reading_form(report.clean))
    # spaCy keeps cuts that are set before the parser and adds none where False is set; they are set all at once, since for each
    # token set alone it looks through the whole report
    cuts = np.full((len(doc), 1), -1, dtype=np.int64)
    cuts[:1] = 1
    begins = [token.idx for token in doc]
    for sentence in sentences:
        at = bisect_right(begins, sentence.span.start) - 1
        if at >= 0 and sentence.span.start < begins[at] + len(doc[at]):
            cuts[at] = 1
    column: Any = cuts.astype(np.uint64)
    doc.from_array(["SENT_START"], column)
    return doc, sentences, paragraphs
