"""The ways to posts, and what is tried where one fails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_rest import HOME, HTML, REST, SCENE, WORDPRESS, ask, item, rest

from crawler.discovery import (
    Scene,
    forbidden,
    may_have_rest,
    needs_archive,
    read,
    recorded_as,
    start,
)
from crawler.discovery.content import date
from crawler.records import Link, Page


def home(**more: Any) -> Page:
    return Page(url=HOME, **more)


FEEDS = ("http://blog.example/comments/feed/", "http://blog.example/feed/")
TRACKBACKS = (f"{HOME}trackbacks.rdf", f"{HOME}pingbacks.rdf")
GHOST = Scene(home=HOME, prefix="blog.example/", platform="ghost")
BLOGGER = replace(SCENE, platform="blogger")


@pytest.mark.parametrize(
    ("head", "may"),
    [
        ('<meta name="generator" content="WordPress 2.3.1" />', False),
        ('<meta content="WordPress 1.5" name="generator">', False),
        ("<meta name='generator' content='wordpress 4.6.29'>", False),
        ('<meta name="generator" content="WordPress 4.7">', True),
        ('<meta name="generator" content="WordPress 6.1">', True),
        ('<meta name="generator" content="WordPress 10.0">', True),
        ('<meta name="generator" content="WordPress">', True),
        ('<meta name="generator" content="WordPress.com">', True),
        ('<meta name="description" content="WordPress 2.3 and other news">', True),
        ('<meta name="generator" content="Movable Type 2.6">', True),
        ("", True),
    ],
)
def test_a_wordpress_that_says_to_be_older_than_rest(head: str, *, may: bool) -> None:
    assert may_have_rest(f"<html><head>{head}</head></html>".encode()) is may


@pytest.mark.parametrize(
    ("links", "feed"),
    [
        ([("index.rss20", "RSS 2.0"), ("index.atom", "ATOM 1.0")], "index.rss20"),
        ([("index.rdf", "")], "index.rdf"),
        ([("b2rss.php", "x"), ("rss.php", "Syndicate this site (XML)")], "rss.php"),
        ([("comments.rdf", "RSS of comments"), ("index.xml", "XML")], "index.xml"),
        ([("feed/", "Feed")], "feed/"),
        ([("SyndicationService.asmx/GetRss", "")], "SyndicationService.asmx/GetRss"),
        ([("rdf10_xml", "Syndicate (RDF)")], "rdf10_xml"),
        ([("rss.php?blogId=1&profile=rss20", "RSS 2.0")], "rss.php?blogId=1&profile=rss20"),
        ([("?flavor=rss2", "RSS")], "?flavor=rss2"),
        ([("?q=node/feed", "XML")], "?q=node/feed"),
        ([("?q=node/12", "Node feeds")], None),
        ([("readers.php?of=rss", "RSS")], None),
        ([("atom.xml", "")], "atom.xml"),
        ([("trackbacks.rdf", "RSS")], None),
        ([("rss-readers-compared/", "RSS readers compared")], None),
        ([("2004/05/feeding-birds.html", "Feeding birds")], None),
        ([("sitemap.xml", "XML")], None),
        ([("http://other.example/index.rdf", "RSS")], None),
        ([("?feed=1", "RSS")], "?feed=1"),
        ([("atom.php", "Atom")], "atom.php"),
        ([("index.php", "Home"), ("index2.aspx", "Home"), ("index.cgi", "Home")], None),
        ([("feedback.php", "Feedback"), ("feedback.php?id=1", "Feedback")], None),
        ([("?q=1", "1"), ("search.php?q=rss", "rss"), ("?cmd=1", "1")], None),
    ],
)
def test_a_feed_that_the_page_only_links(links: list[tuple[str, str]], feed: str | None) -> None:
    found = tuple(Link(url=urljoin(HOME, path), text=text) for path, text in links)
    asked = [one.url.removeprefix(HOME) for one in start(home(links=found), SCENE) if one.way == "feed"]
    assert asked == ([] if feed is None else [feed])
    # What the head names is the blog's own choice, but for feeds of comments.
    named = [one.url for one in start(home(links=found, feeds=FEEDS), SCENE) if one.way == "feed"]
    assert named == [FEEDS[1]]
    beside = start(home(links=found, feeds=FEEDS[:1]), SCENE)
    assert [one.url.removeprefix(HOME) for one in beside if one.way == "feed"] == asked


@pytest.mark.parametrize(
    ("page", "again", "sitemaps", "asked"),
    [
        (home(feeds=FEEDS), False, (), ["feed feed/", "sitemap sitemap.xml"]),
        (home(feeds=(f"{HOME}feed/atom/", *FEEDS)), False, (), ["feed feed/", "sitemap sitemap.xml"]),
        (home(feeds=("http://feeds.example/feed/",)), False, (), ["feed ?feed=rss2", "sitemap sitemap.xml"]),
        (home(feeds=(f"{HOME}category/news/feed/",)), False, (), ["feed ?feed=rss2", "sitemap sitemap.xml"]),
        (
            home(feeds=("http://www.blog.example/feed",)),
            False,
            (),
            ["feed http://www.blog.example/feed", "sitemap sitemap.xml"],
        ),
        (home(feeds=(f"{HOME}?feed=rss2",)), False, (f"{HOME}a.xml",), ["feed ?feed=rss2", "sitemap a.xml"]),
        (home(feeds=FEEDS), True, (), ["feed feed/", "feed comments/feed/", "sitemap sitemap.xml"]),
    ],
)
def test_an_old_wordpress_is_not_asked_for_rest(
    page: Page, sitemaps: tuple[str, ...], asked: list[str], *, again: bool
) -> None:
    lookups = start(page, replace(WORDPRESS, again=again), sitemaps, rest=False)
    assert [
        f"{one.way} {one.url.removeprefix(HOME).partition('&')[0].partition('?per')[0]}" for one in lookups
    ] == asked


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
        (
            home(rest="http://blog.example/wp-json/"),
            WORDPRESS,
            (),
            ["rest wp-json/wp/v2/posts", "sitemap wp-sitemap-posts-post-1.xml"],
        ),
        (home(), WORDPRESS, (), ["rest ", "sitemap sitemap.xml"]),
        (
            home(),
            WORDPRESS,
            ("http://blog.example/wp-sitemap.xml",),
            ["rest ", "sitemap wp-sitemap-posts-post-1.xml"],
        ),
        (
            home(rest="http://blog.example/wp-json/", feeds=(*FEEDS, f"{HOME}a/comments/feed/")),
            replace(WORDPRESS, again=True, beyond_rest=True),
            (),
            ["rest wp-json/wp/v2/posts", "feed comments/feed/", "sitemap wp-sitemap-posts-post-1.xml"],
        ),
        (home(feeds=(*FEEDS, f"{HOME}atom/")), SCENE, (), ["sitemap sitemap.xml", "feed feed/"]),
        (home(feeds=(*FEEDS, *TRACKBACKS)), SCENE, (), ["sitemap sitemap.xml", "feed feed/"]),
        (
            home(feeds=(*FEEDS, *TRACKBACKS)),
            replace(SCENE, again=True),
            (),
            ["sitemap sitemap.xml", "feed feed/", "feed trackbacks.rdf"],
        ),
        (home(), BLOGGER, (), ["sitemap sitemap.xml", "feed feeds/posts/default?redirect=false"]),
        (home(), replace(BLOGGER, again=True), (), ["feed feeds/posts/default?redirect=false"]),
        # It was Blogger that wrote it to a host of its own.
        (home(feeds=(f"{HOME}atom.xml",)), BLOGGER, (), ["sitemap sitemap.xml", "feed atom.xml"]),
        (
            home(feeds=("http://feeds.example/notes",)),
            BLOGGER,
            (),
            ["sitemap sitemap.xml", "feed feeds/posts/default?redirect=false"],
        ),
        (home(), SCENE, ("http://blog.example/map.xml",), ["sitemap map.xml"]),
        (home(feeds=FEEDS), replace(SCENE, platform="serendipity"), (), ["feed feed/"]),
        (home(feeds=FEEDS), replace(SCENE, platform="newtelligence"), (), ["feed feed/"]),
        (home(), replace(SCENE, platform="typepad"), (f"{HOME}map.xml",), ["sitemap map.xml"]),
        (home(), replace(SCENE, platform="drupal"), (), ["sitemap sitemap.xml"]),
        (home(), GHOST, (), ["sitemap sitemap-posts.xml"]),
        (home(feeds=FEEDS), GHOST, (f"{HOME}sitemap.xml",), ["sitemap sitemap-posts.xml", "feed feed/"]),
        (home(), GHOST, (f"{HOME}map.xml",), ["sitemap map.xml"]),
        (home(), GHOST, (f"{HOME}sitemap.xml", f"{HOME}a.xml"), ["sitemap sitemap.xml", "sitemap a.xml"]),
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
    ("url", "scene", "instead"),
    [
        (f"{HOME}?feed=rss2", WORDPRESS, [f"{HOME}feed/"]),
        (f"{HOME}feed/", WORDPRESS, [f"{HOME}?feed=rss2"]),
        (f"{HOME}?feed=rss2&paged=3", WORDPRESS, []),
        (f"{HOME}feed/", SCENE, []),
        ("http://feeds.example/blog", WORDPRESS, []),
        (f"{HOME}comments/feed/", WORDPRESS, []),
    ],
)
@pytest.mark.parametrize(("status", "body"), [(500, b""), (200, HTML)])
def test_a_wordpress_feed_that_fails_has_another_form(
    url: str, scene: Scene, instead: list[str], status: int, body: bytes
) -> None:
    """A copy of a blog as plain files answers a query with nothing, or with its home page."""
    answer = ask(url, "feed", body, status=status, scene=scene)
    assert [one.url for one in answer.lookups] == instead


@pytest.mark.parametrize(
    ("scene", "total", "status", "asked"),
    [
        (replace(BLOGGER, again=True), None, 200, ["sitemap.xml"]),
        (replace(BLOGGER, again=True), None, 404, ["sitemap.xml"]),
        (replace(BLOGGER, again=True), 1, 200, []),
        (replace(BLOGGER, again=True), 2, 200, ["feeds/posts/default?start-index=2"]),
        (BLOGGER, None, 200, []),
        (replace(SCENE, again=True), None, 200, []),
    ],
)
def test_the_sitemap_of_a_blogger_blog_is_asked_again_where_its_feed_does_not_name_all(
    scene: Scene, total: int | None, status: int, asked: list[str]
) -> None:
    stated = f"<totalResults>{total}</totalResults><startIndex>1</startIndex>" if total else ""
    feed = f"<rss><channel>{stated}<item><link>{HOME}a</link></item></channel></rss>".encode()
    answer = ask(f"{HOME}feeds/posts/default", "feed", feed, status=status, scene=scene)
    assert [one.url.removeprefix(HOME) for one in answer.lookups] == asked


@pytest.mark.parametrize(
    ("way", "url", "scene", "instead"),
    [
        ("rest", REST, WORDPRESS, ["feed/"]),
        ("rest", REST, replace(WORDPRESS, again=True), ["feed/", "wp-sitemap-posts-post-1.xml"]),
        ("rest", f"{HOME}?rest_route=/wp/v2/posts", WORDPRESS, ["?feed=rss2"]),
        ("rest", f"{REST}&page=2", WORDPRESS, []),
        ("rest", REST.replace("posts", "pages"), WORDPRESS, []),
        ("feed", f"{HOME}feed/?orderby=comment_count%20ID&order=DESC&paged=2#60", WORDPRESS, ["feed/"]),
        ("feed", f"{HOME}feed/", WORDPRESS, []),
        ("sitemap", f"{HOME}wp-sitemap-posts-post-1.xml", WORDPRESS, ["sitemap.xml"]),
        ("sitemap", f"{HOME}?sitemap=posts&sitemap-subtype=post&paged=1", WORDPRESS, ["sitemap.xml"]),
        ("sitemap", f"{HOME}sitemap.xml", WORDPRESS, []),
        ("sitemap", f"{HOME}sitemap-posts.xml", GHOST, ["sitemap.xml"]),
        ("sitemap", f"{HOME}sitemap-posts.xml", SCENE, []),
        ("sitemap", f"{HOME}sitemap.xml", GHOST, []),
        ("archive", f"{HOME}archives/", SCENE, []),
    ],
)
def test_what_robots_txt_forbids_is_not_asked_for_by_another_door(
    way: str, url: str, scene: Scene, instead: list[str]
) -> None:
    assert [one.url.removeprefix(HOME) for one in forbidden(url, way, scene)] == instead


@pytest.mark.parametrize(
    ("way", "url", "name"),
    [
        ("rest", REST, "rest"),
        ("rest", REST.replace("posts", "pages"), "pages"),
        ("feed", f"{HOME}feed/", "feed"),
        ("feed", f"{HOME}feed/?orderby=comment_count%20ID&order=DESC", "counts"),
        ("feed", f"{HOME}wp/v2/pages/feed/", "feed"),
        ("sitemap", f"{HOME}sitemap.xml?orderby=comment_count", "sitemap"),
    ],
)
def test_the_name_of_a_way(way: str, url: str, name: str) -> None:
    assert recorded_as(url, way) == name


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
        ("2010-01-02 03:04:05 +0900", "2010-01-02T03:04:05+09:00"),
        ("2010-01", "2010-01"),
        ("Thu, 06 May 2004 08:30:00 GMT", "2004-05-06T08:30:00+00:00"),
        ("2005-5-8 9:39:31", "2005-05-08T09:39:31"),
        ("2006/03/14 10:00", "2006-03-14T10:00"),
        ("14 мая 2006, 10:00", "2006-05-14T10:00"),
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


@pytest.mark.parametrize(
    ("home", "prefix", "asked"),
    [
        ("https://www.blog.example/", "blog.example/", "https://www.blog.example/sitemap.xml"),
        ("http://blog.example/b/", "www.blog.example/b/", "http://blog.example/b/sitemap.xml"),
        ("https://blog.example/b/index.php", "blog.example/b/", "https://blog.example/b/sitemap.xml"),
        ("http://www.blog.example:81/", "blog.example:81/", "http://www.blog.example:81/sitemap.xml"),
        ("http://blog.example/", "other.example/~bob/", "http://other.example/~bob/sitemap.xml"),
    ],
)
def test_guesses_have_the_spelling_of_the_home_page(home: str, prefix: str, asked: str) -> None:
    assert [one.url for one in start(Page(url=home), Scene(home=home, prefix=prefix))] == [asked]
