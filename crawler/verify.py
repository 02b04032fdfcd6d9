"""Does a fetched source really link to the target: the check of a Webmention receiver, exact and tolerant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.document import Tree, fold
from crawler.markup.encoding import decode

# https://html.spec.whatwg.org/multipage/indices.html#attributes-3: all attributes that hold a URL.
_ATTRIBUTES = (
    "href",
    "src",
    "cite",
    "data",
    "poster",
    "action",
    "formaction",
    "longdesc",
    "background",
    "codebase",
    "itemid",
)
_LISTS = ("srcset", "imagesrcset", "ping", "archive", "itemtype")
_SELECTOR = (
    ", ".join(f"[{name}]" for name in (*_ATTRIBUTES, *_LISTS))
    + ", meta[content], param[value], svg a, svg use, svg image"
)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.I)
# The comma behind a descriptor ends an image's candidate, with or without a space: "a.png 1x,b.png 2x".
_DESCRIPTOR = re.compile(r"(?<=\s)[\d.]+[xwh],", re.I)
_CANDIDATE = re.compile(r"[^\s,]\S*[^\s,]|[^\s,]")
_URL = re.compile(r"https?://[^\s<>\"'`|{}\\^\[\]]+", re.I)
_FEED = re.compile(r"\s*(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:rdf)\b", re.I)
_AROUND = 120
_LONGEST_ANCHOR = 200
_MOST_VALUES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a source showed. `found` is whether it names the target, by any spelling of the same page; `exact`
    whether it names it exactly as given. `rel`, `anchor` and `snippet` are those of the best mention: a
    link's rel values (lower case, space separated) and text, and the text around it; None where it has none.
    `partial`: it is a feed, which holds the newest texts only: that it does not name the target says nothing.
    """

    found: bool = False
    partial: bool = False
    exact: bool = False
    rel: str | None = None
    anchor: str | None = None
    snippet: str | None = None


def find_mention(body: bytes, target: str, *, content_type: str, url: str) -> Mention:
    """The mention of `target` in a page fetched from `url`, after redirects (W3C Webmention 3.2.2).

    HTML counts by its elements' URL attributes, JSON by its property values, any other text by what it says.
    Exact is the URL as given, or as the source's relative link resolves to it; tolerant is `urls.identity`
    (scheme, www, slash, fragment, tracking parameters). An exact mention wins over a tolerant one, a link
    over any other element. An empty target is never found. Never raises.
    """
    if not target.strip():
        return Mention()
    text = decode(body, content_type).text
    mention = _in(text, target, content_type.partition(";")[0].strip().lower(), url)
    return Mention(partial=True) if not mention.found and _FEED.match(text) else mention


def _in(text: str, target: str, kind: str, url: str) -> Mention:
    if kind.endswith("json"):
        return _in_json(text, target)
    if "html" in kind or (not kind and "<" in text[:2000]):
        return _in_html(text, target, url)
    if kind.endswith("xml"):
        # A feed has addresses in its elements' text, and whole pages in escaped or marked sections.
        found = _in_html(text, target, url)
        return found if found.exact else _better(found, _in_text(unescape(text), target))
    return _in_text(text, target)


def _better(one: Mention, other: Mention) -> Mention:
    return other if other.exact or not one.found else one


def _in_html(text: str, target: str, url: str) -> Mention:
    if not _may_hold(text, target, url):
        return Mention()
    document = Tree(text, url)
    best: tuple[int, LexborNode] | None = None
    exact, wanted = document.absolute(target), urls.identity(target)
    for node in document.css(_SELECTOR):
        rank = _rank(document, node, exact, wanted)
        if rank and (best is None or rank > best[0]):
            best = (rank, node)
        if rank == 4:
            break
    return _mention(*best) if best else Mention()


def _may_hold(text: str, target: str, url: str) -> bool:
    """Whether the source holds the target's host, or is on it: without it no link can lead there."""
    host = urls.host(target)
    name = host.removeprefix("www.").partition(":")[0]
    return not name or urls.host(url) == host or name in text.lower() or "xn--" in host or "&" in text


def _rank(document: Tree, node: LexborNode, exact: str | None, wanted: str) -> int:
    """0 for no mention; 1 and 2 for tolerant, 3 and 4 for exact ones; the even ones are links."""
    rank = 0
    for written in _values(node):
        absolute = document.absolute(written)
        if absolute is None:
            continue
        link = node.tag in ("a", "area")
        if absolute == exact:
            return 4 if link else 3
        if urls.identity(absolute) == wanted:
            rank = 2 if link else max(rank, 1)
    return rank


def _values(node: LexborNode) -> Iterator[str]:
    """Every address that the element names, as written."""
    attributes = node.attributes
    for name in (*_ATTRIBUTES, "xlink:href"):
        if value := attributes.get(name):
            yield value.strip()
    for name in _LISTS:
        if value := attributes.get(name):
            yield from _CANDIDATE.findall(_DESCRIPTOR.sub(" ", value))
    if node.tag in ("meta", "param"):
        value = (attributes.get("content") or attributes.get("value") or "").strip()
        if (refresh := _REFRESH.match(value)) and "http-equiv" in attributes:
            yield refresh[1].strip()
        elif value.startswith(("http:", "https:")):
            yield value


def _mention(rank: int, node: LexborNode) -> Mention:
    link = rank in (2, 4)
    rel = " ".join((node.attributes.get("rel") or "").lower().split())
    anchor = fold(node.text()[: 10 * _LONGEST_ANCHOR])[:_LONGEST_ANCHOR]
    return Mention(
        found=True,
        exact=rank >= 3,
        rel=rel or None,
        anchor=(anchor or None) if link else None,
        snippet=_around(node) or None,
    )


def _around(node: LexborNode) -> str:
    """The text of the smallest block that holds the element and some words beside it."""
    own = node.text()[:2000] if node.tag != "blockquote" else ""
    block = node.parent
    steps = 0
    while block is not None and block.tag not in ("body", "html", "head") and steps < 6:
        text = block.text()
        if len(text) > len(own) + _AROUND or block.tag in ("p", "li", "td", "dd", "blockquote"):
            return _cut(fold(text), fold(own))
        block = block.parent
        steps += 1
    return _cut(fold(node.parent.text()[:20_000]), fold(own)) if node.parent is not None else ""


def _cut(text: str, middle: str) -> str:
    place = max(text.find(middle), 0)
    return text[max(0, place - _AROUND) : place + len(middle[:_LONGEST_ANCHOR]) + _AROUND].strip()


def _in_json(text: str, target: str) -> Mention:
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _in_text(text, target)
    wanted = urls.identity(target)
    tolerant: str | None = None
    for value in _strings(document):
        if value.strip() == target:
            return Mention(found=True, exact=True, snippet=value[: 2 * _AROUND])
        if tolerant is None and value.startswith(("http:", "https:")) and urls.identity(value) == wanted:
            tolerant = value
    return Mention(found=True, snippet=tolerant[: 2 * _AROUND]) if tolerant else Mention()


def _strings(document: Any) -> Iterator[str]:
    """Every property value that is a string, without recursion."""
    queue = [document]
    for item in queue:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict | list) and len(queue) < _MOST_VALUES:
            queue.extend(item.values() if isinstance(item, dict) else item)


def _in_text(text: str, target: str) -> Mention:
    # The address of another page may begin with the target: what follows must not go on with it.
    if here := re.search(re.escape(target) + r"(?![\w/%&=?-]|[.:,;~+]\w)", text):
        return Mention(found=True, exact=True, snippet=_excerpt(text, here.start(), len(target)))
    wanted = urls.identity(target)
    for match in _URL.finditer(text):
        if wanted in (urls.identity(match[0]), urls.identity(match[0].rstrip(".,;:!?)"))):
            return Mention(found=True, snippet=_excerpt(text, match.start(), len(match[0])))
    return Mention()


def _excerpt(text: str, place: int, length: int) -> str:
    return fold(text[max(0, place - _AROUND) : place + length + _AROUND])
