"""Feeds of all ages: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, with the modules that tell of linkbacks.

Read by lxml, four times as fast as feedparser, which reads what lxml cannot mend; JSON Feed as well. Modules:
slash (count of comments, in WordPress with linkbacks), thr (RFC 4685), trackback (ping URL of the item;
`about`: what the item itself pinged), dc, content, RFC 5005 (paged and archived feeds), OpenSearch (Blogger).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import feedparser
from lxml import etree

from crawler import urls
from crawler.discovery.addresses import whole_number
from crawler.discovery.content import date, excerpt, plain, stated_post, text_links
from crawler.discovery.json_feed import read_items
from crawler.markup import xml
from crawler.records import Commented, Discovered, Link

MAX_FALLBACK = 2_000_000
"""Bytes of a feed beyond mending that feedparser is given: it is slow."""
_ROOTS = ("rss", "rdf", "feed", "channel")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = re.compile(r"(?!en\b)[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.I)
"""A language that a feed states with intent: English is what templates state unasked."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PASSWORD = "post-password-form"
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_MODIFIED = ("updated", "modified")
_TEXT = ("encoded", "content", "description", "summary")
_BRIEF = ("summary", "description")
_COMMENT = re.compile(r"#(?:comment-|c)\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says. `posts` in its order; `hidden` are items behind a password.

    `comments`: the items that are comments or linkbacks on posts, not posts.
    `relations`: the feed's own links by rel (next, prev-archive, self …), absolute. `total`, `first` and
    `per_page` are OpenSearch's. `archive` and `whole` are RFC 5005's marks. `items` counts all items.
    """

    posts: tuple[Discovered, ...] = ()
    hidden: tuple[str, ...] = ()
    comments: tuple[Commented, ...] = ()
    relations: dict[str, str] = field(default_factory=dict)
    generator: str = ""
    total: int | None = None
    first: int | None = None
    archive: bool = False
    whole: bool = False
    items: int = 0


def read_feed(body: bytes, url: str) -> Feed | None:
    """One feed; None where the answer is none (HTML, other JSON, a sitemap, beyond mending)."""
    body = xml.unpack(body)
    root = xml.parse(body)
    if root is None or xml.local(root) not in _ROOTS:
        return _by_json(body, url) or _mangled(body, url)
    base = urls.absolute(root.get(_XML_BASE) or url, url) or url
    channel = root if xml.local(root) in ("feed", "channel") else next(root.iter("{*}channel"), root)
    heads = [child for child in channel if xml.local(child) not in ("item", "entry")]
    language = _head_text(heads, "language") or root.get(_XML_LANG) or ""
    stated = language if _LANGUAGE.fullmatch(language) else ""
    entries = [_read(node, base, stated) for node in root.iter("{*}item", "{*}entry")]
    return _feed(entries, heads, base)


@dataclass(slots=True)
class _Entry:
    """An item on its way: the first text of each name, and what may come several times."""

    base: str
    language: str
    texts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    pinged: list[str] = field(default_factory=list)

    def first(self, names: tuple[str, ...]) -> str:
        return next((found for name in names if (found := self.texts.get(name))), "")

    @property
    def address(self) -> str | None:
        """The item's page: FeedBurner's original link, the alternate link, the guid, RDF's `about`."""
        for name in ("origlink", "alternate", "guid", "about"):
            written = self.links.get(name, "")
            if written and (found := urls.absolute(written, self.base)):
                return found
        return None


def _feed(entries: list[_Entry], heads: list[etree._Element], base: str) -> Feed:
    posts, hidden, comments = _sorted(entries)
    names = {xml.local(node) for node in heads}
    return Feed(
        posts=tuple(posts),
        hidden=tuple(hidden),
        comments=tuple(comments),
        relations=dict(_relations(heads, base)),
        generator=_head_text(heads, "generator").lower(),
        total=whole_number(_head_text(heads, "totalresults")),
        first=whole_number(_head_text(heads, "startindex")),
        archive="archive" in names,
        whole="complete" in names,
        items=len(entries),
    )


def _sorted(entries: list[_Entry]) -> tuple[list[Discovered], list[str], list[Commented]]:
    """Items as posts, as posts behind a password, and as comments on posts."""
    posts: list[Discovered] = []
    hidden: list[str] = []
    comments: list[Commented] = []
    for entry in entries:
        address = entry.address
        if address is None:
            continue
        if _COMMENT.search(address):
            comments.append(_comment(entry, address))
        elif _PASSWORD in entry.first(_TEXT):
            hidden.append(address)
        else:
            posts.append(_post(entry, address))
    return posts, hidden, comments


def _comment(entry: _Entry, address: str) -> Commented:
    """The guid names the post itself, where the link names one of its comment pages."""
    guid = entry.links.get("guid", "")
    post, _, name = (guid if _COMMENT.search(guid) else address).partition("#")
    return Commented(post=post, name=name, date=date(entry.first(_PUBLISHED)) or "")


def _post(entry: _Entry, address: str) -> Discovered:
    modified = date(entry.first(_MODIFIED))
    post = stated_post(
        "feed",
        title=plain(entry.texts.get("title", "")),
        author=plain(entry.first(("creator", "author"))),
        published=date(entry.first(_PUBLISHED)),
        modified=modified,
        language=entry.language or None,
        tags=tuple(entry.tags),
        excerpt=excerpt(entry.first(_BRIEF)),
    )
    pinged = tuple(Link(url=target, rel=("trackback",)) for target in entry.pinged)
    return Discovered(
        url=address,
        way="feed",
        post=post,
        count=whole_number(entry.texts.get("comments", "")),
        modified=modified,
        links=text_links(entry.first(_TEXT), address) + pinged,
        trackback=entry.links.get("ping"),
    )


def _read(node: etree._Element, base: str, language: str) -> _Entry:
    entry = _Entry(base=urls.absolute(node.get(_XML_BASE) or base, base) or base, language=language)
    if about := node.get(f"{_RDF}about"):
        entry.links["about"] = about.strip()
    for child in node:
        name = xml.local(child)
        if name:
            _take(entry, name, child)
    return entry


def _take(entry: _Entry, name: str, child: etree._Element) -> None:
    """One child of an item into its place."""
    if name == "link":
        _take_link(entry, child)
    elif name == "guid":
        _take_guid(entry, child)
    elif name in ("category", "subject"):
        _take_tag(entry, child)
    elif name in ("origlink", "ping"):
        written = child.get(f"{_RDF}resource") or _text(child)
        if target := urls.absolute(written, entry.base):
            entry.links[name] = target
    elif name == "about" and "trackback" in str(child.tag):
        written = child.get(f"{_RDF}resource") or _text(child)
        if target := urls.absolute(written, entry.base):
            entry.pinged.append(target)
    elif name in ("comments", "total"):
        _take_count(entry, child)
    elif not entry.texts.get(name):
        entry.texts[name] = _markup(child) if name in _TEXT else _text(_person(child, name))


def _take_link(entry: _Entry, child: etree._Element) -> None:
    written = (child.get("href") or _text(child)).strip()
    rel = (child.get("rel") or "alternate").lower()
    if written and (rel not in entry.links or "html" in (child.get("type") or "")):
        entry.links[rel] = written


def _take_guid(entry: _Entry, child: etree._Element) -> None:
    """The guid as an address, where it is one; `isPermaLink="false"` with an http address is kept too.

    The alternate link comes first anyway, and a comment's guid tells its post.
    """
    written = _text(child).strip()
    if written.startswith(("http://", "https://")):
        entry.links["guid"] = written


def _take_tag(entry: _Entry, child: etree._Element) -> None:
    """A category; Atom's term or label. Blogger's own schema#kind is none."""
    if "schemas.google.com" in (child.get("scheme") or ""):
        return
    tag = plain(child.get("label") or child.get("term") or _text(child))
    if tag:
        entry.tags[tag] = None


def _take_count(entry: _Entry, child: etree._Element) -> None:
    """slash:comments or thr:total; RSS's own `comments` is an address and no count."""
    text = _text(child).strip()
    if text.isdigit():
        entry.texts["comments"] = text


def _person(child: etree._Element, name: str) -> etree._Element:
    """Atom's author is an element around a name."""
    found = child.find("{*}name") if name == "author" else None
    return child if found is None else found


def _text(node: etree._Element) -> str:
    """The element's own text; that of its children too where it has any."""
    text = node.text if len(node) == 0 else "".join(str(part) for part in node.itertext())
    return (text or "").strip()


def _markup(node: etree._Element) -> str:
    """Text, or the markup inside where it is XHTML (Atom type="xhtml")."""
    if len(node) == 0:
        return (node.text or "").strip()
    return "".join([node.text or "", *(etree.tostring(child, encoding="unicode") for child in node)])


def _relations(heads: list[etree._Element], base: str) -> Iterator[tuple[str, str]]:
    for node in heads:
        if xml.local(node) == "link" and (href := node.get("href")) and (found := urls.absolute(href, base)):
            yield (node.get("rel") or "alternate").lower(), found
        elif xml.local(node) == "link" and (
            found := urls.absolute(_text(node), base) if _text(node) else None
        ):
            yield "alternate", found  # RSS


def _head_text(heads: list[etree._Element], name: str) -> str:
    return next(
        (f"{_text(node)} {node.get('uri') or ''}".strip() for node in heads if xml.local(node) == name), ""
    )


def _by_json(body: bytes, url: str) -> Feed | None:
    found = read_items(body, url) if body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") else None
    if found is None:
        return None
    posts, older = found
    return Feed(posts=posts, relations={"next": older} if older else {}, items=len(posts))


def _mangled(body: bytes, url: str) -> Feed | None:
    """A feed beyond lxml's mending, by feedparser's loose parser."""
    head = body[:4096].lower()
    if (
        len(body) > MAX_FALLBACK
        or xml.looks_html(body)
        or not any(m in head for m in (b"<rss", b"<feed", b"<rdf:rdf"))
    ):
        return None
    found = feedparser.parse(
        xml.without_halves(xml.without_doctype(body)), sanitize_html=False, resolve_relative_uris=False
    )
    posts = tuple(post for item in found.entries if (post := _loose(item, url)) is not None)
    return Feed(posts=posts, items=len(posts)) if posts else None


def _loose(item: feedparser.FeedParserDict, url: str) -> Discovered | None:
    written = str(item.get("link") or "").strip()
    address = urls.absolute(written, url) if written else None
    if address is None:
        return None
    text = str(item.get("summary") or "")
    post = stated_post(
        "feed",
        title=plain(str(item.get("title") or "")),
        author=plain(str(item.get("author") or "")),
        published=date(str(item.get("published") or "")),
        tags=tuple(str(tag["term"]) for tag in item.get("tags", ()) if tag.get("term")),
        excerpt=excerpt(text),
    )
    return Discovered(
        url=address,
        way="feed",
        post=post,
        count=whole_number(str(item.get("slash_comments") or "")),
        links=text_links(text, address),
    )
