"""One item of a list as a linkback: the link that it begins with, or that its signature is."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry, date_of
from crawler.lists.entry_parts import is_name, leads_away
from crawler.lists.list_items import NUMBERED, act_within, is_own, kind_beside, settled, without_act
from crawler.lists.tools import is_tool
from crawler.markup.document import attribute, classes, text_of
from crawler.markup.kin import element_before
from crawler.records import Kind, Linkback
from crawler.told.item_fields import (
    Lead,
    before_address,
    before_colon,
    before_date,
    behind,
    block_of,
    bold_title,
    called_blog,
    is_address,
)
from crawler.told.words import set_off_before
from crawler.words.dated import cut_date, signed_date
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_label

_LEAD = re.compile(r"[\W\d_]*")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_CITED = 40
_SIGNATURE = frozenset(
    {"posted", "ping-meta", "trackback-meta", "pingback-meta", "tb-meta", "trackback-footer"}
)
_MOST_SIGNATURES = 4
LONGEST_DATE = 60
_LONGEST_LEAD = 60
# Letters besides the date in what stands before a link: "at", "par", no prose.
_FEW_LETTERS = 20


def row_of_item(
    entry: Entry, kind: Kind, url: str, language: str | None, *, sure: bool = False
) -> Linkback | None:
    """An item as a linkback; where the list is `sure` to be one of pings, also behind a name of any kind."""
    lead = first_words(entry, language) or _signed(entry) or before_address(entry)
    if lead is None and sure:
        lead = _behind_name(entry, url)
    if lead is None:
        return None
    source = entry.document.absolute(attribute(lead.anchor, "href"))
    if source is None or is_own(source, url):
        return None
    if lead.title is not None:
        return _signed_row(entry, lead, kind, source, language)
    return _led_row(entry, lead, kind, source, language)


def _led_row(entry: Entry, lead: Lead, kind: Kind, source: str, language: str | None) -> Linkback:
    """An item that begins with its link: what stands before, in and behind that, in this order."""
    excerpt, site, date, stated_title = behind(entry, lead, language)
    excerpt = without_act(excerpt)
    said = act_within(text_of(lead.anchor), language)
    title = stated_title or text_of(lead.anchor).removesuffix(said).strip() or None
    bold = None if stated_title else bold_title(entry, lead.anchor, excerpt)
    if bold:
        title, site, excerpt = bold, title, (excerpt or "")[len(bold) :].strip() or None
    site = site or before_colon(lead.before) or before_date(lead.before, language)
    if not site and (site := called_blog(entry, lead.anchor)) and excerpt:
        excerpt = excerpt.removeprefix(site).strip() or None
    own = _stated_kind(entry) or kind_of_label(lead.before) or kind_beside(entry, said or lead.rest, language)
    of_wordpress = NUMBERED.fullmatch(entry.node.id or "") is not None
    if own is None and (of_wordpress or "url" in classes(lead.anchor)):
        kind = settled(kind, excerpt, titled=bool(bold))
    if own is Kind.TRACKBACK and of_wordpress and not site and is_name(title):
        site = title
    return Linkback(
        kind=own or kind,
        source=source,
        title=title,
        site=site,
        excerpt=excerpt,
        published=read_date(said, language)
        or date_of(entry, lead.anchor, language)
        or read_date(lead.before, language)
        or date,
        position=entry.start,
    )


def _stated_kind(entry: Entry) -> Kind | None:
    """The kind that is a class of the item."""
    names = classes(entry.node)
    return next((each for each in Kind if each.value in names and each is not Kind.UNKNOWN), None)


def first_words(entry: Entry, language: str | None) -> Lead | None:
    """The link that an entry begins with, or that follows a label or a date; None where prose comes first."""
    anchors = [
        a for a in entry.tagged("a") if leads_away(a) and not is_tool(entry.document, a) and text_of(a)
    ]
    # A sign alone ("■", "#") is the entry's own permalink, where words follow.
    anchor = next((a for a in anchors if _LEAD.fullmatch(text_of(a)) is None), next(iter(anchors), None))
    if anchor is None:
        return None
    holder = next((node for node in entry.tagged("dt") if entry.document.span(node)[1] > 0), entry.node)
    words = text_of(anchor)
    text = entry.text_of(holder)
    before, _, rest = text.partition(words) if words in text else (text, "", "")
    if (line := block_of(entry, anchor)) is not None:
        rest = entry.text_of(line).partition(words)[2]
    lead = Lead(before, anchor, rest)
    if _LEAD.fullmatch(before) or kind_of_label(before) is not None:
        return lead
    if len(before) > _LONGEST_LEAD:
        return None
    cited = "cite" in (anchor.tag, anchor.parent.tag if anchor.parent else "")
    if cited:
        return lead if len(before) <= _LONGEST_CITED and _signed(entry) is None else None
    cut = cut_date(before, language)
    return lead if cut and len(_LETTER.findall(cut[0] + cut[2])) <= _FEW_LETTERS else None


def _behind_name(entry: Entry, url: str) -> Lead | None:
    """The link to another site behind its blog's name, which is set off: "SITE: TITLE", "SITE » TITLE"."""
    anchor = next(
        (a for a in entry.tagged("a") if leads_away(a) and not is_tool(entry.document, a) and text_of(a)),
        None,
    )
    source = entry.document.absolute(attribute(anchor, "href")) if anchor is not None else None
    if anchor is None or source is None or urls.is_same_blog(source, url):
        return None
    before, _, rest = entry.text().partition(text_of(anchor))
    name = set_off_before(before) if _LETTER.search(text_of(anchor)) else ""
    return Lead(f"{name}:", anchor, rest) if name else None


def _signed(entry: Entry) -> Lead | None:
    """The one link of a part that signs an entry, where the text comes before it."""
    parts = entry.tagged("div", "p", "span", "cite", "small", "footer")
    named = [part for part in parts if _signs(part)]
    # A signature ends its entry.
    for part in named[-_MOST_SIGNATURES:]:
        links = [a for a in part.css("a") if leads_away(a) and not is_tool(entry.document, a) and text_of(a)]
        if len(links) != 1:
            return None
        line = entry.text_of(part)
        before, _, rest = line.partition(text_of(links[0]))
        strong = entry.tagged("strong", "b", "h3", "h4", "h5")[:1]
        lead = text_of(strong[0]) if strong and entry.text().startswith(text_of(strong[0])) else ""
        if len(before) <= 20 and entry.text().endswith(line):
            return Lead(before, links[0], rest, lead)
    return None


def _signs(part: LexborNode) -> bool:
    """Whether a part of an entry is named as its signature, or is the link that it cites below its text."""
    if part.tag == "cite" and part.css_first("a[href]") is not None:
        holder = part.parent
        return holder is not None and holder.tag == "p" and element_before(holder) is not None
    return not _SIGNATURE.isdisjoint(classes(part) | {attribute(part, "id").lower()})


def _signed_row(entry: Entry, lead: Lead, kind: Kind, source: str, language: str | None) -> Linkback:
    name, title = text_of(lead.anchor), lead.title or None
    text = entry.text().removeprefix(lead.title or "")
    body = text[: len(text) - len(f"{lead.before}{name}{lead.rest}")].strip()
    return Linkback(
        kind=kind,
        source=source,
        title=title or name,
        site=name if title and not is_address(name) else None,
        excerpt=body or None,
        published=read_date(signed_date(lead.rest), language) or date_of(entry, lead.anchor, language),
        position=entry.start,
    )
