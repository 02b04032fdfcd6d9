"""Every table as CSV and, where pyarrow is there, Parquet; the headline numbers as JSON.

Choices that a reader of the files should know:

- CSV is UTF-8 with a byte order mark: spreadsheets guess a legacy encoding without it; pandas skips it.
- In CSV, a text cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, also in their full-width
  forms, a tab or a line break in front) has an apostrophe before it. Numbers are left alone. Parquet and the
  workbook carry the text as it was harvested, for they cannot be mistaken.
- Missing is an empty cell, and null in Parquet; yes and no are `True` and `False`.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.columns import TABLES
from analysis.summary import Summary
from reports.formats import clean_text, missing
from reports.tables import frame_of, ranked, records
from reports.totals import totals

BYTE_ORDER_MARK = "utf-8-sig"
TOP = 10
"""So many rows of each ranking stand in summary.json."""
_PART = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_OPTIONS = ("window_days", "spam_threshold", "allow", "deny")
_TOTALS = ("posts", "with_listing", "linkbacks", "clean", "self", "spam", "removed", "sites", "blogs")
"""Of `reports.totals`, over all blogs: posts known, those with a linkback; sites are those that cite."""
_HEADLINES = {
    "posts": ("url", "title", "linkbacks", "clean", "referring_sites", "click_depth", "reach", "grade"),
    "blogs": ("url", "title", "linkbacks", "clean", "referring_sites", "harmonic", "pagerank"),
    "topics": ("topic", "posts", "votes", "hot", "yield", "yield_low", "yield_high"),
    "sites": ("site", "linkbacks", "clean", "posts", "blogs"),
}


def write_tables(summary: Summary, folder: Path) -> tuple[Path, ...]:
    """All tables in their default order as `<name>.csv`, and `<name>.parquet` where pyarrow is installed."""
    folder.mkdir(parents=True, exist_ok=True)
    parquet = importlib.util.find_spec("pyarrow") is not None
    written = []
    for name in TABLES:
        frame = ranked(name, frame_of(summary, name)).reset_index(drop=True)
        written.append(_write_csv(frame, folder / f"{name}.csv"))
        if parquet:
            # Opened here: pyarrow takes no path that is no text, as of a folder named in an old encoding.
            with (folder / f"{name}.parquet").open("wb") as file:
                _with_nulls(frame).to_parquet(file, index=False, engine="pyarrow")
            written.append(folder / f"{name}.parquet")
    return tuple(written)


def write_summary(summary: Summary, path: Path) -> Path:
    """What was crawled, opinions applied, the numbers of the page's head, those of the last run (new, lost),
    coverage, sizes of tables, and the first rows of rankings."""
    frames = {name: frame_of(summary, name) for name in TABLES}
    found = totals(frames)
    document = {
        "title": summary.title,
        "as_of": summary.as_of,
        "complete": summary.complete,
        "options": {name: getattr(summary.options, name) for name in _OPTIONS},
        "rows": {name: len(frame) for name, frame in frames.items()},
        "graphs": {
            "posts": {"nodes": len(summary.post_graph), "edges": summary.post_graph.number_of_edges()},
            "blogs": {"nodes": len(summary.blog_graph), "edges": summary.blog_graph.number_of_edges()},
        },
        "totals": {name: found[name] for name in _TOTALS},
        "last_run": next(iter(_plain_records(ranked("runs", frames["runs"]).head(1))), None),
        "coverage": _plain_records(frames["coverage"]),
        "top": {name: _top(summary, name) for name in _HEADLINES},
    }
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(clean_text(text) + "\n", encoding="utf-8", newline="\n")
    return path


def safe_cell(text: str) -> str:
    """Text that no spreadsheet runs as a formula, without characters that it cannot hold."""
    cleaned = clean_text(text)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA) else cleaned


def _write_csv(frame: pd.DataFrame, path: Path) -> Path:
    texts = [name for name in frame.columns if frame[name].dtype == "string"]
    with path.open("w", encoding=BYTE_ORDER_MARK, newline="") as file:
        # In parts: as Python's own strings, all rows at once would take more memory than the table.
        for start in range(0, max(len(frame), 1), _PART):
            part = frame.iloc[start : start + _PART]
            safe = part.assign(**{name: _safe(part[name]) for name in texts})
            safe.to_csv(file, index=False, header=not start, lineterminator="\n")
    return path


def _with_nulls(frame: pd.DataFrame) -> pd.DataFrame:
    """Empty texts as nulls: databases count and compare these otherwise."""
    texts: pd.DataFrame = frame.select_dtypes("string")
    return frame.assign(**{name: texts[name].mask(texts[name] == "") for name in texts})


def _safe(texts: pd.Series[Any]) -> pd.Series[Any]:
    """A column of safe cells; most texts stand in many rows, and each is looked at once."""
    codes, values = pd.factorize(texts)
    cells = pd.array([safe_cell(text) for text in values], dtype="string")
    return pd.Series(cells.take(codes, allow_fill=True), index=texts.index)


def _top(summary: Summary, name: str) -> list[dict[str, Any]]:
    frame = ranked(name, frame_of(summary, name))
    return _plain_records(frame[list(_HEADLINES[name])].head(TOP))


def _plain_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{name: _plain(found) for name, found in record.items()} for record in records(frame)]


def _plain(found: Any) -> Any:
    if missing(found) or found in (float("inf"), float("-inf")):
        return None
    return clean_text(found) if isinstance(found, str) else found
