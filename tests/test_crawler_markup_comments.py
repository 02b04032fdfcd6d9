"""How many comments of people a page shows: the markup of templates, and what only looks like it."""

import pytest

from crawler import read_page

URL = "https://blog.example/2005/03/post/"
PAGE = "<title>A walk</title><body><div id='content'><h2>A walk</h2><p>Text.</p>{}</div>{}</body>"
ITEM = '<li class="comment even depth-1" id="comment-{}"><cite class="fn">Ann</cite><p>So.</p></li>'
LIST = f'<ol class="commentlist">{ITEM.format(1)}{ITEM.format(2)}</ol>'
BOX = '<div class="box"><div class="by"><a name="{}"></a>Ann</div><p>So.</p></div>'


def count(listing: str, aside: str = "") -> int:
    return read_page(PAGE.format(listing, aside).encode(), URL).comments_count


@pytest.mark.parametrize(
    ("listing", "number"),
    [
        (LIST, 2),
        (BOX.format("comment-1") + BOX.format("comment-2"), 2),
        ('<table><tr class="comment"><td><p>So.</p></td></tr></table>', 1),
        ('<div class="comment"><h3>Leave a comment</h3><form><textarea></textarea></form></div>', 0),
        ('<div class="comment"><a href="#comments">3 comments</a></div>', 0),
        ('<div id="disqus_thread"></div>', 0),
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
