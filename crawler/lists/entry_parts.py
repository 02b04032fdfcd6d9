"""Parts of one listed entry, as conventions ask for them: its link, its text without some parts, its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.page_language import language_of
from crawler.lists.tools import is_plain_tool
from crawler.markup.document import Document, attribute, fold, text_of
from crawler.markup.kin import element_before
from crawler.words import dates
from crawler.words.labels import says_none
from crawler.words.read_more import leads_on

_NO_PAGE = re.compile(r"^\s*(?:#|$|javascript:|mailto:|<\$)", re.I)
# What joins a post's title to its blog's name.
_PARTS = re.compile(r"\s[»«›|]\s|\S:\s|\Ahttps?://")
WORDPRESS = ("/wp-content/", "/wp-includes/")
"""What stands in the addresses of what WordPress's pages load."""

_LONGEST_HEADING = 30
_MOST_BEHIND = 40
# What may label a list where no heading does.
_LABELS = ("span", "div", "strong", "b")
_HEADED = {
    "like": re.compile(
        r"\b(?:likes?|liked|favou?rites?|gefällt|j[’']aime|me gusta|mi piace|curtidas?|vind-ik-leuks?|"
        r"gillar(?:-?markeringar)?|liker)\b|いいね|点赞|點讚|[个個][赞讚]",
        re.I,
    ),
    "repost": re.compile(
        r"\b(?:re-?(?:post|tweet)(?:s|ed)?|share[sd]?|boost(?:s|ed)?|geteilt|partages|compartid[ao]s|"
        r"compartilhamentos|gedeeld|delningar)\b|转发|轉發|リポスト|ブースト",
        re.I,
    ),
    "bookmark": re.compile(r"\bbookmark(?:s|ed)?\b", re.I),
    "reply": re.compile(
        r"\b(?:repl(?:y|ies)|comments?|antworten|réponses|respuestas|respostas|risposte|antwoorden|svar)\b|返信",
        re.I,
    ),
    "mention": re.compile(
        r"\b(?:mention(?:s|ed)?|links?|linked|erwähn(?:ungen|t)|mentionné|menciones|menções|menzioni|"
        r"vermeldingen|omnämnanden)\b|言及",
        re.I,
    ),
}

_BUTTONS = frozenset(
    {"like", "share", "repost", "retweet", "re-post", "re-tweet", "boost", "bookmark", "favorite",
     "favourite", "reply", "comment", "mention", "link", "j'aime", "j’aime", "me gusta", "mi piace"}
)  # fmt: skip
_UNSAID = re.compile(r"[\d\s,.:;&|·+()\ufe0f\u200d]+")
_SIGNS = {
    **dict.fromkeys("❤♥💖💛💙💜👍⭐★", "like"), **dict.fromkeys("🔁🔄🔃♻♺⟲", "repost"), "🔖": "bookmark",
}  # fmt: skip
_ANSWERS = frozenset({"reply", "mention"})


def leads_away(node: LexborNode) -> bool:
    """Whether an anchor goes to a page, not to a place on this one, a script, or an unfilled template tag."""
    return not _NO_PAGE.match(attribute(node, "href"))


def is_name(title: str | None) -> bool:
    """Whether a trackback's link says the blog's name, which WordPress keeps as its author: nobody's name is
    of two parts, as "Site » Title" is."""
    return bool(title) and not _PARTS.search(title or "")


def first_link(document: Document, node: LexborNode, selector: str = "a") -> LexborNode | None:
    """The first anchor of an entry that says something and is none of the entry's own tools.

    It may lead nowhere ("", "javascript:"): then the entry has a title and no source.
    """
    for anchor in node.css(selector):
        href = attribute(anchor, "href").strip()
        if not href.startswith("#") and not is_plain_tool(document, href) and text_of(anchor):
            return anchor
    return None


def outermost(document: Document, nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    """Those of the elements, given in document order, that do not stand within another of them."""
    end = 0
    for node in nodes:
        start, behind = document.span(node)
        if start >= end:
            end = behind
            yield node


def bare_words(node: LexborNode) -> str | None:
    """The text of an element that holds nothing else but empty places before it, which links lead to
    (`<a name="c"></a>`); None for others."""
    child = node.child
    while child is not None and child.tag == "a" and child.child is None and child.next is not None:
        child = child.next
    alone = child is not None and child.is_text_node and child.next is None
    return child.text_content or "" if alone and child is not None else None


def source_of(document: Document, anchor: LexborNode | None) -> str | None:
    """Where an entry's anchor leads, absolute and otherwise as written; None where it leads nowhere."""
    if anchor is None or not leads_away(anchor):
        return None
    return document.absolute(attribute(anchor, "href"))


def signed_by_host(anchors: Iterable[LexborNode]) -> LexborNode | None:
    """The link to the citing page that the WordPress webmention plugins sign an entry with:
    `<cite><a href="https://example.org/page">example.org</a></cite>`; elsewhere "via example.org", or "was
    mentioned on example.org" where the link leads to a page of that host."""
    for anchor in anchors:
        text = text_of(anchor).lower()
        told = text.removeprefix("via ").removeprefix("www.")
        target = attribute(anchor, "href").rpartition("://")[2]  # behind an archive's prefix
        host, _, page = target.partition("/")
        host = re.split(r"[?#:]", host, maxsplit=1)[0].lower().removeprefix("www.")
        if host and host == told and page:
            return anchor
    return None


def linked_again(holder: LexborNode, anchor: LexborNode) -> tuple[str, str] | None:
    """Title and text of an entry that links to its source once more behind the line that signs it, in bare
    text: "Trackback by SITE — DATE<br><a>TITLE</a><br>TEXT" (emlog). None where it does not."""
    line = anchor
    while line.parent is not None and line.parent.mem_id != holder.mem_id:
        line = line.parent
    behind = list(islice(_following(line), _MOST_BEHIND))
    place = next((i for i, node in enumerate(behind) if node.is_element_node and node.tag != "br"), None)
    again = behind[place] if place is not None else None
    if place is None or again is None or attribute(again, "href") != attribute(anchor, "href"):
        return None
    title = text_of(again)
    if title in ("", text_of(anchor)) or leads_on(title):
        return None
    words = (node.text_content if node.is_text_node else node.text() for node in behind[place + 1 :])
    return title, fold(" ".join(filter(None, words)))


def _following(node: LexborNode) -> Iterator[LexborNode]:
    """What stands behind a node in the same element: text and elements."""
    each = node.next
    while each is not None:
        if each.is_text_node or each.is_element_node:
            yield each
        each = each.next


def text_without(node: LexborNode, *parts: LexborNode | None) -> str:
    """The element's text, folded, without that of some of its descendants."""
    left_out = {part.mem_id for part in parts if part is not None}
    pieces: list[str] = []
    stack = [node]
    while stack:
        each = stack.pop()
        if each.mem_id in left_out or each.tag in ("script", "style"):
            continue
        if each.tag == "-text":
            pieces.append(each.text_content or "")
            continue
        if each.tag in ("br", "p", "div", "li", "dd", "dt"):
            pieces.append(" ")
        stack += reversed([*each.iter(include_text=True)])
    return fold("".join(pieces))


def text_in(node: LexborNode, selector: str) -> str | None:
    """Text of the first match; None where there is none, or an empty one."""
    found = node.css_first(selector)
    return text_of(found) or None if found is not None else None


def stated_time(node: LexborNode) -> str | None:
    """The date that the first `time` element states for machines; None where there is none."""
    found = node.css_first("time[datetime]")
    return dates.stated_date(attribute(found, "datetime")) if found is not None else None


def written_date(document: Document, text: str | None) -> str | None:
    """The first date of a text, numbers read by the page's language; None where there is none."""
    return dates.read_date(text, language_of(document)) if text else None


def subtype_above(node: LexborNode, *, alone: bool = False) -> str | None:
    """What the heading right before a list of webmentions says that they are; None without one that does, and
    with `alone` where it names likes and their kin beside answers: "Mentions and likes"."""
    before = element_before(node)
    if before is None or before.tag not in ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "p", *_LABELS):
        return None
    text = text_of(before)
    if before.tag in _LABELS:
        return labelled_as(text) if before.css_first("a") is None else None
    if before.tag == "p" and (
        len(text) > _LONGEST_HEADING or before.css_first("a") is not None or says_none(text)
    ):
        return None  # a sentence, or a list itself; "2 People liked this" heads one
    if alone and len({subtype in _ANSWERS for subtype, words in _HEADED.items() if words.search(text)}) > 1:
        return None
    return act_of_sign(text) or headed_as(text)


def labelled_as(text: str) -> str | None:
    """The subtype that a short text names which says no more, but how many: "3 boosts", "Likes:"; or None.
    "Share" alone is a button, and so is "Like"."""
    if len(text) > _LONGEST_HEADING:
        return None
    if act := act_of_sign(text):
        return act
    for subtype, words in _HEADED.items():
        match = words.search(text)
        rest = text[: match.start()] + text[match.end() :] if match is not None else ""
        if match is not None and not any(map(str.isalpha, rest)):
            return None if match[0].lower() in _BUTTONS and not any(map(str.isdigit, rest)) else subtype
    return None


def act_of_sign(text: str) -> str | None:
    """The subtype that the only sign in a text without words stands for: "❤️ 2"; None where it says more."""
    return _SIGNS.get(_UNSAID.sub("", text))


def headed_as(text: str) -> str | None:
    """The subtype of the webmentions that a heading or a label names: "2 Likes", "Mentioned by:"; or None."""
    return next((subtype for subtype, words in _HEADED.items() if words.search(text)), None)


def with_descriptions(node: LexborNode) -> list[LexborNode]:
    """An entry's element; of a term also those that describe it, up to the next term."""
    nodes, each = [node], node.next if node.tag == "dt" else None
    while each is not None and each.tag != "dt":
        nodes += [each] if each.tag == "dd" else []
        each = each.next
    return nodes
