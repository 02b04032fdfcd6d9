"""Where a page names a post's author apart from its by-lines: links to the author's posts, boxes on one, the
title and host of a journal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.facts.head import Head
from crawler.facts.own_marks import in_own_article, is_of_answer
from crawler.facts.teasers import in_teaser
from crawler.facts.wording import is_name
from crawler.markup.document import Document, ancestors, attribute, classes, fold
from crawler.markup.kin import next_element
from crawler.markup.links import Anchor, in_region, leads_home
from crawler.markup.mark_names import MarkNames
from crawler.markup.needles import quotings
from crawler.records import Region
from crawler.words.expressions import expression

_LONGEST_NAME = 80
_LONGEST_HEADING = 60
_WORDS_OF_NAME = 5
_STATED = quotings("itemprop", "author")
_MOST_STATED = 60
_MOST_BOXES = 12
_HIGHEST = 12
# JUGEM and Serene Bach number authors behind the blog's address or script; elsewhere `pid` is a page.
_AUTHOR_URL = expression(
    r"/authors?/[^/?#]+(?:/(?:index\.html?)?)?\Z|[?&]author=\d+\Z|/(?:sb\.cgi)?\?pid=\d+\Z", re.I
)
# "All posts by Ann", "12 Articles": links to the same place that are no names.
_MORE_POSTS = expression(
    r"\d|[»→←«]|\b(?:posts?|articles?|entries|all|view|more|beiträge|artikel|alle|entradas|artículos|articoli|"
    r"artigos|billets|tous|berichten|записи|newsletters?|our|subscribe|follow)\b|一覧|文章|記事",
    re.I,
)
_BOX = expression(
    r"[.#](?:[a-z0-9]+[-_])*?(?:about[-_]?(?:the[-_]?)?(?:post[-_]?)?author|author[-_]?(?:box|bio|info|"
    r"profile|card|about|block|area|description|details|desc|container|section|wrap))"
    r"(?:[-_](?:info|wrap(?:per)?|inner|content|text|box|s?)|s)?\Z"
)
_NOT_OF_POST = expression(r"comment|widget|related|sidebar|nav|archive|header|footer")
_NAMES = (
    ".fn", ".author-name", ".author_name", ".authorname", ".author-title", ".author__name", ".p-name",
    ".author-card-name", ".author-box-title", ".author-heading", ".name",
)  # fmt: skip
# What holds the cards of a post, of one who answers it, or of one that it cites.
_OF_OTHERS = frozenset({"h-entry", "hentry", "h-cite", "u-comment", "p-comment", "h-event"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b")
_TERMS = ("author", "written by", "autor", "auteur", "autore", "автор", "著者", "作者")
_AUTHOR_TERM = expression(
    r"(?:authors?|written by|autor(?:en|in|a|es)?|auteurs?|autore|автор|著者|作者)\s*[:：]?", re.I
)
_NAME_TERM = expression(r"(?:name|nom|nombre|nome|naam|имя|名前|姓名)\s*[:：]?", re.I)
# Words that a box begins with, before the name or in place of it.
_LABEL = expression(
    r"\W*(?:(?:about|meet)(?: the| our)? (?:post )?authors?|about|(?:article |post )?(?:written|posted) by|"
    r"(?:the )?author|über (?:den autor|die autorin|den verfasser)|über|autor(?:in)?|geschrieben von|"
    r"(?:à propos )?de l['’]auteure?|à propos (?:de l['’]auteure?|de)|auteur|"
    r"(?:acerca|sobre) (?:del?|la|el|o|a) autora?|(?:acerca de|sobre)|autore|l['’]autore|informazioni su|"
    r"over de auteur|om författaren|om forfatteren|o autorze|об авторе|автор|この記事を書いた人|著者|作者|"
    r"关于作者|글쓴이)(?![^\W_])\s*[:：]?\s*",
    re.I,
)


def journal_user(document: Document, head: Head) -> str:
    """The user whose journal a page of LiveJournal or its kin is, as its title and its host both name it; ""
    for other pages."""
    if not document.has("ljuser", "/profile"):
        return ""
    label = urls.host(document.url).partition(".")[0]
    first, _, rest = head.title.partition(": ")
    last, _, host = head.title.rpartition(": ")[2].partition(" — ")  # "TITLE: NAME — LiveJournal"
    named = ((name, other) for name, other in ((first, rest), (last, host)) if other)
    return next((name for name, _ in named if name.lower().replace("_", "-") == label), "")


def own_card(document: Document) -> str:
    """The name on the card (h-card) of whoever's site it is, which stands above the page's entry, or leads
    home; "" where there is none, or more than one name."""
    if ".h-entry" not in document.marks:
        return ""
    begin = min(document.numbers(".h-entry"))
    names: dict[str, None] = {}
    for node in document.marked(".h-card")[:_MOST_BOXES]:
        if any(not _OF_OTHERS.isdisjoint(classes(each)) for each in (node, *ancestors(node))):
            continue
        links = [node] if node.tag == "a" else [document.elements[n] for n in document.within(node, "a")]
        home = any(leads_home(document, link.attributes.get("href") or "") for link in links)
        if home or (not links and document.order(node) < begin):
            named = document.marked_within(node, ".p-name")
            names[fold((document.elements[named[0]] if named else node).text()[:200])] = None
    name = next(iter(names), "")
    return name if len(names) == 1 and len(name) <= _LONGEST_HEADING and is_name(name) else ""


def author_link(document: Document, anchors: Iterable[Anchor], begin: int) -> str:
    """The name on the first link to an author's posts that stands in the content above the element `begin`
    (-1: anywhere); "" where there is none."""
    if not document.has("/author/", "/authors/", "author=", "?pid="):
        return ""
    for anchor in anchors:
        link = anchor.link
        if 0 <= begin < anchor.number:
            break
        if not (_AUTHOR_URL.search(link.url) and urls.site(link.url) == urls.site(document.url)) or not (
            link.region is Region.CONTENT or (link.region is Region.NAVIGATION and in_aside(anchor.node))
        ):
            continue
        if is_name(link.text) and len(link.text) <= _LONGEST_NAME and not _MORE_POSTS.search(link.text):
            return link.text if not in_teaser(document, anchor.number) else ""
    return ""


def stated_authors(document: Document) -> list[str]:
    """The names that microdata give the post's author, in words or, as NexT for Hexo, in a `meta`."""
    if not document.has(*_STATED):
        return []
    nodes = document.css('[itemprop="author"]')[:_MOST_STATED]
    nodes = [node for node in nodes if not is_of_answer(node)]
    own = [node for node in nodes if in_region(document, node) is Region.CONTENT]
    if not own and len(nodes) == 1 and in_region(document, nodes[0]) is Region.NAVIGATION:
        own = [node for node in nodes if in_own_article(document, node)]
    return [_stated_name(node) for node in own]


def _stated_name(node: LexborNode) -> str:
    named = node.css_first('[itemprop="name"]')
    # Docusaurus says what the author does beside the name, Joomla "Written by".
    text = fold((node if named is None or named.tag == "meta" else named).text()[:400])
    name = named if named is not None else node
    return text or fold(attribute(name, "content"))


def defined_author(document: Document) -> str:
    """The one name that a list of terms gives for "Author", in it behind a term "Name", as Tailwind's starter
    for Next.js does; "" where there is none, or more than one."""
    names: dict[str, None] = {}
    for number in document.tags("dt")[:_MOST_BOXES] if document.has(*_TERMS) else ():
        term = document.elements[number]
        if not _AUTHOR_TERM.fullmatch(fold(term.text()[:_LONGEST_NAME])) or in_teaser(document, number):
            continue
        said = next_element(term)
        if said is None or said.tag != "dd" or in_region(document, term) is not Region.CONTENT:
            continue
        terms = (document.elements[inner] for inner in document.within(said, "dt"))
        behind = [
            next_element(node) for node in terms if _NAME_TERM.fullmatch(fold(node.text()[:_LONGEST_NAME]))
        ]
        names.update((fold(node.text()[:200]), None) for node in behind or [said] if node is not None)
    name = next(iter(names), "")
    return name if len(names) == 1 and len(name.split()) <= _WORDS_OF_NAME and is_name(name) else ""


def in_aside(node: LexborNode) -> bool:
    """Whether an element stands in an aside within an article's footer, or in a line called "author"."""
    each, aside, footer = node.parent, False, node.parent is not None and "author" in classes(node.parent)
    for _ in range(_HIGHEST):
        if each is None or each.tag == "body":
            return False
        if each.tag == "article":
            return aside and footer
        footer = footer or (aside and each.tag == "footer")
        aside = aside or each.tag == "aside"
        each = each.parent
    return False


def author_box(document: Document, title: LexborNode | None, end: int) -> str:
    """The one name that the boxes about the author give between the title and the element `end` (-1: the
    page's); "" where there is none, or more than one."""
    marks = _BOXES.on(document)
    begin = document.order(title) if title is not None else 0
    names: dict[str, None] = {}
    for number in document.numbers(*marks)[:_MOST_BOXES]:
        node = document.elements[number]
        inside = begin < number and (end < 0 or number < end) and in_region(document, node) is Region.CONTENT
        if inside and not in_teaser(document, number):
            names.update(dict.fromkeys(_first_name(document, node)))
    return next(iter(names)) if len(names) == 1 else ""


def _is_box(mark: str) -> bool:
    return _BOX.match(mark) is not None and _NOT_OF_POST.search(mark) is None


_BOXES = MarkNames(_is_box)


def _first_name(document: Document, box: LexborNode) -> Iterator[str]:
    """The name of a box: what is marked as one, else what its first headings say without their label."""
    marked = document.marked_within(box, *_NAMES)
    for number in [*marked[:2], *document.within(box, *_HEADINGS)[:3]]:
        text = fold(document.elements[number].text()[:200])
        label = _LABEL.match(text)
        name = text[label.end() :].strip(" .:–—-") if label else text
        if 1 < len(name) <= _LONGEST_HEADING and not _MORE_POSTS.search(name) and is_name(name):
            yield name
            return
