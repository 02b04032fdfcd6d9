"""What a page says about itself and its post, each field from the best place that states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from crawler import urls
from crawler.endpoints import link_header
from crawler.facts.author_places import defined_author, journal_user, own_card
from crawler.facts.entry import read_entry
from crawler.facts.entry_dates import seen_day
from crawler.facts.head import Head, read_head
from crawler.facts.jsonld import read_jsonld
from crawler.facts.kind import read_kind
from crawler.facts.platform import read_platform
from crawler.facts.site_name import is_feed, site_title_of
from crawler.facts.titles import title_from_head, without_site
from crawler.facts.topics import stated_topics
from crawler.facts.visible import read_visible
from crawler.facts.wording import is_lead, without_role
from crawler.markup.document import Document, fold
from crawler.markup.links import Anchor
from crawler.markup.rdf import read_rdf
from crawler.records import Link, PageKind, Post, Region
from crawler.words.dated import cut_date, named
from crawler.words.dates import stated_date

_LONGEST_EXCERPT = 1000
_LONGEST_DATE = 80
_NETWORKS = frozenset({"google+", "google plus", "google", "twitter", "facebook", "linkedin", "mastodon"})
_REST = "https://api.w.org/"
_TURNING = frozenset(("next", "prev", "previous"))
# The sign of a link to the post itself, behind its title, or blojsom's folder.
_PERMALINK = re.compile(
    r"(?:\s+(?:[#§∞]|\[permalink\]|\[/[\w/.-]{0,60}\])|\s*¶)\Z|\A[#_■□◆¶§]\s+(?=\S)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the page says of itself; `post` is None where it is no post. Fields as in
    `crawler.records.Page`."""

    page_kind: PageKind
    post: Post | None
    site_title: str | None
    language: str | None
    canonical: str | None
    robots: str | None
    platform: str | None
    shortlink: str | None
    feeds: tuple[str, ...]
    rest: str | None
    beside: tuple[Link, ...]


def read_facts(
    document: Document,
    url: str,
    headers: Mapping[str, str],
    anchors: list[Anchor],
    *,
    listed: bool,
    begin: int = -1,
    pinged: bool = False,
) -> Facts:
    """All facts of the page at `url`. `listed` says that it shows comments or linkbacks, `begin` is the
    number of the element of the first linkback, -1 for none: what stands from there on says nothing of the
    post. `pinged` says that the page has the address for pings of one post."""
    head = read_head(document)
    jsonld, kinds = read_jsonld(document)
    kind = read_kind(document, head, kinds, listed=listed, begin=begin, pinged=pinged)
    page: dict[str, Any] = {
        "language": _language(head, headers, jsonld),
        "canonical": _canonical(document, url, head, headers),
        "robots": _robots(head, headers),
        "platform": read_platform(document, head),
    }
    site_title = site_title_of(document, head)
    fields: dict[str, Any] | None = None
    if kind is PageKind.POST:
        fields = _fields(document, url, head, jsonld, anchors, site_title, begin)
    feeds = (
        _address(document, link.href) for link in head.links if "alternate" in link.rel and is_feed(link.type)
    )
    return Facts(
        page_kind=kind,
        post=None if fields is None else Post(**fields, **page),
        site_title=site_title or (head.title if kind is PageKind.INDEX else "") or None,
        shortlink=_shortlink(document, url, head),
        feeds=tuple(dict.fromkeys(filter(None, feeds))),
        rest=_address(document, head.link(_REST)) or _in_header(url, headers, _REST),
        beside=tuple(_beside(document, head)),
        **page,
    )


def _beside(document: Document, head: Head) -> Iterator[Link]:
    for link in head.links:
        if not _TURNING.isdisjoint(link.rel) and (target := _address(document, link.href)):
            yield Link(url=target, rel=link.rel, region=Region.NAVIGATION)


def _shortlink(document: Document, url: str, head: Head) -> str | None:
    """Some software names its home page as everything's short address: that is nobody's."""
    found = _address(document, head.link("shortlink"))
    if found is None or found == url:
        return None
    return None if found.count("/") == 3 and found.endswith("/") else found


def _fields(
    document: Document,
    url: str,
    head: Head,
    jsonld: dict[str, Any],
    anchors: list[Anchor],
    site_title: str,
    begin: int,
) -> dict[str, Any]:
    """What the page says of its post alone, by the names of `Post`."""
    entry = read_entry(document, anchors, f"{head.title} {head.first('og:title')}")
    blocks = read_rdf(document, url)
    journal = journal_user(document, head)
    site_title = site_title or journal
    meta = _meta(head, blocks, site_title)
    meta["author"] = meta["author"] or journal
    meta["published"] = meta["published"] or jsonld.get("page_published")
    if jsonld.get("published") and entry.get("published"):
        jsonld["published"] = seen_day(fold(jsonld["published"]), fold(entry["published"]))
    stated = _first("title", (jsonld, entry)) or _pinged_title(head, blocks)
    visible = read_visible(
        document, head, anchors, site_title, without_site(stated, site_title) if stated else "", begin
    )
    if entry.get("tags"):
        # Some software marks only the tags, and shows the category as a plain link.
        entry["tags"] = [*visible.get("tags", ()), *entry["tags"]]
        entry["categories"] = [*visible.get("categories", ()), *entry.get("categories", ())]
    if not any(each.get("tags") for each in (jsonld, entry, visible)):
        entry["tags"] = stated_topics(document)
    if _is_account(fold(meta["author"] or ""), site_title, visible):
        meta["author"] = ""
    if not any(each.get("author") for each in (jsonld, entry, meta, visible)):
        carded = next(filter(_is_no_address, _on_card(head)), "")
        entry["author"] = carded or defined_author(document) or own_card(document)
    note = ".h-entry" in document.marks and ".e-content" in document.marks and not stated
    if note and meta["title"].lower() == site_title.lower():
        meta["title"] = ""  # a note without a title, on a page that is called after the blog
    sources: dict[str, _Source] = {
        "jsonld": jsonld, "microformats": entry, "visible": visible, "meta": meta,
    }  # fmt: skip
    shown = entry.get("tags") or visible.get("tags") or ()
    more = next((name for name in ("jsonld", "meta") if _is_part(shown, sources[name].get("tags") or ())), "")
    return _merged(sources, site_title, {**_ORDER, "tags": (more,)} if more else _ORDER)


def _is_part(shown: Iterable[str], told: Iterable[str]) -> bool:
    """Whether a page shows but some of the topics that it tells machines of: its categories alone."""
    some = {fold(topic).lower() for topic in shown}
    return bool(some) and some < {topic.lower() for topic in told}


def _is_account(author: str, site_title: str, visible: _Source) -> bool:
    """Whether an author for machines is the blog itself, the account that software made, or one word of the
    name that readers see: then the name that readers see is the better one."""
    account = author.lower()
    made = account in {"admin", "administrator", "super user", "superuser", "root", site_title.lower()}
    if not account or not (made or account.isalnum()):
        return False
    shown = fold(visible.get("author") or "").lower()
    return bool(shown) and (made or (account != shown and account in shown.split()))


# Which source is believed first. A page's meta elements are written for machines and hold what readers do
# not see: site names in titles, keywords instead of tags, the owner instead of the author.
_ORDER = {
    "title": ("jsonld", "microformats", "visible", "meta"),
    "author": ("jsonld", "microformats", "meta", "visible"),
    "published": ("jsonld", "microformats", "meta", "visible"),
    "modified": ("jsonld", "meta", "microformats", "visible"),
    "tags": ("microformats", "visible", "jsonld", "meta"),
    "categories": ("microformats", "visible", "jsonld", "meta"),
    "excerpt": ("jsonld", "meta", "microformats", "visible"),
}


def _pinged_title(head: Head, blocks: list[dict[str, str]]) -> str:
    """The title in the TrackBack RDF block, where the page's own title holds it; else ""."""
    title = fold(blocks[0].get("dc:title", "")) if blocks else ""
    return title if len(title) > 1 and title.lower() in head.title.lower() else ""


class _Source(Protocol):
    """Where fields are asked for by name, as of a dictionary."""

    def get(self, name: str, /) -> Any:
        """The field; None where there is none."""


def _merged(
    sources: Mapping[str, _Source], site_title: str, order: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    origins: list[tuple[str, str]] = []
    for name, names in order.items():
        for source in names:
            value = _cleaned(name, sources[source].get(name), site_title)
            if value:
                fields[name] = value
                origins.append((name, source))
                break
    fields["origins"] = tuple(sorted(origins))
    return fields


def _cleaned(name: str, value: Any, site_title: str) -> Any:
    if not value:
        return None
    if name in ("tags", "categories"):
        return _distinct(value)
    if name in ("published", "modified"):
        return stated_date(fold(value)[:_LONGEST_DATE])
    if name == "author":
        return without_role(fold(value)[:_LONGEST_EXCERPT]) if _is_named(fold(value)) else None
    if name == "title":
        return without_site(_PERMALINK.sub("", fold(value)), site_title)
    return fold(value)[:_LONGEST_EXCERPT]


def _is_named(author: str) -> bool:
    """Whether what is marked as the author is more than a date, or the name of a network with a profile."""
    if author.lower() in _NETWORKS:
        return False
    cut = cut_date(author[:_LONGEST_DATE], None) if any(map(str.isdigit, author)) else None
    return cut is None or bool(named(cut[0] + cut[2]))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for value in values:
        folded = fold(value).strip(",").lstrip("#, ")  # the mark is part of "C#"
        if 0 < len(folded) <= 200:
            kept.setdefault(folded.lower(), folded)
    return tuple(kept.values())


def _first(name: str, sources: Iterable[Mapping[str, Any]]) -> str:
    return next((source[name] for source in sources if source.get(name)), "")


_AUTHORS = (
    "article:author:name", "dc.creator", "dcterms.creator", "author", "parsely-author", "citation_author",
    "article:author", "og.article.author", "og:article:author", "sailthru.author",
)  # fmt: skip
# How plugins for search engines head a card's author, beside the words before names in by-lines.
_WRITTEN_BY = frozenset({
    "écrit par", "geschreven door", "skriven av", "написано автором", "كتب بواسطة", "撰写者", "撰稿人",
})  # fmt: skip
_PUBLISHED = (
    "article:published_time", "datepublished", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created",
    "dc.date.issued", "parsely-pub-date", "og:article:published_time", "citation_publication_date",
    "citation_date", "sailthru.date", "pubdate", "publish-date", "publishdate", "article.published", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "dcterms.modified", "datemodified")
_EXCERPT = ("og:description", "description", "twitter:description", "dc.description")


def _is_no_address(author: str) -> bool:
    return bool(author) and "@" not in author and "://" not in author


def _on_card(head: Head) -> Iterator[str]:
    """Authors as the cards have them that Slack shows: "Written by" in one element, the name in the next."""
    for place in "1234":
        label = head.first(f"twitter:label{place}")
        if label and (label.lower() in _WRITTEN_BY or is_lead(label)):
            yield head.first(f"twitter:data{place}")


def _meta(head: Head, blocks: list[dict[str, str]], site_title: str) -> dict[str, Any]:
    """Fields for machines only: front matter, the TrackBack RDF block, meta elements."""
    block = blocks[0] if blocks else {}
    named = (value for name in _AUTHORS for value in head.meta.get(name, ()))
    author = next(filter(_is_no_address, named), "")
    categories = head.meta.get("article:section") or head.meta.get("parsely-section", [])
    tags = head.meta.get("article:tag") or head.first("parsely-tags").split(",")
    topics = [*categories, *filter(None, tags)]
    return {
        "title": head.front.get("title") or block.get("dc:title") or title_from_head(head, site_title),
        "author": block.get("dc:creator") or author or head.front.get("author"),
        "published": head.front.get("date") or head.first(*_PUBLISHED) or block.get("dc:date"),
        "modified": head.first(*_MODIFIED),
        "tags": topics or ([block["dc:subject"]] if block.get("dc:subject") else []),
        "categories": categories,
        "excerpt": head.first(*_EXCERPT) or block.get("dc:description"),
    }


def _address(document: Document, href: str) -> str | None:
    return document.absolute(href) if href else None


def _language(head: Head, headers: Mapping[str, str], jsonld: Mapping[str, Any]) -> str | None:
    """BCP 47, as stated first: html lang, meta, front matter, og:locale, JSON-LD, the HTTP header."""
    stated = (
        head.language, head.first("content-language", "dc.language", "language"), head.front.get("lang"),
        head.first("og:locale"), jsonld.get("language"), headers.get("content-language"),
    )  # fmt: skip
    first = next((value for value in stated if value), "")
    tag = first.split(",")[0].strip().replace("_", "-")[:35]
    return tag if tag and tag.replace("-", "").isalnum() else None


def _canonical(document: Document, url: str, head: Head, headers: Mapping[str, str]) -> str | None:
    return _address(document, head.link("canonical")) or _in_header(url, headers, "canonical")


def _in_header(url: str, headers: Mapping[str, str], relation: str) -> str | None:
    """The address that the Link header states for a relation."""
    stated = link_header(headers.get("link", ""))
    return next((urls.absolute(target, url) for target, rels in stated if relation in rels), None)


def _robots(head: Head, headers: Mapping[str, str]) -> str | None:
    """What meta elements and the header say; what is for Google alone in the header's own form."""
    google = (f"googlebot: {value}" for value in head.meta.get("googlebot", ()) if value)
    values = [*head.meta.get("robots", ()), *google, headers.get("x-robots-tag", "")]
    return ", ".join(dict.fromkeys(fold(value.lower()) for value in values if value)) or None
