"""What nobody sees of a page: comments, instructions (`<?php`), scripts and style sheets; and elements that
only say what their content looks like.

Templates put them between any two elements, where they would count as neighbours of what is seen, and within
texts, which they would cut, or add their own to.
"""

from __future__ import annotations

from itertools import compress

from selectolax.lexbor import LexborHTMLParser, LexborNode

_RAW = ("script", "style")
_UNSEEN = frozenset({"-comment", None, *_RAW})
HANDED = "DsqLocal"
"""What Disqus's plugin for WordPress calls the data that it hands to Disqus's script."""

_LOOKS = ["font", "nobr", "big", "tt", "bdi"]
LOOKS = tuple(f"<{name}" for name in _LOOKS)
"""What stands in pages with elements that only say what their content looks like."""


def unwrap_looks(tree: LexborHTMLParser) -> None:
    """Put the content of these elements in their place; texts that come together so become one."""
    tree.unwrap_tags(_LOOKS, delete_empty=True)
    if tree.root is not None:
        tree.root.merge_text_nodes()


def drop_unseen(nodes: list[LexborNode], *, handed: bool) -> tuple[list[LexborNode], list[str]]:
    """Take what is unseen out of a page's body; the elements that stay of all its nodes, and their tags.

    Scripts stay that are data, no programs: by a type of JSON, or, where the page has any, those `handed`.
    """
    tags = [node.tag for node in nodes]
    body = tags.index("body") if "body" in tags else 0
    stays = [True] * len(nodes)
    cut = False
    for i in compress(range(len(nodes)), map(_UNSEEN.__contains__, tags)):
        if i > body and not (tags[i] in _RAW and _stays(nodes[i], handed=handed)):
            cut |= _drop(nodes[i])
            stays[i] = False
        else:
            stays[i] = nodes[i].is_element_node
    if cut:
        nodes[0].merge_text_nodes()
    if all(stays):
        return nodes, tags  # type: ignore[return-value]
    return list(compress(nodes, stays)), [tag or "" for tag in compress(tags, stays)]


def _stays(node: LexborNode, *, handed: bool) -> bool:
    if "json" in (node.attributes.get("type") or "").lower() or (handed and HANDED in node.text()):
        return True
    return next(node.iter(), None) is not None  # as in drawings, where it may hold elements


def _drop(node: LexborNode) -> bool:
    """Take a node out; whether texts on both sides of it are to become one. Of white space one piece goes."""
    before, behind = node.prev, node.next
    node.decompose()
    if before is None or behind is None or not (before.is_text_node and behind.is_text_node):
        return False
    if before.is_empty_text_node and behind.is_empty_text_node:
        before.decompose()
        return False
    return True
