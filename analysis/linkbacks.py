"""Linkbacks: the entries of listings, brought to one row for each pair of source page and target page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis import spam
from analysis.counts import voices
from analysis.dating import add_dates, listed_days
from analysis.edges import KIND_NAMES
from analysis.evidence import with_verdicts
from analysis.terms import Said, primary, said_in
from crawler.store.reads import KINDS, REACTIONS

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_TEXT = ["title", "site", "author", "excerpt", "published", "subtype"]
_KEY = ["target_page", "source_page", "nameless"]
_FIRST = ["first_run", "first_seen"]


def pairs(corpus: Corpus) -> pd.DataFrame:
    """The table `Corpus.pairs`; see there."""
    frame = _merged(corpus.linkbacks)
    _place(frame, corpus)
    _name_languages(frame, corpus)
    add_dates(frame, corpus)
    frame = with_verdicts(frame, corpus)
    for verdict in ("verified", "removed", "unreachable"):
        frame[verdict] = frame["verdict"] == verdict
    frame["verified_exact"] = (frame["exact"].astype("Int64") == 1).where(frame["verified"])
    frame["vouched"] = (frame["source_page"] >= 0) & (frame["seen"] | frame["verified"])
    summaries = dict(zip(corpus.posts["page"], corpus.posts["excerpt"], strict=True))
    scores, reasons = spam.scores(frame, _subjects(corpus), summaries, corpus.options)
    frame["spam_score"], frame["spam_reasons"] = scores, reasons
    frame["spam"] = frame["spam_score"] >= corpus.options.spam_threshold
    frame["clean"] = ~(frame["self"] | frame["spam"] | frame["removed"] | frame["gone"])
    frame["voice"] = voices(frame)
    return frame


def listed(corpus: Corpus) -> Counter[tuple[str, str | None, str]]:
    """How often each entry stands in a listing, gone ones too: by addresses of post and source, and kind."""
    rows = corpus.linkbacks
    targets = corpus.pages["url"].take(rows["target_page"].to_numpy())
    return Counter(zip(targets, rows["source_url"], rows["kind"], strict=True))


def _subjects(corpus: Corpus) -> dict[int, Said]:
    """What each post is about: its title, summary and tags."""
    tags = corpus.tags.groupby("post")["tag"].agg(" ".join)
    posts = corpus.posts
    texts = posts["title"] + " " + posts["excerpt"] + " " + tags.reindex(posts.index, fill_value="")
    return {page: said_in(text) for page, text in zip(posts["page"], texts, strict=True)}


def _merged(entries: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair; entries without a link are told apart by title, site and author."""
    names = entries["title"] + "\0" + entries["site"] + "\0" + entries["author"]
    frame = entries.assign(
        nameless=names.where(entries["source_page"] < 0, ""), published_at=listed_days(entries["published"])
    )
    for kind in KINDS:
        frame[str(kind)] = frame["kind"] == kind
    frame["reaction"] = frame["subtype"].isin(REACTIONS)
    frame["current"] = ~frame["gone"]
    # An entry that was edited, or whose post moved, was seen first when its pair was.
    frame[_FIRST] = frame.groupby(_KEY)[_FIRST].transform("min")
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
    "author": ("author", "first"),
    "excerpt": ("excerpt", "first"),
    "published": ("published", "first"),
    "subtype": ("subtype", "first"),
    "convention": ("convention", "first"),
    "listed": ("current", "sum"),
    "gone": ("gone", "all"),
    "gone_run": ("gone_run", "max"),
    "reaction": ("reaction", "all"),
    "first_run": ("first_run", "min"),
    "last_run": ("last_run", "max"),
    "first_seen": ("first_seen", "min"),
    "stated": ("published_at", "min"),
    **{str(kind): (str(kind), "any") for kind in KINDS},
}


def _joined_kinds(frame: pd.DataFrame) -> Any:
    flags = frame[[str(kind) for kind in KINDS]].to_numpy(dtype=np.int64)
    return np.array(KIND_NAMES, dtype=object)[flags @ (1 << np.arange(len(KINDS)))]


def _place(frame: pd.DataFrame, corpus: Corpus) -> None:
    """Add the sites and blogs of both ends."""
    source, target = frame["source_page"].to_numpy(), frame["target_page"].to_numpy()
    site_of = np.append(corpus.page_sites, "")
    blog_of = np.append(corpus.page_blogs, -1)
    frame["source_site"] = site_of[source]
    frame["target_site"] = site_of[target]
    frame["source_blog_id"], frame["target_blog_id"] = blog_of[source], blog_of[target]
    frame["self"] = (frame["source_site"] == frame["target_site"]) & (frame["source_site"] != "")


def _name_languages(frame: pd.DataFrame, corpus: Corpus) -> None:
    """Add the languages of both ends ("de" of "de-AT"): the post's own, else its blog's; "" for none."""
    of_blog = np.append(corpus.blogs["language"].to_numpy(dtype=object), "")
    of_post = np.append(corpus.posts["language"].to_numpy(dtype=object), "")
    post_of = np.append(corpus.page_posts, -1)
    for end in ("source", "target"):
        own = of_post[post_of[frame[f"{end}_page"].to_numpy()]]
        stated = np.where(own == "", of_blog[frame[f"{end}_blog_id"].to_numpy()], own)
        frame[f"{end}_language"] = list(map(primary, stated))
