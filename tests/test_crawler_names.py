"""Every name under which the crawl counts what it did not read stands in the table of docs/crawling.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.discovery import traps

ROOT = Path(__file__).resolve().parents[1]
SAID = re.compile(
    r"""(?x) AnswerError\("(\w+)"\) | Refused\("(\w+)"\) | Event\([^)]*?reason="(\w+)"
    | return\ "(redirect_\w+|moved_away|private_address)" | reason\ =\ "(robots\w*)"
    | failed_page\(\w+,\ "(\w+)" | _give_up\(task,\ "(\w+)" """
)
PROBLEM = re.compile(r"""problem\s*=\s*"(\w+)"|_problem\("(\w+)"\)|return "(html|broken|refused)\"""")


def _documented() -> set[str]:
    text = (ROOT / "docs" / "crawling.md").read_text(encoding="utf-8")
    table = text.partition("## Names of skips and errors")[2].partition("\n## ")[0]
    return set(re.findall(r"`_?(\w+)`", table))


def _in_sources(pattern: re.Pattern[str], folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "crawler" / folder).rglob("*.py")):
        for found in pattern.finditer(path.read_text(encoding="utf-8")):
            yield next(filter(None, found.groups())), path.name


@pytest.mark.parametrize("folder", ["engine", "spiders"])
def test_every_skip_error_and_warning_is_explained(folder: str) -> None:
    said = dict(_in_sources(SAID, folder))
    assert len(said) >= 2, "the pattern finds the names"
    assert {name: where for name, where in said.items() if name not in _documented()} == {}


def test_every_problem_of_a_way_is_explained() -> None:
    said = {name: where for name, where in _in_sources(PROBLEM, "discovery") if name != "unknown_way"}
    assert len(said) >= 6, "the pattern finds the names"
    assert {name: where for name, where in said.items() if name not in _documented()} == {}


def test_every_trap_is_explained() -> None:
    names = re.findall(r"\w+", (traps.trap.__doc__ or "").partition("Names:")[2].partition('"')[0])
    assert len(names) >= 15
    assert set(names) - _documented() == {"asset"}, "pictures and the like are not counted"
