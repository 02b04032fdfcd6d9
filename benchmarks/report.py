"""A whole report on many linkbacks, beside the tables that a notebook would make of the same store.

    python -m benchmarks.report                       # 300,000 linkbacks of 100 blogs
    python -m benchmarks.report --linkbacks 1e5

The store is that of `benchmarks.store`. `trackgraph report` writes all tables, the workbook, graphs, figures
and the page; the notebook reads the linkbacks with their addresses by `pandas.read_sql` and writes them by
`to_csv` and `to_excel` (as many rows as our workbook holds): no numbers, no spellings merged, no spam judged.
Each runs in a process of its own: CPU seconds, and the peak of its memory.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import pandas as pd
from sqlalchemy import create_engine

import trackgraph
from benchmarks.store import write_store
from reports.workbook import ROWS

_QUERY = """
    select blogs.title as blog, target.url as target, posts.title as post, source.url as source, linkbacks.*
    from linkbacks join posts on posts.id = linkbacks.post join blogs on blogs.id = posts.blog
    join urls as target on target.id = posts.url left join urls as source on source.id = linkbacks.source
"""


def main(arguments: list[str] | None = None) -> int:
    """Make the store, report on it in both ways, and print a line for each."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.report",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--linkbacks", type=float, default=3e5, help="entries of listings in the store")
    parser.add_argument("--only", nargs=3, metavar=("WAY", "STORE", "FOLDER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.only:
        way, store, folder = chosen.only
        _WAYS[way](Path(store), Path(folder))
        return 0
    with tempfile.TemporaryDirectory(prefix="trackgraph-report-") as folder:
        path = Path(folder) / "store.db"
        write_store(path, int(chosen.linkbacks))
        print(f"{int(chosen.linkbacks):,} linkbacks, store of {path.stat().st_size / 2**20:.0f} MB")
        for way in _WAYS:
            seconds, peak = _measured(way, path, Path(folder) / way)
            print(f"  {way:10} {seconds:7.1f} s CPU {peak:7.0f} MB at most")
    return 0


def ours(store: Path, folder: Path) -> None:
    """The whole report, as the command writes it."""
    trackgraph.main(["report", "--store", str(store), "--out", str(folder)])


def notebook(store: Path, folder: Path) -> None:
    """The listed entries alone, as a table."""
    folder.mkdir()
    engine = create_engine(f"sqlite:///{store}")
    with engine.connect() as connection:
        frame = pd.read_sql(_QUERY, connection)
    engine.dispose()
    frame.to_csv(folder / "linkbacks.csv", index=False)
    # As links, a sheet holds 65,530 addresses, and a warning would be printed for each of the others.
    plain = {"options": {"strings_to_urls": False}}
    book = folder / "linkbacks.xlsx"
    frame.head(ROWS).to_excel(book, index=False, engine="xlsxwriter", engine_kwargs=plain)


_WAYS = {"ours": ours, "notebook": notebook}


def _measured(way: str, store: Path, folder: Path) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of one way, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.report", "--only", way, str(store), str(folder)]
    process = os.posix_spawn(sys.executable, command, os.environ)
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{way} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
