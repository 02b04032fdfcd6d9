"""Weakly and strongly connected components."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from analysis.csr.rows import Adjacency, Ints, bucketed


def component_numbers(arrays: Adjacency, connection: Literal["weak", "strong"]) -> Ints:
    """Number of each node's component; components are numbered by their first node, from 0."""
    if not len(arrays):
        return np.zeros(0, dtype=np.int32)
    _, found = csgraph.connected_components(arrays.outgoing.matrix(), directed=True, connection=connection)
    return by_first_member(found)


def by_first_member(found: NDArray[np.integer]) -> Ints:
    """The same grouping (numbers from 0, none left out), groups numbered in order of their first members."""
    first = np.zeros(int(found.max(initial=-1)) + 1, dtype=np.int64)
    first[found[::-1]] = np.arange(len(found) - 1, -1, -1)  # of several values the last one written stays
    numbers = np.empty(len(first), dtype=np.int32)
    numbers[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    return np.asarray(numbers[found], dtype=np.int32)


def grouped(numbers: Ints) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Members of group 0, 1, 2 … one after the other, ascending in each; and where each group ends."""
    return bucketed(numbers, int(numbers.max(initial=-1)) + 1), np.cumsum(np.bincount(numbers))
