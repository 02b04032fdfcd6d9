"""Decides: what the harvested facts mean. No network, no drawing.

from analysis import load
corpus = load("trackgraph.db")
corpus.posts, corpus.references      # tables
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.corpus import Corpus, load
    from crawler.errors import TrackgraphError

__all__ = ["Corpus", "TrackgraphError", "load"]


def __getattr__(name: str) -> Any:
    # Late, because networkx imports `analysis.csr_info` while it is itself being imported.
    if name == "TrackgraphError":
        from crawler import errors

        return errors.TrackgraphError
    if name in __all__:
        from analysis import corpus

        return getattr(corpus, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
