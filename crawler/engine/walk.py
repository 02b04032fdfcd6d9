"""Which lists of a blog's own pages need no look, because those before them named all posts. Pure.

Months are walked from the oldest on, behind feed, lists and pages of all posts. Where the oldest ones name no
post that those had not named, nothing lies between; so it is, less surely, with categories. One post that was
not named before, and all are walked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from math import inf
from types import MappingProxyType

from crawler.discovery import A_MONTH, FIRST_DATE, UNDATED, Form, kind_of
from crawler.harvest import Ask, Role, Task

AHEAD = 500
"""What is taken from the ranks of look-ups in the ledger: so they come before all posts."""
ENOUGH = {"pagination": 1, "more": 1, "date": 2, "day": 2, "category": 3}
"""Lists of a kind that must name nothing new, for the others of it to be left out."""
IDLE = 30
"""Lists of a kind in a row that name nothing new: behind them none is looked at, as some turn for ever."""
IDLE_DAYS = 12
"""Of days, where no feed names what was written on them: a calendar shows a day of each month."""
SAME = 4
"""Pages in a row that name just the posts of the one before: those past the end of a list."""
MANY = 3
"""Lists of dates that are worth reading the known posts first."""
MANY_POSTS = 100
"""Posts in a list, from which on it is cut at rounder numbers."""
NAMED_ALREADY = "named_already"
"""Reason of lists that are left out."""


class Named:
    """Identities of posts that a way has named, kept as hashes."""

    def __init__(self, marks: set[int]) -> None:
        self._marks = marks

    def __contains__(self, identity: object) -> bool:
        return hash(identity) in self._marks


@dataclass(slots=True)
class Walk:
    """What a walk has met. Posts and lists are kept as hashes of their identities.

    What is known before it, or told to it:

    - `feed`, `home`: the posts that the feed and the home page name; `agree`: the same ones.
    - `reach`: the place (`discovery.date_place`) of the month down to which the feed names all posts, None
      where that is not known.
    - `whole`: no list is passed over. `again`: none is, as posts may be dated back, but where pages are
      turned that show them. `kept`: they were walked lately, and only what names something new leads on.
    - `form`: of the posts' addresses, once it was `learned`.
    - `led`: posts lead to the posts before them; `followed`: they may; `decided`: whether lists wait for
      them.
    - `others`: lists that wait for the oldest month, which tells whether a sitemap is whole.

    What its lists have shown:

    - `stale`, `fresh`: by kind of list, how many named nothing new, and which named something; `idle`: how
      many in a row named nothing new. `listed`: a list of all posts, or a page of one, named some.
    - `last`, `same`: by kind, what the last page named, and how many in a row named just that.
    - `read`: lists that were read.
    - `nearly`: a list of all posts has all that feed and home page name, and more; `entire`: it was not cut,
      either; `proven`: as its oldest month shows.
    - `unordered`: there are dates of which it is not known which comes first (weeks, names of months), so
      that the first are not the oldest. `oldest`: the least rank of a day that was met.
    - `turned_to`: the place of the oldest post that pages named first, as its address tells it.
    - `dated`: there are months beside pages that wait; `testing`: one of them tells whether pages need be
      turned; `belied`: it said that they must.
    """

    feed: frozenset[int] = frozenset()
    agree: bool = False
    reach: float | None = None
    stale: Counter[str] = field(default_factory=Counter)
    fresh: set[str] = field(default_factory=set)
    listed: bool = False
    whole: bool = False
    again: bool = False
    kept: bool = False
    unordered: bool = False
    form: Form | None = None
    learned: bool = False
    oldest: float = inf
    idle: Counter[str] = field(default_factory=Counter)
    last: dict[str, set[int]] = field(default_factory=dict)
    same: Counter[str] = field(default_factory=Counter)
    home: frozenset[int] = frozenset()
    nearly: bool = False
    entire: bool = False
    proven: bool = False
    led: bool = False
    turned_to: float = inf
    read: set[int] = field(default_factory=set)
    others: tuple[Ask, ...] = ()
    dated: bool = False
    followed: bool = False
    decided: bool = False
    testing: bool = False
    belied: bool = False

    def met(
        self,
        task: Task,
        named: set[int],
        known: Container[int],
        *,
        paged: bool = False,
        places: Mapping[int, float] = MappingProxyType({}),
    ) -> None:
        """A list was read that names these posts; `known` are those that were named before. `paged`: it has
        further pages. `places`: those of posts among dates, as their addresses tell them."""
        kind = _kind(task)
        if kind == "list" and not paged and self._has_all(named):
            self.nearly, self.entire = True, self.entire or not _is_usual(len(named))
        self.listed |= bool(named) and kind in ("list", "pagination")
        new = [one for one in named if one not in known and one not in self.feed]
        if kind == "date" and self.testing:
            self.testing = False
            if new:
                self.belied, self.led = True, False
                return
        if new:
            self.fresh.add(kind)
            self.idle[kind] = 0
            if kind == "pagination":
                self.turned_to = min(self.turned_to, *(places.get(one, inf) for one in new))
            return
        if kind != "day" or not self._is_reached(task):
            self.idle[kind] += 1
        if kind in ("pagination", "more"):
            same = bool(named) and named == self.last.get(kind, set())
            self.same[kind] = self.same[kind] + 1 if same else 0
            self.last[kind] = named
            self.idle[kind] = IDLE if self.same[kind] >= SAME else self.idle[kind]
        if named:
            self.stale[kind] += 1
            tells = self.nearly or (self.led and self.stale[kind] >= ENOUGH[kind])
            self.proven |= tells and kind == "date" and not self.unordered
            self.entire |= self.proven

    def _has_all(self, named: set[int]) -> bool:
        """Whether a list of all posts has all that home page and feed name and more."""
        more = len(named) > max(len(self.home), len(self.feed), 1)
        return more and (self.home | self.feed) <= named

    def in_turn(self, tasks: list[Task], *, unstored: bool) -> list[Task]:
        """Of waiting tasks, by rank, those whose turn it is: lists of one kind. None while answers are not
        stored yet, which may lead to better ones, where it is a kind of which some may be passed over."""
        if not tasks or tasks[0].role is not Role.ARCHIVE:
            return tasks
        kind = _kind(tasks[0])
        telling = self._telling(tasks) if kind == "pagination" else []
        if unstored and kind in ENOUGH and (kind != "pagination" or self._is_open()):
            return []
        if telling:
            self.testing = True
            return telling
        found = [one for one in tasks if one.role is Role.ARCHIVE and _kind(one) == kind]
        dates = [one.rank for one in found if one.rank + AHEAD >= FIRST_DATE]
        self.unordered |= kind in ("date", "day") and len(set(dates)) < len(dates)
        if kind == "day":
            self.oldest = min([self.oldest, *dates])
        return found

    def _is_open(self) -> bool:
        """Whether something may yet tell that no page need be turned: so pages are not asked for ahead."""
        if self.nearly or self.led:
            return True
        return self.dated and self.followed and not (self.decided or self.whole or self.again)

    def _telling(self, tasks: list[Task]) -> list[Task]:
        """The month that may tell that no page need be turned: the oldest one, where a list of all posts may
        have been cut; that and one of the middle, where posts lead to the posts before them."""
        waits = self._months(tasks)
        self.dated = bool(waits)
        if self.entire or self.whole or self.again or not (self.nearly or self.led):
            return []
        if self.belied or "date" in self.fresh:
            return []
        if not waits and self.stale["date"]:
            self.proven = self.entire = True
        place = len(waits) // 2 if self.stale["date"] else 0
        return waits[place : place + 1]

    def _months(self, tasks: list[Task]) -> list[Task]:
        """Waiting lists of months whose posts the feed does not name all, the oldest first."""
        lists = (one for one in tasks if one.role is Role.ARCHIVE and _kind(one) == "date")
        return [one for one in lists if one.rank + AHEAD < FIRST_DATE + UNDATED and not self._is_reached(one)]

    def passes_over(self, task: Task) -> bool:
        """Whether a task is a list that would name nothing new."""
        whole = self.whole or (self.again and not self._is_turned())
        if task.role is not Role.ARCHIVE or task.tries:
            return False
        kind = _kind(task)
        if self.idle[kind] >= (IDLE_DAYS if kind == "day" else IDLE) and kind not in _KEPT:
            return True
        if whole:
            return False
        if kind == "day" and task.rank <= self.oldest:
            return False  # a calendar leads from its days to the month before
        if kind in ("date", "day") and self._is_reached(task):
            return True
        if kind == "date" and self.testing:
            return False
        if kind not in ENOUGH or kind in self.fresh or (self.unordered and kind in ("date", "day")):
            return False
        if kind == "date" and self._is_turned_to(task):
            return True
        return self.stale[kind] >= self._enough(kind) and self._has_ground(kind)

    def _enough(self, kind: str) -> int:
        """How many lists of a kind that name nothing new will do."""
        # Where pages end early, the very oldest month names what they lack.
        sure = self._is_turned() or self.entire
        if kind == "category":
            sure = sure or "date" in self.fresh or self.stale["date"] > 0
        if kind == "pagination":
            return 0 if self.proven else ENOUGH[kind]
        return 1 if sure or (kind == "date" and self.led) else ENOUGH[kind]

    def may_wait(self, tasks: list[Task]) -> bool:
        """Whether pages beside months, or lists of dates that are many enough, are put off until the known
        posts are read: where these lead to the others, a look at some of the dates will do."""
        kind = _kind(tasks[0]) if tasks else ""
        if self.whole or self.again or kind not in ("pagination", "date", "day"):
            return False
        self.decided = True
        number = sum(not self.passes_over(one) for one in tasks)
        return number >= (MANY if kind != "pagination" else 1) and (self.dated or kind != "pagination")

    def _is_reached(self, task: Task) -> bool:
        """Whether the feed names all posts of a month, or of a whole year, and goes on before."""
        rank = task.rank + AHEAD
        dated = rank >= FIRST_DATE and rank % 1 < UNDATED
        return self.reach is not None and dated and rank % 1 > self.reach

    def _is_turned_to(self, task: Task) -> bool:
        """Whether pages that were turned to their end named first a post of a month, or of one before it."""
        place = (task.rank + AHEAD) % 1
        return place < UNDATED and self.turned_to < place + A_MONTH

    def _is_turned(self) -> bool:
        """Whether pages of a list of all posts were turned, and named some."""
        return "pagination" in self.fresh or self.stale["pagination"] > 0

    def _has_ground(self, kind: str) -> bool:
        """Whether something was read that should name all posts, to which lists of a kind add nothing."""
        if kind == "pagination":
            return self.entire
        if kind == "more":
            return self._is_turned()
        if kind == "category":
            return self.listed or self.agree or "date" in self.fresh
        return self.listed or bool(self.feed)


_KEPT = ("date", "category")
"""Lists that a page names all at once, and that lead to no further one."""


def _is_usual(number: int) -> bool:
    """Whether lists are cut at such a number of posts."""
    return not all(number % one for one in ((5, 8, 12) if number <= MANY_POSTS else (25,)))


def _kind(task: Task) -> str:
    return kind_of(task.rank + AHEAD)
