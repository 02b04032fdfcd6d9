"""One answer becomes one harvest: what it says, and what is to be asked next. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from crawler import discovery, urls
from crawler.discovery.addresses import with_query
from crawler.discovery.answers import Answer, Lookup, Scene
from crawler.engine.dead_ends import leads_back
from crawler.engine.failures import failed_page
from crawler.engine.homes import (
    frames,
    home_named,
    home_of_feed,
    is_another,
    is_in_folder,
    leads_on,
    refreshed,
    respelt,
)
from crawler.engine.walk import AHEAD
from crawler.harvest import EXTRAS, OTHER_PAGE, Ask, BlogFacts, Event, Harvest, Role, Task, Way
from crawler.listings_elsewhere import Extra, Form, elsewhere, is_popup, next_page, read_extra
from crawler.markup.further import comment_page, first_page, shown_page
from crawler.page import read_page
from crawler.records import Commented, Discovered, Link, Linkback, Page, PageKind, Region
from crawler.seeds import in_scope, prefix_of
from crawler.verify import Mention, find_mention

_END = b"</html"
_TAIL = 3000
SEVERAL = 3
"""Posts beside its folder that a home page must show for its blog to be taken for the whole host."""
MOST_LISTING_PAGES = 500
"""Further pages of one post's listing; more than this is a trap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as it came: `url` after redirects, headers by lower-case name (repeats joined by ", ")."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """What is known of a blog when an answer is read.

    `named`: identities of posts that earlier answers of the same way named. `shown`: what its home page
    links. `sitemaps`: what robots.txt of its host names. `before`: links of the home page when it was read
    last.
    """

    scene: Scene
    named: Container[str] = frozenset()
    shown: tuple[Link, ...] = ()
    sitemaps: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def read_reply(task: Task, reply: Reply, around: Scenery) -> Harvest:
    """What an answer brings: of status 200, or of any other where it tells discovery to try another way."""
    scene = around.scene
    if task.role is Role.HOME:
        return _home(task, reply, around)
    if task.role is Role.POST:
        return _post(task, reply, scene)
    if task.role is Role.LISTING:
        return _listing(task, reply, scene)
    if task.role is Role.SOURCE:
        return _source(task, reply)
    if task.role in EXTRAS:
        return _extra(task, reply)
    if task.role is Role.ARCHIVE and reply.status == 200:
        return _archive(task, reply, around)
    return _found(task, reply, around)


def refused_again(task: Task, around: Scenery) -> Harvest:
    """What follows from an answer that was a refusal before, and is not asked for again."""
    reply = Reply(url=task.url.partition("#")[0], status=task.refused or 404, headers={}, body=b"")
    return replace(_found(task, reply, around), fetched=False)


def without_answer(task: Task, reason: str, status: int | None, around: Scenery) -> Harvest:
    """A look-up that failed: what is tried instead of it is the same as where it is refused."""
    instead = refused_again(replace(task, refused=status or 504), around)
    return replace(failed_page(task, reason, status), asks=instead.asks, ways=instead.ways)


def scene_after_home(reply: Reply, around: Scenery, page: Page) -> Scene:
    """The scene as the home page tells it: address after redirects, platform, and the new prefix where they
    led to another host, to a folder above, or to the blog in another folder."""
    scene = around.scene
    new, old = prefix_of(reply.url).removeprefix("www."), scene.prefix.removeprefix("www.")
    moved = new.partition("/")[0] != old.partition("/")[0]
    if not moved and not in_scope(reply.url, scene.prefix):
        moved = old.startswith(new) or is_in_folder(page, new, around.before, scene.prefix)
    prefix = prefix_of(reply.url) if moved else scene.prefix
    return replace(scene, home=reply.url, prefix=prefix, platform=page.platform)


def in_blog(url: str, scene: Scene) -> bool:
    """Whether a URL belongs to the blog."""
    return in_scope(url, scene.prefix)


def lookups_to_asks(lookups: Iterable[Lookup]) -> tuple[Ask, ...]:
    """Look-ups of discovery as rows for the ledger: they come before all posts."""
    return tuple(Ask(url=one.url, role=Role(one.way), rank=one.rank - AHEAD) for one in lookups)


def _home(task: Task, reply: Reply, around: Scenery) -> Harvest:
    scene = around.scene
    page = _with_frames(read_page(reply.body, reply.url, reply.headers), reply.body)
    named = home_of_feed(page, reply.body)
    if named and _host(named) == _host(reply.url):
        return _feed(task, reply, named)
    # A page with a feed is the home page of a blog, though it sends readers on.
    sent = None if page.feeds or page.rest else refreshed(reply.body, reply.url)
    if sent is None and not around.before:
        sent = discovery.door(page, scene_after_home(reply, around, page))
    if sent is not None:
        facts = BlogFacts(home=sent, state="discovering")
        return _done(
            task, reply, page=page, asks=(Ask(url=sent, role=Role.HOME, rank=task.rank),), blog=facts
        )
    after = scene_after_home(reply, around, page)
    moved = after.prefix != scene.prefix
    sure = task.doubted and not moved and leads_on(page, after.prefix)
    sure = sure or respelt(page, reply.body) is not None  # where that leads is judged
    if not sure and is_another(page, after.prefix, around.before, scene.prefix):
        return failed_page(task, OTHER_PAGE, reply.status)
    facts = BlogFacts(
        home=reply.url,
        prefix=after.prefix if moved else None,
        moved_from=scene.prefix if moved else None,
        title=page.site_title,
        platform=page.platform,
        language=page.language,
        state="discovering",
    )
    sitemaps = discovery.own_sitemaps(around.sitemaps, after)
    sitemaps = sitemaps or discovery.from_head(reply.body, after, url=reply.url)
    rest = bool(page.rest) or discovery.may_have_rest(reply.body)
    asks = lookups_to_asks(discovery.start(page, after, sitemaps, rest=rest))
    # WordPress is WordPress without REST, too: counts that its feed stated stand where that fails for a week.
    ways = () if rest else (Way(name=Role.REST, complete=False),)
    done = _done(task, reply, page=page, asks=asks, ways=ways, blog=facts, moved=moved)
    return replace(done, home_named=home_named(page, reply.body))


def _with_frames(page: Page, body: bytes) -> Page:
    """A home page of frames alone, with what these show as its links."""
    if page.links or page.feeds:
        return page
    shown = (Link(url=one, rel=(discovery.FRAME,), region=Region.CONTENT) for one in frames(body, page.url))
    return replace(page, links=tuple(shown))


def _host(url: str) -> str:
    return urls.host(url).removeprefix("www.")


def _feed(task: Task, reply: Reply, home: str) -> Harvest:
    """A seed that is a feed: the blog is the one that it names on its host, as of an OPML file."""
    facts = BlogFacts(home=home, prefix=prefix_of(home), state="discovering")
    asks = (Ask(url=home, role=Role.HOME, rank=task.rank),)
    return replace(_done(task, reply, asks=asks, blog=facts), home_named=home)


def read_archive_page(task: Task, page: Page, around: Scenery) -> Harvest:
    """What a page of the blog itself names: posts, and further lists of them."""
    reply = Reply(url=page.url, status=200, headers={}, body=b"")
    answer = discovery.read_archive(page, scene=around.scene, known=around.named, rank=task.rank + AHEAD)
    return _from_answer(task, reply, around.scene, answer)


def _archive(task: Task, reply: Reply, around: Scenery) -> Harvest:
    page = read_page(reply.body, reply.url, reply.headers)
    told = replace(read_archive_page(task, page, around), index_links=page.links)
    verdict = discovery.classify(reply.url, around.scene.prefix)
    # A page that is called after a day is the post of that day, where it names none.
    listed = verdict.use is discovery.LinkUse.ARCHIVE and (verdict.reason != "day" or bool(told.found))
    # What words called a list, or its next page, and names posts is one; a list may name its months alone.
    kind = discovery.kind_of(task.rank + AHEAD)
    called = kind in ("list", "pagination", "category") or discovery.page_number(reply.url) > 1
    listed = listed or (called and bool(told.found)) or (kind == "list" and bool(told.asks))
    return told if listed or page.page_kind is not PageKind.POST else _post(task, reply, around.scene)


def _found(task: Task, reply: Reply, around: Scenery) -> Harvest:
    mark = task.asked.partition("#")[2]  # a redirect does not know it
    answer = discovery.read(
        f"{task.url.partition('#')[0]}#{mark}" if mark else task.url,
        task.role.value,
        status=reply.status,
        headers=reply.headers,
        body=reply.body,
        scene=around.scene,
        known=around.named,
    )
    wider = _wider(answer, around) if task.role in (Role.FEED, Role.REST) else None
    if wider is None:
        return _from_answer(task, reply, around.scene, answer)
    harvest = _from_answer(task, reply, replace(around.scene, prefix=wider), answer)
    return replace(harvest, blog=BlogFacts(prefix=wider))


def _wider(answer: Answer, around: Scenery) -> str | None:
    """The host as a blog's prefix, where its home page stands in a folder beside its posts (`/blog` shows
    those of `/post/`): its feed names none below that, and several that the home page shows."""
    host, _, folder = around.scene.prefix.partition("/")
    if not folder or folder[0] == "~" or any(in_blog(one.url, around.scene) for one in answer.posts):
        return None
    shown = {urls.identity(link.url) for link in around.shown} if len(answer.posts) >= SEVERAL else set()
    beside = [
        one for one in answer.posts if in_scope(one.url, f"{host}/") and urls.identity(one.url) in shown
    ]
    return f"{host}/" if len(beside) >= SEVERAL else None


def _from_answer(task: Task, reply: Reply, scene: Scene, answer: Answer) -> Harvest:
    kept = tuple(one for one in answer.posts if in_blog(one.url, scene))
    events = [Event(what="trap", reason=t.name, example=t.example, count=t.count) for t in answer.traps]
    outside: list[Discovered] = [one for one in answer.posts if not in_blog(one.url, scene)]
    if outside:
        events.append(Event(what="skip", reason="outside_blog", example=outside[0].url, count=len(outside)))
    if answer.problem:
        events.append(Event(what="warning", reason=f"{answer.way}_{answer.problem}", example=_short(task)))
    return _done(
        task,
        reply,
        found=kept,
        asks=lookups_to_asks(answer.lookups),
        ways=(Way(name=answer.way, found=len(kept), complete=answer.complete, window=answer.window),),
        events=tuple(events),
        hidden=answer.hidden,
        commented=answer.commented,
    )


def _short(task: Task) -> str:
    """The address of a look-up as an example for people, who may follow it: without the fields of REST."""
    if task.role is not Role.REST:
        return task.url.partition("#")[0]
    return with_query(task.url, per_page=None, _embed=None, _fields=None)


def _post(task: Task, reply: Reply, scene: Scene) -> Harvest:
    if not reply.body.strip():
        return failed_page(task, "empty", reply.status)
    page = read_page(reply.body, reply.url, reply.headers)
    if _is_wall(task, page):
        return failed_page(task, OTHER_PAGE, reply.status)
    if _elsewhere_led(task, page):
        return failed_page(task, "moved_away", reply.status)
    further, events = _listing_asks(page.listing_urls, reply.url)
    asks = [*further, *(_extra_ask(one) for one in elsewhere(page))]
    if shown := shown_page(page.listing_urls):
        asks.append(Ask(url=shown, role=Role.LISTING, done=True))
    done = _done(task, reply, page=page, linkbacks=page.linkbacks, asks=tuple(asks), events=events)
    return done if page.linkbacks or _END in reply.body[-_TAIL:].lower() else replace(done, unended=True)


def _is_wall(task: Task, page: Page) -> bool:
    """Whether a post led to a page that leads back to it: a question for consent or age, a login."""
    return bool(task.via) and not page.linkbacks and leads_back(task.asked, page.url)


def _elsewhere_led(task: Task, page: Page) -> bool:
    """Whether a post was redirected to a page that is none: to the home page, a login, a notice for all."""
    if not task.via or urls.identity(page.url) == urls.identity(task.asked):
        return False
    return page.page_kind is PageKind.INDEX or (page.page_kind is PageKind.OTHER and not page.linkbacks)


def _listing_asks(found: Iterable[str], base: str) -> tuple[tuple[Ask, ...], tuple[Event, ...]]:
    """Comment pages and pop-ups of the same site, as the page links them; those too far are a trap."""
    asks, far = [], []
    # Most posts link none: what tells sites apart is loaded only where one is.
    for place, url in enumerate(one for one in found if urls.site(one) == urls.site(base)):
        if max(place, comment_page(url)) < MOST_LISTING_PAGES:
            asks.append(Ask(url=url, role=Role.LISTING, rank=-1.0))
        else:
            far.append(url)
    trap = Event(what="trap", reason="endless_pagination", example=far[0], count=len(far)) if far else None
    return tuple(asks), (trap,) if trap else ()


def _listing(task: Task, reply: Reply, scene: Scene) -> Harvest:
    page = read_page(reply.body, reply.url, reply.headers)
    # A page past the end answers like a real one, and may link the next: an empty one is the end.
    further = page.listing_urls if page.linkbacks or page.comments_count else ()
    shown = first_page(reply.url, further)
    asks, events = _listing_asks((one for one in further if one != shown), reply.url)
    if shown:
        asks += (Ask(url=shown, role=Role.LISTING, done=True),)
    return _done(
        task, reply, linkbacks=page.linkbacks, asks=asks, events=events, elsewhere=is_popup(task.url)
    )


def _extra_ask(extra: Extra) -> Ask:
    # The ledger holds a URL once for each blog: the fragment keeps one feed apart for each post.
    return Ask(url=f"{extra.url}#{extra.target}", role=Role(extra.form.value), rank=-1.0)


def _extra(task: Task, reply: Reply) -> Harvest:
    extra = Extra(url=reply.url, form=Form(task.role.value), target=task.asked.partition("#")[2])
    following = next_page(reply.body, extra)
    asks = (_extra_ask(following),) if following is not None else ()
    return _done(task, reply, linkbacks=read_extra(reply.body, extra), asks=asks, elsewhere=True)


def _source(task: Task, reply: Reply) -> Harvest:
    found = ((names[0], _mention(reply, names)) for names in task.targets)
    return replace(_done(task, reply), mentions=tuple(found))


def _mention(reply: Reply, names: tuple[str, ...]) -> Mention:
    """The mention of a page by the first of its addresses that is there; only the first one is exact."""
    kind = reply.headers.get("content-type", "")
    for place, target in enumerate(names):
        found = find_mention(reply.body, target, content_type=kind, url=reply.url)
        if found.found:
            return replace(found, exact=found.exact and place == 0)
    return found


def _done(
    task: Task,
    reply: Reply,
    *,
    page: Page | None = None,
    linkbacks: tuple[Linkback, ...] = (),
    asks: tuple[Ask, ...] = (),
    found: tuple[Discovered, ...] = (),
    ways: tuple[Way, ...] = (),
    events: tuple[Event, ...] = (),
    hidden: tuple[str, ...] = (),
    commented: tuple[Commented, ...] = (),
    blog: BlogFacts | None = None,
    moved: bool = False,
    elsewhere: bool = False,
) -> Harvest:
    return Harvest(
        task=task,
        url=reply.url,
        state="done",
        status=reply.status,
        page=page,
        linkbacks=linkbacks,
        asks=asks,
        found=found,
        ways=ways,
        events=events,
        hidden=hidden,
        commented=commented,
        blog=blog,
        moved=moved,
        elsewhere=elsewhere,
        etag=reply.headers.get("etag"),
        last_modified=reply.headers.get("last-modified"),
    )
