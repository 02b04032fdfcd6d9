"""What runs found new, lost or closed, and how much of the blogs they read for it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import counts, load
from analysis.summary import summarize
from tests.made_network import ALPHA, DAY, START, A, Network


def _one_post() -> Network:
    """A blog and its post, in two runs."""
    network = Network()
    network.run(1)
    network.run(2)
    network.blog(ALPHA, title="Alpha")
    network.post(ALPHA, A[1], title="Tomatoes")
    return network


def test_runs_say_what_is_new_and_what_is_lost(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.run(2)
    network.blog(ALPHA, last_run=2)
    network.post(ALPHA, A[1], title="Apples", last_run=2, fetched=START + 30 * DAY)
    network.linkback(A[1], "https://stays.example/1", last_run=2)
    network.linkback(A[1], "https://leaves.example/1", gone_run=2)
    network.linkback(A[1], "https://comes.example/1", first_run=2, last_run=2)
    network.linkback(A[1], f"{ALPHA}own", first_run=2, last_run=2)
    for run, gone in ((1, 2), (2, None), (2, None)):
        spam = {"title": "Casino", "excerpt": "Viagra", "first_run": run, "last_run": 2, "gone_run": gone}
        network.linkback(A[1], f"https://x.example/{len(network.rows['linkbacks'])}", **spam)
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = counts.of_runs(corpus)
    assert found == {"new": [1, 4], "new_clean": [1, 1], "new_spam": [0, 2], "lost": [0, 2], "closed": [0, 0]}


def test_runs_say_how_many_posts_they_found_closed(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.run(2)
    network.blog(ALPHA)
    for number, facts in enumerate(({"closed_run": 2}, {"closed_run": 2, "gone_run": 2}, {})):
        network.post(ALPHA, f"{ALPHA}{number}", accepts="closed", **facts)
    assert summarize(network.write(tmp_path / "made.db")).runs["closed"].tolist() == [0, 1]


def test_the_linkbacks_of_a_gone_post_count_nowhere_and_are_lost_with_it(tmp_path: Path) -> None:
    network = _one_post()
    network.linkback(A[1], "https://stays.example/1")
    network.post(ALPHA, A[2], title="Gone", status=404, gone_run=2)
    network.linkback(A[2], "https://with-it.example/1", kind="pingback")
    network.evidence("https://with-it.example/1", A[2], "unreachable")
    found = summarize(network.write(tmp_path / "made.db"))
    pair = found.linkbacks.set_index("target").loc[A[2]]
    assert (pair["gone"], pair["gone_run"], pair["clean"], pair["listed"]) == (True, 2, False, 0)
    assert pd.isna(pair["moderated"])
    posts = found.posts.set_index("url")
    assert (posts.loc[A[2], "linkbacks"], posts.loc[A[1], "linkbacks"]) == (0, 1)
    assert (found.blogs["listed"].sum(), list(found.sites["site"])) == (1, ["stays.example"])
    assert found.runs["lost"].tolist() == [0, 1]
    assert list(found.post_graph.edges) == [("https://stays.example/1", A[1])]


def test_a_post_that_moved_lists_what_its_new_address_shows(tmp_path: Path) -> None:
    network = _one_post()
    network.post(ALPHA, A[2], title="Pears", status=301, gone_run=2)
    network.post(ALPHA, A[3], title="Pears", first_run=2, last_run=2)
    network.alias(A[2], A[3])
    network.linkback(A[2], "https://stays.example/1")
    network.linkback(A[2], "https://leaves.example/1")
    network.linkback(A[3], "https://stays.example/1", first_run=2, last_run=2)
    found = summarize(network.write(tmp_path / "made.db"))
    moved = found.posts.set_index("url").loc[A[3]]
    assert (moved["listed"], moved["linkbacks"], moved["clean"]) == (1, 1, 1)
    rows = found.linkbacks.sort_values("source")
    assert rows[["target", "gone", "first_run"]].to_numpy().tolist() == [[A[3], True, 1], [A[3], False, 1]]
    assert found.runs[["new", "lost"]].to_numpy().tolist() == [[1, 0], [0, 1]]


def test_an_edited_entry_is_no_new_linkback(tmp_path: Path) -> None:
    network = _one_post()
    network.linkback(A[1], "https://x.example/1", title="Befor", gone_run=2)
    network.linkback(A[1], "https://x.example/1", title="Before", first_run=2, last_run=2)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert counts.of_runs(corpus) == {
            "new": [1, 0],
            "new_clean": [1, 0],
            "new_spam": [0, 0],
            "lost": [0, 0],
            "closed": [0, 0],
        }


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ({"pages_of_posts": 3, "posts_unchanged": 2, "requests": 9}, 5),
        ({"pages_of_posts": 3}, 3),
        ({"pages_of_posts": 0, "posts_unchanged": 0}, 0),
        ({}, None),
    ],
)
def test_runs_say_how_many_posts_they_read(kept: dict[str, int], read: int | None, tmp_path: Path) -> None:
    network = Network()
    network.run(1, **kept)
    found = summarize(network.write(tmp_path / "made.db")).runs["posts_read"]
    assert [None if pd.isna(number) else int(number) for number in found] == [read]
