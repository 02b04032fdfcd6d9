"""Weekly crawls of `odd_blogs.py` and `odd_wordpress.py`: server, control, and what the store holds then."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forked import crawl

from crawler.options import CrawlOptions, CrawlResult
from crawler.status import read_status
from crawler.store.states import BlogState

DAY = 86_400
_AGED = (
    "update ledger set fetched = fetched - :s",
    "update posts set fetched = fetched - :s",
    "update blogs set walked = walked - :s",
    "update runs set started = started - :s, finished = finished - :s",
)


@contextmanager
def odd_blogs(name: str = "odd_blogs.py") -> Iterator[int]:
    """The port at which the blogs of a script are served while the block lasts."""
    script = str(Path(__file__).parent / name)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


@dataclass(frozen=True)
class Weeks:
    """Blogs that are crawled week by week into one store."""

    port: int
    store: Path

    def crawl(self, week: int, *names: str, days: int = 7, **more: Any) -> CrawlResult:
        """Set the week, let all that the store knows grow some days older, and crawl these blogs."""
        self._control(f"week/{week}")
        if self.store.exists():
            with closing(sqlite3.connect(self.store)) as base, base:
                for statement in _AGED:
                    base.execute(statement, {"s": days * DAY})
        options = CrawlOptions(
            seeds=tuple(f"http://{name}.localhost:{self.port}/" for name in names),
            store=self.store,
            delay=0.0,
            retry_wait=0.0,
            timeout=5.0,
            progress=False,
            apart=True,
            reach=("127.0.0.0/8",),
            **more,
        )
        return crawl(options)

    def asked(self, name: str) -> Counter[str]:
        """What was asked of a blog in this week, `www.` or not: paths with their numbers."""
        notes = [line.split(" ", 1) for line in self._control("log").splitlines()]
        return Counter(path for host, path in notes if host.removeprefix("www.") == name)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with closing(sqlite3.connect(self.store)) as base:
            return base.execute(query).fetchall()

    def listed(self, name: str) -> int:
        """Linkbacks of a blog that are listed now."""
        joined = "linkbacks l join posts p on p.id = l.post join blogs b on b.id = p.blog"
        mine = f"b.seed like '%//{name}.%' and l.gone_run is null and p.gone_run is null"
        return int(self.rows(f"select count(*) from {joined} where {mine}")[0][0])

    def problems(self, name: str) -> dict[str, int]:
        """What the last run could not read of a blog, by name."""
        mine = f"e.run = (select max(id) from runs) and b.seed like '%//{name}.%'"
        joined = "events e join blogs b on b.id = e.blog"
        return dict(
            self.rows(f"select what || ' ' || e.reason, sum(count) from {joined} where {mine} group by 1")
        )

    def blog(self, name: str) -> BlogState:
        """The state of a blog."""
        homes = {
            one.home.partition("//")[2].removeprefix("www."): one for one in read_status(self.store).blogs
        }
        return homes[f"{name}.localhost:{self.port}/"]

    def _control(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
            return str(answer.read().decode())
