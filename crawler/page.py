"""Everything that one page says."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.records import Page


def read_page(body: bytes, url: str, headers: Mapping[str, str] | None = None) -> Page:
    """Read one page. Makes no request, reads no setting and no clock, never raises."""
    raise NotImplementedError
