"""A blog that is relaunched at new addresses without redirects keeps its posts, and their linkbacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_network import Network

from analysis import load
from analysis.summary import summarize

HOME, OTHER = "https://a.example/", "https://b.example/"
OLD, NEW, CITING = f"{HOME}?p=7", f"{HOME}2004/soup/", f"{OTHER}soup/"
OF_OLD = {"title": "Soup", "published": "2004-11-05T10:00:00+00:00", "gone_run": 2, "status": 404}
OF_NEW = {"title": "Soup", "published": "2004-11-05", "first_run": 2, "last_run": 2}
POSTS: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("relaunched", {}, {}, True),
    ("sent to the home page", {"status": 301}, {}, True),
    ("spelled otherwise", {"title": "SOUP "}, {}, True),
    ("inferred", {}, {"reading": "inferred"}, True),
    ("still there", {"gone_run": None}, {}, False),
    ("another title", {}, {"title": "Soups"}, False),
    ("another day", {}, {"published": "2004-11-06"}, False),
    ("without a title", {"title": None}, {"title": None}, False),
    ("without a date", {"published": None}, {"published": None}, False),
    ("met at once", {}, {"first_run": 1}, False),
    ("both gone", {}, {"gone_run": 2}, False),
    ("of another blog", {}, {"blog": OTHER}, False),
    ("the older one is there", {"first_run": 2}, {"first_run": 1}, False),
]


def _network(old: dict[str, Any], new: dict[str, Any]) -> Network:
    network = Network()
    network.run(1)
    network.run(2)
    network.blog(HOME)
    network.blog(OTHER)
    network.post(HOME, OLD, **OF_OLD | old)
    facts = {"blog": HOME, **OF_NEW, **new}
    network.post(facts.pop("blog"), NEW, **facts)
    network.post(OTHER, CITING, title="On soup")
    network.link(CITING, OLD)
    network.linkback(OLD, CITING)
    network.linkback(NEW, CITING, first_run=2, last_run=2)
    return network


@pytest.mark.parametrize(("old", "new", "same"), [row[1:] for row in POSTS], ids=[row[0] for row in POSTS])
def test_a_gone_post_is_the_one_alike_that_came_later(
    old: dict[str, Any], new: dict[str, Any], same: bool, tmp_path: Path
) -> None:
    with load(_network(old, new).write(tmp_path / "s.db")) as corpus:
        assert len(corpus.posts) == 3 - same


def test_its_linkbacks_are_neither_lost_nor_new(tmp_path: Path) -> None:
    store = _network({}, {}).write(tmp_path / "s.db")
    runs = summarize(store).runs
    assert list(zip(runs["new"], runs["lost"], strict=True)) == [(1, 0), (0, 0)]
    with load(store) as corpus:
        (row,) = corpus.pairs.to_dict("records")
        assert (corpus.labels[row["target_page"]], row["first_run"], row["seen"]) == (NEW, 1, True)


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({"first_run": 2, "last_run": 2}, 4),
        ({"first_run": 2, "last_run": 2, "gone_run": 2}, 4),
        ({"first_run": 3, "last_run": 3}, 4),
        ({"first_run": 3, "last_run": 3, "gone_run": 3}, 4),
    ],
)
def test_of_several_alike_none_is_taken_for_another(
    more: dict[str, Any], number: int, tmp_path: Path
) -> None:
    network = _network({}, {})
    network.run(3)
    network.post(HOME, f"{HOME}soup-2/", **OF_NEW | more)
    with load(network.write(tmp_path / "s.db")) as corpus:
        assert len(corpus.posts) == number


def test_a_blog_is_relaunched_twice(tmp_path: Path) -> None:
    network = _network({}, {"gone_run": 3})
    network.run(3)
    last = network.post(HOME, f"{HOME}soup/", **OF_NEW | {"first_run": 3, "last_run": 3})
    network.linkback(last, CITING, first_run=3, last_run=3)
    with load(network.write(tmp_path / "s.db")) as corpus:
        assert [one for one in corpus.posts["url"] if one.startswith(HOME)] == [last]
        assert [corpus.labels[page] for page in corpus.pairs["target_page"]] == [last]
