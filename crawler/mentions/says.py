"""What an item of a list of webmentions must say, where its place alone does not make sure that it is one."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry
from crawler.lists.entry_parts import leads_away
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, attribute, once, text_of
from crawler.markup.kin import HEADINGS
from crawler.mentions.fields import REACTIONS, words_of
from crawler.mentions.forms import is_answer
from crawler.mentions.parts import done_in, face_name, is_face, leads_to_it
from crawler.mentions.places import takes_webmentions
from crawler.records import Linkback
from crawler.words.dates import read_date

_DAY = len("2006-03-14")


def is_any(_: Linkback, __: Entry) -> bool:
    return True


def is_dated(row: Linkback, _: Entry) -> bool:
    return row.published is not None


def is_dated_since(row: Linkback, entry: Entry) -> bool:
    """Whether an item is dated, and not before the post: no one mentions what is not yet written."""
    posted = _posted(entry.document)
    return row.published is not None and (posted is None or row.published[:_DAY] >= posted)


def is_signed_since(row: Linkback, entry: Entry) -> bool:
    """What a card below a bare heading "Mentions" must say: when, and who by a link to the home of the page,
    or what was done."""
    source = row.source or ""
    links = [attribute(link, "href") for link in away_links(entry)]
    homes = (link for link in links if link != source and urls.is_same_host(link, source))
    signed = any(not urls.split(link)[1].strip("/") for link in homes)
    return is_dated_since(row, entry) and (signed or done_in(words_of(entry)) is not None)


@once
def _posted(document: Document) -> str | None:
    """The earliest day that the page states for itself in its head or in the first post; None without any."""
    meta = (document.attributes[number] for number in document.tags("meta"))
    told = [held.get("content") for held in meta if held.get("property") == "article:published_time"]
    dated = [*document.marked(".dt-published")[:1], *document.tagged("time")[:1]]
    told += [attribute(node, "datetime") or text_of(node) for node in dated]
    days = [day[:_DAY] for text in told if text and (day := read_date(text, language_of(document)))]
    return min((day for day in days if len(day) == _DAY), default=None)


def is_reported(row: Linkback, _: Entry) -> bool:
    return row.published is not None or row.subtype in REACTIONS


def is_done(row: Linkback, entry: Entry) -> bool:
    """Whether an item is a reaction by the label above it, or as much of an answer as one above a form."""
    return row.subtype in REACTIONS or is_answer(row, entry)


def is_signed(row: Linkback, entry: Entry) -> bool:
    """Whether an item says what was done, or links its author beside the page: cards and quotations below a
    heading do neither."""
    linked = {attribute(link, "href") for link in away_links(entry)}
    return is_told(row, entry) and (row.subtype is not None or len(linked) > 1)


def is_pictured(row: Linkback, entry: Entry) -> bool:
    """Whether an item that is called one shows who wrote it, or says as much as others must."""
    return is_face(away_links(entry)[0]) or is_told(row, entry)


def is_told(row: Linkback, entry: Entry) -> bool:
    """Whether an item says when, where or what was done, or links its author and, by a word for it, the page;
    a home page that "mentions" says nothing."""
    _, path, query = urls.split(row.source or "")
    at_home = not path.strip("/") and not query
    said = row.published or row.site or (row.subtype and not (at_home and row.subtype == "mention"))
    return bool(said) or _shows_page(entry, row) or _is_below_face(entry, row) or _says_this(entry)


def _says_this(entry: Entry) -> bool:
    """Whether an item says no more than that who is linked by name mentioned this: "ANN mentioned this"."""
    links = [link for link in away_links(entry) if text_of(link)]
    if len(links) != 1:
        return False
    before, _, act = words_of(entry).partition(text_of(links[0]))
    return not any(map(str.isalnum, before)) and done_in(act) is not None and leads_to_it(act.strip())


def _is_below_face(entry: Entry, row: Linkback) -> bool:
    """Whether an item shows who wrote it by a face that links a home, by the name a page of that home, and
    what is written there."""
    face, *links = away_links(entry)
    home, page = attribute(face, "href"), row.source or ""
    below = page != home and page.startswith(home.rstrip("/") + "/")
    named = is_face(face) and any(text_of(link) == face_name(face) for link in links)
    return below and named and row.excerpt is not None


def _shows_page(entry: Entry, row: Linkback) -> bool:
    """Whether an item links the page by a word for it, behind its author's link or below that name."""
    links = away_links(entry)
    if len(links) == 1 and row.author and row.excerpt and not entry.tagged(*HEADINGS):
        return leads_to_it(text_of(links[0])) and takes_webmentions(entry.document)
    return len({attribute(link, "href") for link in links}) > 1 and any(
        leads_to_it(text_of(link)) for link in links[1:]
    )


def away_links(entry: Entry) -> list[LexborNode]:
    """The item's links to other sites, those included that are called its permalink."""
    links = [entry.node] if entry.node.tag == "a" else filter(leads_away, entry.tagged("a"))
    targets = ((a, entry.document.absolute(attribute(a, "href"))) for a in links)
    url = entry.document.url
    return [a for a, target in targets if target and not urls.is_same_host(target, url)]
