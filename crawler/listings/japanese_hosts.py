"""Seesaa, Cocolog, livedoor Blog, FC2, JUGEM and Serene Bach, goo, exblog, Egloos: 2003-17.

Their supplied templates come in five shapes, whatever the template's own class names are:

- labelled (Seesaa): a link, then "Excerpt:", "Weblog:" and "Tracked:" as text;
- received (Cocolog): "» TITLE [BLOG]", the excerpt, then "受信: DATE";
- classed (livedoor `trackback-*`, FC2 `tb_*`, JUGEM and Serene Bach `trackback_*`, goo): neighbours whose
  classes name the parts: title, blog, excerpt, date; FC2 also `sub_header`, `sub_body`, `sub_footer`;
- numbered (livedoor to 2008): "1. TITLE [ BLOG ] DATE", the excerpt in the block behind it;
- told (exblog, Egloos): "Tracked from BLOG at DATE", "タイトル : TITLE" (제목), the excerpt, line by line;
  "Linked at BLOG : TITLE at DATE" for a pingback; Bo-Blog 1 "TITLE [ BLOG 于 DATE 引用 ]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, source_of, text_without, written_date
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.records import Kind, Linkback
from crawler.told.host_lines import cited, linked, numbered, told
from crawler.words.dated import cut_date, named
from crawler.words.labels import without_label
from crawler.words.ping_words import FROM
from crawler.words.read_more import leads_on, without_more

_PREFIXES = ("trackback-", "trackback_", "trackback", "tb-", "tb_")
_TITLE_MARKS = tuple(f".{prefix}{part}" for prefix in _PREFIXES for part in ("title", "ttl", "subject"))
MARKS: tuple[str, ...] = (
    *_TITLE_MARKS,
    ".sub_header",
    "tracked:",
    "受信",
    "この記事へのトラックバック",
    "tracked from",
    "linked at <",
    "linked from <",
    "引用 ]",
    "引用]",
)

_PART = re.compile(r"(?:trackback|tb)[-_]?([\w-]+)$")
_SITE = frozenset({"blog", "blogname", "blog_name", "site", "name", "from", "weblog", "author"})
_EXCERPT = frozenset(
    {
        "body",
        "excerpt",
        "description",
        "desc",
        "text",
        "summary",
        "main",
        "comment",
        "content",
        "contents",
        "txt",
    }
)
_FOOT = frozenset(
    {
        "date",
        "time",
        "posted",
        "info",
        "inf",
        "state",
        "status",
        "footer",
        "foot",
        "data",
        "meta",
        "metadata",
        "footnote",
        "source",
        "details",
    }
)
_LABELS = re.compile(
    r"Excerpt:(?P<excerpt>.{0,2000}?)Weblog:(?P<site>.{0,200}?)Tracked: ?"
    r"(?P<date>(?:[A-Za-z]{3,9},? ){0,2}[\d/:. -]+)"
)
_LABELLED = re.compile(r"(?:blog|weblog|site|ブログ|サイト)\s*[:：]\s*([^|]{1,80}?)\s*(?:\||\Z)", re.I)
_FROM = re.compile(r"(?:tracked|linked) (?:from|at)\b", re.I)
_RECEIVED = re.compile(r"^受信\s*[:：]\s*(.+)$")
_SIDE = re.compile(r"side|widget|plugin|menu|recent|navi|module|category", re.I)
_NESTED = 2  # a title's element and one that wraps it
_MOST_BEHIND = 60
_HIGHEST = 40
_LONGEST_DATE = 40
_BRACKETS = "[]【】［］（）()「」『』 　"
_TITLE = frozenset({"title", "ttl", "subject"})
_DATES = frozenset({"date", "time"})
_KNOWN = (("site", _SITE), ("excerpt", _EXCERPT), ("foot", _FOOT))


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries of all these shapes; one that has two of them is read once."""
    seen: dict[int, Linkback] = {}
    for one in _all(document):
        near = (seen.get(one.position + step) for step in range(-_NESTED, _NESTED + 1))
        if not any(other and (other.source, other.title) == (one.source, one.title) for other in near):
            if one.position not in seen:
                yield one
            seen[one.position] = one


def _all(document: Document) -> Iterator[Linkback]:
    if document.has("tracked from") and document.has("タイトル", "제목"):
        yield from told(document)
    if document.has("linked at <", "linked from <"):
        yield from linked(document)
    if document.has("引用 ]", "引用]"):
        yield from cited(document)
    if document.has("tracked:") and document.has("weblog:"):
        yield from _labelled(document)
    if document.has("受信"):
        yield from _received(document)
    if any(mark in document.marks for mark in _TITLE_MARKS):
        yield from _classed(document)
    yield from _subordinate(document)
    if document.has("この記事へのトラックバック"):
        yield from numbered(document)


def _labelled(document: Document) -> Iterator[Linkback]:
    """Seesaa: each entry's text ends with its three labels; the link before them is the citing page."""
    for node in document.css("div, p, li, td"):
        own = node.text(deep=False)
        if "Tracked:" not in own or "Weblog:" not in own:
            continue
        links = [anchor for anchor in node.css("a") if text_of(anchor) and not leads_on(text_of(anchor))]
        for stated, anchor in zip(_LABELS.finditer(fold(node.text(separator=" "))), links, strict=False):
            if (date := written_date(document, stated["date"])) is None:
                continue  # Movable Type's own words, the day in letters
            yield Linkback(
                kind=Kind.TRACKBACK,
                source=source_of(document, anchor),
                title=text_of(anchor) or None,
                site=fold(stated["site"]) or None,
                excerpt=without_more(fold(stated["excerpt"])) or None,
                published=date,
                position=document.order(anchor),
            )


def _received(document: Document) -> Iterator[Linkback]:
    """Cocolog: the paragraph before "受信: DATE" opens with "»", the link, and the blog in brackets."""
    for foot in document.css("p, div, span"):
        if not foot.text(deep=False).lstrip().startswith("受信"):
            continue
        stated = _RECEIVED.match(text_of(foot))
        head = _before(foot) if stated else None
        anchor = first_link(document, head) if head is not None else None
        if stated and head is not None and anchor is not None and text_of(head).startswith(("»", "≫", "›")):
            yield _received_one(document, head, anchor, stated[1])


def _received_one(document: Document, head: LexborNode, anchor: LexborNode, date: str) -> Linkback:
    rest = without_more(text_without(head, anchor).lstrip("»≫› "))
    site = re.match(r"\[(.*?)\]\s*", rest)
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=text_of(anchor) or None,
        site=(site[1].strip() or None) if site else None,
        excerpt=(rest[site.end() :] if site else rest) or None,
        published=written_date(document, date),
        position=document.order(head),
    )


def _before(node: LexborNode) -> LexborNode | None:
    """The element before this one, text between them passed over."""
    place = node.prev
    while place is not None and (place.tag or "-").startswith("-"):
        place = place.prev
    return place


def _classed(document: Document) -> Iterator[Linkback]:
    """Entries around an element classed as a trackback's title that holds or is the link."""
    heads = document.marked(*_TITLE_MARKS)
    # Where the first title has its text or its blog above it, the others may as well.
    above = [(part, known) for part, known in _KNOWN[:2] if heads and _named_above(heads[0], known)]
    for head in heads:
        anchor = head if head.tag == "a" else first_link(document, head)
        if anchor is None or _FROM.match(text_of(head)) or _aside(head) or _is_numbered_ping(head):
            continue  # what names the blog first is told line by line
        parts = _parts(head)
        for part, known in above:
            if part not in parts and (node := _named_above(head, known)) is not None:
                parts[part] = node
        if parts:
            yield _classed_one(document, head, anchor, parts)


def _is_numbered_ping(head: LexborNode) -> bool:
    """Whether a title stands in what Movable Type numbers as one ping: read elsewhere."""
    return any(attribute(node, "id").startswith("ping-") for node in islice(ancestors(head), 4))


def _classed_one(
    document: Document, head: LexborNode, anchor: LexborNode, parts: dict[str, LexborNode]
) -> Linkback:
    site, body, foot = parts.get("site"), parts.get("excerpt"), parts.get("foot")
    beside = text_without(head, anchor)
    signed = cut_date(text_of(site), language_of(document)) if site is not None else None
    foot = foot if foot is not None or signed is not None else _dated_end(document, body)
    date = text_of(foot) if foot is not None else beside
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=text_of(anchor) or None,
        site=_site(named(signed[0]) or named(signed[2]) if signed else text_of(site))
        if site is not None
        else _bracketed(beside)
        or _said_from(beside)
        or _beside_date(document, text_of(foot) if foot is not None else beside),
        excerpt=without_more(text_without(body, site, foot) if body is not None else _loose(head)) or None,
        published=written_date(document, date)
        or (signed[1] if signed else None)
        or written_date(document, beside),
        position=document.order(head),
    )


def _dated_end(document: Document, body: LexborNode | None) -> LexborNode | None:
    """The element that a text ends with and that says but a date."""
    last = body.last_child if body is not None else None
    while last is not None and last.is_text_node and not (last.text_content or "").strip():
        last = last.prev
    if last is None or not last.is_element_node or len(text := text_of(last)) > _LONGEST_DATE:
        return None
    cut = cut_date(text, language_of(document))
    return last if cut is not None and not cut[0].strip() and not cut[2].strip() else None


def _loose(head: LexborNode) -> str:
    """The bare text that stands between a title and what names its blog or date, line breaks around it."""
    pieces, node = [], head.next
    while node is not None and (node.is_text_node or node.tag == "br"):
        pieces.append(node.text_content or " " if node.is_text_node else " ")
        node = node.next
    return fold("".join(pieces)) if node is not None and any(map(_PART.match, classes(node))) else ""


def _site(text: str) -> str | None:
    name = text.strip(_BRACKETS).removesuffix("より").strip(_BRACKETS)
    return re.sub(r"^(?:from|by|Weblog|ブログ名?)\s*[:：]?\s*", "", name, flags=re.I) or None


def _beside_date(document: Document, text: str) -> str | None:
    """The blog's name in a line that is but a name and a date: "| BLOG | DATE |", "DATE [BLOG]", "Blog:
    BLOG | Posted: DATE"."""
    if (labelled := _LABELLED.match(text)) is not None:
        return labelled[1]
    cut = cut_date(text, language_of(document)) if text else None
    beside = (without_label(cut[0])[1], cut[2]) if cut else ()  # "TrackBack from BLOG on DATE"
    names = list(filter(None, map(named, beside)))
    return _site(names[0]) if len(names) == 1 else None


def _said_from(text: str) -> str | None:
    """The blog's name behind a title: "TITLE de BLOG", as TypePad has it in the language of the blog."""
    match = FROM.match(text)
    said = match is not None and cut_date(text, None) is None
    return (named(match["site"] or "") or None) if match is not None and said else None


def _bracketed(text: str) -> str | None:
    found = re.search(r"[\[［【(（]\s*(?=[^\]］】)）]*\w)(.+?)\s*[\]］】)）]", text)
    return found[1] if found else None


def _lonely(head: LexborNode, parent: LexborNode) -> bool:
    """Whether a wrapper holds the title and nothing else."""
    if parent.tag in ("body", "html"):
        return False
    return all(
        each.mem_id == head.mem_id or not (each.text() or "").strip()
        for each in parent.iter(include_text=True)
    )


def _parts(head: LexborNode) -> dict[str, LexborNode]:
    """Elements that name their part by class, from behind this title to the next one."""
    found: dict[str, LexborNode] = {}
    dates: list[LexborNode] = []
    for node in _behind(head):
        names = set(_parts_named(node))
        if names & _TITLE:
            break
        part = next((part for part, known in _KNOWN if names & known), None)
        if part is not None:
            # Of a text within what holds all but the title, the text.
            inner = part == "excerpt" and part in found and _is_within(node, found[part]) and text_of(node)
            found[part] = node if inner else found.get(part, node)
        elif not names and not _DATES.isdisjoint(classes(node)):
            dates.append(node)
    for node in dates[:1] if found else ():
        found.setdefault("foot", node)
    return found


def _is_within(node: LexborNode, holder: LexborNode) -> bool:
    return any(each.mem_id == holder.mem_id for each in islice(ancestors(node), 4))


def _parts_named(node: LexborNode) -> Iterator[str]:
    """The parts of an entry that an element's classes name: "blog_name" of "trackback-blog-name"."""
    return (match[1].replace("-", "_") for name in classes(node) if (match := _PART.match(name)))


def _named_above(head: LexborNode, known: frozenset[str]) -> LexborNode | None:
    """The part of one of these names that stands right before a title, or before what holds the title: the
    text at JUGEM, the blog in GBoard."""
    each: LexborNode | None = head
    for _ in range(_NESTED + 1):
        if each is None or each.tag in ("body", "html"):
            return None
        if (before := _before(each)) is not None:
            return before if not known.isdisjoint(_parts_named(before)) else None
        each = each.parent
    return None


def _behind(head: LexborNode) -> Iterator[LexborNode]:
    """Elements with a class in the siblings that follow a title, or the wrapper around it; where parts stand
    beside it, those that follow the element around them as well, within one item of a list."""
    parent = head.parent
    wrapped = parent is not None and _lonely(head, parent)
    around = parent.parent if wrapped and parent is not None else parent
    beside = _classed_behind(parent if wrapped and parent is not None else head)
    found = list(islice(beside, _MOST_BEHIND))  # not all that a page of titles alone holds
    yield from found
    if found and around is not None and around.tag in ("ul", "dl", "div", "p", "h3", "h4"):
        item = around.parent
        if item is not None and item.tag in ("li", "dd"):
            yield from _classed_behind(around)


def _classed_behind(node: LexborNode) -> Iterator[LexborNode]:
    each = node.next
    while each is not None:
        if not (each.tag or "-").startswith("-"):
            yield from each.css("[class]")
        each = each.next


def _aside(head: LexborNode) -> bool:
    """Whether a title stands in a sidebar: there lists are of the whole blog."""
    return any(
        node.tag == "aside" or _SIDE.search(f"{attribute(node, 'class')} {attribute(node, 'id')}")
        for node in islice(ancestors(head), _HIGHEST)
        if node.tag not in ("body", "html")
    )


def _subordinate(document: Document) -> Iterator[Linkback]:
    """FC2: `sub_header`, `sub_body`, `sub_footer` in `#trackback`; the comments' part is made alike."""
    for head in document.marked(".sub_header"):
        anchor = first_link(document, head)
        if anchor is None or not any(node.id == "trackback" for node in islice(ancestors(head), _HIGHEST)):
            continue
        body, foot = (_following(head, name) for name in ("sub_body", "sub_footer"))
        items = [text_of(item).strip(" :：") for item in foot.css("li")] if foot is not None else []
        named = [item for item in items if written_date(document, item) is None]
        yield Linkback(
            kind=Kind.TRACKBACK,
            source=source_of(document, anchor),
            title=text_of(anchor) or None,
            site=_site(named[0]) if named else None,
            excerpt=(text_of(body) or None) if body is not None else None,
            published=written_date(document, " ".join(items)),
            position=document.order(head),
        )


def _following(head: LexborNode, name: str) -> LexborNode | None:
    """The next sibling of a class, before the next header."""
    node = head.next
    while node is not None and "sub_header" not in classes(node):
        if name in classes(node):
            return node
        node = node.next
    return None
