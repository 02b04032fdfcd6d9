"""What a blog is asked for beside its posts, week by week: what was never there is seldom looked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from made_weeks import Weeks, odd_blogs

from crawler.discovery import Scene, from_head, read, start
from crawler.records import Page

ATOM = "http://a.example/feeds/posts/default"


def test_a_sitemap_that_was_never_there_is_looked_for_once_a_month(tmp_path: Path) -> None:
    names = ("bare", "mislaid", "mislaid-old")
    with odd_blogs() as port:
        weeks, seen, posts = Weeks(port, tmp_path / "s.db"), {}, {}
        for week, days in ((1, 0), (2, 7), (3, 7), (4, 20)):
            weeks.crawl(week, *names, days=days)
            seen[week] = [weeks.asked(name)["/sitemap.xml"] for name in names]
            posts[week] = sum("/p-" in path for name in names for path in weeks.asked(name).elements())
            warned = weeks.problems("bare")
            assert warned == ({"warning sitemap_http_404": 1} if week < 4 else {}), "told in each run"
            assert [weeks.listed(name) for name in names] == [12, 12, 12]
    assert seen == {1: [1, 1, 1], 2: [0, 1, 3], 3: [0, 1, 1], 4: [1, 1, 1]}
    assert posts == {1: 36, 2: 0, 3: 0, 4: 0}, "none is missing for it"


def test_a_feed_that_is_still_broken_has_one_try(tmp_path: Path) -> None:
    with odd_blogs("odd_wordpress.py") as port:
        weeks, tries, listed = Weeks(port, tmp_path / "s.db"), [], []
        for week in (1, 2, 3, 4, 5):
            weeks.crawl(week, "worn")
            tries.append(max(number for path, number in weeks.asked("worn").items() if "feed" in path))
            listed.append((weeks.listed("worn"), weeks.blog("worn").inferred))
    assert tries == [1, 3, 1, 1, 1]
    assert listed == [(6, 6)] * 5


@pytest.mark.parametrize(
    ("platform", "again", "ways"),
    [
        ("blogger", False, ["sitemap", "feed"]),
        ("blogger", True, ["feed"]),
        ("hugo", True, ["sitemap", "feed"]),
    ],
)
def test_blogger_s_sitemap_is_compared_with_its_feed_once(
    platform: str, again: bool, ways: Iterable[str]
) -> None:
    scene = Scene(home="http://a.example/", prefix="a.example/", platform=platform, again=again)
    page = Page(url="http://a.example/", feeds=(ATOM,))
    assert [one.way for one in start(page, scene)] == list(ways)


@pytest.mark.parametrize(
    ("total", "status", "ways"),
    [(1, 200, []), (9, 200, ["feed"]), (1, 404, ["sitemap"]), (0, 200, ["sitemap"])],
)
def test_blogger_s_sitemap_is_asked_for_where_the_feed_does_not_tell_all(
    total: int, status: int, ways: list[str]
) -> None:
    scene = Scene(home="http://a.example/", prefix="a.example/", platform="blogger", again=True)
    entry = '<entry><link rel="alternate" href="http://a.example/2020/01/a.html"/></entry>'
    space = 'xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearchrss/1.0/"'
    counted = f"<o:totalResults>{total}</o:totalResults><o:startIndex>1</o:startIndex>" if total else ""
    body = f"<feed {space}>{counted}{entry}</feed>".encode()
    answer = read(ATOM, "feed", status=status, headers={}, body=body, scene=scene)
    assert [one.way for one in answer.lookups] == ways


@pytest.mark.parametrize(
    ("platform", "children", "followed"),
    [
        ("ghost", ("pages", "posts", "authors"), ["posts"]),
        ("ghost", ("pages",), ["pages"]),
        ("hugo", ("pages", "posts"), ["pages", "posts"]),
        (None, ("pages", "posts"), ["pages", "posts"]),
    ],
)
def test_pages_of_ghost_list_nothing(
    platform: str | None, children: Iterable[str], followed: list[str]
) -> None:
    rows = "".join(f"<sitemap><loc>http://a.example/sitemap-{one}.xml</loc></sitemap>" for one in children)
    body = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()
    scene = Scene(home="http://a.example/", prefix="a.example/", platform=platform)
    url = "http://a.example/sitemap.xml"
    answer = read(url, "sitemap", status=200, headers={}, body=body, scene=scene)
    assert [one.url for one in answer.lookups] == [f"http://a.example/sitemap-{one}.xml" for one in followed]


HOME = "http://a.example/blog/"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<link rel="sitemap" href="/blog/sitemap-index.xml">', ["http://a.example/blog/sitemap-index.xml"]),
        ("<link href=map.xml type=text/xml rel=sitemap>", ["http://a.example/blog/map.xml"]),
        (
            '<link rel="sitemap" href="s.xml?a=1&amp;b=2"><link rel="sitemap" href="s.xml?a=1&amp;b=2">',
            ["http://a.example/blog/s.xml?a=1&b=2"],
        ),
        ('<link rel="sitemap" href="http://cdn.example/sitemap.xml">', []),
        ('<link rel="sitemap" href="/sitemap.xml">', []),
        ('<link rel="alternate" href="/blog/sitemap.xml">', []),
        ('<a href="/blog/sitemap.xml">sitemap</a>', []),
        ('<link rel="sitemap">', []),
    ],
)
def test_a_sitemap_that_the_home_page_names(head: str, found: list[str]) -> None:
    scene = Scene(home=HOME, prefix="a.example/blog/")
    body = f"<html><head>{head}</head><body></body></html>".encode()
    assert list(from_head(body, scene, url=HOME)) == found


@pytest.mark.parametrize(
    ("platform", "found"), [("nikola", ["a.html"]), ("pelican", ["index-2.html", "a.html"])]
)
def test_nikola_s_sitemap_names_the_pages_of_its_blog(platform: str, found: list[str]) -> None:
    rows = "".join(f"<url><loc>{HOME}{one}</loc></url>" for one in ("index-2.html", "a.html"))
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
    scene = Scene(home=HOME, prefix="a.example/blog/", platform=platform)
    answer = read(f"{HOME}sitemap.xml", "sitemap", status=200, headers={}, body=body, scene=scene)
    assert [post.url.removeprefix(HOME) for post in answer.posts] == found
