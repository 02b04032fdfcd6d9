"""Whom to cite, as the page shows it."""

from __future__ import annotations

import dataclasses
import re

import pytest
from made_summary import made, one_post
from selectolax.lexbor import LexborHTMLParser

from reports.html import render


@pytest.fixture(scope="module")
def tree() -> LexborHTMLParser:
    return LexborHTMLParser(render(made(60), ()))


def test_each_row_names_its_blog_and_its_topic(tree: LexborHTMLParser) -> None:
    """By these numbers a chosen blog is left out, and the others are kept to its topics."""
    summary = made(60)
    blogs = {
        row.attributes["data-b"]: row.css_first("th small").text() for row in tree.css("#t-blogs tbody tr")
    }
    topics = {row.attributes["data-t"]: row.css_first("th").text() for row in tree.css("#t-topics tbody tr")}
    rows = tree.css("#t-prospects tbody tr")
    assert len(rows) == len(summary.prospects) > 5
    for row in rows:
        cells = [*row.iter()]
        assert blogs[row.attributes["data-b"]] == cells[0].css_first("small").text()
        assert topics[row.attributes["data-t"]] == cells[1].text()


def test_shares_are_per_cent_and_what_is_unknown_is_empty(tree: LexborHTMLParser) -> None:
    names = [head.attributes["data-name"] for head in tree.css("#t-prospects thead th")]
    cells = [
        [*row.iter()][names.index("accepting_share")].text() for row in tree.css("#t-prospects tbody tr")
    ]
    assert "" in cells
    assert all(re.fullmatch(r"\d+%of 10", cell) for cell in cells if cell)


def test_blogs_that_fell_silent_stand_below_and_say_so(tree: LexborHTMLParser) -> None:
    rows = tree.css("#t-prospects tbody tr")
    quiet = ["quiet" in (row.attributes.get("class") or "") for row in rows]
    told = ["not active" in row.text() for row in rows]
    assert quiet == told
    first = quiet.index(True)
    assert first > 0
    assert all(quiet[first : first + sum(quiet)])


def test_one_blog_has_nobody_to_cite() -> None:
    section = LexborHTMLParser(render(one_post(), ())).css_first("#prospects")
    assert "takes several blogs" in section.text()
    assert not section.css("table, .lead")


def test_no_prospects_say_so() -> None:
    summary = made(20)
    bare = dataclasses.replace(summary, prospects=summary.prospects.head(0))
    assert "Nothing to list here" in LexborHTMLParser(render(bare, ())).css_first("#prospects").text()
