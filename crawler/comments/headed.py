"""People's comments that only a heading tells: the items, or the signed lines, below "3 Comments"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.comments.by_form import leads_on
from crawler.lists.entries import OF_COMMENTS, in_margin, in_text
from crawler.lists.entry_parts import bare_words
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, attribute, classes, fold, text_of
from crawler.markup.kin import HEADINGS
from crawler.markup.lines import lines
from crawler.markup.mark_names import MarkNames
from crawler.words.dates import read_date
from crawler.words.expressions import expression
from crawler.words.labels import read_heading

_PARTS = (".comments", "#comments")
_SIGNING = ("h2", "h3", "h4", "h5", "h6")
_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "th", "b", "strong")
_NEEDLES = frozenset((
    "comment", "respon", "reaktion", "respuesta", "resposta", "réponse",
    "replies", "kommentar", "comentari", "comentário", "reacti",
    "feedback", "コメント",
    "댓글", "덧글", "评论", "評論", "留言", "迴響", "回應", "комментари", "отзыв", "коментар",
    "yorum", "komentar",
    "komentář", "komentár", "hozzászólás", "kommentek", "kommentti", "kommentit", "kommentaar", "σχόλι",
    "תגוב", "تعليق", "نظر", "دیدگاه", "bình luận", "phản hồi", "ความคิดเห็น", "ความเห็น", "ツッコミ", "回响",
    "टिप्पण", "komentār", "코멘트", "відгук", "megjegyzés", "iruzkin", "tanggapan", "komen", "athugasemd",
    "tuairim", "კომენტარ", "մեկնաբան", "মন্তব্য", "கருத்துகள்", "تبصر", "şərh", "пікір", "сэтгэгдэл",
))  # fmt: skip
_THOUGHT_NEEDLES = frozenset((
    "thought on", "thoughts on", "gedanke", "réflexion", "pensam", "reflex", "pensier", "gedachte", "tanke",
    "tankar",
))  # fmt: skip
_HEADING = expression(
    r"\W*(?:この\w{2,6}(?:(?:へ|に対する)?の|に対する)|(?:みんな|皆さん?)の)?"
    r"(?:(?P<n>\d{1,4})\s*|(?:one|eine?|een|één|une?|uno|una|uma?|en|et|ett|jeden|один)\s+)?"
    r"(?:comments?\s*[-–—/／|｜・:：(（]?\s*(?=[^\x00-\x7f]))?"  # "COMMENT コメント"
    r"(?:件の|条(?:记录)?|條|则|則|篇|[个個]|개의)?\s*(?:reader |user |archived |访客|讀者|读者|网友|網友)?"
    r"(?:comments?|responses?|replies|kommentare?|kommentarer|commentaires?|comentari(?:o|os|i|iu|s)?|"
    r"comentários?|comment[io]|reacties?|reaktionen|respuestas?|respostas?|réponses?|feedback|"
    r"コメント|ツッコミ|댓글|덧글|评论|評論|留言|迴響|回應|回响|"
    r"комментари(?:[ийяев]|ев|я)|отзыв(?:ы|а|ов)?|коментар(?:і|ів|и|ии|а)?|yorum(?:lar)?|komentar(?:ze|zy|z|ai|ų|a|e|i|ji)?|komentāri?|"
    r"komentář(?:e|ů)?|komentáre?|hozzászólás(?:ok)?|kommentek|kommentti(?:a)?|kommentit|kommentaari?d?|σχόλι(?:α|ο)|"
    r"תגובות|תגובה|تعليق(?:ات)?|التعليقات|نظر(?:ات)?|دیدگاه(?:\u200c?ها)?|bình luận|phản hồi|ความคิดเห็น|"
    r"ความเห็น|टिप्पणी|टिप्पणि?याँ|टिप्पणियां|코멘트|відгук(?:и|ів)|megjegyzés(?:ek)?|iruzkin(?:ak)?|tanggapan|"
    r"komen(?:te|t)?|athugasemd(?:ir)?|tuairim(?:í)?|კომენტარ(?:ი|ები)|մեկնաբանություն(?:ներ)?|মন্তব্য(?:সমূহ)?|"
    r"கருத்துகள்|تبصر[ہے]|şərh(?:lər)?|пікір(?:лер)?|сэтгэгдэл)"
    r"(?:\s(?:on|to|for|zu|zum|sur|à|su|op) (?:this|the|cet|ce|questo|dit|diesem|dem) \w{4,12}|"
    r"列表|一覧|文章|을 달아 주세요)?"
    r"(?:\s\((?:archiv\w*|closed|geschlossen|imported)\)|\s(?:currently posted|so far))?"
    r"\s*[:：]?\W{0,3}(?P<m>\d{1,4})?\s*(?:comments?|件|개|条|條|則)?\W*"
    r"(?:(?:하나|한 ?개)?[가이]?\s*(?:달렸|있)습니다\W*)?",  # "댓글 하나 달렸습니다"
    re.I,
)
# "2 comentarios en “TITLE”", "One Response to …": a number, a word for comments, and what they are on.
_ON_TITLE = expression(
    r"\W*(?:[1-9]\d{0,3}|one|eine?|één|une?|uno|una|uma?|en|ett|jeden|один)\s+[^\W\d_]{5,14}"
    r"(?=\s(?:on|to|for|en|em|zu|auf|sur|à|su|op|til|på|do|к|на)\s)",
    re.I,
)
# "One thought on “TITLE”", as WordPress's own themes call the comments; the title stands in quotation marks.
_THOUGHTS = expression(
    r"(?:[1-9]\d{0,3}|one|eine?|één|une?|uno?|una|um|en|ett?|jedna)\s+(?:thoughts?|gedanken?|réflexions?|pensamientos?|"
    r"reflexi(?:ón|ones)|pensamentos?|reflex(?:ão|ões)|pensier[oi]|gedachten?|tank(?:e|er|ar))\s"
    r"(?:on|zu|sur|en|sobre|su|over|om)\s*[“”\"„«‘']",
    re.I,
)
_NONE = expression(
    r"\W*(?:no comments|there are (?:currently )?no|none\b|"
    r"noch keine|keine|aucun|pas de|nessun|no hay|sin comentarios|"
    r"nenhum|geen|inga |brak|нет|комментариев нет|まだ|コメントはありません|댓글이 없|暂无|没有)",
    re.I,
)
_NONE_BEHIND = ("ありません", "없습니다", "комментариев нет")
_FIRST = expression(
    r"\W*(?:be the first|sei der erste|soyez le premier|sé el primero|seja o primeiro)\b", re.I
)
# `div.comment-head`, `div.commentTitle`: headings by their names.
_HEAD_NAME = expression(
    r"[.#](?:(?:comments?|cmt)[-_]?(?:s?-?head(?:er)?|title|ttl|caption|heading|label)|"
    r"(?:(?:com|box|area|sub|block)[-_]?)?(?:head(?:er)?|title|ttl|caption))"
)
_HEAD_NAMES = MarkNames(_HEAD_NAME.fullmatch)
_OF_PINGS = expression(r"\b(?:track|ping)-?back", re.I)
# What templates call the parts behind the comments; Tistory's further posts of a category.
_OF_OTHERS = expression(r"\b(?:track|ping)-?back|\b(?:related|similar|another_category)", re.I)
# "Comments and Trackbacks", "Kommentare/Pingbacks (3)": what is told apart as pings is no comment.
_WITH_PINGS = expression(
    r"\s*(?:/|&|＆|\+|,|・|と|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bog\b|\boch\b|\bи\b)\s*"
    r"(?:(?:track|ping)-?backs?|トラックバック|pings)\b",
    re.I,
)
_DIGIT = expression("[0-9]")
# A signature whose day the page does not spell out: "Posted by Ned on 03/05 at 09:00 AM".
_TIMED = expression(
    r"\W*(?:posted|written|left|comment(?:ed)?|said|geschrieben|rédigé|écrit|publié|escrito|publicado|scritto|"
    r"inviato|geplaatst|skrevet|skrivet)\b.{0,100}\b\d{1,2}[:.h]\d\d",
    re.I,
)
# A heading that signs a comment: "NAME says:".
_SAYS = expression(
    r".{1,80}\s(?:says?|said|wrote|writes|sagte?|schreibt|schrieb|meint|dit|a (?:dit|écrit)|dice|dijo|"
    r"escribió|disse|diz|escreveu|ha (?:detto|scritto)|scrive|zegt|schreef|pisze|mówi)\s?[:：]",
    re.I,
)
_LONGEST_HEADING = 40
_LONGEST_NONE = 80
_LONGEST_TITLED = 200
# With the spaces that indent it.
_LONGEST_RAW = 2000
_MOST_HEADINGS = 20
_LONGEST_SIGNATURE = 160
_SIBLINGS = 400
_HIGHEST = 3
_LISTS = frozenset({"ol", "ul", "dl"})
_ITEMS = frozenset({"li", "dt"})


def mentions_comments(document: Document) -> bool:
    """Whether the page has a word that such a heading begins with: the cheap test before they are read."""
    return bool(document.held(_NEEDLES)) or bool(document.held(_THOUGHT_NEEDLES))


def below_headings(document: Document) -> list[LexborNode]:
    """One element for each comment below the first heading that has any: an item, or a signed line's; else
    the headings that sign one each."""
    if not mentions_comments(document):
        return []
    for heading in islice(_headings(document), _MOST_HEADINGS):
        nodes = list(_following(heading))
        if nodes and _NONE.match(text_of(nodes[0])):
            continue
        if found := _items(nodes) or _signed(document, nodes):
            return found
    return _dated_headings(document)


def is_heading(text: str) -> bool:
    """Whether a short text heads people's comments: "Comments:", "2 Kommentare"."""
    return _HEADING.fullmatch(text) is not None


def says_none_yet(text: str) -> bool:
    """Whether a short text stands where there are no comments: "No comments yet.", "Be the first"."""
    if len(text) > _LONGEST_NONE or "ありません、" in text:
        return False  # the sentence goes on: somebody says so
    lower = text.lower()
    none = _NONE.match(text) or any(words in lower for words in _NONE_BEHIND)
    return _FIRST.match(text) is not None or bool(none and any(word in lower for word in _NEEDLES))


def _dated_headings(document: Document) -> list[LexborNode]:
    """The headings of one level that sign a comment each in the part of all comments, which none heads:
    "Ann @ 2006-10-17 12:50", "On 18 May 2005, Ann commented:"."""
    language = language_of(document)
    for part in document.marked(*_PARTS)[:_MOST_HEADINGS]:
        held = (document.elements[number] for number in document.within(part, *_SIGNING))
        signed = [node for node in held if _dates(node, language)]
        alike = len({node.tag for node in signed}) == 1 and not in_margin(document, part)
        if alike and not any(leads_on(document, node) for node in signed):
            return signed
    return []


def _dates(heading: LexborNode, language: str | None) -> bool:
    """Whether a heading says a date, and heads neither all comments nor linkbacks."""
    text = fold(heading.text()[: 2 * _LONGEST_SIGNATURE])
    if len(text) > _LONGEST_SIGNATURE or _DIGIT.search(text) is None or _OF_PINGS.search(text):
        return False
    return read_heading(text) is None and read_date(text, language) is not None


def _headings(document: Document) -> Iterator[LexborNode]:
    called = document.numbers(*_HEAD_NAMES.on(document))
    words = document.held(_NEEDLES) | document.held(_THOUGHT_NEEDLES)
    for number in sorted({*document.tags(*_TAGS), *called, *_bare_cells(document)}):
        node = document.elements[number]
        text = fold(node.text()[:_LONGEST_TITLED])
        if not any(map(text.lower().__contains__, words)):
            continue
        on_title = _ON_TITLE.match(text)
        short = on_title[0] if on_title else _WITH_PINGS.sub("", text)
        match = _HEADING.fullmatch(short) if len(short) <= _LONGEST_HEADING else None
        none = match is None or (match["n"] or match["m"]) == "0"
        if none and _THOUGHTS.match(text) is None:
            continue
        if not (in_margin(document, node) or (in_text(node) and not _opens_block(node))):
            yield node


def _bare_cells(document: Document) -> Iterator[int]:
    """The cells of tables that hold but a few words."""
    for number in document.tags("td"):
        words = bare_words(document.elements[number])
        if words is not None and len(words) <= _LONGEST_HEADING:
            yield number


def _opens_block(heading: LexborNode) -> bool:
    """Whether a heading is what the block of all comments begins with: some templates call it "comment"."""
    holder, before = heading.parent, heading.prev
    while before is not None and (not before.is_element_node or (before.tag == "a" and before.child is None)):
        before = before.prev
    of_comments = holder is not None and not OF_COMMENTS.isdisjoint(classes(holder))
    return holder is not None and before is None and of_comments and not in_text(holder)


def _following(heading: LexborNode) -> Iterator[LexborNode]:
    """What follows a heading, or the cell, row or header that holds it alone, up to the next heading."""
    each: LexborNode | None = heading
    for _ in range(_HIGHEST):
        holder = each.parent if each is not None else None
        if holder is None or holder.tag not in ("td", "tr", "p", "div", "header"):
            break
        if fold(holder.text()[:_LONGEST_RAW]) != text_of(heading):
            break
        each = holder
    for _ in range(_SIBLINGS):
        each = each.next if each is not None else None
        if each is None or _ends(each, heading):
            return
        if each.is_element_node and each.tag != "form":
            yield each


def _ends(node: LexborNode, heading: LexborNode) -> bool:
    """Whether another part begins: a heading of the same or a higher level, or one of trackbacks."""
    if node.is_element_node and _OF_OTHERS.search(f"{attribute(node, 'class')} {attribute(node, 'id')}"):
        return True
    if node.tag not in HEADINGS and node.tag not in (heading.tag, "b", "strong"):
        return False
    if node.tag in HEADINGS and (heading.tag not in HEADINGS or (node.tag or "") <= (heading.tag or "")):
        return not _signs(node)
    return read_heading(fold(node.text()[:200])) is not None


def _signs(heading: LexborNode) -> bool:
    """Whether a heading says whose comment stands below it."""
    return _SAYS.fullmatch(fold(heading.text()[:_LONGEST_TITLED])) is not None


def _items(nodes: list[LexborNode]) -> list[LexborNode]:
    """The items of the first list, where a list is what stands there."""
    if len(nodes) > 1 and all(node.tag == "article" for node in nodes):
        return nodes
    within = list(nodes[0].iter()) if len(nodes) == 1 and nodes[0].tag == "div" else nodes
    alike = [node for node in within if node.tag == "dl" or (node.tag == "ul" and classes(node))]
    if len(alike) > 1 and all(
        classes(node) == classes(alike[0]) and _holds_signature(node) for node in alike
    ):
        return alike  # PIXNET and FC2: a list for each
    nodes = [node for node in nodes if not _is_tabs(node)]
    held = _held_list(nodes)
    listing = held or next((node for node in nodes if node.tag in _LISTS or node.tag in HEADINGS), None)
    if listing is None or listing.tag in HEADINGS:
        return []
    items = [item for item in listing.iter() if item.tag in _ITEMS and text_of(item)]
    # Where text and signature are items of their own, the signatures count.
    signed = [item for item in items if item.tag == "li" and _is_signature(item)]
    return signed if 2 * len(signed) == len(items) else items


def _is_tabs(listing: LexborNode) -> bool:
    """Whether a list but leads to places of the same page, as tabs do: "3 Comments", "2 Pingbacks"."""
    items = [item for item in listing.iter() if item.tag == "li"] if listing.tag in ("ol", "ul") else []
    links = (item.css_first('a[href^="#"]') for item in items)
    return bool(items) and all(
        link is not None and text_of(link) == text_of(item) for item, link in zip(items, links, strict=True)
    )


def _held_list(nodes: list[LexborNode]) -> LexborNode | None:
    """The list that the first block holds alone, where no other is made as it (each would be a comment) and
    no item is but a link, as those of tabs are."""
    first = nodes[0] if nodes and nodes[0].tag in ("div", "section") else None
    children = list(first.iter()) if first is not None else []
    if first is None or len(children) != 1 or children[0].tag not in _LISTS:
        return None
    alike = [node for node in nodes if node.tag == first.tag and classes(node) == classes(first)]
    linked = {text_of(link) for link in children[0].css("a[href]")[:_MOST_HEADINGS]}
    tabs = any(text_of(item) in linked for item in children[0].iter())
    return children[0] if len(alike) == 1 and not tabs else None


def _holds_signature(listing: LexborNode) -> bool:
    """Whether one item of a list is but a line with a date, or the first and one more: of the answer."""
    signed = [item.tag in ("li", "dd") and _is_signature(item) for item in listing.iter()]
    return sum(signed) == 1 or (sum(signed) == 2 and signed[0] and not signed[1])


def _is_signature(item: LexborNode) -> bool:
    """Whether an item is but a line with a date."""
    text = text_of(item)
    short = len(text) <= _LONGEST_SIGNATURE and item.css_first("p, div, blockquote") is None
    return short and read_date(text) is not None


def _signed(document: Document, nodes: list[LexborNode]) -> list[LexborNode]:
    """The elements in which the short lines with a date begin: one for each comment; else the headings that
    sign one each."""
    language = language_of(document)
    dated: list[LexborNode] = []
    timed: list[LexborNode] = []
    said = [node for node in nodes if node.tag in HEADINGS and _signs(node)]
    for line in lines(document, nodes):
        # The date is often the link to the comment.
        text = line.shown(line.text) if line.links else line.text
        if line.place < 0 or len(text) > _LONGEST_SIGNATURE or _DIGIT.search(text) is None:
            continue
        if read_date(text, language):
            dated.append(document.elements[line.place])
        elif _TIMED.match(text):
            timed.append(document.elements[line.place])
    return dated or timed or said
