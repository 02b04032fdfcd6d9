# ruff: noqa: E501 (markup stands as blogs print it)
"""Entries of one line: with what they say of themselves before their text, or with nothing but the link."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Kind, Linkback

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/2008/03/owls.html">Owls at dusk</a>'
MILL = '<a href="http://mill.example/archives/17">Grinding flour</a>'
DATE = "March 3, 2008"
SHORT = "They hunt mice at night, and never miss one."
LONG = f"{SHORT} I have watched them from the barn door since the first week of the year, and from what I have seen on most evenings they come out of the old elm."


def read(markup: str, title: str = "Apples") -> tuple[Linkback, ...]:
    page = (
        f'<title>{title}</title><body><div class="post"><h2>Apples</h2><p>Of apples.</p></div>{markup}</body>'
    )
    return read_page(page.encode(), URL).linkbacks


@pytest.mark.parametrize("text", [SHORT, LONG, f'"{LONG}"', f"{SHORT} On May 3, 2007: none (or so)."])
@pytest.mark.parametrize("shape", ["<p>{}</p><p>{}</p>", "<ul><li>{}</li><li>{}</li></ul>", "<div>{}</div><div>{}</div>"])  # fmt: skip
@pytest.mark.parametrize(
    "line",
    [
        "{title} (from {site} on {date}) {text}", "<em>{title} (from “{site}” on {date})</em> {text}",
        "<em>{title} (from “{site}” on (on Monday {date})</em>){text}", "{title} ({site}, {date}) {text}",
        "{title} from {site} on {date}: {text}", "{title} on {date} from {site}: {text}",
        "{title} (via {site}, {date}): {text}", "{title} [{site}] {date} - {text}",
        "{title} - from {site}, {date} - {text}", "{title} @ {site} ({date}): {text}",
        "<strong>{title}</strong>, {site}, {date}. {text}", "{title} from {site} on {date} – {text}",
    ],
)  # fmt: skip
def test_a_text_on_the_line_of_the_link_hides_neither_blog_nor_date(line: str, shape: str, text: str) -> None:
    entries = [
        line.format(title=title, site=site, date=DATE, text=text)
        for title, site in ((OWLS, "Barn"), (MILL, "Mill"))
    ]
    found = [
        (each.title, each.site, each.published, (each.excerpt or "").strip('"'))
        for each in read("<h3>Trackbacks</h3>" + shape.format(*entries))
    ]
    told = ("2008-03-03", text.strip('"'))
    assert found == [("Owls at dusk", "Barn", *told), ("Grinding flour", "Mill", *told)]


@pytest.mark.parametrize("shape", ["<p>{}</p><p>{}</p>", "<ul><li>{}</li><li>{}</li></ul>"])
@pytest.mark.parametrize("line", ["{title} from {site}: {text}", "{title} (from {site}) {text}"])
def test_a_blog_without_a_date_is_told_before_a_text(line: str, shape: str) -> None:
    entries = [
        line.format(title=title, site=site, text=LONG) for title, site in ((OWLS, "Barn"), (MILL, "Mill"))
    ]
    found = [(each.site, each.excerpt) for each in read("<h3>Trackbacks</h3>" + shape.format(*entries))]
    assert found == [("Barn", LONG), ("Mill", LONG)]


@pytest.mark.parametrize(
    "text",
    [
        "They hunt: mice, at night, and rats (in the barn) - none of them comes back.",
        "They came from the old elm: there they had been all the winter, and the spring.",
        "I saw two of them from the door - and in the evening, when all was quiet, a third one.",
        "They hunt at night (mice, on most evenings) and sleep by day in the old elm.",
    ],
)
def test_a_text_without_blog_or_date_stays_whole(text: str) -> None:
    found = read(f"<h3>Trackbacks</h3><p>{DATE}: {OWLS}<br>{text}</p><p>{DATE}: {MILL}<br>{text}</p>")
    assert [(each.site, each.excerpt) for each in found] == [(None, text), (None, text)]


RECORDS = f"<p>{OWLS} (from Barn on {DATE}) {LONG}</p><p>{MILL} (from Mill on {DATE}) {SHORT}</p>"
CONVERTED = '<title>Apples</title><body><article><h1>Apples</h1><div class="post-content"><p>Of apples.</p>{}</div></article></body>'


@pytest.mark.parametrize(
    ("ending", "number"),
    [
        ("", 2), ("<h4>comments (1)</h4><p><em>Ann (on May 4, 2008)</em> So.</p>", 2), ("<h4>2 Comments</h4><p>So.</p>", 2),
        ("<h4>Notes</h4><p>So.</p>", 0), ("<p>comments (1)</p><p>So.</p>", 0), ("<h4>Community</h4>", 0),
    ],
)  # fmt: skip
def test_a_list_in_the_text_of_a_post_ends_it_but_for_the_comments(ending: str, number: int) -> None:
    page = CONVERTED.format(f"<h4>trackbacks (2)</h4>{RECORDS}{ending}")
    assert len(read_page(page.encode(), URL).linkbacks) == number


@pytest.mark.parametrize(
    "lines", ["<p>{}</p><p>{}</p>", "<div>{}</div><div>{}</div>", "<p>{}<br>{}</p>", "<p>{}</p>\n<p>{}</p><h3>Comments</h3><p>So.</p>"]
)  # fmt: skip
@pytest.mark.parametrize(("heading", "kind"), [("Pingbacks", Kind.PINGBACK), ("Trackbacks", Kind.TRACKBACK)])
def test_bare_links_below_a_heading_are_a_list(heading: str, kind: Kind, lines: str) -> None:
    found = read(f"<h3>{heading}</h3>{lines.format(OWLS, MILL)}")
    assert [(each.kind, each.title) for each in found] == [(kind, "Owls at dusk"), (kind, "Grinding flour")]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (f"<p>{OWLS}</p>", "Apples"),
        (f"<p>{OWLS}</p><p>Written with a pen.</p>", "Apples"),
        (f"<p>{OWLS}</p><p>See {MILL}</p>", "Apples"),
        (f"<p>{OWLS}</p><p>{MILL}</p>", "What a trackback is"),
        (f"<p>{OWLS}</p><div>{MILL}</div>", "Apples"),
        (f'<p>{OWLS}</p><p><a href="/2008/02/pears/">Pears</a></p>', "Apples"),
        (f'<p>{OWLS}</p><p><a href="http://engine.example/">Engine</a></p>', "Apples"),
        (f'<p>{OWLS}</p><p><a href="http://mill.example/flour.zip">Flour</a></p>', "Apples"),
        (f'<p><a href="http://marks.example/post?url={URL}">Marks</a></p><p><a href="http://digs.example/?u=orchard.example%2F2008">Digs</a></p>', "Apples"),
    ],
)  # fmt: skip
def test_other_links_below_a_heading_are_none(lines: str, title: str) -> None:
    assert read(f"<h3>Trackbacks</h3>{lines}", title) == ()


SIGNED = '<li id="trackback-{n}">{text}<p><cite>Tracked on {link} on 3 March 2008 @ 9:11 am</cite></p></li>'
ITEM = '<li id="comment-{n}">{link} on 3 March 2008{text}</li>'
BARN = '<a href="https://barn.example/2008/03/owls.html">Barn</a>'
MILLER = '<a href="http://mill.example/archives/17">Mill</a>'


@pytest.mark.parametrize(
    ("item", "listing"), [(SIGNED, '<h2>Trackbacks</h2><ol id="trackbacks">{}</ol>'), (ITEM, '<h3>Trackbacks</h3><ol class="pinglist">{}</ol>')]
)  # fmt: skip
@pytest.mark.parametrize(
    "text", ["<p><strong>{}</strong><br />\n{}</p>", "<p><strong>{}</strong></p><p>{}</p>"]
)
@pytest.mark.parametrize("words", [SHORT, LONG, "Mice."])
def test_a_bold_line_above_a_text_is_the_title(item: str, listing: str, text: str, words: str) -> None:
    items = (
        item.format(n=n, link=link, text=text.format(title, words))
        for n, link, title in ((1, BARN, "Owls at dusk"), (2, MILLER, "Grinding flour"))
    )
    found = [(each.title, each.site, each.excerpt, (each.published or "")[:10]) for each in read(listing.format("".join(items)))]  # fmt: skip
    told = (words, "2008-03-03")
    assert found == [("Owls at dusk", "Barn", *told), ("Grinding flour", "Mill", *told)]


def test_a_book_that_a_text_cites_does_not_hide_who_signs_it() -> None:
    text = f"<p>{SHORT}</p><p>So says <cite>The Book of Owls</cite>.</p>"
    item = f'<li>{text}<p class="posted">from {BARN} on 3 March 2008</p></li>'
    found = read(f'<h3>Trackbacks</h3><ol class="pinglist">{item}</ol>')
    assert [(each.title, each.published) for each in found] == [("Barn", "2008-03-03")]


@pytest.mark.parametrize(
    "text",
    [
        "<p><strong>Owls</strong> hunt mice at night.<br />So they do.</p>",
        "<p>At night <strong>owls hunt</strong><br />mice.</p>",
        "<p>Owls hunt mice<br /><strong>at night</strong><br />in the barn.</p>",
    ],
)
def test_bold_words_within_a_line_are_no_title(text: str) -> None:
    found = read(f'<h3>Trackbacks</h3><ol class="pinglist">{ITEM.format(n=1, link=BARN, text=text)}</ol>')
    assert [each.title for each in found] == ["Barn"]


@pytest.mark.parametrize(
    ("cited", "title"),
    [
        ("<cite>{link}</cite><p>They hunt mice.</p>", "Owls at dusk"),
        ("<p><cite>{link}</cite></p><p>They hunt mice.</p>", "Owls at dusk"),
        ("Barn: <cite>{link}</cite>", "Owls at dusk"),
    ],
)
def test_what_an_entry_cites_first_is_its_title(cited: str, title: str) -> None:
    items = "".join(f"<li>{cited.format(link=link)}</li>" for link in (OWLS, MILL))
    assert [each.title for each in read(f"<h3>Trackbacks</h3><ol>{items}</ol>")] == [title, "Grinding flour"]


NAMED = '<ul class="trackbacklist">{}</ul>'
COUNTED = "<h3>2 Trackbacks</h3><ul>{}</ul>"


@pytest.mark.parametrize("listing", [NAMED, COUNTED])
@pytest.mark.parametrize("text", ["", f" - {SHORT}", f"<br>{LONG}"])
@pytest.mark.parametrize("item", ["{site}: {title}{text}", "<b>{site}</b>: {title}{text}", "{site} &raquo; {title}{text}", "[{site}] {title}{text}"])  # fmt: skip
def test_a_blog_s_name_set_off_before_the_title(item: str, text: str, listing: str) -> None:
    items = (f"<li>{item.format(site=site, title=title, text=text)}</li>" for site, title in (("Barn", OWLS), ("Mill", MILL)))  # fmt: skip
    found = [(each.site, each.title) for each in read(listing.format("".join(items)))]
    assert found == [("Barn", "Owls at dusk"), ("Mill", "Grinding flour")]


@pytest.mark.parametrize(
    ("item", "listing"),
    [
        # neither named nor counted: any list of links may be so
        ("Barn: {}", "<h3>Trackbacks</h3><ul>{}</ul>"),
        ("Barn: {}", "<h3>3 Trackbacks</h3><ul>{}</ul>"),
        ("See also: {}", COUNTED),
        ("Update: {}", NAMED),
        ("What I have written of owls so far, and of others: {}", NAMED),
        ('Barn: <a href="/2008/02/pears/">Pears</a>', NAMED),
        ('Barn: <a href="https://barn.example/12">#12</a>', NAMED),
    ],
)
def test_other_words_before_a_link_are_no_blog(item: str, listing: str) -> None:
    items = "".join(f"<li>{item.format(link)}</li>" for link in (OWLS, MILL))
    assert read(listing.format(items)) == ()


BOXES = '<h2>Trackbacks</h2><div class="trackbacks"><div class="box"><div class="inner">{first}<p>{text}</p></div></div><div class="box"><div class="inner">{second}<p>{text}</p></div></div></div>'
BARN = '<a href="https://barn.example/2008/03/owls.html">Barn</a>'
MILLER = '<a href="http://mill.example/archives/17">Mill</a>'


@pytest.mark.parametrize(
    ("line", "title", "date"),
    [
        ("Owls at dusk &ndash; 3rd March 2008, 9:10am ({})", "Owls at dusk", "2008-03-03"),
        ("Owls at dusk - March 3, 2008 ({})", "Owls at dusk", "2008-03-03"),
        ("Owls at dusk | 2008-03-03 ({})", "Owls at dusk", "2008-03-03"),
    ],
)
def test_a_title_with_its_date_before_the_linked_blog(line: str, title: str, date: str) -> None:
    first, second = line.format(BARN), line.format(MILLER)
    found = read(BOXES.format(first=first, second=second, text=SHORT))
    assert [(each.title, each.site, (each.published or "")[:10], each.excerpt) for each in found] == [
        (title, "Barn", date, SHORT),
        (title, "Mill", date, SHORT),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Owls at dusk since 2008-03-03 ({})",
        "Owls of 2008 ({})",
        "Owls at dusk ({})",
        "What I have written since 3 March 2008 of owls - so far ({})",
    ],
)
def test_a_date_that_no_sign_sets_off_is_none(line: str) -> None:
    assert read(BOXES.format(first=line.format(BARN), second=line.format(MILLER), text=SHORT)) == ()


TOP = '<h3>Trackbacks (1)</h3><ul class="list"><li><p>Barn</p><h4>{}</h4><p>3 March 2008, 09:00</p><p>{}</p></li></ul><div class="buttons"><ul><li>{}</li></ul></div>'


@pytest.mark.parametrize(
    ("last", "excerpt"),
    [
        ('<a href="#top">Top of page</a>', SHORT),
        ('<a href="#">Up</a>', SHORT),
        # a text, and links that lead elsewhere
        ('Mice as well <a href="#top">here</a>', f"{SHORT} Mice as well here"),
        ("Mice as well", f"{SHORT} Mice as well"),
    ],
)
def test_a_link_up_the_page_is_no_text(last: str, excerpt: str) -> None:
    (one,) = read(TOP.format(OWLS, SHORT, last))
    assert (one.title, one.excerpt) == ("Owls at dusk", excerpt)


NODE = '<div class="trackback"><div class="trackbackTitle">{}</div><div class="trackbackContent"><div class="trackbackData">{}</div>{}<div class="trackbackCtrl"><a href="/node/14#trackback5">#5</a> |</div></div></div>'


@pytest.mark.parametrize(
    ("data", "body", "site", "excerpt"),
    [
        ("Blog: Barn | Posted: <b>2 weeks ago</b>", f'<div class="trackbackBody">{SHORT}</div>', "Barn", SHORT),
        ("Site: Barn", f'<div class="trackbackBody">{SHORT}</div>', "Barn", SHORT),
        ("Posted: 2 weeks ago", f'<div class="trackbackBody">{SHORT}</div>', None, SHORT),
        ("Blogging: a way of life", f'<div class="trackbackBody">{SHORT}</div>', None, SHORT),
        # without an element of its own, or with an empty one, the text is all that there is
        ("Blog: Barn | Posted: now", SHORT, "Barn", f"{SHORT} #5 |"),
        ("Blog: Barn | Posted: now", f'<div class="trackbackBody"></div>{SHORT}', "Barn", f"{SHORT} #5 |"),
    ],
)  # fmt: skip
def test_a_text_within_what_holds_all_but_the_title(
    data: str, body: str, site: str | None, excerpt: str
) -> None:
    (one,) = read(f"<h4>Trackbacks (1)</h4>{NODE.format(OWLS, data, body)}")
    assert (one.title, one.site, one.excerpt) == ("Owls at dusk", site, excerpt)


PINGS = '<div id="trackbacks"><h3>Trackbacks</h3><p><a href="{}">Trackback specific URI for this entry</a></p><ol><li><cite><b>Weblog:</b> Barn <span class="date">2008-03-03 09:10:</span></cite><div class="tb-text">{}<br />They hunt mice at night.</div></li></ol></div>'


@pytest.mark.parametrize(
    "address",
    ["/comment.php?type=trackback&amp;entry_id=14", "https://orchard.example/mt-tb.cgi/14", "/trackback/14"],
)
def test_the_blog_s_own_address_for_pings_is_no_entry(address: str) -> None:
    assert [each.title for each in read(PINGS.format(address, OWLS))] == ["Owls at dusk"]


TABLE = '<a name="trackbacks"></a><table><tr><td colspan="2"><b>TrackBacks</b></td></tr><tr><td class="trackbackTitle">{}</td></tr><tr><td class="trackbackBody">{}</td></tr><tr class="trackbackMetadata"><td>{}</td></tr></table>'


@pytest.mark.parametrize(
    ("last", "site", "date"),
    [
        ("Posted by Barn on 3 March 2008 09:10:00 CET", "Barn", "2008-03-03"),
        ("Barn, 3 March 2008", "Barn", "2008-03-03"),
        ("Sent 3 March 2008", None, "2008-03-03"),
        ("Reply", None, ""),
    ],
)
def test_blog_and_date_in_a_row_behind_the_text(last: str, site: str | None, date: str) -> None:
    (one,) = read(TABLE.format(OWLS, SHORT, last))
    assert (one.title, one.site, (one.published or "")[:10], one.excerpt) == (
        "Owls at dusk",
        site,
        date,
        SHORT,
    )
