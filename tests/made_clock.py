"""A crawl without a network and under a clock of its own: what it asks for and when, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.engine import sending, session
from crawler.engine.addresses import Permitted
from crawler.engine.download import Refused
from crawler.engine.sending import Sender
from crawler.engine.session import Session
from crawler.options import CrawlOptions
from crawler.run import begin
from crawler.seeds import read_seeds
from crawler.spiders import blogs
from crawler.spiders.blogs import BlogsSpider
from crawler.status import read_status
from crawler.store import open_store, runs
from crawler.store.states import BlogState

WALL = 1_700_000_000.0
"""The time of the day, in Unix seconds, at which the clock stands at 0."""
HOME = "https://a.example/"
ROBOTS, FRONT, SITEMAP = "robots.txt", "", "sitemap.xml"
P0, P1 = "2020/01/p-0/", "2020/01/p-1/"
"""Paths of a blog."""
NAMES = {ROBOTS: "robots", FRONT: "home", SITEMAP: "sitemap"}


@dataclass(frozen=True)
class Answer:
    """What a server says; `headers` by name."""

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Told = Answer | str | Sequence[Answer | str]
"""An answer, the reason for which none comes, or several of them for one request after the other, of which
the last is repeated."""


@dataclass
class Crawled:
    """`asked`: seconds and URL of each request, `requests` as they were sent; `done`: by URL its state in the
    ledger, or the reason why it was not read; `blogs`: by home page; `problems`: counts by name; `listed`:
    post and source of each linkback; `counts`: those of the display; `permitted`: what may be reached."""

    asked: list[tuple[float, str]]
    requests: list[Request]
    done: dict[str, str]
    blogs: dict[str, BlogState]
    problems: dict[str, int]
    listed: list[tuple[str, str]]
    counts: dict[str, int]
    permitted: Permitted

    def told(self, home: str) -> list[str]:
        """What was asked of a host, as "name@seconds"."""
        return [f"{_named(url, home)}@{at:g}" for at, url in self.asked if url.startswith(home)]

    def left(self, home: str) -> str:
        """What of a host was not read, as "name reason, name reason"."""
        rows = [(_named(url, home), how) for url, how in self.done.items() if url.startswith(home)]
        return ", ".join(f"{name} {how}" for name, how in rows if how != "done")


def _named(url: str, home: str) -> str:
    path = url.removeprefix(home)
    return NAMES.get(path, path.removeprefix("2020/01/").rstrip("/"))


def said(status: int, wait: str = "") -> Answer:
    return Answer(status=status, headers={"Retry-After": wait} if wait else {})


def to(url: str, status: int = 301) -> Answer:
    return Answer(status=status, headers={"Location": url})


def rules(*lines: str) -> Answer:
    return Answer("\n".join(("User-agent: *", *lines, "")))


def home_of(name: str) -> str:
    """The home page of a blog on a host of this name."""
    return f"https://{''.join(one if one.isalnum() else '-' for one in name)}.example/"


def found(*sources: str) -> Answer:
    """A page of a post that lists pingbacks of these pages."""
    entries = "".join(
        f'<li class="pingback"><p>Pingback: <a href="{one}" class="url">T</a></p></li>' for one in sources
    )
    return Answer(
        '<html><body class="single-post"><h1 class="entry-title">A post</h1><article class="post">'
        f'<p>Text</p></article><ol class="commentlist">{entries}</ol></body></html>'
    )


def blog(posts: int, home: str = HOME) -> dict[str, Answer]:
    """Answers of a blog that names so many posts in its sitemap, each of which lists a page of the blog."""
    urls = [f"{home}2020/01/p-{number}/" for number in range(posts)]
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    return {
        f"{home}robots.txt": Answer(f"Sitemap: {home}sitemap.xml"),
        home: Answer("<html><head><title>Blog</title></head><body><p>Hello</p></body></html>"),
        f"{home}sitemap.xml": Answer(xml, headers={"Content-Type": "application/xml"}),
        **{url: found(f"{url}source") for url in urls},
    }


def crawl(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    answers: Mapping[str, Told],
    *seeds: str,
    killed_after: int = 0,
    **options: Any,
) -> Crawled:
    """Crawl blogs to their end, or until so many answers have come, without a chance to store the last ones.

    An answer comes at once; what no URL is told of is answered by 404.
    """
    ran = _Clocked(answers, killed_after)
    clock = SimpleNamespace(monotonic=lambda: ran.now, time=lambda: WALL + ran.now)
    for module in (session, sending, blogs):
        monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(sending, "call_later", ran.call_later)
    given = CrawlOptions(seeds=seeds or (HOME,), store=folder / "s.db", progress=False, **options)
    with open_store(given.store, create=True) as store:
        run = begin(store, read_seeds(given.seeds), given)
        made = Session(store, run, given)
        if ran.through(made):
            assert (made.done, made.unstored) == (True, 0)
            runs.finish_run(store, run, "finished")
        with store.reading() as connection:
            rows = connection.exec_driver_sql(
                "select urls.url, state, reason from ledger join urls on urls.id = ledger.url"
            ).fetchall()
            pairs = connection.exec_driver_sql(
                "select p.url, s.url from linkbacks l join posts on posts.id = l.post"
                " join urls p on p.id = posts.url join urls s on s.id = l.source"
            ).fetchall()
        counters = made.counters()
    told = read_status(given.store)
    return Crawled(
        ran.asked,
        ran.requests,
        {url: reason or state for url, state, reason in rows},
        {one.home: one for one in told.blogs},
        {f"{one.what} {one.reason}": one.count for one in told.problems},
        sorted((post, source) for post, source in pairs),
        counters,
        made.permitted,
    )


class _Clocked:
    def __init__(self, answers: Mapping[str, Told], killed_after: int) -> None:
        self.now = 0.0
        self.asked: list[tuple[float, str]] = []
        self.requests: list[Request] = []
        self._answers = answers
        self._killed_after = killed_after
        self._answered = 0
        self._met: dict[str, int] = {}
        self._timer: tuple[float, Callable[[], None]] | None = None

    def call_later(self, wait: float, call: Callable[[], None]) -> Any:
        self._timer = (self.now + wait, call)
        return SimpleNamespace(cancel=lambda: None)  # there is one timer at a time

    def through(self, made: Session) -> bool:
        """Crawl; whether to the end."""
        spider = BlogsSpider(made)
        # The engine takes nothing: requests are asked for here.
        engine = SimpleNamespace(needs_backout=lambda: True)
        sender = Sender(SimpleNamespace(engine=engine), spider)  # type: ignore[arg-type]
        idle = 0
        while sender.is_more():
            on_their_way: list[Request] = []
            while (request := sender.next_request()) is not None:
                on_their_way.append(request)
                if made.permitted.url(request.url):
                    self.asked.append((self.now, request.url))
                    self.requests.append(request)
            for request in on_their_way:
                self._answer(spider, request, permitted=made.permitted.url(request.url))
                self._answered += 1
                if self._answered == self._killed_after:
                    return False
            idle = 0 if on_their_way or self._timer is not None else idle + 1
            # It is looked once more, as where the last blog ends and those of the next hop begin.
            assert idle < 3, "nobody wakes the crawl"
            if not on_their_way and self._timer is not None:
                (self.now, wake), self._timer = self._timer, None
                wake()
        assert made.failure is None
        made.end()
        return True

    def _answer(self, spider: BlogsSpider, request: Request, *, permitted: bool) -> None:
        told = self._answers.get(request.url, Answer(status=404)) if permitted else "private_address"
        if not isinstance(told, (Answer, str)):
            at = self._met[request.url] = self._met.get(request.url, -1) + 1
            told = told[min(at, len(told) - 1)]
        if isinstance(told, str):
            spider.failed(request.meta["task"], Refused(told))
            return
        headers = {name.encode(): value.encode() for name, value in told.headers.items()}
        answer = Response(
            request.url, status=told.status, headers=headers, body=told.body.encode(), request=request
        )
        spider.parse(answer)
