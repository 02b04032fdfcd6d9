# ruff: noqa: E501 (markup stands as blogs print it)
"""Links of entries that look like tools: those of other sites are sources, the blog's own are none."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler import read_page

PAGES = Path(__file__).parent / "pages"
CASES = sorted(folder.parent.relative_to(PAGES).as_posix() for folder in PAGES.glob("*/*/expected.json"))
LIKE_TOOLS = ("#comment-9070", "#c9070", "?replytocom=9070", "?action=show", "?cpage=2")
# What Disqus's script holds is printed as well: the two must name one address.
TWICE = ("disqus/",)
BLOG = "https://orchard.example/2008/03/fog/"
SERENDIPITY = """<h1><a href="{here}">Fog</a></h1><p>Text.</p>
<div class="serendipity_comments serendipity_section_trackbacks"><a id="trackbacks"></a><h4>Trackbacks</h4><ul class="trackbacks plainList">
<li id="c501"><span class="trackback-info"><cite>Pear yard: <a href="{href}">Pears in rows</a></cite> <span class="timestamp">05.03.08, 09:10</span>:</span>
<div class="trackback-body">How the orchard prunes.</div></li></ul></div>"""
WORDPRESS = """<h1>Fog</h1><p>Text.</p><ol class="commentlist"><li class="pingback" id="comment-12">
<p>Pingback: <a href="{href}">Pears in rows</a> on May 5, 2008</p></li></ol>"""


def sources(markup: str, url: str) -> list[str | None]:
    return sorted((one.source for one in read_page(markup.encode(), url).linkbacks), key=str)


@pytest.mark.parametrize("case", CASES)
def test_pages_of_other_sites_are_sources_whatever_ends_their_address(case: str) -> None:
    url = str(json.loads((PAGES / case / "expected.json").read_text("utf-8"))["url"])
    text = (PAGES / case / "page.html").read_text("utf-8")
    plain = sources(text, url)
    told = {
        source
        for source in filter(None, plain)
        if urlsplit(source).netloc != urlsplit(url).netloc
        and not set("#?") & set(source)
        and not any(other != source and (other or "").startswith(source) for other in plain)
    }
    for end in LIKE_TOOLS if told and not case.startswith(TWICE) else ():
        written = text
        for source in told:
            for quote in "\"'":
                written = written.replace(f"{quote}{source}{quote}", f"{quote}{source}{end}{quote}")
        named = [source and source.replace(end, "") for source in sources(written, url)]
        assert sorted(named, key=str) == plain, end


@pytest.mark.parametrize("markup", [SERENDIPITY, WORDPRESS], ids=["Serendipity", "WordPress"])
@pytest.mark.parametrize(
    ("href", "is_source"),
    [
        ("http://pear.example/1#comment-7", True),
        ("http://pear.example/1?replytocom=7", True),
        ("http://former.example/2008/03/fog/?p=3&replytocom=7", True),
        # The blog's own, also by a former address: then the place is one of this page.
        ("#c501", False),
        (f"{BLOG}#c501", False),
        (f"{BLOG}#comment-7", False),
        ("/?p=3&replytocom=12", False),
        ("http://www.orchard.example/?p=3&replytocom=12", False),
        ("http://web.archive.org/web/20080301000000/http://orchard.example/?p=3&replytocom=12", False),
        ("http://former.example/2008/03/fog/{place}", False),
        ("http://hosted.example/wp-admin/comment.php?action=editcomment&c=12", False),
    ],
)
def test_an_entrys_own_tools_are_no_sources(markup: str, href: str, is_source: bool) -> None:
    href = href.replace("{place}", "#c501" if markup is SERENDIPITY else "#comment-12")
    found = sources(markup.format(here=BLOG, href=href.replace("&", "&amp;")), BLOG)
    assert (href in found) == is_source
