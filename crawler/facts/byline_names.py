"""What templates call the by-lines and date lines of a post."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, classes
from crawler.markup.mark_names import MarkNames

# Names of by-lines and date lines, as templates spell them in one word: "-" and "_" are passed over.
_NAMES = frozenset(
    {"posted", "byline", "entrymeta", "postmeta", "postmetadata", "postinfo", "meta", "entryfooter",
     "postfooter", "dateline", "date", "dates", "timestamp", "entrydate", "postdate", "entryfooterinfo",
     "dateheader", "published", "itemdate", "dateposted", "metadata", "entryheader", "postheader",
     "postdetails", "entryinfo", "articledate", "postbyline", "serendipitydate", "serendipityentryfooter",
     "daydate", "postinfoco", "postauthor", "credit", "submitted", "entrypublished", "author", "contentinfo",
     "postedon", "articlemeta", "assetmeta", "metawrapper", "itemfooterstyle", "entryinformation",
     "journalentrytag", "lessdate", "underp", "storybyline", "posttail", "textboxlabel", "entrystate",
     "entrydata", "blogmeta", "posthead", "bsmallhead", "weblogbottomline", "postfoot", "postedby", "by",
     "lesscontent", "documentbyline", "articleinfo", "info", "blosxomdateline", "contentitempostedby",
     "contentitemcatagory", "postcopyrightauthor",
     "infos", "signature", "autor", "auteur", "autore", "dateinfo", "createdate", "storyauthor", "itemfooter",
     "postfooterline", "fuss", "foot", "infoauthor", "publish", "blogdate", "blogbyline",
     "postdesc", "cardfooter", "panelfooter",
     "sepublishdate", "journallistdate", "journallistuser", "journallistbottom"}
)  # fmt: skip
# "td-module-meta-info", "single-post-meta-top", "fusion-meta-info-wrapper", "elementor-post-info"
_NAME_PARTS = re.compile(
    r"\.(?:[a-z0-9]+[-_]{1,2})*(?:meta(?:box)?(?:[-_](?:info|data|wrap(?:per)?|inner|line|main|top|bottom|single))*|"
    r"(?:post|entry|article|story|node)[-_]{1,2}(?:info|details|date|submitted)|byline|posted[-_](?:by|on))\Z|"
    r"\.(?:blog|article|story|news|journal|item)(?:post|entry|item)?(?:foot(?:er)?|meta|info|byline|details)\Z"
)
_NOT_OF_POST = re.compile(r"comment|widget|related|author|product|site|image|attachment|sidebar|nav|slide")


def called_lines(document: Document) -> list[str]:
    """The classes of the page that are names of by-lines; PIXNET's is elsewhere a box about the author."""
    named = [mark for mark in _BYLINE_NAMES.on(document) if mark[0] == "."]
    return [*named, ".author-profile"] if document.has("發表在") else named


@lru_cache(maxsize=8192)
def _is_named(mark: str) -> bool:
    """Whether a class is the name of a by-line."""
    if mark[1:].replace("-", "").replace("_", "") in _NAMES:
        return True
    return _NAME_PARTS.match(mark) is not None and _NOT_OF_POST.search(mark) is None


_BYLINE_NAMES = MarkNames(_is_named)


def is_called(node: LexborNode) -> bool:
    """Whether the markup calls an element a by-line."""
    return any(_is_named(f".{name}") for name in classes(node))
