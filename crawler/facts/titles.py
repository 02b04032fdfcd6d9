"""A post's title without what stands beside it: the blog's name, what a heading adds."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.facts.head import Head
from crawler.markup.document import Document, attribute, fold
from crawler.markup.links import leads_home
from crawler.markup.needles import quotings

JOINTS = " |:»«·•—–>~-\t：｜／_"
"""What joins a title and the blog's name."""
_HEADLINE = quotings("itemprop", "headline")
_LONGEST = 1200
_BEFORE, _BEHIND = re.compile(r"\s[|:»«·•—–>~-]\s\Z"), re.compile(r"\s[|:»«·•—–>~-]\s")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?\s+", re.I)


def title_from_head(head: Head, site_title: str) -> str:
    """<title> or og:title without the site's name and what joins the two."""
    return without_site(
        head.first("og:title", "twitter:title") or head.title, site_title or head.first("og:site_name")
    )


def without_site(title: str, site_title: str) -> str:
    """A title without the site's name before or behind it; the whole title where nothing would be left."""
    lower, name = title.lower(), site_title.lower()
    if not name or name not in lower or len(lower) != len(title):
        return title
    if lower.rstrip(" )").endswith(name):
        short = title[: lower.rindex(name)].rstrip(" (")
        kept = short.rstrip(JOINTS)
    elif lower.lstrip(" (").startswith(name):
        short = title[lower.index(name) + len(name) :].lstrip(" )")
        kept = short.lstrip(JOINTS)
    else:
        return _before_slogan(title, lower.index(name), len(name)) or title
    # Without a joint the name is part of the title: "Life in Example Town" on Example Town.
    return kept.strip() if kept != short and kept.strip() else title


def _before_slogan(title: str, at: int, length: int) -> str:
    """What stands before a site's name that a slogan follows: "A walk | Orchard - Notes on apples"; ""."""
    before, behind = title[:at], title[at + length :]
    joined = _BEFORE.search(before[-3:]) is not None and _BEHIND.match(behind) is not None
    return before.rstrip(JOINTS) if joined else ""


def words_of(document: Document, heading: LexborNode) -> str:
    """What a heading says: the words alone that are marked as the headline in it; those of the link to the
    post alone where it has one beside a date."""
    if document.has(*_HEADLINE):
        attributes = document.attributes
        marked = [
            number
            for number in document.within(heading, "span", "a", "strong", "b")
            if (attributes[number].get("itemprop") or "").lower() == "headline"
        ]
        if len(marked) == 1 and (text := fold(document.elements[marked[0]].text()[:_LONGEST])):
            return text
    for number in document.within(heading, "a")[:1] if document.has("bookmark") else ():
        if "bookmark" in (document.attributes[number].get("rel") or "").split():
            return fold(document.elements[number].text()[:_LONGEST]) or fold(heading.text()[:_LONGEST])
    return fold(heading.text()[:_LONGEST])


def beside_kicker(text: str, head: Head, site_title: str) -> str:
    """The page's own title where a heading says something short before or behind it, as newspapers do, or the
    time before it, as uCoz does; else ""."""
    given = without_site(head.first("og:title"), site_title)
    rest = text.removesuffix(given)
    if rest == text and not text[len(given) : len(given) + 1].isalnum():
        rest = text.removeprefix(given)
    if given and rest != text and 0 < len(rest.strip()) <= len(given):
        return given
    clock = _CLOCK.match(text)
    rest = text[clock.end() :] if clock is not None else ""
    return rest if rest and head.title.startswith(rest) else ""


def goes_on(text: str, title: str) -> bool:
    """Whether a heading says a title and, set off from it, more."""
    return bool(title) and text.startswith(title) and text[len(title) :].lstrip()[:1] in ("-", "–", "(", "（")


def names_blog(document: Document, heading: LexborNode) -> bool:
    """Whether a heading is the blog's name: the link that it holds, or stands in, leads home."""
    inside = next(document.linked_within(heading), None)
    link = document.elements[inside] if inside is not None else heading.parent
    return link is not None and link.tag == "a" and leads_home(document, attribute(link, "href"))
