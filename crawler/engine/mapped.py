"""Whether a sitemap that looks whole names the newest posts only: what the home page's lists say of it."""

from __future__ import annotations

from dataclasses import replace

from crawler import discovery, store, urls
from crawler.discovery import kind_of
from crawler.engine.frontier import Lane
from crawler.engine.walk import AHEAD
from crawler.harvest import Ask, Event, Harvest, Role, Way
from crawler.store import earlier

MOST = 2_000
"""Posts in a sitemap up to which it may be one of the newest only."""
MANY, TENTH = 3, 10
"""Posts that a sitemap lacks, at least, and in how many of those that it has."""
FEW = 200
"""Posts up to which it is looked whether posts lead to others, where no list tells."""


def lacks_months(kept: store.Store, run: int, lane: Lane, home: Harvest) -> bool:
    """Whether the months that a home page links are more than a sitemap has posts, or go back further than
    its posts do, as their addresses tell; in a later crawl, whether many posts are known that it lacked."""
    named = earlier.in_sitemap(kept, run, lane.blog.id, MOST + 1)
    if len(named) > MOST:
        return False
    months = _months(home)
    dated = [place for one in named if (place := discovery.month_place(one)) <= 1]
    if len(months) > len(named) or (months and dated and _end(min(months)) <= min(dated)):
        return True
    lacking = earlier.never_in_sitemap(kept, run, lane.blog.id) if lane.blog.again else 0
    return lacking >= MANY and lacking * TENTH >= len(named)


def doubts(kept: store.Store, run: int, lane: Lane, home: Harvest) -> Harvest | None:
    """Of what a home page names the oldest month, where nothing else tells whether a sitemap goes back so
    far; without months nothing, but for the posts to lead to others. None where it is not doubted."""
    named = earlier.in_sitemap(kept, run, lane.blog.id, MOST + 1)
    marks = {hash(urls.identity(one)) for one in named}
    months = _months(home)
    shown = marks <= {hash(urls.identity(one.url)) for one in home.found}
    if lane.blog.again or len(named) > (MOST if months else FEW) or shown:
        return None
    if months and any(discovery.month_place(one) < _end(min(months)) for one in named):
        return None
    lane.named.setdefault(Role.ARCHIVE, set()).update(marks)
    oldest = [one for one in home.asks if months and _place(one) == min(months)]
    lane.trail.mapped = not oldest
    lane.walk.others = tuple(one for one in home.asks if oldest and one not in oldest[:1])
    ways = tuple(replace(way, complete=None, kept=True) for way in home.ways if way.name == Role.ARCHIVE)
    return replace(home, asks=tuple(oldest[:1]), ways=ways)


def judge(lane: Lane, harvest: Harvest) -> Harvest:
    """The oldest month was read: where it names posts that the sitemap did not, all lists are walked."""
    others, lane.walk.others = lane.walk.others, ()
    known = lane.named.get(Role.ARCHIVE, set()) | lane.walk.feed
    if all(hash(urls.identity(one.url)) in known for one in harvest.found):
        return replace(harvest, asks=())
    told = replace(harvest, asks=(*others, *harvest.asks))
    return said_to_lack(told, lane.blog.home)


def said_to_lack(harvest: Harvest, home: str) -> Harvest:
    """A harvest that says as well that the sitemap is not complete."""
    event = Event(what="warning", reason="sitemap_partial", example=home)
    way = Way(name="sitemap", complete=False)
    return replace(harvest, ways=(*harvest.ways, way), events=(*harvest.events, event))


def _months(home: Harvest) -> list[float]:
    """The places of the months and years that a home page links."""
    dates = (_place(one) for one in home.asks if kind_of(one.rank + AHEAD) == "date")
    return [place for place in dates if place < discovery.UNDATED]


def _place(ask: Ask) -> float:
    return round((ask.rank + AHEAD) % 1, 7)


def _end(place: float) -> float:
    """The place behind a month, or behind a year."""
    return place + (discovery.A_YEAR if discovery.is_year(place) else discovery.A_MONTH)
