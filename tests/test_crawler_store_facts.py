"""What a way of discovery says of a post, and what its page says: which of them stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_crawl import HOME, Crawl
from sqlalchemy import select, update

from crawler.harvest import Harvest, Role, Task, Way
from crawler.records import Discovered, Endpoints, Kind, Link, Linkback, Page, PageKind, Post
from crawler.store import Store, earlier, open_store
from crawler.store import ledger as queue
from crawler.store.decisions import Limits, settle
from crawler.store.schema import aliases, endpoints, evidence, ledger, links, post_tags, posts, urls
from crawler.store.schema import tags as all_tags

URL = f"{HOME}p/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def _named(way: str = "feed", **facts: str) -> Discovered:
    return Discovered(url=URL, way=way, post=Post(**facts), count=1)  # type: ignore[arg-type]


def _read(crawl: Crawl, post: Post) -> None:
    (task,) = crawl.tasks()
    page = Page(url=URL, page_kind=PageKind.POST, post=post, comments_count=1)
    crawl.writer.write([Harvest(task=task, url=URL, state="done", status=200, page=page)])


def test_a_feed_fills_what_the_page_left_open_and_no_more(store: Store) -> None:
    first = Crawl(store)
    first.home(_named(title="Of the feed", author="Ann"), _named(title="Of the feed, mended"))
    assert first.all(posts.c.title, posts.c.author) == [("Of the feed, mended", "Ann")], "it is not read yet"
    _read(first, Post(title="Of the page"))
    first.end()
    Crawl(store).home(_named(title="Of the feed", author="Bob", language="de"))
    found = first.all(posts.c.title, posts.c.author, posts.c.language)
    assert found == [("Of the page", "Ann", "de")]


def _told(by: str, title: str) -> Discovered:
    return Discovered(url=URL, way="feed", post=Post(title=title, origins=(("title", by),)), count=1)


@pytest.mark.parametrize(
    ("ways", "read", "title", "origin"),
    [
        (("feed", "rest"), False, "Of rest", "rest"),
        (("rest", "feed"), False, "Of feed", "feed"),
        (("feed", "rest"), True, "Of the page", "visible"),
    ],
)
def test_what_a_fact_is_said_to_come_from_is_what_gave_it(
    store: Store, ways: tuple[str, str], read: bool, title: str, origin: str
) -> None:
    first = Crawl(store)
    first.home(_told(ways[0], f"Of {ways[0]}"))
    if read:
        _read(first, Post(title="Of the page", origins=(("title", "visible"),)))
    first.end()
    Crawl(store).home(_told(ways[1], f"Of {ways[1]}"))
    assert first.all(posts.c.title, posts.c.origins) == [(title, {"title": origin})]


@pytest.mark.parametrize(("length", "kept"), [(1, 1), (1000, 1000), (1001, 1000)])
def test_a_summary_has_a_thousand_characters_at_most(store: Store, length: int, kept: int) -> None:
    crawl = Crawl(store)
    crawl.home(_named())
    _read(crawl, Post(title="T", excerpt="x" * length))
    assert [len(text) for (text,) in crawl.all(posts.c.excerpt)] == [kept]


@pytest.mark.parametrize(
    ("ways", "stated"),
    [
        (("sitemap", "rest"), "rest 2004-02-01"),
        (("rest", "sitemap"), "rest 2004-01-01"),
        (("sitemap", "feed"), "sitemap 2004-01-01"),
        (("feed", "feed"), "feed 2004-02-01"),
    ],
)
def test_dates_of_one_way_are_compared_and_those_of_rest_win(
    store: Store, ways: tuple[str, str], stated: str
) -> None:
    crawl = Crawl(store)
    dated = zip(ways, ("2004-01-01", "2004-02-01"), strict=True)
    crawl.home(*(Discovered(url=URL, way=way, modified=date) for way, date in dated))
    assert crawl.all(ledger.c.stated_modified, ledger.c.role)[-1] == (stated, Role.POST)


def test_a_way_that_dates_nothing_leaves_the_date_that_it_stated(store: Store) -> None:
    crawl = Crawl(store)
    crawl.home(*(Discovered(url=URL, way="rest", modified=date) for date in ("2004-01-01", None)))
    assert crawl.all(ledger.c.stated_modified, ledger.c.role)[-1] == ("rest 2004-01-01", Role.POST)


def test_links_of_a_text_that_a_way_carries_stand_in_for_those_of_the_page(store: Store) -> None:
    def name(crawl: Crawl, home: Task, *targets: str) -> None:
        carried = tuple(Link(url=f"https://{one}.example/") for one in targets)
        found = Discovered(url=URL, way="feed", links=carried)
        crawl.writer.write([Harvest(task=home, url=HOME, state="done", found=(found, found))])

    def linked() -> list[str]:
        with store.reading() as connection:
            told = select(urls.c.url).join(links, links.c.target == urls.c.id)
            return sorted(url[8] for url in connection.execute(told).scalars())

    first = Crawl(store)
    (home,) = first.tasks(discovery=True)
    for names in ("ab", "bc", ""):
        name(first, home, *names)
        assert linked() == list(names or "bc")
    settle(store, first.run, first.blog, Limits())
    _read(first, Post(title="T"))
    assert linked() == []
    first.end()
    name(Crawl(store), home, "d")
    assert linked() == [], "the page was read"


@pytest.mark.parametrize("both", [False, True])
def test_a_post_that_is_back_at_its_address_is_no_more_where_that_had_led(store: Store, both: bool) -> None:
    first = Crawl(store)
    first.home(_named())
    (task,) = first.tasks()
    first.read(replace(task, url=f"{HOME}q/", via=(URL,)))
    first.end()
    second = Crawl(store)
    asked = [replace(task, blog=second.blog, url=url) for url in (URL, f"{HOME}q/")[: 1 + both]]
    page = Page(url=URL, page_kind=PageKind.POST, post=Post(title="T"))
    second.writer.write(
        [Harvest(task=one, url=one.url, state="done", status=200, page=page) for one in asked]
    )
    with store.reading() as connection:
        rows = connection.execute(select(urls.c.url, posts.c.gone_run).join(posts, posts.c.url == urls.c.id))
        assert dict(map(tuple, rows)) == {URL: None, f"{HOME}q/": None if both else 2}


def test_endpoints_of_a_page_are_kept_with_the_run_that_saw_them_last(store: Store) -> None:
    both = Endpoints(trackback=(f"{HOME}t/1",), pingback=f"{HOME}x")
    for count, ends in enumerate((both, Endpoints(pingback=f"{HOME}x", webmention=HOME)), 1):
        crawl = Crawl(store)
        crawl.home(Discovered(url=URL, way="feed", count=count))
        (task,) = crawl.tasks()
        page = Page(url=URL, page_kind=PageKind.POST, post=Post(title="T"), endpoints=ends)
        crawl.writer.write([Harvest(task=task, url=URL, state="done", status=200, page=page)])
        crawl.end()
    assert sorted(crawl.all(endpoints.c.protocol, endpoints.c.last_run)) == [
        ("pingback", 2),
        ("trackback", 1),
        ("webmention", 2),
    ]


@pytest.mark.parametrize(
    ("statuses", "named", "gone"),
    [
        ((404,), True, False),
        ((404, 404), True, True),
        ((410,), True, True),
        ((503, 404), True, False),
        ((404,), False, True),
    ],
)
def test_a_post_that_its_blog_still_names_is_gone_when_it_is_sure(
    store: Store, statuses: tuple[int, ...], named: bool, gone: bool
) -> None:
    first = Crawl(store)
    first.home(_named())
    _read(first, Post(title="T"))
    first.end()
    for status in statuses:
        crawl = Crawl(store)
        if named:
            crawl.home(_named())
        with store.writing() as connection:
            due = ledger.c.role == Role.POST
            connection.execute(update(ledger).where(due).values(state="waiting", run=crawl.run))
        (task,) = (one for one in crawl.tasks() if one.role is Role.POST)
        crawl.writer.write(
            [Harvest(task=task, url=URL, state="failed", reason=f"http_{status}", status=status)]
        )
        crawl.end()
    with store.reading() as connection:
        assert (connection.execute(select(posts.c.gone_run)).scalar_one() is not None) is gone


def test_tags_of_a_run_add_up_and_take_the_place_of_older_ones(store: Store) -> None:
    for ways, shown in ((("a", "b"), "ab"), (("c", "", "b"), "bc"), (("",), "bc")):
        crawl = Crawl(store)
        (home,) = crawl.tasks(discovery=True)
        for tags in ways:
            named = Discovered(url=URL, way="feed", post=Post(tags=tuple(tags)))
            crawl.writer.write([Harvest(task=home, url=HOME, state="done", status=200, found=(named,))])
        with store.reading() as connection:
            told = select(all_tags.c.tag).join(post_tags, post_tags.c.tag == all_tags.c.id)
            assert "".join(sorted(connection.execute(told).scalars())) == shown
        crawl.end()


@pytest.mark.parametrize(
    ("way", "told", "shown"),
    [
        ("sitemap", "", "bc"),
        ("archive", "", "bc"),
        ("", "", "bc"),
        ("feed", "d", "bcd"),
        ("feed", "", "abc"),
        ("rest", "d", "bcd"),
        ("rest", "", "abc"),
    ],
)
def test_tags_of_a_page_take_the_place_of_older_ones_where_no_feed_told_any(
    store: Store, way: str, told: str, shown: str
) -> None:
    dates = iter(("2004-01-01", "2004-01-02"))

    def named(tags: str) -> Discovered:
        return Discovered(url=URL, way=way or "feed", post=Post(tags=tuple(tags)), modified=next(dates))

    first = Crawl(store)
    first.home(named("a"))
    _read(first, Post(title="T", tags=("a", "b")))
    first.end()
    second = Crawl(store)
    second.home(*[named(told)] if way else [])
    with store.writing() as connection:
        due = ledger.c.role == Role.POST
        connection.execute(update(ledger).where(due).values(state="waiting", run=second.run))
    _read(second, Post(title="T", tags=("b", "c")))
    with store.reading() as connection:
        kept = select(all_tags.c.tag).join(post_tags, post_tags.c.tag == all_tags.c.id)
        assert "".join(sorted(connection.execute(kept).scalars())) == shown


@pytest.mark.parametrize(
    ("read", "address", "known"),
    [(False, URL, True), (False, f"{HOME}?p=7", False), (True, URL, False)],
)
def test_the_number_of_a_post_is_another_address_of_it_until_its_page_says_so_itself(
    store: Store, read: bool, address: str, known: bool
) -> None:
    crawl = Crawl(store)
    found = Discovered(url=address, way="rest", count=1)
    crawl.home(found)
    if read:
        _read(crawl, Post(title="T"))
    crawl.end()
    Crawl(store).home(replace(found, shortlink=f"{HOME}?p=7", count=2))
    with store.reading() as connection:
        short, post = urls.alias(), urls.alias()
        rows = select(short.c.url, post.c.url, aliases.c.how).join(short, aliases.c.url == short.c.id)
        rows = rows.join(post, aliases.c.target == post.c.id)
        assert list(map(tuple, connection.execute(rows))) == [(f"{HOME}?p=7", URL, "shortlink")] * known


@pytest.mark.parametrize(
    ("before", "now", "waits"),
    [(None, 0, False), (0, None, False), (2, None, False), (2, 2, False), (None, 1, True), (2, 0, True)],
)
def test_a_post_is_read_again_where_its_blog_counts_otherwise(
    store: Store, before: int | None, now: int | None, waits: bool
) -> None:
    first = Crawl(store)
    first.home(
        Discovered(url=URL, way="feed", count=before), Discovered(url=f"{HOME}q/", way="feed", count=9)
    )
    for task in first.tasks():
        first.read(task)
    first.end()
    second = Crawl(store)
    second.home(Discovered(url=URL, way="feed", count=now))
    assert [task.url for task in second.tasks()] == [URL] * waits


@pytest.mark.parametrize(
    ("page", "post", "stated", "language"),
    [("de", "fr", "it", "fr"), ("de", None, "it", "de"), (None, None, "it", "it"), (None, None, None, None)],
)
def test_the_language_of_a_post_is_that_of_its_text_of_its_page_or_of_its_feed(
    store: Store, page: str | None, post: str | None, stated: str | None, language: str | None
) -> None:
    crawl = Crawl(store)
    crawl.home(Discovered(url=URL, way="feed", post=Post(language=stated)))
    (task,) = crawl.tasks()
    read = Page(url=URL, page_kind=PageKind.POST, post=Post(title="T", language=post), language=page)
    crawl.writer.write([Harvest(task=task, url=URL, state="done", status=200, page=read)])
    assert crawl.all(posts.c.language) == [(language,)]


def test_answers_of_one_way_add_up(store: Store) -> None:
    crawl = Crawl(store)
    (task,) = crawl.tasks(discovery=True)
    for found, complete in ((3, None), (4, True), (0, None)):
        way = Way(name="feed", found=found, complete=complete)
        asked = replace(task, role=Role.FEED)
        crawl.writer.write([Harvest(task=asked, url=HOME, state="done", status=200, ways=(way,))])
    assert queue.ways_of(store, crawl.blog) == {"feed": {"found": 7, "requests": 3, "complete": True}}


@pytest.mark.parametrize(
    ("state", "status", "verdict"),
    [
        ("failed", 410, "removed"),
        ("failed", 404, "unreachable"),
        ("failed", None, "unreachable"),
        ("done", 200, "removed"),
    ],
)
def test_only_410_or_a_page_without_the_link_is_a_removal(
    store: Store, state: str, status: int | None, verdict: str
) -> None:
    crawl = Crawl(store)
    crawl.home(_named())
    (post,) = crawl.tasks()
    crawl.read(post, Linkback(kind=Kind.PINGBACK, source=f"{HOME}source/"))
    source = Task(url=f"{HOME}source/", blog=crawl.blog, role=Role.SOURCE, url_id=9, targets=((URL,),))
    crawl.writer.write([Harvest(task=source, url=source.url, state=state, status=status)])
    assert crawl.all(evidence.c.verdict, evidence.c.status) == [(verdict, status)]


@pytest.mark.parametrize(
    ("feed", "back"),
    [
        ([], True),
        (["new 2004-05-02"], False),
        (["old 2004-05-01"], True),
        (["new 2004-05-02", "old 2004-05-01"], True),
        (["new 2004-05-02", "old 2004-05-03"], False),
        (["new 2004-05-02", "old "], False),
        (["new ", "old 2004-05-01"], False),
    ],
)
def test_a_feed_goes_back_where_it_names_a_known_post_older_than_all_new_ones(
    store: Store, feed: list[str], back: bool
) -> None:
    def named(*ages: str) -> list[Discovered]:
        told = [one.partition(" ") for one in feed]
        return [
            Discovered(url=f"{HOME}{n}/", way="feed", post=Post(published=date or None))
            for n, (age, _, date) in enumerate(told)
            if age in ages
        ]

    first = Crawl(store)
    first.home(*named("old"))
    first.end()
    second = Crawl(store)
    second.home(*named("old", "new"))
    assert earlier.feed_goes_back(store, second.run, second.blog) is back
