"""Random and well-known directed graphs for the tests of the graph rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from analysis.csr import CsrDiGraph


@dataclass(frozen=True, slots=True)
class Records:
    """Records of edges: parallel ones, loops and isolated nodes may be among them."""

    nodes: int
    pairs: tuple[tuple[int, int], ...]
    weights: tuple[int, ...]

    def labels(self) -> list[str]:
        return [f"n{number}" for number in range(self.nodes)]

    def csr(self, *, weighted: bool = True) -> CsrDiGraph:
        ends = np.array(self.pairs, dtype=np.int64).reshape(-1, 2)
        columns: dict[str, Any] | None = (
            {"weight": np.array(self.weights, dtype=np.int64)} if weighted else None
        )
        sides = [("red", "blue", None)[number % 3] for number in range(self.nodes)]
        return CsrDiGraph.from_edges(
            self.labels(), ends[:, 0], ends[:, 1], edge_columns=columns, node_columns={"side": sides}
        )

    def plain(self, *, weighted: bool = True) -> nx.DiGraph[str]:
        """The same graph by networkx's own means, weights of parallel records added up."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        for number, label in enumerate(self.labels()):
            side = ("red", "blue", None)[number % 3]
            graph.add_node(label, **({} if side is None else {"side": side}))
        for (u, v), weight in zip(self.pairs, self.weights, strict=True):
            known = graph.get_edge_data(f"n{u}", f"n{v}", {"weight": 0})["weight"] if weighted else 0
            graph.add_edge(f"n{u}", f"n{v}", **({"weight": known + weight} if weighted else {}))
        return graph


@st.composite
def records(draw: st.DrawFn, *, loops: bool = True, least: int = 0, most: int = 12) -> Records:
    """Records on `least` to `most` nodes, from none at all to several a pair."""
    nodes = draw(st.integers(least, most))
    if not nodes:
        return Records(0, (), ())
    node = st.integers(0, nodes - 1)
    pairs = draw(st.lists(st.tuples(node, node), max_size=4 * nodes))
    kept = tuple(pair for pair in pairs if loops or pair[0] != pair[1])
    weights = draw(st.lists(st.integers(1, 9), min_size=len(kept), max_size=len(kept)))
    return Records(nodes, kept, tuple(weights))


def karate() -> CsrDiGraph:
    """Zachary's karate club, each friendship in both directions; node attribute `club`."""
    return CsrDiGraph.from_networkx(nx.karate_club_graph().to_directed())
