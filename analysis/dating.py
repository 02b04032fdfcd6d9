"""The day by which each linkback counts, and what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.dates import DAY, iso, stated_days, url_days

if TYPE_CHECKING:
    from analysis.corpus import Corpus

Floats = NDArray[np.float64]


def add_dates(frame: pd.DataFrame, corpus: Corpus) -> None:
    """Add `day` (days since 1970), `dated` (ISO 8601) and `dated_by` to a table of pairs.

    In this order: "source" (its publication), "listing" (the date there), "url" (a year and month in the path
    of the source), "first_seen" (by the crawl). A day after the end of the crawl is nobody's publication, and
    is passed over. What was there when a listing was read for the first time can be of any age: the first
    sight says nothing of it, and `day` is NaN and `dated` "".
    """
    days = np.append(_numbers(corpus.posts["day"]), np.nan)
    row = np.append(corpus.page_posts, -1)[frame["source_page"].to_numpy()]
    seen = _numbers(frame["first_seen"]) // DAY
    candidates: dict[str, Floats] = {
        "source": days[row],
        "listing": _numbers(frame["stated"]),
        "url": _floats(url_days(frame["source_url"])),
        "first_seen": np.where(_is_news(frame, corpus), seen, np.nan),
    }
    day, by = np.full(len(frame), np.nan), np.full(len(frame), "first_seen", dtype=object)
    for name, values in candidates.items():
        use = np.isnan(day) & ~np.isnan(values) & ((values <= corpus.today + 1) | (name == "first_seen"))
        day[use], by[use] = values[use], name
    frame["day"], frame["dated_by"] = day, by
    known = {value: iso(int(value)) for value in np.unique(day[~np.isnan(day)])}
    frame["dated"] = pd.Series([known.get(value, "") for value in day], index=frame.index, dtype="object")


def _is_news(frame: pd.DataFrame, corpus: Corpus) -> NDArray[np.bool_]:
    """Whether a linkback came between two runs: its listing had been read before, or its post was written
    after the run before began."""
    post = corpus.page_posts[frame["target_page"].to_numpy()]
    first = _numbers(frame["first_run"])
    read, published = _numbers(corpus.posts["first_read"])[post], _numbers(corpus.posts["day"])[post]
    began = _numbers(corpus.blogs["first_run"])[frame["target_blog_id"].to_numpy()]
    before, started = _run_before(first, corpus.runs)
    return np.asarray((first > read) | ((before >= began) & (published >= started)))


def _run_before(runs: Floats, known: pd.DataFrame) -> tuple[Floats, Floats]:
    """For each run the one before it, and the day on which that began; NaN for the first."""
    numbers = _numbers(known["id"])
    place = np.searchsorted(numbers, runs) - 1
    days = _numbers(known["started"]) // DAY
    return np.append(numbers, np.nan)[place], np.append(days, np.nan)[place]


def listed_days(texts: Any) -> pd.Series[Any]:
    """Days of the dates that listings show, NA where there is none."""
    return pd.Series(stated_days(texts), index=texts.index, dtype="Int64")


def _numbers(column: pd.Series[Any]) -> Floats:
    """A column as floats, NaN where it says nothing."""
    return np.asarray(column.astype("float64"), dtype=np.float64)


def _floats(days: list[int | None]) -> Floats:
    return np.array([np.nan if day is None else day for day in days], dtype=np.float64)
