"""WordPress REST: every post of a blog, a hundred a request, with its tags, dates and outgoing links.

Form: https://developer.wordpress.org/rest-api/reference/posts/ (WordPress 4.7 and later).
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from crawler import urls
from crawler.discovery.addresses import number_in, whole_number, with_query
from crawler.discovery.answers import Answer, Lookup
from crawler.discovery.content import date, excerpt, plain, stated_post, text_links
from crawler.markup.json_strings import characters
from crawler.records import Discovered

PER_PAGE = 100
"""Posts a request: the most that WordPress allows."""
_FIELDS = (
    "id,type,link,date_gmt,modified_gmt,title,excerpt,content,ping_status,comment_status,"
    "_links.author,_links.wp:term,_embedded"
)
_SINCE = (4, 7)
"""The first version of WordPress that answers for its posts."""
_VERSION = re.compile(
    rb"<meta\b(?=[^>]{0,300}\bgenerator\b)[^>]{0,300}\bcontent\s*=\s*[\"']?WordPress (\d{1,2})\.(\d{1,2})\b",
    re.I,
)
_HEAD = 20_000
_ROUTE = re.compile(r"wp/v2/(posts|pages)")
_ROOT = re.compile(r"[^?]*?/(?=(?:index\.php/?)?(?:wp-json/|\?(?:.*&)?rest_route=))")
"""What stands before a route: the address of the blog itself."""


def rest_url(root: str) -> str:
    """Address of the first page of posts below a REST root, `/wp-json/` or `?rest_route=/`."""
    joiner = "&" if "?" in root else "?"
    query = f"per_page={PER_PAGE}&_embed=author,wp:term&_fields={_FIELDS}"
    return f"{root.rstrip('/')}/wp/v2/posts{joiner}{query}"


def may_have_rest(body: bytes) -> bool:
    """Whether a home page is of a WordPress that may have REST: not where it states an older version."""
    stated = _VERSION.search(body[:_HEAD])
    return stated is None or (int(stated[1]), int(stated[2])) >= _SINCE


def is_pages(url: str) -> bool:
    """Whether a lookup asks for WordPress pages (not posts)."""
    found = _ROUTE.search(url)
    return bool(found and found[1] == "pages")


def read_rest(
    body: bytes, url: str, headers: Mapping[str, str], *, known: Container[str] = frozenset()
) -> Answer:
    """One answer of REST; `problem` is "html", "broken", "refused" or "repeats" where it is no further page.

    An answer without the totals' headers (some proxies drop them) goes on until a page is not full. `known`:
    identities of the posts that earlier pages named; a page of none but those is the first page again, which
    a cache sends that does not look at the page's number.
    """
    items = _items(body)
    if isinstance(items, str):
        return Answer(way="rest", complete=False, problem=items)
    posts, hidden = _posts(items, url)
    page = number_in(url, "page") or 1
    if page > 1 and posts and all(urls.identity(post.url) in known for post in posts):
        return Answer(way="rest", complete=False, problem="repeats")
    more = _pages_in_all(headers, page, len(items)) > page
    lookups = (Lookup(url=with_query(url, page=str(page + 1)), way="rest", rank=float(page)),) if more else ()
    return Answer(
        way="rest",
        posts=posts,
        hidden=hidden,
        lookups=lookups,
        complete=None if more else True,
        total=whole_number(headers.get("x-wp-total")),
    )


def _items(body: bytes) -> list[dict[str, Any]] | str:
    """The posts of an answer, or the name of what is wrong with it."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<":
        return "html"
    try:
        answer = json.loads(start.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return "broken"
    if not isinstance(answer, list):
        return "refused" if isinstance(answer, dict) and "code" in answer else "broken"
    return [item for item in answer if isinstance(item, dict)]


def _pages_in_all(headers: Mapping[str, str], page: int, items: int) -> int:
    stated = whole_number(headers.get("x-wp-totalpages"))
    if stated is None:
        return page + 1 if items >= PER_PAGE else page
    return stated if items else page


def _posts(items: list[dict[str, Any]], base: str) -> tuple[tuple[Discovered, ...], tuple[str, ...]]:
    """Readable posts, and the addresses of those behind a password."""
    posts, hidden = [], []
    root = _ROOT.match(base)
    for item in items:
        link = _text(item.get("link"))
        address = urls.absolute(link, base) if link else None
        if address is None:
            continue
        if _protected(item):
            hidden.append(address)
        else:
            posts.append(_post(item, address, _short(root[0], item) if root else None))
    return tuple(posts), tuple(hidden)


def _protected(item: dict[str, Any]) -> bool:
    return any(
        isinstance(part := item.get(name), dict) and part.get("protected") for name in ("content", "excerpt")
    )


def _short(root: str, item: dict[str, Any]) -> str | None:
    """The address by number under which WordPress knows a post whatever its address is."""
    number, kind = item.get("id"), item.get("type")
    return f"{root}?p={number}" if isinstance(number, int) and kind == "post" else None


def _post(item: dict[str, Any], address: str, shortlink: str | None) -> Discovered:
    modified = date(_text(item.get("modified_gmt")), utc=True)
    tags, categories = _terms(item)
    post = stated_post(
        "rest",
        title=plain(_rendered(item, "title")),
        author=_author(item),
        published=date(_text(item.get("date_gmt")), utc=True),
        modified=modified,
        tags=tags,
        categories=categories,
        excerpt=excerpt(_rendered(item, "excerpt")),
    )
    return Discovered(
        url=address,
        way="rest",
        type="page" if item.get("type") == "page" else "post",
        post=replace(post, platform="wordpress"),  # which the interface itself says, so it has no origin
        accepts=_accepts(item),
        modified=modified,
        links=text_links(_rendered(item, "content"), address),
        shortlink=shortlink,
    )


def _accepts(item: dict[str, Any]) -> str | None:
    status = item.get("ping_status")
    return status if status in ("open", "closed") else None


def _author(item: dict[str, Any]) -> str | None:
    people = _embedded(item, "author")
    name = people[0].get("name") if people and isinstance(people[0], dict) else None
    return plain(_text(name))


def _terms(item: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags and categories together, and the categories alone, as the author wrote them."""
    names: dict[str, None] = {}
    categories: dict[str, None] = {}
    for group in _embedded(item, "wp:term"):
        for term in group if isinstance(group, list) else ():
            if isinstance(term, dict) and (name := plain(_text(term.get("name")))):
                names[name] = None
                if term.get("taxonomy") == "category":
                    categories[name] = None
    return tuple(names), tuple(categories)


def _embedded(item: dict[str, Any], name: str) -> list[Any]:
    embedded = item.get("_embedded")
    found = embedded.get(name) if isinstance(embedded, dict) else None
    return found if isinstance(found, list) else []


def _rendered(item: dict[str, Any], name: str) -> str:
    part = item.get(name)
    return _text(part.get("rendered")) if isinstance(part, dict) else ""


def _text(value: object) -> str:
    return characters(value) if isinstance(value, str) else ""
