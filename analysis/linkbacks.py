"""Linkbacks: the entries of listings, brought to one row for each pair of source page and target page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis import spam
from analysis.dates import iso, stated_days
from analysis.evidence import verdicts
from analysis.terms import content_words
from crawler.store.reads import KINDS, REACTIONS

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_TEXT = ["title", "site", "excerpt", "published", "subtype"]
_KEY = ["target_page", "source_page", "nameless"]


def pairs(corpus: Corpus) -> pd.DataFrame:
    """The table `Corpus.pairs`; see there."""
    frame = _merged(corpus.linkbacks)
    _place(frame, corpus)
    _date(frame, corpus)
    frame = frame.merge(
        verdicts(corpus.evidence)[["source_page", "target_page", "verdict"]],
        on=["source_page", "target_page"],
        how="left",
    )
    frame["verdict"] = frame["verdict"].fillna("").astype("object")
    for verdict in ("verified", "removed", "unreachable"):
        frame[verdict] = frame["verdict"] == verdict
    scores, reasons = spam.scores(frame, _subjects(corpus), corpus.options)
    frame["spam_score"], frame["spam_reasons"] = scores, reasons
    frame["spam"] = frame["spam_score"] >= corpus.options.spam_threshold
    frame["clean"] = ~(frame["self"] | frame["spam"] | frame["removed"] | frame["gone"])
    return frame


def _subjects(corpus: Corpus) -> dict[int, set[str]]:
    """What each post is about: the content words of its title, summary and tags."""
    tags = corpus.tags.groupby("post")["tag"].agg(" ".join)
    posts = corpus.posts
    texts = posts["title"] + " " + posts["excerpt"] + " " + tags.reindex(posts.index, fill_value="")
    return {page: content_words(text) for page, text in zip(posts["page"], texts, strict=True)}


def _merged(entries: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair; entries without a link are told apart by title, site and author."""
    names = entries["title"] + "\0" + entries["site"] + "\0" + entries["author"]
    frame = entries.assign(nameless=names.where(entries["source_page"] < 0, ""), published_at=_days(entries))
    for kind in KINDS:
        frame[str(kind)] = frame["kind"] == kind
    frame["reaction"] = frame["subtype"].isin(REACTIONS)
    frame["current"] = ~frame["gone"]
    listed = frame.groupby(_KEY)["current"].transform("any")
    frame = frame[frame["current"] | ~listed.to_numpy(dtype=bool)]
    for name in _TEXT:
        frame[name] = frame[name].mask(frame[name] == "", None)
    merged: pd.DataFrame = frame.groupby(_KEY, sort=True).agg(**_AGGREGATES)
    out = merged.reset_index().drop(columns=["nameless"])
    out[_TEXT] = out[_TEXT].astype("object").where(out[_TEXT].notna(), "")
    out["kinds"] = _joined_kinds(out)
    return out


_AGGREGATES: dict[str, Any] = {
    "source_url": ("source_url", "first"),
    "listing": ("listing_url", "first"),
    "title": ("title", "first"),
    "site": ("site", "first"),
    "excerpt": ("excerpt", "first"),
    "published": ("published", "first"),
    "subtype": ("subtype", "first"),
    "convention": ("convention", "first"),
    "listed": ("current", "sum"),
    "gone": ("gone", "all"),
    "reaction": ("reaction", "all"),
    "first_run": ("first_run", "min"),
    "last_run": ("last_run", "max"),
    "first_seen": ("first_seen", "min"),
    "stated": ("published_at", "min"),
    **{str(kind): (str(kind), "any") for kind in KINDS},
}


def _days(entries: pd.DataFrame) -> pd.Series[Any]:
    return pd.Series(stated_days(entries["published"]), index=entries.index, dtype="Int64")


def _joined_kinds(frame: pd.DataFrame) -> list[str]:
    flags = frame[[str(kind) for kind in KINDS]].to_numpy(dtype=bool)
    return ["+".join(str(kind) for kind, on in zip(KINDS, row, strict=True) if on) for row in flags]


def _place(frame: pd.DataFrame, corpus: Corpus) -> None:
    """Add the sites and blogs of both ends."""
    source, target = frame["source_page"].to_numpy(), frame["target_page"].to_numpy()
    site_of = np.append(corpus.page_sites, "")
    blog_of = np.append(corpus.page_blogs, -1)
    frame["source_site"] = site_of[source]
    frame["target_site"] = site_of[target]
    frame["source_blog_id"], frame["target_blog_id"] = blog_of[source], blog_of[target]
    frame["self"] = (frame["source_site"] == frame["target_site"]) & (frame["source_site"] != "")


def _date(frame: pd.DataFrame, corpus: Corpus) -> None:
    """Add the day by which each linkback counts: the source's publication, the listing's date, first seen.

    A day after the end of the crawl is nobody's publication, and is passed over.
    """
    days = np.append(corpus.posts["day"].astype("float64").to_numpy(), np.nan)
    row = np.append(corpus.page_posts, -1)[frame["source_page"].to_numpy()]
    candidates = {
        "source": days[row],
        "listing": frame["stated"].astype("float64").to_numpy(),
        "first_seen": (frame["first_seen"].astype("float64") // 86_400).to_numpy(),
    }
    day, by = np.full(len(frame), np.nan), np.full(len(frame), "first_seen", dtype=object)
    for name, values in candidates.items():
        use = np.isnan(day) & ~np.isnan(values) & ((values <= corpus.today + 1) | (name == "first_seen"))
        day[use], by[use] = values[use], name
    frame["day"] = day.astype(np.int64)
    frame["dated_by"] = by
    frame["dated"] = pd.Series([iso(value) for value in frame["day"]], index=frame.index, dtype="object")
