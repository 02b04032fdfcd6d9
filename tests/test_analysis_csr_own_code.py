"""networkx's own algorithms on a graph in arrays: all of them run, and none is taken for one of ours."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import networkx as nx
import pytest

from analysis.csr import CsrDiGraph, ReadOnlyGraphError, backend

REGISTERED: dict[str, Any] = vars(nx.utils.backends)["_registered_algorithms"]
NEVER_ENDING = {"cycle_basis", "traveling_salesman_problem"}
"""On directed graphs with loops, in networkx itself."""


def _wants_a_graph_only(name: str) -> bool:
    function = REGISTERED[name]
    if not function.graphs or name in NEVER_ENDING:
        return False
    wanted = [
        parameter.name
        for parameter in inspect.signature(function.orig_func).parameters.values()
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
    ]
    return list(function.graphs) == wanted


def _graph(*, loop: bool) -> nx.DiGraph[str]:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("a", "d"), ("d", "e")])
    nx.set_edge_attributes(graph, 2, "weight")
    graph.add_edges_from([("b", "b")] if loop else [])
    return nx.relabel_nodes(graph, str)


def _outcome(call: Callable[[Any], Any], graph: Any) -> tuple[Any, type[Exception] | None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = call(graph)
            return list(islice(found, 1000)) if isinstance(found, Iterator) else found, None
    except Exception as error:  # noqa: BLE001 whatever it is, it must be the same
        return None, type(error)


@pytest.mark.parametrize("loop", [True, False])
@pytest.mark.parametrize("name", sorted(filter(_wants_a_graph_only, REGISTERED)))
def test_whatever_networkx_computes_of_a_graph_it_computes_of_ours(name: str, loop: bool) -> None:
    plain = _graph(loop=loop)
    ours, edges = CsrDiGraph.from_networkx(plain), set(plain.edges(data="weight"))
    assert _outcome(REGISTERED[name], ours)[1] == _outcome(REGISTERED[name].orig_func, plain)[1]
    assert set(ours.edges(data="weight")) == edges


CALLS: dict[str, Callable[[Any], Any]] = {
    "a graph of its own beside": nx.node_connectivity,
    "the same for edges": nx.edge_connectivity,
    "the same for all pairs": nx.average_node_connectivity,
    "a cut": lambda g: nx.minimum_node_cut(g, "a", "e"),
    "a node more for a while": lambda g: nx.negative_edge_cycle(g),
    "edges marked": lambda g: sorted(nx.minimum_branching(g).edges()),
    "an arborescence": lambda g: sorted(nx.maximum_spanning_arborescence(g).edges()),
    "loops taken out": lambda g: sorted(map(sorted, nx.recursive_simple_cycles(g))),
    "degrees of two sets": lambda g: [dict(found) for found in nx.bipartite.degrees(g, ["a", "b"])],
    "one that changes a copy": lambda g: sorted(nx.stochastic_graph(g).edges(data="weight")),
    "new names": lambda g: sorted(nx.relabel_nodes(g, str.upper).edges()),
}


@pytest.mark.parametrize("loop", [True, False])
@pytest.mark.parametrize("name", CALLS)
def test_equals_networkx(name: str, loop: bool) -> None:
    plain = _graph(loop=loop)
    assert _outcome(CALLS[name], CsrDiGraph.from_networkx(plain)) == _outcome(CALLS[name], plain)
    assert _outcome(CALLS[name], plain)[1] in (None, nx.NetworkXException)


CHANGES: list[Callable[[Any], Any]] = [
    lambda g: nx.set_edge_attributes(g, 1, "weight"),
    lambda g: nx.set_node_attributes(g, 1, "color"),
    lambda g: nx.relabel_nodes(g, str.upper, copy=False),
    lambda g: nx.stochastic_graph(g, copy=False),
    lambda g: nx.directed_edge_swap(g),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_called_to_change_the_graph_is_refused(change: Callable[[Any], Any]) -> None:
    with pytest.raises(ReadOnlyGraphError):
        change(CsrDiGraph.from_networkx(_graph(loop=False)))


def test_a_mistake_of_the_caller_is_told_as_networkx_tells_it() -> None:
    with pytest.raises(TypeError, match="unexpected keyword"):
        nx.node_connectivity(CsrDiGraph.from_networkx(_graph(loop=False)), wrong=1)  # type: ignore[call-arg]


def test_no_helper_is_taken_for_a_function_of_networkx() -> None:
    served = {name for name in vars(backend) if name in REGISTERED}
    assert {vars(backend)[name].__module__ for name in served} == {"analysis.csr.backend"}
    assert served > {"pagerank", "core_number", "triadic_census"}
    parameters = {name: list(inspect.signature(vars(backend)[name]).parameters)[1:] for name in served}
    assert parameters == {
        name: list(inspect.signature(REGISTERED[name].orig_func).parameters)[1:] for name in served
    }
