"""Ctrl-C at any moment."""

from __future__ import annotations

import _thread
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_SOON = 0.02
"""Seconds by which what Python calls by itself is over."""


@contextmanager
def heard_interrupts() -> Iterator[None]:
    """Hear of Ctrl-C also where it comes while Python calls by itself what an object or a library left to be
    called: there it would be dropped, with a traceback, and the program would go on."""
    before = sys.unraisablehook

    def told(what: Any) -> None:
        if issubclass(what.exc_type, KeyboardInterrupt):
            told_of = _thread.allocate_lock()
            with told_of:  # no `threading.Timer`: to start one waits for it, and so may hear it here, in vain
                _thread.start_new_thread(_interrupt_after, (told_of,))
        else:
            before(what)

    sys.unraisablehook = told
    try:
        yield
    finally:
        sys.unraisablehook = before


def _interrupt_after(told_of: _thread.LockType) -> None:
    """Ctrl-C for the main thread, soon after this lock is free."""
    with told_of:
        time.sleep(_SOON)
    _thread.interrupt_main()
