"""The store as tables: the one place where raw facts become columns and URL variants become pages."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis import facts
from analysis.dates import DAY, moment
from analysis.edges import Edges, Listed, found_links, pair_keys, structure
from analysis.evidence import verdicts
from analysis.identities import sites
from analysis.linkbacks import pairs
from analysis.pages import Integers, Pages
from analysis.references import references
from analysis.spam_lists import is_rule
from crawler.errors import TrackgraphError
from crawler.store import Store, open_store, reads

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Opinions of the reader, applied to stored facts.

    `spam_threshold` is the score from which a linkback counts as spam (over 1: none does). `allow` and `deny`
    are sites, hosts or URL prefixes whose linkbacks are never, or always, spam; both win over the score,
    `allow` over `deny`.
    `window_days` is the length of the recent window. `now` is Unix seconds; None means the end of the last
    run in the store, so that the same store gives the same numbers on any day.
    """

    spam_threshold: float = 0.5
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    window_days: int = 180
    now: int | None = None

    def __post_init__(self) -> None:
        """Raises TrackgraphError for what can mean nothing: a window of no day, an entry of a list."""
        if self.window_days < 1:
            raise TrackgraphError(f"a window of {self.window_days!r} days is none; it takes one or more")
        for name, given in (("allow", self.allow), ("deny", self.deny)):
            for rule in given:
                if not is_rule(rule):
                    raise TrackgraphError(
                        f"--{name} {rule!r} is no site, host or web address (spam.example, https://spam.example/x)"
                    )


def rules(hosts: Iterable[str]) -> tuple[str, ...]:
    """A list of `Options` from what a caller gives; one host alone is one, and not its letters."""
    return (hosts,) if isinstance(hosts, str) else tuple(hosts)


class Corpus:
    """Everything in one store, read as it stood when it was opened; tables are made when first asked for.

    Tables are pandas DataFrames. `pages` has a row for each node, and all `*_page` columns of the others are
    row numbers of it (-1 for none); `*_blog_id` are row numbers of `blogs`. What is shown in a report lies in
    `Summary`; this is what it is computed from.
    """

    def __init__(self, store: Store, *, options: Options | None = None, owned: bool = False) -> None:
        stack = ExitStack()
        self.options = options or Options()
        # The store closes last: what it still lent out would keep its file open.
        if owned:
            stack.callback(store.close)
        self._connection = stack.enter_context(reads.snapshot(store))
        self._stack = stack
        self._finalizer = weakref.finalize(self, stack.close)

    def close(self) -> None:
        """Release the store. Tables that were already made stay usable."""
        self._finalizer()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._finalizer.detach():
            # The store is told what went wrong: it makes one line of what the database says.
            self._stack.__exit__(kind, error, trace)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """Runs by number: `id`, `started`, `finished` (Unix seconds), `state`, `version`, `seeds`,
        `posts_read`."""
        return facts.runs(self._connection)

    @cached_property
    def now(self) -> int:
        """Unix seconds of the end of the last run (its start where it never ended); 0 for an empty store."""
        if self.options.now is not None:
            return self.options.now
        ends = self.runs["finished"].fillna(self.runs["started"])
        return int(ends.max()) if len(ends) else 0

    @property
    def as_of(self) -> str:
        """`now` in ISO 8601."""
        return moment(self.now) if len(self.runs) or self.options.now is not None else ""

    @property
    def today(self) -> int:
        """`now` in days since 1970."""
        return self.now // DAY

    @cached_property
    def _pages(self) -> Pages:
        return facts.pages(self._connection, self._entries["source"])

    @cached_property
    def _entries(self) -> dict[str, Any]:
        entries = reads.listed_edges(self._connection)
        return {**entries, "gone": entries["gone"] | (self._gone_posts[entries["post"]] > 0)}

    @cached_property
    def _gone_posts(self) -> np.ndarray[Any, Any]:
        return facts.gone_run_of_post(self._connection)

    @property
    def identities(self) -> list[str]:
        """The identity of each page, ascending."""
        return self._pages.identities

    @property
    def labels(self) -> list[str]:
        """The URL of each page, in the spelling that its blog uses: the names of the graph's nodes."""
        return self._labels

    @cached_property
    def _labels(self) -> list[str]:
        labels = list(self._pages.spellings)
        for named in (self.blogs, self._post_keys):
            for page, url in zip(named["page"].tolist(), named["url"].tolist(), strict=True):
                labels[page] = url
        return labels

    @cached_property
    def posts(self) -> pd.DataFrame:
        """Posts, one row for each page (spellings merged), by the identity of their URL: the store's columns,
        `page`, `blog_id`, `day` (of publication, days since 1970, NA where unknown, or where it is to come in
        any time zone) and `gone`."""
        found = facts.posts(self._connection, self._pages, self._post_keys)
        return found.assign(day=found["day"].mask(found["day"] > self.today + 1))

    @cached_property
    def _post_keys(self) -> pd.DataFrame:
        """The columns of `posts` that a graph needs, in a quarter of the time."""
        return facts.post_keys(self._connection, self._pages, self.blogs, self._entries["post"])

    @cached_property
    def blogs(self) -> pd.DataFrame:
        """Blogs by home page, further addresses of one left out: the store's columns, `url`, `page` of the
        home page, `prefix_identity`, `site`, and `ids`: its keys in the store, its own and theirs."""
        return facts.blogs(self._connection, self._pages)

    @cached_property
    def pages(self) -> pd.DataFrame:
        """One row for each page that is a post, a home page or a source, in the order of its identity: `url`,
        `identity`, `site`, `blog` and `blog_id` (the crawled blog it lies in, "" and -1 for none), `title`,
        `published`, `is_post`, `is_home`."""
        return facts.page_table(self)

    @cached_property
    def page_sites(self) -> np.ndarray[Any, Any]:
        """Site of each page."""
        return np.array(sites(self._pages.identities), dtype=object)

    @cached_property
    def page_blogs(self) -> np.ndarray[Any, Any]:
        """Row of `blogs` for each page, -1 outside the crawled blogs."""
        return facts.blog_of_pages(self._pages.identities, self.blogs, self._post_keys)

    @cached_property
    def page_posts(self) -> np.ndarray[Any, Any]:
        """Row of `posts` for each page, -1 where it is no post."""
        rows = np.full(len(self._pages), -1, dtype=np.int64)
        rows[self._post_keys["page"].to_numpy()] = np.arange(len(self._post_keys))
        return rows

    @cached_property
    def linkbacks(self) -> pd.DataFrame:
        """Every entry of every listing, also those gone (by themselves or with their post): the store's
        columns, `target_page`, `source_page`, `source_url`, `listing_url`, `gone`, `gone_run`; in the order
        of target, listing page and position."""
        return facts.linkbacks(self._connection, self._pages, self._page_of_post, self._gone_posts)

    @cached_property
    def clicks(self) -> pd.DataFrame:
        """Hyperlinks of read pages: `source_page`, `target_page`, `region`, `rel`, `text`; posts that are
        gone have none. Here pages that list posts (archives, indexes) take part, with the numbers after those
        of `pages`: see `step_blogs`."""
        clicks, keys = facts.clicks(self._connection, self._pages), self._post_keys
        gone = keys.loc[keys["gone"], "page"]
        return clicks[~clicks["source_page"].isin(gone)].reset_index(drop=True)

    @cached_property
    def step_blogs(self) -> np.ndarray[Any, Any]:
        """Row of `blogs` for each page of `clicks`: `page_blogs`, then those of pages that list posts."""
        steps = facts.blog_below(self._pages.step_identities, self.blogs)
        return np.concatenate([self.page_blogs, steps])

    @cached_property
    def links(self) -> pd.DataFrame:
        """Hyperlinks between pages of this corpus, rows of `clicks`."""
        pages, clicks = len(self._pages), self.clicks
        inside = (clicks["source_page"] < pages) & (clicks["target_page"] < pages)
        return clicks[inside].reset_index(drop=True)

    @cached_property
    def edges(self) -> Edges:
        """References between pages as integer arrays, self-linkbacks and spam among them: the quick form."""
        entries, shown = self._entries, self._shown
        kept = shown & ~entries["reaction"]
        listed = Listed(*self._ends(kept), entries["kind"][kept])
        reactions = pair_keys(*self._ends(shown & entries["reaction"]))
        return structure(listed, self.found_links, self.verdicts, reactions)

    @property
    def _shown(self) -> np.ndarray[Any, Any]:
        """Which entries are listed now, and name their source."""
        return np.asarray(~self._entries["gone"] & (self._entries["source"] > 0))

    def _ends(self, kept: np.ndarray[Any, Any]) -> tuple[Integers, Integers]:
        """Pages of source and target of some entries."""
        entries = self._entries
        return self._pages.of(entries["source"][kept]), self._page_of_post[entries["post"][kept]]

    @cached_property
    def found_links(self) -> pd.DataFrame:
        """In-content links of posts to other posts, those repeated over the pages of a blog left out where
        no listing shows or showed them: rows of `links`, one for each pair of pages."""
        listed = pair_keys(*self._ends(np.asarray(self._entries["source"] > 0)))
        return found_links(self.links, self._post_keys, self.page_posts, listed)

    @cached_property
    def _page_of_post(self) -> np.ndarray[Any, Any]:
        return facts.page_of_post(self._connection, self._pages)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """What fetched sources showed, a row for each source, target and run, as written: the store's
        columns, `source_page`, `target_page`, `source_url`, `target_url`."""
        return facts.evidence(self._connection, self._pages)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """What `evidence` comes to, a row for each pair of pages: see `analysis.evidence.verdicts`."""
        return verdicts(self.evidence, self._post_keys.set_index("page")["gone_run"])

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Linkbacks, one row for each pair of pages: columns of `columns.LINKBACKS` (NA for unknown), and
        `target_page`, `source_page`, `target_blog_id`, `source_blog_id`, `day`, `reaction`, one column for
        each kind, `spam`, `removed`, `verified`, `unreachable`, `voice` (see `analysis.counts.voices`)."""
        return pairs(self)

    @cached_property
    def references(self) -> pd.DataFrame:
        """References, one row for each pair of pages: columns of `columns.REFERENCES`, and int32
        `source_page`, `target_page`, `source_blog_id`, `target_blog_id`; reactions and gone rows left out."""
        return references(self)

    @cached_property
    def tags(self) -> pd.DataFrame:
        """Tags of posts: `post` (row of `posts`), `tag`, `category`; each once for a post."""
        return facts.tags(self._connection, self._page_of_post, self.page_posts)

    @property
    def topics(self) -> pd.DataFrame:
        """Topics by number: `topic` (name), `origin`, `language`, `posts`."""
        return self._topics[0]

    @property
    def topic_posts(self) -> pd.DataFrame:
        """Posts of topics: `topic` (row of `topics`), `post` (row of `posts`); gone posts left out."""
        return self._topics[1]

    @cached_property
    def _topics(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        from analysis.topics import memberships

        return memberships(self)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """States of the crawl: `blog_id`, `role`, `state`, `reason`, `count`."""
        return facts.ledger(self._connection, self.blogs)

    @cached_property
    def events(self) -> pd.DataFrame:
        """Skips and errors: `run`, `blog` (home page, "" for the whole run), `what`, `reason`, `count`,
        `example`."""
        return facts.events(self._connection, self.blogs)

    @cached_property
    def completeness(self) -> pd.DataFrame:
        """How whole the crawl of each blog is, by row of `blogs`: see `analysis.completeness.of_blogs`."""
        from analysis.completeness import of_blogs

        return of_blogs(self)

    @property
    def post_graph(self) -> nx.DiGraph[Any]:
        """References between pages as a networkx graph, citing -> cited."""
        from analysis.graph import post_graph

        return post_graph(self)

    @cached_property
    def blog_graph(self) -> nx.DiGraph[Any]:
        """Clean references between blogs as a networkx graph, citing -> cited."""
        from analysis.graph import blog_graph

        return blog_graph(self)


def load(
    store: str | Path = "trackgraph.db",
    *,
    now: int | None = None,
    window_days: int = 180,
    spam_threshold: float = 0.5,
    allow: Iterable[str] = (),
    deny: Iterable[str] = (),
) -> Corpus:
    """The corpus of a store at a path or an SQLAlchemy URL; `Options` says what the others mean.

    Raises StoreError where there is no store, TrackgraphError for an option that can mean nothing. Nothing is
    read before a table is asked for.
    """
    options = Options(
        spam_threshold=spam_threshold, allow=rules(allow), deny=rules(deny), window_days=window_days, now=now
    )
    return Corpus(open_store(store), options=options, owned=True)
