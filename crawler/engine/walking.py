"""Whether a blog's own pages are walked: where no way is complete, and not every week."""

from __future__ import annotations

from dataclasses import replace

from crawler import discovery, store, urls
from crawler.discovery import kind_of
from crawler.engine.frontier import Lane
from crawler.engine.reading import Scenery, read_archive_page
from crawler.engine.walk import AHEAD
from crawler.harvest import Event, Harvest, Role, Task, Way
from crawler.options import CrawlOptions
from crawler.store import decisions, earlier, ledger
from crawler.store.writes import Writer

FEW = 3
"""Posts of a feed or home page of which a sitemap must name some: of fewer, all may be newer than it."""


def first_page(
    kept: store.Store, run: int, writer: Writer, lane: Lane, scene: Scenery, options: CrawlOptions
) -> Harvest | None:
    """What the home page, which was read before, names of posts and lists; None where some way is complete.

    Without its lists, but for those of all posts where there is no feed, where they were walked lately and
    nothing new is to be seen.
    """
    state = ledger.ways_of(kept, lane.blog.id)
    if lane.home is None or not discovery.needs_archive(state, sitemap=False):
        return None
    start = Task(url=lane.blog.home, blog=lane.blog.id, role=Role.ARCHIVE)
    # The home page was counted when it was fetched.
    told = replace(read_archive_page(start, lane.home, scene), fetched=False)
    if not discovery.needs_archive(state):
        if _sitemap_has(kept, run, writer, lane, told):
            return None
        told = _sitemap_lacks(told, lane.blog.home)
    _compare(kept, run, lane, told)
    # What was not there when all was new is looked for everywhere.
    lane.walk.whole, lane.walk.again = options.thorough, lane.blog.again
    if options.thorough or not _shows_nothing_new(kept, run, writer, lane, told):
        return told
    lane.walk.kept = True
    # Without a feed a home page that shows no posts, or the same ones for ever, says nothing of new ones.
    lists = () if lane.walk.feed else tuple(one for one in told.asks if kind_of(one.rank + AHEAD) == "list")
    return replace(told, asks=lists, ways=tuple(_as_before(way) for way in told.ways))


def form_of(kept: store.Store, lane: Lane) -> discovery.Form | None:
    """The form of the posts' addresses, as the blog's feed has it; asked of the store once."""
    walk = lane.walk
    if not walk.learned:
        walk.form = discovery.learn(earlier.newest_of_feed(kept, lane.blog.id), lane.blog.prefix)
        walk.learned = True
    return walk.form


def not_again(writer: Writer, lane: Lane, harvest: Harvest) -> Harvest:
    """What a list names; without further lists where they were walked lately, and it names nothing new."""
    if not (lane.walk.kept and harvest.fetched and harvest.task.role is Role.ARCHIVE and harvest.asks):
        return harvest
    known = writer.knows_all(lane.blog.id, (one.url for one in harvest.found))
    return replace(harvest, asks=()) if known and harvest.ways else harvest


def led_by_posts(kept: store.Store, lane: Lane, harvest: Harvest, around: Scenery) -> Harvest:
    """The answer with the posts to which the post that it shows leads, where no way to the posts is complete."""
    if lane.trail.on is None:
        lane.trail.on = not lane.discovering and Role.ARCHIVE in ledger.ways_of(kept, lane.blog.id)
    if not lane.trail.on:
        return harvest
    lane.trail.seen.update(hash(ask.url) for ask in harvest.asks)
    named = lane.named.setdefault(Role.ARCHIVE, set())
    led = lane.trail.follow(harvest, around.scene, named, lane.walk.feed)
    return replace(harvest, found=(*harvest.found, *led)) if led else harvest


def go_on(kept: store.Store, run: int, lane: Lane) -> tuple[bool, tuple[Event, ...]]:
    """Nothing waits to be read: whether posts do now to which others led, or lists that were put off; and what
    is to be told."""
    begun = not lane.settled
    if not (begun or lane.trail.on):
        return False, ()
    lane.settled = True
    number, example = decisions.take_in(kept, run, lane.blog.id, walked=False)
    if begun:
        # A process that is gone may have left lists for later.
        lane.walked = True
        lane.put_off = bool(ledger.waiting(kept, lane.blog.id, limit=1, but=(), discovery=True))
    if number:
        told = Event(what="warning", reason="archive_partial", example=example, count=number)
        return True, () if begun or lane.trail.ahead else (told,)
    lane.discovering, lane.put_off = lane.put_off, False
    lane.walk.led = lane.trail.leads
    return lane.discovering, ()


def _compare(kept: store.Store, run: int, lane: Lane, told: Harvest) -> None:
    """What home page and feed name, for the walk to know what is new."""
    walk = lane.walk
    home = {hash(urls.identity(one.url)) for one in told.found}
    walk.home = frozenset(home)
    walk.feed = frozenset(lane.named.get(Role.FEED, ()))
    links = {hash(urls.identity(link.url)) for link in lane.home.links} if lane.home is not None else set()
    # The home page may have links to posts that are not known by their form.
    walk.agree = bool(walk.feed) and home <= walk.feed <= links
    # Of a feed that was read before a kill nothing is known any more.
    if home and walk.feed and (home <= walk.feed or walk.feed <= home):
        walk.reach = earlier.reach_of_feed(kept, run, lane.blog.id)


def _shows_nothing_new(kept: store.Store, run: int, writer: Writer, lane: Lane, told: Harvest) -> bool:
    """Whether the lists were walked to their end lately, and would name nothing else now.

    So it is where the feed goes back to a post that was known, and the home page names none that neither the
    feed nor an earlier crawl did, and all that are new.
    """
    blog = lane.blog.id
    if not earlier.walked_lately(kept, blog) or not earlier.feed_goes_back(kept, run, blog):
        return False
    shown = (link.url for link in lane.home.links) if lane.home is not None else ()
    # A post that is on no page that was read would pass for one that nothing leads to.
    return writer.holds_new(blog, shown) and writer.knows_all(blog, (one.url for one in told.found))


def _as_before(way: Way) -> Way:
    return replace(way, complete=None, kept=True) if way.name == Role.ARCHIVE else way


def _sitemap_has(kept: store.Store, run: int, writer: Writer, lane: Lane, home: Harvest) -> bool:
    """Whether a sitemap that ends names the blog's posts: most of those that its feed names, or without a
    feed its home page. Some list a site's pages only, or what stood there years ago."""
    named, listed = ledger.named_by_feed(kept, run, lane.blog.id)
    if not named:
        named = len(home.found)
        listed = writer.in_sitemap(lane.blog.id, (one.url for one in home.found))
    return named < FEW or listed * 2 >= named


def _sitemap_lacks(home: Harvest, url: str) -> Harvest:
    """The home page's harvest, saying as well that the sitemap is not complete."""
    event = Event(what="warning", reason="sitemap_partial", example=url)
    way = Way(name="sitemap", complete=False)
    return replace(home, ways=(*home.ways, way), events=(*home.events, event))
