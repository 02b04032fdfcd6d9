"""The part of a page that is the text of its post, by the names that software gives it."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from crawler.markup.document import attribute, classes

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
