"""Which run found that a post takes linkbacks no more: by what REST says, and by what its page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_crawl import HOME, Crawl

from crawler.harvest import Harvest
from crawler.records import Discovered, Endpoints, Page, PageKind, Post
from crawler.store import Store, open_store
from crawler.store.schema import posts

URL = f"{HOME}p/"


def _run(store: Store, number: int, rest: str | None, page: str | None) -> Crawl:
    """One run, in which the post's count has changed, so that it is read."""
    crawl = Crawl(store)
    crawl.home(Discovered(url=URL, way="rest", count=number, accepts=rest))
    for task in crawl.tasks():
        read = Page(url=URL, page_kind=PageKind.POST, post=Post(title="T"), endpoints=Endpoints(accepts=page))
        crawl.writer.write([Harvest(task=task, url=URL, state="done", status=200, page=read)])
    crawl.end()
    return crawl


@pytest.mark.parametrize(
    ("said", "closed_run"),
    [
        ([("open", None), ("closed", None)], 2),
        ([(None, "open"), (None, "closed")], 2),
        ([("open", "open"), ("open", "open"), ("closed", "closed")], 3),
        ([("open", None), ("closed", None), ("closed", None)], 2),
        ([("open", None), (None, None), (None, "closed")], 3),
        ([("open", None), ("closed", None), (None, None)], 2),
        ([("closed", None)], None),
        ([("closed", None), ("closed", None)], None),
        ([(None, None), ("closed", None)], None),
        ([("open", None), ("open", None)], None),
        ([("open", None), (None, None)], None),
        ([("open", None), ("closed", None), ("open", None)], None),
        ([("open", "closed")], None),
        # Where they disagree, the page has the last word until REST's changes
        ([("closed", "open"), ("closed", None)], None),
        ([("closed", "open"), ("closed", "open"), ("closed", "open")], None),
        ([("open", "closed"), ("open", "closed")], None),
        ([("open", "open"), ("open", "closed"), ("open", "closed")], 2),
        ([("open", "open"), ("open", "closed"), ("open", None)], 2),
        ([("closed", "open"), ("open", None), ("closed", None)], 3),
        ([("open", "closed"), ("closed", None), ("open", None)], None),
        ([("open", "closed"), ("closed", None), ("open", None), ("closed", None)], 4),
        ([("open", None), ("closed", "closed"), ("closed", "open"), ("closed", None)], None),
    ],
)
def test_the_run_that_found_a_post_closed(
    said: list[tuple[str | None, str | None]], closed_run: int | None, tmp_path: Path
) -> None:
    with open_store(tmp_path / "s.db", create=True) as store:
        for number, (rest, page) in enumerate(said, 1):
            crawl = _run(store, number, rest, page)
        assert crawl.all(posts.c.closed_run) == [(closed_run,)]
