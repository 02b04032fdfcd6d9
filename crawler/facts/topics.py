"""The topics that a post's own lines show as links: categories and tags, without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.facts.labelled import read_labelled
from crawler.facts.teasers import in_teaser, without_teasers
from crawler.lists.entry_parts import text_without
from crawler.markup.document import Document, ancestors, classes, fold
from crawler.markup.kin import HEADINGS
from crawler.markup.links import Anchor, in_region
from crawler.markup.needles import quotings
from crawler.records import Link, Region
from crawler.urls import is_same_host
from crawler.words.dated import cut_date, named
from crawler.words.expressions import expression

_TOPIC_LINK = expression(
    # Sets of characters to begin with, so that only those places are tried.
    r"[/?&](?=[abcefgikprst])(?:"
    r"(?<=/)(?<!/author/)(?:(?:tags?|tagged|categor(?:y|ies?|ias?)|kategori(?:e[rn]?|a)?|kat|rubri(?:ka?|ques?|ek)|etiquet(?:as?|tes?)|topics?|archives/cat|cat|blog-category)[/_#:-]|cat\d+/|category\d+-\d+\.html|"
    r"archive/c\d+|categoryview,|taxonomy/term/\d|c\d+/(?:index\.html?)?\Z|c/[\w%-]+(?:/index\.html?)?\Z|"
    r"folder/\d|sort/\d|i\d+(?:/(?:index\.html?)?)?\Z|cat\d+\Z|searchdiary\?word=(?:%2A|\*)(?:%5B|\[))|"
    r"(?<!/)(?:(?:tag|category)/|go=category|(?:ct\d|cate?|tag|(?<!\d\?)(?:seek)?category|category_?(?:id|no)|cat_?id|cateid|postcategoryid|sort|action=tags&item)=|c(?:id)?=[\w%+-]+$))",
    re.I,
)
_TOPIC_NAME = expression(
    r"(?:^|[-_])(?:cats?|categor(?:y|ies)|tags?|terms?|taxonom(?:y|ies)|topics?)(?:[-_](?:links?|name))?\Z"
)
_TAG_LINK = expression(r"[/?](?:tags?|tagged)[/_#:-]|[?&]tags?=|action=tags", re.I)
_PARTS = frozenset("|｜│")
_MARKS = frozenset({"::", "|", "•", "·", "–", "—", "-"})
_INLINE = frozenset({"a", "span", "b", "strong", "em", "i", "small", "abbr", "time"})
_MOST_NAMED = 12
# "Posted by A on DATE at TIME in B": what follows "in" are the categories.
_FILED_LINE = expression(
    r"\b(?:posted|filed|geschrieben|publié|rédigé|publicado|pubblicato|by|par|von|por|di|category|geplaatst|door|escrito|enviado|postato|da|skrevet|skrivet)\b.*"
    r"(?:\d{1,2}[:.h]\d\d|\d[./-]\d{1,2}[./-]\d\d|\b(?:19|20)\d\d\b)",
    re.I | re.S,
)
# TypePad without an author: "May 02, 2006 in B | Permalink".
_DATED_LINE = expression(r"(?=.{0,12}\d)(?P<date>[\w.,/: -]{6,32}?)\s(?:in|dans|en|em|unter)\s", re.I)
_FILED_IN = expression(
    r"(?:^|[\s|])(?:in|(?<!licensed )(?<!licenced )under|dans|en|em|unter|categor(?:y|ies|ía|ia)|"
    r"カテゴリー?|分类|分類)\s*[:：]?\s*\Z|"
    r"\d{1,2}[:h]\d\d(?:\s?[ap]\.?m\.?)?\s*(?:[-–—|·•]|::)\s*\Z",
    re.I,
)
_FILED_JOINT = expression(r"\s*(?:,|and|&|und|et|y|e)\s*", re.I)
_NO_TOPIC = expression(
    r"permalink|permanent|comment|track\s?back|パーマリンク|固定リンク|固定链接|個別(?:ページ|記事)|最新記事|コメント|トラックバック|"
    r"评论|評論|留言|引用|댓글|트랙백|"
    r"\A\W*(?:\d|(?:perma|link|e-?mail|print|edit|share|digg|reply|no |reactions?|"
    r"(?:up|back|return) to (?:the )?(?:blog|home|main|index|top))\b)",
    re.I,
)
# Z-Blog's templates do not link it: "发布:NAME | 分类:TOPIC | 评论:0".
_SAID_TOPIC = expression(
    r"(?:\A|[|｜│]\s*)(?:分类|分類|カテゴリー?|카테고리|분류|раздел|рубрика|категория|category|kategori[ea]?|"
    r"rubri(?:k|que)|cat[ée]gorie|categor[ií]a)\s*[:：]\s*"
    r"(?P<name>[^\s|｜│:：,，、][^|｜│:：,，、]{0,20}?)\s*(?:[|｜│]|\Z)",
    re.I,
)
# As WordPress calls the links of all the blog's tags: "tag-link-25", "tag-link-position-1".
_OF_CLOUD = expression(r"tag-link-(?:position-)?\d")
# A line of tags as templates call it, and what it says: "Tags: oak, elm".
_TAG_LINES = (".entry-tags", ".post-tags", ".posttags", ".post_tags", ".tags")
_TOLD_TAGS = expression(
    r"(?:tags?|tagged(?: with)?|keywords?|schlagwörter|mots-clés|etiquetas|タグ|标签|標籤|метки)\s*[:：]\s*"
    r"((?:[^,、:.!?]{1,40}[,、]\s*){0,20}[^,、:.!?]{1,40})",
    re.I,
)
# What microformats call a post, or what one cites.
_ENTRIES = frozenset({"h-entry", "h-cite", "h-event"})
# What tells a tag from a category: see `is_tag`.
_OF_NO_LINK = "?tag="
_STATED = (
    *quotings("itemprop", "articlesection"), *quotings("itemprop", "keywords"),
    *quotings("property", "schema:about"),
)  # fmt: skip
_MARKED = '[itemprop="articleSection"], [itemprop="keywords"], [property="schema:about"]'
_TAG_JOINT = expression(r"[,、]")
_SPOKEN = ".sr-only, .visually-hidden, .screen-reader-text"
_MOST_TAG_LINES = 4
_LONGEST_BYLINE = 300
_MOST_LINKS = 40


def read_topics(
    document: Document, anchors: list[Anchor], lines: list[tuple[LexborNode, str]], begin: int = -1
) -> list[Link]:
    """Links to tag or category pages that stand in the post's own lines, or behind a label that names them,
    and the one that a by-line but says (its URL is ""); what stands from the element `begin` on (-1 for none)
    says nothing of the post."""
    anchors = without_cloud(document, anchors)
    shown = _shown(document, anchors, lines)
    labelled = read_labelled(document, anchors, begin)
    own = _of_post(document, labelled, lines) if len(labelled) > 1 else labelled
    known = {link.url for link in shown}
    linked = [*shown, *(each.link for each in own if each.link.url not in known)]
    linked = _as_seen(document, anchors, linked) or _told_tags(document)
    return linked if any(not is_tag(link) for link in linked) else [*_said(lines), *linked]


def _as_seen(document: Document, anchors: list[Anchor], links: list[Link]) -> list[Link]:
    """Links by the words that readers see: "View posts with the tag" is spoken only."""
    if not links or not document.has("sr-only", "visually-hidden", "screen-reader-text"):
        return links
    urls = {link.url for link in links}
    said = {each.link.url: (each.node, each.node.css(_SPOKEN)) for each in anchors if each.link.url in urls}
    seen = {url: text_without(node, *spoken) for url, (node, spoken) in said.items() if spoken}
    return [replace(link, text=seen.get(link.url) or link.text) for link in links]


def _told_tags(document: Document) -> list[Link]:
    """The tags that the post's line of them says without links."""
    for node in document.marked(*_TAG_LINES)[:_MOST_TAG_LINES]:
        told = _TOLD_TAGS.fullmatch(fold(node.text()[: 2 * _LONGEST_BYLINE]))
        if told and not document.within(node, "a") and in_region(document, node) is Region.CONTENT:
            names = map(str.strip, _TAG_JOINT.split(told[1]))
            return [Link(url=_OF_NO_LINK, text=name) for name in names if name]
    return []


def stated_topics(document: Document) -> list[str]:
    """The topics that microdata mark in the post, in its menus too: a section, keywords; Drupal's tags."""
    if not document.has(*_STATED):
        return []
    nodes = document.css(_MARKED)[:_MOST_NAMED]
    topics: list[str] = []
    for node in nodes:
        holder = next((each for each in ancestors(node) if "itemscope" in each.attributes), node)
        holder = node if holder.tag == "body" else holder
        if in_region(document, holder) is not Region.CONTENT or in_teaser(document, document.order(node)):
            continue
        links = [document.elements[i] for i in islice(document.linked_within(node), _MOST_LINKS)]
        text = fold(node.text()[:_LONGEST_BYLINE])
        told = _TOLD_TAGS.fullmatch(text)
        topics += [fold(link.text()[:200]) for link in links] or _TAG_JOINT.split(told[1] if told else text)
    return topics


def _said(lines: list[tuple[LexborNode, str]]) -> list[Link]:
    """The category that a line of several parts tells in words alone."""
    parted = (text for _, text in lines if len(text) <= _LONGEST_BYLINE and not _PARTS.isdisjoint(text))
    found = filter(None, map(_SAID_TOPIC.search, parted))
    return [Link(url="", text=match["name"]) for match in islice(found, 1)]


def without_cloud(document: Document, anchors: list[Anchor]) -> list[Anchor]:
    """The links without those that WordPress calls as it does all the blog's tags."""
    if not document.has("tag-link-"):
        return anchors
    return [a for a in anchors if not _is_of_cloud(document.classes[a.number])]


def _is_of_cloud(names: frozenset[str]) -> bool:
    """Whether a link is one of all the blog's tags; Cocoon calls those of the post "tag-link tag-link-9"."""
    return "tag-link" not in names and any(map(_OF_CLOUD.match, names))


def _of_post(document: Document, labelled: list[Anchor], lines: list[tuple[LexborNode, str]]) -> list[Anchor]:
    """The labelled topics; of a list with any that the post's own lines link too, as a list of all the blog's
    categories has, those alone."""
    inside = {number for node, _ in lines for number in islice(document.linked_within(node), _MOST_LINKS)}
    shown = {document.absolute(document.attributes[number]["href"] or "") for number in inside}
    shown |= {each.link.url for each in labelled if _list_of(each.node) < 0}
    of_blog = {
        _list_of(each.node) for each in labelled if each.number not in inside and each.link.url in shown
    }
    return [
        each
        for each in labelled
        if each.link.url in shown or (listing := _list_of(each.node)) < 0 or listing not in of_blog
    ]


def _list_of(node: LexborNode) -> int:
    """The `mem_id` of the list that a link is an item of; -1 for none."""
    item = node.parent
    listing = item.parent if item is not None and item.tag == "li" else None
    return listing.mem_id if listing is not None else -1


def _shown(document: Document, anchors: list[Anchor], lines: list[tuple[LexborNode, str]]) -> list[Link]:
    filed = _filed_items(document)
    topics = [
        a
        for a in anchors
        if a.link.region is Region.CONTENT and (a.number in filed or _leads_to_topic(document, a.link))
    ]
    topics = [a for a in without_teasers(document, topics) if not a.link.text.endswith("の最新記事")]
    if not topics:
        return _filed(document, anchors, lines) or _called(document, anchors)
    own = _in_lines(document, topics, lines)
    found = own | _in_parts(document, [a for a in topics if a.link.text and a.number not in own], own)
    shown = [found[number] for number in sorted(found)]
    if not all(map(is_tag, shown)):
        return shown
    known = {link.url for link in shown}
    return [*(link for link in _filed(document, anchors, lines) if link.url not in known), *shown]


def _in_lines(
    document: Document, topics: list[Anchor], lines: list[tuple[LexborNode, str]]
) -> dict[int, Link]:
    """Of links to topics those that the post's lines show, or a title in brackets, by their numbers."""
    elements, attributes = document.elements, document.attributes
    links = {i for node, _ in lines for i in islice(document.linked_within(node), _MOST_LINKS)}
    links |= {i for node, _ in lines if node.tag in HEADINGS for i in _links_behind(document, node)}
    shown = {(fold(elements[i].text()[:200]), document.absolute(attributes[i]["href"] or "")) for i in links}
    own = {a.number: a.link for a in topics if a.link.text and (a.link.text, a.link.url) in shown}
    return own | {a.number: without for a in topics if (without := _in_brackets(a)) is not None}


def _in_parts(document: Document, left: list[Anchor], own: dict[int, Link]) -> dict[int, Link]:
    """Of the other links to topics those in a part that is called so; none where these are too many. Lines
    that show the categories alone (`own`) leave the tags to a part of their own, and the other way round."""
    kinds = {is_tag(link) for link in own.values()} if left else set()
    few = len(left) <= _MOST_LINKS
    called = {
        a.number: a.link
        for a in left
        if is_tag(a.link) not in kinds and (_is_named(a.node) or (few and _among_tags(document, a)))
    }
    return called if len(called) <= _MOST_NAMED else {}


def _called(document: Document, anchors: list[Anchor]) -> list[Link]:
    """The links of the one element that is called the category and says no more, in a short block with a
    date: vicuna's `ul.info`, whose addresses are but names of folders."""
    nodes = document.marked(".category")[: _MOST_TAG_LINES + 1]
    if len(nodes) != 1 or nodes[0].parent is None or nodes[0].tag not in ("li", "span", "p", "dd"):
        return []
    node, block = nodes[0], fold(nodes[0].parent.text(separator=" ")[:_LONGEST_BYLINE])
    inside = set(islice(document.linked_within(node), _MOST_LINKS))
    linked = (each.link for each in anchors if each.number in inside)
    links = [link for link in linked if link.text and link.region is Region.CONTENT]
    said = _FILED_JOINT.sub("", fold(node.text()[:_LONGEST_BYLINE]))
    alone = bool(links) and said == _FILED_JOINT.sub("", "".join(link.text for link in links))
    return links if alone and len(block) < _LONGEST_BYLINE and cut_date(block, None) else []


def _leads_to_topic(document: Document, link: Link) -> bool:
    """Whether a link has an address as those of topics; another host's queries are none, such as the partner
    that a shop is told ("?tag=example-21"), nor are its names, such as a user's: "/cat-and-dog/blog"."""
    found = _in_path(_TOPIC_LINK, link.url)
    if found is None:
        return False
    return (found[0][0] == "/" and found[0][-1] != "-") or is_same_host(link.url, document.url)


def _in_path(expression: re.Pattern[str], url: str) -> re.Match[str] | None:
    """What is found in an address behind its host, which may be called "cat-and-tag.example"."""
    found = expression.search(url)
    if found is None or found.start() > (path := max(url.find("/", url.find("//") + 2), 0)):
        return found
    return expression.search(url, path)


def _filed_items(document: Document) -> frozenset[int]:
    """Numbers of the links in a list of the post's categories, whatever their addresses: tagDiv's themes, as
    Newspaper, whose blogs leave "/category/" out."""
    items = (node for node in document.marked(".entry-category")[:_MOST_NAMED] if node.tag == "li")
    return frozenset(number for item in items for number in islice(document.linked_within(item), 1))


def _links_behind(document: Document, heading: LexborNode) -> Iterator[int]:
    """Numbers of the links in the bare line behind a heading: "DATE | TOPIC"."""
    each, left = heading.next, _MOST_LINKS
    while each is not None and left and (each.is_text_node or each.tag in _INLINE):
        if each.tag == "a" and "href" in each.attributes:
            yield document.places[each.mem_id]
        each, left = each.next, left - 1


def _in_brackets(anchor: Anchor) -> Link | None:
    """The topic in brackets that stands before the words of a heading, as tDiary and Hatena Diary have it:
    "[linux] Kernels"."""
    node, text = anchor.node, anchor.link.text
    if text[:1] == "[" and text[-1:] == "]":
        topic = text[1:-1].strip()
        return replace(anchor.link, text=topic) if topic else None
    if (
        not text
        or node.parent is None
        or not (node.parent.tag in HEADINGS or any(name.endswith("title") for name in classes(node.parent)))
    ):
        return None
    before, behind = node.prev, node.next
    if before is None or behind is None or not (before.is_text_node and behind.is_text_node):
        return None
    opens, closes = (before.text_content or "").rstrip(), (behind.text_content or "").lstrip()
    return anchor.link if opens[-1:] == "[" and closes[:1] == "]" else None


def is_marked(document: Document, node: LexborNode) -> bool:
    """Whether what microformats call a category (`p-category`) is one of the post: it stands in its content,
    or, as Nikola's do, in an aside or a nav of the page's first entry, and in no other entry within that."""
    holders = [each for each in ancestors(node) if not _ENTRIES.isdisjoint(classes(each))]
    region = in_region(document, node)
    if region is not Region.NAVIGATION or len(holders) != 1:
        return region is Region.CONTENT and len(holders) < 2
    first = min(document.numbers(*(f".{name}" for name in _ENTRIES)), default=-1)
    return document.order(holders[0]) == first


def is_tag(link: Link) -> bool:
    """Whether a link leads to the posts of a tag rather than of a category."""
    return _in_path(_TAG_LINK, link.url) is not None


def files_post(document: Document, node: LexborNode) -> bool:
    """Whether what is called a title is but the post's categories and a date: "Politics on 1 Sep 2006"."""
    links = list(islice(document.linked_within(node), _MOST_NAMED)) if document.has("category tag") else []
    if not links or not all("tag" in (document.attributes[i].get("rel") or "").split() for i in links):
        return False
    text = fold(node.text(separator=" ")[:_LONGEST_BYLINE])
    for number in links:
        text = text.replace(fold(document.elements[number].text()[:_LONGEST_BYLINE]), " ", 1)
    cut = cut_date(text, None)
    return cut is not None and not named(cut[0]) and not named(cut[2])


def _among_tags(document: Document, anchor: Anchor) -> bool:
    """Whether a link to a tag's posts stands in a short list that holds nothing but such links."""
    item = anchor.node.parent
    listing = item.parent if item is not None and item.tag == "li" else None
    if listing is None or not is_tag(anchor.link):
        return False
    links = [document.elements[number] for number in document.within(listing, "a")[: _MOST_NAMED + 1]]
    whole = sum(len(fold(link.text())) for link in links)
    other = len(fold(listing.text()[:1000]).replace(" ", "")) - whole
    tags = all(_TAG_LINK.search(link.attributes.get("href") or "") for link in links)
    return len(links) <= _MOST_NAMED and tags and other <= len(links)


def _is_named(node: LexborNode) -> bool:
    """Whether a link, or one of the two elements around it, is named after categories or tags."""
    each: LexborNode | None = node
    for _ in range(4):
        if each is None or each.tag in ("article", "main", "body"):
            return False
        if any(map(_TOPIC_NAME.search, classes(each))):
            return True
        if each.tag == "ul":
            return False
        each = each.parent
    return False


def _is_dated(text: str) -> bool:
    """Whether a line begins with a date and right behind it a word behind which categories stand."""
    match = _DATED_LINE.match(text)
    cut = cut_date(match["date"], None) if match is not None else None
    return cut is not None and not (cut[0] + cut[2]).strip(" ,:")


def _filed(document: Document, anchors: list[Anchor], lines: list[tuple[LexborNode, str]]) -> list[Link]:
    """Links that a by-line says the post is filed in ("Posted by A at 8:10 in B, C | Permalink"), as those of
    TypePad are, whose addresses name no category."""
    filed: set[int] = set()
    for node, text in lines:
        if len(text) > _LONGEST_BYLINE or not (_FILED_LINE.search(text) or _is_dated(text)):
            continue
        for number in islice(document.linked_within(node), _MOST_LINKS):
            link = document.elements[number]
            words, earlier = _before(link)
            goes_on = earlier is not None and earlier.mem_id in filed and _FILED_JOINT.fullmatch(words)
            if _FILED_IN.search(words) or goes_on:
                filed.add(link.mem_id)
    links = (a.link for a in anchors if a.node.mem_id in filed) if filed else ()
    return [link for link in links if link.text and not _NO_TOPIC.search(link.text)]


def _before(link: LexborNode) -> tuple[str, LexborNode | None]:
    """The bare words before a link, and the element before them."""
    before = link.prev
    words = (before.text_content or "") if before is not None and before.is_text_node else ""
    earlier = before.prev if before is not None and before.is_text_node else before
    if not words.strip() and earlier is not None and (mark := fold(earlier.text()[:4])) in _MARKS:
        lead = earlier.prev  # Dotclear 1: the mark between time and category is an element
        words = f"{lead.text_content or ''} {mark}" if lead is not None and lead.is_text_node else ""
    return words, earlier
