"""Between finding and reading: which posts are read, which inferred, and when a blog is finished."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)

from crawler import schedule
from crawler.discovery.inference import (
    Reading,
    more_to_check,
    rule_holds,
    sample_to_check,
    says_of_linkbacks,
)
from crawler.harvest import DOUBTS, Role
from crawler.store.blog_rows import unix
from crawler.store.citations import CITED
from crawler.store.late_posts import is_walked
from crawler.store.opening import Store
from crawler.store.post_rows import REDATED, named_by_rest
from crawler.store.runs import add_events
from crawler.store.schema import blogs, ledger, linkbacks, posts, runs, urls
from crawler.store.statements import chunks

MANY_REDATED = 20
NEARLY_ALL = 0.8
"""Posts, and share of a blog's posts, that a way must date anew in one run for its dates to be doubted."""
_PROVEN = {"holds": True, "broken": False}
_AGAIN = "infer again"
"""The decision for posts that an earlier run inferred."""
_LIMITS = ("max_posts", "max_age")
"""Reasons of skipped posts: the user's limits, named as their options are."""


class _Words:
    """Decisions for posts, newest first: side by side, because pairs of 100,000 posts would be 10 MB."""

    def __init__(self) -> None:
        self.keys = array("q")
        self.words: list[str] = []

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return zip(self.keys, self.words, strict=True)

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the user wants of each blog; None is no limit. `max_age` in seconds."""

    thorough: bool = False
    max_posts: int | None = None
    max_age: float | None = None


def settle(store: Store, run: int, blog: int, limits: Limits, *, walked: bool = True) -> None:
    """Discovery is through: decide for each known post whether it is read, and set the blog to crawling.

    `walked`: so is the walk of its own lists, where there was one.
    """
    with store.writing() as connection:
        now = int(time.time())
        columns = select(blogs.c.ways, blogs.c.inference, blogs.c.platform)
        state = connection.execute(columns.where(blogs.c.id == blog)).one()
        inference = "off" if limits.thorough else _carried(state.inference)
        if state.ways.get("counts", {}).get("complete"):
            _fill_zeros(connection, run, blog, now)
        _lift_limits(connection, blog)
        _doubt_dates(connection, run, blog)
        words = _Words()
        counted = says_of_linkbacks(state.platform, state.inference)
        for key, word in _words(connection, run, blog, limits, now, state.ways, counted=counted):
            words.keys.append(key)
            words.words.append(word)
        _decide(connection, run, blog, words, proven=_PROVEN.get(inference), limits=limits)
        change: dict[str, Any] = {"state": "crawling", "inference": inference}
        if walked and is_walked(state.ways):
            change["walked"] = now
        connection.execute(update(blogs).where(blogs.c.id == blog).values(**change))


def _fill_zeros(connection: Connection, run: int, blog: int, now: int) -> None:
    """The feed by number of comments ended, and has as many posts as REST: those of REST that it did not name
    have none (pages are in no feed)."""
    mine = (posts.c.blog == blog) & (posts.c.type == "post") & (posts.c.last_run == run)
    mine &= posts.c.url.in_(named_by_rest(blog))
    silent = mine & func.coalesce(posts.c.counted_run != run, True)
    changed = select(posts.c.url).where(silent, posts.c.count > 0, posts.c.reading != "unread")
    again = {"state": "waiting", "run": run, "changed": now, "tries": 0, "reason": "changed"}
    rows = (ledger.c.blog == blog) & ledger.c.url.in_(changed) & (ledger.c.state != "waiting")
    connection.execute(update(ledger).where(rows).values(**again))
    connection.execute(update(posts).where(silent).values(count=0, counted_run=run))


def _lift_limits(connection: Connection, blog: int) -> None:
    """Posts that were read once and that a limit left out of a later run are decided anew like all others."""
    read = select(posts.c.url).where(posts.c.blog == blog, posts.c.reading == "read")
    change = update(ledger).where(_limited(blog), ledger.c.url.in_(read))
    connection.execute(change.values(state="done", reason=None))


def _doubt_dates(connection: Connection, run: int, blog: int) -> None:
    """Where nearly every post has another date of modification than before, the dates are those of the list
    itself: they are no word of a change, and the posts are visited by their age."""
    known = select(func.count()).select_from(posts).where(posts.c.blog == blog, posts.c.first_read < run)
    mine = and_(ledger.c.blog == blog, ledger.c.state == "waiting", ledger.c.reason == REDATED)
    wanted = select(func.count().label("number"), func.min(urls.c.url).label("example"))
    row = connection.execute(
        wanted.select_from(ledger.join(urls, ledger.c.url == urls.c.id)).where(mine)
    ).one()
    if row.number < MANY_REDATED or row.number < NEARLY_ALL * connection.execute(known).scalar_one():
        return
    connection.execute(update(ledger).where(mine).values(state="done", reason=None))
    add_events(connection, run, {(blog, "warning", REDATED): (row.number, row.example)})


def _limited(blog: int) -> ColumnElement[bool]:
    """Rows of posts that the user's limits leave out."""
    return and_(ledger.c.blog == blog, ledger.c.state == "skipped", ledger.c.reason.in_(_LIMITS))


def _carried(inference: str) -> str:
    return "unchecked" if inference == "off" else inference


def _words(
    connection: Connection,
    run: int,
    blog: int,
    limits: Limits,
    now: int,
    ways: Mapping[str, Any],
    *,
    counted: bool,
) -> Iterator[tuple[int, str]]:
    """(integer of the URL, decision) for each post, newest first. `counted`: the numbers that the blog states
    may take in linkbacks."""
    # Lists that were walked in an earlier run say nothing of what is there now.
    ended = {name: way for name, way in ways.items() if way.get("complete") and not way.get("kept")}
    whole = {name for name, way in ended.items() if way.get("found")}
    since = _counts_since(connection, run, ways)
    rows = connection.execute(_undecided(), {"blog": blog, "run": run})
    for row in rows:
        if row.gone is not None:
            was_read = row.reading == "read"
            if schedule.look_again(since=row.gone, looked=row.looked or 0, now=now, was_read=was_read):
                yield row.url, "read"
            continue
        facts = schedule.PostFacts(
            count=row.stated if counted and row.type == "post" and (row.counted_run or 0) >= since else None,
            reading=row.reading,
            published=unix(row.published) or None if row.published else None,
            fetched=row.fetched,
            # Pages that were not asked for in this run are not missing.
            confirmed=row.last_run == run or (row.type == "page" and "pages" not in ways),
            listed=bool(whole) and not _is_mislaid(row, whole, ways) and not _is_unlisted(row, whole),
            silent=row.type == "page" and row.lists,
            failed=row.state == "failed" or row.cut,
            cited=row.reason == CITED,
        )
        word = schedule.decide(facts, now=now, thorough=limits.thorough, max_age=limits.max_age)
        yield row.url, _AGAIN if word == "infer" and row.reading == "inferred" else word


@cache
def _undecided() -> Select[Any]:
    """What is known of the posts of a `blog` that are to be decided in a `run`, newest first. Made once: it
    costs more than the rows of a small blog."""
    p, c = posts.c, ledger.c
    run: BindParameter[int] = bindparam("run")
    lists = select(linkbacks.c.id).where(linkbacks.c.post == p.id, linkbacks.c.gone_run.is_(None)).exists()
    wanted = select(p.url, p.count.label("stated"), p.reading, p.published, p.fetched, p.last_run, p.type)
    wanted = wanted.add_columns(p.in_sitemap, p.counted_run, p.feed_run, p.sitemap_run, c.stated_modified)
    wanted = wanted.add_columns(c.state, c.reason, c.fetched.label("looked"), runs.c.started.label("gone"))
    wanted = wanted.add_columns(lists.label("lists"), _is_cut(run).label("cut"))
    wanted = wanted.join(ledger, (c.url == p.url) & (c.blog == p.blog)).outerjoin(
        runs, runs.c.id == p.gone_run
    )
    undecided = (c.state != "waiting") & func.coalesce(c.reason != "hidden", True)
    undecided &= p.gone_run.is_(None) | (p.last_run == run)
    return wanted.where(p.blog == bindparam("blog"), undecided).order_by(p.published.desc(), p.id)


def _counts_since(connection: Connection, run: int, ways: Mapping[str, Any]) -> int:
    """The first run whose numbers stand where this one stated none: an earlier one where WordPress, whose
    feed states all, could not tell. Elsewhere a post that left the feed, or a blog that changed its software,
    has none any more, nor have posts whose feeds fail for a month."""
    told = any(ways.get(name, {}).get("complete") for name in ("counts", "feed"))
    if told or not ("rest" in ways or "counts" in ways):
        return run
    began = select(runs.c.started).where(runs.c.id == run).scalar_subquery()
    lately = select(func.min(runs.c.id)).where(runs.c.started > began - schedule.COUNTS_STAND)
    first: int = connection.execute(lately).scalar_one()
    return min(first, run - 1)


def _is_mislaid(row: Any, whole: set[str], ways: Mapping[str, Any]) -> bool:
    """Whether the way that named a post failed in this run, and only the blog's own pages stood in for it:
    that they do not lead to an old post does not make it a missing one."""
    by_sitemap = row.in_sitemap == 1 and "sitemap" in ways
    by_rest = _is_dated_by_rest(row) and "rest" in ways
    return whole == {"archive"} and (by_sitemap or by_rest)


def _is_unlisted(row: Any, whole: set[str]) -> bool:
    """Whether a post was read when feed and sitemap named it no more already: it is there all the same, and
    is visited by its age. Other ways do not tell when they named it last."""
    named = max(row.feed_run or 0, row.sitemap_run or 0)
    other = _is_dated_by_rest(row) or Role.ARCHIVE in whole
    return row.reading == "read" and 0 < named < row.last_run and not other


def _is_dated_by_rest(row: Any) -> bool:
    return (row.stated_modified or "").startswith("rest ")


def _is_cut(run: BindParameter[int]) -> ColumnElement[bool]:
    """Whether a further page of a post's listing failed in an earlier run, though it may be there."""
    page = ledger.alias("page")
    failed = (page.c.post == posts.c.id) & (page.c.role == Role.LISTING) & (page.c.state == "failed")
    failed &= (page.c.run < run) & page.c.reason.not_in(("http_404", "http_410"))
    return select(page.c.url).where(failed).exists()


def _decide(
    connection: Connection,
    run: int,
    blog: int,
    words: _Words,
    *,
    proven: bool | None,
    limits: Limits,
) -> None:
    # Each post is among the candidates for a check once, where the rule holds.
    candidates = ("infer",) if proven else ("infer", _AGAIN)
    inferred = [str(key) for key, word in words if word in candidates]
    checked = {int(key) for key in sample_to_check(inferred, proven=proven)}
    same = (ledger.c.url == bindparam("key")) & (ledger.c.blog == blog)
    # A doubt lasts until the answer: what shows the same twice is believed.
    same_doubt = or_(*(ledger.c.reason == name for name in DOUBTS))
    doubt = and_(bindparam("new_state", type_=String) == "waiting", same_doubt)
    why = case((doubt, ledger.c.reason), else_=bindparam("new_reason"))
    values = {"state": bindparam("new_state"), "reason": why, "run": run}
    change = update(ledger).where(same).values(**values, rank=bindparam("new_rank"), tries=0)
    for part in chunks(_changes(words, checked, limits)):
        connection.execute(change, part)


def _changes(words: _Words, checked: set[int], limits: Limits) -> Iterator[dict[str, Any]]:
    """What each decision makes of the ledger's rows; newest posts come first."""
    room = limits.max_posts if limits.max_posts is not None else len(words)
    for place, (key, word) in enumerate(words):
        state, reason = "waiting", None
        if word == "too_old" or place >= room:
            state, reason = "skipped", "max_age" if word == "too_old" else "max_posts"
        elif word in ("infer", _AGAIN) and key not in checked:
            state, reason = "skipped", "no_comments"
        if word != "keep":
            yield {"key": key, "new_state": state, "new_reason": reason, "new_rank": float(place)}


def drain(store: Store, run: int, blog: int) -> bool:
    """Nothing waits: check the rule by which posts were inferred, and close the blog.

    True where the blog is finished; False where posts now wait that the rule had left out, because it does
    not hold, or because what was read could not prove it.
    """
    with store.writing() as connection:
        inference = connection.execute(select(blogs.c.inference).where(blogs.c.id == blog)).scalar_one()
        left = _left_out(connection, blog) if inference != "off" else []
        if left:
            proven = rule_holds(_readings(connection, run, blog))
            inference = {True: "holds", False: "broken", None: "unchecked"}[proven]
            wanted = [] if proven else left if proven is False else [int(k) for k in more_to_check(left)]
            connection.execute(update(blogs).where(blogs.c.id == blog).values(inference=inference))
            if wanted:
                _unskip(connection, run, blog, wanted)
                return False
        _close(connection, run, blog, inference)
        _tell_limited(connection, run, blog)
    return True


def _tell_limited(connection: Connection, run: int, blog: int) -> None:
    """Count what the limits left out, once for each blog and run, by the name of the limit."""
    for reason in _LIMITS:  # one by one: to group 100,000 rows SQLite sorts them in memory, with their texts
        row = connection.execute(_left_by(), {"blog": blog, "why": reason}).one()
        if row.number:
            add_events(connection, run, {(blog, "skip", reason): (row.number, row.example)})


@cache
def _left_by() -> Executable:
    """How many posts of a `blog` were skipped for a reason (`why`), and one of them."""
    wanted = select(func.count().label("number"), func.min(urls.c.url).label("example"))
    left = (ledger.c.blog == bindparam("blog")) & (ledger.c.state == "skipped")
    return wanted.join(urls, ledger.c.url == urls.c.id).where(left, ledger.c.reason == bindparam("why"))


def _left_out(connection: Connection, blog: int) -> list[Any]:
    mine = (ledger.c.blog == blog) & (ledger.c.state == "skipped") & (ledger.c.reason == "no_comments")
    return list(connection.execute(select(ledger.c.url).where(mine).order_by(ledger.c.rank)).scalars())


def _readings(connection: Connection, run: int, blog: int) -> Iterator[Reading]:
    """What the blog states of its posts and what their listings showed."""
    ways = connection.execute(select(blogs.c.ways).where(blogs.c.id == blog)).scalar_one()
    since = _counts_since(connection, run, ways)
    p = posts.c
    shown = select(func.count()).where(linkbacks.c.post == p.id, linkbacks.c.gone_run.is_(None))
    stated = case((p.counted_run >= since, p.count))
    wanted = select(stated.label("stated"), p.comments, p.listing_complete)
    wanted = wanted.add_columns(shown.scalar_subquery().label("rows"))
    read = (p.blog == blog) & (p.reading == "read") & (p.type == "post") & p.gone_run.is_(None)
    for row in connection.execute(wanted.where(read)):
        yield Reading(
            count=row.stated,
            comments=row.comments or 0,
            linkbacks=row.rows,
            complete=bool(row.listing_complete),
        )


def _unskip(connection: Connection, run: int, blog: int, wanted: Sequence[int]) -> None:
    change = update(ledger).values(state="waiting", reason=None, run=run, tries=0)
    for part in chunks(wanted):
        connection.execute(change.where(ledger.c.blog == blog, ledger.c.url.in_(part)))


def _close(connection: Connection, run: int, blog: int, inference: str) -> None:
    """Infer the posts that were left out by the rule, say what feed and sitemap lack, finish the blog."""
    left = select(ledger.c.url).where(
        ledger.c.blog == blog, ledger.c.state == "skipped", ledger.c.reason == "no_comments"
    )
    unread = (posts.c.blog == blog) & (posts.c.reading == "unread") & posts.c.url.in_(left)
    if inference == "holds":
        connection.execute(update(posts).where(unread).values(reading="inferred", first_read=run))
    ways, robots = connection.execute(select(blogs.c.ways, blogs.c.robots).where(blogs.c.id == blog)).one()
    denied = (ledger.c.blog == blog) & (ledger.c.run == run) & (ledger.c.reason == "robots")
    denied &= ledger.c.role != Role.SOURCE
    disallowed = connection.execute(select(func.count()).select_from(ledger).where(denied)).scalar_one()
    for way in (Role.FEED, Role.SITEMAP):
        if way in ways and ways[way].get("found"):
            _tell_missing(connection, run, blog, way)
    window = max((way.get("window") or 0 for way in ways.values()), default=0)
    if window and not ways.get("feed", {}).get("found"):
        _newest_in_feed(connection, blog, window)
    ended = case((blogs.c.state.in_(("stopped", "failed")), blogs.c.state), else_="finished")
    robots = {**robots, "disallowed": disallowed}
    values = {"state": ended, "inference": inference, "last_run": run, "robots": robots}
    connection.execute(update(blogs).where(blogs.c.id == blog).values(**values))


def _tell_missing(connection: Connection, run: int, blog: int, way: Role) -> None:
    """Posts that a way does not name: never, or not any more where all of its documents were read anew."""
    mine = (ledger.c.blog == blog) & (ledger.c.role == way) & (ledger.c.state == "done")
    # The feed by number of comments is none that readers get, and has other addresses as posts are added.
    mine &= urls.c.url.not_like("%orderby=comment_count%")
    documents = select(ledger.c.url).join(urls, ledger.c.url == urls.c.id)
    unread = connection.execute(documents.where(mine, ledger.c.run < run).limit(1)).first()
    column = posts.c[f"in_{way.value}"]
    missing = column.is_(None) if unread else func.coalesce(posts.c[f"{way.value}_run"], 0) < run
    named = update(posts).where(posts.c.blog == blog, missing).values({column: 0})
    connection.execute(named)


def _newest_in_feed(connection: Connection, blog: int, window: int) -> None:
    """The readers' feed names the newest posts, where its pages were not read themselves."""
    mine = (posts.c.blog == blog) & (posts.c.type == "post") & posts.c.gone_run.is_(None)
    newest = select(posts.c.id).where(mine, posts.c.published.is_not(None))
    newest = newest.order_by(posts.c.published.desc(), posts.c.id).limit(window)
    inside = case((posts.c.id.in_(newest.scalar_subquery()), 1), else_=0)
    connection.execute(update(posts).where(posts.c.blog == blog).values(in_feed=inside))
