"""Start a crawl from Python: in this process, or in several."""

from __future__ import annotations

import gc
import ipaddress
import logging
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.agent import user_agent
from crawler.engine.addresses import Permitted
from crawler.engine.worker import Crew, run_workers
from crawler.errors import CrawlError
from crawler.garbage import rare_collections
from crawler.options import CrawlOptions, CrawlResult
from crawler.seeds import Seed, read_seeds
from crawler.store import Store, copy_store, ledger, open_store, runs

__all__ = ["CrawlOptions", "CrawlResult", "crawl"]

SHORT_DELAY = 0.2
"""Seconds: a shorter delay is warned of."""
OPEN_FILES = 2048
"""Files, connections among them, that a crawl may have open at the same time."""

_NOT_KEPT = ("seeds", "progress", "verbose", "quiet", "dry_run")

log = logging.getLogger("trackgraph")


def crawl(options: CrawlOptions, crew: Crew | None = None) -> CrawlResult:
    """Crawl the seeds into the store; what was broken off before goes on.

    `crew` may hold processes that were started beforehand, where several are asked for. Ctrl-C ends it
    cleanly: what was fetched is stored, and the same options go on. May be called any number of times from
    one program: the first crawl runs in its process, others in processes of their own. A blog that fails is
    reported on the log and counted in the result. Raises SeedError, StoreError, and CrawlError where a
    process died or an option makes no sense.
    """
    seeds = checked_seeds(options)
    if options.dry_run:
        return rehearse(seeds, options, crew or Crew())
    with open_store(options.store, create=True) as store, runs.crawling(store):
        run = begin(store, seeds, options)
        state = "interrupted"
        try:
            state = _crawl_hops(store, run, options, crew or Crew())
        finally:
            runs.finish_run(store, run, state)
        return result_of(store, run)


def checked_seeds(options: CrawlOptions) -> tuple[Seed, ...]:
    """The blogs to crawl. Raises SeedError, and CrawlError where an option makes no sense: before anything is
    made."""
    user_agent(options.contact)
    Permitted(reach=options.reach)
    if options.max_blogs and not options.follow:
        raise CrawlError("--max-blogs limits the blogs that --follow adds: give --follow 1 or more with it")
    if options.verbose and options.quiet:
        raise CrawlError("--verbose logs each answer and --quiet only what went wrong: give one of them")
    seeds = read_seeds(options.seeds)
    _warn_of_haste(seeds, options.delay)
    return seeds


def _warn_of_haste(seeds: Sequence[Seed], delay: float) -> None:
    """Short delays are for one's own machine: say so once where a seed is on the public internet."""
    public = [
        one.home for one in seeds if delay < SHORT_DELAY and not _is_near(urlsplit(one.home).hostname or "")
    ]
    if public:
        log.warning(
            "a delay of %g s is short for the host of %s: one request a second is polite",
            delay,
            public[0],
        )


def _is_near(host: str) -> bool:
    """Whether a host is this machine or in a private network, as far as its name tells."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _crawl_hops(store: Store, run: int, options: CrawlOptions, crew: Crew) -> str:
    """The seeds, then as many hops as asked for; each hop is one round of processes."""
    used = options.apart or "twisted.internet.reactor" in sys.modules
    if options.processes == 1 and not used:
        return crawl_here(store, run, options)
    # Late: the processes that crawl show nothing.
    from crawler.engine.display import Display

    with Display() as display:
        show = display.show if options.progress else _ignore
        while True:
            parts = max(1, options.processes)
            shares = ledger.shares(store, run, parts) if parts > 1 else [None]
            state = run_workers(str(options.store), run, options, shares, show, crew)
            if state != "finished" or options.dry_run:
                return state
            # A process that had all blogs took in the next hops by itself.
            if not ledger.open_blogs(store, run) and (parts == 1 or not _next_hop(store, run, options)):
                return state


def _next_hop(store: Store, run: int, options: CrawlOptions) -> int:
    if not options.follow:
        return 0
    from crawler.engine.hops import follow

    return follow(store, run, options)


def rehearse(seeds: tuple[Seed, ...], options: CrawlOptions, crew: Crew) -> CrawlResult:
    """Find the posts and read none: prints the plan, and leaves the store as it is (a copy of it is used)."""
    from crawler.engine.plans import plans_of, show_plans
    from crawler.store.planned import planned

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.db"
        copy_store(options.store, path)
        with open_store(path, create=True) as store:
            mine = replace(options, store=path)
            run = begin(store, seeds, mine)
            ended = _crawl_hops(store, run, mine, crew)
            told = planned(store, run)
            result = replace(
                result_of(store, run),
                state="planned" if ended == "finished" else ended,
                plans=plans_of(told, options.delay),
            )
    failed = [one for one in told if one["failed"]]
    show_plans(result.plans, failed, verify=options.verify, follow=options.follow > 0)
    return result


def _ignore(_: object) -> None:
    return


def begin(store: Store, seeds: tuple[Seed, ...], options: CrawlOptions) -> int:
    """Enter the run and its blogs; the number of the run."""
    run = runs.start_run(
        store, [one.given for one in seeds], _settings(store, options), version("trackgraph")
    )
    ledger.add_blogs(
        store, run, [ledger.NewBlog(seed=one.given, home=one.home, prefix=one.prefix) for one in seeds]
    )
    return run


def result_of(store: Store, run: int) -> CrawlResult:
    """What the store holds of a run."""
    return CrawlResult(**ledger.totals(store, run))


def _settings(store: Store, options: CrawlOptions) -> dict[str, Any]:
    kept = {k: v for k, v in asdict(options).items() if k not in _NOT_KEPT}
    return {**kept, "store": store.name}  # which hides the password of a database URL


def crawl_here(
    store: Store, run: int, options: CrawlOptions, *, share: Sequence[int] | None = None, report: bool = False
) -> str:
    """Crawl a run, or a share of its blogs, in this process, once in its life; finished or interrupted.

    With `report`, counters go to standard output as lines of JSON. Raises StoreError.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.engine.session import Session

    session = Session(store, run, options, share=share)
    settings = scrapy_settings(options)
    settings.set("TRACKGRAPH_REPORT", report)
    process = AsyncCrawlerProcess(settings)
    set_log(verbose=options.verbose, quiet=options.quiet)
    with rare_collections(), _settled(), _own_signals(), _many_files():
        process.crawl("blogs", session=session)
        process.start()
    if session.failure is not None:
        raise session.failure
    return "finished" if session.done else "interrupted"


@contextmanager
def _own_signals() -> Iterator[None]:
    """Give Ctrl-C and SIGTERM back to the program, which goes on: Scrapy takes them and keeps them."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _many_files() -> Iterator[None]:
    """Let a connection to each blog in work be open, and those that are kept for the next request: macOS lets
    a program have 256 files, if it asks for no more."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        yield
        return
    before = soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    no_limit = resource.RLIM_INFINITY
    wanted = OPEN_FILES if hard == no_limit else min(OPEN_FILES, hard)
    low = soft != no_limit and soft < wanted
    if low:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    try:
        yield
    finally:
        if low:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)


@contextmanager
def _settled() -> Iterator[None]:
    """Spare what the program itself consists of when garbage cycles are looked for."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def scrapy_settings(options: CrawlOptions) -> Any:
    """Scrapy's settings for these options."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.set("TRACKGRAPH_PROGRESS", options.progress)
    settings.set("DOWNLOAD_MAXSIZE", options.max_size, priority="cmdline")
    settings.set("DOWNLOAD_TIMEOUT", options.timeout, priority="cmdline")
    return settings


def set_log(*, verbose: bool = False, quiet: bool = False) -> None:
    """One line for each blog and warnings that matter, on stderr; all with `verbose`, these with `quiet`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("trackgraph")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO)
    for name in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(name).setLevel(logging.INFO if verbose else logging.ERROR)
