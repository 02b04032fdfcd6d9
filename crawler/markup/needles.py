"""Many pieces of text looked for in one pass over a page's source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation

_BLOCK = 1 << 18
_MOST_NEEDLES = 2000
# Searches that cost as much as an automaton does.
_WORTH_BUILDING = 500


def quotings(name: str, value: str) -> tuple[str, str, str]:
    """What begins an attribute whose value begins so, in each way to quote it; minifiers leave quotes out."""
    return f'{name}="{value}', f"{name}='{value}", f"{name}={value}"


class Automaton:
    """Finds all of a set of needles in one pass (Aho and Corasick 1975), ASCII letters in any case.

    Letters beyond ASCII are found in lower case, as a word's first capital letter, and in capitals.
    """

    __slots__ = ("_automaton", "_covered", "_longest", "_owners", "needles")

    def __init__(self, needles: Iterable[str]) -> None:
        self.needles = frozenset(needles)
        patterns = sorted({(form, needle) for needle in self.needles for form in forms(needle)})
        self._owners = [needle for _, needle in patterns]
        self._longest = max((len(form) for form, _ in patterns), default=1)
        forms_only = [form for form, _ in patterns]
        self._automaton = BytesAhoCorasick(forms_only, implementation=Implementation.DFA)
        self._covered: set[frozenset[str]] = set()

    def covers(self, needles: frozenset[str]) -> bool:
        """Whether all of these are looked for; sets that are asked about on every page are remembered."""
        if needles in self._covered:
            return True
        if covered := needles <= self.needles:
            self._covered.add(needles)
        return covered

    def places(self, lower: bytes) -> dict[str, list[int]]:
        """Where each needle that there is begins, ascending, in UTF-8 whose ASCII letters are lower case."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        owners, overlap = self._owners, self._longest - 1
        for begin in range(0, len(lower), _BLOCK):
            block = lower[begin : begin + _BLOCK + overlap] if len(lower) > _BLOCK else lower
            for owner, start, _ in self._automaton.find_matches_as_indexes(block, overlapping=True):
                if start < _BLOCK:
                    found[owners[owner]].append(begin + start)
        return dict(found)


class Vocabulary:
    """The needles that readers have asked for so far, as an automaton: pages ask for the same ones again."""

    __slots__ = ("_automaton", "_known", "_missed")

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._automaton = Automaton(())
        self._missed = 0

    def learn(self, needle: str) -> None:
        """Look for this needle too, from the next automaton on."""
        if len(self._known) < _MOST_NEEDLES:
            self._known.add(needle)

    def automaton(self) -> Automaton:
        """An automaton for the next page: a new one as soon as pages have looked for so many needles one by
        one that it would have cost less."""
        self._missed += len(self._known) - len(self._automaton.needles)
        if self._missed > _WORTH_BUILDING:
            self._automaton, self._missed = Automaton(self._known), 0
        return self._automaton


def forms(needle: str) -> set[bytes]:
    """The forms in which a lower-case needle may stand in a source whose ASCII letters are lower case."""
    written = {needle} if needle.isascii() else {needle, needle.capitalize(), needle.title(), needle.upper()}
    return {form.encode().lower() for form in written}


def direct(needle: str, lower: bytes) -> list[int]:
    """Where one needle begins: what an automaton finds, for a needle that it has not learned."""
    found: set[int] = set()
    for form in forms(needle):
        place = lower.find(form)
        while place >= 0:
            found.add(place)
            place = lower.find(form, place + 1)
    return sorted(found)
