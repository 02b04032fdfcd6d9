"""What requests say: who asks, what is wanted, and what is known already."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from made_clock import HOME, Answer, Crawled, blog, crawl

from crawler.agent import user_agent

DATE = "Mon, 01 Jan 2024 00:00:00 GMT"
KNOWN = [
    ({}, {}),
    ({"ETag": '"a"'}, {"If-None-Match": '"a"'}),
    ({"ETag": 'W/"a"', "Last-Modified": DATE}, {"If-None-Match": 'W/"a"'}),
    ({"Last-Modified": DATE}, {"If-Modified-Since": DATE}),
    # Some servers mark what they pack, and then know their own mark no more.
    ({"ETag": '"a-gzip"', "Last-Modified": DATE}, {"If-Modified-Since": DATE}),
    ({"ETag": '"a-gzip"'}, {}),
]


def test_posts_are_asked_for_again_on_condition(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answers, posts = blog(len(KNOWN)), [f"{HOME}2020/01/p-{number}/" for number in range(len(KNOWN))]
    for url in (HOME, f"{HOME}sitemap.xml"):
        answers[url] = replace(answers[url], headers={**answers[url].headers, "ETag": '"a"'})
    for url, (headers, _) in zip(posts, KNOWN, strict=True):
        answers[url] = replace(answers[url], headers=headers)
    first = crawl(monkeypatch, tmp_path, answers)
    with closing(sqlite3.connect(tmp_path / "s.db")) as base:
        base.execute("update posts set fetched = fetched - 400 * 86400")
        base.commit()
    again = crawl(monkeypatch, tmp_path, answers | dict.fromkeys(posts, Answer(status=304)))
    assert not any(_conditions(first, url) for url in answers)
    assert [_conditions(again, url) for url in posts] == [wanted for _, wanted in KNOWN]
    assert not any(_conditions(again, url) for url in answers if url not in posts)
    assert again.listed == first.listed
    # Who was not asked on condition, and says that nothing has changed, says nothing.
    unasked = [url for url, how in again.done.items() if how == "http_304"]
    assert unasked == [url for url, (_, wanted) in zip(posts, KNOWN, strict=True) if not wanted]


def _conditions(crawled: Crawled, url: str) -> dict[str, str]:
    (request,) = [one for one in crawled.requests if one.url == url]
    names = ("If-None-Match", "If-Modified-Since")
    return {name: request.headers[name].decode() for name in names if name in request.headers}


def test_each_request_says_who_asks_and_for_what(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answers, post = blog(1), f"{HOME}2020/01/p-0/"
    for url, link in (
        (HOME, '<link rel="https://api.w.org/" href="/wp-json/">'),
        (post, '<link rel="webmention" href="https://webmention.io/a.example/webmention">'),
    ):
        answers[url] = replace(answers[url], body=answers[url].body.replace("<body", f"{link}<body"))
    made = crawl(monkeypatch, tmp_path, answers, contact="me@a.example")
    assert {one.headers["User-Agent"] for one in made.requests} == {user_agent("me@a.example").encode()}
    assert {one.method for one in made.requests} == {"GET"}
    wants_json = {one.url for one in made.requests if one.headers["Accept"] == b"application/json"}
    assert wants_json == {one.url for one in made.requests if "/wp/v2/posts" in one.url or ".jf2" in one.url}
    assert len(wants_json) == 3
    others = {one.headers["Accept"].partition(b",")[0] for one in made.requests if one.url not in wants_json}
    assert others == {b"text/html"}


def test_what_a_header_says_of_robots_is_kept_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answers, posts = blog(3), [f"{HOME}2020/01/p-{number}/" for number in range(3)]
    answers[posts[0]] = replace(answers[posts[0]], headers={"X-Robots-Tag": "NoIndex"})
    meta = answers[posts[1]].body.replace("<body", '<meta name="robots" content="nofollow"><body')
    answers[posts[1]] = Answer(meta, headers={"X-Robots-Tag": "noindex"})
    crawl(monkeypatch, tmp_path, answers)
    with closing(sqlite3.connect(tmp_path / "s.db")) as base:
        told = base.execute("select robots from posts order by url").fetchall()
    assert told == [("noindex",), ("nofollow, noindex",), (None,)]
