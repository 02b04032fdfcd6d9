"""Title and blog told apart where every link of a listing joins the two alike, as its template does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.lists.entry_parts import WORDPRESS
from crawler.markup.document import Document
from crawler.records import Kind, Linkback

_FROM = re.compile(r"(\S.*)\s+(?:from|送信元)\s+(\S.*)", re.S)
_DASH = re.compile(r"(\S.*)\s+[-–—]\s+(\S.{0,59})", re.S)
# WordPress keeps no blog's name of a pingback: its title is all that the citing page calls itself.
_WORDPRESS = (*WORDPRESS, "wp-comments-post.php")


def parted(rows: Sequence[Linkback], language: str | None) -> Sequence[Linkback]:
    """Rows whose links say "TITLE from SITE", as vicuna's templates do. Of one English row "from" may be a
    word of the title."""
    single = len(rows) == 1 and (language or "en").startswith("en")
    return rows if single else _apart(rows, _FROM)


def joined(document: Document, rows: Sequence[Linkback]) -> Sequence[Linkback]:
    """Trackbacks whose links say "TITLE - SITE", each with a date or a text, as those of XpressEngine's
    skins. One alone may have the sign in its title."""
    told = all(row.kind is Kind.TRACKBACK and (row.published or row.excerpt) for row in rows)
    return _apart(rows, _DASH) if len(rows) > 1 and told and not document.has(*_WORDPRESS) else rows


def _apart(rows: Sequence[Linkback], joint: re.Pattern[str]) -> Sequence[Linkback]:
    """The rows as they are where one names its blog, or lacks the joint."""
    if any(row.site for row in rows):
        return rows
    found = [said for row in rows if (said := joint.fullmatch(row.title or "")) is not None]
    if len(found) < len(rows):
        return rows
    return [replace(row, title=said[1], site=said[2]) for row, said in zip(rows, found, strict=True)]
