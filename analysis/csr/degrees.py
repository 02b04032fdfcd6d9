"""Degree views that read the arrays when a whole graph is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from networkx.classes.reportviews import DiDegreeView, InDegreeView, OutDegreeView

if TYPE_CHECKING:
    from analysis.csr.digraph import CsrDiGraph

    Both: TypeAlias = DiDegreeView[Any]
    In: TypeAlias = InDegreeView[Any]
    Out: TypeAlias = OutDegreeView[Any]
else:
    Both, In, Out = DiDegreeView, InDegreeView, OutDegreeView


def degrees(graph: CsrDiGraph, direction: str, weight: str | None = None) -> np.ndarray[Any, Any]:
    """Degree of each node in node order; `direction` is "in", "out" or "both"; a loop counts in each."""
    weights = None if weight is None else graph.edge_columns.numeric(weight)
    ways = {"in": [graph.arrays.targets], "out": [graph.arrays.sources]}
    ends = ways.get(direction, [graph.arrays.sources, graph.arrays.targets])
    counts = sum(np.bincount(ids, weights, minlength=len(graph.labels)) for ids in ends)
    whole = weights is None or np.issubdtype(weights.dtype, np.integer)
    return np.asarray(counts).astype(np.int64 if whole else np.float64)


class _WholeGraph(Both):
    direction = "both"
    _graph: CsrDiGraph
    _weight: str | None
    _nodes: Any
    _succ: Any

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self._nodes is not self._succ:
            return iter(super().__iter__())
        return zip(self._graph, degrees(self._graph, self.direction, self._weight).tolist(), strict=True)


class BothDegrees(_WholeGraph):
    """`G.degree` of a graph in arrays."""


class InDegrees(_WholeGraph, In):
    """`G.in_degree` of a graph in arrays."""

    direction = "in"


class OutDegrees(_WholeGraph, Out):
    """`G.out_degree` of a graph in arrays."""

    direction = "out"
