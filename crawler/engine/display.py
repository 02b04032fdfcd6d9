"""How far the crawl is: a rich display on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.table import Table

LONGEST_ADDRESS = 32
"""Characters of an address in a table."""
PLAIN_EVERY = 20.0
"""Seconds between two plain lines."""


class Display:
    """Shows counters. Used as a context manager; `show` may be called as often as one likes."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.console = Console(file=stream or sys.stderr, highlight=False)
        self._started = time.monotonic()
        self._last_line = self._started
        self._live = Live(console=self.console, transient=True) if self.console.is_terminal else None

    def __enter__(self) -> Display:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, counts: Mapping[str, int]) -> None:
        """Show these counters: blogs, blogs_total, posts, linkbacks, requests, and those of `left`."""
        elapsed = time.monotonic() - self._started
        if self._live is not None:
            self._live.update(_table(counts, elapsed))
        elif time.monotonic() - self._last_line >= PLAIN_EVERY:
            self._last_line = time.monotonic()
            self.console.print(line(counts, elapsed), soft_wrap=True)


def short_address(url: str) -> str:
    """An address as a table shows it: without scheme, cut where it is long (lists below give it whole)."""
    plain = url.partition("://")[2] or url
    return plain if len(plain) <= LONGEST_ADDRESS else f"{plain[: LONGEST_ADDRESS - 1]}…"


def line(counts: Mapping[str, int], elapsed: float) -> str:
    """The counters as one line."""
    told = ", ".join(f"{number} {noun}" for number, noun in _told(counts))
    return f"{told}, {counts.get('requests', 0) / max(elapsed, 0.1):.1f} requests/s, {left(counts, elapsed)}"


def left(counts: Mapping[str, int], elapsed: float) -> str:
    """The time left by the requests known to be waiting.

    They take as long as at the rate so far, and no less than the blog with most of them takes at its pace
    (`slowest`, in seconds). Where posts are still looked for (`discovering` blogs), that is the least.
    """
    rate = counts.get("requests", 0) / max(elapsed, 0.1)
    waiting = counts.get("waiting", 0)
    if rate <= 0 or elapsed < 2:
        return "time left unknown"
    seconds = max(int(waiting / rate), counts.get("slowest", 0))
    if not seconds and counts.get("discovering", 0):
        return "time left unknown"
    how = "at least" if counts.get("discovering", 0) else "about"
    return f"{how} {seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02} left"


def _told(counts: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """The counters with their nouns, in the singular where there is one."""
    total = counts.get("blogs_total", 0)
    yield counts.get("blogs", 0), f"of {total} blog{'s'[: total != 1]}"
    for noun in ("post", "linkback"):
        number = counts.get(f"{noun}s", 0)
        yield number, f"{noun}{'s'[: number != 1]}"


def _table(counts: Mapping[str, int], elapsed: float) -> Table:
    table = Table.grid(padding=(0, 2))
    cells = (
        *(f"[bold]{number}[/] {noun}" for number, noun in _told(counts)),
        f"{counts.get('requests', 0) / max(elapsed, 0.1):.1f} requests/s",
        left(counts, elapsed),
    )
    table.add_row(*cells)
    return table
