"""A networkx DiGraph that lives in integer arrays, and the networkx backend that computes on them."""

from analysis.csr.columns import ReadOnlyGraphError
from analysis.csr.digraph import CsrDiGraph

__all__ = ["CsrDiGraph", "ReadOnlyGraphError"]
