"""Rows of the store as typed tables, with pages in the place of URLs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.dates import stated_days
from analysis.identities import below, prefix_identity, sites
from analysis.pages import Alias, Integers, Pages, same_page
from analysis.relaunched import Stated, relaunched
from crawler.store.reads import linking_pages, table, urls_in_use
from crawler.store.schema import SAME_BLOG

if TYPE_CHECKING:
    from analysis.corpus import Corpus

_READING = {"read": 0, "inferred": 1, "unread": 2}
_POST_TEXT = ("type", "title", "author", "published", "language", "excerpt", "robots", "reading", "accepts")
_POST_NUMBERS = ("status", "in_feed", "in_sitemap", "comments", "announced", "count", "listing_complete")
_ENTRY_TEXT = ("kind", "subtype", "title", "site", "excerpt", "author", "published", "convention")
_ENTRY_NUMBERS = ("position", "repeat", "first_run", "last_run", "first_seen")


def pages(connection: Any, sources: Integers) -> Pages:
    """All pages that are posts, home pages or sources, with what the store says about same pages."""
    ids, texts = urls_in_use(connection)
    text_of = dict(zip(ids.tolist(), texts, strict=True))
    posts = table(
        connection, "posts", ("url", "blog", "title", "published", "first_run", "gone_run", "reading")
    )
    homes = table(connection, "blogs", ("home", "prefix", "moved_from"))
    aliases = table(connection, "aliases", ("url", "target", "how"))
    read = {
        text_of[url]: title or text_of[url]
        for url, title, reading in zip(posts["url"], posts["title"], posts["reading"], strict=True)
        if reading == "read"
    }
    led = [*zip(*aliases.values(), strict=True)]
    led += [(old, new, "redirect") for old, new in _relaunched(posts)]
    rules = same_page(
        (Alias(text_of[url], text_of[target], how) for url, target, how in led),
        read,
        [text_of[home] for home in homes["home"]],
        [(old, new) for new, old in zip(homes["prefix"], homes["moved_from"], strict=True) if old],
    )
    members = np.concatenate([_ints(posts["url"]), _ints(homes["home"]), sources])
    return Pages(ids, texts, members, rules, linking_pages(connection))


def _relaunched(posts: dict[str, list[Any]]) -> Iterator[tuple[int, int]]:
    gone = {blog for blog, run in zip(posts["blog"], posts["gone_run"], strict=True) if run}
    stated = zip(*(posts[name] for name in Stated._fields), strict=True)
    return relaunched(Stated(*one) for one in stated if one[1] in gone)


def page_of_post(connection: Any, known: Pages) -> Integers:
    """Page of each key of the store's posts, as an array over keys; -1 for keys that are none."""
    rows = table(connection, "posts", ("id", "url"))
    out = np.full(max(rows["id"], default=0) + 1, -1, dtype=np.int64)
    out[_ints(rows["id"])] = known.of(_ints(rows["url"]))
    return out


def gone_run_of_post(connection: Any) -> Integers:
    """The run that found each of the store's posts gone, as an array over keys; 0 where it is there."""
    rows = table(connection, "posts", ("id", "gone_run"))
    out = np.zeros(max(rows["id"], default=0) + 1, dtype=np.int64)
    out[_ints(rows["id"])] = _ints([run or 0 for run in rows["gone_run"]])
    return out


def runs(connection: Any) -> pd.DataFrame:
    """The table `Corpus.runs`."""
    rows = table(connection, "runs", ("id", "started", "finished", "state", "version", "seeds", "counts"))
    frame = _frame(rows, numbers=("id", "started", "finished"), text=("state", "version"))
    frame["posts_read"] = pd.array(
        [_posts_read(_decoded(counts) or {}) for counts in rows["counts"]], "Int64"
    )
    frame["seeds"] = pd.Series([_decoded(seeds) for seeds in rows["seeds"]], dtype="object")
    return frame


def _posts_read(counts: dict[str, int]) -> int | None:
    """How many posts a run read or found unchanged, by its own counters; None where it kept none."""
    read = counts.get("pages_of_posts")
    return None if read is None else read + counts.get("posts_unchanged", 0)


def blogs(connection: Any, known: Pages) -> pd.DataFrame:
    """The table `Corpus.blogs`."""
    text = ("seed", "prefix", "title", "platform", "language", "state", "reason")
    numbers = ("id", "home", "hops", "first_run", "last_run")
    rows = table(connection, "blogs", (*text, *numbers, "ways"))
    frame = _frame(rows, numbers=numbers, text=text)
    frame["ways"] = pd.Series([_decoded(ways) or {} for ways in rows["ways"]], dtype="object")
    frame["url"] = known.texts(rows["home"])
    frame["page"] = known.of(_ints(rows["home"]))
    frame["prefix_identity"] = pd.Series([prefix_identity(p) for p in rows["prefix"]], dtype="object")
    frame["site"] = pd.Series(sites(known.identities[page] for page in frame["page"]), dtype="object")
    frame["ids"] = pd.Series(_keys_of_blogs(frame), dtype="object")
    frame = frame[frame["ids"].astype(bool)]
    return frame.sort_values(["url"], kind="stable", ignore_index=True)


def _keys_of_blogs(frame: pd.DataFrame) -> list[tuple[int, ...]]:
    """The keys by which the store calls each blog: its own first, then those of its further addresses, which
    have none themselves."""
    keys, of_seed = frame["id"].tolist(), dict(zip(frame["seed"], frame["id"], strict=True))
    leads = {
        key: of_seed[seed]
        for key, reason in zip(keys, frame["reason"], strict=True)
        if (seed := reason.removeprefix(SAME_BLOG)) != reason and seed in of_seed
    }
    held: dict[int, list[int]] = {key: [] for key in keys}
    for key in [*(k for k in keys if k not in leads), *leads]:
        end, steps = key, len(leads)
        while end in leads and steps:
            end, steps = leads[end], steps - 1
        held[key if end in leads else end].append(key)  # addresses in a circle stay as they are
    return [tuple(held[key]) for key in keys]


def post_keys(connection: Any, known: Pages, all_blogs: pd.DataFrame, listing: Integers) -> pd.DataFrame:
    """Which rows of the store are the posts of `Corpus.posts`: of several rows of one page the best read one
    speaks. Columns `id`, `url`, `page`, `blog_id`, `reading`, `gone_run`, `gone`."""
    rows = table(connection, "posts", ("id", "blog", "url", "type", "reading", "gone_run"))
    frame = pd.DataFrame({"id": _ints(rows["id"]), "page": known.of(_ints(rows["url"]))})
    frame["url"] = pd.Series(known.texts(rows["url"]), dtype="object")
    frame["reading"] = pd.Series(rows["reading"], dtype="object")
    frame["gone_run"] = pd.array(rows["gone_run"], dtype="Int64")
    frame["gone"] = frame["gone_run"].notna()
    frame["blog_id"] = _rows_of_blogs(pd.Series(_ints(rows["blog"])), all_blogs)
    # What the software calls a page ("About") is no post, unless readers' linkbacks say otherwise.
    is_page = np.array([kind == "page" for kind in rows["type"]], dtype=bool)
    frame["_rank"] = frame["reading"].map(_READING)
    frame = frame[~is_page | frame["id"].isin(listing)]
    frame = frame.sort_values(["page", "gone", "_rank", "url"], kind="stable", ignore_index=True)
    return frame.drop_duplicates("page", ignore_index=True).drop(columns="_rank")


def posts(connection: Any, known: Pages, keys: pd.DataFrame) -> pd.DataFrame:
    """The table `Corpus.posts`, of the rows in `keys`."""
    runs_of = ("counted_run", "first_read", "gone_run", "closed_run")
    numbers = ("id", "url", "canonical", *_POST_NUMBERS, "blocked", "fetched", *runs_of)
    rows = table(connection, "posts", (*numbers, *_POST_TEXT))
    frame = _frame(rows, numbers=numbers, text=_POST_TEXT)
    frame["page"] = known.of(_ints(rows["url"]))
    frame["canonical_page"] = known.of(_ints([c or 0 for c in rows["canonical"]]))
    frame["url"] = known.texts(rows["url"])
    frame["day"] = pd.Series(stated_days(rows["published"]), dtype="Int64")
    frame["gone"] = frame["gone_run"].notna()
    for way in ("in_feed", "in_sitemap"):
        frame[way] = frame.groupby("page")[way].transform("max")
    frame["first_read"] = frame.groupby("page")["first_read"].transform("min")
    places = pd.Series(np.arange(len(frame)), index=rows["id"]).loc[keys["id"]]
    return frame.iloc[places.to_numpy()].reset_index(drop=True).assign(blog_id=keys["blog_id"])


def blog_below(identified: list[str], all_blogs: pd.DataFrame) -> Integers:
    """Row of the blog with the longest prefix above each of some ascending identities; -1 for none."""
    out = np.full(len(identified), -1, dtype=np.int64)
    prefixes = sorted(
        zip(all_blogs["prefix_identity"], all_blogs.index, strict=True), key=lambda p: len(p[0])
    )
    for prefix, row in prefixes:
        out[list(below(identified, prefix))] = row
    return out


def blog_of_pages(identified: list[str], all_blogs: pd.DataFrame, all_posts: pd.DataFrame) -> Integers:
    """Row of the blog that each page lies in: a post's own, else that of the longest prefix; -1 for none."""
    out = blog_below(identified, all_blogs)
    out[all_blogs["page"].to_numpy()] = all_blogs.index.to_numpy()
    out[all_posts["page"].to_numpy()] = all_posts["blog_id"].to_numpy()
    return out


def page_table(corpus: Corpus) -> pd.DataFrame:
    """The table `Corpus.pages`."""
    blog_id, post = corpus.page_blogs, corpus.page_posts
    urls = np.append(corpus.blogs["url"].to_numpy(dtype=object), "")
    frame = pd.DataFrame({"url": pd.Series(corpus.labels, dtype="object")})
    frame["identity"] = pd.Series(corpus.identities, dtype="object")
    frame["site"] = corpus.page_sites
    frame["blog"] = urls[blog_id]
    frame["blog_id"] = blog_id
    for name in ("title", "published"):
        frame[name] = np.append(corpus.posts[name].to_numpy(dtype=object), "")[post]
    frame["is_post"] = post >= 0
    frame["is_home"] = np.isin(np.arange(len(frame)), corpus.blogs["page"].to_numpy())
    return frame


def linkbacks(connection: Any, known: Pages, post_pages: Integers, post_gone: Integers) -> pd.DataFrame:
    """The table `Corpus.linkbacks`."""
    numbers = ("post", "listing", "source", *_ENTRY_NUMBERS, "gone_run")
    rows = table(connection, "linkbacks", (*numbers, *_ENTRY_TEXT))
    frame = _frame(rows, numbers=numbers, text=_ENTRY_TEXT)
    source = _ints([s or 0 for s in rows["source"]])
    post = _ints(rows["post"])
    frame["target_page"] = post_pages[post]
    frame["source_page"] = known.of(source)
    frame["source_url"] = known.texts(rows["source"])
    frame["listing_url"] = known.texts(rows["listing"])
    # The listing of a post that is gone, or that goes on at another address, shows nothing any more.
    with_post = pd.Series(post_gone[post], dtype="Int64").replace(0, pd.NA)
    frame["gone_run"] = frame["gone_run"].fillna(with_post)
    frame["gone"] = frame["gone_run"].notna()
    order = ["target_page", "listing_url", "position", "repeat", "kind", "source_url", "title", "excerpt"]
    frame = frame.drop(columns=["post", "listing", "source"])
    return frame.sort_values(order, kind="stable", ignore_index=True)


def clicks(connection: Any, known: Pages) -> pd.DataFrame:
    """The table `Corpus.clicks`."""
    text = ("region", "rel", "text")
    rows = table(connection, "links", ("page", "target", *text))
    frame = _frame(rows, numbers=(), text=text)
    frame.insert(0, "source_page", known.of_steps(_ints(rows["page"])))
    frame.insert(1, "target_page", known.of_steps(_ints(rows["target"])))
    inside = frame[(frame["source_page"] >= 0) & (frame["target_page"] >= 0)]
    order = ["source_page", "target_page", "region", "rel", "text"]
    return inside.sort_values(order, kind="stable", ignore_index=True)


def evidence(connection: Any, known: Pages) -> pd.DataFrame:
    """The table `Corpus.evidence`."""
    numbers, text = (
        ("source", "target", "run", "exact", "status", "fetched"),
        ("verdict", "error", "rel", "anchor"),
    )
    rows = table(connection, "evidence", (*numbers, *text))
    frame = _frame(rows, numbers=numbers, text=text)
    frame["source_page"] = known.of(_ints(rows["source"]))
    frame["target_page"] = known.of(_ints(rows["target"]))
    frame["source_url"], frame["target_url"] = known.texts(rows["source"]), known.texts(rows["target"])
    frame = frame[(frame["source_page"] >= 0) & (frame["target_page"] >= 0)]
    order = ["source_page", "target_page", "run", "fetched", "source_url", "target_url"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def tags(connection: Any, post_pages: Integers, post_rows: Integers) -> pd.DataFrame:
    """The table `Corpus.tags`."""
    names = table(connection, "tags", ("id", "tag"))
    spelling = dict(zip(names["id"], names["tag"], strict=True))
    rows = table(connection, "post_tags", ("post", "tag", "category"))
    frame = pd.DataFrame({"post": post_rows[post_pages[_ints(rows["post"])]]})
    frame["tag"] = pd.Series([spelling[tag] for tag in rows["tag"]], dtype="object")
    frame["category"] = pd.Series(rows["category"], dtype="int64")
    frame = frame[frame["post"] >= 0].sort_values(
        ["post", "tag", "category"], kind="stable", ignore_index=True
    )
    return frame.drop_duplicates(["post", "tag"], ignore_index=True)


def ledger(connection: Any, all_blogs: pd.DataFrame) -> pd.DataFrame:
    """The table `Corpus.ledger`."""
    rows = table(connection, "ledger", ("blog", "role", "state", "reason"))
    frame = _frame(rows, numbers=("blog",), text=("role", "state", "reason"))
    frame["blog_id"] = _rows_of_blogs(frame["blog"], all_blogs)
    counted = frame.groupby(["blog_id", "role", "state", "reason"], sort=True).size()
    return counted.reset_index(name="count")


def events(connection: Any, all_blogs: pd.DataFrame) -> pd.DataFrame:
    """The table `Corpus.events`."""
    numbers, text = ("run", "blog", "count"), ("what", "reason", "example")
    rows = table(connection, "events", (*numbers, *text))
    frame = _frame(rows, numbers=numbers, text=text)
    urls = np.append(all_blogs["url"].to_numpy(dtype=object), "")
    frame["blog"] = urls[_rows_of_blogs(frame["blog"], all_blogs)]
    order = ["run", "blog", "what", "reason", "example", "count"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def _rows_of_blogs(keys: Any, all_blogs: pd.DataFrame) -> Any:
    rows = {key: row for row, known in zip(all_blogs.index, all_blogs["ids"], strict=True) for key in known}
    return keys.map(rows).fillna(-1).astype("int64").to_numpy()


def _frame(rows: dict[str, list[Any]], *, numbers: tuple[str, ...], text: tuple[str, ...]) -> pd.DataFrame:
    """Numbers as Int64 with NA, text as plain strings with "" for none."""
    columns: dict[str, Any] = {name: pd.array(rows[name], dtype="Int64") for name in numbers}
    columns |= {name: pd.Series([value or "" for value in rows[name]], dtype="object") for name in text}
    return pd.DataFrame(columns)


def _ints(values: list[Any]) -> Integers:
    return np.array(values, dtype=np.int64)


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
