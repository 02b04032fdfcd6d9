"""Adjacency in compressed integer rows: who points where, sorted, each pair once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

_LARGEST = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Rows:
    """Row i holds the nodes `ends[starts[i]:starts[i + 1]]`, ascending and without repeats.

    `starts` has one entry more than there are rows. `outgoing` are the rows that these were turned from;
    None where these are the outgoing ones themselves.
    """

    starts: Ints
    ends: Ints
    outgoing: Rows | None = None

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def edges(self) -> Ints | None:
        """For each entry which edge it is (its place in the outgoing rows); None where that is its own place.

        Made when it is first asked for: only graphs with attributes need it.
        """
        if self.outgoing is None:
            return None
        return _turned(self.outgoing, np.arange(len(self.ends), dtype=np.int32)).data

    def degrees(self) -> Ints:
        """Number of entries of each row."""
        return np.diff(self.starts)

    def row_ids(self) -> Ints:
        """For each entry the row that it stands in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.degrees())

    def take(self, values: Floats) -> Floats:
        """Values given per edge, in the order of these rows."""
        return values if self.edges is None else values[self.edges]

    def neighbours(self, nodes: NDArray[np.integer]) -> Ints:
        """The rows of all `nodes`, one after the other."""
        return self.ends[self.places(nodes)]

    def places(self, nodes: NDArray[np.integer]) -> NDArray[np.int64]:
        """Where in `ends` the rows of `nodes` stand, one after the other."""
        begins = self.starts[nodes].astype(np.int64)
        lengths = self.starts[nodes + 1] - begins
        filled = np.cumsum(lengths)
        return np.repeat(begins - filled + lengths, lengths) + np.arange(filled[-1] if len(filled) else 0)

    def matrix(self, values: Floats | None = None) -> sparse.csr_array:
        """As a square scipy matrix; `values` per edge, 1.0 where None."""
        data = np.ones(len(self.ends)) if values is None else self.take(values)
        return sparse.csr_array((data, self.ends, self.starts), shape=(len(self), len(self)))


class Adjacency:
    """The outgoing rows of a directed graph, and the incoming ones as soon as somebody asks for them."""

    def __init__(self, outgoing: Rows) -> None:
        self.outgoing = outgoing

    def __len__(self) -> int:
        return len(self.outgoing)

    @property
    def edge_count(self) -> int:
        """Number of distinct (source, target) pairs, loops included."""
        return len(self.outgoing.ends)

    @cached_property
    def incoming(self) -> Rows:
        """The same edges by target; their `edges` lead back to the outgoing order."""
        return transposed(self.outgoing)

    @cached_property
    def sources(self) -> Ints:
        """Source of each edge, in the outgoing order."""
        return self.outgoing.row_ids()

    @property
    def targets(self) -> Ints:
        """Target of each edge, in the outgoing order."""
        return self.outgoing.ends

    def symmetric(self) -> Rows:
        """Neighbours in either direction, each once, loops left out."""
        loopless = self.sources != self.targets
        a, b = self.sources[loopless], self.targets[loopless]
        return merged(np.concatenate([a, b]), np.concatenate([b, a]), len(self))


def merged(sources: Ints, targets: Ints, nodes: int) -> Rows:
    """Rows of the given pairs, repeats dropped: for pairs that carry no columns."""
    keys = _keys(sources, targets)
    keys = distinct(keys)
    return Rows(_starts(keys >> 32, nodes), keys.astype(np.int32))


def merged_order(sources: Ints, targets: Ints, nodes: int) -> tuple[Rows, NDArray[np.intp], NDArray[np.intp]]:
    """Rows of the pairs; the records in edge order (stable); and where in that order each edge begins."""
    order = _stable_order(sources, targets, nodes)
    s, t = sources[order], targets[order]
    fresh = np.ones(len(s), dtype=bool)
    fresh[1:] = (s[1:] != s[:-1]) | (t[1:] != t[:-1])
    begins = np.flatnonzero(fresh)
    return Rows(_starts(s[begins], nodes), t[begins]), order, begins


def transposed(rows: Rows) -> Rows:
    """The same entries, sorted by end."""
    turned = _turned(rows, np.zeros(len(rows.ends), dtype=np.int8))
    starts, ends = (part.astype(np.int32, copy=False) for part in (turned.indptr, turned.indices))
    return Rows(starts, ends, rows)


def checked(sources: NDArray[np.integer], targets: NDArray[np.integer], nodes: int) -> tuple[Ints, Ints]:
    """The pairs as int32 arrays. Raises ValueError for lengths that differ or ids outside 0 … nodes - 1."""
    s, t = np.asarray(sources), np.asarray(targets)
    if s.shape != t.shape or s.ndim != 1:
        raise ValueError(f"sources and targets must be flat and equally long, not {s.shape} and {t.shape}")
    if max(len(s), nodes) > _LARGEST:
        raise ValueError(f"more than {_LARGEST} edges or nodes do not fit")
    for ids in (s, t):
        if len(ids) and (ids.min() < 0 or ids.max() >= nodes):
            raise ValueError(f"node ids must lie in 0 … {nodes - 1}")
    return s.astype(np.int32, copy=False), t.astype(np.int32, copy=False)


def bucketed(ids: Ints, nodes: int) -> NDArray[np.intp]:
    """Places of the ids in ascending order, stable: a counting sort.

    Done by scipy's transposition of a matrix with one entry a row.
    """
    one_each = np.arange(len(ids) + 1, dtype=np.int32)
    matrix = sparse.csr_array((np.zeros(len(ids), np.int8), ids, one_each), shape=(len(ids), nodes))
    return matrix.tocsc().indices.astype(np.intp)


def distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """The values, each once, ascending; sorts the given array in place.

    numpy.unique hashes integers since 2.3, and takes minutes for keys that are packed like ours.
    """
    values.sort()
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = values[1:] != values[:-1]
    return values[fresh]


def _turned(rows: Rows, values: NDArray[np.integer]) -> sparse.csc_array:
    return sparse.csr_array((values, rows.ends, rows.starts), shape=(len(rows), len(rows))).tocsc()


def _keys(sources: Ints, targets: Ints) -> NDArray[np.int64]:
    keys = sources.astype(np.int64)
    keys <<= 32
    keys |= targets
    return keys


def _stable_order(sources: Ints, targets: Ints, nodes: int) -> NDArray[np.intp]:
    """Records by source, then target, then as they came. Packs all three into one integer where they fit."""
    count = len(sources)
    if count and nodes * nodes * count < 2**63:
        keys = sources.astype(np.int64) * nodes + targets
        keys *= count
        keys += np.arange(count)
        keys.sort()
        keys %= count
        return keys
    by_target = bucketed(targets, nodes)
    return by_target[bucketed(sources[by_target], nodes)]


def _starts(rows: NDArray[np.integer], nodes: int) -> Ints:
    starts = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(rows, minlength=nodes), out=starts[1:])
    return starts
