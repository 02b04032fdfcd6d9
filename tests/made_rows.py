"""Rows of the made summary, by a seeded generator: six languages, spam, likes, gone rows and gaps."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import pandas as pd

BLOGS = (
    ("https://brot.example.de/", "Brot & Rosen", "wordpress"),
    ("https://kitchen.example.com/journal/", "Kitchen Journal", "movabletype"),
    ("https://hatake.example.jp/", "畑の日記 ― 野菜と発酵食品の記録帳", "hatena"),
    ("https://qalam.example.org/", "مدونة القلم", "wordpress"),
    ("https://levain.example.fr/~claire/", "Levain sauvage", "dotclear"),
    ("https://sourdough.blogspot.example/", "Sourdough at the End of the World", "blogger"),
    ("https://seo-notes.example.net/", "SEO Notes", "wordpress"),
    ("https://quiet.example.com/", "", ""),
)
TITLES = {
    "https://hatake.example.jp/": ("ja", "味噌の仕込みと温度管理について", "味噌"),
    "https://qalam.example.org/": ("ar", "كيف تكتب تدوينة يقرؤها الناس", "كتابة"),
    "https://levain.example.fr/~claire/": ("fr", "Le levain « sauvage » : mode d’emploi", "Levain"),
    "https://brot.example.de/": ("de", "Roggenbrot ohne Hefe – ein Versuch", "Brot"),
}
TOPICS = (
    "Sourdough",
    "Brot",
    "味噌",
    "كتابة",
    "Levain",
    "Link building",
    "Fermentation",
    "C++",
    "Ovens",
    "Flour",
)
SITES = (*(f"reader{n:02}.example.net" for n in range(30)), "casino-pills.example.info")
REASONS = "does not link back (0.4); casino wording: casino, pills (0.3)"


def post(random_: random.Random, place: int) -> dict[str, Any]:
    blog, _, _ = BLOGS[place % len(BLOGS)]
    language, title, tag = TITLES.get(blog, ("en", "Notes on flour, water and patience", "Sourdough"))
    pairs = int(random_.paretovariate(0.9)) - 1 if place % 3 else 0
    pairs = min(pairs, 60)
    spam, own = pairs // 5, pairs // 7
    clean = pairs - spam - own
    read = place % 11 != 5
    path = (
        f"{2004 + place % 3}/{1 + place % 12:02}/{'a-rather-long-slug-' * (1 + 4 * (place % 17 == 3))}{place}"
    )
    return {
        "url": f"{blog}{path}",
        "blog": blog,
        "title": f"{title} ({place})" if place % 13 else "",
        "author": "Claire" if place % 2 else "",
        "published": f"{2004 + place % 3}-{1 + place % 12:02}-{1 + place % 28:02}T08:05:00+09:00",
        "language": language if place % 5 else "",
        "tags": f"{tag}; Fermentation" if place % 4 else "",
        "topics": f"{tag}; Fermentation" if place % 4 else "",
        "listed": pairs + pairs // 9,
        "linkbacks": pairs,
        "trackbacks": pairs // 2,
        "pingbacks": pairs // 3,
        "webmentions": pairs - pairs // 2 - pairs // 3,
        "self": own,
        "spam": spam,
        "verified": clean // 2 if place % 2 else None,
        "clean": clean,
        "referring_sites": (clean + 1) // 2,
        "announced": pairs if place % 6 == 0 else None,
        "complete": True if place % 6 == 0 else None,
        "comments": place % 9 if read else None,
        "accepts": ("open", "closed", "")[place % 3],
        "old_open": place % 3 == 0,
        "blog_median": 1.5,
        "click_depth": 1 + place % 6 if read else None,
        "in_feed": place < 40,
        "indexable": True if read else None,
        "internal_inlinks": place % 5,
        "reach": round(random_.expovariate(1 / 4), 5),
        "reach_outside": round(random_.expovariate(1 / 2), 5),
        "reach_by_listings": round(random_.expovariate(3), 6) * (pairs > 0),
        "grade": round(100 * random_.random(), 3),
        "orphan": "no" if read else "inconclusive: page not read",
        "reading": "read" if read else "unread",
        "gone": False,
    }


def linkbacks_of(random_: random.Random, post: dict[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for place in range(post["linkbacks"]):
        spam = place < post["spam"]
        own = not spam and place < post["spam"] + post["self"]
        site = SITES[-1] if spam else post["blog"].split("/")[2] if own else SITES[random_.randrange(30)]
        source_blog = BLOGS[random_.randrange(len(BLOGS))][0] if place % 4 == 1 and not spam else ""
        address = f"{source_blog or f'http://{site}/'}archives/{place}?post={post['url'][-6:]}"
        rows.append(
            {
                "target": post["url"],
                "target_title": post["title"],
                "blog": post["blog"],
                "source": address if place % 19 != 7 else "",
                "source_site": site if place % 19 != 7 else "",
                "source_blog": source_blog,
                "kinds": ("trackback", "pingback", "pingback+webmention", "webmention", "unknown")[place % 5],
                "subtype": "mention" if place % 5 == 3 else "",
                "listed": 1 + (place % 9 == 0),
                "self": own,
                "spam": spam,
                "reaction": False,
                "recent": place % 7 == 0,
                "spam_score": 0.7 if spam else 0.05,
                "spam_reasons": REASONS if spam else "",
                "verdict": ("verified", "unreachable", "")[place % 3],
                "clean": not spam and not own,
                "title": "Re: " + (post["title"] or "untitled"),
                "site": site,
                "excerpt": "[…] as was written there, with more patience than flour […] " * (1 + place % 3),
                "published": post["published"][:10],
                "dated": post["published"][:10],
                "dated_by": "listing",
                "listing": post["url"] + "#trackbacks",
                "convention": "wordpress",
                "first_run": 1,
                "last_run": 2,
                "gone": place % 29 == 28,
                "gone_run": 2 if place % 29 == 28 else None,
                "gone_because": "not known: nobody looked at the source" if place % 29 == 28 else "",
            }
        )
    return rows


def blog(random_: random.Random, place: int) -> dict[str, Any]:
    url, title, platform = BLOGS[place]
    return {
        "url": url,
        "title": title,
        "platform": platform,
        "posts_known": 30,
        "posts_fetched": 27,
        "posts_with_listing": 14 - place,
        "posts_accepting": 10,
        "closes_after": 90 if place == 1 else None,
        "old_open": 10,
        "old_open_spam": 3,
        "listed": 120 - 9 * place,
        "linkbacks": 100 - 9 * place,
        "spam": 9,
        "clean": 80 - 9 * place,
        "referring_sites": 40 - 5 * place,
        "referring_sites_180d": 12 - place,
        "median_linkbacks": 1.5,
        "harmonic": round(0.7 - 0.08 * place, 4),
        "harmonic_percentile": 100 - 12.5 * place,
        "pagerank": round(0.2 / (1 + place), 6),
        "pagerank_percentile": 100 - 12.5 * place,
        "community": 1 + place % 3 if place < 7 else None,
        "complete": place != 6,
        "state": "finished" if place != 6 else "stopped: limit of posts",
    }


def topic(random_: random.Random, name: str) -> dict[str, Any]:
    rate = round(random_.uniform(0.2, 4), 4)
    return {
        "topic": name,
        "origin": "tags",
        "language": {"味噌": "ja", "كتابة": "ar"}.get(name, ""),
        "posts": random_.randrange(3, 60),
        "votes": random_.randrange(1, 90),
        "share_noticed": round(random_.random(), 3),
        "yield": rate,
        "yield_low": round(rate * 0.7, 4),
        "yield_high": round(rate * 1.5, 4),
        "lift": round(random_.uniform(0.5, 2), 3),
        "recent_votes": random_.randrange(0, 20),
        "earlier_votes": 7,
        "earlier_posts": 3,
        "hot": round(random_.uniform(0.1, 2.5), 4) if name != "Ovens" else float("nan"),
        "bursts": "2006-03-01..2006-05-01 (2.5)" if name == "Brot" else "",
        "half_life": 12.5,
    }


def prospect(random_: random.Random, place: int) -> dict[str, Any]:
    """A blog under a topic; now and then nothing is known of what it does."""
    url, title, _ = BLOGS[place % len(BLOGS)]
    relevance, percentile = random_.random(), 100 * random_.random()
    known = place % 5 != 2
    return {
        "topic": TOPICS[place % len(TOPICS)],
        "blog": url,
        "title": title,
        "score": relevance * percentile,
        "relevance": relevance,
        "harmonic_percentile": percentile,
        "on_topic": 1 + place,
        "accepting_share": random_.random() if known else None,
        "stated_posts": 10 if known else 0,
        "listed_share": random_.random() if known else None,
        "references_found": 3 * place if known else 0,
        "days_to_listing": float(place % 4) if known else None,
        "comments_per_post": 1.5,
        "spam_share": random_.random(),
        "latest": f"200{4 + place % 3}-0{1 + place % 9}-11" if known else "",
        "active": place % 3 == 2 if known else None,
    }


def reference(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "source": row["source"],
        "target": row["target"],
        "source_blog": row["source_blog"] or row["source_site"],
        "target_blog": row["blog"],
        "listed": True,
        "found": row["verdict"] == "verified",
        "kinds": row["kinds"],
        "self": row["self"],
        "clean": row["clean"],
        "verdict": row["verdict"],
        "first_date": row["dated"],
        "last_date": row["dated"],
        "evidence": row["listing"],
    }


def unlisted(posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "source": BLOGS[(place + 1) % len(BLOGS)][0] + f"cites/{place}",
            "target": post["url"],
            "source_blog": BLOGS[(place + 1) % len(BLOGS)][0],
            "target_blog": post["blog"],
            "listed": False,
            "found": True,
            "self": False,
            "clean": True,
            "anchor": "as she says",
            "rel": "nofollow",
            "first_date": "2006-05-05",
            "last_date": "2006-05-05",
            "evidence": BLOGS[(place + 1) % len(BLOGS)][0] + f"cites/{place}",
        }
        for place, post in enumerate(posts[:25])
    ]


def site(site: str, linkbacks: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [row for row in linkbacks if row["source_site"] == site]
    dates = sorted(row["dated"] for row in rows) or [""]
    return {
        "site": site,
        "name": site.partition(".")[0].capitalize(),
        "url": f"http://{site}/",
        "linkbacks": len(rows),
        "clean": sum(row["clean"] for row in rows),
        "posts": len({row["target"] for row in rows}),
        "blogs": len({row["blog"] for row in rows}),
        "spam": sum(bool(row["spam_reasons"]) for row in rows),
        "crawled": False,
        "first_date": dates[0],
        "last_date": dates[-1],
    }


def months(random_: random.Random) -> list[dict[str, Any]]:
    months = [f"{year}-{month:02}" for year in (2004, 2005, 2006) for month in range(1, 13) if month != 8]
    kinds = ("trackback", "pingback", "webmention")
    return [
        {"month": month, "kind": kind, "linkbacks": (n := random_.randrange(1, 30)), "clean": n * 3 // 4}
        for month in months
        for kind in kinds
    ]


def coverage(posts: int) -> list[dict[str, Any]]:
    return [
        {
            "what": "posts fetched",
            "count": max(posts - 22, posts // 2),
            "of": posts,
            "note": "counts of unread posts are 0, not known",
        },
        {"what": "posts with a listing", "count": 77, "of": posts, "note": ""},
        {"what": "posts accepting linkbacks", "count": 80, "of": posts, "note": "as they say"},
        {"what": "linkbacks without a date", "count": 9, "of": 500, "note": "They count in no window."},
        {"what": "sources read as posts", "count": 212, "of": 512, "note": "their links are known"},
        {"what": "sources fetched to check", "count": 0, "of": 512, "note": "none"},
        {"what": "sources not looked at", "count": 300, "of": 512, "note": "listings alone speak of them"},
        {"what": "blogs crawled completely", "count": 7, "of": 8, "note": "one stopped at its limit"},
        {"what": "runs", "count": 2, "of": None, "note": ""},
    ]


def problems() -> list[dict[str, Any]]:
    return [
        {
            "blog": BLOGS[0][0],
            "run": 2,
            "what": "skip",
            "reason": "robots",
            "count": 12,
            "example": BLOGS[0][0] + "wp-admin/",
        },
        {"blog": "", "run": 2, "what": "error", "reason": "timeout", "count": 3, "example": BLOGS[7][0]},
    ]


def runs() -> list[dict[str, Any]]:
    state = {"state": "finished", "version": "0.1.0", "seeds": 8}
    return [
        {"run": 1, "started": "2006-11-30T22:00:00+00:00", "finished": "2006-11-30T23:00:00+00:00", **state},
        {
            "run": 2,
            "started": "2006-12-31T22:10:00+00:00",
            "finished": "2006-12-31T23:10:00+00:00",
            "closed": 1,
            **state,
        },
    ]


def post_graph(references: pd.DataFrame) -> nx.DiGraph[Any]:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    names = ("kinds", "listed", "found", "verdict", "first_date", "last_date", "evidence")
    for row in references.to_dict("records"):
        graph.add_edge(row["source"], row["target"], weight=1, **{name: row[name] for name in names})
    return graph


def blog_graph(random_: random.Random) -> nx.DiGraph[Any]:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(url for url, _, _ in BLOGS)
    for source, _, _ in BLOGS[:7]:
        for target, _, _ in random_.sample(BLOGS[:7], 3):
            if source != target:
                graph.add_edge(
                    source, target, weight=random_.randrange(1, 20), first_date="2004-02-03", last_date=None
                )
    for site in SITES[:30]:
        graph.add_edge(site, BLOGS[random_.randrange(7)][0], weight=random_.randrange(1, 9))
    return graph
