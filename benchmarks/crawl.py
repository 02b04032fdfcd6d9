"""Pages per CPU-second of a crawl, beside plain Scrapy, advertools, and Scrapy that only fetches.

    python benchmarks/crawl.py [--blogs 40] [--posts 100] [--port 8790] [--two] [--advertools-python PATH]

All crawl the same pages, one after the other in one run. nginx has one core, each crawler the other.
trackgraph finds the posts from the home pages by itself; so does advertools in one of its two runs, following
links. In the other, and with plain Scrapy, the list of posts is given.
`--two` adds trackgraph with one and with two processes that share both cores with nginx, and what part of the
cores was used: on a machine that does other work as well, the pages per second tell little.
`--advertools-python` names the Python of another environment, with other versions of advertools and Scrapy.
Last, how much of it is reading: `read_page` alone, on the same pages.
A crawler that did not fetch every page by the server's log is told and has no figure.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from served_network import Network, served, write_network

HERE = Path(__file__).parent
# Without allowed_domains advertools takes them from the URLs with their ports, and Scrapy then drops all.
# Where it finds the posts by itself, it is spared the tag pages, which are not served, and copies of posts.
ADVERTOOLS = r"""
import sys, json, advertools
urls = json.load(open(sys.argv[1]))
follow = sys.argv[3] == "follow"
advertools.crawl(
    urls,
    sys.argv[2],
    follow_links=follow,
    include_url_regex=r"/2024/[0-9]+/$" if follow else None,
    allowed_domains=sorted({url.split("/")[2].partition(":")[0] for url in urls}),
    custom_settings={"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0},
)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One crawler's run: what it cost and what it brought. `server`: CPU seconds of nginx meanwhile."""

    name: str
    pages: int
    cpu: float
    wall: float
    peak_mb: float
    fetched: int
    server: float

    @property
    def rate(self) -> float:
        return self.pages / self.cpu

    @property
    def valid(self) -> bool:
        return self.fetched == self.pages


def cpu_of(process: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(
    name: str, pages: int, command: list[str], *, core: int | None, folder: Path, access: Path, server: int
) -> Measured:
    """Run a command as a child, on one core; CPU time and largest process of it and its children.

    It runs in `folder`, because the scrapy.cfg of this project would change what the others do.
    """
    pin = ["taskset", "-c", str(core)] if core is not None else []
    seen, before_of_server = access.stat().st_size, cpu_of(server)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(
        [*pin, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment(command[0]),
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f"{name} ended with exit code {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    served_in = cpu_of(server) - before_of_server
    return Measured(name, pages, cpu, wall, used.ru_maxrss / 1024, posts_served(access, seen), served_in)


def posts_served(access: Path, since: int) -> int:
    """Different posts that the server's log names with status 200, from a place in the log on."""
    with access.open(encoding="utf-8") as log:
        log.seek(since)
        lines = [line.split() for line in log]
    return len(
        {(host, path) for host, path, status in lines if status == "200" and path.startswith("/2024/")}
    )


def environment(python: str) -> dict[str, str]:
    """Ours, with the scripts of that Python first: advertools starts a program called scrapy."""
    return {**os.environ, "PATH": f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}"}


def read_alone(network: Network, folder: Path) -> float:
    """Milliseconds of CPU that `read_page` takes for one of the pages, all of them read once on core 0."""
    from crawler import read_page

    os.sched_setaffinity(0, {0})
    spent = 0.0
    for url in network.posts:
        host, _, path = url.removeprefix("http://").partition("/")
        body = (folder / "www" / host.partition(":")[0] / path / "index.html").read_bytes()
        began = time.process_time()
        read_page(body, url)
        spent += time.process_time() - began
    return 1000 * spent / len(network.posts)


def commands(
    network: Network, folder: Path, *, two: bool, advertools: str
) -> list[tuple[str, list[str], bool]]:
    """Name, command, and whether it is pinned to one core."""
    python = sys.executable
    urls, homes, seeds = folder / "urls.json", folder / "homes.json", folder / "seeds.txt"
    urls.write_text(json.dumps(network.posts))
    homes.write_text(json.dumps(network.homes))
    seeds.write_text("\n".join(network.homes))
    ours = [python, "-m", "trackgraph", "crawl", str(seeds), "--delay", "0", "--thorough", "--store"]
    plain = [python, str(HERE / "plain_spiders.py")]
    theirs = [advertools, "-c", ADVERTOOLS]
    listed = [
        ("trackgraph", [*ours, str(folder / "one.db")], True),
        ("Scrapy, same extraction", [*plain, "plain", str(urls), str(folder / "plain.jsonl")], True),
        ("Scrapy, fetch only", [*plain, "fetch-only", str(urls), str(folder / "fetch.jsonl")], True),
        ("advertools, told the posts", [*theirs, str(urls), str(folder / "told.jsonl"), "list"], True),
        ("advertools, finding them", [*theirs, str(homes), str(folder / "found.jsonl"), "follow"], True),
    ]
    if two:
        listed += [
            ("trackgraph, free", [*ours, str(folder / "free.db")], False),
            ("trackgraph, 2 processes", [*ours, str(folder / "two.db"), "--processes", "2"], False),
        ]
    return listed


def check(store: Path, network: Network) -> None:
    """The store must hold every post and every entry: a fast crawl that loses something is no result."""
    from analysis import load

    corpus = load(str(store))
    found = (int((corpus.posts["reading"] == "read").sum()), len(corpus.linkbacks))
    if found != (len(network.posts), network.linkbacks):
        sys.exit(f"{store.name} holds {found}, served were {(len(network.posts), network.linkbacks)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--blogs", type=int, default=40)
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--two", action="store_true")
    parser.add_argument("--advertools-python", default=sys.executable)
    args = parser.parse_args()
    # As pip does with all that it installs: a checkout may have stale bytecode, or none.
    compileall.compile_dir(HERE.parent / "crawler", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        network = write_network(folder, blogs=args.blogs, posts=args.posts, port=args.port)
        listed = commands(network, folder, two=args.two, advertools=args.advertools_python)
        with served(folder, args.port, core=1, log=True) as server:
            results = [
                measure(
                    title,
                    len(network.posts),
                    command,
                    core=0 if pinned else None,
                    folder=folder,
                    access=network.access_log,
                    server=server,
                )
                for title, command, pinned in listed
            ]
        alone = read_alone(network, folder)
        for store in sorted(folder.glob("*.db")):
            check(store, network)
    ours = results[0]
    print(f"{'':28}{'pages/CPU s':>12}{'wall s':>9}{'peak MB':>9}{'ratio':>8}")
    for one in results:
        if not one.valid:
            print(f"{one.name:28} void: fetched {one.fetched} of {one.pages} pages")
            continue
        print(f"{one.name:28}{one.rate:12.1f}{one.wall:9.1f}{one.peak_mb:9.0f}{ours.rate / one.rate:8.2f}")
    fetching = next(1000 / one.rate for one in results if one.name == "Scrapy, fetch only")
    print(f"read_page alone: {alone:.2f} ms of CPU a page; Scrapy, fetch only: {fetching:.2f} ms a request")
    if args.two:
        free, both = results[-2:]
        spent = both.cpu + both.server
        print(f"two processes: {free.wall / both.wall:.2f} x the pages per second of one; they and nginx")
        print(f"used {spent:.1f} s of the {2 * both.wall:.1f} s of two cores (one: {free.cpu:.1f} s,")
        print(f"nginx {both.server:.1f} s), so that {free.cpu * 2 / spent:.2f} x is what two cores can give")


if __name__ == "__main__":
    main()
