# ruff: noqa: E501 (markup stands as blogs print it)
"""By-lines, topics and titles as themes print them: names of classes, icons between fields, links to authors."""

from __future__ import annotations

import pytest
from made_post import TEXT, URL, WHOLE, post

from crawler import read_page


@pytest.mark.parametrize(
    "name",
    ["postMeta", "post_meta", "entrymeta", "mh-meta", "fusion-meta-info-wrapper", "td-module-meta-info",
     "single-post-meta-top", "elementor-post-info", "story-details", "signature", "posted-by", "metabox metabox--high"],
)  # fmt: skip
def test_by_lines_by_their_names(name: str) -> None:
    found = post(f'<div class="{name}">By Ann on March 2, 2005</div>')
    assert (found.author, found.published) == ("Ann", "2005-03-02")


@pytest.mark.parametrize("name", ["comment-meta", "widget-meta", "product-info", "author-meta", "metabolism"])
def test_other_parts_are_no_by_lines(name: str) -> None:
    found = post(f'<div class="{name}">By Eve on March 9, 2011</div>')
    assert (found.author, found.published) == (None, None)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<i></i> March 2, 2005 <i></i> by <a href="/people/ann">Ann Lee</a> <i></i> <a href="/c/">Walks</a>', "Ann Lee"),
        ('by <a href="/ann">Ann</a> <a href="/translators/bo">translated by Bo</a>', "Ann"),
        ("著者： さかい | 2005年3月2日", "さかい"),
        ("花子 (2005年3月 2日 09:15)", "花子"),
        ("橙 (2005年3月2日) | コメント(1)", "橙"),
        ("更新 (2005年3月2日)", None),
        ("公園を歩いた。雨 (2005年3月2日)", None),
        ("נכתב על ידי תמר ב-2 במרץ 2005", "תמר"),
        ("作者：陈默 | 2005-03-02", "陈默"),
        ("发布者 陈默 · 2005-03-02", "陈默"),
        ("Geplaatst door de Boer op 2 maart 2005", "de Boer"),
        ("Anke Sievers schrieb am 02.03.2005 um 8:14 Uhr in Wald", "Anke Sievers"),
        ("陈默 发表于 2005-03-02 08:14", "陈默"),
        ("Ann wrote on this blog before.", None),
        ("Jeff L posted on Jun 22, 2007 in Walks", "Jeff L"),
        ("This entry was posted on Friday, May 2nd, 2008 at 7:14 pm and is filed under Walks.", None),
        ("This has been posted on May 3, 2008", None),
        ("Originally posted on 3 May 2008", None),
        ("Article posted on 12 May 2008", None),
        ("Postato il 02-03-2005 da Sandro Bellini | in: Bosco", "Sandro Bellini"),
        ("Publicado el 2 de marzo de 2005 por Lucía", "Lucía"),
        ("Автор: Вера Котова Рубрика: Лес", "Вера Котова"),
        ("Mardi 2 mars 2005, par Benoît Tessier :: Bois", "Benoît Tessier"),
        ("sabato 2 marzo 2005 - scritto da Sandro - Bosco", "Sandro"),
        ("By Jean-Luc Besnard on March 2, 2005", "Jean-Luc Besnard"),
        ("Опубликовано Вера Котова 02.03.2005 в категории", "Вера Котова"),
        ("Опубликовал Вера • Рубрики: Лес", "Вера"),
        ("Опубликовано в рубрике Лес 02.03.2005", None),
        ("Објавио Милош 2. март 2005.", "Милош"),
        ("Opublikowano 2 marca 2005 przez Marta Wilk w kategorii Las", "Marta Wilk"),
        ("Publicerat den 2 mars 2005 av Nils Berg i kategorin Skog", "Nils Berg"),
        ('Posted At : March 2, 2005 8:14 AM | Posted By : Ann Lee<br>Related Categories: <a href="/w">Walks</a>', "Ann Lee"),
        ("You can leave a response, or trackback, posted by your own hand.", None),
        ("Du kannst einen Trackback von deiner Seite setzen.", None),
        ("Vous pouvez faire un lien par votre site.", None),
    ],
)  # fmt: skip
def test_names_of_by_lines(line: str, author: str | None) -> None:
    assert post(f'<p class="postmeta">{line}</p>').author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Dieser Beitrag wurde am 2. März 2005 von Uta Kern veröffentlicht und abgelegt", "Uta Kern"),
        ("Inserito da Sara Neri il 2 marzo 2005 in Bosco", "Sara Neri"),
        ("Napsal Jan Lípa, 2. 3. 2005, rubrika Les", "Jan Lípa"),
        ("2 Mart 2005 tarihinde Ece Su tarafından yazıldı", "Ece Su"),
        ("Ece Su tarafından", "Ece Su"),
        ("Bu yazı Ece Su tarafından 2 Mart 2005 tarihinde yayınlandı", "Ece Su"),
        ("Bu yazı Bahçe kategorisine Ece tarafından gönderildi", "Ece"),
        ("Írta: Tóth Éva | 2005. március 2.", "Tóth Éva"),
        ("Publicat per Pau Roig el 2 de març de 2005", "Pau Roig"),
        ("Skrevet af Bo Lund den 2. marts 2005", "Bo Lund"),
        ("Lagt inn av Kari Li kl. 10:12", "Kari Li"),
        ("Kirjoittanut: Eeva Mäki, 2.3.2005", "Eeva Mäki"),
        ("Γράφτηκε από τον/την Άννα στις 2 Μαρτίου 2005", "Άννα"),
        ("מאת רות בתאריך 2 במרץ 2005", "רות"),
        ("بواسطة ليلى في 2 مارس 2005", "ليلى"),
        ("نوشته شده توسط نرگس در ۲ مارس ۲۰۰۵", "نرگس"),
        ("Scris de Ana Rus pe 2 martie 2005", "Ana Rus"),
        ("Đăng bởi Lan vào 02/03/2005", "Lan"),
        ("Oleh Sari, 2 Maret 2005", "Sari"),
        ("Опубліковано 2 березня 2005 автором Леся Гай", "Леся Гай"),
        ("글쓴이: 나무 | 2005/03/02", "나무"),
        ("게시자: 나무 시간: 오전 10:00 2005/03/02", "나무"),
        ("張貼者： 小樹 於 晚上10:00 2005/03/02", "小樹"),
        ("发帖者 小树 时间： 10:00 2005-03-02", "小树"),
        ("Vystavila Eva Lípa v 10:00, 2. 3. 2005", "Eva Lípa"),
        ("Objavila Eva Lipa u 10:00, 2. 3. 2005", "Eva Lipa"),
        ("Postitas Eva Pärn kell 10:00, 2.3.2005", "Eva Pärn"),
        ("此条目由小树发表在读书分类目录", "小树"),
        ("本文由于下雨发布在读书分类目录", None),
        ('此条目发表在<a href="/c/" rel="category tag">读书</a>分类目录，贴了<a href="/t/" rel="tag">树</a>标签', None),
        ('Pos ini dipublikasikan di <a href="/category/hutan/" rel="category tag">Jalan Hutan</a> 2005-03-02', None),
        ('<a href="/tag/orman/" rel="tag">Orman</a> etiketiyle <a href="/ece/">Ece Su</a> tarafından', "Ece Su"),
        ("Ann Lee wrote this on Wednesday, 2 March 2005 at 8:14.", "Ann Lee"),
        ("Ann Lee · 2 March 2005 · Walks", "Ann Lee"),
        ("Ann Lee am 2. März 2005", "Ann Lee"),
        ("March 2, 2005 · 5 min · Ann Lee", "Ann Lee"),
        ("March 2, 2005 • Ann Lee", "Ann Lee"),
        ('March 2, 2005 • <a href="/c/">Long Walks</a>', None),
        ("March 2, 2005 · 5 min read · 3 comments", None),
        ("March 2, 2005 · Ann Lee · Bo Ek", None),
        ("Long Walks · Ann Lee", None),
        ("分类于 随笔 | 2005-03-02", None),
        ("投稿日 2005-03-02", None),
        ("この投稿へのトラックバック（2件） 2005-03-02", None),
        ("投稿 花子 2005-03-02", "花子"),
        ("2005-03-02 10:00 に投稿 雨が降った", None),
        ("ann at 22:14 │ 2005-03-02", "ann"),
        ("Av: Nils Ek | 2 mars 2005", "Nils Ek"),
        ("Geplaatst door Jan van den Berg op 2 maart 2005", "Jan van den Berg"),
        ("Skrivet av Nils den 2 mars 2005", "Nils"),
        ("Words: Ann Lee / Pictures: Bo Ek", "Ann Lee"),
        ("March 2, 2005 by The Editors", "The Editors"),
        ("March 2, 2005, by the way", None),
        ("2. März 2005 | von Grund auf neu", None),
        ("Posted by Ann on March 2, 2005 (edited by Bo on March 9, 2005)", "Ann"),
        ("March 2, 2005. Via <a href='http://x.example/'>Bo Ek</a>.", None),
        ("Posted at 22:14 │ 2005-03-02", None),
        ("Mart 2, 2005 tarafından Ece", "Ece"),
        ("Березень 2, 2005 від Леся", "Леся"),
        ('2 March 2005 - <a href="index.php?memberid=1">joost</a> in Walks', "joost"),
        ('2005-03-02 20:31 <a href="view.php?go=user_1">蜻蜓</a>', "蜻蜓"),
        ('2005.03.02 <a href="#menu" class="member_4">나무</a>', "나무"),
        ('<a href="/userinfo.php?uid=1">Ann</a>, <a href="/userinfo.php?uid=2">Bo</a> 2005-03-02', None),
        ('<a href="/user/login">Login</a> to comment', None),
        ('Wim | <a href="/archive.php?cat=1">Walks</a> | one comment', "Wim"),
        ('Read more | <a href="/archive.php?cat=1">Walks</a> | one comment', None),
        ('Wim | Ann | <a href="/archive.php?cat=1">Walks</a>', None),
        ('2005年3月2日(水) | <a href="/archive.php?cat=1">Walks</a> | 晴れ', None),
        ("Filed by Monday, March 2, 2005", None),
        ("Replies by email, March 2, 2005", None),
    ],
)  # fmt: skip
def test_by_lines_of_many_languages(line: str, author: str | None) -> None:
    assert post(f'<p class="postmeta">{line}</p>').author == author


@pytest.mark.parametrize(
    "text",
    [
        '<div class="storycontent"><p>All of it, by Monday, was gone.</p></div>',
        '<div class="entry"><p>Wait.</p><blockquote><p>Never.</p><cite>by Eve</cite></blockquote></div>',
        "<p>It was made by Eve, and then it was lost.</p>",
        "<div>Gardens by Eve</div>",
        '<p>Thanks to <a href="/users/eve">Eve</a>.</p>',
    ],
)
def test_a_short_text_beside_the_title_is_no_by_line(text: str) -> None:
    page = (
        f"<title>A walk - Blog</title><body class='single-post'><div><h2>A walk</h2>{text}<p>{TEXT}</p></div>"
    )
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.author is None


@pytest.mark.parametrize(
    ("bare", "author", "published"),
    [
        ("<span>2005/03/02 11:20</span> | 글쓴이: 나무", "나무", "2005-03-02T11:20"),
        ("Posted by Ann on March 2, 2005<br>Text by Eve goes on here.", "Ann", "2005-03-02"),
        ("We went there by Eve and back again.", None, None),
    ],
)
def test_bare_text_behind_the_title(bare: str, author: str | None, published: str | None) -> None:
    page = (
        f"<title>A walk - Blog</title><body class='single-post'><div><h2>A walk</h2>{bare}<p>{TEXT}</p></div>"
    )
    found = read_page(page.encode(), URL.replace("/2005/03", "")).post
    assert found is not None
    assert (found.author, found.published) == (author, published)


def test_a_line_that_holds_the_title_gives_no_part_of_it() -> None:
    head = '<header class="post-header"><h1>A walk by Eve</h1> <p>posted March 2, 2005</p></header>'
    page = f"<title>A walk by Eve</title><body class='single-post'><article>{head}<p>{TEXT}</p></article>"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert (found.title, found.author) == ("A walk by Eve", None)


@pytest.mark.parametrize(
    ("way", "author"),
    [
        (
            '<a href="/">Home</a> &gt; <a href="/category/walks/" rel="category tag">Walks</a> &gt; Mills, A Walk',
            None,
        ),
        (
            '<a href="/">Home</a> » <a href="/category/walks/" rel="category tag">Walks</a> » Mills, A Walk',
            None,
        ),
        ('<a href="/category/walks/" rel="category tag">Walks</a> | Ann', "Ann"),
    ],
)
def test_the_way_to_a_post_names_nobody(way: str, author: str | None) -> None:
    page = (
        f"<title>Mills, A Walk</title><body class='single-post'>"
        f'<div class="post"><h2>Mills, A Walk</h2><p class="info">{way}</p><p>{TEXT}</p></div>'
    )
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.author == author


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('<em><a href="/walks/" rel="category tag">Walks</a></em>am 01 Sep 2006 09:18 am', "Along the river"),
        ('<a href="/walks/" rel="category tag">Walks</a>, <a href="/mills/" rel="category tag">Mills</a> | 1 Sep 2006', "Along the river"),
        ('<a href="/walks/" rel="category tag">Walks</a>: By the mill', "Walks: By the mill"),
    ],
)  # fmt: skip
def test_a_category_and_a_date_are_no_title(line: str, title: str) -> None:
    page = (
        f"<title>Blog &raquo; Along the river</title><body class='single-post'><h1><a href='/'>Blog</a></h1><div class='post'>"
        f'<div class="post-title">{line}</div><p class="post-info"><a href="{URL}" rel="bookmark">Along the river'
        f"</a></p><p>{TEXT}</p></div>"
    )
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.title == title


def test_a_title_about_writing_names_nobody() -> None:
    page = f"<title>Written by hand</title><body class='single'><h2>Written by hand</h2><p>March 2, 2005</p><p>{TEXT}"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.author is None


@pytest.mark.parametrize(
    ("box", "author"),
    [
        ('<div id="author-bio"><h4>About the author: Ann Lee</h4><p>Ann walks.</p></div>', "Ann Lee"),
        ('<div class="author-box"><h4>About the Author</h4><h3>Ann Lee</h3><p>x</p></div>', "Ann Lee"),
        (
            '<div class="post-author-info"><span class="fn">Ann Lee</span> <a href="/x/">All posts</a></div>',
            "Ann Lee",
        ),
        ('<div class="author-box"><h4>Ann</h4></div><div class="author-box"><h4>Bo</h4></div>', None),
        ('<div class="author-box"><h4>About the author</h4><p>She walks.</p></div>', None),
        ('<div class="comment-author-info"><b>Eve</b></div>', None),
        ('<div class="widget-author-bio"><h4>Eve</h4></div>', None),
        ('<div id="comments"><div class="author-box"><b>Eve</b></div></div>', None),
    ],
)
def test_boxes_about_the_author(box: str, author: str | None) -> None:
    assert post(box).author == author


@pytest.mark.parametrize(
    ("stated", "author"), [("Blog", "Ann"), ("Super User", "Ann"), ("Ann Lee", "Ann Lee")]
)
def test_a_blog_or_an_account_is_no_author_where_readers_see_one(stated: str, author: str) -> None:
    meta = f'<meta name="author" content="{stated}"><meta property="og:site_name" content="Blog">'
    page = WHOLE.format(part='<p class="postmeta">Posted by Ann</p>', below="", text=TEXT)
    found = read_page(page.replace("<head>", f"<head>{meta}").encode(), URL).post
    assert found is not None
    assert found.author == author


@pytest.mark.parametrize(
    "begin",
    ["<h4>Comments:</h4>", '<h3 id="comments">Comments</h3>', '<a name="comments"></a><h3>Comments</h3>'],
)
def test_lines_of_comments_are_not_the_post_s(begin: str) -> None:
    line = '<p class="posted">Posted by Eve at March 4, 2006 8:00 AM</p>'
    found = post("<p>March 2, 2005</p>", f"{begin}<p>Hm.</p>{line}")
    assert (found.author, found.published) == (None, "2005-03-02")


@pytest.mark.parametrize(
    ("part", "author"),
    [
        ('<h4><a href="/author/ann/">Ann</a> <span>8:14 on March 2, 2005</span></h4>', "Ann"),
        ('<div><a href="/author/ann/">All posts by Ann</a> <a href="/author/ann/">Ann</a></div>', "Ann"),
        ('<div><a href="/?author=3">Ann</a></div>', "Ann"),
        ('<div class="post-author">by ann77</div>', "ann77"),
        ('<span class="author">Posted by </span><a href="/author/ann/" rel="author">Ann</a>', "Ann"),
        ('<span class="author">Von: </span><a href="/author/ann/" rel="author">Ann</a>', "Ann"),
        ('<span class="author">Bya</span><a href="/author/eve/" rel="author">Eve</a>', "Bya"),
        ('<div class="post-author">by Ann on March 2, 2005</div>', "Ann"),
        ('<span hidden itemprop="author"><meta itemprop="name" content="Ann"></span>', "Ann"),
        ('<span hidden itemprop="author"><meta itemprop="description" content="Ann"></span>', None),
        ('<aside><span hidden itemprop="author"><meta itemprop="name" content="Eve"></span></aside>', None),
        ('<div><a href="/author/ann/page/2/">Ann</a></div>', None),
        ('<div><a href="/author/ann/">312 Articles</a></div>', None),
        ('<div class="comments"><a href="/author/eve/">Eve</a></div>', None),
        ('<div><h3><a href="/2004/other/">Other</a></h3><a href="/author/eve/">Eve</a></div>', None),
    ],
)  # fmt: skip
def test_links_to_an_author_s_posts(part: str, author: str | None) -> None:
    assert post(part).author == author


@pytest.mark.parametrize(
    ("part", "published"),
    [
        (
            '<li itemprop="datePublished"><a href="/2005/03/"><span> March 2, 2005 </span></a></li>',
            "2005-03-02",
        ),
        ('<li itemprop="datePublished"><span>Post published:</span>March 2, 2005</li>', "2005-03-02"),
        ('<meta itemprop="datePublished" content="2005-03-02T08:14:00Z">', "2005-03-02T08:14:00Z"),
        ('<li itemprop="dateModified">March 2, 2006</li>', None),
        ('<li itemprop="datePublished">3 years ago</li>', None),
    ],
)
def test_dates_of_microdata(part: str, published: str | None) -> None:
    assert post(part).published == published


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ('<h1 class="entry-title">Blog</h1><h2 class="entry-title">A walk</h2>', "A walk"),
        ('<h1 class="entry-title">A walk</h1><h3 class="entry-title">Another day</h3>', "A walk"),
        ('<h2>A walk</h2><div><h3 class="entry-title"><a href="/2004/day/">A day</a></h3></div>', "A walk"),
        ('<h1 class="entry-title">Walks</h1><h2 class="entry-title">Days</h2>', "Walks"),
    ],
)
def test_the_title_that_the_page_s_own_repeats(titles: str, title: str) -> None:
    page = f"<title>A walk - Ann's pages</title><body class='single-post'><article>{titles}<p>Text.</p></article>"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize(
    ("part", "published"),
    [
        ('<p><a href="#comments">2 notes</a> • March 2, 2005</p>', "2005-03-02"),
        ("<p>Posted by Ann | March 2, 2005</p>", "2005-03-02"),
        ('<p class="quoted">March 2, 2005</p>', None),
        (f"<p>On March 2, 2005 we began. {TEXT}</p>", None),
    ],
)
def test_the_line_that_a_post_ends_with(part: str, published: str | None) -> None:
    assert post(part).published == published


@pytest.mark.parametrize(("many", "tags"), [(14, ("Walks",)), (1, ("All that is said of 0", "Walks"))])
def test_a_menu_of_topics_above_the_title_is_not_the_post_s(many: int, tags: tuple[str, ...]) -> None:
    menu = "".join(f'<a href="/category/t{i}/" rel="tag">All that is said of {i}</a>' for i in range(many))
    line = '<p><a href="/category/walks/" rel="category tag">Walks</a></p>'
    page = (
        f"<title>A walk</title><body class='single-post'><div>{menu}</div><h1>A walk</h1>{line}<p>{TEXT}</p>"
    )
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(("name", "author"), [("contentitemcatagory", "Rik"), ("contentbody", None)])
def test_the_line_of_nucleus_in_one_block_with_the_text(name: str, author: str | None) -> None:
    line = f'<div class="{name}">May 3, 2005 - Food - by Rik</div>'
    page = f'<title>B: Bread</title><h2>Bread</h2><div class="contentitem">{line}<div><p>It rose at last.</p></div></div>'
    post = read_page(page.encode(), "https://blog.example/index.php?itemid=3").post
    assert (post and post.author) == author


@pytest.mark.parametrize(
    ("text", "author"), [("Walks Woods", None), ("Walks Woods Ann", "Ann"), ("Ann Lee", "Ann Lee")]
)
def test_topics_side_by_side_are_nobody(text: str, author: str | None) -> None:
    parts = text.replace("Walks", '<a href="/topics/1">Walks</a>').replace(
        "Woods", '<a href="/topics/2">Woods</a>'
    )
    assert post(f'<ul class="meta"><li>March 2, 2005</li><li>{parts}</li></ul>').author == author
