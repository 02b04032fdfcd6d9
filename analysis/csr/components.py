"""Weakly and strongly connected components."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from analysis.csr.rows import Adjacency, Ints


def component_numbers(arrays: Adjacency, connection: Literal["weak", "strong"]) -> Ints:
    """Number of each node's component; components are numbered by their first node, from 0."""
    if not len(arrays):
        return np.zeros(0, dtype=np.int32)
    _, found = csgraph.connected_components(arrays.outgoing.matrix(), directed=True, connection=connection)
    return by_first_member(found)


def by_first_member(found: NDArray[np.integer]) -> Ints:
    """The same grouping, groups numbered in order of their first members."""
    _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
    numbers = np.empty(len(first), dtype=np.int32)
    numbers[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    return numbers[inverse]


def groups(numbers: Ints) -> list[NDArray[np.int64]]:
    """Members of group 0, 1, 2 …, ascending."""
    order = np.argsort(numbers, kind="stable")
    sizes = np.bincount(numbers) if len(numbers) else np.zeros(0, np.int64)
    return np.split(order, np.cumsum(sizes)[:-1]) if len(sizes) else []
