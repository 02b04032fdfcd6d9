"""Servers that answer oddly: what is read all the same, what is not believed, what a plan tells."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forked import crawl
from made_weeks import Weeks, odd_blogs

from crawler.discovery.answers import Scene
from crawler.discovery.sitemaps import read_sitemap
from crawler.engine.plans import plans_of, show_plans
from crawler.options import CrawlOptions

ALSO = 3
"""Requests beside posts: robots.txt, the home page, the sitemap."""
NAMES = ("walled", "walled-first", "tongues", "proxied", "cut-map", "ended-map")
SITEMAP = b"<urlset><url><loc>http://a.example/2004/05/a.html</loc></url></urlset>"


def _packed(body: bytes) -> bytes:
    """As gzip, without the time: tests must have the same names in all processes that run them."""
    return gzip.compress(body, mtime=0)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Weeks]:
    with odd_blogs("odd_answers.py") as port:
        yield Weeks(port, tmp_path_factory.mktemp("answers") / "s.db")


def test_odd_answers_lose_nothing(weeks: Weeks) -> None:
    listed, problems = [], {}
    for week in (1, 2, 3):
        weeks.crawl(week, *NAMES, days=200)
        walled = weeks.asked("walled-first" if week == 1 else "walled").total()
        assert walled == ALSO + 12 + 1, "the question is asked for once, and not for each post"
        listed.append([weeks.listed(name) for name in NAMES])
        problems[week] = {name: found for name in NAMES if (found := weeks.problems(name))}
    assert listed == [[12, 0, 12, 12, 12, 12], [12, 0, 12, 12, 12, 12], [12, 12, 12, 12, 12, 12]]
    cut, wall = {"warning sitemap_partial": 1}, {"error other_page": 12}
    assert problems == {
        1: {"walled-first": wall, "cut-map": cut},
        2: {"walled": wall, "walled-first": wall, "cut-map": cut},
        3: {"walled": wall, "cut-map": cut},
    }


def test_posts_whose_pages_send_readers_to_the_blog_s_new_host_are_there(weeks: Weeks) -> None:
    listed, asked = [], []
    for week in (1, 2, 3):
        weeks.crawl(week, "left-behind")
        listed.append(weeks.listed("left-behind"))
        asked.append(weeks.asked("left-behind").total() + weeks.asked("new-home").total())
    there = "select u.url from posts p join urls u on u.id = p.url where p.gone_run is null"
    old, new = (
        len(weeks.rows(f"{there} and u.url like '%/{name}.%'")) for name in ("left-behind", "new-home")
    )
    assert (old, new) == (3, 12), "what lists something is read where it stands, whatever it says beside"
    assert listed == [12, 15, 15]
    assert asked[2] <= asked[0], "posts that are gone are not asked for in each crawl"


@pytest.mark.parametrize(
    ("body", "posts", "complete"),
    [
        (SITEMAP, 1, True),
        (SITEMAP + b"<!-- cached -->", 1, True),
        (
            SITEMAP.replace(b"urlset", b"s:urlset").replace(b"<s:urlset", b'<s:urlset xmlns:s="http://s/"'),
            1,
            True,
        ),
        (SITEMAP.decode().encode("utf-16"), 1, True),
        (SITEMAP.removesuffix(b"</urlset>"), 1, False),
        (_packed(SITEMAP), 1, True),
        (_packed(_packed(SITEMAP)), 1, True),
        (_packed(SITEMAP)[:-12], 1, False),
    ],
)
def test_a_sitemap_is_whole_where_it_ends(body: bytes, posts: int, complete: bool) -> None:
    answer = read_sitemap(
        body, "http://a.example/s.xml", Scene(home="http://a.example/", prefix="a.example/")
    )
    assert (len(answer.posts), answer.complete) == (posts, complete)
    assert answer.problem == (None if complete else "partial")


def _told(blog: str, delay: float | None, further: int = 0) -> dict[str, Any]:
    numbers = {"posts": 90, "to_read": 90, "spent": 10, "further": further, "delay": delay}
    return {"blog": blog, "ways": {}, "failed": None, **numbers}


def test_a_plan_waits_as_robots_txt_asks(capsys: pytest.CaptureFixture[str]) -> None:
    told = [
        _told("http://a.example/", 10.0),
        _told("http://b.example/~a/", None),
        _told("http://b.example/~b/", 1.0, 20),
    ]
    plans = plans_of(told, 1.0)
    assert [(one.requests, round(one.seconds)) for one in plans] == [(100, 1030), (100, 130), (120, 156)]
    show_plans(plans[1:], [])
    assert "0:04:46" in capsys.readouterr().out, "blogs of one host are crawled in turn"


@pytest.mark.parametrize("asked", [{}, {"verify": True}, {"follow": 1}], ids=["plain", "verify", "follow"])
def test_a_dry_run_tells_of_the_crawl_delay_and_of_what_options_add(
    weeks: Weeks, capsys: pytest.CaptureFixture[str], asked: dict[str, Any]
) -> None:
    seed = f"http://patient.localhost:{weeks.port}/"
    result = crawl(
        CrawlOptions(
            seeds=(seed,),
            store=weeks.store,
            delay=0.01,
            dry_run=True,
            progress=False,
            apart=True,
            reach=("127.0.0.0/8",),
            **asked,
        )
    )
    assert [(one.requests, round(one.seconds)) for one in result.plans] == [(15, 12)]
    shown = capsys.readouterr().out
    assert {name for name in ("verify", "follow") if f"--{name}" in shown} == set(asked)


def test_a_dry_run_tells_what_then_happens(tmp_path: Path) -> None:
    names = ("quiet", "undated", "plainer", "speechless", "renamed")
    with odd_blogs("odd_wordpress.py") as port:
        weeks = Weeks(port, tmp_path / "s.db")
        for week in (1, 2):
            plans = weeks.crawl(week, *names, dry_run=True).plans
            weeks.crawl(week, *names, days=0)
            homes = {one.blog.partition("//")[2].removeprefix("www."): one.requests for one in plans}
            told = {home.partition(".")[0]: requests for home, requests in homes.items()}
            asked = {name: weeks.asked(name).total() for name in names}
            # Posts that a way names no more, say, may be looked for twice.
            assert all(abs(told[name] - asked[name]) * 5 <= asked[name] for name in names), (told, asked)
            assert week > 1 or told == asked


@pytest.mark.parametrize(("most", "read"), [(3, 3), (10, 2), (40, 2), (0, 3)])
def test_a_dry_run_counts_the_posts_that_prove_the_rule_once(tmp_path: Path, most: int, read: int) -> None:
    with odd_blogs("odd_wordpress.py") as port:
        weeks = Weeks(port, tmp_path / "s.db")
        (plan,) = weeks.crawl(1, "spread-out", dry_run=True, max_posts=most).plans
        weeks.crawl(1, "spread-out", days=0, max_posts=most)
        assert (plan.to_read, plan.requests) == (read, weeks.asked("spread-out").total())


def test_a_wordpress_older_than_rest_is_found_by_its_feed(tmp_path: Path) -> None:
    with odd_blogs("odd_wordpress.py") as port:
        weeks = Weeks(port, tmp_path / "s.db")
        found = []
        for week in (1, 2, 3):
            weeks.crawl(week, "vintage")
            asked = weeks.asked("vintage")
            assert not any("rest_route" in path for path in asked)
            state = weeks.blog("vintage")
            read = sum(number for path, number in asked.items() if "/p-" in path)
            found.append((state.posts, state.inferred, weeks.listed("vintage"), read))
        # Where its feeds fail, its old counts stand.
        assert found == [(10, 6, 4, 4), (10, 6, 4, 0), (10, 6, 4, 0)]


@pytest.mark.parametrize(
    ("posts", "options", "told"), [(1, {}, True), (0, {}, False), (0, {"verify": True}, True)]
)
def test_a_plan_says_what_it_does_not_foresee(
    capsys: pytest.CaptureFixture[str], posts: int, options: dict[str, bool], *, told: bool
) -> None:
    show_plans(plans_of([{**_told("http://a.example/", None), "to_read": posts}], 1.0), [], **options)
    assert ("pop-ups" in capsys.readouterr().out) is told
