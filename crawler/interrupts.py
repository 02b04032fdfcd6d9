"""Ctrl-C at any moment."""

from __future__ import annotations

import _thread
import sys
import threading
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
            again = threading.Timer(_SOON, _thread.interrupt_main)
            again.daemon = True
            again.start()
        else:
            before(what)

    sys.unraisablehook = told
    try:
        yield
    finally:
        sys.unraisablehook = before
