"""A part of a page as the lines that a reader sees, each with its links: for records told line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, attribute, fold
from crawler.markup.kin import HEADINGS

_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "textarea", "select", "form", "input", "button", "head",
     "title", "iframe", "object"}
)  # fmt: skip
_BLOCKS = HEADINGS | {
    "p", "div", "li", "dd", "dt", "dl", "ul", "ol", "blockquote", "table", "tr", "td", "th", "caption",
    "hr", "legend", "fieldset", "section", "article", "header", "footer", "aside", "main", "pre", "figure",
    "center",
}  # fmt: skip
_BOLD = HEADINGS | {"strong", "b", "dt", "th"}
MOST = 2000
_FIRST, _LAST = 0xE000, 0xF8FF
LINK_SIGNS = "".join(map(chr, range(_FIRST, _LAST + 1)))
"""The characters that stand for the links in a line's text, by the links' numbers: those of the private use
area, more than a line has links. A page's own such characters (signs of fonts of icons) are left out."""
_PRIVATE = re.compile(f"[{LINK_SIGNS[0]}-{LINK_SIGNS[-1]}]")


@dataclass(slots=True)
class Line:
    """One line: its text, in which each link is one private character, and those links.

    `bold` says that all of it is bold or a heading, `tag` is the nearest block's, `place` the number of the
    element that it begins in, `column` the place of its cell in its table's row, from 0, -1 elsewhere, `lead`
    the bold words that it begins with.
    """

    tag: str
    place: int
    bold: bool = True
    column: int = -1
    lead: str = ""
    parts: list[str] = field(default_factory=list)
    links: list[LexborNode] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line with a private character for each link, white space folded."""
        return fold("".join(self.parts))

    def shown(self, text: str) -> str:
        """A piece of the line's text as a reader sees it: the links' own words in their places."""
        for number, link in enumerate(self.links):
            if (sign := LINK_SIGNS[number]) in text:
                text = text.replace(sign, fold(link.text()))
        return fold(text)


def link_number(character: str) -> int:
    """Which of a line's links a character of its text stands for; -1 for other characters."""
    number = ord(character) - _FIRST
    return number if 0 <= number <= _LAST - _FIRST else -1


def lines(document: Document, nodes: Iterable[LexborNode], most: int = MOST) -> list[Line]:
    """The lines of some elements in document order, empty ones left out; at most `most` elements are read."""
    return _Walk(document, most).read(nodes)


_Step = tuple["LexborNode | int", str, int, bool]


class _Walk:
    """One walk over some elements; `line` is the one that is being read.

    `steps` is what is still to come, the next one last, since pages nest deeper than Python's calls may: a
    node, or the number of an element whose end is reached, with the block, the column and whether bold.
    """

    def __init__(self, document: Document, most: int) -> None:
        self.document = document
        self.found: list[Line] = []
        self.line = Line("", -1)
        self.left = most
        self.steps: list[_Step] = []

    def read(self, nodes: Iterable[LexborNode]) -> list[Line]:
        for node in nodes:
            self.steps = [(node, "", -1, False)]
            while self.steps and self.left >= 0:
                self._step(*self.steps.pop())
        self._break("", -1, -1)
        return self.found

    def _step(self, node: LexborNode | int, block: str, column: int, bold: bool) -> None:
        if isinstance(node, int):
            self._break(block, node, column)
        elif node.is_text_node:
            self._text(node.text_content or "", bold=bold)
        else:
            self._element(node, block, column, bold=bold)

    def _break(self, tag: str, place: int, column: int) -> None:
        if self.line.text:
            self.found.append(self.line)
        self.line = Line(tag, place, column=column)

    def _element(self, node: LexborNode, block: str, column: int, *, bold: bool) -> None:
        number = self.document.places.get(node.mem_id)
        self.left -= 1
        if number is None or (tag := self.document.names[number]) in _HIDDEN:
            return
        if tag == "a" and self.document.attributes[number].get("href"):
            return self._link(node, bold=bold)
        if tag == "br":
            return self._break(block, number, column)
        if tag in _BLOCKS:
            column = _column(node) if tag in ("td", "th") else column
            self._break(tag, number, column)
            self.steps.append((number, block, column, bold))
            block = tag
        bold = bold or tag in _BOLD
        children = node.iter(include_text=True)
        return self.steps.extend(reversed([(child, block, column, bold) for child in children]))

    def _text(self, text: str, *, bold: bool) -> None:
        if not text.isascii():
            text = _PRIVATE.sub(" ", text)
        if text.strip():
            self.line.bold = self.line.bold and bold
            if self.line.bold:
                self.line.lead += text
        self.line.parts.append(text)

    def _link(self, node: LexborNode, *, bold: bool) -> None:
        if not fold(node.text()) and not attribute(node, "title"):
            return
        self.line.bold = self.line.bold and (bold or bool(self.document.within(node, "strong", "b")))
        self.line.parts.append(f" {LINK_SIGNS[len(self.line.links)]} ")
        self.line.links.append(node)


def _column(cell: LexborNode) -> int:
    """How many cells stand before this one in its row."""
    before, count = cell.prev, 0
    while before is not None:
        count += before.tag in ("td", "th")
        before = before.prev
    return count
