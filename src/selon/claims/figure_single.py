"""Tell where `un` and `une` before somebody are no count: no harm came to them.

In: a counted `un`, what was measured near it. Out: whether it counts nobody.
"""

from __future__ import annotations

from selon.claims.figure_context import Context
from selon.claims.figure_measure import Measured
from selon.claims.figure_nouns import Counted
from selon.lang.pack import Pack
from selon.read.number_patterns import plain

# how far before an infinitive the verb stands that makes it an attempt (`tenté de le poignarder`)
TRYING_REACH = 3


def is_tried(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> bool:
    """Say whether harm to one was only tried (`il a voulu tuer un garde`)."""
    if one.number.rule != "number.one" or measured is None or measured.trigger is None:
        return False
    token = measured.trigger.token
    if token.morph.get("VerbForm", []) != ["Inf"]:
        return False
    return any(
        plain(t.text) in pack.words("counting_not", "trying")
        for t in context.parsed.doc[max(0, token.i - TRYING_REACH) : token.i]
    )
