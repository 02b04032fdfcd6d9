"""Functions of the backend give what networkx gives, on random graphs of every odd shape."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_examples import examples
from made_graphs import Records, karate, records

from analysis.csr import CsrDiGraph, backend, walks
from analysis.csr.communities import communities
from analysis.csr.hyperball import approximate_harmonic

EXACT = 1e-10

Call = Callable[[Any], Any]


def groups(found: Any) -> list[list[Any]]:
    return sorted(sorted(group) for group in found)


CALLS: dict[str, Call] = {
    "pagerank": lambda g: nx.pagerank(g, tol=1e-14, max_iter=1000),
    "pagerank unweighted": lambda g: nx.pagerank(g, tol=1e-14, max_iter=1000, weight=None),
    "pagerank personalised": lambda g: nx.pagerank(
        g, tol=1e-14, max_iter=1000, personalization={"n0": 1, "n2": 3, "elsewhere": 5}
    ),
    "pagerank dangling": lambda g: nx.pagerank(
        g, alpha=0.5, tol=1e-14, max_iter=1000, personalization={"n0": 1}, dangling={"n1": 2, "n0": 1}
    ),
    "pagerank nowhere to start": lambda g: nx.pagerank(g, personalization={"elsewhere": 1}),
    "pagerank no patience": lambda g: nx.pagerank(g, max_iter=0),
    "pagerank always on": lambda g: nx.pagerank(g, alpha=1.0, max_iter=1),
    "hits": lambda g: g if not len(g) else nx.hits(g) if _has_one_leader(g) else None,
    "harmonic": nx.harmonic_centrality,
    "harmonic of one": lambda g: nx.harmonic_centrality(g, nbunch=["n0"]),
    "harmonic from some": lambda g: nx.harmonic_centrality(g, sources=["n0", "n1", "elsewhere"]),
    "harmonic by weight": lambda g: nx.harmonic_centrality(g, distance="weight"),
    "closeness": nx.closeness_centrality,
    "betweenness": nx.betweenness_centrality,
    "degree centrality": nx.degree_centrality,
    "in-degree centrality": nx.in_degree_centrality,
    "out-degree centrality": nx.out_degree_centrality,
    "weak": lambda g: groups(nx.weakly_connected_components(g)),
    "strong": lambda g: groups(nx.strongly_connected_components(g)),
    "number weak": nx.number_weakly_connected_components,
    "number strong": nx.number_strongly_connected_components,
    "is weak": nx.is_weakly_connected,
    "is strong": nx.is_strongly_connected,
    "condensation": lambda g: nx.condensation(g).number_of_edges(),
    "layers": lambda g: [sorted(layer) for layer in nx.bfs_layers(g, "n0")],
    "layers of several": lambda g: [sorted(layer) for layer in nx.bfs_layers(g, ["n0", "n1"])],
    "lengths from": lambda g: nx.single_source_shortest_path_length(g, "n0"),
    "lengths from, cut": lambda g: nx.single_source_shortest_path_length(g, "n0", cutoff=1),
    "lengths from, cut at 0": lambda g: nx.single_source_shortest_path_length(g, "n0", cutoff=0),
    "lengths to": lambda g: nx.single_target_shortest_path_length(g, "n1"),
    "all lengths": lambda g: dict(nx.all_pairs_shortest_path_length(g)),
    "path length": lambda g: nx.shortest_path_length(g, "n0", "n1"),
    "path length, weighted": lambda g: nx.shortest_path_length(g, "n0", "n1", weight="weight"),
    "descendants": lambda g: nx.descendants(g, "n0"),
    "ancestors": lambda g: nx.ancestors(g, "n0"),
    "reciprocity": nx.reciprocity,
    "reciprocity of some": lambda g: nx.reciprocity(g, ["n0", "n1"]),
    "overall reciprocity": nx.overall_reciprocity,
    "core number": nx.core_number,
    "triads": nx.triadic_census,
    "triads of some": lambda g: nx.triadic_census(g, ["n0"]),
    "modularity": lambda g: nx.community.modularity(g, [list(g)[:2], list(g)[2:]]),
    "modularity of no partition": lambda g: nx.community.modularity(g, [list(g)[:1]]),
    "matrix": lambda g: nx.to_scipy_sparse_array(g).toarray().tolist(),
    "matrix of some": lambda g: nx.to_scipy_sparse_array(g, nodelist=["n1", "n0"]).toarray().tolist(),
    "matrix of repeated": lambda g: nx.to_scipy_sparse_array(g, nodelist=["n0", "n0"]),
    "transitive closure": lambda g: set(nx.transitive_closure(g).edges),
    "clustering": nx.clustering,
    "topological": lambda g: nx.is_directed_acyclic_graph(g),
    "undirected bridges": lambda g: groups(nx.bridges(g.to_undirected())),
}


def _has_one_leader(graph: Any) -> bool:
    """Whether HITS has a single answer: the largest singular value is no tie."""
    if len(graph) < 3 or not graph.number_of_edges():
        return False
    values = np.linalg.svd(nx.to_numpy_array(graph), compute_uv=False)
    return bool(values[0] > 1.05 * values[1])


def outcome(call: Call, graph: Any) -> Any:
    """The result, or the class of the exception."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # networkx divides by zero where a coefficient is not defined
        try:
            return call(graph)
        except Exception as error:  # noqa: BLE001
            return type(error)


def close(ours: Any, theirs: Any, within: float = EXACT) -> bool:
    if isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(close(ours[key], theirs[key], within) for key in theirs)
    if isinstance(theirs, list | tuple):
        return len(ours) == len(theirs) and all(map(close, ours, theirs, [within] * len(theirs)))
    if isinstance(theirs, float):
        return math.isclose(ours, theirs, rel_tol=within, abs_tol=within) or (
            ours != ours and theirs != theirs
        )
    return bool(ours == theirs)


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=examples(25), deadline=None)
@given(made=records(), weighted=st.booleans())
def test_equals_networkx(name: str, made: Records, weighted: bool) -> None:
    call = CALLS[name]
    ours = outcome(call, made.csr(weighted=weighted))
    theirs = outcome(call, made.plain(weighted=weighted))
    if name == "hits" and isinstance(theirs, tuple):
        assert close(ours, theirs, 1e-6)
    elif name != "hits":
        assert close(ours, theirs), (ours, theirs)


@pytest.mark.parametrize(
    "call",
    [
        lambda g: nx.attribute_assortativity_coefficient(g, "side"),
        nx.degree_assortativity_coefficient,
        lambda g: nx.degree_assortativity_coefficient(g, x="in", y="in", weight="weight"),
        lambda g: nx.degree_pearson_correlation_coefficient(g),
    ],
)
@settings(max_examples=examples(40), deadline=None)
@given(made=records(least=2))
def test_assortativity_equals_networkx_where_it_is_defined(call: Call, made: Records) -> None:
    ours, theirs = outcome(call, made.csr()), outcome(call, made.plain())
    # networkx gives whatever rounding leaves of 0 / 0 where all degrees are the same
    if isinstance(ours, float) and math.isnan(ours):
        assert not isinstance(theirs, float) or math.isnan(theirs) or abs(theirs) > 1 - 1e-6 or theirs == 0
    else:
        assert close(ours, theirs), (ours, theirs)


@given(records())
@example(Records(6, ((0, 1), (1, 1), (2, 0), (3, 1), (4, 1)), (1,) * 5))  # a Krylov method breaks down on it
def test_pagerank_is_a_distribution_and_exact_without_asking(made: Records) -> None:
    ours = nx.pagerank(made.csr())
    exact = nx.pagerank(made.plain(), tol=1e-15, max_iter=10_000)
    assert sum(abs(ours[node] - exact[node]) for node in exact) < 1e-8
    assert not ours or math.isclose(sum(ours.values()), 1)


def test_pagerank_of_a_larger_graph_is_as_exact_without_asking() -> None:
    """Where networkx's own bound, which grows with the graph, would leave an error of 0.002."""
    ends = np.random.default_rng(5).integers(0, 2000, (2, 5000))
    graph = CsrDiGraph.from_edges(2000, *ends)
    plain: nx.DiGraph[int] = nx.DiGraph(list(graph.edges))
    plain.add_nodes_from(graph)
    ours, exact = nx.pagerank(graph), nx.pagerank(plain, tol=1e-16, max_iter=10_000)
    assert sum(abs(ours[node] - exact[node]) for node in exact) < 1e-8


@pytest.mark.parametrize("damping", [-0.1, 1.0, 1.5])
def test_damping_out_of_range(damping: float) -> None:
    with pytest.raises(ValueError, match="damping"):
        walks.pagerank(karate().arrays, damping=damping)


@pytest.mark.parametrize("nodes", [1, 63, 64, 65, 1100])
def test_harmonic_in_batches_equals_one_search_each(nodes: int) -> None:
    random = np.random.default_rng(nodes)
    sources, targets = random.integers(0, nodes, (2, 2 * nodes))
    graph = CsrDiGraph.from_edges(nodes, sources, targets)
    all_at_once = nx.harmonic_centrality(graph)
    for node in range(0, nodes, 97):
        lengths = nx.single_target_shortest_path_length(graph, node)
        assert math.isclose(all_at_once[node], sum(1 / d for d in lengths.values() if d), abs_tol=EXACT)
    some = list(range(0, nodes, 3))
    assert close(nx.harmonic_centrality(graph, nbunch=some), {node: all_at_once[node] for node in some})


def test_hub_rows_fold_like_short_ones() -> None:
    """A node with more neighbours than are folded side by side."""
    star = nx.star_graph(300).to_directed()
    star.add_edge(7, 8)
    assert close(nx.harmonic_centrality(CsrDiGraph.from_networkx(star)), nx.harmonic_centrality(star))


@pytest.mark.parametrize("seed", range(6))
def test_larger_graphs(seed: int) -> None:
    plain = nx.scale_free_graph(400, seed=seed)
    plain = nx.DiGraph(plain)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    ours = CsrDiGraph.from_networkx(plain)
    for name in ("pagerank", "harmonic", "weak", "strong", "core number", "triads", "reciprocity"):
        assert close(CALLS[name](ours), CALLS[name](plain)), name


def bow_tie(core: int, tail: int, *, alone: int) -> nx.DiGraph[int]:
    """A random core, a chain into it, one out of it with a ring at its end, and what stands apart."""
    graph = nx.gnp_random_graph(core, 4 / core, seed=core, directed=True)
    last = core + 2 * tail
    nx.add_path(graph, [*range(core, core + tail), 0])
    nx.add_path(graph, [1, *range(core + tail, last), last - 3])
    nx.add_path(graph, [last, last + 1, last])
    graph.add_nodes_from(range(last + 2, last + 2 + alone))
    return graph


@pytest.mark.parametrize("kind", ["weak", "strong", "number weak", "number strong"])
@pytest.mark.parametrize(("core", "tail", "alone"), [(300, 20, 5), (300, 400, 0), (40, 4, 300)])
def test_components_of_a_bow_tie(kind: str, core: int, tail: int, alone: int) -> None:
    """Where the busiest node's component is most of the graph, and where it is not."""
    plain = bow_tie(core, tail, alone=alone)
    assert CALLS[kind](CsrDiGraph.from_networkx(plain)) == CALLS[kind](plain)


def test_the_largest_component_comes_last() -> None:
    sizes = [
        len(group)
        for group in nx.strongly_connected_components(CsrDiGraph.from_networkx(bow_tie(60, 9, alone=4)))
    ]
    assert sizes[-1] == max(sizes)
    assert sizes[0] > 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_approximate_harmonic_states_its_error(seed: int) -> None:
    plain = nx.DiGraph(nx.scale_free_graph(4000, seed=7))
    plain.add_edges_from((v, u) for u, v in list(plain.edges)[::2])
    graph = CsrDiGraph.from_networkx(plain)
    found = approximate_harmonic(graph.arrays, seed=seed)
    truth = np.array(list(nx.harmonic_centrality(graph).values()))
    known = truth > 0
    off = found.values[known] / truth[known] - 1
    assert np.array_equal(found.values == 0, ~known)
    assert np.allclose(found.values[found.exact], truth[found.exact])
    assert 0 < found.exact.mean() < 1
    rough = ~found.exact[known]
    assert np.sqrt(np.mean(off[rough] ** 2)) < max(2 * found.error, 0.02)
    assert abs(off[rough].mean()) < 2 * found.error
    assert found.error < 0.05


def test_approximation_of_a_small_graph_is_exact() -> None:
    found = approximate_harmonic(karate().arrays)
    assert found.exact.all()
    assert found.error == 0
    assert close(dict(enumerate(found.values.tolist())), nx.harmonic_centrality(karate()))


def test_communities_of_the_karate_club() -> None:
    graph = karate()
    found = communities(graph, weight=None)
    sets = [
        {n for n, c in zip(graph, found.numbers, strict=True) if c == k}
        for k in range(found.numbers.max() + 1)
    ]
    plain = graph.to_networkx()
    assert math.isclose(found.modularity, nx.community.modularity(plain, sets, weight=None), abs_tol=EXACT)
    assert found.modularity > 0.40
    assert [len(group) for group in sets] == sorted((len(group) for group in sets), reverse=True)
    assert np.array_equal(found.numbers, communities(graph, weight=None).numbers)


@given(records())
@settings(max_examples=examples(30), deadline=None)
def test_communities_of_any_graph(made: Records) -> None:
    graph = made.csr()
    found = communities(graph)
    assert len(found.numbers) == len(graph)
    assert set(found.numbers.tolist()) == set(range(len(set(found.numbers.tolist()))))
    assert -1 <= found.modularity <= 1


def test_plain_graphs_convert_when_the_backend_is_named() -> None:
    plain = nx.DiGraph([(0, 1), (1, 2), (2, 0)])
    assert nx.pagerank(plain, backend="trackgraph") == pytest.approx({0: 1 / 3, 1: 1 / 3, 2: 1 / 3})


@pytest.mark.parametrize("name", ["complete_graph", "empty_graph", "no_such_function", "graph__new__"])
def test_generators_are_left_to_networkx(name: str) -> None:
    assert not hasattr(backend, name)


def test_nothing_converts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the graph was converted")

    graph = karate()
    monkeypatch.setattr(backend, "convert_to_nx", refuse)
    monkeypatch.setattr(CsrDiGraph, "to_networkx", refuse)
    for call in (nx.pagerank, nx.harmonic_centrality, nx.reciprocity, nx.betweenness_centrality, nx.hits):
        call(graph)
    assert len(list(nx.weakly_connected_components(graph))) == 1
