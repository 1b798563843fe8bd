"""Lead short words back to one who spoke: `ce responsable`, `la même source`, `l'organisation`, `le ministre`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selon.claims.statement_names import Names, Said, agrees
from selon.model.parsed import words_span
from selon.model.record import Derivation, Source
from selon.model.settled import Actor
from selon.model.span import Span
from selon.read.actor_known import is_medium, is_told_only, names_medium
from selon.read.actor_phrases import is_capital, phrase_at
from selon.read.actor_words import actor_words
from selon.read.actors import ActorMention, read_phrase
from selon.read.attribution_words import attribution_words
from selon.resolve.actor_kinds import kind_of

# a body that has not spoken was named at most this many paragraphs before
FAR = 2
# characters behind a name in which its office stands: the longest are some ten words
FAR_OFFICE = 90
# a full name has at most this many tokens
FULL = 14
# `le médecin` takes up one of the last speakers only
RECENT = 3


@dataclass
class TakenUp(Names):
    """Leads short phrases back to those who spoke or were named before."""

    def taken_up(self, mention: ActorMention) -> Source | None:
        """Return the source that `ce responsable`, `la même source`, `le ministre` takes up again."""
        if mention.person is not None:
            return None
        words = mention.name.split()
        if mention.definite and (generic := self._generic(mention)):
            return generic
        short = mention.definite and len(words) <= 2 and mention.acronym is None and not mention.name[:1].isupper()
        if not (mention.again or short):
            return self._office(mention)
        if mention.again and mention.head in actor_words(self.pack).sets["any_source"] and self.said:
            return self._again(self._last_source(), mention, "fr.actors.again")
        for said in self._latest_first(mention):
            if mention.plural == said.mention.plural and self._takes_up(mention, said) and not self._elsewhere(mention, said):
                return self._taken(mention, said)
        known = self._office(mention) or self._medium(mention) or self._agency(mention)
        if known is not None:
            return known
        words_of = actor_words(self.pack)
        if mention.head in words_of.sets["anybody"] and not mention.plural:
            return self._anybody(mention)
        somebody = mention.head in words_of.persons or mention.capital or not words_of.is_noun(mention.head)
        if mention.again and self.said and somebody:
            private = kind_of(mention.name, self.pack) == "resident"
            told_apart = {"state", "official", "armed_group", "un"} if private else set[str]()
            persons = (s for s in reversed(self.said) if s.mention.person and s.source.kind not in told_apart)
            person = next((s for s in persons if agrees(mention, s.mention)), None)
            return self._again(person, mention, "fr.actors.again") if person else None
        if mention.head in actor_words(self.pack).documents and self.said and len(words) == 1 and not self._bare_count(mention):
            last = self.said[-1]
            return replace(self._named(mention), organization=last.source.organization or last.source.name)
        return None

    def _bare_count(self, mention: ActorMention) -> bool:
        """Say whether a count stands there with nobody's name (`selon le bilan de mardi`): it is not the last speaker's."""
        return not mention.again and mention.name.casefold() in self.pack.words("scope", "nameless_sources")

    def _latest_first(self, mention: ActorMention) -> list[Said]:
        """Return those who spoke, the last first; for a body (`la police`) those who were only told by their documents last."""
        words = actor_words(self.pack)
        latest = list(reversed(self.said))
        if mention.head not in words.bodies:
            return latest
        return sorted(latest, key=lambda s: s.mention.head in words.documents)

    def _scene(self, mention: ActorMention) -> str | None:
        """Return the place by which a sentence opens a scene of its own (`A Oran, la police`), None where none does."""
        first = self.parsed.tokens(self.parsed.sentence_at(mention.span.start).span)[:2]
        place = len(first) > 1 and attribution_words(self.pack).has("opens_place", first[0].text)
        return first[1].text if place and first[1].ent_type_ == "LOC" and not mention.again else None

    def _elsewhere(self, mention: ActorMention, said: Said) -> bool:
        """Say whether a sentence opens a new scene that the one who spoke is not of (`A Oran, la police`)."""
        place = self._scene(mention)
        before = said.at < self.parsed.sentence_at(mention.span.start).span.start
        return place is not None and before and said.mention.person is None and place not in said.source.name

    def _office(self, mention: ActorMention) -> Source | None:
        """Return the person who spoke last whose office the words give, whole or its head (`le Premier ministre`)."""
        words = mention.name.casefold()
        if not mention.definite or mention.plural or mention.head not in actor_words(self.pack).persons:
            return None
        for said in reversed(self.said):
            role = said.source.role or self._role_of(said.source.name, words)
            if said.mention.person is not None and f"{role.casefold()} ".startswith(f"{words} "):
                return self._again(said, mention, "fr.actors.again")
        return self._in_office(mention)

    def _role_of(self, name: str, office: str) -> str:
        """Return an office that stands before a person's name elsewhere (`la ministre de la Mer Rosa Lindt`)."""
        between = rf"[^.,;:\"«»()]{{1,{FAR_OFFICE}}}?"
        told = re.compile(rf"(?<!\w){re.escape(office)}(?!\w){between}{re.escape(name)}(?!\w)", re.IGNORECASE)
        for found in told.finditer(self.parsed.text):
            # `le ministre a reçu Rosa Lindt`
            if not any(t.pos_ in {"VERB", "AUX"} for t in self.parsed.tokens((found.start(), found.end() - len(name)))):
                return office
        return ""

    def _in_office(self, mention: ActorMention) -> Source | None:
        """Return the one person whom the report names beside an office (`le maire de Vannes, Luc Ferrand`).

        The office may be told by other words (`le chef de l'Etat` for the president).
        """
        words = mention.name.casefold()
        usual = self.pack.mapping("actors", "same_office").get(words.replace("’", "'").replace("é", "e"))
        if " " not in words:
            return None
        held = {actor.name: span for actor in self.actors for span in self._beside(actor, words)}
        if usual is not None and not held:
            ways = usual.split("|")
            held = {actor.name: span for actor in self.actors for way in ways for span in self._beside(actor, way, whole=True)}
        if len(held) != 1:
            return None
        name, span = next(iter(held.items()))
        rule = Derivation(rule="fr.actors.in-office", span=span, of="source")
        return replace(self._named(mention), name=name, derivation=rule)

    def _beside(self, actor: Actor, office: str, *, whole: bool = False) -> list[Span]:
        """Return where the full name of a person stands beside an office; with `whole` nothing else may stand between.

        Else the office may go on (`le ministre de la Mer et des Ports, X` for `le ministre de la Mer`).
        """
        if not actor.person or " " not in actor.name:
            return []
        text, articles = self.parsed.text, actor_words(self.pack).articles
        ends = re.compile(rf"(?<!\w){re.escape(office)}" + ("$" if whole else r"(?: \w+| et [^,.]{1,30})?$"))
        opens = re.compile(re.escape(office) + (r"\s*[,.]" if whole else r"(?!\w)"))
        found = []
        for span in actor.mentions[::-1]:
            before = text[max(0, span.start - FAR_OFFICE) : span.start].casefold().rstrip(", ")
            after = articles.sub("", text[span.end : span.end + FAR_OFFICE].casefold().lstrip(", "))
            if ends.search(before) or (text[span.end : span.end + 1] == "," and opens.match(after)):
                found.append(span)
        return found

    def _medium(self, mention: ActorMention) -> Source | None:
        """Return the medium by name that spoke last, which `le quotidien`, `la chaîne` takes up."""
        words = actor_words(self.pack)
        if not mention.definite or mention.name.casefold() not in words.sets["one_medium"]:
            return None
        for said in reversed(self.said):
            tokens = self.parsed.tokens(said.mention.span)
            if said.mention.capital and is_medium(self.parsed.doc, tokens.start, tokens.end, words):
                return self._again(said, mention, "fr.actors.again")
        return self._medium_before(mention)

    def _agency(self, mention: ActorMention) -> Source | None:
        """Return the agency of the UN whose name the report told last (`l'agence onusienne`)."""
        if not mention.definite or mention.name.casefold() not in actor_words(self.pack).sets["un_agencies"]:
            return None
        names = self.pack.words("actors", "un_agency_names")
        told = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
        last = next(reversed(list(told.finditer(self.parsed.text, 0, mention.span.start))), None)
        if last is None:
            return None
        read = read_phrase(self.parsed, Span(*last.span()), self.pack)
        rule = Derivation(rule="fr.actors.again", span=read.span, of="source")
        return replace(self._named(read), span=mention.span, derivation=rule)

    def _medium_before(self, mention: ActorMention) -> Source | None:
        """Return the medium whose name the report told last, where none has spoken (`Interrogé par X, ... . Le quotidien`)."""
        doc, words = self.parsed.doc, actor_words(self.pack)
        if mention.head not in words.sets["papers"]:
            return None
        for token in reversed(doc[: self.parsed.tokens(mention.span).start]):
            if not is_capital(token):
                continue
            for length in sorted(words.media_lengths, reverse=True):
                start = max(0, token.i + 1 - length)
                if (
                    is_capital(doc[start])
                    and names_medium(doc, start, token.i + 1, words)
                    and not is_told_only(doc[start], words)
                ):
                    read = read_phrase(self.parsed, words_span(doc[start : token.i + 1]), self.pack)
                    rule = Derivation(rule="fr.actors.again", span=read.span, of="source")
                    return replace(self._named(mention), name=read.name, organization=read.name, kind="media", derivation=rule)
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
            if person and said.source.kind not in told_apart and agrees(mention, said.mention):
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
        following = mention.name.split()[1:2]
        of = bool(following) and attribution_words(self.pack).has("of", following[0])
        # `l'organisation proche d'un parti`: what it is near to is no name of its own
        near = bool(following) and following[0] in actor_words(self.pack).sets["near_to"]
        if any(w[:1].isupper() or (w[1:2] in {"'", "’"} and not near) for w in mention.name.split()[1:]):
            return None
        if following and following[0][0].isupper():
            return None
        named = (
            s
            for s in reversed(self.said)
            if s.mention.role is None
            and s.mention.capital
            and s.source.kind in ({"ngo"} if of else {"other", "ngo", "un"})
            # `l'organisation` is no country
            and not any(t.ent_type_ == "LOC" for t in self.parsed.tokens(s.mention.span))
        )
        said = next(named, None)
        return self._again(said, mention, "fr.actors.again") if said else self._body_before(mention)

    def _body_before(self, mention: ActorMention) -> Source | None:
        """Return the body that was named last with its acronym, where none has spoken yet (`L'organisme`)."""
        others = {"armed_group", "media", "resident"}
        named = [
            (max(m for m in a.mentions if m < mention.span), a)
            for a in self.actors
            if not a.person
            and a.kind not in others
            and len(a.names) > 1
            and any(m < mention.span for m in a.mentions)
            # a term with a short form is no body: `troubles du sommeil (TDS)`
            and a.name[:1].isupper()
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
        if any(self._of_another(mention, name) for name in self._names_with(mention.head, said)):
            return False
        full = f"{said.mention.role or ''} {said.source.organization or said.source.name}"
        return len(mention.name.split()) < len(full.split())

    def _names_with(self, head: str, said: Said) -> list[str]:
        """Return the role and names of one who spoke that open with a noun; else what he is called by."""
        names = [n for n in (said.mention.role, said.source.name, said.source.organization) if n]
        return [n for n in names if _first(n) == [head]] or [said.mention.role or said.mention.name]

    def _of_another(self, mention: ActorMention, role: str) -> bool:
        """Say whether two short phrases tell their noun apart (`le président turc`, `le président américain`)."""
        ours, theirs = mention.name.split()[1:2], role.split()[1:2]
        words = attribution_words(self.pack)
        plain = [w for w in (*ours, *theirs) if not words.has("of", w) and "'" not in w and "’" not in w]
        return len(plain) == 2 and ours != theirs and ours[0].islower() == theirs[0].islower()

    def said_in_full(self, mention: ActorMention) -> Source | None:
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
            place = self._scene(mention)
            if place is not None and place not in doc[i:end].text:
                continue
            if end - i > 1 and any(t.text[:1].isupper() for t in doc[i:end]):
                return self._named(read_phrase(self.parsed, words_span(doc[i:end]), self.pack))
        return None


def _first(words: str | None) -> list[str]:
    return words.casefold().split()[:1] if words else []
