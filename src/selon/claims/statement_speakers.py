"""Tell who speaks: lead pronouns, `ce responsable`, `la même source`, last names and acronyms back to a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from selon.lang.pack import Pack
from selon.model.parsed import Parsed, words_span
from selon.model.record import Derivation, Source
from selon.model.settled import Actor
from selon.model.span import Span
from selon.read.actor_phrases import names_somebody, phrase_at
from selon.read.actor_words import actor_words
from selon.read.actors import ActorMention, read_phrase
from selon.read.attribution import Attribution
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import lower
from selon.read.attribution_speakers import main_subject
from selon.read.attribution_words import attribution_words
from selon.resolve.actor_kinds import kind_of
from selon.resolve.actors import is_short_for

# a quotation without an attribution goes on with a speaker at most this many paragraphs before
FAR = 2
# a full name has at most this many tokens
FULL = 14
# `le médecin` takes up one of the last speakers only
RECENT = 3
# a pronoun leads back over at most this many sentences to somebody who has not spoken yet
TOLD_BEFORE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody who spoke, in the order of the report."""

    mention: ActorMention
    source: Source
    at: int


@dataclass
class Speakers:
    """Leads the authors of attributions back to sources, one after the other."""

    parsed: Parsed
    actors: Sequence[Actor]
    pack: Pack
    said: list[Said] = field(default_factory=list)

    def source_of(self, attribution: Attribution) -> Source | None:
        """Return the source of an attribution; None where the words leave it open."""
        if attribution.author is None:
            return self._before(attribution) if attribution.goes_on else None
        mention = read_phrase(self.parsed, attribution.author, self.pack)
        at = (attribution.cue or attribution.author).start
        source = self._source(mention, inverted=attribution.rule == "fr.attribution.a-t-il-dit")
        if source is None:
            return None
        if attribution.told is not None:
            source = replace(source, told_to=self._plain(attribution.told))
        kept = (
            mention
            if not mention.pronoun
            else next((s.mention for s in reversed(self.said) if s.source.name == source.name), mention)
        )
        self.said.append(Said(mention=kept, source=source, at=at))
        return source

    def _plain(self, span: Span) -> str:
        return actor_words(self.pack).articles.sub("", " ".join(span.words(self.parsed.text).split()))

    def _paragraph(self, offset: int) -> int:
        return self.parsed.sentence_at(offset).paragraph

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
        taken_up = self._taken_up(mention)
        if taken_up is not None:
            return taken_up
        full = self._said_in_full(mention) if mention.definite and mention.person is None else None
        if full is not None:
            return replace(full, span=mention.span)
        return self._named(mention)

    def _of_pronoun(self, mention: ActorMention, *, inverted: bool) -> Source | None:
        if not inverted:
            subject = self._subject_before(mention)
            if subject is not None:
                return subject
        documents = actor_words(self.pack).documents
        fitting = [s for s in reversed(self.said) if self._can_be(mention, s)]
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

    def _can_be(self, mention: ActorMention, said: Said) -> bool:
        medium = said.source.kind == "media" and said.mention.person is None
        return not said.mention.pronoun and not medium and _agrees(mention, said.mention)

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
        span = words_span(self.parsed.doc[subject.start : subject.end])
        read = read_phrase(self.parsed, span, self.pack)
        if read.pronoun or not _agrees(mention, read):
            return None
        source = self._source(read, inverted=False)
        rule = Derivation(rule="fr.actors.subject-before", span=span, of="source")
        return replace(source, span=mention.span, derivation=rule) if source else None

    def _person_before(self, mention: ActorMention) -> Source | None:
        """Return the person whom the sentences right before tell of, where nobody has spoken whom a pronoun fits."""
        here = self.parsed.sentence_at(mention.span.start)
        for index in range(here.index, max(-1, here.index - 1 - TOLD_BEFORE), -1):
            before = self.parsed.sentences[index]
            if here.paragraph - before.paragraph > 1 or before.headline or before.region:
                return None
            tokens = self.parsed.tokens(before.span)
            sight = Sight(self.parsed.doc, tokens.start, tokens.end, attribution_words(self.pack), actor_words(self.pack))
            subject = main_subject(sight)
            if subject is None or self.parsed.quotation_at(self.parsed.doc[subject.start].idx) is not None:
                continue
            read = read_phrase(self.parsed, words_span(self.parsed.doc[subject.start : subject.end]), self.pack)
            if read.pronoun:
                continue
            somebody = read.person is not None or read.head in actor_words(self.pack).persons
            if not somebody or not _agrees(mention, read):
                return None
            rule = Derivation(rule="fr.actors.subject-before", span=read.span, of="source")
            return replace(self._named(read), span=mention.span, derivation=rule)
        return None

    def _again(self, said: Said, mention: ActorMention, rule: str) -> Source:
        return replace(
            said.source,
            span=mention.span,
            told_to=None,
            derivation=Derivation(
                rule=rule, span=mention.span, of="source", parts=(Derivation(rule=said.mention.rule, span=said.mention.span),)
            ),
        )

    def _taken_up(self, mention: ActorMention) -> Source | None:
        """Return the source that `ce responsable`, `la même source`, `le ministre` takes up again."""
        if mention.person is not None:
            return None
        words = mention.name.split()
        if mention.definite and (generic := self._generic(mention)):
            return generic
        short = mention.definite and len(words) <= 2 and mention.acronym is None and not mention.name[:1].isupper()
        if not (mention.again or short):
            return None
        if mention.again and mention.head in actor_words(self.pack).sets["any_source"] and self.said:
            return self._again(self._last_source(), mention, "fr.actors.again")
        for said in reversed(self.said):
            if mention.plural == said.mention.plural and self._takes_up(mention, said):
                return self._taken(mention, said)
        words_of = actor_words(self.pack)
        if mention.head in words_of.sets["anybody"] and not mention.plural:
            return self._anybody(mention)
        somebody = mention.head in words_of.persons or mention.capital or not words_of.is_noun(mention.head)
        if mention.again and self.said and somebody:
            private = kind_of(mention.name, self.pack) == "resident"
            told_apart = {"state", "official", "armed_group", "un"} if private else set[str]()
            persons = (s for s in reversed(self.said) if s.mention.person and s.source.kind not in told_apart)
            person = next((s for s in persons if _agrees(mention, s.mention)), None)
            return self._again(person, mention, "fr.actors.again") if person else None
        if mention.head in actor_words(self.pack).documents and self.said and len(words) == 1:
            last = self.said[-1]
            return replace(self._named(mention), organization=last.source.organization or last.source.name)
        return None

    def _last_source(self) -> Said:
        """Return whom `la même source` takes up: the last one who spoke and is no document."""
        documents = actor_words(self.pack).documents
        return next((s for s in reversed(self.said) if s.mention.head not in documents), self.said[-1])

    def _anybody(self, mention: ActorMention) -> Source | None:
        """Return the person who spoke lately that `le médecin`, `cet homme`, `l'élu` takes up."""
        private = kind_of(mention.name, self.pack) == "resident"
        told_apart = {"state", "official", "armed_group", "un"} if private else set[str]()
        for said in self.said[: -RECENT - 1 : -1]:
            person = said.mention.person is not None or (mention.again and said.mention.head in actor_words(self.pack).persons)
            if person and said.source.kind not in told_apart and _agrees(mention, said.mention):
                return self._again(said, mention, "fr.actors.again")
        return None

    def _taken(self, mention: ActorMention, said: Said) -> Source:
        """Return the one who spoke, or his body where the words name the body (`la police` after its chief)."""
        body = said.source.organization
        if said.mention.person is not None and mention.head in actor_words(self.pack).bodies and body is not None:
            return replace(self._named(mention), name=body, organization=body)
        return self._again(said, mention, "fr.actors.again")

    def _generic(self, mention: ActorMention) -> Source | None:
        """Return the body with a name of its own that `l'ONG`, `l'organisation` takes up."""
        own = mention.capital and not self._is_acronym(mention)
        if mention.head not in actor_words(self.pack).sets["generic_bodies"] or mention.plural or own:
            return None
        if any(w[:1].isupper() or w[1:2] in {"'", "’"} for w in mention.name.split()[1:]):
            return None
        following = mention.name.split()[1:2]
        of = bool(following) and attribution_words(self.pack).has("of", following[0])
        if following and following[0][0].isupper():
            return None
        named = (
            s
            for s in reversed(self.said)
            if s.mention.role is None and s.mention.capital and s.source.kind in ({"ngo"} if of else {"other", "ngo", "un"})
        )
        said = next(named, None)
        return self._again(said, mention, "fr.actors.again") if said else self._body_before(mention)

    def _body_before(self, mention: ActorMention) -> Source | None:
        """Return the body that was named last with its acronym, where none has spoken yet (`L'organisme`)."""
        others = {"armed_group", "media", "resident"}
        named = [
            (max(m for m in a.mentions if m < mention.span), a)
            for a in self.actors
            if not a.person and a.kind not in others and len(a.names) > 1 and any(m < mention.span for m in a.mentions)
        ]
        last = max(named, key=lambda x: x[0], default=None)
        if last is None or self._paragraph(mention.span.start) - self._paragraph(last[0].start) > FAR:
            return None
        rule = Derivation(rule="fr.actors.again", span=last[0], of="source")
        return Source(
            name=last[1].name, span=mention.span, organization=last[1].name, role=None, kind=last[1].kind, derivation=rule
        )

    def _is_acronym(self, mention: ActorMention) -> bool:
        """Say whether a common noun is written in capitals (`l'ONG`)."""
        return mention.name.split()[0].isupper()

    def _takes_up(self, mention: ActorMention, said: Said) -> bool:
        """Say whether a short phrase names the one who spoke: by the same noun, said in full before."""
        nouns = {
            said.mention.head,
            *said.mention.nouns[:1],
            *_first(said.mention.role),
            *_first(said.source.organization),
            *_first(said.source.name),
        }
        persons = actor_words(self.pack).persons
        named = said.mention.person is not None and mention.head in persons and mention.head in said.mention.nouns
        if mention.head not in nouns and not named:
            return False
        if named and not mention.again:
            return not self._of_another(mention, said.mention.role or "")
        if mention.again:
            return True
        # `le ministère russe` after `le ministère de la Défense`, but not `l'armée russe` after `l'armée syrienne`
        if self._of_another(mention, said.mention.role or said.mention.name):
            return False
        full = f"{said.mention.role or ''} {said.source.organization or said.source.name}"
        return len(mention.name.split()) < len(full.split())

    def _of_another(self, mention: ActorMention, role: str) -> bool:
        """Say whether two short phrases tell their noun apart (`le président turc`, `le président américain`)."""
        ours, theirs = mention.name.split()[1:2], role.split()[1:2]
        words = attribution_words(self.pack)
        plain = [w for w in (*ours, *theirs) if not words.has("of", w) and "'" not in w and "’" not in w]
        return len(plain) == 2 and ours != theirs and ours[0].islower() and theirs[0].islower()

    def _said_in_full(self, mention: ActorMention) -> Source | None:
        """Return the fuller name that a short body has earlier in the report (`le ministère` after `le ministère de X`)."""
        doc = self.parsed.doc
        tokens = self.parsed.tokens(mention.span)
        words, actors = attribution_words(self.pack), actor_words(self.pack)
        if not mention.head or mention.head not in actors.bodies or len(mention.name.split()) > 1 or mention.capital:
            return None
        for i in range(tokens.start - 1, -1, -1):
            if doc[i].lower_ != mention.head:
                continue
            end = phrase_at(doc, i, min(len(doc), i + FULL), words, actors)
            if end - i > 1 and any(t.text[:1].isupper() for t in doc[i:end]):
                return self._named(read_phrase(self.parsed, words_span(doc[i:end]), self.pack))
        return None

    def _named(self, mention: ActorMention) -> Source:
        actor = self._actor(mention)
        name = self._family_first(mention) or self._one_of_some(mention) or (actor.name if actor else mention.name)
        before = next((s.source for s in self.said if s.source.name == name), None) if mention.person else None
        role = mention.role or (actor.role if actor else None) or (before.role if before else None)
        body = mention.body or (actor.organization if actor else None) or (before.organization if before else None)
        full = self._full_body(body) or self._owner(mention)
        return Source(
            name=name,
            span=mention.span,
            organization=full,
            role=role,
            kind=kind_of(" ".join(x for x in (name, role, full) if x), self.pack),
            derivation=Derivation(rule=mention.rule, span=mention.span, of="source"),
        )

    def _one_of_some(self, mention: ActorMention) -> str | None:
        """Return the words for one of several who are not named (`l'un d'eux`): they are all that names him."""
        found = re.compile(str(self.pack.table("actors")["one_of"])).match(self.parsed.text, mention.span.start)
        return found.group() if found else None

    def _family_first(self, mention: ActorMention) -> str | None:
        """Return the full name of one who spoke, of which a title takes up the last or the first word (`M. Ban`)."""
        titled = lower(self.parsed.tokens(mention.span)[0]) in actor_words(self.pack).sets["titles"]
        if not titled or mention.person is None or " " in mention.person:
            return None
        # one who was named beside an office (`le maire, Awa Diallo`) is no mention of a person by itself
        names = [s.source.name for s in self.said if s.mention.person or s.source.role]
        last = next((n for n in names if is_short_for(mention.person, n)), None)
        return last or next((n for n in names if n.startswith(f"{mention.person} ")), None)

    def _owner(self, mention: ActorMention) -> str | None:
        """Return the body that `son porte-parole` speaks for: the one that spoke last, or the subject before."""
        words = actor_words(self.pack)
        possessive = lower(self.parsed.tokens(mention.span)[0]) in words.sets["possessives"]
        if not possessive or mention.head not in words.persons:
            return None
        at = self._paragraph(mention.span.start)
        last = next((s for s in reversed(self.said) if at - self._paragraph(s.at) <= 1), None)
        if last is not None and last.mention.person is None and self._can_own(last.mention):
            return last.source.organization or last.source.name
        return self._subject_here(mention)

    def _subject_here(self, mention: ActorMention) -> str | None:
        """Return the body that is the subject of the same sentence (`X ne cédera pas, a dit son porte-parole`)."""
        tokens = self.parsed.tokens(self.parsed.sentence_at(mention.span.start).span)
        sight = Sight(self.parsed.doc, tokens.start, tokens.end, attribution_words(self.pack), actor_words(self.pack))
        subject = main_subject(sight)
        if subject is None or self.parsed.doc[subject.end - 1].idx >= mention.span.start:
            return None
        if not names_somebody(self.parsed.doc, subject.start, subject.end, sight.actors):
            return None
        read = read_phrase(self.parsed, words_span(self.parsed.doc[subject.start : subject.end]), self.pack)
        return (read.body or read.name) if read.person is None and not read.pronoun and self._can_own(read) else None

    def _can_own(self, mention: ActorMention) -> bool:
        """Say whether somebody has a spokesman: a body, or many (`les rebelles`)."""
        words = actor_words(self.pack)
        return mention.head not in words.witnesses and (mention.plural or mention.head not in words.persons)

    def _actor(self, mention: ActorMention) -> Actor | None:
        if mention.person is not None:
            best = [a for a in self.actors if a.person and is_short_for(mention.person, a.name)]
            spoke = {s.source.name for s in self.said}
            return max(best, key=lambda a: (a.name in spoke, len(a.name)), default=None)
        return next((a for a in self.actors if not a.person and mention.name in a.names), None)

    def _full_body(self, body: str | None) -> str | None:
        if body is None:
            return None
        return next((a.name for a in self.actors if not a.person and body in a.names), body)


def _first(words: str | None) -> list[str]:
    return words.casefold().split()[:1] if words else []


def _agrees(pronoun: ActorMention, named: ActorMention) -> bool:
    """Say whether a pronoun can stand for somebody, by number and gender."""
    if pronoun.plural != named.plural and (pronoun.plural or named.person is None):
        return False
    return named.feminine is None or pronoun.feminine is None or named.feminine == pronoun.feminine
