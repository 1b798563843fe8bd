"""Find names of places in place: those that the gazetteer knows, and those that the words around them announce."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from selon.gazetteer import demonyms, load
from selon.gazetteer.keys import strong_key
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence
from selon.model.span import Span
from selon.read.place_lexicon import PlaceLexicon, place_lexicon
from selon.read.place_names import CURATED, Hit, known_names
from selon.read.place_new import NewName, after_link, listed_from, new_names
from selon.read.place_signs import Setting, acceptance, read_signs, refusal
from selon.read.place_whole import whole_names
from selon.read.place_words import Word, cut_words

# the longest name of a body before its short name, in characters
BODY_NAME = 110
_BRACKET = re.compile(r"\(([A-Z]\w{1,9})\)")
_STOP = re.compile(r"[.;:()«»\",\n]")
# a line with this share of capitals shouts: its capitals tell nothing of names
SHOUTING = 0.7
# characters before a name in which its word of place stands
LEAD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name of a place as it stands, not yet on the map.

    `core` is the name to look up (`Tripoli` of `aéroport international de Tripoli`); `frame` the noun that announced
    it (`province`, `village`), `kind` what that noun makes of it; `article` says that an article stood before it.
    """

    span: Span
    name: str
    rule: str
    core: str = ""
    frame: str = ""
    kind: str = ""
    article: bool = False
    preposition: str = ""
    cue: Span | None = None


def find_places(parsed: Parsed, pack: Pack) -> list[PlaceMention]:
    """Return the names of places of a report, in order.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> parsed = parse(Report(id="a", text=clean_text("Un marché a brûlé à Alep, en Syrie.")), pack)
    >>> [m.name for m in find_places(parsed, pack)]
    ['Alep', 'Syrie']
    """
    lexicon = place_lexicon(pack)
    cut = [(sentence, cut_words(parsed.text, sentence.span, pack)) for sentence in parsed.sentences]
    hits = [known_names(parsed.text, words, load(), lexicon) for _, words in cut]
    surnames = find_surnames(parsed, (h for row in hits for h in row))
    countries = named_countries(hits, (w for _, words in cut for w in words), pack)
    shorts = _short_names(parsed, lexicon)
    masked = _masked(parsed.text, lexicon)
    found: list[PlaceMention] = []
    weak: list[PlaceMention] = []
    for (sentence, words), row in zip(cut, hits, strict=True):
        setting = Setting(
            parsed=parsed, pack=pack, lexicon=lexicon, words=words, start=sentence.span.start,
            surnames=surnames, countries=countries, shouting=_shouts(sentence, parsed.text), shorts=shorts,
        )  # fmt: skip
        wholes = [w for w in whole_names(setting) if not any(h.span.holds(w.span) for h in row)]
        kept = [h for h in row if not any(m.overlaps(h.span) for m in (*masked, *(w.span for w in wholes)))]
        settled = _in_lists([m for h in kept if (m := _settle_hit(h, setting))], setting)
        refused = [h.span for h in kept if refusal(h, read_signs(h, setting), setting) not in ("", "neighbour")]
        known = [m for m in settled if m.rule]
        taken = [*masked, *refused, *(m.span for m in known), *(w.span for w in wholes)]
        weak.extend(m for m in settled if not m.rule)
        fresh = [
            PlaceMention(span=n.span, name=n.span.words(parsed.text), rule=lexicon.rules[n.role], core=n.core, frame=n.frame,
                         kind=_kind(n, lexicon), cue=n.cue)
            for n in (*wholes, *new_names(setting, [h.span for h in row], taken))
        ]  # fmt: skip
        found.extend(_merge(known, fresh))
    weak = [w for w in weak if not any(w.span.overlaps(m.span) for m in found)]
    known = _repeated(found, weak, lexicon.rules["repeated"])
    return sorted([*known, *_told_again(known, masked, parsed.text, lexicon)], key=lambda m: m.span)


def _kind(new: NewName, lexicon: PlaceLexicon) -> str:
    """Return what the noun of a new name makes of it."""
    if new.role == "whole-name":
        return lexicon.wholes.get(new.frame) or lexicon.capital_wholes[new.frame]
    return lexicon.frames.get(new.frame, "exact" if new.role == "bare" else "")


def _in_lists(mentions: list[PlaceMention], setting: Setting) -> list[PlaceMention]:
    """`les provinces de X, de Y et du Z`: the noun announces all of them."""
    words, lexicon = setting.words, setting.lexicon
    plurals = [at for at, word in enumerate(words) if word.low in lexicon.singular]
    if not plurals or len(mentions) < 2:
        return mentions
    starts = {m.span.start: n for n, m in enumerate(mentions)}
    found = list(mentions)
    for at in plurals:
        first = after_link(at, setting)
        if first is None or first == at + 1 or first >= len(words):
            continue
        frame = lexicon.singular[words[at].low]
        for begin in listed_from(first, setting):
            n = starts.get(words[begin].span.start)
            if n is not None and not found[n].frame:
                rule = found[n].rule or lexicon.rules["frame"]
                found[n] = replace(found[n], frame=frame, kind=lexicon.frames[frame], rule=rule)
    return found


def _short_names(parsed: Parsed, lexicon: PlaceLexicon) -> frozenset[str]:
    """Return the short names of bodies that the report gives in brackets after the full ones."""
    found = set()
    for match in _BRACKET.finditer(parsed.text):
        lead = _STOP.split(parsed.text[max(0, match.start() - BODY_NAME) : match.start()])[-1]
        words = re.findall(r"[\w-]+", lead)
        if words and words[-1][0].islower() and any(w in lexicon.capital_heads for w in words):
            found.add(match.group(1))
    return frozenset(found)


def _settle_hit(hit: Hit, setting: Setting) -> PlaceMention | None:
    """Return the mention, with no rule where too little speaks for it; None where something speaks against it."""
    signs = read_signs(hit, setting)
    if refusal(hit, signs, setting):
        return None
    # `Grand` before a large town tells a place by itself
    role = "frame" if hit.town else acceptance(hit, signs, setting)
    name = hit.span.words(setting.parsed.text)
    mention = PlaceMention(
        span=hit.span,
        name=name,
        rule=setting.lexicon.rules.get(role, ""),
        core=hit.town or name,
        frame=setting.lexicon.singular.get(signs.frame, signs.frame),
        kind="district" if hit.town else setting.lexicon.frames.get(signs.frame, ""),
        article=signs.article,
        preposition=signs.preposition,
    )
    return _whole(mention, setting)


def _whole(mention: PlaceMention, setting: Setting) -> PlaceMention:
    """`aéroport international de Tripoli` is one name; the point is looked up under its last part."""
    text = setting.parsed.text
    if not mention.rule or mention.frame not in setting.lexicon.frames:
        return mention
    head = text[setting.start : mention.span.start]
    for form in setting.lexicon.whole:
        match = re.search(rf"(?<!\w){re.escape(form[:-1])}(?:e |['’])$", head, re.IGNORECASE)
        if match:
            span = Span(setting.start + match.start(), mention.span.end)
            rule = setting.lexicon.rules["whole"]
            return replace(mention, span=span, name=span.words(text), rule=rule, kind="exact")
    return mention


def _merge(known: list[PlaceMention], fresh: list[PlaceMention]) -> list[PlaceMention]:
    extra = [f for f in fresh if not any(f.span.overlaps(k.span) for k in known)]
    return sorted([*known, *extra], key=lambda m: m.span)


def find_surnames(parsed: Parsed, hits: Iterable[Hit]) -> frozenset[str]:
    """Return the last names of the persons of a report: what the tagger calls a person with two words or more."""
    names = set()
    for ent in parsed.doc.ents:
        if ent.label_ == "PER" and len(ent) > 1:
            words = [t.text for t in ent if t.text[:1].isupper()]
            if len(words) > 1:
                names.add(words[-1])
    sure = {h.span.words(parsed.text) for h in hits if any(c.kind == "country" or c.capital for c in h.found)}
    return frozenset(names - sure)


def named_countries(hits: Iterable[Iterable[Hit]], words: Iterable[Word], pack: Pack) -> frozenset[str]:
    """Return the codes of the countries that a report names, by name, by a region's name or by an adjective."""
    codes = {c.country for row in hits for h in row for c in h.found if c.kind == "country" and c.country}
    codes |= {c.country for row in hits for h in row for c in h.found if c.country and (c.capital or c.match == "press")}
    # `bande de Gaza`, `Darfour`: a territory with a row of its own names its country
    codes |= {h.found[0].country for row in hits for h in row if h.found[0].country and h.found[0].id >= CURATED}
    table = demonyms(pack)
    codes |= {table[word.low] for word in words if word.low in table}
    return frozenset(c for c in codes if c)


def _masked(text: str, lexicon: PlaceLexicon) -> list[Span]:
    return [Span(*m.span()) for m in _body_pattern(lexicon.body_names).finditer(text)]


@cache
def _body_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in longest_first)})(?!\w)", re.IGNORECASE)


def _shouts(sentence: Sentence, text: str) -> bool:
    words = sentence.span.words(text)
    if words[4:16].islower():
        return False
    letters = [c for c in words if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > SHOUTING * len(letters)


def _repeated(found: list[PlaceMention], weak: list[PlaceMention], rule: str) -> list[PlaceMention]:
    """A name that is surely a place once is one again where less speaks for it, unless something speaks against it."""
    sure = {strong_key(m.core) for m in found}
    again = [replace(m, rule=rule) for m in weak if strong_key(m.core) in sure]
    return sorted([*found, *again], key=lambda m: m.span)


def _told_again(found: list[PlaceMention], masked: list[Span], text: str, lexicon: PlaceLexicon) -> Iterator[PlaceMention]:
    """Yield the other mentions of a name that no gazetteer has, behind a word of place (`A Kafr Untel, trois ...`)."""
    taken = [*masked, *(m.span for m in found)]
    told = {m.core: m for m in reversed(found) if m.core and m.kind != "exact" and not load().find(m.core)}
    for core, first in told.items():
        for match in re.finditer(rf"(?<!\w){re.escape(core)}(?![\w-])", text):
            span = Span(*match.span())
            lead = re.findall(r"\w+", text[max(0, span.start - LEAD) : span.start])
            word = lexicon.spellings.get(lead[-1], lead[-1].lower()) if lead else ""
            if word in lexicon.locative and not any(span.overlaps(t) for t in taken):
                yield replace(first, span=span, name=core, rule=lexicon.rules["repeated"], frame="", cue=None)
