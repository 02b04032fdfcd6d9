"""Every number of the page opens exactly the rows that it counts."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pandas as pd
import pytest
from selectolax.lexbor import LexborHTMLParser

from analysis.columns import TABLES
from analysis.counts import voices
from analysis.summary import Summary, summarize
from reports.evidence import COUNTED, linkback_marks, post_marks, reference_marks
from reports.html import render
from reports.tables import CAPS, LEFT_TO_CSV, records
from tests.evidence_of_page import Number, numbers_of, rows_of
from tests.made_network import ALPHA, BETA, A, B, three_blogs


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    network = three_blogs()
    network.linkback(B[2], A[1], subtype="like", kind="webmention", last_run=3)
    # Nobody looked at the cited listing since this post came.
    late = network.post(BETA, f"{BETA}archives/late.html", first_run=3, first_read=3, last_run=3)
    network.link(late, A[5], last_run=3)
    return summarize(network.write(tmp_path_factory.mktemp("evidence") / "made.db"))


@pytest.fixture(scope="module")
def numbers(summary: Summary) -> list[Number]:
    return list(numbers_of(LexborHTMLParser(render(summary, ()))))


def test_each_number_opens_as_many_as_it_says(numbers: list[Number]) -> None:
    assert not [number for number in numbers if number.opened != number.shown]
    assert {number.table for number in numbers} == set(COUNTED)


def test_columns_that_differ_open_different_rows(numbers: list[Number]) -> None:
    """The post that lists every case: raw, clean, self, spam and reactions are not the same rows."""
    first = {n.column: n for n in numbers if n.table == "posts" and n.place == _place(numbers)}
    sizes = {column: len(number.rows) for column, number in first.items()}
    assert sizes["linkbacks"] > sizes["clean"] > sizes["referring_sites"] > 0
    assert first["listed"].opened > sizes["linkbacks"]
    assert sizes["self"] == sizes["spam"] == sizes["reactions"] == sizes["removed"] == 1
    assert {str(row.html) for row in first["spam"].rows}.isdisjoint(str(r.html) for r in first["clean"].rows)


def _place(numbers: list[Number]) -> int:
    """The row of the post whose number of linkbacks is the highest."""
    return max((n.shown, -n.place) for n in numbers if n.table == "posts" and n.column == "linkbacks")[1] * -1


def test_what_does_not_stand_in_a_table_travels_packed(
    summary: Summary, numbers: list[Number], monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in ("linkbacks", "posts", "references"):
        monkeypatch.setitem(CAPS, table, 2)
    tree = LexborHTMLParser(render(summary, ()))
    assert len(tree.css("#t-linkbacks tbody tr")) == 2
    assert len(rows_of(tree, "linkbacks")) == len(summary.linkbacks)
    assert len(rows_of(tree, "posts")) == len(summary.posts)
    found = list(numbers_of(tree))
    assert not [number for number in found if number.opened != number.shown]
    blogs = [(n.column, n.place, n.opened) for n in numbers if n.table == "blogs"]
    assert [(n.column, n.place, n.opened) for n in found if n.table == "blogs"] == blogs


def test_a_topic_of_a_name_that_two_share_opens_nothing(summary: Summary) -> None:
    topics = summary.topics.copy()
    topics["topic"] = "tea"
    tree = LexborHTMLParser(render(dataclasses.replace(summary, topics=topics), ()))
    assert len(tree.css("#t-topics tbody tr")) > 1
    assert not tree.css("#t-topics a[data-show]")


def test_every_count_of_linkbacks_and_posts_can_be_opened() -> None:
    """A new count column shows its evidence, or is named here with the reason."""
    for table, columns in TABLES.items():
        shown = {c.name for c in columns if c.dtype in ("int64", "Int64")} - LEFT_TO_CSV.get(
            table, frozenset()
        )
        assert shown - set(COUNTED.get(table, {})) == WITHOUT.get(table, set()), table


WITHOUT = {
    # Stated by the page, counted from links that the page does not hold, or no count.
    "posts": {"announced", "comments", "click_depth", "internal_inlinks", "closed_run"},
    "blogs": {"community", "last_run", "closes_after"},
    "linkbacks": {"listed"},
    # Parts of a share that stands beside them.
    "prospects": {"on_topic", "stated_posts", "references_found"},
    # Counted once for each site and window, and by dates: the page holds no windows but the last.
    "topics": {"earlier_votes", "earlier_posts"},
    # Totals of the whole store; their rows are the tables.
    "coverage": {"count", "of"},
    "problems": {"run", "count"},
    "runs": {"run", "seeds", "posts_read"},
}

PLAIN = {
    "gone": False, "clean": True, "self": False, "spam": False, "reaction": False, "recent": False,
    "kinds": "trackback", "verdict": "", "verified_exact": False, "source_site": "a.example",
    "old_open": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ({}, "now clean voice trackback"),
        ({"kinds": "trackback+pingback", "recent": True}, "now clean voice recent trackback pingback"),
        ({"clean": False, "self": True}, "now self trackback"),
        ({"verdict": "verified"}, "now clean voice trackback verified"),
        ({"verdict": "verified", "verified_exact": True}, "now clean voice exact trackback verified"),
        ({"clean": False, "spam": True, "verdict": "unreachable"}, "now spam trackback unreachable"),
        ({"reaction": True, "kinds": "webmention"}, "now clean reaction webmention"),
        ({"source_site": ""}, "now clean trackback"),
        ({"old_open": True, "clean": False, "spam": True}, "now spam old_open trackback"),
        ({"gone": True}, "gone trackback"),
        ({"gone": True, "clean": False, "spam": True}, "gone spam trackback"),
    ],
)
def test_marks_of_a_linkback(facts: dict[str, object], marks: str) -> None:
    (record,) = records(pd.DataFrame([{**PLAIN, **facts}]).assign(voice=voices))
    assert linkback_marks(record) == marks.split()


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ({"linkbacks": 2, "reading": "read", "accepts": "open"}, "there listing accepting read"),
        ({"accepts": "open", "old_open": True, "reading": "read"}, "there accepting old_open read"),
        ({"accepts": "closed", "closed_run": 2, "reading": "read"}, "there shut read"),
        ({"old_open": pd.NA}, "there"),
        ({"reading": "inferred", "accepts": "closed"}, "there inferred"),
        ({"gone": True, "linkbacks": 1, "reading": "read"}, "listing read"),
        ({}, "there"),
    ],
)
def test_marks_of_a_post(facts: dict[str, object], marks: str) -> None:
    plain = {"gone": False, "linkbacks": 0, "reading": "", "accepts": ""}
    plain |= {"old_open": False, "closed_run": pd.NA}
    assert post_marks({**plain, **facts}) == marks.split()


def test_marks_of_a_reference() -> None:
    assert reference_marks({"clean": True}) == ["voice"]
    assert reference_marks({"clean": False}) == []


def test_references_of_which_nobody_can_tell_are_counted_and_called_no_unlisted_ones(
    summary: Summary,
) -> None:
    tree = LexborHTMLParser(render(summary, ()))
    late = f"{BETA}archives/late.html"
    assert [late in str(row.html) for row in rows_of(tree, "unlooked")] == [True]
    assert not any(late in str(row.html) for row in rows_of(tree, "references"))


def test_references_between_blogs_count_listed_and_unlisted_ones(
    numbers: list[Number], summary: Summary
) -> None:
    weights = {n.place: n for n in numbers if n.table == "edges"}
    assert Counter(n.shown for n in weights.values()) == Counter(
        int(w) for *_, w in summary.blog_graph.edges(data="weight")
    )
    assert summary.blog_graph[BETA][ALPHA]["weight"] in {n.opened for n in weights.values()}
