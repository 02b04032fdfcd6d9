"""Pages that are no posts by what made them: threads of forums, articles of wikis, a blog's page of links."""

from __future__ import annotations

import re

from crawler import urls
from crawler.facts.head import Head
from crawler.markup.document import Document, attribute
from crawler.markup.links import in_region
from crawler.records import Region

_GENERATORS = re.compile(
    r"mediawiki|discourse|vbulletin|phpbb|mybb|xenforo|simple machines|flarum|punbb|fluxbb|invision|moinmoin|"
    r"\b(?:twiki|foswiki|xwiki|smf|ikiboard|nodebb)\b"
)
_BODIES = frozenset({"mediawiki", "bbpress"})
# Of phpBB 3 and 2, SMF, FluxBB, XenForo, Invision, Discourse; of MediaWiki, MoinMoin, Foswiki.
_MARKS = frozenset(
    {"#phpbb", ".forumline", "#forumposts", "#punviewtopic", "#xf", "#ipslayout_body", ".crawler-post",
     "#mw-content-text", "#locationline", ".patternviewpage"}
)  # fmt: skip
_LINKS_URL = re.compile(
    r"(?!.*/(?:19|20)\d\d/).*/(?:(?:my|favou?rite)[-_])?(?:links?|blogroll|liens|linkliste|enlaces|collegamenti|ssylki)"
    r"(?:\.(?:html?|php|aspx?))?/?\Z",
    re.I,
)
_FEWEST_LINKS = 5
_MOST_ITEMS = 400


def is_of_forum_or_wiki(document: Document, head: Head) -> bool:
    """Whether the markup is that of a forum or a wiki. DokuWiki, PukiWiki and PmWiki are blogs as often, and
    so is MediaWiki where it takes trackbacks."""
    if "#mw_trackbacks" in document.marks:
        return False
    if not _BODIES.isdisjoint(head.body_classes) or not _MARKS.isdisjoint(document.marks):
        return True
    return any(_GENERATORS.search(name.lower()) for name in head.meta.get("generator", ()))


def is_of_links(document: Document) -> bool:
    """Whether a page that is called so by its address lists links to other sites, one an item."""
    if _LINKS_URL.match(urls.split(document.url)[1]) is None:
        return False
    here, found = urls.host(document.url), set()
    for number in document.tags("li")[:_MOST_ITEMS]:
        item = document.elements[number]
        link = next((document.elements[n] for n in document.linked_within(item)), None)
        target = document.absolute(attribute(link, "href")) if link is not None else None
        if target and urls.host(target) != here and in_region(document, item) is Region.CONTENT:
            found.add(urls.host(target))
    return len(found) >= _FEWEST_LINKS
