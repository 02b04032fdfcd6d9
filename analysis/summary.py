"""All of the analysis of one store, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import pandas as pd

from analysis.columns import TABLES
from analysis.tables import empty


@dataclass(frozen=True, slots=True)
class Summary:
    """What the reports show. Each table has the columns of `analysis.columns.TABLES`, also when it is empty.

    `title` says what was crawled, `as_of` is the end of the last run (ISO 8601), `complete` whether the crawl
    of every blog finished. `post_graph` and `blog_graph` are the reference graphs, citing -> cited. Empty
    cells of "string" columns are "", of other columns NA or NaN.
    """

    title: str
    as_of: str
    complete: bool
    posts: pd.DataFrame
    blogs: pd.DataFrame
    topics: pd.DataFrame
    linkbacks: pd.DataFrame
    references: pd.DataFrame
    sites: pd.DataFrame
    months: pd.DataFrame
    coverage: pd.DataFrame
    problems: pd.DataFrame
    runs: pd.DataFrame
    post_graph: nx.DiGraph[Any]
    blog_graph: nx.DiGraph[Any]


def empty_summary() -> Summary:
    """The summary of a store in which nothing was crawled: every table with its columns and without rows."""
    tables: dict[str, Any] = {name: empty(name) for name in TABLES}
    graphs: dict[str, Any] = {"post_graph": nx.DiGraph(), "blog_graph": nx.DiGraph()}
    return Summary(title="Empty store", as_of="", complete=False, **tables, **graphs)
