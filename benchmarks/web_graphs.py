"""Seeded power-law web graphs with hosts: what the benchmarks measure on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class WebGraph:
    """Pages by number with their URLs, each page's host by number, and the links (records, repeats kept)."""

    urls: list[str]
    hosts: NDArray[np.int32]
    sources: NDArray[np.int32]
    targets: NDArray[np.int32]


def web_graph(edges: int, *, seed: int = 1) -> WebGraph:
    """A web of `edges` link records over edges / 5 pages on hosts of power-law size.

    Out-degrees and in-degrees follow power laws (exponents 2.7 and 2.1, as Broder et al. 2000 measured them);
    about a fifth of the pages link nowhere; seven links in ten stay on their host.
    """
    random = np.random.default_rng(seed)
    nodes = edges // 5
    hosts = _hosts(nodes, random)
    sources = _sources(nodes, edges, random)
    targets = _ranked(nodes, edges, random)
    targets = random.permutation(nodes)[targets]
    inside = random.random(edges) < 0.7
    targets[inside] = _same_host(hosts, sources[inside], random)
    urls = [f"https://host{host}.example/post/{page}" for page, host in enumerate(hosts.tolist())]
    return WebGraph(urls, hosts, sources, targets.astype(np.int32))


def _hosts(nodes: int, random: np.random.Generator) -> NDArray[np.int32]:
    sizes = np.minimum(random.zipf(1.8, nodes), 5000)
    bounds = np.cumsum(sizes)
    return np.searchsorted(bounds, np.arange(nodes), side="right").astype(np.int32)


def _sources(nodes: int, edges: int, random: np.random.Generator) -> NDArray[np.int32]:
    share = random.pareto(1.7, nodes) + 1
    share[random.random(nodes) < 0.2] = 0
    places = np.searchsorted(np.cumsum(share), random.random(edges) * share.sum())
    return np.asarray(np.minimum(places, nodes - 1), dtype=np.int32)


def _ranked(nodes: int, count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Places 0 … nodes - 1, the i-th with a probability that falls as 1 / (i + 1)."""
    return ((nodes + 1.0) ** random.random(count)).astype(np.int64) - 1


def _same_host(
    hosts: NDArray[np.int32], sources: NDArray[np.int32], random: np.random.Generator
) -> NDArray[np.int32]:
    """For each source a page of its own host, early pages of the host more often (its home, its archive)."""
    bounds = np.searchsorted(hosts, np.arange(int(hosts.max()) + 2))
    begin, end = bounds[hosts[sources]], bounds[hosts[sources] + 1]
    pages: NDArray[np.int32] = (begin + (end - begin) * random.random(len(sources)) ** 2).astype(np.int32)
    return pages
