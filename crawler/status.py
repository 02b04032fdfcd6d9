"""The state of a store, for people and as the manifests of its runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Column, Table

from crawler.engine.display import short_address
from crawler.store import open_store, runs
from crawler.store.states import BlogState, StoreState, state_of

MOST_NOTES = 20
"""Lines below a table."""
_WIDE = 100
"""Columns of a terminal in which each blog is told with what found its posts."""
LONGEST_EXAMPLE = 300
"""Characters of an address that stands as an example; --json has it whole."""
_COUNTS: dict[str, Callable[[BlogState], int]] = {
    "posts": attrgetter("posts"),
    "read": attrgetter("read"),
    "inferred": attrgetter("inferred"),
    "unread": attrgetter("unread"),
    "gone": attrgetter("gone"),
    "left": attrgetter("waiting"),
    "failed": attrgetter("failed"),
}
_ALWAYS = ("posts", "read")
MOST_RUNS = 10
"""Runs that are shown, the last ones."""
MOST_BLOGS = 40
"""Blogs that are shown one by one; of more, those with problems or work left come first."""


def read_status(store: str | Path) -> StoreState:
    """The state of the store at a path or URL. Raises StoreError."""
    with open_store(store) as kept:
        return state_of(kept)


def manifest(store: str | Path) -> list[dict[str, Any]]:
    """The manifests of all runs, first to last: version, settings, seeds, robots decisions, counts, skips."""
    with open_store(store) as kept:
        return runs.manifests(kept)


def show_status(state: StoreState, console: Console) -> None:
    """Print the state: runs, blogs, what is left, errors and skips by name with an example."""
    if not state.runs:
        console.print(f"{state.name}: nothing was crawled yet.", markup=False)
        return
    earlier = len(state.runs) - MOST_RUNS
    if earlier > 0:
        console.print(f"{earlier} earlier {'run' if earlier == 1 else 'runs'}; all of them with --json")
    console.print(_runs(state))
    console.print(_blogs(state, wide=console.width >= _WIDE), markup=False)
    hidden = len(state.blogs) - MOST_BLOGS
    if hidden > 0:
        console.print(f"… and {hidden} more blogs; all of them with --json")
    print_notes(console, [(one.home, note) for one in _by_need(state.blogs) if (note := _note(one))])
    console.print(f"\nLeft to fetch: {state.left}")
    if not state.problems:
        console.print("No errors and no skips in the last run.")
        return
    console.print(_problems(state), markup=False)
    examples = [
        (f"{one.what} {one.reason}", f"such as {_cut(one.example)}") for one in state.problems if one.example
    ]
    print_notes(console, examples)


def _cut(address: str) -> str:
    return address if len(address) <= LONGEST_EXAMPLE else f"{address[:LONGEST_EXAMPLE]}…"


def print_notes(console: Console, notes: Sequence[tuple[str, str]]) -> None:
    """Print "name: note", one a line, unwrapped: an address in it can be copied. Long lists are cut."""
    for name, note in notes[:MOST_NOTES]:
        console.print(f"{name}: {note}", soft_wrap=True, markup=False)
    if len(notes) > MOST_NOTES:
        console.print(f"… and {len(notes) - MOST_NOTES} more")


def _runs(state: StoreState) -> Table:
    numbers = (Column(name, justify="right") for name in ("seeds", "requests"))
    table = Table("run", "started", "took", "state", *numbers, box=None, pad_edge=False)
    for one in state.runs[-MOST_RUNS:]:
        took = str(timedelta(seconds=one.finished - one.started)) if one.finished is not None else "-"
        started = datetime.fromtimestamp(one.started, UTC).strftime("%Y-%m-%d %H:%M")
        table.add_row(str(one.run), started, took, one.state, str(one.seeds), str(one.requests))
    return table


def _blogs(state: StoreState, *, wide: bool) -> Table:
    # On a narrow terminal the addresses need the room that columns of zeros would take.
    always = _COUNTS if wide else _ALWAYS
    told = [name for name, count in _COUNTS.items() if name in always or any(map(count, state.blogs))]
    numbers = [Column(name, justify="right", no_wrap=True) for name in told]
    ways = [Column("found by")] if wide else []
    blog, condition = Column("blog", overflow="fold"), Column("state", no_wrap=True)
    table = Table(blog, condition, *numbers, *ways, box=None, pad_edge=False, collapse_padding=not wide)
    for one in _by_need(state.blogs)[:MOST_BLOGS]:
        cells = (short_address(one.home), one.state, *(str(_COUNTS[name](one)) for name in told), one.ways)
        table.add_row(*cells[: len(table.columns)])
    return table


def _by_need(blogs: Sequence[BlogState]) -> list[BlogState]:
    """Those that are not finished first, then those of which something failed, and seeds without posts."""
    return sorted(blogs, key=lambda one: (one.state == "finished", not one.failed, not _is_empty(one)))


def _is_empty(blog: BlogState) -> bool:
    """Whether the user named a blog that has no posts; that others cite what is none is no mistake."""
    return blog.state == "finished" and not blog.posts and not blog.hops


def _note(blog: BlogState) -> str:
    notes = [blog.reason.removesuffix(f" ({blog.home})")] if blog.reason else []
    if blog.crawl_delay and blog.applied_delay is not None:
        cut = "" if blog.applied_delay >= blog.crawl_delay else f", cut to {blog.applied_delay:g} s"
        notes.append(f"Crawl-delay {blog.crawl_delay:g} s{cut}")
    if _is_empty(blog):
        notes.append("no posts were found: is that the blog's home page?")
    if blog.inference == "broken":
        notes.append("its counts of comments are wrong: every post was read")
    return "; ".join(notes)


def _problems(state: StoreState) -> Table:
    numbers = (Column(name, justify="right") for name in ("count", "blogs"))
    table = Table("what", "reason", *numbers, box=None, pad_edge=False)
    for one in state.problems:
        table.add_row(one.what, one.reason, str(one.count), str(one.blogs))
    return table
