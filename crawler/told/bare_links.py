"""Lists made without a list: lines that are but links to pages of other sites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.document import Document, ancestors, attribute
from crawler.markup.kin import is_made_alike
from crawler.markup.lines import Line
from crawler.mentions.parts import explains, is_file
from crawler.told.dealing import Record

_TOPIC = re.compile(
    r"track-?back|ping-?back|link-?backs?\b|web-?mention|トラックバック|トラバ|ピンバック|引用通告|트랙백|핑백|엮인글|글걸기|"
    r"rétrolien|retroenlace|трекб|трэкб|пингб|geri izleme|geri bildirim|paluuviit|visszakövet|zpětné odkazy|"
    r"tilbakespor|tilbagespor|tillbakaspår|טראקב|טרקבק|פינגב|دنبالک|بازتاب|تعقيبات|แทร็กแบ็|ปิงแบ็",
    re.I,
)
_ITEMS = frozenset({"li", "dd", "dt", "td"})
_HIGHEST = 3
_LINES = 2


def is_about_linkbacks(document: Document) -> bool:
    """Whether the page's own title names them: its headings may do so too, and head lists of any links."""
    return any(_TOPIC.search(document.elements[number].text()) for number in document.tags("title")[:1])


def are_bare_links(document: Document, read: Sequence[Line]) -> bool:
    """Whether lines, two at least, are each but a link to a page of another site, none of which explains
    linkbacks, on a page about something else."""
    links = [line.links[0] for line in read if line.links and len(line.text) == 1]
    targets = [document.absolute(attribute(link, "href")) for link in links]
    if not len(read) == len(links) > 1 or not all(_is_page_elsewhere(each, document.url) for each in targets):
        return False
    if not _are_made_alike(links):
        return False
    return not any(explains(each) or is_file(each) for each in targets) and not is_about_linkbacks(document)


def are_titled_texts(document: Document, dealt: Sequence[Record]) -> bool:
    """Whether records, two at least, are each but a line that links another site's page, and a line of text
    below it."""
    targets = [document.absolute(record.source) for record in dealt]
    if len(dealt) < 2 or not all(map(_is_titled_text, dealt)):
        return False
    foreign = all(_is_page_elsewhere(each, document.url) for each in targets)
    return foreign and not any(explains(each) or is_file(each) for each in targets)


def _is_titled_text(record: Record) -> bool:
    if len(record.lines) != _LINES:
        return False
    title, text = record.lines
    return len(title.text) == len(title.links) == 1 and not text.links


def _are_made_alike(links: Sequence[LexborNode]) -> bool:
    """Whether links stand in elements alike, and in no items: lists have readers of their own."""
    holders = [link.parent for link in links if link.parent is not None]
    around = (each.tag for link in links for each in islice(ancestors(link), _HIGHEST))
    return all(is_made_alike(holder, holders[0]) for holder in holders) and _ITEMS.isdisjoint(around)


def _is_page_elsewhere(target: str | None, url: str) -> bool:
    """Whether an address is that of another site's page, and names none of this site's, to share it."""
    _, path, query = urls.split(target or "")
    if target is None or not (path.strip("/") or query) or urls.is_same_blog(target, url):
        return False
    return urls.split(url)[0].removeprefix("www.") not in target.lower()
