"""The way back from the text of a page to its markup: which characters of the source a run of words stands on.

In: a page's source and the lines that were taken out of it. Out: a `Text` of those lines whose spans lead to the source.
Best effort: words that the page does not show in that order lead to where the words before them stood.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from selon.ingest.rewrite import Rewrite
from selon.model.span import Text

_UNSEEN = frozenset(["script", "style", "noscript", "template"])
# how far ahead a single word is looked for, once its line was not found whole
AHEAD = 3000


class _Shown(HTMLParser):
    """The characters that a page shows, white space as one space, each with its offset in the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.characters: list[str] = []
        self.offsets: list[int] = []
        self.ends: list[int] = []
        self._hidden = 0
        self._lines = [0]
        while (at := source.find("\n", self._lines[-1])) >= 0:
            self._lines.append(at + 1)
        self.feed(source)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _show(self, character: str, at: int, length: int = 1) -> None:
        if character.isspace():
            if self.characters and self.characters[-1] == " ":
                return
            character = " "
        self.characters.append(character)
        self.offsets.append(at)
        self.ends.append(at + length)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's interface
        self._hidden += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            here = self._here()
            for number, character in enumerate(data):
                self._show(character, here + number)

    def handle_entityref(self, name: str) -> None:
        self._decoded(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._decoded(f"&#{name};")

    def _decoded(self, reference: str) -> None:
        if not self._hidden:
            for character in html.unescape(reference):
                self._show(character, self._here(), len(reference))


def align(source: str, lines: Iterable[str]) -> Text:
    r"""Return the lines as a text, with an empty line between them, whose spans lead back to the page's source.

    >>> text = align("<h1>Tr&ecirc;ve</h1><p>Il <b>pleut</b>.</p>", ["Trêve", "Il pleut."])
    >>> text.clean, text.source[slice(*text.to_source((0, 5)))]
    ('Trêve\n\nIl pleut.\n', 'Tr&ecirc;ve')
    """
    shown = _Shown(source)
    visible = "".join(shown.characters)
    made = Rewrite(source)
    cursor = 0
    for number, line in enumerate(lines):
        if number:
            made.put("\n\n")
        words = line.split()
        at = _find(visible, " ".join(words), cursor)
        for place, piece in _pieces(words, visible, cursor if at < 0 else at, whole=at >= 0):
            if place < 0:
                made.put(piece)
                continue
            _copy(made, piece, shown, place)
            cursor = place + len(piece)
    return made.put("\n").text()


def _find(visible: str, words: str, cursor: int) -> int:
    at = visible.find(words, cursor)
    return at if at >= 0 else visible.find(words)


def _pieces(words: list[str], visible: str, cursor: int, *, whole: bool) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line with their places in what the page shows, -1 for a piece that stands nowhere."""
    if whole:
        yield cursor, " ".join(words)
        return
    for number, word in enumerate(words):
        if number:
            yield -1, " "
        place = visible.find(word, cursor, cursor + AHEAD)
        yield place, word
        cursor = place + len(word) if place >= 0 else cursor


def _copy(made: Rewrite, words: str, shown: _Shown, place: int) -> None:
    """Write words in runs that stand side by side in the source."""
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or shown.offsets[place + at] != shown.offsets[place + at - 1] + 1:
            made.put(words[start:at], shown.offsets[place + start], shown.ends[place + at - 1])
            start = at
