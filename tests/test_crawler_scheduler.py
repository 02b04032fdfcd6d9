"""When the scheduler is asked again: as soon as some host is free, however late the last plan was."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from crawler.engine import scheduler
from crawler.engine.scheduler import LedgerScheduler


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
