"""Drawings in a page's source: icons before words, which name themselves for screen readers."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

DRAWING = "<svg"
"""What stands in pages with drawings."""
_NAMES = ("svg > title", "svg > desc")
_CAPTIONS = ", ".join(_NAMES)
_WITHIN = ", ".join(f"{outer} {inner}" for outer in _NAMES for inner in _NAMES)


def drop_captions(tree: LexborHTMLParser) -> None:
    """Take the titles and descriptions out of drawings: browsers do not show them, and they would stand among
    the page's own words."""
    # One may stand within another, with which it is gone already.
    within = {node.mem_id for node in tree.css(_WITHIN)}
    for node in tree.css(_CAPTIONS):
        if node.mem_id not in within:
            node.decompose()
