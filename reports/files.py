"""Writes a whole report into a folder, or nothing of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from analysis import TrackgraphError
from analysis.summary import Summary, home_of
from reports.exports import write_summary, write_tables
from reports.figures import draw_figures, write_figures
from reports.graphfiles import write_graphs
from reports.html import write_page
from reports.workbook import write_workbook

GENERATOR = b'<meta name="generator" content="trackgraph">'
"""By this line of its head a page says that it is a report."""
_HEAD = 20_000


class ReportError(TrackgraphError):
    """The folder of the report cannot be written."""


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Paths of what was written: `tables` as CSV and Parquet, `graphs` as GEXF, GraphML and CSV."""

    folder: Path
    index: Path
    workbook: Path
    summary: Path
    tables: tuple[Path, ...]
    graphs: tuple[Path, ...]
    figures: tuple[Path, ...]


def write_report(summary: Summary, out: str | Path, *, blog: str = "") -> ReportFiles:
    """Write page, figures, tables and graphs of a summary into the folder `out`, made where it is missing.

    The page opens with the crawled blog that `blog` names chosen, else with all; TrackgraphError where it
    names none. Everything is made in a folder of its own within `out` and moved when all of it is there, the
    page last: a failure leaves what was there before. Files of other names in `out` stay. The same summary
    gives the same bytes. Raises ReportError, one line, when the folder cannot be written or holds somebody
    else's page.
    """
    out, home = Path(out), home_of(summary, blog) if blog else ""
    _refuse_foreign(out / "index.html")
    try:
        with _workshop(out) as made:
            files = _write_all(summary, made, home)
            _move(made, out, last=files.index.relative_to(made))
    except (OSError, FileCreateError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportError(f"Cannot write the report to {out}: {reason}. Choose another folder.") from error
    return _placed(files, made, out)


def _refuse_foreign(index: Path) -> None:
    """Only a page that says of itself that it is a report is written over."""
    try:
        with index.open("rb") as page:
            ours = GENERATOR in page.read(_HEAD)
    except OSError:
        return  # there is none, or it cannot be read: then writing will say what is wrong
    if not ours:
        raise ReportError(f"{index} is no report of trackgraph: choose another folder with --out.")


def _write_all(summary: Summary, folder: Path, home: str) -> ReportFiles:
    pictures = draw_figures(summary)
    return ReportFiles(
        folder=folder,
        figures=write_figures(pictures, folder / "figures"),
        tables=write_tables(summary, folder / "tables"),
        graphs=write_graphs(summary, folder / "graphs"),
        workbook=write_workbook(summary, folder / "trackgraph.xlsx"),
        summary=write_summary(summary, folder / "summary.json"),
        index=write_page(summary, pictures, folder / "index.html", home=home),
    )


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A folder inside `out`, gone afterwards; `out` is made, and unmade on failure if it was not there."""
    existed = out.exists()
    out.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=out))
    try:
        yield made
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        if not existed:
            shutil.rmtree(out, ignore_errors=True)
        raise
    shutil.rmtree(made, ignore_errors=True)


def _move(made: Path, out: Path, last: Path) -> None:
    paths = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
    for path in [*(p for p in paths if p != last), last]:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(made / path, out / path)


def _placed(files: ReportFiles, made: Path, out: Path) -> ReportFiles:
    def place(path: Path) -> Path:
        return out / path.relative_to(made)

    return ReportFiles(
        folder=out,
        index=place(files.index),
        workbook=place(files.workbook),
        summary=place(files.summary),
        tables=tuple(place(path) for path in files.tables),
        graphs=tuple(place(path) for path in files.graphs),
        figures=tuple(place(path) for path in files.figures),
    )
