"""Counts of linkbacks: for each post, blog, site and month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.columns import LINKBACKS, MONTHS, SITES, UNDATED
from analysis.dates import iso
from analysis.losses import gone_because
from analysis.percentiles import percentiles
from analysis.site_names import site_names
from analysis.tables import shaped
from crawler.store.reads import KINDS

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_PLURALS = {
    "trackback": "trackbacks",
    "pingback": "pingbacks",
    "webmention": "webmentions",
    "unknown": "unknown",
}
_COUNTED = ("reaction", "self", "spam", "clean")
_CHECKED = ("verified", "verified_exact", "removed", "unreachable")


def current(corpus: Corpus) -> pd.DataFrame:
    """The linkbacks that are still listed. Not to be changed: this may be the table `Corpus.pairs` itself."""
    gone = corpus.pairs["gone"]
    return corpus.pairs[~gone] if gone.any() else corpus.pairs


def voices(linkbacks: pd.DataFrame) -> pd.Series[Any]:
    """Which rows of `corpus.pairs`, or of the table `columns.LINKBACKS`, give their site a voice: clean, no
    mere reaction, still listed, and of a known site. Referring sites, votes of topics and the evidence of the
    report count these."""
    flags = linkbacks[["clean", "reaction", "gone"]].fillna(False).astype(bool)
    return flags["clean"] & ~flags["reaction"] & ~flags["gone"] & (linkbacks["source_site"] != "")


def of_posts(corpus: Corpus) -> pd.DataFrame:
    """Counts of each post, by row of `corpus.posts`: the columns `listed` to `referring_sites` of
    `columns.POSTS`, and `announced`, `complete`, `blog_median`. Zeros where nothing is listed."""
    pairs = current(corpus)
    out = _tallied(pairs, "target_page").reindex(corpus.posts["page"]).reset_index(drop=True)
    out = out.fillna({name: 0 for name in out.columns if name not in _CHECKED})
    announced = corpus.posts["announced"]
    out["announced"] = announced
    out["complete"] = (announced == out["listed"]).astype("boolean").where(announced.notna())
    out["blog_median"] = _medians(out["linkbacks"], corpus.posts)
    return out


def comments(posts: pd.DataFrame, listed: pd.Series[Any]) -> pd.Series[Any]:
    """People's comments of each post: what the feed counts less the listed linkbacks, where the whole listing
    was read (a listing over several pages shows some comments on each); else, as of a post that is gone and
    lists nothing, those on the post's page. Posts that were inferred have none."""
    known = posts["count"].notna() & (posts["listing_complete"] == 1) & ~posts["gone"]
    counted = (posts["count"] - listed).clip(lower=0).where(known, posts["comments"])
    return counted.mask(posts["reading"] == "inferred", 0).astype("Int64")


def of_blogs(corpus: Corpus) -> pd.DataFrame:
    """Counts of each blog, by row of `corpus.blogs`: `listed` to `referring_sites`, `referring_sites_180d`
    (in the window of the options, 180 days unless told) with its percentile, and `median_linkbacks` (NaN
    without posts)."""
    pairs = current(corpus)
    out = _tallied(pairs, "target_blog_id").reindex(corpus.blogs.index).fillna(0)
    recent = pairs[pairs["voice"] & _recent(pairs, corpus)]
    sites = recent.groupby("target_blog_id")["source_site"].nunique()
    out["referring_sites_180d"] = sites.reindex(out.index, fill_value=0)
    out["referring_sites_180d_percentile"] = percentiles(out["referring_sites_180d"])
    there = corpus.posts[~corpus.posts["gone"]]
    linkbacks = there["page"].map(pairs.groupby("target_page").size()).fillna(0)
    medians = linkbacks.groupby(there["blog_id"]).median()
    out["median_linkbacks"] = medians.reindex(out.index).astype("float64")
    return out


def linkbacks(corpus: Corpus) -> pd.DataFrame:
    """The table `columns.LINKBACKS`: every pair, by post, then source; those gone among them."""
    pairs = corpus.pairs
    homes = np.append(corpus.blogs["url"].to_numpy(dtype=object), "")
    labels = np.array(corpus.labels, dtype=object)
    titles = np.append(corpus.posts["title"].to_numpy(dtype=object), "")
    target = pairs["target_page"].to_numpy()
    source = pairs["source_page"].to_numpy()
    post_of_source = np.append(corpus.page_posts, -1)[source]
    found = _found(pairs, post_of_source, corpus)
    frame = pairs.assign(
        target=labels[target],
        target_title=titles[corpus.page_posts[target]],
        blog=homes[pairs["target_blog_id"].to_numpy()],
        source=pairs["source_url"],
        source_blog=homes[pairs["source_blog_id"].to_numpy()],
        source_post=np.where(post_of_source >= 0, labels[source], ""),
        found=found,
        gone_because=gone_because(pairs, found, corpus),
        moderated=_moderated(pairs, found, corpus),
        recent=_recent(pairs, corpus),
    )
    order = ["target", "source", "title", "site", "author", "excerpt", "listing"]
    return shaped(LINKBACKS, frame.sort_values(order, kind="stable"))


def _moderated(pairs: pd.DataFrame, found: pd.Series[Any], corpus: Corpus) -> pd.Series[Any]:
    """Whether somebody took a linkback out that its source still stands for; NA where nobody looked at the
    source, and where the whole post is gone."""
    post_gone = np.append(corpus.posts["gone"].to_numpy(dtype=bool), False)
    looked = (pairs["verdict"] != "") | found.notna()
    there = ~post_gone[corpus.page_posts[pairs["target_page"].to_numpy()]]
    return (pairs["gone"] & pairs["verified"]).astype("boolean").where(looked & there)


def _recent(pairs: pd.DataFrame, corpus: Corpus) -> Any:
    """Whether each pair is dated in the window of the options."""
    return pairs["day"] > corpus.today - corpus.options.window_days


def _found(pairs: pd.DataFrame, post_of_source: Any, corpus: Corpus) -> pd.Series[Any]:
    """Whether each pair's source links to its target; NA where the crawl did not read the source."""
    read = np.append((corpus.posts["reading"] == "read").to_numpy(), False)[post_of_source]
    return pairs["seen"].astype("boolean").where(read | pairs["seen"])


def sites(corpus: Corpus) -> pd.DataFrame:
    """The table `columns.SITES`: who references, most clean linkbacks first."""
    pairs = current(corpus)
    pairs = pairs[pairs["source_site"] != ""]
    grouped = pairs.groupby("source_site")
    frame = grouped.agg(
        linkbacks=("target_page", "size"),
        clean=("clean", "sum"),
        posts=("target_page", "nunique"),
        blogs=("target_blog_id", "nunique"),
        spam=("spam", "sum"),
        first=("day", "min"),
        last=("day", "max"),
    ).reset_index(names="site")
    frame["crawled"] = frame["site"].isin(corpus.blogs["site"])
    frame["name"], frame["url"] = site_names(frame["site"], pairs, corpus.blogs)
    for end in ("first", "last"):
        frame[f"{end}_date"] = [iso(int(day)) if day == day else "" for day in frame[end]]
    order = ["clean", "linkbacks", "site"]
    return shaped(SITES, frame.sort_values(order, ascending=[False, False, True], kind="stable"))


def of_runs(corpus: Corpus) -> dict[str, list[int]]:
    """For each run, by row of `corpus.runs`: `new`, `new_clean`, `new_spam`, `lost` and `closed` of
    `columns.RUNS`."""
    pairs, runs = corpus.pairs, corpus.runs["id"]
    gone = pairs["gone"]
    parts = {
        "new": pairs.loc[~gone, "first_run"],
        "new_clean": pairs.loc[pairs["clean"], "first_run"],
        "new_spam": pairs.loc[pairs["spam"] & ~gone, "first_run"],
        "lost": pairs.loc[gone, "gone_run"],
        "closed": corpus.posts.loc[~corpus.posts["gone"], "closed_run"],
    }
    return {
        name: rows.value_counts().reindex(runs, fill_value=0).astype("int64").tolist()
        for name, rows in parts.items()
    }


def months(corpus: Corpus) -> pd.DataFrame:
    """The table `columns.MONTHS`: linkbacks by month and kind, the undated ones last; one of two kinds stands
    under both."""
    pairs = current(corpus)
    parts = [pairs.loc[pairs[str(kind)], ["dated", "clean"]].assign(kind=str(kind)) for kind in KINDS]
    frame = pd.concat(parts)
    frame["month"] = frame["dated"].str[:7].replace("", UNDATED)
    grouped = frame.groupby(["month", "kind"], sort=True)["clean"]
    return shaped(MONTHS, grouped.agg(linkbacks="size", clean="sum").reset_index())


def _tallied(pairs: pd.DataFrame, by: str) -> pd.DataFrame:
    """Sums of each group: rows, pairs, kinds, flags, verdicts (NA where no source was fetched), and sites."""
    grouped = pairs.groupby(by)
    out = pd.DataFrame({"listed": grouped["listed"].sum(), "linkbacks": grouped.size()})
    for kind, name in _PLURALS.items():
        out[name] = grouped[kind].sum()
    out[list(_COUNTED)] = grouped[list(_COUNTED)].sum()
    out = out.rename(columns={"reaction": "reactions"})
    fetched = (pairs["verdict"] != "").groupby(pairs[by]).any()
    for name in _CHECKED:
        out[name] = grouped[name].sum().astype("Int64").where(fetched)
    # A source that the crawl read as a post verifies, and nobody looked for the exact address.
    compared = pairs["verified_exact"].notna().groupby(pairs[by]).any()
    out["verified_exact"] = out["verified_exact"].where(compared | (out["verified"] == 0))
    voices = pairs[pairs["voice"]].groupby(by)["source_site"].nunique()
    out["referring_sites"] = voices.reindex(out.index, fill_value=0)
    return out


def _medians(linkbacks: pd.Series[Any], posts: pd.DataFrame) -> pd.Series[Any]:
    known = linkbacks.astype("float64").mask(posts["gone"])
    return known.groupby(posts["blog_id"]).transform("median")
