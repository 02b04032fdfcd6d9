"""Sitemaps: their posts, their children, and where they are named."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from made_rest import HOME, HTML, SCENE, ask

from crawler.discovery import (
    from_head,
    from_robots,
    own_sitemaps,
)

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
        ("http://blog.example/2004/05/a-post/", "2010-02-03"),
        # Outside the blog: counted and left alone.
        ("http://other.example/2004/05/a-post/", None),
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
    ("platform", "children", "followed"),
    [
        ("ghost", ("sitemap-posts.xml", "sitemap-pages.xml"), ["sitemap-posts.xml"]),
        ("ghost", ("sitemap-pages.xml", "sitemap-pages-2.xml"), ["sitemap-pages.xml", "sitemap-pages-2.xml"]),
        (None, ("sitemap-posts.xml", "sitemap-pages.xml"), ["sitemap-posts.xml", "sitemap-pages.xml"]),
    ],
)
def test_pages_of_ghost_hold_no_posts(
    platform: str | None, children: tuple[str, ...], followed: list[str]
) -> None:
    places = "".join(f"<sitemap><loc>{HOME}{child}</loc></sitemap>" for child in children)
    body, scene = f"<sitemapindex>{places}</sitemapindex>".encode(), replace(SCENE, platform=platform)
    answer = ask(f"{HOME}sitemap.xml", "sitemap", body, scene=scene)
    assert [one.url.removeprefix(HOME) for one in answer.lookups] == followed


@pytest.mark.parametrize(("platform", "posts"), [("nikola", 1), (None, 2)])
def test_pages_of_a_nikola_blog_are_no_posts(platform: str | None, posts: int) -> None:
    body = f"<urlset><url><loc>{HOME}a/index-2.html</loc></url><url><loc>{HOME}a/b.html</loc></url></urlset>"
    scene = replace(SCENE, platform=platform)
    assert len(ask(f"{HOME}sitemap.xml", "sitemap", body.encode(), scene=scene).posts) == posts


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
        ("User-agent: *\nSitemap: /wide.xml".encode("utf-16"), ["http://blog.example/wide.xml"]),
        (b"User-agent: *\nDisallow: /sitemap: x", []),
        (b"", []),
        (b"Sitemap: javascript:x", []),
    ],
)
def test_robots(body: bytes, found: list[str]) -> None:
    assert list(own_sitemaps(from_robots(body, "http://blog.example/robots.txt"), SCENE)) == found


@pytest.mark.parametrize("line", [b"\n", b"\r\n", b" \t\n"])
def test_empty_lines_without_end_hold_nobody_up(line: bytes) -> None:
    """In proportion to the square of their number they would take an hour."""
    body = line * 500_000 + b" Sitemap: /s.xml" + line * 500_000
    assert from_robots(body, "http://blog.example/robots.txt") == ("http://blog.example/s.xml",)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("<link rel=sitemap href=/map.xml>", ["http://blog.example/map.xml"]),
        ("<LINK href='m.xml' type='application/xml' REL='Sitemap'>", ["http://blog.example/m.xml"]),
        ("<link rel=sitemap href=http://other.example/map.xml>", []),
        ("<link rel=sitemap>", []),
        ("<link rel=alternate href=/sitemap.xml>", []),
        ("<a rel=sitemap href=/map.xml>", []),
        (" " * 50_000 + "<link rel=sitemap href=/map.xml>", []),
    ],
)
def test_a_head_names_a_sitemap(head: str, found: list[str]) -> None:
    assert list(from_head(head.encode(), SCENE, url=HOME)) == found
