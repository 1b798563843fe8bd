"""Tell what `si` only grants: what was done is no condition, whatever the sentence makes of it.

In: the place of `si`. Out: whether the verb behind it tells what was done (`Si 900 filles ont pu fuir, ce rapt rappelle ...`).
"""

from __future__ import annotations

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain


def concedes(found: Span, parsed: Parsed, pack: Pack) -> bool:
    """Return whether words of condition grant what was done: `Si 900 filles ont pu fuir`, not `si 900 filles fuyaient`."""
    if plain(found.words(parsed.text)) not in pack.words("counting_parts", "conceding"):
        return False
    behind = parsed.tokens(Span(found.end, parsed.sentence_at(found.start).span.end))
    verb = next((t for t in behind if t.morph.get("VerbForm", []) == ["Fin"]), None)
    return verb is not None and verb.morph.get("Tense", []) == ["Pres"] and plain(verb.text) in pack.words("counting_not", "have")
