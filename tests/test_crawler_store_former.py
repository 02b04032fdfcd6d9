"""Posts that stand at two addresses are counted once: redirects, canonical links, and blogs that moved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_network import Network

from crawler.status import read_status

READ, GUESSED, UNREAD = {"title": "T"}, {"reading": "inferred"}, {"reading": "unread"}
OTHER, GONE = {"title": "U"}, {"title": "T", "gone_run": 1}
LED: dict[str, tuple[dict[str, Any], dict[str, Any], str, tuple[int, int, int]]] = {
    "redirect": (READ, READ, "redirect", (1, 1, 0)),
    "redirect-two-titles": (READ, OTHER, "redirect", (1, 1, 0)),
    "canonical": (READ, READ, "canonical", (1, 1, 0)),
    "canonical-two-titles": (READ, OTHER, "canonical", (2, 2, 0)),
    "canonical-to-unread": (READ, UNREAD, "canonical", (1, 1, 0)),
    "canonical-of-unread": (UNREAD, READ, "canonical", (1, 1, 0)),
    "canonical-of-inferred": (GUESSED, UNREAD, "canonical", (1, 0, 1)),
    "canonical-to-inferred": (UNREAD, GUESSED, "canonical", (1, 0, 1)),
    "read-to-inferred": (READ, GUESSED, "redirect", (1, 1, 0)),
    "moved": (READ, READ, "moved", (2, 2, 0)),
    "gone": (GONE, READ, "redirect", (1, 1, 0)),
    "to-gone": (READ, GONE, "redirect", (1, 1, 0)),
}
"""Facts of a post, of that to which it leads, and how; then the numbers of posts: all, read, inferred."""
MOVED = {
    "http://{}old.example/x": 1,
    "https://{}old.example/x": 1,
    "http://www.{}old.example/x": 1,
    "https://www.{}old.example/x": 1,
    "https://{}older.example/x": 1,
    "https://{}mid.example/x": 1,
    "https://{}old.example/y": 2,
    "https://{}old.example.net/x": 2,
    "https://{}strange.example/x": 2,
}
"""An address that the blog still has beside its post `/x`, and how many posts they are."""


def _counted(network: Network, path: Path) -> dict[str, tuple[int, int, int]]:
    network.run(1)
    told = read_status(network.write(path / "s.db")).blogs
    return {one.home: (one.posts, one.read, one.inferred) for one in told}


def test_posts_that_lead_to_another_are_counted_once(tmp_path: Path) -> None:
    network = Network()
    for name, (old, new, how, _) in LED.items():
        blog = network.blog(f"https://{name}.example/")
        network.post(blog, f"{blog}old", **old)
        network.alias(f"{blog}old", network.post(blog, f"{blog}new", **new), how=how)
    told = _counted(network, tmp_path)
    assert {name: told[f"https://{name}.example/"] for name in LED} == {n: led[-1] for n, led in LED.items()}


def test_what_leads_to_a_home_page_or_through_several_is_told_apart(tmp_path: Path) -> None:
    network = Network()
    home, chain = network.blog("https://home.example/"), network.blog("https://chain.example/")
    network.alias(network.post(home, f"{home}dead"), network.post(home, home))
    a, b, c = (network.post(chain, f"{chain}{name}") for name in "abc")
    for url, target, how in ((a, b, "redirect"), (b, c, "redirect"), (a, c, "shortlink")):
        network.alias(url, target, how=how)
    assert _counted(network, tmp_path) == {home: (2, 2, 0), chain: (1, 1, 0)}


@pytest.mark.parametrize("first", ["a", "b"])
def test_of_two_that_are_alike_the_first_by_address_stays(tmp_path: Path, first: str) -> None:
    network = Network()
    a, b = (network.blog(f"https://{name}.example/") for name in "ab")
    posts = [network.post(blog, f"{blog}x") for blog in (a, b)]
    network.alias(*(posts if first == "a" else reversed(posts)))
    assert _counted(network, tmp_path) == {a: (1, 1, 0), b: (0, 0, 0)}


@pytest.mark.parametrize("www", ["", "www."])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_posts_of_a_blog_that_moved_are_counted_once(tmp_path: Path, scheme: str, www: str) -> None:
    network = Network()
    told: dict[str, tuple[int, int, int]] = {}
    for place, (url, number) in enumerate(MOVED.items()):
        name = f"{place}-"
        home = f"{scheme}://{www}{name}new.example/"
        blog = network.blog(home, moved_from=f"{name}mid.example/")
        for left, there in (("older", "old"), ("old", "mid"), ("strange", "elsewhere")):
            network.alias(f"https://{name}{left}.example/", f"http://www.{name}{there}.example/", how="moved")
        network.post(blog, url.format(name))
        network.post(blog, f"{home}x")
        told[blog] = (number, number, 0)
    assert _counted(network, tmp_path) == told


def test_what_lies_below_a_former_place_of_a_blog_need_not_be_its_own(tmp_path: Path) -> None:
    network = Network()
    moved = network.blog("https://new.example/", moved_from="old.example/")
    other = network.blog("https://other.example/")
    up = network.blog("https://up.example/", moved_from="up.example/blog/")
    came = network.blog("https://old.example/", state="failed")
    for blog, url in (
        (moved, f"{moved}x"),
        (moved, f"{moved}y"),
        (other, "https://old.example/x"),
        (came, "https://old.example/y"),
        (up, f"{up}blog/x"),
        (up, f"{up}x"),
    ):
        network.post(blog, url)
    assert _counted(network, tmp_path) == {moved: (2, 2, 0), other: (1, 1, 0), up: (2, 2, 0), came: (0, 0, 0)}
