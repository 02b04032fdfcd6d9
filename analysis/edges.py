"""References as integer arrays: listed by linkbacks, found as links, or both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.csr.rows import distinct
from analysis.pages import Integers
from crawler.store.reads import KINDS

REPEATED_SHARE, REPEATED_POSTS = 0.2, 5
"""A target on more than this share of a blog's crawled posts, and on at least so many, is furniture."""

KIND_NAMES = tuple(
    "+".join(str(kind) for code, kind in enumerate(KINDS) if bits & (1 << code))
    for bits in range(1 << len(KINDS))
)
"""What a set of kinds is called, by its bits (`1 << code` for each): "trackback+pingback"; "" for none."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries of listings: pages of source and target, and the code of the kind (place in `reads.KINDS`)."""

    source: Integers
    target: Integers
    kind: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Edges:
    """References, one for each pair of pages, ordered by source, then target.

    `kinds` has bit `1 << code` for each kind that a listing gives (0: not listed), `listed` counts the rows,
    `found` says that the citing page was read and links there.
    """

    source_page: NDArray[np.int32]
    target_page: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    listed: NDArray[np.int32]
    found: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.source_page)


def structure(listed: Listed, found: pd.DataFrame, verdicts: pd.DataFrame, reactions: Integers) -> Edges:
    """The union of listed entries, found links and verified sources. A page's entry for itself is kept.

    `reactions` are `pair_keys` that listings show as likes and the like: the link that such a page does have
    makes a reference only where a listing calls it something else as well.
    """
    keep = (listed.source >= 0) & (listed.target >= 0)
    keys, kinds, rows = _entries(listed.source[keep], listed.target[keep], listed.kind[keep])
    seen = np.concatenate([_keys_of(found), _keys_of(verdicts[verdicts["verdict"] == "verified"])])
    seen = seen[~np.isin(seen, np.setdiff1d(reactions, keys))] if len(reactions) else seen
    both = distinct(np.concatenate([keys, seen]))
    at = np.searchsorted(both, keys)
    all_kinds, counts = np.zeros(len(both), dtype=np.uint8), np.zeros(len(both), dtype=np.int32)
    all_kinds[at], counts[at] = kinds, rows
    is_found = np.zeros(len(both), dtype=bool)
    is_found[np.searchsorted(both, seen)] = True
    ends = (both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32)
    return Edges(*ends, all_kinds, counts, is_found)


def pair_keys(source: Integers, target: Integers) -> Integers:
    """One integer for each pair of pages, ascending by source, then target."""
    return (source.astype(np.int64) << 32) | target.astype(np.int64)


def found_links(
    links: pd.DataFrame, posts: pd.DataFrame, post_of_page: Integers, listed: Integers
) -> pd.DataFrame:
    """In-content links between posts, the first of each pair of pages. Of those that a blog repeats over its
    pages (`repeated`) only pairs that a listing shows or showed, as `pair_keys`: somebody took these for
    citations."""
    source = post_of_page[links["source_page"].to_numpy()]
    target = post_of_page[links["target_page"].to_numpy()]
    between = (source >= 0) & (target >= 0) & (source != target)
    frame = links[between].assign(blog_id=posts["blog_id"].to_numpy()[source[between]])
    read = (posts["reading"] == "read") & ~posts["gone"]
    crawled = posts[read | posts["page"].isin(frame["source_page"])]
    repeated = _repeated(frame[frame["region"] != "comments"], crawled.groupby("blog_id").size())
    blog_target = pd.MultiIndex.from_frame(frame[["blog_id", "target_page"]])
    frame["repeated"] = blog_target.isin(repeated)
    vouched = ~frame["repeated"] | np.isin(_keys_of(frame), listed)
    kept: pd.DataFrame = frame[(frame["region"] == "content") & vouched]
    return kept.drop_duplicates(["source_page", "target_page"], ignore_index=True)


def _repeated(links: pd.DataFrame, crawled: pd.Series[int]) -> pd.MultiIndex:
    """Pairs of blog and target that stand on too many of the blog's posts to be an author's choice."""
    sources = links.groupby(["blog_id", "target_page"])["source_page"].nunique()
    of = crawled.reindex(sources.index.get_level_values("blog_id")).to_numpy()
    many = (sources.to_numpy() >= REPEATED_POSTS) & (sources.to_numpy() > REPEATED_SHARE * of)
    return pd.MultiIndex.from_tuples(list(sources.index[many]), names=["blog_id", "target_page"])


def _keys_of(frame: pd.DataFrame) -> Integers:
    return pair_keys(
        frame["source_page"].to_numpy(dtype=np.int64), frame["target_page"].to_numpy(dtype=np.int64)
    )


def _entries(
    source: Integers, target: Integers, kind: NDArray[np.uint8]
) -> tuple[Integers, NDArray[np.uint8], Integers]:
    """Distinct pairs as `pair_keys`, the kinds of each as bits, and how many rows each has.

    Kind and pair stand in one integer, because plain sorting of integers is quick.
    """
    pages = int(max(source.max(initial=0), target.max(initial=0))) + 1
    packed = (source * pages + target) * len(KINDS) + kind
    packed.sort()
    pairs = packed // len(KINDS)
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    bits = (1 << (packed % len(KINDS))).astype(np.uint8)
    kinds = np.bitwise_or.reduceat(bits, begins) if len(begins) else bits
    pair = pairs[begins]
    return pair_keys(pair // pages, pair % pages), kinds, np.diff(begins, append=len(packed))
