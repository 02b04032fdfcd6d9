"""Reported tables keep their columns and dtypes, full or empty."""

from __future__ import annotations

import pandas as pd
import pytest
from made_summary import empty_summary

from analysis.columns import TABLES, Column
from analysis.tables import shaped


@pytest.mark.parametrize("name", sorted(TABLES))
def test_empty_tables_have_the_declared_columns(name: str) -> None:
    table = getattr(empty_summary(), name)
    assert list(table.columns) == [c.name for c in TABLES[name]]
    assert [str(d) for d in table.dtypes] == [c.dtype for c in TABLES[name]]
    assert len(table) == 0


def test_missing_text_becomes_empty_and_missing_numbers_stay_missing() -> None:
    columns = [
        Column("a", "string", "A", "a"),
        Column("b", "Int64", "B", "b"),
        Column("c", "boolean", "C", "c"),
    ]
    table = shaped(columns, {"a": ["x", None], "b": [1, None], "c": [None, True], "ignored": [1, 2]})
    assert table["a"].tolist() == ["x", ""]
    assert table["b"].isna().tolist() == [False, True]
    assert table["c"].isna().tolist() == [True, False]


def test_rows_are_numbered_anew() -> None:
    frame = pd.DataFrame({"a": ["x", "y"]}, index=[5, 3])
    assert shaped([Column("a", "string", "A", "a")], frame).index.tolist() == [0, 1]


def test_a_missing_column_is_an_error() -> None:
    with pytest.raises(KeyError):
        shaped([Column("a", "string", "A", "a")], {"b": []})
