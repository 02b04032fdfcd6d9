"""Where a page accepts linkbacks, by the rules of TrackBack, Pingback and Webmention themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.accepting import TRACKBACK_WORDS, read_accepts
from crawler.lists.ping_addresses import ADDRESS, named_addresses, spelled_links
from crawler.markup.around import around_words
from crawler.markup.disqus import disqus_script, value_of
from crawler.markup.document import Document, attribute, fold, once
from crawler.markup.links import Anchor, in_region
from crawler.markup.rdf import read_rdf
from crawler.records import Endpoints, Region
from crawler.words.expressions import expression

_HTML_COMMENT = expression(r"<!--.*?(?:-->|\Z)", re.S)
_HREF = expression(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_PINGBACK_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))
_LINK_VALUE = expression(
    r"<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+\s*(?:=\s*(?:\"(?:[^\"\\]|\\.)*\"|[^\s;,\"]*))?)*)"
)
_LINK_PARAMETER = expression(r";\s*([\w!#$&+.^`|~*-]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?")
_PING_URL = expression(
    r"mt-tb|//tb\.|[/_]tb(?:\.php|\.cgi|ping|/|\?|$)|[?&/]tb[_=]?id|[?&]tb=|/tb_?accept|tbinterface|trackback",
    re.I,
)
# The same where little else tells: a part of the path, a script or a parameter of its own.
_PING_PATH = expression(
    r"mt-tb|[/-]trackbacks?(?:ping)?(?:[/?]|\.(?:php|cgi|aspx|asp|do|axd)\b|$)|[./_-]tb\.(?:php|cgi)|"
    r"/tb(?:\.php|\.cgi|/|\?)|"
    r"[?&](?:act|task|type|name|controller)=(?:trackback|tb)\b|[?&]tb(?:_?id)?=|/@@tbping|\.trackback$|"
    r"/tb_accept",
    re.I,
)
_EXTENSION = expression(r"\.\w{3,5}\Z")
_LISTING_PAGE = expression(r"/comment-page-\d+/?\Z")
_PING_FIELD = expression(r"track-?back|\bping[-_]?ur[li]|\btb[-_]?ur[li]", re.I)
_SERENDIPITY = expression(r"/comment\.php\?type=trackback&entry_id=\d+\Z")
# emlog's heading for the address is a word for anything that is quoted.
_ANNOUNCING = TRACKBACK_WORDS | {
    "/tb.php?", "/tb.php/", "zpětn", "обратн", "зворотн", "visszakövet", "geri izleme", "دنبالک", "تعقيب",
    "먼댓글", "걸린글", "관련글 주소", "引用此", "引用本",
}  # fmt: skip
_LABELLED = expression(
    r"(?:track[ -]?back\s*(?:ping\s*)?-?\s*(?:url|uri|link|adresse|address|pfad|specific)|url\s+(?:de|"
    r"do|del|para|per|di|pour)?\s*(?:el |le |il |los |les |faire |hacer |fazer |fare )?(?:un |um )?"
    r"(?:track ?backs?|rétroliens?|retroenlaces?)|"
    r"\btb\W{0,2}ur[li]|"  # FC2's templates: "TB*URL"
    r"(?:url|адрес)\s+(?:для\s+)?(?:трекбека|trackback)|тр[еэ]кб[еэ]к url|adresse de (?:trackback|rétrolien)|"
    r"ping[ -]?url|ur[li] to trackback this|track this back|link to trackback from your own site|"
    r"faire un (?:trackback|rétrolien) sur cet? ?[^:<>]{0,20}:|"
    r"url (?:de|du) rétrolien|"
    r"トラックバック(?:用)?\s*(?:ping)?\s*-?(?:用)?\s*(?:ur[li]|アドレス|先)|引用通告\s*(?:url|地址)?|引用(?:此|本)?篇?(?:文章?)?的?(?:地址|網址|网址)|引用\s?url|트랙백\s*(?:주소|url)|"
    r"엮인글\s*주소|걸린글\s*주소|먼댓글\s*주소|관련글\s*주소|글걸기\s*주소|url\s+do\s+trackback)(?P<between>[^<>]{0,100}?)(?P<url>https?://[^\s<>\"'）」】、。]+)",
    re.I,
)  # fmt: skip
# A link's own words, and a word before an address that has the path of one for pings.
_ADDRESS_NAME = expression(
    r"track ?back\W*(?:ping\W*)?(?:ur[li]|address|地址|網址|주소)|"
    r"(?:トラックバック|引用通告|引用)\W*(?:用|ping|の)?\W*"
    r"(?:ur[li]|アドレス|地址|網址|网址)|트랙백\s*주소|엮인글\s*주소|ur[li] de (?:trackback|rétrolien)",
    re.I,
)
_NEAR_LABEL = expression(
    r"(?<![a-z0-9_/.=?&-])(?:track ?backs?|trackbackó?w?|rétroliens?|retroenlaces?|"
    r"トラックバック|引用|트랙백|엮인글|трекб[еэ]к\w{0,3}|"
    r"paluuviit\w{1,6}|til(?:bake|bage|lbaka)spor\w{2,6}|tillbakaspår\w{2,6}|zpětn\w{1,3} odkaz\w{0,3}|"
    r"обратн\w{2} ссылк\w|зворотн\w{1,3} посилан\w{1,3}|visszakövet\w{2,6}|geri izleme\w{0,6}|"
    r"دنبالک|(?:ال)?تعقيب(?:ات)?)"
    r"(?![\w/]*://)[^<>]{0,100}?(?P<url>https?://[^\s<>\"'）」】、。]+)",
    re.I,
)
# Between the label and an address on any host.
_FOR_THIS = expression(
    r"\s*(?:(?:for|to|of) (?:this|the) (?:weblog )?(?:entry|post|article|item|page)|(?:de|pour) (?:ce|cette) "
    r"(?:billet|note|article)|(?:zu|für) diese[nmr]? (?:eintrag|beitrag|artikel)|de (?:esta|este) (?:entrada|"
    r"artículo)|(?:per|di) questo (?:post|articolo))?\s*[:：]\s*",
    re.I,
)
# Hatena Diary: the post's own address is the one for pings.
_HATENA = expression(r"トラックバック\s*-\s*(https?://\S+)")
_DISQUS = expression(r"""'trackback_url'\s*:\s*("[^"]+"|'[^']+')""")
_HALOSCAN = expression(r"https?://(?:www\.)?haloscan\.com/tb/[^/?#]+/[^/?#]+/?\Z", re.I)
_LONGEST_NAME = 60
_FEW = 2
_SHORT_NAME = 12
# The bare word on a link to the script of software for .NET, with the post that it stands for.
_PING_NAME = expression(r"\W*track ?backs?\W*(?:\(\d+\)\W*)?", re.I)
_PING_SCRIPT = expression(r"/trackback\.(?:axd|ashx|aspx)\?(?:id|guid)=[\w-]+\Z", re.I)


def read_endpoints(
    document: Document, url: str, headers: Mapping[str, str], anchors: list[Anchor]
) -> Endpoints:
    """All endpoints of the page at `url` (after redirects); `headers` by lower-case name."""
    trackback = read_trackback(document, url, anchors) if document.held(_ANNOUNCING) else ()
    pingback = read_pingback(document, url, headers)
    webmention = read_webmention(document, url, headers)
    accepts = read_accepts(document, known=bool(trackback or webmention))
    # An archive takes no pings: the address inside that of its copy did.
    trackback = tuple(map(urls.unwrapped, trackback))
    pingback, webmention = (each and urls.unwrapped(each) for each in (pingback, webmention))
    return Endpoints(trackback=trackback, pingback=pingback, webmention=webmention, accepts=accepts)


def read_trackback(document: Document, url: str, anchors: list[Anchor]) -> tuple[str, ...]:
    """Ping URLs of this page's post: rel="trackback" first, then RDF, then what is only shown; no repeats.

    Of several RDF blocks only those count whose `dc:identifier` (or `rdf:about`) is this page; a single block
    always counts. Links to a pop-up that shows trackbacks are no endpoints.
    """
    pings = (document.absolute(block["trackback:ping"]) for block in read_rdf(document, url))
    found = [*_rel_trackback(document, anchors), *filter(None, pings)]
    pinging = [] if found else [anchor for anchor in anchors if _may_be_ping(anchor.link.url.lower())]
    if not found:
        found = [*_of_wordpress(url, pinging)] or [*_shown(document), *_of_serendipity(pinging)]
    if not found and (handed := _DISQUS.search(disqus_script(document)[1])) is not None:
        found = [value_of(handed[1])]
    if not found:
        found = [*_named_links(document, pinging)] or [*_clicked(document)] or [*_near_labels(document)]
    if not found:
        found = _of_scripts(document, pinging) or _hosted(pinging)
    if not found:
        named = named_addresses(document)
        own = (target for target in named if _is_beside(target, url) or _may_ping(document, target))
        found = [*own] or [link for link in spelled_links(pinging) if _may_ping(document, link)]
    # What a page only shows may be no address: cut, or with characters that none has.
    return tuple(dict.fromkeys(filter(None, map(document.absolute, found))))


def _may_be_ping(lower: str) -> bool:
    """Whether an address holds what those for pings do: most links of a page are told apart by it."""
    return "tb" in lower or "trackback" in lower


def _rel_trackback(document: Document, anchors: list[Anchor]) -> list[str]:
    """What rel="trackback" names; where that is many, as on pages of several posts, only what lies below the
    page's own address."""
    written = [document.absolute(href) for _, href in _related(document, "trackback", "link")]
    written += [anchor.link.url for anchor in anchors if "trackback" in anchor.link.rel]
    named = [
        target
        for target in dict.fromkeys(written)
        if target and "__mode=view" not in target and target.partition("#")[0] != document.url
    ]
    path = _path(document.url.partition("?")[0])
    return named if len(named) <= _FEW else [each for each in named if path and _path(each).startswith(path)]


def _of_wordpress(url: str, anchors: list[Anchor]) -> Iterator[str]:
    """WordPress's address below the page's own, in themes that link it without rel="trackback"; PyBlosxom has
    the word before the path."""
    path = _path(_LISTING_PAGE.sub("", url.partition("#")[0].partition("?")[0]))
    bare = _EXTENSION.sub("", path)
    for anchor in anchors if path else ():
        target = anchor.link.url
        if "/trackback" in target:
            below = _path(target)
            if below == f"{path}/trackback" or below.replace("trackback/", "", 1) == bare != below:
                yield target


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].rstrip("/")


def _of_serendipity(anchors: list[Anchor]) -> Iterator[str]:
    """Serendipity's link "Trackback specific URI for this entry", in templates without the RDF block."""
    for anchor in anchors:
        if _SERENDIPITY.search(anchor.link.url):
            yield anchor.link.url


def _of_scripts(document: Document, anchors: list[Anchor]) -> list[str]:
    """The one address of the page's own site that the word "Trackback" links, and that names one post."""
    scripts = (a.link for a in anchors if _PING_SCRIPT.search(a.link.url))
    found = {link.url for link in scripts if _PING_NAME.fullmatch(link.text)}
    return [url for url in found if len(found) == 1 and urls.site(url) == urls.site(document.url)]


def _hosted(anchors: list[Anchor]) -> list[str]:
    """The one address at HaloScan, which took the trackbacks of blogs whose software takes none."""
    found = {anchor.link.url for anchor in anchors if _HALOSCAN.match(anchor.link.url)}
    return [*found] if len(found) == 1 else []


def _named_links(document: Document, anchors: list[Anchor]) -> Iterator[str]:
    """Links of the page's own site that say to be the address for pings: "TrackBack URL"."""
    for anchor in anchors:
        link = anchor.link
        said = link.text, attribute(anchor.node, "title")
        named = any(len(each) < _LONGEST_NAME and _ADDRESS_NAME.search(each) for each in said)
        if named and _may_ping(document, link.url):
            yield link.url
        elif link.text and len(link.text) < _SHORT_NAME and _PING_PATH.search(link.url):
            # "TrackBack URI for this entry: link"
            before = anchor.node.prev
            label = fold(before.text_content or "") if before is not None and before.is_text_node else ""
            if label.endswith(":") and _ADDRESS_NAME.search(label) and _may_ping(document, link.url):
                yield link.url


@once
def _announcing(document: Document) -> list[str]:
    """The text around the words that announce an address for pings, where it holds an address."""
    return [piece for piece in around_words(document, _ANNOUNCING, before=30, behind=420) if "://" in piece]


def _near_labels(document: Document) -> Iterator[str]:
    """Addresses for pings, by their path, in plain text near a word for trackbacks that says no more."""
    for piece in _announcing(document):
        for match in _NEAR_LABEL.finditer(piece):
            target = match["url"].rstrip(".,;:)]")
            if _may_ping(document, target):
                yield target


def _may_ping(document: Document, target: str) -> bool:
    """Whether an address of the page's own site has the path of one for pings, and is not this page."""
    if "__mode=view" in target or "#" in target or not _PING_PATH.search(target):
        return False
    if urls.site(target) != urls.site(document.url):
        return False
    return urls.identity(target) != urls.identity(document.url) or _is_own(target, document.url)


def _is_own(target: str, url: str) -> bool:
    """Whether an address is that of the page with "/trackback" behind it."""
    return _path(target) == f"{_path(url.partition('?')[0])}/trackback"


def _shown(document: Document) -> Iterator[str]:
    """Ping URLs that the page only shows: the value of a field, or text right behind a label that says so."""
    for node in document.tagged("input", "textarea"):
        value = attribute(node, "value").strip() or (
            fold(node.text()[:2000]) if node.tag == "textarea" else ""
        )
        if (
            ADDRESS.fullmatch(value)
            and (_PING_URL.search(value) or _PING_FIELD.search(_names_of(node)))
            and (_is_own(value, document.url) or in_region(document, node) is not Region.NAVIGATION)
        ):
            yield value
    for caption in document.marked(".caption"):
        if match := _HATENA.fullmatch(fold(caption.text()[:300])):
            yield match[1]
    yield from _labelled(document)


def _clicked(document: Document) -> Iterator[str]:
    """Ping URLs that a click shows."""
    attributes = document.attributes
    for number in document.tags("a", "button", "input") if document.has("onclick") else ():
        if (found := ADDRESS.search(attributes[number].get("onclick") or "")) and _is_ping(found[0]):
            yield found[0].rstrip("\\);")


def _is_ping(address: str) -> bool:
    return bool(_PING_URL.search(address)) and "__mode=view" not in address and "#" not in address


def _names_of(node: LexborNode) -> str:
    return " ".join(attribute(node, name) for name in ("name", "id", "class"))


def _is_beside(target: str, url: str, *, anywhere: bool = False) -> bool:
    """Whether an address is another one of the page's own site (or `anywhere`), with a number that can tell
    a post."""
    if (not anywhere and urls.site(target) != urls.site(url)) or urls.identity(target) == urls.identity(url):
        return False
    return any(c.isdigit() for c in target.partition("://")[2].partition("/")[2])


def _labelled(document: Document) -> Iterator[str]:
    """Ping URLs in plain text, right behind words that announce one."""
    for piece in _announcing(document):
        for match in _LABELLED.finditer(piece):
            target = match["url"].rstrip(".,;:)]")
            between = match["between"].strip(" :：")
            directly = _FOR_THIS.fullmatch(match["between"]) is not None
            said = not between or match["between"].rstrip().endswith((":", "："))
            if "__mode=view" in target or "#" in target:
                continue
            if _PING_URL.search(target) or (said and _is_beside(target, document.url, anywhere=directly)):
                yield target


def read_pingback(document: Document, url: str, headers: Mapping[str, str]) -> str | None:
    """The pingback server: the X-Pingback header, else the page's link element (Pingback 1.0, section 2)."""
    header = headers.get("x-pingback", "").split(", ")[0].strip()
    if header:
        return urls.absolute(header, url)
    if not document.has("pingback"):
        return None
    for _, parsed in _related(document, "pingback", "link"):
        written = parsed if parsed in document.text else _as_written(document)
        if target := document.absolute(written) if written.strip() else None:
            return target
    return None


def _as_written(document: Document) -> str:
    """The href of the first link element with rel="pingback" in the source, with only the four entities
    decoded that the specification names: a parser decodes others as well."""
    for element in re.finditer(r"<link\b[^>]*>", _HTML_COMMENT.sub(" ", document.text), re.I):
        rel = re.search(r"\brel\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", element[0], re.I)
        found = _HREF.search(element[0])
        if found and rel and "pingback" in (rel[1] or rel[2] or rel[3] or "").lower().split():
            written = found[1] or found[2] or found[3] or ""
            for entity, character in _PINGBACK_ENTITIES:
                written = written.replace(entity, character)
            return written
    return ""


def read_webmention(document: Document, url: str, headers: Mapping[str, str]) -> str | None:
    """The webmention endpoint: the first Link header, else the first link or a element in document order.

    An empty href is the page itself; an element without href is passed over (W3C Webmention 3.1.2).
    """
    for target, rels in link_header(headers.get("link", "")):
        if "webmention" in rels:
            return urls.absolute(target, url)
    if not document.has("webmention"):
        return None
    for _, href in sorted(_related(document, "webmention", "link", "a"))[:1]:
        return document.absolute(href)
    return None


def _related(document: Document, relation: str, *tags: str) -> list[tuple[int, str]]:
    """Number and href of the elements with one of the tags, a relation and an address."""
    attributes = document.attributes
    return [
        (number, attributes[number]["href"] or "")
        for number in document.tags(*tags)
        if "rel" in attributes[number]
        and "href" in attributes[number]
        and relation in (attributes[number]["rel"] or "").lower().split()
    ]


def link_header(value: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Targets of a Link header with their relations, lower case, in order; of several `rel` the first counts
    (RFC 8288, section 3.3)."""
    for match in _LINK_VALUE.finditer(value) if value else ():
        stated = _LINK_PARAMETER.finditer(match[2])
        rel = next((each[2] or each[3] or "" for each in stated if each[1].lower() == "rel"), "")
        yield match[1].strip(), tuple(rel.lower().split())
