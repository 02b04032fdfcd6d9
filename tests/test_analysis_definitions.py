"""Every reported column is defined in the documentation, and every weight is the one in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.columns import TABLES
from analysis.spam import WEIGHTS

TEXT = (Path(__file__).parents[1] / "docs" / "definitions.md").read_text(encoding="utf-8")
SPAM = TEXT.split("## Spam")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("table", "column"), [(table, c.name) for table, columns in sorted(TABLES.items()) for c in columns]
)
def test_every_column_is_defined(table: str, column: str) -> None:
    assert f"`{column}`" in TEXT, f"{table}.{column} is missing"


def test_lift_is_worded_once() -> None:
    worded = next(c.definition for c in TABLES["topics"] if c.name == "lift")
    assert f"`lift`: {worded[0].lower()}{worded[1:]}" in TEXT


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_is_named(table: str) -> None:
    assert f"`{table}`" in TEXT


@pytest.mark.parametrize("reason", sorted(WEIGHTS))
def test_every_weight_is_stated(reason: str) -> None:
    row = next(line for line in SPAM.splitlines() if line.startswith("|") and f"`{reason}`" in line)
    _, names, weights, *_ = (cell.strip() for cell in row.split("|"))
    stated = dict(zip(re.findall(r"`(\w+)`", names), weights.split(" / "), strict=True))
    assert float(stated[reason]) == WEIGHTS[reason]
