"""Subscriptions as feed readers export them: OPML (http://opml.org/spec2.opml).

By lxml alone: listparser forgets the home page of a subscription that has a feed, which may live elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_FEED_IN_FOLDER = re.compile(r"(?:feeds?|rss|atom|index)[^/]*/?(?:\?.*)?$")


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What a file names: for each subscription the addresses that may be its home page, the likeliest first.

    `damage`: how the file is damaged, "" where it is whole. Of a damaged one there is what can be read.
    """

    found: tuple[tuple[str, ...], ...]
    damage: str


def read_opml(content: bytes) -> Subscriptions:
    """The subscriptions of an OPML file. Of one that states no home page it is the folder of its feed."""
    content = content.strip()
    safe = {"resolve_entities": False, "no_network": True}
    damage = ""
    try:
        root = etree.fromstring(content, etree.XMLParser(**safe))
    except etree.XMLSyntaxError as exc:
        root = etree.fromstring(content, etree.XMLParser(**safe, recover=True)) if content else None
        damage = "ends early" if b"</opml" not in content.lower() else f"is damaged ({exc.msg})"
    found = (_addresses(one) for one in (root.iter() if root is not None else ()))
    return Subscriptions(found=tuple(one for one in found if one), damage=damage)


def _addresses(element: etree._Element) -> tuple[str, ...]:
    """The addresses of one outline. One that includes another file is none; nor is a comment."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2].lower() != "outline":
        return ()
    stated = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
    return () if stated.get("type", "").lower() == "include" else tuple(_likely(stated))


def _likely(stated: dict[str, str]) -> Iterator[str]:
    if home := stated.get("htmlurl"):
        yield home
    if feed := stated.get("xmlurl"):
        yield _FEED_IN_FOLDER.sub("", feed)
    if link := stated.get("url"):
        yield link
