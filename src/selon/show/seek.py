"""Find again in an excerpt what was sought, so that a template can mark it."""

from __future__ import annotations

from selon.ledger import full_text


def sought_parts(excerpt: str, sought: str) -> list[tuple[str, bool]]:
    """Return an excerpt in pieces, and for each whether it is what was sought.

    >>> sought_parts("La trêve tient", "treve")
    [('La ', False), ('trêve', True), (' tient', False)]
    """
    folded = full_text.fold(excerpt)
    hits: list[tuple[int, int]] = []
    for words, _ in full_text.query_parts(sought):
        for word in words:
            at = folded.find(word)
            while at >= 0:
                hits.append((at, at + len(word)))
                at = folded.find(word, at + len(word))
    parts: list[tuple[str, bool]] = []
    done = 0
    for start, end in sorted(hits):
        if start < done:
            continue
        parts += [(excerpt[done:start], False), (excerpt[start:end], True)]
        done = end
    return [part for part in [*parts, (excerpt[done:], False)] if part[0]]
