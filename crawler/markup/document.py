"""One page as parsed HTML, with the small questions that every reader of it asks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from itertools import chain
from typing import Any, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import urls
from crawler.markup.advertising import ADVERTISING, drop_advertising
from crawler.markup.needles import Vocabulary, direct
from crawler.markup.nesting import shallow
from crawler.markup.pictures import DRAWING, drop_captions
from crawler.markup.unseen import HANDED, LOOKS, drop_unseen, unwrap_looks
from crawler.records import Region

# Steps from neighbour to neighbour in search of an element's end; beyond it, all ends are read at once.
_STEPS = 3000
_LONGEST_KEPT = 300
T = TypeVar("T")
_NO_ATTRIBUTES: dict[str, str | None] = {}
_NO_NAMES: frozenset[str] = frozenset()
_NOWHERE: list[int] = []
_VOCABULARY = Vocabulary()
_LINE_ENDS = (b"\n", b"\r", b"\t")


class Tree:
    """A page as it was parsed, only ever read.

    `text` is the decoded source, `data` the same in UTF-8, `base` what links resolve against.
    """

    __slots__ = ("base", "data", "text", "tree", "url")

    def __init__(self, text: str, url: str, data: bytes | None = None) -> None:
        """`data` is the text in UTF-8, where the caller has it already."""
        self.text = text
        self.data = text.encode("utf-8", "replace") if data is None else data
        self.url = url
        bounded = shallow(text)
        self.tree = LexborHTMLParser(self.data if bounded is text else bounded)
        href = self._base()
        self.base = (urls.absolute(href, url) if href is not None else None) or url

    def _base(self) -> str | None:
        """The address, as written, of the first `base` that has one."""
        node = self.tree.css_first("base[href]")
        return attribute(node, "href") if node is not None else None

    def css(self, selector: str) -> list[LexborNode]:
        """All elements that match, in document order."""
        return self.tree.css(selector)

    def absolute(self, href: str) -> str | None:
        """A link of this page as an absolute http or https URL; None where it is none."""
        return urls.absolute(href, self.base)


class Document(Tree):
    """A parsed page of which much is asked.

    Elements are numbered from 0 in document order. What readers ask of all of them is read in one pass, since
    each further selector or attribute costs more than a look-up here; not to be changed: `elements`, with
    `elements[document.order(node)]` the node; for each of them its tag (`names`), its `attributes` and its
    `classes`, lower case; `marks`, the numbers of the elements by class (".name") and id ("#name"), lower
    case, ids without the digits that end them; `places`, their numbers by `mem_id`, for loops that ask the
    `order` of every node. `lower` is `data` with its ASCII letters in lower
    case, and spaces for the ends of lines, which may stand between any two words.
    """

    __slots__ = (
        "_automaton",
        "_ends",
        "_merged",
        "_places",
        "_steps",
        "_tags",
        "attributes",
        "classes",
        "elements",
        "kept",
        "lower",
        "marks",
        "names",
        "places",
        "regions",
    )

    def __init__(self, text: str, url: str, data: bytes | None = None) -> None:
        super().__init__(text, url, data)
        self.kept: dict[object, Any] = {}
        self.regions: dict[int, Region] = {}
        self._ends: dict[int, int] = {}
        self._steps = 0

    def _base(self) -> str | None:
        self._automaton = _VOCABULARY.automaton()
        self.lower = self.data.lower()
        for end in _LINE_ENDS:
            self.lower = self.lower.replace(end, b" ")
        self._places = self._automaton.places(self.lower)
        if self.has(*ADVERTISING):
            drop_advertising(self.tree)
        if self.has(DRAWING):
            drop_captions(self.tree)
        if self.has(*LOOKS):
            unwrap_looks(self.tree)
        self._read()
        bases = (self.attributes[number] for number in self.tags("base"))
        return next((held["href"] or "" for held in bases if "href" in held), None)

    def has(self, *needles: str) -> bool:
        """Whether any of the lower-case needles stands in the source: the cheap test before a costly read."""
        if not self._places.keys().isdisjoint(needles):
            return True
        searched = self._automaton.needles
        return not searched.issuperset(needles) and any(
            needle not in searched and self.places_of(needle) for needle in needles
        )

    def held(self, needles: frozenset[str]) -> frozenset[str]:
        """Those of the lower-case needles that stand in the source."""
        if not self._automaton.covers(needles):
            for needle in needles - self._automaton.needles:
                self.places_of(needle)
        return needles.intersection(self._places)

    def places_of(self, needle: str) -> list[int]:
        """Where a lower-case needle stands in `data`, in any case, ascending; not to be changed."""
        if (found := self._places.get(needle)) is not None:
            return found
        if needle in self._automaton.needles:
            return _NOWHERE
        _VOCABULARY.learn(needle)
        direct_places = direct(needle, self.lower)
        if direct_places:
            self._places[needle] = direct_places
        return direct_places

    def around(self, place: int, before: int, behind: int) -> tuple[str, str]:
        """So many characters of the source before a place in `data`, and from it on; fewer at its ends."""
        data = self.data
        # At most four bytes make a character; one that is cut is left out.
        earlier = data[max(0, place - 4 * before) : place].decode("utf-8", "ignore")
        return earlier[-before:], data[place : place + 4 * behind].decode("utf-8", "ignore")[:behind]

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
        """Numbers of the elements with any of these tags, ascending; not to be changed."""
        table = self._tags
        if len(names) == 1:
            return table.get(names[0], _NOWHERE)
        if (merged := self._merged.get(names)) is None:
            found = [table[name] for name in names if name in table]
            merged = found[0] if len(found) == 1 else sorted(chain.from_iterable(found))
            self._merged[names] = merged  # some readers ask again for each of many elements
        return merged

    def tagged(self, *names: str) -> list[LexborNode]:
        """Elements with any of these tags, in document order."""
        elements = self.elements
        return [elements[number] for number in self.tags(*names)]

    def within(self, node: LexborNode, *tags: str) -> list[int]:
        """Numbers of the elements with any of these tags that an element holds or is, ascending."""
        numbers = self.tags(*tags)
        return self._inside(numbers, node) if numbers else numbers

    def marked_within(self, node: LexborNode, *marks: str) -> list[int]:
        """Numbers of the elements with any of these classes or ids that an element holds or is, ascending."""
        numbers = self.numbers(*marks)
        return self._inside(numbers, node) if numbers else numbers

    def _inside(self, numbers: list[int], node: LexborNode) -> list[int]:
        begin = self.places[node.mem_id]
        first = bisect_left(numbers, begin)
        # Those that none stands behind are spared the search for their end.
        return numbers[first : bisect_left(numbers, self.end(begin))] if first < len(numbers) else []

    def linked_within(self, node: LexborNode) -> Iterator[int]:
        """Numbers of the `a[href]` that an element holds or is, ascending."""
        attributes = self.attributes
        return (number for number in self.within(node, "a") if "href" in attributes[number])

    def order(self, node: LexborNode) -> int:
        """The element's number in document order, from 0."""
        return self.places[node.mem_id]

    def classes_of(self, node: LexborNode) -> frozenset[str]:
        """The element's classes, lower case: at less cost than by `classes`, which reads attributes anew."""
        return self.classes[self.places[node.mem_id]]

    def span(self, node: LexborNode) -> tuple[int, int]:
        """The element's number, and the number behind that of its last descendant."""
        start = self.places[node.mem_id]
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
        order = self.places
        while here is not None:
            following = here.next
            while following is not None:
                self._steps += 1
                if (end := order.get(following.mem_id)) is not None:
                    return end
                following = following.next
            here = here.parent
        return len(self.elements)

    def _read_ends(self) -> None:
        order, elements = self.places, self.elements
        ends = list(range(1, len(elements) + 1))
        for i in range(len(ends) - 1, 0, -1):
            parent = elements[i].parent
            above = order.get(parent.mem_id) if parent is not None else None
            if above is not None and ends[above] < ends[i]:
                ends[above] = ends[i]
        self._ends = dict(enumerate(ends))

    def _read(self) -> None:
        """The one pass over all elements."""
        root = self.tree.root
        # A walk from the root costs less than a selector: a page's first selector makes the engine for all.
        nodes = list(root.traverse()) if root is not None else []
        elements, self.names = drop_unseen(nodes, handed=self.has(HANDED.lower()))
        self.elements = elements
        self.places = {node.mem_id: i for i, node in enumerate(elements)}
        self.attributes = [node.attributes or _NO_ATTRIBUTES for node in elements]
        tags: defaultdict[str, list[int]] = defaultdict(list)
        for i, tag in enumerate(self.names):
            tags[tag].append(i)
        self._tags: dict[str, list[int]] = dict(tags)
        self._merged: dict[tuple[str, ...], list[int]] = {}
        ids: defaultdict[str, list[int]] = defaultdict(list)
        # Many elements have the same class attribute: each one is split once.
        by_class: defaultdict[str, list[int]] = defaultdict(list)
        for i, held in enumerate(self.attributes):
            if held:
                if "class" in held and (value := held["class"]):
                    by_class[value].append(i)
                if "id" in held and (value := held["id"]):
                    ids["#" + value.strip().lower().rstrip("0123456789")].append(i)
        self.marks: dict[str, list[int]] = dict(ids)
        self.classes = self._read_classes(by_class, self.marks)

    def _read_classes(
        self, by_value: dict[str, list[int]], marks: dict[str, list[int]]
    ) -> list[frozenset[str]]:
        """The classes of each element, told by the numbers of those with each class attribute; the numbers by
        each class are added to `marks`."""
        classes = [_NO_NAMES] * len(self.attributes)
        several = set()
        for value, numbers in by_value.items():
            names, own = _kept_names(value) if len(value) < _LONGEST_KEPT else _split(value)
            for number in numbers:
                classes[number] = names
            for mark in own:
                if mark not in marks:
                    marks[mark] = numbers
                elif mark in several:
                    marks[mark] += numbers
                else:
                    several.add(mark)
                    marks[mark] = marks[mark] + numbers
        for mark in several:
            marks[mark].sort()
        return classes


def names_in(value: str) -> frozenset[str]:
    """The names in a class attribute, lower case."""
    return (_kept_names(value) if len(value) < _LONGEST_KEPT else _split(value))[0]


def _split(value: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The names in a class attribute, and the marks of these classes."""
    names = frozenset(value.lower().split())
    return names, tuple(f".{name}" for name in names)


_kept_names = lru_cache(maxsize=8192)(_split)


def once(read: Callable[[Document], T]) -> Callable[[Document], T]:
    """A reading that is made once for each document, which keeps it: a cache would keep the document."""

    @wraps(read)
    def kept(document: Document) -> T:
        readings = document.kept
        if read not in readings:
            readings[read] = read(document)
        found: T = readings[read]
        return found

    return kept


@once
def named_anchors(document: Document) -> list[tuple[int, str]]:
    """The places of a page that old templates name: number and name of each `a[name]`, in document order."""
    attributes = document.attributes
    return [(i, attributes[i]["name"] or "") for i in document.tags("a") if "name" in attributes[i]]


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
    """Parents from the nearest to the root element."""
    parent = node.parent
    while parent is not None and parent.is_element_node:
        yield parent
        parent = parent.parent
