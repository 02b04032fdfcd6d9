"""What the crawl of one blog will cost: ways, posts, requests, seconds at the polite rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECONDS_AN_ANSWER = 0.3
"""Seconds that a server takes: the delay begins when it has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan for one blog. `seconds` are those of one connection at the polite rate.

    `ways` names the ways of discovery with the posts that they named, and whether they are complete:
    (("rest", 58, True), …). `posts` known, `to_read` of them. `requests` counts those of discovery that were
    made already and those still to come; of further pages of listings those that an earlier crawl met.
    """

    blog: str
    ways: tuple[tuple[str, int, bool], ...]
    posts: int
    to_read: int
    requests: int
    seconds: float


def plan(
    blog: str,
    *,
    ways: Mapping[str, Mapping[str, Any]],
    posts: int,
    to_read: int,
    spent: int,
    further: int = 0,
    delay: float,
) -> Plan:
    """The plan for a blog of which it is decided which posts will be read.

    `ways` is {way: {found, complete}} as the store keeps it. `spent`: requests made for discovery. `further`:
    pages of the listings of the posts that will be read, as far as they are known. `delay`: seconds between
    an answer and the next request.
    """
    requests = spent + to_read + further
    return Plan(
        blog=blog,
        ways=tuple(
            (name, int(way.get("found") or 0), bool(way.get("complete")))
            for name, way in sorted(ways.items())
        ),
        posts=posts,
        to_read=to_read,
        requests=requests,
        seconds=requests * (delay + SECONDS_AN_ANSWER),
    )
