"""Advertisements that stand between a page's own parts: they are no part of it, and hide none."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

ADVERTISING = ("google_ad_", "adsbygoogle", "googlesyndication")
"""What stands in pages with advertisements of the commonest seller."""
_HOLDERS = frozenset({"div", "p", "center", "span", "aside", "noscript"})
_HIGHEST = 3


def drop_advertising(tree: LexborHTMLParser) -> None:
    """Take the advertisements of that seller out of a page, and what holds nothing else."""
    # The last first: one may stand within another, with which it would be gone already.
    for node in reversed(tree.css("script, ins.adsbygoogle")):
        if node.tag == "ins" or _is_advertisement(node):
            _drop(node)


def _is_advertisement(script: LexborNode) -> bool:
    """Whether a script runs one: data may tell of them."""
    held = script.attributes
    source = held.get("src") or script.text()
    return "json" not in (held.get("type") or "") and any(name in source for name in ADVERTISING)


def _drop(node: LexborNode) -> None:
    """Remove an element, and each holder that is left empty."""
    for _ in range(_HIGHEST):
        holder = node.parent
        node.decompose()
        if holder is None or holder.tag not in _HOLDERS or holder.text().strip() or next(holder.iter(), None):
            return
        node = holder
