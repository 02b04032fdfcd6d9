"""The spider in Scrapy projects, ours and others': its arguments, its settings, its hold of the store."""

from __future__ import annotations

import logging
import math
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made_served import served_blogs
from scrapy.crawler import Crawler

from crawler.arguments import options_of, session_for
from crawler.errors import CrawlError
from crawler.options import CrawlOptions
from crawler.run import scrapy_settings
from crawler.spiders.blogs import BlogsSpider

SEED = "https://a.example/"


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """A session sets up the log of the whole process: tests that follow find it as it was."""
    log = logging.getLogger("trackgraph")
    before = log.propagate, log.handlers, log.level
    others = {name: logging.getLogger(name).level for name in ("scrapy", "twisted", "asyncio")}
    yield
    log.propagate, log.handlers = before[:2]
    log.setLevel(before[2])
    for name, level in others.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ({}, {}),
        ({"seeds": f"{SEED},b.txt"}, {"seeds": (SEED, "b.txt")}),
        ({"seeds": f"{SEED} b.txt"}, {"seeds": (SEED, "b.txt")}),
        ({"seeds": [SEED, "my blogs.txt"]}, {"seeds": (SEED, "my blogs.txt")}),
        ({"store": "my.db", "contact": "me@example.org"}, {"store": "my.db", "contact": "me@example.org"}),
        ({"delay": "0.5", "max_posts": "10"}, {"delay": 0.5, "max_posts": 10}),
        ({"max_age": 30, "time_per_blog": 60}, {"max_age": 30, "time_per_blog": 60}),
        ({"follow": "1", "max_blogs": "5"}, {"follow": 1, "max_blogs": 5}),
        ({"reach": "10.0.0.0/8,intranet.example:8080"}, {"reach": ("10.0.0.0/8", "intranet.example:8080")}),
        ({"verify": "1", "thorough": "Yes"}, {"verify": True, "thorough": True}),
        ({"verify": True, "thorough": False}, {"verify": True}),
        ({"verify": "0", "thorough": "no"}, {}),
        ({"_job": "6487ec79947edab326d6db28a2d86511"}, {}),
    ],
)
def test_arguments_are_texts_or_values(given: dict[str, Any], options: dict[str, Any]) -> None:
    assert options_of(given) == CrawlOptions(**{"seeds": (), **options})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"maxposts": "10"}, "no argument maxposts; there are seeds, store,"),
        ({"dry_run": "1"}, "no argument dry_run"),
        ({"delay": "abc"}, "'abc' is no value for the argument delay"),
        ({"delay": "-1"}, "delay is -1.0: it takes 0 or more"),
        ({"delay": "nan"}, "delay is nan: it takes 0 or more"),
        ({"delay": "inf"}, "delay is inf: it takes 0 or more"),
        ({"delay": None}, "None is no value"),
        ({"max_posts": "2.5"}, "'2.5' is no value for the argument max_posts"),
        ({"follow": "-1"}, "follow is -1: it takes 0 or more"),
        ({"verify": "maybe"}, "'maybe' is no value for the argument verify"),
    ],
)
def test_arguments_that_make_no_sense_are_told(given: dict[str, Any], said: str) -> None:
    with pytest.raises(CrawlError, match=said):
        options_of(given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        *(({name: -1}, f"{name} is -1: it takes 0 or more") for name in ("delay", "max_posts", "max_age")),
        *(
            ({name: -1}, f"{name} is -1: it takes 0 or more")
            for name in ("time_per_blog", "follow", "max_blogs")
        ),
        ({"delay": math.nan}, "delay is nan: it takes 0 or more"),
        ({"retry_wait": -0.5}, "retry_wait is -0.5: it takes 0 or more"),
        ({"processes": 0}, "processes is 0: it takes 1 or more"),
        ({"max_size": 0}, "max_size is 0: it takes 1 or more"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(CrawlError, match=said):
        CrawlOptions(seeds=(SEED,), **given)


@pytest.mark.parametrize(
    "given",
    [{"delay": 0, "retry_wait": 0.0, "max_posts": 0}, {"delay": 86_400, "processes": 1, "max_size": 1}],
)
def test_numbers_that_do_are_taken(given: dict[str, Any]) -> None:
    options = CrawlOptions(seeds=(SEED,), **given)
    assert {name: getattr(options, name) for name in given} == given


def test_one_seed_alone_is_one_and_not_its_letters() -> None:
    alone: Any = {"seeds": SEED, "reach": "10.0.0.0/8"}
    assert CrawlOptions(**alone) == CrawlOptions(seeds=(SEED,), reach=("10.0.0.0/8",))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "No seeds"),
        ({"seeds": SEED, "delay": "abc"}, "no value"),
        ({"seeds": SEED, "contact": "(me)"}, "--contact is a mail address"),
        ({"seeds": SEED, "max_blogs": "3"}, "--follow adds"),
        ({"seeds": SEED, "store": "no/such/folder/s.db"}, "cannot be opened"),
    ],
)
def test_a_crawl_that_cannot_begin_ends_with_one_line(given: dict[str, Any], said: str) -> None:
    with pytest.raises(SystemExit, match=said) as ended:
        session_for(given)
    assert str(ended.value).startswith("trackgraph: ")
    assert "\n" not in str(ended.value)


def test_a_store_that_is_being_crawled_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    session = session_for({"seeds": SEED, "store": str(path)})
    with pytest.raises(SystemExit, match="in use"):
        session_for({"seeds": SEED, "store": str(path)})
    session.end()
    session_for({"seeds": SEED, "store": str(path)}).end()


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"DOWNLOADER": "scrapy.core.downloader.Downloader", "COOKIES_ENABLED": True, "ROBOTSTXT_OBEY": True},
    ],
)
def test_the_spider_brings_its_settings_into_other_projects(others: dict[str, Any]) -> None:
    settings = Crawler(BlogsSpider, others).settings
    assert settings["DOWNLOADER"] == "crawler.engine.download.ReadingDownloader"
    assert settings["SCHEDULER"] == "crawler.engine.scheduler.EmptyScheduler"
    assert not settings.getbool("COOKIES_ENABLED")
    assert not settings.getdict("DOWNLOADER_MIDDLEWARES_BASE")
    assert settings.getint("DOWNLOAD_TIMEOUT") == 30


def test_what_the_user_chose_stands_above_them() -> None:
    chosen = scrapy_settings(CrawlOptions(seeds=(SEED,), timeout=7.0, max_size=1000))
    settings = Crawler(BlogsSpider, chosen).settings
    assert settings.getfloat("DOWNLOAD_TIMEOUT") == 7.0
    assert settings.getint("DOWNLOAD_MAXSIZE") == 1000


def test_a_crawl_in_another_project(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = theirs\n")
    (tmp_path / "theirs.py").write_text("SPIDER_MODULES = ['crawler.spiders']\n")
    with served_blogs(1, 5) as homes:
        given = [f"seeds={homes[0]}", "store=s.db", "delay=0"]
        command = [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "blogs",
            *(part for one in given for part in ("-a", one)),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert "5 posts read" in done.stderr, done.stderr
    with closing(sqlite3.connect(tmp_path / "s.db")) as base:
        assert base.execute("select state from runs").fetchall() == [("finished",)]
        assert base.execute("select count(*) from posts where reading = 'read'").fetchone() == (5,)
