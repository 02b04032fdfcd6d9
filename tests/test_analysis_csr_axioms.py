"""The axioms of Boldi and Vigna (Axioms for Centrality, 2014): which measure keeps which.

| measure   | size                  | density | score monotonicity |
| harmonic  | yes                   | yes     | yes                |
| PageRank  | no (all nodes alike)  | yes     | yes                |
| in-degree | no (blind to a cycle) | yes     | yes                |
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_examples import examples
from made_graphs import Records, records

from analysis.authority import harmonic
from analysis.csr import CsrDiGraph

Measure = Callable[[Any], dict[Any, float]]

MEASURES: dict[str, Measure] = {
    "harmonic": nx.harmonic_centrality,
    "pagerank": lambda g: nx.pagerank(g, weight=None, tol=1e-15, max_iter=5000),
    "in-degree": lambda g: dict(g.in_degree()),
}


def clique_and_cycle(clique: int, cycle: int, *, bridged: bool = False) -> CsrDiGraph:
    """Nodes 0 … clique - 1 all cite each other, the rest in a ring; a bridge joins the two."""
    inside = [(u, v) for u in range(clique) for v in range(clique) if u != v]
    ring = [(clique + i, clique + (i + 1) % cycle) for i in range(cycle)]
    bridge = [(0, clique), (clique, 0)] if bridged else []
    ends = np.array(inside + ring + bridge)
    return CsrDiGraph.from_edges(clique + cycle, ends[:, 0], ends[:, 1])


def scores(measure: str, graph: CsrDiGraph, clique: int) -> tuple[float, float]:
    """Of a node of the clique and of one of the cycle."""
    found = MEASURES[measure](graph)
    return found[0], found[clique]


@pytest.mark.parametrize("size", range(3, 6))
def test_size_is_kept_by_harmonic(size: int) -> None:
    small_cycle = clique_and_cycle(size, 3)
    assert scores("harmonic", small_cycle, size)[0] > scores("harmonic", small_cycle, size)[1] or size == 3
    long_cycle = clique_and_cycle(size, 3 ** (size + 1))
    in_clique, in_cycle = scores("harmonic", long_cycle, size)
    assert in_cycle > in_clique
    large_clique = clique_and_cycle(3 * size, size)
    in_clique, in_cycle = scores("harmonic", large_clique, 3 * size)
    assert in_clique > in_cycle


@pytest.mark.parametrize(("clique", "cycle"), [(3, 300), (3, 10), (12, 3)])
def test_size_is_not_kept_by_the_others(clique: int, cycle: int) -> None:
    graph = clique_and_cycle(clique, cycle)
    in_clique, in_cycle = scores("pagerank", graph, clique)
    assert in_clique == pytest.approx(in_cycle, rel=1e-9)
    in_clique, in_cycle = scores("in-degree", graph, clique)
    assert in_clique > in_cycle


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("size", [4, 5, 8, 20])
def test_density(measure: str, size: int) -> None:
    in_clique, in_cycle = scores(measure, clique_and_cycle(size, size, bridged=True), size)
    assert in_clique > in_cycle


def test_harmonic_of_large_blog_graphs_is_near_the_exact_one() -> None:
    plain = nx.DiGraph(nx.scale_free_graph(2100, seed=5))
    graph = CsrDiGraph.from_networkx(plain)
    exact, near = harmonic(graph), harmonic(graph, exact_up_to=2000)
    assert list(near) == list(exact)
    off = [near[node] / value - 1 for node, value in exact.items() if value]
    assert 0 < np.sqrt(np.mean(np.square(off))) < 0.05


@pytest.mark.parametrize("measure", MEASURES)
@settings(max_examples=examples(40), deadline=None)
@given(made=records(least=2), data=st.data())
def test_score_monotonicity(measure: str, made: Records, data: st.DataObject) -> None:
    """A new citation raises the score of the cited node."""
    node = st.integers(0, made.nodes - 1)
    source, target = data.draw(st.tuples(node, node))
    assume(source != target and (source, target) not in made.pairs)
    more = Records(made.nodes, (*made.pairs, (source, target)), (*made.weights, 1))
    before, after = MEASURES[measure](made.csr()), MEASURES[measure](more.csr())
    assert after[f"n{target}"] > before[f"n{target}"]
