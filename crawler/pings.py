"""A page as its text and links in order: for templates that mark entries by words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.document import Document, attribute, fold

_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "textarea", "select", "form", "head", "title"}
)
_BREAKS = frozenset(
    {"br", "p", "div", "li", "dd", "dt", "dl", "ul", "ol", "blockquote", "td", "tr", "table", "hr"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, a link (`anchor` set), a line break ("\\n"), or the begin of a heading ("\\f")."""

    text: str
    node: LexborNode
    anchor: LexborNode | None = None

    @property
    def href(self) -> str:
        """The link's target as written; "" for text."""
        return attribute(self.anchor, "href").strip() if self.anchor is not None else ""


def pieces(document: Document) -> list[Piece]:
    """The page's body as pieces in document order; links are one piece each, white space is folded."""
    body = document.tree.body
    return list(_pieces(body)) if body is not None else []


def _pieces(body: LexborNode) -> Iterator[Piece]:
    stack: list[LexborNode | None] = [body]
    parents: list[LexborNode] = []
    while stack:
        node = stack.pop()
        if node is None:
            yield Piece("\n", parents.pop())
        elif node.is_text_node:
            if (text := _squeezed(node.text_content or "")) and node.parent is not None:
                yield Piece(text, node.parent)
        elif node.is_element_node and node.tag not in _HIDDEN:
            if node.tag == "a" and attribute(node, "href"):
                yield Piece(fold(node.text()), node, node)
                continue
            if node.tag in _BREAKS or node.tag in HEADINGS:
                yield Piece("\f" if node.tag in HEADINGS else "\n", node)
                parents.append(node)
                stack.append(None)
            stack += reversed([*node.iter(include_text=True)])


_SPACE = re.compile(r"\s+")


def _squeezed(text: str) -> str:
    return _SPACE.sub(" ", text)
