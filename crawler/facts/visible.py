"""A post's facts as a reader sees them: headings, date lines and by-lines of pages that mark up nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.facts.about_entry import date_about_entry
from crawler.facts.author_places import author_box, author_link
from crawler.facts.byline_names import is_called
from crawler.facts.bylines import author_of, author_posting, comments_begin, read_lines
from crawler.facts.entry_dates import (
    date_in_parts,
    date_in_words,
    day_in_address,
    lone_date,
    machine_date,
    month_in_address,
    only_time,
    said_change,
    says_publication,
)
from crawler.facts.head import Head
from crawler.facts.page_text import text_before, text_of_body
from crawler.facts.titles import JOINTS, beside_kicker, goes_on, names_blog, without_site, words_of
from crawler.facts.topics import files_post, is_tag, read_topics
from crawler.lists.comment_nodes import has_between
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, attribute, classes, fold
from crawler.markup.links import Anchor, in_region
from crawler.markup.mark_names import MarkNames
from crawler.records import Link, Region
from crawler.words.dated import cut_date
from crawler.words.dates import read_date
from crawler.words.labels import read_heading

_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLE_NAME = re.compile(
    r"\.(?:e|(?:blog)?entry|post|articles?|item|(?:web)?log|story|news|content|diary|read)?[-_]?title(?:style|name|\d)?|"
    r"\.(?:subject|headline|content-?heading|itemsubjectboldfont)"
)
# What heads a listing below the post, and is no post's title unless the page's own title says so.
_LISTING = re.compile(
    r"\W*(?:(?:\d+|no|keine|aucun|sin|nessun|geen|sem)\s*)?(?:reader |user )?"
    r"(?:comments?|responses?|replies|kommentare?|commentaires?|comentarios|"
    r"commenti|reacties|コメント|迴響|評論|评论|댓글|комментарии|post a comment|"
    r"leave a (?:reply|comment))\W*\d*\W*",
    re.I,
)
_OF_COMMENT = re.compile(r"(?:\A|[-_])(?:comment|reply|trackback|pingback)[-_](?:title|subject|head)")
_ANYWHERE = re.compile(
    r"(?:posted|written|published)\s+(?:by\s+.{1,80}?\s(?:at|on)|on|at(?:\s+-)?)\s.{6,40}", re.I | re.S
)
# LiveJournal's first style links each part of the day.
_WROTE_AT = re.compile(r"\bwrote,\s*@\s*(\d{4}) ?- ?(\d\d) ?- ?(\d\d) (\d\d:\d\d(?::\d\d)?)\b")
_WORD = re.compile(r"\W+")
_DIGITS = re.compile(r"(?:\d\D*){3}")
# What parts the steps of a way: "Home > Notes > TITLE".
_STEPS = frozenset(">»›→/\\")
_STEPS_OF_LIST = _STEPS | {"|"}  # as the items of a list are joined here
_BESIDE = (
    ".author", ".byline", ".storyauthor", ".post-author", ".entry-author", ".date", ".timestamp", ".category",
)  # fmt: skip
_SLOGANS = (".site-description", "#site-description", "#blog-description", ".tagline", "#tagline")
_CALLED = re.compile("title|subject|headline")
# What is there for those alone who have the page read to them: "You are here" of Drupal.
_UNSEEN = frozenset(
    {"element-invisible", "visually-hidden", "screen-reader-text", "sr-only", "assistive-text"}
)
_PARTED = re.compile(r"\s+[|:»«·•—–>~-]\s+|\s*[：｜]\s*")
_MOST_HEADINGS = 120
_MOST_LINKS = 4
_LONGEST_TOPIC = 40
_PUBLISHED = frozenset({"published", "entry-date", "dt-published"})
_DAY = len("2006-03-14")


class Visible:
    """The fields that a page shows. Author and date are read when they are asked for: a page whose markup
    states them is spared the search."""

    def __init__(
        self,
        title: str,
        topics: list[Link],
        author: Callable[[], str],
        published: Callable[[], str],
        modified: Callable[[], str],
    ) -> None:
        tags = [link.text for link in topics]
        categories = [link.text for link in topics if not is_tag(link)]
        self._fields: dict[str, Any] = {"title": title, "tags": tags, "categories": categories}
        self._later = {"author": author, "published": published, "modified": modified}

    def get(self, name: str, default: Any = None) -> Any:
        """A field; the default where the page does not show it."""
        if (read := self._later.pop(name, None)) is not None:
            self._fields[name] = read()
        return self._fields.get(name) or default


def read_visible(
    document: Document, head: Head, anchors: list[Anchor], site_title: str, known_title: str, begin: int = -1
) -> Visible:
    """The fields that the page shows. `known_title` is the title, where the page's markup has given it
    already: then it only serves to find the place. What stands from the element `begin` on, that of the first
    linkback, says nothing of the post."""
    headings = _headings(document)
    above = [each for each in headings if begin < 0 or document.span(each[0])[1] <= begin]
    title_node, title = _title(document, above or headings, head, site_title, known_title)
    end = comments_begin(document, title_node)
    lines = list(read_lines(document, title_node, end))
    if begin >= 0 and (title_node is None or document.order(title_node) < begin):
        lines = [line for line in lines if document.end(document.order(line[0])) <= begin]
        headings = [each for each in headings if document.order(each[0]) < begin]

    def published() -> str:
        date = _published(document, headings, lines, end, title or known_title)
        return _in_order_of(document.url, date or date_about_entry(document, title or known_title))

    topics = read_topics(document, anchors, lines, begin)
    return Visible(
        title,
        topics,
        author=lambda: (
            author_of(document, _without_way(lines, title or known_title), [link.text for link in topics])
            or author_link(document, anchors, begin)
            or author_box(document, title_node, end)
            or author_posting(_body_text(document, end), title or known_title, published)
        ),
        published=published,
        modified=lambda: _modified(lines),
    )


def _without_way(lines: list[tuple[LexborNode, str]], title: str) -> list[tuple[LexborNode, str]]:
    """The lines without the way from the home page to the post, which its title ends: no author is in it."""
    way = [_leads_to(node, text, title) for node, text in lines]
    return [line for line, leads in zip(lines, way, strict=True) if not leads] if any(way) else lines


def _leads_to(node: LexborNode, text: str, title: str) -> bool:
    steps = _STEPS_OF_LIST if node.tag in ("ul", "ol") else _STEPS
    return text.endswith(title) and text.removesuffix(title).rstrip()[-1:] in steps


# Names of a post's title.
_TITLE_NAMES = MarkNames(_TITLE_NAME.fullmatch)


def _headings(document: Document) -> list[tuple[LexborNode, str]]:
    numbers = document.tags(*_HEADINGS)[:_MOST_HEADINGS]
    if named := document.numbers(*_TITLE_NAMES.on(document))[:_MOST_HEADINGS]:
        alone = (n for n in named if not has_between(numbers, n + 1, document.end(n)))
        numbers = sorted({*numbers, *alone})
    if slogans := document.numbers(*_SLOGANS):
        numbers = [number for number in numbers if number not in slogans]
    nodes = map(document.elements.__getitem__, numbers)
    found = ((node, words_of(document, node)) for node in nodes)
    if document.numbers(*_BESIDE):
        found = ((node, _without_rest(document, node, text)) for node, text in found)
    return [(node, text) for node, text in found if 0 < len(text) <= 300 and not files_post(document, node)]


def _without_rest(document: Document, heading: LexborNode, text: str) -> str:
    """What stands before the author, the date or the category in a heading that holds it."""
    for number in document.marked_within(heading, *_BESIDE)[:1]:
        name = fold(document.elements[number].text()[:200])
        return (text.partition(name)[0].rstrip(JOINTS) if name else "") or text
    return text


def _title(
    document: Document, headings: list[tuple[LexborNode, str]], head: Head, site_title: str, known: str
) -> tuple[LexborNode | None, str]:
    """The heading that is the post's title, and its text; nothing where no heading is."""
    named = _key(known) or f" {_key(head.title)} | {_key(head.first('og:title'))} "
    site = _key(site_title)
    inside = [
        (node, text) for node, text in headings
        if (key := _key(text)) and key in named and key != site and _may_be_title(document, node)
    ]  # fmt: skip
    if inside:
        whole = {part.strip() for part in named.split("|")}
        node, text = max(inside, key=lambda each: _rank(each[1], named, whole))
        return node, _without_topic(document, node, text)
    if known:
        return _saying(document, known), ""
    for node, text in headings:
        if (own := beside_kicker(text, head, site_title)) and _may_be_title(document, node):
            return node, own
    rest = without_site(head.title, site_title)
    # FC2 joins the blog's name and the title by a space.
    bare = head.title.removeprefix(f"{site_title} ") if site_title and rest == head.title else rest
    if bare != head.title:
        # Where no heading of the content does, one of the page's header may say what the page is called.
        saying = (node for node, text in headings if text == bare and not names_blog(document, node))
        if (said := next(saying, None) or _saying(document, bare)) is not None:
            return said, bare
    first, text = _unnamed(document, headings, site)
    if first is None:
        # exblog, and pages made by hand: nothing else says which part is the blog's name.
        parted = _PARTED.split(head.title)
        for part in (parted[0], parted[-1], head.title.partition(": ")[2]):
            if part not in ("", head.title) and (said := _saying(document, part)) is not None:
                return said, part
    # "■[weather]First storm" in a page that calls itself "First storm - Cloud diary"; "First storm - no. 5".
    if rest != head.title and (text.endswith(rest) or goes_on(text, rest)):
        return first, rest
    return first, _without_topic(document, first, text) if first is not None else text


def _rank(text: str, named: str, whole: set[str]) -> tuple[bool, bool, bool, int]:
    """How well a heading fits that the page's own titles hold: what is all of one goes before what is longer.
    "Trackbacks" heads a part of a page whose title names it too."""
    return not _heads_listing(text), _key(text) in whole, _at_end(text, named), len(text)


def _saying(document: Document, title: str) -> LexborNode | None:
    """The first bold words or cell that say just the page's title, where no heading does."""
    for number in document.tags("b", "strong", "td", "th")[:_MOST_HEADINGS]:
        node = document.elements[number]
        if document.end(number) - number <= _MOST_LINKS and fold(node.text()[:300]) == title:
            return node if in_region(document, node) is Region.CONTENT else None
    return None


def _without_topic(document: Document, node: LexborNode, text: str) -> str:
    """A heading's text without a topic that stands in brackets before or behind the title as a link."""
    for number in islice(document.linked_within(node), _MOST_LINKS):
        topic = f"[{fold(document.elements[number].text()[:_LONGEST_TOPIC])}]"
        if len(topic) > 2 and (text.startswith(topic) or text.endswith(topic)):
            text = text.removeprefix(topic).removesuffix(topic).strip() or text
    return text


def _at_end(text: str, named: str) -> bool:
    """Whether a heading's words begin or end one of the page's own titles: "WIKI : BLOG : TITLE"."""
    key = _key(text)
    return any(whole.strip().startswith(key) or whole.strip().endswith(key) for whole in named.split("|"))


def _unnamed(
    document: Document, headings: list[tuple[LexborNode, str]], site: str
) -> tuple[LexborNode | None, str]:
    """The title where the page's own title does not hold it: the heading that follows a date, or the first
    that links to the post, or that is called a title, or the first at all."""
    usable = [
        (n, t) for n, t in headings
        if _key(t) != site and not _heads_listing(t) and _may_be_title(document, n)
        and _UNSEEN.isdisjoint(classes(n))
    ]  # fmt: skip
    ranks: list[list[tuple[LexborNode, str]]] = [
        [b for a, b in pairwise(headings) if _is_date(a[1]) and not _is_date(b[1]) and b in usable],
        [(n, t) for n, t in usable if _holds_bookmark(document, n)],
        [(n, t) for n, t in usable if _CALLED.search(attribute(n, "class").lower()) and not _is_date(t)],
        [(n, t) for n, t in usable if n.tag in ("h1", "h2", "h3") and not _is_date(t)],
    ]
    return next((rank[0] for rank in ranks if rank), (None, ""))


def _holds_bookmark(document: Document, node: LexborNode) -> bool:
    links = (document.attributes[number] for number in document.within(node, "a"))
    return any("bookmark" in (held.get("rel") or "").split() for held in links)


def _heads_listing(text: str) -> bool:
    return _LISTING.fullmatch(text) is not None or read_heading(text) is not None


def _key(text: str) -> str:
    return _WORD.sub(" ", text.lower()).strip()


def _may_be_title(document: Document, node: LexborNode) -> bool:
    """Whether the heading stands in the content and does not lead to the blog's home page."""
    if any(map(_OF_COMMENT.search, classes(node))):
        return False
    return not names_blog(document, node) and in_region(document, node) is Region.CONTENT


def _is_date(text: str) -> bool:
    return len(text) <= 40 and _DIGITS.search(text) is not None and read_date(text) is not None


def _published(
    document: Document,
    headings: list[tuple[LexborNode, str]],
    lines: list[tuple[LexborNode, str]],
    end: int,
    title: str,
) -> str:
    """The day, and the time where it is shown, of the post called `title`; the comments begin at the element
    `end`."""
    dates: list[str] = []
    # A date header says the day, in figures that may be read in two ways; a by-line says the time as well.
    own = [each for each in headings if end < 0 or document.order(each[0]) < end]
    for date in islice(_shown_dates(document, own, lines, title), 4):
        dates.append(date)
        if len(date) > _DAY and date[:_DAY] == dates[0][:_DAY]:
            return date
    # Figures that were read in the wrong order are those of the by-line too; another day is another's.
    dates = [date for date in dates if len(date) > _DAY and _is_same_figures(date, dates[0])] or dates
    if not dates and (match := _ANYWHERE.search(_body_text(document, end))):
        dates = list(filter(None, [read_date(match[0])]))
    if not dates and says_publication(document) and (said := date_in_words(text_before(document, end))):
        dates = [said]
    if not dates and (stated := only_time(document, end)):
        dates = [stated]
    if not dates and (parted := date_in_parts(document, end)):
        dates = [parted]
    if not dates and document.has("ljuser") and (wrote := _WROTE_AT.search(text_of_body(document))):
        dates = [f"{'-'.join(wrote.groups()[:3])}T{wrote[4]}"]
    in_url = day_in_address(document.url)
    if in_url and (not dates or dates[0][:_DAY] == _modified(lines)[:_DAY]):
        dates = [in_url]
    if not dates and (lone := lone_date(document, end)):
        dates = [lone]
    if not dates and (language := language_of(document)):
        # Figures that only the page's language tells apart: "03/04/2006".
        dates = [found for _, text in lines if (found := read_date(text, language))]
    return dates[0] if dates else ""


def _in_order_of(url: str, date: str) -> str:
    """A date in figures that was read in one of two orders ("4.5.07"), in that of the post's address."""
    day = day_in_address(url)
    turned = f"{date[:5]}{date[8:_DAY]}-{date[5:7]}"
    own = turned == day if day else len(date) >= _DAY and month_in_address(url) == turned[: len("2006-03")]
    return turned + date[_DAY:] if own else date


def _is_same_figures(date: str, other: str) -> bool:
    return sorted(date[:_DAY]) == sorted(other[:_DAY])


def _modified(lines: list[tuple[LexborNode, str]]) -> str:
    """The date that a line calls that of the last change; "" where none does."""
    said = (said_change(text) for _, text in lines)
    found = (read_date(match["when"]) for match in said if match is not None)
    return next(filter(None, found), "")


def _shown_dates(
    document: Document,
    headings: list[tuple[LexborNode, str]],
    lines: list[tuple[LexborNode, str]],
    title: str,
) -> Iterator[str]:
    """The dates of the post's lines, of what is called a by-line first: a line of its text may say another;
    then that of the first heading that is one, or is one and the title."""
    called = sorted(lines, key=lambda line: not is_called(line[0]))
    yield from filter(None, (_date_of_line(document, node, text) for node, text in called))
    # Behind the one that follows the title, headings are of other posts.
    place = next((i for i, (_, text) in enumerate(headings) if text == title), len(headings))
    beside = (_beside(text, title) for _, text in headings[: place + 2])
    yield from islice((date for text in beside if _is_date(text) and (date := read_date(text))), 1)


def _beside(text: str, title: str) -> str:
    """What a heading says before or behind the title; all of it where that is not all of its rest."""
    return (text.removesuffix(title) if text.endswith(title) else text.removeprefix(title)).strip() or text


def _date_of_line(document: Document, node: LexborNode, text: str) -> str | None:
    """The date that a line states for machines, unless that is but of the last change beside one in words."""
    stated, rest = machine_date(document, node), _without_change(document, node, text)
    shown = read_date(rest) if rest != text or not stated else None
    return shown if shown and shown[:_DAY] != stated[:_DAY] else stated or shown


def _without_change(document: Document, node: LexborNode, text: str) -> str:
    """A line without the date of the last change that themes hide in it, or that its words call so, where it
    says another as well."""
    changed = said_change(text)
    if changed is not None and (cut := cut_date(text[changed.start("when") :], None)) is not None:
        rest = f"{text[: changed.start()]} {cut[2]}"
        text = rest if read_date(rest) else text
    for number in document.marked_within(node, ".updated"):
        if not document.classes[number] & _PUBLISHED:
            rest = text.replace(fold(document.elements[number].text()), "", 1)
            return rest if read_date(rest) else text
    return text


def _body_text(document: Document, end: int) -> str:
    """The page's text up to the element `end` (-1: all of it), where it says that anything was posted."""
    said = document.has("posted by", "written by", "posted on", "posted at", "published on")
    return text_before(document, end) if said else ""
