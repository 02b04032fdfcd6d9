"""The ledger of the crawl: which blogs and URLs wait, and the decisions between discovery and reading."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, case, func, select, update

from crawler.harvest import DISCOVERY, OTHER_PAGE, Role, Task
from crawler.schedule import DAY, PAGES_AGAIN, REFUSED_AGAIN, lately
from crawler.store.addresses import UrlIds
from crawler.store.former import superseded
from crawler.store.opening import Store
from crawler.store.post_rows import REDATED, named_by_rest
from crawler.store.schema import SAME_BLOG, blogs, ledger, linkbacks, links, posts, runs, urls
from crawler.store.source_rows import disproved, targets_of
from crawler.store.statements import ask_for, chunks, next_id
from crawler.urls import identity

OPEN = ("queued", "discovering", "crawling")
"""States of blogs that the crawl is not through with."""

HOME_RANK = -1000.0
_REFUSALS = (401, 403, 404, 410)

_POSTS = (
    select(posts.c.id)
    .where(posts.c.blog == blogs.c.id, (posts.c.url != blogs.c.home) | (posts.c.reading == "read"))
    .exists()
)
"""Whether a blog has posts: REST names a seed that is a post as the only one below itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBlog:
    """A blog to crawl: the seed as given, its home page, prefix, and hops from the seeds."""

    seed: str
    home: str
    prefix: str
    hops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogRow:
    """What the crawl must know of a blog while it works on it. `again`: an earlier run read posts of it;
    `beyond_rest`: its sitemap names posts that REST does not; `knows_pages`: REST gave its pages lately."""

    id: int
    home: str
    prefix: str
    seed: str
    platform: str | None
    state: str
    reason: str | None
    hops: int
    again: bool
    beyond_rest: bool = False
    knows_pages: bool = False


def add_blogs(store: Store, run: int, wanted: Sequence[NewBlog]) -> int:
    """Enter blogs into a run; those known from earlier runs are crawled again. How many were entered.

    A blog that this run knows already stays as it is: so a broken-off run goes on where it stood.
    """
    with store.writing() as connection:
        ids = UrlIds()
        entered = 0
        for part in chunks(wanted):
            ids.learn(connection, (one.home for one in part))
            entered += _enter(connection, run, ids, part)
            ids.trim()
    return entered


def _enter(connection: Connection, run: int, ids: UrlIds, wanted: Sequence[NewBlog]) -> int:
    old = _stored(connection, wanted)
    known = {row.id: (row, one) for one in wanted if (row := _match(old, one)) is not None}
    stale = [(row, one) for row, one in known.values() if row.last_run != run]
    new = {ids[one.home]: one for one in wanted if _match(old, one) is None}
    first = next_id(connection, blogs)
    rows = [_new_row(run, first + n, key, one) for n, (key, one) in enumerate(new.items())]
    if rows:
        connection.execute(blogs.insert(), rows)
    if stale:
        again: dict[str, Any] = {"state": "queued", "reason": None, "last_run": run, "ways": {}}
        same = update(blogs).where(blogs.c.id == bindparam("key")).values(**again, hops=bindparam("far"))
        connection.execute(same, [{"key": row.id, "far": one.hops} for row, one in stale])
    homes = [(row["home"], row["id"]) for row in rows]
    homes += [(_back_at_seed(connection, row, one, ids[one.home]), row.id) for row, one in stale]
    asked = [{"url": u, "blog": b, "role": Role.HOME, "post": None, "rank": HOME_RANK} for u, b in homes]
    ask_for(connection, run, asked)
    return len(homes)


def _back_at_seed(connection: Connection, row: Any, one: NewBlog, seed: int) -> int:
    """Where a blog begins: at its seed, where what that led to had no posts; its name may have lapsed."""
    if row.met_posts or row.seed != one.seed or row.home == seed:
        return int(row.home)
    back = {"home": seed, "prefix": one.prefix, "moved_from": None}
    connection.execute(update(blogs).where(blogs.c.id == row.id).values(**back))
    return seed


def _stored(connection: Connection, wanted: Sequence[NewBlog]) -> dict[str, Any]:
    """Blogs that the store has, by their seed as given and by the identity of their home page."""
    met = select(posts.c.id).where(posts.c.blog == blogs.c.id).exists().label("met_posts")
    columns = select(blogs.c.id, blogs.c.home, blogs.c.seed, blogs.c.last_run, urls.c.url, met)
    joined = columns.join(urls, blogs.c.home == urls.c.id)
    homes = urls.c.url.in_([text for one in wanted for text in _spellings(one.home)])
    rows = connection.execute(joined.where(homes | blogs.c.seed.in_([one.seed for one in wanted]))).all()
    return {key: row for row in rows for key in (identity(row.url), row.seed)}


def _match(old: dict[str, Any], one: NewBlog) -> Any:
    return next((old[key] for key in (one.seed, identity(one.home)) if key in old), None)


def _spellings(home: str) -> list[str]:
    """A home page with either scheme, with and without `www.`"""
    rest = home.partition("://")[2].removeprefix("www.")
    return [f"{scheme}://{www}{rest}" for scheme in ("http", "https") for www in ("", "www.")]


def _new_row(run: int, key: int, home: int, one: NewBlog) -> dict[str, Any]:
    return {
        "id": key,
        "seed": one.seed,
        "home": home,
        "prefix": one.prefix,
        "hops": one.hops,
        "state": "queued",
        "ways": {},
        "robots": {},
        "inference": "unchecked",
        "first_run": run,
        "last_run": run,
    }


def open_blogs(store: Store, run: int) -> list[int]:
    """Blogs that the run is not through with, in the order in which they were met."""
    return [key for key, _ in _open(store, run)]


def shares(store: Store, run: int, parts: int) -> list[list[int]]:
    """The same in `parts` shares of about as many blogs.

    Blogs of one host are in one share, so that one process keeps the host's pace.
    """
    hosts: dict[str, list[int]] = {}
    for key, prefix in _open(store, run):
        hosts.setdefault(prefix.partition("/")[0], []).append(key)
    dealt: list[list[int]] = [[] for _ in range(parts)]
    for group in sorted(hosts.values(), key=len, reverse=True):
        min(dealt, key=len).extend(group)
    return dealt


def _open(store: Store, run: int) -> list[tuple[int, str]]:
    with store.reading() as connection:
        wanted = select(blogs.c.id, blogs.c.prefix).where(blogs.c.last_run == run, blogs.c.state.in_(OPEN))
        return [
            (key, prefix) for key, prefix in connection.execute(wanted.order_by(blogs.c.hops, blogs.c.id))
        ]


def totals(store: Store, run: int) -> dict[str, Any]:
    """The figures of `CrawlResult`."""
    mine = select(blogs.c.id).where(blogs.c.last_run == run)
    of_blogs = select(func.count()).select_from(blogs).where(blogs.c.last_run == run)
    of_seeds = of_blogs.where(blogs.c.hops == 0)
    lost = blogs.c.reason.like("%does not answer any more%") | blogs.c.reason.like("%asks to wait%")
    listed = select(func.count()).select_from(linkbacks.join(posts, linkbacks.c.post == posts.c.id))
    listed = listed.where(posts.c.blog.in_(mine), posts.c.gone_run.is_(None), linkbacks.c.gone_run.is_(None))
    waits = select(func.count()).select_from(ledger).where(ledger.c.blog.in_(mine))
    with store.reading() as connection:

        def number(wanted: Select[int]) -> int:
            return connection.execute(wanted).scalar_one()

        state, counts = connection.execute(select(runs.c.state, runs.c.counts).where(runs.c.id == run)).one()
        return {
            "run": run,
            "state": state,
            "blogs": number(of_blogs) - number(of_blogs.where(blogs.c.reason.startswith(SAME_BLOG))),
            "failed": number(of_blogs.where(blogs.c.state == "failed")),
            "failed_seeds": number(of_seeds.where(blogs.c.state == "failed")),
            "lost_seeds": number(of_seeds.where(blogs.c.state == "stopped", lost)),
            "empty": number(of_blogs.where(blogs.c.state == "finished", ~_POSTS)),
            "posts": _number_of_posts(connection, mine),
            "linkbacks": number(listed),
            "requests": counts.get("requests", 0),
            "left": number(waits.where(ledger.c.state == "waiting")),
        }


def _number_of_posts(connection: Connection, mine: Select[Any]) -> int:
    """Posts of some blogs, gone ones left out, each once wherever it stood."""
    there = posts.c.blog.in_(mine) & posts.c.gone_run.is_(None)
    rows: int = connection.execute(select(func.count()).select_from(posts).where(there)).scalar_one()
    counted = {row.id for row in connection.execute(mine)}
    return rows - sum(blog in counted for blog, _ in superseded(connection).values())


def waiting_posts(store: Store, run: int) -> tuple[int, int]:
    """URLs of a run's blogs that wait to be fetched: of all blogs, and of the one that has most."""
    with store.reading() as connection:
        total, most = connection.execute(_waiting_posts(), {"run": run}).one()
    return int(total), int(most)


@cache
def _waiting_posts() -> Select[Any]:
    """Both numbers for a `run`; made once, for they are asked for as long as a crawl goes on."""
    mine = (ledger.c.state == "waiting") & (ledger.c.run == bindparam("run"))
    of_each = select(func.count().label("number")).where(mine).group_by(ledger.c.blog).subquery()
    number = of_each.c.number
    return select(func.coalesce(func.sum(number), 0), func.coalesce(func.max(number), 0))


def blog_row(store: Store, blog: int) -> BlogRow:
    """One blog."""
    now = int(time.time())
    asked = {"blog": blog, "first": now - PAGES_AGAIN + 1, "last": now + DAY}
    with store.reading() as connection:
        row = connection.execute(_blog_row(), asked).one()
    return BlogRow(
        id=row.id,
        home=row.url,
        prefix=row.prefix,
        seed=row.seed,
        platform=row.platform,
        state=row.state,
        reason=row.reason,
        hops=row.hops,
        again=bool(row.again),
        beyond_rest=bool(row.beyond_rest),
        knows_pages=bool(row.knows_pages),
    )


@cache
def _blog_row() -> Select[Any]:
    """The statement for one `blog`, made once: it costs more than its row."""
    c = blogs.c
    earlier = select(posts.c.id).where(posts.c.blog == c.id, posts.c.first_read < c.last_run).exists()
    more = (posts.c.blog == c.id) & (posts.c.type == "post") & (posts.c.in_sitemap == 1)
    more &= posts.c.gone_run.is_(None) & posts.c.url.not_in(named_by_rest(bindparam("blog")))
    beyond = select(posts.c.id).where(more).exists()
    columns = select(c.id, urls.c.url, c.prefix, c.seed, c.platform, c.state, c.reason, c.hops)
    columns = columns.add_columns(earlier.label("again"), and_(earlier, beyond).label("beyond_rest"))
    columns = columns.add_columns(_asked_for_pages(c.id).label("knows_pages"))
    return columns.join(urls, c.home == urls.c.id).where(c.id == bindparam("blog"))


def _asked_for_pages(blog: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a blog's REST was asked for its pages between `first` and `last`, and answered."""
    then = (ledger.c.role == Role.REST) & (ledger.c.state == "done")
    then &= ledger.c.fetched.between(bindparam("first"), bindparam("last"))
    asked = select(ledger.c.url).join(urls, ledger.c.url == urls.c.id).where(ledger.c.blog == blog, then)
    return asked.where(urls.c.url.contains("wp/v2/pages")).correlate(blogs).exists()


def has_posts(store: Store, blog: int) -> bool:
    """Whether any post of a blog is known, its home page aside where that was not read as a post."""
    with store.reading() as connection:
        return connection.execute(select(blogs.c.id).where(blogs.c.id == blog, _POSTS)).first() is not None


def set_blog(store: Store, blog: int, **values: Any) -> None:
    """Set columns of a blog: state, reason …"""
    with store.writing() as connection:
        connection.execute(update(blogs).where(blogs.c.id == blog).values(**values))


def waiting(
    store: Store, blog: int, *, limit: int, but: Collection[int], discovery: bool, lists: bool = True
) -> list[Task]:
    """The next tasks of a blog by rank, without those that are on their way (`but`: integers of their URLs).

    With `discovery`, only those that must be through before it is decided which posts are read; without
    `lists`, no lists of its own pages.
    """
    asked = {"blog": blog, "most": limit + len(but)}
    with store.reading() as connection:
        rows = connection.execute(_waiting(discovery, lists), asked).all()
        owners = _post_urls(connection, {row.post for row in rows if row.post is not None})
        listed = targets_of(connection, blog, [row.url for row in rows if row.role == Role.SOURCE])
    return [_task(row, owners, listed) for row in rows if row.url not in but][:limit]


@cache
def _waiting(discovery: bool, lists: bool) -> Select[Any]:
    """The statement for the `most` next rows of a `blog`, made once."""
    c = ledger.c
    wanted = select(ledger, urls.c.url.label("text")).join(urls, c.url == urls.c.id)
    wanted = wanted.where(c.blog == bindparam("blog"), c.state == "waiting").order_by(c.rank, c.url)
    if discovery:
        wanted = wanted.where(c.role.in_(DISCOVERY))
    if not lists:
        wanted = wanted.where(c.role != Role.ARCHIVE)
    return wanted.limit(bindparam("most"))


def _post_urls(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(keys):
        wanted = select(posts.c.id, urls.c.url).join(urls, posts.c.url == urls.c.id)
        found.update((key, url) for key, url in connection.execute(wanted.where(posts.c.id.in_(part))))
    return found


def _task(row: Any, owners: dict[int, str], listed: dict[int, tuple[tuple[str, ...], ...]]) -> Task:
    conditional = row.role in (Role.POST, Role.LISTING) and row.reason not in ("changed", REDATED)
    return Task(
        url=row.text,
        url_id=row.url,
        blog=row.blog,
        role=Role(row.role),
        post=row.post,
        post_url=owners.get(row.post),
        targets=listed.get(row.url, ()),
        rank=row.rank,
        tries=row.tries,
        etag=row.etag if conditional else None,
        last_modified=row.last_modified if conditional else None,
        doubted=row.reason == OTHER_PAGE,
        refused=_refused(row),
        broken=row.role in DISCOVERY[1:] and (row.status or 0) >= 500,
    )


def _refused(row: Any) -> int | None:
    asked = lately(row.fetched or 0, int(time.time()), REFUSED_AGAIN)
    return row.status if asked and row.status in _REFUSALS else None


def ways_of(store: Store, blog: int) -> dict[str, dict[str, Any]]:
    """What each way of discovery gave for a blog: {way: {found, requests, complete}}."""
    with store.reading() as connection:
        return dict(connection.execute(select(blogs.c.ways).where(blogs.c.id == blog)).scalar_one())


def named_by_feed(store: Store, run: int, blog: int) -> tuple[int, int]:
    """Posts that a blog's feed named in this run, and how many of them its sitemap named as well."""
    both = func.count().filter(posts.c.sitemap_run == run)
    wanted = select(func.count().label("named"), both.label("listed"))
    with store.reading() as connection:
        row = connection.execute(wanted.where(posts.c.blog == blog, posts.c.feed_run == run)).one()
    return row.named, row.listed


def rearm_home(store: Store, run: int, blog: int) -> None:
    """The blog's home page is to be fetched once more in this run."""
    with store.writing() as connection:
        home = (ledger.c.blog == blog) & (ledger.c.role == Role.HOME)
        change = {"state": "waiting", "run": run, "rank": HOME_RANK, "reason": None, "tries": 0}
        connection.execute(update(ledger).where(home).values(**change))


def references(store: Store, run: int) -> list[tuple[str, int]]:
    """(URL, post): pages that this run's listings name as sources, without those that were fetched and do not
    link there, and those that its posts link to."""
    mine = select(blogs.c.id).where(blogs.c.last_run == run)
    listed = select(urls.c.url, linkbacks.c.post).join(urls, linkbacks.c.source == urls.c.id)
    listed = listed.join(posts, linkbacks.c.post == posts.c.id).where(posts.c.blog.in_(mine))
    listed = listed.where(linkbacks.c.gone_run.is_(None), ~disproved())
    cited = select(urls.c.url, posts.c.id).select_from(links.join(urls, links.c.target == urls.c.id))
    cited = cited.join(posts, links.c.page == posts.c.url).where(posts.c.blog.in_(mine))
    with store.reading() as connection:
        found = [tuple(row) for row in connection.execute(listed)]
        found += [tuple(row) for row in connection.execute(cited.where(links.c.region == "content"))]
    return [(url, post) for url, post in found]


def prefixes(store: Store, run: int) -> list[str]:
    """The prefixes of all blogs in a run, those from which they moved among them."""
    wanted = select(blogs.c.prefix, blogs.c.moved_from).where(blogs.c.last_run == run)
    with store.reading() as connection:
        return [prefix for row in connection.execute(wanted) for prefix in row if prefix]


def last_hop(store: Store, run: int) -> tuple[int, int]:
    """(most hops from the seeds of a blog in the run, blogs that were met on the way)."""
    met = func.sum(case((blogs.c.hops > 0, 1), else_=0))
    with store.reading() as connection:
        wanted = select(func.coalesce(func.max(blogs.c.hops), 0), func.coalesce(met, 0))
        hop, number = connection.execute(wanted.where(blogs.c.last_run == run)).one()
    return int(hop), int(number)
