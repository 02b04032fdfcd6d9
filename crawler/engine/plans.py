"""The plan of a dry run, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Column, Table

from crawler.discovery.planning import Plan, plan
from crawler.engine.display import short_address

UNFORESEEN = "Not in it: redirects, further tries, pop-ups and comment pages not met before"
SOURCES = "the sources that --verify looks at"
JOINING = "the blogs that --follow takes in"


def plans_of(told: Sequence[dict[str, Any]], delay: float) -> tuple[Plan, ...]:
    """Plans from what the ledger says after the decision which posts will be read.

    `delay` is the user's; a blog whose robots.txt asks for a longer one has that.
    """
    names = ("blog", "ways", "posts", "to_read", "spent", "further")
    return tuple(
        plan(**{name: one[name] for name in names}, delay=max(delay, one["delay"] or 0.0))
        for one in told
        if not one["failed"]
    )


def show_plans(
    plans: Sequence[Plan],
    failed: Sequence[dict[str, Any]],
    console: Console | None = None,
    *,
    verify: bool = False,
    follow: bool = False,
) -> None:
    """Print a table of plans, and the blogs that cannot be crawled; why, the log has told. What it does not
    foresee stands below it, with `verify` and `follow` what these options add.

    The last row is the sum of all; its time that of hosts side by side, the blogs of one host in turn.
    """
    console = console or Console(highlight=False)
    names = ("found by", "posts", "to read", "requests", "time")
    table = Table(Column("blog", no_wrap=True), *names, box=None, pad_edge=False)
    for one in plans:
        ways = ", ".join(f"{name} {found}" for name, found, _ in one.ways if found) or "nothing"
        table.add_row(
            short_address(one.blog),
            ways,
            str(one.posts),
            str(one.to_read),
            str(one.requests),
            _time(one.seconds),
        )
    for blog in failed:
        table.add_row(short_address(blog["blog"]), "cannot be crawled", "0", "0", "0", "-")
    total = (sum(p.posts for p in plans), sum(p.to_read for p in plans), sum(p.requests for p in plans))
    hosts: Counter[str] = Counter()
    for one in plans:
        hosts[urlsplit(one.blog).netloc] += ceil(one.seconds)
    longest = max(hosts.values(), default=0)
    table.add_row("all", "", *(str(number) for number in total), _time(longest))
    console.print(table, markup=False)  # brackets of an address are none of rich's
    added = [text for text, asked in ((SOURCES, verify), (JOINING, follow)) if asked]
    if added or any(one.to_read for one in plans):
        console.print(f"{', '.join((UNFORESEEN, *added))}.")


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
