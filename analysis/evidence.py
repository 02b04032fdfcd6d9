"""What is known of the sources of linkbacks, brought to one verdict for each pair of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.dates import DAY
from analysis.edges import pair_keys

if TYPE_CHECKING:
    from analysis.corpus import Corpus

MISSES = 3
"""A source that answers 404 in so many runs in a row is gone; before that it is only unreachable."""

_RANK = {"verified": 0, "removed": 1, "unreachable": 2}
_ENDS = ["source_page", "target_page"]
_GONE = (404, 410)


def verdicts(evidence: pd.DataFrame, gone_run: pd.Series[Any]) -> pd.DataFrame:
    """One row for each pair of pages: `source_page`, `target_page`, `verdict`, `exact`, `answer`, `rel`,
    `anchor`.

    The last run's word counts; within a run the best that any spelling of the pair showed. 404 in three
    fetched runs in a row makes "removed" of "unreachable". `answer`: the status, else why none came.
    `gone_run`: by the pages of posts that are gone, the run that found them so; what older runs saw of them
    is out of date.
    """
    valid = ~(evidence["run"] < evidence["source_page"].map(gone_run)).fillna(False).astype(bool)
    frame = evidence[valid].assign(rank=evidence["verdict"].map(_RANK).fillna(2))
    order, ascending = [*_ENDS, "run", "rank", "exact"], [True, True, True, True, False]
    frame = frame.sort_values(order, ascending=ascending, kind="stable")
    by_run = frame.drop_duplicates([*_ENDS, "run"])
    last = by_run.groupby(_ENDS, sort=True).tail(1).reset_index(drop=True)
    verdict = last["verdict"].mask(_lost(by_run, last), "removed")
    answer = last["status"].astype("string").fillna(last["error"].astype("string")).fillna("")
    kept = [*_ENDS, "verdict", "exact", "answer", "rel", "anchor"]
    return last.assign(verdict=verdict, answer=answer.astype("object"))[kept]


def _lost(by_run: pd.DataFrame, last: pd.DataFrame) -> Any:
    """For each row of `last`, whether its pair's source answered 404 in each of the last three runs."""
    missing = by_run.assign(missing=by_run["status"].eq(404).fillna(False).astype("int64"))
    misses = missing.groupby(_ENDS, sort=True).tail(MISSES).groupby(_ENDS, sort=True)["missing"].sum()
    return misses.reindex(pd.MultiIndex.from_frame(last[_ENDS])).to_numpy() >= MISSES


def with_verdicts(frame: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Rows of pairs of pages with `verdict` and `answer` ("" where nobody looked), `exact`, `rel` and
    `anchor` of what was fetched, and `seen`: `links_there`.

    A post of a crawled blog was fetched as well: what it was seen to cite is verified. One that is gone since
    cites nothing any more, on whatever post it is listed.
    """
    out = frame.merge(corpus.verdicts, on=_ENDS, how="left")
    for name in ("verdict", "answer"):
        out[name] = out[name].fillna("").astype("object")
    source = out["source_page"].to_numpy()
    out["seen"] = links_there(source, out["target_page"].to_numpy(), corpus)
    known = out["seen"] & out["verdict"].isin(("", "unreachable"))
    out["verdict"], out["answer"] = out["verdict"].mask(known, "verified"), out["answer"].mask(known, "")
    status = corpus.posts["status"].where(corpus.posts["gone"] & corpus.posts["status"].isin(_GONE))
    answer = _of_source(status, corpus)[source]
    gone = (answer != "") & (out["verdict"] != "verified")
    out["verdict"] = out["verdict"].mask(gone, "removed")
    out["answer"] = out["answer"].mask(gone, pd.Series(answer, index=out.index))
    return out


def links_there(source: Any, target: Any, corpus: Corpus, *, repeated: bool = True) -> Any:
    """Of arrays of pages: whether each source is a post that the crawl read, and links to the target in its
    content; without `repeated` by a link that its blog does not repeat."""
    found = corpus.found_links
    if not repeated:
        found = found[~found["repeated"]]
    seen = pair_keys(found["source_page"].to_numpy(), found["target_page"].to_numpy())
    return (source >= 0) & np.isin(pair_keys(source, target), seen)


def _of_source(of_posts: pd.Series[Any], corpus: Corpus) -> Any:
    """What is known of posts as text by page, "" for none and for the page -1."""
    texts = np.append(of_posts.astype("string").fillna("").to_numpy(dtype=object), "")
    return texts[np.append(corpus.page_posts, -1)]


def looked_at_since(source: Any, target: Any, corpus: Corpus) -> Any:
    """Of arrays of pages: whether the target's listing was looked at since the source, a post of the crawl,
    appeared. Of others True: they are known because a listing named them.

    It was looked at when the post was read, and when its blog last stated the number of its linkbacks: no
    other one was there then. The source appeared with the run that read it first, or where it states its
    day, the day after.
    """
    posts, number = corpus.posts, np.append(corpus.page_posts, -1)
    started = corpus.runs.set_index("id")["started"].astype("float64")
    looked = pd.DataFrame({"read": posts["fetched"], "told": posts["counted_run"].map(started)})
    seen = _of_posts(looked.astype("float64").max(axis="columns"), number[target])
    first = _of_posts(posts["first_read"].map(started), number[source])
    day = _of_posts(posts["day"], number[source])
    return (number[source] < 0) | (seen >= first) | (seen >= (day + 1) * DAY)


def _of_posts(values: pd.Series[Any], rows: Any) -> Any:
    """Numbers of some posts by their rows; NaN for none and for the row -1."""
    return np.append(values.astype("float64").to_numpy(na_value=np.nan), np.nan)[rows]
