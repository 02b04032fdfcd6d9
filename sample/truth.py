"""The truth of the sample network, counted by plain loops: what a right crawl and report show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from sample.network import SampleBlog

REACTIONS = frozenset({"like", "repost"})


@dataclass(frozen=True, slots=True)
class Truth:
    """`rows` are all listed entries as (post, source, kind); the dictionaries are by post URL."""

    posts: frozenset[str]
    rows: tuple[tuple[str, str | None, str], ...]
    listed: dict[str, int]
    linkbacks: dict[str, int]
    own: dict[str, int]
    referring_hosts: dict[str, frozenset[str]]


def truth_of(network: tuple[SampleBlog, ...]) -> Truth:
    """Count everything once, the plain way. `referring_hosts` leave out own, junk and mere reactions."""
    posts = [p for b in network for p in b.posts]
    return Truth(
        posts=frozenset(p.url for p in posts),
        rows=tuple(sorted((p.url, k.source, k.kind) for p in posts for k in p.linkbacks)),
        listed={p.url: len(p.linkbacks) for p in posts},
        linkbacks={p.url: len({k.source for k in p.linkbacks}) for p in posts},
        own={p.url: len({k.source for k in p.linkbacks if _host(k.source) == _host(p.url)}) for p in posts},
        referring_hosts={
            p.url: frozenset(
                _host(k.source)
                for k in p.linkbacks
                if k.origin not in ("spam", "self") and k.subtype not in REACTIONS
            )
            for p in posts
        },
    )


def differences(network: tuple[SampleBlog, ...], rows: Counter[tuple[str, str | None, str]]) -> list[str]:
    """How harvested rows (post, source, kind) differ from the truth, a line each; empty when equal."""
    wanted = Counter(truth_of(network).rows)
    missing = [f"missing: {row}" for row in sorted((wanted - rows).elements(), key=str)]
    return missing + [f"not there: {row}" for row in sorted((rows - wanted).elements(), key=str)]


def _host(url: str | None) -> str:
    return urlsplit(url or "").netloc
