"""What networkx reads about our backend while it is itself being imported; this module must not import it."""

from __future__ import annotations

from typing import Any


def get_info() -> dict[str, Any]:
    """The backend's self-description in the form that `networkx.backend_info` entry points return."""
    return {
        "backend_name": "trackgraph",
        "project": "trackgraph",
        "package": "analysis.csr",
        "short_summary": "Directed graphs in compressed integer rows, read-only.",
        "functions": {name: {"additional_docs": note} for name, note in _NOTES.items()},
    }


_NOTES = {
    "pagerank": "Converges to an L1 change under 1e-8, or under n * tol where that is stricter.",
    "harmonic_centrality": "Exact. For an approximation call analysis.graph.approximate_harmonic.",
    "triadic_census": "Lists triangles only; open triads are counted from degrees.",
}
