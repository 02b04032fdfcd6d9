"""Which rows and columns of each table a reader sees first, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.columns import TABLES, UNDATED, Column
from analysis.summary import Summary
from reports.evidence import COUNTED, Counted
from reports.formats import NUMERIC, Shown, missing, shown

GLANCE: dict[str, tuple[str, ...]] = {
    "posts": (
        "title", "referring_sites", "linkbacks", "clean", "trackbacks", "click_depth", "reach",
        "reach_by_listings", "grade", "published",
    ),
    "blogs": (
        "title", "referring_sites", "referring_sites_180d", "linkbacks", "clean", "posts_known",
        "posts_with_listing", "harmonic", "harmonic_percentile", "pagerank", "pagerank_percentile",
    ),
    "topics": (
        "topic", "posts", "votes", "recent_votes", "hot", "yield", "yield_low", "yield_high",
        "lift", "share_noticed", "half_life",
    ),
    "prospects": (
        "title", "topic", "score", "relevance", "harmonic_percentile", "accepting_share", "listed_share",
        "days_to_listing", "spam_share", "latest",
    ),
    "linkbacks": (
        "source", "target_title", "kinds", "dated", "clean", "spam_reasons", "found", "verdict", "listing",
    ),
    "references": ("source", "target", "accepts", "anchor", "first_date"),
    "sites": ("site", "linkbacks", "clean", "spam", "posts", "blogs", "crawled", "first_date", "last_date"),
}  # fmt: skip
"""Columns that stand first and are shown at once; the others follow, hidden until asked for. A table that is
not named here shows all of its columns."""

LEFT_TO_CSV: dict[str, frozenset[str]] = {
    "posts": frozenset({"url", "blog"}),
    "blogs": frozenset({"url"}),
    "prospects": frozenset({"blog"}),
    "linkbacks": frozenset(
        {
            "target",
            "blog",
            "source_blog",
            "source_post",
            "self",
            "reaction",
            "spam",
            "recent",
            "title",
            "site",
            "author",
            "published",
            "dated_by",
            "convention",
            "moderated",
            "verified_exact",
            "first_run",
            "last_run",
            "gone_run",
        }
    ),
    "sites": frozenset({"name", "url"}),
    "references": frozenset(
        {
            "source_blog",
            "target_blog",
            "listed",
            "found",
            "kinds",
            "self",
            "clean",
            "verdict",
            "rel",
            "last_date",
            "evidence",
        }
    ),
}
"""Columns that the page shows inside another one (an address behind a title) or not at all, to stay small."""

RANKING: dict[str, tuple[tuple[str, bool], ...]] = {
    "posts": (("referring_sites", False), ("clean", False), ("linkbacks", False), ("url", True)),
    "blogs": (("referring_sites", False), ("clean", False), ("harmonic", False), ("url", True)),
    "topics": (("hot", False), ("yield_low", False), ("votes", False), ("topic", True)),
    "prospects": (("active", False), ("score", False), ("blog", True), ("topic", True)),
    "linkbacks": (("clean", False), ("dated", False), ("target", True), ("source", True)),
    "references": (("last_date", False), ("target", True), ("source", True)),
    "sites": (("clean", False), ("linkbacks", False), ("site", True)),
    "months": (("month", False), ("kind", True)),
    "problems": (("count", False), ("what", True), ("reason", True), ("blog", True)),
    "runs": (("run", False),),
}
"""Default order: (column, ascending), ties broken by the name. A table not named keeps its own order."""

NOTES = {
    ("posts", "referring_sites"): "clean ones",
    ("posts", "linkbacks"): "raw",
    ("posts", "reach_by_listings"): "below 0: more readers led away than here",
    ("posts", "reach"): "visits per 1,000 readers",
    ("posts", "grade"): "100: easy to find",
    ("blogs", "linkbacks"): "raw",
    ("topics", "hot"): "over 1: hotter than before",
    ("topics", "yield"): "sites a post",
    ("prospects", "score"): "relevance × percentile",
    ("prospects", "harmonic_percentile"): "authority",
    ("prospects", "listed_share"): "of references",
    ("sites", "linkbacks"): "raw",
}
"""A few words under the title of a column that a reader would else have to look up."""

CAPS = {"posts": 500, "blogs": 1000, "topics": 500, "linkbacks": 1000, "references": 300, "sites": 500}
CAP = 500
"""At most so many rows of a table stand in the page; all of them are in the CSV."""
PACKED = {"posts": 20_000, "linkbacks": 100_000, "references": 20_000, "prospects": 20_000, "edges": 20_000}
"""So many further rows, at most, travel packed in the page: for a number or a table to open."""
_PART = 1000
"""So many rows are made at a time."""
LINKBACKS_OF_ONE_POST = 20
"""So many linkbacks of one post, at most, where not all linkbacks fit in the page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as a table's head shows it."""

    name: str
    title: str
    definition: str
    numeric: bool
    glance: bool
    counted: Counted | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what each column shows, and the untouched record by column name."""

    cells: tuple[Shown, ...]
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of an ordered table, made when asked for: a hundred thousand at once would fill memory."""

    frame: pd.DataFrame
    columns: tuple[Column, ...]

    def __len__(self) -> int:
        return len(self.frame)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self.frame), _PART):
            for record in records(self.frame.iloc[start : start + _PART]):
                yield Row(tuple(shown(record[c.name], c) for c in self.columns), record)


@dataclass(frozen=True, slots=True)
class View:
    """The part of a table that stands in the page: `rows` of `total`, the first glance's columns first;
    `rest` are those that it keeps packed."""

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    rest: Rows
    total: int

    @property
    def capped(self) -> bool:
        """Whether the table has more rows than are shown."""
        return len(self.rows) < self.total

    @property
    def glances(self) -> int:
        """Number of columns shown at once."""
        return sum(heading.glance for heading in self.headings)

    @property
    def file(self) -> str:
        """Path of the CSV with all rows, from the report's folder."""
        return f"tables/{self.name}.csv"


def frame_of(summary: Summary, name: str) -> pd.DataFrame:
    """The table by its name, with the declared columns in the declared order."""
    frame: pd.DataFrame = getattr(summary, name)
    return frame[[column.name for column in TABLES[name]]]


def ranked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows in the table's default order; what is not stated comes last."""
    order = RANKING.get(name)
    if order is None or frame.empty:
        return frame
    by, ascending = [column for column, _ in order], [up for _, up in order]
    return frame.sort_values(by, ascending=ascending, kind="stable", na_position="last", key=_stated)


def _stated(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.mask(column == UNDATED) if column.name == "month" else column


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts of plain values; unlike `itertuples` it keeps names such as `self` and `yield`."""
    names = list(frame.columns)
    return [
        dict(zip(names, row, strict=True)) for row in zip(*(frame[n].tolist() for n in names), strict=True)
    ]


def view(name: str, frame: pd.DataFrame, total: int | None = None) -> View:
    """The first rows of an ordered table as a reader sees them; `total` where the frame is a part already."""
    headings = tuple(
        sorted((_heading(name, c, frame) for c in _glance_first(name)), key=lambda h: not h.glance)
    )
    by_name, cap = {column.name: column for column in TABLES[name]}, CAPS.get(name, CAP)
    columns = tuple(by_name[heading.name] for heading in headings)
    rows = tuple(Rows(frame.head(cap), columns))
    rest = Rows(frame.iloc[cap : cap + PACKED.get(name, 0)], columns)
    return View(name, headings, rows, rest, len(frame) if total is None else total)


def linkbacks_in_page(linkbacks: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """The linkbacks that the page holds, in the order of the posts that list them, so that the posts shown
    have their evidence.

    Rows that the last reading found no more come last of their post. Where not all linkbacks stand in the
    page, those of a post beyond its first ones follow after all others, so that one much-pinged post does not
    crowd out the others.
    """
    place = pd.Series(range(len(posts)), index=posts["url"].astype(object))
    place = place[~place.index.duplicated()]
    # Sorted by what decides alone: a copy of the whole table for each sorting would fill memory.
    keys = linkbacks[[*(name for name, _ in RANKING["linkbacks"]), "gone"]].reset_index(drop=True)
    ordered = ranked("linkbacks", keys)
    ordered = pd.DataFrame(
        {
            "place": ordered["target"].astype(object).map(place).fillna(len(posts)),
            "gone": ordered["gone"].fillna(False).astype(bool),
        }
    ).sort_values(["place", "gone"], kind="stable")
    if len(ordered) > CAPS["linkbacks"]:
        later = ordered.groupby("place").cumcount() >= LINKBACKS_OF_ONE_POST
        ordered = ordered.assign(later=later).sort_values("later", kind="stable")
    return linkbacks.iloc[ordered.index[: CAPS["linkbacks"] + PACKED["linkbacks"]]]


def unclaimed(references: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """References that an author made and no listing shows, within one site left out, with the titles of the
    posts at both ends as `source_title` and `target_title`; the evidence is the citing page."""
    return _with_titles(references[_made_elsewhere(references) & ~references["listed"].fillna(True)], posts)


def unlooked(references: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """The same of those of which nobody can tell whether a listing shows them."""
    return _with_titles(references[_made_elsewhere(references) & references["listed"].isna()], posts)


def _made_elsewhere(references: pd.DataFrame) -> pd.Series[bool]:
    flags = references[["found", "self"]].fillna(False).astype(bool)
    return flags["found"] & ~flags["self"]


def _with_titles(kept: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    titles = posts.drop_duplicates("url").set_index("url")["title"]
    ends = {f"{end}_title": kept[end].map(titles) for end in ("source", "target")}
    return kept.assign(**ends)


def value(record: dict[str, Any], name: str, default: str = "") -> str:
    """A text of a record; `default` where it is missing."""
    found = record[name]
    return default if missing(found) else str(found)


def _glance_first(name: str) -> tuple[Column, ...]:
    first, left = GLANCE.get(name, ()), LEFT_TO_CSV.get(name, frozenset())
    by_name = {column.name: column for column in TABLES[name]}
    others = (c for c in TABLES[name] if c.name not in first and c.name not in left)
    return (*(by_name[n] for n in first), *others)


def _heading(name: str, column: Column, frame: pd.DataFrame) -> Heading:
    return Heading(
        name=column.name,
        title=column.title,
        definition=column.definition,
        numeric=column.dtype in NUMERIC,
        glance=_at_a_glance(name, column.name, frame),
        counted=COUNTED.get(name, {}).get(column.name),
        note=NOTES.get((name, column.name), ""),
    )


def _at_a_glance(name: str, column: str, frame: pd.DataFrame) -> bool:
    """A column in which nothing is stated is not shown at once, but for the first, which names the row."""
    wanted = GLANCE.get(name, (column,))
    if column not in wanted:
        return False
    if name not in GLANCE or column == wanted[0] or frame.empty:
        return True
    values = frame[column]
    return not (values.isna() | values.eq("")).fillna(True).all()
