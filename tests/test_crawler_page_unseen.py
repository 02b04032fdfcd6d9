"""What nobody sees of a page changes nothing: templates put comments, scripts and `<font>` anywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from crawler import read_page

PAGES = Path(__file__).parent / "pages"
CASES = sorted(folder.parent.relative_to(PAGES).as_posix() for folder in PAGES.glob("*/*/expected.json"))
URL = "http://orchard.example/2008/03/fog/"
COMMENT = "<!-- .entry -->"
SCRIPT = '<script type="text/javascript">var shown = 1;</script>'
STYLE = "<style>li { color: red }</style>"
TOKEN = re.compile(
    r"<!--.*?-->|<![^>]*>|<(head|script|style|textarea|title|template|noscript|svg|select)\b.*?</\1\s*>"
    r"|(?P<tag></?[a-z][^<>]*>)",
    re.S | re.I,
)
# Behind links and words stand signs that are looked for in the source, with what stands before them.
WITHIN_LINES = re.compile(r"</(?:a|span)\b", re.I)
BLOCK_END = re.compile(r"</(?:p|div|li|ul|ol|h[1-6]|dd|section|article)\b", re.I)
LINE = re.compile(r"<(/?)(?:p|li|td|h[1-6])\b", re.I)


def interspersed(text: str) -> str:
    """A page with a comment behind each of its tags, and a script and a style sheet behind each block."""

    def written(found: re.Match[str]) -> str:
        token = found[0]
        if not found["tag"] or WITHIN_LINES.match(token):
            return token
        return token + COMMENT + (SCRIPT + STYLE if BLOCK_END.match(token) else "")

    return TOKEN.sub(written, text)


def dressed(text: str) -> str:
    """A page whose blocks of text are each in an element that only says what they look like."""

    def written(found: re.Match[str]) -> str:
        token = found[0]
        line = LINE.match(token) if found["tag"] else None
        if line is None:
            return token
        return f"</nobr></font>{token}" if line[1] else f'{token}<font face="Arial" size="2"><nobr>'

    return TOKEN.sub(written, text)


def read(text: str, url: str) -> dict[str, Any]:
    page = read_page(text.encode(), url)
    return {
        "kind": page.page_kind,
        "post": page.post,
        "linkbacks": page.linkbacks,
        "announced": page.announced,
        "comments": page.comments_count,
        "endpoints": page.endpoints,
        "links": page.links,
    }


@pytest.mark.parametrize("case", CASES)
def test_pages_are_read_alike_with_what_nobody_sees_everywhere(case: str) -> None:
    url = str(json.loads((PAGES / case / "expected.json").read_text("utf-8"))["url"])
    text = (PAGES / case / "page.html").read_text("utf-8")
    plain, written = read(text, url), interspersed(text)
    assert len(written) > len(text)
    assert read(written, url) == plain
    assert read(dressed(text), url) == plain


PING = '<ol class="commentlist"><li class="pingback" id="comment-12"><p>Pingback: {link}</p></li></ol>'
LINK = '<a href="http://pear.example/1">{words}</a>'


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Pears in rows", "Pears in rows"),
        (f"Pears {COMMENT}in rows", "Pears in rows"),
        (f"{COMMENT} Pears in rows", "Pears in rows"),
        (f"Pears in rows{SCRIPT}", "Pears in rows"),
        (f"Pears{STYLE} in rows", "Pears in rows"),
        ("Pears <?php the_title() ?>in rows", "Pears in rows"),
        ("Pears <![CDATA[x]]>in rows", "Pears in rows"),
        ("Pe<font color=red>ars</font> in <big>r</big>ows", "Pears in rows"),
        # What is seen stays, whatever stands beside it.
        (f"Pears{COMMENT} <b>in</b> {COMMENT}rows", "Pears in rows"),
        ("Pears &lt;!-- in --&gt; rows", "Pears <!-- in --> rows"),
        ("Pears &lt;script&gt; rows", "Pears <script> rows"),
    ],
)
def test_titles_are_what_is_seen(words: str, title: str) -> None:
    markup = "<h1>Fog</h1><p>Text.</p>" + PING.format(link=LINK.format(words=words))
    assert [one.title for one in read_page(markup.encode(), URL).linkbacks] == [title]


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg><style><!-- a --><g></g></style></svg>",
        "<svg><script><a href='http://fig.example/'>fig</a><!-- b --></script></svg>",
        "<ins class='adsbygoogle'><ins class='adsbygoogle'><script>adsbygoogle</script><b>x</b></ins></ins>",
    ],
)
def test_what_stands_within_the_unseen_is_dropped_once(drawing: str) -> None:
    markup = f"<h1>Fog</h1>{drawing * 50}" + PING.format(link=LINK.format(words="Pears in rows"))
    for _ in range(20):
        assert [one.title for one in read_page(markup.encode(), URL).linkbacks] == ["Pears in rows"]


@pytest.mark.parametrize("place", ["<head>{data}</head><body>{body}</body>", "<body>{body}{data}</body>"])
@pytest.mark.parametrize(
    ("kind", "author"),
    [
        ("application/ld+json", "Ann Roy"),
        ("application/LD+JSON", "Ann Roy"),
        ("text/javascript", None),
    ],
)
def test_data_in_scripts_is_read(place: str, kind: str, author: str | None) -> None:
    said = {"@type": "BlogPosting", "headline": "Fog", "author": {"@type": "Person", "name": "Ann Roy"}}
    data = f'<script type="{kind}">{json.dumps(said)}</script>'
    markup = place.format(data=data, body="<article><h1>Fog</h1><p>Text.</p></article>")
    post = read_page(f"<html>{markup}</html>".encode(), URL).post
    assert post is not None
    assert post.author == author
