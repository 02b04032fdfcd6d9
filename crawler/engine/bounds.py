"""Where discovery ends: at a blog that always names a further page, or another home page, and at a feed that
has named all posts. Pure."""

from __future__ import annotations

from dataclasses import replace

from crawler import urls
from crawler.engine.frontier import Lane
from crawler.harvest import Ask, BlogFacts, Event, Harvest, Role, Way

MOST_LOOKUPS = 2_000
"""Pages of one way of discovery that are asked of a blog; more are a trap."""
MOST_INDEXES = 50
"""Sitemaps of a blog that lead to further ones: the protocol has one, and some lead on without end."""
MOST_HOMES = 10
"""Home pages of a blog of which each sends its readers on to the next."""
_MOST = {Role.HOME: MOST_HOMES, **dict.fromkeys((Role.REST, Role.SITEMAP, Role.FEED), MOST_LOOKUPS)}


def bounded(lane: Lane, harvest: Harvest) -> Harvest:
    """The harvest without look-ups that lead on and on: a way that has no end is not complete."""
    harvest = _without_older(lane, harvest)
    lane.ended.update(way.name for way in harvest.ways if way.complete)
    if not harvest.asks:
        return harvest  # as of nearly every post
    cut = [ask for role in _MOST for ask in _beyond(lane, harvest, role)]
    if not cut:
        return harvest
    if harvest.task.role is Role.HOME and cut[0].role is Role.HOME:
        reason = f"cannot be crawled: its home page leads to another one without end ({harvest.task.asked})"
        return replace(harvest, asks=(), blog=BlogFacts(state="failed", reason=reason))
    gone = frozenset(cut)
    trap = Event(what="trap", reason="endless_pagination", example=cut[0].url, count=len(cut))
    ended = dict.fromkeys([*(way.name for way in harvest.ways), *(ask.role.value for ask in cut)])
    told = {way.name: way for way in harvest.ways}
    return replace(
        harvest,
        asks=tuple(ask for ask in harvest.asks if ask not in gone),
        ways=tuple(replace(told.get(name) or Way(name=name), complete=False) for name in ended),
        events=(*harvest.events, trap),
    )


def _beyond(lane: Lane, harvest: Harvest, role: Role) -> list[Ask]:
    """The look-ups of a role that are too many, whatever named them: robots.txt may name thousands."""
    asks = [ask for ask in harvest.asks if ask.role is role]
    room = max(0, _MOST[role] - lane.asked[role])
    if asks and role is harvest.task.role is Role.SITEMAP:
        lane.indexes += 1
        room = room if lane.indexes <= MOST_INDEXES else 0
    lane.asked[role] += len(asks)
    return asks[room:]


def _without_older(lane: Lane, harvest: Harvest) -> Harvest:
    """The first page of a small blog's feed: it has no older one where it names just the posts of REST."""
    if harvest.task.role is not Role.FEED or not harvest.asks or "rest" not in lane.ended:
        return harvest
    named = {hash(urls.identity(one.url)) for one in harvest.found}
    if [way.name for way in harvest.ways] != ["feed"] or named != lane.named.get("rest"):
        return harvest
    ways = tuple(replace(way, complete=True) for way in harvest.ways)
    return replace(harvest, asks=tuple(one for one in harvest.asks if one.role is not Role.FEED), ways=ways)
