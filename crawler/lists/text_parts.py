"""The part of a page that is the text of its post, by the names that software gives it; samples of code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, attribute, classes, once

_NAMES = frozenset(
    {"entry-content", "post-content", "e-content", "entry-body", "post-body", "article-content",
     "storycontent", "post_content", "entry_content", "articlebody", "article-body", "asset-body",
     "entrytext", "post-entry", "blogbody", "articletext", "innertext", "gh-content", "post-full-content",
     "td-post-content", "post__content", "article__content", "entry__content", "post__body",
     "article__body", "story-body"}
)  # fmt: skip


def is_text(node: LexborNode) -> bool:
    """Whether an element holds a post's text by its class, or states so itself (schema.org)."""
    return not _NAMES.isdisjoint(classes(node)) or attribute(node, "itemprop") == "articleBody"


def in_sample(document: Document, place: int) -> bool:
    """Whether the element of this number stands in preformatted text or code: it is an example of markup."""
    spans = _samples(document)
    at = bisect_right(spans, (place, len(document.elements))) - 1
    return at >= 0 and spans[at][0] < place < spans[at][1]


@once
def _samples(document: Document) -> list[tuple[int, int]]:
    """Where preformatted parts begin and end. One that is a whole page counts for none, nor does code that is
    left open: all that follows stands in it."""
    parts = document.tagged("pre", "code") if _closes_code(document) else document.tagged("pre")
    own = (node for node in parts if node.parent is not None and node.parent.tag != "body")
    return [*_outer(map(document.span, own))]


def _closes_code(document: Document) -> bool:
    source = document.lower
    return bool(document.tags("code")) and source.count(b"<code") == source.count(b"</code")


def _outer(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the spans, given in order, that lie in none before them."""
    behind = -1
    for start, stop in spans:
        if start >= behind:
            behind = stop
            yield start, stop
