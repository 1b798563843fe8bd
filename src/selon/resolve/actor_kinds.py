"""Tell the kind of a source from its words: a state, an armed group, a body of the United Nations."""

from __future__ import annotations

from selon.lang.pack import Pack
from selon.read.actor_words import actor_words


def kind_of(words: str, pack: Pack) -> str:
    """Return the kind of a source.

    >>> from selon.lang.pack import load_pack
    >>> kind_of("ministère de la Défense", load_pack("fr")), kind_of("une source", load_pack("fr"))
    ('state', 'unnamed')
    """
    folded = words.casefold()
    return next((kind for kind, words_of in actor_words(pack).kinds.items() if words_of.search(folded)), "other")
