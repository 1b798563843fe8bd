"""Tell who speaks: lead pronouns and quotations without an attribution back to a name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.claims.statement_names import Said, agrees
from selon.claims.statement_taken import TakenUp
from selon.model.parsed import Sentence, words_span
from selon.model.record import Derivation, Source
from selon.model.span import Span
from selon.read.actor_phrases import is_capital, names_somebody
from selon.read.actor_words import actor_words
from selon.read.actors import ActorMention, read_phrase
from selon.read.attribution import Attribution
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import lower
from selon.read.attribution_speakers import lead_subject, main_subject
from selon.read.attribution_words import attribution_words

# a quotation without an attribution goes on with a speaker at most this many paragraphs before
FAR = 2
# a pronoun leads back over at most this many sentences to somebody who has not spoken yet
TOLD_BEFORE = 3
# sentences back in which a pronoun finds a person who spoke before the place that is the subject since (no other was tried)
LATELY = 2


@dataclass
class Speakers(TakenUp):
    """Leads the authors of attributions back to sources, one after the other.

    `stood_for` is whom the pronoun in hand was found to stand for, where it has not spoken yet.
    """

    stood_for: ActorMention | None = None

    def source_of(self, attribution: Attribution) -> Source | None:
        """Return the source of an attribution; None where the words leave it open."""
        if attribution.author is None:
            return self._before(attribution) if attribution.goes_on else None
        mention = read_phrase(self.parsed, attribution.author, self.pack)
        at = (attribution.cue or attribution.author).start
        inverted = attribution.rule == "fr.attribution.a-t-il-dit"
        self.stood_for = None
        nearer = self._person_since(mention) if inverted and mention.pronoun and not self._continues(attribution) else None
        source = nearer or self._source(mention, inverted=inverted)
        if source is None:
            return None
        if attribution.told is not None:
            source = replace(source, told_to=self._plain(attribution.told))
        before = next((s.mention for s in reversed(self.said) if s.source.name == source.name), None)
        kept = (before or self.stood_for or mention) if mention.pronoun else mention
        self.said.append(Said(mention=kept, source=source, at=at))
        return source

    def _plain(self, span: Span) -> str:
        return actor_words(self.pack).articles.sub("", " ".join(span.words(self.parsed.text).split()))

    def _before(self, attribution: Attribution) -> Source | None:
        """Return the speaker that a quotation without attribution goes on with."""
        start = attribution.content[0].start
        last = self.said[-1] if self.said else None
        if last is None or self._paragraph(start) - self._paragraph(last.at) > FAR:
            return None
        rule = Derivation(rule="fr.actors.goes-on", span=last.mention.span, of="source")
        return replace(last.source, span=None, derivation=rule)

    def _source(self, mention: ActorMention, *, inverted: bool) -> Source | None:
        if mention.pronoun and mention.head in actor_words(self.pack).sets["not_somebody"]:
            # `assure-t-on`: nobody is named
            return None
        if mention.pronoun:
            return self._of_pronoun(mention, inverted=inverted)
        if self._private_again(mention) and (named := self._person_since(mention)) is not None:
            return named
        if self.said and mention.name.casefold() in actor_words(self.pack).sets["own_land"]:
            # `X affirme que son pays a offert une trêve`: who speaks for it has spoken
            return self._again(self.said[-1], mention, "fr.actors.again")
        if mention.definite and mention.name.casefold() in actor_words(self.pack).sets["at_large"]:
            # `les autorités` are all of them, whichever spoke before
            return replace(self._named(mention), name=mention.name, organization=mention.body)
        taken_up = self.taken_up(mention)
        if taken_up is not None:
            return taken_up
        if (made := self._document_of(mention)) is not None:
            return made
        full = self.said_in_full(mention) if mention.definite and mention.person is None else None
        if full is not None:
            return replace(full, span=mention.span)
        return self._named(mention)

    def _private_again(self, mention: ActorMention) -> bool:
        """Say whether words take up somebody by what he is, whoever he was called (`ce pêcheur de 45 ans`, `la jeune femme`)."""
        actors = actor_words(self.pack)
        if mention.person is not None or mention.plural:
            return False
        if mention.head not in actors.persons:
            # `ce trentenaire`, `cette Bretonne`: whoever is no body and no document
            return mention.again and not actors.is_noun(mention.head) and mention.head not in actors.media_nouns
        return mention.again or (mention.definite and mention.head in actors.sets["anybody"] and len(mention.name.split()) == 1)

    def _document_of(self, mention: ActorMention) -> Source | None:
        """Return a document with the body that it only names in short (`le dernier bilan du ministère`)."""
        body = mention.body
        if body is None or " " in body or mention.person is not None or mention.head not in actor_words(self.pack).documents:
            return None
        at = self.parsed.text.rfind(body, mention.span.start, mention.span.end)
        if at < 0:
            return None
        short = replace(read_phrase(self.parsed, Span(at, at + len(body)), self.pack), definite=True)
        full = self.taken_up(short) or self.said_in_full(short)
        return None if full is None else replace(self._named(mention), organization=full.organization or full.name)

    def _of_pronoun(self, mention: ActorMention, *, inverted: bool) -> Source | None:
        if mention.name.casefold() in actor_words(self.pack).sets["latter"] and (named := self._named_last(mention)) is not None:
            return named
        if not inverted:
            subject = self._subject_before(mention)
            if subject is not None and not (self.stood_for and self._is_place(self.stood_for) and self._who_spoke(mention)):
                return subject
            self.stood_for = None
        documents = actor_words(self.pack).documents
        fitting = [s for s in reversed(self.said) if self._can_be(mention, s)]
        # `Oran s'est tue, a-t-il dit`: a place only where no person fits
        fitting = [s for s in fitting if s.mention.person is not None or not self._is_place(s.mention)] or fitting
        if inverted and fitting and all(s.mention.head in documents for s in fitting):
            # no document says `a-t-il ajouté` where somebody is named right before
            fitting = [] if self._subject_before(mention) else fitting
        if not fitting:
            return (self._subject_before(mention) if inverted else None) or self._person_before(mention)
        best = fitting[0]
        if best.mention.head in documents:
            # a person goes before a document that was quoted in between
            best = next((s for s in fitting if s.mention.person is not None), best)
        return self._again(best, mention, "fr.actors.pronoun")

    def _is_place(self, mention: ActorMention) -> bool:
        """Say whether what a mention names is only a place (`Oran`)."""
        tokens = self.parsed.tokens(mention.span)
        return mention.person is None and len(tokens) == 1 and tokens[0].ent_type_ == "LOC" and mention.capital

    def _who_spoke(self, mention: ActorMention) -> bool:
        """Say whether a person who spoke lately fits a pronoun."""
        here = self.parsed.sentence_at(mention.span.start).index
        near = (s for s in self.said if here - self.parsed.sentence_at(s.at).index <= LATELY)
        return any(self._can_be(mention, s) and s.mention.person is not None for s in near)

    def _continues(self, attribution: Attribution) -> bool:
        """Say whether a verb only goes on with what was said (`a-t-il ajouté`)."""
        words = attribution_words(self.pack)
        return attribution.cue is not None and any(words.has("continues", lower(t)) for t in self.parsed.tokens(attribution.cue))

    def _person_since(self, mention: ActorMention) -> Source | None:
        """Return the person by name whom a sentence right before tells of, after the last one who spoke (`"...", dit-il`)."""
        last = self.said[-1].at if self.said else -1
        here = self.parsed.sentence_at(mention.span.start)
        if (leads := self._before_colon(here, mention)) is not None:
            return leads
        for index in range(here.index, max(-1, here.index - 1 - TOLD_BEFORE), -1):
            before = self.parsed.sentences[index]
            read = self._subject_of(before)
            if index == here.index and (read is None or read.person is None or read.span.end > mention.span.start):
                continue
            if here.paragraph - before.paragraph > 1 or before.span.start <= last or before.headline or before.region:
                return None
            if read is None and any(t.ent_type_ == "PER" for t in self.parsed.tokens(before.span)):
                # somebody is told of whom the parse does not give
                return None
            if read is None or read.pronoun:
                continue
            if read.person is None or read.plural or not agrees(mention, read):
                return None
            self.stood_for = read
            rule = Derivation(rule="fr.actors.subject-before", span=read.span, of="source")
            return replace(self._named(read), span=mention.span, derivation=rule)
        return None

    def _before_colon(self, here: Sentence, mention: ActorMention) -> Source | None:
        """Return the person who is the subject of what a colon closes before a quotation (`X a réagi : "...", dit-il`)."""
        opening = next((q.outer.start for q in self.parsed.quotations if here.span.start <= q.outer.start), mention.span.start)
        lead = self.parsed.text[here.span.start : opening]
        if opening >= mention.span.start or not lead.rstrip().endswith(":"):
            return None
        tokens = self.parsed.tokens((here.span.start, opening))
        sight = Sight(self.parsed.doc, tokens.start, tokens.end, attribution_words(self.pack), actor_words(self.pack))
        subject = lead_subject(sight)
        if subject is None:
            return None
        read = read_phrase(self.parsed, words_span(self.parsed.doc[subject.start : subject.end]), self.pack)
        somebody = read.person is not None or read.head in actor_words(self.pack).persons
        if not somebody or not agrees(mention, read):
            return None
        source = self._source(read, inverted=False)
        self.stood_for = read
        rule = Derivation(rule="fr.actors.subject-before", span=read.span, of="source")
        return replace(source, span=mention.span, derivation=rule) if source else None

    def _named_last(self, mention: ActorMention) -> Source | None:
        """Return the person by name who was named last before `ce dernier`, in the same sentence or the one before."""
        here = self.parsed.sentence_at(mention.span.start)
        first = self.parsed.sentences[max(0, here.index - 1)]
        since = first.span.start if here.paragraph - first.paragraph <= 1 else here.span.start
        named = [
            (m, a)
            for a in self.actors
            if a.person and (" " in a.name or a.role)
            for m in a.mentions
            if since <= m.start and m.end <= mention.span.start
        ]
        last = max(named, key=lambda x: x[0], default=None)
        if last is None or mention.plural:
            return None
        span, actor = last
        read = read_phrase(self.parsed, span, self.pack)
        spoke = next((s.mention for s in reversed(self.said) if s.source.name == actor.name), read)
        if not agrees(mention, spoke):
            return None
        self.stood_for = spoke
        rule = Derivation(rule="fr.actors.latter", span=span, of="source")
        return replace(self._named(read), span=mention.span, derivation=rule)

    def _subject_of(self, sentence: Sentence) -> ActorMention | None:
        """Return what the main subject of a sentence names, None where it has none outside of quotations."""
        tokens = self.parsed.tokens(sentence.span)
        sight = Sight(self.parsed.doc, tokens.start, tokens.end, attribution_words(self.pack), actor_words(self.pack))
        subject = main_subject(sight)
        if subject is None or self.parsed.quotation_at(self.parsed.doc[subject.start].idx) is not None:
            return None
        return read_phrase(self.parsed, words_span(self.parsed.doc[subject.start : subject.end]), self.pack)

    def _can_be(self, mention: ActorMention, said: Said) -> bool:
        medium = said.source.kind == "media" and said.mention.person is None
        return not said.mention.pronoun and not medium and not self._is_toll(said.mention) and agrees(mention, said.mention)

    def _is_toll(self, mention: ActorMention) -> bool:
        """Say whether somebody would be only a toll that nobody is named for: it is not he (`un précédent bilan`)."""
        return mention.head in self.pack.words("scope", "nameless_sources") and mention.body is None

    def _subject_before(self, mention: ActorMention) -> Source | None:
        """Return the subject of the sentence before, to which a pronoun at the head of the next one leads."""
        sentence = self.parsed.sentence_at(mention.span.start)
        if sentence.index == 0:
            return None
        before = self.parsed.sentences[sentence.index - 1]
        if before.paragraph != sentence.paragraph:
            return None
        tokens = self.parsed.tokens(before.span)
        sight = Sight(self.parsed.doc, tokens.start, tokens.end, attribution_words(self.pack), actor_words(self.pack))
        subject = main_subject(sight)
        if subject is None or not names_somebody(self.parsed.doc, subject.start, subject.end, sight.actors):
            return None
        if self.parsed.quotation_at(self.parsed.doc[subject.start].idx) is not None:
            # `"La mer monte", dit-elle`: nobody in her words is she
            return None
        head = next((t for t in self.parsed.doc[subject.start : subject.end] if t.pos_ in {"NOUN", "PROPN"}), None)
        if head is not None and not is_capital(head) and not self._can_speak(head.lower_):
            # `La hausse du nombre de réfugiés ...`: no rise is he
            return None
        span = words_span(self.parsed.doc[subject.start : subject.end])
        read = read_phrase(self.parsed, span, self.pack)
        if read.pronoun or not agrees(mention, read) or self._is_toll(read):
            return None
        source = self._source(read, inverted=False)
        rule = Derivation(rule="fr.actors.subject-before", span=span, of="source")
        self.stood_for = read
        return replace(source, span=mention.span, derivation=rule) if source else None

    def _can_speak(self, noun: str) -> bool:
        words = actor_words(self.pack)
        return words.is_noun(noun) or noun in words.sets["anybody"] or noun in words.media_nouns

    def _person_before(self, mention: ActorMention) -> Source | None:
        """Return the person whom the sentences right before tell of, where nobody has spoken whom a pronoun fits."""
        here = self.parsed.sentence_at(mention.span.start)
        for index in range(here.index, max(-1, here.index - 1 - TOLD_BEFORE), -1):
            before = self.parsed.sentences[index]
            if here.paragraph - before.paragraph > 1 or before.headline or before.region:
                return None
            read = self._subject_of(before)
            if read is None or read.pronoun or read.span.start > mention.span.start:
                # `Selon eux, deux hommes ont fui`
                continue
            somebody = read.person is not None or read.head in actor_words(self.pack).persons
            if not somebody or not agrees(mention, read):
                return None
            self.stood_for = read
            rule = Derivation(rule="fr.actors.subject-before", span=read.span, of="source")
            return replace(self._named(read), span=mention.span, derivation=rule)
        return None
