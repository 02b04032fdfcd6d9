"""The ways to posts, and what is tried where one fails."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import (
    Answer,
    Scene,
    from_robots,
    needs_archive,
    read,
    start,
)
from crawler.discovery.content import date
from crawler.records import Page
from crawler.urls import identity

HOME = "http://blog.example/"
SCENE = Scene(home=HOME, prefix="blog.example/")
WORDPRESS = Scene(home=HOME, prefix="blog.example/", platform="wordpress")
REST = "http://blog.example/wp-json/wp/v2/posts?per_page=100"
HTML = b"<!DOCTYPE html><html><head><title>Home</title></head><body>Hello</body></html>"


def ask(
    url: str, way: str, body: bytes, *, status: int = 200, scene: Scene = WORDPRESS, **headers: str
) -> Answer:
    stated = {name.replace("_", "-"): value for name, value in headers.items()}
    return read(url, way, status=status, headers=stated, body=body, scene=scene)


def item(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "post",
        "link": f"http://blog.example/post-{number}/",
        "date_gmt": "2010-01-02T03:04:05",
        "modified_gmt": "2010-02-02T03:04:05",
        "title": {"rendered": "Tea &#038; <em>bread</em>"},
        "content": {"rendered": '<p><a href="http://other.example/">o</a></p>', "protected": False},
        "excerpt": {"rendered": "<p>Short</p>", "protected": False},
        "ping_status": "closed",
        "_embedded": {
            "author": [{"name": "Ann"}],
            "wp:term": [
                [{"name": "Food", "taxonomy": "category"}],
                [{"name": "Tea", "taxonomy": "post_tag"}],
            ],
        },
        **more,
    }


def rest(items: list[Any]) -> bytes:
    return json.dumps(items).encode()


def test_rest_post() -> None:
    answer = ask(REST, "rest", rest([item(1)]), x_wp_total="1", x_wp_totalpages="1")
    (post,) = answer.posts
    assert (post.url, post.accepts, post.type, post.way) == (
        "http://blog.example/post-1/",
        "closed",
        "post",
        "rest",
    )
    assert (post.post.title, post.post.author, post.post.excerpt) == ("Tea & bread", "Ann", "Short")
    assert (post.post.tags, post.post.categories) == (("Food", "Tea"), ("Food",))
    assert (post.post.published, post.modified) == ("2010-01-02T03:04:05+00:00", "2010-02-02T03:04:05+00:00")
    assert [link.url for link in post.links] == ["http://other.example/"]
    assert (answer.complete, answer.total) == (True, 1)


@pytest.mark.parametrize(
    ("url", "total", "pages", "items", "following"),
    [
        (REST, "250", "3", 100, f"{REST}&page=2"),
        (f"{REST}&page=2", "250", "3", 100, f"{REST}&page=3"),
        (f"{REST}&page=3", "250", "3", 50, None),
        (REST, "", "", 100, f"{REST}&page=2"),
        (REST, "", "", 99, None),
        (f"{REST}&page=2", "250", "3", 0, None),
    ],
)
def test_rest_pages(url: str, total: str, pages: str, items: int, following: str | None) -> None:
    body = rest([item(n) for n in range(items)])
    answer = ask(url, "rest", body, x_wp_total=total, x_wp_totalpages=pages)
    posts = [one.url for one in answer.lookups if one.way == "rest" and "/posts" in one.url]
    assert posts == ([following] if following else [])
    assert answer.complete is (None if following else True)


def test_where_rest_fails_on_a_re_crawl_the_sitemap_is_asked_after_all() -> None:
    plain = "http://blog.example/?rest_route=/wp/v2/posts&per_page=100"
    scene = replace(WORDPRESS, again=True)
    answer = read(plain, "rest", status=404, headers={}, body=b"", scene=scene)
    assert [one.way for one in answer.lookups] == ["feed", "sitemap"]
    first = read(plain, "rest", status=404, headers={}, body=b"", scene=WORDPRESS)
    assert [one.way for one in first.lookups] == ["feed"], "where it is the first crawl it was asked already"


def test_a_page_of_rest_that_only_repeats_ends_the_way() -> None:
    body, known = rest([item(1), item(2)]), {identity(str(item(n)["link"])) for n in (1, 2, 3)}
    again = read(f"{REST}&page=2", "rest", status=200, headers={}, body=body, scene=WORDPRESS, known=known)
    assert (again.problem, again.complete, [one.way for one in again.lookups]) == ("repeats", False, ["feed"])
    first = read(REST, "rest", status=200, headers={}, body=body, scene=WORDPRESS, known=known)
    assert first.problem is None


def test_rest_hides_posts_behind_a_password() -> None:
    secret = item(2, content={"rendered": "", "protected": True})
    answer = ask(REST, "rest", rest([item(1), secret]))
    assert [post.url for post in answer.posts] == ["http://blog.example/post-1/"]
    assert answer.hidden == ("http://blog.example/post-2/",)


@pytest.mark.parametrize(
    ("many", "feed"),
    [
        (5, "http://blog.example/feed/"),
        (60, "http://blog.example/feed/?orderby=comment_count%20ID&order=DESC#60"),
    ],
)
def test_rest_leads_to_counts_and_pages(many: int, feed: str) -> None:
    answer = ask(
        REST, "rest", rest([item(n) for n in range(many)]), x_wp_total=str(many), x_wp_totalpages="1"
    )
    assert [one.url for one in answer.lookups] == [feed, REST.replace("/posts", "/pages")]


@pytest.mark.parametrize(
    ("url", "link", "feed"),
    [
        (
            "http://blog.example/index.php/wp-json/wp/v2/posts?per_page=100",
            "/index.php/1",
            "http://blog.example/index.php/feed",
        ),
        (
            "http://blog.example/?rest_route=/wp/v2/posts&per_page=100",
            "/?p=1",
            "http://blog.example/?feed=rss2",
        ),
    ],
)
def test_feed_has_the_form_of_the_blog(url: str, link: str, feed: str) -> None:
    answer = ask(url, "rest", rest([item(1, link=f"http://blog.example{link}")]))
    assert answer.lookups[0].url == feed


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        (404, b"", "http_404"),
        (403, b"", "http_403"),
        (401, b'{"code":"rest_forbidden"}', "http_401"),
        (200, HTML, "html"),
        (200, b'{"code":"rest_disabled"}', "refused"),
        (200, b"[{", "broken"),
        (200, b"null", "broken"),
        (200, b"", "broken"),
    ],
)
def test_where_rest_fails_its_plain_form_and_then_the_feed_are_tried(
    status: int, body: bytes, problem: str
) -> None:
    first = ask(REST, "rest", body, status=status)
    assert (first.problem, first.complete) == (problem, None)
    assert [one.url.split("&")[0] for one in first.lookups] == [
        "http://blog.example/?rest_route=/wp/v2/posts"
    ]
    second = ask(first.lookups[0].url, "rest", body, status=status)
    assert second.complete is False
    assert [one.url for one in second.lookups] == ["http://blog.example/?feed=rss2"]


def test_pages_are_a_side_way() -> None:
    answer = ask(REST.replace("posts", "pages"), "rest", rest([item(1, type="page")]))
    assert (answer.way, answer.complete, answer.posts[0].type) == ("pages", None, "page")


URLSET = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<url><loc>http://blog.example/</loc></url>"
    b"<url><loc>http://blog.example/2004/05/a-post/</loc><lastmod>2010-02-03</lastmod></url>"
    b"<url><loc>http://blog.example/tag/tea/</loc></url>"
    b"<url><loc>http://other.example/2004/05/a-post/</loc></url></urlset>"
)


@pytest.mark.parametrize(
    "body", [URLSET, gzip.compress(URLSET), URLSET.replace(b"<?xml", b"\xef\xbb\xbf<?xml")]
)
def test_sitemap(body: bytes) -> None:
    answer = ask("http://blog.example/sitemap.xml.gz", "sitemap", body, scene=SCENE)
    assert [(post.url, post.modified) for post in answer.posts] == [
        ("http://blog.example/2004/05/a-post/", "2010-02-03")
    ]
    assert answer.complete is True


def test_sitemap_as_lines() -> None:
    body = b"http://blog.example/2004/05/a-post/\nhttp://blog.example/2004/05/b-post/\n"
    assert len(ask("http://blog.example/sitemap.txt", "sitemap", body, scene=SCENE).posts) == 2


@pytest.mark.parametrize(
    ("children", "followed"),
    [
        (("post-sitemap.xml", "page-sitemap.xml", "category-sitemap.xml"), ["post-sitemap.xml"]),
        (("wp-sitemap-posts-post-1.xml", "wp-sitemap-users-1.xml"), ["wp-sitemap-posts-post-1.xml"]),
        (
            ("sitemap-1.xml.gz", "sitemap-2.xml.gz", "sitemap-tags.xml"),
            ["sitemap-1.xml.gz", "sitemap-2.xml.gz"],
        ),
        (("sitemap.xml?page=1", "sitemap.xml?page=2"), ["sitemap.xml?page=1", "sitemap.xml?page=2"]),
    ],
)
def test_sitemap_index(children: tuple[str, ...], followed: list[str]) -> None:
    places = "".join(f"<sitemap><loc>{HOME}{child}</loc></sitemap>" for child in children)
    body = f"<sitemapindex>{places}</sitemapindex>".encode()
    answer = ask(f"{HOME}sitemap.xml", "sitemap", body, scene=SCENE)
    assert [one.url.removeprefix(HOME) for one in answer.lookups] == followed
    assert answer.complete is None


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        (HTML, 200, "html"),
        (b"\n<!-- c -->" + HTML, 200, "html"),
        (b"", 200, "empty"),
        (b"some words", 200, "not_a_sitemap"),
        (b"<rss><channel/></rss>", 200, "not_a_sitemap"),
        (b"\x1f\x8bbroken", 200, "empty"),
        (b"", 404, "http_404"),
    ],
)
def test_no_sitemap(body: bytes, status: int, problem: str) -> None:
    answer = ask("http://blog.example/wp-sitemap-posts-post-1.xml", "sitemap", body, status=status)
    assert (answer.problem, answer.posts) == (problem, ())
    assert [one.url for one in answer.lookups] == ["http://blog.example/sitemap.xml"]
    last = ask("http://blog.example/sitemap.xml", "sitemap", body, status=status)
    assert (last.complete, last.lookups) == (False, ())


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            b"User-agent: *\nSitemap: http://blog.example/s.xml\nsitemap:/t.xml",
            ["http://blog.example/s.xml", "http://blog.example/t.xml"],
        ),
        (
            b"Sitemap: http://blog.example/s.xml\nSitemap: http://other.example/s.xml",
            ["http://blog.example/s.xml"],
        ),
        (HTML.replace(b"Hello", b"\nSitemap: http://blog.example/s.xml\n"), []),
        (b"User-agent: *\nDisallow: /sitemap: x", []),
        (b"", []),
        (b"Sitemap: javascript:x", []),
    ],
)
def test_robots(body: bytes, found: list[str]) -> None:
    assert list(from_robots(body, SCENE)) == found


def home(**more: Any) -> Page:
    return Page(url=HOME, **more)


FEEDS = ("http://blog.example/comments/feed/", "http://blog.example/feed/")


@pytest.mark.parametrize(
    ("page", "scene", "sitemaps", "asked"),
    [
        (
            home(rest="http://blog.example/wp-json/", feeds=FEEDS),
            WORDPRESS,
            ("http://blog.example/wp-sitemap.xml",),
            ["rest wp-json/wp/v2/posts", "sitemap wp-sitemap-posts-post-1.xml"],
        ),
        (
            home(rest="http://blog.example/index.php?rest_route=/"),
            WORDPRESS,
            (),
            ["rest index.php", "sitemap ?sitemap=posts"],
        ),
        (
            home(rest="http://blog.example/wp-json/", feeds=FEEDS),
            Scene(home=HOME, prefix="blog.example/", platform="wordpress", again=True),
            (),
            ["rest wp-json/wp/v2/posts", "feed comments/feed/"],
        ),
        (
            home(rest="http://blog.example/wp-json/"),
            WORDPRESS,
            ("http://blog.example/sitemap_index.xml",),
            ["rest wp-json/wp/v2/posts", "sitemap sitemap_index.xml"],
        ),
        (home(), WORDPRESS, (), ["rest ", "sitemap sitemap.xml"]),
        (home(feeds=FEEDS), SCENE, (), ["sitemap sitemap.xml", "feed feed/"]),
        (home(), SCENE, ("http://blog.example/map.xml",), ["sitemap map.xml"]),
        (
            home(feeds=("http://blog.example/feeds/posts/default",)),
            SCENE,
            (),
            ["sitemap sitemap.xml", "feed feeds/posts/default?redirect=false"],
        ),
    ],
)
def test_start(page: Page, scene: Scene, sitemaps: tuple[str, ...], asked: list[str]) -> None:
    lookups = start(page, scene, sitemaps)
    found = [f"{one.way} {one.url.removeprefix(HOME).split('&')[0]}" for one in lookups]
    assert [one.split("?per_page")[0].split("?rest_route")[0] for one in found] == asked


@pytest.mark.parametrize(
    ("ways", "walk"),
    [
        ({"rest": {"found": 5, "complete": True}}, False),
        ({"feed": {"found": 5, "complete": True}}, False),
        ({"sitemap": {"found": 5, "complete": True}, "feed": {"found": 5, "complete": False}}, False),
        ({"sitemap": {"found": 2, "complete": True}, "feed": {"found": 5, "complete": False}}, True),
        ({"feed": {"found": 5, "complete": False}}, True),
        ({"rest": {"found": 0, "complete": True}}, True),
        ({"counts": {"found": 5, "complete": True}}, True),
        ({}, True),
    ],
)
def test_archives_are_walked_where_no_way_is_complete(ways: dict[str, Any], walk: bool) -> None:
    assert needs_archive(ways) is walk


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2010-01-02T03:04:05Z", "2010-01-02T03:04:05+00:00"),
        ("2010-01-02 03:04:05", "2010-01-02T03:04:05"),
        ("2010-01-02T03:04:05+0900", "2010-01-02T03:04:05+09:00"),
        ("2010-01", "2010-01"),
        ("Thu, 06 May 2004 08:30:00 GMT", "2004-05-06T08:30:00+00:00"),
        ("0000-00-00T00:00:00", None),
        ("2010-13-45", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(stated: str, iso: str | None) -> None:
    assert date(stated) == iso


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"[", b'[{"link": ', b"<urlset><url><loc>", b"<sitemapindex>", b"\x1f\x8b", b"http://"]
    ),
    st.sampled_from(["rest", "sitemap", "feed", "archive", "other"]),
    st.sampled_from([200, 301, 404, 500]),
)
def test_never_raises(noise: bytes, begin: bytes, way: str, status: int) -> None:
    for url in (REST, f"{HOME}wp-sitemap.xml", "", "nonsense?page=9"):
        ask(url, way, begin + noise, status=status)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(item(1))), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.lists(json_values, max_size=3))
def test_any_json_is_survived(items: list[Any]) -> None:
    ask(REST, "rest", rest([item(1), *items]))


@pytest.mark.parametrize(
    ("status", "problem", "complete"), [(404, None, None), (410, None, None), (500, "http_500", False)]
)
def test_a_list_that_is_not_there_lacks_no_post(
    status: int, problem: str | None, complete: bool | None
) -> None:
    url = "http://blog.example/page/4/"
    answer = read(url, "archive", status=status, headers={}, body=b"", scene=WORDPRESS)
    assert (answer.way, answer.problem, answer.complete) == ("archive", problem, complete)
