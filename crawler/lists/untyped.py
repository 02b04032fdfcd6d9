"""Which elements of a page are entries of its comments that state no type: by their number, as items of a
list of comments, or by a link to the comment itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, attribute, classes, named_anchors
from crawler.markup.needles import quotings

TYPES = frozenset({"comment", "pingback", "trackback", "webmention"})
"""The classes by which WordPress states the type of what it lists."""
POINTING = quotings("href", "#comment-")
"""Needles of links to a comment of the same page."""

OWN_LINK = re.compile(r"#comment-\d+")
"""A link to a comment of the page."""

_LISTS = (
    ".commentlist", "#commentlist", ".comment-list", "#comment-list", ".pinglist", "#pinglist",
    ".trackbacklist", "#trackbacklist", ".trackbacks", "#trackbacks", ".pings", "#pings", ".comments",
    "#comments",
)  # fmt: skip
COMPANIONS = frozenset(
    {"even", "odd", "byuser", "depth-1", "depth-2", "depth-3", "thread-even", "thread-odd"}
)
"""The classes that WordPress's `comment_class()` prints beside the type."""
_FINAL_DIGITS = re.compile(r"\d+$")
_NUMBERED = re.compile(r"comment-\d+")


def untyped_entries(document: Document) -> list[LexborNode]:
    """Entries by their id, or as items of a comment list; none whose classes already state a type."""
    by_id: dict[str, LexborNode] = {}
    for node in document.marked("#comment-", "#li-comment-", "#div-comment-"):
        if (number := _FINAL_DIGITS.search(attribute(node, "id").strip())) is not None:
            by_id.setdefault(number[0], node)
    found = [node for node in by_id.values() if not _is_typed(document.classes_of(node))]
    for parent in document.marked(*_LISTS):
        if parent.tag in ("ol", "ul"):
            items = [item for item in parent.iter() if item.tag == "li"]
            found += [item for item in items if not _is_typed(document.classes_of(item))]
    nodes = {document.order(node): node for node in found or [*_numbered(document)] or _pointed_at(document)}
    return [nodes[number] for number in sorted(nodes)]


def is_called_comment(names: frozenset[str]) -> bool:
    """Whether classes call an element a comment and nothing more: themes write that around pings as well."""
    return names & TYPES == {"comment"} and not names & COMPANIONS


def _is_typed(names: frozenset[str]) -> bool:
    """Whether classes state the type; "comment" alone is what themes write around pings as well."""
    return bool(names & TYPES) and not is_called_comment(names)


def _numbered(document: Document) -> Iterator[LexborNode]:
    """The blocks of a page without ids that an anchor each numbers: `<div><a name="comment-12"></a>`."""
    for number, name in named_anchors(document):
        if _NUMBERED.fullmatch(name):
            block = document.elements[number].parent
            if block is not None and block.tag in ("div", "li") and not classes(block) & TYPES:
                yield block


def _pointed_at(document: Document) -> Iterator[LexborNode]:
    """The blocks of a page that numbers nothing, whose line of authorship links to the comment all the same:
    `<div><p>TEXT</p><i>Pingback by NAME DATE @ <a href="#comment-12">TIME</a></i></div>`. What
    holds headings or a form is the block of them all, as at Cocolog."""
    for number in document.tags("a") if document.has(*POINTING) else ():
        if not OWN_LINK.fullmatch(document.attributes[number].get("href") or ""):
            continue
        line = document.elements[number].parent
        block = line.parent if line is not None and line.tag in ("i", "em", "small", "p", "cite") else None
        if block is None or block.tag not in ("div", "li") or classes(block) & TYPES:
            continue
        if not document.within(block, "form", "h1", "h2", "h3"):
            yield block
