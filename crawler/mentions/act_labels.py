"""What stands below labels that say but what was done ("Likes", "2 reposts", "Replies from the web"), where a
page takes webmentions.

Sites made by hand print a label for each kind of webmention, and no name or heading around them all. One
such label alone may head what the author likes, or comments; two that say different acts, right behind each
other and each once, one of them likes, reposts or bookmarks with the faces of people, head what others did
to the post.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import headed_as, labelled_as, text_without
from crawler.lists.heading_places import among_menus
from crawler.markup.document import Document, ancestors, attribute, classes, once, text_of
from crawler.markup.kin import HEADINGS, siblings_behind
from crawler.mentions.forms import is_of_answers
from crawler.mentions.parts import SHARING, is_face, parts_of_name
from crawler.words.expressions import expression
from crawler.words.labels import heads_answers_of_the_web, heads_mentions

_REACTIONS = frozenset({"like", "repost", "bookmark"})
# One of these stands on every page with two such labels.
_WORDS = (
    "likes", "liked", "reposts", "boosts", "bookmarks", "shares", "favorites", "gefällt", "curtidas", "❤",
    "⭐", "🔁",
)  # fmt: skip
_BOLD = (*sorted(HEADINGS), "summary", "strong", "b", "dt")
_PARTS = ("section", "div", "ul", "ol", "aside")
_PLAIN = ("div", "p", "span")
_COMMENTS = expression(r"comment", re.I)
# "Mastodon likes", "Likes on Bluesky": the act is the same.
_NETWORK = expression(
    r"\b(?:(?:on|from|via|auf|von|sur|en|su|op|på)\s+)?(?:the\s+)?"
    r"(?:mastodon|twitter|bluesky|fediverse|instagram|flickr|facebook|linkedin|threads|github|reddit)\b"
    r"(?:\s*(?:&|/|,|and|und|et|y)(?=\s*\w))?",
    re.I,
)
_ENDS = frozenset({"hr", "footer", "nav", "aside", "form", "header", "h1"})
# Lists that are called but what was done.
_IDS = {
    "likes": "like", "reposts": "repost", "retweets": "repost", "boosts": "repost", "bookmarks": "bookmark",
    "replies": "reply", "mentions": "mention",
}  # fmt: skip
_MORE = expression(r"\+?\d+\s*(?:others?|more|weitere|andere|autres|más)|\b(?:and|und|et|y|e)\b", re.I)
_OTHERS = frozenset({"gallery", "photos", "album", "friends", "blogroll", "team", "sponsors", "related"})
_LONGEST = 40
_MOST_BEHIND = 200
_GAP = 4
_NEAR = 4


@once
def labelled(document: Document) -> tuple[tuple[int, int, str], ...]:
    """Begin and end of each label and what stands below it, and the act that it says, in document order; none
    where the page has none of the words, in a side bar or in a text."""
    if not document.has(*_WORDS):
        return ()
    nodes = [*document.tagged(*_BOLD), *(node for node in document.tagged(*_PLAIN) if _is_words(node))]
    said = {document.order(node): act for node in nodes if (act := _act(node)) is not None}
    found = [(start, _end(document, start, said), act) for start, act in said.items()]
    spoken = ((number, document.attributes[number].get("aria-label")) for number in document.tags(*_PARTS))
    found += [
        (number, document.end(number), act) for number, text in spoken if text and (act := _act_of(text))
    ]
    called = ((node, _IDS.get(attribute(node, "id"))) for node in document.marked(*map("#{}".format, _IDS)))
    found += [(*document.span(node), act) for node, act in called if act and node.tag in _PARTS]
    return tuple(each for each in sorted(found) if _lists(document, *each[:2]))


@once
def act_spans(document: Document) -> frozenset[tuple[int, int]]:
    """The spans from the first to what is below the last of such labels that follow each other, where they
    say different acts and one of them is a reaction."""
    runs: list[list[tuple[int, int, str]]] = []
    for each in labelled(document):
        if runs and runs[-1][-1][1] <= each[0] <= runs[-1][-1][1] + _GAP:
            runs[-1].append(each)
        elif not runs or each[0] >= runs[-1][-1][1]:
            runs.append([each])
    return frozenset((run[0][0], run[-1][1]) for run in runs if _tells(document, run))


def _tells(document: Document, run: list[tuple[int, int, str]]) -> bool:
    """Whether labels that follow each other are no two alike, say different acts, and one a reaction."""
    labels = [document.elements[start] for start, _, _ in run]
    acts = {act for _, _, act in run}
    several = len(acts) > 1 and not _REACTIONS.isdisjoint(acts)
    if not several or len({_said_by(label) for label in labels}) < len(run) or not _is_headed_so(labels[0]):
        return False
    return all(_shows_people(document, start, stop) for start, stop, act in run if act in _REACTIONS)


def _said_by(label: LexborNode) -> str:
    called = attribute(label, "id")
    return attribute(label, "aria-label") or (called if called in _IDS else text_of(label))


def _shows_people(document: Document, start: int, stop: int) -> bool:
    """Whether what stands below a label of reactions are faces and no words beside them, none of them a way
    to share the page: titles and pictures with words are what the author likes."""
    links = document.tags("a")
    held = [
        document.elements[number] for number in links[bisect_right(links, start) : bisect_left(links, stop)]
    ]
    first = held[0]
    pictured = is_face(first) or bool(document.within(first, "img"))
    if not pictured or SHARING.search(attribute(first, "href")) is not None:
        return False
    label = document.elements[start]
    parts = [label, *(each for each in siblings_behind(label) if _is_between(document, each, start, stop))]
    if attribute(label, "aria-label") or attribute(label, "id") in _IDS:
        parts = [*label.iter()]
    words = "".join(text_without(each, *held) for each in parts if each.mem_id != label.mem_id)
    return not any(map(str.isalpha, _MORE.sub("", words)))


def _is_between(document: Document, node: LexborNode, start: int, stop: int) -> bool:
    return node.is_element_node and start < document.order(node) < stop


def _is_headed_so(label: LexborNode) -> bool:
    """Whether nothing but a heading of answers, if any, opens the block that a label stands in."""
    parent = label.parent if attribute(label, "id") not in _IDS else None
    first = next(parent.iter(), None) if parent is not None else None
    if first is None or first.tag not in HEADINGS or first.mem_id == label.mem_id or first.tag == "h1":
        return True
    return is_of_answers(text_of(first))


def act_above(document: Document, number: int) -> str | None:
    """What the label says that an element stands below; None where it stands below none."""
    ranges = labelled(document)
    at = bisect_right(ranges, number, key=lambda each: each[0])
    around = (act for start, stop, act in reversed(ranges[:at]) if start < number < stop)
    return next(around, None)


def _is_words(node: LexborNode) -> bool:
    """Whether an element holds a few words and nothing else."""
    child = node.child
    if child is None or child.next is not None or not child.is_text_node:
        return False
    return len(child.text_content or "") <= 2 * _LONGEST


def _act(node: LexborNode) -> str | None:
    """The act that a label says; None of one that a link stands in."""
    act = _act_of(text_of(node))
    return act if act is None or node.css_first("a") is None else None


def _act_of(text: str) -> str | None:
    """The act that a short text says; None of one that says more."""
    if not text or len(text) > _LONGEST or _COMMENTS.search(text):
        return None
    act = labelled_as(_NETWORK.sub("", text).strip())
    if act is None and heads_mentions(text) and headed_as(text) in (None, "mention"):
        act = "mention"
    if act is None and heads_answers_of_the_web(text):
        act = "reply"
    return act


def _end(document: Document, start: int, said: dict[int, str]) -> int:
    """The number behind what stands below a label: up to the next one, or a heading that is no smaller."""
    label = document.elements[start]
    end = document.end(start)
    for each in islice(siblings_behind(label), _MOST_BEHIND):
        if not each.is_element_node:
            continue
        number = document.order(each)
        ends = each.tag in HEADINGS and (label.tag not in HEADINGS or str(each.tag) <= str(label.tag))
        if number in said or ends or each.tag in _ENDS:
            break
        end = document.end(number)
    return end


def _lists(document: Document, start: int, stop: int) -> bool:
    """Whether what stands below a label may be a list of who did it: it holds a link, outside of texts, side
    bars and menus."""
    label = document.elements[start]
    links = document.tags("a")
    at = bisect_right(links, start)
    if at == len(links) or links[at] >= stop:
        return False
    near = islice((label, *ancestors(label)), _NEAR)
    if any(not _OTHERS.isdisjoint(parts_of_name(name)) for each in near for name in classes(each)):
        return False
    return not (in_text(label) or in_margin(document, label) or among_menus(label))
