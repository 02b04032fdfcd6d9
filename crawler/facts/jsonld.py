"""A post's facts from JSON-LD, tolerant of the broken JSON that templates print."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.markup.document import Document, fold
from crawler.markup.json_strings import characters

_POSTS = (
    "BlogPosting",
    "NewsArticle",
    "Article",
    "TechArticle",
    "Report",
    "SocialMediaPosting",
    "LiveBlogPosting",
)
_CONTROL = re.compile(r"[\x00-\x1f]")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_ESCAPE = re.compile(r"\\(.)", re.S)
_VALUE = re.compile(r"\S|\Z")
_COMMENTS = re.compile(r"\A(?:\s*(?:/\*.*?\*/|//[^\n]*\n))+", re.S)
_DECODER = json.JSONDecoder(strict=False)
_OF_NAMESPACE = re.compile(r".*[/:#]")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|"
    r"/\*\s*\]\]>\s*\*/|\]\]>)\s*$"
)
_COMMA = re.compile(",")
# Plug-ins join several by a comma alone: "Fashion,Travel"; one may hold commas with a space.
_BETWEEN_SECTIONS = re.compile(r",(?=\S)")
_DEEPEST = 12
_MOST_NODES = 2000


def read_jsonld(document: Document) -> tuple[dict[str, Any], frozenset[str]]:
    """Fields of the page's post (title, author, published, modified, tags, section, excerpt, language), and
    the names of all types that the page's JSON-LD speaks of. Both empty where there is none.

    Of a page without a post `page_published`, where that is stated.
    """
    attributes = document.attributes
    scripts = [i for i in document.tags("script") if "ld+json" in (attributes[i].get("type") or "").lower()]
    if not scripts:
        return {}, frozenset()
    nodes = [node for i in scripts for node in _nodes(_load(document.elements[i].text()))]
    kinds = frozenset(kind for node in nodes for kind in _types(node))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    post = next(
        (
            node
            for kind in _POSTS
            for node in nodes
            if kind in _types(node) and "comment" not in node.get("@id", "")
        ),
        None,
    )
    return (_fields(post, by_id) if post else _of_page(nodes)), kinds


def _of_page(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """When the one page that is described was published, where no post is described: Yoast's plug-in
    describes posts without a known author so."""
    dates = [_text(node.get("datePublished")) for node in nodes if "WebPage" in _types(node)]
    return {"page_published": dates[0]} if len(dates) == 1 else {}


def _load(text: str) -> Any:
    """What a script holds, mended where it is broken: the list of its values where it holds several."""
    text = _WRAPPING.sub("", text.strip("\ufeff\t\n\r\f "))
    for repair in (str, _repaired, _unescaped):
        try:
            return _values(repair(text))
        except (ValueError, RecursionError):
            continue
    return None


def _values(text: str) -> Any:
    """One value, or several that stand behind one another."""
    found: list[Any] = []
    end = 0
    while end < len(text) or not found:
        value, end = _DECODER.raw_decode(text, end)
        found.append(value)
        end = _VALUE.search(text, end).start()  # type: ignore[union-attr]  # it finds the end, too
    return found[0] if len(found) == 1 else found


def _repaired(text: str) -> str:
    text = _COMMENTS.sub("", text).strip()
    return _TRAILING_COMMA.sub(r"\1", _ESCAPE.sub(_escape, _CONTROL.sub(" ", text))).rstrip("; ")


def _escape(match: re.Match[str]) -> str:
    """An escape as JSON knows it: an apostrophe needs none, a backslash before other characters is meant."""
    if match[1] == "'":
        return "'"
    return match[0] if match[1] in '"\\/bfnrtu' else rf"\\{match[1]}"


def _unescaped(text: str) -> str:
    return _repaired(html.unescape(text))


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object, outermost first, without recursion and within bounds."""
    queue: list[tuple[Any, int]] = [(value, 0)]
    for item, depth in queue:
        if isinstance(item, dict):
            yield item
        children = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
        if depth < _DEEPEST and len(queue) < _MOST_NODES:
            queue += [(child, depth + 1) for child in children if isinstance(child, dict | list)]


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    stated = kind if isinstance(kind, list) else [kind]
    return [_OF_NAMESPACE.sub("", each) for each in stated if isinstance(each, str)]


def _fields(post: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    categories = _texts(post.get("articleSection"), joint=_BETWEEN_SECTIONS)
    return {
        "title": _text(post.get("headline") or post.get("name")),
        "author": _name(post.get("author") or post.get("creator"), by_id),
        "published": _text(post.get("datePublished") or post.get("dateCreated")),
        "modified": _text(post.get("dateModified")),
        "tags": [*categories, *_texts(post.get("keywords"))],
        "categories": categories,
        "excerpt": _text(post.get("description")),
        "language": _text(post.get("inLanguage")),
    }


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return fold(html.unescape(characters(value[:4000]))) if isinstance(value, str) else ""


def _texts(value: Any, *, joint: re.Pattern[str] = _COMMA) -> list[str]:
    if isinstance(value, str):
        value = joint.split(value)
    return list(filter(None, map(_text, value[:200]))) if isinstance(value, list) else []


def _name(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        value = _load(value)  # a template that prints the object as a string
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and "name" not in value:
        value = by_id.get(str(value.get("@id")), value)
    return _text(value.get("name") if isinstance(value, dict) else value)
