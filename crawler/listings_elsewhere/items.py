"""Items of RSS and Atom answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.markup import xml


@dataclass(frozen=True, slots=True)
class Item:
    """One item: texts by local element name (the first of each), and its link as written."""

    texts: dict[str, str]
    link: str

    def text(self, *names: str) -> str:
        """Text of the first of the named elements that has any; "" where none has."""
        return next((found for name in names if (found := self.texts.get(name))), "")


def items(root: etree._Element) -> Iterator[Item]:
    """All `item` and `entry` elements, in document order."""
    for node in root.iter("{*}item", "{*}entry"):
        texts: dict[str, str] = {}
        link = ""
        for child in node:
            if not (name := xml.local(child)):
                continue
            text = " ".join("".join(str(part) for part in child.itertext()).split())
            link = link or _link(child, name, text)
            texts.setdefault(name, text)
        yield Item(texts, link)


def text_of(root: etree._Element, name: str) -> str:
    """Text of the first element with this local name; "" where there is none."""
    found = next(root.iter(f"{{*}}{name}"), None)
    return " ".join("".join(str(part) for part in found.itertext()).split()) if found is not None else ""


def _link(child: etree._Element, name: str, text: str) -> str:
    if name != "link" or child.get("rel", "alternate") != "alternate":
        return ""
    return str(child.get("href") or text)
