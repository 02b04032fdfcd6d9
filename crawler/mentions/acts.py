"""Webmentions that neither a name nor a heading tells, where the page takes some: each says what was done.

Components of SvelteKit and hand-made partials print them right below the post: blocks alike with a link
"replied" or "liked" in a sentence about this post, or a name that links a page and "liked this post" behind
it; or a list of nothing but "Mentioned on ADDRESS", or of "NAME liked this on DATE". Lists of what wrote
about the blog ("Mentioned on RADIO") have names for links; what is done to comments or topics is no
webmention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import text_without
from crawler.lists.headed_lists import items_of
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.markup.kin import HEADINGS, element_before
from crawler.mentions.fields import REACTIONS
from crawler.mentions.forms import is_of_answers
from crawler.mentions.parts import WHEN, act_in, done_in, is_address, is_face, leads_to_it, says_where
from crawler.mentions.places import takes_webmentions

_POST = re.compile(r"\W*(?:(?:to|in|on)\s+)?(?:this|your)\s+(?:post|article|entry|page|note)\b", re.I)
_THIS_POST = re.compile(r"\b(?:this|your) (?:post|article|entry|page|note)\b", re.I)
_SAYS_THIS = re.compile(r"\bthis(?: (?:post|article|entry|page|note))?\W*\Z", re.I)
# One of these says what was done, in the language in which the rest of such a line is known.
_DONE = (
    "liked", "likes this", "favorited", "favourited", "starred", "reposted", "shared", "boosted", "retweeted",
    "bookmarked", "rsvp", "is going", "is attending", "are going", "are attending", "replied", "responded",
    "commented", "answered", "mentioned", "linked", "cited", "referenced",
)  # fmt: skip
_REACTED = (
    "liked", "likes this", "favorited", "favourited", "starred", "reposted", "shared", "boosted",
    "bookmarked",
)  # fmt: skip
_HEADS = re.compile(r"comment|discuss|conversation|thoughts|kommentar|web-?mention", re.I)
_ORIGINAL = "original"
_THIS = re.compile(r"\bthis\b", re.I)
_LONGEST_VERB = 12
_LONGEST_LINK = 40
_MOST_LINKS = 3
_HIGH = 6
_NEAR = 4
_LARGEST = 60
_BLOCKS = frozenset({"li", "div", "article", "section"})
_INNER = frozenset({"p", "header", "footer", "span", "strong", "b", "h3", "h4", "h5", "h6"})


def told_by_acts(document: Document) -> Iterator[list[LexborNode]]:
    """The entries of each such run or list; none where the page takes no webmentions."""
    if not document.has(*_DONE, _ORIGINAL, "<time") or not takes_webmentions(document):
        return
    yield from _originals(document)
    if document.has(*_DONE):
        yield from _runs(document)
        yield from _lists(document)
        yield from _reports(document)
        yield from _reacted(document)


def _runs(document: Document) -> Iterator[list[LexborNode]]:
    """Blocks alike that hold one link each which says what was done to this post."""
    links = document.tagged("a")
    named = {node.mem_id: said for node in links if (said := _said_behind(document, node))}
    people = set(named.values()) != {"reply"}  # "NAME commented on this post" says a form's comment as well
    signed = _verbs(document, links)
    this = {node.mem_id: done_in(text_of(node)) for node in links if _is_act(node)}
    verbs = signed if {*signed.values(), *this.values()} - {"reply"} else {}
    told = [
        node
        for node in links
        if (people and node.mem_id in named) or node.mem_id in verbs or node.mem_id in this
    ]
    acts = [node for node in told if _is_away(document, node)]
    if not acts or in_margin(document, acts[0]):
        return
    rows: dict[tuple[int, str, frozenset[str]], list[LexborNode]] = {}
    places = [document.order(node) for node in acts]
    for act in acts:
        block = _block(document, act, places)
        if block is None or block.parent is None:
            continue
        if not in_text(block if act.mem_id in named else act):
            rows.setdefault((block.parent.mem_id, block.tag or "", classes(block)), []).append(block)
    alone = len(told) == 1 and told[0].mem_id not in named and _is_signed(document, told[0], told[0])
    yield from (nodes for nodes in rows.values() if len(nodes) > 1 or alone)


def _is_signed(document: Document, part: LexborNode, act: LexborNode) -> bool:
    """Whether right before a part with the link that says what was done stands one to the home page of who
    did it."""
    before = element_before(part)
    home = document.absolute(attribute(before, "href")) if before is not None and before.tag == "a" else None
    page = document.absolute(attribute(act, "href")) or ""
    return home is not None and home != page and urls.is_same_host(home, page)


def _verbs(document: Document, links: list[LexborNode]) -> dict[int, str | None]:
    """What the links say that are but a verb, right behind a link to the home page of who did it: "ANN liked
    - 2 days ago"; where there is one, also those behind a link to somebody's profile elsewhere."""
    parts = [(link, part) for link in links if (part := _verb_of(link)) is not None]
    signed = [link for link, part in parts if _is_signed(document, part, link)]
    faced = [link for link, part in parts if _is_faced(document, part, link)] if signed else []
    return {link.mem_id: done_in(text_of(link)) for link in (*signed, *faced)}


def _verb_of(link: LexborNode) -> LexborNode | None:
    """The link that is but a verb, or the part that it begins; no "replied to the topic"."""
    text = text_of(link)
    if not text.isalpha() or len(text) > _LONGEST_VERB or done_in(text) is None or not leads_to_it(text):
        return None
    behind = link.next
    words = fold(behind.text_content or "") if behind is not None and behind.is_text_node else ""
    if any(map(str.isalpha, words)) and WHEN.fullmatch(words) is None:
        return None
    first = element_before(link) is None and link.parent is not None and link.parent.tag in _INNER
    return link.parent if first and link.parent is not None else link


def _is_faced(document: Document, part: LexborNode, act: LexborNode) -> bool:
    """Whether right before such a part stands a link to somebody elsewhere, and a face near it."""
    before = element_before(part)
    if before is None or before.tag != "a" or not (_is_away(document, before) and _is_away(document, act)):
        return False
    return any(document.within(each, "img") for each in islice(ancestors(part), _NEAR))


def _is_act(link: LexborNode) -> bool:
    """Whether a link says what was done to this post: alone, or with the words behind it."""
    text = text_of(link)
    if len(text) > _LONGEST_LINK or done_in(text) is None or not leads_to_it(text):
        return False
    behind = link.next
    words = (behind.text_content or "") if behind is not None and behind.is_text_node else ""
    return _POST.match(fold(words)) is not None or _SAYS_THIS.search(text) is not None


def _said_behind(document: Document, link: LexborNode) -> str | None:
    """What the words behind a name that links a page say was done to this post: "NAME liked this post."."""
    behind = link.next
    words = (behind.text_content or "") if behind is not None and behind.is_text_node else ""
    if _THIS_POST.search(words) is None:
        return None
    name, words = text_of(link), fold(words)
    if not 0 < len(name) <= _LONGEST_LINK or done_in(name) is not None:
        return None
    _, path, query = urls.split(document.absolute(attribute(link, "href")) or "")
    return act_in(words) if path.strip("/") or query else None


def _block(document: Document, act: LexborNode, places: list[int]) -> LexborNode | None:
    """The largest block around such a link that holds no other one; paragraphs alone are a text."""
    found = None
    for each in islice(ancestors(act), _HIGH):
        start, end = document.span(each)
        several = bisect_left(places, end) - bisect_left(places, start) > 1
        if end - start > _LARGEST or several or not (each.tag in _BLOCKS or each.tag in _INNER):
            break
        found = each if each.tag in _BLOCKS else found
    return found


def _lists(document: Document) -> Iterator[list[LexborNode]]:
    """The items of lists of which each begins with "Mentioned on" and the address of another site's page, or
    says who did what to this and when."""
    for listing in document.tagged("ul", "ol"):
        items = items_of(listing)
        told = bool(items) and (
            all(_is_mentioned_on(document, item) for item in items) or _are_acts(document, items)
        )
        if told and not (in_text(listing) or in_margin(document, listing)):
            yield items


def _are_acts(document: Document, items: list[LexborNode]) -> bool:
    """Whether each item links a person away, says behind the name what was done to this, and holds the time;
    people answer in a comment as well, so that something else must be done too."""
    if not all(document.within(item, "time") for item in items):
        return False
    acts = [_act_behind_name(document, item) for item in items]
    return all(acts) and set(acts) != {"reply"}


def _reports(document: Document) -> Iterator[list[LexborNode]]:
    """Blocks alike that each say who did what and when, and link the page by a word for it: "NAME liked this
    DATE … View original"; one of them says that it was this, each of them where there is no date."""
    links = [node for node in document.tagged("a") if leads_to_it(text_of(node)) and _is_away(document, node)]
    places = [document.order(node) for node in links]
    rows: dict[tuple[int, str, frozenset[str]], list[LexborNode]] = {}
    for link in links if len(links) > 1 and not in_margin(document, links[0]) else ():
        block = _block(document, link, places)
        if block is not None and block.parent is not None and not in_text(block):
            rows.setdefault((block.parent.mem_id, block.tag or "", classes(block)), []).append(block)
    for nodes in rows.values():
        said = [_words_behind_name(document, node) for node in nodes]
        acts = {done_in(words) if leads_to_it(words) else None for words in said}
        timed = all(document.within(node, "time") for node in nodes)
        told = list(map(_THIS.search, said))
        enough = any(told) if timed else all(told)
        if enough and len(nodes) > 1 and None not in acts and acts != {"reply"}:
            yield nodes


def _reacted(document: Document) -> Iterator[list[LexborNode]]:
    """Blocks alike of which each says no more than who liked, reposted or bookmarked this, and when: a single
    one only with a face."""
    rows: dict[tuple[int, str, frozenset[str]], list[LexborNode]] = {}
    for link in document.tagged("a") if document.has(*_REACTED) else ():
        name = text_of(link)
        told = 0 < len(name) <= _LONGEST_LINK and _is_doing(link)
        block = _said_alone(document, link, name) if told else None
        if block is not None and block.parent is not None and not in_text(block):
            rows.setdefault((block.parent.mem_id, block.tag or "", classes(block)), []).append(block)
    for nodes in rows.values():
        if (len(nodes) > 1 or document.within(nodes[0], "img")) and not in_margin(document, nodes[0]):
            yield nodes


def _is_doing(link: LexborNode) -> bool:
    """Whether the words right behind a link, or the bold part that it is all of, say what was done."""
    behind = link.next or (link.parent.next if link.parent is not None else None)
    while behind is not None and behind.is_text_node and not (behind.text_content or "").strip():
        behind = behind.next
    return behind is not None and done_in(text_of(behind)[:_LARGEST]) in REACTIONS


def _said_alone(document: Document, link: LexborNode, name: str) -> LexborNode | None:
    """The largest block that holds but a name that links away, and behind it what its owner did to this."""
    found = None
    for each in islice(ancestors(link), _HIGH):
        start, end = document.span(each)
        if end - start > _LARGEST or not (each.tag in _BLOCKS or each.tag in _INNER):
            break
        times = (document.elements[number] for number in document.within(each, "time"))
        before, _, words = text_without(each, *times).partition(name)
        if before or not (_THIS.search(words) and act_in(words.strip()) in REACTIONS):
            if found is not None:
                break
            continue
        found = each if each.tag in _BLOCKS else found
    return found if found is not None and _is_away(document, link) else None


def _originals(document: Document) -> Iterator[list[LexborNode]]:
    """Blocks alike, dated, of which each shows who wrote it and links what was written as the original."""
    rows: dict[tuple[int, str, frozenset[str]], list[LexborNode]] = {}
    around = [node.parent for node in document.tagged("time")]
    near = {node.mem_id for node in around if node is not None and node.tag == "a"}
    worded = document.has(_ORIGINAL)
    links = [node for node in document.tagged("a") if worded or node.mem_id in near]
    links = [node for node in links if _leads_there(document, node)]
    places = [document.order(node) for node in links]
    for link in links if len(links) > 1 else ():
        block = _block(document, link, places)
        if block is not None and block.parent is not None and not in_text(block):
            rows.setdefault((block.parent.mem_id, block.tag or "", classes(block)), []).append(block)
    for nodes in rows.values():
        told = all(document.within(node, "time") and _is_original(document, node) for node in nodes)
        if told and len(nodes) > 1 and not in_margin(document, nodes[0]) and _is_headed_so(nodes[0]):
            yield nodes


def _is_headed_so(block: LexborNode) -> bool:
    """Whether the heading right before a block or what holds it, if any, is of answers: what friends write
    has another one."""
    around = (block, block.parent) if block.parent is not None else (block,)
    before = [each for each in map(element_before, around) if each is not None and each.tag in HEADINGS]
    return all(_HEADS.search(text := text_of(each)) or is_of_answers(text) for each in before[:1])


def _leads_there(document: Document, link: LexborNode) -> bool:
    """Whether a link to another site is called the original, or is around a date."""
    told = bool(document.within(link, "time")) or _ORIGINAL in text_of(link)[:_LONGEST_LINK].lower()
    return told and _is_away(document, link)


def _is_original(document: Document, block: LexborNode) -> bool:
    """Whether a block links a home elsewhere, by a face or a name, and a page of that home by its date or a
    word for it: comments that were typed here have no original, and teasers have titles."""
    links = [document.elements[number] for number in document.linked_within(block)]
    told = [link for link in links if _leads_there(document, link)]
    first = links[0] if len(told) == 1 else None
    if first is None or not _is_away(document, first):
        return False
    home, page = attribute(first, "href").rstrip("/") + "/", attribute(told[0], "href")
    dated = bool(document.within(told[0], "time"))
    named = is_face(first) if not dated else bool(document.within(block, "p", "blockquote", "img"))
    text = text_of(told[0])
    only = all(attribute(link, "href").rstrip("/") + "/" == home for link in links[:2] if link is not told[0])
    called = dated or (leads_to_it(text) and done_in(text) is None)
    at_home = not urls.split(home)[1].strip("/") or not dated
    return named and only and called and at_home and page.startswith(home)


def _words_behind_name(document: Document, block: LexborNode) -> str:
    """The words right behind the first link of a block that says a name."""
    for number in islice(document.linked_within(block), _MOST_LINKS):
        link = document.elements[number]
        if 0 < len(text_of(link)) <= _LONGEST_LINK and _is_away(document, link):
            behind = link.next
            while behind is not None and not text_of(behind):
                behind = behind.next
            return text_of(behind) if behind is not None else ""
    return ""


def _act_behind_name(document: Document, item: LexborNode) -> str | None:
    words = _words_behind_name(document, item)
    return act_in(words) if _THIS.search(words) else None


def _is_mentioned_on(document: Document, item: LexborNode) -> bool:
    number = next(document.linked_within(item), None)
    if number is None:
        return False
    link = document.elements[number]
    target = document.absolute(attribute(link, "href")) or ""
    _, path, query = urls.split(target)
    first = item.child
    said = first is not None and first.is_text_node and says_where(fold(first.text_content or ""))
    deep = bool(path.strip("/") or query)
    return bool(said) and deep and is_address(text_of(link), target) and _is_away(document, link)


def _is_away(document: Document, link: LexborNode) -> bool:
    target = document.absolute(attribute(link, "href"))
    return target is not None and not urls.is_same_host(target, document.url)
