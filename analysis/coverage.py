"""How much of the blogs was seen: the table that stands beside every ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.columns import COVERAGE
from analysis.completeness import limited, told
from analysis.counts import current
from analysis.tables import shaped

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_Row = tuple[str, int, int | None, str]

_LISTED_NO_MORE = 'Once listed, and listed no more: of each the column "Gone because" says why.'
_GONE = "They answered 404 or 410, or lead out of their blog."
_INFERRED = "Their blog's feed says that they have neither comments nor linkbacks, so they were not fetched."
_UNREAD = "Nothing is known of their linkbacks; they count as having none."
_ACCEPTING = "They say so, or where to send them; many posts say nothing about it."
_READ = "They are posts of the crawled blogs: whether they link to the post that lists them is known (found)."
_CHECKED = "Asked for only to see whether they link (verdict); not all of them answered."
_UNCHECKED = "None: of sources outside the crawled blogs nothing is verified, removed or unreachable."
_LOST = "They count as clean: nothing proves that they do not link."
_NOT_LOOKED_AT = "Nobody read them; what is known of them is what the listings say."
_FIRST_SEEN = "Nothing states a date, but they came between two runs: they count as of then."
_UNDATED = (
    "Nothing dates them, and they were there at the first reading: they count in all but windows, months, "
    "bursts and half-lives."
)


def coverage(corpus: Corpus) -> pd.DataFrame:
    """The table `columns.COVERAGE`: blogs, posts, listings, sources and runs, each with what it means."""
    rows = [
        *_blog_rows(corpus),
        *_post_rows(corpus),
        *_linkback_rows(corpus),
        *_source_rows(corpus),
        *_run_rows(corpus),
    ]
    names = [column.name for column in COVERAGE]
    frame = pd.DataFrame(rows, columns=names).astype({"of": "Int64"})
    return shaped(COVERAGE, frame)


def _blog_rows(corpus: Corpus) -> list[_Row]:
    states, total = corpus.blogs["state"], len(corpus.blogs)
    complete = int(corpus.completeness["complete"].sum())
    failed = states == "failed"
    known = int((failed & states.index.isin(corpus.posts["blog_id"])).sum())
    left_out = told(limited(corpus).groupby("reason")["count"].sum().to_dict())
    others = f"The others were not crawled to the end{f': {left_out}' if left_out else ''}."
    whole = "All of them were crawled to the end." if total else "There is none."
    note = whole if complete == total else others
    return [
        ("blogs", total, None, f"Blogs that the seeds name, or that were met on the way{_also(corpus)}."),
        ("blogs crawled completely", complete, total, f"{note} Only these give verdicts on orphans."),
        ("blogs failed", int(failed.sum()), total, _failed(int(failed.sum()), known)),
    ]


def _also(corpus: Corpus) -> str:
    further = int(corpus.blogs["ids"].map(len).sum()) - len(corpus.blogs)
    return f"; {further} further address{'' if further == 1 else 'es'} led to them" if further else ""


def _failed(failed: int, known: int) -> str:
    if not failed:
        return "None."
    before = (
        f"What earlier runs read of {known} of them still counts" if known else "Nothing is known of them"
    )
    return f"{before}: see the problems."


def _post_rows(corpus: Corpus) -> list[_Row]:
    posts = corpus.posts[~corpus.posts["gone"]]
    known, reading = len(posts), posts["reading"]
    listing = int(posts["page"].isin(current(corpus)["target_page"]).sum())
    stated = posts["announced"].notna()
    return [
        ("posts known", known, None, "Posts that any way of discovery named, less those found gone."),
        ("posts fetched", int((reading == "read").sum()), known, "Their pages were read."),
        ("posts inferred", int((reading == "inferred").sum()), known, _INFERRED),
        ("posts unread", int((reading == "unread").sum()), known, _UNREAD),
        ("posts gone", int(corpus.posts["gone"].sum()), None, _GONE),
        ("posts with a listing", listing, known, "They show at least one linkback."),
        ("posts accepting linkbacks", int((posts["accepts"] == "open").sum()), known, _ACCEPTING),
        (
            "posts that announce a count",
            int(stated.sum()),
            known,
            "Only for these can the harvest be checked.",
        ),
    ]


def _linkback_rows(corpus: Corpus) -> list[_Row]:
    pairs = corpus.pairs
    now = pairs[~pairs["gone"]]
    return [
        ("entries listed", int(now["listed"].sum()), None, "What the listings show now, repeats included."),
        ("linkbacks", len(now), None, "Distinct pairs of source and target that are listed now."),
        (
            "linkbacks without a source",
            int((now["source_page"] < 0).sum()),
            len(now),
            "Their entries carry no link.",
        ),
        (
            "linkbacks dated by first sight",
            int(((now["dated_by"] == "first_seen") & now["day"].notna()).sum()),
            len(now),
            _FIRST_SEEN,
        ),
        ("linkbacks without a date", int(now["day"].isna().sum()), len(now), _UNDATED),
        ("linkbacks gone", int(pairs["gone"].sum()), len(pairs), _LISTED_NO_MORE),
    ]


def _source_rows(corpus: Corpus) -> list[_Row]:
    """Of the distinct sources of current linkbacks: those that the crawl read as posts, those fetched only
    to see whether they link, and those that nobody looked at."""
    pairs = corpus.pairs
    named = pairs[~pairs["gone"] & (pairs["source_page"] >= 0)]
    sources = set(named["source_page"])
    read = sources & set(corpus.posts.loc[corpus.posts["reading"] == "read", "page"])
    checked = set(named.loc[named["answer"] != "", "source_page"]) - read
    lost = len(set(named.loc[named["unreachable"], "source_page"]) & checked)
    unread = len(sources - read - checked)
    return [
        ("sources", len(sources), None, "Distinct pages that these linkbacks name."),
        ("sources read as posts", len(read), len(sources), _READ),
        ("sources fetched to check", len(checked), len(sources), _CHECKED if checked else _UNCHECKED),
        ("sources unreachable", lost, len(checked), _LOST),
        ("sources not looked at", unread, len(sources), _NOT_LOOKED_AT if unread else "None."),
    ]


def _run_rows(corpus: Corpus) -> list[_Row]:
    runs = corpus.runs
    finished = int((runs["state"] == "finished").sum())
    last = str(runs["state"].iloc[-1]) if len(runs) else "missing"
    note = (
        "The last one finished." if last == "finished" else f"The last one is {last}: numbers may still grow."
    )
    return [
        ("runs", len(runs), None, "Crawls into this store."),
        ("runs finished", finished, len(runs), note),
    ]
