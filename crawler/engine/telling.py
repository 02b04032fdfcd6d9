"""What a crawl says of each blog: one line at its end, a warning where no post was found, and all else to
those who ask for it."""

from __future__ import annotations

import logging

from crawler.engine.frontier import Lane
from crawler.harvest import Harvest
from crawler.store.ledger import BlogRow

log = logging.getLogger("trackgraph")


def report(lane: Lane, row: BlogRow, ending: str) -> None:
    """One line: what was read and what it took, or why the blog failed (as its `row` says)."""
    if row.state == "failed":
        log.warning("%s: %s", lane.blog.seed, (row.reason or "").removesuffix(f" ({lane.blog.seed})"))
        return
    problems = ", ".join(f"{count} {name}" for name, count in sorted(lane.problems.items()))
    log.log(
        logging.WARNING if ending else logging.INFO,
        "%s: %s read, %s, %s%s%s%s",
        lane.blog.home,
        _counted(len(lane.read), "post"),
        _counted(len(lane.listed), "linkback"),
        _counted(lane.requests, "request"),
        f", {_counted(lane.sources, 'source')} looked at" if lane.sources else "",
        f", {problems}" if problems else "",
        f", {ending}" if ending else "",
    )


def detail(harvest: Harvest) -> None:
    """One answer, or what was not asked for: its status, why it was asked, and what came of it."""
    if not log.isEnabledFor(logging.DEBUG):
        return
    role, ways = harvest.task.role, [way for way in harvest.ways if way.found]
    told = [
        "not changed" if harvest.unchanged else "",
        harvest.reason or "",
        f"after {' and '.join(harvest.task.via)}" if harvest.task.via else "",
        *(f"{_counted(way.found, 'post')} by {way.name}" for way in ways),
        _counted(len(harvest.linkbacks), "linkback") if harvest.linkbacks else "",
        f"{len(harvest.asks)} more to ask" if harvest.asks else "",
        *(f"{one.what} {one.reason}" for one in harvest.events),
    ]
    answer = harvest.status or ("failed" if harvest.state == "failed" else "not asked")
    log.debug("%s %s %s: %s", answer, role, harvest.url, ", ".join(filter(None, told)) or "read")


def warn_of_none(lane: Lane, *, had: bool, owner: str | None) -> None:
    """No way led to a post; `had`: earlier ones did. `owner`: the blog to which its posts belong."""
    home = lane.blog.home
    named = f" It names as its home page: {lane.home_named}" if lane.home_named else ""
    if owner:
        log.warning("%s: its posts belong to %s, which is crawled as well", home, owner)
    elif had:
        log.warning(
            "%s: names none of its posts any more: is that still the blog's home page?%s", home, named
        )
    elif lane.home is not None and not lane.home.links:
        log.warning("%s: found no posts, and its home page links nothing: does a script fill it in?", home)
    else:
        log.warning("%s: found no posts: is that the blog's home page?%s", home, named)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s'[: number != 1]}"
