"""Tables leave whole: what is written is read back by other libraries, and nothing in it runs."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from made_summary import FORMULA, HOSTILE_TITLE, empty_summary, hostile, made, one_post
from selectolax.lexbor import LexborHTMLParser

from analysis.columns import TABLES
from analysis.corpus import Options
from analysis.summary import Summary
from reports import workbook
from reports.exports import safe_cell, write_summary, write_tables
from reports.html import render
from reports.tables import frame_of, ranked
from reports.workbook import CELL, created, write_workbook

SUMMARIES = {"made": made(60), "one": one_post(), "empty": empty_summary(), "hostile": hostile()}
FEW = made(3)


@pytest.mark.parametrize("name", SUMMARIES)
def test_csv_holds_every_row_and_column_in_default_order(name: str, tmp_path: Path) -> None:
    summary = SUMMARIES[name]
    write_tables(summary, tmp_path)
    for table, columns in TABLES.items():
        read = pd.read_csv(tmp_path / f"{table}.csv", dtype=str, keep_default_na=False)
        expected = ranked(table, frame_of(summary, table))
        assert list(read.columns) == [column.name for column in columns]
        assert len(read) == len(expected)
        for column in columns:
            if column.dtype == "string":
                assert read[column.name].tolist() == [safe_cell(text) for text in expected[column.name]], (
                    column
                )


@pytest.mark.parametrize("name", ["made", "one", "empty"])
def test_parquet_gives_the_same_frames_back(name: str, tmp_path: Path) -> None:
    summary = SUMMARIES[name]
    write_tables(summary, tmp_path)
    for table in TABLES:
        expected = ranked(table, frame_of(summary, table)).reset_index(drop=True)
        read = pd.read_parquet(tmp_path / f"{table}.parquet")
        for column in expected.select_dtypes("string"):
            assert read[column].isna().tolist() == [text == "" for text in expected[column]], column
            read[column] = read[column].fillna("")
        pd.testing.assert_frame_equal(read, expected)
        assert pq.read_schema(tmp_path / f"{table}.parquet").names == list(expected.columns)


def test_numbers_of_csv_are_numbers_and_missing_is_empty(tmp_path: Path) -> None:
    write_tables(SUMMARIES["made"], tmp_path)
    read = pd.read_csv(tmp_path / "posts.csv")
    expected = ranked("posts", SUMMARIES["made"].posts)
    assert read["reach"].tolist() == expected["reach"].tolist()
    assert read["click_depth"].isna().tolist() == expected["click_depth"].isna().tolist()
    assert read["in_feed"].dtype == bool


def test_csv_opens_in_a_spreadsheet_with_its_script(tmp_path: Path) -> None:
    write_tables(SUMMARIES["made"], tmp_path)
    raw = (tmp_path / "posts.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfurl,blog,title")
    assert "味噌".encode() in raw
    assert b"\r" not in raw


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-x", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", FORMULA]
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "a=b", "1+1", " =1", "'=1", "https://e.example/?a=1", "味噌", "(a)", "#x", "x-y"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_negative_numbers_are_no_formulas(tmp_path: Path) -> None:
    write_tables(SUMMARIES["hostile"], tmp_path)
    read = pd.read_csv(tmp_path / "posts.csv")
    assert read["reach_by_listings"].tolist() == [-0.5]
    assert read["tags"].tolist() == [f"'{FORMULA}"]
    assert read["author"].tolist() == ["'@SUM(A1)"]


@pytest.mark.parametrize("name", SUMMARIES)
def test_workbook_has_a_sheet_for_each_table(name: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_workbook(SUMMARIES[name], tmp_path / "t.xlsx"))
    assert book.sheetnames == ["definitions", *TABLES]
    for table, columns in TABLES.items():
        sheet = book[table]
        assert [cell.value for cell in sheet[1]] == [column.name for column in columns]
        assert sheet.max_row == 1 + len(frame_of(SUMMARIES[name], table))
        assert sheet.freeze_panes == "B2"
        for cell, column in zip(sheet[1], columns, strict=True):
            assert cell.comment is not None
            assert column.definition in cell.comment.text
    *lines, last = [line[:4] for line in book["definitions"].iter_rows(min_row=2, values_only=True)]
    assert last[1:] == (None, None, None)
    assert lines == [
        (table, c.name, c.title, c.definition) for table, columns in TABLES.items() for c in columns
    ]


def test_workbook_keeps_numbers_flags_and_text_apart(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_workbook(SUMMARIES["made"], tmp_path / "t.xlsx"))["posts"]
    expected = ranked("posts", SUMMARIES["made"].posts).reset_index(drop=True)
    place = {cell.value: cell.column for cell in sheet[1]}
    for row, record in enumerate(expected.to_dict("records"), start=2):
        for column in ("title", "reach", "clean", "click_depth", "in_feed", "verified"):
            _same(sheet.cell(row, place[column]).value, record[column])


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("2006-12-31", datetime(2006, 12, 31), "yyyy-mm-dd"),
        ("2006-12-31T23:10:00+02:00", datetime(2006, 12, 31, 23, 10), "yyyy-mm-dd hh:mm"),
        ("2006-12-31T23:10:00Z", datetime(2006, 12, 31, 23, 10), "yyyy-mm-dd hh:mm"),
        ("2006-12", "2006-12", "General"),
        ("20061231", "20061231", "General"),
        ("1899-12-31", "1899-12-31", "General"),
        ("2006-13-31", "2006-13-31", "General"),
        ("last autumn", "last autumn", "General"),
    ],
)
def test_dates_of_the_workbook_are_dates(text: str, value: object, shown: str, tmp_path: Path) -> None:
    summary = replace(FEW, linkbacks=FEW.linkbacks.assign(published=text))
    sheet = openpyxl.load_workbook(write_workbook(summary, tmp_path / "t.xlsx"))["linkbacks"]
    place = {cell.value: cell.column for cell in sheet[1]}
    cell = sheet.cell(2, place["published"])
    assert (cell.value, cell.number_format) == (value, shown)
    assert isinstance(sheet.cell(2, place["dated"]).value, datetime)


def test_times_of_runs_are_dates_of_the_workbook(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_workbook(FEW, tmp_path / "t.xlsx"))["runs"]
    place = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, place["started"]).value == datetime(2006, 12, 31, 22, 10)
    assert sheet.cell(2, place["finished"]).number_format == "yyyy-mm-dd hh:mm"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("x" * (CELL + 9), "x" * CELL),
        ("\U0001d11e" * CELL, "\U0001d11e" * (CELL // 2)),
        ("x" * CELL, "x" * CELL),
    ],
    ids=["long", "wide", "full"],
)
def test_texts_of_the_workbook_are_cut_at_what_a_cell_holds(text: str, held: str, tmp_path: Path) -> None:
    summary = replace(FEW, linkbacks=FEW.linkbacks.assign(excerpt=text))
    sheet = openpyxl.load_workbook(write_workbook(summary, tmp_path / "t.xlsx"))["linkbacks"]
    place = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, place["excerpt"]).value == held


def test_signs_of_spam_are_names_for_programs_and_words_in_the_workbook(tmp_path: Path) -> None:
    signs = "spam_words: poker, viagra; spam_host: its name says poker"
    summary = replace(FEW, linkbacks=FEW.linkbacks.assign(spam_reasons=signs))
    write_tables(summary, tmp_path)
    sheet = openpyxl.load_workbook(write_workbook(summary, tmp_path / "t.xlsx"))["linkbacks"]
    place = {cell.value: cell.column for cell in sheet[1]}
    assert set(pd.read_csv(tmp_path / "linkbacks.csv")["spam_reasons"]) == {signs}
    assert (
        sheet.cell(2, place["spam_reasons"]).value
        == "spam words (0.5): poker, viagra; spam host (0.25): its name says poker"
    )


def test_shares_of_the_workbook_are_percentages(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_workbook(SUMMARIES["made"], tmp_path / "t.xlsx"))["prospects"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for name in ("accepting_share", "listed_share", "spam_share"):
        assert sheet.cell(2, place[name]).number_format == "0%"


def test_a_sheet_holds_so_many_rows_and_the_definitions_say_of_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROWS", 2)
    summary = SUMMARIES["made"]
    book = openpyxl.load_workbook(write_workbook(summary, tmp_path / "t.xlsx"))
    totals = {name: len(frame_of(summary, name)) for name in TABLES}
    assert {name: book[name].max_row - 1 for name in TABLES} == {n: min(2, t) for n, t in totals.items()}
    *told, _ = [row[0] for row in book["definitions"].iter_rows(values_only=True) if row[1] is None]
    assert told == [
        f"{name}: the first 2 of {total} rows; all of them are in tables/{name}.csv"
        for name, total in totals.items()
        if total > 2
    ]
    assert book["posts"].auto_filter.ref.endswith("3")


@pytest.mark.parametrize(
    ("as_of", "options", "said"),
    [
        ("2006-12-31T23:10:00Z", Options(), "as of 2006-12-31T23:10:00Z; recent: the last 180 days"),
        ("", Options(window_days=1), "recent: the last day"),
        (
            "2006",
            Options(allow=("a.example", "b.example")),
            "as of 2006; recent: the last 180 days; never spam: a.example, b.example",
        ),
        (
            "2006-12-31",
            Options(window_days=30, spam_threshold=0.7, deny=("s.example",)),
            "as of 2006-12-31; recent: the last 30 days; spam from a score of 0.7; always spam: s.example",
        ),
    ],
)
def test_the_workbook_says_what_its_numbers_depend_on(
    as_of: str, options: Options, said: str, tmp_path: Path
) -> None:
    summary = replace(SUMMARIES["made"], as_of=as_of, options=options)
    sheet = openpyxl.load_workbook(write_workbook(summary, tmp_path / "t.xlsx"))["definitions"]
    assert sheet.cell(sheet.max_row, 1).value == said


def test_numbers_without_end_are_words(tmp_path: Path) -> None:
    reach = [math.inf, -math.inf, 2.5]
    posts = ranked("posts", SUMMARIES["made"].posts).head(3).assign(reach=reach)
    summary = replace(SUMMARIES["made"], posts=posts)
    sheet = openpyxl.load_workbook(write_workbook(summary, tmp_path / "t.xlsx"))["posts"]
    place = {cell.value: cell.column for cell in sheet[1]}
    assert [sheet.cell(row, place["reach"]).value for row in (2, 3, 4)] == ["infinite", "-infinite", 2.5]


def _same(found: Any, expected: Any) -> None:
    if expected is None or expected is pd.NA or expected == "":
        assert found is None
    elif isinstance(expected, float):
        assert math.isclose(found, expected, rel_tol=1e-12)
    else:
        assert found == expected
        assert type(found) is type(expected)


def test_workbook_runs_nothing_and_links_nothing(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_workbook(SUMMARIES["hostile"], tmp_path / "t.xlsx"))["posts"]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["tags"].value == FORMULA
    assert row["tags"].data_type == "s"
    assert row["title"].value == HOSTILE_TITLE
    assert row["author"].value == "@SUM(A1)"
    assert all(cell.hyperlink is None for cell in sheet[2])


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2006-12-31T23:10:00+02:00", datetime(2006, 12, 31, 21, 10)),
        ("2006-12-31", datetime(2006, 12, 31)),
        ("", datetime(2000, 1, 1)),
        ("last week", datetime(2000, 1, 1)),
    ],
)
def test_workbook_is_dated_by_the_crawl(as_of: str, expected: datetime) -> None:
    assert created(as_of) == expected


@pytest.mark.parametrize("name", SUMMARIES)
def test_summary_is_plain_json(name: str, tmp_path: Path) -> None:
    summary: Summary = SUMMARIES[name]
    text = write_summary(summary, tmp_path / "s.json").read_text(encoding="utf-8")
    document = json.loads(text, parse_constant=_refuse)
    assert document["rows"] == {table: len(frame_of(summary, table)) for table in TABLES}
    assert document["complete"] is summary.complete
    assert len(document["top"]["posts"]) == min(10, len(summary.posts))
    raw_and_clean = {column: summary.posts[column].sum() for column in ("linkbacks", "clean", "self", "spam")}
    assert document["totals"] == {**document["totals"], **raw_and_clean, "blogs": len(summary.blogs)}
    last = document["last_run"]
    assert (last and last["run"]) == (summary.runs["run"].max() if len(summary.runs) else None)


def test_programs_get_the_numbers_of_the_head(tmp_path: Path) -> None:
    summary = SUMMARIES["made"]
    found = json.loads(write_summary(summary, tmp_path / "s.json").read_text(encoding="utf-8"))["totals"]
    shown = [int(dd.text().replace(",", "")) for dd in LexborHTMLParser(render(summary, ())).css(".stats dd")]
    assert [
        found[name] for name in ("posts", "with_listing", "linkbacks", "clean", "sites", "blogs")
    ] == shown


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")
