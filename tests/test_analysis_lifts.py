"""Lifts of topics: what their posts draw over others of the same blogs and the same age."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from analysis import load
from analysis.topics import topics
from tests.made_network import Network


def test_lifts_are_those_of_a_plain_count(tmp_path: Path) -> None:
    """Of three blogs over three years; some posts have no date, and some are gone."""
    random_, network = random.Random(7), Network()
    network.run(1)
    told: list[tuple[str, date | None, list[str], int]] = []
    for blog in (f"https://{name}.example/" for name in "abc"):
        network.blog(blog)
        for number in range(50):
            day = date(2002, 1, 1) + timedelta(10 * random_.randrange(100))
            post = {"published": str(day) if number % 9 else None, "gone_run": 1 if number % 7 == 3 else None}
            tags = random_.sample(("maps", "trains", "boats"), random_.randrange(3))
            url = network.post(blog, f"{blog}{number}", tags=tags, **post)
            sites = random_.randrange(4)
            for site in range(sites):
                network.linkback(url, f"https://reader{site}.example/{blog[8]}{number}")
            if not post["gone_run"]:
                told.append((blog, day if number % 9 else None, tags, sites))
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = topics(corpus).set_index("topic")["lift"].to_dict()
    assert found == pytest.approx({tag: _plain_lift(told, tag) for tag in ("maps", "trains", "boats")})


def _plain_lift(posts: list[tuple[str, date | None, list[str], int]], tag: str) -> float:
    """Referring sites of a topic's posts over the average of other posts of the blog within 90 days."""
    drawn = expected = 0.0
    for blog, day, tags, sites in posts:
        if tag in tags and day is not None:
            beside = [
                other
                for where, when, names, other in posts
                if where == blog and when is not None and abs((when - day).days) <= 90 and tag not in names
            ]
            if beside:
                drawn, expected = drawn + sites, expected + sum(beside) / len(beside)
    return drawn / expected
