# ruff: noqa: E501 (markup stands as templates print it)
"""Facts that pages state where readers do not look first: in words far from the title, in the address, in a
layout that is called a side bar, behind a kicker, and in JSON-LD about the page."""

from __future__ import annotations

import json

import pytest

from crawler import read_page
from crawler.records import Post

URL = "https://blog.example/a-kettle/"
TEXT = "<p>The kettle stood on the stove all winter, and nobody thought of moving it.</p>" * 6


def post(body: str, url: str = URL, head: str = "<title>A kettle | Barn</title>") -> Post:
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    found = read_page(markup.encode(), url).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("Veröffentlicht am 3. Mai 2009", "2009-05-03"),
        ("veröffentlicht: 03.05.2009 15:19", "2009-05-03T15:19"),
        ("VERÖFFENTLICHT VON Ann Roy AM 3. Mai 2009", "2009-05-03"),
        ("Publié le dimanche 3 mai 2009 par Ann", "2009-05-03"),
        ("Mis en ligne le 3 mai 2009", "2009-05-03"),
        ("Publicado por Ana Ruiz el 3 de mayo de 2009", "2009-05-03"),
        ("Pubblicato il 3 maggio 2009", "2009-05-03"),
        ("Geplaatst op 3 mei 2009 door Ann", "2009-05-03"),
        ("Opublikowano: 03.05.2009", "2009-05-03"),
        ("Опубликовано 3 мая 2009 в 10:00", "2009-05-03T10:00"),
        ("投稿日：2009年5月3日", "2009-05-03"),
        ("发布时间：2009-05-03 12:00", "2009-05-03T12:00"),
        ("Veröffentlicht in drei Bänden, zuletzt am 3. Mai 2009", None),
        ("Publié le 3 mai 2009. Notre prochain livre : publié le 9 juin 2010", None),
        ("Unveröffentlicht am 3. Mai 2009", None),
        ("data:image/png;base64,20090503", None),
        ("Publicado por Ana Ruiz, nacida en Lugo. Fuimos el 3 de mayo de 2009", None),
    ],
)  # fmt: skip
def test_days_are_read_behind_words_of_publication_wherever_they_stand(
    words: str, published: str | None
) -> None:
    body = f"<div><h1>A kettle</h1>{TEXT}</div><section>{TEXT}<div><b>Source</b><br>{words} <a href='/tag/tin'>tin</a></div></section>"
    assert post(body).published == published


def test_words_of_publication_in_a_comment_are_not_the_post_s() -> None:
    body = f"<h1>A kettle</h1>{TEXT}<h2>2 comments</h2><div>Ann: mine was veröffentlicht am 3. Mai 2009</div>"
    assert post(body).published is None


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("/blog/a_kettle/2009-05-03-18", "2009-05-03"),
        ("/blog/2009-05-03-18", "2009-05-03"),
        ("/2009/05/03/a-kettle/", "2009-05-03"),
        ("/blog/2009-05-03-18-kettles", None),
        ("/blog/2009-15-03-18", None),
        ("/blog/kettle-2009-05-03-18", None),
    ],
)
def test_addresses_date_posts_that_say_no_day(path: str, published: str | None) -> None:
    assert post(f"<h1>A kettle</h1>{TEXT}", f"https://blog.example{path}").published == published


LINE = "<p class='postmetadata'>May 3, 2009 | 3 kettles</p>"
BAR = "<div class='sidebar'><h3>About</h3><p>Moved on June 9, 2010, with someone else</p></div>"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<div class='wrap sidebar'><div class='text'><h2><a href='{URL}' rel='bookmark'>A kettle</a></h2>{LINE}{TEXT}</div>{BAR}</div>", "2009-05-03"),
        (f"<div id='sidebar'><h2>A kettle</h2>{LINE}{TEXT}</div>", "2009-05-03"),
        (f"<div class='article post hentry'><div id='sidebar'><h1 class='entry-title'>A kettle</h1><time class='entry-date' datetime='2009-05-03' pubdate>May 3</time></div><div class='entry-content'>{TEXT}</div></div>", "2009-05-03"),
        (f"<div><h2>A kettle</h2>{TEXT}</div>{BAR}", None),
        (f"<div class='hentry'><h1 class='entry-title'>A kettle</h1>{TEXT}<div id='sidebar'><h2 class='entry-title'>Another</h2><time class='entry-date' datetime='2010-06-09'>June 9</time></div></div>", None),
    ],
)  # fmt: skip
def test_a_side_bar_that_holds_the_post_or_its_title_is_none(body: str, published: str | None) -> None:
    assert post(body).published == published


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Tin is heavy - Barn</title><meta property='og:title' content='A kettle on the stove'>", "<strong>Kitchen</strong> A kettle on the stove", "A kettle on the stove"),
        ("<title>A kettle - 3 May 2009 - Blog - Barn</title>", "<div>3:59 PM</div> A kettle", "A kettle"),
        ("<title>A kettle - 3 May 2009 - Blog - Barn</title>", "<div>15:59</div> A kettle", "A kettle"),
        ("<title>Kettles - Barn</title><meta property='og:title' content='A kettle'>", "What I wrote last winter about tin, stoves and A kettle", "What I wrote last winter about tin, stoves and A kettle"),
        ("<title>Trains - Barn</title>", "3:59 PM to Kettle Hill", "3:59 PM to Kettle Hill"),
    ],
)  # fmt: skip
def test_a_title_is_told_from_the_kicker_or_the_time_before_it(head: str, heading: str, title: str) -> None:
    assert post(f"<h2>{heading}</h2>{TEXT}", head=head).title == title


def test_a_lead_that_is_marked_as_a_title_is_none() -> None:
    lead = "<span class='posttitle' itemprop='description'>The kettle stood on the stove all winter.</span>"
    assert post(f"<h1><span itemprop='headline'>A kettle</span></h1>{lead}{TEXT}").title == "A kettle"


PAGE = {"@type": "WebPage", "datePublished": "2009-05-03T10:49:24+00:00"}


@pytest.mark.parametrize(
    ("graph", "published"),
    [
        ([{"@type": "WebSite", "name": "Barn"}, PAGE], "2009-05-03T10:49:24+00:00"),
        ([PAGE, {"@type": "BlogPosting", "datePublished": "2009-05-01"}], "2009-05-01"),
        ([PAGE, {**PAGE, "datePublished": "2010-06-09"}], None),
        ([{"@type": "WebSite", "datePublished": "2009-05-03"}], None),
    ],
)
def test_json_about_the_page_dates_a_post_of_which_it_does_not_speak(
    graph: list[object], published: str | None
) -> None:
    script = f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"
    assert post(f"{script}<h1>A kettle</h1>{TEXT}").published == published


def test_a_day_that_the_page_shows_comes_before_that_of_json_about_the_page() -> None:
    script = f"<script type='application/ld+json'>{json.dumps(PAGE)}</script>"
    line = "<time class='entry-date' datetime='2009-05-01'>May 1</time>"
    body = f"{script}<article class='hentry'><h1 class='entry-title'>A kettle</h1>{line}{TEXT}</article>"
    assert post(body).published == "2009-05-01"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ('{ "@type":"Person", "name":"Ann Roy" }', "Ann Roy"),
        ('[{"name":"Ann Roy"},{"name":"Bob"}]', "Ann Roy"),
        ('{ "@type":"Person" }', None),
        ("{ broken", None),
        ("Ann Roy", "Ann Roy"),
    ],
)
def test_an_author_that_a_template_prints_as_json_in_a_string_is_read(author: str, name: str | None) -> None:
    ld = json.dumps({"@type": "BlogPosting", "headline": "A kettle", "author": author})
    body = f"<script type='application/ld+json'>{ld}</script><h1>A kettle</h1>{TEXT}"
    assert post(body).author == name


@pytest.mark.parametrize("word", ["by", "von", "durch", "av", "przez"])
def test_the_word_before_an_author_is_not_the_name(word: str) -> None:
    line = f"<p>May 3, 2009 <span class='author'>{word} Ann Roy</span></p>"
    assert post(f"<div class='hentry'><h1 class='entry-title'>A kettle</h1>{line}{TEXT}</div>").author == (
        "Ann Roy"
    )
