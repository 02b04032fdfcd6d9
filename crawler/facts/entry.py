"""A post's facts from microformats: h-entry, hAtom, and the rel values that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.facts.author_places import in_aside, stated_authors
from crawler.facts.bylines import author_of
from crawler.facts.entry_dates import DATES, marked_time, published_time
from crawler.facts.own_marks import MOST_MARKED, is_of_comment, marked_content
from crawler.facts.teasers import in_teaser, without_teasers
from crawler.facts.titles import names_blog
from crawler.facts.topics import files_post, is_marked, without_cloud
from crawler.facts.wording import before_verb, is_lead
from crawler.lists.entry_parts import text_without
from crawler.markup.document import Document, ancestors, attribute, classes, fold
from crawler.markup.kin import HEADINGS
from crawler.markup.links import Anchor, in_region
from crawler.markup.mark_names import MarkNames
from crawler.records import Region
from crawler.words.dates import read_date

_CONTAINERS = (".h-entry", ".hentry", ".type-post")
_TITLES = (".p-name", ".entry-title", ".post-title", ".posttitle", ".entry-header-title", ".blog_subject")
_MODIFIED = (".dt-updated", ".updated")
# ".post-author", ".byline-author", ".post-meta-author", ".wp-block-post-author-name"
_OF = r"p-|wp-block-post-|(?:post|entry|article|item|story|byline|(?:post|entry)-meta)[-_]?"
_AUTHOR = re.compile(rf"\.(?:(?:{_OF})?author(?:(?<=[-_]author)[-_]{{1,2}}name)?|vcard|posted-by)\Z")
_AUTHORS = MarkNames(_AUTHOR.match)
# What a post answers, and the lines that say so.
_CITED = (".u-in-reply-to", ".u-like-of", ".u-repost-of", ".u-bookmark-of")
_LINES = frozenset({"p", "div", "span", "header", "section", "blockquote", "li"})
_HIGHEST_HEADINGS = frozenset({"h1", "h2", "h3"})
_NEAR = 4
_ROOT = re.compile(
    r"(?:h-(?:card|entry|cite|feed|adr|geo|event|product|review|recipe)|hentry|vcard|p-author)\Z"
)
_CARDS = frozenset({"h-card", "p-author", "vcard", "h-adr", "h-geo"})
_HIGHEST_ROOT = 8
_WAY = re.compile(r"bread|crumb|\Apost-?path\Z")
_BY = frozenset({"by", "von", "durch", "par", "por", "di", "door", "av", "af", "przez"})
_POWERED = re.compile(r"\W*(?:proudly )?powered (?:by|with)\b", re.I)
_LONGEST_CREDIT = 200
_SUMMARIES = (".p-summary", ".entry-summary")
_MONTH = re.compile(r"[^\W\d]{3,}\.?,? (?:19|20)\d\d\s*\Z")
_MOST_TITLES = 6
_MOST_ABOVE = 12
# Textpattern: "TITLE · Jun 20, 10:51 AM by AUTHOR".
_DATED = re.compile(r"\s[·|]\s.{2,24}\d{1,2}:\d\d")
# What a title's element holds beside the title.
_SIGNS = " :|·•–—-"
_SPOKEN = (".screen-reader-text", ".sr-only", ".visually-hidden")
_COUNTERS = (".comment_count", ".comment-count", ".commentcount", ".comments-count", ".comments-link")
_HOLDERS = frozenset({"header", "div", "section"})


def containers(document: Document) -> list[LexborNode]:
    """The elements that hold one post each, side bars and comments left out; at most 60."""
    found = document.marked(*_CONTAINERS)[:MOST_MARKED]
    inside = (node for node in found if node.tag not in ("html", "body") and node.parent is not None)
    return [node for node in inside if node.parent and in_region(document, node.parent) is Region.CONTENT]


def read_entry(document: Document, anchors: list[Anchor], named: str = "") -> dict[str, Any]:
    """Fields that the page's microformats give; only those that are there. `named` is the page's own title,
    which tells the post's among several."""
    fields: dict[str, Any] = {
        "title": _title(document, named),
        "author": _author(document, anchors),
        "published": marked_time(document, DATES) or published_time(document),
        "modified": marked_time(document, _MODIFIED),
        "excerpt": _text(document, _SUMMARIES),
    }
    fields["tags"], fields["categories"] = _tags(document, anchors, named)
    return {name: value for name, value in fields.items() if value}


def _title(document: Document, named: str) -> str:
    """The first title, or the longest of those that the page's own title repeats: themes print the name of
    the section ("Blog") as a title too."""
    found = list(islice(_titles(document), _MOST_TITLES))
    own = " ".join(named.lower().split())
    repeated = [text for text in found if text.lower() in own] if len(found) > 1 else []
    return max(repeated, key=len) if repeated else next(iter(found), "")


def _titles(document: Document) -> Iterator[str]:
    for node in marked_content(document, _TITLES):
        if "p-name" in classes(node) and (_inside_card(node) or _is_loose(document, node)):
            continue
        if in_teaser(document, document.order(node)) or files_post(document, node):
            continue
        if attribute(node, "itemprop") == "description":
            continue  # the lead, in large letters
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
    dated = marked and bool(document.marked_within(heading, *DATES))
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
    """Whether a `p-name` is a person's or a place's: that of the nearest thing around it that microformats
    mark."""
    if classes(node) & {"h-card", "p-author"}:
        return True
    near = islice(ancestors(node), _HIGHEST_ROOT)
    root = next((each for each in near if any(map(_ROOT.match, classes(each)))), None)
    return root is not None and not _CARDS.isdisjoint(classes(root))


def _is_loose(document: Document, node: LexborNode) -> bool:
    """Whether a `p-name` that is no heading stands below the post's and in no entry: answers that scripts
    print below a post name their authors so."""
    before = [i for i in document.tags("h1")[:_MOST_TITLES] if i < document.order(node)]
    if node.tag in HEADINGS or all(names_blog(document, document.elements[i]) for i in before):
        return False
    held = (name for each in ancestors(node) for name in classes(each))
    return not any(name.startswith("h-") or name == "hentry" for name in held)


def _author(document: Document, anchors: list[Anchor]) -> str:
    for node in marked_content(document, _AUTHORS.on(document)):
        if node.tag in ("body", "html", "article") or is_of_comment(node) or _is_of_cited(document, node):
            continue
        if node.tag in _HIGHEST_HEADINGS and names_blog(document, node):
            continue  # themes call the blog its author
        if _POWERED.match(node.text()[:_LONGEST_CREDIT]):
            continue  # Pelican's first theme puts its credit on a card
        # "NAME 發表在 HOST": the link is not the name
        said = _said_author(document, node) if document.has("發表", "发表") else ""
        name = node if said else _name_in(document, node)
        text = said or _seen(document, name)
        if name is node and not said:
            # A line that says the date too, or "Posted by"
            said = _said_author(document, node) or _below_label(document, node)
            text = said if said or read_date(text) is not None else text.partition(" | ")[0]
        text = text or _pictured(document, node)
        if 0 < len(text) <= 80 and not (is_lead(text) or in_teaser(document, document.order(node))):
            return _without_by(text)
    named = [a.link.text for a in anchors if "author" in a.link.rel and a.link.region is Region.CONTENT]
    named = named or stated_authors(document)
    return next((_without_by(text) for text in named if 0 < len(text) <= 80), "")


def _seen(document: Document, node: LexborNode) -> str:
    """What readers see of a name: themes say it again for those alone who have the page read to them."""
    text = fold(node.text()[:400])
    if text and document.has("screen-reader-text", "sr-only", "visually-hidden"):
        spoken = [document.elements[number] for number in document.marked_within(node, *_SPOKEN)]
        return (text_without(node, *spoken)[:400] if spoken else "") or text
    return text


def _pictured(document: Document, node: LexborNode) -> str:
    """The name of a card that is but a picture, as microformats imply it: what stands for the picture."""
    pictures = document.within(node, "img") if "h-card" in classes(node) else []
    return fold(attribute(document.elements[pictures[0]], "alt")) if len(pictures) == 1 else ""


def _said_author(document: Document, node: LexborNode) -> str:
    """The name that an author's element says in words: "Posted by NAME on DATE"; "" where it says none."""
    return author_of(document, [(node, fold(node.text(separator=" ")[:400]))])


def _below_label(document: Document, node: LexborNode) -> str:
    """The name in Blogger's line on the author, below what the blog says for "Posted by"; "" elsewhere."""
    if "post-author" not in classes(node) or not document.numbers(".post-timestamp"):
        return ""
    lines = [line.strip() for line in node.text()[:400].splitlines() if line.strip()]
    return lines[1] if len(lines) == 2 else ""


def _is_of_cited(document: Document, node: LexborNode) -> bool:
    """Whether an author stands behind what the post answers, in the same line: "Liked TITLE by NAME"."""
    line = node.parent
    if line is None or line.tag not in _LINES or classes(line) & {"h-entry", "hentry"}:
        return False
    here = document.order(node)
    return any(number < here for number in document.marked_within(line, *_CITED))


def _name_in(document: Document, node: LexborNode) -> LexborNode:
    """The element within an author's that is the name: marked as one, else the first link, else all of it."""
    attributes = document.attributes
    named = document.marked_within(node, ".fn", ".p-name")
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
    return rest if first.lower().rstrip(":") in _BY and rest else text


def _text(document: Document, marks: Iterable[str]) -> str:
    return next((text for n in marked_content(document, marks) if (text := fold(n.text()[:4000]))), "")


def _tags(document: Document, anchors: list[Anchor], named: str) -> tuple[list[str], list[str]]:
    """All topics, and those of them that are categories."""
    tagged = [a for a in anchors if "tag" in a.link.rel and a.link.region is Region.CONTENT and a.link.text]
    tagged = _without_menu(document, without_teasers(document, without_cloud(document, tagged)), named)
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
    own = (a for a in found[:MOST_MARKED] if _is_on_way(a) or (begin < a.number < end and in_aside(a.node)))
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
    """The tags that are links to a script: Movable Type 4's `a[rel=tag]`, and those of Hexo's Yilia."""
    for number in document.tags("a") if document.has("javascript:void(0)") else ():
        held = document.attributes[number]
        marked = held.get("rel") == "tag" or "article-tag-list-link" in document.classes[number]
        if marked and held.get("href") == "javascript:void(0)":
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
