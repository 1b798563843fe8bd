"""Write a plain text as a PDF of one font: how examples/djugu-2.pdf was made, byte for byte the same each time.

python tools/text_to_pdf.py tests/ingest/data/djugu-2.txt examples/djugu-2.pdf
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

# characters of Helvetica 11 that fit the width of a page of A4, and lines that fit its height
WIDTH, HEIGHT, LEADING = 82, 48, 15


def pdf_of(text: str) -> bytes:
    """Return the PDF of a text, its paragraphs parted by a wider gap.

    >>> pdf_of("Il pleut.")[:8]
    b'%PDF-1.4'
    """
    lines = [line for paragraph in text.split("\n") for line in (textwrap.wrap(paragraph, WIDTH) or [""])]
    pages = [lines[at : at + HEIGHT] for at in range(0, len(lines), HEIGHT)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        drawn = _drawn(page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream")
    return _file(objects)


def _drawn(lines: list[str]) -> bytes:
    """Return the drawing of a page: each line by name, an empty one as a gap."""
    made = [b"BT /F1 11 Tf 60 780 Td %d TL" % LEADING]
    for line in lines:
        escaped = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        made.append(b"(" + escaped + b") Tj T*" if line else b"T*")
    return b"\n".join([*made, b"ET"])


def _file(objects: list[bytes]) -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    foot = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + foot


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(pdf_of(Path(sys.argv[1]).read_text(encoding="utf-8")))
