"""Where a heading stands that names linkbacks: in the text of a post, among the menus of a side bar, behind
the posts of a page that shows several. What is listed below it there came to no post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.announced import is_titled_with_number
from crawler.lists.text_parts import is_text
from crawler.markup.document import Document, ancestors, attribute, classes, text_of
from crawler.markup.kin import holder_of, next_element
from crawler.words.expressions import expression
from crawler.words.labels import read_heading

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
LIST_TAGS = frozenset({"ul", "ol", "dl"})

# Headings of the post's own column.
_OF_POST = expression(
    r"comment|respon|repl(?:y|ies)|reacti|réacti|kommentar|comentari|comentário|commenti|commento|reageer|"
    r"コメント|댓글|덧글|评论|評論|留言|迴響|回應|回响|коммент|комент|koment|yorum|kommentt|hozzászól|תגוב|تعليق|"
    r"نظر|σχόλι|komentá|bình luận|ความเห็น|feedback|discuss|opinion|opini|отзыв|antwort|vastaa|válasz|"
    r"odpowied|skomentuj|yanıt|cevap|відповід|ответ|your (?:say|thoughts|turn|voice)|what do you think|speak|"
    r"related|share|about the author",
    re.I,
)
_MENU = expression(
    r"\W*(?:(?:monthly |my )?archives?\b|categor(?:y|ies)\b|recent(?:ly)? |latest |blog ?roll|calendar|"
    r"about(?: me| us| this (?:blog|site|weblog))?\W*\Z|who's online|"
    r"search\b|syndicat|subscri|meta\b|kategorien|archiv\b|letzte |neueste |suche\b|catégories|derniers |"
    r"dernières |recherche|categorías|archivos|últimos |últimas |buscar|categorie\b|archivio|ultimi |arquivo|"
    r"kategor|kategór|rubrik|rubrič|arşiv|arkiv|archívum|archiwum|arkisto|ostatnie |poslední |son y|senaste |"
    r"viimeisimmät |"
    r"legutóbbi |últimas|categorias|קטגור|ארכיון|تصنيفات|الأرشيف|категор|архів|останні |"
    r"カテゴリ|アーカイブ|最近の|最新の|カレンダー|検索|月別|リンク集|ブックマーク|プロフィール|お気に入り|"
    r"blog ?pet\b|友情(?:链接|連結)|链接\W*\Z|連結\W*\Z|카테고리|최근|달력|최신|글 보관함|"
    r"分类|分類|归档|歸檔|最新|最近|日历|рубрики|архив|последние|календарь|поиск)",
    re.I,
)
# What stands beside a listing as a sentence of the template.
_COMMENTS = expression(r"comment|kommentar|coment|reacti|track\s?back|ping|feed", re.I)
_MARKED = expression(r"\b(?:nofollow|external|ugc|url)\b", re.I)
# "Trackbacks to TITLE"; what is quoted, linked or counted is the post.
_OF = expression(r"\A\D{0,4}(?:track|ping)-?backs? (?:for|on|to|zu|für|sur|para) (?P<of>[^\W\d_].*)", re.I)
_OF_THIS = expression(
    r"(?:this|the|our|my|your|diese[rmns]?|dem|den|ce(?:t|tte)?|est[ae]|[\"'‘’“”„«»])(?:\b|\W)", re.I
)
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", "：")
_SHORTEST_SENTENCE = 12
_POST_TITLES = frozenset(
    {"entry-title", "post-title", "posttitle", "entrytitle", "storytitle", "post_title", "entry_title",
     "single-title", "article-title"}
)  # fmt: skip
_OF_WIKI = frozenset(
    {"mw-parser-output", "mw-content-ltr", "mw-content-rtl", "markdown-body", "rst-content", "wiki-content",
     "wikitext", "documentwrapper"}
)  # fmt: skip
_POSTS = (".hentry", ".h-entry", ".post", ".blogpost", ".blog-post", ".entry")
_POST_TAGS = frozenset({"div", "article", "section"})
_SEVERAL = 3
_MOST_POSTS = 60
_NEAR = 6
_FAR = 40


def titles_post(document: Document, heading: LexborNode) -> bool:
    """Whether a heading is the title of a post, by its class or its permalink, and the page's title too: a
    post may be called "Trackbacks", or "Two trackbacks"."""
    marked = not _POST_TITLES.isdisjoint(classes(heading)) or any(
        "bookmark" in (document.attributes[number].get("rel") or "").lower().split()
        for number in document.linked_within(heading)
    )
    text, title = text_of(heading), next(map(text_of, document.tagged("title")[:1]), "")
    return (marked and text in title) or is_titled_with_number(text, title)


def is_of_another(document: Document, heading: LexborNode) -> bool:
    """Whether a heading without a number names linkbacks of something that no title of the page names and no
    quotation marks stand around: "Trackbacks for beginners"."""
    match = _OF.search(text_of(heading))
    if match is None or _OF_THIS.match(match["of"]):
        return False
    named = match["of"].strip(" .:").lower()
    titles = (text_of(node).lower() for node in document.tagged("title", "h1", "h2", "h3"))
    return not any(named in title for title in titles if not _OF.search(title))


def follows_posts(document: Document, heading: LexborNode) -> bool:
    """Whether a page's posts, three at least and side by side, all stand before a heading, each headed by a
    link of its own: what is listed behind them is of none."""
    posts = [n for n in document.numbers(*_POSTS)[:_MOST_POSTS] if document.names[n] in _POST_TAGS]
    if len(posts) < _SEVERAL:
        return False
    first, here = document.elements[posts[0]], document.order(heading)
    beside = (n for n in posts if _is_beside(first, document.elements[n]) and _is_headed(document, n))
    ends = list(map(document.end, beside))
    return len(ends) >= _SEVERAL and max(ends) <= here


def _is_beside(first: LexborNode, node: LexborNode) -> bool:
    return node.tag == first.tag and holder_of(node) == holder_of(first) is not None


def _is_headed(document: Document, number: int) -> bool:
    """Whether a post has a heading that is a link, as those of a page of several have."""
    heads = document.within(document.elements[number], "h1", "h2", "h3", "h4")[:1]
    return any(True for n in heads for _ in document.linked_within(document.elements[n]))


def heads_own_column(text: str) -> bool:
    """Whether a heading is one of the post's own column: comments, related posts, the author."""
    return _OF_POST.search(text) is not None


def among_menus(heading: LexborNode) -> bool:
    """Whether a heading stands among those of a side bar: its neighbour heads the archives, the categories,
    what is recent. The neighbour is a heading beside it, or that of a block made like its own; one above it
    tells more than one below."""
    here, holder = heading, heading.parent
    if holder is not None and not any(_neighbour(here, heading, forward=way) for way in (False, True)):
        here = holder
    before = _neighbour(here, heading, forward=False)
    if before is not None and before.tag != heading.tag:
        return False
    words = text_of(before) if before is not None else ""
    if _OF_POST.search(words) and not _MENU.match(words):
        return False
    near = (before, _neighbour(here, heading, forward=True))
    return any(each is not None and each.tag == heading.tag and _MENU.match(text_of(each)) for each in near)


def _neighbour(here: LexborNode, heading: LexborNode, *, forward: bool) -> LexborNode | None:
    """The nearest heading before or behind an element, or that of the nearest block of its tag and class."""
    each = here.next if forward else here.prev
    for _ in range(_FAR):
        if each is None:
            return None
        if each.tag in HEADING_TAGS:
            return each
        if here is not heading and _is_made_like(each, here):
            return each.css_first(heading.tag or "h3")
        each = each.next if forward else each.prev
    return None


def _is_made_like(block: LexborNode, other: LexborNode) -> bool:
    """Whether two blocks are told apart by no name: a side bar's parts are, those of a post are not."""
    ids = attribute(block, "id"), attribute(other, "id")
    return block.tag == other.tag and not any(ids) and classes(block) == classes(other)


def in_wiki(heading: LexborNode) -> bool:
    """Whether a heading stands in the article of a wiki."""
    return any(not _OF_WIKI.isdisjoint(classes(node)) for node in islice(ancestors(heading), 8))


def in_text_of_post(heading: LexborNode) -> bool:
    """Whether a heading stands in the text of the post: then it is about linkbacks, and lists none."""
    near = list(islice(ancestors(heading), 8))
    if any(map(is_text, near)) or in_wiki(heading):
        return True
    above = [classes(node) for node in near]
    # Kubrick's `div.post > div.entry`; elsewhere an "entry" is the post with all that belongs to it.
    return any("entry" in names and below & {"post", "hentry"} for names, below in pairwise(above))


def in_prose(heading: LexborNode, listing: LexborNode) -> bool:
    """Whether an author lists what he has read, in a template that names no text: nothing marks the links as
    those of other sites, and sentences stand shortly before the list and go on right behind it or below the
    next heading, or lists below headings of other things stand before and behind it, or one behind it that
    links but the same host."""
    if not _goes_on(heading, listing) or any(map(is_marked, listing.css("a"))):
        return False
    if not _is_sentence(next_element(listing)) and (
        _is_among_lists(heading, listing) or _is_first_of_one_source(listing)
    ):
        return True
    beside = holder_of(heading) is not None and holder_of(heading) == holder_of(listing)
    return beside and any(map(_is_sentence, islice(_before(heading), _NEAR)))


def _goes_on(heading: LexborNode, listing: LexborNode) -> bool:
    """Whether the text of a post goes on behind a list: by a sentence, or by a heading of other things like
    the one above the list, with a sentence or a list below it."""
    following = next_element(listing)
    if following is None or not _heads_other(following, heading):
        return _is_sentence(following)
    below = next_element(following)
    return _is_sentence(below) or (below is not None and below.tag in LIST_TAGS)


def _is_among_lists(heading: LexborNode, listing: LexborNode) -> bool:
    """Whether lists stand before a heading and below the next one, each headed like it by other things: the
    sections of a page of links, of a log of changes."""
    behind, before = next_element(listing), islice(_before(heading), 2)
    below = next_element(behind) if behind is not None else None
    above, head = next(before, None), next(before, None)
    if above is None or head is None or below is None:
        return False
    return above.tag in LIST_TAGS and below.tag in LIST_TAGS and _heads_other(head, heading)


def _is_first_of_one_source(listing: LexborNode) -> bool:
    """Whether all links of a list, and of that below the next heading, lead to one host: the parts of a log
    of changes, which link where each was made."""
    behind = next_element(listing)
    below = next_element(behind) if behind is not None else None
    if below is None or below.tag not in LIST_TAGS:
        return False
    links = [attribute(link, "href") for each in (listing, below) for link in each.css("a[href]")]
    return "" not in (hosts := {urls.host(urls.unwrapped(link)) for link in links}) and len(hosts) == 1


def _heads_other(node: LexborNode, heading: LexborNode) -> bool:
    """Whether an element is a heading of the same rank, of neither linkbacks nor comments."""
    if node.tag != heading.tag or node.tag not in HEADING_TAGS or attribute(node, "class"):
        return False
    text = f"{attribute(node, 'id')} {text_of(node)}"
    return not (_OF_POST.search(text) or _COMMENTS.search(text)) and read_heading(text_of(node)) is None


def is_marked(anchor: LexborNode) -> bool:
    """Whether a link's `rel` or class marks it as one to another site: "nofollow external"."""
    return _MARKED.search(f"{attribute(anchor, 'rel')} {attribute(anchor, 'class')}") is not None


def _before(node: LexborNode) -> Iterator[LexborNode]:
    each = node.prev
    while each is not None:
        if each.is_element_node:
            yield each
        each = each.prev


def _is_sentence(node: LexborNode | None) -> bool:
    if node is None or node.tag != "p" or node.attributes.keys() & {"class", "id"}:
        return False
    text = text_of(node)
    return len(text) >= _SHORTEST_SENTENCE and text.endswith(_ENDS) and _COMMENTS.search(text) is None
