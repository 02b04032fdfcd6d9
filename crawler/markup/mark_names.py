"""Classes and ids that are called something, told in one pass for all who ask, and once for all pages: blogs
share most of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from crawler.markup.document import Document, once

_MOST_KEPT = 20_000
_TESTS: list[Callable[[str], object]] = []
# For each mark the places of the tests that it passes: mostly none.
_passed: dict[str, tuple[int, ...]] = {}


class MarkNames:
    """The marks (".class", "#id") that pass a test of their names alone."""

    __slots__ = ("_place",)

    def __init__(self, test: Callable[[str], object]) -> None:
        self._place = len(_TESTS)
        _TESTS.append(test)
        _passed.clear()

    def on(self, document: Document) -> list[str]:
        """Those of the page's marks that pass, in the order of `document.marks`; not to be changed."""
        return _told(document)[self._place]


@once
def _told(document: Document) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for mark in document.marks:
        for place in _passed[mark] if mark in _passed else _tested(mark):
            found[place].append(mark)
    return found


def _tested(mark: str) -> tuple[int, ...]:
    if len(_passed) >= _MOST_KEPT:
        _passed.clear()
    _passed[mark] = places = tuple(place for place, test in enumerate(_TESTS) if test(mark))
    return places
