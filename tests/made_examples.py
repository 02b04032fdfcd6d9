"""How many random examples a test takes that needs more or fewer than others."""

from __future__ import annotations

from hypothesis import settings

QUICK = 40
"""Examples of a test that says nothing of their number, in a quick run."""


def examples(quick: int) -> int:
    """So many in a quick run, and in a thorough one as many times more as all other tests take."""
    return quick * settings.default.max_examples // QUICK
