"""Posts that redirect: to another spelling, to a new path, to the home page; and posts that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_weeks import Weeks, odd_blogs

from analysis.summary import summarize
from crawler.engine.spellings import Spellings
from crawler.schedule import DAY, look_again
from crawler.status import read_status

POSTS = 12
ALSO = 3
"""Requests beside posts: robots.txt, the home page, the sitemap."""
MOVED = [
    ("slashless", POSTS + 2 + ALSO),
    ("half-slashless", POSTS + 2 + 1 + ALSO),
    ("nowww", POSTS + ALSO + 2),
    ("nowww-posts", POSTS + 1 + ALSO + 2),
    ("old-paths", 2 * POSTS + ALSO),
    ("old-and-new", 2 * POSTS + ALSO),
]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with odd_blogs() as port:
        yield port


@pytest.fixture(scope="module")
def moved(port: int, tmp_path_factory: pytest.TempPathFactory) -> tuple[Weeks, dict[str, int]]:
    """The blogs after two crawls, and what the first cost each."""
    weeks, names = Weeks(port, tmp_path_factory.mktemp("moved") / "s.db"), [name for name, _ in MOVED]
    result = weeks.crawl(1, *names)
    asked = {name: weeks.asked(name).total() for name in names}
    assert result.requests == sum(asked.values()), "each request is counted"
    weeks.crawl(2, *names, days=100)
    return weeks, asked


@pytest.mark.parametrize(("name", "requests"), MOVED)
def test_a_post_that_redirects_costs_two_requests_at_most(
    moved: tuple[Weeks, dict[str, int]], name: str, requests: int
) -> None:
    weeks, asked = moved
    assert asked[name] <= requests
    posts = {path: number for path, number in weeks.asked(name).items() if "/p-" in path}
    assert sum(posts.values()) == POSTS + (name == "nowww-posts"), "nothing redirects in the second crawl"
    assert (weeks.blog(name).posts, weeks.listed(name), weeks.blog(name).gone) == (POSTS, POSTS, 0)


HTTP, HTTPS, WWW = "http://a.example", "https://a.example", "http://www.a.example"


@pytest.mark.parametrize(
    ("led", "asked", "likely"),
    [
        ((HTTP, HTTPS), f"{HTTP}/3/", f"{HTTPS}/3/"),
        ((HTTP, WWW), f"{HTTP}/3/?a=b", f"{WWW}/3/?a=b"),
        ((WWW, HTTP), f"{WWW}/3.html", f"{HTTP}/3.html"),
        ((HTTP, HTTPS), f"{HTTPS}/3/", None),
        ((HTTP, HTTPS), "http://b.example/3/", None),
        ((HTTP, "https://b.example"), f"{HTTP}/3/", None),
        ((HTTP, f"{HTTP}:8080"), f"{HTTP}/3/", None),
    ],
)
def test_where_posts_will_be_led_to(led: tuple[str, str], asked: str, likely: str | None) -> None:
    spellings = Spellings()
    for number in (1, 2):
        assert spellings.likely(asked) is None, "one post is no rule"
        spellings.led(f"{led[0]}/{number}/", f"{led[1]}/{number}/")
    assert spellings.likely(asked) == likely


@pytest.mark.parametrize(
    ("before", "after", "asked", "likely"),
    [
        ("1", "1/", f"{HTTP}/3", f"{HTTP}/3/"),
        ("1/", "1", f"{HTTP}/3/", f"{HTTP}/3"),
        ("1", "1/", f"{HTTP}/3/", None),
        ("1", "1/", f"{HTTP}/3.html", None),
        ("1", "1/", f"{HTTP}/3?p=1", None),
        ("1", "1/", f"{HTTP}/", None),
        ("old/1", "new/1", f"{HTTP}/old/3", None),
        ("1/", "", f"{HTTP}/3/", None),
        ("1?utm_source=feed", "1", f"{HTTP}/3?utm_source=feed", None),
    ],
)
def test_where_a_final_slash_comes_and_goes(before: str, after: str, asked: str, likely: str | None) -> None:
    spellings = Spellings()
    for number in ("1", "2"):
        spellings.led(*(f"{HTTP}/{one.replace('1', number)}" for one in (before, after)))
    assert spellings.likely(asked) == likely
    spellings.stayed(asked)
    assert spellings.likely(asked) is None


@pytest.mark.parametrize(
    ("url", "home", "likely"),
    [
        (f"{HTTP}/3.html", f"{HTTPS}/", f"{HTTPS}/3.html"),
        (f"{HTTP}/3/?a=b", f"{WWW}/blog/", f"{WWW}/3/?a=b"),
        (f"{HTTP}/3/", f"{HTTP}/", None),
        (f"{HTTP}/3/", "https://b.example/", None),
        (f"{HTTP}/3/", f"{HTTP}:8080/", None),
    ],
)
def test_posts_are_expected_where_the_home_page_is(url: str, home: str, likely: str | None) -> None:
    spellings = Spellings()
    spellings.as_home(url, home)
    assert spellings.likely(url) == likely
    spellings.stayed(url)
    spellings.as_home(url, home)
    assert spellings.likely(url) is None, "what failed once is not tried again"
    spellings.led(url, likely or url)
    spellings.led(url, likely or url)
    assert spellings.likely(url) is None


@pytest.mark.parametrize("ends", ["", ".html", "/", "?a=b"])
def test_another_scheme_leads_on_whatever_ends_an_address(ends: str) -> None:
    spellings = Spellings()
    for number in (1, 2):
        spellings.led(f"{HTTP}/{number}{ends}", f"{HTTPS}/{number}{ends}")
    for asked in ("3", "3.html", "3/", "3?a=b"):
        assert spellings.likely(f"{HTTP}/{asked}") == f"{HTTPS}/{asked}"


def test_posts_that_lead_elsewhere_are_gone_and_looked_at_again_seldom(port: int, tmp_path: Path) -> None:
    weeks, name = Weeks(port, tmp_path / "s.db"), "away-from-start"
    weeks.crawl(1, name)
    blog = weeks.blog(name)
    assert (blog.posts, blog.read, blog.unread, blog.gone) == (POSTS - 10, POSTS - 10, 0, 10)
    assert weeks.problems(name) == {"skip moved_away": 3, "error http_404": 1, "error http_410": 6}
    assert weeks.asked(name)["/"] == 1, "posts that are gone are no sign of a host in trouble"
    for days, again in ((7, 10), (7, 0)):
        weeks.crawl(2, name, days=days)
        assert [weeks.asked(name)[f"/2020/01/p-{number}/"] for number in range(10)] == [again // 10] * 10
        assert sum(weeks.problems(name).values()) == again


LISTED = {
    "away-one": (12, 12, 11, 11),
    "away-all": (12, 12, 12, 12),
    "away-missing": (12, 12, 0, 12),
    "deleted": (12, 11, 11, 12),
}


def test_posts_that_were_read_are_gone_when_it_is_sure_and_come_back(port: int, tmp_path: Path) -> None:
    weeks = Weeks(port, tmp_path / "s.db")
    seen: list[dict[str, int]] = []
    for week in range(1, 5):
        weeks.crawl(week, *LISTED, days=40)
        seen.append({name: weeks.listed(name) for name in LISTED})
    assert {name: tuple(one[name] for one in seen) for name in LISTED} == LISTED
    assert weeks.rows("select count(*) from linkbacks") == [(POSTS * len(LISTED),)]


@pytest.mark.parametrize(
    ("since", "looked", "was_read", "days"),
    [
        (0, 0, True, 6),
        (0, 7, True, 6),
        (0, 14, True, 7),
        (0, 40, True, 20),
        (0, 400, True, 60),
        (0, 0, False, 6),
        (0, 7, False, 14),
        (0, 40, False, 60),
        (100, 140, True, 20),
        (100, 107, False, 14),
    ],
)
def test_a_post_that_is_gone_is_looked_at_ever_later(
    since: int, looked: int, was_read: bool, days: int
) -> None:
    def due(now: float) -> bool:
        return look_again(since=since * DAY, looked=looked * DAY, now=int(now), was_read=was_read)

    assert due((looked + days) * DAY)
    assert not due((looked + days) * DAY - 1)


def test_a_post_that_moved_with_its_blog_is_counted_once(port: int, tmp_path: Path) -> None:
    weeks = Weeks(port, tmp_path / "s.db")
    for week in (1, 2):
        told = weeks.crawl(week, "moved-host", "new-host", "slashless").posts
    rows = weeks.rows("select count(*) from posts where gone_run is null")
    status = sum(one.posts for one in read_status(weeks.store).blogs)
    report = int(summarize(weeks.store).blogs["posts_known"].sum())
    assert (rows, told, status, report) == ([(3 * POSTS,)], 2 * POSTS, 2 * POSTS, 2 * POSTS)
