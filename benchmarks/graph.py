"""The graph beside networkx's own and igraph's: build, PageRank, components, harmonic centrality, memory.

    python -m benchmarks.graph                 # 1e5 and 1e6 edges, side by side
    python -m benchmarks.graph --edges 1e7     # ours alone
    python -m benchmarks.graph --harmonic 20   # 20 seeds of the approximation against exact values

One thread, CPU seconds (so that a busy machine counts for less), medians of some repetitions in the same
run; seeded graphs of `benchmarks.web_graphs`.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from statistics import median
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import networkx as nx
import numpy as np

from analysis.csr import CsrDiGraph, components, walks
from analysis.csr.harmonic import harmonic
from analysis.csr.hyperball import approximate_harmonic
from benchmarks.web_graphs import WebGraph, web_graph

SIDE_BY_SIDE = (100_000, 1_000_000)
TOLERANCE = 1e-8


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each measurement."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.graph",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--edges", type=float, help="measure ours alone on so many edges")
    parser.add_argument(
        "--harmonic", type=int, metavar="SEEDS", help="errors of the approximation at 1e6 edges"
    )
    parser.add_argument("--memory", choices=["ours", "networkx"], help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if find_spec("psutil") is None:
        parser.error("psutil is missing: pip install -e '.[benchmarks]'")
    if chosen.memory:
        print(_resident(chosen.memory, int(chosen.edges)))
    elif chosen.harmonic:
        _harmonic(chosen.harmonic)
    elif chosen.edges:
        _alone(int(chosen.edges))
    else:
        for edges in SIDE_BY_SIDE:
            _beside(edges)
    return 0


def ours(web: WebGraph) -> CsrDiGraph:
    """The graph in arrays, ready for look-ups by label and in both directions."""
    graph = CsrDiGraph.from_edges(web.urls, web.sources, web.targets)
    _ = web.urls[0] in graph, graph.arrays.incoming
    return graph


def theirs(web: WebGraph) -> nx.DiGraph[str]:
    """networkx's graph of the same pages and links."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(web.urls)
    urls = web.urls
    graph.add_edges_from(
        (urls[u], urls[v]) for u, v in zip(web.sources.tolist(), web.targets.tolist(), strict=True)
    )
    return graph


def _beside(edges: int) -> None:
    web = web_graph(edges)
    print(f"\n{edges:,} link records, {len(web.urls):,} pages")
    graph, build = timed(lambda: ours(web), 5)
    busiest = web.urls[int(np.argmax(graph.arrays.outgoing.degrees()))]
    calls: dict[str, Callable[[Any], Any]] = {
        "PageRank": lambda g: nx.pagerank(g, tol=TOLERANCE / len(g), max_iter=1000),
        "weak components": lambda g: list(nx.weakly_connected_components(g)),
        "strong components": lambda g: list(nx.strongly_connected_components(g)),
        "reciprocity": nx.overall_reciprocity,
        "distances from one": lambda g: nx.single_source_shortest_path_length(g, busiest),
    }
    # ours first, and alone: the collector would go through networkx's millions of dictionaries meanwhile
    mine = {name: timed(lambda call=call: call(graph), 5)[1] for name, call in calls.items()}  # type: ignore[misc]
    plain, plain_build = timed(lambda: theirs(web), 1)
    _line("build", build, plain_build)
    for name, call in calls.items():
        _line(name, mine[name], timed(lambda call=call: call(plain), 1)[1])  # type: ignore[misc]
    _beside_igraph(graph)
    gc.collect()
    memory = {kind: _child_memory(kind, edges) for kind in ("ours", "networkx")}
    ratio = memory["networkx"] / memory["ours"]
    sizes = f"ours {memory['ours']:8.1f} MB   networkx {memory['networkx']:8.1f} MB"
    print(f"  {'memory':20} {sizes}   {ratio:6.1f} x")
    found, took = timed(lambda: approximate_harmonic(graph.arrays), 1)
    print(f"  {'harmonic, approx.':20} ours {took:8.3f} s    stated error {found.error:.4f}")


def _beside_igraph(graph: CsrDiGraph) -> None:
    try:
        import igraph  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        print("igraph is not installed: PageRank is not compared with it (pip install igraph)")
        return

    ends = np.column_stack([graph.arrays.sources, graph.arrays.targets])
    other = igraph.Graph(n=len(graph), edges=ends, directed=True)
    pairs = []
    for _ in range(5):  # by turns, because a busy machine would else decide the comparison
        values, took = timed(lambda: walks.pagerank(graph.arrays), 1)
        reference, other_took = timed(other.pagerank, 1)
        pairs.append((took, other_took))
    mine, its = (median(times) for times in zip(*pairs, strict=True))
    apart = float(np.abs(values - np.array(reference)).sum())
    times = f"ours {mine:8.3f} s    igraph   {its:8.3f} s"
    print(f"  {'PageRank':20} {times}    {mine / its:6.2f} of it; L1 {apart:.0e}")


def _alone(edges: int) -> None:
    import psutil  # type: ignore[import-untyped]

    web = web_graph(edges)
    hosts, first = np.unique(web.hosts, return_index=True)
    before = psutil.Process().memory_info().rss
    started = time.perf_counter()
    graph, build = timed(lambda: ours(web), 1)
    _, rank = timed(lambda: walks.pagerank(graph.arrays), 1)
    _, weak = timed(lambda: components.component_numbers(graph.arrays, "weak"), 1)
    _, strong = timed(lambda: components.component_numbers(graph.arrays, "strong"), 1)
    homes = np.zeros(len(graph))
    homes[first] = 1.0
    _, reach = timed(lambda: walks.pagerank(graph.arrays, start=homes), 1)
    took = time.perf_counter() - started
    peak = _peak_megabytes()
    print(f"{edges:,} link records, {len(graph):,} pages, {len(hosts):,} hosts")
    print(f"  build {build:.2f} s, PageRank {rank:.2f} s, weak {weak:.2f} s, strong {strong:.2f} s,", end=" ")
    print(f"reach {reach:.2f} s")
    print(f"  together {took:.2f} s; peak {peak:.0f} MB ({before / 2**20:.0f} MB before the build)")


def _harmonic(seeds: int) -> None:
    graph = ours(web_graph(1_000_000))
    sample = np.sort(np.random.default_rng(0).choice(len(graph), 1024, replace=False))
    truth = harmonic(graph.arrays, sample)
    known = truth > 0
    errors, biases = [], []
    for seed in range(seeds):
        found, took = timed(lambda seed=seed: approximate_harmonic(graph.arrays, seed=seed), 1)  # type: ignore[misc]
        off = found.values[sample][known] / truth[known] - 1
        errors.append(float(np.sqrt(np.mean(off**2))))
        biases.append(float(off.mean()))
        measured = f"rms {errors[-1]:.4f}  bias {biases[-1]:+.4f}  stated {found.error:.4f}"
        print(f"  seed {seed:2}  {took:6.2f} s  {measured}", flush=True)
    print(f"  all: rms {np.sqrt(np.mean(np.square(errors))):.4f}, mean bias {np.mean(biases):+.4f}")


def timed(work: Callable[[], Any], times: int) -> tuple[Any, float]:
    """The last result of some repetitions, and the median of the CPU seconds that they took."""
    took, result = [], None
    for _ in range(times):
        result = None
        gc.collect()
        started = time.process_time()
        result = work()
        took.append(time.process_time() - started)
    return result, median(took)


def _line(name: str, mine: float, its: float) -> None:
    print(f"  {name:20} ours {mine:8.3f} s    networkx {its:8.3f} s    {its / mine:6.1f} x", flush=True)


def _child_memory(kind: str, edges: int) -> float:
    """MB that building one graph adds to a process of its own."""
    command = [sys.executable, "-m", "benchmarks.graph", "--memory", kind, "--edges", str(edges)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _resident(kind: str, edges: int) -> float:
    import psutil

    web = web_graph(edges)
    gc.collect()
    before = psutil.Process().memory_info().rss
    graph = ours(web) if kind == "ours" else theirs(web)
    gc.collect()
    held = psutil.Process().memory_info().rss - before
    return held / 2**20 if len(graph) else 0.0


def _peak_megabytes() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
