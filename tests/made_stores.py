"""Random stores, written from a seed, and what they say in plain words: for counting it all a second time."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from made_network import DAY, START, Network

TAGS = ("apples", "boats", "maps", "trains")
SPAM_HOST = "192.0.2.9"
_ANSWERS = {200: "removed", 404: "unreachable", 410: "removed", 503: "unreachable"}


@dataclass
class Told:
    """What was written: posts by address, entries of listings (post, source, facts), verdicts by pair and
    run, links between posts. `today` is the last day of the crawl."""

    network: Network
    runs: int
    today: date
    began: dict[int, date]
    blogs: dict[str, int] = field(default_factory=dict)
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    entries: list[tuple[str, str | None, dict[str, Any]]] = field(default_factory=list)
    verdicts: dict[tuple[str | None, str], dict[int, tuple[str, int]]] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)


def told(seed: int) -> Told:
    """A store of up to three runs and four blogs."""
    random_, network = random.Random(seed), Network()
    runs = random_.randint(1, 3)
    for run in range(1, runs + 1):
        network.run(run)
    began = {run: _day(START + (run - 1) * 30 * DAY) for run in range(1, runs + 1)}
    made = Told(network, runs, began[runs], began)
    for number in range(random_.randint(1, 4)):
        home, first = f"https://b{number}.example/", random_.randint(1, runs)
        made.blogs[network.blog(home, first_run=first, last_run=runs)] = first
        for place in range(random_.randint(0, 8)):
            _add_post(made, random_, home, f"{home}p/{place}/")
    for post in [url for url, facts in made.posts.items() if facts["reading"] == "read"]:
        for _ in range(random_.randint(0, 6)):
            _add_entry(made, random_, post)
        for target in random_.sample(sorted(made.posts), min(2, len(made.posts))):
            if target != post:
                network.link(post, target, last_run=runs)
                made.links.add((post, target))
    _add_verdicts(made, random_)
    return made


def _day(seconds: int) -> date:
    return date(1970, 1, 1) + timedelta(seconds // DAY)


def _date(made: Told, random_: random.Random, ago: int) -> str | None:
    """A day up to so many days ago, or a few days to come; now and then none."""
    return random_.choice((None, *[str(made.today - timedelta(random_.randint(-4, ago))) for _ in range(4)]))


def _add_post(made: Told, random_: random.Random, home: str, url: str) -> None:
    first = random_.randint(made.blogs[home], made.runs)
    read = random_.randint(first, made.runs)
    facts: dict[str, Any] = {
        "published": _date(made, random_, 500),
        "accepts": random_.choice(("open", "closed", None)),
        "reading": random_.choice(("read", "read", "read", "inferred", "unread")),
        "first_run": first,
        "first_read": read,
        "fetched": START + (read - 1) * 30 * DAY,
        "gone_run": made.runs if made.runs > 1 and random_.random() < 0.1 else None,
        "closed_run": random_.choice((None, None, made.runs)),
        "announced": random_.choice((None, 1, 2)),
    }
    tags = random_.sample(TAGS, random_.randint(0, 3))
    made.network.post(home, url, tags=tags, **facts, status=404 if facts["gone_run"] else 200)
    made.posts[url] = {**facts, "tags": tags, "blog": home}


def _add_entry(made: Told, random_: random.Random, post: str) -> None:
    pages = [f"https://s{random_.randint(0, 3)}.example/{n}" for n in range(4)]
    spam = f"http://{SPAM_HOST}/{random_.randint(0, 3)}"
    source = random_.choice((*pages, *random_.sample(sorted(made.posts), 1), spam, None))
    first = random_.randint(made.posts[post]["first_read"], made.runs)
    facts = {
        "kind": random_.choice(("trackback", "pingback", "webmention", "unknown")),
        "published": _date(made, random_, 500),
        "first_run": first,
        "last_run": made.runs,
        "first_seen": START + (first - 1) * 30 * DAY,
        "gone_run": made.runs if first < made.runs and random_.random() < 0.2 else None,
        "subtype": random_.choice((None, "mention", "like")),
        "title": "" if source else random_.choice(("One", "Two")),
    }
    same = [e for p, s, e in made.entries if (p, s, e["kind"]) == (post, source, facts["kind"])]
    made.network.linkback(post, source, repeat=len(same), **facts)
    made.entries.append((post, source, facts))


def _add_verdicts(made: Told, random_: random.Random) -> None:
    """Of half of the sources outside the crawl, in some of the runs."""
    found: dict[tuple[str | None, str], dict[int, tuple[str, int]]] = defaultdict(dict)
    pairs = sorted(
        {(source, post) for post, source, _ in made.entries if source and source not in made.posts}
    )
    for source, post in random_.sample(pairs, len(pairs) // 2):
        for run in range(1, made.runs + 1):
            status = random_.choice((200, 200, 404, 404, 410, 503))
            verdict = random_.choice(("verified", "removed")) if status == 200 else _ANSWERS[status]
            made.network.evidence(source, post, verdict, run=run, status=status)
            found[source, post][run] = verdict, status
    made.verdicts = dict(found)
