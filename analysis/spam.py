"""How likely a linkback is spam: a sum of named reasons, each with its evidence.

A clean linkback that is called spam costs more trust than a junk one that slips through. So no soft reason
reaches the usual threshold of 0.5 alone, nor do the two that rest on the same thing (texts without a common
term), nor these with a source that is merely dead; and a source that is seen to link gets no soft reason.
"""

from __future__ import annotations

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import NamedTuple, Protocol

import pandas as pd

from analysis.near_duplicates import copies, repeats
from analysis.spam_lists import SpamList
from analysis.spam_wording import generator_phrase, goods, goods_in_host
from analysis.terms import NOTHING, Said, said_by, words


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
    "spam_host": 0.25,
    "home_page": 0.25,
    "copied_text": 0.25,
    "no_shared_terms": 0.2,
    "many_unrelated_posts": 0.15,
    "burst": 0.25,
    "no_link_back": 0.25,
    "unreachable": 0.1,
}
"""The weight of each reason; the score is their sum, at most 1."""

MANY_POSTS, UNRELATED = 5, 0.5
"""A source site that pings so many posts, over half of them without a shared term."""
BURST = 8
"""So many pages of one source site on one day."""


class _Row(NamedTuple):
    """What is asked of one linkback."""

    target_page: int
    source_page: int
    source_url: str
    source_site: str
    source_blog_id: int
    title: str
    site: str
    excerpt: str
    verdict: str
    answer: str
    self: bool
    gone: bool
    vouched: bool
    webmention: bool
    source_language: str
    target_language: str
    dated: str
    dated_by: str


_LINKS = tuple(re.compile(form, re.I) for form in (r"<a\s", r"\[url[=\]]", r"https?://"))


def scores(
    pairs: pd.DataFrame, subjects: Mapping[int, Said], summaries: Mapping[int, str], options: Choices
) -> tuple[list[float], list[str]]:
    """Score (0-1) and reasons of each linkback, in the order of `pairs`; 0 and "" for rows that are gone.

    `subjects` are the texts of each target page that say what it is about, `summaries` the posts' own.
    Reasons read "name: evidence", joined by "; ".
    """
    columns = (pairs[name].tolist() for name in _Row._fields)
    rows = list(map(_Row._make, zip(*columns, strict=True)))
    titles, spoken = _words(rows)
    unshared = [
        _shares_nothing(row, said, subjects.get(row.target_page, NOTHING))
        for row, said in zip(rows, spoken, strict=True)
    ]
    crowd = _crowd(rows, unshared)
    found = [
        list(_reasons(row, subjects.get(row.target_page, NOTHING).terms, apart, crowd))
        for row, apart in zip(rows, unshared, strict=True)
    ]
    copied = copies(spoken, [row.source_site for row in rows]) | _of_the_post(rows, titles, spoken, summaries)
    for place, original in copied.items():
        found[place].append(("copied_text", original))
    allow, deny = SpamList(options.allow), SpamList(options.deny)
    judged = [_judged(row, reasons, allow, deny) for row, reasons in zip(rows, found, strict=True)]
    return [score for score, _ in judged], [text for _, text in judged]


def _words(rows: Sequence[_Row]) -> tuple[list[int], list[list[str]]]:
    """Of each linkback that soft reasons apply to: how many words its title has, and those of title and
    excerpt."""
    titles: list[int] = []
    spoken: list[list[str]] = []
    for row in rows:
        title, excerpt = (words(row.title), words(row.excerpt)) if _is_stranger(row) else ([], [])
        titles.append(len(title))
        # Linkbacks say the same words: each of these is kept once.
        spoken.append(list(map(intern, title + excerpt)))
    return titles, spoken


def _of_the_post(
    rows: Sequence[_Row], titles: Sequence[int], spoken: Sequence[list[str]], summaries: Mapping[int, str]
) -> dict[int, str]:
    """For the place of each linkback whose excerpt is the post's own summary: a phrase that says so."""
    own: dict[int, list[str]] = {}
    found: dict[int, str] = {}
    for place, (row, begin) in enumerate(zip(rows, titles, strict=True)):
        if row.target_page not in own:
            own[row.target_page] = words(summaries.get(row.target_page, ""))
        if repeats(spoken[place][begin:], own[row.target_page]):
            found[place] = "nearly the post's own text"
    return found


def _judged(row: _Row, reasons: list[tuple[str, str]], allow: SpamList, deny: SpamList) -> tuple[float, str]:
    if row.gone or any(allow.covering(row.source_url)):
        return 0.0, "" if row.gone else "allowed: by the user's list"
    denied = next(deny.covering(row.source_url), None)
    reasons = reasons + ([("denied", denied)] if denied else [])
    text = "; ".join(f"{name}: {evidence}" for name, evidence in reasons)
    return min(1.0, round(sum(WEIGHTS[name] for name, _ in reasons), 4)), text


def _reasons(row: _Row, subject: frozenset[str], apart: bool, crowd: _Crowd) -> Iterator[tuple[str, str]]:
    if _is_address(row.source_site):
        yield "ip_address", row.source_site
    yield from _wording(row, subject)
    # A page that is gone says nothing of what it was.
    if row.verdict == "removed" and row.answer == "200":
        yield "no_link_back", "the source was fetched and does not link here"
    if row.verdict == "unreachable":
        yield "unreachable", "the source could not be fetched"
    if not _is_stranger(row):
        return
    if _is_home_page(row):
        yield "home_page", "the source is the home page of its site, not a page of it"
    if apart:
        yield "no_shared_terms", "title and excerpt share no term with the post"
    yield from crowd.reasons(row)


def _is_stranger(row: _Row) -> bool:
    """Whether soft reasons apply: not to the post's own site, nor to a page that was seen to cite it."""
    return bool(row.source_site) and not (row.gone or row.self or row.vouched)


def _is_home_page(row: _Row) -> bool:
    # Listings of webmentions often name the author's home page where they know no address of the mention.
    if row.webmention or row.source_blog_id >= 0:
        return False
    return not str(row.source_url).split("://", 1)[-1].partition("/")[2].strip("/")


def _wording(row: _Row, subject: frozenset[str]) -> Iterator[tuple[str, str]]:
    excerpt, everything = row.excerpt, " ".join((row.title, row.site, row.excerpt))
    links = max(len(form.findall(excerpt)) for form in _LINKS) if excerpt else 0
    if links >= 2:
        yield "link_stuffed", f"{links} links in the excerpt"
    if phrase := generator_phrase(everything):
        yield "generator_wording", f'"{phrase}"'
    if found := goods(everything, row.source_url, subject):
        yield ("spam_words" if len(found) > 1 else "spam_word"), ", ".join(found)
    if name := goods_in_host(row.source_url, subject):
        yield "spam_host", f'its name says "{name}"'


class _Crowd:
    """What only the whole of the linkbacks shows: senders of many unrelated ones, and bursts."""

    def __init__(self) -> None:
        self.posts: dict[str, set[int]] = defaultdict(set)
        self.apart: dict[str, set[int]] = defaultdict(set)
        self.days: dict[tuple[str, str], set[int]] = defaultdict(set)

    def reasons(self, row: _Row) -> Iterator[tuple[str, str]]:
        site, day = row.source_site, row.dated
        posts, apart = len(self.posts[site]), len(self.apart[site])
        if posts >= MANY_POSTS and apart > UNRELATED * posts:
            yield "many_unrelated_posts", f"{site} pinged {posts} posts, {apart} without a shared term"
        if row.dated_by == "listing" and len(self.days[site, day]) >= BURST:
            yield "burst", f"{len(self.days[site, day])} pages of {site} on {day}"


def _crowd(rows: Sequence[_Row], unshared: Sequence[bool]) -> _Crowd:
    crowd = _Crowd()
    for row, apart in zip(rows, unshared, strict=True):
        site = row.source_site
        if not _is_stranger(row):
            continue
        crowd.posts[site].add(row.target_page)
        # A first sight is the crawler's doing, not the sender's: all of an old blog is seen on one day. Pages
        # are counted, because one page that looks back on a year cites many posts at once.
        if row.dated_by == "listing":
            crowd.days[site, row.dated].add(row.source_page)
        if apart:
            crowd.apart[site].add(row.target_page)
    return crowd


def _shares_nothing(row: _Row, spoken: Sequence[str], subject: Said) -> bool:
    """Whether both sides say enough, in what may be one language, and nothing in common."""
    tongues = row.source_language, row.target_language
    if all(tongues) and tongues[0] != tongues[1]:
        return False
    said = said_by(spoken)
    if len(said.terms) < 4 or len(subject.terms) < 2 or said.script != subject.script:
        return False
    return not said.terms & subject.terms


@lru_cache(maxsize=20_000)
def _is_address(site: str) -> bool:
    name = site[1:].split("]")[0] if site.startswith("[") else site.split(":")[0]
    try:
        return ipaddress.ip_address(name) is not None
    except ValueError:
        return False
