# ruff: noqa: E501 (markup stands as blogs print it)
"""Pages that somebody's tools, hosts or hands broke: real markup with parts taken out, emptied, doubled or swapped.

They begin as the pages of `tests/pages`, since only markup that is nearly right gets far into the readers.
"""

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_examples import examples

from crawler import read_page

URL = "https://blog.example/2006/03/a-post/"
PAGES = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("pages/*/*/*.html"))]
TOKEN = re.compile(rb"<[^>]*>|[^<]+")
VALUE = re.compile(rb"\s([a-zA-Z-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)")
LITTLE = [b"", b" ", b"\xc2\xa0", b".", b":", b"1", b"by", b"<img src=x>", b"<br>", b"&#0;", b"http://["]


def edited(token: bytes, others: list[bytes], source: random.Random) -> bytes:
    """A tag or text taken out, emptied, doubled, cut or put for another."""
    if source.random() < 0.25:
        return source.choice((b"", token * 2, token[: len(token) // 2], source.choice(others)))
    if token[:1] != b"<":
        return source.choice(LITTLE)
    return VALUE.sub(
        lambda stated: source.choice((b"", b" " + stated[1], b" " + stated[1] + b'=" "', stated[0])), token
    )


def broken(seed: int) -> bytes:
    source = random.Random(seed)
    page, other = source.sample(PAGES, 2)
    others = TOKEN.findall(other) or [b""]
    share = source.choice((0.02, 0.1, 0.4))
    return b"".join(
        edited(token, others, source) if source.random() < share else token for token in TOKEN.findall(page)
    )


@pytest.mark.timeout(120)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=examples(400))
@given(st.integers(0, 2**32))
def test_broken_pages_never_raise(seed: int) -> None:
    assert read_page(broken(seed), URL).url == URL


# Each raised once: an element without the text or the address that its like always have.
@pytest.mark.parametrize(
    "markup",
    [
        '<a class="p-author h-card" href="https://b.example/"></a><h3>',
        '<h1 class="entry-title">T <span class="author vcard"></span></h1><p>x</p>',
        '<span class="title">T</span><h3> [<a href="./?category=linux"></a>] a Kernel</h3>',
        '<h2 class="title">T</h2><a href="tag-log.html">Logs</a> <a name="c4">x</a>',
        (
            '<div class="e-content"><a href="https://a.example/"></div><section class="reacties" id="webmentions">'
            '<ul class="likes"><li><a href="https://b.example/@jet/55" title="Jet">'
        ),
        '<ul class="webmention-likes"><img class="webmention-avatar" src="x" alt=""><a class rel="external" href="http://b.example/1">permalink',
        (
            '<section id="trackbacks"><a href="http://b.example/09/">09<a href="http://b.example/09/01/">01'
            '<a href="http://b.example/09/01/a/">A post'
        ),
        (
            '<div class="trackback" id="trackback-1"><h3 class="title"><a href="http://b.example/1">T</a></h3>'
            '<span class="author"><em></em></span></div>'
        ),
    ],
)
def test_parts_that_say_nothing(markup: str) -> None:
    assert read_page(markup.encode(), URL).url == URL


# The words between the links of such a line can be told apart in more ways than can be tried.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("joint", [", ", " and ", "; ", ",,,"])
def test_a_line_of_many_links_that_ends_in_other_words(joint: str) -> None:
    links = joint.join(f'<a href="http://b{n}.example/1">T{n}</a>' for n in range(60))
    assert len(read_page(f'<p class="pings">Pingbacks: {links}.</p>'.encode(), URL).linkbacks) == 60
    assert not read_page(f'<p class="pings">Pingbacks: {links} are words</p>'.encode(), URL).linkbacks
