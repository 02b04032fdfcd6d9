"""The spider's arguments in a Scrapy project (`-a name=value`), as the options and the session of a crawl."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from crawler.engine.session import Session
from crawler.errors import CrawlError, TrackgraphError
from crawler.options import CrawlOptions
from crawler.run import begin, checked_seeds, set_log
from crawler.store import open_store, runs

_ON = ("1", "true", "yes", "on")
_OFF = ("", "0", "false", "no", "off", "none")


def session_for(arguments: Mapping[str, Any]) -> Session:
    """The session of `python -m scrapy crawl blogs -a seeds=… [-a store=…]`, which holds its store until it
    ends. Ends the program with one line where an argument makes no sense or the store cannot be had."""
    with ExitStack() as held:
        try:
            options = options_of(arguments)
            seeds = checked_seeds(options)
            store = held.enter_context(open_store(options.store, create=True))
            held.enter_context(runs.crawling(store))
            run = begin(store, seeds, options)
        except TrackgraphError as exc:
            raise SystemExit(f"trackgraph: {exc}") from exc
        set_log()
        return Session(store, run, options, held=held.pop_all())


def options_of(arguments: Mapping[str, Any]) -> CrawlOptions:
    """The options that arguments state, as texts or as values. Raises CrawlError for a name that is none, and
    for a value that makes no sense; names with an underscore in front are those of Scrapy's servers."""
    given = {name: value for name, value in arguments.items() if not name.startswith("_")}
    for name in given.keys() - _READERS.keys():
        raise CrawlError(f"there is no argument {name}; there are {', '.join(_READERS)}")
    read: dict[str, Any] = {"seeds": ()}
    for name, value in given.items():
        try:
            read[name] = _READERS[name](value)
        except (TypeError, ValueError) as exc:
            raise CrawlError(f"{value!r} is no value for the argument {name}") from exc
    return CrawlOptions(**read)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split() if isinstance(value, str) else map(str, value))


def _switch(value: Any) -> bool:
    word = str(value).strip().lower()
    if word not in (*_ON, *_OFF):
        raise ValueError(word)
    return word in _ON


_READERS: dict[str, Callable[[Any], Any]] = {
    "seeds": _texts,
    "store": str,
    "delay": float,
    "contact": str,
    "max_posts": int,
    "max_age": int,
    "time_per_blog": int,
    "follow": int,
    "max_blogs": int,
    "reach": _texts,
    "verify": _switch,
    "thorough": _switch,
}
