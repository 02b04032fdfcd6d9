"""What the numbers of the page count: for each such column the rows that a click on its number opens.

A row of the page carries its marks as words (`data-m`), and the numbers of its post, blog, site, topics and
month. A number opens the rows that belong to its own row and carry every mark of its column, so the list is
what was counted and nothing else. The page's script selects by the same words; see `templates/page.js`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.formats import missing


@dataclass(frozen=True, slots=True)
class Counted:
    """What a column counts: rows of the tables `rows` that carry all of `marks`.

    `per` names what is counted once among them: "site" (of the source), "post" or "blog" (that lists it);
    "listed" adds up the rows of the listings; "" counts each row. "reader" is no count: the listings that
    lead readers to a post, and those that lead them away from it.
    """

    rows: tuple[str, ...]
    marks: tuple[str, ...] = ()
    per: str = ""


def _linkbacks(*marks: str, per: str = "") -> Counted:
    return Counted(("linkbacks",), marks, per)


def _posts(*marks: str) -> Counted:
    return Counted(("posts",), marks)


_RAW_AND_CLEAN = {
    "listed": _linkbacks("now", per="listed"),
    "linkbacks": _linkbacks("now"),
    "self": _linkbacks("now", "self"),
    "spam": _linkbacks("now", "spam"),
    "clean": _linkbacks("clean"),
    "referring_sites": _linkbacks("voice", per="site"),
}

COUNTED: dict[str, dict[str, Counted]] = {
    "posts": {
        **_RAW_AND_CLEAN,
        "trackbacks": _linkbacks("now", "trackback"),
        "pingbacks": _linkbacks("now", "pingback"),
        "webmentions": _linkbacks("now", "webmention"),
        "unknown": _linkbacks("now", "unknown"),
        "reactions": _linkbacks("now", "reaction"),
        "verified": _linkbacks("now", "verified"),
        "verified_exact": _linkbacks("now", "exact"),
        "removed": _linkbacks("now", "removed"),
        "unreachable": _linkbacks("now", "unreachable"),
        "reach_by_listings": _linkbacks("now", per="reader"),
    },
    "blogs": {
        **_RAW_AND_CLEAN,
        "referring_sites_180d": _linkbacks("voice", "recent", per="site"),
        "posts_known": _posts("there"),
        "posts_fetched": _posts("there", "read"),
        "posts_inferred": _posts("there", "inferred"),
        "posts_with_listing": _posts("there", "listing"),
        "posts_accepting": _posts("there", "accepting"),
        "old_open": _posts("there", "old_open"),
        "old_open_spam": _linkbacks("now", "spam", "old_open"),
    },
    "sites": {
        "linkbacks": _linkbacks("now"),
        "clean": _linkbacks("clean"),
        "spam": _linkbacks("now", "spam"),
        "posts": _linkbacks("now", per="post"),
        "blogs": _linkbacks("now", per="blog"),
    },
    "topics": {
        "posts": _posts("there"),
        "votes": _linkbacks("voice", per="site"),
        "recent_votes": _linkbacks("voice", "recent", per="site"),
    },
    "months": {"linkbacks": _linkbacks("now"), "clean": _linkbacks("clean")},
    "runs": {
        "new": _linkbacks("now"),
        "new_clean": _linkbacks("clean"),
        "new_spam": _linkbacks("now", "spam"),
        "lost": _linkbacks("gone"),
        "closed": _posts("there", "shut"),
    },
    "edges": {"weight": Counted(("linkbacks", "references", "unlooked"), ("voice",))},
}
"""By table and column. `edges` is the list of references between blogs; `unlooked` are references that stand
in no table of the page, for nobody can tell whether they are listed."""


def linkback_marks(record: dict[str, Any]) -> list[str]:
    """Words for what a linkback is, a row of the table with `voice` as `analysis.counts.voices` tells it, and
    `old_open` of the post."""
    now = not _is(record["gone"])
    flags = {"now": now, "gone": not now, "clean": now and _is(record["clean"]), "voice": record["voice"]}
    flags |= {"exact": _is(record["verified_exact"])}
    flags |= {name: _is(record[name]) for name in ("self", "spam", "reaction", "recent", "old_open")}
    named = [] if missing(record["verdict"]) else [str(record["verdict"])]
    return [*(name for name, on in flags.items() if on), *_kinds(record["kinds"]), *named]


def post_marks(record: dict[str, Any]) -> list[str]:
    """Words for what a post is: still there, how it is known, listing something, accepting linkbacks, though
    it is old, or no more."""
    flags = {
        "there": not _is(record["gone"]),
        "listing": record["linkbacks"] > 0,
        "accepting": record["accepts"] == "open",
        "old_open": _is(record["old_open"]),
        "shut": not missing(record["closed_run"]),
    }
    return [*(name for name, on in flags.items() if on), *([record["reading"]] if record["reading"] else [])]


def reference_marks(record: dict[str, Any]) -> list[str]:
    """`voice` where a reference is clean."""
    return ["voice"] if _is(record["clean"]) else []


def _kinds(text: Any) -> list[str]:
    return [] if missing(text) else str(text).split("+")


def _is(found: Any) -> bool:
    return not missing(found) and bool(found)
