"""Answers of the blog's own pages: what lists posts keeps its links, what is a post is read as one."""

from __future__ import annotations

import pytest

from crawler.discovery.answers import Scene
from crawler.engine.reading import Reply, Scenery, read_reply
from crawler.harvest import Role, Task

HOME = "https://a.example/"
_LIST = '<main><h2><a href="/2004/11/soup/">Soup</a></h2></main><nav><a href="/page/3/">Older</a></nav>'
_POST = """<meta property="og:type" content="article"><article class="h-entry hentry post">
<h1 class="p-name">Soup</h1><time class="dt-published" datetime="2004-11-05">5 November</time>
<div class="e-content">A soup.</div></article>"""


@pytest.mark.parametrize(
    ("path", "body", "listing", "post"),
    [("page/2/", _LIST, True, False), ("2004/11/soup/", _POST, False, True), ("page/2/", "", False, False)],
)
def test_what_a_page_of_the_blog_brings(path: str, body: str, listing: bool, post: bool) -> None:
    task = Task(url=f"{HOME}{path}", blog=1, role=Role.ARCHIVE)
    reply = Reply(url=task.url, status=200, headers={"content-type": "text/html"}, body=body.encode())
    harvest = read_reply(task, reply, Scenery(scene=Scene(home=HOME, prefix="a.example/")))
    assert (bool(harvest.index_links), harvest.page is not None) == (listing, post)
    if listing:
        assert {link.url for link in harvest.index_links} == {f"{HOME}2004/11/soup/", f"{HOME}page/3/"}
        assert [one.url for one in harvest.found] == [f"{HOME}2004/11/soup/"]
