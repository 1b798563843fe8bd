"""Full-text search over reports: their title, their text, and the resolved names of their claims.

Case and accents do not count: `idlib` finds `Idlib`, `treve` finds `trêve`. Words are sought together; words in quotation
marks as a phrase; a word that ends in `*` by its beginning.

SQLite folds accents itself (FTS5); PostgreSQL is given a column that was folded here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

_SQLITE = """CREATE VIRTUAL TABLE report_search USING fts5(title, body, claims, tokenize = "unicode61 remove_diacritics 2")"""
_POSTGRESQL = (
    "CREATE TABLE report_search (report INTEGER PRIMARY KEY REFERENCES reports (key), title TEXT NOT NULL,"
    " body TEXT NOT NULL, claims TEXT NOT NULL, words TSVECTOR GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', claims), 'B')"
    " || to_tsvector('simple', body)) STORED)",
    "CREATE INDEX ix_report_search_words ON report_search USING gin (words)",
)
# a title that holds the words counts more than a claim, a claim more than the text
_RANKED = (
    "SELECT rowid AS report, -bm25(report_search, 4.0, 1.0, 2.0) AS score FROM report_search"
    " WHERE report_search MATCH :sought ORDER BY score DESC, rowid LIMIT :limit"
)
_RANKED_POSTGRESQL = (
    "SELECT report, ts_rank(words, q) AS score FROM report_search, to_tsquery('simple', :sought) AS q"
    " WHERE words @@ q ORDER BY score DESC, report LIMIT :limit"
)


class _Folding(dict[int, str]):
    """Letters without accents, found out once for each letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = unicodedata.normalize("NFD", letter)[0].lower()
        # one letter for one letter, so that offsets in the folded text are those of the text
        self[code] = "'" if letter == "’" else folded if len(folded) == 1 else letter
        return self[code]


_FOLDING = _Folding()


def fold(words: str) -> str:
    """Return a text without case and accents, letter for letter.

    >>> fold("Évacués d’Alep")
    "evacues d'alep"
    """
    return words.translate(_FOLDING)


def make_search(connection: Connection) -> None:
    """Make the table of the search, each kind of database in its own way."""
    for statement in (_SQLITE,) if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))


def index_reports(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Add reports to the search: rows of `report`, `title`, `body`, `claims`; those already there get new words."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM report_search WHERE rowid = :report"), rows)
        insert = "INSERT INTO report_search (rowid, title, body, claims) VALUES (:report, :title, :body, :claims)"
        connection.execute(text(insert), rows)
        return
    insert = (
        "INSERT INTO report_search (report, title, body, claims) VALUES (:report, :title, :body, :claims)"
        " ON CONFLICT (report) DO UPDATE SET title = excluded.title, body = excluded.body, claims = excluded.claims"
    )
    # cut into words here: PostgreSQL's own parser keeps hosts, numbers and paths whole
    folded = [{k: " ".join(_words(v)) if isinstance(v, str) else v for k, v in row.items()} for row in rows]
    connection.execute(text(insert), folded)


def find_reports(connection: Connection, sought: str, *, limit: int) -> list[tuple[int, float]]:
    """Return the keys of the reports that hold the words, best first, with their scores."""
    parts = query_parts(sought)
    if not parts:
        return []
    if connection.dialect.name == "sqlite":
        query = " AND ".join(f'"{" ".join(words)}"{"*" if begins else ""}' for words, begins in parts)
        rows = connection.execute(text(_RANKED), {"sought": query, "limit": limit})
    else:
        query = " & ".join(" <-> ".join(words) + (":*" if begins else "") for words, begins in parts)
        rows = connection.execute(text(_RANKED_POSTGRESQL), {"sought": query, "limit": limit})
    return [(row.report, float(row.score)) for row in rows]


def _words(written: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(written))


def query_parts(sought: str) -> list[tuple[list[str], bool]]:
    """Return what a search asks for: runs of words, and whether the last word of a run is a beginning.

    >>> query_parts('"cessez-le-feu" humanit* Alep')
    [(['cessez', 'le', 'feu'], False), (['humanit'], True), (['alep'], False)]
    """
    parts = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', sought):
        words = _words(phrase or word)
        if words:
            parts.append((words, bool(word) and word.endswith("*")))
    return parts


def excerpt(body: str, sought: str, *, width: int = 160) -> str:
    """Return the stretch of a text round the first of the sought words, on word boundaries.

    >>> excerpt("Le convoi est parti mardi. La trêve tient toujours, dit l'ONU.", "treve", width=24)
    '… La trêve tient …'
    """
    folded = fold(body)
    at = len(body)
    for words, _ in query_parts(sought):
        found = re.search(r"\b" + r"\W+".join(map(re.escape, words)), folded)
        at = min(at, found.start()) if found else at
    at = 0 if at == len(body) else at
    start, end = max(0, at - width // 3), min(len(body), max(0, at - width // 3) + width)
    if start:
        start = min(at, body.find(" ", start) + 1 or at)
    if end < len(body):
        end = max(body.rfind(" ", at, end), at + 1)
    shown = " ".join(body[start:end].split())
    return ("… " if start else "") + shown + (" …" if end < len(body) else "")
