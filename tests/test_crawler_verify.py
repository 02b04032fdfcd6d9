# ruff: noqa: E501 (markup stands as it is printed)
"""Which sources mention a target, by every element that the Webmention specification names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verify import Mention, find_mention

TARGET = "https://example.com/post/1"
SOURCE = "https://source.example/note/"

EXACT = [
    '<a href="{}">x</a>',
    "<a href={}>x</a>",
    '<map><area href="{}"></map>',
    '<img src="{}">',
    '<img src="x.png" srcset="y.png 1x, {} 2x">',
    '<img srcset="{}">',
    '<picture><source srcset="{} 640w"></picture>',
    '<video src="{}"></video>',
    '<video poster="{}"></video>',
    '<video><source src="{}"></video>',
    '<video><track src="{}"></video>',
    '<audio src="{}"></audio>',
    '<blockquote cite="{}">said</blockquote>',
    '<q cite="{}">said</q>',
    '<del cite="{}">gone</del>',
    '<ins cite="{}">new</ins>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe>',
    '<link rel="in-reply-to" href="{}">',
    '<form action="{}"></form>',
    '<data class="u-like-of" value="x"><a class="u-like-of" href="{}"></a></data>',
    "<div><p><span>deep <a href='{}'>x</a>",
    '<img srcset="a.png 1x,{} 2x">',
    '<img srcset="a.png 640w,b.png 1.5x,{}">',
    '<svg><a xlink:href="{}"></a></svg>',
    '<svg><image href="{}"></image></svg>',
    '<meta http-equiv="refresh" content="0; url={}">',
    "<meta http-equiv=refresh content=\"5;URL='{}'\">",
]

TOLERANT = [
    '<a href="http://example.com/post/1">x</a>',
    '<a href="https://www.example.com/post/1">x</a>',
    '<a href="https://example.com/post/1/">x</a>',
    '<a href="https://example.com/post/1#comments">x</a>',
    '<a href="https://example.com/post/1?utm_source=feed">x</a>',
    '<img src="//www.example.com/post/1">',
]

ABSENT = [
    "",
    "<p>https://example.com/post/1</p>",
    '<!-- <a href="https://example.com/post/1">x</a> -->',
    '&lt;a href="https://example.com/post/1"&gt;',
    '<a href="https://example.com/post/12">x</a>',
    '<a href="https://example.com/post/">x</a>',
    '<a href="https://example.com/post/1/2">x</a>',
    '<a href="https://other.example/?u=https://example.com/post/1">x</a>',
    '<a title="https://example.com/post/1">x</a>',
    '<a href="mailto:me@example.com">x</a>',
    '<a href="https://example.com.evil.example/post/1">x</a>',
    '<script>var u = "https://example.com/post/1";</script>',
    '<a href="/post/1">x</a>',
    '<img srcset="a.png 1x,https://example.com/post/12 2x">',
    '<meta name="description" content="url=https://example.com/post/1">',
]


def mention(
    body: str | bytes, content_type: str = "text/html; charset=utf-8", target: str = TARGET
) -> Mention:
    raw = body if isinstance(body, bytes) else body.encode()
    return find_mention(raw, target, content_type=content_type, url=SOURCE)


@pytest.mark.parametrize("markup", EXACT)
def test_element_mentions_exactly(markup: str) -> None:
    found = mention(markup.format(TARGET))
    assert (found.found, found.exact) == (True, True)


@pytest.mark.parametrize("markup", TOLERANT)
def test_variant_is_found_but_not_exact(markup: str) -> None:
    found = mention(markup)
    assert (found.found, found.exact) == (True, False)


@pytest.mark.parametrize("markup", ABSENT)
def test_page_without_a_link_does_not_mention(markup: str) -> None:
    assert mention(markup) == Mention()


def test_relative_link_resolves_against_the_source_and_its_base() -> None:
    assert find_mention(
        b'<a href="../post/1">x', TARGET, content_type="text/html", url="https://example.com/note/"
    ).exact
    assert mention('<base href="https://example.com/"><a href="post/1">x').exact


def test_best_mention_is_reported_with_rel_anchor_and_snippet() -> None:
    found = mention(
        '<img src="http://example.com/post/1"><p>Before words <a rel="NoFollow  ugc" href="https://example.com/post/1">'
        "the  post</a> after words.</p>"
    )
    assert (found.exact, found.rel, found.anchor) == (True, "nofollow ugc", "the post")
    assert found.snippet == "Before words the post after words."


WORDS = " ".join(f"word{n:02}" for n in range(40))


@pytest.mark.parametrize(
    ("markup", "snippet"),
    [
        ("<div>Far<p>Near {}</p></div>", "Near it"),
        ("<ul>Far<li>Near {}</li></ul>", "Near it"),
        (f"<div>{WORDS} <b>{{}}</b> {WORDS}</div>", f"{WORDS[-118:]} it {WORDS[:118]}"),
        (f"<div>{WORDS} {'<b>' * 5}{{}}", f"{WORDS[-118:]} it"),
        (f"<div>{WORDS} {'<b>' * 6}{{}}", "it"),
        ("<div>Too short <b>{}</b></div>", "it"),
        ("{}", "it"),
        ('<blockquote cite="{url}">It was said so</blockquote>', "It was said so"),
        ('<p>Before <img src="{url}"> behind</p>', "Before behind"),
        ('<link rel="in-reply-to" href="{url}">', None),
    ],
)
def test_a_mention_is_told_with_the_words_around_it(markup: str, snippet: str | None) -> None:
    assert mention(markup.format(f'<a href="{TARGET}">it</a>', url=TARGET)).snippet == snippet


def test_kinds_of_documents_are_told_whatever_their_case() -> None:
    markup = '<a href="/">x</a> https://example.com/post/1'
    for kind, found in (("Text/HTML; charset=utf-8", False), ("TEXT/plain", True), ("", False)):
        assert mention(markup, kind).found is found


@pytest.mark.parametrize(
    ("body", "found", "exact"),
    [
        (
            '{"items": [{"type": "like", "properties": {"like-of": ["https://example.com/post/1"]}}]}',
            True,
            True,
        ),
        ('{"a": "http://www.example.com/post/1/"}', True, False),
        ('{"https://example.com/post/1": "a key is no value"}', False, False),
        ('{"a": "see https://example.com/post/1"}', False, False),
        ('{"a": 1, "b": null}', False, False),
        ('{broken "https://example.com/post/1"', True, True),
    ],
)
def test_json_counts_by_property_value(body: str, found: bool, exact: bool) -> None:
    result = mention(body, "application/mf2+json")
    assert (result.found, result.exact) == (found, exact)


@pytest.mark.parametrize(
    ("body", "found", "exact"),
    [
        ("see https://example.com/post/1 for more", True, True),
        ("see http://example.com/post/1/.", True, False),
        ("see https://example.com/", False, False),
        ("see https://example.com/post/12", False, False),
        ("see https://example.com/post/1.html", False, False),
        ("(https://example.com/post/1). More", True, True),
    ],
)
def test_plain_text_counts_by_substring(body: str, found: bool, exact: bool) -> None:
    result = mention(body, "text/plain")
    assert (result.found, result.exact) == (found, exact)


@pytest.mark.parametrize(
    ("body", "found", "exact"),
    [
        ("<rss><item><link>https://example.com/post/1</link></item></rss>", True, True),
        ('<rss><item><description><![CDATA[<a href="https://example.com/post/1">x</a>]]></description></item></rss>', True, True),
        ('<feed><entry><content type="html">&lt;a href="https://example.com/post/1"&gt;x&lt;/a&gt;</content></entry></feed>', True, True),
        ('<feed><entry><link href="https://example.com/post/1"/></entry></feed>', True, True),
        ("<rss><item><link>http://www.example.com/post/1/</link></item></rss>", True, False),
        ("<rss><item><link>https://example.com/post/12</link></item></rss>", False, False),
    ],
)  # fmt: skip
def test_feeds_count_by_their_texts_too(body: str, found: bool, exact: bool) -> None:
    result = mention(body, "application/rss+xml")
    assert (result.found, result.exact) == (found, exact)


@pytest.mark.parametrize(
    ("body", "kind", "partial"),
    [
        ("<rss><channel/></rss>", "application/rss+xml", True),
        ('<?xml version="1.0"?>\n<!-- made -->\n<feed/>', "text/html", True),
        ("\ufeff<rdf:RDF></rdf:RDF>", "text/xml", True),
        ("<RSS/>", "text/plain", True),
        ("<rssfeed/>", "text/xml", False),
        ("<html><!-- <rdf:RDF/> --></html>", "text/html", False),
        ('<?xml version="1.0"?><!DOCTYPE html><html><rss/></html>', "application/xhtml+xml", False),
        ("see <rss>", "text/plain", False),
        ("<urlset/>", "application/xml", False),
        ("", "application/rss+xml", False),
        (f"<rss><channel><link>{TARGET}</link></channel></rss>", "application/rss+xml", False),
    ],
)
def test_a_feed_that_does_not_name_the_target_says_nothing(body: str, kind: str, partial: bool) -> None:
    found = find_mention(body.encode(), TARGET, content_type=kind, url="https://s.example/")
    assert found.partial is partial


def test_empty_target_is_never_found() -> None:
    assert mention('<a href="">x</a>', target=" ") == Mention()


@given(
    st.binary(max_size=400),
    st.text(max_size=40),
    st.sampled_from(["text/html", "application/json", "text/plain", ""]),
)
def test_never_raises(body: bytes, target: str, content_type: str) -> None:
    found = find_mention(body, target, content_type=content_type, url=SOURCE)
    assert found.found or not found.exact
