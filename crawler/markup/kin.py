"""Elements beside, behind and around another one."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.markup.document import classes

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def next_element(node: LexborNode) -> LexborNode | None:
    """The element behind one, text passed over."""
    each = node.next
    while each is not None and not each.is_element_node:
        each = each.next
    return each


def element_before(node: LexborNode) -> LexborNode | None:
    """The element before one, text passed over."""
    each = node.prev
    while each is not None and not each.is_element_node:
        each = each.prev
    return each


def elements_beside(node: LexborNode) -> Iterator[LexborNode]:
    """The element behind one and the element before it, where they are."""
    for each in (next_element(node), element_before(node)):
        if each is not None:
            yield each


def elements_behind(node: LexborNode) -> Iterator[LexborNode]:
    """All elements behind one in the same element."""
    each = next_element(node)
    while each is not None:
        yield each
        each = next_element(each)


def siblings_behind(node: LexborNode) -> Iterator[LexborNode]:
    """All nodes behind one in the same element, text too."""
    each = node.next
    while each is not None:
        yield each
        each = each.next


def is_made_alike(node: LexborNode, other: LexborNode) -> bool:
    """Whether two elements have the same tag and the same classes."""
    return node.tag == other.tag and classes(node) == classes(other)


def holder_of(node: LexborNode) -> int | None:
    """What tells the element that holds a node (`mem_id`); None where none does."""
    return node.parent.mem_id if node.parent is not None else None
