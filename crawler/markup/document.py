"""One page as parsed HTML, with the small questions that every reader of it asks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import urls
from crawler.markup.nesting import shallow
from crawler.records import Region

# Many needles share one of these: the source is then searched once, and the needles only around its places.
_STEMS = (
    "track", "/wp-", "mt-", "typepad", "schema.org", "blogger.", "squarespace.", "livedoor", ".fc2",
    "tistory", "hatena", "weblog", "geri ", " balik", "retro", "tilba",
)  # fmt: skip
_REACH = 40
_MOST_PLACES = 150
# Steps from neighbour to neighbour in search of an element's end; beyond it, all ends are read at once.
_STEPS = 3000
_LONGEST_KEPT = 300
# First bytes, in UTF-8, of the capital letters beyond Latin-1 that the readers' own words have.
_CASED_LEADS = (b"\xc4", b"\xc5", b"\xd0")
_LATIN_CAPITAL = re.compile(rb"\xc3[\x80-\x96\x98-\x9e]")
_NO_ATTRIBUTES: dict[str, str | None] = {}
_NO_NAMES: frozenset[str] = frozenset()


class Document:
    """A parsed page, only ever read.

    `text` is the decoded source, `lower` the same in lower case, `base` what links resolve against.

    Elements are numbered from 0 in document order. What readers ask of all of them (attributes, tags,
    classes, ids) is read in one pass, when it is asked first: each further selector or attribute costs more
    than a look-up here.
    """

    __slots__ = (
        "_attributes",
        "_classes",
        "_elements",
        "_ends",
        "_has",
        "_marks",
        "_names",
        "_near",
        "_order",
        "_steps",
        "_tags",
        "base",
        "lower",
        "regions",
        "roles",
        "text",
        "tree",
        "url",
    )

    def __init__(self, text: str, url: str) -> None:
        self.text = text
        self.lower = lower_case(text)
        self.url = url
        self.tree = LexborHTMLParser(shallow(text))
        self.regions: dict[int, Region] = {}
        self.roles: dict[int, str] = {}
        self._has: dict[str, bool] = {}
        self._near: dict[str, str] = {}
        self._attributes: list[dict[str, str | None]] = []
        self._classes: list[frozenset[str]] | None = None
        self._elements: list[LexborNode] | None = None
        self._marks: dict[str, list[int]] = {}
        self._names: list[str] = []
        self._tags: dict[str, list[int]] = {}
        self._order: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        self._steps = 0
        node = self.tree.css_first("base[href]") if "<base" in self.lower else None
        self.base = (urls.absolute(attribute(node, "href"), url) if node else None) or url

    def has(self, *needles: str) -> bool:
        """Whether any of the lower-case needles stands in the source: the cheap test before a costly read."""
        known = self._has
        for needle in needles:
            found = known.get(needle)
            if found is None:
                found = known[needle] = self._holds(needle)
            if found:
                return True
        return False

    def _holds(self, needle: str) -> bool:
        stem, letter = _stem(needle), _rare_letter(needle)
        if stem is not None:
            return needle in self._around(stem)
        # One letter is found much faster than two.
        return (letter is None or letter in self.lower) and needle in self.lower

    def _around(self, stem: str) -> str:
        """The source around each place of a stem; the whole source where the places are many."""
        if (near := self._near.get(stem)) is None:
            near = self._near[stem] = _surroundings(self.lower, stem)
        return near

    @property
    def marks(self) -> dict[str, list[int]]:
        """Numbers of the elements by class (".name") and id ("#name"), lower case, ids without the digits
        that end them."""
        if self._elements is None:
            self._read()
        return self._marks

    def numbers(self, *marks: str) -> list[int]:
        """Numbers of the elements with any of these classes (".pingback") or ids ("#comment-"), ascending."""
        table = self.marks
        found = [table[mark] for mark in marks if mark in table]
        if len(found) < 2:
            return found[0] if found else []
        return sorted(set().union(*found))

    def marked(self, *marks: str) -> list[LexborNode]:
        """Elements with any of these classes (".pingback") or ids ("#comment-"), in document order."""
        elements = self.elements
        return [elements[number] for number in self.numbers(*marks)]

    def tags(self, *names: str) -> list[int]:
        """Numbers of the elements with any of these tags, ascending."""
        if self._elements is None:
            self._read()
        found = [self._tags[name] for name in names if name in self._tags]
        if len(found) < 2:
            return found[0] if found else []
        return sorted(number for numbers in found for number in numbers)

    def tagged(self, *names: str) -> list[LexborNode]:
        """Elements with any of these tags, in document order."""
        elements = self.elements
        return [elements[number] for number in self.tags(*names)]

    def order(self, node: LexborNode) -> int:
        """The element's number in document order, from 0."""
        if self._elements is None:
            self._read()
        return self._order[node.mem_id]

    @property
    def elements(self) -> list[LexborNode]:
        """All elements in document order: `elements[document.order(node)]` is the node."""
        if self._elements is None:
            return self._read()
        return self._elements

    @property
    def attributes(self) -> list[dict[str, str | None]]:
        """The attributes of each of `elements`; not to be changed."""
        if self._elements is None:
            self._read()
        return self._attributes

    @property
    def classes(self) -> list[frozenset[str]]:
        """The classes of each of `elements`, lower case."""
        if self._classes is None:
            self._classes = [
                names_in(held["class"] or "") if "class" in held else _NO_NAMES for held in self.attributes
            ]
        return self._classes

    @property
    def names(self) -> list[str]:
        """The tag of each of `elements`."""
        if self._elements is None:
            self._read()
        return self._names

    @property
    def places(self) -> dict[int, int]:
        """Numbers of the elements by `mem_id`: for loops that ask `order` of every node."""
        if self._elements is None:
            self._read()
        return self._order

    def span(self, node: LexborNode) -> tuple[int, int]:
        """The element's number, and the number behind that of its last descendant."""
        start = self.order(node)
        return start, self.end(start)

    def end(self, number: int) -> int:
        """The number behind that of the last descendant of the element with this number."""
        if (end := self._ends.get(number)) is None:
            if self._steps > _STEPS:
                self._read_ends()
            else:
                self._ends[number] = self._find_end(number)
            end = self._ends[number]
        return end

    def _find_end(self, number: int) -> int:
        here: LexborNode | None = self.elements[number]
        while here is not None:
            following = here.next
            while following is not None:
                self._steps += 1
                if (end := self._order.get(following.mem_id)) is not None:
                    return end
                following = following.next
            here = here.parent
        return len(self.elements)

    def _read_ends(self) -> None:
        order, elements = self._order, self.elements
        ends = list(range(1, len(elements) + 1))
        for i in range(len(ends) - 1, 0, -1):
            parent = elements[i].parent
            above = order.get(parent.mem_id) if parent is not None else None
            if above is not None and ends[above] < ends[i]:
                ends[above] = ends[i]
        self._ends = dict(enumerate(ends))

    def _read(self) -> list[LexborNode]:
        """The one pass over all elements."""
        elements = self._elements = self.tree.css("*")
        self._order = {node.mem_id: i for i, node in enumerate(elements)}
        self._names = [node.tag or "" for node in elements]
        self._attributes = [node.attributes or _NO_ATTRIBUTES for node in elements]
        tags: defaultdict[str, list[int]] = defaultdict(list)
        by_class: defaultdict[str, list[int]] = defaultdict(list)
        marks: defaultdict[str, list[int]] = defaultdict(list)
        for i, tag in enumerate(self._names):
            tags[tag].append(i)
        for i, held in enumerate(self._attributes):
            if held:
                if name := held.get("class"):
                    by_class[name].append(i)
                if name := held.get("id"):
                    marks["#" + name.strip().lower().rstrip("0123456789")].append(i)
                if name := held.get("role"):
                    self.roles[i] = name
        _by_name(by_class, marks)
        self._tags, self._marks = dict(tags), dict(marks)
        return elements

    def css(self, selector: str) -> list[LexborNode]:
        """All elements that match, in document order."""
        return self.tree.css(selector)

    def absolute(self, href: str) -> str | None:
        """A link of this page as an absolute http or https URL; None where it is none."""
        return urls.absolute(href, self.base)


def lower_case(text: str) -> str:
    """The text in lower case, Latin and Cyrillic letters at least: in half the time of `text.lower()`, where
    few letters beyond ASCII have a case."""
    if text.isascii():
        return text.lower()
    data = text.encode("utf-8", "surrogatepass")
    if any(lead in data for lead in _CASED_LEADS):
        return text.lower()
    data = data.lower()
    if b"\xc3" in data:
        data = _LATIN_CAPITAL.sub(_small, data)
    return data.decode("utf-8", "surrogatepass")


def _small(match: re.Match[bytes]) -> bytes:
    return bytes((0xC3, match[0][1] + 0x20))


def _by_name(by_class: dict[str, list[int]], marks: dict[str, list[int]]) -> None:
    """Numbers by the whole class attribute as numbers by each class."""
    several = set()
    for value, numbers in by_class.items():
        for name in names_in(value):
            mark = "." + name
            if mark in marks:
                several.add(mark)
                marks[mark] += numbers
            else:
                marks[mark] = list(numbers)
    for mark in several:
        marks[mark].sort()


def names_in(value: str) -> frozenset[str]:
    """The names in a class attribute, lower case."""
    return _names(value) if len(value) < _LONGEST_KEPT else frozenset(value.lower().split())


@lru_cache(maxsize=8192)
def _names(value: str) -> frozenset[str]:
    return frozenset(value.lower().split())


@cache
def _stem(needle: str) -> str | None:
    return next((stem for stem in _STEMS if stem in needle and len(needle) < _REACH), None)


@cache
def _rare_letter(needle: str) -> str | None:
    return next((letter for letter in needle if letter > "\x7f" or letter in "[+"), None)


def _surroundings(text: str, stem: str) -> str:
    pieces: list[str] = []
    place, end = text.find(stem), 0
    while place >= 0:
        if len(pieces) > _MOST_PLACES:
            return text
        begin = place - _REACH if place > _REACH else 0
        # Overlapping pieces are one, so that nothing is found that does not stand there.
        pieces.append(text[begin if begin > end else end : place + _REACH])
        if begin > end:
            pieces[-1] = "\0" + pieces[-1]
        end = place + _REACH
        place = text.find(stem, place + len(stem))
    return "".join(pieces)


def attribute(node: LexborNode, name: str) -> str:
    """Value of an attribute; "" where it is absent or empty."""
    return node.attributes.get(name) or ""


def classes(node: LexborNode) -> frozenset[str]:
    """The element's classes, lower case."""
    return names_in(node.attributes.get("class") or "")


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
