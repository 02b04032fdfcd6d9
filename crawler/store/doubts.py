"""Pages that are not believed at once: a post that listed linkbacks, and shows another page in its place.

A host that sells the name, a notice of maintenance, a page that PHP left half done: all answer with 200. What
such a page lists no more is not gone; where the next crawl finds the same, it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Row, select

from crawler.harvest import DOUBTS, OTHER_PAGE, Harvest
from crawler.records import Page, PageKind
from crawler.store.page_rows import is_post
from crawler.store.post_rows import Context
from crawler.store.schema import ledger, linkbacks, posts
from crawler.store.statements import chunks


def doubted(context: Context, batch: Sequence[Harvest]) -> dict[int, Harvest]:
    """Answers that are not believed, by their place in the batch, as failures."""
    bare = {n: h for n, h in enumerate(batch) if is_post(h) and not h.linkbacks}
    rows = _listing(context, {key for h in bare.values() for key in _keys(context, h)})
    found = {}
    for place, harvest in bare.items():
        row = next((rows[key] for key in _keys(context, harvest) if key in rows), None)
        if row is not None and row.reason not in DOUBTS and (reason := _doubt(harvest, row.title)):
            found[place] = replace(
                harvest, state="failed", reason=reason, page=None, asks=(), events=(), etag=None
            )
    return found


def _keys(context: Context, harvest: Harvest) -> tuple[int, int]:
    return context.ids[harvest.url], harvest.task.url_id


def _listing(context: Context, keys: set[int]) -> dict[int, Row[int, str | None, str | None]]:
    """Of these pages the posts that were read, and listed linkbacks: their title, and the ledger's reason."""
    lists = select(linkbacks.c.id).where(linkbacks.c.post == posts.c.id, linkbacks.c.gone_run.is_(None))
    columns = select(posts.c.url, posts.c.title, ledger.c.reason)
    joined = columns.join(ledger, (ledger.c.url == posts.c.url) & (ledger.c.blog == posts.c.blog))
    found: dict[int, Row[int, str | None, str | None]] = {}
    for part in chunks(keys):
        wanted = joined.where(posts.c.url.in_(part), posts.c.reading == "read", lists.exists())
        found.update((row.url, row) for row in context.connection.execute(wanted))
    return found


def _doubt(harvest: Harvest, title: str | None) -> str | None:
    """Why a page that lists nothing is not the post's whole page; None where it seems to be."""
    page = harvest.page
    assert page is not None
    if page.comments_count:
        return None
    if page.page_kind is not PageKind.POST or not _same_title(page, title):
        return OTHER_PAGE
    return "cut_off" if harvest.unended else None


def _same_title(page: Page, title: str | None) -> bool:
    shown = page.post.title if page.post is not None else None
    return not title or (shown or "").casefold().split() == title.casefold().split()
