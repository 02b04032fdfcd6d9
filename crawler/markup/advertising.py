"""Advertisements that stand between a page's own parts: they are no part of it, and hide none."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SELLER = b"google"
_NAMES = (b"google_ad_", b"adsbygoogle", b"googlesyndication")
_HELD = tuple(name.decode() for name in _NAMES)
_HOLDERS = frozenset({"div", "p", "center", "span", "aside", "noscript"})
_HIGHEST = 3


def drop_advertising(tree: LexborHTMLParser, data: bytes) -> None:
    """Take the advertisements of the commonest seller out of a page, and what holds nothing else."""
    # Most pages are searched once, and not for each name.
    if _SELLER not in data or not any(name in data for name in _NAMES):
        return
    for node in tree.css("script, ins.adsbygoogle"):
        if node.tag == "ins" or _is_advertisement(node):
            _drop(node)


def _is_advertisement(script: LexborNode) -> bool:
    """Whether a script runs one: data may tell of them."""
    held = script.attributes
    source = held.get("src") or script.text()
    return "json" not in (held.get("type") or "") and any(name in source for name in _HELD)


def _drop(node: LexborNode) -> None:
    """Remove an element, and each holder that is left empty."""
    for _ in range(_HIGHEST):
        holder = node.parent
        node.decompose()
        if holder is None or holder.tag not in _HOLDERS or holder.text().strip() or next(holder.iter(), None):
            return
        node = holder
