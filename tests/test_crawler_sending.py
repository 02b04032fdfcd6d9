"""When requests are sent: once some host is free, however late the last plan was, until all is done.

And however many other hosts do not answer.
"""

from __future__ import annotations

import asyncio
import resource
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from made_weeks import odd_blogs
from scrapy import Request

from crawler.engine import sending
from crawler.engine.download import Refused
from crawler.engine.scheduler import EmptyScheduler
from crawler.engine.sending import Sender
from crawler.errors import StoreError
from crawler.harvest import Role, Task


class _Timer:
    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class _Frontier:
    """Hands out these tasks, one at each look; None: no host is free."""

    starving = 0

    def __init__(self, *tasks: Task | None, wakes_at: float | None = None) -> None:
        self.stopping: list[Any] = []
        self.looked = 0
        self._tasks = list(tasks)
        self._wakes_at = wakes_at

    @property
    def empty(self) -> bool:
        return not self._tasks

    def next(self) -> Task | None:
        self.looked += 1
        return self._tasks.pop(0) if self._tasks else None

    def wakes_at(self) -> float | None:
        return self._wakes_at


class _Engine:
    """Answers each request with a word, or raises what stands in its place."""

    def __init__(self, *answers: object, wait: float = 0) -> None:
        self.running = True
        self._wait = wait
        self.sent: list[str] = []
        self._answers = list(answers)

    def needs_backout(self) -> bool:
        return not self.running

    @property
    def downloader(self) -> _Engine:
        return self

    async def read(self, request: Request) -> object:
        self.sent.append(request.url)
        await asyncio.sleep(self._wait)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class _Spider:
    def __init__(self, session: SimpleNamespace, fault: Exception | None = None) -> None:
        self.session = session
        self.got: list[object] = []
        self._fault = fault

    def parse(self, answer: object) -> None:
        if self._fault is not None:
            raise self._fault
        self.got.append(answer)

    def failed(self, task: Task, error: Exception) -> None:
        self.got.append((task.url, error))


def _made(
    frontier: Any, engine: Any = None, fault: Exception | None = None, **session: Any
) -> tuple[Any, Any]:
    """(a sender, its spider)"""
    values = {"unstored": 0, "failure": None, "agent": "a", "expand": lambda: False, **session}
    spider = _Spider(SimpleNamespace(frontier=frontier, **values), fault)
    return Sender(SimpleNamespace(engine=engine or _Engine()), spider), spider  # type: ignore[arg-type]


def _task(number: int) -> Task:
    return Task(url=f"https://a.example/{number}/#part", blog=1, role=Role.POST)


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

    monkeypatch.setattr(sending, "call_later", call_later)
    monkeypatch.setattr(sending.time, "monotonic", lambda: 100.0)
    times = iter(wakes)
    frontier = SimpleNamespace(next=lambda: None, starving=0, stopping=[], wakes_at=lambda: next(times))
    sender, _ = _made(frontier)
    for _ in wakes:
        assert sender.next_request() is None
    assert [wait for wait, _ in made] == timers
    assert [timer.cancelled for _, timer in made] == [True] * (len(timers) - 1) + [False] * bool(timers)


def test_a_fault_in_what_is_next_ends_the_crawl() -> None:
    def fails() -> None:
        raise ValueError("a fault")

    frontier = SimpleNamespace(next=fails, starving=0, stopping=[], empty=False)
    sender, spider = _made(frontier)
    assert sender.is_more()
    assert sender.next_request() is None
    assert isinstance(spider.session.failure, ValueError)
    assert not sender.is_more()
    frontier.next = pytest.fail
    assert sender.next_request() is None, "nothing more is asked for"


@pytest.mark.parametrize(
    ("unstored", "failure", "stopped", "done"),
    [
        (0, None, False, ["look"]),
        (3, None, False, ["flush", "look"]),
        (3, StoreError("The disk is full."), False, []),
        (0, None, True, []),
    ],
)
def test_what_waits_is_stored_when_time_is_up(
    monkeypatch: pytest.MonkeyPatch, unstored: int, failure: Exception | None, stopped: bool, done: list[str]
) -> None:
    made: list[Any] = []
    frontier = SimpleNamespace(
        next=lambda: None, starving=0, stopping=[], wakes_at=lambda: 101.0, empty=False
    )
    sender, spider = _made(frontier, unstored=unstored, flush=lambda: made.append("flush"))
    monkeypatch.setattr(sending, "call_later", lambda _wait, call: made.append(call) or _Timer())
    assert sender.next_request() is None
    wake = made.pop()
    frontier.next = lambda: made.append("look")
    spider.session.failure = failure
    sender._crawler.engine.running = not stopped
    sender._over = SimpleNamespace(done=lambda: True)
    wake()
    assert [one for one in made if isinstance(one, str)] == done


REFUSED = Refused("timeout")


@pytest.mark.parametrize(
    ("answers", "got"),
    [
        ([], []),
        (["one"], ["one"]),
        (["one", "two", "three"], ["one", "two", "three"]),
        (["one", REFUSED, "three"], ["one", ("https://a.example/1/#part", REFUSED), "three"]),
    ],
    ids=["nothing to do", "one", "several", "one fails"],
)
def test_every_answer_reaches_the_spider_and_then_it_is_over(
    answers: list[object], got: list[object]
) -> None:
    tasks = [_task(number) for number in range(len(answers))]
    engine = _Engine(*answers)
    sender, spider = _made(_Frontier(*tasks), engine)
    asyncio.run(asyncio.wait_for(sender.run(), 60))
    assert spider.got == got
    assert engine.sent == [task.url.partition("#")[0] for task in tasks]


def test_blogs_met_last_are_looked_for_before_it_is_over() -> None:
    frontier = _Frontier()
    hops = iter((True, False))

    def expand() -> bool:
        if met := next(hops):
            frontier._tasks.append(_task(1))
        return met

    sender, spider = _made(frontier, _Engine("one"), expand=expand)
    asyncio.run(asyncio.wait_for(sender.run(), 60))
    assert spider.got == ["one"]


def test_a_store_that_fails_where_blogs_met_are_looked_for_ends_the_crawl() -> None:
    fault = StoreError("The store is gone.")

    def expand() -> bool:
        raise fault

    sender, spider = _made(_Frontier(_task(0)), _Engine("one"), expand=expand)
    asyncio.run(asyncio.wait_for(sender.run(), 60))
    assert spider.got == ["one"]
    assert spider.session.failure is fault


def test_a_fault_in_an_answer_ends_the_crawl_whatever_waits() -> None:
    fault = ValueError("a fault")
    frontier = _Frontier(_task(0), None, _task(1), wakes_at=1e9)
    sender, spider = _made(frontier, _Engine("one"), fault)
    asyncio.run(asyncio.wait_for(sender.run(), 60))
    assert spider.session.failure is fault
    assert not frontier.empty


def test_stopped_it_sends_nothing_more_and_takes_what_is_on_its_way() -> None:
    engine = _Engine("one", "two", wait=0.05)
    sender, spider = _made(_Frontier(_task(0), None, _task(1)), engine)

    async def go() -> None:
        running = asyncio.create_task(sender.run())
        while not engine.sent:
            await asyncio.sleep(0)
        engine.running = False
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert spider.got == []
        await sender.through()

    asyncio.run(go())
    assert (engine.sent, spider.got) == (["https://a.example/0/"], ["one"])


def test_stopped_at_once_it_sends_not_even_what_was_handed_out() -> None:
    engine = _Engine("one")
    sender, _ = _made(_Frontier(_task(0)), engine)

    async def go() -> None:
        running = asyncio.create_task(sender.run())
        await asyncio.sleep(0)
        engine.running = False
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        await sender.through()

    asyncio.run(go())
    assert engine.sent == []


def test_scrapy_itself_has_nothing_to_schedule_and_stores_the_last_answers() -> None:
    ended: list[str] = []

    async def through() -> None:
        await asyncio.sleep(0)
        ended.append("all have come")

    async def close() -> None:
        await scheduler.close("finished").asFuture(asyncio.get_running_loop())

    scheduler = EmptyScheduler.from_crawler(SimpleNamespace())  # type: ignore[arg-type]
    session = SimpleNamespace(end=lambda: ended.append("end"))
    scheduler.open(SimpleNamespace(session=session, sender=SimpleNamespace(through=through)))
    assert not scheduler.enqueue_request(Request("https://a.example/"))
    assert not scheduler.has_pending_requests()
    assert scheduler.next_request() is None
    assert ended == []
    asyncio.run(close())
    assert ended == ["all have come", "end"]


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
