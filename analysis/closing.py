"""When the posts of a blog cease to take linkbacks, and which old ones never did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import counts

if TYPE_CHECKING:
    from analysis.corpus import Corpus

OLD = 365
"""Days: posts of a higher age are old."""
LEAST = 3
"""So many posts on either side of an age show that a blog closes at it."""
AGAINST = 0.1
"""Of the posts that say whether they are open, the share that may stand on the wrong side."""


def old_open(corpus: Corpus) -> pd.Series[Any]:
    """By row of `corpus.posts`: whether a post is old and takes linkbacks; NA where it has no date."""
    posts = corpus.posts
    found = (posts["accepts"] == "open") & ~posts["gone"] & (_ages(corpus) > OLD)
    return found.astype("boolean").where(posts["day"].notna())


def of_blogs(corpus: Corpus) -> pd.DataFrame:
    """By row of `corpus.blogs`: `closes_after` (NA where no age parts open posts from closed ones),
    `old_open` and `old_open_spam`."""
    posts, pairs = corpus.posts, counts.current(corpus)
    out = pd.DataFrame(index=corpus.blogs.index)
    stated = posts[posts["accepts"].isin(["open", "closed"]) & posts["day"].notna() & ~posts["gone"]]
    ages = _ages(corpus)[stated.index]
    limits = {
        blog: closing_age(ages[rows.index].to_numpy(), (rows == "closed").to_numpy())
        for blog, rows in stated["accepts"].groupby(stated["blog_id"])
    }
    out["closes_after"] = pd.Series(limits, dtype="float64").reindex(out.index).astype("Int64")
    old = posts[old_open(corpus).fillna(False)]
    spam = pairs["target_blog_id"][pairs["spam"] & pairs["target_page"].isin(old["page"])]
    for name, blogs in (("old_open", old["blog_id"]), ("old_open_spam", spam)):
        out[name] = blogs.value_counts().reindex(out.index, fill_value=0)
    return out


def closing_age(ages: NDArray[np.float64], closed: NDArray[np.bool_]) -> float:
    """The age that parts the open posts from the closed ones best: that of the youngest of the posts that it
    closes; of ages that do it equally well the lowest. NaN where more than one post in ten stands on the
    wrong side of every age, or fewer than three on either side."""
    if not closed.any():
        return float("nan")
    order = np.lexsort((~closed, ages))  # of one day the closed ones first: the age itself is closed
    ages, closed = ages[order], closed[order]
    closed_before: NDArray[np.int64] = np.cumsum(closed) - closed
    wrong = np.where(closed, closed_before + np.cumsum(~closed[::-1])[::-1], len(ages))
    place = int(np.argmin(wrong))
    right = min(np.count_nonzero(~closed[:place]), np.count_nonzero(closed[place:]))
    return float(ages[place]) if right >= LEAST and wrong[place] <= AGAINST * len(ages) else float("nan")


def _ages(corpus: Corpus) -> pd.Series[Any]:
    """Age of each post in days at the end of the crawl; NaN without a date."""
    return corpus.today - corpus.posts["day"].astype("float64")
