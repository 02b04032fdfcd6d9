"""Post facts of templates without marks: titles, categories, dates, and how many comments they show."""

# ruff: noqa: E501 (markup stands as blogs print it)
from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import PageKind, Post

URL = "https://blog.example/2005/03/a-post/"
BYLINE = """<html><head><title>Blog &raquo; A walk</title></head><body><div class="post" id="post-9">
<h2>A walk</h2><p class="postinfo">{line}</p><div class="entry"><p>Text.</p></div></div></body></html>"""


def post(page: str) -> Post:
    found = read_page(page.encode(), URL).post
    assert found is not None
    return found


def test_comments_whose_anchors_stand_in_one_block() -> None:
    boxes = "".join(f'<a name="comment{i}"></a><p>So says {i}.</p>' for i in (1, 2, 3))
    page = BYLINE.format(line="March 2, 2005").replace("</body>", f"<div>{boxes}</div></body>")
    assert read_page(page.encode(), URL).comments_count == 3


@pytest.mark.parametrize(("word", "count"), [("Posted by:", 2), ("Posted bystanders:", 0)])
def test_comments_that_only_their_signatures_tell(word: str, count: int) -> None:
    signed = f'<p>So.</p><p class="posted">{word} Ann | March 3, 2005</p>' * 2
    more = f'<p class="posted">{word} Emil</p><a name="comments"></a><h3>Said</h3>{signed}</body>'
    page = BYLINE.format(line="March 2, 2005").replace("</body>", more)
    assert read_page(page.encode(), URL).comments_count == count


BLOCK = '<!-- <rdf:RDF><rdf:Description rdf:about="{url}" dc:identifier="{url}" dc:title="Valves" trackback:ping="/tb/1" /></rdf:RDF> -->'


@pytest.mark.parametrize(
    ("page", "title"),
    [
        # Whichever is the longer: the block for pings tells the post's.
        (f"<title>Valves - Tuner's Blog</title>{BLOCK.format(url=URL)}<h1>Tuner's Blog</h1><h3>Valves</h3>", "Valves"),
        (f"<title>My Heap : Valves</title>{BLOCK.format(url=URL)}<h1>My Heap</h1><p><b>Valves</b>", "Valves"),
        (f"<title>On tubes - Tuner</title>{BLOCK.format(url=URL)}<h1>Tuner</h1><h3>On tubes</h3>", "On tubes"),
        # The page's title goes from the wiki to the post, or the other way round.
        ("<title>Wiki : Blog: Solder : Flux</title><h1>Solder</h1><h3>Flux</h3>", "Flux"),
        ("<title>Flux | Solder | Wiki of tinkers</title><h1>Solder</h1><h3>Flux</h3>", "Flux"),
        ("<title>Turnips</title><h1><a href='/'>Turnips</a></h1><p class='weblogtitle'><a href='?p=1'>Leek</a> [/garden/beds]", "Leek"),
        ("<title>Turnips</title><h1><a href='/'>Turnips</a></h1><h2 class='title'>Leek [and potato]</h2>", "Leek [and potato]"),
        ("<title>Bricks - weBLog : Mortar</title><div><span class='itemTitle'>Mortar</span></div>", "Mortar"),
    ],
)  # fmt: skip
def test_the_title_among_the_names_of_the_blog(page: str, title: str) -> None:
    found = read_page(
        f"{page}<p>Text.</p><div class='comment' id='comment-1'><p>So.</p></div>".encode(), URL
    ).post
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize("heading", ["3 Comments", "Trackbacks", "コメント(2)", "Leave a reply"])
def test_what_heads_a_listing_is_no_title(heading: str) -> None:
    page = f"<title>Ann</title><h3>{heading}</h3><p>Text.</p><h3>A walk</h3><p>Text.</p>"
    assert post(page).title == "A walk"


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('Par Ann, 2 mars 2005, 08:14 - <a href="/p/Bois">Bois</a> - <a href="#c">Permanent</a>', ("Bois",)),
        ('By Ann | March 2, 2005; 8:14 AM | Category: <a href="/walks/">Walks</a>', ("Walks",)),
        ('<a href="./?sort=3">Woods</a> 2005-3-2 8:14', ("Woods",)),
        ('2005-3-2 <a href="/blog/ann&category_id=119">Woods</a>', ("Woods",)),
        ('<a href="/blog/cat123/index.html">Woods</a> 2005-3-2 8:14', ("Woods",)),
        ('<a href="/blog-category-3.html">Woods</a> 2005-3-2 8:14', ("Woods",)),
        ('By Ann at 08:14 - <a href="/x.html">Permalink</a>', ()),
    ],
)  # fmt: skip
def test_topics_in_other_forms_of_by_lines(line: str, tags: tuple[str, ...]) -> None:
    assert post(BYLINE.format(line=line)).tags == tags


def test_the_time_of_another_day_is_a_comment_s() -> None:
    page = """<title>A walk</title><h3>A walk</h3><p class="date">March 2, 2005</p><p>Text.</p>
    <p class="meta">March 4, 2005 10:00 AM</p><p class="posted">March 2, 2005 08:14 AM</p>"""
    assert post(page).published == "2005-03-02T08:14"


def test_a_post_told_apart_by_a_query_is_not_named_by_the_way_home() -> None:
    page = '<title>Ann</title><h1><a href="/">Ann</a></h1><h2>A walk</h2><p>Text.</p>'
    found = read_page(page.encode(), "https://blog.example/?eid=14").post
    assert found is not None
    assert found.title == "A walk"


def test_by_lines_of_a_listing_are_not_those_of_more_posts() -> None:
    line = '<p class="posted">2005年3月2日 | 太郎</p>'
    listing = f'<h2><a id="trackback"></a>トラックバック</h2>{line * 2}'
    page = f"<title>歩く: 花子</title><h3>歩く</h3><p>散歩した。</p>{line}{listing}"
    assert read_page(page.encode(), URL).page_kind is PageKind.POST


@pytest.mark.parametrize(("label", "kind"), [("Tracked on:", PageKind.POST), ("Written on", PageKind.INDEX)])
def test_lines_of_linkbacks_are_not_those_of_more_posts(label: str, kind: PageKind) -> None:
    line = '<div class="posted">Posted by Ann on 2005-03-02</div>'
    row = '<li><b>Gates</b><p>Ours is flat.</p><div class="posted">{}: <a href="http://gate.example/{}">The Gate</a> at 2005-03-03 09:22</div></li>'
    rows = "".join(row.format(label.rstrip(":"), n) for n in (1, 2))
    head = "<h2>Trackbacks:</h2>" if label.endswith(":") else ""
    page = f"<title>Gate</title><h2>Gate</h2><p>It squeaks.</p>{line}{head}<ol>{rows}</ol>"
    assert read_page(page.encode(), URL).page_kind is kind


@pytest.mark.parametrize(
    ("part", "name", "count"),
    [
        ("comment", "comment_body", 2),
        ("comment", "sub_body", 2),
        ("trackback", "comment_body", 0),
        ("text", "sub_body", 0),
    ],
)
def test_comments_of_bare_text(part: str, name: str, count: int) -> None:
    box = f'<div class="{name}">So.</div>'
    boxes = f'<div id="{part}">{box * 2}</div>'
    page = f"<title>A walk</title><h3>A walk</h3><p>Text.</p>{boxes}"
    assert read_page(page.encode(), URL).comments_count == count


@pytest.mark.parametrize("line", ["Geplaatst door Ann op 2 maart 2005", "[ Posted by Ann ]"])
def test_names_end_before_what_follows(line: str) -> None:
    assert post(BYLINE.format(line=line)).author == "Ann"


LISTED = "<h2><a href='/2005/03/one/'>One</a></h2><p>Text.</p>"


@pytest.mark.parametrize(
    ("path", "title", "body", "kind"),
    [
        ("craft/", "Craft « Blog", "<h2>Archive for the ‘Craft’ Category</h2>" + LISTED, PageKind.INDEX),
        ("tag/sel/", "sel - Le blog", "<h1>Étiquette : sel</h1>" + LISTED, PageKind.INDEX),
        ("x/", "Search Results for “eel”", "<h2>Search Results</h2>" + LISTED, PageKind.INDEX),
        ("2005/03.html", "März 2005", LISTED, PageKind.INDEX),
        ("labels/oak/", "oak", LISTED, PageKind.INDEX),
        ("tags/", "Tags", "<h1>Tags</h1><a href='/tags/oak/'>oak (3)</a>", PageKind.INDEX),
        ("categories", "Categories", "<h1>Categories</h1><a href='/categories/oak/'>Oak</a>", PageKind.INDEX),
        ("2005/03/tags/", "Tags", "<h1>Tags</h1><p>Of ears of cattle.</p>", PageKind.POST),
        ("price-tags/", "Price tags", "<h1>Price tags</h1><p>Of a shop.</p>", PageKind.POST),
        (
            "x/",
            "Archives of a town",
            "<h1><a href='/x/'>Archives of a town</a></h1><p>Text.</p>",
            PageKind.POST,
        ),
        ("x/", "A walk", "<h1>A walk</h1><h3>Category: Craft</h3><p>Text.</p>", PageKind.POST),
        ("x/fruit/", "Fruit", "<h2>Fruit</h2><p>Of fruit.</p>" + LISTED + LISTED, PageKind.INDEX),
        ("all/", "All posts", "<h2>All posts</h2><ul><li><a href='/a/'>A</a></li></ul>", PageKind.INDEX),
        ("x/", "Fruit", f"<h2>Fruit</h2><p>{'Text. ' * 90}</p>" + LISTED + LISTED, PageKind.POST),
        ("x/", "Fruit", LISTED + LISTED + f"<h2>Fruit</h2><p>{'Text. ' * 90}</p>", PageKind.POST),
        ("wp-comments-post.php", "Thanks", "<h2>Thanks</h2><p>It waits.</p>", PageKind.OTHER),
        ("contact/", "Contact", "<h2>Contact</h2><form><textarea></textarea></form>", PageKind.OTHER),
        ("2005/contact-lenses/", "Contact lenses", "<h2>Contact lenses</h2><p>Text.</p>", PageKind.POST),
    ],
)
def test_kinds_by_headings_and_addresses(path: str, title: str, body: str, kind: PageKind) -> None:
    page = f"<title>{title}</title><body><h1><a href='/'>Blog</a></h1>{body}</body>"
    assert read_page(page.encode(), f"https://blog.example/{path}").page_kind is kind


def test_a_search_without_results_lists_nothing() -> None:
    page = "<title>Search</title><body class='search search-no-results'><h2>No posts found</h2></body>"
    assert read_page(page.encode(), "https://blog.example/?s=x").page_kind is PageKind.OTHER


@pytest.mark.parametrize(
    ("body", "title", "found"),
    [
        ("<h1>Kiln</h1><p>Pots.</p><h2>Celadon</h2>", "Kiln - Celadon", ("Celadon", "Kiln")),
        ("<h1>雲の日記</h1><h3>[天気]春一番</h3>", "春一番 - 雲の日記", ("春一番", "雲の日記")),
        ("<h1>Celadon</h1><h3>From Kiln</h3>", "Celadon - Kiln", ("Celadon", None)),
        (f"<h1>Celadon</h1><p>{'Glaze. ' * 40}</p><h3>Kiln</h3>", "Celadon - Kiln", ("Celadon", None)),
        ('<a class="nav-logo" href="/">Kiln</a><h1>Celadon</h1>', "Celadon", ("Celadon", "Kiln")),
        (
            '<a class="nav-logo" href="https://maker.example/">Maker</a><h1>Celadon</h1>',
            "Celadon",
            ("Celadon", None),
        ),
        ('<div class="entry_title">Celadon</div>', "Kiln", ("Celadon", None)),
        (
            '<h3><a rel="bookmark" href="#">Celadon</a> · <span class="published">3 March 2007</span></h3>',
            "Kiln: Celadon",
            ("Celadon", None),
        ),
        ('<article><h1 class="blogTitle">Celadon</h1></article>', "Celadon | Kiln", ("Celadon", None)),
        ('<h1 class="blogtitle">Kiln</h1><h2>Celadon</h2>', "Celadon | Kiln", ("Celadon", "Kiln")),
    ],
)
def test_titles_beside_names_of_sites(body: str, title: str, found: tuple[str, str | None]) -> None:
    page = read_page(f"<title>{title}</title><body class='single'>{body}<p>Text.</p>".encode(), URL)
    assert page.post is not None
    assert (page.post.title, page.site_title) == found


@pytest.mark.parametrize(
    ("link", "tags"),
    [
        ("/taxonomy/term/3", ("Pots",)), ("/index.php/journal/C8/", ("Pots",)), ("index.php?ct1=3", ("Pots",)),
        ("index.php?go=category_2", ("Pots",)), ("/taxonomy/of/pots", ()),
    ],
)  # fmt: skip
def test_addresses_of_categories(link: str, tags: tuple[str, ...]) -> None:
    line = f'<p class="postmeta">March 2, 2005 <a href="{link}">Pots</a></p>'
    page = f"<title>A walk</title><body class='single'><h2>A walk</h2>{line}<p>Text.</p></body>"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(
    ("line", "modified"),
    [
        ("published March 2, 2005, last modified March 5, 2005 10:15 AM", "2005-03-05T10:15"),
        ("2. März 2005, zuletzt geändert: 5. März 2005", "2005-03-05"),
        ("公開日 2005年3月2日 最終更新日: 2005年3月5日", "2005-03-05"),
        ("March 2, 2005", None),
        ("Updated by Ann", None),
    ],
)
def test_the_last_change_in_a_line(line: str, modified: str | None) -> None:
    page = (
        f"<title>A walk</title><body class='single'><h2>A walk</h2><p class='byline'>{line}</p><p>Text.</p>"
    )
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.modified == modified


@pytest.mark.parametrize(
    ("listing", "tags"),
    [
        (
            '<ul><li><a href="/tags/oak/">oak</a></li><li><a href="/tags/elm/">elm</a></li></ul>',
            ("oak", "elm"),
        ),
        ('<ul><li><a href="/tags/oak/">oak</a></li><li><a href="/2005/">2005</a></li></ul>', ()),
        ('<ul><li>I like <a href="/tags/oak/">oak</a> and elm.</li></ul>', ()),
        ("<ul>" + "".join(f'<li><a href="/tags/{i}/">t{i}</a></li>' for i in range(20)) + "</ul>", ()),
    ],
)
def test_a_list_of_nothing_but_tags(listing: str, tags: tuple[str, ...]) -> None:
    page = f"<title>A walk</title><body class='single'><h2>A walk</h2><p>{'Text. ' * 90}</p>{listing}"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.tags == tags


def test_a_counter_in_a_title_is_no_part_of_it() -> None:
    page = "<body class='single'><h2 class='entry-title'>A walk <span class='comment-count'>2</span></h2><p>x</p>"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.title == "A walk"


@pytest.mark.parametrize(
    ("title", "part", "found"),
    [
        (
            "marlowe: what the tide left",
            '<span class="ljuser">marlowe</span>',
            ("what the tide left", "marlowe"),
        ),
        ("sea_bird: Sand", '<a href="/profile">me</a>', ("sea_bird: Sand", None)),
        ("marlowe: Sand", "", ("marlowe: Sand", None)),
        ("Sand", '<span class="ljuser">marlowe</span>', ("Sand", None)),
    ],
)
def test_journals_that_are_called_after_their_users(
    title: str, part: str, found: tuple[str, str | None]
) -> None:
    page = f"<title>{title}</title><body><table><tr><td>{part}<p>{'Text. ' * 90}</p></td></tr></table>"
    read = read_page(page.encode(), "http://marlowe.journal.example/55123.html").post
    assert read is not None
    assert (read.title, read.author) == found


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('Posted by Ann on 04/12/16 in <a href="/w/">Weaving</a>', ("Weaving", "oak")),
        ('Posted by <a href="/w/">Ann</a> on 04/12/16', ("oak",)),
    ],
)
def test_a_category_that_is_filed_in_beside_tags(line: str, tags: tuple[str, ...]) -> None:
    shown = f'<p class="byline">{line}</p><p>{"Text. " * 90}</p><p>Tags: <a href="/tag/oak/" rel="tag">oak</a></p>'
    found = read_page(f"<title>A walk</title><body class='single'><h2>A walk</h2>{shown}".encode(), URL).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(
    ("name", "markup", "title"),
    [
        ("A walk - Tides", '<h2><a href="/1">A walk</a> [<a href="/c/sea">Sea</a>]</h2>', "A walk"),
        ("Tides", '<h1><a href="/">Tides</a></h1><h2>[<a href="/c/sea">Sea</a>] A walk</h2>', "A walk"),
        ("A walk [Sea] - Tides", "<h2>A walk [Sea]</h2>", "A walk [Sea]"),
        ("[Sea] - Tides", '<h2>[<a href="/c/sea">Sea</a>]</h2>', "[Sea]"),
        ("Tides(2005-06-10)", '<h1>Tides</h1><h3><a href="#p1">_</a> A walk</h3>', "A walk"),
        ("A walk (2005-06-10)", "<h1>A walk (2005-06-10)</h1>", "A walk (2005-06-10)"),
        ("Tides", '<div class="item_title1"><b>A walk</b></div><h3>Links</h3>', "A walk"),
        ("Tides", '<h2>A walk - <span class="storyAuthor">Mo</span> @ 16:20</h2>', "A walk"),
        ("Tides", '<h2><span class="author">Mo</span></h2>', "Mo"),
        ("Tides", '<h3 class="lars_comment_title">Really?</h3><h2>A walk</h2>', "A walk"),
    ],
)
def test_titles_of_diaries_and_topics_in_brackets(name: str, markup: str, title: str) -> None:
    page = (
        f"<html><head><title>{name}</title></head><body>{markup}<p>We went along the river.</p></body></html>"
    )
    found = read_page(page.encode(), "https://tides.example/2005/06/10/1.html").post
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('Kategoria: <a href="/a">Jabłka</a> Tagi: <a href="/b">gruszki</a>', ("Jabłka", "gruszki")),
        ('v rubrice <a href="/a">Sad</a> Štítky: <a href="/b">hrušky</a>', ("Sad", "hrušky")),
        ('Kategori: <a href="/a">Elma</a> | Etiketler: <a href="/b">armut</a>', ("Elma", "armut")),
        ('Publicerat i <a href="/a">Äpplen</a> | Etiketter: <a href="/b">päron</a>', ("Äpplen", "päron")),
        ('Κατηγορίες: <a href="/a">Σπίτι</a>', ("Σπίτι",)),
        ('Категорія: <a href="/a">Дім</a>', ("Дім",)),
        ('Chuyên mục: <a href="/a">Nhà</a>', ("Nhà",)),
        ('Magi: <a href="/a">Kaspar</a>', ()),
        ('We sell etiketter <a href="/a">here</a> and there', ()),
    ],
)
def test_labels_of_topics_in_more_languages(line: str, tags: tuple[str, ...]) -> None:
    page = f"<title>A walk</title><body class='single'><h2>A walk</h2><p>{'Text. ' * 90}</p><p>{line}</p>"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(("main", "beside"), [("left", "right"), ("right", "left"), ("leftColumn", "side")])
def test_a_column_that_holds_most_of_the_page_is_no_side_column(main: str, beside: str) -> None:
    own = f'<h2>A walk</h2><p>{"Text. " * 30}</p><p class="posted">By Ann Lee | March 2, 2005 | Category: <a href="/c/w/">Walks</a></p>'
    side = '<h2>Friends</h2><p>By Bo Ek | Category: <a href="/c/x/">Mud</a></p>'
    page = f'<title>A walk - Tides</title><table><tr><td id="{main}">{own}</td><td id="{beside}">{side}</td></tr></table>'
    found = post(page)
    assert (found.title, found.author, found.published, found.tags) == (
        "A walk",
        "Ann Lee",
        "2005-03-02",
        ("Walks",),
    )
