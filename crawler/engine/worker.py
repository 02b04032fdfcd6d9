"""One process of a crawl, `python -m crawler.engine.worker`: its order comes on standard input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from crawler.errors import CrawlError, StoreError, TrackgraphError
from crawler.garbage import rare_collections
from crawler.options import CrawlOptions

INTERRUPTED = 4
"""Exit code of a worker that was stopped before its work was done."""
FAILED = 5
"""Exit code of a worker whose store failed; the last line of its output says why."""

Share = Sequence[int] | None
Show = Callable[[Mapping[str, int]], None]


class Crew:
    """Processes that are started before there is work for them: they load while their caller prepares it."""

    def __init__(self, size: int = 0) -> None:
        self._idle = [_Worker() for _ in range(size)]

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._idle:
            worker.close()

    def hire(self) -> _Worker:
        """One of them, or a new one where none is left."""
        return self._idle.pop() if self._idle else _Worker()


def run_workers(
    store: str, run: int, options: CrawlOptions, shares: Sequence[Share], show: Show, crew: Crew
) -> str:
    """Crawl a run in a process of the crew for each share (None: all blogs); finished or interrupted.

    `show` gets the sum of their counters now and then. Ctrl-C and SIGTERM end all of them cleanly. They end
    at once where this process dies, since then nobody holds the store for them. Raises StoreError, and
    CrawlError where one of them died, in both cases when the others are through.
    """
    workers: list[_Worker] = []
    try:
        with _terminable():
            for share in shares:
                workers.append(crew.hire())
                workers[-1].begin(store, run, options, share)
            _watch(workers, show)
    except KeyboardInterrupt:
        for worker in workers:
            worker.stop()
        _watch(workers, show)
    finally:
        for worker in workers:
            worker.close()
    show(_total(workers))  # what they said last may have been read after they ended
    return _ending(workers)


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM is as Ctrl-C is; only a program's main thread hears of either."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _ending(workers: list[_Worker]) -> str:
    if any(worker.problem for worker in workers):
        raise StoreError(next(worker.problem for worker in workers if worker.problem))
    codes = [worker.process.returncode for worker in workers]
    dead = [code for code in codes if code not in (0, INTERRUPTED)]
    if dead:
        how = f"killed by signal {-dead[0]}" if dead[0] < 0 else f"exit code {dead[0]}"
        raise CrawlError(
            f"{len(dead)} of {len(codes)} processes of the crawl died ({how}). What they had not stored "
            "waits; the same command goes on from here."
        )
    return "finished" if not any(codes) else "interrupted"


def _watch(workers: list[_Worker], show: Show) -> None:
    while alive := [worker for worker in workers if worker.alive]:
        for worker in alive:
            worker.wait(0.25 / len(alive))  # together, however many there are: `show` is for people
        show(_total(workers))


def _total(workers: list[_Worker]) -> Counter[str]:
    total: Counter[str] = Counter()
    for worker in workers:
        total.update(worker.counts)
    # Each tells these of the whole run.
    for name in ("waiting", "slowest"):
        total[name] = max((worker.counts.get(name, 0) for worker in workers), default=0)
    return total


class _Worker:
    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.problem = ""
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "crawler.engine.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # Ctrl-C of a terminal goes to this process alone, which passes it on once: Scrapy takes a second
            # one as the order to drop everything.
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([_root(), os.environ.get("PYTHONPATH", "")])},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def begin(self, store: str, run: int, options: CrawlOptions, share: Share) -> None:
        """Order it to crawl a share of a run's blogs."""
        order = {
            "store": store,
            "run": run,
            "share": share,
            "options": {**asdict(options), "store": str(options.store)},
        }
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # it died at once: its exit code tells
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def wait(self, seconds: float) -> None:
        # Not for its reader: a `join` that Ctrl-C breaks off takes the thread for ended, and waits no more.
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def stop(self) -> None:
        if not self.alive:
            return
        if sys.platform == "win32":
            # There is no Ctrl-C for a single process; what is not stored counts as never fetched.
            self.process.terminate()
        else:
            self.process.send_signal(signal.SIGINT)

    def close(self) -> None:
        if self.alive:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: Any = None
            with suppress(ValueError):  # some library's own words
                said = json.loads(line)
            if isinstance(said, dict):
                self.problem = said.pop("problem", "")
                self.counts = said or self.counts
        self.process.wait()


def _root() -> str:
    return str(Path(__file__).resolve().parents[2])


@rare_collections()
def main() -> int:
    """Do the share of a crawl that standard input orders; the exit code says how it ended."""
    try:
        _load()
        order = sys.stdin.readline()
        if not order:
            return INTERRUPTED  # there was nothing to do, or the parent is gone
        threading.Thread(target=_die_with_parent, daemon=True).start()
        state = _do_share(json.loads(order))
    except KeyboardInterrupt:
        # Before Scrapy listens to signals there is nothing to end cleanly.
        return INTERRUPTED
    except TrackgraphError as exc:
        sys.stdout.write(json.dumps({"problem": str(exc)}) + "\n")
        return FAILED
    return 0 if state == "finished" else INTERRUPTED


def _load() -> None:
    """All modules of a crawl, while the order is still on its way."""
    for name in ("scrapy.crawler", "crawler.run", "crawler.engine.session", "crawler.spiders.blogs"):
        import_module(name)


def _do_share(order: dict[str, Any]) -> str:
    from crawler.run import crawl_here
    from crawler.store import open_store

    given = order["options"]
    lists = {name: tuple(given[name]) for name in ("seeds", "reach")}
    options = replace(CrawlOptions(**{**given, **lists}), progress=False)
    with open_store(order["store"]) as store:
        return crawl_here(store, order["run"], options, share=order["share"], report=True)


def _die_with_parent() -> None:
    """The pipe closes when the parent is gone, killed too: nothing is lost by ending at once."""
    sys.stdin.read()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
