"""Pages that are not believed at once: a post that lists linkbacks, and shows another page in its place.

A host that sells the name, a notice of maintenance, a test whether a reader is a person, a page that PHP left
half done: all answer with 200. What such a page lists no more is not gone; where the next crawl finds the
same, it is. A post that its blog names no more, and whose address shows a list of posts, is no more: blogs
show their home page where others answer 404.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, select

from crawler.harvest import DOUBTS, OTHER_PAGE, Harvest
from crawler.records import Page, PageKind
from crawler.store.page_rows import is_post
from crawler.store.post_rows import Context
from crawler.store.schema import ledger, linkbacks, posts
from crawler.store.statements import among, chunks


def doubted(context: Context, batch: Sequence[Harvest]) -> dict[int, Harvest]:
    """Answers that are not believed, by their place in the batch, as failures."""
    bare = {n: h for n, h in enumerate(batch) if is_post(h) and not h.linkbacks}
    rows = _listing(context, {key for h in bare.values() for key in _keys(context, h)})
    found = {}
    for place, harvest in bare.items():
        row = next((rows[key] for key in _keys(context, harvest) if key in rows), None)
        if row is None:
            continue
        if row.doubtful and row.reason not in DOUBTS and (reason := _doubt(harvest, row)):
            found[place] = _unread(harvest, "failed", reason)
        elif row.last_run < context.run and _shows_list(harvest, row):
            found[place] = _unread(harvest, "skipped", "moved_away")
    return found


def _unread(harvest: Harvest, state: str, reason: str) -> Harvest:
    return replace(harvest, state=state, reason=reason, page=None, asks=(), events=(), etag=None)


def _keys(context: Context, harvest: Harvest) -> tuple[int, int]:
    return context.ids[harvest.url], harvest.task.url_id


def _listing(context: Context, keys: set[int]) -> dict[int, Row[Any]]:
    """Of these pages the posts that are known or that list something, by the integers of their URLs."""
    known = _known(context.connection.dialect.name)
    parts = (context.connection.execute(known, {"keys": part}) for part in chunks(keys))
    return {row.url: row for part in parts for row in part}


@cache
def _known(dialect: str) -> Select[Any]:
    """Of the pages `keys` the posts that are known or that list something (`doubtful`): those that listed
    linkbacks when they were read (`lists`), and those of which the blog states a number of comments. With the
    ledger's reason. Made once: it costs more than its rows."""
    lists = select(linkbacks.c.id).where(linkbacks.c.post == posts.c.id, linkbacks.c.gone_run.is_(None))
    listed = and_(posts.c.reading == "read", lists.exists())
    known = (posts.c.url, posts.c.title, posts.c.reading, posts.c.origins, posts.c.last_run)
    doubtful = listed | (posts.c.count > 0)
    columns: Select[Any] = select(*known, ledger.c.reason)
    columns = columns.add_columns(listed.label("lists"), doubtful.label("doubtful"))
    joined = columns.join(ledger, (ledger.c.url == posts.c.url) & (ledger.c.blog == posts.c.blog))
    return joined.where(among(dialect, posts.c.url), (posts.c.reading != "unread") | (posts.c.count > 0))


def _doubt(harvest: Harvest, row: Row[Any]) -> str | None:
    """Why a page that lists nothing is not the post's whole page; None where it seems to be."""
    page = harvest.page
    assert page is not None
    if page.comments_count:
        return None
    if page.page_kind is not PageKind.POST or not _same_title(page, row):
        return OTHER_PAGE
    return "cut_off" if harvest.unended and row.lists else None


def _shows_list(harvest: Harvest, row: Row[Any]) -> bool:
    """Whether a page is a list of posts, where one with a title of its own was, or nobody had looked."""
    page = harvest.page
    assert page is not None
    stated = row.origins.get("title")
    titled = stated not in (None, "feed", "rest") if row.reading == "read" else row.reading == "inferred"
    return titled and page.page_kind is PageKind.INDEX and not _same_title(page, row)


def _same_title(page: Page, row: Row[Any]) -> bool:
    """Whether a page is titled as it was, or, where it was not read yet, as its blog says: not by the letter,
    since pages add words to titles, and print other quotes."""
    shown = (page.post.title if page.post is not None else None) or ""
    if row.reading == "read" or not row.title:
        return not row.title or shown.casefold().split() == row.title.casefold().split()
    one, other = _bare(shown), _bare(row.title)
    return bool(one) and (one in other or other in one)


def _bare(text: str) -> str:
    """The letters and digits of a text, in one case."""
    return "".join(filter(str.isalnum, text.casefold()))
