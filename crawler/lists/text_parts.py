"""The part of a page that is the text of its post, by the names that software gives it; samples of code."""

from __future__ import annotations

from bisect import bisect_right

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
    """Whether the element of this number stands in preformatted text: it is an example of markup."""
    spans = _samples(document)
    at = bisect_right(spans, (place, len(document.elements))) - 1
    return at >= 0 and spans[at][0] < place < spans[at][1]


@once
def _samples(document: Document) -> list[tuple[int, int]]:
    """Where preformatted parts begin and end. One that is a whole page counts for none."""
    parts = document.tagged("pre")
    return [document.span(node) for node in parts if node.parent is not None and node.parent.tag != "body"]
