"""The kinds of lists of a blog's own pages, by the ranks at which they are looked at."""

from __future__ import annotations

RANKS = {"list": 0.0, "pagination": 1.0, "date": 2.0, "day": 3.0, "category": 4.0}
FURTHER = {"list": 1.5, "date": 1.95, "day": 1.95, "category": 3.95}
"""Ranks of further pages of lists: those of a list of all posts come after those of the home page."""
FIRST_DATE = RANKS["date"]
"""The least rank of a list of one date; the parts of 1 behind it are its place."""


def kind_of(rank: float) -> str:
    """The kind of list that the rank of a look-up stands for: list, pagination, date, day or category.

    Further pages count as their list does, but for those of a list of all posts: "more".
    """
    if FURTHER["category"] <= rank < RANKS["category"]:
        return "category"
    if FURTHER["date"] <= rank < RANKS["date"]:
        return "date"
    if FURTHER["list"] <= rank < RANKS["date"]:
        return "more"
    return next(kind for kind, first in reversed(RANKS.items()) if rank >= first or kind == "list")
