"""Weekly crawls of `odd_blogs.py`: the server, its control, and what the store holds after each week."""

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

from crawler.run import CrawlOptions, CrawlResult, crawl

WEEK = 7 * 86_400
_AGED = (
    "update ledger set fetched = fetched - :s",
    "update posts set fetched = fetched - :s",
    "update runs set started = started - :s, finished = finished - :s",
)


@contextmanager
def odd_blogs() -> Iterator[int]:
    """The port at which the blogs are served while the block lasts."""
    script = str(Path(__file__).parent / "odd_blogs.py")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


@dataclass(frozen=True)
class Weeks:
    """One blog that is crawled week by week into one store."""

    port: int
    name: str
    store: Path

    @property
    def home(self) -> str:
        return f"http://{self.name}.localhost:{self.port}/"

    def crawl(self, week: int, *seeds: str, **more: Any) -> CrawlResult:
        """Set the week, let all that the store knows grow a week older, and crawl."""
        self._control(f"week/{week}")
        if week > 1:
            with closing(sqlite3.connect(self.store)) as base, base:
                for statement in _AGED:
                    base.execute(statement, {"s": WEEK})
        options = CrawlOptions(
            seeds=seeds or (self.home,),
            store=self.store,
            delay=0.0,
            retry_wait=0.0,
            timeout=5.0,
            progress=False,
            apart=True,
            **more,
        )
        return crawl(options)

    @property
    def asked(self) -> Counter[str]:
        """What was asked for in this week, beside robots.txt: paths with their numbers."""
        notes = [line.split(" ", 1) for line in self._control("log").splitlines()]
        mine = [path for name, path in notes if name.removeprefix("www.") == self.name]
        return Counter(path for path in mine if path != "/robots.txt")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store)) as base:
            return base.execute(query).fetchall()

    @property
    def listed(self) -> int:
        """Linkbacks that are listed now."""
        query = "select count(*) from linkbacks l join posts p on p.id = l.post where l.gone_run is null"
        return int(self.rows(f"{query} and p.gone_run is null")[0][0])

    @property
    def problems(self) -> dict[str, int]:
        """What the last run could not read, by name."""
        last = "(select max(id) from runs)"
        query = f"select what || ' ' || reason, sum(count) from events where run = {last} group by 1"
        return dict(self.rows(query))

    def _control(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
            return str(answer.read().decode())
