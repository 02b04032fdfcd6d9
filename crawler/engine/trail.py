"""Posts to which other posts lead, where a blog's lists are walked: what none of them names is found so."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler import discovery, urls
from crawler.discovery.answers import Scene
from crawler.harvest import Harvest, Role
from crawler.records import Discovered, PageKind

IDLE = 12
"""Pages in a row that posts led to and that are none: behind them no post is followed any more."""
MOST = 2_000
"""Posts of a blog that are found by others; more are a trap."""
SEVERAL = 3
"""Posts that lead to one to which none before them had led, from which on posts are linked one by one."""


@dataclass(slots=True)
class Trail:
    """What the posts of a blog lead to.

    `on`: it is followed; None where that is not known, of a blog that a process which is gone has begun.
    `ahead`: lists of dates wait for it. `mapped`: no list is walked, only what nothing names is looked for.
    `seen`: links that were judged, as hashes of their addresses.
    `found`: what posts led to and nothing had named before, as hashes of addresses. `idle`: how many of these
    in a row are no posts. `leading`: posts that led to one to which none before them had led.
    """

    on: bool | None = None
    ahead: bool = False
    mapped: bool = False
    seen: set[int] = field(default_factory=set)
    found: set[int] = field(default_factory=set)
    idle: int = 0
    leading: int = 0

    @property
    def leads(self) -> bool:
        """Whether posts lead to others, one after another."""
        return self.leading >= SEVERAL

    def follow(
        self, harvest: Harvest, scene: Scene, named: set[int], feed: frozenset[int]
    ) -> tuple[Discovered, ...]:
        """Posts to which the page of a post leads; `named` are those that lists have named, to which
        they are added, `feed` those that the feed names, as hashes of their identities."""
        page = harvest.page
        if page is None or harvest.task.role not in (Role.POST, Role.ARCHIVE):
            return ()
        is_post = page.page_kind is PageKind.POST
        if hash(harvest.task.asked) in self.found:
            self.idle = 0 if is_post else self.idle + 1
        if not is_post or self.idle >= IDLE or len(self.found) >= MOST:
            return ()
        known = named if self.mapped else ()
        beside = discovery.read_beside(page, scene=scene, seen=self.seen, named=known)
        marked = [(hash(urls.identity(one.url)), one) for one in beside]
        self.leading += bool(marked)
        led = tuple(one for mark, one in marked if mark not in named and mark not in feed)
        named.update(mark for mark, _ in marked)
        self.found.update(hash(one.url) for one in led)
        return led
