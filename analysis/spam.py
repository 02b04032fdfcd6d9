"""How likely a linkback is spam: a sum of named reasons, each with its evidence.

All reasons but the last two need nothing but the listing. No single soft reason reaches the usual threshold
of 0.5: two must meet, or one hard one (a sender without a name, a generator's own words, a stuffed excerpt).
"""

from __future__ import annotations

import ipaddress
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from analysis.near_duplicates import copies
from analysis.terms import content_words
from crawler.urls import host


class Choices(Protocol):
    """What of the options concerns spam."""

    @property
    def allow(self) -> tuple[str, ...]: ...
    @property
    def deny(self) -> tuple[str, ...]: ...


WEIGHTS = {
    "denied": 1.0,
    "ip_address": 0.5,
    "generator_wording": 0.6,
    "link_stuffed": 0.5,
    "spam_words": 0.5,
    "spam_word": 0.25,
    "copied_text": 0.3,
    "no_shared_terms": 0.25,
    "many_unrelated_posts": 0.3,
    "burst": 0.25,
    "no_link_back": 0.3,
    "unreachable": 0.1,
}
"""The weight of each reason; the score is their sum, at most 1."""

MANY_POSTS, UNRELATED = 5, 0.5
"""A source site that pings so many posts, over half of them without a shared term."""
BURST = 8
"""So many linkbacks of one source site on one day."""

_READ = (
    *("target_page", "source_url", "source_site", "title", "site", "excerpt", "verdict", "self", "gone"),
    *("day", "dated", "dated_by"),
)
_LINKS = tuple(re.compile(form, re.I) for form in (r"<a\s", r"\[url[=\]]", r"https?://"))
_SPAM_WORDS = re.compile(
    r"\b(viagra|cialis|levitra|xanax|phentermine|tramadol|ambien|casinos?|poker|blackjack|roulette"
    r"|payday loans?|cash advance|porno?|xxx|escorts?|replica (?:watches|handbags?)|rolex"
    r"|louis vuitton outlet|ugg boots|refinanc\w+|mortgage rates?|weight loss pills?"
    r"|essay writing service|seo services?|backlinks?|buy cheap|online pharmacy|sports? betting"
    r"|forex signals?)\b",
    re.I,
)
_GENERATORS = re.compile(
    r"(?:read|find|there you (?:will|can) find|here you (?:will|can) find|more)[^.!?]{0,40}"
    r"\binfo(?:rmations?|s)?\b[^.!?]{0,20}\b(?:to|on|about) (?:that|this) topic"
    r"|\bfind more (?:here )?(?:on|to) (?:that|this) topic"
    r"|\bread more (?:on to|here on) (?:that|this) topic"
    r"|(?:great|nice|interesting|wonderful|excellent) (?:post|article|blog|site)[,.!]* "
    r"(?:i (?:really )?(?:enjoyed|loved)|keep (?:up|it)|thanks? for sharing|i will (?:bookmark|be back))"
    r"|i (?:have )?(?:just )?(?:bookmarked|stumbled (?:up)?on) (?:your|this) (?:blog|site|page)"
    r"[^.]{0,40}(?:great|nice)"
    r"|\bthis was a great (?:read|post),? thanks|\btrackback from your (?:web)?site",
    re.I,
)


def scores(
    pairs: pd.DataFrame, subjects: Mapping[int, set[str]], options: Choices
) -> tuple[list[float], list[str]]:
    """Score (0-1) and reasons of each linkback, in the order of `pairs`; 0 and "" for rows that are gone.

    `subjects` are the content words of each target page. Reasons read "name: evidence", joined by "; ".
    """
    columns = (pairs[name].tolist() for name in _READ)
    rows = [dict(zip(_READ, values, strict=True)) for values in zip(*columns, strict=True)]
    unshared = [_shares_nothing(row, subjects.get(row["target_page"], set())) for row in rows]
    crowd = _crowd(rows, unshared)
    found = [list(_reasons(row, apart, crowd)) for row, apart in zip(rows, unshared, strict=True)]
    for place, other in copies([_text(row) for row in rows], [row["source_site"] for row in rows]).items():
        found[place].append(("copied_text", other))
    judged = [_judged(row, reasons, options) for row, reasons in zip(rows, found, strict=True)]
    return [score for score, _ in judged], [text for _, text in judged]


def _judged(row: Mapping[str, Any], reasons: list[tuple[str, str]], options: Choices) -> tuple[float, str]:
    url = row["source_url"]
    if row["gone"] or any(covers(rule, url) for rule in options.allow):
        return 0.0, "" if row["gone"] else "allowed: by the user's list"
    denied = next((rule for rule in options.deny if covers(rule, url)), None)
    reasons = reasons + ([("denied", denied)] if denied else [])
    text = "; ".join(f"{name}: {evidence}" for name, evidence in reasons)
    return min(1.0, round(sum(WEIGHTS[name] for name, _ in reasons), 4)), text


def covers(rule: str, url: str) -> bool:
    """Whether a list's entry (a site, a host, or a URL from its scheme or host on) covers a URL."""
    address = url.split("://", 1)[-1].lower()
    wanted = rule.strip().split("://", 1)[-1].lower().rstrip("/")
    if not wanted or not address:
        return False
    name = host(url)
    if "/" in wanted:
        return address == wanted or address.startswith((wanted + "/", wanted + "?", wanted + "#"))
    return name == wanted or name.endswith("." + wanted)


def _reasons(row: Mapping[str, Any], apart: bool, crowd: _Crowd) -> Iterator[tuple[str, str]]:
    if _is_address(row["source_site"]):
        yield "ip_address", row["source_site"]
    yield from _wording(row)
    if row["verdict"] == "removed":
        yield "no_link_back", "the source was fetched and does not link here"
    if row["verdict"] == "unreachable":
        yield "unreachable", "the source could not be fetched"
    if row["self"]:
        return
    if apart:
        yield "no_shared_terms", "title and excerpt share no term with the post"
    yield from crowd.reasons(row)


def _wording(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    excerpt, everything = row["excerpt"], " ".join((row["title"], row["site"], row["excerpt"]))
    links = max(len(form.findall(excerpt)) for form in _LINKS)
    if links >= 2:
        yield "link_stuffed", f"{links} links in the excerpt"
    if match := _GENERATORS.search(everything):
        yield "generator_wording", f'"{match[0][:60]}"'
    found = sorted(
        {word.lower() for word in _SPAM_WORDS.findall(f"{everything} {_spoken(row['source_url'])}")}
    )
    if found:
        yield ("spam_words" if len(found) > 1 else "spam_word"), ", ".join(found)


def _spoken(url: str) -> str:
    return re.sub(r"[^a-z]+", " ", url.lower())


class _Crowd:
    """What only the whole of the linkbacks shows: senders of many unrelated ones, and bursts."""

    def __init__(self) -> None:
        self.posts: dict[str, set[int]] = defaultdict(set)
        self.apart: dict[str, set[int]] = defaultdict(set)
        self.days: Counter[tuple[str, int]] = Counter()

    def reasons(self, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        site, day = row["source_site"], int(row["day"])
        posts, apart = len(self.posts[site]), len(self.apart[site])
        if posts >= MANY_POSTS and apart > UNRELATED * posts:
            yield "many_unrelated_posts", f"{site} pinged {posts} posts, {apart} without a shared term"
        if self.days[site, day] >= BURST:
            yield "burst", f"{self.days[site, day]} from {site} on {row['dated']}"


def _crowd(rows: Sequence[Mapping[str, Any]], unshared: Sequence[bool]) -> _Crowd:
    crowd = _Crowd()
    for row, apart in zip(rows, unshared, strict=True):
        site = row["source_site"]
        if row["gone"] or row["self"] or not site:
            continue
        crowd.posts[site].add(row["target_page"])
        # A first sight is the crawler's doing, not the sender's: all of an old blog is seen on one day.
        crowd.days[site, int(row["day"])] += row["dated_by"] == "listing"
        if apart:
            crowd.apart[site].add(row["target_page"])
    return crowd


def _shares_nothing(row: Mapping[str, Any], subject: set[str]) -> bool:
    """Whether both sides say enough, and nothing in common."""
    said = content_words(_text(row))
    return len(said) >= 4 and len(subject) >= 2 and not said & subject


def _text(row: Mapping[str, Any]) -> str:
    return f"{row['title']} {row['excerpt']}"


def _is_address(site: str) -> bool:
    name = site[1:].split("]")[0] if site.startswith("[") else site.split(":")[0]
    try:
        return ipaddress.ip_address(name) is not None
    except ValueError:
        return False
