"""The words of a page as one text."""

from __future__ import annotations

from crawler.markup.document import Document, fold

_LONGEST_TEXT = 200_000


def text_of_body(document: Document) -> str:
    """All of them, up to 200,000 characters."""
    body = document.tree.body
    return fold(body.text(separator=" ")[:_LONGEST_TEXT]) if body is not None else ""


def text_before(document: Document, end: int) -> str:
    """Those before the element `end`, scripts left out; all of them where it is -1."""
    body = document.tree.body
    if end < 0 or body is None:
        return text_of_body(document)
    last, parts = document.elements[end].mem_id, []
    for node in body.traverse(include_text=True):
        if node.mem_id == last:
            break
        if node.is_text_node and (node.parent is None or node.parent.tag not in ("script", "style")):
            parts.append(node.text_content or "")
    return fold(" ".join(parts)[:_LONGEST_TEXT])
