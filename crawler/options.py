"""What a crawl is asked to do, and what it says when it is over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import CrawlError

if TYPE_CHECKING:
    from crawler.discovery.planning import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """A crawl as the user wants it. 0 means no limit.

    - `seeds`: URLs or files of them; `store`: path or database URL;
    - `delay`: seconds between two requests to one host (a longer Crawl-delay of robots.txt is obeyed, up to
      30 s); `contact`: what the user agent names;
    - `max_posts`: posts per blog, the newest; `max_age`: days; `time_per_blog`: seconds;
    - `follow`: hops to blogs met as sources or targets, `max_blogs` of them at most;
    - `reach`: private networks and hosts that may be reached besides the seeds' own hosts and public ones;
    - `verify`: fetch the sources of linkbacks, where they are no crawled posts, to see whether they link;
    - `thorough`: read every post and all lists of them; `dry_run`: find the posts, read none, tell the plan;
    - `verbose`: log each answer; `quiet`: only what went wrong;
    - `processes`: of this machine; `apart`: crawl in a process of its own also where one is enough
      (notebooks, servers: whatever has an event loop already);
    - `retry_wait`: seconds before the first retry, doubled for each further one; `timeout`: seconds for one
      answer; `max_size`: bytes of it.
    """

    seeds: tuple[str, ...]
    store: str | Path = "trackgraph.db"
    delay: float = 1.0
    contact: str = ""
    max_posts: int = 0
    max_age: int = 0
    time_per_blog: int = 0
    follow: int = 0
    max_blogs: int = 0
    reach: tuple[str, ...] = ()
    verify: bool = False
    thorough: bool = False
    processes: int = 1
    apart: bool = False
    dry_run: bool = False
    verbose: bool = False
    quiet: bool = False
    progress: bool = True
    retry_wait: float = 5.0
    timeout: float = 30.0
    max_size: int = 10_000_000

    def __post_init__(self) -> None:
        """Raises CrawlError for a number that makes no sense. One seed or network alone is one, and not its
        letters."""
        for name in ("seeds", "reach"):
            if isinstance(given := getattr(self, name), str):
                object.__setattr__(self, name, (given,))
        for name, least in _LEAST.items():
            if not least <= (given := getattr(self, name)) < math.inf:
                raise CrawlError(f"{name} is {given!r}: it takes {least} or more")


_LEAST = {
    **dict.fromkeys(
        ("delay", "max_posts", "max_age", "time_per_blog", "follow", "max_blogs", "retry_wait"), 0
    ),
    **dict.fromkeys(("processes", "max_size"), 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlResult:
    """What the store holds after a crawl, and how the crawl ended.

    `state` is finished, interrupted, or planned (a dry run). Of the blogs of this run: `blogs` in all
    (several addresses of one once), `failed` ones (`failed_seeds` of them named by the user), `lost_seeds`
    whose host ceased to answer, `empty` ones (crawled to the end, no post was found but the seed), and the
    `posts` and `linkbacks` known of them. `requests` made in this run.
    `left`: URLs that still wait.
    `plans`: of a dry run, one for each blog whose posts were found.
    """

    run: int
    state: str
    blogs: int
    failed: int
    posts: int
    linkbacks: int
    requests: int
    left: int
    failed_seeds: int = 0
    lost_seeds: int = 0
    empty: int = 0
    plans: tuple[Plan, ...] = ()


def harvest_of(result: CrawlResult) -> str:
    """What a crawl has brought, in words: "2 blogs, 14 posts, 3 listed linkbacks"."""
    own = "its own" if result.empty == 1 else "their own"
    empty = f" ({result.empty} without posts of {own})" if result.empty else ""
    counts = {"blog": result.blogs, "post": result.posts, "listed linkback": result.linkbacks}
    blogs, *others = (f"{number} {noun}{'s'[: number != 1]}" for noun, number in counts.items())
    return ", ".join([f"{blogs}{empty}", *others])


def next_step(result: CrawlResult, store: str) -> str:
    """The command that a user may want next."""
    if result.state != "finished" or result.left:
        return "the same command goes on from here"
    typed = f'"{store}"' if " " in store else store
    return f"trackgraph {'status' if result.failed or result.empty else 'report'} --store {typed}"
