"""The blog's name: as the page states it, or as its own header calls it."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.facts.head import Head
from crawler.facts.titles import without_site
from crawler.markup.document import Document, ancestors, attribute, fold
from crawler.markup.kin import HEADINGS
from crawler.markup.links import leads_home
from crawler.markup.mark_names import MarkNames

_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "text/xml",
)
_SITE_MARKS = (
    ".site-title",
    "#blog-title",
    "#site-title",
    ".blog-title",
    ".blogtitle",
    "#blogtitle",
    "#blogname",
    ".sitename",
    "#sitename",
    "#banner-header",
)
_BRAND = re.compile(r"(?:[.#]|[-_])(?:logo|brand|site-?name|blog-?name)(?:[-_](?:text|link|name))?\Z")
_BRANDS = MarkNames(_BRAND.search)
_LONGEST_SLOGAN = 160
_MOST_HEADINGS = 8
_FIRST_LINKS = 12
# Bytes: two characters of East Asian scripts are a name, two of Latin ones are none.
_SHORTEST = 2
_HIGHEST = 8
_FEED_FORM = re.compile(r"\s*(?:RSS|Atom) ?[\d.]*\s*\Z", re.I)
# "NAME (2005-06-10)", as diaries call the page of a day; PyBlosxom any page "NAME : /travel/walk.html".
_DAY = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*[(（]\w[)）])?"
_DIARY = re.compile(
    rf"(?P<name>.{{2,60}}?)\s*(?:[(（]{_DAY}[)）]|\s[-–—|]\s{_DAY}|\s[:|–—-] /\S*)|"
    rf"{_DAY}\s[-–—|]\s(?P<behind>.{{2,60}})"
)


def site_title_of(document: Document, head: Head) -> str:
    """The blog's name: stated, else what its own header calls it, else "" where nothing is sure."""
    if name := head.first("og:site_name", "application-name"):
        return name
    for node in document.marked(*_SITE_MARKS)[:4]:
        # EasyBlog numbers the title of a post: `h1#title-12.blog-title`.
        text = fold(node.text()[:400])
        numbered = attribute(node, "id")[-1:].isdigit()
        if 0 < len(text) <= 120 and not (
            numbered
            or _is_in_article(node)
            or _is_listed(document, node)
            or _leads_here(document, node)
            or _is_repeated(document, head, node, text)
            or _is_below_name(document, node)
        ):
            return text
    for number in _home_links(document)[:8]:
        text = fold(document.elements[number].text()[:400])
        if 0 < len(text) <= 120 and leads_home(document, document.attributes[number].get("href") or ""):
            return text
    return (
        _feed_title(head)
        or _branded(document)
        or _named_home(document, head)
        or _named_diary(document, head)
        or _first_heading(document, head)
    )


def _is_in_article(node: LexborNode) -> bool:
    """Whether an element stands in an article: what is called a blog's title there is the post's."""
    return any(each.tag == "article" for each in islice(ancestors(node), _HIGHEST))


def _leads_here(document: Document, node: LexborNode) -> bool:
    """Whether an element is the link to this very page, which is below the home page: the post's title, as
    Weebly calls it the blog's."""
    path = urls.split(document.url)[1].strip("/")
    own = urls.identity(document.url) if path else ""
    links = (document.attributes[i].get("href") for i in document.within(node, "a")[:1] if path)
    return any(urls.identity(document.absolute(href or "") or "") == own for href in links)


def _is_repeated(document: Document, head: Head, node: LexborNode, text: str) -> bool:
    """Whether an element without a link says the whole title of a page below the home page, as the heading of
    the post says it again: themes put the post's title in place of the blog's."""
    if text != head.title or document.within(node, "a") or not urls.split(document.url)[1].strip("/"):
        return False
    end = document.span(node)[1]
    below = (number for number in document.tags("h1")[:_MOST_HEADINGS] if number >= end)
    return any(fold(document.elements[number].text()[:400]) == text for number in below)


def _is_below_name(document: Document, node: LexborNode) -> bool:
    """Whether an element is a heading below an h1 that leads home: that is the blog's name."""
    if node.tag not in HEADINGS or node.tag == "h1":
        return False
    here, attributes = document.order(node), document.attributes
    above = (number for number in _home_links(document)[:_MOST_HEADINGS] if number < here)
    return any(leads_home(document, attributes[number].get("href") or "") for number in above)


def _is_listed(document: Document, node: LexborNode) -> bool:
    """Whether an element is the name of another blog in a list of blogs, as Blogger's side bar has it."""
    links = document.within(node, "a")[:1]
    elsewhere = any(
        not urls.is_same_host(document.absolute(document.attributes[i].get("href") or "") or "", document.url)
        for i in links
    )
    return elsewhere and any(each.tag == "li" for each in islice(ancestors(node), _HIGHEST))


def _named_diary(document: Document, head: Head) -> str:
    """The first heading, where the page's title is it and a day, or a path."""
    diary = _DIARY.fullmatch(head.title)
    first = document.tagged("h1")[:1]
    name = (diary["name"] or diary["behind"]) if diary else ""
    return name if first and fold(first[0].text()[:100]) == name else ""


def _branded(document: Document) -> str:
    """The words of a link to the home page that is called a logo or a brand."""
    marks = _BRANDS.on(document)
    for number in document.numbers(*marks)[:_MOST_HEADINGS] if marks else ():
        for link in document.within(document.elements[number], "a")[:1]:
            text = fold(document.elements[link].text()[:200])
            if 1 < len(text) <= 60 and leads_home(document, document.attributes[link].get("href") or ""):
                return text
    return ""


def _first_heading(document: Document, head: Head) -> str:
    """The first heading, where the page's title joins it to what a later heading says, with no text between
    them: "Kiln" in "Kiln - Celadon"."""
    first = next(iter(document.tags("h1")), -1)
    name = fold(document.elements[first].text()[:200]) if first >= 0 else ""
    rest = without_site(head.title, name)
    if not 1 < len(name) <= 60 or rest in ("", head.title):
        return ""
    for number in document.tags("h1", "h2", "h3", "h4"):
        if number > first and _says(fold(document.elements[number].text()[:400]), rest):
            between = (i for i in document.tags("p") if first < i < number)
            return "" if any(len(document.elements[i].text()) > _LONGEST_SLOGAN for i in between) else name
    return ""


def _says(text: str, title: str) -> bool:
    """Whether a heading is a title, or "[topic]title"."""
    return text == title or text.endswith((f"]{title}", f"] {title}", f"］{title}"))


def _named_home(document: Document, head: Head) -> str:
    """The words of one of the first links, to the home page, that the page's title begins or ends with."""
    title = head.title.lower()
    for number in document.tags("a")[:_FIRST_LINKS] if title else ():
        text = fold(document.elements[number].text()[:120])
        named = _SHORTEST < len(text.encode()) < len(head.title.encode()) and (
            title.startswith(text.lower()) or title.endswith(text.lower())
        )
        if named and leads_home(document, document.attributes[number].get("href") or ""):
            return text
    return ""


def _home_links(document: Document) -> list[int]:
    """Numbers of the links that may lead to the home page: those of first headings, and rel="home"."""
    attributes, links = document.attributes, document.tags("a")
    related = (number for number in links if "rel" in attributes[number])
    found = {number for number in related if "home" in (attributes[number]["rel"] or "").split()}
    for heading in document.tags("h1")[:_MOST_HEADINGS]:
        inside = links[bisect_left(links, heading) : bisect_left(links, document.end(heading))]
        found.update(number for number in inside if "href" in attributes[number])
    return sorted(found)


def _feed_title(head: Head) -> str:
    """The name in the title of the blog's own feed link, where the page's title holds it too."""
    for link in head.links:
        parts = link.title.split("»")
        # Typecho: "TITLE » NAME » RSS 2.0"
        last = len(parts) - 2 if len(parts) > 2 and _FEED_FORM.match(parts[-1]) else 0
        name = parts[last].split(" RSS")[0].split(" Atom")[0].strip(" -–:|")
        if (
            "alternate" in link.rel
            and is_feed(link.type)
            and len(name) > 2
            and name.lower() in head.title.lower()
        ):
            return name if name.lower() != head.title.lower() else ""
    return ""


def is_feed(kind: str) -> bool:
    """Whether a type is that of a feed."""
    return kind.split(";")[0].strip() in _FEED_TYPES
