"""The networkx backend: functions named and called as networkx's own, computed on the arrays.

networkx loads this module by its entry point and looks functions up by name. A function that is not here
runs as networkx wrote it, on the graph's mapping views and without a copy (see `analysis.csr.own_code`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, pairwise
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.csr import communities as _communities
from analysis.csr import components, harmonic, paths, structure, triads, walks
from analysis.csr.degrees import degrees as _degrees
from analysis.csr.digraph import CsrDiGraph
from analysis.csr.own_code import own_code
from analysis.csr.rows import Floats, Rows

Label = Hashable


def convert_from_nx(
    graph: nx.DiGraph[Any], edge_attrs: Mapping[str, Any] | None = None, **_options: Any
) -> CsrDiGraph:
    """An ordinary networkx DiGraph in arrays. Raises NotImplementedError for undirected and multigraphs."""
    return CsrDiGraph.from_networkx(graph, None if edge_attrs is None else list(edge_attrs))


def convert_to_nx(result: Any, **_options: Any) -> Any:
    """A plain networkx DiGraph; anything that is no graph in arrays as it is."""
    return result.to_networkx() if isinstance(result, CsrDiGraph) else result


def can_run(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
    """True: what the arrays cannot do runs on the views."""
    return True


def should_run(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
    """Whether a networkx graph is worth converting: only for functions that compute on the arrays."""
    return name in globals()


def __getattr__(name: str) -> Callable[..., Any]:
    """networkx's own code of a function that takes a graph, for everything that is not defined here."""
    return own_code(name)


def pagerank(
    graph: CsrDiGraph,
    alpha: float = 0.85,
    personalization: Mapping[Label, float] | None = None,
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: Mapping[Label, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Label, float] | None = None,
) -> dict[Label, float]:
    """networkx.pagerank; `nstart` is not needed. L1 error under 1e-8, or n * tol where that is less."""
    if not 0 <= alpha < 1 or callable(weight):
        own = own_code("pagerank")
        return dict(own(graph, alpha, personalization, max_iter, tol, nstart, weight, dangling))
    enough = tol * len(graph)
    ranks = walks.pagerank(
        graph.arrays,
        damping=alpha,
        start=_masses(graph, personalization),
        dangling=_masses(graph, dangling),
        weights=_weights(graph, weight),
        tolerance=min(enough, walks.TOLERANCE),
        patience=max_iter,
        enough=enough,
    )
    return _by_label(graph, ranks)


def harmonic_centrality(
    graph: CsrDiGraph,
    nbunch: Any = None,
    distance: str | None = None,
    sources: Any = None,
) -> dict[Label, float]:
    """networkx.harmonic_centrality, exact; on edge lengths (`distance`) networkx's own code runs."""
    if distance is not None:
        return dict(own_code("harmonic_centrality")(graph, nbunch, distance, sources))
    wanted, starts = _bunch(graph, nbunch), _bunch(graph, sources)
    values = harmonic.harmonic(graph.arrays, wanted, starts)
    labels = graph.labels.names if wanted is None else graph.labels.at(wanted)
    return dict(zip(labels, values.tolist(), strict=True))


def in_degree_centrality(graph: CsrDiGraph) -> dict[Label, float]:
    """networkx.in_degree_centrality."""
    return _degree_centrality(graph, "in")


def out_degree_centrality(graph: CsrDiGraph) -> dict[Label, float]:
    """networkx.out_degree_centrality."""
    return _degree_centrality(graph, "out")


def degree_centrality(graph: CsrDiGraph) -> dict[Label, float]:
    """networkx.degree_centrality."""
    return _degree_centrality(graph, "both")


def weakly_connected_components(graph: CsrDiGraph) -> Iterator[set[Label]]:
    """networkx.weakly_connected_components; the largest comes last."""
    return _components(graph, "weak")


def strongly_connected_components(graph: CsrDiGraph) -> Iterator[set[Label]]:
    """networkx.strongly_connected_components; the largest comes last."""
    return _components(graph, "strong")


def number_weakly_connected_components(graph: CsrDiGraph) -> int:
    """networkx.number_weakly_connected_components."""
    return _component_count(graph, "weak")


def number_strongly_connected_components(graph: CsrDiGraph) -> int:
    """networkx.number_strongly_connected_components."""
    return _component_count(graph, "strong")


def is_weakly_connected(graph: CsrDiGraph) -> bool:
    """networkx.is_weakly_connected. Raises NetworkXPointlessConcept for the empty graph."""
    _not_empty(graph)
    return _component_count(graph, "weak") == 1


def is_strongly_connected(graph: CsrDiGraph) -> bool:
    """networkx.is_strongly_connected. Raises NetworkXPointlessConcept for the empty graph."""
    _not_empty(graph)
    return _component_count(graph, "strong") == 1


def bfs_layers(graph: CsrDiGraph, sources: Any) -> Iterator[list[Label]]:
    """networkx.bfs_layers; each layer in order of node numbers."""
    origins = [sources] if sources in graph else list(sources)
    for source in origins:
        if source not in graph:
            raise nx.NetworkXError(f"The node {source} is not in the graph.")
    return (graph.labels.at(layer) for layer in paths.layers(graph.arrays.outgoing, graph.numbers(origins)))


def single_source_shortest_path_length(
    graph: CsrDiGraph, source: Label, cutoff: float | None = None
) -> dict[Label, int]:
    """networkx.single_source_shortest_path_length, nearest first."""
    return _lengths(graph, graph.arrays.outgoing, source, cutoff, "Source")


def single_target_shortest_path_length(
    graph: CsrDiGraph, target: Label, cutoff: float | None = None
) -> dict[Label, int]:
    """networkx.single_target_shortest_path_length, nearest first."""
    return _lengths(graph, graph.arrays.incoming, target, cutoff, "Target")


def all_pairs_shortest_path_length(
    graph: CsrDiGraph, cutoff: float | None = None
) -> Iterator[tuple[Label, dict[Label, int]]]:
    """networkx.all_pairs_shortest_path_length."""
    return ((node, single_source_shortest_path_length(graph, node, cutoff)) for node in graph)


def descendants(graph: CsrDiGraph, source: Label) -> set[Label]:
    """networkx.descendants: whoever can be reached from `source`, without it."""
    return _reached(graph, graph.arrays.outgoing, source)


def ancestors(graph: CsrDiGraph, source: Label) -> set[Label]:
    """networkx.ancestors: whoever reaches `source`, without it."""
    return _reached(graph, graph.arrays.incoming, source)


def overall_reciprocity(graph: CsrDiGraph) -> float:
    """networkx.overall_reciprocity. Raises NetworkXError for a graph without edges."""
    if not graph.arrays.edge_count:
        raise nx.NetworkXError("Not defined for empty graphs")
    return structure.reciprocity(graph.arrays)


def reciprocity(graph: CsrDiGraph, nodes: Any = None) -> Any:
    """networkx.reciprocity; for single nodes networkx's own code runs."""
    return overall_reciprocity(graph) if nodes is None else own_code("reciprocity")(graph, nodes)


def attribute_assortativity_coefficient(graph: CsrDiGraph, attribute: str, nodes: Any = None) -> float:
    """networkx.attribute_assortativity_coefficient; nodes without the attribute are a group of their own."""
    if nodes is not None or attribute not in graph.node_columns or not graph.arrays.edge_count:
        return float(own_code("attribute_assortativity_coefficient")(graph, attribute, nodes))
    codes, groups = pd.factorize(graph.node_columns[attribute])
    codes = np.where(codes < 0, len(groups), codes).astype(np.int32)
    return structure.attribute_assortativity(graph.arrays, codes)


def degree_assortativity_coefficient(
    graph: CsrDiGraph, x: str = "out", y: str = "in", weight: str | None = None, nodes: Any = None
) -> float:
    """networkx.degree_assortativity_coefficient; NaN where one of the degrees is constant."""
    if nodes is not None or not graph.arrays.edge_count:
        return float(own_code("degree_assortativity_coefficient")(graph, x, y, weight, nodes))
    of_source, of_target = (_degrees(graph, way, weight).astype(np.float64) for way in (x, y))
    return structure.value_assortativity(graph.arrays, of_source, of_target)


def core_number(graph: CsrDiGraph) -> dict[Label, int]:
    """networkx.core_number on total degrees. Raises NetworkXNotImplemented for a graph with loops."""
    if (graph.arrays.sources == graph.arrays.targets).any():
        raise nx.NetworkXNotImplemented("Input graph has self loops which is not permitted")
    return _by_label(graph, structure.core_numbers(graph.arrays))


def triadic_census(graph: CsrDiGraph, nodelist: Any = None) -> dict[str, int]:
    """networkx.triadic_census; for part of the nodes networkx's own code runs."""
    return triads.census(graph.arrays) if nodelist is None else own_code("triadic_census")(graph, nodelist)


def modularity(
    graph: CsrDiGraph,
    communities: Iterable[Iterable[Label]],
    weight: str | None = "weight",
    resolution: float = 1,
) -> float:
    """networkx.community.modularity. Raises NotAPartition where a node is in no community, or in two."""
    groups = [list(group) for group in communities]
    if not all(node in graph for group in groups for node in group):
        raise nx.community.quality.NotAPartition(graph, groups)
    members = [graph.numbers(group) for group in groups]
    numbers = np.repeat(np.arange(len(members), dtype=np.int32), [len(group) for group in members])
    nodes = np.concatenate([*members, np.zeros(0, np.int64)])
    if len(nodes) != len(graph) or len(np.unique(nodes)) != len(graph):
        raise nx.community.quality.NotAPartition(graph, groups)
    weights = _weights(graph, weight)
    values = np.ones(graph.arrays.edge_count) if weights is None else weights
    if not values.sum():
        # Not defined: networkx raises or, from 3.7 on, takes it for 0.
        return float(own_code("modularity")(graph, groups, weight, resolution))
    return _communities.modularity(graph.arrays, numbers[np.argsort(nodes)], values, resolution)


def to_scipy_sparse_array(
    graph: CsrDiGraph,
    nodelist: Sequence[Label] | None = None,
    dtype: Any = None,
    weight: str | None = "weight",
    format: Any = "csr",  # noqa: A002 (networkx names it)
) -> Any:
    """networkx.to_scipy_sparse_array; the way in which hits and other spectral functions read the graph."""
    if not len(graph):
        raise nx.NetworkXError("Graph has no nodes or edges")
    values = None if weight is None else graph.edge_columns.numeric(weight)
    ones = np.ones(graph.arrays.edge_count, dtype=np.int64)
    rows = graph.arrays.outgoing
    data = np.array(ones if values is None else values, dtype=dtype)
    whole = sparse.csr_array((data, rows.ends.copy(), rows.starts.copy()), shape=(len(graph), len(graph)))
    wanted = whole if nodelist is None else _selected(graph, whole, list(nodelist))
    try:
        return wanted.asformat(format)
    except ValueError as error:
        raise nx.NetworkXError(f"Unknown sparse matrix format: {format}") from error


def _selected(graph: CsrDiGraph, whole: sparse.csr_array, nodelist: list[Label]) -> sparse.csr_array:
    if not nodelist:
        raise nx.NetworkXError("nodelist has no nodes")
    if len(set(nodelist)) != len(nodelist):
        raise nx.NetworkXError("nodelist contains duplicates.")
    for node in nodelist:
        if node not in graph:
            raise nx.NetworkXError(f"Node {node} in nodelist is not in G")
    wanted = graph.numbers(nodelist)
    if len(wanted) == len(graph) and (np.diff(wanted) == 1).all():
        return whole
    return whole[wanted][:, wanted]


def _weights(graph: CsrDiGraph, weight: str | None) -> Floats | None:
    values = None if weight is None else graph.edge_columns.numeric(weight)
    return None if values is None else values.astype(np.float64)


def _masses(graph: CsrDiGraph, masses: Mapping[Label, float] | None) -> Floats | None:
    """Masses given by label, as one number a node; labels of no node are passed over, as networkx does."""
    if masses is None:
        return None
    values = np.zeros(len(graph))
    for label, mass in masses.items():
        if label in graph.labels:
            values[graph.labels.number(label)] = mass
    return values


def _bunch(graph: CsrDiGraph, bunch: Any) -> NDArray[np.int64] | None:
    """Numbers of a node or of those of an iterable that are in the graph; None means all."""
    return None if bunch is None else graph.numbers(list(dict.fromkeys(graph.nbunch_iter(bunch))))


def _by_label(graph: CsrDiGraph, values: NDArray[Any]) -> dict[Label, Any]:
    return dict(zip(graph.labels.names, values.tolist(), strict=True))


def _degree_centrality(graph: CsrDiGraph, direction: str) -> dict[Label, float]:
    if len(graph) <= 1:
        return dict.fromkeys(graph, 1)
    return _by_label(graph, _degrees(graph, direction) * (1.0 / (len(graph) - 1.0)))


def _components(graph: CsrDiGraph, connection: Any) -> Iterator[set[Label]]:
    """Made as they are asked for: those of several nodes, those of one, the largest.

    The largest comes last because the garbage collector would else go through it again and again. No number
    is made for each of its labels, nor for the single ones, of which a directed graph has most.
    """
    if not len(graph):
        return iter(())
    numbers, names = components.found(graph.arrays, connection), graph.labels.names
    sizes = np.bincount(numbers)
    largest = int(sizes.argmax())
    size = sizes[numbers]
    order, ends = components.several(numbers, (size > 1) & (numbers != largest))
    members = graph.labels.at(order)
    return chain(
        (set(members[begin:end]) for begin, end in pairwise([0, *ends.tolist()])),
        ({label} for label in compress(names, (size == 1).tobytes())),
        (set(compress(names, (numbers == one).tobytes())) for one in [largest] if sizes[one] > 1),
    )


def _component_count(graph: CsrDiGraph, connection: Any) -> int:
    return int(components.found(graph.arrays, connection).max(initial=-1)) + 1


def _not_empty(graph: CsrDiGraph) -> None:
    if not len(graph):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")


def _lengths(
    graph: CsrDiGraph, rows: Rows, origin: Label, cutoff: float | None, role: str
) -> dict[Label, int]:
    if origin not in graph:
        raise nx.NodeNotFound(f"{role} {origin} is not in G")
    found: dict[Label, int] = {}
    limit = math.inf if cutoff is None else cutoff
    for depth, layer in enumerate(paths.layers(rows, graph.numbers([origin]))):
        if depth > limit and depth:
            break
        found.update(dict.fromkeys(graph.labels.at(layer), depth))
    return found


def _reached(graph: CsrDiGraph, rows: Rows, source: Label) -> set[Label]:
    if source not in graph:
        raise nx.NetworkXError(f"The node {source} is not in the graph.")
    origin = graph.numbers([source])
    found = np.flatnonzero(paths.distances(rows, origin) > 0)
    return set(graph.labels.at(found))
