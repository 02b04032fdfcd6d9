"""Whether a blog's crawl was complete, and if not, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_ANSWERED = ("http_404", "http_410")
"""Failures that are an answer: the page is not there, and nothing is missing."""
_PASSED_OVER = "named_already"
"""Reason of lists that were left out since all posts were named; a link to a post may stand there alone."""
LIMITS = ("max_posts", "max_age")
"""Reasons of posts that the user's limits left out."""


def of_blogs(corpus: Corpus) -> pd.DataFrame:
    """By row of `corpus.blogs`: `complete`, `lacking`, `archives` and `why_inconclusive`.

    Complete: the crawl ended by itself, with nothing waiting, failed (pages that are gone aside) or left out
    by a limit. `lacking` says which of these it was ("12 posts left out by max_posts"), "" for none.
    `archives`: its lists of posts (pages 2, 3 …, months) were walked to their end, none of them left out.
    `why_inconclusive` is "" where, beyond being complete, every post was read: then absence proves something.
    """
    blogs, ledger = corpus.blogs, corpus.ledger
    pending = ledger["state"].isin(("waiting", "failed")) & (ledger["role"] != "source")
    open_ones = ledger[pending & ~ledger["reason"].isin(_ANSWERED)]
    counts = open_ones.groupby(["blog_id", "state"])["count"].sum().unstack(fill_value=0)
    counts = counts.reindex(index=blogs.index, columns=["waiting", "failed"], fill_value=0)
    out = pd.DataFrame(index=blogs.index)
    out["lacking"] = [
        _lacking(int(waiting), int(failed), left_out)
        for waiting, failed, left_out in zip(
            counts["waiting"], counts["failed"], _left_out(corpus), strict=True
        )
    ]
    out["complete"] = (blogs["state"] == "finished") & (out["lacking"] == "")
    passed = set(ledger.loc[ledger["reason"] == _PASSED_OVER, "blog_id"])
    out["archives"] = [
        bool(_way(ways, "archive").get("complete")) and blog not in passed
        for blog, ways in blogs["ways"].items()
    ]
    there = corpus.posts[~corpus.posts["gone"]]
    unread = there[there["reading"] != "read"].groupby("blog_id").size().reindex(blogs.index, fill_value=0)
    out["why_inconclusive"] = [
        _why(state, lacking, int(missing))
        for state, lacking, missing in zip(blogs["state"], out["lacking"], unread, strict=True)
    ]
    return out


def limited(corpus: Corpus) -> pd.DataFrame:
    """Posts that the user's limits left out: rows of `corpus.ledger`, one for each blog, limit and role."""
    ledger = corpus.ledger
    return ledger[(ledger["state"] == "skipped") & ledger["reason"].isin(LIMITS)]


def told(numbers: Mapping[Any, int]) -> str:
    """What limits left out, in words: {"max_posts": 12} is "12 posts left out by max_posts"."""
    parts = [
        f"{number} {'post' if number == 1 else 'posts'} left out by {name}"
        for name, number in numbers.items()
    ]
    return ", ".join(parts)


def _left_out(corpus: Corpus) -> list[str]:
    """By row of `corpus.blogs`."""
    numbers = limited(corpus).groupby(["blog_id", "reason"])["count"].sum()
    found = {key: told(part.droplevel("blog_id").to_dict()) for key, part in numbers.groupby(level="blog_id")}
    return [found.get(key, "") for key in corpus.blogs.index]


def _way(ways: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return ways.get(name) or {}


def _lacking(waiting: int, failed: int, left_out: str) -> str:
    if waiting:
        return f"{waiting} of its pages {_were(waiting)} not fetched yet"
    return f"{failed} of its pages could not be fetched" if failed else left_out


def _why(state: str, lacking: str, unread: int) -> str:
    if state not in ("finished", "stopped", "failed"):
        return "the crawl of the blog has not ended"
    if state != "finished":
        return f"the crawl of the blog is {state}"
    return lacking or (f"{unread} of its posts {_were(unread)} not read" if unread else "")


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
