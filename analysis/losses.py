"""Why linkbacks are listed no more, in words, as far as anybody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_NO_MORE = ("404", "410")


def gone_because(pairs: pd.DataFrame, found: pd.Series[Any], corpus: Corpus) -> pd.Series[Any]:
    """For each pair the column `gone_because` of `columns.LINKBACKS`; "" where it is still listed.

    What happened to the post comes before what happened to the source, and what is known of the source before
    what is seen of the listing alone. `found` is the column of that name.
    """
    lost, found = pairs[pairs["gone"]], found[pairs["gone"]]
    status, post_gone = _posts(lost, corpus)
    verdict, answer = lost["verdict"], lost["answer"]
    told = (" (" + answer + ")").mask(answer.isin(("", "200")), "")
    reasons = [
        (post_gone & status.isin(_NO_MORE), "its post is gone (" + status + ")"),
        (post_gone & status.str.startswith("3"), "its post leads elsewhere"),
        (post_gone, "its post is gone"),
        ((verdict == "removed") & answer.isin(_NO_MORE), "the source is gone (" + answer + ")"),
        ((verdict == "removed") | ~found.fillna(True).astype(bool), "the source does not link here"),
        (_with_the_whole_listing(lost, pairs), "the post lists no linkback any more"),
        (lost["verified"], "taken out, though the source was seen to link here"),
        (verdict == "unreachable", "not known: the source could not be read" + told),
        (lost["source_page"] < 0, "not known: the entry has no link"),
    ]
    wanted = [np.asarray(where, dtype=bool) for where, _ in reasons]
    words = [np.asarray(pd.Series(text, index=lost.index), dtype=object) for _, text in reasons]
    chosen = np.select(wanted, words, default="not known: nobody looked at the source")
    return pd.Series(chosen, index=lost.index, dtype="object").reindex(pairs.index, fill_value="")


def _posts(lost: pd.DataFrame, corpus: Corpus) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Of each pair's post the last status as text ("" for none), and whether the pair went with the post."""
    post = corpus.page_posts[lost["target_page"].to_numpy()]
    status = np.append(corpus.posts["status"].astype("string").fillna("").to_numpy(dtype=object), "")
    since = np.append(corpus.posts["gone_run"].astype("float64").to_numpy(na_value=np.nan), np.nan)
    with_it = lost["gone_run"].astype("float64") >= since[post]
    return pd.Series(status[post], index=lost.index), with_it.fillna(False).astype(bool)


def _with_the_whole_listing(lost: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series[Any]:
    """Whether a run found that a post lists nothing any more, which had listed several until then."""
    shown = lost["target_page"].isin(pairs["target_page"][~pairs["gone"]])
    runs = lost["gone_run"].astype("float64")
    together = lost.groupby(["target_page", "gone_run"], dropna=False)["source_page"].transform("size")
    last = (runs == runs.groupby(lost["target_page"]).transform("max")).fillna(False)
    return ~shown & (together > 1) & last
