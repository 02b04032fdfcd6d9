"""Distances in links, by breadth-first search over whole frontiers at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.csr.rows import Ints, Rows, distinct

UNREACHED = -1


def layers(rows: Rows, sources: NDArray[np.integer]) -> Iterator[NDArray[np.int64]]:
    """Nodes at distance 0, 1, 2 … from the nearest of `sources`, each layer ascending; none is empty."""
    seen = np.zeros(len(rows), dtype=bool)
    frontier = distinct(np.array(sources, dtype=np.int64))
    while len(frontier):
        seen[frontier] = True
        yield frontier
        frontier = _unseen(rows.neighbours(frontier), seen)


def distances(rows: Rows, sources: NDArray[np.integer], limit: float = np.inf) -> Ints:
    """Links from the nearest of `sources` to each node; UNREACHED where no way is, or none up to `limit`."""
    found = np.full(len(rows), UNREACHED, dtype=np.int32)
    for depth, layer in enumerate(layers(rows, sources)):
        if depth > limit:
            break
        found[layer] = depth
    return found


def _unseen(nodes: Ints, seen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The unseen ones of `nodes`, each once, ascending. Large frontiers are sorted by marking."""
    fresh = nodes[~seen[nodes]]
    if len(fresh) < len(seen) // 16:
        return distinct(fresh.astype(np.int64))
    marks = np.zeros(len(seen), dtype=bool)
    marks[fresh] = True
    return np.flatnonzero(marks)
