"""Blogs served by a process of their own on free ports of this machine, for tests of whole crawls."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def served_by(command: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """Home pages that a Python command prints, a line each up to an empty one, while the block lasts."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            homes = tuple(line.strip() for line in takewhile(str.strip, server.stdout))
            assert len(homes) == count, "the server ended early"
            yield homes
        finally:
            server.terminate()


@contextmanager
def served_blogs(blogs: int, posts: int, *more: str, size: int = 2000) -> Iterator[tuple[str, ...]]:
    """Home pages of made blogs, each on a port of its own; `more` are further arguments of the server."""
    numbers = ["--blogs", str(blogs), "--posts", str(posts), "--bytes", str(size)]
    command = ["benchmarks/served.py", *numbers, "--port", str(free_ports(blogs)), *more]
    with served_by(command, blogs) as homes:
        yield homes


def free_ports(count: int) -> int:
    """The first of so many free ports in a row: another worker may serve the same blogs beside us."""
    for first in random.Random(os.getpid()).sample(range(7_000, 9_900, count), 100):
        with ExitStack() as bound:
            try:
                for port in range(first, first + count):
                    bound.enter_context(socket.create_server(("127.0.0.1", port)))
            except OSError:
                continue
            return first
    raise OSError("no free ports in a row")


def hear_ctrl_c() -> None:
    """For a process as it starts: tests that run in a shell's background ignore Ctrl-C, and so would it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
