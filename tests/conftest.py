"""How random tests are run: the same cases each time, and more of them with TRACKGRAPH_THOROUGH=1."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator
from importlib import import_module

import pytest
from hypothesis import settings
from made_examples import QUICK

# Two workers on two cores: libraries that bring threads of their own would only stand in each other's way.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# They begin before all others: else one of them would still run when the others are through.
LONG = (
    "test_reports_browser.py",
    "test_demo_serving.py",
    "test_crawler_workers.py",
    "test_crawler_changing_blogs.py",
    "test_reports_html.py",
    "test_reports_files.py",
    "test_reports_answers.py",
    "test_reports_next.py",
)

settings.register_profile("quick", max_examples=QUICK, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("thorough" if os.environ.get("TRACKGRAPH_THOROUGH") == "1" else "quick")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """What was packed holds the second of it, and all processes must call a test the same."""
    return argname if isinstance(val, bytes) and b"\x1f\x8b" in val else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays to the end: the collector need not look for garbage meanwhile, nor
    go through it again, and finds little in what tests make."""
    gc.disable()
    try:
        return (yield)
    finally:
        if "crawler.store.opening" in sys.modules:  # where tests are run, not where they are handed out
            import_module("hasty").hasten()
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        gc.enable()
