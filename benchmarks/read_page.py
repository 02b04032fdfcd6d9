# ruff: noqa: E501 (markup stands as blogs print it)
"""How much CPU one page costs: `read_page` beside the bare parse and attribute walk of the same page.

    python benchmarks/read_page.py [--seed N] [--rounds N] [FOLDER]

Without FOLDER, pages of about 47 KB are made from the seed, in the markup of several platforms; with it, every
*.html file below FOLDER is read. Times are CPU times, the least of the rounds for each page.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler import read_page

SIZE = 47_000
WORDS = (  # noqa: SIM905
    "a the of to and in that it is was for on with as at by from blog post link reader writer page street river "
    "summer winter light garden music train coffee letter window paper silence answer question morning evening"
).split()
Page = tuple[str, bytes, str]


def words(random_: random.Random, count: int) -> str:
    """So many words, now and then one of them a link."""
    return " ".join(
        f'<a href="http://site{random_.randrange(500)}.example/{random_.randrange(9999)}">{word}</a>'
        if random_.random() < 0.004
        else word
        for word in random_.choices(WORDS, k=count)
    )


def wordpress(random_: random.Random) -> str:
    """A WordPress post with body classes, JSON-LD, comments, pings and a side bar."""
    entries = "".join(
        f'<li class="{random_.choice(("comment", "comment", "pingback", "trackback"))} even depth-1" id="comment-{n}">'
        f'<div id="div-comment-{n}" class="comment-body"><div class="comment-author vcard"><cite class="fn">'
        f'<a href="http://site{n}.example/p/{n}" rel="external nofollow ugc" class="url">Name {n}</a></cite></div>'
        f'<div class="comment-meta commentmetadata"><a href="#comment-{n}">March {n % 28 + 1}, 2008 at 8:05 am</a>'
        f"</div><p>{words(random_, 40)}</p></div></li>"
        for n in range(25)
    )
    return f"""<html lang="en"><head><title>A post &raquo; Blog</title><link rel="pingback" href="/xmlrpc.php">
<script type="application/ld+json">{{"@type":"BlogPosting","headline":"A post","datePublished":"2008-03-01"}}</script>
<link rel="alternate" type="application/rss+xml" href="/feed/"><meta name="generator" content="WordPress 6.1"></head>
<body class="single single-post postid-7"><header class="site-header"><a href="/" rel="home">Blog</a></header>
<article class="post-7 post type-post hentry"><h1 class="entry-title">A post</h1><div class="entry-meta">
<time class="entry-date published" datetime="2008-03-01T10:00:00+00:00">March 1</time> by
<span class="author vcard"><a class="url fn" href="/author/a">A</a></span></div><div class="entry-content">{{text}}</div>
<footer><a href="/tag/x" rel="tag">x</a> <a href="/category/y" rel="category tag">y</a></footer></article>
<div id="comments"><h2>25 thoughts</h2><ol class="commentlist">{entries}</ol></div>{sidebar(random_, "widget")}</body></html>"""


def kubrick(random_: random.Random) -> str:
    """A WordPress post of 2005, whose kinds of entries stand in words only."""
    entries = "".join(
        f'<li class="alt" id="comment-{n}"><cite><a href="http://site{n}.example/" rel="external nofollow">N{n}</a></cite>'
        f' Says:<br><small class="commentmetadata"><a href="#comment-{n}">March {n % 28 + 1}th, 2005 at 8:05 am</a></small>'
        f"<p>{words(random_, 40)}</p></li>"
        for n in range(25)
    )
    return f"""<html><head><title>Blog &raquo; Blog Archive &raquo; A walk</title><link rel="pingback" href="/xmlrpc.php">
</head><body><div id="header"><h1><a href="/">Blog</a></h1></div><div class="post" id="post-9"><h2>
<a href="/2005/03/a-walk/" rel="bookmark">A walk</a></h2><small>March 14th, 2005 by Emil</small><div class="entry">{{text}}
<p class="postmetadata alt">Both comments and pings are currently closed.</p></div></div><h3 id="comments">25 Responses</h3>
<ol class="commentlist">{entries}</ol><div id="sidebar">{sidebar(random_, "side")}</div></body></html>"""


def movable_type(random_: random.Random) -> str:
    """A Movable Type 2 post with RDF in a comment, TrackBacks inline and comments in a row of paragraphs."""
    pings = "".join(
        f'<p><a name="{n}"></a>&raquo; <a href="http://site{n}.example/{n}">Title {n}</a> from Site {n}<br>{words(random_, 30)}'
        f' <a href="http://site{n}.example/{n}">[Read More]</a></p><p>Tracked on March {n % 28 + 1}, 2004 05:02 PM</p>'
        for n in range(10)
    )
    comments = "".join(
        f"<p>{words(random_, 40)}</p><p>Posted by: <a href='http://site{n}.example/'>N{n}</a> on May 1, 2004 01:00 PM</p>"
        for n in range(20)
    )
    return f"""<html><head><title>Blog: A storm</title></head><body><!-- <rdf:RDF><rdf:Description rdf:about="/2005/03/a/"
trackback:ping="http://blog.example/mt-tb.cgi/7" dc:title="A storm" dc:identifier="/2005/03/a/" /></rdf:RDF> -->
<h1><a href="../">Blog</a></h1><div class="blog"><h2 class="date">March 14, 2004</h2><div class="blogbody">
<h3 class="title">A storm</h3>{{text}}<span class="posted">Posted by fay at March 14, 2004 05:02 PM</span></div>
<div class="trackback-url">TrackBack URL for this entry:<br>http://blog.example/mt-tb.cgi/7</div>
<h2 id="trackbacks">Trackbacks</h2>{pings}<h2 id="comments">Comments</h2>{comments}</div>{sidebar(random_, "side")}</body></html>"""


def indieweb(random_: random.Random) -> str:
    """A static page with webmentions as h-cite."""
    mentions = "".join(
        f'<li class="u-comment h-cite"><a class="p-author h-card" href="http://site{n}.example/">N{n}</a>'
        f'<time class="dt-published" datetime="2019-05-{n % 28 + 1:02}">x</time><a class="u-url" '
        f'href="http://site{n}.example/{n}">link</a><p class="p-content">{words(random_, 30)}</p></li>'
        for n in range(25)
    )
    return f"""<html lang="en"><head><title>Note</title><link rel="webmention" href="https://wm.example/in"></head><body>
<article class="h-entry"><h1 class="p-name">Note</h1><time class="dt-published" datetime="2019-05-01">x</time>
<div class="e-content">{{text}}</div><ul id="webmentions">{mentions}</ul></article>{sidebar(random_, "side")}</body></html>"""


def sidebar(random_: random.Random, name: str) -> str:
    """A column of links, as every blog has one."""
    rows = "".join(
        f'<li><a href="/2008/{n % 12 + 1:02}/">{random_.choice(WORDS)} {n}</a></li>' for n in range(40)
    )
    return f'<div class="{name}"><h2>Archives</h2><ul>{rows}</ul></div>'


def made_pages(seed: int) -> list[Page]:
    """Five pages of each platform, filled up to about 47 KB."""
    random_ = random.Random(seed)
    pages: list[Page] = []
    for platform in (wordpress, kubrick, movable_type, indieweb):
        for n in range(5):
            frame = platform(random_)
            text = ""
            while len(frame) + len(text) < SIZE:
                text += f"<p>{words(random_, 90)}</p>\n"
            pages.append(
                (
                    platform.__name__,
                    frame.replace("{text}", text).encode(),
                    f"http://blog.example/2005/03/{n}/",
                )
            )
    return pages


def folder_pages(folder: Path) -> list[Page]:
    """Every HTML file below a folder."""
    return [
        (p.name, p.read_bytes(), f"http://blog.example/2005/03/{p.stem}/")
        for p in sorted(folder.rglob("*.html"))
    ]


def parse_and_walk(body: bytes) -> None:
    """The bare minimum: the tree, and every element's attributes."""
    for node in LexborHTMLParser(body.decode("utf-8", "replace")).css("*"):
        _ = node.attributes


def least(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of CPU time of the quickest round."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return 1000 * min(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    pages = folder_pages(options.folder) if options.folder else made_pages(options.seed)
    rows = []
    for name, body, url in pages:
        bare = least(lambda body=body: parse_and_walk(body), options.rounds)
        whole = least(lambda body=body, url=url: read_page(body, url), options.rounds)
        rows.append((whole / bare, whole, bare, len(body) / 1000, name))
    count = len(rows)
    print(f"{'pages':22} {count}, {sum(r[3] for r in rows) / count:.1f} KB each")
    print(f"{'read_page':22} {sum(r[1] for r in rows) / count:.3f} ms a page")
    print(f"{'parse and walk':22} {sum(r[2] for r in rows) / count:.3f} ms a page")
    print(f"{'ratio':22} {sum(r[1] for r in rows) / sum(r[2] for r in rows):.2f}, at most {max(rows)[0]:.2f}")
    for ratio, whole, _, size, name in sorted(rows, reverse=True)[:8]:
        print(f"  {ratio:.2f}  {whole:.2f} ms  {size:.0f} KB  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
