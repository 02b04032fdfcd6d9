"""What a page is: one post, a list of posts, or neither."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.facts.bylines import comments_begin
from crawler.facts.entry import containers
from crawler.facts.head import Head
from crawler.facts.other_pages import is_of_forum_or_wiki, is_of_links
from crawler.facts.teasers import leading_headings
from crawler.markup.document import Document, fold, named_anchors
from crawler.markup.links import in_region
from crawler.markup.rdf import count_rdf
from crawler.records import PageKind, Region
from crawler.words.expressions import expression

_SINGLE = frozenset(
    {
        "single",
        "single-post",
        "postid",
        "item-page",
        "post-template-default",
        "item-view",
        "permalink",
        "individual",
        "mt-entry-archive",
    }
)
_LISTS = frozenset(
    {
        "home",
        "blog",
        "archive",
        "category",
        "tag",
        "date",
        "search",
        "author",
        "paged",
        "search-results",
        "archive-view",
        "index-page",
        "mt-main-index",
        "mt-archive-index",
    }
)
# Drupal calls the pages of single posts so: "node-type-story", "page-node-type-article".
_OF_NODE = expression(r"(?:page-)?node-type-(?:blog|article|story|news|post)")
# "archive post": a template calls the post that it keeps so.
_POST = frozenset({"post", "blog-post"})
_NEITHER = frozenset({"error404", "error-404", "attachment", "login", "search-no-results"})
_OTHER_URL = expression(
    r"/(?:mt-(?:tb|comments|search|cp)[\w-]*\.cgi|wp-login\.php|trackback\.(?:php|cgi|aspx?)|wp-comments-p(?:opup|ost)\.php|xmlrpc\.php)|"
    r"[?&](?:__mode=view|plugin=tb)(?:&|\Z)",
    re.I,
)
_LIST_URL = expression(
    r"(?:/page/\d+|/category/.+|/(?:tags?|labels?|authors?|categories|kategorien?|categorias?|rubriques?)/[^/]+|"
    # All tags of a blog, but a post of that name.
    r"(?<!\d)/(?:tags|categories|kategorien|categor[ií]as|rubriques|etiquetas)|"
    r"/search|/(?:19|20)\d\d(?:/\d\d?(?:/\d\d?|\.html?)?)?|"
    r"/archives?(?:\.html?|\.php)?|/(?:19|20)\d\d[_-]\d\d(?:\.html?)?|"
    # Mirrors have each post so: "/a-long-walk/index.html"
    r"^/(?:[^/]+/)?(?:index|default)\.(?:php|aspx?)|^/(?:[^/-]+/)?(?:index|default)\.html?)/?$",
    re.I,
)
_LIST_QUERY = expression(r"(?:^|&)(?:(?:paged|cat|tag|author|s|monthnum|year)=|m=(?![a-z]))")
_ONE_QUERY = expression(
    r"(?:^|&)(?:entry|entry_id|p|pl|id|uid|eid|sid|aid|gid|post|postid|item|itemid|article|articleid|story|document_srl)=[\w%.-]*\d|(?:^|&)title=[\w%-]+&more=1",
    re.I,
)
# An address that no list has: "/2005/03/a-walk.html". Some blogs call all their pages og:type "blog".
_POST_URL = expression(
    r"/(?:19|20)\d\d/(?:\d\d?/){1,2}(?!(?:index|default|archives?|page)\b)[\w%-]*[^\W\d_][\w%-]*(?:\.\w{3,5}|/)?\Z",
    re.I,
)
_SHORT = expression(r"[?&]p=\d+\Z")
_SCRIPT = expression(r"\.(?:php|aspx?|cgi|jsp)/?\Z", re.I)
# Pages of a site that are neither posts nor lists, by their address, where nothing is listed below them.
_FORM_URL = expression(
    r"/(?:contact(?:-us|-me)?|kontakt|contatti|contacto?|contato|login|register|subscribe|privacy(?:-policy)?|"
    r"impressum|datenschutz(?:erklaerung)?|mentions-legales)(?:\.(?:html?|php|aspx?))?/?\Z",
    re.I,
)
# How a page of several posts is headed: "Archive for May 2006", "Posts tagged oak", "Étiquette : sel".
_LIST_HEADING = expression(
    r"\W*(?:(?:monthly |daily |yearly |category |tag |author |blog )?archives?\b\W*(?:for|of|from|by|:|\Z)|"
    r"(?:category|tag|author|label|month|topic) archives?\b|posts (?:tagged|by|in|from|about|with)\b|"
    r"(?:all )?(?:posts|entries|articles) (?:tagged|by|filed|from|in)\b|all (?:posts|entries|articles)\Z|"
    r"(?:alle beiträge|tous les (?:articles|billets)|todas las entradas|tutti gli articoli)\Z|"
    r"search results?\b|results for\b|"
    r"(?:category|tag|tagged|label|kategorie|catégorie|étiquette|categoría|etiqueta|categoria|tag|schlagwort|"
    r"archiv|archives?|auteur|autor|autore|author|rubrik|rubrique|kategori|categorie|kategoria|рубрика|метка|архив|"
    r"カテゴリー?|タグ|分类|標籤|标签|카테고리|태그)\s*[:：»]|"
    r"(?:archiv|artikel|beiträge) (?:für|vom|von|mit|der)\b|suchergebnisse|résultats de (?:la )?recherche|"
    r"archives? (?:de|du|des|pour)\b|archivio? (?:di|per|del|de la)\b|archivos? (?:de|del|por)\b|"
    r"resultados (?:de|da|para)\b|risultati\b.{0,12}ricerca|zoekresultaten|архив за)|"
    r".{1,60}(?:アーカイブ|の記事一覧|の検索結果|一覧)\W*",
    re.I,
)
_LONGEST_HEADING = 100
_MOST_HEADINGS = 4
_MOST_NESTED = 4
_SHORTEST_POST = 300
_MOST_OTHERS = 20
_HIGHEST = 3
_WORD = expression(r"\w{2,}")
# A window of its own for one post's trackbacks: "TrackBack on A walk" at /tb.php?id=4.
_PINGS_TITLE = expression(
    r"(?:.*[\W_])?track-?backs?(?: pings?)?\W*|\W*track-?backs? (?:(?:for|on|to)\b|[|–—:»-]\s).*|"
    r".{1,100}への(?:トラックバック|TrackBack)\W*",
    re.I | re.S,
)
_PINGS_URL = expression(r"/(?:tb|trackbacks?)(?:\.(?:php|cgi|aspx?|pl))?[/?].*\w", re.I)
_NOT_FOUND = expression(
    r"\b(?:404|page not found|not found|nichts gefunden|seite nicht gefunden|page non trouvée|"
    r"no encontrada|見つかりません)\b",
    re.I,
)
_BYLINES = (
    ".posted",
    ".byline",
    ".entry-footer-info",
    ".post-footer",
    ".postmetadata",
    ".entry-meta",
    ".entry-footer",
    ".post-footers",
)
_LISTINGS = ("comments", "comment", "trackbacks", "trackback")
_HEADS = ("h1", "h2", "h3", "h4")
_TITLES = (".entry-title", ".p-name", ".u-url")
_TEXTS = (".entry-content", ".e-content", ".post-content", ".post-body", ".entry-body", ".blog-item-content")
_LD_POSTS = frozenset({"BlogPosting", "Article", "NewsArticle"})
_LD_LISTS = frozenset({"CollectionPage", "Blog", "ItemList", "SearchResultsPage"})


def read_kind(
    document: Document,
    head: Head,
    kinds: frozenset[str],
    *,
    listed: bool,
    begin: int = -1,
    pinged: bool = False,
) -> PageKind:
    """What the page is. `kinds` are its JSON-LD types, `listed` says that it shows comments or linkbacks,
    `begin` is the element of the first linkback, -1 for none, `pinged` that one post's address for pings is
    shown.

    What the software says of itself is believed first (body classes), then how many posts the page holds,
    then its own description of itself (og:type, JSON-LD), then its address.
    """
    if _OTHER_URL.search(document.url) or head.body_classes & _NEITHER:
        return PageKind.OTHER
    if _PINGS_TITLE.fullmatch(head.title[:200]) and _PINGS_URL.search(document.url):
        return PageKind.OTHER
    if begin < 0 and is_of_forum_or_wiki(document, head):
        return PageKind.OTHER
    if not listed and is_of_links(document):
        return PageKind.OTHER
    if head.body_classes & _SINGLE or any(map(_is_numbered, head.body_classes)):
        return PageKind.POST
    called_list = head.body_classes & _LISTS and not listed and not head.body_classes & _POST
    if called_list and not (_leads_to_itself(document) or _is_said_single(document, head)):
        return PageKind.INDEX
    posts = _posts(document, begin)
    if posts > 1 and not (listed and posts < 3):
        return PageKind.INDEX
    return _alone(document, head, kinds, posts, listed=listed, pinged=pinged)


def _is_numbered(name: str) -> bool:
    """Whether software calls a page so that shows one post, by its number or type."""
    return name.startswith("postid-") or _OF_NODE.match(name) is not None


def _is_said_single(document: Document, head: Head) -> bool:
    """Whether a page that is called a list says more surely to be one post: by its number, which WordPress
    gives in the short address of single posts alone, or as an article whose h1 leads to the page (Svbtle)."""
    if _SHORT.search(head.link("shortlink")):
        return True
    if "article" not in head.first("og:type").lower() or not urls.split(document.url)[1].strip("/"):
        return False
    headings = (document.elements[number] for number in document.tags("h1")[:_MOST_HEADINGS])
    links = (document.attributes[n] for each in headings for n in document.within(each, "a")[:1])
    return any(_is_own(document, link.get("href") or "") for link in links)


def _leads_to_itself(document: Document) -> bool:
    """Whether the page's one heading that is a permalink leads to the page, and so heads its one post: the
    first theme of Pelican calls all its pages the home page."""
    links = (
        document.attributes[number]
        for heading in document.tags("h1", "h2", "h3")[:_MOST_OTHERS]
        for number in islice(document.linked_within(document.elements[heading]), _MOST_HEADINGS)
    )
    found = [link.get("href") or "" for link in links if "bookmark" in (link.get("rel") or "").split()]
    return len(found) == 1 and _is_own(document, found[0])


def _alone(
    document: Document, head: Head, kinds: frozenset[str], posts: int, *, listed: bool, pinged: bool
) -> PageKind:
    """The kind of a page that holds at most one recognised post."""
    _, path, query = urls.split(document.url)
    if query.startswith("/") and "=" not in query:
        path, query = query, ""  # index.php?/archives/12-title.html
    # "index.php?entry=12" is one thing of the site, whatever its script is called.
    one = _ONE_QUERY.search(query) is not None and _SCRIPT.search(path) is not None
    if (not path.strip("/") and not query) or (_LIST_QUERY.search(query) and not one):
        return PageKind.POST if listed and posts else PageKind.INDEX
    if not listed and not posts and _NOT_FOUND.search(head.title):
        return PageKind.OTHER
    if "article" in head.first("og:type").lower() or kinds & _LD_POSTS:
        return PageKind.POST
    if listed or posts or pinged or count_rdf(document) == 1:
        return PageKind.INDEX if not listed and _is_headed_list(document, head) else PageKind.POST
    if _FORM_URL.search(path):
        return PageKind.OTHER
    # A copy of "/frost/" may be "/frost/index.html".
    named_list = _LIST_URL.search(path) is not None and not _leads_to_itself(document)
    of_blog = head.first("og:type").lower() == "blog" and not _POST_URL.search(path)
    of_list = kinds & _LD_LISTS or of_blog or named_list
    if (of_list or _is_headed_list(document, head)) and not one:
        return PageKind.INDEX
    if not one and _is_of_teasers(document):
        return PageKind.INDEX
    return PageKind.POST if _says_anything(document, head) else PageKind.OTHER


def _is_headed_list(document: Document, head: Head) -> bool:
    """Whether one of the first headings says that posts are listed below: one that links to no post itself,
    and that the page's title shares a word with."""
    title = head.title.lower()
    for number in document.tags("h1", "h2", "h3")[:_MOST_HEADINGS]:
        text = fold(document.elements[number].text()[: 2 * _LONGEST_HEADING])
        if len(text) > _LONGEST_HEADING or not _LIST_HEADING.match(text):
            continue
        linked = any(True for _ in document.linked_within(document.elements[number]))
        if not linked and any(word in title for word in _WORD.findall(text.lower())):
            return True
    return False


def _is_of_teasers(document: Document) -> bool:
    """Whether the headings of the content, two at least, lead to other posts, and what stands under the
    others is no post's text."""
    leading = [n for n in leading_headings(document) if _is_content(document, n)]
    if len(leading) < 2 or len({document.names[n] for n in leading}) > 1:
        return False
    known = set(leading)
    others = (n for n in document.tags("h1", "h2", "h3") if n not in known and _is_content(document, n))
    texts = (_text_under(document, number) for number in islice(others, _MOST_OTHERS))
    return all(length <= _SHORTEST_POST for length in texts)


def _is_content(document: Document, number: int) -> bool:
    return in_region(document, document.elements[number]) is Region.CONTENT


def _text_under(document: Document, heading: int) -> int:
    """How many characters stand between a heading, or what wraps it alone, and the next one."""
    here: LexborNode | None = document.elements[heading]
    for _ in range(_HIGHEST):
        if here is None or _is_followed(here):
            break
        here = here.parent
    length, each = 0, here.next if here is not None else None
    while each is not None and length <= _SHORTEST_POST:
        if each.is_element_node and document.within(each, "h1", "h2", "h3"):
            return length
        length += len(each.text().strip() if each.is_element_node else (each.text_content or "").strip())
        each = each.next
    return length


def _is_followed(node: LexborNode) -> bool:
    """Whether something stands behind a node in the same element."""
    each = node.next
    while each is not None and not each.is_element_node and not (each.text_content or "").strip():
        each = each.next
    return each is not None


def _posts(document: Document, begin: int) -> int:
    """How many posts the page holds: by containers, by RDF blocks, by the by-lines of old templates."""
    held = [
        node
        for node in containers(document)
        if document.within(node, *_HEADS) or document.marked_within(node, *_TITLES)
    ]
    with_text = [node for node in held if _holds_text(document, node)] if len(held) > 1 else held
    # A post with its text among teasers of others is one post.
    held = with_text if len(with_text) == 1 else held
    outer = {node.mem_id for node in held}
    separate = sum(node.parent is None or node.parent.mem_id not in outer for node in held)
    told = max(separate, count_rdf(document))
    lines = 0 if held else _bylines(document, begin)
    return max(told, 1 if lines > 1 and _is_named(document) else lines)


def _is_named(document: Document) -> bool:
    """Whether the page's title begins with a heading that leads nowhere else, and a post's text follows that
    or the address is a post's: what by-lines stand around are of teasers."""
    path = urls.split(document.url)[1]
    title = fold("".join(node.text() for node in document.tagged("title")[:1]))
    if not path.strip("/") or _LIST_URL.search(path) or len(document.numbers("#post-")) > 1:
        return False
    for number in document.tags("h1", "h2")[:_MOST_OTHERS]:
        text = fold(document.elements[number].text()[: 4 * _LONGEST_HEADING])
        if " " in text and title.startswith(text) and not _LIST_HEADING.match(text):
            links = islice(document.linked_within(document.elements[number]), _MOST_HEADINGS)
            if not all(_is_own(document, document.attributes[link].get("href") or "") for link in links):
                return False
            long = _POST_URL.search(path) is not None or _text_under(document, number) > _SHORTEST_POST
            return long and _is_content(document, number)
    return False


def _is_own(document: Document, href: str) -> bool:
    """Whether an address is the page's own."""
    target = document.absolute(href)
    return bool(target) and urls.identity(target or "") == urls.identity(document.url)


def _holds_text(document: Document, node: LexborNode) -> bool:
    """Whether a post's element holds its text, and so is more than a teaser."""
    entries = document.marked_within(node, ".entry")
    return bool(document.marked_within(node, *_TEXTS)) or any(document.names[i] == "div" for i in entries)


def _bylines(document: Document, begin: int) -> int:
    if not document.numbers(*_BYLINES):
        return 0
    # Old templates mark comments' by-lines like the post's.
    named = (number for number, name in named_anchors(document) if name in _LISTINGS)
    first = [begin] if begin >= 0 else []
    headed = [number] if (number := comments_begin(document, None)) >= 0 else []
    end = min(
        [*document.numbers(*(f"#{name}" for name in _LISTINGS)), *named, *first, *headed], default=1 << 60
    )
    for mark in _BYLINES:
        nodes = [
            n
            for n in document.marked(mark)[:40]
            if document.order(n) < end
            and in_region(document, n) is Region.CONTENT
            and not _in_listing(n.parent)
        ]
        if len(nodes) > 1:  # beside a by-line, links to the feed and to the address for pings
            nodes = [n for n in nodes if any(map(str.isdigit, n.text()))] or nodes
        if nodes:
            return len({_post_of(document, document.order(node)) for node in nodes})
    return 0


def _post_of(document: Document, number: int) -> int:
    """The element that WordPress numbers as a post and that an element stands in, else the element itself:
    templates print by-lines above and below a post's text."""
    posts = document.numbers("#post-")
    place = bisect_left(posts, number)
    before = posts[max(0, place - _MOST_NESTED) : place]
    return next((post for post in reversed(before) if number < document.end(post)), number)


def _in_listing(node: object) -> bool:
    """Whether a by-line stands beside a comment rather than a post: its parent's class says so."""
    name = str(getattr(node, "attributes", {}).get("class") or "").lower()
    return "comment" in name or "ping" in name or "trackback" in name


def _says_anything(document: Document, head: Head) -> bool:
    """Whether there is something to read: front matter, a title with a heading, or a title with some text."""
    body = document.tree.body
    if head.front or body is None or not head.title:
        return bool(head.front) or bool(document.tags("h1", "h2", "h3"))
    return bool(document.tags("h1", "h2", "h3")) or len(fold(body.text()[:4000])) > 200
