"""Older pages of a feed, and WordPress's feed by number of comments: what an answer leads to.

A reader's feed names the newest posts only. Older ones stand behind RFC 5005's links, WordPress's `paged`,
Blogger's `start-index`, Drupal's `page`; elsewhere the feed is no complete way.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from itertools import pairwise
from math import ceil
from urllib.parse import urlsplit

from crawler import urls
from crawler.discovery.addresses import number_in, parameter, whole_number, with_query
from crawler.discovery.answers import Answer, Lookup, Scene
from crawler.discovery.feeds import Feed, read_feed
from crawler.records import Discovered

MAX_PAGES = 2_000
"""Number of the last older page that is asked."""
BLOGGER_PAGE = 150
"""Posts a request of Blogger's feed: more than this it no longer gives with their text."""
FEW = 50
"""Posts that would go unread: for fewer, no page of the feed is asked only to see that it holds them all."""
_OLDER = ("prev-archive", "next")


def blogger_feed(url: str) -> str:
    """Blogger's feed in large pages, past a redirect to a feed service."""
    return with_query(url, **{"redirect": "false", "start-index": "1", "max-results": str(BLOGGER_PAGE)})


def counts_feed(url: str, total: int = 0) -> str:
    """WordPress's feed with the most commented posts first: its end is the first post with none.

    `orderby` is a public query variable of WordPress since 1.5; `comment_count` since 2.8. The ID comes
    second, as a database may give posts of equal counts in another order for each page.

    `total`, the posts that the blog has, goes along as fragment: plugins keep languages and categories out of
    feeds, and what a feed leaves out has no count of 0. Where `FEW` or more posts would go unread, the last
    page is then looked at as well.
    """
    feed = with_query(url, paged=None, orderby="comment_count ID", order="DESC")
    return f"{feed}#{total}" if total else feed


def is_counts(url: str) -> bool:
    """Whether a feed was asked by number of comments."""
    return (parameter(url, "orderby") or "").startswith("comment_count")


def read_feed_page(body: bytes, url: str, scene: Scene, *, known: Container[str] = frozenset()) -> Answer:
    """One page of a feed: its posts and the next older page.

    `known`: identities of the posts that earlier pages of the same feed named; a page that brings none but
    those is the first page again, which ends the walk (`repeats`). `problem`: not_a_feed, repeats, unordered,
    no_counts, partial.
    """
    feed = read_feed(body, url)
    if feed is None:
        return Answer(way="counts" if is_counts(url) else "feed", complete=False, problem="not_a_feed")
    if feed.comments and not feed.posts:
        return Answer(way="comments", commented=feed.comments, complete=True)
    if is_counts(url):
        return _counts_page(feed, url, known)
    if "wordpress" in feed.generator:
        feed = replace(feed, posts=_with_zeros(feed.posts))
    older = _older(feed, url, scene)
    if older and _repeats(feed, url, known):
        return _answer(feed, older=None, complete=False, problem="repeats")
    return _answer(feed, older=older, complete=None if older else _whole(feed, url))


def past_the_end(url: str) -> bool:
    """Whether a 404 at this address means that the pages before were all."""
    return (number_in(url, "paged") or 1) > 1 or (number_in(url, "page") or 0) > 0


def lacks_page(url: str) -> bool:
    """Whether a feed by number of comments should have this page, by the number of the blog's posts."""
    total, per = _expected(url)
    return bool(per) and (number_in(url, "paged") or 1) <= ceil(total / per)


def plain_feed(url: str) -> str:
    """The reader's feed behind a feed by number of comments."""
    return with_query(url, orderby=None, order=None, paged=None)


def _answer(feed: Feed, *, older: str | None, complete: bool | None, problem: str | None = None) -> Answer:
    lookups = (Lookup(url=older, way="feed", rank=3.0),) if older else ()
    return Answer(
        way="feed",
        posts=feed.posts,
        hidden=feed.hidden,
        lookups=lookups,
        complete=complete,
        problem=problem,
        total=feed.total,
        window=feed.items,
    )


def _counts_page(feed: Feed, url: str, known: Container[str]) -> Answer:
    """A page of the most commented posts. Posts that the whole way does not name have no comments.

    Where the order is not kept, the server ignores the wish or a plugin changes the counts; where a post
    comes twice, another may be missing; where the last page holds less than it should, some are left out of
    feeds. Then the plain feed is read page by page instead.
    """
    if feed.posts and all(post.count is None for post in feed.posts):
        return Answer(way="counts", complete=False, problem="no_counts")
    posts = tuple(replace(post, way="counts") for post in _with_zeros(feed.posts))
    counts = [post.count or 0 for post in posts]
    ordered = all(left >= right for left, right in pairwise(counts))
    if not ordered or _again(feed, url, known):
        return _not_by_counts(url, posts, "repeats" if ordered else "unordered")
    ended = not counts or counts[-1] == 0
    if _is_partial(feed.items, url):
        return _not_by_counts(url, posts, "partial")
    following = _following_counts(feed.items, sum(map(bool, counts)), url, ended=ended)
    return Answer(
        way="counts",
        posts=posts,
        hidden=feed.hidden,
        lookups=(Lookup(url=following, way="feed", rank=3.0),) if following else (),
        complete=None if following else True,
        window=feed.items,
    )


def _not_by_counts(url: str, posts: tuple[Discovered, ...], problem: str) -> Answer:
    plain = Lookup(url=plain_feed(url), way="feed", rank=3.0)
    return Answer(way="counts", posts=posts, lookups=(plain,), complete=False, problem=problem)


def _is_partial(items: int, url: str) -> bool:
    """Whether the feed by counts ends with this page, before the blog's posts do."""
    number = number_in(url, "paged") or 1
    total, per = _expected(url, items)
    lacks = bool(total and per) and (number - 1) * per + items < total
    return lacks and (items < per or number * per >= total)


def _following_counts(items: int, commented: int, url: str, *, ended: bool) -> str | None:
    """The next page by counts, or the last one where the counts have come to 0 and much rests on it; None
    after that."""
    number = number_in(url, "paged") or 1
    total, per = _expected(url, items)
    if not total or not per:
        return None if ended else _turned(url, "paged", 1)
    before = (number - 1) * per
    if before + items >= total or (ended and total - before - commented < FEW):
        return None
    return f"{with_query(url, paged=str(ceil(total / per) if ended else number + 1))}#{total}/{per}"


def _expected(url: str, items: int = 0) -> tuple[int, int]:
    """Posts of the blog and posts a page, as the fragment of WordPress's feeds has them; else 0, and as many
    a page as there are `items` on this one."""
    total, _, per = url.partition("#")[2].partition("/")
    return whole_number(total) or 0, whole_number(per) or items


def _with_zeros(posts: tuple[Discovered, ...]) -> tuple[Discovered, ...]:
    """WordPress leaves the count out where comments are closed and there are none; so only beside counts."""
    if all(post.count is None for post in posts):
        return posts
    return tuple(replace(post, count=post.count or 0) for post in posts)


def _older(feed: Feed, url: str, scene: Scene) -> str | None:
    """The next older page, None where the feed offers none or this is the last."""
    if not feed.items:
        return None
    if stated := _stated(feed, url):
        return stated
    if feed.total is not None and feed.first is not None:
        after = feed.first + feed.items
        return with_query(url, **{"start-index": str(after)}) if after <= feed.total else None
    if "wordpress" in feed.generator or (scene.platform == "wordpress" and _same_host(url, scene)):
        per = _expected(url, feed.items)[1]
        # A page with fewer posts than the first is the last.
        return f"{_turned(url, 'paged', 1)}#/{per}" if feed.items >= per else None
    if scene.platform != "drupal" or not _same_host(url, scene):
        return None
    per = _expected(url, feed.items)[1]
    return f"{_turned(url, 'page', 0)}#/{per}" if feed.items >= per else None


def _stated(feed: Feed, url: str) -> str | None:
    """The older page that the feed itself names (RFC 5005)."""
    stated = next((feed.relations[rel] for rel in _OLDER if rel in feed.relations), None)
    return stated if stated and stated != url and urls.site(stated) == urls.site(url) else None


def _turned(url: str, name: str, first: int) -> str:
    """The address of the page after this one; numbers begin at `first`."""
    number = number_in(url, name)
    return with_query(url, **{name: str((first if number is None else number) + 1)})


def _repeats(feed: Feed, url: str, known: Container[str]) -> bool:
    number = number_in(url, "paged") or number_in(url, "page") or 1
    later = past_the_end(url) or (number_in(url, "start-index") or 1) > 1 or _stated(feed, url) is not None
    named = (urls.identity(post.url) in known for post in feed.posts)
    # Broken pages may hold items without an address for ever.
    stale = later and not feed.hidden and all(named)
    return stale or number >= MAX_PAGES


def _again(feed: Feed, url: str, known: Container[str]) -> bool:
    """Whether a later page by counts names a post once more: then it may have left out another."""
    number = number_in(url, "paged") or 1
    named = any(urls.identity(post.url) in known for post in feed.posts)
    return number >= MAX_PAGES or (number > 1 and named)


def _whole(feed: Feed, url: str) -> bool:
    """Whether a page without an older one is the end of a complete walk, not just the newest posts."""
    if feed.whole or feed.archive or past_the_end(url):
        return True
    if feed.total is not None:
        return (feed.first or 1) + feed.items > feed.total
    return any(rel in feed.relations for rel in ("previous", "prev", "first"))


def _same_host(url: str, scene: Scene) -> bool:
    return (urlsplit(url).hostname or "") == (urlsplit(scene.home).hostname or "")
