"""The type of an entry as its classes state it: WordPress's `comment_class()`, its themes, and Typecho."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.lists.entries import Entry
from crawler.lists.record_part import NO_PAGE
from crawler.markup.document import attribute, classes, text_of
from crawler.records import Kind
from crawler.words.labels import kind_of_name

# What themes write themselves on an entry that is numbered as a comment.
OWN_TYPES = frozenset(
    {"ping", "altping", "pingcomment", "ping-comment", "comment-ping", "pingback-comment", "comment-pingback",
     "trackback-comment", "comment-trackback", "type-pingback", "type-trackback", "is-pingback",
     "is-trackback"}
)  # fmt: skip
_TYPED_ID = re.compile(r"(pingback|trackback)-\d+")
_OF_TYPECHO = frozenset({"comment-parent", "comment-child"})
_KINDS = {"pingback": Kind.PINGBACK, "trackback": Kind.TRACKBACK, "webmention": Kind.WEBMENTION}
_SUBTYPES = {
    "mention": "mention", "like": "like", "repost": "repost", "bookmark": "bookmark", "favorite": "like",
    "rsvp": "rsvp", "reply": "reply",
}  # fmt: skip
# What comment_class() prints beside the type.
_COMPANIONS = frozenset(
    {"even", "odd", "alt", "thread-even", "thread-odd", "thread-alt", "byuser", "bypostauthor"}
    | {f"depth-{n}" for n in range(1, 11)}
)
COMMENT_ID = re.compile(r"(?:li-|div-)?comment-\d+", re.I)
_LISTS = frozenset(
    {"commentlist", "comment-list", "comments-list", "comment_list", "wp-block-comment-template", "pinglist",
     "ping-list", "pings-list", "pings", "pingbacks", "trackbacks", "trackbacklist", "trackback-list",
     "pingback-list", "pinglists", "pingslist", "comments", "children", "social-commentlist"}
)  # fmt: skip
_OF_COMMENTS = frozenset(
    {"commentlist", "comment-list", "comments-list", "comment_list", "comments_list", "social-commentlist"}
)
_MOST_LINKS = 4
_TAGS = frozenset({"li", "article", "div", "section", "dt", "dd", "tr"})
_ALTERNATING = frozenset({"trackback", "even", "odd"})
# Typo and Movable Type print `li.trackback` as well.
_TYPO_ID = re.compile(r"(?:trackback|ping)-\d")


def believed_kind(entry: Entry, kinds: dict[int, tuple[Kind, str | None]]) -> tuple[Kind, str | None]:
    """The kind that `comment_class()` gives: themes write "pingback" around both, and its classes within."""
    if classes(entry.node) & _COMPANIONS:
        return kinds[entry.start]
    inner = (node for node in entry.elements[1:] if classes(node) & _COMPANIONS)
    return next((kind for node in inner if (kind := kind_by_class(node))), kinds[entry.start])


def kind_by_class(node: LexborNode) -> tuple[Kind, str | None] | None:
    """Kind and subtype of an entry by its classes; None where the element is no entry of a comment list."""
    names = classes(node)
    if (typed := _TYPED_ID.fullmatch(attribute(node, "id"))) and not names.isdisjoint(_OF_TYPECHO):
        return Kind(typed[1]), None
    if node.tag not in _TAGS:
        return None
    kind = next((kind for name, kind in _KINDS.items() if name in names), None)
    if "h-cite" in names and _tells_more(node, names, kind):
        return None
    sure = is_typed_comment(node)
    if node.tag == "div" and kind is Kind.TRACKBACK and names <= _ALTERNATING:
        return None  # other software alternates its blocks so; comment_class() prints a depth as well
    if _TYPO_ID.match(attribute(node, "id")) and node.css_first(".comment-author") is None:
        return None
    if kind in (Kind.PINGBACK, Kind.TRACKBACK):
        return (kind, None) if sure or "post" in names or _in_list(node) else None
    if kind is None and not names.isdisjoint(OWN_TYPES):
        return _called(node, names)
    subtype = next((value for name, value in _SUBTYPES.items() if name in names), None)
    threaded = any(name.startswith(("depth-", "thread-")) for name in names)
    if not sure or not (threaded or COMMENT_ID.fullmatch(attribute(node, "id").strip())):
        return None  # "bookmark odd" is any list's
    if kind is None and (subtype is None or "comment" in names):
        return None
    return Kind.WEBMENTION, subtype


def _tells_more(node: LexborNode, names: frozenset[str], kind: Kind | None) -> bool:
    """Whether the microformats of an entry say more than its classes: whose page it is, and what mention."""
    if kind in (Kind.PINGBACK, Kind.TRACKBACK):
        return False
    # The webmention plugin shows reactions by faces, some with a link to the page behind the author's card.
    if "avatar-only" in names and _links_beside_card(node):
        return False
    return kind is None or node.css_first(".u-url, .p-author") is not None


def _links_beside_card(node: LexborNode) -> bool:
    return len(node.css("a.u-url[href]")) > len(node.css(".h-card a.u-url[href]"))


def is_typed_comment(node: LexborNode) -> bool:
    """Whether an entry has a class that `comment_class()` prints beside the type, or a comment's number."""
    return bool(classes(node) & _COMPANIONS) or bool(COMMENT_ID.fullmatch(attribute(node, "id").strip()))


def _called(node: LexborNode, names: frozenset[str]) -> tuple[Kind, None] | None:
    """The kind by a theme's own name for it, of an item that is numbered as a comment."""
    if node.tag != "li" or not COMMENT_ID.fullmatch(attribute(node, "id").strip()):
        return None
    own = " ".join(names & OWN_TYPES)
    if node.parent is not None and not any(name in own for name in _KINDS):
        # A list of one kind: `ul#trackbacks > li.ping`.
        own = " ".join({*classes(node.parent), attribute(node.parent, "id").lower()} & _LISTS)
    return next((kind for name, kind in _KINDS.items() if name in own), Kind.UNKNOWN), None


def _in_list(node: LexborNode) -> bool:
    """Whether a bare class stands where comments do: in a list of pings by its name, in a list of comments by
    its name or theirs, or in any list with a link of an author."""
    parent = node.parent
    if parent is None or node.tag != "li":
        return False
    named = classes(parent) | {attribute(parent, "id").lower()}
    if any("trackback" in name or "pingback" in name for name in named):
        # Parts called a trackback's are of other software, whose link is not as WordPress makes it.
        foreign = node.css_first("[class^=trackback-]") is not None and node.css_first("a.url") is None
        return node.css_first("a[href]") is not None and not foreign
    if node.css_first("a[rel~=nofollow], a[rel~=external], a.url") is not None:
        return True
    return (not named.isdisjoint(_OF_COMMENTS) or any(map(is_typed_comment, parent.iter()))) and any(
        _may_cite(link) for link in node.css("a[href]")[:_MOST_LINKS]
    )


def _may_cite(link: LexborNode) -> bool:
    """Whether a link is more than the word for linkbacks, and leads away, and to no ping URL."""
    href = attribute(link, "href")
    said = text_of(link)
    return bool(said) and kind_of_name(said) is None and "//" in href and not NO_PAGE.search(href)
