"""What a page's head says, read once: title, meta, link and the body's classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from crawler.markup.document import Document, fold, names_in

_FRONT_MATTER = re.compile(r"\A\ufeff?---\s*\n(.{1,4000}?)\n---\s*\n", re.S)
_FRONT_LINE = re.compile(r"^(title|date|author|description|lang):[ \t]*(['\"]?)(.+?)\2[ \t\r]*$", re.M)
_MOST_TITLES = 8
# What hosts of East Asia end every title with; Sina's with the blog's name before it.
_OF_HOST = re.compile(
    r"\s*(?:[-–—|｜_／]|[:：]{1,2})\s*(?:楽天ブログ(?:（Blog）)?|livedoor ?(?:Blog|ブログ)(?:（ブログ）)?|"
    r"Yahoo!ブログ|goo ?(?:ブログ|blog)|So-netブログ|アメーバブログ|Ameba(?:ブログ| Blog)|"
    r"ウェブリブログ|FC2ブログ|エキサイトブログ|はてなブログ|ココログ|네이버 블로그|다음 블로그|"
    r"痞客邦(?: PIXNET)?(?: ::)?|隨意窩 Xuite日誌|网易博客|搜狐博客)\s*\Z|(?:_[^_]{1,40})?_新浪博客\s*\Z",
    re.I,
)


class HeadLink(NamedTuple):
    """A link element other than a style sheet: relations (lower case), address as written, type, title."""

    rel: tuple[str, ...]
    href: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says. `meta` has every meta element's values by its name or property, lower case.

    `front` are the fields of a static site's front matter, where the page is its source file.
    """

    title: str = ""
    language: str = ""
    body_classes: frozenset[str] = frozenset()
    meta: dict[str, list[str]] = field(default_factory=dict)
    links: tuple[HeadLink, ...] = ()
    front: dict[str, str] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first value that is not empty of the first of these meta names that has one; else ""."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return ""

    def link(self, rel: str) -> str:
        """Address, as written, of the first link element with this relation; else ""."""
        return next((link.href for link in self.links if rel in link.rel and link.href), "")


def read_head(document: Document) -> Head:
    """The head of a page; fields that it lacks are empty."""
    title, language = "", ""
    body: frozenset[str] = frozenset()
    meta: dict[str, list[str]] = {}
    attributes = document.attributes
    for number in document.tags("meta"):
        _add_meta(meta, attributes[number])
    for number in document.tags("html")[-1:]:
        language = attributes[number].get("lang") or attributes[number].get("xml:lang") or ""
    for number in document.tags("body")[-1:]:
        body = names_in(attributes[number].get("class") or "")
    # An inline SVG has titles too; they stand in the body.
    for node in document.tagged("title")[:_MOST_TITLES]:
        title = title or _OF_HOST.sub("", fold(node.text()[:2000]))
    links = [_head_link(held) for held in map(attributes.__getitem__, document.tags("link")) if _leads(held)]
    return Head(title, language, body, meta, tuple(links), _front_matter(document.text))


def _add_meta(meta: dict[str, list[str]], attributes: dict[str, str | None]) -> None:
    value = fold((attributes.get("content") or "")[:4000])
    for key in ("property", "name", "itemprop", "http-equiv"):
        if name := attributes.get(key):
            meta.setdefault(name.strip().lower(), []).append(value)


def _leads(attributes: dict[str, str | None]) -> bool:
    """Whether a link element may lead to another page: half of them, or more, are style sheets."""
    return attributes.get("rel") != "stylesheet"


def _head_link(attributes: dict[str, str | None]) -> HeadLink:
    return HeadLink(
        tuple((attributes.get("rel") or "").lower().split()),
        (attributes.get("href") or "").strip(),
        (attributes.get("type") or "").lower(),
        fold((attributes.get("title") or "")[:400]) if "title" in attributes else "",
    )


def _front_matter(text: str) -> dict[str, str]:
    match = _FRONT_MATTER.match(text) if text.startswith(("---", "\ufeff---")) else None
    return {m[1]: m[3] for m in _FRONT_LINE.finditer(match[1])} if match else {}
