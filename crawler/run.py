"""Start a crawl from Python: in this process, or in several."""

from __future__ import annotations

import logging
import sys
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from crawler.errors import TrackgraphError
from crawler.options import CrawlOptions, CrawlResult
from crawler.seeds import Seed, read_seeds
from crawler.store import Store, ledger, open_store, runs

__all__ = ["CrawlOptions", "CrawlResult", "crawl", "session_for"]


def crawl(options: CrawlOptions) -> CrawlResult:
    """Crawl the seeds into the store; what was broken off before goes on.

    Ctrl-C ends it cleanly: what was fetched is stored, and the same options go on. Raises SeedError and
    StoreError.
    A blog that fails is reported on the log and counted in the result.
    """
    seeds = read_seeds(options.seeds)
    with open_store(options.store, create=True) as store, runs.crawling(store):
        run = begin(store, seeds, options)
        state = _crawl_here(store, run, options)
        runs.finish_run(store, run, state)
        return result_of(store, run)


def begin(store: Store, seeds: tuple[Seed, ...], options: CrawlOptions) -> int:
    """Enter the run and its blogs; the number of the run."""
    run = runs.start_run(store, [one.given for one in seeds], _settings(options), version("trackgraph"))
    ledger.add_blogs(
        store, run, [ledger.NewBlog(seed=one.given, home=one.home, prefix=one.prefix) for one in seeds]
    )
    return run


def result_of(store: Store, run: int) -> CrawlResult:
    """What the store holds of a run."""
    return CrawlResult(**ledger.totals(store, run))


def _settings(options: CrawlOptions) -> dict[str, Any]:
    kept = {k: v for k, v in asdict(options).items() if k not in ("seeds", "progress", "verbose", "dry_run")}
    return {**kept, "store": str(options.store)}


def _crawl_here(store: Store, run: int, options: CrawlOptions) -> str:
    """Crawl in this process; finished or interrupted."""
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.session import Session

    session = Session(store, run, options)
    process = AsyncCrawlerProcess(scrapy_settings(options))
    set_log(verbose=options.verbose)
    process.crawl("blogs", session=session)
    process.start()
    if session.failure is not None:
        raise session.failure
    return "finished" if session.done else "interrupted"


def scrapy_settings(options: CrawlOptions) -> Any:
    """Scrapy's settings for these options."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.set("TRACKGRAPH_PROGRESS", options.progress)
    settings.set("DOWNLOAD_MAXSIZE", options.max_size)
    settings.set("DOWNLOAD_TIMEOUT", options.timeout)
    return settings


def set_log(*, verbose: bool) -> None:
    """One line for each blog and warnings that matter on stderr; with `verbose` all."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("trackgraph")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    for name in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(name).setLevel(logging.INFO if verbose else logging.ERROR)


def session_for(crawler: Any, arguments: dict[str, Any]) -> Any:
    """The session of `python -m scrapy crawl blogs -a seeds=… [-a store=…]`: options are given as text."""
    from crawler.session import Session

    given = str(arguments.get("seeds", "")).replace(",", " ").split()
    kinds = {"delay": float, "max_posts": int, "max_age": int, "time_per_blog": int, "follow": int}
    chosen = {name: kind(arguments[name]) for name, kind in kinds.items() if name in arguments}
    options = CrawlOptions(
        seeds=tuple(given),
        store=arguments.get("store", "trackgraph.db"),
        thorough=str(arguments.get("thorough", "")).lower() in ("1", "true", "yes"),
        contact=arguments.get("contact", ""),
        **chosen,
    )
    try:
        seeds = read_seeds(options.seeds)
        store = open_store(options.store, create=True)
    except TrackgraphError as exc:
        raise SystemExit(f"trackgraph: {exc}") from exc
    set_log(verbose=False)
    return Session(store, begin(store, seeds, options), options, owns_store=True)
