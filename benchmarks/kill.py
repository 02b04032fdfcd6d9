"""Kill a crawl at random moments and let it end: `python benchmarks/kill.py --kills 50`.

A crawl of a served network is killed with SIGKILL again and again, each time after a random time, until it
is through; then the next one begins with a store of its own, until there were so many kills. Printed of each:
pages that are missing, rows that are double, entries that differ from the truth, and tables that differ from
those of an unbroken crawl.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from itertools import takewhile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CRAWL = """
import sys
from crawler.run import CrawlOptions, crawl
store, processes, *seeds = sys.argv[1:]
options = CrawlOptions(seeds=tuple(seeds), store=store, processes=int(processes), delay=0.0, progress=False)
crawl(options)
"""


def main() -> int:
    """Run it; exit code 1 where anything is lost or double."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (
        ("kills", 50),
        ("blogs", 8),
        ("posts", 60),
        ("processes", 1),
        ("seed", 1),
        ("port", 9700),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        truth = Path(folder) / "truth.json"
        served = [
            sys.executable,
            str(HERE / "served.py"),
            "--blogs",
            str(given.blogs),
            "--posts",
            str(given.posts),
        ]
        served += ["--bytes", "8000", "--port", str(given.port), "--wait", "0.01", "--truth", str(truth)]
        with subprocess.Popen(served, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            homes = [line.strip() for line in takewhile(str.strip, server.stdout)]
            try:
                return _rounds(Path(folder), homes, json.loads(truth.read_text()), given)
            finally:
                server.terminate()


def _rounds(folder: Path, homes: list[str], truth: dict[str, list[Any]], given: argparse.Namespace) -> int:
    whole = folder / "whole.db"
    subprocess.run(_command(whole, homes, given), check=True, stderr=subprocess.DEVNULL, cwd=HERE.parent)
    dice, kills, wrong, number = random.Random(given.seed), 0, 0, 0
    while kills < given.kills:
        number += 1
        store = folder / f"kill{number}.db"
        made = _kill_often(store, homes, given, dice, given.kills - kills)
        wrong += _report(store, truth, made, given.blogs)
        differs = [name for name, query in _TABLES.items() if _rows(store, query) != _rows(whole, query)]
        print(f"tables that differ from an unbroken crawl's: {', '.join(differs) or 'none'}")
        kills, wrong = kills + made, wrong + len(differs)
    print(f"{kills} kills in {number} crawls: {'all whole' if not wrong else 'SOMETHING IS WRONG'}")
    return int(bool(wrong))


def _command(store: Path, homes: list[str], given: argparse.Namespace) -> list[str]:
    return [sys.executable, "-c", CRAWL, str(store), str(given.processes), *homes]


def _kill_often(
    store: Path, homes: list[str], given: argparse.Namespace, dice: random.Random, most: int
) -> int:
    command = _command(store, homes, given)
    kills = 0
    while kills < most:
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=HERE.parent)
        _wait_for_start(store, child)
        try:
            child.wait(dice.uniform(0.0, 0.5))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            kills += 1
            continue
        break
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, cwd=HERE.parent)
    return kills


def _wait_for_start(store: Path, child: subprocess.Popen[bytes]) -> None:
    """Until the crawl has begun to write: kills before that would only test the interpreter's start."""
    before = _size(store)
    until = time.monotonic() + 20
    while _size(store) == before and child.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def _size(store: Path) -> tuple[int, float]:
    log = Path(f"{store}-wal")
    return (log.stat().st_size, log.stat().st_mtime) if log.exists() else (0, 0.0)


def _rows(store: Path, query: str) -> Counter[tuple[Any, ...]]:
    with closing(sqlite3.connect(store)) as base:
        return Counter(base.execute(query).fetchall())


def _report(store: Path, truth: dict[str, list[Any]], kills: int, blogs: int) -> int:
    base = sqlite3.connect(store)
    rows = Counter(base.execute(_ENTRIES))
    wanted = Counter((post, source, kind) for post, source, kind in truth["linkbacks"])
    pages = {url for (url,) in base.execute(_PAGES)}
    lost = [url for url in [*truth["posts"], *truth["listings"]] if url not in pages]
    double = base.execute("select count(*) - count(distinct url) from posts").fetchone()[0]
    states = dict(base.execute("select state, count(*) from blogs group by state"))
    asked = base.execute("select sum(json_extract(counts, '$.requests')) from runs").fetchone()[0]
    faults = base.execute("pragma integrity_check").fetchone()[0]
    missing, extra = sum((wanted - rows).values()), sum((rows - wanted).values())
    print(
        f"kills {kills}, pages lost {len(lost)}, posts double {double}, entries lost {missing}, extra {extra}"
    )
    print(f"blogs {states}, requests stored {asked}, pages {len(pages)}, integrity {faults}")
    ended = states == {"finished": blogs}
    return int(bool(lost or double or missing or extra or faults != "ok" or not ended))


_ENTRIES = (
    "select t.url, s.url, l.kind from linkbacks l join posts p on p.id = l.post join urls t on t.id = p.url "
    "left join urls s on s.id = l.source where l.gone_run is null"
)
_TABLES = {
    "posts": "select u.url, title, published, canonical is null, reading, status, comments, "
    "listing_complete, in_sitemap, in_feed, gone_run is null from posts p join urls u on u.id = p.url",
    "linkbacks": "select t.url, s.url, g.url, kind, l.title, l.published, l.position, l.repeat "
    "from linkbacks l join posts p on p.id = l.post join urls t on t.id = p.url "
    "join urls g on g.id = l.listing left join urls s on s.id = l.source",
    "links": "select p.url, t.url, region, rel, text from links l join urls p on p.id = l.page "
    "join urls t on t.id = l.target",
    "tags": "select u.url, tags.tag, category from post_tags t join posts p on p.id = t.post "
    "join urls u on u.id = p.url join tags on tags.id = t.tag",
    "endpoints": "select u.url, protocol, e.url from endpoints n join posts p on p.id = n.post "
    "join urls u on u.id = p.url join urls e on e.id = n.url",
    "ledger": "select u.url, role, state, reason, status from ledger l join urls u on u.id = l.url",
}
_PAGES = "select urls.url from ledger join urls on urls.id = ledger.url where state = 'done'"

if __name__ == "__main__":
    sys.exit(main())
