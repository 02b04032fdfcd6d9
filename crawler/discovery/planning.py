"""What the crawl of one blog will cost: ways, posts, requests, seconds at the polite rate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.discovery.inference import ONE_IN

SECONDS_AN_ANSWER = 0.5
"""Seconds that a server takes, where the delay is shorter than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan for one blog. `seconds` are those of one connection at the polite rate.

    `ways` names the ways that found posts, the complete ones with their numbers: (("rest", 58, True), …).
    `posts` known, `to_read` of them, `unstated` how many say nothing of their comments. `requests` counts
    those of discovery that were made already (`spent`) and those still to come.
    """

    blog: str
    ways: tuple[tuple[str, int, bool], ...]
    posts: int
    to_read: int
    unstated: int
    listing_pages: int
    spent: int
    requests: int
    seconds: float


def plan(
    blog: str,
    *,
    ways: Mapping[str, Mapping[str, Any]],
    counts: Sequence[int | None],
    spent: int,
    delay: float,
    thorough: bool = False,
    a_page: int | None = None,
) -> Plan:
    """The plan for a blog whose posts are known.

    `ways` is {way: {found, complete}} as the store keeps it; `counts` has for each post to be considered the
    number of comments and linkbacks that its blog states (None: not stated). `spent`: requests made for
    discovery. `delay`: seconds between two requests. `thorough`: posts with 0 are read as well. `a_page`:
    entries on one comment page, where known; listings over several pages cost a request each.
    """
    zeros = sum(count == 0 for count in counts)
    inferred = 0 if thorough else zeros - zeros // ONE_IN
    to_read = len(counts) - inferred
    further = sum(max(0, math.ceil(count / a_page) - 1) for count in counts if count) if a_page else 0
    requests = spent + to_read + further
    return Plan(
        blog=blog,
        ways=tuple(
            (name, int(way.get("found") or 0), bool(way.get("complete")))
            for name, way in sorted(ways.items())
        ),
        posts=len(counts),
        to_read=to_read,
        unstated=sum(count is None for count in counts),
        listing_pages=further,
        spent=spent,
        requests=requests,
        seconds=requests * max(delay, SECONDS_AN_ANSWER),
    )
