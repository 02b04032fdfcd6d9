"""Saved pages spelled in other ways, and among traps: nothing of what they list may change."""

from __future__ import annotations

import html
import html.entities
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from crawler import read_page, urls
from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

PAGES = Path(__file__).parent / "pages"
CASES = sorted(folder.parent.relative_to(PAGES).as_posix() for folder in PAGES.glob("*/*/expected.json"))

SIDEBAR = """<div id="sidebar" class="sidebar widget-area"><h3>Recent trackbacks</h3>
<ul class="recent-trackbacks">{items}</ul>
<div class="widget widget_recent_comments"><h3>Recent comments</h3><ul id="recentcomments">{items}</ul></div>
<div class="related-posts"><h3>Related posts</h3><ul>{items}</ul></div></div>"""
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*?)?)(/?)>", re.S)
QUOTED = re.compile(r'(\s[a-z-]+)="([\w./:#-]+)"(?=[\s>])')
NEVER_CLOSED = re.compile(r"</(?:li|dd|dt)>", re.I)


# Where an entry's own link is missing, the author's or the blog's stands for it.
AUTHORED = (
    "microformats/",
    "webmention_lists/",
    "sections/at-the-blogs-home",
    "sections/via-the-blogs-home",
    "sections/wrote-in-german",
    "static_webmentions/",
    "wordpress/webmentions-that-only-say",
)
# Sources that no element links.
UNLINKED = ("disqus/", "page_data/", "clipped/printed-for-disqus")


def spelled(url: str) -> set[str]:
    """An address as attributes write it."""
    return {url, html.escape(url), url.replace("&", "&#038;")}


@cache
def source(case: str) -> tuple[str, str]:
    url = str(json.loads((PAGES / case / "expected.json").read_text("utf-8"))["url"])
    return (PAGES / case / "page.html").read_text("utf-8"), url


def read(text: str, url: str) -> tuple[Linkback, ...]:
    return read_listings(Document(text, url), url).linkbacks


@cache
def listed(case: str) -> tuple[Linkback, ...]:
    """What a page lists as it was saved."""
    return read(*source(case))


Check = Callable[[str], None]
VARIANTS: list[tuple[Callable[[str], bool], Check]] = []


def variant(told_by: Callable[[str], bool] = bool) -> Callable[[Check], Check]:
    """A way to write a page, which is checked with the pages that `told_by` takes; else with all."""

    def taken(check: Check) -> Check:
        VARIANTS.append((told_by, check))
        return check

    return taken


@pytest.mark.parametrize("case", CASES)
def test_a_page_lists_the_same_in_every_variant(case: str) -> None:
    # All in one test, since most cost less than a test does; a failure shows the function, which names it.
    for told_by, check in VARIANTS:
        if told_by(case):
            check(case)


def code_apart(change: Callable[[str], str], text: str) -> str:
    """The change made to the page's markup alone: scripts, comments and the document type stay."""
    parts = re.split(
        r"(<!--.*?-->|<script.*?</script>|<style.*?</style>|<!doctype[^>]*>)", text, flags=re.S | re.I
    )
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))


def capitals(text: str) -> str:
    return code_apart(lambda part: TAG.sub(lambda m: f"<{m[1]}{m[2].upper()}{m[3]}{m[4]}>", part), text)


def one_line(text: str) -> str:
    return " ".join(text.split())


def unquoted(text: str) -> str:
    def bare(match: re.Match[str]) -> str:
        return match[0] if match[0].endswith("/>") else QUOTED.sub(r"\1=\2", match[0])

    return code_apart(lambda part: TAG.sub(bare, part), text)


def single_quotes(text: str) -> str:
    return code_apart(lambda part: re.sub(r'="([^"\'<>]*)"', r"='\1'", part), text)


def unclosed(text: str) -> str:
    return code_apart(lambda part: NEVER_CLOSED.sub("", part), text)


def uncommented(text: str) -> str:
    return re.sub(r"<!--(?!\[).*?-->", "", text, flags=re.S)


def wrapped(text: str) -> str:
    opening = "<table><tr><td><div><center><div id='wrap'>"
    closing = "</div></center></div></td></tr></table>"
    text = re.sub(r"(<body[^>]*>)", rf"\1{opening}", text, count=1, flags=re.I)
    return re.sub(r"(</body>)", rf"{closing}\1", text, count=1, flags=re.I)


def more_attributes(text: str) -> str:
    return code_apart(
        lambda part: re.sub(r"<(li|div|a|span|p)(?=[\s>])", r'<\1 data-x="1" style="color:red"', part), text
    )


def links_that_are_none(text: str) -> str:
    """Links in a comment and a script, and one that only the source has: it stands in an attribute."""
    hidden = """<!-- <a href="/x">» x</a> --><script>document.write('<a href="/y">y</a>')</script>"""
    seeming = "<div title='<a href=\"/z\">z</a>'></div>"
    text = re.sub(r"(<body[^>]*>)", lambda m: m[1] + hidden, text, count=1, flags=re.I)
    return re.sub(r"(</body>)", lambda m: seeming + m[1], text, count=1, flags=re.I)


def far_down(text: str) -> str:
    """So many links above the listing and below it that both are stretches of their own."""
    menu = "<div><div>" + "".join(f'<a href="/menu/{n}">menu {n}</a> ' for n in range(60)) + "</div></div>"
    return re.sub(r"(<body[^>]*>)(.*)(</body>)", rf"\1{menu}\2{menu}\3", text, count=1, flags=re.I | re.S)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "capitals": capitals,
    "one line": one_line,
    "without quotes": unquoted,
    "single quotes": single_quotes,
    "unclosed items": unclosed,
    "without comments": uncommented,
    "wrapped in tables": wrapped,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "more attributes": more_attributes,
    "links that are none": links_that_are_none,
}


@variant()
def another_spelling_lists_the_same(case: str) -> None:
    text, url = source(case)
    for name, spelling in SPELLINGS.items():
        assert read(spelling(text), url) == listed(case), name


def may_have_www(case: str) -> bool:
    host = urls.host(source(case)[1])
    return host.startswith("www.") or host.count(".") == 1


@variant(may_have_www)
def links_within_the_blog_may_spell_its_host_with_www_or_without(case: str) -> None:
    text, url = source(case)
    scheme, _, rest = url.partition("://")
    other = f"{scheme}://{rest.removeprefix('www.')}" if rest.startswith("www.") else f"{scheme}://www.{rest}"
    assert [told(one) for one in read(text, other)] == [told(one) for one in listed(case)]


ADDRESS = re.compile(r"(\s(?:href|src|action)\s*=\s*[\"'])([^\"'>]*)(?=[\"'])", re.I)
ARCHIVE = "https://web.archive.org/web/20080102030405/"


def archived(text: str, url: str) -> str:
    """The page as the Wayback Machine shows it: all addresses lead to its copies."""

    def kept(match: re.Match[str]) -> str:
        target = urls.absolute(html.unescape(match[2]), url) if not match[2].startswith("#") else None
        return f"{match[1]}{ARCHIVE}{html.escape(target)}" if target and match[2] else match[0]

    return code_apart(lambda part: ADDRESS.sub(kept, part), text)


@variant(lambda case: "<base" not in source(case)[0])
def a_copy_in_the_wayback_machine_lists_the_same(case: str) -> None:
    text, url = source(case)
    shown = [told(one) for one in read(archived(text, url), f"{ARCHIVE}{url}")]
    assert shown == [told(one) for one in listed(case)]


def told(one: Linkback) -> Linkback:
    return replace(one, source=urls.identity(one.source) if one.source else None)


@variant()
def a_listing_far_from_the_pages_ends_is_read(case: str) -> None:
    text, url = source(case)
    assert [replace(one, position=0) for one in read(far_down(text), url)] == [
        replace(one, position=0) for one in listed(case)
    ]


@variant()
def widgets_that_link_the_same_sources_add_nothing(case: str) -> None:
    text, url = source(case)
    wanted = listed(case)
    sources = [one.source for one in wanted if one.source] or ["https://north.example/1"]
    items = "".join(f'<li><a href="{each}">A trackback of another post</a></li>' for each in sources)
    assert read(text + SIDEBAR.format(items=items), url) == wanted
    assert read(text.replace("</body>", SIDEBAR.format(items=items) + "</body>"), url) == wanted


@variant(lambda case: not case.startswith(UNLINKED))
def an_archive_prefix_stays_as_written(case: str) -> None:
    text, url = source(case)
    prefix = "https://web.archive.org/web/20070101000000/"
    whole = listed(case)
    wanted = tuple(replace(one, source=f"{prefix}{one.source}" if one.source else None) for one in whole)
    for each in {one.source for one in whole if one.source}:
        for form in spelled(each):
            link = rf"(<(?:a\b[^>]*?href|cite\b[^>]*?title)=[\"']){re.escape(form)}(?=[\"'])"
            text = re.sub(link, rf"\1{prefix}{form}", text)
    assert read(text, url) == wanted


@variant(lambda case: not case.startswith((*AUTHORED, "headed/")))
def a_page_cut_off_anywhere_lists_no_more(case: str) -> None:
    # Under a heading the whole list decides, so that half of one may look like a listing.
    text, url = source(case)
    whole = {one.source for one in listed(case)} | {None}
    for cut in range(0, len(text), max(1, len(text) // 12)):
        shown = read(text[:cut], url)
        assert {one.source for one in shown} <= whole


NOWHERE = {
    "empty": 'href=""',
    "script": 'href="javascript:void(0)"',
    "mail": 'href="mailto:a@b.example"',
    "none": 'title="x"',
}
# These tell an entry by its link; without one they keep silent.
TOLD_BY_LINK = (
    "movabletype/",
    "typepad/",
    "headed/",
    "ping_comments/",
    "inline_lists/",
    "known/",
    "commentions/",
    "bridgy/",
    "facepiles/",
    "forummagnum/",
    "sections/",
    "microformats/",
    "semantic_linkbacks/",
    "wordpress_classic/",
)


def led_nowhere(text: str, sources: set[str], href: str) -> str:
    for one in sources:
        for form in spelled(one):
            text = re.sub(rf"(?:href|title)=([\"']){re.escape(form)}\1", lambda _: href, text)
    return text


@variant(lambda case: not case.startswith((*AUTHORED, *UNLINKED)))
def entries_whose_links_lead_nowhere(case: str) -> None:
    text, url = source(case)
    whole = listed(case)
    sources = {one.source for one in whole if one.source}
    for name, href in NOWHERE.items():
        shown = read(led_nowhere(text, sources, href), url)
        assert {one.source for one in shown} <= {None}, name
        if not case.startswith(TOLD_BY_LINK):
            assert [one.published for one in shown] == [one.published for one in whole], name


PROSE = """<div class="post-content entry-content"><p>Pingback: <a href="https://prose.example/1">One</a>.
A trackback from <a href="https://prose.example/2">Two</a> was tracked from here, and
<strong>Trackback</strong> by <cite><a href="https://prose.example/3">Three</a></cite>.</p>
<ul><li>A trackback of mine: <a href="https://prose.example/4">Four</a></li><li>
<a href="https://prose.example/5">Links to this post</a> are rare.</li></ul>
<blockquote><p>Excerpt: x Weblog: <a href="https://prose.example/6">Six</a></p></blockquote>
<p>トラックバックは<a href="https://prose.example/7">七</a>へ。</p></div>"""


@variant()
def prose_about_linkbacks_adds_nothing(case: str) -> None:
    text, url = source(case)
    assert read(re.sub(r"(<body[^>]*>)", lambda m: m[1] + PROSE, text, count=1), url) == listed(case)


@variant(lambda case: "トラックバック" in source(case)[0])
def japanese_pages_in_their_old_encodings(case: str) -> None:
    text, url = source(case)
    for encoding in ("euc-jp", "shift_jis", "utf-8"):
        stated = re.sub(r"charset=[\"']?utf-8", f"charset={encoding}", text, flags=re.I)
        body = stated.replace("\xbb", "&raquo;").encode(encoding, "xmlcharrefreplace")
        assert read_page(body, url).linkbacks == listed(case), encoding


def referenced(text: str, form: str) -> str:
    """The page in ASCII: its letters as references, as old blogs and careful tools write them."""
    return code_apart(lambda part: "".join(c if ord(c) < 128 else form.format(ord(c)) for c in part), text)


def named(text: str) -> str:
    names = {chr(code): f"&{name};" for name, code in html.entities.name2codepoint.items() if code > 0xBF}
    return code_apart(lambda part: "".join(names.get(c, c) if c.isalpha() else c for c in part), text)


@variant(lambda case: not source(case)[0].isascii())
def letters_as_references_list_the_same(case: str) -> None:
    text, url = source(case)
    wanted = read_page(text.encode(), url)
    for spelling in (referenced(text, "&#{};"), referenced(text, "&#x{:X};"), named(text)):
        page = read_page(spelling.encode(), url)
        assert (page.linkbacks, page.comments_count) == (wanted.linkbacks, wanted.comments_count)
        assert (page.endpoints, page.post) == (wanted.endpoints, wanted.post)


ICON = '<svg class="icon"><title>Outside</title><desc>A link</desc><path d="M0"/></svg>'


def test_icons_that_name_themselves_say_nothing() -> None:
    pings = (
        f'<li class="pingback even">Pingback: <a href="https://b.example/1">{ICON}Pears in spring</a></li>'
    )
    page = read_page(
        f'<h1 class="entry-title">{ICON}On pears</h1><ol class="commentlist">{pings}</ol>'.encode(),
        "https://a.example/2006/pears/",
    )
    assert page.post is not None
    assert page.post.title == "On pears"
    assert [one.title for one in page.linkbacks] == ["Pears in spring"]


@pytest.mark.parametrize(
    ("drawing", "shown"),
    [
        ("<svg><title>x</title><svg><title>y</title></svg></svg>", "On pears"),
        ("<svg><title>x<svg><title>y</title></svg></title></svg>", "On pears"),
        ("<svg><text>Figs</text></svg>", "FigsOn pears"),
        ("<title>x</title>", "xOn pears"),
    ],
)
def test_only_captions_of_drawings_are_left_out(drawing: str, shown: str) -> None:
    tree = Document(f"<body><h1>{drawing}On pears</h1>", "https://a.example/").tree
    heading = tree.css_first("h1")
    assert heading is not None
    assert heading.text() == shown
