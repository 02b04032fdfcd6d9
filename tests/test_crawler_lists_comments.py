# ruff: noqa: E501 (markup stands as blogs print it)
"""How many comments of people a page shows: the markup of templates, and what only looks like it."""

import pytest

from crawler import read_page

URL = "https://blog.example/2005/03/post/"
PAGE = "<title>A walk</title><body><div id='content'><h2>A walk</h2><p>Text.</p>{}</div>{}</body>"
ITEM = '<li class="comment even depth-1" id="comment-{}"><cite class="fn">Ann</cite><p>So.</p></li>'
LIST = f'<ol class="commentlist">{ITEM.format(1)}{ITEM.format(2)}</ol>'
BOX = '<div class="box"><div class="by"><a name="{}"></a>Ann</div><p>So.</p></div>'

ADIARY = '<article><aside class="comment">{}<div class="comment-one"><span>2016年07月18日</span><p>So.</p></div><div class="comment-one"><span>2016年07月19日</span><p>No.</p></div></aside></article>'


def count(listing: str, aside: str = "") -> int:
    return read_page(PAGE.format(listing, aside).encode(), URL).comments_count


@pytest.mark.parametrize(
    ("listing", "number"),
    [
        (LIST, 2),
        (BOX.format("comment-1") + BOX.format("comment-2"), 2),
        ('<table><tr class="comment"><td><p>So.</p></td></tr></table>', 1),
        # TCD's themes: an item says that there are none.
        (
            '<ol class="c-comment__list"><li class="c-comment__list-item"><div>2017年 1月 18日</div><p>So.</p></li></ol>'
            * 2,
            2,
        ),
        (
            '<ol class="c-comment__list"><li class="c-comment__list-item"><p>この記事へのコメントはありません。</p></li></ol>',
            0,
        ),
        (ADIARY.format("<form><textarea></textarea></form>"), 2),
        (ADIARY.format(""), 0),
        ('<div id="ljcmt12">So.</div><div id="ljcmt13">No.</div>', 2),
        ('<div class="commentbox"><b>Ann</b> 2005-03-03 22:01 <div>So it was.</div></div>' * 2, 2),
        (
            '<div class="comment"><div class="commenttop"><b>Ann</b></div><div class="commentcontent">So.</div></div>',
            1,
        ),
        (
            '<div><h3>A</h3><h2>B</h2><a name="cm41"></a><p>So it was.</p><p>Post by Ann on May 7, 2005</p></div>',
            1,
        ),
        (
            '<div class="comment-entry"><p>May 3, 2014</p><ol class="pingbacklist"><li class="pingback even depth-1" id="comment-7"><p>Pingback: <a href="http://a.example/1">A</a> May 3, 2014</p></li></ol></div>',
            0,
        ),
        ('<div class="commentbox"><p>Be the first to say something.</p></div>', 0),
        ('<div class="comment"><h3>댓글</h3></div>', 0),
        ('<div class="comment"><h3>Kommentare (0)</h3></div>', 0),
        ('<div class="comment"><h3>댓글</h3><p>네.</p></div>', 1),
        # Further posts of the category, as Tistory has them.
        (
            '<div class="cm"><h3>댓글</h3></div><div class="another_category"><table><tr><td><a href="/40">콩</a> 2014.01.12</td></tr></table></div>',
            0,
        ),
        (
            "<h3>댓글 <span>하나</span> 달렸습니다.</h3><ol><li><b>Ann</b> 2009/06/06 09:00<p>네.</p></li></ol>",
            1,
        ),
        ("<h3>댓글이 없습니다.</h3><ol><li>2009/06/06 09:00</li></ol>", 0),
        (
            '<div class="commentLevel1"><h4 class="commentTitle">Ann meint:</h4><div class="commentContent">So.</div><p class="commentDate">Ann um 19:00</p></div>'
            * 2,
            2,
        ),
        ('<div class="commentauthor"></div><div class="commentauthor"><label>Name</label><input></div>', 0),
        ('<li class="_commentItem"><b>Ann</b> 2015.07.06 19:01<div>So.</div></li>' * 2, 2),
        ('<div class="bComment"><div>Комментарий от: Ann</div>18.02.08 @ 09:12</div>', 1),
        (
            '<div class="comment"><a name="c"></a><h3>コメント(2)</h3>'
            + "<dl><dt>So</dt><dd>Ann<br>So. (2008.04.19 22:00:12)</dd></dl>" * 2
            + "</div>",
            2,
        ),
        (
            '<ul id="article_comment_list"><li id="cmt_1001"><p>Ann</p></li><li id="cmt_1002"><p>Bo</p></li></ul>',
            2,
        ),
        ('<h2>2 thoughts on “A walk”</h2><ul><li><a href="#pings">2&nbsp;pingbacks</a></li></ul>', 0),
        ('<h2>1 Comment</h2><ul><li><a href="#c">3 May</a> Ann: So.</li></ul>', 1),
        ('<form class="bComment">18.02.08 <textarea></textarea></form>', 0),
        (
            '<div class="com_head">COMMENT</div><div class="com_txt">So.</div><div>【2011/03/03 08:40】 Ann</div>',
            1,
        ),
        (
            '<div class="com_head">TRACKBACK</div><div class="com_txt">So.</div><div>【2011/03/03 08:40】 Ann</div>',
            0,
        ),
        (
            '<div class="box_title">この記事へのコメント</div><div>So.</div><div>Ann | 2007/01/15 11:20 AM</div>',
            1,
        ),
        (
            "<h3>コメント</h3>"
            + '<dl class="c"><dt>So</dt><dd>So it was.</dd><dd>2008/12/07 20:10 | Ann</dd></dl>' * 2,
            2,
        ),
        ('<div class="comment-box">2005-03-03 <form><textarea></textarea></form></div>', 0),
        (
            '<div class="comment_list"><ul><li>Commented by Ann at 2006/03/06 09:10<div>So.</div></li></ul></div>',
            1,
        ),
        ('<div class="comment_list"><ul><li>None so far.</li></ul></div>', 0),
        ('<div class="comment"><h3>Leave a comment</h3><form><textarea></textarea></form></div>', 0),
        ('<div class="comment"><a href="#comments">3 comments</a></div>', 0),
        (
            '<div class="blosxomComment"><p>So.</p><p>Posted by Ann at Sun Feb  6 14:26:40 2005</p></div>'
            * 2,
            2,
        ),
        ('<div class="commentBoxStyle"><div>Monday, May 15, 2006 8:00:00 AM</div><div>So.</div></div>', 1),
        (
            '<div class="response"><b>Re</b> Comment from Ann on 04-Sep-2006<div class="responseBody">So.</div></div>',
            1,
        ),
        ('<div class="commentbox"><b>小虫</b><div>2007-5-12 22:01</div><div>好。</div></div>' * 2, 2),
        ('<div class="comment_head">コメント</div><div><p>So.</p><p>2007-03-11 12:00</p></div>', 1),
        (
            '<div class="comment"><h3>コメント(1件)</h3><table><tr><td>So.<td>Ann<br>2007/02/03 12:00</table></div>',
            1,
        ),
        ("<h2>Komentáře</h2><p>So.</p><p>Publikoval: Ann v 12. září 2005 21:00</p>", 1),
        (
            "<h2><span>2条记录</span>访客评论</h2>"
            + "<p>So.</p><p>Post by Ann on 2007, May 7, 8:00 AM</p>" * 2,
            2,
        ),
        ("<h3>留言列表 (1)</h3><ul><li>Ann 於 2007/07/08 21:00</li><li>So.</li></ul>", 1),
        ('<ul class="msg"><li>1.Ann</li><li class="msgarticle">So.</li><li>2007-3-20 12:00:00</li></ul>', 1),
        (
            '<ul class="msg mutuality"><li class="msgarticle"><a href="/2">Figs</a> (2007-1-2 9:00:00)</li></ul>',
            0,
        ),
        (
            '<div id="comments"><h3>Comments</h3><form><textarea></textarea></form></div><div id="trackback"><h3>Trackback</h3><p>So.</p><p>Pears 2005/07/05 9:10 PM</p></div>',
            0,
        ),
        ('<div class="comment_head">About my comments</div><p>So.</p><p>2007-03-11 12:00</p>', 0),
        ('<div class="comment-box">There are no comments so far.</div>', 0),
        ('<div class="comment-box"><form>Since 2005 <textarea></textarea></form></div>', 0),
        (
            '<dd class="comment-body">&lt;$BlogBacklinkSnippet$&gt;<p>&lt;$BlogBacklinkDateTime$&gt;</p></dd>',
            0,
        ),
        ('<a name="comment1"></a><p>So.</p><p>Ann</p><a name="comment2"></a><p>No.</p><p>Bo</p>', 2),
        (
            '<ul class="forum"><li><div class="forum-message"><p>So.</p><small>10 mars 2007</small></div></ul>',
            1,
        ),
        ('<div class="forum-message">Pas de message.</div>', 0),
        ('<div id="disqus_thread"></div>', 0),
        ('<div id="c1"><p>So.</p></div><div id="c000002"><p>No.</p></div>', 2),
        ('<a name="commmark_31"></a><p>So.</p><a name="commmark_30"></a><p>No.</p>', 2),
        ('<a name="comm_7"></a><p>So.</p><a name="commerce_7"></a><p>No.</p>', 1),
        ('<div id="c0"><p>So.</p></div><div id="c00"><p>No.</p></div>', 0),
        ('<template><li class="comment" id="comment-0"><p>So.</p></li></template>', 0),
    ],
)
def test_templates(listing: str, number: int) -> None:
    assert count(listing) == number


@pytest.mark.parametrize(
    "aside",
    [
        f'<div class="sidebar"><h3>Recent comments</h3><ul>{ITEM.format(77)}</ul></div>',
        f"<aside><ul>{ITEM.format(77)}{ITEM.format(78)}</ul></aside>",
    ],
)
def test_comments_in_a_side_bar_are_those_of_other_posts(aside: str) -> None:
    assert (count("", aside), count(LIST, aside)) == (0, 2)


@pytest.mark.parametrize(
    ("listing", "number"),
    [
        ("<h3>2 Comments</h3><ol><li>So. - Ann, 3 March 2005<li>No. - Bo, 4 March 2005</ol>", 2),
        ("<b>Comments</b><p>So.<br>Posted by: Ann on March 3, 2005</p><p>No.<br>Posted by: Bo on March 4, 2005</p>", 2),
        ("<h2>コメント</h2><p>はい。</p><p>投稿: 花子 | 2005年3月3日 (木) 20時00分</p>", 1),
        (
            "<table><tr><td><b>Comments</b></td></tr><tr><td>So.<br><small>Ann, March 3, 2005</small></td></tr></table>",
            1,
        ),
        ("<h3>Comments on this entry:</h3><p>So.<br>Left by Ann on 04/17 at 08:00 AM</p>", 1),
        ("<b>Replies: 1 comment</b><p>So.<p><i>Posted by Ann @ 17 June 2003 09:10 AM</i></p>", 1),
        ("<h3>Comments on my garden</h3><p>So, at last.<br>Left by Ann on 04/17 at 08:00 AM</p>", 0),
        ('<h3>Comments</h3><p>So.</p><p>Posted by: Ann | <a href="#c1">March 3, 2005 at 8:14 AM</a></p>', 1),
        ("<h3>Comments:</h3><div><p>So.</p><div>Posted by Ann on 03/05 at 09:00 AM</div></div>", 1),
        ("<h3>コメント</h3><ul><li>はい。</li><li>| 花子 | 2005/03/03 6:40 PM |</li></ul>", 1),
        ('<div class="comment_head">コメント</div><div>花子</div><div>はい。</div><div>2005-03-03 12:00</div>', 1),
        ("<h3>1 commento</h3><ul><li>So.</li></ul>", 1),
        ("<h3>2 Comments currently posted.</h3><h3>Ann says:</h3><p>So.</p><h3>Bo says:</h3><p>No.</p>", 2),
        ("<h3>Comments</h3><h3>Ann says: so</h3><p>So.</p>", 0),
        ("<h3>Comments</h3><h4>What Ann says</h4><p>So.</p>", 0),
        ('<h3>2 kommentarer</h3><div class="cm"><ul><li>Ja.</li><li>Nej.</li></ul></div>', 2),
        ('<h3>Comments</h3><div><ul><li>So.</li><li>Ann, March 3, 2005</li></ul></div><div><ul><li>No.</li><li>Bo, March 4, 2005</li></ul></div>', 2),
        ('<h3>コメント</h3><div><ul><li><a href="#">コメント (0)</a></li><li><a href="#">トラックバック</a></li></ul></div>', 0),
        ('<h3>Comments</h3><div><h4>Related</h4><ul><li>x</li></ul></div>', 0),
        ("<h3>Kommentek:</h3><ul><li>Szép.</li><li>Igen.</li></ul>", 2),
        ("<h3>Kommentek nélkül</h3><ul><li>Szép.</li></ul>", 0),
        ("<h3>2 Yorum</h3><ol><li>Bir.</li><li>İki.</li></ol>", 2),
        ("<h3>Komentarze (1)</h3><ul><li>So.</li></ul>", 1),
        ("<h3>留言列表 (1)</h3><ul><li>好</li></ul>", 1),
        ('<div class="comment_head">Comments</div><p>Be the first.</p>', 0),
        ("<h3>2 comentarios en “Cierre”</h3><ol><li><p>Sí.</p></li><li><p>No.</p></li></ol>", 2),
        ("<h3>2 Reaktionen zu “Zwei”</h3><div><p>Ulf schreibt am 3. Mai 2005:</p><p>So.</p></div>", 1),
        ("<h2>2 comments</h2><article>Ann: So.</article><article>Bo: No.</article>", 2),
        ("<h3>3 lessons on walking</h3><ol><li><p>One.</p></li></ol>", 0),
        ("<h3>Comments</h3><p>No comments yet.</p><ul><li><a href='/2'>Two</a></li></ul>", 0),
        ("<h3>0 Comments</h3><ul><li>x</li></ul>", 0),
        ("<h3>Comments</h3><h4>Related</h4><ul><li>x</li></ul>", 0),
        ("<h3>Comments</h3><form><p>Name, March 3, 2005</p></form>", 0),
        ("<h3>Comments</h3><h3>Archive</h3><p>March 3, 2005</p>", 0),
        ("<p>Comments on March 3, 2005</p><ul><li>x</li></ul>", 0),
        ('<div class="comments-body"><p>TrackBack URL for this entry: https://blog.example/mt-tb.cgi/3</p></div>', 0),
    ],
)  # fmt: skip
def test_comments_that_only_a_heading_tells(listing: str, number: int) -> None:
    assert count(listing) == number


@pytest.mark.parametrize(
    ("held", "number"),
    [
        ("<h5>Ann @ 2006-10-17 12:50:35</h5><p>So.</p><h5>Bo @ 2006-10-17 21:42</h5><p>No.</p><p>Yes.</p>", 2),
        ('<div><h3>On 18 May 2005 at 07:21 PM, <a href="https://ann.example/">Ann</a> commented:</h3></div><p>So.</p>', 1),
        ("<h3>Comments</h3><h4>Ann, 3 March 2005</h4><p>So.</p>", 1),
        ("<h3>Ann says</h3><p>So.</p>", 0),
        ("<h3>Ann, 3 March 2005</h3><p>So.</p><h4>Bo, 4 March 2005</h4><p>No.</p>", 0),
        ("<h3>Trackback from Ann, 3 March 2005</h3><p>So.</p>", 0),
        ('<h3><a href="/2005/03/oak.html">An oak, 3 March 2005</a></h3><p>So.</p>', 0),
    ],
)  # fmt: skip
def test_dated_headings_in_the_part_of_all_comments(held: str, number: int) -> None:
    assert count(f'<section class="comments">{held}</section>') == number
    assert count(f'<section class="notes">{held}</section>') == (number if "Comments" in held else 0)


def test_pings_among_the_items_are_no_comments() -> None:
    item = "<li>{}</li>"
    ping = '<p><strong>Trackback:</strong> <a href="http://pear.example/1">Pears</a> - March 4th, 2005</p><p>So.</p>'
    assert count("<h3>2 Responses</h3><ol>" + item.format("So. - Ann") + item.format(ping) + "</ol>") == 1


@pytest.mark.parametrize(
    ("listing", "announced"),
    [
        ("<div>Senior Member</div><div>Posts: 120</div><div>Trackbacks: 3</div>", None),
        ("<div>Trackbacks: 3</div> <div>Join Date: May 2004</div>", None),
        ("<div>Comments: 12</div><div>Trackbacks: 3</div>", 3),
        ("<p>Posted by Ann</p><p>Trackbacks: 3</p>", 3),
    ],
)
def test_a_number_in_a_member_s_profile_is_not_the_post_s(listing: str, announced: int | None) -> None:
    assert read_page(PAGE.format(listing, "").encode(), URL).announced == announced


@pytest.mark.parametrize(
    ("listing", "number"),
    [
        (f"<pre>{LIST}</pre>", 0),
        (f"<div class='code'><pre><code>{LIST}</code></pre></div>", 0),
        (f"<pre>a = 1</pre>{LIST}", 2),
        (f"<pre>{LIST}</pre>{LIST.replace('comment-', 'comment-9')}", 2),
        (LIST.replace("<p>So.</p>", "<pre>a = 1</pre><p>So.</p>"), 2),
    ],
)
def test_markup_in_preformatted_text_is_an_example(listing: str, number: int) -> None:
    assert count(listing) == number


@pytest.mark.parametrize(
    ("term", "number"),
    [
        ('<a href="https://hedge.example/walk" rel="nofollow">A hedge walk</a>', 0),
        ('<a href="https://hedge.example/">Ann</a> said...', 1),
    ],
)
def test_bloggers_backlinks_have_the_classes_of_its_comments(term: str, number: int) -> None:
    entry = (
        f'<dt class="comment-title">{term}</dt><dd class="comment-body collapseable"><p>So it was.</p></dd>'
    )
    backlinks = '<div id="backlinks-container"><h4>Links to this post</h4>{}</div>' if number == 0 else "{}"
    assert count(backlinks.format(f'<dl class="comments-block" id="comments-block">{entry}</dl>')) == number


def signed(tag: str, *names: str) -> str:
    lines = (f"<p>So.</p><{tag}>Posted by {name} at March 3, 2005 10:00 AM</{tag}>" for name in names)
    return "".join(lines)


@pytest.mark.parametrize("tag", ["p", "div", "span"])
@pytest.mark.parametrize(
    ("block", "number"),
    [
        ('<div class="comment"><a name="comments"></a><h3>Comments</h3>{two}</div>', 2),
        ('<div class="comment"><a name="comments"></a>{two}<form><textarea></textarea></form></div>', 2),
        ('<a name="comments"></a><div class="comment"><h3>Comments</h3>{two}</div>', 2),
        ('<div class="comment"><a name="comments"></a>{one}</div>', 1),
        ('<a name="comments"></a><div class="comment">{one}</div><div class="comment">{one}</div>', 2),
        ('<div class="comment"><a name="comments"></a><p>Be nice.</p></div>', 0),
        ('<div class="comment"><a name="comments"></a>{one}</div><div id="latest">{two}</div>', 1),
        ('<a name="comments"></a><div class="cmt">{one}</div><div class="cmt">{one}</div>', 2),
        ('<a name="comments"></a><div class="cmt">{one}</div><div><div class="cmt">{one}</div></div>', 1),
        ('<a name="comments"></a><div>{one}</div><div>{one}</div>', 1),
    ],
)
def test_one_block_of_all_comments(tag: str, block: str, number: int) -> None:
    two = signed(tag, "Ann", '<a href="http://ben.example/">Ben</a>')
    assert count(block.format(one=signed(tag, "Ann"), two=two)) == number
