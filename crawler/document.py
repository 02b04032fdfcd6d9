"""One page as parsed HTML, with the small questions that every reader of it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import urls

_SPACE = re.compile(r"\s+")


class Document:
    """A parsed page. `text` is the decoded source, `lower` the same in lower case, `base` what links resolve against."""

    __slots__ = ("base", "lower", "text", "tree", "url")

    def __init__(self, text: str, url: str) -> None:
        self.text = text
        self.lower = text.lower()
        self.url = url
        self.tree = LexborHTMLParser(text)
        node = self.tree.css_first("base[href]") if "<base" in self.lower else None
        self.base = (urls.absolute(attribute(node, "href"), url) if node else None) or url

    def has(self, *needles: str) -> bool:
        """Whether any of the lower-case needles stands anywhere in the source: the cheap test before a costly read."""
        return any(needle in self.lower for needle in needles)

    def css(self, selector: str) -> list[LexborNode]:
        """All elements that match, in document order."""
        return self.tree.css(selector)

    def absolute(self, href: str) -> str | None:
        """A link of this page as an absolute http or https URL; None where it is none."""
        return urls.absolute(href, self.base)


def attribute(node: LexborNode, name: str) -> str:
    """Value of an attribute; "" where it is absent or empty."""
    return node.attributes.get(name) or ""


def classes(node: LexborNode) -> frozenset[str]:
    """The element's classes, lower case."""
    return frozenset(attribute(node, "class").lower().split())


def text_of(node: LexborNode) -> str:
    """The element's text with white space folded."""
    return fold(node.text())


def fold(text: str) -> str:
    """Text with runs of white space (no-break ones too) folded to one space."""
    return _SPACE.sub(" ", text).strip()


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Parents from the nearest to the root."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
