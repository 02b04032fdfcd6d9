"""Blogs that move, come back, change their software or shut us out: nothing is lost, no host is pestered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from made_weeks import Weeks, odd_blogs

from analysis.summary import summarize
from crawler.status import read_status

FEW = 7
MANY = 200
"""Days between two crawls: in so many, each post is visited again by its age."""
CHANGES = [
    # name, days between crawls, what is listed after each week, requests of the last one at most
    ("there-and-back", FEW, (8, 8, 8, 10, 10), 7),
    ("renamed", MANY, (12, 12, 12, 13), 20),
    ("traveller", MANY, (12, 12, 12, 13, 13), 15),
    ("returner", MANY, (12, 12, 12, 13, 13), 15),
    ("plainer", FEW, (12, 12, 12, 12, 12, 12), 3),
    ("wanderer", MANY, (6, 6, 6, 6), 9),
    ("guarded", FEW, (1, 60, 60), 11),
    ("guarded-posts", FEW, (22, 22), 16),
    ("tested", FEW, (5, 30, 30), 9),
    ("hushed", FEW, (0, 0, 1), 7),
    ("quiet", FEW, (0, 0), 6),
    ("closed-rest", FEW, (20, 20), 10),
    ("made-static", FEW, (8, 8, 8), 3),
    ("speechless", FEW, (20, 20, 20), 7),
    ("shop", FEW, (8, 8, 8), 8),
    ("shut-page", FEW, (12, 13, 13), 3),
    ("undated", FEW, (8, 8), 5),
    ("moderated", FEW, (8, 8, 8), 6),
]
WEEKS = max(len(listed) for _, _, listed, _ in CHANGES)


@dataclass(frozen=True)
class Seen:
    """A blog after a week: linkbacks that are listed, what was asked, what could not be read, its rows."""

    listed: int
    asked: Counter[str]
    problems: dict[str, int]
    state: str
    posts: Counter[str]
    failed: int


Crawled = Callable[[int], tuple[Weeks, list[dict[str, Seen]]]]


def _seen(weeks: Weeks, name: str) -> Seen:
    mine = f"b.seed like '%//{name}.%'"
    read = f"select p.reading from posts p join blogs b on b.id = p.blog where {mine} and p.gone_run is null"
    [(state,)] = weeks.rows(f"select b.state || ' ' || coalesce(b.reason, '') from blogs b where {mine}")
    posts = Counter(reading for (reading,) in weeks.rows(read))
    failed = sum(one.failed for one in read_status(weeks.store).blogs if f"//{name}." in one.home)
    return Seen(weeks.listed(name), weeks.asked(name), weeks.problems(name), state, posts, failed)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """By the days between crawls: the store, and the blogs after each week."""
    with odd_blogs("odd_wordpress.py") as port:

        @cache
        def told(days: int) -> tuple[Weeks, list[dict[str, Seen]]]:
            weeks, names = Weeks(port, tmp_path_factory.mktemp("weeks") / "s.db"), _names(days)
            return weeks, [_week(weeks, week, days, names) for week in range(1, WEEKS + 1)]

        yield told


def _names(days: int) -> list[str]:
    return [name for name, between, _, _ in CHANGES if between == days]


def _week(weeks: Weeks, week: int, days: int, names: list[str]) -> dict[str, Seen]:
    result = weeks.crawl(week, *names, days=days)
    seen = {name: _seen(weeks, name) for name in names}
    elsewhere = sum(weeks.asked(name).total() for name in ("inn", "ruin"))
    assert result.requests == sum(one.asked.total() for one in seen.values()) + elsewhere
    return seen


@pytest.mark.parametrize(("name", "days", "listed", "requests"), CHANGES)
def test_nothing_is_lost_and_little_is_asked(
    crawled: Crawled, name: str, days: int, listed: tuple[int, ...], requests: int
) -> None:
    _, told = crawled(days)
    assert tuple(seen[name].listed for seen in told[: len(listed)]) == listed
    assert told[len(listed) - 1][name].asked.total() <= requests


def test_a_blog_that_came_back_has_each_linkback_once(crawled: Crawled) -> None:
    summary = summarize(crawled(MANY)[0].store)
    assert len(summary.linkbacks) == 13 + 13 + 13 + 6
    assert summary.runs["new"].tolist() == [12 + 12 + 12 + 6, 0, 0, 1 + 1 + 1, 0, 0]
    assert summary.runs["lost"].tolist() == [0] * WEEKS


def test_a_host_that_turns_everybody_away_is_left_in_peace(crawled: Crawled) -> None:
    first = crawled(FEW)[1][0]["guarded"]
    assert first.asked.total() <= 22
    assert first.state.startswith("stopped ")
    assert first.state.endswith("does not answer any more: http_403")


def test_posts_for_members_stop_no_blog(crawled: Crawled) -> None:
    first = crawled(FEW)[1][0]["guarded-posts"]
    assert first.state == "finished "
    assert first.problems["error http_403"] == 8
    assert max(number for path, number in first.asked.items() if path != "/") == 1


def test_a_page_that_shows_nothing_of_what_the_blog_counts_is_another(crawled: Crawled) -> None:
    first = crawled(FEW)[1][0]
    assert first["tested"].problems == {"error other_page": 25}
    assert first["quiet"].problems == {}


def test_what_robots_txt_forbids_is_not_read_by_another_door(crawled: Crawled) -> None:
    first = crawled(FEW)[1][0]["closed-rest"]
    assert not [path for path in first.asked if "wp/v2" in path]
    assert first.posts == {"read": 21, "inferred": 39}


def test_counts_of_a_blog_that_states_none_any_more_are_none(crawled: Crawled) -> None:
    first, second = crawled(FEW)[1][:2]
    assert first["made-static"].posts == {"read": 8, "inferred": 3}
    assert second["made-static"].posts == {"read": 11}
    assert second["speechless"].posts == {"read": 20, "inferred": 20}, "its feeds were broken, no more"


def test_a_linkback_that_takes_anothers_place_is_found_by_the_feed_of_comments(crawled: Crawled) -> None:
    weeks, told = crawled(FEW)
    joined = "linkbacks l join urls u on u.id = l.source join posts p on p.id = l.post"
    joined += " join blogs b on b.id = p.blog"
    sources = f"select u.url from {joined} where b.seed like '%//moderated.%' and l.gone_run is"
    assert weeks.rows(f"{sources} not null") == [("http://s.example/8",)]
    assert ("http://held.example/",) in weeks.rows(f"{sources} null")
    assert [number for number in range(13) if told[2]["moderated"].asked[f"/2020/01/p-{number}/"]] == [8]


def test_what_failed_in_an_earlier_run_is_no_failure_of_the_last(crawled: Crawled) -> None:
    assert [seen["speechless"].failed for seen in crawled(FEW)[1][:3]] == [0, 5, 0]
    assert [seen["guarded-posts"].failed for seen in crawled(FEW)[1][:2]] == [8, 8]


def test_a_blog_that_names_none_of_its_posts_any_more_is_told(crawled: Crawled) -> None:
    third = crawled(FEW)[1][2]["shop"]
    assert third.problems["warning no_posts"] == 1
    assert third.posts == {"read": 8}, "those of which nothing was read are not found any more"
