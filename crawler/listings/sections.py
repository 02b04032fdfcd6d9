"""Any software: the records of a part that is named or headed as one of trackbacks, or that say so.

Of the software whose templates are read so: Geeklog, TikiWiki and bitweaver (a table), blojsom, Pebble, Typo
and Publify, PivotX, Sablog-X, emlog, Soojung, MetaBBS, Seezoo, SOY CMS and freo, Wretch, EasyBlog, Horde. In
them all a record is the link to the citing page and what stands around it: in an element of its own, or in
some lines between one link and the next. Its fields are told by labels ("来自:", "Title:"), by words ("from",
"left on … by"), or by their places (`crawler.told.lines`).

A part counts where its class or id names trackbacks or pingbacks, below a heading that does, or around words
that only a record has ("Trackback from:", "引用来自:"). A record must have more than its link: a label, a
blog's name, a date, or a text in a part that is named. Prefers silence to a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import takewhile
from operator import or_

from crawler import urls
from crawler.lists.alike import joined
from crawler.lists.entry_parts import leads_away
from crawler.lists.heading_places import heads_own_column
from crawler.lists.list_items import is_clipped, leads_to_responses, settled
from crawler.lists.page_language import language_of
from crawler.lists.record_part import NO_PAGE, Part, is_source, kind_around
from crawler.markup.document import Document, attribute, fold
from crawler.markup.kin import HEADINGS
from crawler.markup.lines import LINK_SIGNS, MOST, Line, lines
from crawler.records import Linkback
from crawler.told.bare_links import are_bare_links, are_titled_texts, is_about_linkbacks
from crawler.told.dealing import Record, is_home, records
from crawler.told.field_labels import header_of
from crawler.told.fields import Told, name_alike
from crawler.told.headed_parts import LONGEST_HEADING
from crawler.told.lines import tell
from crawler.told.parts import INTRODUCING, parts
from crawler.told.unlinked import row_of, set_apart, shape_of
from crawler.told.words import site_before, width
from crawler.words.dated import cut_date
from crawler.words.dates import read_date
from crawler.words.expressions import expression
from crawler.words.labels import counted_name, kind_of_name, read_heading, says_sent, without_label
from crawler.words.ping_words import NAMES_POST
from crawler.words.read_more import leads_on

MARKS = (
    *INTRODUCING, "#tbbody", "trackback", "pingback", "トラックバック", "ﾄﾗｯｸﾊﾞｯｸ", "引用", "트랙백", "엮인글",
    "rétrolien", "retroenlace", "трекб", "пингб", "обратн",
    "tillbakaspårning", "tilbagesporing", "tilbakesporing", "zpětné odkazy", "spätné odkazy", "paluuviit",
    "visszakövetés", "retroenllaç", "geri izleme", "rückverfolgung", "зворотн", "povratn", "ślady",
    "ピンバック", "トラバ", "핑백", "먼댓글", "글걸기", "טראקב", "פינגב", "دنبالک", "تعقيبات", "แทร", "ิงแบ",
)  # fmt: skip
_ADDRESS = expression(
    r"(?:track ?back|ping ?back|引用|トラックバック|트랙백|엮인글)[^:：\]]{0,40}"
    r"(?:ur[li]|add?ress?|link|地址|網址|주소|アドレス|címe?\b)|(?:ur[li]|add?ress?)[^:：]{0,12}track ?back|"
    r"from your own site|адрес\w* (?:для )?тр[еэ]кб|тр[еэ]кб\w+ адрес",
    re.I,
)
_INTRODUCTION = expression(
    r"listed below are|(?:weblogs|blogs|sites|posts) that (?:reference|link)|what others have to say|"
    r"この(?:一覧|リスト|記事のトラックバック先)|トラックバックされ(?:た|ている)(?:記事|ブログ)|トラックバック(?:の受付)?は(?:締め切|受け付けて|許可されて)|この記事にトラックバック(?:する|を送)|"
    r"track ?back ping me at|次のエントリー|beziehen sich auf|liens qui référencent|hacen referencia a|"
    r"die verwijzen",
    re.I,
)
# A line that is an address, or that ends with one for pings.
_PING_LINE = expression(
    r"\A\s*https?://\S+\s*\Z|https?://\S*(?:trackback|mt-tb|/tb[./?]|tb\.(?:php|cgi)|[?&]tb)\S*\s*\Z", re.I
)
# What ends a sentence that the label begins may stand behind it: "です。".
_SPELLED = expression(r"https?://\S+(?:\s+[^\W\d_]{1,4})?\W*")
_ENDING_URL = expression(r"https?://\S+\s*\Z")
# How many there are, and on which of its pages this is: "全12件(1/2)".
_COUNTED = expression(r"\W*全?\s?\d{1,4}\s?(?:件|개|个|個|条|條)[\W\d]*")
_EITHER = expression(r"(?:track|ping)-?backs?\W*\Z", re.I)
_SHORTEST_TEXT = 20
_FEW = 2
_LONGEST_LEAD = 40
_MOST_LETTERS = 20
_LONGEST_COUNT = 24
_ROOM = 6


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The records of all such parts, each read once, in document order."""
    language = language_of(document)
    rows: dict[int, Linkback] = {}
    behind = -1
    found_parts = sorted(parts(document), key=lambda each: (each.start, -each.stop))
    several = sum(part.named for part in found_parts) > 1
    headed = [part.start for part in found_parts if part.hard]
    # Parts may lie within each other: what is read stays in proportion to the page.
    room = _ROOM * len(document.elements)
    for part in found_parts:
        if _is_parted(part, headed):
            continue
        if part.start >= behind and (room := room - min(part.stop - part.start, MOST)) >= 0:
            found = list(_rows(document, part, url, language, several=several))
            if part.inside and not _is_all_told(found, part.stated):
                continue
            behind = part.stop if found else behind
            for row in joined(document, found):
                rows.setdefault(row.position, row)
    yield from (rows[number] for number in sorted(rows))


def _is_parted(part: Part, headed: list[int]) -> bool:
    """Whether a part of neither name nor heading holds one below a heading: what stands before that is no
    record."""
    return not (part.named or part.hard) and any(part.start < start < part.stop for start in headed)


def _is_all_told(found: list[Linkback], stated: int | None) -> bool:
    """Whether these are as many as a heading states, each with its blog and date: no text of a post is so."""
    return len(found) == stated and all(row.site and row.published for row in found)


def _rows(
    document: Document, part: Part, url: str, language: str | None, *, several: bool
) -> Iterator[Linkback]:
    shown = takewhile(lambda line: line.links or not says_sent(line.text), lines(document, part.nodes))
    received = list(_with_terms(shown))
    documents = _heads_documents(document, part, received)
    if documents and _heads_sections(received):
        return
    if not part.hard and any(map(_tells_address, received)):
        part = replace(part, hard=True)  # where the address for pings stands, they are listed
    read = _without_words_about(document, received)
    columns = _columns(read)
    read = [line for line in read if not (line.column >= 0 and header_of(line) and not line.links)]
    apart: list[list[Line]] = []
    if part.named or part.hard:
        read, apart = set_apart(document, read, partial(is_source, document), language)
    dealt = records(document, (part.start, part.stop), read, partial(is_source, document))
    bare = part.named and (several or len(dealt) > 1)
    bare = bare or (part.hard and not (part.inside or documents) and are_titled_texts(document, dealt))
    tolds = [tell(record.lines, record.own, language, columns, record.home) for record in dealt]
    name_alike(tolds)
    told_records = list(zip(dealt, tolds, strict=True))
    if not (part.hard and not part.inside and are_bare_links(document, read)):
        told_records = _sure_records(document, url, part, told_records, bare=bare)
    found = [_row(document, part, *each, tabled=bool(columns)) for each in told_records]
    if documents and not (len(found) == len(dealt) and all(row.published for row in found)):
        return
    yield from found
    for own in apart if found else ():
        if gone := row_of(own, shape_of(found), part.kind, language, own[0].place):
            yield gone


def _without_words_about(document: Document, received: list[Line]) -> list[Line]:
    """The lines of records alone: without those that head them, or say what they are and what they cite."""
    shown = (
        line for line in _without_post(received) if not (_is_about(line) or _spells_page(document, line))
    )
    # What a table is called stands above its columns.
    return [line for line in _from_first_source(document, shown) if line.tag != "caption"]


def _sure_records(
    document: Document, url: str, part: Part, found: list[tuple[Record, Told]], *, bare: bool
) -> list[tuple[Record, Told]]:
    """The records that are sure. One that says as much as a sure one, with a shorter text, is as good."""
    asked = partial(_is_listed, document, url, part=part, several=len(found))
    sure = [asked(record, told, bare=bare) for record, told in found]
    signed = [is_sure and _is_signed(told) for is_sure, (_, told) in zip(sure, found, strict=True)]
    shapes = {len(record.lines) for (record, _), counts in zip(found, signed, strict=True) if counts}

    def is_as_good(record: Record, told: Told) -> bool:
        return len(record.lines) in shapes and _is_signed(told) and asked(record, told, bare=True)

    return [each for each, is_sure in zip(found, sure, strict=True) if is_sure or is_as_good(*each)]


def _heads_documents(document: Document, part: Part, received: list[Line]) -> bool:
    """Whether a heading may head any links, since the page is about linkbacks: nothing else tells that these
    are received, so that each must have its date."""
    headed = part.hard and not part.named and is_about_linkbacks(document)
    return headed and not any(map(_tells_address, received))


def _heads_sections(received: list[Line]) -> bool:
    """Whether headings stand among lines that are none of linkbacks and no record's title: a document's."""
    return any(line.tag in HEADINGS and not (line.links or _is_about(line)) for line in received)


def _is_signed(told: Told) -> bool:
    return bool(told.site) and told.proofs > 0


def _is_listed(
    document: Document, url: str, record: Record, told: Told, *, part: Part, several: int, bare: bool
) -> bool:
    """Whether a record leads to a page that may cite this one, and is sure; `several` are dealt."""
    source = document.absolute(_led_on(record) or record.source)
    if source is None or urls.identity(source) == urls.identity(url) or leads_to_responses(source, url):
        return False
    # As many links to other sites as the heading says, each with a name beside it, are what it says.
    all_of_them = part.hard and part.stated == several and told.proofs > 0
    foreign = all_of_them and not urls.is_same_blog(source, url)
    cited = (part.named or part.hard) and urls.identity(source) in _cited(document, part.start, part.stop)
    return foreign or cited or _is_sure(told, record, source, url, part=part, bare=bare)


def _cited(document: Document, start: int, stop: int) -> set[str]:
    """Which pages the quotations of a part name as theirs: `<blockquote cite="ADDRESS">`."""
    within = (number for number in document.tags("blockquote", "q") if start <= number < stop)
    quoted = (document.attributes[number].get("cite") for number in within)
    return {urls.identity(document.absolute(address) or "") for address in quoted if address}


def _with_terms(read: Iterable[Line]) -> Iterator[Line]:
    """Lines, each with the term before it where that is a field's name: `<dt>Title</dt><dd>LINK</dd>`."""
    term = ""
    for line in read:
        if line.tag == "dt" and not line.links and header_of(line) is not None:
            term = line.text.rstrip(" :：")
            continue
        if term:
            line.parts.insert(0, f"{term}: ")
        term = ""
        yield line


def _led_on(record: Record) -> str | None:
    """Where a record that links only its blog by name leads on: to the citing page."""
    links = (link for line in record.lines for link in line.links)
    pages = (attribute(link, "href") for link in links if leads_on(fold(link.text())))
    return next((page for page in pages if is_home(record.source, page)), None)


def _without_post(read: Iterable[Line]) -> Iterator[Line]:
    """Lines without the one that says, below a sentence which announces it, what post the records cite."""
    announced = False
    for line in read:
        if not (announced and line.links):
            yield line
        announced = not line.links and NAMES_POST.search(line.text.rstrip()) is not None


def _from_first_source(document: Document, read: Iterable[Line]) -> Iterator[Line]:
    """Lines without those before the first record that link only addresses for pings ("Use this URL"), and
    the notes of a host ("※…")."""
    begun = False
    for line in read:
        begun = begun or any(is_source(document, link) for link in line.links)
        if not begun and not line.links and line.text.startswith("※"):
            continue
        if begun or not line.links or not _links_addresses(line):
            yield line


def _links_addresses(line: Line) -> bool:
    """Whether a line links the address for pings, and else nothing but a form on the page for them."""
    pings = [NO_PAGE.search(attribute(a, "href")) is not None for a in line.links]
    forms = [attribute(a, "href") == "#" or not leads_away(a) for a in line.links]
    return any(pings) and all(map(or_, pings, forms))


def _hidden_excerpt(record: Record) -> str | None:
    """What the link's title says, where it is more than the address or the words of the link."""
    stated = fold(attribute(record.first, "title"))
    return stated if " " in stated and stated != fold(record.first.text()) else None


def _is_about(line: Line) -> bool:
    """Whether a line heads the part, announces the address for pings, or introduces the records."""
    text = line.text
    tools = bool(line.links) and not any(map(leads_away, line.links))
    if _INTRODUCTION.search(line.shown(text) if tools else text):
        return True
    if (line.links and _is_address(line)) or _heads_both(line):
        return True
    if not line.links and len(text) < _LONGEST_COUNT and _COUNTED.fullmatch(text):
        return True
    if not line.links and (_PING_LINE.search(text) or kind_of_name(text) or counted_name(text)):
        return True
    return (not line.links or len(text) < LONGEST_HEADING) and (
        (read_heading(shown := line.shown(text)) is not None and read_date(shown) is None)
        or bool(
            _ADDRESS.search(text)
            and not any(leads_away(a) and not NO_PAGE.search(attribute(a, "href")) for a in line.links)
        )
    )


def _heads_both(line: Line) -> bool:
    """Whether a line is the heading of people's comments and linkbacks together: "Comments & Trackbacks"."""
    heads = line.tag in HEADINGS and not line.links
    return heads and heads_own_column(line.text) and _EITHER.search(line.text) is not None


def _spells_page(document: Document, line: Line) -> bool:
    """Whether the links of a line are but the address of the page itself: that for pings at Hatena."""
    here = urls.identity(document.url)
    return bool(line.links) and all(
        fold(link.text()).startswith("http")
        and urls.identity(document.absolute(attribute(link, "href")) or "") == here
        for link in line.links
    )


def _tells_address(line: Line) -> bool:
    """Whether a line is, or ends with, the address for pings."""
    if line.links:
        return _is_address(line)
    labelled = _ENDING_URL.search(line.text) is not None and _ADDRESS.search(line.text) is not None
    return labelled or _PING_LINE.search(line.text) is not None


def _is_address(line: Line) -> bool:
    """Whether a line is nothing but the linked address for pings."""
    pings = all(NO_PAGE.search(attribute(link, "href")) for link in line.links)
    shown = line.shown(line.text)
    return (pings and _SPELLED.fullmatch(shown) is not None) or (
        _PING_LINE.search(shown) is not None and not any(leads_away(link) for link in line.links)
    )


def _columns(read: list[Line]) -> dict[int, str]:
    """Which field each column of a table holds, as its first row says."""
    named: dict[int, str] = {}
    for line in read:
        if line.column < 0 or line.links or line.column in named or (name := header_of(line)) is None:
            break
        named[line.column] = name
    return named if len(named) > 1 else {}


def _row(document: Document, part: Part, record: Record, told: Told, *, tabled: bool) -> Linkback:
    excerpt = told.excerpt
    # TikiWiki and bitweaver keep the excerpt in the title of the address in a cell.
    hidden = _hidden_excerpt(record) if tabled and not excerpt else None
    return Linkback(
        kind=told.kind
        or kind_around(document, record.first, part.start)
        or settled(part.kind, excerpt, titled=False),
        source=document.absolute(_led_on(record) or record.source) or "",
        title=without_label(told.title or "")[1].lstrip("» ") or None,
        site=told.site or None,
        excerpt=excerpt or hidden,
        published=told.date,
        position=document.order(record.first),
    )


def _is_sure(told: Told, record: Record, source: str, url: str, *, part: Part, bare: bool) -> bool:
    """Whether there is enough of a record around its link, and no prose. `bare` says that a text will do."""
    title = fold(record.first.text())
    if kind_of_name(title) is not None or read_heading(title) is not None:
        return False
    lead = _lead(record)
    if (len(lead) > _LONGEST_LEAD and not _says_fields(lead, told)) or urls.identity(source) == urls.identity(
        url
    ):
        return False
    if urls.is_same_blog(source, url) and not (told.date and told.site):
        return False
    if told.date or told.labels > 1 or is_clipped(told.excerpt):
        return True
    if told.proofs > _FEW and told.title and told.site and not told.texts:
        return True  # "Pingback from TITLE" and whose it is; its date can be read in two ways
    if part.named and told.title and told.excerpt and _PING_LINE.match(title):
        return True  # a bare address, and below it a title and a text
    if width(told.excerpt) < _SHORTEST_TEXT and not (bare and told.proofs):
        return False
    if part.named or part.hard:
        return told.proofs > 0 or (bare and not lead.strip(" »>-–—*·•"))
    return False


def _says_fields(lead: str, told: Told) -> bool:
    """Whether what stands before a link is little more than a date, the blog's name and the words between,
    and the text that a signature ends: "TEXT Sent on DATE, via NAME", below a title of its own."""
    text = told.excerpt if told.title and told.title != told.site else ""
    for said in filter(None, (text, told.title)):
        lead = lead.replace(said, "", 1)
    cut = cut_date(lead, None) if told.date else None
    words = f"{cut[0]}{cut[2]}" if cut else lead
    few = _without_digits(words) - _without_digits(told.site) <= _MOST_LETTERS
    return told.date is not None and (few or site_before(lead.strip()) == told.site != "")


def _without_digits(text: str) -> int:
    """How many letters a text has; a date's digits say nothing of a blog."""
    return sum(c.isalpha() for c in text)


def _lead(record: Record) -> str:
    """What stands before the record's first link in its line."""
    for line in record.lines:
        for number, link in enumerate(line.links):
            if link.mem_id in record.own:
                return line.text.partition(LINK_SIGNS[number])[0]
    return ""
