"""Reports as they were last accepted.

To accept a change, look at it and run `TRACKGRAPH_ACCEPT_GOLD=1 pytest tests/test_reports_gold.py`; the
difference of the files in tests/gold is then part of the commit, for a reviewer to read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from made_summary import empty_summary, made, one_post
from selectolax.lexbor import LexborHTMLParser

from reports import ReportFiles, write_report

GOLD = Path(__file__).parent / "gold"
SUMMARIES = {"made": made(10), "one": one_post(), "empty": empty_summary()}
FILES = ("tables/posts.csv", "tables/topics.csv", "graphs/blogs.graphml", "graphs/blogs.gexf", "summary.json")
FRAGMENTS = ("header", "#answers", "#t-posts", "#t-linkbacks", "#t-topics", "#t-edges", "#coverage", "#files")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReportFiles]:
    folder = tmp_path_factory.mktemp("gold")
    return {name: write_report(summary, folder / name) for name, summary in SUMMARIES.items()}


def check(name: str, text: str) -> None:
    path = GOLD / name
    if os.environ.get("TRACKGRAPH_ACCEPT_GOLD") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"no gold file {name}: run with TRACKGRAPH_ACCEPT_GOLD=1 and review it"
    assert text == path.read_text(encoding="utf-8"), f"{name} is not what was accepted"


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", ["made", "empty"])
def test_files(written: dict[str, ReportFiles], name: str, file: str) -> None:
    text = (written[name].folder / file).read_text(encoding="utf-8-sig")
    check(f"{name}-{file.replace('/', '-')}", text)


@pytest.mark.parametrize("name", SUMMARIES)
def test_page(written: dict[str, ReportFiles], name: str) -> None:
    tree = LexborHTMLParser(written[name].index.read_text(encoding="utf-8"))
    nodes = [tree.css_first(selector) for selector in FRAGMENTS]
    html = "\n\n".join(node.html or "" for node in nodes if node is not None)
    check(f"{name}-page.html", _lines(html))


def _lines(html: str) -> str:
    """One cell or block a line, so that a difference shows what changed; definitions are tested elsewhere."""
    bare = re.sub(r' title="[^"]*"', "", html)
    return (
        re.sub(r"(?=<(?:td|tr|th|li|p|h\d|div|dt|article|section|table|caption|tbody|thead)\b)", "\n", bare)
        + "\n"
    )
