# ruff: noqa: E501 (markup stands as blogs print it)
"""Where pages accept linkbacks: the rules of the three protocols, in tables of pages."""

from html.entities import codepoint2name

import pytest

from crawler import read_page
from crawler.endpoints import link_header
from crawler.records import Endpoints

URL = "https://blog.example/post/1"


def endpoints(
    markup: str, headers: dict[str, str] | list[tuple[str, str]] | None = None, url: str = URL
) -> Endpoints:
    return read_page(markup.encode(), url, headers).endpoints


HERE = "https://blog.example/post/"
# (what it shows, headers, markup, endpoint): the cases of the public webmention discovery suite.
DISCOVERY = [
    ("1 Link header, unquoted rel, relative", {"Link": "</wm>; rel=webmention"}, "", "https://blog.example/wm"),
    ("2 Link header, unquoted rel, absolute", {"Link": "<https://wm.example/in>; rel=webmention"}, "", "https://wm.example/in"),
    ("3 link element, relative", {}, '<link rel="webmention" href="/wm">', "https://blog.example/wm"),
    ("4 link element, absolute", {}, '<link rel="webmention" href="https://wm.example/in">', "https://wm.example/in"),
    ("5 a element, relative", {}, '<a rel="webmention" href="wm">x</a>', HERE + "wm"),
    ("6 a element, absolute", {}, '<a rel="webmention" href="https://wm.example/in">x</a>', "https://wm.example/in"),
    ("7 header name in odd case", {"LinK": "<https://wm.example/in>; rel=webmention"}, "", "https://wm.example/in"),
    ("8 Link header, quoted rel", {"Link": '<https://wm.example/in>; rel="webmention"'}, "", "https://wm.example/in"),
    ("9 several rel values in a link element", {}, '<link rel="webmention something" href="/wm">', "https://blog.example/wm"),
    ("10 several rel values in a header", {"Link": '</wm>; rel="webmention something"'}, "", "https://blog.example/wm"),
    (
        "11 header, link and a: the header wins",
        {"Link": "</header>; rel=webmention"},
        '<link rel="webmention" href="/link"><a rel="webmention" href="/a">x</a>',
        "https://blog.example/header",
    ),
    ("12 not-webmention is no match", {}, '<link rel="not-webmention" href="/no"><a rel="webmention" href="/a">', "https://blog.example/a"),
    ("13 in a comment", {}, '<!-- <a rel="webmention" href="/no"></a> --><a rel="webmention" href="/a">', "https://blog.example/a"),
    ("14 escaped", {}, '&lt;a rel="webmention" href="/no"&gt;<a rel="webmention" href="/a">', "https://blog.example/a"),
    ("15 empty href is the page", {}, '<link rel="webmention" href="">', URL),
    ("16 a before link", {}, '<a rel="webmention" href="/a">x</a><link rel="webmention" href="/link">', "https://blog.example/a"),
    ("17 link before a", {}, '<link rel="webmention" href="/link"><a rel="webmention" href="/a">x</a>', "https://blog.example/link"),
    (
        "18 several Link headers",
        [("Link", "</other>; rel=other"), ("link", "</wm>; rel=webmention")],
        "",
        "https://blog.example/wm",
    ),
    ("19 one header, several values", {"Link": "</other>; rel=other, </wm>; rel=webmention"}, "", "https://blog.example/wm"),
    ("20 no href is passed over", {}, '<link rel="webmention"><a rel="webmention" href="/a">', "https://blog.example/a"),
    ("21 query string stays", {"Link": "</wm?page=21>; rel=webmention"}, "", "https://blog.example/wm?page=21"),
    ("22 relative to the path", {}, '<link rel="webmention" href="1/wm">', HERE + "1/wm"),
    ("23 relative to the address after redirects", {}, '<a rel="webmention" href="wm/x">', HERE + "wm/x"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "markup", "found"), [c[1:] for c in DISCOVERY], ids=[c[0] for c in DISCOVERY]
)
def test_webmention_discovery(headers: dict[str, str], markup: str, found: str) -> None:
    assert endpoints(markup, headers).webmention == found


@pytest.mark.parametrize(
    ("headers", "markup"),
    [
        ({}, ""),
        ({"Link": '</x>; rel="not-webmention"'}, ""),
        ({"Link": "</x>; rel=webmentions"}, '<a rel="nofollow" href="/webmention">webmention</a>'),
        ({"Link": '</x>; title="rel=webmention"'}, ""),
        ({}, '<a rel="webmention">no href</a>'),
        ({}, '<form rel="webmention" action="/wm"></form>'),
    ],
)
def test_no_webmention_endpoint(headers: dict[str, str], markup: str) -> None:
    assert endpoints(markup, headers).webmention is None


@pytest.mark.parametrize(
    ("headers", "markup", "found"),
    [
        ({"Link": '</wm>; title="a; rel=x"; rel=webmention'}, "", "https://blog.example/wm"),
        ({"Link": '</wm>; rel="webmention"; rel="other"'}, "", "https://blog.example/wm"),
        ({"Link": '</wm>; rel="other"; rel="webmention"'}, "", None),
        ({"Link": "<wm>; rel=webmention"}, '<base href="https://cdn.example/">', HERE + "wm"),
        ({}, '<base href="https://cdn.example/"><link rel=webmention href=wm>', "https://cdn.example/wm"),
        ({}, "<template><link rel=webmention href=/wm></template>", None),
        ({}, "<textarea><link rel=webmention href=/wm></textarea>", None),
        ({}, "<noscript><a rel=webmention href=/wm>x</a></noscript>", "https://blog.example/wm"),
        ({}, '<link rel=webmention href="mailto:me@blog.example">', None),
    ],
)
def test_webmention_discovery_beyond_the_suite(
    headers: dict[str, str], markup: str, found: str | None
) -> None:
    assert endpoints(markup, headers).webmention == found


def test_link_header_keeps_commas_inside_addresses_and_quotes() -> None:
    value = '</a,b>; title="x, y"; rel="Next  PREV", </c>;rel=up'
    assert list(link_header(value)) == [("/a,b", ("next", "prev")), ("/c", ("up",))]


@pytest.mark.parametrize(
    ("headers", "markup", "found"),
    [
        ({"X-Pingback": "https://blog.example/x.php"}, '<link rel="pingback" href="/other">', "https://blog.example/x.php"),
        ({"x-pingback": "/x.php"}, "", "https://blog.example/x.php"),
        ({}, '<link rel="pingback" href="https://blog.example/x.php">', "https://blog.example/x.php"),
        ({}, '<link href="/x.php" rel="pingback" />', "https://blog.example/x.php"),
        ({}, '<LINK REL="pingback" HREF="/x.php">', "https://blog.example/x.php"),
        ({}, '<link rel="pingback" href="/x?a=1&amp;b=2">', "https://blog.example/x?a=1&b=2"),
        ({}, '<link rel="pingback" href="/x?a=1&copy=2">', "https://blog.example/x?a=1&copy=2"),
        ({}, '<link rel="pingback" href="">', None),
        ({}, '<!-- <link rel="pingback" href="/x.php"> -->', None),
        ({}, '<a rel="pingback" href="/x.php">pingback</a>', None),
        ({}, '<link rel="stylesheet" href="/pingback.css">', None),
        ({"X-Pingback": ""}, "", None),
        ({}, '<link rel="pingback" href="/web/20130217080612/http://old.example/x.php">', "http://old.example/x.php"),
    ],
)  # fmt: skip
def test_pingback(headers: dict[str, str], markup: str, found: str | None) -> None:
    assert endpoints(markup, headers).pingback == found


def rdf(post: str, ping: str, *, name: str = "dc:identifier", quote: str = '"') -> str:
    text = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        trackback:ping="{ping}" dc:title="A title" rdf:about="{post}"
        {name}="{post}" /></rdf:RDF>"""
    return "<!-- " + text.replace('"', quote) + " -->"


TRACKBACK = [
    (
        "the language's own word, on the host's address",
        "<p>URL pour faire un rétrolien vers ce message :<br>https://host.example/cf/tb/?bid=1&amp;pid=2</p>",
        ("https://host.example/cf/tb/?bid=1&pid=2",),
    ),
    (
        "what Disqus's script is handed",
        """<script>var DsqLocal = { 'trackbacks': [ ],
        'trackback_url': "https:\\/\\/blog.example\\/a\\/trackback\\/" };</script>""",
        ("https://blog.example/a/trackback/",),
    ),
    ("rdf", rdf(URL, "https://blog.example/tb/1"), ("https://blog.example/tb/1",)),
    ("rdf in single quotes", rdf(URL, "https://blog.example/tb/1", quote="'"), ("https://blog.example/tb/1",)),
    ("rdf with the real misspelling", rdf(URL, "/tb/1", name="dc:identifer"), ("https://blog.example/tb/1",)),
    ("rdf with an entity", rdf(URL, "/tb?a=1&amp;b=2"), ("https://blog.example/tb?a=1&b=2",)),
    (
        "several blocks: this page's",
        rdf("https://blog.example/post/2", "/tb/2") + rdf(URL + "/", "/tb/1") + rdf("https://blog.example/post/3", "/tb/3"),
        ("https://blog.example/tb/1",),
    ),
    ("several blocks of other pages", rdf("https://blog.example/post/2", "/tb/2") + rdf("https://blog.example/post/3", "/tb/3"), ()),
    ("one block under another name", rdf("http://old.example/a", "/tb/1"), ("https://blog.example/tb/1",)),
    ("rel on a link element", '<link rel="trackback" href="/tb/1">', ("https://blog.example/tb/1",)),
    ("rel on an a element", '<a href="/post/1/trackback/" rel="nofollow trackback">x</a>', ("https://blog.example/post/1/trackback/",)),
    ("rel and rdf once", '<a rel="trackback" href="/tb/1">x</a>' + rdf(URL, "/tb/1"), ("https://blog.example/tb/1",)),
    ("a field", '<p>TrackBack URL: <input type="text" value="https://blog.example/mt-tb.cgi/12"></p>', ("https://blog.example/mt-tb.cgi/12",)),
    ("plain text", "<p>TrackBack URL for this entry:<br>https://blog.example/mt-tb.cgi/12</p>", ("https://blog.example/mt-tb.cgi/12",)),
    ("code", "<p>Trackback-URL: <code>https://blog.example/tb.php?id=12</code></p>", ("https://blog.example/tb.php?id=12",)),
    ("Japanese", "<p>このエントリーのトラックバックURL: https://blog.example/mt-tb.cgi/12</p>", ("https://blog.example/mt-tb.cgi/12",)),
    ("a sentence", "<p>The URI to TrackBack this entry is: https://blog.example/trackback.php?blogid=12</p>", ("https://blog.example/trackback.php?blogid=12",)),
    ("words of Korean skins", '<div>Track this back : <span class="trackbackurl">https://blog.example/tb/12</span></div>', ("https://blog.example/tb/12",)),
    ("a line break behind the words", "<p>Use the following link to trackback from your own site:<br><span>https://blog.example/trackbacks?article_id=12</span></p>", ("https://blog.example/trackbacks?article_id=12",)),
    ("French", "<p>URL de rétrolien : https://blog.example/trackback/12</p>", ("https://blog.example/trackback/12",)),
    ("Finnish", "<p class='trackback'>Paluuviitteen osoite: https://blog.example/mt/mt-tb.cgi/12</p>", ("https://blog.example/mt/mt-tb.cgi/12",)),
    ("WordPress's address without a rel", '<a href="/post/1/trackback/" title="Copy this">Trackback Address</a>', ("https://blog.example/post/1/trackback/",)),
    ("Serendipity's link", '<a class="trackback-url" href="/comment.php?type=trackback&amp;entry_id=12">Trackback specific URI</a>', ("https://blog.example/comment.php?type=trackback&entry_id=12",)),
    ("Serendipity's comment form", '<p>Trackbacks</p><a href="/comment.php?type=comment&amp;entry_id=12">Reply</a>', ()),
    ("an address of any form behind a label", "<p>TrackBack URL for this entry:<br/> https://blog.example/mtb.cgi/4663</p>", ("https://blog.example/mtb.cgi/4663",)),
    ("French, in words", "<p>Pour faire un trackback sur ce billet : https://blog.example/tb.php?id=14</p>", ("https://blog.example/tb.php?id=14",)),
    ("a field named so", '<p>TrackBackPingURL:<input readonly value="https://blog.example/receiver/31" name="ping-uri" /></p>', ("https://blog.example/receiver/31",)),
    ("an archive of two posts", rdf(URL + "#a1", "/tb/1") + rdf(URL + "#a2", "/tb/2"), ()),
    ("a title with quotes of its own", rdf(URL, "/tb/1").replace("A title", 'He said "yes" > no'), ("https://blog.example/tb/1",)),
    ("quotes in a title of another page", rdf(URL, "/tb/1") + rdf(URL + "2", "/tb/2").replace("A title", 'a "b"'), ("https://blog.example/tb/1",)),
    ("shown by a click", """<a href="#" onclick="prompt('URL', 'https://blog.example/mt-tb.cgi/1'); return false">TrackBack</a>""", ("https://blog.example/mt-tb.cgi/1",)),
    ("a click that opens the pop-up", """<a href="#" onclick="OpenTrackback('https://blog.example/mt-tb.cgi?__mode=view&amp;entry_id=1')">TrackBack</a>""", ()),
    ("a link called so", '<a href="/tb.php?id=4">TrackBack URL</a>', ("https://blog.example/tb.php?id=4",)),
    ("a link called otherwise", '<a href="/tb.php?id=4">How trackback works</a>', ()),
    ("Spanish", "<p>URL para hacer trackback: https://blog.example/tb.php/1</p>", ("https://blog.example/tb.php/1",)),
    ("Russian", "<p>URL для трекбека: https://blog.example/tb.php/1</p>", ("https://blog.example/tb.php/1",)),
    ("in brackets", "<p>[TrackBack URL: https://blog.example/mt-tb.cgi/12]</p>", ("https://blog.example/mt-tb.cgi/12",)),
    ("a sentence without an address of pings", "<p>The URI to TrackBack this entry is: https://blog.example/about</p>", ()),
    ("a pop-up is no endpoint", '<a rel="trackback" href="/mt-tb.cgi?__mode=view&amp;entry_id=1">TrackBack</a>', ()),
    ("a heading and an address", "<h3>Trackbacks</h3><p>The address is <code>https://blog.example/mt/mt-tb.cgi/12</code></p>", ("https://blog.example/mt/mt-tb.cgi/12",)),
    ("a bare word and an address", "<p>Trackback: https://blog.example/trackback/metals/gold</p>", ("https://blog.example/trackback/metals/gold",)),
    ("Polish", "<h3>Trackbacki (0)</h3><p>Brak trackbacków. Adres: https://blog.example/tb/5</p>", ("https://blog.example/tb/5",)),
    ("Japanese, of another host", "<p>この記事のトラックバックURL：<br>https://trb.host.example/servlet/TBInterface/me/1001/ab</p>", ("https://trb.host.example/servlet/TBInterface/me/1001/ab",)),
    ("a link named so", '<p>Use this <a href="/action.php?action=plugin&amp;name=TrackBack&amp;tb_id=12">TrackBack url</a>.</p>', ("https://blog.example/action.php?action=plugin&name=TrackBack&tb_id=12",)),
    ("a link named so in Chinese", '<a href="/cmd.asp?act=tb&amp;id=12&amp;key=9f">点击获得Trackback地址</a>', ("https://blog.example/cmd.asp?act=tb&id=12&key=9f",)),
    ("on another host, of this entry", "<p>TrackBack URL for this entry:<br>http://cgi.other.example/mt/mtb.cgi/46</p>", ("http://cgi.other.example/mt/mtb.cgi/46",)),
    ("on another host, of who knows what", "<p>TrackBack URL of the tool that I use:<br>http://cgi.other.example/mt/mtb.cgi/46</p>", ()),
    ("an element that is named so", '<p>Ping: <span class="linkback_trackbackurl">https://blog.example/exe/ping.php/1</span></p><i class="trackback">x</i>', ("https://blog.example/exe/ping.php/1",)),
    ("an element that is named so, without a number", '<p>Ping: <span class="linkback_trackbackurl">https://blog.example/exe/trackback.php/planes</span></p>', ("https://blog.example/exe/trackback.php/planes",)),
    ("the address behind words in an element that is named so", '<p class="trackback_url"><a href="/htsrv/trackback.php?tb_id=40">Trackback URL (right click and copy)</a></p>', ("https://blog.example/htsrv/trackback.php?tb_id=40",)),
    ("an explanation in an element that is named so", '<p class="trackback-url"><a href="/what-is-trackback/">What is this?</a></p>', ()),
    ("another site's in an element that is named so", '<p class="trackback-url"><a href="https://other.example/trackback/">TrackBack URL</a></p>', ()),
    ("an element that is named so, with words", '<p class="trackback-url">TrackBack is off, see https://blog.example/about/1 for more</p>', ()),
    ("a link behind its label", '<p>TrackBack URI for this entry: <a href="/?option=c&amp;task=trackback&amp;id=31">link</a></p>', ("https://blog.example/?option=c&task=trackback&id=31",)),
    ("a link behind other words", '<p>Read about trackback: <a href="/?option=c&amp;task=trackback&amp;id=31">link</a></p>', ()),
    ("in Spanish", "<p>URL para retroenlaces: https://blog.example/trackback.php?id=88</p>", ("https://blog.example/trackback.php?id=88",)),
    ("an address shown as a link", '<p>Rétroliens</p><p>URL de rétrolien : <a href="https://blog.example/trackback/12">https://blog.example/trackback/12</a></p>', ("https://blog.example/trackback/12",)),
    ("behind much talk", "<p>Trackback</p><p>" + "word " * 70 + "</p><p>Trackback: https://blog.example/tb.php?id=12</p>", ("https://blog.example/tb.php?id=12",)),
    ("a named link to another site", '<p>What is a <a href="https://other.example/trackback/1">TrackBack URL</a>?</p>', ()),
    ("a named link to a post", '<p><a href="/post/2/how-a-trackback-url-looks">TrackBack URL</a></p>', ()),
    ("WordPress's script", '<a href="/wp-trackback.php?p=1">Trackback Address</a>', ("https://blog.example/wp-trackback.php?p=1",)),
    ("several posts' by rel", "".join(f'<a rel="trackback" href="/post/{n}/trackback/">x</a>' for n in (2, 3, 4)), ()),
    ("this post's among several by rel", "".join(f'<a rel="trackback" href="/post/{n}/trackback/">x</a>' for n in (3, 2, 1)), ("https://blog.example/post/1/trackback/",)),
    ("a word and a post", "<p>Trackback day: see https://blog.example/post/12</p>", ()),
    ("a word and another site's address", "<p>My trackback went to https://other.example/trackback/12 today</p>", ()),
    ("PyBlosxom's", '<a href="/trackback/post/1" title="Trackback">TB</a>', ("https://blog.example/trackback/post/1",)),
    ("PyBlosxom's of another post", '<a href="/trackback/post/2" title="Trackback">TB</a>', ()),
    ("another post's address", '<a href="/post/2/trackback/">Trackback</a>', ()),
    ("a post's own words", '<a href="https://other.example/trackback/">Trackback</a>', ()),
    ("a comment's link", "<p>See the trackback article at https://blog.example/about-trackback-spam</p>", ()),
    ("talk", "<p>Trackback was invented in 2002, see https://trackback.example/</p>", ()),
    ("a script", "<script>function OpenTrackback (c) { window.open(c, 'trackback'); }</script>", ()),
    ("listing anchors", '<div id="trackbacks"><a href="https://other.example/p" rel="nofollow">x</a></div>', ()),
    ("rdf of a copy", '<!-- <rdf:RDF><rdf:Description rdf:about="/web/20130217080612/http://blog.example/post/1" dc:title="x" trackback:ping="/web/20130217080612/http://blog.example/tb/1" /></rdf:RDF> -->', ("http://blog.example/tb/1",)),
    ("HaloScan", '<noscript><a href="http://www.haloscan.com/tb/ann/1185/">Trackback</a></noscript> <a href="http://haloscan.com/tb/ann">trackbacks</a>', ("http://www.haloscan.com/tb/ann/1185/",)),
    ("several posts' at HaloScan", '<a href="http://www.haloscan.com/tb/ann/1185">Trackback</a> <a href="http://www.haloscan.com/tb/ann/1186">Trackback</a>', ()),
    ("HaloScan's comments", '<a href="http://www.haloscan.com/comments/ann/1185/">Trackback</a>', ()),
    ("foreign rdf", '<!-- <rdf:RDF><rdf:Description rdf:about="" dc:title="x" /></rdf:RDF> -->', ()),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "found"), [c[1:] for c in TRACKBACK], ids=[c[0] for c in TRACKBACK])
def test_trackback(markup: str, found: tuple[str, ...]) -> None:
    assert endpoints(markup).trackback == found


ACCEPTS = [
    ("<p>Both comments and pings are currently closed.</p>", "closed"),
    ("<p>You can leave a response, but pinging is off: pings are <b>currently closed</b>.</p>", "closed"),
    ("<p>Trackbacks are closed.</p>", "closed"),
    ("<p>TrackBacks for this entry are closed.</p>", "closed"),
    ("<p>Trackbacks sind geschlossen.</p>", "closed"),
    ("<p>Les trackbacks sont fermés.</p>", "closed"),
    ("<p>Les trackbacks pour ce billet sont fermés.</p>", "closed"),
    ("<p>Les rues pour ce billet sont fermées, et les trackbacks aussi.</p>", None),
    ("<p>Send a trackback with this tool, or place a trackback as I do.</p>", None),
    ("<p>You may send a trackback from your own site.</p>", "open"),
    ("<p>Los trackbacks están cerrados.</p>", "closed"),
    ("<p>トラックバックは受け付けておりません。</p>", "closed"),
    ('<p>You can <a href="#respond">leave a response</a>, or <a href="/tb/" rel="trackback">trackback</a> from your own site.</p>', "open"),
    ("<p>Post a comment or leave a trackback: Trackback URL.</p>", "open"),
    (rdf(URL, "/tb/1"), "open"),
    ("<p>Comments and trackbacks are both currently closed.</p>", "closed"),
    ("<p>You can skip to the end. Pinging is currently not allowed.</p>", "closed"),
    ("<p>Pings sind zur Zeit nicht erlaubt.</p>", "closed"),
    ("<p>I commenti e i ping sono chiusi.</p>", "closed"),
    ("<p>Les pingbacks sont fermés.</p>", "closed"),
    ("<p>Los pingbacks están cerrados.</p>", "closed"),
    ("<p>I pingback sono chiusi.</p>", "closed"),
    ("<p>Pingbacki zamknięte</p>", "closed"),
    ("<p>Pingbacks jsou uzavřené</p>", "closed"),
    ("<p>Pingbacks är avslagna.</p>", "closed"),
    ("<p>Pingbacks are open.</p>", "open"),
    ("<p>Pingbacks sind aktiviert.</p>", "open"),
    ("<p>Les pingbacks sont ouverts.</p>", "open"),
    ("<p>I pingback sono aperti.</p>", "open"),
    ("<p>Los comentarios están abiertos; los pingbacks son raros.</p>", None),
    ("<p>Pingbacks are links that open a door; shops are open.</p>", None),
    ("<p>Reacties en pings zijn gesloten.</p>", "closed"),
    ("<p>Både kommentarer och pingar är stängda.</p>", "closed"),
    ("<p>Kommentarer og pings er lukket.</p>", "closed"),
    ("<p>Komentarze i pingi są zamknięte.</p>", "closed"),
    ("<p>Komentáře a pingy jsou uzavřeny.</p>", "closed"),
    ("<p>Yorumlar ve geri bildirimler kapalı.</p>", "closed"),
    ("<p>この記事へのトラックバックはできません。</p>", "closed"),
    ("<p>評論和引用目前皆已關閉。</p>", "closed"),
    ("<p>Puoi lasciare un commento, o fare un trackback dal tuo sito.</p>", "open"),
    ("<p>Você pode deixar um comentário ou enviar um trackback.</p>", "open"),
    ("<p>Je kunt een trackback plaatsen vanaf je eigen site.</p>", "open"),
    ("<p>Shopping is currently closed; I ping them, they are open.</p>", None),
    ("<p>Pinging a host is fun. Reacties zijn gesloten.</p>", None),
    ("<p>Ich mag Pings. Der Laden ist geschlossen.</p>", None),
    ("<p>How to disable trackbacks</p>", None),
    ("<p>The road is closed. I wrote about it.</p>", None),
    ("<p>I like trackbacks.</p>", None),
    ("<p>Comments are closed.</p>", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "accepts"), ACCEPTS)
def test_accepts(markup: str, accepts: str | None) -> None:
    assert endpoints(markup).accepts == accepts


@pytest.mark.parametrize("markup", [markup for markup, accepts in ACCEPTS if accepts == "closed"])
def test_an_address_for_pings_does_not_open_what_words_close(markup: str) -> None:
    named = {code: f"&{name};" for code, name in codepoint2name.items() if code > 127}
    entities = markup.translate(named)
    for closing in (markup, entities):
        found = endpoints(rdf(URL, "/tb/1") + closing)
        assert (found.trackback, found.accepts) == (("https://blog.example/tb/1",), "closed")


SHOWN = [
    ("a name", "<h3>Trackback</h3><div class=trackbackurl>https://blog.example/sb.cgi/77</div>", "/sb.cgi/77"),
    ("an id", "trackback <p id=tb_address>Address :: https://blog.example/r.php?sl=8</p>", "/r.php?sl=8"),
    ("goo", "<p>Trackback Ping-URL</p><input value='/tbinterface/0a1b/6f'>", ""),
    ("goo in full", "Trackback <input value='https://blog.example/tbinterface/0a/6f'>", "/tbinterface/0a/6f"),
    ("Rakuten", "<p>トラックバックURL<br>https://blog.example/a/2006/ab12/<br>", "/a/2006/ab12/"),
    ("a heading", "<h3>この記事へのトラックバック（2件）</h3><p>https://blog.example/mt/mt-tb.cgi/9", "/mt/mt-tb.cgi/9"),
    ("a word of another", "<p>nontrackback https://blog.example/mt/mt-tb.cgi/9", ""),
    ("Textcube", "<p>글걸기 주소 :: https://blog.example/trackback/22", "/trackback/22"),
    ("Textcube's other word", "<p>걸린글 주소 https://blog.example/r/22", "/r/22"),
    ("FC2", "<p>TB*URL https://blog.example/tb.php/8-1f2e3d4c", "/tb.php/8-1f2e3d4c"),
    ("a link to a post at FC2", "<p>trackback: <a href='/blog-entry-8.html'>an older post</a>", ""),
    ("LBS", "<p>引用地址: <a href='trackback.asp?id=2'>trackback.asp?id=2</a>", "/post/trackback.asp?id=2"),
    ("Wretch", "<div>引用 URL</div><p>https://blog.example/trackback.php?id=5", "/trackback.php?id=5"),
    ("Xuite", "引用網址 <input value='https://blog.example/_service/blog_tb.php?id=5'>", "/_service/blog_tb.php?id=5"),
    ("two addresses", "Trackback <p class=trackbackurl>https://blog.example/1 or https://blog.example/2</p>", ""),
    ("another site's", "Trackback <div class=trackbackurl>https://other.example/77</div>", ""),
    ("another name", "Trackback <div class=tb_urls_of_mine>https://blog.example/77</div>", ""),
    ("a link to a post", "<p>trackback: <a href='trackback.asp?id=12'>an older post</a>", ""),
    ("below the post", "<p>Трекбек: https://blog.example/post/1/trackback/", "/post/1/trackback/"),
    ("below another post", "<p>Trackback is dead, see https://blog.example/post/", ""),
    ("a character that no address has", "TrackBack URL: https://blog.example/tb.php/12\0", "/tb.php/12"),
    ("such a host", "TrackBack URL: https://blog.\0example/tb.php/12", ""),
    ("a service", "<p>トラックバックURL https://rpc.example/RPC2", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "markup", "path"), SHOWN)
def test_an_address_that_is_only_shown(name: str, markup: str, path: str) -> None:
    found = read_page(f"<html><body>{markup}</body></html>".encode(), URL).endpoints.trackback
    assert found == ((f"https://blog.example{path}",) if path else ()), name


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ('<a href="/trackback.axd?id=9">TrackBack</a>', ("https://blog.example/trackback.axd?id=9",)),
        (
            '<a href="/Trackback.aspx?guid=a1">Trackback (2)</a>',
            ("https://blog.example/Trackback.aspx?guid=a1",),
        ),
        ('<a href="/trackback.axd?id=9">Trackback</a> <a href="/trackback.axd?id=8">Trackback</a>', ()),
        ('<a href="https://else.example/trackback.axd?id=9">TrackBack</a>', ()),
        ('<a href="/trackback.axd?id=9">how I built it</a>', ()),
    ],
)
def test_the_word_alone_links_the_script_for_one_post(links: str, found: tuple[str, ...]) -> None:
    assert endpoints(f"<h2>A walk</h2><p>{links}</p>").trackback == found


@pytest.mark.parametrize(
    ("source", "listed"),
    [
        ("https://a.example/pears/trackback/", False),
        ("https://a.example/pears/trackback", False),
        ("https://a.example/figs/trackback/", True),
        ("https://b.example/pears/trackback/", True),
    ],
)
def test_the_address_for_pings_is_no_source(source: str, *, listed: bool) -> None:
    item = f'<li class="trackback"><a rel="nofollow" href="{source}">Trackback</a></li>'
    page = read_page(f"<h1>Pears</h1><ul><li>1 comment</li>{item}</ul>".encode(), "https://a.example/pears/")
    assert bool(page.linkbacks) is listed
