"""A page as its text and links in order: for templates that mark entries by words alone."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, attribute, fold
from crawler.markup.kin import HEADINGS

_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "textarea", "select", "form", "head", "title"}
)
_BREAKS = HEADINGS | {
    "br", "p", "div", "li", "dd", "dt", "dl", "ul", "ol", "blockquote", "td", "tr", "table", "hr"
}  # fmt: skip


class Piece(NamedTuple):
    """A piece of text, a link (`anchor` set), a line break ("\\n"), the begin of a heading ("\\f"), or the
    end of the element `closes`."""

    text: str
    anchor: LexborNode | None = None
    closes: int = -1

    @property
    def href(self) -> str:
        """The link's target as written; "" for text."""
        return attribute(self.anchor, "href").strip() if self.anchor is not None else ""


_BREAK = Piece("\n")
_HEADING = Piece("\f")
_SPACE = Piece(" ")


def pieces(document: Document, start: LexborNode, closing: Set[int] = frozenset()) -> Iterator[Piece]:
    """The page as pieces from an element on, in document order: a link is one piece, white space is
    folded. The end of each of the elements `closing` is a piece too."""
    places, names = document.places, document.names
    node: LexborNode | None = start
    while node is not None:
        below: LexborNode | None = None
        number = places.get(node.mem_id)
        if number is None:
            if text := node.text_content if node.is_text_node else "":
                yield Piece(_squeezed(text)) if text != "\n" else _SPACE
        elif (tag := names[number]) not in _HIDDEN:
            if tag == "a" and document.attributes[number].get("href"):
                yield Piece(fold(node.text()), node)
            else:
                below = node.first_child
                if tag in _BREAKS:
                    yield _HEADING if tag in HEADINGS else _BREAK
        while node is not None and below is None:
            if number is not None and names[number] in _BREAKS:
                yield _BREAK
            if number in closing:
                yield Piece("", None, number if number is not None else -1)
            if (below := node.next) is None and (node := node.parent) is not None:
                number = places.get(node.mem_id)
        node = below


def _squeezed(text: str) -> str:
    """Text with runs of white space folded to one space, those at its ends kept as one."""
    folded = " ".join(text.split())
    if not folded:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    return f"{before}{folded} " if text[-1].isspace() else before + folded
