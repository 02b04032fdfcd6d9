"""Blogs that are not themselves for a week: nothing is lost for it, and what was removed is found in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_weeks import Weeks, odd_blogs

from analysis.summary import summarize
from crawler.engine.homes import is_another
from crawler.records import Link, Page

POSTS = 12
AWAY = "its home page shows nothing of the blog"
CASES = [
    ("sold", AWAY, {"error other_page": 1}, (12, 12, 12)),
    ("sold-long", AWAY, {"error other_page": 1}, (12, 12, 12)),
    ("made-anew", AWAY, {"error other_page": 1}, (12, 12, 12)),
    ("sold-away", AWAY, {"error other_page": 1}, (12, 12, 12)),
    ("closed", AWAY, {"error other_page": 1}, (12, 12, 12)),
    ("closed-posts", "", {"error other_page": 12}, (12, 12, 12)),
    ("white-posts", "", {"error empty": 12}, (12, 12, 12)),
    ("half-posts", "", {"error cut_off": 12}, (12, 12, 12)),
    ("emptied", "", {}, (12, 11, 11)),
    ("rewritten", "", {"error other_page": 1}, (12, 12, 11)),
    ("moved-host", "", {}, (12, 12, 12)),
    ("no-ways", "", None, (12, 12, 12)),
]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Weeks, list[dict[str, object]]]]:
    """For each week what is listed of each blog, then its state and problems in the second week."""
    with odd_blogs() as port:
        weeks = Weeks(port, tmp_path_factory.mktemp("outages") / "s.db")
        told: list[dict[str, object]] = []
        second: list[dict[str, object]] = []
        for week in (1, 2, 3):
            weeks.crawl(week, *(name for name, *_ in CASES), days=100)
            told.append({name: weeks.listed(name) for name, *_ in CASES})
            if week == 2:
                reasons = weeks.rows("select seed, coalesce(reason, '') from blogs")
                second.append({seed.partition("//")[2].partition(".")[0]: why for seed, why in reasons})
                second.append({name: weeks.problems(name) for name, *_ in CASES})
        yield weeks, told + second


@pytest.mark.parametrize(("name", "reason", "problems", "listed"), CASES)
def test_an_outage_loses_nothing(
    seen: tuple[Weeks, list[dict[str, object]]],
    name: str,
    reason: str,
    problems: dict[str, int] | None,
    listed: tuple[int, ...],
) -> None:
    weeks, told = seen
    assert tuple(one[name] for one in told[:3]) == listed
    assert reason in str(told[3][name])
    assert problems is None or told[4][name] == problems
    state = "failed" if name == "sold-long" else "finished"
    assert weeks.rows(f"select state from blogs where seed like '%//{name}.%'") == [(state,)]


def test_no_linkback_is_there_twice(seen: tuple[Weeks, list[dict[str, object]]]) -> None:
    summary = summarize(seen[0].store)
    assert len(summary.linkbacks) == len(CASES) * POSTS
    new_and_lost = [tuple(row) for row in summary.runs[["run", "new", "lost"]].to_numpy().tolist()]
    assert new_and_lost == [(1, len(CASES) * POSTS - 2, 0), (2, 0, 1), (3, 0, 1)]


OLD = ("http://a.example/", *(f"http://a.example/2020/{name}/" for name in "abc"), "http://x.example/")


@pytest.mark.parametrize(
    ("page", "before", "another"),
    [
        ({}, OLD, True),
        ({}, OLD[:3], False),
        ({}, (), False),
        ({"feeds": ("http://a.example/feed/",)}, OLD, False),
        ({"rest": "http://a.example/wp-json/"}, OLD, False),
        ({"links": ["https://www.a.example/2020/b"]}, OLD, False),
        ({"links": ["http://a.example/", "http://x.example/", "http://b.example/2020/a/"]}, OLD, True),
    ],
)
def test_a_home_page_without_anything_of_the_blog_is_another(
    page: dict[str, object], before: tuple[str, ...], another: bool
) -> None:
    links = tuple(Link(url=str(url)) for url in page.pop("links", ()))  # type: ignore[attr-defined]
    made = Page(url="http://a.example/", links=links, **page)  # type: ignore[arg-type]
    assert is_another(made, "a.example/", before, "a.example/") is another


def test_a_blog_that_moved_is_known_by_the_same_paths() -> None:
    links = (Link(url="https://b.example/blog/2020/b/"),)
    page = Page(url="https://b.example/blog/", links=links)
    assert not is_another(page, "b.example/blog/", OLD, "a.example/")
    assert is_another(page, "b.example/", OLD, "a.example/")
