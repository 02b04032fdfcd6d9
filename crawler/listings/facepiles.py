"""Piles of faces: who liked, reposted or bookmarked a post, shown as nothing but linked pictures.

The facepile of IndieBlocks, and the partials of static sites, on pages that speak of webmentions. A pile
says what its people did by a class of each face or of the pile, or by the heading above it; where nothing
tells, it must stand among the webmentions of the page (`lists.mention_faces`). What such a face links is all
that stands for the reaction, mostly its author. Those of WordPress ActivityPub
(`.activitypub-reactions`) came by none of the three protocols and are no linkbacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import labelled_as, outermost, subtype_above
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.markup.kin import next_element, siblings_behind
from crawler.markup.mark_names import MarkNames
from crawler.mentions.act_labels import act_above, labelled
from crawler.mentions.faces import REACTION, is_untold, offers_sharing, said_of
from crawler.mentions.fields import REACTIONS
from crawler.mentions.parts import done_in, face_name, is_face, named_after, named_by_classes, parts_of_name
from crawler.mentions.places import mention_places, tagged_in, takes_webmentions
from crawler.records import Kind, Linkback
from crawler.words.labels import read_heading

MARKS: tuple[str, ...] = ("webmention",)

_PILE = re.compile(r"[.#](?:.*facepile.*|(?:.*[-_])?(?:likes|reposts|bookmarks|boosts)(?:[-_].*)?)\Z")
_PILES = MarkNames(_PILE.match)
_MANY = frozenset({"avatars", "faces", "facepile", "pile", "people", "reactions"})
_NUMBER = re.compile(r"\b\d{1,3}\b")
_FEDIVERSE = "activitypub-reactions"
_HOLDERS = frozenset({"div", "ul", "ol", "section", "p", "details", "aside", "dd"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "summary", "strong", "b"})
_LINES = ("p", "div", "span")
_LONGEST_LINE = 60
_FEW_PARTS = 4
_PEOPLE = ("people", "person")
_DONE = re.compile(
    r"\W*\d+ (?:people|persons?)(?: have| has)? "
    r"(?:liked|likes?|favou?rited|reposted|boosted|shared|bookmarked)"
    r"(?: (?:this|it)(?: (?:post|article|entry|page|note|photo))?)?\W*\Z",
    re.I,
)
_DOES = re.compile(
    r"(?P<name>\S.{0,40}?) (?P<act>liked|reposted|boosted|bookmarked|mentioned|replied|replied to|linked to)"
    r"(?: (?:this|it)(?: (?:post|article|entry|page|note|photo))?)?\.?",
    re.I,
)
# What may end such a title.
_TITLED = (" liked", " reposted", " boosted", " bookmarked", " mentioned", " replied", " linked to")
_MORE = ("time", "blockquote", "q", "p")
_HIGH = 3
_MOST = 4000


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each face of a pile that says what its people did."""
    named = _PILES.on(document)
    holders = {
        node.mem_id: node for node in document.marked(*named) if node.tag in _HOLDERS and _is_certain(node)
    }
    holders |= {node.mem_id: node for node in (*_unnamed(document), *_counted(document))}
    piles = {
        document.order(node): faces for node in holders.values() if (faces := _faces(document, node, url))
    }
    seen: set[int] = set()
    for pile in outermost(document, [document.elements[number] for number in sorted(piles)]):
        if any(_FEDIVERSE in classes(each) for each in (pile, *ancestors(pile))):
            continue
        if offers_sharing(pile) or in_margin(document, pile):
            continue
        if _is_certain(pile) or not in_text(pile):
            rows = list(_rows(document, pile, piles[document.order(pile)]))
            seen |= {document.order(face) for face in piles[document.order(pile)]} if rows else set()
            yield from rows
    alone = (*_behind_labels(document, url), *_titled(document, url))
    yield from (row for row in alone if row.position not in seen)


def _behind_labels(document: Document, url: str) -> Iterator[Linkback]:
    """The faces that stand right behind a label of likes and their kin, with no element around them, in the
    parts of the page that list webmentions."""
    places = mention_places(document)
    for start, _, act in labelled(document) if places else ():
        if act not in REACTIONS or not any(start in place for place in places):
            continue
        for each in siblings_behind(document.elements[start]):
            if each.tag == "a" and is_face(each) and _is_away(document, each, url):
                yield _face(document, each, act, document.order(each))
            elif text_of(each) if each.is_element_node else (each.text_content or "").strip(" \n\t,·"):
                break


def _titled(document: Document, url: str) -> Iterator[Linkback]:
    """The faces whose title says who did what: "ANN mentioned", in a part that lists webmentions."""
    for place in mention_places(document) if document.has(*_TITLED) else ():
        for link in tagged_in(document, place, "a"):
            said = _DOES.fullmatch(fold(attribute(link, "title")))
            if said is not None and is_face(link) and _is_away(document, link, url):
                row = _face(document, link, done_in(said["act"]), document.order(link))
                yield replace(row, author=said["name"])


def _face(document: Document, face: LexborNode, subtype: str | None, position: int) -> Linkback:
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype,
        source=document.absolute(attribute(face, "href")),
        author=face_name(face),
        position=position,
    )


def _faces(document: Document, pile: LexborNode, url: str) -> list[LexborNode]:
    """The links of a pile; none where any of those that lead to other sites says more than a face does."""
    start, end = document.span(pile)
    if end - start > _MOST:
        return []
    links = [document.elements[number] for number in document.linked_within(pile)]
    away = [link for link in links if _is_away(document, link, url)]
    return away if all(map(is_face, away)) else []


def _unnamed(document: Document) -> Iterator[LexborNode]:
    """What holds pictures that are links, in the parts of the page that list webmentions."""
    for place in mention_places(document):
        for image in tagged_in(document, place, "img"):
            link = next((each for each in islice(ancestors(image), _HIGH) if each.tag == "a"), None)
            above = link.parent if link is not None else None
            if above is not None and (above.tag in ("li", "td") or _is_frame(above)):
                above = above.parent
            holds = above is not None and (above.tag in _HOLDERS or above.tag in ("span", "tr"))
            if above is not None and holds and document.order(above) >= place.start:
                yield above


def _counted(document: Document) -> Iterator[LexborNode]:
    """What stands right behind a heading that says "3 likes" and no more, or a line "3 people liked this",
    and shows as many pictures, where the page takes webmentions."""
    if not takes_webmentions(document):
        return
    lines = document.tagged(*_LINES) if document.has(*_PEOPLE) else ()
    told = [node for node in lines if _is_line(document, node)]
    for heading in (*document.tagged(*_HEADINGS), *told):
        text = text_of(heading)
        says = labelled_as(text) in REACTIONS or _DONE.match(text) is not None
        number = _NUMBER.search(text) if says else None
        behind = next_element(heading) if number is not None else None
        if number is not None and behind is not None and len(behind.css("a[href] img")) == int(number[0]):
            yield behind


def _is_line(document: Document, node: LexborNode) -> bool:
    start, end = document.span(node)
    return end - start <= _FEW_PARTS and len(node.text()) <= _LONGEST_LINE


def _is_frame(block: LexborNode) -> bool:
    """Whether a block is but the frame of one face, and neither its name nor a heading says what its owner
    did, or that it is a pile of one."""
    if any(not _MANY.isdisjoint(parts_of_name(name)) for name in classes(block)):
        return False
    captioned = block.tag == "figure" and block.css_first("figcaption") is not None
    alone = block.tag in ("div", "figure") and sum(1 for _ in block.iter()) == 1 + captioned
    return alone and named_by_classes(block) is None and subtype_above(block) is None


def _is_certain(pile: LexborNode) -> bool:
    """Whether a pile is called one: plugins append theirs to the text of the post."""
    return any("facepile" in name or "webmention" in name for name in classes(pile))


def _opening(pile: LexborNode) -> str | None:
    """What the heading or the bold words say that a pile begins with."""
    first = next((node for node in pile.iter() if node.tag not in ("svg", "i")), None)
    if first is None or first.tag not in _HEADINGS:
        return None
    return named_after(re.findall(r"\w+", text_of(first).lower()))


def _is_away(document: Document, link: LexborNode, url: str) -> bool:
    target = document.absolute(attribute(link, "href"))
    return target is not None and not urls.is_same_host(target, url)


def _rows(document: Document, pile: LexborNode, faces: list[LexborNode]) -> Iterator[Linkback]:
    common = _said_of(pile) or act_above(document, document.order(pile))
    mentions = common is None and _is_of_mentions(pile)
    untold = not mentions and common in (None, "mention") and is_untold(document, pile, faces)
    for face in faces:
        item = _item(face, pile)
        own = _said_by(item)  # "mention" is said of all kinds: `img.mention-image`
        first = own if own != "mention" else None
        subtype = first or common or _said_above(face, pile) or said_of(face) or own
        if subtype not in REACTIONS and item.tag == "li" and document.within(item, *_MORE):
            continue  # a whole mention, which others read
        told = subtype in REACTIONS or (mentions if subtype is None else _is_mention(face, pile))
        if not told and untold and subtype in (None, "mention"):
            subtype, told = REACTION, True
        if told:
            yield _face(document, face, subtype, document.order(item))


def _is_mention(face: LexborNode, pile: LexborNode) -> bool:
    """Whether a heading "Mentions" stands right above a pile and a face links more than its owner's home."""
    _, path, query = urls.split(attribute(face, "href"))
    return subtype_above(pile) == "mention" and bool(path.strip("/") or query)


def _is_of_mentions(pile: LexborNode) -> bool:
    """Whether the bare words before a pile say "Webmentions" and not which, as those of microblog.pub do."""
    before = pile.prev
    heading = read_heading(fold(before.text_content or "")) if before and before.is_text_node else None
    return heading is not None and heading[0] is Kind.WEBMENTION


def _item(face: LexborNode, pile: LexborNode) -> LexborNode:
    """The list's item that a face is all of, else the face itself."""
    for each in islice(ancestors(face), _HIGH):
        if each.mem_id == pile.mem_id:
            break
        if each.tag == "li":
            return each
    return face


def _said_by(item: LexborNode) -> str | None:
    """What an item's classes say, its own or those of a picture beside the face."""
    inner = (node for node in item.traverse() if node.is_element_node)
    return next(filter(None, map(named_by_classes, islice(inner, 12))), None)


def _said_of(pile: LexborNode) -> str | None:
    """What a pile says of all its people: by its name, or the heading above it."""
    named = named_after((*sorted(classes(pile)), attribute(pile, "id").lower()))
    first = next((node for node in pile.iter() if node.tag == "a"), None)
    headed = _opening(pile) or subtype_above(pile)
    return named or headed or (subtype_above(first) if first is not None else None)


def _said_above(face: LexborNode, pile: LexborNode) -> str | None:
    """What the nearest part around a face says within its pile, by a name or the heading right before it."""
    for each in islice(ancestors(face), _HIGH + 2):
        if each.mem_id == pile.mem_id:
            return None
        if stated := named_by_classes(each) or subtype_above(each):
            return stated
    return None
