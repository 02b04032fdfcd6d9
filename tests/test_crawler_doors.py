"""Home pages that show no posts: a welcome, a door, a set of frames; and what stands behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_clock import HOME, Answer, Told, crawl, found

from crawler.discovery import Scene, door
from crawler.engine.homes import frames
from crawler.page import read_page

SCENE = Scene(home=HOME, prefix="a.example/")
POSTS = [f"texts/a-walk-by-the-sea-{number}.html" for number in range(6)]
LIST = "".join(f'<li><a href="/{one}">A walk by the sea</a></li>' for one in POSTS)
DATED = "".join(f'<li><a href="/2004/05/walk-{number}.html">A walk</a></li>' for number in range(6))


@pytest.mark.parametrize(
    ("links", "behind"),
    [
        ('<a href="main.html"><img src="door.jpg" alt="come in"></a>', "main.html"),
        ('<a href="main.html">go on</a> <a href="http://b.example/">a friend</a>', "main.html"),
        ('I keep a <a href="x.html">log</a> and a <a href="garden.html">garden</a>', "x.html"),
        ('<a href="w/tagebuch.html">mein</a><a href="bild.html">Bilder</a>', "w/tagebuch.html"),
        ('<a href="a.php">日記</a><a href="b.php">写真</a>', "a.php"),
        # Nothing tells which of them is the blog, or that any is.
        ('<a href="log.html">log</a><a href="diary.html">diary</a>', None),
        ('<a href="garden.html">garden</a><a href="house.html">house</a>', None),
        ('<a href="about.html">About me</a>', None),
        ('<a href="contact.html">write</a>', None),
        ('<a href="logo.html">logos</a><a href="blogroll.html">who I read</a>', None),
        ('<a href="main.jpg">picture</a>', None),
        ('<a href="index.html">home</a>', None),
        ('<a href="http://b.example/log">log</a>', None),
        # It is a home page of its own.
        ('<a href="main.html">go on</a><a href="2004/05/a-walk.html">A walk</a>', None),
        ('<a href="log.html">log</a><a href="2004/05/">May</a>', None),
        ('<link rel="alternate" type="application/rss+xml" href="/rss"><a href="main.html">on</a>', None),
        ("", None),
    ],
)
def test_the_page_behind_a_home_page(links: str, behind: str | None) -> None:
    page = read_page(f"<html><title>A</title><p>Welcome</p>{links}</html>".encode(), HOME)
    assert door(page, SCENE) == (f"{HOME}{behind}" if behind else None)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<frameset><frame src="a.html"><FRAME name=x src="b.html"></frameset>', ["a.html", "b.html"]),
        ('<frameset><frame src="a.html"><frame src="a.html"></frameset>', ["a.html"]),
        ('<frame src="a.html"><frame src="b.html">', []),
        ('<!-- <frameset><frame src="a.html"></frameset> -->', []),
        ("<p>No frames</p>", []),
    ],
)
def test_frames(markup: str, shown: list[str]) -> None:
    assert frames(markup.encode(), HOME) == tuple(f"{HOME}{one}" for one in shown)


def _blog(home: str, **pages: str) -> dict[str, Told]:
    posts = [*POSTS, *(f"2004/05/walk-{number}.html" for number in range(6))]
    told: dict[str, Told] = {HOME: Answer(home)}
    told |= {f"{HOME}{name}.html": Answer(body) for name, body in pages.items()}
    return told | {f"{HOME}{path}": found("https://s.example/1") for path in posts}


FRAMESET = '<frameset cols="1,2"><frame src="top.html"><frame src="list.html"></frameset>'


@pytest.mark.parametrize(
    ("told", "read", "home"),
    [
        (_blog('<p>I keep a <a href="log.html">log</a>', log=f"<ul>{LIST}</ul>"), 6, "log.html"),
        (_blog('<a href="main.html">enter</a>', main=f"<ul>{DATED}</ul>"), 6, "main.html"),
        (_blog(FRAMESET, top='<a href="about.html">About</a>', list=f"<ul>{LIST}</ul>"), 6, ""),
        (_blog(FRAMESET, top=f"<ul>{DATED}</ul>", list="<p>Welcome</p>"), 6, ""),
        (_blog('<a href="about.html">About me</a>', about=f"<ul>{DATED}</ul>"), 0, ""),
        (_blog('<a href="main.html">enter</a>', main='<a href="/">back</a>'), 0, "main.html"),
    ],
    ids=["log", "door", "menu and list", "list and welcome", "about", "nothing behind"],
)
def test_posts_are_found_behind_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: dict[str, Told], read: int, home: str
) -> None:
    made = crawl(monkeypatch, tmp_path, told)
    assert {one: blog.read for one, blog in made.blogs.items()} == {f"{HOME}{home}": read}
    assert len(made.asked) <= read + 6


def test_a_page_of_a_list_is_not_read_as_a_post(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """WordPress numbers posts as other software numbers pages: one that was turned is no post."""
    pages = [f"<ul>{DATED.replace('2004/05/', f'2004/0{number}/')}</ul>" for number in (5, 4, 3)]
    items = "".join(f"<item><link>{HOME}2004/05/walk-{number}.html</link></item>" for number in range(6))
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    told: dict[str, Told] = {
        HOME: Answer(f'{head}{pages[0]}<a href="/?p=2">Older posts</a>'),
        f"{HOME}rss": Answer(f"<rss><channel>{items}</channel></rss>"),
        f"{HOME}?p=2": Answer(f'{pages[1]}<a href="/?p=3">Older posts</a><a href="/">1</a>'),
        f"{HOME}?p=3": Answer(f'{pages[2]}<a href="/?p=2">back</a>'),
    }
    posts = [f"{HOME}2004/0{month}/walk-{number}.html" for month in (5, 4, 3) for number in range(6)]
    made = crawl(monkeypatch, tmp_path, told | {url: found("https://s.example/1") for url in posts})
    asked = [url for _, url in made.asked]
    assert made.blogs[HOME].read == len(posts)
    assert [asked.count(f"{HOME}?p={number}") for number in (2, 3)] == [1, 1]
