"""Crawls and commands in processes that fork from one which has loaded everything.

Most of the time of a small crawl goes into loading modules. Tests of how processes start, die and hear
signals start real ones.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Sequence
from contextlib import redirect_stdout, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from hasty import hasten

from crawler import run
from crawler.discovery.classify import classify
from crawler.engine import worker
from crawler.options import CrawlOptions, CrawlResult
from crawler.store import open_store

ROOT = Path(__file__).resolve().parents[1]
LOADED = (
    "trackgraph",
    "crawler.arguments",
    "crawler.engine.display",
    "crawler.engine.scheduler",
    "crawler.engine.sending",
    "crawler.progress",
    "crawler.settings",
    "crawler.spiders.blogs",
    "crawler.status",
    "encodings.utf_8_sig",
    "resource",
    "scrapy.crawler",
    "scrapy.logformatter",
    "scrapy.resolver",
    "scrapy.statscollectors",
    "tldextract",
)
Streams = tuple[int, int, int]


def crawl(options: CrawlOptions) -> CrawlResult:
    """A crawl as `crawler.run.crawl` does it, in processes that fork."""
    return run.crawl(options, _Crew())


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What `trackgraph ARGUMENTS` prints and how it ends."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        with Path(os.devnull).open() as nothing:
            code = _Process(arguments, (nothing.fileno(), out.fileno(), err.fileno())).wait()
        for stream in (out, err):
            stream.seek(0)
        return subprocess.CompletedProcess(arguments, code, out.read(), err.read())


class _Crew(worker.Crew):
    def hire(self) -> worker._Worker:
        return _Worker()


class _Worker(worker._Worker):
    def __init__(self) -> None:
        self.counts, self.problem = {}, ""
        inlet, outlet = os.pipe(), os.pipe()
        process = _Process((), (inlet[0], outlet[1], 2))
        os.close(inlet[0])
        os.close(outlet[1])
        process.stdin, process.stdout = os.fdopen(inlet[1], "w"), os.fdopen(outlet[0])
        self.process = process  # type: ignore[assignment]
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()


class _Process:
    """What of `subprocess.Popen` a worker is asked for."""

    stdin: IO[str]
    stdout: IO[str]

    def __init__(self, arguments: Sequence[str], streams: Streams) -> None:
        self.returncode: int | None = None
        self._waiting = threading.Lock()
        self._told, theirs = socket.socketpair()
        order = {"arguments": arguments, "folder": os.getcwd(), "environment": dict(os.environ)}
        with theirs:
            socket.send_fds(_server(), [json.dumps(order).encode()], [theirs.fileno(), *streams])
            self.pid = int(self._told.recv(8))

    def wait(self, seconds: float | None = None) -> int:
        with self._waiting:
            if self.returncode is None:
                if not select.select([self._told], [], [], seconds)[0]:
                    raise subprocess.TimeoutExpired("a forked process", seconds or 0)
                with self._told:
                    self.returncode = int(self._told.recv(16))
        return self.returncode

    def poll(self) -> int | None:
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


@cache
def _server() -> socket.socket:
    """Where orders are sent to: the process that ours fork from, which ends with this one."""
    ours, theirs = socket.socketpair()
    with theirs:
        server = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            start_new_session=True,
        )

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


def _serve(orders: socket.socket) -> int:
    """Fork for each order until no more can come; what the process exits with, parent or child."""
    for name in LOADED:
        import_module(name)
    _warm()
    gc.freeze()
    while True:
        order, descriptors, _, _ = socket.recv_fds(orders, 1 << 20, 4)
        if not order:
            return 0
        if os.fork() == 0:
            orders.close()
            return _keep(json.loads(order), *descriptors)
        for one in descriptors:
            os.close(one)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _warm() -> None:
    """Make what is made when it is first needed, such as expressions, which most crawls need."""
    hasten()
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder) / "s.db", create=True).close()
    with redirect_stdout(io.StringIO()):
        for page in sorted((ROOT / "tests" / "pages").glob("*/*/page.html"))[::13]:
            import_module("trackgraph").main(
                ["inspect", str(page), "--url", "http://blog.example/2006/03/a/"]
            )
    for path in ("", "a/", "archives/2006/03/1.html", "?p=1"):
        classify(f"http://blog.example/{path}", "blog.example/")


def _keep(order: Any, told: int, *streams: int) -> int:
    """Fork again, and tell how that ends: only a parent learns it."""
    if (child := os.fork()) == 0:
        os.close(told)
        return _do(order, streams)
    for one in streams:
        os.close(one)
    os.write(told, b"%8d" % child)
    os.write(told, b"%d" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return 0


def _do(order: Any, streams: Sequence[int]) -> int:
    os.setsid()
    for number, one in enumerate(streams):
        os.dup2(one, number)
        os.close(one)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    arguments = order["arguments"]
    return import_module("trackgraph").main(arguments) if arguments else worker.main()


if __name__ == "__main__":
    ended = 1
    try:
        ended = _serve(socket.socket(fileno=int(sys.argv[1])))
    except BaseException:  # noqa: BLE001 - as the interpreter does, which is not asked any more
        traceback.print_exc()
    for written in (sys.stdout, sys.stderr):
        written.flush()
    # To take down what was loaded would take longer than many a crawl.
    os._exit(ended)
