"""One page as parsed HTML, with the small questions that every reader of it asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import urls
from crawler.nesting import shallow


class Document:
    """A parsed page, only ever read.

    `text` is the decoded source, `lower` the same in lower case, `base` what links resolve against.
    """

    __slots__ = (
        "_elements",
        "_ends",
        "_has",
        "_marks",
        "_nodes",
        "_order",
        "base",
        "lower",
        "text",
        "tree",
        "url",
    )

    def __init__(self, text: str, url: str) -> None:
        self.text = text
        self.lower = text.lower()
        self.url = url
        self.tree = LexborHTMLParser(shallow(text))
        self._has: dict[str, bool] = {}
        self._nodes: list[LexborNode] = []
        self._marks: dict[str, list[int]] | None = None
        self._order: dict[int, int] | None = None
        self._elements: list[LexborNode] | None = None
        self._ends: list[int] | None = None
        node = self.tree.css_first("base[href]") if "<base" in self.lower else None
        self.base = (urls.absolute(attribute(node, "href"), url) if node else None) or url

    def has(self, *needles: str) -> bool:
        """Whether any of the lower-case needles stands in the source: the cheap test before a costly read."""
        for needle in needles:
            found = self._has.get(needle)
            if found is None:
                found = self._has[needle] = needle in self.lower
            if found:
                return True
        return False

    @property
    def marks(self) -> dict[str, list[int]]:
        """Every class (".name") and id ("#name"), lower case, ids without the digits that end them.

        Made once, by one pass: asking it costs nothing, where each further selector walks over the tree.
        """
        if self._marks is None:
            self._marks = self._read_marks()
        return self._marks

    def marked(self, *marks: str) -> list[LexborNode]:
        """Elements with any of these classes (".pingback") or ids ("#comment-"), in document order."""
        table = self.marks
        found = [table[mark] for mark in marks if mark in table]
        if len(found) < 2:
            return [self._nodes[i] for i in found[0]] if found else []
        return [self._nodes[i] for i in sorted(set().union(*found))]

    def order(self, node: LexborNode) -> int:
        """The element's number in document order, from 0."""
        if self._order is None:
            self._order = {each.mem_id: i for i, each in enumerate(self.elements)}
        return self._order[node.mem_id]

    @property
    def elements(self) -> list[LexborNode]:
        """All elements in document order: `elements[document.order(node)]` is the node."""
        if self._elements is None:
            self._elements = self.tree.css("*")
        return self._elements

    def span(self, node: LexborNode) -> tuple[int, int]:
        """The element's number, and the number behind that of its last descendant."""
        start = self.order(node)
        if self._ends is None:
            self._ends = self._read_ends()
        return start, self._ends[start]

    def _read_ends(self) -> list[int]:
        order, elements = self._order or {}, self.elements
        ends = list(range(1, len(elements) + 1))
        for i in range(len(ends) - 1, 0, -1):
            parent = elements[i].parent
            above = order.get(parent.mem_id) if parent is not None else None
            if above is not None and ends[above] < ends[i]:
                ends[above] = ends[i]
        return ends

    def _read_marks(self) -> dict[str, list[int]]:
        by_class: defaultdict[str, list[int]] = defaultdict(list)
        marks: defaultdict[str, list[int]] = defaultdict(list)
        # Not "[class], [id]": an element with both would come twice.
        self._nodes = self.tree.css("[class], [id]:not([class])")
        for i, node in enumerate(self._nodes):
            attributes = node.attributes
            by_class[attributes.get("class") or ""].append(i)
            if name := attributes.get("id"):
                marks["#" + name.strip().lower().rstrip("0123456789")].append(i)
        for value, numbers in by_class.items():
            for name in set(value.lower().split()):
                marks["." + name] += numbers
        for numbers in marks.values():
            numbers.sort()
        return dict(marks)

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
    return " ".join(text.split())


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Parents from the nearest to the root."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
