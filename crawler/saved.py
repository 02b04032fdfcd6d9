"""The address that a saved page states for itself, against which its relative links resolve."""

from __future__ import annotations

import re

from crawler import urls
from crawler.markup.document import Tree, attribute
from crawler.markup.encoding import decode

# What browsers, SingleFile and HTTrack note when they save a page.
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*|Mirrored from )(\S+)", re.I
)
_HEAD = 20_000
"""Characters among which such a note is looked for."""
_STATED = (
    ('link[rel~="canonical" i][href]', "href", "its canonical link"),
    ('meta[property="og:url" i][content]', "content", "its og:url"),
    ("base[href]", "href", "its base element"),
)


def stated_address(body: bytes) -> tuple[str, str]:
    """An absolute web address of the page and where it stands ("its canonical link"); "" and "" for none."""
    text = decode(body).text
    if (noted := _SAVED.search(text, 0, _HEAD)) and (address := _web(noted[1])):
        return address, "the note of what saved it"
    tree = Tree(text, "")
    for selector, name, where in _STATED:
        for node in tree.css(selector):
            if address := urls.absolute(attribute(node, name) or "", ""):
                return address, where
    return "", ""


def lost_links(body: bytes) -> int:
    """How many links of the page lead nowhere while its address is not known, those within it left out."""
    nodes = Tree(decode(body).text, "").css(
        "a[href], link[rel~=pingback i][href], link[rel~=webmention i][href]"
    )
    hrefs = ((attribute(node, "href") or "").strip() for node in nodes)
    return sum(
        not href.startswith("#")
        and not urls.absolute(href, "")
        and bool(urls.absolute(href, "http://a.invalid/"))
        for href in hrefs
        if href
    )


def _web(noted: str) -> str | None:
    """HTTrack leaves out the scheme."""
    whole = noted if ":" in noted else f"http://{noted}"
    return urls.absolute(whole, "")
