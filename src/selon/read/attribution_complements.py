"""Take what a verb of speech with its subject before it has as its content: a clause, a quotation, an infinitive, a phrase.

In: the verb in place. Out: the spans of what is said, and the rule that cut them.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from selon.model.parsed import Sentence
from selon.model.span import Span
from selon.read.actor_known import is_medium
from selon.read.actor_phrases import names_somebody, phrase_at
from selon.read.actor_words import ActorWords
from selon.read.attribution_between import Sight, skip_between
from selon.read.attribution_groups import VerbGroup, lower
from selon.read.content_spans import Contents, has_finite

# acts of verbs whose infinitive is not said but wished (`demande à partir`, `souhaite voir`)
WISHES = frozenset(["demand", "expect", "refuse", "accuse", "warn"])
# tokens between an appeal and its infinitive
FAR_INFINITIVE = 25
# frames of verbs that take a noun phrase only of some nouns, with the list of these
SPOKEN_NOUNS = {
    "R": "denied",
    "U": "uttered",
    "B": "report_quantities",
    "C": "crimes",
    "L": "losses",
    "G": "praised",
    "V": "pointed_out",
}


@dataclass(frozen=True)
class Complements:
    """Takes complements out of one report."""

    contents: Contents

    @property
    def doc(self) -> Doc:
        """Return the tokens of the report."""
        return self.contents.parsed.doc

    def take(self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int) -> tuple[int, list[Span], str]:
        """Return what a verb with its subject before it takes as its content."""
        frames, words = group.verb.frames, sight.words
        own = self.contents.parsed.quotation_at(self.doc[group.at].idx)
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
            if group.start > sight.start and words.has("it", lower(self.doc[group.start - 1])):
                # `le maire l'a annoncé jeudi : douze personnes ...`
                return at, self.contents.after(sentence, after, limit), "fr.attribution.colon"
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
        if "E" in frames and words.has("to", word) and following is not None and self.number_at(sight, at + 1):
            return at, self.contents.after(sentence, after, limit), "fr.attribution.noun-phrase"
        marks = ("d" in frames and words.has("of", word)) or ("a" in frames and words.has("to", word))
        if marks and following is not None and self._infinitive_next(at + 1, sight):
            end = min(limit, self._noun_end(sight, at + 1, sentence))
            return at, self.contents.after(sentence, after, end), "fr.attribution.to-infinitive"
        if "e" in frames and (token.pos_ in {"ADJ", "VERB", "ADV"}):
            return at, self._after_adjective(sentence, at, limit), "fr.attribution.se-dire"
        at, spans, rule = self._nominal(sight, sentence, group, at, limit)
        if spans and (quoted := self._announced(spans[0])) is not None:
            # `raconte la suite : « Ils ont tiré. »`
            return at, [quoted], "fr.attribution.colon"
        if not spans and "a" in frames and (far := self._far_infinitive(sight, group)) is not None:
            return at, self.contents.after(sentence, self.doc[far].idx, limit), "fr.attribution.to-infinitive"
        return at, spans, rule

    def _announced(self, span: Span) -> Span | None:
        """Return the quoted speech that a noun phrase opens with a colon."""
        colon = self.contents.text.find(":", span.start, span.end + 3)
        if colon < 0 or self.contents.parsed.quotation_at(colon) is not None:
            return None
        quotation = self.contents.quote_opening(colon + 1)
        speech = quotation is not None and has_finite(self.contents.parsed.tokens(quotation.inner))
        return quotation.inner if quotation is not None and speech else None

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

    def number_at(self, sight: Sight, at: int) -> bool:
        """Say whether a number stands here, in whatever words (`246`, `plus de dix`, `des centaines`)."""
        token = self.doc[at]
        many = token.pos_ == "DET" and at + 1 < sight.end and sight.words.has("counts", lower(self.doc[at + 1]))
        return token.pos_ == "NUM" or bool(token.like_num) or many or self._quantity(sight, at)

    def _after_adjective(self, sentence: Sentence, at: int, limit: int) -> list[Span]:
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
            # `qui cite une source médicale`: a source is no words
            cited = "x" in frames and any(self._source_noun(sight, t.lower_) for t in self.doc[at : at + 3])
            spans = [] if cited else self.contents.after(sentence, token.idx, end)
        elif "w" in frames and words.has("of", word) and self.contents.quote_opening(token.idx + len(token)) is not None:
            # `qualifie de "mensonges" les propos de X`
            spans = self.contents.after(sentence, token.idx + len(token), limit)
        elif self._spoken(sight, at, frames):
            spans = self.contents.after(sentence, token.idx, end)
        elif at + 1 < sight.end and (
            ("A" in frames and words.has("to", word)) or ("N" in frames and (words.has("of", word) or words.has("about", word)))
        ):
            first = self.doc[at + 1].idx
            spans = self.contents.after(sentence, first, end)
        if (
            "w" in frames
            and not self._spoken(sight, at, frames)
            and not self._counted(sight, at)
            and not any(q.inner.overlaps(s) for q in self.contents.parsed.quotations for s in spans)
        ):
            return at, [], ""
        return at, spans, "fr.attribution.noun-phrase"

    def _spoken(self, sight: Sight, at: int, frames: frozenset[str]) -> bool:
        """Say whether a noun phrase opens here of what a verb gives in words (`réitère son refus`, `salue le courage de`)."""
        token, word = self.doc[at], lower(self.doc[at])
        return any(
            letter in frames
            and token.pos_ == "DET"
            # `n'a donné aucun bilan`
            and not (letter == "B" and sight.words.has("negations", word))
            and any(sight.words.has(nouns, lower(t)) for t in self.doc[at : at + 4])
            for letter, nouns in SPOKEN_NOUNS.items()
        )

    def _source_noun(self, sight: Sight, word: str) -> bool:
        """Say whether a noun is of one who is cited, not of what he says."""
        return word in sight.actors.persons or word in sight.actors.bodies or word in sight.actors.sets["any_source"]

    def _counted(self, sight: Sight, at: int) -> bool:
        """Say whether a number follows `de` (`parle de sept morts`)."""
        of = at + 1 < sight.end and sight.words.has("of", lower(self.doc[at]))
        many = any(sight.words.has("counts", lower(t)) for t in self.doc[at + 1 : min(sight.end, at + 3)])
        return of and (self.doc[at + 1].pos_ == "NUM" or self._quantity(sight, at + 1) or many)

    def _noun_end(self, sight: Sight, at: int, sentence: Sentence) -> int:
        """Return where a noun phrase as content ends: at a conjunction that opens another clause."""
        for i in range(at + 1, sight.end):
            token = self.doc[i]
            if self.contents.parsed.quotation_at(token.idx) is not None:
                continue
            if token.pos_ == "CCONJ" and i + 1 < sight.end:
                clause = self.doc[i - 1].text == "," and has_finite(self.doc[i : sight.end])
                if clause or "VerbForm=Fin" in str(self.doc[i + 1].morph):
                    return int(token.idx)
            if sight.words.has("clause_break", lower(token)) or sight.words.phrase_at("ways", self.doc, i, sight.end):
                return token.idx
        return sentence.span.end

    def _only(self, sight: Sight, group: VerbGroup, at: int) -> bool:
        """Say whether `que` only bounds a count here (`ne parle que de dix morts`): it opens no clause."""
        words = sight.words
        bounds = group.start > sight.start and words.has("not", lower(self.doc[group.start - 1])) and not group.negated
        if not bounds or at + 2 >= sight.end or not words.has("that", lower(self.doc[at])):
            return False
        return self.number_at(sight, at + 1 + words.has("of", lower(self.doc[at + 1])))

    def _to_complement(self, sight: Sight, group: VerbGroup) -> int:
        """Return the token that opens the complement, past adverbs, times, addressees and channels."""
        at = group.end + self._only(sight, group, group.end)
        frames, words = group.verb.frames, sight.words
        while at < sight.end:
            token, word = self.doc[at], lower(self.doc[at])
            if token.text in {'"', "«", "“", ":"} or words.has("that", word):
                return at
            if words.has("not", word) and bool(frames & {"i", "d", "q"}) and self._infinitive_next(at, sight):
                return at
            if token.text == "(" and at > group.end and at + 2 < sight.end and self.doc[at + 2].text == ")":
                # the short name of where it was said: `annonce dans le Courrier du port (CDP) que`
                at += 3
                continue
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
            if "t" in frames and token.pos_ in {"DET", "PROPN"} and (told := self._told_object(sight, at)) is not None:
                return told
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

    def _told_object(self, sight: Sight, at: int) -> int | None:
        """Return the index after somebody who is told (`avertit ses hommes que`, `met l'armée en garde contre`)."""
        after = phrase_at(self.doc, at, sight.end, sight.words, sight.actors)
        for i in range(at + 1, min(sight.end, after + 2)):
            word = lower(self.doc[i])
            if sight.words.has("that", word) or (
                word in sight.words.sets["of_something"] and i + 1 < sight.end and self.doc[i + 1].pos_ == "DET"
            ):
                return i
        return None

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


def act_of(contents: Contents, group: VerbGroup, spans: list[Span], actors: ActorWords) -> str:
    """Return what a speaker does by his verb, and by what he says with it (`"L'armée doit partir", a dit X` demands)."""
    act, words = group.verb.act, contents.words
    tokens = contents.parsed.tokens((spans[0].start, spans[0].end))
    verb = next((t for t in tokens if t.pos_ in {"VERB", "AUX"} and "VerbForm=Fin" in str(t.morph)), None)
    if act != "say" or verb is None:
        return act
    over = verb.head if verb.dep_.startswith("aux") else verb
    subject = next((c for c in over.children if c.dep_.startswith("nsubj") and c.i < verb.i), None)
    if subject is None or subject.i < tokens.start:
        return act
    now = "Mood=Ind" in str(verb.morph) and "Tense=Pres" in str(verb.morph)
    obliges = words.has("obliging", verb.lemma_) and now and contents.type_of(spans) != "indirect"
    return "demand" if obliges and names_somebody(contents.parsed.doc, subject.i, subject.i + 1, actors) else act
