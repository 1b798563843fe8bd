"""From bytes to text: byte order marks, UTF-8, and the old encodings of one byte that French text still comes in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from selon.ingest.taken import NotTaken

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# the encodings of one byte in which files in Latin script come; others would be guessed on short texts
_OLD = ["mac_roman", "cp850", "cp1252", "cp1250", "cp1251", "cp1256"]
_WIDE = ["utf_16_le", "utf_16_be"]
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
# what is a letter, a quotation mark or a dash of western Europe in cp1252; in the encodings of the Macintosh and of DOS
# the letters with accents stand between 0x80 and 0x90
_WESTERN = re.compile(rb"[\x80\x85\x8c\x91-\x97\x9c\xa0\xa7-\xab\xb0-\xb3\xb7\xbb\xc0-\xff]")
_TAIL = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
# a text has next to no control characters; compressed bytes have one in ten
MOST_CONTROLS = 0.02
# how much is looked at to tell a text from other bytes
SAMPLE = 65_536
# in Latin script few letters have an accent, in another script nearly every letter is a high byte
MOST_HIGH, LEAST_WESTERN = 0.35, 0.75


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of bytes; `declared` is the encoding that a page names, taken if it fits.

    Raises:
        NotTaken: the bytes are no text.

    >>> decode("Où est l’été ?".encode("cp1252"))
    'Où est l’été ?'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _is_wide(data)
    if not wide and is_binary(data[:SAMPLE]):
        raise NotTaken("binary", "the bytes are no text")
    for name in ("utf-8", declared):
        try:
            if name and not wide:
                return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(data, _WIDE if wide else _OLD)


def is_binary(sample: bytes) -> bool:
    r"""Say whether bytes are something else than text.

    >>> is_binary(b"PK\x03\x04\x00\x00"), is_binary("Été".encode())
    (True, False)
    """
    controls = len(_CONTROLS.findall(sample))
    return b"\x00" in sample or controls > MOST_CONTROLS * max(len(sample), 1)


def _is_wide(data: bytes) -> bool:
    """Say whether every other byte is null, as in UTF-16 without a mark."""
    sample = data[:1024]
    halves = (sample[0::2], sample[1::2])
    return len(sample) > 3 and any(
        half.count(0) > 0.8 * len(half) and not other.count(0) for half, other in (halves, halves[::-1])
    )


def _guess(data: bytes, encodings: list[str]) -> str:
    broken = len(re.findall(rb"[\x80-\xff]", _TAIL.sub(b"", data)))
    if len(_TAIL.findall(data)) > 4 * broken:
        # UTF-8 with a few bytes gone wrong on the way
        return data.decode("utf-8", errors="replace")
    high = len(_HIGH.findall(data))
    if high < MOST_HIGH * len(data) and len(_WESTERN.findall(data)) > LEAST_WESTERN * high and encodings is _OLD:
        return data.decode("cp1252", errors="replace")
    best = from_bytes(data, cp_isolation=encodings).best()
    if best is None:
        raise NotTaken("encoding", "the bytes are in no encoding that makes a text of them")
    return data.decode(best.encoding, errors="replace")
