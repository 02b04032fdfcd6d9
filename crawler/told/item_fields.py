"""The fields of an item of a list of linkbacks, by what stands before and behind its link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry, words_behind
from crawler.lists.list_items import is_bare_date, quoted, rest_of_line
from crawler.lists.untyped import COMPANIONS
from crawler.markup.document import ancestors, attribute, classes, text_of
from crawler.told.field_labels import LABEL
from crawler.told.lines import told_of
from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_label

_LETTER = re.compile(r"[^\W\d_]")
# How WordPress begins the text that it quotes of a citing page.
_CLIPPED = ("[...]", "[…]")
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST_TITLE = 200
_LONGEST_NAME = 80
_BLOG = ("blogname", "blog-name", "blog_name")
_BOLD = ("strong", "b", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Lead:
    """How an entry begins: what stands before its link, the link, what of its line stands behind it.

    `title` is set where the text comes first and the link is a signature: the bold words that the text
    opens with, or "".
    """

    before: str
    anchor: LexborNode
    rest: str
    title: str | None = None


def behind(
    entry: Entry, lead: Lead, language: str | None
) -> tuple[str | None, str | None, str | None, str | None]:
    """What an entry says besides its link: excerpt, site, date, and the title where the link is the blog."""
    said = words_behind(entry, lead.anchor, language)
    if not said and (quote := quoted(lead.rest)) is not None:
        return quote, None, None, None
    title = text_of(lead.anchor)
    if entry.node.tag == "dt" or entry.text() != title:
        told = told_of(entry.document, _whole(entry), lead.anchor, language)
        if told.site or told.date or entry.tagged("br"):
            signed = _LETTER.search(lead.before) is not None and told.title not in lead.before
            if signed and told.site == title and told.title not in ("", title):
                return told.excerpt or None, title, told.date, told.title
            site = told.site if title not in told.site else ""
            if told.excerpt and (said or "").startswith(told.excerpt):
                said = None  # its end is the date
            if site and told.excerpt and told.labels and (said or "").endswith(told.excerpt):
                said = told.excerpt  # "来自: SITE" stands before it
            return said or told.excerpt or None, site or None, told.date, None
    excerpt, date = rest_of_line(lead.rest, language)
    return said or excerpt, None, date, None


def is_address(text: str) -> bool:
    """Whether a text is an address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def before_address(entry: Entry) -> Lead | None:
    """The title that stands before the address that is the entry's one link: "TITLE | ADDRESS"."""
    links = entry.links()
    text = text_of(links[0]) if len(links) == 1 else ""
    if not is_address(text) or urls.identity(text) != urls.identity(attribute(links[0], "href").strip()):
        return None
    before, _, rest = entry.text().partition(text)
    title = before.rstrip(" |:–—-")
    parted = 0 < len(title) < len(before.rstrip()) and len(title) <= _LONGEST_TITLE
    return Lead(before.removeprefix(title), links[0], rest, title) if parted and not rest.strip() else None


def is_comment(entry: Entry, language: str | None, *, named: bool) -> bool:
    """Whether an item of a list of pings, `named` as one or headed so, is called a comment and is a person's:
    it has words besides a link and a date, none of them clipped, or all that comment_class() prints, which
    lists of pings whose items are called so by hand have not."""
    names = classes(entry.node)
    if "comment" not in names or (named and not names & COMPANIONS):
        return False
    links = entry.tagged("a")
    if len(links) != 1:
        return True
    rest = entry.text().replace(text_of(links[0]), "", 1).strip(" -–—|")
    called = bool(rest) and not names & COMPANIONS
    ping = called and (is_bare_date(rest, language) or rest.startswith(_CLIPPED))
    return not (ping or (named and not rest))


def called_blog(entry: Entry, anchor: LexborNode) -> str | None:
    """The blog's name in an element that is called so, or that alone is cited behind the link: `.blogname`,
    `<cite>SITE</cite>`."""
    cited = entry.tagged("cite")
    node = entry.find(*_BLOG) or (cited[0] if len(cited) == 1 else None)
    if node is None or entry.document.order(node) < entry.document.order(anchor):
        return None
    text = entry.text_of(node)
    if not 0 < len(text) <= _LONGEST_NAME or entry.document.within(node, "a") or read_date(text, None):
        return None
    return text


def before_colon(text: str) -> str | None:
    """The blog's name that stands before the title: "SITE: TITLE"; None for a label or other text."""
    if not text.rstrip().endswith((":", "：")) or LABEL.match(text) or kind_of_label(text):
        return None
    return None if read_date(text, None) else named(text) or None


def before_date(text: str, language: str | None) -> str | None:
    """The blog's name in what stands before the title beside a date: "SITE, DATE", "DATE SITE"."""
    cut = cut_date(text, language)
    parts = [part for part in (cut[0], cut[2]) if kind_of_label(part) is None] if cut else []
    names = list(filter(None, map(named, parts)))
    return names[0] if len(names) == 1 else None


def _whole(entry: Entry) -> Iterator[LexborNode]:
    """The elements of an entry: its own, and of a term those that describe it."""
    each: LexborNode | None = entry.node
    while each is not None and (not each.is_element_node or entry.holds(each)):
        if each.is_element_node:
            yield each
        each = each.next


def bold_title(entry: Entry, anchor: LexborNode, excerpt: str | None) -> str | None:
    """The bold words that an excerpt opens with, on a line of their own: how WordPress keeps a trackback's
    title, and Dotclear."""
    at = entry.document.order(anchor)
    strong = next((node for node in entry.tagged(*_BOLD) if entry.document.order(node) > at), None)
    text = text_of(strong) if strong is not None else ""
    if strong is None or not text or not excerpt or not _is_alone(strong, text):
        return None
    return text if excerpt.startswith(text) and excerpt != text else None


def _is_alone(strong: LexborNode, text: str) -> bool:
    """Whether bold words are a line: a heading, or a paragraph's only or first ones, with a break behind."""
    holder, behind = strong.parent, strong.next
    if strong.tag not in ("strong", "b") or holder is None or holder.tag != "p":
        return strong.tag not in ("strong", "b")
    return text_of(holder) == text or (strong.prev is None and behind is not None and behind.tag == "br")


def block_of(entry: Entry, anchor: LexborNode) -> LexborNode | None:
    """The nearest block around a link that is not all of the entry."""
    for each, _ in zip(ancestors(anchor), range(4), strict=False):
        if each.mem_id == entry.node.mem_id:
            return None
        if each.tag == "div":
            return each
    return None
