"""WordPress themes in the wild: what their own markup for pings tells, and what only looks like it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from crawler.listings import Listing, read_listings
from crawler.markup.document import Document

URL = "http://pears.example/2010/05/trees/"
PERSON = '<li class="comment even depth-1" id="comment-9"><cite class="fn">Ann</cite><p>Lovely.</p></li>'


def read(fragment: str, language: str = "en") -> Listing:
    text = f'<html lang="{language}"><head><title>Trees</title></head><body>{fragment}</body></html>'
    return read_listings(Document(text, URL), URL)


def rows(fragment: str, language: str = "en") -> list[dict[str, Any]]:
    names = ("kind", "source", "title", "site", "excerpt", "published")
    return [
        {name: str(value) for name in names if (value := getattr(row, name)) is not None}
        for row in read(fragment, language).linkbacks
    ]


LISTED: dict[str, tuple[str, list[dict[str, str]]]] = {
    "the author of a trackback is its blog": (
        """<ol class="commentlist"><li class="trackback even depth-1" id="comment-1"><p>Pingback:
        <a href="http://a.example/" class="url">Plum Log</a></p></li></ol>""",
        [{"kind": "trackback", "source": "http://a.example/", "title": "Plum Log", "site": "Plum Log"}],
    ),
    "a link that is number, words and title": (
        """<ul class="pingback-list"><li class="pingback even depth-1" id="comment-1">
        <a href="http://a.example/1"><sup>1</sup>
        <span class="excerpt">[…] of trees…</span> - Plum - Trees</a></li>
        <li class="pingback odd depth-1" id="comment-2"><a href="http://a.example/2"><sup>2</sup>
        <span class="excerpt">[…] of pears…</span></a></li></ul>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "Plum - Trees",
                "excerpt": "[…] of trees…",
            },
            {
                "kind": "pingback",
                "source": "http://a.example/2",
                "excerpt": "[…] of pears…",
            },
        ],
    ),
    "but not where it names a post as well": (
        """<ol class="commentlist"><li class="trackback even depth-1" id="comment-1"><p>Pingback:
        <a href="http://a.example/" class="url">Plum Log » Plums</a></p></li></ol>""",
        [{"kind": "trackback", "source": "http://a.example/", "title": "Plum Log » Plums"}],
    ),
    "an item that is one name, without a label": (
        """<ul><li class="pingback odd depth-1" id="comment-2">Plum Log » Trees of April</li></ul>""",
        [{"kind": "pingback", "title": "Plum Log » Trees of April"}],
    ),
    "an item that is one name and a date": (
        """<ul><li class="pingback odd depth-1" id="comment-2">Pingback: Plum Log on May 3, 2010</li></ul>""",
        [{"kind": "pingback", "title": "Plum Log", "published": "2010-05-03"}],
    ),
    "a label without a link among linked ones": (
        """<ol id="trackbacks"><li id="comment-1">Pingback:
        <a href="http://a.example/1">Plum</a> on May 2, 2010</li>
        <li id="comment-2">Trackback: Pear Yard on May 3, 2010</li></ol>""",
        [
            {"kind": "pingback", "source": "http://a.example/1", "title": "Plum", "published": "2010-05-02"},
            {"kind": "trackback", "title": "Pear Yard", "site": "Pear Yard", "published": "2010-05-03"},
        ],
    ),
    "a name without a link, its date in an element": (
        """<ol class="commentlist"><li id="comment-1"><strong>Pingback: <a href="http://a.example/1">Plum</a></strong>
        </li><li id="comment-2"><strong>Trackback: Sea Letters</strong> <em>May 13, 2010</em></li></ol>""",
        [
            {"kind": "pingback", "source": "http://a.example/1", "title": "Plum"},
            {
                "kind": "trackback",
                "title": "Sea Letters",
                "site": "Sea Letters",
                "published": "2010-05-13",
            },
        ],
    ),
    "a name without a link in a list of pings": (
        """<h3 id="pings">Trackbacks/Pingbacks</h3><ol class="pinglist">
        <li id="comment-1"><i class="icon"></i>&nbsp;<a href="http://a.example/1" class="url">Plum</a>
        </li><li id="comment-2">Reel Life</li></ol>""",
        [
            {"kind": "unknown", "source": "http://a.example/1", "title": "Plum"},
            {"kind": "unknown", "title": "Reel Life"},
        ],
    ),
    "dates before the links, one without": (
        """<h3>2 Trackback(s)</h3><ol class="tblist"><li id="comment-1">May 2, 2010:
        <a href="http://a.example/1">Plum</a></li><li id="comment-2">May 3, 2010: Pomona</li></ol>""",
        [
            {"kind": "trackback", "source": "http://a.example/1", "title": "Plum", "published": "2010-05-02"},
            {"kind": "trackback", "title": "Pomona", "published": "2010-05-03"},
        ],
    ),
    "the kind behind the link": (
        """<ol id="pinglist"><li id="comment-1"><span><a href="http://a.example/1">Plum » Trees</a></span>
        <small>Pingback on <a href="#comment-1">May 2, 2010</a></small></li><li id="comment-2">
        <a href="http://b.example/2">Pear Yard</a> - Trackback on 2010/05/03 12:30</li></ol>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "Plum » Trees",
                "published": "2010-05-02",
            },
            {
                "kind": "trackback",
                "source": "http://b.example/2",
                "title": "Pear Yard",
                "site": "Pear Yard",
                "published": "2010-05-03T12:30",
            },
        ],
    ),
    "the kind with the date, the author apart": (
        """<ol class="commentlist"><li id="comment-1"><small>Pingback am
        <a href="#comment-1">8. Mai 2010 um 21:40</a> Uhr</small><cite>
        <a href="http://a.example/1">Plum » Trees</a></cite><p>[...] trees [...]</p></li></ol>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "Plum » Trees",
                "excerpt": "[...] trees [...]",
                "published": "2010-05-08T21:40",
            }
        ],
    ),
    "called a comment, and nothing but a label and a link": (
        """<ul><li class="comment media" id="comment-1"><div><p>Pingback:
        <a href="http://a.example/1" class="url">Plum</a></p></div></li>
        <li class="comment even depth-1" id="comment-9"><cite class="fn">Ann</cite><p>Lovely.</p></li>
        </ul>""",
        [{"kind": "pingback", "source": "http://a.example/1", "title": "Plum"}],
    ),
    "a theme's own name for its pings": (
        """<ol class="commentlist"><li class="comment pingcomment" id="comment-1">
        <a class="url" href="http://a.example/1">Plum</a><div class="content">
        <p>[...] trees [...]</p></div></li><li class="comment even depth-1" id="comment-9">
        <cite class="fn">Ann</cite><p>Lovely.</p></li></ol>""",
        [
            {
                "kind": "unknown",
                "source": "http://a.example/1",
                "title": "Plum",
                "excerpt": "[...] trees [...]",
            }
        ],
    ),
    "a date in a block of no known name": (
        """<ol class="commentlist"><li id="comment-1"><div class="who">Pingback from
        <a href="http://a.example/1">Plum</a></div><div class="when">May 20th, 2010 at 9:30 pm</div>
        <p>[...] trees [...]</p></li></ol>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "Plum",
                "excerpt": "[...] trees [...]",
                "published": "2010-05-20T21:30",
            }
        ],
    ),
    "what is quoted behind a dash": (
        """<h3>Trackbacks/Pingbacks</h3><ol class="pinglist"><li id="comment-1">
        <a href="http://a.example/1" class="url">Plum</a> - [...] Trees, by Pear Yard [...]</ol>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "Plum",
                "excerpt": "[...] Trees, by Pear Yard [...]",
            }
        ],
    ),
    "labels in Russian, no word of English on the page": (
        """<ol class="commentlist"><li id="comment-1"><cite>Трекбэк от: <a href="http://a.example/1">Берег</a></cite>
        <small>11 мая 2010 в 10:00</small><p><strong>Туман</strong></p><p>О туманах.</p></li></ol>""",
        [
            {
                "kind": "trackback",
                "source": "http://a.example/1",
                "title": "Туман",
                "site": "Берег",
                "excerpt": "О туманах.",
                "published": "2010-05-11T10:00",
            }
        ],
    ),
    "numbered terms": (
        """<dl id="comments"><dt id="comment-2"><span>2</span> Pingback from <strong>
        <a href="http://a.example/1">Plum</a></strong> // May 12, 2010</dt>
        <dd><p>[...] trees [...]</p></dd></dl>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "Plum",
                "excerpt": "[...] trees [...]",
                "published": "2010-05-12",
            }
        ],
    ),
    "terms of which the description says the kind": (
        """<h3>Pingbacks &amp; Trackbacks</h3><dl class="pings"><dt id="comment-1">1. <a href="http://a.example/1">
        Plum</a></dt><dd>Trackback on May 13th, 2010</dd></dl>""",
        [
            {
                "kind": "trackback",
                "source": "http://a.example/1",
                "title": "Plum",
                "site": "Plum",
                "published": "2010-05-13",
            }
        ],
    ),
    "a date beside the link in its line, a quote behind a break": (
        """<ol class="commentlist"><li class="pingback even depth-1" id="comment-1"><p class="auteur">
        <a href="http://a.example/1" class="url">Plum</a>, May 12, 2010</p></li>
        <li class="pingback odd depth-1" id="comment-2"><div>
        <a href="http://b.example/2" class="url">Pear</a><br>
        [&#8230;] trees [&#8230;]</div></li></ol>""",
        [
            {"kind": "pingback", "source": "http://a.example/1", "title": "Plum", "published": "2010-05-12"},
            {"kind": "pingback", "source": "http://b.example/2", "title": "Pear", "excerpt": "[…] trees […]"},
        ],
    ),
    "as many comments as the heading counts trackbacks": (
        """<h3>1 Comment</h3><ol class="commentlist"><li class="comment even depth-1" id="comment-9">
        <cite class="fn">Ann</cite><p>Lovely.</p></li></ol><h3>2 Trackbacks For This Post</h3>
        <ol class="commentlist"><li class="alt depth-1 comment" id="comment-1"><cite class="fn">
        <a class="url" href="http://a.example/1">Plum » Trees</a></cite><p>[...] trees [...]</p></li>
        <li class="depth-1 comment" id="comment-2"><cite class="fn"><a class="url" href="http://b.example/2">Pear
        </a></cite><p><strong>On trees</strong></p><p>Of pears.</p></li></ol>""",
        [
            {
                "kind": "trackback",
                "source": "http://a.example/1",
                "title": "Plum » Trees",
                "excerpt": "[...] trees [...]",
            },
            {
                "kind": "trackback",
                "source": "http://b.example/2",
                "title": "On trees",
                "site": "Pear",
                "excerpt": "Of pears.",
            },
        ],
    ),
    "a label and an author in blocks of no known name": (
        """<div id="comments"><ul><div class="pinged">
        <span>Pingback:</span> <span><a class="url" rel="external nofollow"
        href="http://a.example/1">Plum</a></span></div></ul><p>Trackback from <a class="url"
        rel="external nofollow" href="http://b.example/2">Pear</a></p></div>""",
        [
            {"kind": "pingback", "source": "http://a.example/1", "title": "Plum"},
            {"kind": "trackback", "source": "http://b.example/2", "title": "Pear", "site": "Pear"},
        ],
    ),
    "a badge before the link, and one of a comment": (
        """<ol class="commentlist"><li id="comment-1"><span class="type">Pingback</span>
        <a href="http://a.example/1">Plum</a> <span>3 May 2010</span></li><li id="comment-2">
        <span class="type">Comment</span> <a href="http://p.example/">Ann</a> <p>Lovely.</p></li></ol>""",
        [{"kind": "pingback", "source": "http://a.example/1", "title": "Plum", "published": "2010-05-03"}],
    ),
    "a date behind the kind, the text in a block": (
        """<ol class="commentlist"><li id="comment-1">
        <a href="http://a.example/1">Plum</a> (Pingback) on May 3rd,
        2010 <p>[...] trees of 2009 [...]</p></li></ol>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "Plum",
                "excerpt": "[...] trees of 2009 [...]",
                "published": "2010-05-03",
            }
        ],
    ),
    "a tab of pingbacks, one of them kept as a trackback is": (
        """<ul><li><a href="#pinglist-container">Pingbacks<span>1</span></a></li></ul>
        <div id="pinglist-container"><ol class="pinglist"><li class="ping"><div class="ping-link">
        <a class="url" href="http://a.example/1">Pear</a></div><div class="ping-meta">May 4, 2014</div>
        <div class="ping-content"><p><strong>On trees</strong></p><p>Of pears.</p></div></li></ol></div>""",
        [
            {
                "kind": "pingback",
                "source": "http://a.example/1",
                "title": "On trees",
                "site": "Pear",
                "excerpt": "Of pears.",
                "published": "2014-05-04",
            }
        ],
    ),
    "paragraphs that WordPress numbers": (
        """<div><p id="comment-1"><a href="http://a.example/1">Plum</a> on 3 May 2010</p>
        <p id="comment-2">
        <a href="http://b.example/2">Pear</a> linked to this post on 4 May 2010</p></div>""",
        [
            {"kind": "unknown", "source": "http://a.example/1", "title": "Plum", "published": "2010-05-03"},
            {"kind": "unknown", "source": "http://b.example/2", "title": "Pear", "published": "2010-05-04"},
        ],
    ),
    "an address is no blog's name": (
        """<ol class="commentlist"><li class="trackback even depth-1" id="comment-1"><p>Trackback:
        <a href="http://a.example/1" class="url">http://a.example/1</a></p></li></ol>""",
        [{"kind": "trackback", "source": "http://a.example/1", "title": "http://a.example/1"}],
    ),
}

NOT_LISTED = {
    "a person whose name is a label": """<ol class="commentlist"><li class="comment" id="comment-1"><cite>
        <a href="http://a.example/">Pingback: fan</a></cite><p>Lovely.</p></li></ol>""",
    "a person of that name without a link": """<ol class="commentlist"><li id="comment-1">
        <p>Trackback: fan</p><p>I love trees.</p></li></ol>""",
    "a person's words in a block of their own": """<ol class="commentlist">
        <li class="comment media" id="comment-1"><div class="who">Ann</div>
        <p>Pingback: <a href="http://a.example/">mine</a></p></li></ol>""",
    "a person's comment with a class of comments": """<ol class="commentlist">
        <li class="comment even depth-1" id="comment-1">
        <p>Pingback: <a href="http://a.example/">mine</a></p></li></ol>""",
    "a name alone, where nothing else is linked": """<ol class="commentlist">
        <li id="comment-1">Trackback: Ann on May 3, 2010</li></ol>""",
    "a list of pings that says that there are none": """<h3>Trackbacks</h3><ol class="trackbacklist">
        <li class="messagebox">No trackbacks yet.</li></ol>""",
    "a list of pings that only names": """<h3>Trackbacks</h3><ol class="pinglist">
        <li id="comment-1">Reel Life</li></ol>""",
    "a class of pings on what is no comment": """<ul class="menu"><li class="ping" id="menu-item-3">
        <a href="http://a.example/" rel="external">Ping tool</a></li></ul>""",
    "a line about trackbacks beside an author": """<ol class="commentlist">
        <li class="comment even" id="comment-1"><cite><a href="http://a.example/">Bob</a></cite>
        <small>May 11, 2010</small><p>Trackback on May 3rd, 2010?</p></li></ol>""",
    "a number before a comment": """<dl id="comments"><dt id="comment-2"><span>2</span> Comment from <strong>
        <a href="http://a.example/1">Pingback Pete</a></strong></dt><dd><p>Trees.</p></dd></dl>""",
    "comments below a heading of trackbacks that counts fewer": """<h3>1 Trackback</h3>
        <ol class="commentlist"><li class="comment even depth-1" id="comment-1"><cite class="fn">
        <a href="http://a.example/">Ann</a></cite>
        <p>Trees.</p></li>
        <li class="comment odd depth-1" id="comment-2"><cite class="fn">Bob</cite><p>Yes.</p></li>
        </ol>""",
    "comments below a heading of trackbacks that counts none": """<h3>Trackbacks</h3>
        <ol class="commentlist"><li class="comment even depth-1" id="comment-1"><cite class="fn">
        <a href="http://a.example/">Ann</a></cite>
        <p>Trees.</p></li></ol>""",
    "a label and a link in people's words": """<div class="said"><p>Pingback: <a rel="nofollow"
        href="http://a.example/1">mine</a></p></div>""",
    "a label, an author and his words": """<div class="said">Trackback from <a class="url" rel="external"
        href="http://a.example/1">Ann</a> would be fine</div>""",
    "a badge among a person's words": """<ol class="commentlist">
        <li class="comment even depth-1" id="comment-1">
        <cite>Ann</cite><p><em>Trackback</em> <a href="http://a.example/1">mine</a></p></li></ol>""",
    "a badge and a tool": """<ol class="commentlist"><li id="comment-1"><cite>Ann</cite>
        <span>Trackback</span>
        <a href="#comment-1">#1</a><p>Trees.</p></li></ol>""",
    "as many people as the heading counts trackbacks": """<h3>1 Trackback</h3><ol class="commentlist">
        <li class="comment even depth-1" id="comment-1"><cite class="fn"><a href="http://a.example/">Ann</a>
        </cite><p>First!</p></li></ol>""",
    "so many pings a day": """<h3>2 pings a day</h3><ul><li><a href="http://a.example/1">Rules</a></li></ul>""",
    "a label and an author in what other posts got": """<div id="second"><h4>Recent comments</h4><ul>
        <li>Pingback: <a class="url" rel="external" href="http://a.example/1">Plum</a></li></ul></div>""",
    "a short word behind a date": """<ul><li id="comment-1"><a href="http://a.example/">Ann</a>
        said on May 13, 2010: Ding.</li></ul>""",
    "links to share a post, in a block of their own": """<h3>Trackback</h3><div><ul class="share"><li>
        <a href="http://digg.example/submit?url=x">Digg</a></li></ul></div>""",
    "references of a book": """<div class="entry"><h3>Referências (2)</h3><ol>
        <li><a href="http://a.example/1">A</a></li><li><a href="http://a.example/2">B</a></li></ol></div>""",
}


@pytest.mark.parametrize("case", LISTED)
def test_listed(case: str) -> None:
    fragment, wanted = LISTED[case]
    assert rows(fragment) == wanted


@pytest.mark.parametrize("quote", ["'", ""])
@pytest.mark.parametrize("case", LISTED)
def test_listed_however_attributes_are_quoted(case: str, quote: str) -> None:
    fragment, wanted = LISTED[case]
    assert rows(re.sub(r'="([^"<> =]+)"', rf"={quote}\1{quote}", fragment)) == wanted


@pytest.mark.parametrize("case", NOT_LISTED)
def test_not_listed(case: str) -> None:
    assert rows(NOT_LISTED[case]) == []
