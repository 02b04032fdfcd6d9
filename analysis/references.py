"""References with all that is known of them: who cites whom, listed or found, and where it can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.columns import REFERENCES
from analysis.edges import KIND_NAMES
from analysis.evidence import looked_at_since, with_verdicts
from analysis.tables import shaped

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_ENDS = ["source_page", "target_page"]
_FROM_PAIRS = ["dated", "day", "spam", "listing"]


def references(corpus: Corpus) -> pd.DataFrame:
    """The table `Corpus.references`; see there."""
    edges = corpus.edges
    frame = pd.DataFrame({"source_page": edges.source_page, "target_page": edges.target_page})
    frame["listed"], frame["found"] = edges.listed > 0, edges.found
    frame["kinds"] = np.array(KIND_NAMES, dtype=object)[edges.kinds]
    _with_ends(frame, corpus)
    frame = _with_details(frame, corpus)
    frame["clean"] = ~(frame["self"] | frame["spam"] | (frame["verdict"] == "removed"))
    out = shaped(REFERENCES, frame)
    numbers = [*_ENDS, "source_blog_id", "target_blog_id"]
    out[numbers] = frame[numbers].astype("int32").to_numpy()
    return out.astype(dict.fromkeys(numbers, "int32"))


def _with_ends(frame: pd.DataFrame, corpus: Corpus) -> None:
    source, target = frame["source_page"].to_numpy(), frame["target_page"].to_numpy()
    labels, sites = np.array(corpus.labels, dtype=object), corpus.page_sites
    homes = np.append(corpus.blogs["url"].to_numpy(dtype=object), "")
    frame["source"], frame["target"] = labels[source], labels[target]
    frame["source_blog_id"], frame["target_blog_id"] = corpus.page_blogs[source], corpus.page_blogs[target]
    known = homes[frame["source_blog_id"].to_numpy()]
    frame["source_blog"] = np.where(known == "", sites[source], known)
    takes = np.append(corpus.posts["accepts"].to_numpy(dtype=object), "")
    frame["accepts"] = takes[corpus.page_posts[target]]
    frame["target_blog"] = homes[frame["target_blog_id"].to_numpy()]
    frame["self"] = (sites[source] == sites[target]) & (sites[source] != "")


def _with_details(frame: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Add dates and spam from linkbacks, rel and anchor from links or evidence, and the verdict."""
    pairs = corpus.pairs
    frame = frame.merge(pairs.loc[~pairs["gone"], [*_ENDS, *_FROM_PAIRS]], on=_ENDS, how="left")
    frame = with_verdicts(frame, corpus)
    links = corpus.found_links[[*_ENDS, "rel", "text"]]
    frame = frame.merge(links, on=_ENDS, how="left", suffixes=("", "_found"))
    frame["rel"] = _either(frame["rel_found"], frame["rel"])
    frame["anchor"] = _either(frame["text"], frame["anchor"])
    frame["found"] = frame["found"].astype("boolean").where(_was_read(frame, corpus))
    frame["spam"] = frame["spam"].eq(True)
    published = np.append(corpus.posts["day"].astype("float64").to_numpy(), np.nan)
    day = pd.Series(published[corpus.page_posts[frame["source_page"].to_numpy()]], index=frame.index)
    frame["day"] = frame["day"].astype("float64").fillna(day)
    frame["first_date"] = frame["last_date"] = _iso_days(frame["day"])
    frame["evidence"] = frame["listing"].where(frame["listed"], frame["source"])
    looked = looked_at_since(frame["source_page"].to_numpy(), frame["target_page"].to_numpy(), corpus)
    frame["listed"] = frame["listed"].astype("boolean").where(frame["listed"] | looked)
    return frame


def _was_read(frame: pd.DataFrame, corpus: Corpus) -> Any:
    """Whether the page of each source was seen: as a post of the crawl, or to check it."""
    post = corpus.page_posts[frame["source_page"].to_numpy()]
    read = np.append((corpus.posts["reading"] == "read").to_numpy(), False)[post]
    return frame["found"] | read | frame["verdict"].isin(("verified", "removed"))


def _either(first: pd.Series[Any], second: pd.Series[Any]) -> pd.Series[Any]:
    return first.fillna("").astype("object").where(first.notna(), second.fillna(""))


def _iso_days(days: pd.Series[Any]) -> Any:
    return pd.to_datetime(days, unit="D", errors="coerce").dt.strftime("%Y-%m-%d").fillna("")
