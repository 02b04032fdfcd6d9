"""Whether a blog's own pages are walked: where no way is complete, and not every week."""

from __future__ import annotations

from dataclasses import replace

from crawler import discovery, store, urls
from crawler.discovery import kind_of
from crawler.discovery.answers import Scene
from crawler.engine import mapped
from crawler.engine.frontier import Lane
from crawler.engine.reading import Scenery, lookups_to_asks, read_archive_page
from crawler.engine.walk import AHEAD
from crawler.harvest import Event, Harvest, Role, Task, Way
from crawler.options import CrawlOptions
from crawler.store import earlier, late_posts, ledger
from crawler.store.writes import Writer

_PAGED = ("rest", "pages", "feed", "counts", "archive")
"""Ways whose pages may go round in circles."""
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
        has = _sitemap_has(kept, run, writer, lane, told)
        if has and not mapped.lacks_months(kept, run, lane, told):
            _compare(kept, run, lane, told)
            return mapped.doubts(kept, run, lane, told) if may_be_led(options) else None
        told = mapped.said_to_lack(told, lane.blog.home)
    _compare(kept, run, lane, told)
    # What was not there when all was new is looked for everywhere.
    lane.walk.whole, lane.walk.again = options.thorough, lane.blog.again
    if not told.asks:
        told = _without_lists(told, lane, scene.scene, mapped=Role.SITEMAP in state)
        if lane.blog.again and earlier.lacks_most(kept, run, lane.blog.id, len(told.found)):
            # It shows the newest posts: the others, to which only posts lead, are not missing.
            told = replace(told, ways=tuple(_as_before(way) for way in told.ways))
    if options.thorough or not _shows_nothing_new(kept, run, writer, lane, told):
        return told
    lane.walk.kept = True
    # Without a feed a home page that shows no posts, or the same ones for ever, says nothing of new ones.
    lists = () if lane.walk.feed else tuple(one for one in told.asks if kind_of(one.rank + AHEAD) == "list")
    return replace(told, asks=lists, ways=tuple(_as_before(way) for way in told.ways))


def form_of(kept: store.Store, lane: Lane) -> discovery.Form | None:
    """The form of the posts' addresses, as the blog's feed has it, or else its home page; asked once."""
    walk = lane.walk
    if not walk.learned:
        walk.form = discovery.learn(earlier.newest_of_feed(kept, lane.blog.id), lane.blog.prefix)
        prefix = lane.blog.prefix
        if walk.form is None and lane.home is not None:
            walk.form = discovery.form_shown(lane.home, Scene(home=lane.blog.home, prefix=prefix))
        elif walk.form is None:
            # The home page was read by a process that is gone.
            walk.form = discovery.form_of_numbers(earlier.some_posts(kept, lane.blog.id), prefix)
        walk.learned = walk.form is not None or lane.home is not None
    return walk.form


def not_again(writer: Writer, lane: Lane, harvest: Harvest) -> Harvest:
    """What a list names; without further lists where they were walked lately, and it names nothing new."""
    if not (lane.walk.kept and harvest.fetched and harvest.task.role is Role.ARCHIVE and harvest.asks):
        return harvest
    known = writer.knows_all(lane.blog.id, (one.url for one in harvest.found))
    return replace(harvest, asks=()) if known and harvest.ways else harvest


def remember(lane: Lane, harvest: Harvest) -> Harvest:
    """Keep which posts a way named, but a sitemap; the answer, which counts those of lists only once."""
    harvest = _without_lists_read(lane, harvest)
    if lane.walk.others and harvest.task.role is Role.ARCHIVE and harvest.fetched:
        harvest = mapped.judge(lane, harvest)
    paged = harvest.found if any(way.name in _PAGED for way in harvest.ways) else ()
    marks = {hash(urls.identity(one.url)) for one in paged}
    if harvest.task.role is Role.ARCHIVE and harvest.fetched and harvest.ways:
        turned = any(kind_of(one.rank + AHEAD) == "more" for one in harvest.asks)
        places = {hash(urls.identity(one.url)): discovery.month_place(one.url) for one in paged}
        known = lane.named.get(Role.ARCHIVE, ())
        lane.walk.met(harvest.task, marks, known, paged=turned, places=places)
    once = len(marks - lane.named.get(Role.ARCHIVE, set()))
    for way in harvest.ways if marks else ():
        if way.name in _PAGED:
            lane.named.setdefault(way.name, set()).update(marks)
        if way.name == Role.ARCHIVE:
            lane.named.setdefault(discovery.first_page_of(harvest.url), set()).update(marks)
    ways = [replace(way, found=once) if way.name == Role.ARCHIVE else way for way in harvest.ways]
    return replace(harvest, ways=tuple(ways)) if ways else harvest


def _without_lists_read(lane: Lane, harvest: Harvest) -> Harvest:
    """A list without what was read as a list before, and looks like a post where a link calls it otherwise:
    `?p=2`, from the page before and the one after."""
    if harvest.task.role is not Role.ARCHIVE or not harvest.ways:
        return harvest
    read = lane.walk.read
    read.update(hash(urls.identity(one)) for one in (harvest.task.asked, harvest.url))
    return replace(
        harvest, found=tuple(one for one in harvest.found if hash(urls.identity(one.url)) not in read)
    )


def in_turn(lane: Lane, tasks: list[Task]) -> list[Task]:
    """Of waiting tasks those whose turn it is: none where lists of dates are put off."""
    lane.walk.followed = bool(lane.trail.on) and not lane.settled
    found = lane.walk.in_turn(tasks, unstored=bool(lane.pending))
    if lane.discovering and lane.trail.on and not (lane.settled or lane.pending):
        lane.put_off = lane.trail.ahead = lane.walk.may_wait(found)
    return [] if lane.put_off and lane.discovering else found


def may_be_led(options: CrawlOptions) -> bool:
    """Whether posts are found while others are read: where the user wants all, and no plan alone."""
    return not (options.max_posts or options.max_age or options.dry_run)


def led_by_posts(
    kept: store.Store, lane: Lane, harvest: Harvest, around: Scenery, options: CrawlOptions
) -> Harvest:
    """The answer with the posts to which the post that it shows leads, where lists are walked."""
    if lane.trail.on is None:
        lane.trail.on = may_be_led(options) and Role.ARCHIVE in ledger.ways_of(kept, lane.blog.id)
    if not lane.trail.on:
        return harvest
    lane.trail.seen.update(hash(ask.url) for ask in harvest.asks)
    named = lane.named.setdefault(Role.ARCHIVE, set())
    led = lane.trail.follow(harvest, around.scene, named, lane.walk.feed)
    return replace(harvest, found=(*harvest.found, *led)) if led else harvest


def go_on(kept: store.Store, run: int, lane: Lane) -> tuple[bool, tuple[Event, ...]]:
    """Nothing waits to be read: whether posts do now to which others led, or lists that were put off; and
    what is to be told."""
    begun = not lane.settled
    if not (begun or lane.trail.on):
        return False, ()
    lane.settled = True
    number, example = late_posts.take_in(kept, run, lane.blog.id, walked=False)
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


def _without_lists(told: Harvest, lane: Lane, scene: Scene, *, mapped: bool) -> Harvest:
    """What a home page says that leads to no list of posts: a sitemap is looked for where none was, and where
    the feed names posts that the home page does not, there may be others that neither names."""
    asks = () if mapped else lookups_to_asks(discovery.usual_sitemap(scene))
    if lane.walk.feed <= lane.walk.home:
        return replace(told, asks=asks)
    event = Event(what="warning", reason="archive_partial", example=lane.blog.home)
    ways = [replace(way, complete=False) if way.name == Role.ARCHIVE else way for way in told.ways]
    return replace(told, asks=asks, ways=tuple(ways), events=(*told.events, event))


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
