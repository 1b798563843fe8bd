"""Find speech verbs in place: `a de son côté déclaré`, `s'est dit`, `précise`, `ajoutant`, `a-t-il dit`, `revendiqué par`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from selon.read.attribution_words import AttributionWords, Form, SpeechVerb

# words between auxiliary and participle: `a, dans la foulée et pour la première fois, déclaré` is already long
LONGEST_GROUP = 12
# acts of those who tell a toll: who owns to a deed or wishes something after it may be the one who is told of
TOLLS = frozenset({"say", "announce", "estimate"})
# tokens of `aux rebelles du nord` and the like between `imputé` and `par`
LONGEST_BLAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """A speech verb with its auxiliaries: tokens `[start, end)`, the token of the verb, and how it stands.

    `form` is `finite`, `gerund`, `passive` or `bare` (a participle alone). `pronoun` is the token of an inverted
    subject (`a-t-il dit`).
    """

    start: int
    end: int
    at: int
    verb: SpeechVerb
    form: str
    pronoun: int | None = None
    negated: bool = False
    plural: bool = False


def lower(token: Token) -> str:
    """Return a token in small letters with a straight apostrophe."""
    return str(token.lower_).replace("’", "'")


def find_groups(doc: Doc, start: int, end: int, words: AttributionWords) -> list[VerbGroup]:
    """Return the speech verbs among the tokens `[start, end)`, in order."""
    found: list[VerbGroup] = []
    for at in range(start, end):
        forms = words.forms.get(lower(doc[at]))
        if forms is None or (found and at < found[-1].end):
            continue
        group = next((g for form in forms if (g := _group(doc, at, start, end, form, words)) is not None), None)
        if group is not None:
            found.append(group)
    return found


def _group(doc: Doc, at: int, start: int, end: int, form: Form, words: AttributionWords) -> VerbGroup | None:
    build = {"past": _past, "finite": _finite, "gerund": _gerund, "infinitive": _narrative}.get(form.kind)
    return build(doc, at, start, end, form.lemma, words) if build else None


def _choose(doc: Doc, at: int, end: int, lemma: str, reflexive: bool, words: AttributionWords) -> tuple[SpeechVerb, int] | None:
    """Return the verb entry that fits what follows, with the index after its fixed words."""
    for verb in words.verbs[lemma]:
        if verb.reflexive != reflexive:
            continue
        after = _fixed(doc, at + 1, end, verb.rest, words)
        if after is not None:
            return verb, after
    return None


def _fixed(doc: Doc, at: int, end: int, rest: Sequence[str], words: AttributionWords) -> int | None:
    for word in rest:
        # `fait également état`, `fait pour sa part état`
        while at < end and lower(doc[at]) != word and (step := _between(doc, at, end, words)):
            at += step
        if at >= end or not _same(lower(doc[at]), word):
            return None
        at += 1
    return at


def _between(doc: Doc, at: int, end: int, words: AttributionWords) -> int:
    """Return how many tokens of an adverb, a day or a turn stand here, 0 where none does."""
    adverb = doc[at].pos_ == "ADV" or words.has("times", lower(doc[at]))
    return words.phrase_at("idioms", doc, at, end) or int(adverb)


def _same(form: str, word: str) -> bool:
    # `convaincu`, `convaincue`, `convaincus`
    return form == word or (len(word) > 5 and form.startswith(word) and len(form) - len(word) <= 2)


def _past(doc: Doc, at: int, start: int, end: int, lemma: str, words: AttributionWords) -> VerbGroup | None:
    auxiliary = _auxiliary(doc, at, start, words)
    if auxiliary is None and (done := _having_said(doc, at, start, end, lemma, words)) is not None:
        return done
    if auxiliary is None:
        return _bare(doc, at, start, end, lemma, words)
    first = auxiliary
    been = any(words.has("been", lower(doc[i])) for i in range(auxiliary, at))
    be = words.has("be", lower(doc[auxiliary]))
    reflexive = auxiliary > start and words.has("reflexive", lower(doc[auxiliary - 1]))
    if reflexive:
        first -= 1
    chosen = _choose(doc, at, end, lemma, reflexive, words)
    if chosen is None:
        return None
    verb, after = chosen
    passive = (been or be) and not reflexive
    if passive and "p" not in verb.frames:
        return None
    pronoun = next((i for i in range(auxiliary, at) if _is_inverted(doc[i], words)), None)
    negated = any(words.has("negations", lower(doc[i])) for i in range(auxiliary, at))
    return VerbGroup(
        start=first,
        end=after,
        at=at,
        verb=verb,
        form="passive" if passive else "finite",
        pronoun=pronoun,
        negated=negated,
        plural=_is_plural(doc[auxiliary], words),
    )


def _having_said(doc: Doc, at: int, start: int, end: int, lemma: str, words: AttributionWords) -> VerbGroup | None:
    """Return what a speaker had told before (`a dit la police, après avoir évoqué dix blessés`)."""
    having = at >= start + 2 and words.has("having", lower(doc[at - 1])) and words.has("once", lower(doc[at - 2]))
    chosen = _choose(doc, at, end, lemma, False, words) if having else None
    told = chosen is not None and chosen[0].act in TOLLS
    return VerbGroup(start=at - 2, end=chosen[1], at=at, verb=chosen[0], form="gerund") if chosen and told else None


def _is_plural(verb: Token, words: AttributionWords) -> bool:
    return lower(verb).endswith(tuple(words.sets["plural_endings"]))


def _auxiliary(doc: Doc, at: int, start: int, words: AttributionWords) -> int | None:
    """Return the auxiliary of a participle: the first of its chain (`a été`)."""
    for i in range(at - 1, max(start, at - LONGEST_GROUP) - 1, -1):
        token = doc[i]
        word = lower(token)
        # a participle that the model does not know (`a tweeté`) leaves its auxiliary without a tag
        if words.has("auxiliaries", word) and (token.pos_ in {"AUX", "VERB"} or i == at - 1):
            if words.has("been", word):
                continue
            return i
        inside = (
            token.pos_ == "ADV"
            or words.has("inside_group", word)
            or words.has("times", word)
            or _is_inverted(token, words)
            or word in {",", "-t", "t"}
            or (i == at - 1 and word in {'"', "«", "“"})
        )
        if not inside:
            return None
    return None


def _bare(doc: Doc, at: int, start: int, end: int, lemma: str, words: AttributionWords) -> VerbGroup | None:
    chosen = _choose(doc, at, end, lemma, False, words)
    if chosen is None:
        return None
    verb, after = chosen
    following = lower(doc[after]) if after < end else ""
    if "p" in verb.frames and (
        words.has("by", following) or _blamed_between(doc, after, end, verb, words) or _called(doc, after, end, verb, words)
    ):
        return VerbGroup(start=at, end=after, at=at, verb=verb, form="passive")
    before = lower(doc[at - 1]) if at > start else ""
    joined = words.has("and", before) or before == '"'
    takes = (
        words.has("that", following)
        or ("a" in verb.frames and words.has("to", following))
        or ("N" in verb.frames and words.has("of", following))
        or following == '"'
        # `a condamné l'attaque et affirmé avoir tué neuf soldats`, `et évoqué neuf morts`
        or ("i" in verb.frames and after < end and "VerbForm=Inf" in str(doc[after].morph))
        or (verb.frames & {"n", "a", "o"} and doc[at].pos_ == "VERB" and after < end and doc[after].pos_ in {"DET", "NUM"})
    )
    if joined and takes:
        return VerbGroup(start=at, end=after, at=at, verb=verb, form="bare")
    return None


def _called(doc: Doc, at: int, end: int, verb: SpeechVerb, words: AttributionWords) -> bool:
    """Say whether a quoted name for the thing follows (`qualifié de "terroriste"`, `considéré comme "légitime"`)."""
    named = at + 1 < end and (words.has("of", lower(doc[at])) or words.has("like", lower(doc[at])))
    return "w" in verb.frames and named and doc[at + 1].text in {'"', "«", "“"}


def _blamed_between(doc: Doc, at: int, end: int, verb: SpeechVerb, words: AttributionWords) -> bool:
    """Say whether the one who is blamed stands before the one who blames (`imputée aux rebelles par l'armée`)."""
    if verb.act != "accuse" or at >= end or not words.has("to", lower(doc[at])):
        return False
    stretch = doc[at : min(end, at + LONGEST_BLAMED)]
    return any(words.has("by", lower(t)) for t in stretch) and not any(t.is_punct for t in stretch[: len(stretch) // 2])


def _finite(doc: Doc, at: int, start: int, end: int, lemma: str, words: AttributionWords) -> VerbGroup | None:
    before = lower(doc[at - 1]) if at > start else ""
    reflexive = words.has("reflexive", before)
    chosen = _choose(doc, at, end, lemma, reflexive, words)
    if chosen is None:
        return None
    verb, after = chosen
    told = (verb.rest and doc[at].pos_ == "VERB") or _before_perfect(doc, at, start, end, words)
    told = told or _looks_like_adverb(doc, at, start, end, words)
    if not told and not _is_verb(doc, at, start, end, words):
        return None
    pronoun = next((i for i in range(at + 1, min(end, at + 3)) if _is_inverted(doc[i], words)), None)
    if not verb.rest and pronoun is None and _has_participle(doc, at):
        return None
    negated = any(words.has("negations", lower(doc[i])) for i in range(at + 1, min(end, at + 3)))
    return VerbGroup(
        start=at - 1 if reflexive else at,
        end=max(after, pronoun + 1) if pronoun is not None else after,
        at=at,
        verb=verb,
        form="finite",
        pronoun=pronoun,
        negated=negated,
        plural=_is_plural(doc[at], words),
    )


def _before_perfect(doc: Doc, at: int, start: int, end: int, words: AttributionWords) -> bool:
    """Say whether a form stands between a noun and a perfect infinitive: only a verb does (`Moscou dément avoir`)."""
    named = at > start and doc[at - 1].pos_ in {"PROPN", "NOUN"}
    return named and at + 1 < end and words.has("having", lower(doc[at + 1]))


def _is_verb(doc: Doc, at: int, start: int, end: int, words: AttributionWords) -> bool:
    """Say whether a form that may also be a noun is a verb here."""
    token = doc[at]
    before = doc[at - 1] if at > start else None
    numbered = before is not None and before.pos_ == "NUM" and at - 1 > start and doc[at - 2].text[:1].isupper()
    # `comme le rapporte X`: the model takes the pronoun for an article
    likened = at - 1 > start and words.has("like", lower(doc[at - 2])) and words.has("it", lower(doc[at - 1]))
    closed = before is not None and before.pos_ in {"DET", "ADP", "NUM"} and not words.has("that", lower(before))
    # `la mairie en compte douze`: the model takes the pronoun for a preposition
    closed = closed and not (token.pos_ == "VERB" and before is not None and words.has("clitics", lower(before)))
    if likened:
        return True
    if closed and not numbered:
        # but `France 3 indique que`
        return False
    following = doc[at + 1] if at + 1 < end else None
    if token.pos_ in {"VERB", "AUX"}:
        # `dit` is also a participle
        says = following is not None and (
            _infinitive_near(doc, at + 1, end)
            or words.has("that", lower(following))
            or _is_inverted(following, words)
            or (
                before is not None
                and before.text in {",", '"', "»", "”"}
                # `"...", dit à l'agence X le maire`
                and (following.pos_ in {"DET", "PROPN", "NOUN"} or words.has("told", lower(following)))
            )
        )
        return "VerbForm=Part" not in str(token.morph) or says
    if before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and following is not None:
        # `Moscou dément toute ...`, `Paris juge "..."`, `Ankara menace de lancer`: the model knows the form as a noun
        acts = words.has("of", lower(following)) and _infinitive_near(doc, at + 2, end)
        if acts or following.pos_ == "DET" or following.text in {'"', "«", "“"} or words.has("that", lower(following)):
            return True
    opens = before is not None and before.text in {",", '"', "»", "”", "-", "–", "—"}
    named = (
        following is not None
        and (
            following.pos_ in {"DET", "PROPN"}
            or following.text == ","
            or words.has("times", lower(following))
            or following.text[:1].isupper()
            # `analyse-t-elle`: the pronoun is the second token behind it
            or (following.text.startswith("-") and any(_is_inverted(t, words) for t in doc[at + 1 : min(end, at + 3)]))
            # `"...", raconte à la radio X`: what closes a quotation stands before no noun without an article
            or (words.has("told", lower(following)) and any(t.text in {'"', "»", "”"} for t in doc[max(start, at - 2) : at]))
        )
    )
    return opens and named


def _looks_like_adverb(doc: Doc, at: int, start: int, end: int, words: AttributionWords) -> bool:
    """Say whether a verb is meant by what the model takes for an adverb by its ending (`l'armée dément que`)."""
    if doc[at].pos_ != "ADV" or at == start or at + 1 >= end or not doc[at].whitespace_:
        return False
    if doc[at - 1].pos_ not in {"NOUN", "ADJ", "PROPN"}:
        return False
    following = doc[at + 1]
    return following.pos_ == "DET" or following.text in {'"', "«", "“"} or words.has("that", lower(following))


def _infinitive_near(doc: Doc, at: int, end: int) -> bool:
    """Say whether an infinitive follows, past a negation or a clitic."""
    for token in doc[at : min(end, at + 4)]:
        if "VerbForm=Inf" in str(token.morph):
            return True
        if token.pos_ not in {"ADV", "PRON"}:
            return False
    return False


def _has_participle(doc: Doc, at: int) -> bool:
    """Say whether the form is only an auxiliary here."""
    return doc[at].dep_.startswith("aux")


def _gerund(doc: Doc, at: int, start: int, end: int, lemma: str, words: AttributionWords) -> VerbGroup | None:
    before = lower(doc[at - 1]) if at > start else ""
    reflexive = words.has("reflexive", before)
    chosen = _choose(doc, at, end, lemma, reflexive, words)
    if chosen is None or doc[at].pos_ in {"NOUN", "ADJ", "PROPN"} or "x" in chosen[0].frames:
        return None
    first = at - 1 if reflexive else at
    if first > start and words.has("in_gerund", lower(doc[first - 1])):
        first -= 1
    return VerbGroup(start=first, end=chosen[1], at=at, verb=chosen[0], form="gerund")


def _narrative(doc: Doc, at: int, start: int, end: int, lemma: str, words: AttributionWords) -> VerbGroup | None:
    """Return the infinitive that goes on with a speaker (`Et d'ajouter : "..."`)."""
    if at < start + 2 or not words.has("of", lower(doc[at - 1])):
        return None
    if doc[at - 2].text == "," and at - 3 >= start and doc[at - 3].text in {'"', "»", "”"}:
        # `"Le port est vide", de renchérir le maire`
        chosen = _choose(doc, at, end, lemma, False, words)
        return VerbGroup(start=at - 1, end=chosen[1], at=at, verb=chosen[0], form="finite") if chosen else None
    if not words.has("narrative", lower(doc[at - 2])):
        return None
    chosen = _choose(doc, at, end, lemma, False, words)
    return VerbGroup(start=at - 2, end=chosen[1], at=at, verb=chosen[0], form="bare") if chosen else None


def _is_inverted(token: Token, words: AttributionWords) -> bool:
    return words.has("inverted", lower(token)) or (token.text.startswith("-") and words.has("inverted", lower(token)))
