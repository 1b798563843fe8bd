"""Tell what a mention names by itself: the actor it leads back to, the role, the body that a spokesman speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from selon.lang.pack import Pack
from selon.model.parsed import Parsed, words_span
from selon.model.record import Derivation, Source
from selon.model.settled import Actor
from selon.read.actor_phrases import is_capital, names_somebody
from selon.read.actor_words import actor_words
from selon.read.actors import ActorMention, read_phrase
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import lower
from selon.read.attribution_speakers import main_subject
from selon.read.attribution_words import attribution_words
from selon.resolve.actor_kinds import kind_of
from selon.resolve.actors import is_short_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody who spoke, in the order of the report."""

    mention: ActorMention
    source: Source
    at: int


@dataclass
class Names:
    """Reads who is named, with those who spoke before at hand."""

    parsed: Parsed
    actors: Sequence[Actor]
    pack: Pack
    said: list[Said] = field(default_factory=list)

    def _paragraph(self, offset: int) -> int:
        return self.parsed.sentence_at(offset).paragraph

    def _again(self, said: Said, mention: ActorMention, rule: str) -> Source:
        return replace(
            said.source,
            span=mention.span,
            told_to=None,
            derivation=Derivation(
                rule=rule, span=mention.span, of="source", parts=(Derivation(rule=said.mention.rule, span=said.mention.span),)
            ),
        )

    def _named(self, mention: ActorMention) -> Source:
        actor = self._actor(mention)
        name = self._family_first(mention) or self._one_of_some(mention) or (actor.name if actor else self._spoke_as(mention))
        if mention.role is not None and name in actor_words(self.pack).sets["plural"]:
            # `l'un d'eux, un berger`
            name = mention.role
        before = next((s.source for s in self.said if s.source.name == name), None) if mention.person else None
        role = mention.role or (actor.role if actor else None) or (before.role if before else None)
        body = mention.body or (actor.organization if actor else None) or (before.organization if before else None)
        full = self._full_body(body) or self._owner(mention)
        full = self._own_name(mention) if full is not None and full == name else full
        return Source(
            name=name,
            span=mention.span,
            organization=full,
            role=role,
            kind=kind_of(" ".join(x for x in (name, role, full) if x), self.pack),
            derivation=Derivation(rule=mention.rule, span=mention.span, of="source"),
        )

    def _own_name(self, mention: ActorMention) -> str | None:
        """Return the name that a body has behind the common noun for it (`l'ONG Oxfam`, `le quotidien italien La Stampa`)."""
        tokens, doc = self.parsed.tokens(mention.span), self.parsed.doc
        first = tokens.end
        while first > tokens.start and is_capital(doc[first - 1]) and doc[first - 1].lower_ != mention.head:
            first -= 1
        common = any(t.lower_ == mention.head and (t.is_upper or not is_capital(t)) for t in doc[tokens.start : first])
        if (
            not common
            or first == tokens.end
            or (doc[first - 1].pos_ not in {"NOUN", "ADJ"} and doc[first - 1].lower_ != mention.head)
        ):
            return mention.body
        return words_span(doc[first : tokens.end]).words(self.parsed.text)

    def _one_of_some(self, mention: ActorMention) -> str | None:
        """Return the words for one of several who are not named (`l'un d'eux`): they are all that names him."""
        if mention.person is not None:
            # `l'un d'eux, Jean Dupont`
            return None
        text, table = self.parsed.text, self.pack.table("actors")
        if re.compile(str(table["one_of_own"])).match(text, mention.span.start):
            # `un de ses voisins`
            return " ".join(mention.span.words(text).split(",")[0].split())
        found = re.compile(str(table["one_of"])).match(text, mention.span.start)
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
            best = [a for a in self.actors if a.person and is_short_for(mention.person, a.name) and not self._cut(mention, a)]
            spoke = {s.source.name for s in self.said}
            # one who spoke by his name is not called by it with the end of his office before it
            best = [a for a in best if not any(a.name.endswith(f" {name}") for name in spoke)]
            return max(best, key=lambda a: (a.name in spoke, len(a.name)), default=None)
        return next((a for a in self.actors if not a.person and mention.name in a.names), None)

    def _spoke_as(self, mention: ActorMention) -> str:
        """Return the name by which one who spoke was named, of which a mention gives a part; else the mention's own."""
        names = [s.source.name for s in reversed(self.said) if s.mention.person is not None]
        short = mention.person is not None and " " not in mention.person
        return next((n for n in names if short and is_short_for(mention.person or "", n)), mention.name)

    def _cut(self, mention: ActorMention, actor: Actor) -> bool:
        """Say whether an actor is the name of a mention with the end of its office (`du Port Awa Ba`): it was cut there."""
        person = mention.person or ""
        inside = any(mention.span.holds(m) for m in actor.mentions)
        return inside and " " in person and actor.name != person and actor.name.endswith(f" {person}")

    def _full_body(self, body: str | None) -> str | None:
        if body is None:
            return None
        return next((a.name for a in self.actors if not a.person and body in a.names), body)


def agrees(pronoun: ActorMention, named: ActorMention) -> bool:
    """Say whether a pronoun can stand for somebody, by number and gender."""
    if pronoun.plural != named.plural and (pronoun.plural or named.person is None):
        return False
    return named.feminine is None or pronoun.feminine is None or named.feminine == pronoun.feminine
