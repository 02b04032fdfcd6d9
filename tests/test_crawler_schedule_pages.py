"""Posts that are read though nothing is said of a change: by age, with linkbacks, broken and missing ones."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_clock import HOME, Answer, blog, crawl, found

from crawler.schedule import DAY, PostFacts, decide, look_again

NOW = 1_700_000_000


@pytest.mark.parametrize(
    ("silent", "age", "decision"),
    [(True, None, "read"), (False, None, "keep"), (True, 10 * DAY, "too_old")],
)
def test_silent_pages(silent: bool, age: float | None, decision: str) -> None:
    facts = PostFacts(
        count=None,
        reading="read",
        published=NOW - 1000 * DAY,
        fetched=NOW - 60,
        confirmed=True,
        listed=True,
        silent=silent,
    )
    assert decide(facts, now=NOW, thorough=False, max_age=age) == decision


@pytest.mark.parametrize(
    ("count", "confirmed", "listed", "decision"),
    [
        (0, True, True, "infer"),
        (0, False, False, "infer"),
        (0, False, True, "read"),
        (1, True, True, "read"),
        (None, True, True, "read"),
    ],
    ids=["named", "no way was complete", "named no more", "has a comment", "not counted"],
)
def test_a_post_without_comments_that_no_way_names_any_more_is_looked_for(
    count: int | None, confirmed: bool, listed: bool, decision: str
) -> None:
    facts = PostFacts(
        count=count, reading="inferred", published=NOW, fetched=None, confirmed=confirmed, listed=listed
    )
    assert decide(facts, now=NOW, thorough=False, max_age=None) == decision


@pytest.mark.parametrize(("failed", "decision"), [(True, "read"), (False, "keep")])
def test_a_post_that_could_not_be_read_is_read_again_whatever_its_age(failed: bool, decision: str) -> None:
    facts = PostFacts(
        count=3,
        reading="read",
        published=NOW - 1000 * DAY,
        fetched=NOW - DAY,
        confirmed=True,
        listed=True,
        failed=failed,
    )
    assert decide(facts, now=NOW, thorough=False, max_age=None) == decision


@pytest.mark.parametrize(
    ("count", "age", "days"),
    [
        (None, 0, 0),
        (None, 10, 1),
        (None, 1000, 60),
        (None, -0.5, 0),
        (None, -2, 36.5),
        (None, None, 36.5),
        (2, 0, 7),
        (2, 10, 7),
        (2, 100, 25),
        (2, 1000, 180),
        (2, -2, 91.25),
        (2, None, 91.25),
        (0, 100, 25),
    ],
)
def test_a_post_is_read_again_by_its_age(count: int | None, age: float | None, days: float) -> None:
    published = None if age is None else int(NOW - age * DAY)

    def decided(since: float) -> str:
        fetched = int(NOW - since)
        facts = PostFacts(
            count=count, reading="read", published=published, fetched=fetched, confirmed=True, listed=True
        )
        return decide(facts, now=NOW, thorough=False, max_age=None)

    assert decided(days * DAY) == "read"
    assert decided(days * DAY - 1) == "keep"


@pytest.mark.parametrize(
    ("count", "age", "thorough", "decision"),
    [
        (0, 9, False, "infer"),
        (0, 9, True, "read"),
        (0, 10, False, "infer"),
        (0, 11, False, "too_old"),
        (1, 9, False, "read"),
        (1, 11, False, "too_old"),
        (1, None, False, "read"),
    ],
)
def test_a_new_post_is_read_where_it_may_list_something_and_is_not_too_old(
    count: int, age: int | None, thorough: bool, decision: str
) -> None:
    published = None if age is None else NOW - age * DAY
    facts = PostFacts(
        count=count, reading="unread", published=published, fetched=None, confirmed=True, listed=True
    )
    assert decide(facts, now=NOW, thorough=thorough, max_age=10 * DAY) == decision


@pytest.mark.parametrize(
    ("cited", "count", "decision"), [(True, None, "read"), (True, 3, "keep"), (False, None, "keep")]
)
def test_a_post_that_another_blog_began_to_cite_is_read_where_nothing_counts(
    cited: bool, count: int | None, decision: str
) -> None:
    facts = PostFacts(
        count=count,
        reading="read",
        published=NOW - 1000 * DAY,
        fetched=NOW - DAY,
        confirmed=True,
        listed=True,
        cited=cited,
    )
    assert decide(facts, now=NOW, thorough=False, max_age=None) == decision


@pytest.mark.parametrize(
    ("fetched", "decision"),
    [
        (-60 * DAY, "read"),
        (-59 * DAY, "keep"),
        (60, "keep"),
        (DAY, "keep"),
        (DAY + 1, "read"),
        (900 * DAY, "read"),
    ],
)
def test_a_time_to_come_is_none_at_which_a_post_was_read(fetched: int, decision: str) -> None:
    facts = PostFacts(
        count=None,
        reading="read",
        published=NOW - 1000 * DAY,
        fetched=NOW + fetched,
        confirmed=True,
        listed=True,
    )
    assert decide(facts, now=NOW, thorough=False, max_age=None) == decision
    gone = look_again(since=NOW - 2000 * DAY, looked=NOW + fetched, now=NOW, was_read=True)
    assert gone is (decision == "read")


def test_a_clock_that_went_wrong_for_a_crawl_hides_nothing_from_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = "https://b.example/1"
    answers = blog(3) | {
        f"{HOME}2020/01/p-0/": found(source),
        f"{HOME}about/": Answer("<title>No post</title>"),
    }
    listed = answers[f"{HOME}sitemap.xml"]
    more = listed.body.replace("</urlset>", f"<url><loc>{HOME}about/</loc></url></urlset>")
    answers[f"{HOME}sitemap.xml"] = Answer(more, headers=listed.headers)
    asked = []
    for days in (-1_000, 0, 1_000):
        folder = tmp_path / str(days)
        folder.mkdir()
        crawl(monkeypatch, folder, answers, verify=True)
        with closing(sqlite3.connect(folder / "s.db")) as base:
            for table, column in (
                ("ledger", "fetched"),
                ("posts", "fetched"),
                ("evidence", "fetched"),
                ("blogs", "walked"),
            ):
                base.execute(f"update {table} set {column} = {column} + {days * DAY}")
            base.commit()
        asked.append({url for _, url in crawl(monkeypatch, folder, answers, verify=True).asked})
    ago, now, to_come = asked
    assert to_come == ago
    assert {source, f"{HOME}about/", f"{HOME}2020/01/p-0/"} <= ago - now
