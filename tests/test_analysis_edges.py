"""References as arrays against a plain walk over the entries."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.edges import Edges, Listed, pair_keys, structure

_PAGES = st.one_of(st.integers(-1, 4), st.sampled_from([70_000, 2**30]))
_PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6)


@given(st.lists(st.tuples(_PAGES, _PAGES, st.integers(0, 3)), max_size=20), _PAIRS, _PAIRS, _PAIRS)
def test_structure_is_what_a_walk_over_the_entries_counts(
    entries: list[tuple[int, int, int]],
    found: list[tuple[int, int]],
    verified: list[tuple[int, int]],
    reactions: list[tuple[int, int]],
) -> None:
    mere = set(reactions) - {(source, target) for source, target, _ in entries}
    walked = _walked(entries, {*found, *verified} - mere)
    assert _rows(_structured(entries, found, verified, reactions)) == walked


def test_entries_of_nothing_make_no_edges() -> None:
    assert len(_structured([], [], [], [])) == 0


def _structured(
    entries: list[tuple[int, int, int]],
    found: list[tuple[int, int]],
    verified: list[tuple[int, int]],
    reactions: list[tuple[int, int]],
) -> Edges:
    source, target, kind = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    links = pd.DataFrame(found, columns=["source_page", "target_page"])
    evidence = pd.DataFrame(
        [(*pair, "verified") for pair in verified] + [(3, 3, "removed")],
        columns=["source_page", "target_page", "verdict"],
    )
    mere = pair_keys(*np.array(reactions, dtype=np.int64).reshape(-1, 2).T)
    return structure(Listed(source, target, kind.astype(np.uint8)), links, evidence, mere)


def _rows(edges: Edges) -> list[tuple[int, int, int, int, bool]]:
    columns = (edges.source_page, edges.target_page, edges.kinds, edges.listed, edges.found)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _walked(
    entries: list[tuple[int, int, int]], seen: set[tuple[int, int]]
) -> list[tuple[int, int, int, int, bool]]:
    kinds: dict[tuple[int, int], list[int]] = {}
    for source, target, kind in entries:
        if source >= 0 and target >= 0:
            kinds.setdefault((source, target), []).append(kind)
    return [
        (*pair, sum(1 << kind for kind in set(kinds.get(pair, []))), len(kinds.get(pair, [])), pair in seen)
        for pair in sorted(kinds.keys() | seen)
    ]
