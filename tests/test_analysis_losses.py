"""Why linkbacks are listed no more, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.summary import summarize
from tests.made_network import ALPHA, BETA, A, B, Network

X = "https://x.example/1"
DNS = {"status": None, "error": "dns"}


def _network(**post: Any) -> Network:
    """A blog with one post, in three runs."""
    network = Network()
    for number in (1, 2, 3):
        network.run(number)
    network.blog(ALPHA)
    network.blog(BETA)
    network.post(ALPHA, A[1], title="Tomatoes", **post)
    return network


def _reasons(network: Network, folder: Path) -> list[str]:
    """Of the linkbacks, in the order of their sources."""
    found = summarize(network.write(folder / "made.db")).linkbacks
    return [str(text) for text in found.sort_values("source", kind="stable")["gone_because"]]


@pytest.mark.parametrize(
    ("evidence", "because"),
    [
        ([("verified", {})], "taken out, though the source was seen to link here"),
        ([("removed", {})], "the source does not link here"),
        ([("removed", {"status": 410})], "the source is gone (410)"),
        ([("unreachable", {"status": 404})], "not known: the source could not be read (404)"),
        ([("unreachable", {"status": 404})] * 3, "the source is gone (404)"),
        (
            [("unreachable", DNS)],
            "not known: the source could not be read (dns)",
        ),
        ([("unreachable", {"error": "feed"})], "not known: the source could not be read"),
        ([("removed", {}), ("verified", {})], "taken out, though the source was seen to link here"),
        ([("verified", {}), ("removed", {})], "the source does not link here"),
        ([], "not known: nobody looked at the source"),
    ],
)
def test_what_was_seen_of_the_source_says_why(
    evidence: list[tuple[str, dict[str, Any]]], because: str, tmp_path: Path
) -> None:
    network = _network()
    network.linkback(A[1], X, gone_run=3)
    network.linkback(A[1], "https://y.example/stays", last_run=3)
    for run, (verdict, facts) in enumerate(evidence, 1):
        network.evidence(X, A[1], verdict, run=run, **facts)
    assert _reasons(network, tmp_path) == [because, ""]


@pytest.mark.parametrize(
    ("facts", "linked", "because"),
    [
        ({}, True, "taken out, though the source was seen to link here"),
        ({}, False, "the source does not link here"),
        ({"reading": "unread"}, False, "not known: nobody looked at the source"),
        ({"status": 404, "gone_run": 2}, False, "the source is gone (404)"),
        ({"status": 404, "gone_run": 2}, True, "the source is gone (404)"),
    ],
)
def test_so_does_a_source_that_was_read_as_a_post(
    facts: dict[str, Any], linked: bool, because: str, tmp_path: Path
) -> None:
    network = _network()
    network.post(BETA, B[1], title="Soup", **facts)
    network.linkback(A[1], B[1], gone_run=2)
    network.linkback(A[1], "https://y.example/stays", last_run=3)
    if linked:
        network.link(B[1], A[1])
    assert _reasons(network, tmp_path) == [because, ""]


@pytest.mark.parametrize(
    ("post", "gone_run", "because"),
    [
        ({"status": 404, "gone_run": 2}, None, "its post is gone (404)"),
        ({"status": 410, "gone_run": 2}, None, "its post is gone (410)"),
        ({"status": 301, "gone_run": 2}, None, "its post leads elsewhere"),
        ({"status": 200, "gone_run": 2}, None, "its post is gone"),
        # It had gone before its post did.
        ({"status": 404, "gone_run": 3}, 2, "the source does not link here"),
        ({"status": 404}, 2, "the source does not link here"),
    ],
)
def test_a_post_that_is_gone_took_its_linkbacks_along(
    post: dict[str, Any], gone_run: int | None, because: str, tmp_path: Path
) -> None:
    network = _network(**post)
    network.linkback(A[1], X, gone_run=gone_run)
    network.evidence(X, A[1], "removed")
    assert _reasons(network, tmp_path) == [because]


@pytest.mark.parametrize(
    ("gone_runs", "because"),
    [
        ((3, 3), ["the post lists no linkback any more"] * 2),
        ((2, 3, 3), ["nobody looked at the source", *["the post lists no linkback any more"] * 2]),
        ((2, 3), ["nobody looked at the source"] * 2),
        ((3,), ["nobody looked at the source"]),
        ((3, 3, None), ["nobody looked at the source"] * 2 + [""]),
    ],
)
def test_a_listing_that_ended_as_a_whole(
    gone_runs: tuple[int | None, ...], because: list[str], tmp_path: Path
) -> None:
    network = _network()
    for number, run in enumerate(gone_runs):
        network.linkback(A[1], f"https://x{number}.example/", gone_run=run)
    assert [text.removeprefix("not known: ") for text in _reasons(network, tmp_path)] == because


def test_what_is_known_of_a_source_is_said_where_the_whole_listing_ended(tmp_path: Path) -> None:
    network = _network()
    for number, verdict in enumerate(("removed", "verified", "unreachable")):
        network.linkback(A[1], f"https://x{number}.example/", gone_run=2)
        network.evidence(f"https://x{number}.example/", A[1], verdict)
    ended = "the post lists no linkback any more"
    assert _reasons(network, tmp_path) == ["the source does not link here", ended, ended]


def test_an_entry_without_a_link_has_no_source_to_look_at(tmp_path: Path) -> None:
    network = _network()
    network.linkback(A[1], None, title="A fan", gone_run=2)
    network.linkback(A[1], "https://y.example/stays", last_run=3)
    assert _reasons(network, tmp_path) == ["not known: the entry has no link", ""]


@pytest.mark.parametrize("sources", [[], [X]])
def test_nothing_is_said_where_nothing_is_gone(sources: list[str], tmp_path: Path) -> None:
    network = _network()
    for source in sources:
        network.linkback(A[1], source)
    assert _reasons(network, tmp_path) == [""] * len(sources)
