"""The pages of the desk, one module each (or one group), and what people can do on them."""

from __future__ import annotations

from collections.abc import Callable

from selon.show.frame import Action, Page, View
from selon.show.pages import (
    actors,
    arrangements,
    beside,
    dossiers,
    exports,
    figures,
    home,
    report,
    reports,
    review,
    search,
    tasks,
    timeline,
    trail,
    where,
)

_MODULES = (
    *(home, search, reports, beside, report, figures, dossiers, arrangements, timeline, where, actors),
    *(review, tasks, trail, exports),
)

PAGES: tuple[Page, ...] = tuple(page for module in _MODULES for page in module.PAGES)
ACTIONS: tuple[Action, ...] = (*report.ACTIONS, *review.ACTIONS, *actors.ACTIONS, *tasks.ACTIONS)
# what is downloaded as a file: from a path to what makes it (name, media type, bytes)
DOWNLOADS: dict[str, Callable[[View], tuple[str, str, bytes]]] = {**exports.DOWNLOADS}
