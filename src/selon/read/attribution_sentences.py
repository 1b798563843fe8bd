"""Find the attributions of one sentence: its speech verbs by the way they stand, and its `selon`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc

from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence
from selon.model.span import Span
from selon.read.actor_phrases import extend_right, is_medium, names_somebody, phrase_at
from selon.read.actor_words import actor_words
from selon.read.attribution_groups import VerbGroup, find_groups, lower
from selon.read.attribution_headlines import find_in_headline
from selon.read.attribution_speakers import (
    Sight,
    Speaker,
    antecedent,
    main_subject,
    phrase_before,
    skip_between,
    speaker_after,
    speaker_before,
)
from selon.read.attribution_words import attribution_words
from selon.read.attributions import Attribution
from selon.read.content_spans import Contents, has_finite


# acts whose object is often a person or a body (`X, chef de Y, a accusé le gouvernement`)
OBJECTS = frozenset(["accuse", "demand", "refuse", "warn", "deny"])
# acts of verbs whose infinitive is not said but wished (`demande à partir`, `souhaite voir`)
WISHES = frozenset(["demand", "expect", "refuse", "accuse", "warn"])
# `En outre,`, `A l'est de la ville,` and the like before an incise
OPENING = 6
# tokens between an appeal and its infinitive
FAR_INFINITIVE = 25


@dataclass
class SentenceFinder:
    """Finds attributions sentence by sentence."""

    parsed: Parsed
    pack: Pack

    @cached_property
    def contents(self) -> Contents:
        """Return the cutter of contents."""
        return Contents(self.parsed, attribution_words(self.pack))

    @property
    def doc(self) -> Doc:
        """Return the tokens of the report."""
        return self.parsed.doc

    def find(self, sentence: Sentence) -> list[Attribution]:
        """Return the attributions of a sentence, in the order of their cues."""
        words = attribution_words(self.pack)
        tokens = self.parsed.tokens(sentence.span)
        sight = Sight(self.doc, tokens.start, tokens.end, words, actor_words(self.pack))
        groups = [g for g in find_groups(self.doc, sight.start, sight.end, words) if self._outside(g)]
        found: list[Attribution] = []
        for number, group in enumerate(groups):
            limit = self._limit(sight, sentence, groups[number + 1 :])
            found.extend(self._by_form(sight, sentence, group, limit, found))
        found.extend(self._prefixes(sight, sentence, found))
        return found or find_in_headline(sight, sentence, self.contents)

    # where a group stands

    def _outside(self, group: VerbGroup) -> bool:
        """Say whether a verb stands outside of quotations, at least its auxiliary."""
        return self.parsed.quotation_at(self.doc[group.start].idx) is None

    def _limit(self, sight: Sight, sentence: Sentence, later: list[VerbGroup]) -> int:
        """Return where the content of a verb must end: before the next participle or verb that shares its subject."""
        closing = self._final_prefix(sight)
        for group in later:
            before = self.doc[group.start - 1] if group.start > sight.start else None
            if before is None:
                continue
            if group.form == "gerund" and (before.text in {",", "»", '"'} or sight.words.has("and", lower(before))):
                return int(self.doc[group.start].idx if before.pos_ != "CCONJ" else before.idx)
            if group.form == "gerund" and before.pos_ in {"NOUN", "PROPN"}:
                own = phrase_before(sight, group.start)
                if own is not None and own.start > sight.start and self.doc[own.start - 1].text == ",":
                    return self.doc[own.start].idx
            incise = group.form == "finite" and before.text == "," and group.pronoun is None and "s" in group.verb.frames
            if incise and not has_finite(self.doc[group.end : sight.end]) and self._names_after(sight, group):
                return int(before.idx)
            if group.form == "bare" or (sight.words.has("and", lower(before)) and group.form == "finite"):
                return before.idx
        return sentence.span.end if closing is None else closing

    def _relative_limit(self, sight: Sight, group: VerbGroup, limit: int) -> int:
        """Return where a relative clause closes before the main verb (`X, qui affirme que A, hésite`)."""
        before = self.doc[group.start - 1] if group.start > sight.start else None
        inside = group.start - 2 >= sight.start and lower(self.doc[group.start - 2]) in sight.words.sets["relatives"]
        if inside:
            # `où elle cite A, B a dit`
            comma = next((t.idx for t in self.doc[group.end : sight.end] if t.text == ","), limit)
            return min(limit, int(comma))
        if before is None or lower(before) not in sight.words.sets["relatives"]:
            return limit
        for i in range(group.end, sight.end - 1):
            following = self.doc[i + 1]
            main = following.pos_ in {"VERB", "AUX"} and "VerbForm=Fin" in str(following.morph)
            if self.doc[i].text == "," and main and self.doc[i].idx < limit:
                return int(self.doc[i].idx)
        return limit

    def _names_after(self, sight: Sight, group: VerbGroup) -> bool:
        """Say whether a speaker stands right after a verb (`..., explique le maire`)."""
        speaker = speaker_after(sight, group)
        return speaker is not None and names_somebody(self.doc, speaker.start, speaker.end, sight.actors)

    def _final_prefix(self, sight: Sight) -> int | None:
        """Return where an attribution that closes the sentence starts (`..., selon un communiqué.`)."""
        for at in range(sight.end - 1, max(sight.start, sight.end - 20), -1):
            if self.doc[at].text == "," and at + 1 < sight.end and (length := self._head_length(sight, at + 1)):
                after = phrase_at(self.doc, at + 1 + length, sight.end, sight.words, sight.actors)
                return self.doc[at].idx if after >= sight.end - 1 else None
        return None

    def _by_form(
        self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int, found: list[Attribution]
    ) -> list[Attribution]:
        if group.form == "passive":
            return self._passive(sight, sentence, group)
        if group.form in {"gerund", "bare"}:
            return self._shared(sight, sentence, group, self._opening_limit(sight, group, limit), found)
        if group.pronoun is not None:
            return self._inverted(sight, sentence, group)
        incise = self._incise(sight, sentence, group)
        if incise:
            return incise
        return self._after_subject(sight, sentence, group, limit, found)

    def _opening_limit(self, sight: Sight, group: VerbGroup, limit: int) -> int:
        """Return where a participle at the head of its sentence ends: before the main subject (`En citant A, X a dit`)."""
        if group.form != "gerund" or group.start != sight.start:
            return limit
        subject = main_subject(sight)
        before = subject.start - 1 if subject is not None else -1
        return min(limit, int(self.doc[before].idx)) if before > group.end and self.doc[before].text == "," else limit

    # the ways a verb stands

    def _inverted(self, sight: Sight, sentence: Sentence, group: VerbGroup) -> list[Attribution]:
        asks = self.parsed.text[sentence.span.start : sentence.span.end].rstrip().endswith("?")
        if group.pronoun is None or "s" not in group.verb.frames or asks:
            return []
        spans = self.contents.before(sentence, self._cue_start(group))
        end, told = skip_between(sight, group.end)
        spans += self._rest(sight, sentence, spans, end)
        author = self._span(group.pronoun, group.pronoun + 1)
        return self._made(spans, group, author, told, "fr.attribution.a-t-il-dit", 0.9)

    def _incise(self, sight: Sight, sentence: Sentence, group: VerbGroup) -> list[Attribution]:
        if "s" not in group.verb.frames or group.start == sight.start:
            return []
        before = self.doc[group.start - 1]
        start = self._cue_start(group)
        quoted = self.contents.quote_ending(start)
        following = lower(self.doc[group.end]) if group.end < sight.end else ""
        if sight.words.has("that", following) or following in {":"}:
            return []
        if before.text not in {",", "-", "–", "—", ")"} and quoted is None:
            return []
        speaker = speaker_after(sight, group)
        near = quoted is not None or any(t.text in {'"', "»", "”"} for t in self.doc[sight.start : group.start])
        if speaker is None or (not near and not self._somebody(sight, speaker.start, speaker.end)):
            return []
        opening = self._at_opening(sight, sentence, group, speaker)
        if opening:
            return opening
        lead = self.doc[sight.start : group.start]
        spans = self.contents.before(sentence, start)
        direct = bool(spans) and self.contents.type_of(spans) == "direct"
        if quoted is None and not direct and (not has_finite(lead) or self._has_subject(sight, group)):
            return []
        spans += self._rest(sight, sentence, spans, speaker.end)
        return self._made(spans, group, self._span(speaker.start, speaker.end), speaker.told, "fr.attribution.incise", 0.9)

    def _at_opening(self, sight: Sight, sentence: Sentence, group: VerbGroup, speaker: Speaker) -> list[Attribution]:
        """Return an incise after an opening adverb (`En outre, ajoute le maire, "la ville ..."`)."""
        lead = self.doc[sight.start : group.start]
        bare = not any(t.pos_ in {"VERB", "AUX", "PROPN"} or t.text in {'"', "«", "“"} for t in lead) and len(lead) <= OPENING
        if not bare or speaker.end >= sight.end or self.doc[speaker.end].text not in {",", ":"}:
            return []
        spans = self.contents.after(sentence, self.doc[speaker.end].idx + 1, sentence.span.end)
        return self._made(spans, group, self._span(speaker.start, speaker.end), speaker.told, "fr.attribution.incise", 0.7)

    def _has_subject(self, sight: Sight, group: VerbGroup) -> bool:
        """Say whether the verb has its subject before it, across an apposition (`Le maire, M. X, a dit`)."""
        for child in self.doc[group.at].children:
            if child.dep_.startswith("nsubj") and sight.start <= child.i < group.start:
                return not has_finite(self.doc[child.i : group.start]) and self._takes_persons(sight, group)
        return False

    def _takes_persons(self, sight: Sight, group: VerbGroup) -> bool:
        """Say whether the phrase after the verb may be its object: somebody accused, asked, named."""
        speaker = speaker_after(sight, group)
        more = speaker is not None and speaker.end < sight.end and self.doc[speaker.end].text not in {".", "!", "…"}
        return more and bool(group.verb.frames & {"o", "n", "a", "d"}) and group.verb.act in OBJECTS

    def _after_subject(
        self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int, found: list[Attribution]
    ) -> list[Attribution]:
        joined = (
            bool(found) and sight.words.has("joins", lower(self.doc[group.start - 1])) if group.start > sight.start else False
        )
        if joined and not any(c.dep_.startswith("nsubj") for c in self.doc[group.at].lefts):
            return [replace(m, rule="fr.attribution.participle") for m in self._shared(sight, sentence, group, limit, found)]
        speaker = speaker_before(sight, group)
        if speaker is None or not self._somebody(sight, speaker.start, speaker.end):
            return []
        _, spans, rule = self._complement(sight, sentence, group, self._relative_limit(sight, group, limit))
        if not spans or group.negated:
            return []
        told = skip_between(sight, group.end)[1]
        return self._made(spans, group, self._span(speaker.start, speaker.end), told, rule, 0.8)

    def _somebody(self, sight: Sight, start: int, end: int) -> bool:
        """Say whether a subject can speak: a person, a body, a pronoun."""
        pronoun = self.doc[start].pos_ == "PRON" and lower(self.doc[start]) not in sight.actors.sets["not_somebody"]
        return pronoun or names_somebody(self.doc, start, end, sight.actors)

    def _shared(
        self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int, found: list[Attribution]
    ) -> list[Attribution]:
        _, spans, rule = self._complement(sight, sentence, group, limit)
        if not spans:
            return []
        before = self.doc[group.start - 1] if group.start > sight.start else None
        hangs = before is not None and before.pos_ in {"NOUN", "PROPN", "ADJ"} and group.form == "gerund"
        if hangs and rule == "fr.attribution.noun-phrase" and self.contents.type_of(spans) == "indirect":
            # `un mouvement exigeant l'autonomie` tells what it is, not what it said
            return []
        author: Span | None = None
        if found and (before is None or before.pos_ not in {"NOUN", "PROPN"} or group.form != "gerund"):
            author = found[-1].author
            told = found[-1].told
            made = self._made(spans, group, author, None, "fr.attribution.participle", 0.75)
            return [replace(m, told=told) for m in made]
        if sight.words.has("narrative", lower(self.doc[group.start])) and group.start == sight.start:
            made = self._made(spans, group, None, None, "fr.attribution.participle", 0.65)
            return [replace(m, goes_on=True) for m in made]
        speaker = phrase_before(sight, group.start) or main_subject(sight) or speaker_before(sight, group)
        if speaker is None or not self._somebody(sight, speaker.start, speaker.end):
            return []
        return self._made(spans, group, self._span(speaker.start, speaker.end), None, "fr.attribution.participle", 0.65)

    def _passive(self, sight: Sight, sentence: Sentence, group: VerbGroup) -> list[Attribution]:
        by = next((i for i in range(group.end, min(sight.end, group.end + 8)) if sight.words.has("by", lower(self.doc[i]))), None)
        if by is None:
            return []
        after = phrase_at(self.doc, by + 1, sight.end, sight.words, sight.actors)
        if after == by + 1 or not names_somebody(self.doc, by + 1, after, sight.actors):
            return []
        blamed = next((i for i in range(by + 1, after) if sight.words.has("to", lower(self.doc[i]))), after)
        if group.verb.act == "accuse" and blamed > by + 1:
            # `imputée par X à Y`
            after = blamed
        end = extend_right(self.doc, by + 1, after, sight.end, sight.words, sight.actors)
        bare = group.start == group.at
        content = phrase_before(sight, group.start)
        if content is None:
            content = antecedent(sight, group.at, group.start) if bare else speaker_before(sight, group)
        negated = group.start > sight.start and sight.words.has("negations", lower(self.doc[group.start - 1]))
        pronoun = content is not None and self.doc[content.start].pos_ == "PRON"
        if content is None or negated or group.negated or pronoun:
            return []
        spans = self.contents._one(self.doc[content.start].idx, self._end_of(content.end))
        return self._made(spans, group, self._span(by + 1, end), None, "fr.attribution.passive", 0.6)

    # what the verb takes

    def _complement(self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int) -> tuple[int, list[Span], str]:
        """Return what a verb with its subject before it takes as its content."""
        frames, words = group.verb.frames, sight.words
        own = self.parsed.quotation_at(self.doc[group.at].idx)
        if own is not None:
            # `ont "salué un premier pas"`: the verb itself is theirs
            return group.at, [own.inner], "fr.attribution.quoted-verb"
        at = self._to_complement(sight, group)
        if at >= sight.end:
            return at, [], ""
        token, word = self.doc[at], lower(self.doc[at])
        following = self.doc[at + 1] if at + 1 < sight.end else None
        here = token.idx
        after = following.idx if following is not None else sentence.span.end
        quote = self.contents.quote_opening(here) if token.text in {'"', "«", "“"} else None
        if token.text == ":":
            quote = self.contents.quote_opening(here + 1)
            if quote is not None:
                return at, [quote.inner], "fr.attribution.colon"
            return at, [], ""
        if words.has("that", word) and "q" in frames:
            return at, self.contents.after(sentence, after, limit), "fr.attribution.que"
        if quote is not None:
            return at, self.contents.after(sentence, here, limit), "fr.attribution.verb-quote"
        if "Q" in frames and words.has("whether", word):
            return at, self.contents.after(sentence, here, limit), "fr.attribution.si"
        bare = "i" in frames or ("q" in frames and group.verb.act not in WISHES)
        if bare and self._infinitive_next(at, sight):
            return at, self.contents.after(sentence, self._clitics_start(at), limit), "fr.attribution.infinitive"
        if (
            "E" in frames
            and words.has("to", word)
            and following is not None
            and (following.pos_ == "NUM" or self._quantity(sight, at + 1))
        ):
            return at, self.contents.after(sentence, after, limit), "fr.attribution.noun-phrase"
        marks = ("d" in frames and words.has("of", word)) or ("a" in frames and words.has("to", word))
        if marks and following is not None and self._infinitive_next(at + 1, sight):
            end = min(limit, self._noun_end(sight, at + 1, sentence))
            return at, self.contents.after(sentence, after, end), "fr.attribution.to-infinitive"
        if "e" in frames and (token.pos_ in {"ADJ", "VERB", "ADV"}):
            return at, self._after_adjective(sight, sentence, at, limit), "fr.attribution.se-dire"
        at, spans, rule = self._nominal(sight, sentence, group, at, limit)
        if not spans and "a" in frames and (far := self._far_infinitive(sight, group)) is not None:
            return at, self.contents.after(sentence, self.doc[far].idx, limit), "fr.attribution.to-infinitive"
        return at, spans, rule

    def _far_infinitive(self, sight: Sight, group: VerbGroup) -> int | None:
        """Return the infinitive of an appeal past all that stands between (`a appelé X, pour Y, à venir`)."""
        for i in range(group.end, min(sight.end - 1, group.end + FAR_INFINITIVE)):
            if "VerbForm=Fin" in str(self.doc[i].morph) and self.doc[i].pos_ in {"VERB", "AUX"}:
                return None
            if sight.words.has("to", lower(self.doc[i])) and self._infinitive_next(i + 1, sight):
                return i + 1
        return None

    def _infinitive_next(self, at: int, sight: Sight) -> bool:
        for i in range(at, min(sight.end, at + 4)):
            token = self.doc[i]
            if "VerbForm=Inf" in str(token.morph):
                return True
            if token.pos_ not in {"ADV", "PRON", "PUNCT"}:
                return False
        return False

    def _clitics_start(self, at: int) -> int:
        """Return where an infinitive starts, its clitics with it (`s'être rendu`), other pronouns not (`dit, lui, craindre`)."""
        while "VerbForm=Inf" not in str(self.doc[at].morph):
            clitic = self.doc[at].dep_.startswith("expl") or self.doc[at].dep_ in {"obj", "iobj"} or self.doc[at].pos_ == "ADV"
            if clitic and self.doc[at].pos_ != "PUNCT":
                break
            at += 1
        return int(self.doc[at].idx)

    def _quantity(self, sight: Sight, at: int) -> bool:
        """Say whether a number opens here (`au moins dix`, `jusqu'à 300`)."""
        return sight.words.phrase_at("quantities", self.doc, at, sight.end) > 0

    def _after_adjective(self, sight: Sight, sentence: Sentence, at: int, limit: int) -> list[Span]:
        return self.contents.after(sentence, self.doc[at].idx, limit)

    def _nominal(self, sight: Sight, sentence: Sentence, group: VerbGroup, at: int, limit: int) -> tuple[int, list[Span], str]:
        """Return a noun phrase as content: `confirme ces tirs`, `fait état de dix morts`, `accuse X de Y`."""
        frames, words = group.verb.frames, sight.words
        token, word = self.doc[at], lower(self.doc[at])
        if "z" in frames and words.has("to", lower(self.doc[group.end])):
            return at, [], ""
        end = min(limit, self._noun_end(sight, at, sentence))
        spans: list[Span] = []
        blamed = (
            group.start > sight.start and self.doc[group.start - 1].pos_ == "PRON" and self.doc[group.start - 1].dep_ != "nsubj"
        )
        if "o" in frames and blamed and words.has("of", word) and at + 1 < sight.end:
            # `l'accusant de collusion`: who is meant stands in the pronoun
            spans = self.contents.after(sentence, self.doc[at + 1].idx, limit)
        elif "o" in frames and token.pos_ in {"DET", "NOUN", "PROPN", "NUM"}:
            spans = self.contents.after(sentence, token.idx, limit)
        elif "n" in frames and (
            token.pos_ in {"DET", "NOUN", "PROPN", "NUM", "ADJ"} or words.has("of", word) or self._quantity(sight, at)
        ):
            spans = self.contents.after(sentence, token.idx, end)
        elif "w" in frames and words.has("of", word) and self.contents.quote_opening(token.idx + len(token)) is not None:
            # `qualifie de "mensonges" les propos de X`
            spans = self.contents.after(sentence, token.idx + len(token), limit)
        elif "R" in frames and token.pos_ == "DET" and any(words.has("denied", lower(t)) for t in self.doc[at : at + 4]):
            spans = self.contents.after(sentence, token.idx, end)
        elif at + 1 < sight.end and (
            ("A" in frames and words.has("to", word)) or ("N" in frames and (words.has("of", word) or words.has("about", word)))
        ):
            first = self.doc[at + 1].idx
            spans = self.contents.after(sentence, first, end)
        if "w" in frames and "R" not in frames and not any(q.inner.overlaps(s) for q in self.parsed.quotations for s in spans):
            return at, [], ""
        return at, spans, "fr.attribution.noun-phrase"

    def _noun_end(self, sight: Sight, at: int, sentence: Sentence) -> int:
        """Return where a noun phrase as content ends: at a conjunction that opens another clause."""
        for i in range(at + 1, sight.end):
            token = self.doc[i]
            if self.parsed.quotation_at(token.idx) is not None:
                continue
            if token.pos_ == "CCONJ" and i + 1 < sight.end:
                clause = self.doc[i - 1].text == "," and has_finite(self.doc[i : sight.end])
                if clause or "VerbForm=Fin" in str(self.doc[i + 1].morph):
                    return int(token.idx)
            if sight.words.has("clause_break", lower(token)):
                return token.idx
        return sentence.span.end

    def _to_complement(self, sight: Sight, group: VerbGroup) -> int:
        """Return the token that opens the complement, past adverbs, times, addressees and channels."""
        at = group.end
        frames, words = group.verb.frames, sight.words
        while at < sight.end:
            token, word = self.doc[at], lower(self.doc[at])
            if token.text in {'"', "«", "“", ":"} or words.has("that", word):
                return at
            if turn := words.phrase_at("idioms", self.doc, at, sight.end):
                at += turn
                continue
            if frames & {"N", "d", "n", "w", "o"} and words.has("of", word):
                return at
            if ({"N", "A"} & frames and self._about(sight, at, frames)) or ({"n", "N"} & frames and self._quantity(sight, at)):
                return at
            if "E" in frames and words.has("to", word):
                return at
            if token.text == "," and at + 1 < sight.end and words.has("that", lower(self.doc[at + 1])):
                return at + 1
            if "a" in frames and words.has("to", word) and self._infinitive_next(at + 1, sight):
                return at
            if "a" in frames or "d" in frames:
                # the addressee: `a appelé les habitants à`
                end = self._addressee(sight, at, frames)
                if end is not None:
                    at = end
                    continue
            moved, _ = skip_between(Sight(self.doc, sight.start, sight.end, words, sight.actors), at)
            if moved == at and token.text == "," and at > group.end and self._opens_complement(sight, at + 1):
                return at + 1
            if moved == at and token.text == "," and at + 1 < sight.end:
                closing = next((i for i in range(at + 1, min(sight.end, at + 15)) if self.doc[i].text == ","), None)
                if closing is not None and closing + 1 < sight.end and self._opens_complement(sight, closing + 1):
                    at = closing + 1
                    continue
                return at
            if moved == at:
                return at
            at = moved
        return at

    def _about(self, sight: Sight, at: int, frames: frozenset[str]) -> bool:
        """Say whether a preposition opens what is spoken of (`met en garde contre`), not where (`sur Twitter`)."""
        word = lower(self.doc[at])
        if not (("N" in frames and sight.words.has("about", word)) or ("A" in frames and sight.words.has("to", word))):
            return False
        after = phrase_at(self.doc, at + 1, sight.end, sight.words, sight.actors)
        channel = any(sight.words.has("channels", lower(t)) for t in self.doc[at + 1 : after])
        return after > at + 1 and not channel and not is_medium(self.doc, at + 1, after, sight.actors)

    def _opens_complement(self, sight: Sight, at: int) -> bool:
        if at >= sight.end:
            return False
        token = self.doc[at]
        return sight.words.has("that", lower(token)) or token.text in {'"', "«", "“"} or token.pos_ == "DET"

    def _addressee(self, sight: Sight, at: int, frames: frozenset[str]) -> int | None:
        """Return the index after an addressee that `à` or `de` with an infinitive follows."""
        start = at
        if sight.words.has("to", lower(self.doc[at])):
            start = at + 1
        after = phrase_at(self.doc, start, sight.end, sight.words, sight.actors)
        if after == start:
            return None
        if "A" in frames and after < sight.end and sight.words.has("to", lower(self.doc[after])):
            return after
        for i in range(after, min(sight.end, after + 12)):
            word = lower(self.doc[i])
            if (sight.words.has("to", word) or sight.words.has("of", word)) and self._infinitive_next(i + 1, sight):
                return i
            if self.doc[i].text in {".", ":", '"', "«"}:
                return None
        return None

    # `selon` and the like

    def _prefixes(self, sight: Sight, sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
        made: list[Attribution] = []
        at = sight.start
        while at < sight.end:
            length = self._head_length(sight, at)
            named = bool(made) and made[-1].author is not None and self.doc[at].idx < made[-1].author.end
            if length and not named and self.parsed.quotation_at(self.doc[at].idx) is None:
                attribution = self._prefix(sight, sentence, at, at + length, made, found)
                if attribution is not None:
                    made.append(attribution)
                at += length
            else:
                at += 1
        return made

    def _head_length(self, sight: Sight, at: int) -> int:
        return sight.words.phrase_at("heads", self.doc, at, sight.end)

    def _prefix(
        self, sight: Sight, sentence: Sentence, at: int, after: int, made: list[Attribution], found: list[Attribution]
    ) -> Attribution | None:
        words = sight.words
        phrase = " ".join(lower(t) for t in self.doc[at:after])
        first = self.doc[at]
        if after < sight.end and lower(self.doc[after]) in words.sets["which"]:
            return self._relative(sight, sentence, at, after)
        noun_head = phrase in words.sets["noun_heads"]
        start = after - 1 if noun_head else after
        if phrase in words.sets["weak_heads"] and (at > sight.start + 1 or first.text[:1].islower()):
            return None
        if start >= sight.end or words.has("not_after_selon", lower(self.doc[start])):
            return None
        pronoun = self.doc[start].pos_ == "PRON"
        end = start + 1 if pronoun else phrase_at(self.doc, start, sight.end, words, sight.actors)
        if end == start:
            return None
        somebody = pronoun or names_somebody(self.doc, start, end, sight.actors)
        if not somebody:
            return None
        at_head = not any(t.pos_ in {"NOUN", "VERB", "PROPN", "PRON", "AUX"} for t in self.doc[sight.start : at])
        at_head = at_head and self.contents.start_of(sentence) >= sentence.span.start
        if not pronoun:
            end = extend_right(self.doc, start, end, sight.end, words, sight.actors, closed=at_head)
        author = self._span(start, end)
        cue = self._span(at, after)
        if phrase in words.sets["weak_heads"] and not (at_head and end < sight.end and self.doc[end].text == ","):
            return None
        if end < sight.end and words.has("that", lower(self.doc[end])):
            # `on apprend de source policière que ...`
            content = self.contents.after(sentence, self.doc[end].idx + len(self.doc[end]), sentence.span.end)
            rule = "fr.attribution.selon"
        elif at_head:
            content = self._content_at_head(sight, sentence, end)
            rule = "fr.attribution.selon"
        else:
            if self._document_of_same(sight, start, end, found):
                return None
            content, cut = self._content_at_end(sight, sentence, at, made)
            content += self._rest(sight, sentence, content, end) or self._clause_goes_on(sight, sentence, content, at, end)
            rule = "fr.attribution.selon"
            if cut is not None:
                made[-1] = replace(made[-1], content=tuple(cut))
        if not content:
            return None
        return Attribution(
            content=tuple(content), cue=cue, author=author, act="say", rule=rule, type=self.contents.type_of(content), sure=0.85
        )

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
            cue=self._span(at, which + 1),
            author=self._span(speaker.start, speaker.end),
            act="say",
            rule="fr.attribution.selon-laquelle",
            type=self.contents.type_of(spans),
            sure=0.6,
        )

    def _content_at_head(self, sight: Sight, sentence: Sentence, end: int) -> list[Span]:
        comma = end
        while comma < sight.end and self.doc[comma].text not in {",", '"', "«", ":"}:
            comma += 1
        if comma >= sight.end:
            comma = end - 1
        start = self.doc[comma].idx + (1 if self.doc[comma].text in {",", ":"} else 0)
        return self.contents.after(sentence, start, sentence.span.end)

    def _content_at_end(
        self, sight: Sight, sentence: Sentence, at: int, made: list[Attribution]
    ) -> tuple[list[Span], list[Span] | None]:
        """Return what an attribution at the end covers, and what is left to the one at the head."""
        offset = self.doc[at].idx
        if made and made[-1].content[0].end > offset:
            head = made[-1].content[0]
            comma = max((t.idx for t in self.doc[sight.start : at - 1] if t.text == "," and t.idx > head.start), default=-1)
            if comma > 0:
                left = self.contents.trim(head.start, comma)
                return self.contents._one(comma + 1, offset), [left] if left else None
        return self.contents.before(sentence, offset), None

    def _document_of_same(self, sight: Sight, start: int, end: int, found: list[Attribution]) -> bool:
        """Say whether the source is only the document of somebody who already speaks in the sentence."""
        nouns = [t.lower_ for t in self.doc[start:end] if t.pos_ == "NOUN"]
        return bool(found) and bool(nouns) and nouns[0] in sight.actors.documents and len(nouns) == 1

    # what stands after the speaker of an incise

    def _rest(self, sight: Sight, sentence: Sentence, spans: list[Span], end: int) -> list[Span]:
        """Return the second half of a content that its attribution cuts in two."""
        end = skip_between(sight, end)[0]
        if end >= sight.end or not spans:
            return []
        token = self.doc[end]
        after_comma = token.idx + 1 if token.text in {",", ":", ";", "-", "–"} else token.idx
        quotation = self.contents.quote_opening(after_comma)
        if quotation is not None and token.text in {",", ":"}:
            return [quotation.inner]
        cut = self.parsed.tokens((spans[0].start, spans[-1].end))
        if any(q.inner.end == spans[-1].end for q in self.parsed.quotations) and has_finite(cut):
            return []
        if token.text == "," and end + 1 < sight.end and sight.words.has("because", lower(self.doc[end + 1])):
            return self.contents._one(self.doc[end + 1].idx, sentence.span.end)
        if token.text == ".":
            return []
        lead = self.parsed.tokens((spans[0].start, spans[-1].end))
        if token.pos_ == "PUNCT" and (token.text != "," or has_finite(lead)):
            return []
        if token.pos_ != "PUNCT" and (has_finite(lead) and token.pos_ not in {"DET", "NOUN", "PROPN", "NUM"}):
            return []
        if token.text == "," and not has_finite(self.doc[end : sight.end]):
            return []
        return self.contents._one(after_comma, sentence.span.end)

    def _clause_goes_on(self, sight: Sight, sentence: Sentence, spans: list[Span], at: int, end: int) -> list[Span]:
        """Return the rest of a clause that `, selon X,` interrupts (`a fait, selon X, dix morts`)."""
        if not spans or end + 1 >= sight.end or self.doc[end].text != "," or self.doc[at - 1].text != ",":
            return []
        following = self.doc[end + 1]
        rest = self.doc[end + 1 : sight.end]
        opens = following.pos_ in {"DET", "NUM", "NOUN", "PROPN", "ADP", "ADJ"} or "VerbForm=Inf" in str(following.morph)
        if not opens or any(self._head_length(sight, t.i) for t in rest) or lower(following) in sight.words.sets["relatives"]:
            return []
        return self.contents._one(following.idx, sentence.span.end)

    # building

    def _cue_start(self, group: VerbGroup) -> int:
        return int(self.doc[group.start].idx)

    def _end_of(self, index: int) -> int:
        token = self.doc[index - 1]
        return int(token.idx + len(token))

    def _span(self, start: int, end: int) -> Span:
        return Span(self.doc[start].idx, self._end_of(end))

    def _made(
        self, spans: list[Span], group: VerbGroup, author: Span | None, told: tuple[int, int] | None, rule: str, sure: float
    ) -> list[Attribution]:
        if not spans:
            return []
        return [
            Attribution(
                content=tuple(spans),
                cue=self._span(group.start, group.end),
                author=author,
                act=group.verb.act,
                rule=rule,
                type=self.contents.type_of(spans),
                told=self._span(*told) if told else None,
                sure=sure,
            )
        ]
