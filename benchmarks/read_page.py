# ruff: noqa: E501 (markup stands as blogs print it)
"""How much CPU one page costs: `read_page` beside the bare parse and attribute walk of the same page.

    python benchmarks/read_page.py [--seed N] [--rounds N] [FOLDER]

Without FOLDER, pages of about 47 KB are made from the seed, in the markup of several platforms and with as many
elements, links, images and words as blog posts of that size have: some 75 links, 500 elements, half of them with
a class or id, a third of the bytes visible text. With it, every *.html file below FOLDER is read. Times are CPU
times, the least of the rounds for each page, after all pages were read a few times: a process learns from its first
pages which words to look for in one pass.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler import read_page

SIZE = 47_000
_WARM_UP = 3
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
        for n in range(7)
    )
    return f"""<html lang="en"><head>{head(random_)}<title>A post &raquo; Blog</title><link rel="pingback" href="/xmlrpc.php">
<script type="application/ld+json">{{"@type":"BlogPosting","headline":"A post","datePublished":"2008-03-01"}}</script>
<link rel="alternate" type="application/rss+xml" href="/feed/"><meta name="generator" content="WordPress 6.1"></head>
<body class="single single-post postid-7"><header class="site-header"><a href="/" rel="home">Blog</a></header>
<article class="post-7 post type-post hentry"><h1 class="entry-title">A post</h1><div class="entry-meta">
<time class="entry-date published" datetime="2008-03-01T10:00:00+00:00">March 1</time> by
<span class="author vcard"><a class="url fn" href="/author/a">A</a></span></div><div class="entry-content">{{text}}</div>
<footer><a href="/tag/x" rel="tag">x</a> <a href="/category/y" rel="category tag">y</a></footer></article>
<div id="comments"><h2>7 thoughts</h2><ol class="commentlist">{entries}</ol></div>{sidebar(random_, "widget")}</body></html>"""


def kubrick(random_: random.Random) -> str:
    """A WordPress post of 2005, whose kinds of entries stand in words only."""
    entries = "".join(
        f'<li class="alt" id="comment-{n}"><cite><a href="http://site{n}.example/" rel="external nofollow">N{n}</a></cite>'
        f' Says:<br><small class="commentmetadata"><a href="#comment-{n}">March {n % 28 + 1}th, 2005 at 8:05 am</a></small>'
        f"<p>{words(random_, 40)}</p></li>"
        for n in range(7)
    )
    return f"""<html><head>{head(random_)}<title>Blog &raquo; Blog Archive &raquo; A walk</title><link rel="pingback" href="/xmlrpc.php">
</head><body><div id="header"><h1><a href="/">Blog</a></h1></div><div class="post" id="post-9"><h2>
<a href="/2005/03/a-walk/" rel="bookmark">A walk</a></h2><small>March 14th, 2005 by Emil</small><div class="entry">{{text}}
<p class="postmetadata alt">Both comments and pings are currently closed.</p></div></div><h3 id="comments">7 Responses</h3>
<ol class="commentlist">{entries}</ol><div id="sidebar">{sidebar(random_, "side")}</div></body></html>"""


def movable_type(random_: random.Random) -> str:
    """A Movable Type 2 post with RDF in a comment, TrackBacks inline and comments in a row of paragraphs."""
    pings = "".join(
        f'<p><a name="{n}"></a>&raquo; <a href="http://site{n}.example/{n}">Title {n}</a> from Site {n}<br>{words(random_, 30)}'
        f' <a href="http://site{n}.example/{n}">[Read More]</a></p><p>Tracked on March {n % 28 + 1}, 2004 05:02 PM</p>'
        for n in range(3)
    )
    comments = "".join(
        f"<p>{words(random_, 40)}</p><p>Posted by: <a href='http://site{n}.example/'>N{n}</a> on May 1, 2004 01:00 PM</p>"
        for n in range(5)
    )
    return f"""<html><head>{head(random_)}<title>Blog: A storm</title></head><body><!-- <rdf:RDF><rdf:Description rdf:about="/2005/03/a/"
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
        for n in range(7)
    )
    return f"""<html lang="en"><head>{head(random_)}<title>Note</title><link rel="webmention" href="https://wm.example/in"></head><body>
<article class="h-entry"><h1 class="p-name">Note</h1><time class="dt-published" datetime="2019-05-01">x</time>
<div class="e-content">{{text}}</div><ul id="webmentions">{mentions}</ul></article>{sidebar(random_, "side")}</body></html>"""


def japanese(random_: random.Random) -> str:
    """A Japanese Movable Type 3 post with TrackBacks in elements of their own."""
    pings = "".join(
        f'<div class="trackback" id="ping-{n}"><div class="trackback-content">&raquo; <a href="http://site{n}.example/{n}">'
        f"記事の題名 {n}</a> 送信元 町のブログ {n}<br>{words(random_, 30)} <a href='http://site{n}.example/{n}'>[続きを読む]</a>"
        f'</div><p class="trackback-footer">トラックバック時刻: 2006年05月{n + 1:02}日 10:00</p></div>'
        for n in range(3)
    )
    comments = "".join(
        f'<div class="comment" id="comment-{n}"><div class="comment-content"><p>{words(random_, 40)}。</p></div>'
        f'<p class="comment-footer">投稿者: <a href="http://site{n}.example/">N{n}</a> | 2006年05月{n + 1:02}日</p></div>'
        for n in range(4)
    )
    return f"""<html lang="ja"><head>{head(random_)}<title>町のブログ: 嵐の夜</title></head><body class="layout-two">
<div id="container"><h1 id="banner-header"><a href="/" accesskey="1">町のブログ</a></h1><div class="entry" id="entry-7">
<h2 class="date-header">2006年05月03日</h2><h3 class="entry-header">嵐の夜</h3><div class="entry-body">{{text}}</div>
<p class="entry-footer">投稿者 yuki : 2006年05月03日 10:00</p></div><div class="trackbacks" id="trackback">
<h3 class="trackbacks-header">トラックバック</h3><p>このエントリーのトラックバックURL:<br>http://blog.example/mt-tb.cgi/7</p>
{pings}</div><div class="comments" id="comments"><h3>コメント</h3>{comments}</div></div>{sidebar(random_, "module")}</body></html>"""


def head(random_: random.Random) -> str:
    """What stands in a head: meta and link elements, style sheets, scripts."""
    metas = "".join(
        f'<meta property="og:{name}" content="{" ".join(random_.choices(WORDS, k=5))}">'
        for name in ("type", "url", "image", "image:width", "image:height", "description", "locale")
    )
    links = "".join(
        f'<link rel="stylesheet" id="style-{n}-css" href="/wp/content/{random_.randrange(999)}/style.min.css?ver=6.{n}" media="all">'
        for n in range(12)
    )
    script = "".join(
        f'  if (document.getElementById("part{n}")) {{ window.load{n} = {random_.randrange(9**9)}; }}\n'
        for n in range(40)
    )
    return f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">{metas}{links}<script>\n{script}</script>'


def sidebar(random_: random.Random, name: str) -> str:
    """A column of widgets, as every blog has one."""
    return "".join(
        f'<div class="{name} {name}-{part}" id="{name}-{part}"><h2 class="{name}-title">{random_.choice(WORDS)}</h2><ul class="menu">'
        + "".join(
            f'<li id="item-{part}{n}" class="menu-item menu-item-type-taxonomy cat-item"><a href="http://blog.example/{part}/'
            f'{n}/" title="{" ".join(random_.choices(WORDS, k=4))}">{random_.choice(WORDS)} {n}</a></li>'
            for n in range(11)
        )
        + "</ul></div>"
        for part in range(4)
    )


def content(random_: random.Random) -> str:
    """A paragraph or two, or a picture with the attributes that platforms give it."""
    if random_.random() < 0.6:
        return f"<p>{words(random_, 50)}<br>\u201c{words(random_, 12)}\u201d</p>\n"
    name = f"http://blog.example/files/2008/03/{random_.randrange(10**6)}"
    sizes = ", ".join(f"{name}-{width}x{width}.jpg {width}w" for width in (300, 768, 1024))
    return (
        f'<div class="wp-block-image size-large"><img class="wp-image-{random_.randrange(999)}" loading="lazy" width="1024" '
        f'height="768" src="{name}.jpg" alt="{" ".join(random_.choices(WORDS, k=4))}" srcset="{sizes}" '
        f'sizes="(max-width: 1024px) 100vw, 1024px"><span class="caption"><em>{words(random_, 8)}</em></span></div>\n'
    )


def made_pages(seed: int) -> list[Page]:
    """Five pages of each platform, filled up to about 47 KB."""
    random_ = random.Random(seed)
    pages: list[Page] = []
    for platform in (wordpress, kubrick, movable_type, indieweb, japanese):
        for n in range(5):
            frame, text = platform(random_), ""
            size = len(frame.encode())
            while size + len(text) < SIZE:
                text += content(random_)
            body = frame.replace("{text}", text).encode()
            pages.append((platform.__name__, body, f"http://blog.example/2005/03/{n}/"))
    return pages


def folder_pages(folder: Path) -> list[Page]:
    """Every HTML file below a folder."""
    return [
        (p.name, p.read_bytes(), f"http://blog.example/2005/03/{p.stem}/")
        for p in sorted(folder.rglob("*.html"))
    ]


def parse_and_walk(body: bytes) -> None:
    """The bare minimum: the tree, and every element's attributes."""
    root = LexborHTMLParser(body.decode("utf-8", "replace")).root
    for node in root.traverse() if root is not None else ():
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
    for _ in range(_WARM_UP):
        for _, body, url in pages:
            read_page(body, url)
    rows = []
    for name, body, url in pages:
        bare = least(partial(parse_and_walk, body), options.rounds)
        whole = least(partial(read_page, body, url), options.rounds)
        rows.append((whole / bare, whole, bare, len(body) / 1000, name))
    print(
        f"{len(rows)} pages, {sum(row[3] for row in rows) / len(rows):.1f} KB each; milliseconds of CPU a page"
    )
    print(f"{'':16} {'read_page':>10} {'parse+walk':>10} {'ratio':>7} {'most':>7}")
    for kind in [*dict.fromkeys(row[4] for row in rows)] if not options.folder else []:
        show(kind, [row for row in rows if row[4] == kind])
    show("all", rows)
    for ratio, whole, _, size, name in sorted(rows, reverse=True)[:8] if options.folder else []:
        print(f"  {ratio:.2f}  {whole:.2f} ms  {size:.0f} KB  {name}")
    return 0


def show(kind: str, rows: list[tuple[float, float, float, float, str]]) -> None:
    """One line: the means, and the largest ratio of a page."""
    whole, bare = sum(row[1] for row in rows) / len(rows), sum(row[2] for row in rows) / len(rows)
    print(f"{kind:16} {whole:10.3f} {bare:10.3f} {whole / bare:7.2f} {max(rows)[0]:7.2f}")


if __name__ == "__main__":
    sys.exit(main())
