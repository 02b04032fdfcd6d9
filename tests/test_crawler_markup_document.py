"""The small questions that readers ask of a parsed page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.markup.document import Document, attribute, classes, fold, text_of
from crawler.markup.needles import Automaton, direct
from crawler.markup.nesting import DEEPEST, shallow

URL = "http://example.com/a/"
PAGE = '<div id="Comment-12" class="One two"><p class="ONE">x <b>y</b></p></div><p id="comment-13">z</p>'


def test_marks_name_classes_and_ids_without_case_and_final_digits() -> None:
    document = Document(PAGE, URL)
    assert set(document.marks) == {".one", ".two", "#comment-"}
    assert [node.tag for node in document.marked("#comment-", ".one")] == ["div", "p", "p"]
    assert document.marked(".three") == []


def test_within_counts_the_element_itself_and_what_it_holds() -> None:
    document = Document("<!-- x --><div id=a><p class=b>1</p><a>2</a><a href=x>3</a></div><p>4</p>", URL)
    [holder] = document.marked("#a")
    last = document.tagged("p")[-1]
    assert [document.names[number] for number in document.within(holder, "p", "div", "h1")] == ["div", "p"]
    assert [document.names[number] for number in document.marked_within(holder, "#a", ".b", ".c")] == [
        "div",
        "p",
    ]
    assert [document.attributes[number] for number in document.linked_within(holder)] == [{"href": "x"}]
    assert document.within(last, "a", "div") == []
    assert document.marked_within(last, ".b") == []
    assert document.within(last, "p") == [document.order(last)]


def test_held_are_those_of_some_words_that_the_source_has() -> None:
    for _ in range(2):  # words that no page has been asked for yet, then known ones
        document = Document("<p>TrackBack held</p>", URL)
        assert document.held(frozenset({"trackback", "heldback"})) == {"trackback"}
        assert document.held(frozenset()) == frozenset()


def test_comments_are_no_elements() -> None:
    document = Document("<!-- a --><p>x<!-- b --></p><?php c ?>", URL)
    assert document.names == ["html", "head", "body", "p"]


def test_order_is_document_order() -> None:
    document = Document(PAGE, URL)
    assert [document.order(node) for node in document.css("html, div, b, p#comment-13")] == [0, 3, 5, 6]


@pytest.mark.parametrize(
    ("markup", "href", "found"),
    [
        ("", "x", "http://example.com/a/x"),
        ('<base href="http://other.example/b/">', "x", "http://other.example/b/x"),
        ('<base href="/b/">', "x", "http://example.com/b/x"),
        ('<base href="javascript:x">', "x", "http://example.com/a/x"),
        ('<base target="_top">', "x", "http://example.com/a/x"),
    ],
)
def test_links_resolve_against_the_base(markup: str, href: str, found: str) -> None:
    assert Document(markup, URL).absolute(href) == found


def test_has_is_a_test_of_the_source_without_case() -> None:
    document = Document("<P>TrackBack</P>", URL)
    assert document.has("nothing", "trackback")
    assert not document.has("nothing")


def test_text_and_attributes() -> None:
    node = Document("<p class='B a' title>  one\n<b> two\u00a0</b>three </p>", URL).css("p")[0]
    assert (text_of(node), classes(node), attribute(node, "title"), attribute(node, "id")) == (
        "one two three",
        frozenset({"a", "b"}),
        "",
        "",
    )


@given(st.text(max_size=80))
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


ORDINARY = [
    "",
    "<p>one<p>two" * 500,
    "<ul>" + "<li>x" * 1000 + "</ul>",
    "<div>" * 100 + "</div>" * 100,
    "<br>" * 1500,
    '<p title="a > b" class="x">y</p>',
    "<script>" + "if (a < b) x();" * 900 + "</script>",
    "<!-- " + "<div>" * 900 + " -->",
    "<b>bold</b>" * 900,
]


@pytest.mark.parametrize("markup", ORDINARY)
def test_ordinary_page_stays_as_it_is(markup: str) -> None:
    assert shallow(markup) == markup


@pytest.mark.parametrize("name", ["div", "span", "b", "ul", "blockquote", "table"])
def test_deep_page_is_cut_and_keeps_its_text(name: str) -> None:
    cut = shallow(f"<{name}>" * 20_000 + "words" + f"</{name}>" * 20_000 + "end")
    assert cut.count(f"<{name}>") <= DEEPEST
    assert cut.count(f"<{name}>") == cut.count(f"</{name}>")
    assert "words" in cut
    assert cut.endswith("end")


DEEP = "<div>" * 3000
NO_TAGS = {
    "script": '<script>var a = "</title>"; if (a < b) "<div>";</script>',
    "style": "<style>a::after { content: '<div>' }</style>",
    "textarea": "<textarea><div></style></textarea>",
    "title": "<title>a <b> c</title>",
    "comment": "<!-- <div> </script> -->",
    "comment with a bang": "<!-- <div> --!>",
}


@pytest.mark.parametrize("markup", NO_TAGS.values(), ids=NO_TAGS)
def test_what_only_looks_like_a_tag_stays_in_a_deep_page(markup: str) -> None:
    assert shallow(f"{markup}{DEEP}end") == f"{markup}{'<div>' * DEEPEST}end"


@pytest.mark.parametrize("markup", ["<!-->", "<!--->", "<scripts>", "</textarea>"])
def test_what_only_looks_like_raw_text_hides_no_depth(markup: str) -> None:
    assert shallow(f"{markup}{DEEP}end").count("<div>") <= DEEPEST


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("trackback", "TrackBack"),
        ("rétrolien", "RÉTROLIENS"),
        ("уведомлени", "Уведомления"),
        ("обратные ссылки", "Обратные Ссылки"),
        ("ślady", "ŚLADY"),
        ("トラックバック", "TB トラックバック"),
        ("trackback", "trtracktrackback"),
    ],
)
def test_words_are_found_in_any_case(needle: str, text: str) -> None:
    for _ in range(2):  # as a word that no page has been asked for yet, and as one that is known
        document = Document(f"<p>é {text}</p>", URL)
        assert document.has(needle)
        assert document.around(document.places_of(needle)[0], 2, len(needle))[1].lower() == needle


@pytest.mark.parametrize("needle", ["tracked from", "trackbacks", "/wp-content/", "typepad.jp", "retro"])
def test_words_that_a_page_nearly_has_are_not_found(needle: str) -> None:
    text = "Tracked on May 1, trackback, wp-content, typepad.com, rétro ト ラ"
    assert not Document(text, URL).has(needle)
    assert not Document(text, URL).has(needle)


@given(st.lists(st.text("abé", min_size=1, max_size=4), min_size=1, max_size=6), st.text("abé", max_size=40))
def test_an_automaton_finds_what_a_search_for_each_word_finds(needles: list[str], text: str) -> None:
    lower = text.encode()
    expected = {needle: places for needle in needles if (places := direct(needle, lower))}
    assert Automaton(needles).places(lower) == expected


def test_words_are_found_where_the_blocks_of_a_long_page_meet() -> None:
    lower = b"x" * ((1 << 18) - 4) + b"trackback" + b"y" * (1 << 18) + b"pings"
    assert Automaton(["trackback", "pings"]).places(lower) == {
        "trackback": direct("trackback", lower),
        "pings": direct("pings", lower),
    }


def test_attributes_beyond_reason_are_cut() -> None:
    cut = shallow("<p " + " ".join(f'a{n}="{n} > 0"' for n in range(5000)) + ">text</p>")
    assert cut.count("=") < 300
    assert cut.endswith(">text</p>")
