"""Items of RSS and Atom answers, read tolerantly: no entity is resolved, no network is touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class Item:
    """One item: texts by local element name (the first of each), and its link as written."""

    texts: dict[str, str]
    link: str

    def text(self, *names: str) -> str:
        """Text of the first of the named elements that has any; "" where none has."""
        return next((found for name in names if (found := self.texts.get(name))), "")


def parse(body: bytes) -> etree._Element | None:
    """The root of an XML answer, mended where it is broken; None where it is no XML at all."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def items(root: etree._Element) -> Iterator[Item]:
    """All `item` and `entry` elements, in document order."""
    for node in root.iter("{*}item", "{*}entry"):
        texts: dict[str, str] = {}
        link = ""
        for child in node:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname.lower()
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
