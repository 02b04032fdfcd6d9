"""When the scheduler is asked again: as soon as some host is free, however late the last plan was.

And however many other hosts do not answer.
"""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from made_weeks import odd_blogs

from crawler.engine import scheduler
from crawler.engine.scheduler import LedgerScheduler
from crawler.errors import StoreError


class _Timer:
    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


@pytest.mark.parametrize(
    ("wakes", "timers"),
    [
        ([120.0], [20.0]),
        ([120.0, 101.0], [20.0, 1.0]),
        ([101.0, 120.0], [1.0]),
        ([101.0, 101.0], [1.0]),
        ([90.0], [0.0]),
        ([None], []),
    ],
    ids=["one", "an earlier one", "a later one", "the same", "past", "none"],
)
def test_the_next_look_is_at_the_earliest_time(
    monkeypatch: pytest.MonkeyPatch, wakes: list[float | None], timers: list[float]
) -> None:
    made: list[tuple[float, _Timer]] = []

    def call_later(wait: float, _call: Any) -> _Timer:
        made.append((wait, _Timer()))
        return made[-1][1]

    monkeypatch.setattr(scheduler, "call_later", call_later)
    monkeypatch.setattr(scheduler.time, "monotonic", lambda: 100.0)
    times = iter(wakes)
    frontier = SimpleNamespace(next=lambda: None, starving=0, stopping=[], wakes_at=lambda: next(times))
    asked = LedgerScheduler(SimpleNamespace())  # type: ignore[arg-type]
    asked.open(SimpleNamespace(session=SimpleNamespace(frontier=frontier, unstored=0, failure=None)))
    for _ in wakes:
        assert asked.next_request() is None
    assert [wait for wait, _ in made] == timers
    assert [timer.cancelled for _, timer in made] == [True] * (len(timers) - 1) + [False] * bool(timers)


def _asked(**session: Any) -> tuple[LedgerScheduler, SimpleNamespace]:
    frontier = SimpleNamespace(
        next=lambda: None, starving=0, stopping=[], wakes_at=lambda: 101.0, empty=False
    )
    made = SimpleNamespace(**{"frontier": frontier, "unstored": 0, "failure": None, **session})
    asked = LedgerScheduler(SimpleNamespace(engine=None))  # type: ignore[arg-type]
    asked.open(SimpleNamespace(session=made))
    return asked, made


def test_a_fault_ends_the_crawl() -> None:
    def fails() -> None:
        raise ValueError("a fault")

    asked, session = _asked()
    assert asked.has_pending_requests()
    session.frontier.next = fails
    assert asked.next_request() is None
    assert isinstance(session.failure, ValueError)
    assert not asked.has_pending_requests()
    session.frontier.next = pytest.fail
    assert asked.next_request() is None, "nothing more is asked for"


@pytest.mark.parametrize(
    ("unstored", "failure", "closing", "flushed", "asked_again"),
    [
        (0, None, None, 0, 1),
        (3, None, None, 1, 1),
        (3, StoreError("The disk is full."), None, 0, 1),
        (0, None, "finished", 0, 0),
    ],
)
def test_what_waits_is_stored_when_time_is_up(
    monkeypatch: pytest.MonkeyPatch,
    unstored: int,
    failure: Exception | None,
    closing: str | None,
    flushed: int,
    asked_again: int,
) -> None:
    made: list[str] = []

    def flush() -> None:
        made.append("flush")
        raise StoreError("The disk is full.")

    asked, session = _asked(unstored=unstored, flush=flush)
    slot = SimpleNamespace(
        closing=closing, nextcall=SimpleNamespace(schedule=lambda: made.append("asked again"))
    )
    asked._crawler.engine = SimpleNamespace(_slot=slot)  # type: ignore[assignment]
    monkeypatch.setattr(scheduler, "call_later", lambda _wait, call: made.append(call) or _Timer())
    assert asked.next_request() is None
    wake: Any = made.pop()
    session.failure = failure
    wake()
    assert made == ["flush"] * flushed + ["asked again"] * asked_again


def _few_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


def test_hosts_that_do_not_answer_hold_up_no_other(tmp_path: Path) -> None:
    options = ["--store", str(tmp_path / "s.db"), "--delay", "0", "--reach", "127.0.0.0/8"]
    # Connections are taken, and never answered; a time-out comes after 30 seconds.
    with socket.create_server(("127.0.0.1", 0), backlog=200) as mute, odd_blogs() as port:
        silent = [f"http://h{n}.localhost:{mute.getsockname()[1]}/" for n in range(100)]
        seeds = [*silent, f"http://bare.localhost:{port}/"]
        command = [sys.executable, "-m", "trackgraph", "crawl", *seeds, *options]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=_few_files) as crawl:
            assert crawl.stderr is not None
            first = crawl.stderr.readline()
            crawl.kill()
    assert first.startswith(f"http://bare.localhost:{port}/: 12 posts read")
