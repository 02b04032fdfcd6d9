"""A post's facts from microformats: h-entry, hAtom, and the rel values that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.facts.author_places import in_aside, stated_authors
from crawler.facts.bylines import author_of
from crawler.facts.teasers import in_teaser, without_teasers
from crawler.facts.titles import names_blog
from crawler.facts.topics import files_post, is_marked
from crawler.facts.wording import before_verb, is_lead
from crawler.markup.document import Document, attribute, classes, fold
from crawler.markup.links import Anchor, in_region
from crawler.markup.mark_names import MarkNames
from crawler.records import Region
from crawler.words.dates import read_date

_CONTAINERS = (".h-entry", ".hentry", ".type-post")
_TITLES = (".p-name", ".entry-title", ".post-title", ".posttitle", ".entry-header-title", ".blog_subject")
_DATES = (
    ".dt-published", ".published", ".entry-date", ".post-date", ".postdate", ".date-published",
    ".wp-block-post-date",
)  # fmt: skip
_MODIFIED = (".dt-updated", ".updated")
# ".post-author", ".byline-author", ".post-meta-author", ".wp-block-post-author-name"
_OF = r"p-|wp-block-post-|(?:post|entry|article|item|story|byline|(?:post|entry)-meta)[-_]?"
_AUTHOR = re.compile(rf"\.(?:(?:{_OF})?author(?:(?<=[-_]author)[-_]{{1,2}}name)?|vcard|posted-by)\Z")
_AUTHORS = MarkNames(_AUTHOR.match)
# What a post answers, and the lines that say so.
_CITED = (".u-in-reply-to", ".u-like-of", ".u-repost-of", ".u-bookmark-of")
_LINES = frozenset({"p", "div", "span", "header", "section", "blockquote", "li"})
# What holds a comment.
_OF_COMMENT = re.compile(
    r"(?:comment|reply|trackback|webmention|h-cite\Z|(?:mention|replie|response|reaction)s?\Z|related(?:-posts)?\Z)"
    r"(?!s?[-_](?:open|closed|status))"
)
_CITING = frozenset({"webmention", "h-cite", "comment", "comment-body", "u-comment", "p-comment"})
_HIGHEST = 8
_HIGHEST_HEADINGS = frozenset({"h1", "h2", "h3"})
_NEAR = 4
_WAY = re.compile(r"bread|crumb|\Apost-?path\Z")
_SUMMARIES = (".p-summary", ".entry-summary")
_MONTH = re.compile(r"[^\W\d]{3,}\.?,? (?:19|20)\d\d\s*\Z")
_WITHIN = 60
_MOST_TITLES = 6
_MOST_ABOVE = 12
_LONGEST_DATE = 80
# Textpattern: "TITLE · Jun 20, 10:51 AM by AUTHOR".
_DATED = re.compile(r"\s[·|]\s.{2,24}\d{1,2}:\d\d")
# What a title's element holds beside the title.
_SIGNS = " :|·•–—-"
_COUNTERS = (".comment_count", ".comment-count", ".commentcount", ".comments-count", ".comments-link")
_HOLDERS = frozenset({"header", "div", "section"})


def containers(document: Document) -> list[LexborNode]:
    """The elements that hold one post each, side bars and comments left out; at most 60."""
    found = document.marked(*_CONTAINERS)[:_WITHIN]
    inside = (node for node in found if node.tag not in ("html", "body") and node.parent is not None)
    return [node for node in inside if node.parent and in_region(document, node.parent) is Region.CONTENT]


def read_entry(document: Document, anchors: list[Anchor], named: str = "") -> dict[str, Any]:
    """Fields that the page's microformats give; only those that are there. `named` is the page's own title,
    which tells the post's among several."""
    fields: dict[str, Any] = {
        "title": _title(document, named),
        "author": _author(document, anchors),
        "published": _time(document, _DATES) or _published_time(document),
        "modified": _time(document, _MODIFIED),
        "excerpt": _text(document, _SUMMARIES),
    }
    fields["tags"], fields["categories"] = _tags(document, anchors, named)
    return {name: value for name, value in fields.items() if value}


def _content(document: Document, marks: Iterable[str]) -> list[LexborNode]:
    """The first elements with these marks that stand in the page's content."""
    return [node for node in document.marked(*marks)[:_WITHIN] if in_region(document, node) is Region.CONTENT]


def _title(document: Document, named: str) -> str:
    """The first title, or the longest of those that the page's own title repeats: themes print the name of
    the section ("Blog") as a title too."""
    found = list(islice(_titles(document), _MOST_TITLES))
    own = " ".join(named.lower().split())
    repeated = [text for text in found if text.lower() in own] if len(found) > 1 else []
    return max(repeated, key=len) if repeated else next(iter(found), "")


def _titles(document: Document) -> Iterator[str]:
    for node in _content(document, _TITLES):
        if classes(node) & {"p-name"} and _inside_card(node):
            continue
        if in_teaser(document, document.order(node)) or files_post(document, node):
            continue
        inner = document.within(node, "h1", "h2", "h3") if node.tag in _HOLDERS else []
        text = fold(_named_alone(document, document.elements[inner[0]] if inner else node).text()[:2000])
        # A p-name of a note is its whole text, and no title.
        if text and len(text) <= 300 and "p-content" not in classes(node):
            yield _without_date(document, node, text)


def _named_alone(document: Document, heading: LexborNode) -> LexborNode:
    """The permanent link of a heading that says a date beside it; else the heading."""
    links = document.within(heading, "a")
    if len(links) != 1:
        return heading
    link = document.elements[links[0]]
    marked = "bookmark" in (document.attributes[links[0]].get("rel") or "").split()
    dated = marked and bool(document.marked_within(heading, *_DATES))
    whole, text = fold(heading.text()[:600]), fold(link.text()[:600])
    beside = whole.startswith(text) and _DATED.match(whole, len(text)) is not None
    return link if text and (dated or beside) else heading


def _without_date(document: Document, node: LexborNode, text: str) -> str:
    times = document.within(node, "time")
    shown = fold(document.elements[times[0]].text()) if times else ""
    text = text.removeprefix(shown).strip() or text
    for number in document.marked_within(node, *_COUNTERS)[:1]:
        text = text.removesuffix(fold(document.elements[number].text())).strip() or text
    return text


def _inside_card(node: LexborNode) -> bool:
    parent = node.parent
    return bool(classes(node) & {"h-card", "p-author"}) or (
        parent is not None and bool(classes(parent) & {"h-card", "p-author", "vcard"})
    )


def _author(document: Document, anchors: list[Anchor]) -> str:
    for node in _content(document, _AUTHORS.on(document)):
        if node.tag in ("body", "html", "article") or _is_of_comment(node) or _is_of_cited(document, node):
            continue
        if node.tag in _HIGHEST_HEADINGS and names_blog(document, node):
            continue  # themes call the blog its author
        # "NAME 發表在 HOST": the link is not the name
        said = _said_author(document, node) if document.has("發表", "发表") else ""
        name = node if said else _name_in(document, node)
        text = said or fold(name.text()[:400])
        if name is node and not said:
            # A line that says the date too, or "Posted by"
            said = _said_author(document, node)
            text = said if said or read_date(text) is not None else text.partition(" | ")[0]
        if 0 < len(text) <= 80 and not (is_lead(text) or in_teaser(document, document.order(node))):
            return _without_by(text)
    named = [a.link.text for a in anchors if "author" in a.link.rel and a.link.region is Region.CONTENT]
    named = named or stated_authors(document)
    return next((_without_by(text) for text in named if 0 < len(text) <= 80), "")


def _said_author(document: Document, node: LexborNode) -> str:
    """The name that an author's element says in words: "Posted by NAME on DATE"; "" where it says none."""
    return author_of(document, [(node, fold(node.text()[:400]))])


def _is_of_comment(node: LexborNode) -> bool:
    """Whether an element stands in what is named after a comment."""
    each = node.parent
    for _ in range(_HIGHEST):
        if each is None or each.tag in ("body", "main"):
            return False
        if each.tag == "article":
            return not _CITING.isdisjoint(classes(each))
        if any(map(_OF_COMMENT.match, (*classes(each), attribute(each, "id").lower()))):
            return True
        each = each.parent
    return False


def _is_of_cited(document: Document, node: LexborNode) -> bool:
    """Whether an author stands behind what the post answers, in the same line: "Liked TITLE by NAME"."""
    line = node.parent
    if line is None or line.tag not in _LINES or classes(line) & {"h-entry", "hentry"}:
        return False
    here = document.order(node)
    return any(number < here for number in document.marked_within(line, *_CITED))


def _name_in(document: Document, node: LexborNode) -> LexborNode:
    """The element within an author's that is the name: marked as one, else the first link, else all of it."""
    attributes, (start, end) = document.attributes, document.span(node)
    named = document.marked_within(node, ".fn", ".p-name")
    if document.has("itemprop"):
        end = named[0] if named else end
        named = [*(i for i in range(start, end) if attributes[i].get("itemprop") == "name"), *named]
    # "NAME, comments (2)": a link to a place on a page is none to a person.
    links = document.within(node, "a") if not named else []
    found = named or [i for i in links if _may_be_person(attributes[i]) and not _is_month(document, i)]
    return document.elements[found[0]] if found else node


def _is_month(document: Document, link: int) -> bool:
    """Whether a link says the month that a line dates its post in: "9th of November 2006 by NAME"."""
    return _MONTH.search(document.elements[link].text()[:40]) is not None


def _may_be_person(link: Mapping[str, str | None]) -> bool:
    """Whether a link may lead to a person: neither to a place on a page nor to a topic."""
    return "#" not in (link.get("href") or "") and "tag" not in (link.get("rel") or "").split()


def _without_by(text: str) -> str:
    text = before_verb(text.lstrip(_SIGNS))
    first, _, rest = text.partition(" ")
    return rest if first.lower().rstrip(":") in ("by", "von", "par", "por", "di", "door") and rest else text


def _time(document: Document, marks: Iterable[str]) -> str:
    """The machine-readable date of the first element with these marks that has one; an element that is called
    the last change as well only where no other has."""
    nodes = _content(document, marks)
    shown = ""
    for node in sorted(nodes, key=_is_change) if marks is _DATES else nodes:
        if shown and _is_change(node):
            return shown
        if node.tag in ("article", "div", "section", "li", "body") and document.within(node, "p"):
            continue
        if ("wp-block-post-date" in classes(node) and _is_listed(node)) or _is_of_comment(node):
            continue
        value = machine_date(document, node)
        if (value or marks is _DATES) and not in_teaser(document, document.order(node)):
            if value:
                return value
            shown = shown or _shown(node)
    return ""


def _shown(node: LexborNode) -> str:
    """The date that an element called the publication says in words: it counts before that of a change."""
    return _said_date(node) if "published" in classes(node) else ""


def _said_date(node: LexborNode) -> str:
    text = fold(node.text(separator=" ")[:400])
    return text if len(text) <= _LONGEST_DATE and read_date(text) is not None else ""


def _is_change(node: LexborNode) -> bool:
    return "updated" in (names := classes(node)) and not names & {"published", "dt-published"}


def _is_listed(node: LexborNode) -> bool:
    """Whether the element stands in a list: block themes show further posts below the post."""
    each = node.parent
    while each is not None and each.tag != "body":
        if each.tag == "li":
            return True
        each = each.parent
    return False


def _published_time(document: Document) -> str:
    """The first `time[datetime]` or microdata property of the content that the page marks as the
    publication."""
    elements, attributes = document.elements, document.attributes
    times = [i for i in document.tags("time") if _is_publication(attributes[i], time=True)]
    if document.has("datepublished"):
        times += [i for i, held in enumerate(attributes) if held and _is_publication(held, time=False)]
    for number in sorted(set(times)):
        node = elements[number]
        if in_region(document, node) is not Region.CONTENT or _is_of_comment(node):
            continue
        if found := _stated(document, node):
            return found
    return ""


def _stated(document: Document, node: LexborNode) -> str:
    """The date of an element as it states it for machines, else in words that are a date."""
    return machine_date(document, node) or _said_date(node)


def _is_publication(held: Mapping[str, str | None], *, time: bool) -> bool:
    return (time and "pubdate" in held) or held.get("itemprop") == "datePublished"


def only_time(document: Document, end: int) -> str:
    """The date of the one `time[datetime]` that stands alone in its element in the content, up to the element
    `end` (-1: none), at which the comments begin; "" where several state different days."""
    found: list[str] = []
    for number in document.tags("time")[:_WITHIN]:
        if 0 <= end <= number:
            break
        node = document.elements[number]
        alone = node.parent is not None and fold(node.parent.text()[:80]) == fold(node.text()[:80])
        if alone and in_region(document, node) is Region.CONTENT and not _is_of_comment(node):
            found += [] if in_teaser(document, number) else [machine_date(document, node)]
    days = {date[: len("2006-03-14")] for date in found}
    return found[0] if len(days) == 1 else ""


def machine_date(document: Document, node: LexborNode) -> str:
    """datetime, content or an abbreviation's title of an element or the time in it; "" where it has none."""
    number = document.order(node)
    if document.names[number] not in ("time", "abbr"):
        inner = document.within(node, "time", "abbr", "meta")
        number = next((i for i in inner if _is_dated(document, i)), number)
    held = document.attributes[number]
    for name in ("datetime", "content", "title") if held else ():
        value = (held.get(name) or "").strip()
        if value[:4].isdigit() and len(value) >= 8:
            return value
    return ""


def _is_dated(document: Document, number: int) -> bool:
    """Whether an element is `time[datetime]`, `abbr[title]` or `meta[itemprop=datePublished]`."""
    held, name = document.attributes[number], document.names[number]
    if name == "meta":
        return held.get("itemprop") == "datePublished"
    return ("datetime" if name == "time" else "title") in held


def _text(document: Document, marks: Iterable[str]) -> str:
    return next((text for n in _content(document, marks) if (text := fold(n.text()[:4000]))), "")


def _tags(document: Document, anchors: list[Anchor], named: str) -> tuple[list[str], list[str]]:
    """All topics, and those of them that are categories."""
    tagged = [a for a in anchors if "tag" in a.link.rel and a.link.region is Region.CONTENT and a.link.text]
    tagged = _without_menu(document, without_teasers(document, tagged), named)
    if not any("category" in a.link.rel for a in tagged):
        tagged = sorted([*tagged, *_along(document, anchors)], key=lambda a: a.number)
    categories = [a.link.text for a in tagged if _is_category(a)]
    tags = [a.link.text for a in tagged] + list(_scripted(document))
    for node in document.marked(".p-category"):
        if len(tags) < 400 and is_marked(document, node):
            tags.append(fold(node.text()[:400]) or attribute(node, "value"))
    return tags, categories


def _along(document: Document, anchors: list[Anchor]) -> list[Anchor]:
    """Topics that stand beside the post's content: the categories in the way to it, which WordPress marks as
    the post's own, and what an aside in the footer of the first article holds."""
    articles = document.tags("article")[:1]
    begin, end = (articles[0], document.end(articles[0])) if articles else (0, 0)
    found = [a for a in anchors if "tag" in a.link.rel and a.link.region is Region.NAVIGATION and a.link.text]
    own = (a for a in found[:_WITHIN] if _is_on_way(a) or (begin < a.number < end and in_aside(a.node)))
    return without_teasers(document, list(own))


def _is_on_way(anchor: Anchor) -> bool:
    """Whether a category stands in the way from the blog's home page to the post."""
    each = anchor.node.parent if "category" in anchor.link.rel else None
    for _ in range(_NEAR):
        if each is None or each.tag == "body":
            return False
        if any(map(_WAY.search, (*classes(each), attribute(each, "id").lower()))):
            return True
        each = each.parent
    return False


def _scripted(document: Document) -> Iterator[str]:
    """The tags that Movable Type 4 links by script: `a[rel=tag][href="javascript:void(0)"]`."""
    for number in document.tags("a") if document.has("javascript:void(0)") else ():
        held = document.attributes[number]
        if held.get("rel") == "tag" and held.get("href") == "javascript:void(0)":
            node = document.elements[number]
            if in_region(document, node) is Region.CONTENT:
                yield fold(node.text()[:400])


def _without_menu(document: Document, tagged: list[Anchor], named: str) -> list[Anchor]:
    """The topics without those above the post's title, where they are so many that they are a menu."""
    if len(tagged) <= _MOST_ABOVE:
        return tagged
    own = fold(named).lower()
    headings = (
        (number, fold(document.elements[number].text()).lower()) for number in document.tags("h1", "h2")
    )
    titles = [(len(text), number) for number, text in headings if text and text in own]
    first = max(titles)[1] if titles else 0
    below = [anchor for anchor in tagged if anchor.number > first]
    return below if len(tagged) - len(below) > _MOST_ABOVE else tagged


def _is_category(anchor: Anchor) -> bool:
    return "category" in anchor.link.rel or "/category/" in anchor.link.url
