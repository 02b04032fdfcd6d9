"""The sample network as data: eight blogs, 120 posts, who cites whom, and what each post's listing shows.

Everything follows from `content.toml`, one seed and one day; nothing is drawn from the clock. What a listing
shows is decided here and nowhere else, so that this module is the truth that a crawl can be compared with.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import Any

SEED = 20
# A target on more than a fifth of a blog's posts would count as its blogroll, not as references.
MOST_CITED = 3
PORT = 8700


@dataclass(frozen=True, slots=True)
class SampleLinkback:
    """An entry of a listing. `origin` is the truth of it: citation, outside, spam, self, repeat or dead."""

    kind: str
    source: str | None
    title: str
    site: str
    excerpt: str
    published: datetime
    origin: str
    subtype: str | None = None


@dataclass(frozen=True, slots=True)
class SampleComment:
    """A comment by a person; `url` is the person's own address, which makes it no linkback."""

    author: str
    url: str | None
    text: str
    published: datetime


@dataclass(frozen=True, slots=True)
class SamplePost:
    """A post with all that its page shows."""

    blog: str
    number: int
    title: str
    url: str
    path: str
    published: datetime
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    sentences: tuple[str, ...]
    cites: tuple[tuple[str, str], ...] = ()
    linkbacks: tuple[SampleLinkback, ...] = ()
    comments: tuple[SampleComment, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SampleBlog:
    """A blog: its address, its software, its posts from old to new."""

    name: str
    title: str
    author: str
    language: str
    platform: str
    home: str
    posts: tuple[SamplePost, ...]


def build_network(*, today: date, port: int = PORT) -> tuple[SampleBlog, ...]:
    """The whole network as of a day, its hosts under `localhost` at a port."""
    content = tomllib.loads(resources.files("sample").joinpath("content.toml").read_text("utf-8"))
    blogs = [_blog(raw, content, today, port) for raw in content["blogs"]]
    return _with_references(blogs, random.Random(SEED), today)


def _blog(raw: dict[str, Any], content: dict[str, Any], today: date, port: int) -> SampleBlog:
    home = f"http://{raw['name']}.localhost:{port}/"
    rng = random.Random(f"{SEED} {raw['name']}")
    posts = tuple(_post(raw, n, p, content, home, today, rng) for n, p in enumerate(raw["posts"], 1))
    return SampleBlog(raw["name"], raw["title"], raw["author"], raw["language"], raw["platform"], home, posts)


def _post(
    raw: dict[str, Any],
    number: int,
    post: dict[str, Any],
    content: dict[str, Any],
    home: str,
    today: date,
    rng: random.Random,
) -> SamplePost:
    language = raw["language"]
    day = today - timedelta(days=post["age"])
    published = datetime(day.year, day.month, day.day, rng.randrange(7, 22), rng.randrange(60), tzinfo=UTC)
    tags = tuple(content["topics"][key][language] for key in post["topics"])
    prose = content["prose"][language]
    sentences = tuple(s.format(topic=rng.choice(tags)) for s in rng.sample(prose, 4))
    path = _PATHS[raw["platform"]].format(n=number, d=published, slug=_slug(post["title"], number))
    return SamplePost(
        blog=raw["name"],
        number=number,
        title=post["title"],
        url=home + path,
        path="/" + path,
        published=published,
        topics=tuple(post["topics"]),
        tags=tags,
        sentences=sentences,
    )


_PATHS = {
    "wordpress": "{d:%Y}/{d:%m}/{slug}/",
    "wordpress-blocks": "{slug}/",
    "wordpress-old": "?p={n}",
    "movabletype": "archives/{d:%Y}/{d:%m}/{slug}.html",
    "movabletype-ja": "archives/{n:06}.html",
    "typepad": "blog/{d:%Y}/{d:%m}/{slug}.html",
    "indieweb": "notes/{slug}/",
    "serendipity": "archives/{n}-{slug}.html",
}


def _slug(title: str, number: int) -> str:
    folded = title.lower().translate(str.maketrans("äöüéèêàçô", "aoueeeaco"))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in folded).split()
    return "-".join(words[:6]) or f"post-{number}"


_OUTSIDE = (
    ("hearthbread.example", "Hearth Bread Weekly"),
    ("velopost.example", "Velopost"),
    ("cartographers.example", "The Cartographers' Corner"),
    ("fineprint.example", "Fine Print"),
    ("readingroom.example", "Reading Room"),
    ("zettelkasten.example", "Zettelkasten"),
    ("jardinsouvert.example", "Jardins ouverts"),
    ("hondana.example", "本棚日和"),
    ("opencity.example", "Open City Notes"),
    ("workbench.example", "The Workbench"),
    ("smallweb.example", "Small Web Digest"),
    ("lenscap.example", "Lens Cap"),
)
_JUNK = (
    ("cheap-watches.example", "Cheap watches online"),
    ("casino-bonus.example", "Best casino bonus"),
    ("203.0.113.77", "Buy now discount pharmacy"),
    ("loans-fast.example", "Fast loans no credit check"),
)
_DEAD = (("vanished-diary.example", "A vanished diary"), ("closed-host.example", "My page at a closed host"))
_PEOPLE = (
    ("Marta", None),
    ("Old Tom", "http://oldtom.example/"),
    ("Pingback: a fan", None),
    ("Yuki", "http://yuki.example/diary/"),
    ("B. Lind", None),
    ("Claire", "http://claire.example/"),
)
_REMARKS = (
    "Thank you for this, I had wondered.",
    "I tried it and it failed, which was instructive.",
    "There is more about it at http://archive.example/notes for the curious.",
    "Lovely. My trackback did not arrive, by the way.",
)


def _with_references(blogs: list[SampleBlog], rng: random.Random, today: date) -> tuple[SampleBlog, ...]:
    posts = {post.url: post for blog in blogs for post in blog.posts}
    by_name = {blog.name: blog for blog in blogs}
    closed = {blog.posts[i].url for blog in blogs for i in (3, 11)}
    cites: dict[str, list[str]] = {url: [] for url in posts}
    shown: dict[str, list[SampleLinkback]] = {url: [] for url in posts}
    made: Counter[tuple[str, str]] = Counter()
    for post in sorted(posts.values(), key=lambda p: (p.published, p.url)):
        for target in _targets(post, posts, shown, made, rng):
            cites[post.url].append(target.url)
            made[post.blog, target.url] += 1
            # A closed post takes no linkback, and one citation in nine is lost in moderation: unclaimed.
            if target.url not in closed and rng.random() > 1 / 9:
                shown[target.url] += _claims(post, target, by_name, rng)
    for url in sorted(posts):
        if url not in closed:
            shown[url] += _strangers(posts[url], by_name[posts[url].blog].platform, rng, today)
    finished = {
        url: replace(
            post,
            cites=tuple((t, posts[t].title) for t in cites[url]),
            linkbacks=tuple(sorted(shown[url], key=lambda k: (k.published, k.source or "", k.kind))),
            comments=_comments(post, rng),
            closed=url in closed,
        )
        for url, post in posts.items()
    }
    return tuple(replace(blog, posts=tuple(finished[p.url] for p in blog.posts)) for blog in blogs)


def _targets(
    post: SamplePost,
    posts: dict[str, SamplePost],
    shown: dict[str, list[SampleLinkback]],
    made: Counter[tuple[str, str]],
    rng: random.Random,
) -> list[SamplePost]:
    """Up to three older posts, popular ones of the same topics first; a blog cites none time and again."""
    earlier = (p for p in posts.values() if p.published < post.published)
    older = [p for p in earlier if made[post.blog, p.url] < MOST_CITED]
    weights = [_affinity(post, p) * (1 + len(shown[p.url])) for p in older]
    chosen: dict[str, SamplePost] = {}
    for _ in range(rng.choice((0, 1, 2, 2, 3))):
        if older and sum(weights):
            target = rng.choices(older, weights)[0]
            chosen.setdefault(target.url, target)
    return list(chosen.values())


def _affinity(post: SamplePost, other: SamplePost) -> float:
    common = len(set(post.topics) & set(other.topics))
    near = 0.25 if post.blog == other.blog else 1.0
    return near * (0.05 + common)


def _claims(
    post: SamplePost, target: SamplePost, blogs: dict[str, SampleBlog], rng: random.Random
) -> list[SampleLinkback]:
    kind = _kind_between(blogs[post.blog].platform, blogs[target.blog].platform, rng)
    if kind is None:
        return []
    origin = "self" if post.blog == target.blog else "citation"
    entry = SampleLinkback(
        kind=kind,
        source=post.url,
        title=post.title,
        site=blogs[post.blog].title,
        excerpt=post.sentences[0],
        published=post.published + timedelta(minutes=rng.randrange(5, 600)),
        origin=origin,
        subtype="mention" if kind == "webmention" else None,
    )
    if kind == "pingback" and _accepts_trackback(blogs[target.blog].platform) and rng.random() < 0.12:
        return [entry, replace(entry, kind="trackback", origin="repeat")]
    return [entry]


_TAKES = {
    "wordpress": ("pingback", "pingback", "trackback"),
    "wordpress-blocks": ("pingback",),
    "wordpress-old": ("trackback", "pingback"),
    "movabletype": ("trackback",),
    "movabletype-ja": ("trackback",),
    "typepad": ("trackback",),
    "indieweb": ("webmention",),
    # Serendipity takes pingbacks too, but shows every linkback as a trackback.
    "serendipity": ("trackback",),
}


def _accepts_trackback(platform: str) -> bool:
    return "trackback" in _TAKES[platform]


def _kind_between(sender: str, receiver: str, rng: random.Random) -> str | None:
    """Static sites send webmentions only; everybody else sends what the receiver takes."""
    if sender == "indieweb" and "pingback" not in _TAKES[receiver] and receiver != "indieweb":
        return None
    return rng.choice(_TAKES[receiver])


def _strangers(post: SamplePost, platform: str, rng: random.Random, today: date) -> list[SampleLinkback]:
    """Entries from outside the network: other people's blogs, dead hosts, junk."""
    popular = 3 if "sourdough" in post.topics or "web" in post.topics else 1
    entries = [
        _outside(post, platform, rng, today, rng.choice(_OUTSIDE), "outside")
        for _ in range(rng.randrange(0, popular + 1))
    ]
    if rng.random() < 0.12:
        entries.append(_outside(post, platform, rng, today, rng.choice(_DEAD), "dead"))
    if rng.random() < 0.3:
        entries += [_junk(post, platform, rng, today) for _ in range(rng.randrange(1, 4))]
    if platform == "indieweb":
        entries += [_reaction(post, rng, today) for _ in range(rng.randrange(0, 4))]
    return list({(e.kind, e.source): e for e in entries}.values())


def _moment(post: SamplePost, rng: random.Random, today: date) -> datetime:
    age = (datetime(today.year, today.month, today.day, tzinfo=UTC) - post.published).days
    return post.published + timedelta(
        days=min(rng.expovariate(1 / 40), max(age - 1, 0)), minutes=rng.randrange(60)
    )


def _outside(
    post: SamplePost, platform: str, rng: random.Random, today: date, who: tuple[str, str], origin: str
) -> SampleLinkback:
    host, name = who
    moment = _moment(post, rng, today)
    kind = rng.choice(_TAKES[platform])
    return SampleLinkback(
        kind=kind,
        source=f"http://{host}/{moment:%Y/%m}/{post.number}-{post.blog}",
        title=f"{name} on {post.tags[0]}",
        site=name,
        excerpt=f"A good piece about {post.tags[0]}: {post.title}.",
        published=moment.replace(microsecond=0),
        origin=origin,
        subtype="mention" if kind == "webmention" else None,
    )


def _junk(post: SamplePost, platform: str, rng: random.Random, today: date) -> SampleLinkback:
    host, name = rng.choice(_JUNK)
    return SampleLinkback(
        kind=rng.choice(_TAKES[platform]),
        source=f"http://{host}/{rng.randrange(10_000)}.html",
        title=name,
        site=name,
        excerpt=f"{name} cheap best online discount free shipping http://{host}/a http://{host}/b",
        published=_moment(post, rng, today).replace(microsecond=0),
        origin="spam",
        subtype="mention" if platform == "indieweb" else None,
    )


def _reaction(post: SamplePost, rng: random.Random, today: date) -> SampleLinkback:
    host, name = rng.choice(_OUTSIDE)
    subtype = rng.choice(("like", "like", "repost", "reply"))
    return SampleLinkback(
        kind="webmention",
        source=f"http://{host}/{subtype}s/{post.number}",
        title=name,
        site=name,
        excerpt="So true." if subtype == "reply" else "",
        published=_moment(post, rng, today).replace(microsecond=0),
        origin="outside",
        subtype=subtype,
    )


def _comments(post: SamplePost, rng: random.Random) -> tuple[SampleComment, ...]:
    people = rng.sample(_PEOPLE, rng.choice((0, 0, 0, 1, 2, 3)))
    return tuple(
        SampleComment(name, url, rng.choice(_REMARKS), post.published + timedelta(hours=5 * n + 3))
        for n, (name, url) in enumerate(people)
    )
