# ruff: noqa: E501 (markup stands as blogs print it)
"""What pages state for machines alone: JSON-LD as templates break it, meta elements, headers."""

from __future__ import annotations

import json

import pytest

from crawler import read_page
from crawler.records import Page

URL = "https://blog.example/2006/03/a-post/"
LD = {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    "headline": "Stated title",
    "author": {"@type": "Person", "name": "Ann"},
    "datePublished": "2006-03-04T15:05:00+09:00",
}
TEXT = json.dumps(LD)


def page(head: str, headers: dict[str, str] | None = None) -> Page:
    markup = f"<html><head><title>A Post | A Blog</title>{head}</head><body class='single postid-1'><h1 class='entry-title'>A Post</h1><p>Words.</p></body></html>"
    return read_page(markup.encode(), URL, headers)


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


READ = {
    "plain": TEXT,
    "a list": f"[{TEXT}]",
    "a graph": json.dumps({"@graph": [{"@type": "WebSite", "name": "A Blog"}, LD]}),
    "within its page": json.dumps({"@type": "WebPage", "mainEntity": LD}),
    "several types": json.dumps({**LD, "@type": ["Thing", "BlogPosting"]}),
    "a type with its namespace": json.dumps({**LD, "@type": "https://schema.org/BlogPosting"}),
    "a type with a prefix": json.dumps({**LD, "@type": "schema:BlogPosting"}),
    "nested lists of authors": json.dumps({**LD, "author": [[{"name": "Ann"}]]}),
    "an author elsewhere": json.dumps([{"@type": "Person", "@id": "#ann", "name": "Ann"}, {**LD, "author": [{"@id": "#ann"}]}]),
    "a comma too many": TEXT[:-1] + ",}",
    "a semicolon": TEXT + ";",
    "a byte order mark": "\ufeff" + TEXT,
    "in CDATA": f"//<![CDATA[\n{TEXT}\n//]]>",
    "behind a comment": f"/* made by a plugin */\n// really\n{TEXT}",
    "escaped for HTML": TEXT.replace('"', "&quot;"),
    "two values": json.dumps({"@type": "WebSite"}) + "\n" + TEXT,
    "an apostrophe escaped": TEXT.replace("Person", "Per\\'son"),
    "a backslash that escapes nothing": TEXT.replace("Person", "C:\\Person \\\\ \\x"),
    "line breaks in a text": TEXT.replace("Person", "Per\nson"),
}  # fmt: skip


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_json_ld_is_read(text: str) -> None:
    post = page(ld(text)).post
    assert post is not None
    assert (post.title, post.author, post.published) == ("Stated title", "Ann", "2006-03-04T15:05:00+09:00")
    assert dict(post.origins)["title"] == dict(post.origins)["author"] == "jsonld"


@pytest.mark.parametrize(
    "text",
    ["", "null", "5", "{{{", "[" * 5000, '[null, 1, "x"]', TEXT[:-20], TEXT.replace("BlogPosting", "Comment"), TEXT.replace("BlogPosting", "NoBlogPosting")],
)  # fmt: skip
def test_json_ld_that_tells_of_no_post_is_none(text: str) -> None:
    post = page(ld(text)).post
    assert post is not None
    assert (post.title, post.author, post.published) == ("A Post", None, None)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="citation_publication_date" content="2006/03/04">', "published", "2006-03-04"),
        ('<meta name="citation_date" content="4 March 2006">', "published", "2006-03-04"),
        ('<meta name="sailthru.date" content="2006-03-04 15:05:00">', "published", "2006-03-04T15:05:00"),
        ('<meta property="og:article:published_time" content="2006-03-04">', "published", "2006-03-04"),
        ('<meta property="article:published_time" content="-0001-11-30T00:00:00+00:00">', "published", None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', "published", None),
        ('<meta property="article:published_time" content="2006-03-04T15:05:00+01:00 by Ann">', "published", "2006-03-04T15:05:00+01:00"),
        ('<meta name="publishdate" content="03/24/2006 15:05:00">', "published", "2006-03-24T15:05:00"),
        ('<meta name="cachetime" content="03/24/2006 15:05:00">', "published", None),
        ('<meta name="citation_author" content="Ann">', "author", "Ann"),
        ('<meta property="article:author" content="https://social.example/ann"><meta property="article:author" content="Ann">', "author", "Ann"),
        ('<meta name="author" content="ann@blog.example"><meta name="parsely-author" content="Ann">', "author", "Ann"),
        ('<meta property="article:author" content="https://social.example/ann">', "author", None),
        ('<meta name="parsely-tags" content="pears, winter">', "tags", ("pears", "winter")),
        ('<meta name="parsely-section" content="Garden">', "categories", ("Garden",)),
        ('<meta property="article:tag" content="pears"><meta name="parsely-tags" content="other">', "tags", ("pears",)),
        ('<meta name="keywords" content="pears, winter">', "tags", ()),
    ],
)  # fmt: skip
def test_meta_elements(head: str, field: str, value: object) -> None:
    assert getattr(page(head).post, field) == value


@pytest.mark.parametrize(
    ("head", "link", "canonical"),
    [
        ("", '<https://blog.example/x/>; rel="canonical"', "https://blog.example/x/"),
        ("", '</x/>; rel=canonical, </?p=1>; rel="shortlink"', "https://blog.example/x/"),
        ('<link rel="canonical" href="/y/">', "</x/>; rel=canonical", "https://blog.example/y/"),
        ('<link rel="canonical" href="">', "", None),
        ("", "</x/>; rel=shortlink", None),
        ("", "<mailto:me>; rel=canonical", None),
    ],
)
def test_the_canonical_address_may_stand_in_a_header(head: str, link: str, canonical: str | None) -> None:
    assert page(head, {"Link": link}).canonical == canonical


def test_the_rest_interface_may_stand_in_a_header() -> None:
    link = '<https://blog.example/wp-json/>; rel="https://api.w.org/"'
    assert page("", {"Link": link}).rest == "https://blog.example/wp-json/"
    assert page("", {"Link": link.replace("api.w", "api.x")}).rest is None


@pytest.mark.parametrize(
    ("head", "header", "robots"),
    [
        ('<meta name="ROBOTS" content="NOINDEX, Follow">', "", "noindex, follow"),
        ('<meta name="googlebot" content="noindex">', "", "googlebot: noindex"),
        ('<meta name="robots" content="noarchive"><meta name="googlebot" content="none">', "nofollow", "noarchive, googlebot: none, nofollow"),
        ("", "otherbot: noindex", "otherbot: noindex"),
        ('<meta name="robots" content="">', "", None),
    ],
)  # fmt: skip
def test_what_is_said_to_robots(head: str, header: str, robots: str | None) -> None:
    assert page(head, {"X-Robots-Tag": header}).robots == robots


@pytest.mark.parametrize(
    ("around", "published"), [("h-entry", "2014-10-06T12:00:00+00:00"), ("page", None), ("sidebar", None)]
)
def test_a_footer_of_the_post_states_its_date(around: str, published: str | None) -> None:
    date = '<div class="footer"><time class="dt-published" datetime="2014-10-06T12:00:00+00:00">06 Oct</time></div>'
    page = f'<body class="single post"><div class="{around}"><h2 class="p-name">Marigolds</h2><p>Up.</p>{date}</div>'
    found = read_page(f"<title>Marigolds</title>{page}".encode(), "https://marsh.example/marigolds").post
    assert found is not None
    assert found.published == published


@pytest.mark.parametrize(
    ("shown", "told", "tags"),
    [
        (("Walks",), {"articleSection": "Walks", "keywords": ["oak", "elm"]}, ("Walks", "oak", "elm")),
        (("Walks",), {"keywords": "oak, elm"}, ("Walks",)),
        (("Walks", "fir"), {"articleSection": "Walks", "keywords": "oak"}, ("Walks", "fir")),
        ((), {"keywords": "oak"}, ("oak",)),
    ],
)
def test_json_ld_that_holds_all_shown_topics_tells_more(
    shown: tuple[str, ...], told: dict[str, object], tags: tuple[str, ...]
) -> None:
    links = " ".join(f'<a rel="category tag" href="/category/{name}/">{name}</a>' for name in shown)
    markup = f"<html><head><title>A Post | A Blog</title>{ld(json.dumps(LD | told))}</head><body class='single'><h1 class='entry-title'>A Post</h1><p>Filed under {links}</p></body></html>"
    found = read_page(markup.encode(), URL).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(
    ("stated", "shown", "author"),
    [("colin", "Colin Marsh", "Colin Marsh"), ("colin", "Hal Moss", "colin"), ("Colin Marsh", "Colin", "Colin Marsh")],
)  # fmt: skip
def test_one_word_of_the_name_that_readers_see_is_an_account(stated: str, shown: str, author: str) -> None:
    markup = f'<html><head><title>A Post</title><meta name="author" content="{stated}"></head><body><h3 class="entry-header">A Post</h3><p>Words.</p><p class="posted">Posted by {shown} on October 21, 2005 09:12 AM</p></body></html>'
    found = read_page(markup.encode(), URL).post
    assert found is not None
    assert found.author == author


def card(label: str, value: str, place: int = 1) -> str:
    return f'<meta name="twitter:label{place}" content="{label}"><meta name="twitter:data{place}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (card("Written by", "Ann Lee"), "Ann Lee"),
        (card("Est. reading time", "3 minutes") + card("Verfasst von", "Ann Lee", 2), "Ann Lee"),
        (card("Écrit par", "ann"), "ann"),
        (card("Geschreven door", "Ann Lee"), "Ann Lee"),
        (card("執筆者", "森 安"), "森 安"),
        ('<meta name="sailthru.author" content="Ann Lee">', "Ann Lee"),
        # what other elements or readers' own lines say comes first
        (card("Written by", "Office") + '<meta name="author" content="Ann Lee">', "Ann Lee"),
        (card("Written by", "Office") + '<p class="byline">by Ann Lee</p>', "Ann Lee"),
        # other cards, addresses, half a card
        (card("Est. reading time", "3 minutes"), None),
        (card("Filed under", "Gardens"), None),
        (card("Made in", "Mumbai"), None),
        (card("Written by", "https://blog.example/ann"), None),
        (card("Written by", ""), None),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data2" content="3 minutes">', None),
    ],
)  # fmt: skip
def test_authors_on_cards(head: str, author: str | None) -> None:
    found = page(head).post
    assert found is not None
    assert found.author == author
