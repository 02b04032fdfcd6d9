"""Harvests what blogs say: `read_page` reads one page, the spider reads many, the store keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.page import read_page

__all__ = ["read_page"]


def __getattr__(name: str) -> Any:
    # Late: `trackgraph status`, and the process that only starts those that crawl, need no reader of pages.
    if name == "read_page":
        from crawler import page

        return page.read_page
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
