"""Advertisements are no part of a page, wherever they stand."""

from __future__ import annotations

import pytest

from crawler import read_page

AD = '<script type="text/javascript"><!--\ngoogle_ad_client = "pub-1";\n//--></script>'
SHOW = '<script src="http://pagead2.googlesyndication.com/pagead/show_ads.js"></script>'
UNIT = '<ins class="adsbygoogle"></ins><script>(adsbygoogle = window.adsbygoogle || []).push({});</script>'
ITEM = '<li><a href="http://barn.example/owls" rel="external nofollow">Owls | The barn</a></li>'
PAGE = """<html><head><title>A walk</title></head><body><h1>A walk</h1>{data}<p>Words.</p>
<h3>1 Trackback</h3>{between}<ol>{item}</ol></body></html>"""
URL = "https://blog.example/2009/03/a-walk/"


@pytest.mark.parametrize(
    ("between", "listed"),
    [
        (AD + SHOW, 1),
        (f'<div class="ad"><center>{AD}\n{SHOW}</center></div>', 1),
        (f'<div id="unit">{UNIT}</div>', 1),
        (f"<h3>Sponsors</h3>{AD}", 0),
        (f'<div><h4>Read also</h4><a href="/q">Mills</a>{AD}</div>', 0),
    ],
)
def test_the_list_below_an_advertisement(between: str, listed: int) -> None:
    page = PAGE.format(data="", between=between, item=ITEM)
    assert len(read_page(page.encode(), URL).linkbacks) == listed


def test_data_that_tell_of_advertising_are_read() -> None:
    data = """<script type="application/ld+json">{"@type": "BlogPosting", "headline": "A walk",
    "author": {"name": "Ann Lee"}, "articleBody": "window.adsbygoogle is what sellers print"}</script>"""
    post = read_page(PAGE.format(data=data, between="", item=ITEM).encode(), URL).post
    assert post is not None
    assert post.author == "Ann Lee"
