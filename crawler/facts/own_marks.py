"""What a page's microformats mark of its own post: in its content, and of no comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, ancestors, attribute, classes
from crawler.markup.links import in_region
from crawler.records import Region

# What holds a comment.
_OF_COMMENT = re.compile(
    r"(?:comment|reply|(?:track|ping|link)back|webmention|h-cite\Z|(?:mention|replie|response|reaction)s?\Z|related(?:-posts)?\Z)"
    r"(?!s?[-_](?:open|closed|status))"
)
_CITING = frozenset({"webmention", "h-cite", "comment", "comment-body", "u-comment", "p-comment"})
_ANSWERS = ("/Comment", "/UserComments", "/Answer")
_HIGHEST = 8
_FAR = 12
MOST_MARKED = 60


def marked_content(document: Document, marks: Iterable[str]) -> list[LexborNode]:
    """The first elements with these marks that stand in the page's content."""
    return [
        node for node in document.marked(*marks)[:MOST_MARKED] if in_region(document, node) is Region.CONTENT
    ]


def in_own_article(document: Document, node: LexborNode) -> bool:
    """Whether an element stands in an article of the content, be it in an aside of that."""
    article = next((each for each in ancestors(node) if each.tag == "article"), None)
    return article is not None and in_region(document, article) is Region.CONTENT


def is_of_answer(node: LexborNode) -> bool:
    """Whether what microdata mark belongs to a comment: "itemtype=https://schema.org/Comment" around it."""
    types = (attribute(each, "itemtype") for each in islice(ancestors(node), _FAR))
    return any(stated.rstrip("/").endswith(_ANSWERS) for stated in types)


def is_of_comment(node: LexborNode) -> bool:
    """Whether an element stands in what is named after a comment."""
    each = node.parent
    for _ in range(_HIGHEST):
        if each is None or each.tag in ("body", "main"):
            return False
        if each.tag == "article":
            return not _CITING.isdisjoint(classes(each))
        if any(map(_OF_COMMENT.match, (*classes(each), attribute(each, "id").lower()))):
            return True
        each = each.parent
    return False
