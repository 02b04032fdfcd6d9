"""Sums over exact distances between all pairs: breadth-first search from many nodes at once, one bit each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.csr.folds import Fold
from analysis.csr.paths import distances
from analysis.csr.rows import Adjacency, Floats, Rows, transposed

_WORDS = 16
"""64-bit words of a node in one pass: 1,024 searches at once, two cache lines a node."""

_SINGLY = 24
"""Up to so many nodes are searched one by one."""


def harmonic(
    arrays: Adjacency,
    nodes: NDArray[np.integer] | None = None,
    sources: NDArray[np.integer] | None = None,
) -> Floats:
    """Harmonic centrality of `nodes` (all where None): the sum of 1 / d(source, node) over `sources` (all).

    Distances run along the edges, so that it counts who reaches the node; an unreachable source adds
    nothing, nor does the node itself. Not divided by anything. Boldi and Vigna, Axioms for Centrality, 2014.
    """
    everything = np.arange(len(arrays))
    wanted = everything if nodes is None else np.asarray(nodes)
    starts = everything if sources is None else np.asarray(sources)
    if len(wanted) < len(starts):
        return _one_by_one(arrays.incoming, wanted, starts)
    return _by_bits(arrays.outgoing, arrays.incoming, starts)[wanted]


def sums_from(arrays: Adjacency, nodes: NDArray[np.integer]) -> Floats:
    """Harmonic centrality of each of `nodes`, for a sample that is small beside the graph."""
    return _one_by_one(arrays.incoming, nodes, np.arange(len(arrays)))


def _one_by_one(rows: Rows, origins: NDArray[np.integer], counted: NDArray[np.integer]) -> Floats:
    """For each origin the sum of 1/d to all `counted` nodes, walking along `rows`."""
    if len(origins) > _SINGLY:
        return _bits_by_origin(rows, origins, counted)
    return np.array(
        [_inverse_sum(distances(rows, np.array([o]))[counted]) for o in origins], dtype=np.float64
    )


def _inverse_sum(found: NDArray[np.integer]) -> float:
    depths = np.bincount(found[found > 0])
    return float(np.sum(depths[1:] / np.arange(1, len(depths)))) if len(depths) else 0.0


def _by_bits(outgoing: Rows, incoming: Rows, sources: NDArray[np.integer]) -> Floats:
    """For each node the sum of 1/d from `sources`."""
    total = np.zeros(len(outgoing))
    for batch in _batches(sources):
        for depth, fresh in _waves(incoming, batch):
            total += np.bitwise_count(fresh).sum(axis=1, dtype=np.int64) / depth
    return total


def _bits_by_origin(rows: Rows, origins: NDArray[np.integer], counted: NDArray[np.integer]) -> Floats:
    """For each origin the sum of 1/d to the `counted` nodes; the waves run against the rows' folds."""
    turned = transposed(Rows(rows.starts, rows.ends))
    sums = []
    for batch in _batches(origins):
        total = np.zeros(-(-len(batch) // 64) * 64)
        for depth, fresh in _waves(turned, batch):
            total += _bit_counts(fresh[counted]) / depth
        sums.append(total[: len(batch)])
    return np.concatenate(sums) if sums else np.zeros(0)


def _batches(nodes: NDArray[np.integer]) -> Iterator[NDArray[np.integer]]:
    size = _WORDS * 64
    return (nodes[begin : begin + size] for begin in range(0, len(nodes), size))


def _waves(pulls_from: Rows, origins: NDArray[np.integer]) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    """Depth 1, 2, 3 …, and for each node the bits of the origins that reach it first at that depth.

    `pulls_from` gives for each node those from which a search comes to it.
    """
    words = -(-len(origins) // 64)
    front = np.zeros((len(pulls_from), words), dtype=np.uint64)
    places = np.arange(len(origins))
    bits = np.left_shift(np.uint64(1), (places % 64).astype(np.uint64))
    np.bitwise_or.at(front, (origins, places // 64), bits)
    seen = front.copy()
    fold = Fold(pulls_from)
    for depth in range(1, len(pulls_from)):
        fresh = np.zeros_like(front)
        fold.into(np.bitwise_or, front, fresh)
        fresh &= ~seen
        if not fresh.any():
            return
        seen |= fresh
        yield depth, fresh
        front = fresh


def _bit_counts(table: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many rows have each bit set, in order of the origins."""
    counts = np.zeros(table.shape[1] * 64, dtype=np.int64)
    for begin in range(0, len(table), 1 << 14):
        piece = np.ascontiguousarray(table[begin : begin + (1 << 14)]).astype("<u8").view(np.uint8)
        counts += np.unpackbits(piece, axis=1, bitorder="little").sum(axis=0, dtype=np.int64)
    return counts
