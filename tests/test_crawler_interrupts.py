"""Ctrl-C where Python calls something by itself."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from crawler.interrupts import heard_interrupts


class Left:
    """Does something when it is taken down."""

    def __init__(self, last: Callable[[], object]) -> None:
        self.last = last

    def __del__(self) -> None:
        self.last()


def _ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def _fault() -> None:
    raise ValueError


@pytest.fixture
def dropped(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    kinds: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda what: kinds.append(what.exc_type))
    return kinds


def _take_down(last: Callable[[], object]) -> None:
    Left(last)
    time.sleep(0.5)


@pytest.mark.parametrize("soon", [0.0, 0.02])
def test_ctrl_c_while_an_object_is_taken_down_ends_the_program(
    soon: float, dropped: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.interrupts._SOON", soon)
    with pytest.raises(KeyboardInterrupt), heard_interrupts():
        _take_down(_ctrl_c)
    assert dropped == []


@pytest.mark.parametrize(("last", "kinds"), [(_fault, [ValueError]), (int, [])])
def test_what_is_no_ctrl_c_is_told_as_ever(
    last: Callable[[], object], kinds: list[Any], dropped: list[Any]
) -> None:
    with heard_interrupts():
        _take_down(last)
    assert dropped == kinds


def test_afterwards_all_is_as_before(dropped: list[Any]) -> None:
    before = sys.unraisablehook
    with heard_interrupts():
        assert sys.unraisablehook is not before
    assert sys.unraisablehook is before
