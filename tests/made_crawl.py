"""A crawl of one blog by hand: what the engine asks of the store and tells it, without a server."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from crawler.harvest import Ask, Harvest, Task
from crawler.records import Discovered, Linkback, Page, PageKind, Post
from crawler.store import Store, runs
from crawler.store.decisions import Limits, drain, settle
from crawler.store.ledger import NewBlog, add_blogs, open_blogs, waiting
from crawler.store.writes import Writer

HOME = "https://a.example/"


class Crawl:
    """One run over one blog, by hand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.run = runs.start_run(store, [HOME], {}, "0")
        add_blogs(store, self.run, [NewBlog(seed=HOME, home=HOME, prefix="a.example/")])
        self.blog = open_blogs(store, self.run)[0]
        self.writer = Writer(store, self.run)

    def tasks(self, *, discovery: bool = False) -> list[Task]:
        return waiting(self.store, self.blog, limit=50, but=(), discovery=discovery)

    def home(self, *found: Discovered) -> None:
        (task,) = self.tasks(discovery=True)
        self.writer.write([Harvest(task=task, url=HOME, state="done", status=200, found=found)])
        settle(self.store, self.run, self.blog, Limits())

    def read(self, task: Task, *entries: Linkback, asks: tuple[Ask, ...] = (), **more: Any) -> None:
        page = Page(url=task.url, page_kind=PageKind.POST, post=Post(title="T"), linkbacks=entries)
        harvest = Harvest(
            task=task, url=task.url, state="done", status=200, page=page, linkbacks=entries, asks=asks, **more
        )
        self.writer.write([harvest])

    def end(self) -> None:
        while not drain(self.store, self.run, self.blog):
            for task in self.tasks():
                self.read(task)
        runs.finish_run(self.store, self.run, "finished")

    def all(self, *columns: Any) -> list[tuple[Any, ...]]:
        with self.store.reading() as connection:
            return [tuple(row) for row in connection.execute(select(*columns))]
