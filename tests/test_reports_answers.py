"""The head of the page: the answers in words, and what they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_summary import empty_summary, frame, made, one_post
from selectolax.lexbor import LexborHTMLParser, LexborNode

from analysis.corpus import Options
from analysis.summary import Summary
from reports.html import render

MADE = made(120)
SUMMARIES = {"made": MADE, "one": one_post(), "empty": empty_summary()}


def page(summary: Summary) -> LexborHTMLParser:
    return LexborHTMLParser(render(summary, ()))


@pytest.fixture(scope="module")
def pages() -> dict[str, LexborHTMLParser]:
    return {name: page(summary) for name, summary in SUMMARIES.items()}


def text(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def test_the_head_answers_the_writers_questions(pages: dict[str, LexborHTMLParser]) -> None:
    answers = text(pages["made"].css_first("#answers"))
    best = MADE.topics.sort_values("yield_low", ascending=False).iloc[0]
    assert f"{best['topic']} most surely draws many: {best['yield']:.2f} citing sites a post" in answers
    second = MADE.topics.sort_values("yield_low", ascending=False).iloc[1]
    interval = f"({second['yield_low']:.2f}–{second['yield_high']:.2f})"
    assert f"Next {second['topic']}, {second['yield']:.2f} {interval}" in answers
    noticed = MADE.posts.sort_values(
        ["referring_sites", "clean", "linkbacks", "url"], ascending=[False, False, False, True]
    ).iloc[0]
    assert (
        f"{noticed['referring_sites']} referring sites, {noticed['clean']} clean of {noticed['linkbacks']}"
        in answers
    )
    citing = MADE.sites.sort_values(["clean", "linkbacks", "site"], ascending=[False, False, True]).iloc[0]
    assert citing["site"] in answers


def test_a_second_run_says_what_is_new_and_what_is_lost() -> None:
    runs = [
        {"run": 1, "started": "2006-11-30T22:00:00+00:00", "new": 3, "new_clean": 3},
        {
            "run": 2,
            "started": "2006-12-31T22:00:00+00:00",
            "new": 3,
            "new_clean": 1,
            "new_spam": 1,
            "lost": 1,
            "posts_read": 1,
        },
    ]
    row = {"target": "https://one.example/p", "title": "Tea", "site": "Cups", "first_run": 2, "clean": True}
    summary = replace(one_post(), runs=frame("runs", runs), linkbacks=frame("linkbacks", [row]))
    tree = page(summary)
    changes = text(tree.css_first(".changes"))
    assert "3 linkbacks seen for the first time in the run of 2006-12-31, 1 of them clean, 1 spam" in changes
    assert "; 1 is listed no more." in changes
    assert "posts read in that run 1 of 1." in changes
    for last, told in ((1, "1 of 1."), (2, "1 of 1, blogs crawled 1 of 2.")):
        blogs = frame(
            "blogs",
            [
                {"url": "https://a.example/", "posts_known": 1, "last_run": 2},
                {"url": "https://b.example/", "last_run": 1},
            ][:last],
        )
        assert f"posts read in that run {told}" in text(
            page(replace(summary, blogs=blogs)).css_first(".changes")
        )
    assert "Cups cites" in changes
    shown = [a.attributes["data-show"] for a in tree.css(".changes a[data-show]")]
    assert shown == ["r0.new", "r0.new_clean", "r0.new_spam", "r0.lost"]


@pytest.mark.parametrize(
    ("listed", "known", "source", "shown"),
    [
        ("Cups", "Tea Cups", "https://cups.example/1", "Cups cites"),
        (None, "Tea Cups", "https://cups.example/1", "Tea Cups cites"),
        (None, None, "https://cups.example/1", "cups.example cites"),
        ("Cups", "Tea Cups", None, "Cups cites"),
        (None, "Tea Cups", None, "cites"),  # an entry without a link that names nobody
    ],
)
def test_what_is_new_names_who_cites_as_well_as_it_can(
    listed: str | None, known: str | None, source: str | None, shown: str
) -> None:
    runs = [{"run": 1, "new": 0}, {"run": 2, "new": 1, "new_clean": 1}]
    row = {"target": "https://one.example/p", "title": "Tea", "site": listed, "first_run": 2, "clean": True}
    row |= {"source": source, "source_site": "cups.example" if source else None}
    sites = frame("sites", [{"site": "cups.example", "name": known, "clean": 1}])
    linkbacks = frame("linkbacks", [row])
    tree = page(replace(one_post(), runs=frame("runs", runs), linkbacks=linkbacks, sites=sites))
    assert text(tree.css_first(".changes .aside")).startswith(shown)


def test_a_new_topic_is_named_apart_from_the_hot_ones() -> None:
    shared = {"posts": 2, "votes": 3, "recent_votes": 3, "yield": 1.0, "yield_low": 0.5}
    topics = [
        {"topic": "Tea", **shared, "earlier_votes": 2, "earlier_posts": 1, "hot": 1.5},
        {"topic": "Mate", **shared, "hot": float("nan")},
        {"topic": "Coffee", **shared, "recent_votes": 0, "hot": float("nan")},
    ]
    tree = page(replace(one_post(), topics=frame("topics", topics)))
    answers = text(tree.css_first("#answers"))
    assert "Hot now: Tea, at least 1.50 × its earlier share of all votes" in answers
    assert "New, with nothing earlier to compare with: Mate (3 recent sites)." in answers
    place = [head.attributes["data-name"] for head in tree.css("#t-topics thead th")].index("hot")
    shown = [[*row.iter()][place].text() for row in tree.css("#t-topics tbody tr")]
    assert shown == ["1.50", "", "no earlier base"]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (0.61, "No topic surely draws more than another yet"),
        (0.40, "Tea most surely draws many: 0.62 citing sites a post"),
    ],
)
def test_topics_that_cannot_be_told_apart_are_not_ranked(last: float, said: str) -> None:
    rates = {"yield_low": 0.5, "yield_high": 0.7}
    topics = [
        {"topic": "Tea", "posts": 1, "votes": 2, **rates, "yield": 0.62, "yield_low": 0.52},
        {"topic": "Mate", "posts": 6, "votes": 3, **rates, "yield": 0.61},
        {"topic": "Milk", "posts": 1, "votes": 0, **rates, "yield": last},
    ]
    answers = text(page(replace(one_post(), topics=frame("topics", topics))).css_first("#answers"))
    assert said in answers
    assert ("Most votes so far: Mate, 3 sites on 6 posts; Tea, 2 sites on 1 post." in answers) == (
        last == 0.61
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(), "recent: the last 180 days"),
        (Options(window_days=1), "recent: the last day"),
        (
            Options(window_days=30, spam_threshold=0.3, allow=("a.io",), deny=("b.example",)),
            "recent: the last 30 days · spam from a score of 0.3 · always spam: b.example · never spam: a.io",
        ),
    ],
)
def test_the_page_says_what_its_numbers_depend_on(options: Options, said: str) -> None:
    head = text(page(replace(one_post(), options=options)).css_first(".eyebrow"))
    assert head.endswith(f" · {said}")


def test_listings_bring_nobody_to_a_post_that_is_gone() -> None:
    rows = [
        {
            "url": f"https://a.example/{n}",
            "blog": "https://a.example/",
            "title": title,
            "gone": title == "Dead",
        }
        | {"reach": 300.0, "reach_by_listings": brought}
        for n, (title, brought) in enumerate((("Dead", 200.0), ("Alive", 100.0), ("Hurt", -5.0)))
    ]
    summary = replace(MADE, posts=frame("posts", rows))
    card = text(page(summary).css("#answers article")[-1])
    assert "Alive" in card
    assert "Dead" not in card
    assert "1 post gains by them, 1 loses." in card


def test_a_post_that_only_likes_noticed_was_noticed() -> None:
    liked = {"url": "https://a.example/1", "title": "Liked", "linkbacks": 3, "clean": 2, "referring_sites": 0}
    answers = text(page(replace(MADE, posts=frame("posts", [liked]))).css_first("#answers"))
    assert "0 referring sites, 2 clean of 3 linkbacks" in answers
    assert "No post lists a clean linkback" not in answers


@pytest.mark.parametrize(
    ("reactions", "said"),
    [(0, "3 linkbacksx"), (1, "3 linkbacks (1 reaction)"), (3, "3 linkbacks (3 reactions)")],
)
def test_a_post_says_how_much_of_its_notice_is_reactions(reactions: int, said: str) -> None:
    post = {
        "url": "https://a.example/1",
        "title": "Liked",
        "linkbacks": 3,
        "clean": 3,
        "reactions": reactions,
    }
    answers = page(replace(MADE, posts=frame("posts", [post]))).css_first("#answers")
    assert said in "".join(f"{text(aside)}x" for aside in answers.css(".aside"))


@pytest.mark.parametrize(
    ("flags", "sites", "said"),
    [
        ([{}, {}], 2, "crawled posts."),
        (
            [{}, {"reaction": True}],
            1,
            "2 of these 2 in a clean linkback, 1 of them only in reactions (likes, reposts, bookmarks).",
        ),
        ([{}, {"clean": False}], 1, "1 of these 2 in a clean linkback, the others only in linkbacks that"),
        (
            [{"gone": True, "clean": False}, {"reaction": True}],
            0,
            "1 of these 2 in a clean linkback, 1 of them only in",
        ),
        ([{}, {"source_site": ""}], 1, "crawled posts."),  # an entry without a link
    ],
)
def test_only_sites_whose_linkbacks_are_more_than_reactions_cite(
    flags: list[dict[str, bool | str]], sites: int, said: str
) -> None:
    rows = [
        {"target": "https://a.example/1", "source_site": f"{n}.example", "clean": True} | flag
        for n, flag in enumerate(flags)
    ]
    cited = [
        {"site": row["source_site"], "linkbacks": 1, "clean": int(bool(row["clean"]))}
        for row in rows
        if row["source_site"]
    ]
    tree = page(replace(one_post(), linkbacks=frame("linkbacks", rows), sites=frame("sites", cited)))
    counted = {text(one.css_first("dt")): text(one.css_first("dd")) for one in tree.css(".stats div")}
    assert counted["Sites that cite"] == str(sites)
    assert said in text(tree.css_first("#citing .lead"))


def test_a_topic_alone_is_compared_with_none() -> None:
    only = {"topic": "Tea", "posts": 1, "votes": 2, "yield": 2.0, "yield_low": 1.7, "yield_high": 2.4}
    answers = text(page(replace(one_post(), topics=frame("topics", [only]))).css_first("#answers"))
    assert "There is one topic only, and none to compare it with: Tea, 2 sites on 1 post." in answers


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (MADE, "2 clean of 3 linkbacks, to 3 posts of 1 blog"),
        (one_post(), "2 clean of 3 linkbacks, to 3 posts"),
    ],
)
def test_a_site_that_cites_shows_raw_and_clean(summary: Summary, said: str) -> None:
    site = {"site": "x.example", "linkbacks": 3, "clean": 2, "posts": 3, "blogs": 1}
    tree = page(replace(summary, sites=frame("sites", [site])))
    assert f"x.example{said}" in [text(line) for line in tree.css("#answers li")]


def test_a_first_run_has_nothing_to_compare_with(pages: dict[str, LexborHTMLParser]) -> None:
    assert pages["one"].css_first(".changes") is None
    assert pages["empty"].css_first(".changes") is None


@pytest.mark.parametrize(
    ("linkbacks", "said"),
    [
        (1, "the one that is listed is spam, of the blog's own site, or gone. The evidence says why."),
        (
            45,
            "all 45 that are listed are spam, of the blog's own site, or gone. The evidence says why,",
        ),
    ],
)
def test_a_blog_with_spam_alone_is_told_so(linkbacks: int, said: str) -> None:
    post = {
        "url": "https://a.example/1",
        "title": "Pinged",
        "linkbacks": linkbacks,
        "spam": linkbacks,
        "clean": 0,
    }
    tree = page(replace(one_post(), posts=frame("posts", [post])))
    assert f"No post lists a clean linkback: {said}" in text(tree.css_first("#answers"))
    assert tree.css_first('#answers article a[href="#linkbacks"]') is not None


def test_a_blog_of_which_no_post_was_found_is_told_so() -> None:
    blogs = [{"url": "https://xn--mller-kva.example/", "posts_known": 0, "state": "finished"}]
    bare = replace(one_post(), title=blogs[0]["url"], posts=frame("posts", []), blogs=frame("blogs", blogs))
    tree = page(bare)
    assert "No post was found: is that the blog's home page?" in text(tree.css_first("#answers"))
    assert (text(tree.css_first("h1")), text(tree.css_first("title"))) == (
        "müller.example", "müller.example – trackgraph"
    )  # fmt: skip
    failed = page(
        replace(bare, blogs=frame("blogs", [{**blogs[0], "state": "failed: its home page answers 404"}]))
    )
    assert "No post was found." in text(failed.css_first("#answers"))


def test_each_blog_that_may_be_cited_next_is_named_once_and_none_that_is_silent() -> None:
    rows = [
        {"topic": "Tea", "blog": "a", "score": 9, "listed_share": 0.5, "references_found": 2},
        {"topic": "Mate", "blog": "a", "score": 8},
        {"topic": "Tea", "blog": "b", "score": 7, "latest": "2006-11-30T08:00:00Z"},
        {"topic": "Tea", "blog": "c", "score": 10, "active": False},
    ]
    rows = [{"active": True, "title": str(row["blog"]).upper(), **row} for row in rows]
    tree = page(replace(MADE, prospects=frame("prospects", rows)))
    (card,) = [one for one in tree.css("#answers article") if "Whom to cite next?" in text(one)]
    assert [text(line) for line in card.css("li")] == [
        "ATea: lists 50% of 2 posts that cited it",
        "BTea: nothing is known yet of posts that cited it; newest post 2006-11-30",
    ]
    assert "Whom to cite next?" not in text(page(one_post()).css_first("#answers"))


@pytest.mark.parametrize(
    ("post", "reasons", "said"),
    [
        ({"linkbacks": 3, "clean": 3}, [], "All 3 count: none is spam, of the blog's own site, or removed."),
        (
            {"linkbacks": 4, "clean": 1, "spam": 2, "self": 1},
            ["spam_words: x: y; burst: 3", "burst: 2"],
            "2 spam, 1 of the blog's own site. The most frequent signs of spam: burst (2), spam words (1).",
        ),
        (
            {"linkbacks": 4, "clean": 2, "spam": 2, "self": 1, "removed": 1},
            ["denied: x"],
            "1 of the blog's own site, 1 whose source links no more; one may be several of these. The",
        ),
        ({"linkbacks": 4, "clean": 2, "spam": 2}, ["denied: x"], "2 of 4 linkbacks: 2 spam. The most"),
        ({"linkbacks": 4, "clean": 3, "self": 1}, [], "1 of 4 linkbacks: 1 of the blog's own site."),
        ({"linkbacks": 4, "clean": 3, "removed": 1}, [], "1 of 4 linkbacks: 1 whose source links no more."),
    ],
)
def test_the_head_says_what_does_not_count_and_why(
    post: dict[str, int], reasons: list[str], said: str
) -> None:
    rows = [{"spam": True, "spam_reasons": reason} for reason in reasons]
    rows += [{"spam": True, "gone": True, "spam_reasons": "denied: x"}, {"spam_reasons": "burst: 9"}]
    posts = frame("posts", [{"url": "https://one.example/p", **post}])
    tree = page(replace(one_post(), posts=posts, linkbacks=frame("linkbacks", rows)))
    (card,) = [one for one in tree.css("#answers article") if "What does not count" in text(one)]
    assert said in text(card)


def test_where_nothing_is_listed_nothing_is_said_of_what_does_not_count() -> None:
    assert "What does not count" not in text(page(one_post()).css_first("#answers"))


def test_a_blog_without_linkbacks_is_told_what_was_looked_at() -> None:
    answers = text(page(one_post()).css_first("#answers"))
    assert "1 of 1 known posts were read, 0 say that they take linkbacks" in answers
    assert "--follow 1" in answers


def test_the_head_of_an_empty_store_says_so(pages: dict[str, LexborHTMLParser]) -> None:
    answers = text(pages["empty"].css_first("#answers"))
    assert "No topic has drawn a vote yet. What is hot now cannot be told" in answers
    assert "No post was found." in answers
    assert "No site cites these blogs" in answers
    assert "nothing was read" in text(pages["empty"].css_first("header"))


def test_topics_named_at_the_head_lead_to_their_posts(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["made"]
    rows = [text(row.css_first("th")) for row in tree.css("#t-topics tbody tr")]
    named = tree.css("#answers a[data-topic]")
    assert len(named) > 3
    assert all(text(link) == rows[int(str(link.attributes["data-topic"]))] for link in named)


def test_tables_in_another_order(pages: dict[str, LexborHTMLParser]) -> None:
    orders = [link.attributes["data-sort"] for link in pages["made"].css("#answers a[data-sort]")]
    assert orders == ["topics yield_low desc", "topics hot desc", "linkbacks spam_score desc"]
    for table, column, _ in map(str.split, map(str, orders)):
        assert pages["made"].css_first(f"#t-{table} thead th[data-name={column}]") is not None


def test_a_blog_that_did_not_answer_is_told_at_the_head() -> None:
    said = "its home page answers 404 (https://one.example/)"
    summary = one_post()
    blogs = summary.blogs.assign(state=f"failed: cannot be crawled: {said}")
    for complete, ends in ((True, "Numbers are of what was read."), (False, "What is missing")):
        (warning,) = page(replace(summary, blogs=blogs, complete=complete)).css(".top .warning")
        assert "could not be crawled" in text(warning)
        assert "one.example: its home page answers 404. Numbers" in text(warning)
        assert text(warning).endswith(ends)
    rows = [{"url": f"https://{name}.example/", "complete": name == "e"} for name in "abcde"]
    unfinished = replace(summary, blogs=frame("blogs", rows), complete=False)
    assert "Not to the end: a.example, b.example, c.example and 1 more. " in text(
        page(unfinished).css_first(".top .warning")
    )
    for state in ("finished", "crawling"):
        tree = page(replace(summary, blogs=summary.blogs.assign(state=state), complete=True))
        assert tree.css_first(".top .warning") is None
