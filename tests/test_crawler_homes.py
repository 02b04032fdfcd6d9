"""Seeds that are no home page: what they name as theirs, and what the user is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from forked import command
from made_served import served_by

from crawler import read_page
from crawler.engine.homes import home_named, refreshed
from crawler.status import read_status

HOST = "http://blog.example"
RSS = '<rss version="2.0"><channel><title>T</title>{}<item><link>{}/p/</link></item></channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{}</feed>'


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("/b/feed/", RSS.format(f"<link>{HOST}/b/</link>", HOST), "/b/"),
        ("/b/feed/", RSS.format("", HOST), None),
        ("/atom.xml", ATOM.format('<link rel="self" href="/atom.xml"/><link href="/"/>'), "/"),
        ("/atom.xml", ATOM.format('<link rel="self" href="/atom.xml"/>'), None),
        ("/atom.xml", ATOM.format('<link href="/atom.xml"/>'), None),
        ("/b/2006/a/", '<p><a href="/">Site</a> <a rel="home" href="/b/">Blog</a></p>', "/b/"),
        ("/b/2006/a/", '<p><a href="/b/">Blog</a> <a href="/c/">C</a> <a href="/b/">Blog</a></p>', "/b/"),
        ("/?p=15", '<p><a href="/">Blog</a></p>', "/"),
        ("/b/2006/a/", '<p><a href="/">Site</a> <a href="/b/">Blog</a></p>', None),
        ("/a/", '<p><a rel="home" href="http://other.example/">Other</a></p>', None),
        ("/", '<p><a rel="home" href="/">Blog</a> <a href="/a/">A</a></p>', None),
        ("/", "<p>Nothing</p>", None),
        ("/b/2006/a/", '<p><a href="/b/2006">Year</a> <a href="/b/">Blog</a></p>', "/b/"),
    ],
)
def test_the_home_page_that_a_post_or_feed_names(path: str, text: str, named: str | None) -> None:
    body = text.encode()
    found = home_named(read_page(body, HOST + path), body)
    assert found == (HOST + named if named else None)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ('<meta http-equiv="refresh" content="0; url=blog/">', "/b/blog/"),
        ("<META content='5;URL=\"/w/\"' http-equiv=Refresh>", "/w/"),
        ('<meta http-equiv="refresh" content="0;http://blog.example/w/?a=1&amp;b=2">', "/w/?a=1&b=2"),
        ('<meta http-equiv="refresh" content="0.5, url=/w/" />', "/w/"),
        ('<meta http-equiv="refresh" content="600; url=/w/">', None),
        ('<meta http-equiv="refresh" content="9999999999999999999999; url=/w/">', None),
        ('<meta http-equiv="refresh" content="30">', None),
        ('<meta http-equiv="refresh" content="0; url=/b/">', None),
        ('<meta http-equiv="refresh" content="0; url=http://www.blog.example/b/">', None),
        ('<meta http-equiv="refresh" content="0; url=javascript:go()">', None),
        ('<!-- <meta http-equiv="refresh" content="0; url=/w/"> -->', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/w/"></noscript>', None),
        ('<meta name="description" content="0; url=/w/">', None),
        ('<frameset rows="*,0"><frame src="/w/"><frame src="about:blank"><frame src=" "></frameset>', "/w/"),
        ('<FRAMESET cols="20%,80%"><FRAME SRC="menu.html"><FRAME SRC="main.html"></FRAMESET>', None),
        ('<frameset><frame src="/b/"></frameset>', None),
        ('<iframe src="/w/"></iframe>', None),
        ('<frame src="/w/">', None),
        ("<p>Nothing</p>", None),
    ],
)
def test_a_page_that_sends_its_readers_elsewhere_at_once_is_no_home_page(text: str, sent: str | None) -> None:
    assert refreshed(text.encode(), f"{HOST}/b/") == (HOST + sent if sent else None)


@pytest.fixture(scope="module")
def homes() -> Iterator[tuple[str, ...]]:
    with served_by(["-m", "sample", "0", "2024-06-01"], 8) as homes:
        yield homes


def _told(seed: str, store: Path) -> tuple[str, str]:
    done = command("crawl", seed, "--delay", "0", "--store", str(store))
    assert done.returncode == 0
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    ("blog", "path"),
    [("crumb", "2024/05/notes-on-an-overproofed-dough/")],
)
def test_a_seed_without_posts_is_told_with_its_home_page(
    homes: tuple[str, ...], tmp_path: Path, blog: str, path: str
) -> None:
    store = tmp_path / "s.db"
    home = next(one for one in homes if blog in one)
    summary, log = _told(home + path, store)
    line = f"{home}{path}: found no posts: is that the blog's home page? It names as its home page: {home}\n"
    assert line in log
    assert summary.startswith("1 blog (1 without posts of its own), ")
    assert "trackgraph status" in summary
    assert ("warning", "no_posts") in [(one.what, one.reason) for one in read_status(store).problems]


def test_a_quiet_crawl_tells_only_what_went_wrong(homes: tuple[str, ...], tmp_path: Path) -> None:
    dead = f"{homes[0]}nowhere/"
    done = command("crawl", homes[0], dead, "--quiet", "--delay", "0.2", "--store", str(tmp_path / "s.db"))
    told = [line.startswith(f"{dead}: cannot be crawled: ") for line in done.stderr.splitlines()]
    assert told == [True], done.stderr
    assert done.returncode == 2
    assert done.stdout == ""


@pytest.mark.parametrize(("blog", "path"), [("crumb", "feed/"), ("inkwell", "atom.xml")])
@pytest.mark.parametrize("beside", [(), ("before",), ("behind",)])
def test_a_seed_that_is_a_feed_stands_for_the_blog_that_it_names(
    homes: tuple[str, ...], tmp_path: Path, blog: str, path: str, beside: tuple[str, ...]
) -> None:
    store = tmp_path / "s.db"
    home = next(one for one in homes if blog in one)
    seeds = tmp_path / "seeds.txt"
    seeds.write_text(
        "\n".join([*([home] * ("before" in beside)), home + path, *([home] * ("behind" in beside))])
    )
    summary, log = _told(str(seeds), store)
    assert f"{home}{path} is a feed: what is crawled is the blog that it names, {home}\n" in log
    assert "found no posts" not in log
    assert "15 posts" in summary
    found = {one.home: one for one in read_status(store).blogs if one.state == "finished"}
    assert (list(found), found[home].posts) == ([home], 15)
    again, log = _told(str(seeds), store)
    assert "found no posts" not in log
    assert "15 posts" in again


def test_a_home_page_with_posts_is_not_warned_of(homes: tuple[str, ...], tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    summary, log = _told(next(one for one in homes if "crumb" in one), store)
    assert "found no posts" not in log
    assert "without posts" not in summary
    assert "no_posts" not in [one.reason for one in read_status(store).problems]
