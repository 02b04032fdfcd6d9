"""The head of the page where something is missing: posts that are gone, ties, runs that were broken off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_summary import frame, one_post
from selectolax.lexbor import LexborHTMLParser

from analysis.summary import Summary
from reports.html import render


def _said(summary: Summary, selector: str) -> str:
    node = LexborHTMLParser(render(summary, ())).css_first(selector)
    assert node is not None
    return " ".join(node.text().split())


@pytest.mark.parametrize(
    ("gone", "said"), [(1, "the one that was known is gone."), (3, "all 3 that were known are gone.")]
)
def test_a_blog_whose_posts_are_all_gone_is_not_told_that_none_was_found(gone: int, said: str) -> None:
    posts = [{"url": f"https://one.example/{n}", "gone": True} for n in range(gone)]
    blogs = [{"url": "https://one.example/", "posts_known": 0, "state": "finished"}]
    summary = replace(one_post(), posts=frame("posts", posts), blogs=frame("blogs", blogs))
    answers = _said(summary, "#answers")
    assert f"No post is there any more: {said}" in answers
    assert "No post was found" not in answers


@pytest.mark.parametrize(
    ("sites", "said"),
    [
        ((3, 2, 2), "Cited by most sites: A (3)."),
        ((2, 2, 1), "Cited by most sites: A, B (2 each)."),
        ((2, 2, 2, 1), "Cited by most sites: A, B, C (2 each)."),
        ((2, 2, 2, 2), None),
        ((0, 0), None),
    ],
)
def test_no_blog_is_named_before_others_that_are_cited_by_as_many(
    sites: tuple[int, ...], said: str | None
) -> None:
    blogs = [
        {"url": f"https://{name}.example/", "title": name, "referring_sites": number}
        for name, number in zip("ABCD", sites, strict=False)
    ]
    answers = _said(replace(one_post(), blogs=frame("blogs", blogs)), "#answers")
    assert (said or "") in answers
    assert ("Cited by most sites" in answers) == (said is not None)


@pytest.mark.parametrize(
    ("state", "read", "said"),
    [
        ("finished", 1, "Coverage posts read in that run 1 of 1. A"),
        ("finished", 2, "Coverage posts read in that run 2. A"),  # one was read at two addresses
        ("interrupted", 1, "Coverage that run was not finished, posts read in that run 1 of 1. A"),
        ("interrupted", None, "Coverage that run was not finished. A"),
        ("running", None, "Coverage that run was not finished. A"),
        ("finished", None, None),
    ],
)
def test_what_is_new_says_how_much_of_it_the_run_could_see(
    state: str, read: int | None, said: str | None
) -> None:
    runs = [{"run": 1, "state": "finished"}, {"run": 2, "state": state, "posts_read": read}]
    changes = _said(replace(one_post(), runs=frame("runs", runs)), ".changes")
    assert (said or "") in changes
    assert ("Coverage" in changes) == (said is not None)


@pytest.mark.parametrize(
    ("clean", "said"),
    [(1, "a.example1 clean of 2 linkbacks"), (0, "No site cites this blog in a clean linkback.")],
)
def test_a_site_cites_by_one_clean_linkback_and_by_none(clean: int, said: str) -> None:
    sites = [{"site": "a.example", "url": "https://a.example/", "linkbacks": 2, "clean": clean}]
    assert said in _said(replace(one_post(), sites=frame("sites", sites)), "#answers")


@pytest.mark.parametrize(
    ("title", "author", "source", "shown"),
    [
        ("Tea", "Ann", "https://cups.example/1", "Tea"),
        (None, "Ann", "https://cups.example/1", "Ann"),
        (None, None, "https://cups.example/1", "cups.example/1"),
        ("Tea", "Ann", None, "Tea"),
        (None, "Ann", None, "Ann"),
        (None, None, None, "(entry without a link)"),
    ],
)
def test_a_linkback_without_a_title_is_called_by_its_author(
    title: str | None, author: str | None, source: str | None, shown: str
) -> None:
    runs = [{"run": 1, "new": 0}, {"run": 2, "new": 1, "new_clean": 1}]
    row = {"target": "https://one.example/p", "title": title, "author": author, "source": source}
    linkbacks = frame("linkbacks", [{**row, "first_run": 2, "clean": True}])
    summary = replace(one_post(), runs=frame("runs", runs), linkbacks=linkbacks)
    assert _said(summary, ".changes li").startswith(shown)
    assert _said(summary, "#t-linkbacks tbody th").startswith(shown)
