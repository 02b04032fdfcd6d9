"""The arrows between the rooms: who may import whom, and what must not be loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("crawler", "analysis", "reports", "sample", "trackgraph")
ALLOWED = {
    "crawler": {"crawler"},
    "analysis": {
        "analysis",
        "crawler.records",
        "crawler.urls",
        "crawler.store",
        "crawler.errors",
    },
    "reports": {"reports", "analysis"},
    "sample": {"sample"},
}
PAGE = {"crawler.markup", "crawler.words", "crawler.records", "crawler.urls"}
INNER = {
    "crawler/words": {"crawler.words", "crawler.records"},
    "crawler/markup": {"crawler.markup", "crawler.records", "crawler.urls"},
    "crawler/lists": {"crawler.lists", *PAGE},
    "crawler/comments": {"crawler.comments", "crawler.lists", *PAGE},
    "crawler/mentions": {"crawler.mentions", "crawler.lists", *PAGE},
    "crawler/told": {"crawler.told", "crawler.mentions", "crawler.lists", *PAGE},
}
READERS = {"crawler.comments", *INNER["crawler/told"]}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py"}
LONGEST = 400


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full module name of every import in a file, also of those inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def within(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize(("room", "allowed"), sorted({**ALLOWED, **INNER}.items()))
def test_arrows_go_one_way(room: str, allowed: set[str]) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in files(room)
        for line, module in imports_of(path)
        if module.split(".")[0] in ROOMS and not within(module, allowed)
    ]
    assert wrong == []


def test_sql_stays_in_the_store() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for room in ALLOWED
        for path in files(room)
        if ROOT / "crawler" / "store" not in path.parents
        for line, module in imports_of(path)
        if module.split(".")[0] in ("sqlalchemy", "sqlite3")
    ]
    assert wrong == []


def test_conventions_know_no_other_convention_and_no_scrapy() -> None:
    folder = ROOT / "crawler" / "listings"
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in sorted(folder.glob("*.py"))
        if path.name != "__init__.py"
        for line, module in imports_of(path)
        if module.split(".")[0] in (*ROOMS, "scrapy", "twisted", "time", "socket")
        and not within(module, READERS)
    ]
    assert wrong == []


def test_no_pyplot_and_no_shapeless_rooms() -> None:
    everything = [path for room in ALLOWED for path in files(room)]
    drawn = [
        p.name for p in everything for _, module in imports_of(p) if module.startswith("matplotlib.pyplot")
    ]
    assert drawn == []
    assert [p for p in everything if p.name in FORBIDDEN_NAMES] == []


def test_rooms_are_small() -> None:
    paths = [path for room in ALLOWED for path in files(room)] + [ROOT / "trackgraph.py"]
    long = {
        str(p.relative_to(ROOT)): n for p in paths if (n := len(p.read_text("utf-8").splitlines())) > LONGEST
    }
    assert long == {}


@pytest.mark.parametrize(
    ("room", "absent"),
    [
        ("analysis", ("scrapy", "twisted", "feedparser")),
        ("reports", ("scrapy", "twisted", "feedparser", "matplotlib.pyplot")),
        ("crawler", ("networkx", "pandas", "matplotlib")),
        ("crawler.store", ("scrapy", "networkx", "pandas")),
        ("crawler.run", ("networkx", "pandas", "matplotlib")),
        ("crawler.status", ("scrapy", "networkx", "pandas", "feedparser")),
        ("sample", ()),
        ("trackgraph", ()),
    ],
)
def test_importing_a_room_gives_ours_and_nothing_foreign(room: str, absent: tuple[str, ...]) -> None:
    code = f"import sys, {room}; print({room}.__file__); print([m for m in {absent!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    place, loaded = done.stdout.splitlines()
    assert Path(place).is_relative_to(ROOT), f"{room} comes from another package"
    assert loaded == "[]"


def test_no_test_package_takes_a_room_s_name() -> None:
    assert [p for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name in ROOMS] == []
