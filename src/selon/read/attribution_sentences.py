"""Find the attributions of one sentence: its speech verbs by the way they stand, and its `selon`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc

from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence
from selon.model.span import Span
from selon.read.actor_phrases import names_somebody, phrase_at
from selon.read.actor_words import actor_words
from selon.read.attribution import Attribution
from selon.read.attribution_back import find_back
from selon.read.attribution_between import Sight, skip_between
from selon.read.attribution_complements import Complements, act_of
from selon.read.attribution_groups import VerbGroup, find_groups, lower
from selon.read.attribution_headlines import closes_headline, find_in_headline
from selon.read.attribution_inside import find_inside
from selon.read.attribution_makers import cited_by, maker_of, said_at, shows_nothing
from selon.read.attribution_media import leave_to_sources
from selon.read.attribution_passives import take_passive
from selon.read.attribution_prefixes import Prefixes
from selon.read.attribution_rests import OBJECTS, another_speaks, closes_without_comma, only_speaks, quoted_name, second_half
from selon.read.attribution_speakers import Speaker, main_subject, phrase_before, speaker_after, speaker_before
from selon.read.attribution_words import attribution_words
from selon.read.content_spans import Contents, has_finite

# `En outre,`, `A l'est de la ville,` and the like before an incise
OPENING = 6
# tokens from a conjunction to the verb that it joins on (`et a ensuite présenté`)
JOINT = 4
# what somebody alone can have as his words
CLAUSES = frozenset(
    ["fr.attribution.que", "fr.attribution.colon", "fr.attribution.verb-quote", "fr.attribution.infinitive", "fr.attribution.si"]
)
# what opens a point of a list
BULLETS = frozenset("*•-–—·")


@dataclass
class SentenceFinder:
    """Finds attributions sentence by sentence."""

    parsed: Parsed
    pack: Pack

    @cached_property
    def contents(self) -> Contents:
        """Return the cutter of contents."""
        return Contents(self.parsed, attribution_words(self.pack))

    @cached_property
    def complements(self) -> Complements:
        """Return what takes complements out of the report."""
        return Complements(self.contents)

    @property
    def doc(self) -> Doc:
        """Return the tokens of the report."""
        return self.parsed.doc

    def find(self, sentence: Sentence) -> list[Attribution]:
        """Return the attributions of a sentence, in the order of their cues."""
        words = attribution_words(self.pack)
        tokens = self.parsed.tokens(sentence.span)
        bullet = len(tokens) > 1 and tokens[0].text in BULLETS
        sight = Sight(self.doc, tokens.start + bullet, tokens.end, words, actor_words(self.pack))
        standing = [g for g in find_groups(self.doc, sight.start, sight.end, words) if not shows_nothing(sight, g)]
        groups = [g for g in standing if self._outside(g)]
        inside = (find_inside(self.contents, sight, sentence, g) for g in standing if not self._outside(g))
        found = [a for a in inside if a is not None]
        back = find_back(self.contents, sight, sentence, groups)
        if back is not None:
            found.append(back)
            groups = groups[1:]
        for number, group in enumerate(groups):
            limit = self._limit(sight, sentence, group, groups[number + 1 :])
            found.extend(self._by_form(sight, sentence, group, limit, found))
        found.extend(Prefixes(self.contents).find(sight, sentence, found))
        found = leave_to_sources(found, self.parsed, sight.actors)
        return [self._to_cited(sight, a) for a in found] or find_in_headline(sight, sentence, self.contents)

    def _to_cited(self, sight: Sight, found: Attribution) -> Attribution:
        """Return an attribution with the one whom its author cites, who is nearer to the origin."""
        if found.author is None:
            return found
        cited = cited_by(sight, self.parsed.tokens(found.author).end)
        return found if cited is None else replace(found, author=self._span(cited.start, cited.end))

    def _outside(self, group: VerbGroup) -> bool:
        """Say whether a verb stands outside of quotations, at least its auxiliary."""
        return self.parsed.quotation_at(self.doc[group.start].idx) is None

    def _limit(self, sight: Sight, sentence: Sentence, current: VerbGroup, later: list[VerbGroup]) -> int:
        """Return where the content of a verb must end: before the next participle or verb that shares its subject."""
        ends = (self._final_prefix(sight), self._next_predicate(sight, current), another_speaks(sight, current, later))
        closing = min((end for end in ends if end is not None), default=None)
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

    def _next_predicate(self, sight: Sight, group: VerbGroup) -> int | None:
        """Return where the next verb of the same subject is joined on (`a salué A et présenté B`)."""
        for token in self.doc[group.end : sight.end]:
            if token.dep_ == "conj" and token.head.i == group.at and token.pos_ == "VERB":
                joint = next((i for i in range(token.i - 1, group.end, -1) if self.doc[i].pos_ == "CCONJ"), None)
                return None if joint is None or token.i - joint > JOINT else int(self.doc[joint].idx)
        return None

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
            if (
                self.doc[at].text == ","
                and at + 1 < sight.end
                and (length := sight.words.phrase_at("heads", self.doc, at + 1, sight.end))
            ):
                after = phrase_at(self.doc, at + 1 + length, sight.end, sight.words, sight.actors)
                return self.doc[at].idx if after >= sight.end - 1 else None
        return None

    def _by_form(
        self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int, found: list[Attribution]
    ) -> list[Attribution]:
        if group.form == "passive":
            given = take_passive(self.contents, sight, group)
            return self._made(given[0], group, given[1], None, "fr.attribution.passive", 0.6) if given else []
        if group.form in {"gerund", "bare"}:
            return self._shared(sight, sentence, group, self._opening_limit(sight, group, limit), found)
        if group.pronoun is not None:
            return self._inverted(sight, sentence, group)
        likened = self._likened(sight, sentence, group)
        if likened:
            return likened
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
        spans += second_half(self.contents, sight, sentence, spans, end)
        at = said_at(sight, group) or Speaker(start=group.pronoun, end=group.pronoun + 1)
        author = self._span(at.start, at.end)
        return self._made(spans, group, author, told, "fr.attribution.a-t-il-dit", 0.9)

    def _incise(self, sight: Sight, sentence: Sentence, group: VerbGroup) -> list[Attribution]:
        if "s" not in group.verb.frames or group.start == sight.start:
            return []
        before = self.doc[group.start - 1]
        start = self._cue_start(group)
        quoted = self.contents.quote_ending(start)
        following = lower(self.doc[group.end]) if group.end < sight.end else ""
        if sight.words.has("that", following) or following in {":"} or quoted_name(self.contents, sight, group):
            return []
        tonic = (
            group.start - 3 >= sight.start and self.doc[group.start - 2].pos_ == "PRON" and self.doc[group.start - 3].text == ","
        )
        speaker = speaker_after(sight, group)
        bare = before.text not in {",", "-", "–", "—", ")"} and quoted is None
        if bare and (speaker is None or not closes_without_comma(sight, group, speaker)):
            return []
        if before.text == "," and tonic:
            # `l'armée, elle, parle d'un accident`
            return []
        near = quoted is not None or any(t.text in {'"', "»", "”"} for t in self.doc[sight.start : group.start])
        if speaker is None or not (
            near or self._somebody(sight, speaker.start, speaker.end) or only_speaks(sight, group, speaker)
        ):
            return []
        opening = self._at_opening(sight, sentence, group, speaker)
        if opening:
            return opening
        lead = self.doc[sight.start : group.start]
        spans = self.contents.before(sentence, start)
        direct = bool(spans) and self.contents.type_of(spans) == "direct"
        closes = closes_headline(sight, sentence, speaker)
        if quoted is None and not direct and not closes and (not has_finite(lead) or self._has_subject(sight, group)):
            return []
        spans += second_half(self.contents, sight, sentence, spans, speaker.end)
        return self._made(spans, group, self._span(speaker.start, speaker.end), speaker.told, "fr.attribution.incise", 0.9)

    def _likened(self, sight: Sight, sentence: Sentence, group: VerbGroup) -> list[Attribution]:
        """Return what `comme le révèle X` stands by: what follows it, or what stands before it."""
        opening = next(
            (i for i in range(group.start - 1, max(sight.start, group.start - 4) - 1, -1) if self._like(sight, i)), None
        )
        if opening is None or not group.verb.frames & {"q", "s"}:
            return []
        speaker = speaker_after(sight, group)
        if speaker is None or not self._somebody(sight, speaker.start, speaker.end):
            return []
        author = self._span(speaker.start, speaker.end)
        if opening <= sight.start + 2 and not has_finite(self.doc[sight.start : opening]):
            # `Car, comme le souligne X: "..."`
            commas = [t for t in self.doc[speaker.start : sight.end] if t.text in {",", ":"}]
            comma = next((t for t in commas if t.i >= speaker.end), None)
            if comma is None and commas:
                # what stands behind the comma is no apposition: `Comme le dit la radio, un homme a été trouvé`
                comma = commas[0]
                author = self._span(speaker.start, comma.i)
            spans = self.contents.after(sentence, comma.idx + 1, sentence.span.end) if comma is not None else []
        else:
            spans = self.contents.before(sentence, int(self.doc[opening].idx)) if self.doc[opening - 1].text == "," else []
        return self._made(spans, group, author, speaker.told, "fr.attribution.comme", 0.7)

    def _like(self, sight: Sight, at: int) -> bool:
        """Say whether `comme` and the pronoun for what is said open here (`comme l'a annoncé X`)."""
        it = self.doc[at + 1] if at + 1 < sight.end else None
        return sight.words.has("like", lower(self.doc[at])) and it is not None and sight.words.has("it", lower(it))

    def _at_opening(self, sight: Sight, sentence: Sentence, group: VerbGroup, speaker: Speaker) -> list[Attribution]:
        """Return an incise after an opening adverb (`En outre, ajoute le maire, "la ville ..."`)."""
        lead = self.doc[sight.start : group.start]
        bare = not any(t.pos_ in {"VERB", "AUX", "PROPN"} or t.text in {'"', "«", "“"} for t in lead) and len(lead) <= OPENING
        # `Au total, précise la mairie sur son site, ...`
        end = skip_between(sight, speaker.end)[0] if bare else speaker.end
        end = end - (self.doc[end - 1].text == ",") if end > speaker.end else end
        if not bare or end >= sight.end or self.doc[end].text not in {",", ":"}:
            return []
        spans = self.contents.after(sentence, self.doc[end].idx + 1, sentence.span.end)
        return self._made(spans, group, self._span(speaker.start, speaker.end), speaker.told, "fr.attribution.incise", 0.7)

    def _has_subject(self, sight: Sight, group: VerbGroup) -> bool:
        """Say whether the verb has its subject before it, across an apposition (`Le maire, M. X, a dit`)."""
        for child in self.doc[group.at].children:
            if child.dep_.startswith("nsubj") and sight.start <= child.i < group.start:
                # but `Le roi, dont l'armée est partie, a salué les marins`
                told = {t.i for t in child.subtree}
                finite = any(t.i not in told and has_finite(self.doc[t.i : t.i + 1]) for t in self.doc[child.i : group.start])
                return not finite and self._takes_persons(sight, group)
        return False

    def _takes_persons(self, sight: Sight, group: VerbGroup) -> bool:
        """Say whether the phrase after the verb may be its object: somebody accused, asked, named."""
        speaker = speaker_after(sight, group)
        more = speaker is not None and speaker.end < sight.end and self.doc[speaker.end].text not in {".", "!", "…"}
        # `..., qui dormait, demande des comptes`
        more = more or (speaker is not None and sight.words.has("of", lower(self.doc[speaker.start])))
        objects = group.verb.act in OBJECTS or sight.words.has("greets", group.verb.head)
        return more and bool(group.verb.frames & {"o", "n", "a", "d"}) and objects

    def _after_subject(
        self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int, found: list[Attribution]
    ) -> list[Attribution]:
        joined = (
            bool(found) and sight.words.has("joins", lower(self.doc[group.start - 1])) if group.start > sight.start else False
        )
        if joined and not any(c.dep_.startswith("nsubj") for c in self.doc[group.at].lefts):
            return [replace(m, rule="fr.attribution.participle") for m in self._shared(sight, sentence, group, limit, found)]
        speaker = speaker_before(sight, group)
        pointed = group.start - 2 >= sight.start and sight.words.phrase_at("what_that", self.doc, group.start - 2, group.start)
        if speaker is None or pointed:
            # `contrairement à ce qu'affirme X`: its subject is behind it, and what it says is only pointed at
            return []
        _, spans, rule = self.complements.take(sight, sentence, group, self._relative_limit(sight, group, limit))
        maker = maker_of(sight, speaker.start, speaker.end)
        if maker is not None and maker.end <= group.start:
            speaker = maker
        if not self._somebody(sight, speaker.start, speaker.end) and not self._speaks(sight, group, speaker, rule):
            return []
        if sight.words.has("negations", lower(self.doc[speaker.start])):
            return []
        counts = "s" not in group.verb.frames and group.end == group.at + 1 == group.start + 1
        described = rule == "fr.attribution.noun-phrase" and counts and group.start > sight.start
        if described and spans and self._counts_at(sight, spans[0]):
            # `une agence qui recense les morts`, but `l'Unicef, qui dénombre onze attaques`
            described = False
        if not spans or group.negated or (described and lower(self.doc[group.start - 1]) in sight.words.sets["relatives"]):
            # `un groupe qui recense les morts` tells what it does
            return []
        told = skip_between(sight, group.end)[1]
        return self._made(spans, group, self._span(speaker.start, speaker.end), told, rule, 0.8)

    def _counts_at(self, sight: Sight, span: Span) -> bool:
        """Say whether a content opens with a number."""
        token = self.parsed.token_at(span.start)
        return token is not None and self.complements.number_at(sight, token.i)

    def _somebody(self, sight: Sight, start: int, end: int) -> bool:
        """Say whether a subject can speak: a person, a body, a pronoun."""
        pronoun = self.doc[start].pos_ == "PRON" and lower(self.doc[start]) not in sight.actors.sets["not_somebody"]
        return pronoun or names_somebody(self.doc, start, end, sight.actors)

    def _speaks(self, sight: Sight, group: VerbGroup, speaker: Speaker, rule: str) -> bool:
        """Say whether the verb itself shows that its subject is somebody (`Le trompettiste estime que`)."""
        head = next((t for t in self.doc[speaker.start : speaker.end] if t.pos_ == "NOUN"), None)
        near = speaker.end == group.start or speaker.start == sight.start
        own = head is not None and (near or any(c.i == head.i for c in self.doc[group.at].lefts if c.dep_ == "nsubj"))
        return own and rule in CLAUSES and sight.words.has("of_persons", group.verb.head)

    def _shared(
        self, sight: Sight, sentence: Sentence, group: VerbGroup, limit: int, found: list[Attribution]
    ) -> list[Attribution]:
        _, spans, rule = self.complements.take(sight, sentence, group, limit)
        if not spans:
            return []
        before = self.doc[group.start - 1] if group.start > sight.start else None
        hangs = before is not None and before.pos_ in {"NOUN", "PROPN", "ADJ"} and group.form == "gerund"
        # `annonce la police après avoir évoqué dix blessés`
        hangs = hangs and not sight.words.has("once", lower(self.doc[group.start]))
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
                act=act_of(self.contents, group, spans, actor_words(self.pack)),
                rule=rule,
                type=self.contents.type_of(spans),
                told=self._span(*told) if told else None,
                sure=sure,
            )
        ]
