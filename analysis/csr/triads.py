"""How often each of the sixteen kinds of triad occurs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import comb

import numpy as np
from numpy.typing import NDArray

from analysis.csr.rows import Adjacency, Ints, Rows

NAMES = (
    "003", "012", "102", "021D", "021U", "021C", "111D", "111U",
    "030T", "030C", "201", "120D", "120U", "120C", "210", "300",
)  # fmt: skip
"""Holland and Leinhardt's names: mutual, asymmetric and null pairs, then up, down, cycle or transitive."""

Relations = NDArray[np.int64]

_OUT, _IN, _BOTH = 1, 2, 3
_PIECE = 1 << 20


def census(arrays: Adjacency) -> dict[str, int]:
    """Number of triads (sets of three nodes) of each kind, by name; loops are left out.

    Triangles are listed, each once, from the node of least degree, in time of order m^1.5. Open triads
    follow from the degrees by subtraction, so that the many unconnected ones cost nothing.
    """
    pairs = _Pairs(arrays)
    closed, wedges_inside = _closed(pairs)
    open_kinds = _open(pairs) - wedges_inside
    counts = dict(zip(NAMES, [0] * 16, strict=True))
    counts.update({name: int(n) for name, n in zip(_OPEN_NAMES, open_kinds.tolist(), strict=True)})
    counts.update({name: int(n) for name, n in zip(_CLOSED_NAMES, closed.tolist(), strict=True)})
    return _with_disconnected(counts, pairs, len(arrays))


class _Pairs:
    """Neighbours with the relation seen from the row: 1 it points there, 2 it is pointed at, 3 both."""

    def __init__(self, arrays: Adjacency) -> None:
        self.rows: Rows = arrays.symmetric()
        self.keys = (self.rows.row_ids().astype(np.int64) << 32) | self.rows.ends
        edges = (arrays.sources.astype(np.int64) << 32) | arrays.targets
        backward = (arrays.targets.astype(np.int64) << 32) | arrays.sources
        self.relations: Relations = (
            _present(self.keys, edges) * _OUT + _present(self.keys, np.sort(backward)) * _IN
        )

    def relation(self, a: NDArray[np.integer], b: NDArray[np.integer]) -> NDArray[np.int64]:
        """Relation of a to b, 0 where they are not connected."""
        keys = (a.astype(np.int64) << 32) | b
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        relations: Relations = self.relations[places] * (self.keys[places] == keys)
        return relations


def _present(keys: NDArray[np.int64], among: NDArray[np.int64]) -> NDArray[np.int64]:
    if not len(among):
        return np.zeros(len(keys), dtype=np.int64)
    places = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    present: Relations = (among[places] == keys).astype(np.int64)
    return present


_OPEN_NAMES = ("021D", "021U", "021C", "111D", "111U", "201")
"""By the two relations seen from the middle node: out+out, in+in, out+in, in+both, out+both, both+both."""

_OPEN_KIND = np.full((4, 4), -1)
for _a, _b, _kind in ((1, 1, 0), (2, 2, 1), (1, 2, 2), (2, 3, 3), (1, 3, 4), (3, 3, 5)):
    _OPEN_KIND[_a, _b] = _OPEN_KIND[_b, _a] = _kind


def _open(pairs: _Pairs) -> NDArray[np.int64]:
    """Pairs of neighbours of each node by kind, whether the two are connected or not."""
    nodes = pairs.rows.row_ids()
    out, into, both = (
        np.bincount(nodes[pairs.relations == r], minlength=len(pairs.rows)).astype(np.int64)
        for r in (1, 2, 3)
    )
    half = [(k * (k - 1) // 2).sum() for k in (out, into, both)]
    return np.array([half[0], half[1], out @ into, into @ both, out @ both, half[2]], dtype=np.int64)


_CLOSED_NAMES = ("030T", "030C", "120D", "120U", "120C", "210", "300")


def _closed_kind(uv: int, uw: int, vw: int) -> int:
    """Kind of a triangle by its three relations: mutual pairs are counted, then the ways of the others."""
    mutual = [uv, uw, vw].count(_BOTH)
    if mutual >= 2:
        return 3 + mutual
    if mutual == 0:
        return 1 if (uv, vw, uw) in ((1, 1, 2), (2, 2, 1)) else 0
    return _one_mutual(uv, uw, vw)


def _one_mutual(uv: int, uw: int, vw: int) -> int:
    """120D, 120U or 120C: the node outside the mutual pair points to both, is pointed at by both, or else."""
    flipped = {_OUT: _IN, _IN: _OUT, _BOTH: _BOTH}
    if uv == _BOTH:
        apart = (flipped[uw], flipped[vw])
    elif uw == _BOTH:
        apart = (flipped[uv], vw)
    else:
        apart = (uv, uw)
    return {(1, 1): 2, (2, 2): 3}.get(apart, 4)


def _closed(pairs: _Pairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Triangles by kind, and the pairs of neighbours that lie inside triangles, by kind of `_OPEN_NAMES`."""
    closed, wedges = np.zeros(len(_CLOSED_NAMES), np.int64), np.zeros(len(_OPEN_NAMES), np.int64)
    for uv, uw, vw in _triangles(pairs):
        codes, counts = np.unique(uv * 16 + uw * 4 + vw, return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            a, b, c = code // 16, code // 4 % 4, code % 4
            closed[_closed_kind(a, b, c)] += count
            for kind in (_OPEN_KIND[a, b], _OPEN_KIND[_turned(a), c], _OPEN_KIND[_turned(b), _turned(c)]):
                wedges[kind] += count
    return closed, wedges


def _turned(relation: int) -> int:
    return (0, _IN, _OUT, _BOTH)[relation]


def _triangles(pairs: _Pairs) -> Iterator[tuple[Relations, Relations, Relations]]:
    """Relations u-v, u-w and v-w of all triangles, u before v before w in order of degree, in pieces."""
    rows, ends = _upward(pairs.rows)
    starts = np.zeros(len(pairs.rows) + 1, dtype=np.int32)
    np.cumsum(np.bincount(rows, minlength=len(pairs.rows)), out=starts[1:])
    upward = Rows(starts, ends)
    for begin, end in _pieces(np.diff(starts)[ends]):
        u, v = rows[begin:end], ends[begin:end]
        tails = np.repeat(np.arange(len(u)), np.diff(starts)[v])
        w = upward.neighbours(v)
        closing = pairs.relation(u[tails], w)
        tails, w, uw = tails[closing > 0], w[closing > 0], closing[closing > 0]
        yield pairs.relation(u[tails], v[tails]), uw, pairs.relation(v[tails], w)


def _upward(rows: Rows) -> tuple[Ints, Ints]:
    """Each connected pair once, from the node of lower degree to that of higher, ties by number."""
    degree = rows.degrees()
    low, high = rows.row_ids(), rows.ends
    up = (degree[low] < degree[high]) | ((degree[low] == degree[high]) & (low < high))
    return low[up], high[up]


def _pieces(work: NDArray[np.integer]) -> Iterator[tuple[int, int]]:
    """Spans of edges with about a million steps each (more only where one edge has more)."""
    done = np.cumsum(work)
    steps = np.arange(_PIECE, int(done[-1]) + _PIECE, _PIECE) if len(done) else np.zeros(0, np.int64)
    cuts = np.searchsorted(done, steps) + 1
    return pairwise(sorted({0, len(work), *np.minimum(cuts, len(work)).tolist()}))


def _with_disconnected(counts: dict[str, int], pairs: _Pairs, nodes: int) -> dict[str, int]:
    """Adds the kinds that have one connected pair or none: what is left when the others are taken away.

    A kind's name begins with its numbers of mutual and of asymmetric pairs; each pair lies in n - 2 triads.
    """
    mutual = int((pairs.relations == _BOTH).sum()) // 2
    asymmetric = len(pairs.relations) // 2 - mutual
    others = max(nodes - 2, 0)
    counts["102"] = mutual * others - sum(int(name[0]) * n for name, n in counts.items())
    counts["012"] = asymmetric * others - sum(int(name[1]) * n for name, n in counts.items() if name != "012")
    counts["003"] = comb(nodes, 3) - sum(counts.values())
    return counts
