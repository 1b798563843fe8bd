"""Every error that selon raises on purpose.

    SelonError                      code, message, hint
    ├── InputError                  you gave something that cannot be taken
    │   ├── UnreadableReport        bytes, encoding, broken PDF, empty text
    │   ├── UnknownLanguage         no pack for it
    │   └── BadSetting              an option, an address, a date that cannot be understood
    ├── PackError                   a language pack is wrong: file, cue, what to change
    ├── LedgerError
    │   ├── LedgerVersionMismatch   older or newer schema: says which command to run
    │   ├── LedgerBusy              somebody else writes
    │   ├── EditConflict            somebody else changed the same claim first
    │   └── SpanMismatch            stored words differ from the text: refused at the door
    ├── ExportError                 a format cannot carry this field, says which
    ├── MissingExtra                an optional part is not installed, says what to install
    └── BrokenInvariant             a mistake of ours: please report it

Errors are for the person who runs the program. A text never raises: what a stage does not take
becomes a `SetAside` with its reason.
"""

from __future__ import annotations


class SelonError(Exception):
    """The root of the family: one clear line, a code to look up, and what to do about it."""

    code = "SELON"

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        """Keep the message, the remedy and the place (file, line, report) apart.

        >>> str(UnreadableReport("no text in it", where="a.pdf", hint="try a text file"))
        'a.pdf: no text in it (try a text file)'
        """
        self.message, self.hint, self.where = message, hint, where
        line = f"{where}: {message}" if where else message
        super().__init__(f"{line} ({hint})" if hint else line)


class InputError(SelonError):
    """You gave something that cannot be taken."""

    code = "SELON-INPUT"


class UnreadableReport(InputError):
    """A file whose bytes hold no text that can be read."""

    code = "SELON-INPUT-01"


class UnknownLanguage(InputError):
    """A text in a language that no pack knows."""

    code = "SELON-INPUT-02"


class BadSetting(InputError):
    """An option or address that cannot be understood."""

    code = "SELON-INPUT-03"


class PackError(SelonError):
    """A language pack that is wrong: names the file and the cue."""

    code = "SELON-PACK-01"


class LedgerError(SelonError):
    """Something about the ledger."""

    code = "SELON-LEDGER"


class LedgerVersionMismatch(LedgerError):
    """A ledger made by an older or a newer selon."""

    code = "SELON-LEDGER-01"


class LedgerBusy(LedgerError):
    """Somebody else is writing and did not finish in time."""

    code = "SELON-LEDGER-02"


class EditConflict(LedgerError):
    """Two people changed one claim; the second sees what the first did."""

    code = "SELON-LEDGER-03"


class SpanMismatch(LedgerError):
    """Words that do not stand in the text where they are said to stand."""

    code = "SELON-LEDGER-04"


class ExportError(SelonError):
    """A format that cannot carry a field."""

    code = "SELON-EXPORT-01"


class MissingExtra(SelonError):
    """An optional part that is not installed."""

    code = "SELON-EXTRA-01"


class BrokenInvariant(SelonError):
    """A mistake of ours."""

    code = "SELON-BUG-01"
