"""The graph in arrays is the graph that networkx would have built, and refuses to be changed."""

from __future__ import annotations

import copy
import io
import pickle
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from made_graphs import Records, records

from analysis.csr import CsrDiGraph, ReadOnlyGraphError

TRIANGLE = CsrDiGraph.from_edges(
    ["a", "b", "c", "d"],
    [0, 1, 2, 0],
    [1, 2, 0, 1],
    edge_columns={"weight": [1.0, 2.0, 3.0, 4.0], "kind": ["ping", "track", None, "later"]},
    node_columns={"title": ["A", "B", None, "D"]},
)
"""a -> b twice, b -> c, c -> a; d alone."""


def equal(left: nx.DiGraph[Any], right: nx.DiGraph[Any]) -> bool:
    return bool(nx.utils.graphs_equal(left, right))


@given(records())
def test_is_the_graph_of_networkx(made: Records) -> None:
    ours, plain = made.csr(), made.plain()
    assert equal(ours, plain)
    assert equal(plain, ours)
    assert ours.number_of_nodes() == plain.number_of_nodes()
    assert ours.number_of_edges() == plain.number_of_edges()
    assert {u: dict(row) for u, row in ours.pred.items()} == {u: dict(row) for u, row in plain.pred.items()}
    assert set(ours.edges) == set(plain.edges)
    assert sorted(ours.edges(data="weight")) == sorted(plain.edges(data="weight"))
    assert dict(ours.nodes(data=True)) == dict(plain.nodes(data=True))


@given(records())
def test_degrees(made: Records) -> None:
    ours, plain = made.csr(), made.plain()
    for name in ("degree", "in_degree", "out_degree"):
        view, expected = getattr(ours, name), getattr(plain, name)
        assert dict(view) == dict(expected)
        assert dict(view(weight="weight")) == dict(expected(weight="weight"))
        assert dict(view(["n0", "n1", "elsewhere"])) == dict(expected(["n0", "n1", "elsewhere"]))
        assert all(view[node] == expected[node] for node in plain)
    assert ours.size(weight="weight") == plain.size(weight="weight")


@given(records())
def test_derived_graphs_are_plain_and_equal(made: Records) -> None:
    ours, plain = made.csr(), made.plain()
    some = [node for node in plain if node != "n0"]
    derived: list[Callable[[Any], Any]] = [
        lambda g: g.copy(),
        lambda g: g.reverse(),
        lambda g: g.reverse(copy=False),
        lambda g: g.to_undirected(),
        lambda g: g.to_undirected(reciprocal=True),
        lambda g: g.to_undirected(as_view=True),
        lambda g: g.subgraph(some),
        lambda g: g.subgraph(some).copy(),
        lambda g: g.edge_subgraph(sorted(g.edges)[:3]),
        lambda g: nx.DiGraph(g),
        copy.deepcopy,
    ]
    for derive in derived:
        assert equal(derive(ours), derive(plain))
    assert type(ours.copy()) is nx.DiGraph
    assert type(ours.to_networkx()) is nx.DiGraph
    assert equal(ours.to_networkx(), plain)


@given(records())
def test_there_and_back(made: Records) -> None:
    plain = made.plain()
    assert equal(CsrDiGraph.from_networkx(plain), plain)
    pickled = pickle.loads(pickle.dumps(made.csr()))
    assert type(pickled) is CsrDiGraph
    assert equal(pickled, plain)


def test_parallel_records_add_their_weights_and_keep_the_first_of_all_else() -> None:
    assert TRIANGLE.number_of_edges() == 3
    assert TRIANGLE["a"]["b"] == {"weight": 5.0, "kind": "ping"}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([1, None, 2], [3, None]),
        ([1, None, None], [1, None]),
        ([None, 5, None], [None, 5]),
        ([None, None, None], [None, None]),
        ([0.5, None, 2], [2.5, None]),
        ([0.5, 1, None], [0.5, 1]),
        ([1, float("nan"), 2], [3, None]),
    ],
)
def test_weights_may_be_missing(weights: list[Any], expected: list[Any]) -> None:
    graph = CsrDiGraph.from_edges(["a", "b", "c"], [0, 1, 0], [1, 2, 1], edge_columns={"weight": weights})
    assert [weight for _, _, weight in graph.edges(data="weight")] == expected
    assert nx.pagerank(graph) == pytest.approx(nx.pagerank(graph.to_networkx()), abs=1e-5)


@pytest.mark.parametrize("weights", [[], None])
def test_no_edges_have_no_weights(weights: Any) -> None:
    columns = None if weights is None else {"weight": weights}
    graph = CsrDiGraph.from_edges(["a", "b"], [], [], edge_columns=columns)
    assert nx.pagerank(graph) == {"a": 0.5, "b": 0.5}


def test_missing_values_are_no_attributes() -> None:
    assert TRIANGLE["c"]["a"] == {"weight": 3.0}
    assert TRIANGLE.nodes["c"] == {}
    assert TRIANGLE.nodes["a"] == {"title": "A"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], [1, 2]),
        (np.array([True, False]), [True, False]),
        (pd.Series([1, None], dtype="Int64"), [1, None]),
        (pd.Series(["x", None], dtype="string"), ["x", None]),
        (pd.Categorical(["x", None]), ["x", None]),
        (pd.Series([1.5, float("nan")]), [1.5, None]),
        (["x", 3], ["x", 3]),
        ([None, (1, 2)], [None, (1, 2)]),
    ],
)
def test_columns_of_any_array(values: Any, expected: list[Any]) -> None:
    graph = CsrDiGraph.from_edges(2, [0, 1], [1, 0], edge_columns={"value": values})
    assert [graph[u][v].get("value") for u, v in ((0, 1), (1, 0))] == expected
    assert [data.get("value") for _, _, data in graph.edges(data=True)] == expected


def test_attributes_are_plain_python_values() -> None:
    graph = CsrDiGraph.from_edges(2, [0], [1], edge_columns={"a": np.array([1], np.int32), "b": np.ones(1)})
    assert [type(value) for value in graph[0][1].values()] == [int, float]


@pytest.mark.parametrize("label", ["z", None, 3, ("a", "b"), ["a"], {}, frozenset("a")])
def test_what_is_not_in_it(label: Any) -> None:
    assert label not in TRIANGLE
    assert not TRIANGLE.has_node(label)


@pytest.mark.parametrize("label", [-1, 3, 1.0, "1", None, [1]])
def test_what_is_not_in_a_graph_of_numbers(label: Any) -> None:
    assert label not in CsrDiGraph.from_edges(3, [0], [1])


@pytest.mark.parametrize(("u", "v"), [("a", "c"), ("b", "a"), ("d", "a"), ("a", "z"), ("z", "a")])
def test_edges_that_are_not_there(u: str, v: str) -> None:
    assert not TRIANGLE.has_edge(u, v)
    assert TRIANGLE.number_of_edges(u, v) == 0
    with pytest.raises(KeyError):
        TRIANGLE.edges[u, v]


@pytest.mark.parametrize(
    "change",
    [
        lambda g: g.add_node("x"),
        lambda g: g.add_nodes_from(["x"]),
        lambda g: g.remove_node("a"),
        lambda g: g.remove_nodes_from(["a"]),
        lambda g: g.add_edge("a", "c"),
        lambda g: g.add_edges_from([("a", "c")]),
        lambda g: g.add_weighted_edges_from([("a", "c", 1)]),
        lambda g: g.remove_edge("a", "b"),
        lambda g: g.remove_edges_from([("a", "b")]),
        lambda g: g.update(edges=[("a", "c")]),
        lambda g: g.clear(),
        lambda g: g.clear_edges(),
        lambda g: g["a"]["b"].update(weight=2),
        lambda g: g.edges["a", "b"].__setitem__("weight", 2),
        lambda g: g.nodes["a"].pop("title"),
        lambda g: g.nodes["a"].__delitem__("title"),
        lambda g: nx.set_node_attributes(g, {"a": 1}, "x"),
        lambda g: nx.set_edge_attributes(g, {("a", "b"): 1}, "x"),
        lambda g: nx.add_path(g, ["a", "c"]),
        lambda g: nx.relabel_nodes(g, {"a": "x"}, copy=False),
    ],
)
def test_every_change_is_refused_with_a_word(change: Callable[[Any], Any]) -> None:
    before = TRIANGLE.to_networkx()
    with pytest.raises(ReadOnlyGraphError, match=r"read-only; G\.to_networkx\(\) gives a copy"):
        change(TRIANGLE)
    assert equal(TRIANGLE, before)


def test_arrays_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        TRIANGLE.arrays.targets[0] = 1


def test_a_copy_can_be_changed() -> None:
    mutable = TRIANGLE.to_networkx()
    mutable.add_edge("a", "d", weight=1)
    mutable["a"]["b"]["weight"] = 7
    assert TRIANGLE["a"]["b"]["weight"] == 5.0
    assert not TRIANGLE.has_edge("a", "d")


@pytest.mark.parametrize(
    ("labels", "sources", "targets", "columns", "message"),
    [
        (["a"], [0], [1], None, r"node ids must lie in 0 … 0"),
        (["a"], [-1], [0], None, "node ids must lie"),
        (["a"], [0, 0], [0], None, "equally long"),
        (["a"], [[0]], [[0]], None, "flat"),
        (["a", "b"], [0], [1], {"x": [1, 2]}, "column 'x' has 2 values, not 1"),
    ],
)
def test_what_cannot_be_a_graph(labels: Any, sources: Any, targets: Any, columns: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        CsrDiGraph.from_edges(labels, sources, targets, edge_columns=columns)


def test_repeated_labels_are_an_error_when_looked_up() -> None:
    with pytest.raises(ValueError, match="1 node labels are repeated"):
        CsrDiGraph.from_edges(["a", "a"], [0], [1]).has_node("a")


@pytest.mark.parametrize("pairs", [[(1, 0), (0, 1)], [(0, 1), (0, 1)]])
def test_distinct_edges_must_be_distinct_and_sorted(pairs: list[tuple[int, int]]) -> None:
    ends = np.array(pairs)
    with pytest.raises(ValueError, match="distinct and sorted"):
        CsrDiGraph.from_distinct(2, ends[:, 0], ends[:, 1])


@pytest.mark.parametrize("graph", [nx.Graph([(0, 1)]), nx.MultiDiGraph([(0, 1)])])
def test_other_kinds_of_graph_do_not_convert(graph: Any) -> None:
    with pytest.raises(NotImplementedError, match="only simple directed graphs"):
        CsrDiGraph.from_networkx(graph)


def test_called_without_arguments_the_class_gives_a_plain_graph() -> None:
    assert type(CsrDiGraph()) is nx.DiGraph
    assert type(TRIANGLE.__class__()) is nx.DiGraph


@pytest.mark.parametrize(
    ("write", "read"), [(nx.write_gexf, nx.read_gexf), (nx.write_graphml, nx.read_graphml)]
)
def test_networkx_writers(write: Callable[..., Any], read: Callable[..., Any]) -> None:
    held = io.BytesIO()
    write(TRIANGLE, held)
    held.seek(0)
    found = read(held)
    assert {(u, v): data["weight"] for u, v, data in found.edges(data=True)} == {
        ("a", "b"): 5.0,
        ("b", "c"): 2.0,
        ("c", "a"): 3.0,
    }


def test_packing_of_many_records_keeps_their_order() -> None:
    """Node counts at which source, target and record number do not fit one integer take another way."""
    nodes, random = 1 << 24, np.random.default_rng(3)
    sources, targets = random.integers(0, nodes, (2, 40_000)) // (1 << 16)
    sources, targets = sources.astype(np.int32), targets.astype(np.int32)
    numbers = np.arange(len(sources))
    small = CsrDiGraph.from_edges(256, sources, targets, edge_columns={"at": numbers})
    large = CsrDiGraph.from_edges(nodes, sources, targets, edge_columns={"at": numbers})
    assert np.array_equal(small.edge_columns["at"], large.edge_columns["at"])
    assert np.array_equal(small.arrays.targets, large.arrays.targets)
