"""Find `selon X`, `d'après X`, `pour X`, `de source X`, `selon laquelle`: the source stands after a preposition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from selon.model.parsed import Sentence, words_span
from selon.model.span import Span
from selon.read.actor_known import is_medium
from selon.read.actor_phrases import extend_right, names_somebody, phrase_at
from selon.read.attribution import Attribution
from selon.read.attribution_back import back_alone
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import lower
from selon.read.attribution_makers import maker_of
from selon.read.attribution_rests import clause_goes_on, second_half
from selon.read.attribution_speakers import antecedent
from selon.read.content_spans import Contents, has_finite
from selon.read.parse import DASHES

# tokens of what a source alone is given for: `bien davantage`, `60 dont dix enfants`
LONGEST_CHUNK = 7
LEAST_CHUNK = 3
# tokens of `de source`
SHORT_HEAD = 2
# tokens from `a-t-on appris` to the preposition
FAR_LEARNT = 7
# tokens of what is told of a source between commas
LONGEST_TOLD = 20


@dataclass(frozen=True)
class Prefixes:
    """Finds sources after prepositions in one report."""

    contents: Contents

    @property
    def doc(self) -> Doc:
        """Return the tokens of the report."""
        return self.contents.parsed.doc

    def find(self, sight: Sight, sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
        """Return the attributions of a sentence that a preposition makes; `found` are those of its verbs."""
        made: list[Attribution] = []
        at = sight.start
        while at < sight.end:
            length = sight.words.phrase_at("heads", self.doc, at, sight.end)
            named = bool(made) and made[-1].author is not None and self.doc[at].idx < made[-1].author.end
            if length and not named and self.contents.parsed.quotation_at(self.doc[at].idx) is None:
                attribution = self._prefix(sight, sentence, at, at + length, made, found)
                if attribution is not None:
                    made.append(attribution)
                at += length
            else:
                at += 1
        return made

    def _prefix(
        self, sight: Sight, sentence: Sentence, at: int, after: int, made: list[Attribution], found: list[Attribution]
    ) -> Attribution | None:
        if after < sight.end and lower(self.doc[after]) in sight.words.sets["which"]:
            return self._relative(sight, sentence, at, after)
        if self._by_each(sight, after):
            return None
        at_head = self._at_head(sight, sentence, at)
        named = self._author(sight, at, after, at_head)
        cites = lower(self.doc[at]) in sight.words.sets["citing"]
        inserted = any(
            named is not None and 0 <= self.doc[at].idx - named.end <= LEAST_CHUNK for a in found for named in (a.cue, a.author)
        )
        if named is None or (cites and ((at_head and found) or inserted or made)):
            # `Citant des témoins, la radio rapporte`: the one who speaks is the radio
            return None
        if cites and not at_head and not has_finite(self.doc[sight.start : at]):
            # `L'ONG, citant des témoins, fait état de dix morts`: what it says stands behind
            return None
        start, end = named
        alone = back_alone(self.contents, sight, sentence, (at, after), (start, end)) if at_head and not found else None
        if alone is not None:
            return alone
        if end < sight.end and sight.words.has("that", lower(self.doc[end])):
            # `on apprend de source policière que ...`
            content = self.contents.after(sentence, self.doc[end].idx + len(self.doc[end]), sentence.span.end)
        elif (opened := self._bracket(sight, at, end)) is not None:
            content = self.contents.one(self.doc[opened].idx, self.doc[at].idx)
        elif at_head or self._opens_clause(sight, at, end):
            content = self._content_at_head(sight, sentence, end)
        elif self._own_words(start, end, found) or self._document_of_same(sight, start, end, found):
            return None
        else:
            content = self._inner_clause(sight, at, start, end) or self._content_at_end(sight, sentence, at, end, made)
        if not content:
            return None
        return Attribution(
            content=tuple(content),
            cue=words_span(self.doc[at:after]),
            author=words_span(self.doc[start:end]),
            act="say",
            rule="fr.attribution.selon",
            type=self.contents.type_of(content),
            told=self._learning(sight, at),
            sure=0.85,
        )

    def _by_each(self, sight: Sight, after: int) -> bool:
        """Say whether things differ from one to the next, and nobody speaks (`selon les pays`, no `selon les pays riverains`)."""
        end = after + sight.words.phrase_at("by_each", self.doc, after, sight.end)
        return end > after and (end >= sight.end or self.doc[end].pos_ not in {"ADJ", "ADP", "PROPN"})

    def _at_head(self, sight: Sight, sentence: Sentence, at: int) -> bool:
        """Say whether nothing but adverbs and marks stands before a preposition in its sentence."""
        opening = sight.start + sight.words.phrase_at("idioms", self.doc, sight.start, at)
        full = any(t.pos_ in {"NOUN", "VERB", "PROPN", "PRON", "AUX"} for t in self.doc[opening:at])
        return not full and self.contents.start_of(sentence) >= sentence.span.start

    def _bracket(self, sight: Sight, at: int, end: int) -> int | None:
        """Return where the words in brackets start that a source in them alone is given for (`(16 selon les rebelles)`).

        Two dashes part a lone number in the same way: `neuf morts - 16 selon les rebelles - et des dégâts`.
        """
        if end < sight.end and self.doc[end].text in DASHES:
            dash = next((i for i in range(at - 1, max(sight.start, at - LONGEST_CHUNK), -1) if self.doc[i].text in DASHES), None)
            if dash is not None and (self.doc[dash + 1].like_num or self.doc[dash + 1].pos_ == "NUM"):
                return dash + 1
        mark = next((i for i in range(at - 1, sight.start, -1) if self.doc[i].text in {"(", ")"}), None)
        return mark + 1 if mark is not None and self.doc[mark].text == "(" and mark + 1 < at else None

    def _opens_clause(self, sight: Sight, at: int, end: int) -> bool:
        """Say whether a source between commas opens the clause that a conjunction joins on (`..., et, selon X, la route ...`)."""
        if at - 2 <= sight.start or end + 1 >= sight.end or self.doc[end].text != ",":
            return False
        before = at - 1 - (self.doc[at - 1].text == ",")
        # `car selon X, le pont a cédé`
        because = sight.words.has("because", lower(self.doc[before]))
        joined = (
            because
            or sight.words.has("joins", lower(self.doc[before]))
            or (
                # `tandis que selon X, le pont a cédé`
                sight.words.has("that", lower(self.doc[before])) and sight.words.has("clause_break", lower(self.doc[before - 1]))
            )
        )
        return joined and has_finite(self.doc[end : sight.end])

    def _author(self, sight: Sight, at: int, after: int, at_head: bool) -> tuple[int, int] | None:
        """Return the tokens after a preposition that name a source; None where they name nobody."""
        words = sight.words
        phrase = " ".join(lower(t) for t in self.doc[at:after])
        weak = phrase in words.sets["weak_heads"]
        if at > sight.start and phrase in words.sets["noun_heads"] and words.has("no_source_after", lower(self.doc[at - 1])):
            return None
        if phrase in words.sets["learnt_heads"] and self._before_learnt(sight, at) == self.doc[at].idx:
            return None
        if weak and (at > sight.start + 1 or self.doc[at].text[:1].islower()):
            return None
        # `de source policière`: the noun of the preposition is the source
        start = at + 1 if phrase in words.sets["noun_heads"] else after
        if start >= sight.end or words.has("not_after_selon", lower(self.doc[start])):
            return None
        one = (
            words.has("one_of", lower(self.doc[start])) and start + 1 < sight.end and words.has("of", lower(self.doc[start + 1]))
        )
        if self.doc[start].pos_ == "PRON" and not one:
            end = start + 1
        else:
            end = phrase_at(self.doc, start, sight.end, words, sight.actors)
            if end == start or not names_somebody(self.doc, start, end, sight.actors):
                return None
            end = extend_right(self.doc, start, end, sight.end, words, sight.actors, closed=at_head)
            if start < after and end == start + 1 and after - at == SHORT_HEAD:
                # `un réseau de sources`
                return None
            maker = maker_of(sight, start, end)
            if maker is not None:
                start, end = maker.start, maker.end
        closed = at_head and end < sight.end and self.doc[end].text == ","
        return None if weak and not closed else (start, end)

    def _relative(self, sight: Sight, sentence: Sentence, at: int, which: int) -> Attribution | None:
        """Return what follows `selon laquelle`, `pour qui`: its author stands before it."""
        speaker = antecedent(sight, which, at)
        if speaker is None or not names_somebody(self.doc, speaker.start, speaker.end, sight.actors):
            return None
        spans = self.contents.after(sentence, self.doc[which].idx + len(self.doc[which]), sentence.span.end)
        if not spans:
            return None
        return Attribution(
            content=tuple(spans),
            cue=words_span(self.doc[at : which + 1]),
            author=words_span(self.doc[speaker.start : speaker.end]),
            act="say",
            rule="fr.attribution.selon-laquelle",
            type=self.contents.type_of(spans),
            sure=0.6,
        )

    def _content_at_head(self, sight: Sight, sentence: Sentence, end: int) -> list[Span]:
        comma = self._past_told(sight, end)
        while comma < sight.end and self.doc[comma].text not in {",", '"', "«", ":"}:
            comma += 1
        if comma >= sight.end:
            # `Selon la radio des centaines de marins sont partis`
            comma = end if self.doc[end - 1].text != "," and end < sight.end else end - 1
        start = self.doc[comma].idx + (1 if self.doc[comma].text in {",", ":"} else 0)
        return self.contents.after(sentence, start, sentence.span.end)

    def _past_told(self, sight: Sight, end: int) -> int:
        """Return the index past what tells of the source between commas (`D'après X, cité par Y, la ville ...`)."""
        if end + 1 >= sight.end or self.doc[end].text != ",":
            return end
        opens = lower(self.doc[end + 1])
        by = end + 2 < sight.end and sight.words.has("by", lower(self.doc[end + 2]))
        told = by or ("VerbForm=Part" in str(self.doc[end + 1].morph) and self.doc[end + 1].pos_ in {"VERB", "ADJ"})
        if not told and not sight.words.has("relatives", opens):
            return end
        closing = next((i for i in range(end + 1, min(sight.end, end + LONGEST_TOLD)) if self.doc[i].text == ","), None)
        goes_on = closing is not None and has_finite(self.doc[closing : sight.end])
        return closing if closing is not None and goes_on else end

    def _content_at_end(self, sight: Sight, sentence: Sentence, at: int, end: int, made: list[Attribution]) -> list[Span]:
        """Return what an attribution after its words covers; one at the head of the sentence keeps the rest."""
        offset = self.doc[at].idx
        if made and made[-1].content[0].end > offset:
            head = made[-1].content[0]
            comma = max((t.idx for t in self.doc[sight.start : at - 1] if t.text == "," and t.idx > head.start), default=-1)
            if comma > 0 and (left := self.contents.trim(head.start, comma)):
                made[-1] = replace(made[-1], content=(left,))
                return self.contents.one(comma + 1, offset)
        own = self._own_chunk(sight, at, made)
        if own is not None:
            return self.contents.one(own, offset)
        quoted = self.contents.quote_ending(offset) if self.doc[at - 1].text in {'"', "»", "”"} else None
        if quoted is not None and end < sight.end and self.doc[end].pos_ not in {"PUNCT", "CCONJ"}:
            # `une attaque "de nature pirate" selon la police dans une rue`: hers are the quoted words alone
            return [quoted.inner]
        content = self.contents.before(sentence, self._before_learnt(sight, at))
        rest = second_half(self.contents, sight, sentence, content, end)
        return content + (rest or clause_goes_on(self.contents, sight, sentence, content, at, end))

    def _inner_clause(self, sight: Sight, at: int, start: int, end: int) -> list[Span]:
        """Return the clause that an attribution inside it covers alone (`un homme, qui selon X était armé, a tué`)."""
        if (told := self._behind_relative(sight, at, end)) is not None:
            return told
        verb = self.doc[start:end].root.head
        first, last = verb.left_edge.i, verb.right_edge.i
        inside = verb.dep_ == "acl:relcl" and end <= verb.i
        # `une fusillade, survenue à 7h selon X, dans le quartier`
        apposed = (
            verb.dep_ == "acl"
            and verb.i < at
            and end < sight.end
            and self.doc[end].text == ","
            and self.doc[first - 1].text == ","
        )
        if self.doc[at - 1].text == "," or not (inside or apposed) or not sight.start < first < at or last >= sight.end:
            return []
        relative = self.doc[first]
        first += lower(relative) in sight.words.sets["relatives"]
        if last < end:
            return self.contents.one(self.doc[first].idx, self.doc[at].idx)
        left = self.contents.one(self.doc[first].idx, self.doc[at].idx) if first < at else []
        right = self.doc[last]
        return left + self.contents.one(self.doc[end].idx, right.idx + len(right))

    def _behind_relative(self, sight: Sight, at: int, end: int) -> list[Span] | None:
        """Return the clause whose pronoun an attribution follows (`une guerre qui, selon X, a fait dix morts`)."""
        if at - 2 <= sight.start or end + 1 >= sight.end or self.doc[at - 1].text != "," or self.doc[end].text != ",":
            return None
        pronoun = self.doc[at - 2]
        verb = pronoun.head
        if lower(pronoun) not in sight.words.sets["relatives"] or not end < verb.i < sight.end:
            return None
        after = min(verb.right_edge.i + 1, sight.end)
        # the parser may hang the object on the verb behind it (`a fait dix morts visait le port`)
        while after < sight.end and self.doc[after].pos_ != "PUNCT" and not has_finite(self.doc[after : after + 1]):
            after += 1
        last = self.doc[after - 1]
        return self.contents.one(self.doc[end + 1].idx, last.idx + len(last))

    def _own_chunk(self, sight: Sight, at: int, made: list[Attribution]) -> int | None:
        """Return where the few words start that a source alone is given for (`dix morts, bien davantage selon X`)."""
        if (count := self._own_count(sight, at, made)) is not None:
            return count
        comma = next((i for i in range(at - 1, max(sight.start, at - LONGEST_CHUNK), -1) if self.doc[i].text in {",", ";"}), None)
        if comma is None or comma + 1 >= at:
            return None
        chunk = self.doc[comma + 1 : at]
        another = bool(made) and made[-1].author is not None and made[-1].author.end <= self.doc[comma].idx
        opens = chunk[0].pos_ in ({"ADV", "NUM"} if another or len(chunk) <= LEAST_CHUNK else {"ADV"})
        plain = all(t.pos_ in {"ADV", "NUM", "DET", "ADP", "NOUN", "ADJ"} for t in chunk)
        return (
            int(chunk[0].idx)
            if plain and (opens or (another and sight.words.phrase_at("quantities", self.doc, comma + 1, at)))
            else None
        )

    def _own_count(self, sight: Sight, at: int, made: list[Attribution]) -> int | None:
        """Return where the number starts that a second source sets against the first (`selon A, 60 selon B`)."""
        author = made[-1].author if made else None
        first = next((t.i for t in self.doc[sight.start : at] if author is not None and t.idx >= author.end), None)
        if first is None:
            first = next((t.i for t in self.doc[sight.start : at] if sight.words.has("set_against", lower(t))), at)
        while first < at and (
            self.doc[first].text == ","
            or sight.words.has("and", lower(self.doc[first]))
            or sight.words.has("set_against", lower(self.doc[first]))
        ):
            first += 1
        # `et 30.000, selon B`: after a lone number the comma before the source is no part of the count
        lone = at - first == 2 and self.doc[at - 1].text == ","
        chunk = self.doc[first : at - lone]
        counts = 0 < len(chunk) < LONGEST_CHUNK and (
            chunk[0].like_num or chunk[0].pos_ == "NUM" or sight.words.phrase_at("quantities", self.doc, first, at) > 0
        )
        return int(chunk[0].idx) if counts and not any(t.pos_ in {"VERB", "AUX", "PUNCT"} for t in chunk) else None

    def _before_learnt(self, sight: Sight, at: int) -> int:
        """Return where the words end that `a-t-on appris de source X` gives: before the verb that hangs `on` on it."""
        near = range(max(sight.start, at - FAR_LEARNT), at)
        learnt = next((i for i in near if sight.words.has("one_says", lower(self.doc[i]))), None)
        if learnt is None and self._learning(sight, at) is not None:
            learnt = next(i for i in near if sight.words.has("learnt", lower(self.doc[i])))
        comma = None if learnt is None else next((i for i in range(learnt, sight.start, -1) if self.doc[i].text == ","), None)
        return int(self.doc[at if comma is None else comma].idx)

    def _learning(self, sight: Sight, at: int) -> Span | None:
        """Return the medium that has learnt it from the source behind a preposition (`..., a appris lundi l'AFP de source`)."""
        near = range(max(sight.start + 1, at - FAR_LEARNT), at)
        learnt = next((i for i in near if sight.words.has("learnt", lower(self.doc[i]))), None)
        for start in range(learnt + 1, at) if learnt is not None and self.doc[learnt - 1].pos_ == "AUX" else ():
            end = phrase_at(self.doc, start, at, sight.words, sight.actors)
            if end > start and is_medium(self.doc, start, end, sight.actors):
                return words_span(self.doc[start:end])
        return None

    def _own_words(self, start: int, end: int, found: list[Attribution]) -> bool:
        """Say whether `selon lui` stands in what somebody already says."""
        pronoun = end == start + 1 and self.doc[start].pos_ == "PRON"
        return pronoun and any(s.start <= self.doc[start].idx < s.end for a in found for s in a.content)

    def _document_of_same(self, sight: Sight, start: int, end: int, found: list[Attribution]) -> bool:
        """Say whether the source is only the document of somebody who already speaks in the sentence."""
        nouns = [t.lower_ for t in self.doc[start:end] if t.pos_ == "NOUN"]
        return bool(found) and bool(nouns) and nouns[0] in sight.actors.documents and len(nouns) == 1
