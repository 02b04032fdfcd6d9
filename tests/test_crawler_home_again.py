"""Where a blog's home page is looked for: at another spelling of it, and at its seed again."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_clock import HOME, Answer, Told, blog, crawl, to

from crawler.store import open_store
from crawler.store.planned import planned

INDEX = f"{HOME}index.html"
SELLER = "https://seller.example/"
LISTS = f'<a href="{HOME}2020/01/p-0/">A</a> <a href="{HOME}2020/01/p-1/">B</a>'


def _sent(to: str, more: str = "") -> Answer:
    return Answer(f'<html><head><meta http-equiv="refresh" content="0; url={to}">{more}</head></html>')


def _without_sitemap(home: Told, **more: Told) -> dict[str, Told]:
    answers: dict[str, Told] = dict(blog(2))
    del answers[f"{HOME}sitemap.xml"]
    return answers | {f"{HOME}robots.txt": Answer(status=404), HOME: home} | more


@pytest.mark.parametrize(
    ("answers", "read", "home"),
    [
        ({HOME: _sent("index.html"), INDEX: Answer(LISTS)}, 2, INDEX),
        ({HOME: _sent("index.html", '<a href="/">Here</a>'), INDEX: Answer(LISTS)}, 2, INDEX),
        ({HOME: Answer('<frameset><frame src="index.html"></frameset>'), INDEX: Answer(LISTS)}, 2, INDEX),
        ({HOME: _sent("http://a.example/"), "http://a.example/": Answer(LISTS)}, 2, "http://a.example/"),
        ({HOME: _sent("index.html"), INDEX: _sent("/")}, 0, INDEX),
        ({HOME: _sent("index.html", LISTS), INDEX: Answer()}, 2, HOME),
        ({HOME: _sent("/")}, 0, HOME),
    ],
    ids=["index", "with a link", "frame", "http", "for ever", "with posts", "itself"],
)
def test_a_home_page_that_sends_readers_to_another_spelling_of_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: dict[str, Told], read: int, home: str
) -> None:
    made = crawl(monkeypatch, tmp_path, _without_sitemap("dns") | answers)
    assert {url: one.read for url, one in made.blogs.items()} == {home: read}
    assert [one.state for one in made.blogs.values()] == ["finished"]


@pytest.mark.parametrize(
    ("index", "state"), [("", "finished"), ('<a href="https://seller.example/">Buy</a>', "failed")]
)
def test_a_home_page_that_begins_to_send_readers_to_its_index_is_judged_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, index: str, state: str
) -> None:
    posts = "".join(f'<a href="{HOME}2020/01/p-{n}/">A post</a>' for n in range(4))
    crawl(monkeypatch, tmp_path, blog(4) | {HOME: Answer(posts)})
    sent = {HOME: _sent("index.html"), INDEX: Answer(index or posts)}
    second = crawl(monkeypatch, tmp_path, blog(4) | sent)
    assert [(one.state, one.posts) for one in second.blogs.values()] == [(state, 4)]


@pytest.mark.parametrize("there", [SELLER, f"{HOME}consent?for=/"])
def test_a_blog_that_was_never_there_is_looked_for_at_its_seed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: str
) -> None:
    shut = {HOME: to(there, 302), there: Answer("<title>Before you go on</title>")}
    first = crawl(monkeypatch, tmp_path, shut)
    second = crawl(monkeypatch, tmp_path, blog(2) | {there: shut[there]})
    assert ([*first.blogs], {url: one.read for url, one in second.blogs.items()}) == ([there], {HOME: 2})


def test_a_blog_that_moved_is_looked_for_where_it_was_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = blog(2, SELLER)
    crawl(monkeypatch, tmp_path, there | {HOME: to(SELLER)})
    second = crawl(monkeypatch, tmp_path, there | {HOME: Answer("<p>Sold</p>")})
    assert {url: one.posts for url, one in second.blogs.items()} == {SELLER: 2}


@pytest.mark.parametrize("there", [SELLER, "https://www.a.example/"])
def test_a_plan_counts_the_posts_of_a_blog_that_moves_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: str
) -> None:
    crawl(monkeypatch, tmp_path, blog(3))
    moved = {url: to(url.replace(HOME, there)) for url in blog(3)} | blog(4, there)
    crawl(monkeypatch, tmp_path, moved, dry_run=True)
    with open_store(tmp_path / "s.db") as store:
        assert [one["posts"] for one in planned(store, 2)] == [4]
    assert crawl(monkeypatch, tmp_path, moved).blogs[there].posts == 4
