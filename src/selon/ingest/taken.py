"""The error that carries the reason for which something of a file is set aside."""

from __future__ import annotations

from selon.errors import UnreadableReport
from selon.model.report import SetAside


class NotTaken(UnreadableReport):
    """Something of a file that is set aside: a stable word for the reason, and a sentence."""

    def __init__(self, reason: str, message: str, *, line: int | None = None) -> None:
        """Keep the reason beside the sentence."""
        super().__init__(message)
        self.reason, self.line = reason, line

    def aside(self, origin: str, line: int | None = None) -> SetAside:
        """Return what was set aside, with where it stood.

        >>> NotTaken("empty", "there is no text in it").aside("a.txt").origin
        'a.txt'
        """
        return SetAside(reason=self.reason, detail=self.message, rule="ingest", origin=origin, line=line or self.line)
