"""A networkx DiGraph whose nodes, edges and attributes live in arrays."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import networkx as nx
import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.csr.columns import Columns, refuse
from analysis.csr.degrees import BothDegrees, InDegrees, OutDegrees
from analysis.csr.labels import Labels
from analysis.csr.rows import Adjacency, Rows, checked, merged, merged_order
from analysis.csr.views import Neighbourhoods, NodeAttributes

if TYPE_CHECKING:
    Plain = nx.DiGraph[Any]
else:
    Plain = nx.DiGraph


class CsrDiGraph(Plain):
    """A directed graph in int32 arrays: made once, read by networkx's calls, never changed.

    Functions of `analysis.csr.backend` take the place of networkx's own of the same name; every other
    networkx algorithm reads the graph through mapping views, uncopied. What would change the graph raises
    ReadOnlyGraphError. `copy`, `reverse`, `to_undirected` and `to_networkx` give ordinary networkx graphs
    that can be changed, and `subgraph` a view of networkx's own kind.

    Made by `from_edges`. `CsrDiGraph()` itself gives a plain empty DiGraph, because that is what networkx
    wants of `G.__class__()` when it builds the result of an algorithm.

    `arrays` holds the rows, `node_columns` and `edge_columns` the attributes; edges are numbered by source,
    then target.
    """

    __networkx_backend__ = "trackgraph"

    labels: Labels
    arrays: Adjacency
    node_columns: Columns
    edge_columns: Columns
    _node: NodeAttributes
    _succ: Neighbourhoods

    def __new__(cls, incoming_graph_data: Any = None, **attributes: Any) -> Plain:  # type: ignore[misc]
        return nx.DiGraph(incoming_graph_data, **attributes)

    @classmethod
    def from_edges(
        cls,
        labels: Sequence[Hashable] | int,
        sources: ArrayLike,
        targets: ArrayLike,
        *,
        edge_columns: Mapping[str, Any] | None = None,
        node_columns: Mapping[str, Any] | None = None,
    ) -> Self:
        """The graph of the edges sources[i] -> targets[i], given as numbers of nodes.

        `labels` names the nodes by number, each once; a plain count calls them 0, 1, 2 … Of records with the
        same pair, the column "weight" is summed and any other column keeps the first record's value. Columns
        are numpy or pandas arrays or lists, one value per record (or node); a missing value is an attribute
        that this edge does not have. Raises ValueError for numbers out of range, unequal lengths, repeated
        labels (these when a node is first asked for by label).
        """
        names = _names(labels)
        s, t = checked(np.asarray(sources), np.asarray(targets), len(names))
        if not edge_columns:
            return cls._of(names, merged(s, t, len(names)), Columns(None, 0), node_columns)
        records = Columns(edge_columns, len(s))
        rows, order, begins = merged_order(s, t, len(names))
        return cls._of(names, rows, records.merged(order, begins), node_columns)

    @classmethod
    def from_distinct(
        cls,
        labels: Sequence[Hashable] | int,
        sources: ArrayLike,
        targets: ArrayLike,
        *,
        edge_columns: Columns | None = None,
        node_columns: Columns | None = None,
    ) -> Self:
        """The graph of edges that are already distinct and sorted by source, then target: nothing is merged.

        Raises ValueError where they are not. Columns can be deferred ones.
        """
        names = _names(labels)
        s, t = checked(np.asarray(sources), np.asarray(targets), len(names))
        rows = merged(s, t, len(names))
        if not np.array_equal(rows.row_ids(), s) or not np.array_equal(rows.ends, t):
            raise ValueError("edges must be distinct and sorted by source, then target")
        return cls._of(names, rows, edge_columns or Columns(None, len(s)), node_columns)

    @classmethod
    def from_networkx(cls, graph: Plain, attributes: Sequence[str] | None = None) -> Self:
        """The same graph in arrays, with all edge attributes or those named.

        Raises NotImplementedError for an undirected graph or a multigraph.
        """
        if isinstance(graph, cls):
            return graph
        if graph.is_multigraph() or not graph.is_directed():
            raise NotImplementedError("only simple directed graphs live in arrays")
        numbers = {label: number for number, label in enumerate(graph)}
        records = [(numbers[u], numbers[v], data) for u, v, data in graph.edges(data=True)]
        pairs = np.array([record[:2] for record in records], dtype=np.int32).reshape(-1, 2)
        made = cls.from_edges(
            list(graph),
            pairs[:, 0],
            pairs[:, 1],
            edge_columns=_columns_of([data for _, _, data in records], attributes),
            node_columns=_columns_of([data for _, data in graph.nodes(data=True)], None),
        )
        made.graph.update(graph.graph)
        return made

    @classmethod
    def _of(cls, labels: Labels, rows: Rows, edges: Columns, nodes: Mapping[str, Any] | None) -> Self:
        made = object.__new__(cls)
        columns = nodes if isinstance(nodes, Columns) else Columns(nodes, len(labels))
        made._fill(labels, rows, edges, columns, {})
        return made

    def _fill(
        self, labels: Labels, rows: Rows, edges: Columns, nodes: Columns, graph: dict[Hashable, Any]
    ) -> None:
        for array in (rows.starts, rows.ends):
            array.flags.writeable = False
        self.graph = graph  # type: ignore[assignment]
        self.labels, self.arrays = labels, Adjacency(rows)
        self.edge_columns, self.node_columns = edges, nodes
        self.__networkx_cache__ = None  # type: ignore[assignment]
        self.__dict__["_node"] = NodeAttributes(labels, nodes)
        self.__dict__["_adj"] = self.__dict__["_succ"] = Neighbourhoods(labels, rows, edges)

    @cached_property
    def _pred(self) -> Neighbourhoods:
        return Neighbourhoods(self.labels, self.arrays.incoming, self.edge_columns)

    def to_networkx(self) -> Plain:
        """A plain DiGraph with the same nodes, edges and attributes, which can be changed."""
        plain: Plain = nx.DiGraph()
        plain.graph.update(self.graph)
        plain.add_nodes_from(self._node.items())
        plain.add_edges_from((u, v, d) for u, row in self._succ.items() for v, d in row.items())
        return plain

    def numbers(self, labels: Sequence[Hashable]) -> NDArray[np.int64]:
        """Numbers of the labelled nodes. Raises KeyError for a label that no node has."""
        return np.fromiter((self.labels.number(label) for label in labels), np.int64, len(labels))

    def number_of_nodes(self) -> int:
        return len(self.labels)

    def number_of_edges(self, u: Hashable | None = None, v: Hashable | None = None) -> int:
        if u is None:
            return self.arrays.edge_count
        return int(self.has_edge(u, v))

    @cached_property
    def degree(self) -> BothDegrees:
        return BothDegrees(self)

    @cached_property
    def in_degree(self) -> InDegrees:
        return InDegrees(self)

    @cached_property
    def out_degree(self) -> OutDegrees:
        return OutDegrees(self)

    def __reduce__(self) -> tuple[Any, ...]:
        names = self.labels.names
        labels = len(names) if isinstance(names, range) else list(names)
        edges, nodes = dict(self.edge_columns), dict(self.node_columns)
        return _restored, (labels, self.arrays.outgoing, edges, nodes, self.graph)

    add_node = add_nodes_from = remove_node = remove_nodes_from = refuse
    add_edge = add_edges_from = remove_edge = remove_edges_from = refuse
    add_weighted_edges_from = update = clear = clear_edges = refuse


def _restored(
    labels: Sequence[Hashable] | int,
    rows: Rows,
    edges: dict[str, Any],
    nodes: dict[str, Any],
    graph: dict[Hashable, Any],
) -> CsrDiGraph:
    names = _names(labels)
    made: CsrDiGraph = object.__new__(CsrDiGraph)
    made._fill(names, rows, Columns(edges, len(rows.ends)), Columns(nodes, len(names)), graph)
    return made


def _names(labels: Sequence[Hashable] | int) -> Labels:
    """Labels as Python objects, for networkx hands them out one by one; a count stands for its numbers."""
    if isinstance(labels, int):
        return Labels(None, labels)
    return Labels(labels if isinstance(labels, list) else _listed(labels), len(labels))


def _listed(labels: Any) -> list[Hashable]:
    return list(labels.tolist() if hasattr(labels, "tolist") else labels)


def _columns_of(rows: list[dict[str, Any]], names: Sequence[str] | None) -> dict[str, Any]:
    wanted = dict.fromkeys(key for row in rows for key in row) if names is None else dict.fromkeys(names)
    return {name: [row.get(name) for row in rows] for name in wanted if any(name in row for row in rows)}
