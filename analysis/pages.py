"""Which URLs are one page: spellings by identity, and addresses that the web itself says are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.identities import below, identities, prefix_identity

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Alias:
    """Two addresses of one page, `how` as in the store: redirect, canonical, shortlink or moved."""

    url: str
    target: str
    how: str


@dataclass(frozen=True)
class SamePage:
    """The rules by which identities merge beyond their spelling.

    `moved` pairs an old prefix with its new one: everything below the old is rewritten, through chains, and
    cycles end. `merged` maps an identity to the one that speaks for its group.
    """

    moved: tuple[tuple[str, str], ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)

    def apply(self, identified: Sequence[str]) -> list[str]:
        """The identity of the page for each identity of a URL."""
        renamed = _rewritten(identified, self.moved)
        if not renamed and not self.merged:
            return list(identified)
        addresses = (renamed.get(text, text) for text in identified)
        return [self.merged.get(text, text) for text in addresses]


def same_page(
    aliases: Iterable[Alias],
    posts: Mapping[str, str],
    homes: Iterable[str],
    moved: Iterable[tuple[str, str]] = (),
) -> SamePage:
    """Rules from the store's aliases. `posts` maps URLs of read posts to titles, `homes` are home pages.

    An alias is passed over where following it would merge pages that differ: a redirect or canonical link to
    a home page or a site's root (dead pages are sent there), and canonical links by which read posts with
    several titles would become one.
    """
    rows = list(aliases)
    prefixes = [(a.url, a.target) for a in rows if a.how == "moved"] + list(moved)
    pairs = sorted({(prefix_identity(old), prefix_identity(new)) for old, new in prefixes})
    rules = tuple((old, new) for old, new in pairs if old != new)
    by_spelling = SamePage(moved=rules)
    titles = dict(zip(by_spelling.apply(identities(posts)), posts.values(), strict=True))
    roots = set(by_spelling.apply(identities(homes)))
    edges = _followed(rows, by_spelling, titles, roots)
    return SamePage(moved=rules, merged=_spokesmen(edges, titles))


class Pages:
    """Every page that is a post, a home page or a source, numbered from 0 in the order of its identity.

    `of(ids)` gives for integers of the store's URL dictionary the number of the page, -1 where the URL is
    none of these pages (or the integer is 0: an entry without a link). Further pages that readers pass on
    their way (archives, indexes) have the numbers after these, in `step_identities`; only `of_steps` knows
    them.
    """

    def __init__(
        self,
        ids: Integers,
        texts: Sequence[str],
        members: Integers,
        rules: SamePage,
        steps: Integers | None = None,
    ) -> None:
        self._texts = texts
        self._rules = rules
        # One place more than there are, for integers that the store does not know.
        self._place = np.full(int(ids.max(initial=0)) + 2, -1, dtype=np.int64)
        self._place[ids] = np.arange(len(ids))
        places = self._places(members)
        identified = rules.apply(identities([texts[place] for place in places]))
        self.identities = sorted(set(identified))
        self._number = {text: number for number, text in enumerate(self.identities)}
        self._page = np.full(len(texts) + 1, -2, dtype=np.int64)
        self._page[-1] = -1
        self._page[places] = [self._number[text] for text in identified]
        self._members = places
        self.step_identities = self._add_steps(np.zeros(0, dtype=np.int64) if steps is None else steps)

    def __len__(self) -> int:
        return len(self.identities)

    def of(self, ids: Integers) -> Integers:
        """Page of each URL integer, -1 for none; identities are computed for URLs not met before."""
        found = self.of_steps(ids)
        return np.where(found < len(self), found, -1)

    def of_steps(self, ids: Integers) -> Integers:
        """The same, with the numbers of further pages on the way."""
        place = self._place[np.clip(ids, 0, len(self._place) - 1)]
        unknown = _ascending(place[self._page[place] == -2], len(self._texts))
        if len(unknown):
            found = self._rules.apply(identities([self._texts[p] for p in unknown]))
            self._page[unknown] = [self._number.get(text, -1) for text in found]
        return self._page[place]

    def texts(self, ids: Sequence[int | None]) -> list[str]:
        """The URLs of integers of the store as they were written; "" for None."""
        places = self._place[np.array([key or 0 for key in ids], dtype=np.int64)]
        return [self._texts[place] if place >= 0 else "" for place in places]

    @cached_property
    def spellings(self) -> list[str]:
        """One URL of each page as it was written: the shortest, of equals the first in the alphabet."""
        best: list[str] = [""] * len(self)
        for place, page in zip(self._members, self._page[self._members], strict=True):
            text, held = self._texts[place], best[page]
            if not held or (len(text), text) < (len(held), held):
                best[page] = text
        return best

    def _add_steps(self, ids: Integers) -> list[str]:
        places = self._places(ids)
        places = places[self._page[places] == -2]
        identified = self._rules.apply(identities([self._texts[place] for place in places]))
        new = sorted(set(identified) - self._number.keys())
        self._number.update((text, len(self) + n) for n, text in enumerate(new))
        self._page[places] = [self._number[text] for text in identified]
        return new

    def _places(self, ids: Integers) -> Integers:
        places = self._place[np.clip(ids, 0, len(self._place) - 1)]
        return _ascending(places[places >= 0], len(self._texts))


def _ascending(places: Integers, size: int) -> Integers:
    """The distinct ones of a million places: marking them is ten times as fast as sorting them."""
    marks = np.zeros(size, dtype=bool)
    marks[places] = True
    return np.flatnonzero(marks)


def _rewritten(identified: Sequence[str], moved: Sequence[tuple[str, str]]) -> dict[str, str]:
    """New identities of those that lie below a moved prefix."""
    if not moved:
        return {}
    ordered = sorted(set(identified))
    touched = {ordered[place] for old, _ in moved for place in below(ordered, old)}
    return {text: _moved(text, moved) for text in touched}


def _moved(text: str, moved: Sequence[tuple[str, str]]) -> str:
    """Follow the moves, each rule once, so that no pair of rules can grow a path for ever."""
    path, rules = [text], list(moved)
    while rule := next((r for r in rules if _is_below(text, r[0]) and not _is_below(text, r[1])), None):
        rules.remove(rule)
        text = _joined(rule[1], text[len(rule[0]) :])
        if text in path:
            return min(path[path.index(text) :])
        path.append(text)
    return text


def _is_below(text: str, prefix: str) -> bool:
    return text.startswith(prefix) and (len(text) == len(prefix) or text[len(prefix)] in "/?")


def _joined(prefix: str, rest: str) -> str:
    # A bare host has "/" as its path in every identity, a deeper page has no closing slash.
    whole = prefix + rest
    bare = prefix.count("/") == 2
    if rest in ("", "/"):
        return f"{prefix}/" if bare else prefix
    if bare and rest.startswith("?"):
        return f"{prefix}/{rest}"
    return whole if bare or not rest.startswith("/?") else prefix + rest[1:]


def _followed(
    rows: Iterable[Alias], rules: SamePage, titles: Mapping[str, str], roots: set[str]
) -> list[tuple[str, str]]:
    usable = [a for a in rows if a.how != "moved"]
    ends = zip(
        usable,
        rules.apply(identities(a.url for a in usable)),
        rules.apply(identities(a.target for a in usable)),
        strict=True,
    )
    kept = [
        (a.how, url, target) for a, url, target in ends if url != target and not _to_root(url, target, roots)
    ]
    told: dict[str, set[str]] = defaultdict(set)
    for how, url, target in kept:
        if how != "redirect":
            told[target] |= {titles[end] for end in (url, target) if end in titles}
    return [(url, target) for how, url, target in kept if how == "redirect" or len(told[target]) < 2]


def _to_root(url: str, target: str, roots: set[str]) -> bool:
    if url in roots:
        return False
    return target in roots or (target.count("/") == 3 and target.endswith("/"))


def _spokesmen(edges: Iterable[tuple[str, str]], titles: Mapping[str, str]) -> dict[str, str]:
    """For each identity of a group the member that speaks for it: a read post, else the first by name."""
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        while parent.setdefault(text, text) != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for url, target in edges:
        parent[root(url)] = root(target)
    groups: dict[str, list[str]] = defaultdict(list)
    for text in parent:
        groups[root(text)].append(text)
    best = (min(group, key=lambda text: (text not in titles, text)) for group in groups.values())
    return {text: speaker for group, speaker in zip(groups.values(), best, strict=True) for text in group}
