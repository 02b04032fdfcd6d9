"""networkx's own code of its functions, run on graphs in arrays."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import networkx as nx

from analysis.csr.digraph import CsrDiGraph

_CHANGES_IN_PASSING = {
    "asadpour_atsp",
    "held_karp_ascent",
    "incremental_closeness_centrality",
    "maximum_spanning_arborescence",
    "minimal_branching",
    "minimum_branching",
    "minimum_spanning_arborescence",
    "recursive_simple_cycles",
}
"""Functions that change the graph given to them, though nobody calls them for that."""


def own_code(name: str) -> Callable[..., Any]:
    """The function of that name. Raises AttributeError for what is none, or takes no graph.

    It reads the mapping views of the graph. What they refuse is done on a plain copy: some functions mark or
    enlarge the graph while they work, and some hand it on beside a graph of their own, which networkx refuses
    for two kinds of graphs at once. Both show as a TypeError. Where changing the graph is what a function is
    for, that stays refused.
    """
    registered: dict[str, Any] = vars(nx.utils.backends)["_registered_algorithms"]
    found = registered.get(name)
    if found is None or not found.graphs:
        raise AttributeError(name)
    original: Callable[..., Any] = found.orig_func
    changes = bool(found.mutates_input) and name not in _CHANGES_IN_PASSING

    @functools.wraps(original)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return original(*args, **kwargs)
        except TypeError:
            if changes:
                raise
        return original(*map(_plain, args), **{key: _plain(value) for key, value in kwargs.items()})

    return run


def _plain(value: Any) -> Any:
    return value.to_networkx() if isinstance(value, CsrDiGraph) else value
