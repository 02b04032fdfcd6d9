"""Citations (h-cite) that nothing names as received: right behind the post, signed and dated, where the page
takes webmentions. What a post cites stands in its text, or says what it is to the post."""

from __future__ import annotations

from crawler.lists.entries import Entry, in_text
from crawler.markup.document import Document, classes
from crawler.markup.kin import element_before
from crawler.mentions.places import takes_webmentions

_CARDS = frozenset({"h-card", "p-author", "u-author"})
_BETWEEN = frozenset({"hr", "br", "script", "style"})


def is_loose_cite(entry: Entry) -> bool:
    """Whether an entry is such a citation: the post ends right before it, or before citations like it."""
    node, document = entry.node, entry.document
    if not _is_bare(classes(node)) or not takes_webmentions(document) or in_text(node):
        return False
    before = element_before(node)
    while before is not None and (before.tag in _BETWEEN or _is_bare(classes(before))):
        before = element_before(before)
    return (
        before is not None and bool(document.within(before, "h1")) and _is_signed_and_dated(document, entry)
    )


def _is_bare(names: frozenset[str]) -> bool:
    """Whether classes call a citation nothing else: no `u-in-reply-to`, no `u-like-of`."""
    return "h-cite" in names and not any(name.startswith(("u-", "p-")) for name in names)


def _is_signed_and_dated(document: Document, entry: Entry) -> bool:
    signed = any(not names.isdisjoint(_CARDS) for _, names in entry.classes())
    dated = any(document.within(link, "time") for link in entry.links())
    return signed and dated
