"""Numbers of random stores equal those of a second, plain count by loops and sets."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

import pandas as pd
import pytest
from made_stores import SPAM_HOST, TAGS, Told, told

from analysis.summary import Summary, summarize

SEEDS = range(8)
WINDOW = timedelta(180)


class Plain:
    """Linkbacks of a made store as dicts, merged and judged as the definitions have it."""

    def __init__(self, made: Told) -> None:
        self.made = made
        entries = defaultdict(list)
        for post, source, facts in made.entries:
            entries[post, source, facts["title"]].append(facts)
        self.all = [self._pair(post, source, facts) for (post, source, _), facts in entries.items()]
        self.now = [pair for pair in self.all if not pair["gone"]]
        self.there = [url for url, facts in made.posts.items() if not facts["gone_run"]]

    def day(self, text: str | None) -> date | None:
        found = date.fromisoformat(text) if text else None
        return found if found and found <= self.made.today + timedelta(1) else None

    def published(self, post: str) -> date | None:
        return self.day(self.made.posts[post]["published"])

    def sites(self, pairs: list[dict[str, Any]]) -> int:
        return len({pair["site"] for pair in pairs if pair["voice"]})

    def _pair(self, post: str, source: str | None, entries: list[dict[str, Any]]) -> dict[str, Any]:
        gone_post = self.made.posts[post]["gone_run"]
        here = [] if gone_post else [entry for entry in entries if not entry["gone_run"]]
        told = here or entries
        host = source.split("/")[2] if source else ""
        pair = {"post": post, "blog": self.made.posts[post]["blog"], "source": source, "site": host}
        pair |= {"gone": not here, "listed": len(here), "kinds": {entry["kind"] for entry in told}}
        pair |= {"first": min(entry["first_run"] for entry in entries), "spam": host == SPAM_HOST}
        pair |= {"self": host == post.split("/")[2], "verdict": self._verdict(source, post)}
        pair["reaction"] = all(entry["subtype"] == "like" for entry in told)
        pair["clean"] = not (pair["gone"] or pair["self"] or pair["spam"] or pair["verdict"] == "removed")
        pair["voice"] = pair["clean"] and not pair["reaction"] and host != ""
        pair["day"] = self._dated(pair, told)
        pair["age"] = None if pair["day"] is None else self.made.today - pair["day"]
        pair["recent"] = pair["age"] is not None and pair["age"] < WINDOW
        return pair

    def _verdict(self, source: str | None, post: str) -> str:
        runs = self.made.verdicts.get((source, post), {})
        found, citing = runs[max(runs)][0] if runs else "", self.made.posts.get(source or "")
        if len(runs) == 3 and all(status == 404 for _, status in runs.values()):
            found = "removed"
        if citing is None:
            return found
        if citing["gone_run"]:
            return "removed"
        return "verified" if (source, post) in self.made.links else found

    def _dated(self, pair: dict[str, Any], entries: list[dict[str, Any]]) -> date | None:
        own = self.published(pair["source"]) if pair["source"] in self.made.posts else None
        listed = [date.fromisoformat(entry["published"]) for entry in entries if entry["published"]]
        shown = self.day(str(min(listed))) if listed else None
        return own or shown or (self.made.began[pair["first"]] if self._is_news(pair) else None)

    def _is_news(self, pair: dict[str, Any]) -> bool:
        """It came after its listing was first read, or its post after the run before began."""
        post, before = self.made.posts[pair["post"]], pair["first"] - 1
        published = self.published(pair["post"])
        later = published is not None and before > 0 and published >= self.made.began[before]
        return bool(pair["first"] > post["first_read"] or (later and before >= self.made.blogs[post["blog"]]))


def _of_posts(plain: Plain) -> dict[str, dict[str, Any]]:
    found = {}
    for url, facts in plain.made.posts.items():
        mine, day = [pair for pair in plain.now if pair["post"] == url], plain.published(url)
        old = None if day is None else plain.made.today - day > timedelta(365)
        checked = any(pair["verdict"] for pair in mine)
        found[url] = {
            "listed": sum(pair["listed"] for pair in mine),
            "linkbacks": len(mine),
            "clean": sum(pair["clean"] for pair in mine),
            "referring_sites": plain.sites(mine),
            "complete": facts["announced"] and facts["announced"] == sum(pair["listed"] for pair in mine),
            "old_open": None if old is None else old and facts["accepts"] == "open" and url in plain.there,
            **{
                verdict: sum(pair["verdict"] == verdict for pair in mine) if checked else None
                for verdict in ("verified", "removed", "unreachable")
            },
        }
    return found


def _of_blogs(plain: Plain) -> dict[str, dict[str, Any]]:
    posts, found = _of_posts(plain), {}
    for blog in plain.made.blogs:
        its = [url for url in plain.there if plain.made.posts[url]["blog"] == blog]
        mine = [pair for pair in plain.now if pair["blog"] == blog]
        old = [url for url in its if posts[url]["old_open"]]
        found[blog] = {
            "linkbacks": len(mine),
            "spam": sum(pair["spam"] for pair in mine),
            "referring_sites": plain.sites(mine),
            "referring_sites_180d": plain.sites([pair for pair in mine if pair["recent"]]),
            "posts_known": len(its),
            "posts_with_listing": sum(posts[url]["linkbacks"] > 0 for url in its),
            "median_linkbacks": median(posts[url]["linkbacks"] for url in its) if its else None,
            "old_open": len(old),
            "old_open_spam": sum(pair["spam"] for pair in mine if pair["post"] in old),
        }
    return found


def _of_sites(plain: Plain) -> dict[str, dict[str, Any]]:
    found = {}
    for site in {pair["site"] for pair in plain.now} - {""}:
        mine = [pair for pair in plain.now if pair["site"] == site]
        days = sorted(str(pair["day"]) for pair in mine if pair["day"]) or [""]
        found[site] = {
            "linkbacks": len(mine),
            "clean": sum(pair["clean"] for pair in mine),
            "spam": sum(pair["spam"] for pair in mine),
            "posts": len({pair["post"] for pair in mine}),
            "blogs": len({pair["blog"] for pair in mine}),
            "first_date": days[0],
            "last_date": days[-1],
        }
    return found


def _of_runs(plain: Plain) -> dict[int, dict[str, Any]]:
    found = {}
    for run in range(1, plain.made.runs + 1):
        new = [pair for pair in plain.now if pair["first"] == run]
        shut = [url for url in plain.there if plain.made.posts[url]["closed_run"] == run]
        found[run] = {
            "new": len(new),
            "new_clean": sum(pair["clean"] for pair in new),
            "new_spam": sum(pair["spam"] for pair in new),
            "lost": sum(pair["gone"] for pair in plain.all) if run == plain.made.runs else 0,
            "closed": len(shut),
        }
    return found


def _of_topics(plain: Plain) -> dict[str, dict[str, Any]]:
    found = {}
    for tag in TAGS:
        its = [url for url in plain.there if tag in plain.made.posts[url]["tags"]]
        votes = [pair for pair in plain.now if pair["voice"] and pair["post"] in its]
        windows = {(pair["site"], pair["age"] // WINDOW) for pair in votes if pair["age"] is not None}
        days = [plain.published(url) for url in its]
        noticed = {pair["post"] for pair in plain.now if pair["clean"]}
        if its:
            found[tag] = {
                "posts": len(its),
                "votes": plain.sites(votes),
                "recent_votes": plain.sites([pair for pair in votes if pair["recent"]]),
                "earlier_votes": len({one for one in windows if one[1] > 0}),
                "earlier_posts": sum(day is not None and plain.made.today - day >= WINDOW for day in days),
                "share_noticed": len(noticed & set(its)) / len(its),
                "half_life": _half_life(plain, its),
            }
    return found


def _half_life(plain: Plain, its: list[str]) -> float | None:
    halves, drawn = [], [pair for pair in plain.now if pair["clean"] and not pair["reaction"]]
    for url in its:
        published = plain.published(url)
        days = [pair["day"] for pair in drawn if pair["post"] == url and pair["day"]]
        if published and days:
            delays = sorted(max(0, (day - published).days) for day in days)
            halves.append(delays[math.ceil(len(delays) / 2) - 1])
    return median(halves) if halves else None


def _of_months(plain: Plain) -> dict[str, dict[str, Any]]:
    rows = [
        (f"{str(pair['day'])[:7] if pair['day'] else 'undated'} {kind}", pair["clean"])
        for pair in plain.now
        for kind in pair["kinds"]
    ]
    clean = Counter(name for name, is_clean in rows if is_clean)
    return {name: {"linkbacks": n, "clean": clean[name]} for name, n in Counter(n for n, _ in rows).items()}


COUNTED: dict[str, tuple[str, Callable[[Plain], dict[Any, dict[str, Any]]]]] = {
    "posts": ("url", _of_posts),
    "blogs": ("url", _of_blogs),
    "sites": ("site", _of_sites),
    "runs": ("run", _of_runs),
    "topics": ("topic", _of_topics),
    "months": ("name", _of_months),
}


@pytest.fixture(scope="module", params=SEEDS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Plain, Summary]:
    made = told(request.param)
    return Plain(made), summarize(made.network.write(tmp_path_factory.mktemp("plain") / "made.db"))


@pytest.mark.parametrize("table", COUNTED)
def test_a_plain_count_finds_the_same(both: tuple[Plain, Summary], table: str) -> None:
    plain, summary = both
    name, count = COUNTED[table]
    frame = getattr(summary, table).assign(
        name=lambda t: t["month"] + " " + t["kind"] if "month" in t else ""
    )
    expected = count(plain)
    rows = frame.set_index(name)
    found = {
        key: {column: None if pd.isna(value) else value for column, value in rows.loc[key, [*wanted]].items()}
        for key, wanted in expected.items()
    }
    assert set(rows.index) == set(expected)
    assert found == {key: pytest.approx(wanted) for key, wanted in expected.items()}
