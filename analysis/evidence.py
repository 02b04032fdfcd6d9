"""What fetched sources showed, brought to one verdict for each linkback."""

from __future__ import annotations

import pandas as pd

MISSES = 3
"""A source that answers 404 in so many runs in a row is gone; before that it is only unreachable."""

_RANK = {"verified": 0, "removed": 1, "unreachable": 2}


def verdicts(evidence: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair of pages: `source_page`, `target_page`, `verdict`, `exact`, `answer`, `rel`,
    `anchor`.

    The last run's word counts; within a run the best that any spelling of the pair showed. 404 in three
    fetched runs in a row makes "removed" of "unreachable". `answer`: the status, else why none came.
    """
    frame = evidence.assign(rank=evidence["verdict"].map(_RANK).fillna(2))
    order, ascending = ["source_page", "target_page", "run", "rank", "exact"], [True, True, True, True, False]
    frame = frame.sort_values(order, ascending=ascending, kind="stable")
    by_run = frame.drop_duplicates(["source_page", "target_page", "run"])
    pair = by_run.groupby(["source_page", "target_page"], sort=True)
    last = pair.tail(1).reset_index(drop=True)
    missing = (by_run["status"] == 404).fillna(False).astype(bool)
    gone = missing.groupby([by_run["source_page"], by_run["target_page"]]).apply(_lost)
    index = pd.MultiIndex.from_frame(last[["source_page", "target_page"]])
    lost = pd.Series(gone.reindex(index).to_numpy() if len(last) else [], index=last.index, dtype=bool)
    verdict = last["verdict"].mask(lost, "removed")
    answer = last["status"].astype("string").fillna(last["error"].astype("string")).fillna("")
    kept = ["source_page", "target_page", "verdict", "exact", "answer", "rel", "anchor"]
    return last.assign(verdict=verdict, answer=answer.astype("object"))[kept]


def _lost(missing: pd.Series[bool]) -> bool:
    return len(missing) >= MISSES and bool(missing.iloc[-MISSES:].all())
