"""`trackgraph demo --keep-serving`: how it ends, and with it the server of the sample blogs."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from made_served import hear_ctrl_c

CODE = """
import sys, trackgraph
trackgraph._report = lambda store, out: out
sys.exit(trackgraph.main())
"""
PATIENCE = 60
"""Seconds until a process that should have ended is taken for one that lives on."""


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A demo that has crawled its blogs, writes no report and serves, and the port of its blogs."""
    command = [sys.executable, "-c", CODE, "demo", "--keep-serving", "--out", str(folder)]
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=root,
        preexec_fn=hear_ctrl_c,
    ) as demo:
        try:
            assert demo.stdout is not None
            lines = iter(demo.stdout.readline, "")
            port = int(next(lines).rstrip().rstrip("/").rpartition(":")[2])
            assert any("until Ctrl-C" in line for line in lines)
            yield demo, port
        finally:
            demo.kill()


def answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_demo_and_its_server_end_together(number: signal.Signals, tmp_path: Path) -> None:
    with serving(tmp_path / "demo") as (demo, port):
        assert answers(port)
        demo.send_signal(number)
        assert demo.wait(PATIENCE) == (0 if number == signal.SIGINT else -number)
        until = time.monotonic() + PATIENCE
        while answers(port) and time.monotonic() < until:
            time.sleep(0.05)
        assert not answers(port)
