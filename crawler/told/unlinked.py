"""Entries that link no page: the author left no address, or the link is gone. They say a name, or a name and
a date, as the entries around them do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.lists.entries import Entry
from crawler.lists.list_items import NUMBERED
from crawler.lists.tools import is_tool
from crawler.markup.document import Document, fold
from crawler.markup.lines import Line, lines
from crawler.records import Kind, Linkback
from crawler.told.joints import SITE_WORDS
from crawler.words.dated import SENT, cut_date, parted_date
from crawler.words.dates import read_date
from crawler.words.expressions import expression
from crawler.words.labels import without_label

_LONGEST_ITEM = 200
_LONGEST_NAME = 120
_MOST_ELEMENTS = 40
_BLOCKS = frozenset({"p", "li", "div", "dd", "dt", "td"})
# "Posted by NAME, DATE", "Last updated on DATE", "Trackbacks were closed on DATE": no entry.
_NO_ENTRY = expression(
    rf"\W*(?:{SENT}|last|updated?|modified|edited|created|published|closed|zuletzt|geschlossen|fermé|by|von|"
    r"copyright|older|newer|next|prev(?:ious)?|filed|end)\b|[©«»‹›←→]|\W*\w+(?: \w+)?[:：]|"
    r".*(?:(?:track|ping)-?backs?\b|トラックバック)|.*[.!?。！？…]\s*\Z",
    re.I,
)
_FROM = expression(rf"(?P<title>.+\S)\s+(?:{SITE_WORDS})\s+(?P<site>\S.{{0,59}})", re.I)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the entries of a list that link their pages say besides: most of them a date, all of them the
    blog, some of them a text."""

    dated: bool
    sited: bool
    quoting: bool


def shape_of(rows: Sequence[Linkback]) -> Shape:
    """The shape of the entries that link their pages."""
    return Shape(
        dated=2 * sum(row.published is not None for row in rows) > len(rows),
        sited=all(row.site for row in rows),
        quoting=any(row.excerpt for row in rows),
    )


def unlinked(entry: Entry, kind: Kind, language: str | None) -> Linkback | None:
    """An item that WordPress numbers as a comment, and that says but a name, or a name and a date. None for
    other items: a person's comment has words as well."""
    if not NUMBERED.fullmatch(entry.node.id or "") or entry.tagged("form", "p", "blockquote"):
        return None
    text = entry.text()
    if any(not is_tool(entry.document, a) for a in entry.tagged("a")) or len(text) > _LONGEST_ITEM:
        return None
    stated, title, published = _told(text, language)
    return (
        Linkback(kind=stated or kind, title=title, published=published, position=entry.start)
        if title
        else None
    )


def like_the_others(item: Entry, shape: Shape, kind: Kind, language: str | None) -> Linkback | None:
    """An item of a list that links nothing, as an entry of the shape that the others have; else None."""
    whole = item.document.span(item.node)[1] == item.stop
    if item.node.tag != "li" or not whole or item.stop - item.start > _MOST_ELEMENTS:
        return None
    return row_of(lines(item.document, [item.node]), shape, kind, language, item.start)


def row_of(
    read: Sequence[Line], shape: Shape, kind: Kind, language: str | None, position: int
) -> Linkback | None:
    """Lines without a link as an entry: the first says a name with a label, a date or "from SITE", as all the
    others do, further ones a text. None where they are of another shape."""
    if not read or any(line.links for line in read) or (len(read) > 1 and not shape.quoting):
        return None
    stated, name, date = _told(read[0].text, language)
    if not 0 < len(name) <= _LONGEST_NAME or _NO_ENTRY.match(name):
        return None
    parted = _FROM.fullmatch(name) if shape.sited else None
    if stated is None and not (date if shape.dated else parted):
        return None
    return Linkback(
        kind=stated or kind,
        title=parted["title"] if parted else name,
        site=parted["site"] if parted else None,
        excerpt=fold(" ".join(line.text for line in read[1:])) or None,
        published=date,
        position=position,
    )


def names_alone(items: Sequence[Entry], kind: Kind) -> list[Linkback]:
    """The items of a list that are nothing but names, as themes print `comment_author()`; none where one of
    them says more, or where the list is of no one kind. Only for lists whose heading counts their items."""
    texts = [item.text() for item in items]
    plain = all(0 < len(text) <= _LONGEST_NAME and not _NO_ENTRY.match(text) for text in texts)
    if kind is Kind.UNKNOWN or not plain or any(item.stop - item.start > 1 for item in items):
        return []
    return [
        Linkback(kind=kind, title=text, position=item.start) for item, text in zip(items, texts, strict=True)
    ]


def _told(text: str, language: str | None) -> tuple[Kind | None, str, str | None]:
    """The kind that an entry's line states, its name and its date."""
    stated, text = without_label(text)
    title, published = parted_date(text.strip(), language)
    cut = cut_date(text, language) if published is None else None
    if cut is not None and not cut[0].strip():
        title, published = cut[2].strip(" :：–—|-"), cut[1]
    elif cut is not None and stated is not None and not cut[2].strip(" )]."):
        title, published = cut[0].strip(" ([:：–—|-"), cut[1]
    return stated, title, published


def set_apart(
    document: Document, read: list[Line], is_source: Callable[[LexborNode], bool], language: str | None
) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a part without those of entries that link nothing, and these, entry by entry.

    Where each line that links a citing page is a block of its own and dated, a dated block beside them, of
    the same tag and without a link, is the first line of such an entry. A single paragraph of each sort may
    be one entry's two lines.
    """
    heads = [line for line in read if any(map(is_source, line.links))]
    if not heads or not all(read_date(line.text, language) for line in heads):
        return read, []
    places = {_block(document, line) for line in heads}
    if len(places) != 1 or None in places or (len(heads) < 2 and heads[0].tag != "li"):
        return read, []
    left: list[Line] = []
    found: list[list[Line]] = []
    into = left
    for line in read:
        if line.links:
            into = left
        elif _block(document, line) in places and read_date(line.text, language):
            found.append([])
            into = found[-1]
        into.append(line)
    # More of them than of the others are signatures of something else: comments. So are those below a text.
    bare = len(left) == len(heads)
    return (left, found) if len(found) <= len(heads) and (bare or heads[0].tag == "li") else (read, [])


def _block(document: Document, line: Line) -> tuple[str, int] | None:
    """The tag and the holder of the block that a line begins; None where it begins none."""
    if line.tag not in _BLOCKS or line.place < 0 or document.names[line.place] != line.tag:
        return None
    holder = document.elements[line.place].parent
    return (line.tag, holder.mem_id) if holder is not None else None
