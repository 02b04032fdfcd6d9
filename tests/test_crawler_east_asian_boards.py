# ruff: noqa: E501 (markup stands as boards print it)
"""Boards and skins of East Asia, and words of other scripts: GBoard, XE, Sablog-X, Bo-Blog 2, cnblogs, Xuite."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page

URL = "https://orchard.example/?p=7"
OWLS = "https://barn.example/owls"
LINK = f'<a href="{OWLS}">Owls at dusk</a>'
DATE = "2008-03-03T10:00"
TEXT = "They hunt mice at night."
POST = "<title>Apples - Orchard</title><body><h1>Apples</h1><p>They are ripe.</p>{}"


def read(markup: str, url: str = URL) -> Page:
    return read_page(POST.format(markup).encode(), url)


@pytest.mark.parametrize(
    ("entry", "site", "excerpt", "published"),
    [
        # GBoard: the blog above, the date at the text's end.
        (
            f'<div class="Trackback_Blogname"><a href="{OWLS}">Barn</a></div><div><div><div class="Trackback_Title">{LINK}</div><div class="Trackback_Excerpt">They hunt mice. <span class="tb_r">2008-03-03 10:00</span></div></div></div>',
            "Barn",
            "They hunt mice.",
            DATE,
        ),
        # A text may end with words set apart, and with a day of its own.
        (
            f'<div class="tb_title">{LINK}</div><div class="tb_excerpt">They hunt mice <i>since 2008-03-03</i></div>',
            None,
            "They hunt mice since 2008-03-03",
            None,
        ),
        # Above the second title stands the first one's blog.
        (
            f'<div class="tb_title"><a href="https://sty.example/1">Pigs</a></div><div class="tb_blogname">Sty</div><div class="tb_title">{LINK}</div><div class="tb_date">2008-03-03 10:00</div>',
            None,
            None,
            DATE,
        ),
        (
            f'<div class="trackback-title">{LINK}</div><div class="trackback-text">They hunt mice.</div><div class="trackback-from">於 Barn / 2008/03/03 10:00</div>',
            "Barn",
            "They hunt mice.",
            DATE,
        ),
        (
            f'<p class="tb_title">1 ■{LINK}</p><p class="tb_contents">They hunt mice. ...</p><p class="tb_blogname">ブログ名：Barn 2008-03-03 10:00</p>',
            "Barn",
            "They hunt mice. ...",
            DATE,
        ),
    ],
)  # fmt: skip
def test_parts_called_of_a_trackback(
    entry: str, site: str | None, excerpt: str | None, published: str | None
) -> None:
    row = read(f"<div id='tb'><p>트랙백</p>{entry}</div>").linkbacks[-1]
    assert (row.title, row.site, row.excerpt, row.published) == ("Owls at dusk", site, excerpt, published)


@pytest.mark.parametrize(
    ("heading", "announced"),
    [("엮인글 <em>'1'</em>", 1), ("‘1’ Trackbacks", 1), ("엮인글 '글'", None)],
)
def test_a_heading_with_a_quoted_number_is_no_blog(heading: str, announced: int | None) -> None:
    entry = f'<div class="item"><p class="meta">2008.03.03 10:00</p><h4>{LINK}</h4><p>They hunt mice at night.</p></div>'
    page = read(f'<div id="trackback"><h3>{heading}</h3><div>{entry}</div></div>')
    assert page.announced == announced
    assert announced is None or [row.site for row in page.linkbacks] == [None]


@pytest.mark.parametrize(
    ("text", "author"),
    [("香りが強い。水は少し。", "ann_lee"), ("娘。", "ann_lee"), ("They are ripe.", "ann_lee")],
)
def test_a_sentence_before_the_signature_is_nobody(text: str, author: str) -> None:
    signed = f"<div class='main'>{text}</div><div class='posted'>ann_lee at 23:11│Comments(1)</div>"
    page = f"<title>Apples</title><div><h2>Apples</h2></div><div class='blogbody'>{signed}</div>"
    post = read_page(page.encode(), URL).post
    assert post is not None
    assert post.author == author


@pytest.mark.parametrize(
    ("line", "published"),
    [
        (f"<h3><span class='date'>2008-03-03 10:00</span> {LINK}</h3><p>They hunt mice.</p>", "2008-02-01"),
        (f"<ul><li><span class='date'>2008-03-03 10:00</span> {LINK}</li></ul>", "2008-02-01"),
    ],
)
def test_the_date_before_the_first_linkback_is_not_the_posts(line: str, published: str) -> None:
    page = read(f"<p class='ttr'>2008年02月01日(火)</p><h2>トラックバック (1件)</h2>{line}")
    assert [row.published for row in page.linkbacks] == [DATE]
    assert page.post is not None
    assert page.post.published == published


def test_an_article_may_be_named_by_a_word_and_a_number() -> None:
    url = "https://orchard.example/index.php?p="
    kinds = [read("<p>So.</p>", f"{url}{name}").page_kind for name in ("article.12", "archive")]
    assert kinds == ["post", "index"]


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("<b>标签</b>: <a href='/?q=a'>Oak</a> <a href='/?q=b'>Elm</a>", ("Oak", "Elm")),
        ("<b>标签</b>：<a href='/?q=a'>Oak</a>", ("Oak",)),
        ("<b>标签</b> of others: <a href='/?q=a'>Oak</a>", ()),
        ("<b>Read</b>: <a href='/?q=a'>Oak</a>", ()),
    ],
)
def test_a_colon_behind_the_element_of_a_label(line: str, tags: tuple[str, ...]) -> None:
    post = read(f"<div class='posttext'>{line}</div>").post
    assert post is not None
    assert post.tags == tags


@pytest.mark.parametrize(
    ("who", "number"),
    [
        ('<div class="username">评论作者: 老王</div>', 2),
        ('<div class="username">評論作者：老王</div>', 2),
        ('<div class="username">文章作者: 老王</div>', 0),
        ('<div class="Comment_Author">老王</div>', 2),
    ],
)
def test_who_commented(who: str, number: int) -> None:
    said = f"<div><div>{who}<div>2008-03-15 20:00</div></div><div>下次叫上我。</div></div>"
    assert read(f"<hr>{said}<hr>{said}").comments_count == number


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("آدرس دنبالک: {}", True),
        ("رابط التعقيب: {}", True),
        ("Geri izleme adresi: {}", True),
        ("Visszakövetési URL ehhez: {}", True),
        ("Зворотнє посилання: {}", True),
        ("먼댓글 주소 : {}", True),
        ("رابط: {}", False),
    ],
)
def test_the_word_before_an_address_for_pings(label: str, found: bool) -> None:
    address = "https://orchard.example/7/trackback/"
    told = label.format(f"<code>{address}</code>")
    assert read(f"<p>{told}</p>").endpoints.trackback == ((address,) if found else ())


BARN = f'<a href="{OWLS}">Barn</a>'
ENTRY = ("Owls at dusk", "Barn", "They hunt mice.", DATE)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        # Bo-Blog 2.
        (
            f'<div class="trackbackbox"><div class="trackbackbox-title"> Owls at dusk <div class="trackbackbox-label">[2008/03/03 10:00] </div></div><div class="trackbackbox-content"> 来自：{BARN}<br/> 内容摘要：They hunt mice.</div></div>',
            ENTRY,
        ),
        # Textcube's skins.
        (
            f'<div class="trackbackList"><dl id="trackback3"><dt><span class="title">{LINK}</span> <span class="date">2008/03/03 10:00</span></dt><dd class="from">보낸 곳 : {BARN}</dd><dd class="desc">They hunt mice.</dd></dl></div>',
            ENTRY,
        ),
        (
            f"<h3>먼댓글 (1)</h3><ul><li>{LINK} <span>ㅣ Barn</span> <span>2008-03-03 10:00</span><br/>They hunt mice.</li></ul>",
            ENTRY,
        ),
        (
            f'<h2>แทร็กแบ็ก</h2><div class="trackback"><p>{LINK} จาก <a href="https://barn.example/">Barn</a><br />They hunt mice.</p><p class="posted">2008-03-03 10:00</p></div>',
            ENTRY,
        ),
    ],
)  # fmt: skip
def test_words_between_the_fields(entry: str, told: tuple[str, str, str, str]) -> None:
    rows = read(f"<div>{entry}</div>").linkbacks
    assert [(row.title, row.site, row.excerpt, row.published) for row in rows] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"They hunt mice.<br>Barn引用了该文章,地址:<a href='{OWLS}'>{OWLS}</a>", [ENTRY]),
        (f"Barn引用了该文章,地址:<a href='{OWLS}'>{OWLS}</a>", [(*ENTRY[:2], None, DATE)]),
        # Somebody tells of it; the page is its own source.
        (f"他引用了该文章的图片：<a href='{OWLS}'>{OWLS}</a>", []),
        (f"Barn引用了该文章,地址:<a href='{URL}'>{URL}</a>", []),
    ],
)
def test_who_quotes_the_post_and_where(text: str, told: list[tuple[str, str, str | None, str]]) -> None:
    head = f'<h4><a href="{OWLS}">#</a>&nbsp;<a name="7"></a>Owls at dusk[TrackBack] <span>2008-03-03 10:00</span> {BARN}</h4>'
    rows = read(f"<div id='comments'><h3>评论</h3>{head}<p>{text} </p></div>").linkbacks
    assert [(row.title, row.site, row.excerpt, row.published) for row in rows] == told


@pytest.mark.parametrize("article", ["τον/την ", "τον ", "την ", ""])
def test_the_article_before_a_greek_name(article: str) -> None:
    cite = f'<cite>Pingback από {article}<a href="{OWLS}">Barn » Owls</a> &#8212; 2008-03-03 10:00</cite>'
    rows = read(f'<ol class="commentlist"><li id="comment-2">{cite}<p>So.</p></li></ol>').linkbacks
    assert [(row.source, row.title) for row in rows] == [(OWLS, "Barn » Owls")]


@pytest.mark.parametrize(
    ("year", "month", "day", "published"),
    [
        ("titledate-year", "titledate-month", "titledate-day", "2007-10-14T19:05"),
        ("year", "month", "day", "2007-10-14"),
        ("titledate-year", "month", "day", None),
        ("titledate-year", "titledate-month", "titledate-week", None),
    ],
)
def test_a_date_in_parts_and_the_title_beside_it(
    year: str, month: str, day: str, published: str | None
) -> None:
    parts = ((year, "2007"), (month, "10"), (day, "14"), ("titledate-hour", "19"), ("titledate-min", "05"))
    date = "".join(f'<span class="{name}">{part}</span>' for name, part in parts)
    title = f'<h2 class="title"><span>{date}</span> <span class="titlename">Apples</span></h2>'
    page = f"<title>Apples @ Orchard</title><div id='content'>{title}<p>They are ripe.</p></div>"
    post = read_page(page.encode(), URL).post
    assert post is not None
    assert (post.title, post.published) == ("Apples", published)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<p class="meta"><span>提交者:</span> <span>篾匠</span> <span>日期:</span> 2007-2-28</p>', "篾匠"),
        ('<p class="posted">โดย ยายมา เมื่อ 3 มีนาคม 2007</p>', "ยายมา"),
        ('<p class="meta">Đăng bởi Hải ngày 2/4/2011</p>', "Hải"),
        ('<p class="meta"><a href="/?author=1">Ann</a> 2007-02-28</p>', "Ann"),
        # Whom the post quotes.
        ('<p><a href="https://barn.example/?author=1">Ann</a> 的 <a href="/x">Owls</a></p>', None),
        ('<p class="meta"><a href="https://barn.example/user/ann">Ann</a> | 2007-02-28</p>', None),
    ],
)
def test_authors_by_words_and_links(line: str, author: str | None) -> None:
    post = read(line).post
    assert post is not None
    assert post.author == author


@pytest.mark.parametrize(
    ("title", "heading", "listed"),
    [
        ("Geri izleme nedir?", "Geri izlemeler", False),
        ("엮인글 보내는 법", "엮인글", False),
        ("Как отправить трэкбек", "Трекбэки", False),
        ("دنبالک چیست؟", "دنبالک‌ها", False),
        ("İnce belli bardak", "Geri izlemeler", True),
    ],
)
def test_a_post_about_linkbacks_lists_documents(title: str, heading: str, listed: bool) -> None:
    items = f'<ul><li>{LINK}</li><li><a href="https://sty.example/1">Pigs</a></li></ul>'
    page = f"<title>{title}</title><h1>{title}</h1><p>So.</p><h2>{heading}</h2>{items}"
    assert bool(read_page(page.encode(), URL).linkbacks) == listed


@pytest.mark.parametrize(
    ("behind", "site", "excerpt"),
    [
        ("(Barn - 03/13/2006 09:05:00 AM)", "Barn", TEXT),
        ("（Barn｜2006-03-13）", "Barn", TEXT),
        ("(Barn / 2006-03-13 09:05)", "Barn", TEXT),
        ("[Barn | March 13, 2006]", "Barn", TEXT),
        ("(or so it seems to me - 2006-03-13)", None, f"or so it seems to me {TEXT}"),
        ("(2006-03-13)", None, TEXT),
    ],
)
@pytest.mark.parametrize("listing", ['<ul class="tb">{}</ul>', "<ol>{}</ol>"])
def test_blog_and_date_in_one_pair_of_brackets(
    listing: str, behind: str, site: str | None, excerpt: str
) -> None:
    item = f"<li>{LINK} <small>{behind}</small><br />{TEXT}</li>"
    rows = read(f"<h2>トラックバック</h2>{listing.format(item)}").linkbacks
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls at dusk", site, excerpt)]
    assert (rows[0].published or "")[:10] == "2006-03-13"


FORMS = (
    "{0}: {4}<br>{1}: Barn<br>{2}: 2008-03-03 10:00<br>{3}: {5}",
    "<p><b>{0}:</b> {4}<br><b>{1}:</b> Barn</p><p><b>{2}:</b> 2008-03-03 10:00<br><b>{3}:</b> {5}</p>",
    "<dl><dt>{0}</dt><dd>{4}</dd><dt>{1}</dt><dd>Barn</dd><dt>{2}</dt><dd>2008-03-03 10:00</dd><dt>{3}</dt><dd>{5}</dd></dl>",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "labels",
    [
        ("タイトル", "ブログ名", "日時", "概要"),
        ("記事タイトル", "ブログタイトル", "送信日時", "抜粋"),
        ("글 제목", "블로그 이름", "받은 시각", "본문"),
        ("文章标题", "网站名称", "时间", "内容摘要"),
        ("文章標題", "網站", "引用時間", "摘要"),
        ("Название", "Источник", "Время", "Отрывок"),
        ("Cím", "Webnapló", "Dátum", "Tartalom"),
        ("Rubrik", "Webbplats", "Datum", "Sammanfattning"),
        ("Τίτλος", "Ιστολόγιο", "Ημερομηνία", "Απόσπασμα"),
        ("العنوان", "المدونة", "التاريخ", "المقتطف"),
        ("כותרת", "בלוג", "תאריך", "תקציר"),
        ("عنوان", "وبلاگ", "تاریخ", "خلاصه"),
        ("Tiêu đề", "Blog", "Ngày", "Trích dẫn"),
        ("ชื่อเรื่อง", "บล็อก", "วันที่", "ข้อความ"),
        ("Judul", "Blog", "Tanggal", "Ringkasan"),
    ],
)
def test_fields_by_labels(labels: tuple[str, str, str, str], form: str) -> None:
    links = (LINK, '<a href="https://sty.example/1">Pigs</a>')
    items = "".join(f'<div class="tbitem">{form.format(*labels, link, TEXT)}</div>' for link in links)
    rows = read(f'<div id="trackback"><h3>Trackback</h3>{items}</div>').linkbacks
    told = [(row.title, row.site, row.published, row.excerpt) for row in rows]
    assert told == [(title, "Barn", DATE, TEXT) for title in ("Owls at dusk", "Pigs")]


@pytest.mark.parametrize("form", ["<dl><dt>{}</dt><dd>{}</dd></dl>", "<p>{}: {}</p>"])
def test_labels_of_other_things_are_no_records(form: str) -> None:
    told = "".join(
        form.format(label, value) for label, value in (("Ingredients", LINK), ("Season", "Spring"))
    )
    assert not read(f"<h3>Recipe</h3>{told}").linkbacks


@pytest.mark.parametrize(
    ("line", "site", "excerpt"),
    [
        ("鼠を捕る様子を見た。 【納屋】 2008-03-03 10:00", "納屋", "鼠を捕る様子を見た。"),
        ("They hunt mice at night. [Barn] 2008-03-03 10:00", "Barn", TEXT),
        ("They hunt mice at night. 2008-03-03 10:00", None, TEXT),
    ],
)
def test_a_text_that_blog_and_date_sign(line: str, site: str | None, excerpt: str) -> None:
    rows = read(f"<h3>トラックバック</h3><ul class='tb'><li>{LINK}<br>{line}</li></ul>").linkbacks
    assert [(row.site, row.published) for row in rows] == [(site, DATE)]
    assert rows[0].excerpt == excerpt


@pytest.mark.parametrize("word", ["Trackback by", "<strong>Trackback</strong> por", "<em>Pingback</em> by"])
@pytest.mark.parametrize(
    ("behind", "excerpt"),
    [
        (f"| 3 March 2008, 10:00<br>{TEXT}", TEXT),
        (f"<br>3 March 2008, 10:00<br>{TEXT}<br>Not in rain.", f"{TEXT} Not in rain."),
        ('| 3 March 2008, 10:00<br><a href="#comment-4">#</a>', None),
        (f"| 3 March 2008, 10:00<p>{TEXT}</p>", TEXT),
    ],
)
def test_text_below_the_line_of_a_name(word: str, behind: str, excerpt: str | None) -> None:
    pings = f'<h3>Trackbacks</h3><ol><li id="comment-4">{word} <a href="{OWLS}">Barn</a> {behind}</li></ol>'
    rows = read(pings).linkbacks
    assert [(row.source, row.published, row.excerpt) for row in rows] == [(OWLS, DATE, excerpt)]


@pytest.mark.parametrize(
    ("name", "held", "excerpts"),
    [
        ("post-text", TEXT, [TEXT, TEXT]),
        ("excerpt", TEXT, [TEXT, TEXT]),
        ("context", TEXT, []),
        ("post-text", f'{TEXT} <a href="https://sty.example/2">Mud</a>', []),
    ],
)
def test_texts_in_items_of_their_own(name: str, held: str, excerpts: list[str]) -> None:
    info = '<li class="info">{} <span class="from">Barn</span> <span class="post-time">2008/03/03 10:00</span></li>'
    links = (LINK, '<a href="https://sty.example/1">Pigs</a>')
    items = "".join(f'{info.format(link)}<li class="{name}">{held}</li>' for link in links)
    rows = read(f'<h3>引用</h3><ul class="trackback-list">{items}</ul>').linkbacks
    assert [row.excerpt for row in rows if row.excerpt and row.title in ("Owls at dusk", "Pigs")] == excerpts


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("15 Νοεμβρίου 2007 από τον Νίκο", "Νίκο"),
        ("15 Νοεμβρίου 2007 από τον/την Ελένη", "Ελένη"),
        ("15 Νοεμβρίου 2007 από Ελένη", "Ελένη"),
        ("Από το χωριό, 15 Νοεμβρίου 2007", None),
        ("9. července 2008 od Nina", "Nina"),
        ("Od 9. července 2008", None),
        ("9. јул 2008. од Нина", "Нина"),
        ("9 जुलाई 2008 द्वारा Nina", "Nina"),
    ],
)
def test_names_behind_a_preposition(line: str, author: str | None) -> None:
    post = read(f'<div class="post"><h2 class="entry-title">Apples</h2><p class="meta">{line}</p></div>').post
    assert post is not None
    assert post.author == author
