"""Faces of people below a heading that names webmentions: what is said of what they did, or that nothing is.

Such a face stands for something that its owner did to the post. Where neither a name nor words tell what, it
is a `reaction`: most are likes, and likes must never count as references. Faces of commenters stand beside
what they wrote, those of readers and authors below a heading of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entry_parts import act_of_sign, headed_as, text_without
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.markup.kin import HEADINGS, element_before, siblings_behind
from crawler.mentions.forms import form_spans, is_of_answers
from crawler.mentions.parts import SHARING, done_in, explains, is_face, named_after, parts_of_name
from crawler.mentions.places import has_picture, is_headed_vaguely, is_named, mention_places, tagged_in
from crawler.records import Kind
from crawler.words.expressions import expression
from crawler.words.labels import read_heading, says_none

REACTION = "reaction"
"""The subtype of an act that the page does not tell."""

_SAYS = re.compile(r"\s[-–—:|(]\s?(\w+)\)?\Z")
_HEADINGS = (*HEADINGS, "summary")
_LABELS = frozenset({"p", "div", "span", "small", "strong", "b", "li"})
_OTHERS = frozenset(
    {"author", "authors", "byline", "bio", "profile", "team", "staff", "contributors", "sponsors", "backers",
     "supporters", "donors", "followers", "following", "subscribers", "members", "readers", "friends",
     "blogroll", "share", "sharing", "social", "badge", "badges", "powered", "related", "gallery"}
)  # fmt: skip
# The same as headings and labels say it.
_OF_OTHERS = expression(
    r"\b(?:authors?|written by|team|crew|contributors|sponsors|backers|supporters|supported by|powered by|"
    r"thanks to|followers|following|follow|subscribers|members|readers|friends|blogroll|share|gallery|"
    r"teilen|partager|compartir|compartilhar|condividi|delen|dela|autor(?:en|es)?|auteurs?|leser|lecteurs|"
    r"lectores|freunde|amis|amigos)\b|分享|シェア|作者|友[情链鏈]|读者|讀者|поделиться|автор|читател",
    re.I,
)
_BUTTONS = frozenset({"share", "sharing", "buttons"})
_SHARE = expression(
    r"\W*(?:share|teilen|partager|compartir|compartilhar|condividi|delen|分享|シェア)\W*", re.I
)
# "2 people", "and 3 more", "+5".
_COUNTS = expression(r"\W*(?:(?:and|und|et|y|e|en|och|og)\s)?\+?\s?\d", re.I)
_STRANGERS = frozenset({"me", "author", "license", "tag"})
_LONGEST_LABEL = 30
_WORDS_OF_NAME = 3


def said_of(face: LexborNode) -> str | None:
    """What the sign beside a face or its words say that its owner did: "❤️", "Ann liked this", "Ann - like";
    None without any."""
    if act := act_of_sign(text_of(face)):
        return act
    for text in (*_names(face), fold(attribute(face, "aria-label")), text_of(face)):
        ending = _SAYS.search(text)
        if act := done_in(text) or (named_after([ending[1].lower()]) if ending else None):
            return act
    return None


def act_of_face(item: LexborNode) -> str | None:
    """What was done by whom an item shows nothing but the face of, `reaction` where nothing says it; None of
    an item that shows more."""
    links = [item] if item.tag == "a" else item.css("a[href]")
    if len(links) != 1 or not _is_bare(links[0]) or _words(text_without(item, links[0])):
        return None
    return said_of(links[0]) or REACTION


def is_untold(document: Document, pile: LexborNode, faces: list[LexborNode]) -> bool:
    """Whether a pile stands where the page lists its webmentions, and shows people and nothing else."""
    if not all(map(_is_bare, faces)) or any(map(_is_stranger, faces)):
        return False
    place = _place(document, pile)
    if place is None or is_headed_vaguely(document, place) or _is_of_others(document, pile, place):
        return False
    before = tagged_in(document, range(place.start, document.order(faces[0])), "p")
    if any(says_none(text_of(line)) for line in before):
        return False
    return _is_headed(document, pile, faces[0], place) and _is_wordless(pile, faces)


def offers_sharing(pile: LexborNode) -> bool:
    """Whether the name of a pile or the word before it says that its pictures are buttons to share a page."""
    label = element_before(pile)
    headed = label is not None and _SHARE.fullmatch(text_of(label)) is not None
    return headed or any(not _BUTTONS.isdisjoint(parts_of_name(name)) for name in classes(pile))


def is_offer(document: Document, item: LexborNode) -> bool:
    """Whether an item links nothing but where a reader shares the page: "Post about this, and it shows up
    here"."""
    links = [document.elements[number] for number in document.linked_within(item)]
    return bool(links) and all(SHARING.search(attribute(link, "href")) for link in links)


def _place(document: Document, pile: LexborNode) -> range | None:
    places = mention_places(document)
    at = bisect_right(places, document.order(pile), key=lambda place: place.start)
    return places[at - 1] if at and document.order(pile) in places[at - 1] else None


def _is_headed(document: Document, pile: LexborNode, face: LexborNode, place: range) -> bool:
    """Whether the heading above a pile is that of its place, or one of answers; a place that its pictures
    alone tell must be of such pictures."""
    label = element_before(pile)
    if label is not None and len(text := text_of(label)) <= _LONGEST_LABEL and _OF_OTHERS.search(text):
        return False
    told = (place.start, place.stop) in form_spans(document) or is_named(document, place)
    numbers = document.tags(*_HEADINGS)
    above = numbers[bisect_left(numbers, place.start) : bisect_left(numbers, document.order(face))]
    if not above:
        return told or has_picture(pile)
    text = text_of(document.elements[above[-1]])
    heading = read_heading(text)
    known = (heading is not None and heading[0] is Kind.WEBMENTION) or is_of_answers(text)
    return (
        known or headed_as(text) is not None or (told and len(above) == 1 and _OF_OTHERS.search(text) is None)
    )


def _is_of_others(document: Document, pile: LexborNode, place: range) -> bool:
    """Whether a name within the place, or its own, says that a pile is of other people than answered."""
    for each in (pile, *ancestors(pile)):
        if document.order(each) < place.start:
            return False
        if any(not _OTHERS.isdisjoint(parts_of_name(name)) for name in classes(each)):
            return True
    return False


def _is_stranger(face: LexborNode) -> bool:
    """Whether a link is not to somebody who reacted: to the author's own profile, to a site that explains
    webmentions, or to where one shares the page."""
    stated, href = attribute(face, "rel").lower().split(), attribute(face, "href")
    return not _STRANGERS.isdisjoint(stated) or explains(href) or SHARING.search(href) is not None


def _is_bare(face: LexborNode) -> bool:
    """Whether a link shows a face and no words but whose it is, or what was done."""
    image, text = face.css_first("img"), text_of(face)
    if not is_face(face) or image is None or not _words(text) or text in _names(face) or done_in(text):
        return is_face(face)
    _, path, query = urls.split(attribute(face, "href"))
    home = not query and (not path.strip("/") or path.startswith("/@"))
    return home and not any(_names(face)) and len(text.split()) <= _WORDS_OF_NAME


def _names(face: LexborNode) -> list[str]:
    """Whose face a link says that it shows."""
    image = face.css_first("img")
    stated = (attribute(image, "alt"), attribute(image, "title")) if image is not None else ()
    return [fold(text) for text in (attribute(face, "title"), *stated)]


def _is_wordless(pile: LexborNode, faces: list[LexborNode]) -> bool:
    """Whether a pile says nothing beside its faces but how many they are, or, before several, what they are;
    one face alone may be that of who wrote the words behind it."""
    several = len({attribute(face, "href") for face in faces}) > 1
    headings = [heading for tag in _HEADINGS for heading in pile.css(tag)]
    words = text_without(pile, *headings, *_labels(pile, several), *faces)
    for name in (name for face in faces for name in _names(face) if name):
        words = words.replace(name, "", 1)
    if _words(words) or pile.css_first("time, blockquote, q"):
        return False
    return several or not any(_speaks(part, attribute(faces[0], "href")) for part in siblings_behind(pile))


def _labels(pile: LexborNode, several: bool) -> Iterator[LexborNode]:
    """The parts of a pile that count its people, or stand before several."""
    begun = False
    for each in pile.iter():
        begun = begun or each.tag == "a" or each.css_first("a[href]") is not None
        text = text_of(each)
        told = (several and not begun) or _COUNTS.match(text) is not None
        if told and each.tag in _LABELS and len(text) <= _LONGEST_LABEL and each.css_first("a[href]") is None:
            yield each


def _words(text: str) -> bool:
    return any(map(str.isalpha, text))


def _speaks(part: LexborNode, home: str) -> bool:
    """Whether a part is what somebody at this address wrote: words that link nothing, or another page of the
    same host."""
    if part.is_element_node and part.tag in _HEADINGS:
        return False
    links = part.css("a[href]") if part.is_element_node else []
    if links:
        return any(urls.is_same_host(attribute(a, "href"), home) and not _is_bare(a) for a in links)
    return _words((part.text_content or "") if part.is_text_node else text_of(part))
