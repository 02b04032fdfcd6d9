"""ForumMagnum, 2019 and later (LessWrong, the Effective Altruism Forum and its kin): "Mentioned in", the
posts of the same forum that link to this one, which the software calls its pingbacks.

    <div class="PingbacksList-list"><div><span><div class="Pingback-root">31 <a href="/posts/a1/oaks">Oaks</a>

Each has its points beside it, and neither a date nor an author.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import outermost, source_of
from crawler.markup.document import Document, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".pingback-root",)

_LISTS = (".pingbackslist-list", ".pingbackslist-root")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each post of the lists."""
    lists = outermost(document, document.marked(*_LISTS))
    for number in (number for each in lists for number in document.marked_within(each, *MARKS)):
        title = _title(document, document.elements[number])
        source = source_of(document, title)
        if title is not None and source:
            yield Linkback(kind=Kind.PINGBACK, source=source, title=text_of(title), position=number)


def _title(document: Document, entry: LexborNode) -> LexborNode | None:
    links = map(document.elements.__getitem__, document.linked_within(entry))
    return next((link for link in links if text_of(link)), None)
