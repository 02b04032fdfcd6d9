"""The page: `index.html`, one file that opens offline by double click and asks nothing of any server."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from analysis.columns import TABLES
from analysis.counts import voices
from analysis.summary import Summary
from reports import cells, formats
from reports.figures import Picture, for_page
from reports.network import EDGES_LISTED, NAME_LENGTH, network
from reports.tables import (
    PACKED,
    Rows,
    View,
    frame_of,
    linkbacks_in_page,
    ranked,
    records,
    unclaimed,
    unlooked,
    view,
)
from reports.totals import opinions, there, totals

NAMED_IN_WORDS = 3
"""So many topics, posts and sites are named in the sentences at the head of the page."""
_BESIDE = (
    "blogs crawled completely",
    "posts fetched",
    "posts accepting linkbacks",
    "sources read as posts",
    "runs",
)
_BESIDE_IF_ANY = (
    "posts inferred",
    "posts unread",
    "sources fetched to check",
    "sources unreachable",
    "sources not looked at",
)
"""Rows of the coverage table that stand under the headline numbers; the second ones where they count any."""
_APART = {
    "topics": ("linkbacks without a date",),
    "posts": ("posts unread", "posts inferred"),
    "blogs": ("blogs failed",),
    "citing": ("linkbacks without a source",),
    "linkbacks": ("sources not looked at", "sources unreachable", "linkbacks gone"),
    "months": ("linkbacks without a date",),
}
"""What concerns one section more than the others stands beside its ranking as well, with what it means."""
_IN_PART = ("linkbacks", "references")
"""The large tables, of which the page shows a part: that alone is put in order."""
_TEMPLATE = "page.html.j2"
_EARLY = 'document.documentElement.classList.add("early")'
"""Runs before the tables are read: long ones show their first rows only until they are turned into pages."""


def write_page(summary: Summary, pictures: tuple[Picture, ...], path: Path, *, home: str = "") -> Path:
    """Write the page of a summary; figures are those of `reports.figures.draw_figures`. It opens with the
    blog chosen whose home page is `home`, with all where that is ""."""
    path.write_text(render(summary, pictures, home=home), encoding="utf-8", newline="\n")
    return path


def render(summary: Summary, pictures: tuple[Picture, ...], *, home: str = "") -> str:
    """The page as text."""
    return _template().render(_context(summary, pictures), home=home)


@cache
def _template() -> Template:
    """Compiled once in a process: that takes longer than to fill it for a small store."""
    environment = Environment(
        loader=PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        amount=formats.amount,
        bare=formats.bare,
        one_line=formats.one_line,
        share="{:.0%}".format,
        known=lambda v: not formats.missing(v),
    )
    return environment.get_template(_TEMPLATE)


def _context(summary: Summary, pictures: tuple[Picture, ...]) -> dict[str, Any]:
    frames = {name: frame_of(summary, name) for name in TABLES}
    frames |= {name: ranked(name, frames[name]) for name in TABLES if name not in _IN_PART}
    views = _views(frames)
    numbers = _numbers(frames, views)
    drawn = network(summary, numbers.blogs)
    made, kept = _rows(views, numbers)
    if rest := _unlooked(frames, views["references"]):
        kept["unlooked"] = packed(cells.table_rows(rest, numbers))
    edges = tuple(cells.edge_rows(drawn.rows, numbers))
    if edges[EDGES_LISTED:]:
        kept["edges"] = packed(edges[EDGES_LISTED:])
    return {
        "summary": summary,
        "views": views,
        "rows": made,
        "packed": kept,
        "definitions": TABLES,
        "answers": _answers(frames),
        "totals": totals(frames),
        "settings": opinions(summary.options),
        "failed": (failed := _failed(frames["blogs"])),
        "unfinished": _unfinished(frames["blogs"], {blog["url"] for blog in failed}),
        "named": NAMED_IN_WORDS,
        "runs": [{**run, "place": place} for place, run in enumerate(records(frames["runs"]))],
        "coverage": _grouped(_coverage(records(frames["coverage"]), summary.complete)),
        "coverage_apart": _coverage_apart(records(frames["coverage"])),
        "topic_numbers": numbers.topics,
        "blogs": _choices(views["blogs"], numbers),
        "blog_titles": dict(zip(frames["blogs"]["url"], frames["blogs"]["title"], strict=True)),
        "figures": {picture.name: (picture, Markup(for_page(picture))) for picture in pictures},
        "network": drawn,
        "name_length": NAME_LENGTH,
        "edge_rows": edges[:EDGES_LISTED],
        "link": cells.link,
        "language": formats.language_tag,
        **_parts(),
    }


def _rows(
    views: dict[str, View], numbers: cells.Numbers
) -> tuple[dict[str, tuple[Markup, ...]], dict[str, str]]:
    """By table, the rows that stand in the page and, where there are more, those that it keeps packed."""
    made = {name: cells.table_rows(shown, numbers) for name, shown in views.items()}
    rows = {name: tuple(islice(found, len(views[name].rows))) for name, found in made.items()}
    return rows, {name: packed(found) for name, found in made.items() if views[name].rest}


def packed(rows: Iterable[str]) -> str:
    """Rows, one a line, compressed (zlib) and in base64: browsers unpack that by themselves."""
    packer = zlib.compressobj(9)
    lines = (row.replace("\n", " ") for row in rows)
    parts = [packer.compress(f"\n{line}".encode() if n else line.encode()) for n, line in enumerate(lines)]
    return base64.b64encode(b"".join(parts) + packer.flush()).decode()


def _views(frames: dict[str, pd.DataFrame]) -> dict[str, View]:
    evidence = linkbacks_in_page(frames["linkbacks"], frames["posts"])
    open_references = unclaimed(frames["references"], frames["posts"])
    return {
        **{name: view(name, frames[name]) for name in TABLES if name not in _IN_PART},
        "linkbacks": view("linkbacks", _told(evidence, frames["posts"]), len(frames["linkbacks"])),
        "references": view("references", ranked("references", open_references)),
    }


def _unlooked(frames: dict[str, pd.DataFrame], beside: View) -> View | None:
    """References that stand in no table, in the columns of those that do: numbers count them all the same."""
    found = unlooked(frames["references"], frames["posts"]).head(PACKED["references"])
    return replace(beside, rows=(), rest=Rows(found, beside.rest.columns)) if len(found) else None


def _told(linkbacks: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """Linkbacks with all that `linkback_marks` asks of them."""
    old = posts["url"][posts["old_open"].fillna(False)]
    return linkbacks.assign(voice=voices(linkbacks), old_open=linkbacks["target"].isin(old))


def _numbers(frames: dict[str, pd.DataFrame], views: dict[str, View]) -> cells.Numbers:
    posts, topics = _places(frames["posts"]["url"]), _places(frames["topics"]["topic"])
    topics = {name: place for name, place in topics.items() if place < len(views["topics"].rows)}
    targets = {str(row.record["target"]) for row in views["linkbacks"].rows}
    tagged = zip(frames["posts"]["url"], frames["posts"]["topics"], strict=True)
    return cells.Numbers(
        posts=posts,
        blogs=_places(frames["blogs"]["url"]),
        sites=_places(frames["sites"]["site"]),
        topics=topics,
        post_topics={
            str(url): " ".join(str(topics[name]) for name in str(names).split("; ") if name in topics)
            for url, names in tagged
        },
        evident=frozenset(number for url, number in posts.items() if url in targets),
    )


def _places(names: pd.Series[Any]) -> dict[str, int]:
    """Places in a ranked table by name; a name that two rows share leads to none of them."""
    places = {str(name): place for place, name in enumerate(names)}
    for name in names[names.duplicated()]:
        places.pop(str(name), None)
    return places


def _answers(frames: dict[str, pd.DataFrame]) -> dict[str, list[Any]]:
    """The rows that the sentences at the head of the page name."""
    topics, posts = frames["topics"], frames["posts"]
    yielding = topics[topics["votes"] > 0].sort_values("yield_low", ascending=False, kind="stable")
    helped = there(posts).sort_values("reach_by_listings", ascending=False, kind="stable")
    return {
        "yielding": _first(yielding),
        "alike": _first(_alike(topics)),
        "hot": _first(topics[topics["hot"] > 1]),
        "judged": _first(topics[topics["hot"].notna()]),
        "young": _first(topics[_is_new(topics)].sort_values("recent_votes", ascending=False, kind="stable")),
        "noticed": _first(posts[posts["clean"] > 0]),
        "helped": _first(helped[helped["reach_by_listings"] > 0]),
        "citing": _first(frames["sites"][frames["sites"]["clean"] > 0]),
        "cited": records(_cited_most(frames["blogs"])),
        "new": _first(_new(frames)),
        "hosts": _first(_hosts(frames["prospects"])),
        "signs": _signs(frames["linkbacks"]),
    }


def _alike(topics: pd.DataFrame) -> pd.DataFrame:
    """The topics with the most votes, where yields tell no topic from another: the surest one may draw as few
    as the estimate of the last, or there is no other. None where a topic stands out."""
    told_apart = len(topics) > 1 and not topics["yield_low"].max() <= topics["yield"].min()
    voted: pd.DataFrame = topics[(topics["votes"] > 0) & (not told_apart)]
    return voted.sort_values(["votes", "posts", "topic"], ascending=[False, True, True], kind="stable")


def _is_new(topics: pd.DataFrame) -> pd.Series[bool]:
    """Topics with recent votes and nothing from before the window, which are not called hot."""
    return (topics["recent_votes"] > 0) & (topics["earlier_votes"] + topics["earlier_posts"] == 0)


def _new(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Clean linkbacks that the last run saw first, the latest first; none where it was the only one."""
    runs, linkbacks = frames["runs"]["run"], frames["linkbacks"]
    if len(runs) < 2:
        return linkbacks.head(0)
    new: pd.DataFrame = linkbacks[(linkbacks["first_run"] == runs.max()) & linkbacks["clean"].fillna(False)]
    new = ranked("linkbacks", new)
    # A pingback names no site: then it is called as in the table of sites.
    names = frames["sites"].drop_duplicates("site").set_index("site")["name"]
    named = new["site"].fillna("") != ""
    return new.assign(site=new["site"].where(named, new["source_site"].map(names)).fillna(""))


def _hosts(prospects: pd.DataFrame) -> pd.DataFrame:
    """Of each blog that still writes the topic under which it ranks best."""
    return prospects[prospects["active"].fillna(True).astype(bool)].drop_duplicates("blog")


def _signs(linkbacks: pd.DataFrame) -> list[tuple[str, int]]:
    """The most frequent reasons among what is listed and judged spam, in words, with how often they stand."""
    judged = linkbacks["spam"].fillna(False) & ~linkbacks["gone"].fillna(False)
    named = linkbacks["spam_reasons"][judged].str.findall(formats.SIGN).explode().dropna().str[-1]
    times = named.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [
        (formats.sign_name(str(sign)), int(number)) for sign, number in times.head(NAMED_IN_WORDS).items()
    ]


def _cited_most(blogs: pd.DataFrame) -> pd.DataFrame:
    """The blogs that the most sites cite; none where more than a sentence can name are cited alike."""
    sites = blogs["referring_sites"]
    most: pd.DataFrame = blogs[(sites > 0) & (sites == sites.max())]
    return most if len(most) <= NAMED_IN_WORDS else most.head(0)


def _coverage(rows: list[dict[str, Any]], complete: bool) -> list[dict[str, Any]]:
    """What stands under the headline numbers; the first rows where the table names none of it. That a crawl
    is complete has said already that all of its blogs are."""
    named = [row for row in rows if _stands_beside(row)] or rows[:NAMED_IN_WORDS]
    told = [row for row in named if row["what"] == "blogs crawled completely" and row["count"] == row["of"]]
    return [row for row in named if not complete or row not in told]


def _grouped(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows of one subject ("posts fetched", "posts inferred") side by side, as `label`, `count` and `of`: the
    subject, and out of how many, is not said again where the row before has said it."""
    groups: list[list[dict[str, Any]]] = []
    for before, row in zip([{"what": "", "of": None}, *rows], rows, strict=False):
        (subject, _, rest), same = row["what"].partition(" "), before["what"].split(" ")[0]
        further = bool(rest) and subject == same
        told_of = [one["of"] for one in (before, row) if not formats.missing(one["of"])]
        known = further and len(told_of) == 2 and told_of[0] == told_of[1]
        told = {"label": rest if further else row["what"], "count": row["count"]}
        if not further:
            groups.append([])
        groups[-1].append({**told, "of": None if known else row["of"]})
    return groups


def _stands_beside(row: dict[str, Any]) -> bool:
    out_of_none = not formats.missing(row["of"]) and row["of"] == 0
    if row["what"] in _BESIDE:
        return not out_of_none
    return row["what"] in _BESIDE_IF_ANY and bool(row["count"] > 0)


def _coverage_apart(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        section: [row for row in rows if row["what"] in names and row["count"]]
        for section, names in _APART.items()
    }


def _first(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return records(frame.head(NAMED_IN_WORDS))


def _failed(blogs: pd.DataFrame) -> list[dict[str, str]]:
    """Blogs that did not answer, at first or any more, each with the reason in words."""
    stated = zip(blogs["url"], blogs["state"].astype(str).str.partition(": ").to_numpy(), strict=True)
    return [
        {"url": str(url), "reason": _why(str(reason or state), str(url))}
        for url, (state, _, reason) in stated
        if state in ("failed", "stopped")
    ]


def _unfinished(blogs: pd.DataFrame, failed: set[str]) -> list[str]:
    """Addresses of the other blogs that were not crawled to the end."""
    whole = blogs["complete"].fillna(False).astype(bool)
    return [str(url) for url in blogs["url"][~whole] if url not in failed]


def _why(reason: str, url: str) -> str:
    """A reason as it stands behind the blog's address: without that address, which it ends with else."""
    return reason.removeprefix("cannot be crawled: ").removesuffix(f" ({url})")


@dataclass(frozen=True, slots=True)
class Choice:
    """A blog that a reader may choose."""

    number: int
    label: str
    home: str


def _choices(blogs: View, numbers: cells.Numbers) -> list[Choice]:
    found = [
        Choice(
            numbers.blogs[str(record["url"])],
            formats.one_line(str(record["title"]), 60) or formats.bare(record["url"]),
            str(record["url"]),
        )
        for record in (row.record for row in blogs.rows)
        if str(record["url"]) in numbers.blogs
    ]
    return sorted(found, key=lambda choice: (choice.label.casefold(), choice.number))


def _parts() -> dict[str, Markup | str]:
    """Style and script of our own, and the DataTables bundle that the itables package carries."""
    own = files("reports") / "templates"
    bundle = (files("itables") / "html" / "dt_bundle.js").read_text(encoding="utf-8")
    script = _script(sorted((own / "script").iterdir(), key=lambda part: part.name))
    return {
        "style": Markup((own / "page.css").read_text(encoding="utf-8")),
        "script": Markup(script),
        "early": Markup(_EARLY),
        "hashes": Markup(" ").join(Markup("'sha256-{}'").format(_digest(text)) for text in (_EARLY, script)),
        "bundle": Markup(_as_script_data(bundle)),
    }


def _script(parts: Iterable[Traversable]) -> str:
    """The page's own script: its parts in the order of their names, as one function."""
    text = "".join(part.read_text(encoding="utf-8") for part in parts if part.name.endswith(".js"))
    return f'(() => {{\n"use strict";\n{text}}})();\n'


def _digest(script: str) -> str:
    """The hash by which the page's own policy lets exactly this script run, and no other."""
    return base64.b64encode(sha256(script.encode()).digest()).decode()


def _as_script_data(text: str) -> str:
    """JavaScript as the content of a script element: nothing in it ends the element or opens a comment."""
    return text.replace("</script", r"<\/script").replace("<!--", r"<\!--")
