# ruff: noqa: E501 (markup stands as blogs print it)
"""What an entry says of itself in one line or a few: title, blog, date and text in the orders that people print."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/2008/03/owls.html">Owls at dusk</a>'
MILL = '<a href="http://mill.example/archives/17">Grinding flour</a>'
TEXT = "They hunt mice at night and never miss"


def read(markup: str) -> tuple[Linkback, ...]:
    return read_listings(Document(f"<body>{markup}</body>", URL), URL).linkbacks


def more(words: str) -> str:
    return f'<a href="https://barn.example/2008/03/owls.html">{words}</a>'


POINTED = "<h2>TrackBack</h2><p>&raquo; {title} from Barn<br />{text} {more}</p><p>Tracked on March 3, 2008 10:00 AM</p>"
BLOCK = '<div id="ping-1" class="trackback"><div class="trackback-content"><p>&raquo; {title} from Barn<br />{text} {more}</p></div><p class="trackback-footer">Tracked on March 3, 2008 10:00 AM</p></div>'
LABELS = "<h2>TrackBack</h2><p>&raquo; {title}<br />Excerpt: {text} {more}<br />Weblog: Barn<br />Tracked: March 3, 2008 10:00 AM</p>"
ITEM = "<h3>Trackbacks</h3><ul><li>{title} from Barn, March 3, 2008 10:00 AM<br>{text} {more}</li></ul>"
LINES = "<h3>Trackbacks</h3><p>{title} from Barn, March 3, 2008 10:00 AM<br>{text} {more}</p>"


@pytest.mark.parametrize("shape", [POINTED, BLOCK, LABELS, ITEM, LINES])
@pytest.mark.parametrize(
    "words", ["[Read More]", more("[Continua a leggere]"), more("[Read More]"), more("Read More"), more("続きを読む"), more("Continue reading"), "(more)", "Read more &raquo;"]
)  # fmt: skip
def test_words_that_lead_on_are_no_part_of_an_excerpt(shape: str, words: str) -> None:
    markup = shape.format(title=OWLS, text=TEXT, more=words)
    found = [(each.title, each.site, each.excerpt, each.published) for each in read(markup)]
    assert found == [("Owls at dusk", "Barn", TEXT, "2008-03-03T10:00")]


@pytest.mark.parametrize("text", ["They need no more", "Who wants to know furthermore", "You can read more about it"])  # fmt: skip
@pytest.mark.parametrize("shape", [POINTED, LABELS, ITEM, LINES])
def test_words_of_a_text_stay(shape: str, text: str) -> None:
    markup = shape.format(title=OWLS, text=text, more="")
    assert [each.excerpt for each in read(markup)] == [text]


def test_labels_of_two_entries_with_words_that_lead_on() -> None:
    first = f"{OWLS}<br>Excerpt: {TEXT} {more('続きを読む')}<br>Weblog: Barn<br>Tracked: 2008-03-03 10:00"
    second = f"{MILL}<br>Excerpt: It turns.<br>Weblog: Mill<br>Tracked: 2008-03-04 10:00"
    rows = read(f"<div>{first}<br><br>{second}</div>")
    assert [(row.title, row.excerpt) for row in rows] == [("Owls at dusk", TEXT), ("Grinding flour", "It turns.")]  # fmt: skip


FROM = "<h3>Trackback</h3><p>» {title} {word} Barn<br />{text}... [{title}]<br />{signature}</p>"


@pytest.mark.parametrize(
    ("word", "signature"),
    [
        ("från", "Spårat 3 mars 2008 10:00"),
        ("fra", "Sendt 3. marts 2008 10:00"),
        ("de", "Référencé le 3 mars 2008 à 10:00"),
        ("van", "Verstuurd op 3 maart 2008 10:00"),
        ("da", "Ricevuto il 3 marzo 2008 10:00"),
        ("auf", "Verlinkt am 3. März 2008 10:00"),
        ("op", "Ontvangen op 3 maart 2008 10:00"),
        ("od", "Odesláno 3. 3. 2008 10:00"),
    ],
)
def test_a_word_before_the_date_is_no_blog(word: str, signature: str) -> None:
    markup = FROM.format(title=OWLS, word=word, text=TEXT, signature=signature)
    assert [(row.title, row.site, row.published) for row in read(markup)] == [("Owls at dusk", "Barn", "2008-03-03T10:00")]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("{title} da <em>Il granaio</em>, 3/3/08 10:00", "Il granaio"),
        ("{title} fra <b>Barn</b> d. 3. marts 2008", "Barn"),
        ("{title} auf dem Feld am 3. März 2008", None),
    ],
)
def test_the_article_of_a_blogs_name_leads_to_no_date(line: str, site: str | None) -> None:
    rows = read(f"<h3>Trackback</h3><div>{line.format(title=OWLS)}<p>{TEXT}</p></div>")
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", site)]


@pytest.mark.parametrize(
    "entry",
    [
        f'<li>Trackback från <a href="https://barn.example/2">Barn</a> | 2008-03-03<br /><strong>Owls</strong><br />{TEXT}</li>',
        f'<li>Trackback από <a href="https://barn.example/2">Barn</a> | 2008-03-03<br /><b>Owls</b><br />{TEXT}</li>',
    ],
)
def test_the_link_is_the_blog_and_the_bold_line_below_it_the_title(entry: str) -> None:
    rows = read(f"<h3>Trackbacks</h3><ul>{entry}</ul>")
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls", "Barn", TEXT)]


def test_the_title_below_a_term_that_names_date_and_blog() -> None:
    term = '<dt>1. Le jeudi 3 mars 2008 à 10:00, de <a href="https://barn.example/2"><strong>Barn</strong></a></dt>'
    rows = read(f"<h3>Trackbacks</h3><dl>{term}<dd><h4>Owls</h4><p>{TEXT}</p></dd></dl>")
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls", "Barn", TEXT)]


@pytest.mark.parametrize(
    ("target", "listed"),
    [
        ("https://orchard.example/2008/02/pears/#trackback", 0),
        ("https://orchard.example/2008/02/pears/#comments", 0),
        ("https://orchard.example/2008/02/pears/#tb-12", 0),
        ("https://orchard.example/2008/02/pears/", 1),
        ("https://barn.example/2008/02/pears/#trackback", 1),
    ],
)
def test_a_link_to_what_own_posts_were_answered_is_no_source(target: str, listed: int) -> None:
    rows = read(f'<h3>TRACKBACKS</h3><ul><li><a href="{target}">Old pears</a> [2]</li></ul>')
    assert len(rows) == listed


@pytest.mark.parametrize("holder", ["id=serendipityRightSideBar", "class=bSideBar", "class=column"])
def test_a_plugin_that_tells_of_other_posts_lists_none(holder: str) -> None:
    said = 'trackback: <a href="https://orchard.example/1.html#c17">Barn</a> on <a href="https://orchard.example/1.html#c17">Old</a><br />Monday, March 3. 2008<br />They hunt mice'
    links = '<div class="item"><h3>Links</h3><a href="http://planet.example/">Planet</a></div>'
    assert (
        read(
            f'<div {holder}><div class="item"><h3>Comments</h3><div><div>{said}</div></div></div>{links}</div>'
        )
        == ()
    )


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        (
            "Tillbakaspårningar",
            "<div>{title} från <i>Barn</i> <small>(2008-03-03 10:00)</small><blockquote>{text}</blockquote></div>",
        ),
        ("Zpětné odkazy", "<p><strong>Barn:</strong> {title}<br />{text}… <em>3. března 2008 10:00</em></p>"),
        ("Trackbacki", "<div><h5>{title}</h5><p>{text}</p><p>Przysłał: Barn | 3.03.2008, 10:00</p></div>"),
        ("Visszakövetések", "<p>{title} - Barn - 2008. március 3. 10:00<br />{text}</p>"),
        (
            "Trackbackit",
            "<table><tr><th>Otsikko</th><th>Blogi</th><th>Päivä</th></tr><tr><td>{title}<br>{text}…</td><td>Barn</td><td>3.3.2008 10:00</td></tr></table>",
        ),
        ("Trackback", "<p>{title} em Barn, 2008-03-03 10:00<br />{text}</p>"),
    ],
)
def test_records_in_the_languages_of_europe(heading: str, item: str) -> None:
    rows = read(f"<h3>{heading}</h3>{item.format(title=OWLS, text=TEXT)}")
    assert [(row.title, row.site, row.published) for row in rows] == [
        ("Owls at dusk", "Barn", "2008-03-03T10:00")
    ]
    assert [(row.excerpt or "").rstrip("…") for row in rows] == [TEXT]


@pytest.mark.parametrize(
    "below",
    [
        "<p>Inga länkar än.</p>",
        "<p>Läs mer: <a href='https://barn.example/2'>om spårning</a> och annat som en läsare kan behöva</p>",
        "<p>Barn: <a href='https://barn.example/2'>Owls</a></p>",
    ],
)
def test_a_heading_in_such_a_language_alone_lists_none(below: str) -> None:
    assert read(f"<h3>Tillbakaspårningar</h3>{below}") == ()


ORDERS = [
    "{title} @ {site} {date}",
    "{site}: {title} ({date})",
    "{title} from {site} on {date}",
    "{title} ({site}, {date})",
    "{title} in <i>{site}</i>, {date}",
    "{title} Blog: {site} Date: {date}",
    "{title}<br>Tracked on {site} at {date}",
    "{title}<br>Published in {site}, {date}",
    "{title}<br>{date}<br>{site}",
    "[{site}] {title} {date}",
    "{site} &raquo; {title} ({date})",
    "{site} links with {title} on {date}",
    "Trackback by {site}: {title} ({date})",
    "{title} ◆ {site} ◆ {date}",
]


@pytest.mark.parametrize("block", ["<ul>{}</ul>", "<div>{}</div>"])
@pytest.mark.parametrize("order", ORDERS)
def test_orders_of_title_blog_and_date(order: str, block: str) -> None:
    tag = "li" if block.startswith("<ul") else "p"
    entries = [(OWLS, "Barn Diary", "March 3, 2008"), (MILL, "The Old Mill", "March 12, 2008")]
    items = (f"<{tag}>{order.format(title=a, site=s, date=d)}</{tag}>" for a, s, d in entries)
    rows = read("<h3>Trackbacks</h3>" + block.format("".join(items)))
    assert [(row.title, row.site, row.published, row.excerpt) for row in rows] == [
        ("Owls at dusk", "Barn Diary", "2008-03-03", None),
        ("Grinding flour", "The Old Mill", "2008-03-12", None),
    ]


@pytest.mark.parametrize(
    "order",
    ["Owl hunting ({link}) {date}", "Owl hunting【{link}】 {date}", "Owl hunting @ {link} on {date}",
     "&quot;Owl hunting&quot; &mdash; {link}, {date}"],
)  # fmt: skip
def test_a_link_on_the_name_of_the_blog(order: str) -> None:
    link = '<a href="https://barn.example/1">Barn Diary</a>'
    rows = read(f"<h3>Trackbacks</h3><ul><li>{order.format(link=link, date='March 3, 2008')}</li></ul>")
    assert [(row.title, row.site, row.published) for row in rows] == [
        ("Owl hunting", "Barn Diary", "2008-03-03")
    ]


@pytest.mark.parametrize(
    "entry",
    [
        f"See also: {OWLS} (March 3, 2008)",
        f"Update: {OWLS} (March 3, 2008)",
        f"Title: {OWLS} (March 3, 2008)",
        f"({OWLS}) March 3, 2008",
        f"{OWLS}<br>March 3, 2008<br>[...] pruning at dusk [...]",
        f"{OWLS}<br>March 3, 2008<br>They hunt at night.",
    ],
)
def test_what_is_no_name_of_a_blog(entry: str) -> None:
    rows = read(f"<h3>Trackbacks</h3><ul><li>{entry}</li></ul>")
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", None)]


def test_a_date_and_a_text_on_the_line_of_the_blog() -> None:
    entry = f'<p id="ping-1">&raquo; {OWLS} from Barn on March 3, 2008 They hunt. {more("[Read More]")}</p>'
    rows = read(f"<h3>TrackBack</h3>{entry}")
    assert [(row.site, row.excerpt, row.published) for row in rows] == [("Barn", "They hunt.", "2008-03-03")]


@pytest.mark.parametrize("tag", ["p", "li", "div"])
@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Owls at dusk ({link}), March 3, 2008", "Owls at dusk"),
        ("Owls by night from afar [{link}] March 3, 2008", "Owls by night from afar"),
        ("&ldquo;Owls at dusk&rdquo; {link} 2008-03-03", "Owls at dusk"),
        ("See also ({link}), March 3, 2008", None),
        ("They are all here. ({link}), March 3, 2008", None),
    ],
)
def test_words_that_join_others_do_not_part_a_title_before_its_blog(
    tag: str, line: str, title: str | None
) -> None:
    link = '<a href="https://barn.example/1">Barn Diary</a>'
    entry = f"<{tag}>{line.format(link=link)}</{tag}>"
    rows = read("<h3>Trackbacks</h3>" + (f"<ul>{entry}</ul>" if tag == "li" else entry))
    parted = [row.title for row in rows if row.site == "Barn Diary"]
    assert parted == ([title] if title else [])


@pytest.mark.parametrize(
    ("words", "title", "published"),
    [
        ("Barn Diary pingbacked on March 3, 2008", "Barn Diary", "2008-03-03"),
        ("Owls | Barn linked to this on 2008-03-03", "Owls | Barn", "2008-03-03"),
        ("Links for 2008-03-03", "Links for 2008-03-03", None),
        ("Daily digest – March 3, 2008", "Daily digest – March 3, 2008", None),
        ("Who linked Barn on March 3, 2008", "Who linked Barn on March 3, 2008", None),
        ("Pinged on March 3, 2008", "Pinged on March 3, 2008", None),
    ],
)
def test_a_link_that_says_who_linked_and_when(words: str, title: str, published: str | None) -> None:
    rows = read(f'<h3>Pingbacks</h3><ul><li><a href="https://barn.example/1">{words}</a></li></ul>')
    assert [(row.title, row.published) for row in rows] == [(title, published)]


@pytest.mark.parametrize(
    ("said", "published"), [("のののの" * 3, "2005-04-13T10:00"), ("のの", None), ("and so on", None)]
)
def test_dates_of_a_page_that_is_japanese_by_its_words(said: str, published: str | None) -> None:
    rows = read(f"<p>{said}</p><h3>Trackbacks</h3><ul><li>{OWLS} from Barn 05/04/13 10:00</li></ul>")
    assert [row.published for row in rows] == [published]


COMMENT = '<div class="comment odd"><p>{said}</p><p class="comment-details">Posted by <b>{name}</b> on March 3, 2008 at 10:22 AM PST</p></div>'


@pytest.mark.parametrize("text", [TEXT, "Five links for those who like owls"])
def test_a_text_behind_a_kind_in_brackets_is_the_excerpt(text: str) -> None:
    said = COMMENT.format(said=f"[Trackback] {text}", name=OWLS)
    assert [row.excerpt for row in read(f"{COMMENT.format(said='Who?', name='Ann')}{said}")] == [text]


@pytest.mark.parametrize("name", ["trackback-comment", "pingback_comment"])
def test_a_record_that_is_called_a_comment_by_its_name(name: str) -> None:
    record = (
        f'<div class="{name}"><p>{OWLS} from Barn<br>{TEXT}<br>Tracked on March 3, 2008 10:00 AM</p></div>'
    )
    heading = "<p>Here's what others have to say about 'Apples':</p>"
    assert [(row.title, row.site) for row in read(f"<div>{heading}{record}</div>")] == [("Owls at dusk", "Barn")]  # fmt: skip
    assert read(f"<div>{heading}{record.replace(name, 'one-comment')}</div>") == ()


def test_a_heading_for_each_record_keeps_comments_apart() -> None:
    comment = "<div class=response><h1>Re: Apples</h1><div>Who?</div><div>Comment from Ann at 2 March 2008</div></div>"
    record = f'<div class=odd><div class=response><h1>Owls</h1><div>TrackBack from <a href="https://barn.example/2">Barn</a> at 3 March 2008 10:31:00 GMT</div><div>{TEXT}</div></div></div>'
    assert [(row.title, row.site, row.excerpt) for row in read(f"<div>{comment}<a name=t></a>{record}</div>")] == [("Owls", "Barn", TEXT)]  # fmt: skip


def test_blog_and_date_in_brackets_in_serendipity() -> None:
    item = f'<li class="graybox"><p><cite>{OWLS}</cite><br />{TEXT}</p><div class="commentmetadata"><b>Weblog:</b> Barn (Tracked: Mar 03, 10:00)</div></li>'
    rows = read(f'<div class="serendipity_entry"></div><h3 id="trackbacks">1 Trackback</h3><ol>{item}</ol>')
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", "Barn")]


@pytest.mark.parametrize(
    ("before", "listed"),
    [
        ("User {user} ", 1),
        ("<h3>Owls at dusk</h3>User {user} ", 1),
        ("<b>Owls</b><br>Пользователь {user} ", 1),
        ("My favourite user of them all, {user}, has ", 0),
        ("A user who is {user} ", 0),
    ],
)
def test_the_robots_sentence_behind_a_subject(before: str, listed: int) -> None:
    user = before.format(user="<span class=ljuser><a href='http://ann.lj.example/'><b>ann</b></a></span>")
    said = f"<div class=body>{user}referenced to your post from {OWLS} saying: [...] {TEXT} [...]</div>"
    rows = read(f"<div class=comment><div>robot<br>2008-03-03 10:00 (UTC)</div>{said}</div>")
    assert [row.published for row in rows] == ["2008-03-03T10:00+00:00"] * listed


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("The Old Barn referenced this article in “{title}” on 3 March 2008 at 10:00", "The Old Barn"),
        ("The Old Barn has linked to this post with “{title}” on 3 March 2008", "The Old Barn"),
        ("It is said in a long sentence of somebody that {title} came on 3 March 2008", None),
    ],
)
def test_the_blog_that_referenced_the_post_in_a_sentence(line: str, site: str | None) -> None:
    rows = read(f"<div class=trackback><p>{line.format(title=OWLS)}</p><div>{TEXT}</div></div>")
    assert [(row.title, row.site, row.published and row.published[:10]) for row in rows] == (
        [("Owls at dusk", site, "2008-03-03")] if site else []
    )


@pytest.mark.parametrize(
    ("rest", "listed"), [("[...] owls hunt at night and never...", 1), ("I have seen one!", 0)]
)
def test_a_clipped_item_below_a_heading_of_pings_is_no_comment(rest: str, listed: int) -> None:
    item = f'<li class="comment" id="comment-4">{OWLS} - {rest}</li>'
    comment = f'<li class="comment even depth-1" id="comment-3">{MILL} - […] {TEXT} […]</li>'
    assert len(read(f"<h3>Trackbacks/Pingbacks</h3><ul class=commentList>{item}</ul>")) == listed
    assert len(read(f"<h3>Trackbacks/Pingbacks</h3><ul class=commentList>{comment}{item}</ul>")) == listed


@pytest.mark.parametrize(("link", "listed"), [(OWLS, 1), ('<a href="https://barn.example/">Ann</a>', 0)])
def test_a_date_stands_between_a_clipped_text_and_who_signs_it(link: str, listed: int) -> None:
    box = '<div class="comment-box" id="comment-{n}"><div class="comment"><h4 class="name">{who}</h4><div class="comment-info">March {n}, 2008</div><div class="text"><p>{text}</p></div></div></div>'
    first = box.format(n=1, who="Ann", text="Who?")
    second = box.format(n=2, who=link, text=f"[…] {TEXT} […]")
    rows = read(f'<div class="comments-area"><h2>2 comments</h2>{first}{second}</div>')
    assert [row.published for row in rows] == ["2008-03-02"] * listed


@pytest.mark.parametrize(
    "text",
    [
        "The argument is put best by somebody who has watched them every week for ten years",
        "The argument is put best by somebody else.",
    ],
)
def test_more_words_than_a_name_has_are_of_the_text(text: str) -> None:
    signed = (
        '<cite class=comment>Sent on 14-03-’08 09:30, via <a href="https://barn.example/2">Barn</a></cite>'
    )
    record = (
        f"<div class=comment><div class=comment-text><strong>Owls</strong><br>{text} {signed}</div></div>"
    )
    before = "<h3>Two comments</h3><div class=comment>Who?</div><div class=comment>I.</div>"
    rows = read(f"{before}<h3>Two trackbacks</h3>{record}{record.replace('barn', 'mill')}")
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls", "Barn", text)] * 2
