"""A page as its text and links in order: for templates that mark entries by words alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, attribute, fold

_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "textarea", "select", "form", "head", "title"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS = HEADINGS | {
    "br", "p", "div", "li", "dd", "dt", "dl", "ul", "ol", "blockquote", "td", "tr", "table", "hr"
}  # fmt: skip


class Piece(NamedTuple):
    """A piece of text, a link (`anchor` set), a line break ("\\n"), or the begin of a heading ("\\f")."""

    text: str
    anchor: LexborNode | None = None

    @property
    def href(self) -> str:
        """The link's target as written; "" for text."""
        return attribute(self.anchor, "href").strip() if self.anchor is not None else ""


_BREAK = Piece("\n")
_HEADING = Piece("\f")
_SPACE = Piece(" ")


def pieces(document: Document) -> list[Piece]:
    """The page's body as pieces in document order; links are one piece each, white space is folded."""
    body = document.tree.body
    return list(_pieces(document, body)) if body is not None else []


def _pieces(document: Document, body: LexborNode) -> Iterator[Piece]:
    places, names, attributes = document.places, document.names, document.attributes
    stack: list[LexborNode | None] = [body]
    while stack:
        node = stack.pop()
        if node is None:
            yield _BREAK
        elif (number := places.get(node.mem_id)) is None:
            text = node.text_content if node.is_text_node else ""
            if text:
                yield Piece(_squeezed(text)) if text != "\n" else _SPACE
        elif (tag := names[number]) not in _HIDDEN:
            if tag == "a" and attributes[number].get("href"):
                yield Piece(fold(node.text()), node)
                continue
            if tag in _BREAKS:
                yield _HEADING if tag in HEADINGS else _BREAK
                stack.append(None)
            stack += [*node.iter(include_text=True)][::-1]


def _squeezed(text: str) -> str:
    """Text with runs of white space folded to one space, those at its ends kept as one."""
    folded = " ".join(text.split())
    if not folded:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    return f"{before}{folded} " if text[-1].isspace() else before + folded
