"""Blogs that always name a further page, and answers that no row takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.engine.bounds import MOST_HOMES, MOST_INDEXES, MOST_LOOKUPS, bounded
from crawler.engine.frontier import Lane
from crawler.engine.session import Session
from crawler.harvest import Ask, Event, Harvest, Role, Task, Way
from crawler.options import CrawlOptions
from crawler.records import Discovered, Post
from crawler.run import begin
from crawler.seeds import read_seeds
from crawler.status import read_status
from crawler.store import open_store
from crawler.store.ledger import BlogRow

HOME = "https://a.example/"


def _lane() -> Lane:
    blog = BlogRow(
        id=1,
        home=HOME,
        prefix="a.example/",
        seed=HOME,
        platform=None,
        state="discovering",
        reason=None,
        hops=0,
        again=False,
    )
    return Lane(blog=blog, started=0.0)


def _answer(role: Role, asks: int) -> Harvest:
    further = tuple(Ask(url=f"{HOME}{role}/{n}", role=role) for n in range(asks))
    other = Ask(url=f"{HOME}feed", role=Role.FEED if role is not Role.FEED else Role.REST)
    task = Task(url=f"{HOME}{role}", blog=1, role=role)
    way = Way(name=role.value, found=3)
    return Harvest(task=task, url=task.url, state="done", asks=(*further, other), ways=(way,))


@pytest.mark.parametrize("role", [Role.SITEMAP, Role.FEED, Role.REST])
def test_a_way_without_an_end_is_cut_and_counted(role: Role) -> None:
    lane = _lane()
    whole = _answer(role, MOST_LOOKUPS)
    assert bounded(lane, whole) == whole
    cut = bounded(lane, _answer(role, 3))
    assert [ask.role is role for ask in cut.asks] == [False], "other ways are still asked"
    told = [(event.reason, event.count, event.example) for event in cut.events]
    assert told == [("endless_pagination", 3, f"{HOME}{role}/0")]
    assert [(way.found, way.complete) for way in cut.ways] == [(3, False)]


@pytest.mark.parametrize(("named", "kept"), [(MOST_LOOKUPS, True), (MOST_LOOKUPS + 3, False)])
def test_sitemaps_that_a_home_page_s_host_names_are_bounded(named: int, *, kept: bool) -> None:
    home = replace(_answer(Role.SITEMAP, named), task=Task(url=HOME, blog=1, role=Role.HOME), ways=())
    found = bounded(_lane(), home)
    assert (found == home) is kept
    assert [ask.role for ask in found.asks].count(Role.SITEMAP) == MOST_LOOKUPS
    assert found.asks[-1].role is Role.FEED, "other ways are still asked"
    assert found.blog is None
    assert [(way.name, way.complete) for way in found.ways] == ([] if kept else [("sitemap", False)])
    assert [(event.reason, event.count) for event in found.events] == (
        [] if kept else [("endless_pagination", 3)]
    )


def test_ways_are_counted_each_for_itself_and_archives_by_their_own_guards() -> None:
    lane = _lane()
    bounded(lane, _answer(Role.SITEMAP, MOST_LOOKUPS))
    for role in (Role.FEED, Role.ARCHIVE):
        some = _answer(role, 5)
        assert bounded(lane, some) == some
    many = _answer(Role.ARCHIVE, MOST_LOOKUPS + 1)
    assert bounded(lane, many) == many


def test_a_feed_may_have_more_pages_than_a_blog_has_indexes() -> None:
    lane = _lane()
    page = _answer(Role.FEED, 1)
    assert all(bounded(lane, page) == page for _ in range(MOST_INDEXES + 1))


def test_sitemaps_that_lead_to_further_ones_for_ever_are_cut() -> None:
    lane = _lane()
    plain = _answer(Role.SITEMAP, 0)
    for _ in range(MOST_INDEXES):
        index = _answer(Role.SITEMAP, 2)
        assert bounded(lane, index) == index
        assert bounded(lane, plain) == plain, "a sitemap that names posts leads to none"
    cut = bounded(lane, _answer(Role.SITEMAP, 2))
    assert ([event.count for event in cut.events], [way.complete for way in cut.ways]) == ([2], [False])
    assert bounded(lane, plain) == plain


def test_a_home_page_that_leads_to_the_next_one_for_ever_is_given_up() -> None:
    lane = _lane()
    task = Task(url=HOME, blog=1, role=Role.HOME)
    for number in range(MOST_HOMES + 1):
        ask = Ask(url=f"{HOME}?n={number}", role=Role.HOME)
        found = bounded(lane, Harvest(task=task, url=HOME, state="done", asks=(ask,)))
        assert found.asks == ((ask,) if number < MOST_HOMES else ())
    assert found.blog is not None
    assert (found.blog.state, "without end" in (found.blog.reason or "")) == ("failed", True)


@pytest.mark.parametrize(
    "broken",
    [
        {"found": (Discovered(url=f"{HOME}half", way="feed", post=Post(title="half \ud83d")),)},
        {"events": (Event(what=None, reason="of no kind", example=HOME),)},  # type: ignore[arg-type]
    ],
    ids=["no text", "a column left empty"],
)
def test_an_answer_that_no_row_takes_harms_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: dict[str, Any]
) -> None:
    options = CrawlOptions(seeds=(HOME,), store=tmp_path / "s.db", progress=False)
    with open_store(options.store, create=True) as store:
        session = Session(store, begin(store, read_seeds(options.seeds), options), options)
        task = session.frontier.next()
        assert task is not None
        for number in (2, 3, 4):
            named = Discovered(url=f"{HOME}{number}", way="feed", post=Post(title="T"))
            asked = Task(url=f"{HOME}feed/{number}", blog=task.blog, role=Role.FEED)
            answer = Harvest(task=asked, url=asked.url, state="done", found=(named,))
            session.take([replace(answer, **broken) if number == 3 else answer])
        session.flush()
        assert session.failure is None
        session.end()
    state = read_status(options.store)
    assert state.blogs[0].posts == 2
    assert [(one.reason, one.example) for one in state.problems] == [("fault", f"{HOME}feed/3")]
    assert [record.args for record in caplog.records] == [(f"{HOME}feed/3",)]
