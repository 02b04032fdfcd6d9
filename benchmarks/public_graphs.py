"""Published values of public link graphs, computed again from the files when you have them.

    python -m benchmarks.public_graphs polblogs.gml        # political blogs 2004, Adamic and Glance
    python -m benchmarks.public_graphs indiemap.csv        # Indie Map 2017: source, target, links

A file by another name is only described.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.stats import spearmanr

from analysis.csr import CsrDiGraph
from analysis.edge_lists import EdgeListError, read_edge_list, read_gml

PUBLISHED: dict[str, dict[str, float]] = {
    "polblogs": {
        "nodes": 1490,
        "edge records": 19090,
        "edges": 19025,
        "records across groups": 0.0884,
        "largest weak component": 1222,
        "largest strong component": 793,
        "reciprocity": 0.2425,
        "assortativity by group": 0.823,
        "spearman": 0.9624,
    },
    "indiemap": {
        "nodes": 2284,
        "edges": 12262,
        "edge records": 5011718,
        "largest weak component": 1898,
        "largest strong component": 882,
        "spearman": 0.845,
    },
}

LEADERS: dict[str, dict[str, str]] = {
    "polblogs": {
        "PageRank": "dailykos 0.0179, atrios 0.0152, instapundit 0.0126",
        "harmonic": "dailykos 647.3, instapundit 613.9, TPM 606.5",
    },
    "indiemap": {
        "PageRank": "indiewebcamp.com 0.0364, withknown.com 0.0311",
        "harmonic": "indiewebcamp.com 647.95",
    },
}
"""Published as well, to be compared by eye, for the names are written in several ways."""


def main(arguments: list[str] | None = None) -> int:
    """Print what was found beside what was published; 1 where a published value is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.public_graphs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path)
    path: Path = parser.parse_args(arguments).file
    try:
        graph = read_gml(path) if path.suffix == ".gml" else read_edge_list(path)
    except EdgeListError as exc:
        parser.error(str(exc))
    known = next((name for name in PUBLISHED if name in path.name.lower()), "")
    published = PUBLISHED.get(known, {})
    missed = 0
    for name, found in described(graph).items():
        wanted = published.get(name)
        right = wanted is None or abs(found - wanted) <= _rounding(wanted)
        missed += not right
        print(
            f"{name:26} {found:14.4f}   {'' if wanted is None else wanted:>12}   {'' if right else 'MISSED'}"
        )
    for name, ranked in leaders(graph).items():
        print(f"{name}: " + ", ".join(f"{label} {value:.4f}" for label, value in ranked))
        if known:
            print(f"    published: {LEADERS[known][name]}")
    return 1 if missed else 0


def described(graph: CsrDiGraph) -> dict[str, float]:
    """Sizes, components, reciprocity, grouping by the node attribute `value`, agreement of measures."""
    found = {
        "nodes": float(len(graph)),
        "edge records": float(graph.size(weight="weight")),
        "edges": float(graph.number_of_edges()),
        "largest weak component": float(max(map(len, nx.weakly_connected_components(graph)))),
        "largest strong component": float(max(map(len, nx.strongly_connected_components(graph)))),
        "reciprocity": float(nx.overall_reciprocity(graph)),
        "spearman": agreement(graph),
    }
    if "value" in graph.node_columns:
        groups = np.asarray(graph.node_columns["value"])
        across = groups[graph.arrays.sources] != groups[graph.arrays.targets]
        weights = np.asarray(graph.edge_columns["weight"])
        found["records across groups"] = float(weights[across].sum() / weights.sum())
        found["assortativity by group"] = nx.attribute_assortativity_coefficient(graph, "value")
    return found


def agreement(graph: CsrDiGraph) -> float:
    """Spearman's rank correlation of PageRank (unweighted) and harmonic centrality."""
    ranks, harmonic = nx.pagerank(graph, weight=None), nx.harmonic_centrality(graph)
    return float(spearmanr(list(ranks.values()), list(harmonic.values())).statistic)


def leaders(graph: CsrDiGraph, count: int = 3) -> dict[str, list[tuple[str, float]]]:
    """The first nodes by either measure; harmonic centrality as the plain sum."""
    harmonic: dict[str, float] = {str(node): float(v) for node, v in nx.harmonic_centrality(graph).items()}
    measures: dict[str, dict[str, float]] = {
        "PageRank": nx.pagerank(graph, weight=None),
        "harmonic": harmonic,
    }
    return {
        name: sorted(values.items(), key=lambda item: (-item[1], str(item[0])))[:count]
        for name, values in measures.items()
    }


def _rounding(value: float) -> float:
    """Half a unit of the last published digit."""
    text = f"{value:g}"
    return 0.5 * 10.0 ** -len(text.partition(".")[2]) if "." in text else 0.5


if __name__ == "__main__":
    raise SystemExit(main())
