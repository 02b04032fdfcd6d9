"""The conventions by which pages list linkbacks: the table that names them, and the union of what they read.

A convention is a module with `extract(document, url) -> Iterator[Linkback]`. It yields nothing where its markup
is absent, never raises and never guesses. It imports `crawler.records` and `crawler.document`, never another
convention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crawler.document import Document
from crawler.records import Linkback

Extract = Callable[[Document, str], Iterator[Linkback]]

CONVENTIONS: dict[str, Extract] = {}
