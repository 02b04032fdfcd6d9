"""The RDF blocks by which TrackBack pages describe their posts, nearly always inside HTML comments."""

from __future__ import annotations

import html
import re

from crawler import urls
from crawler.markup.document import Document, once

# Quotes within a title, which some templates leave as they are, end no block.
_DESCRIPTION = re.compile(
    r"<rdf:description\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))+(?=\s*/?>)|.{1,3000}?(?=/>))",
    re.I | re.S,
)
_OF_POST = frozenset({"trackback:ping", "dc:title"})
_PAIR = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def read_rdf(document: Document, url: str) -> list[dict[str, str]]:
    """Attributes, by lower-case name, of the blocks that describe the page at `url`.

    Of blocks about several pages only this page's count; where all blocks are about one page, they count
    whatever they call it. Blocks without `trackback:ping` do not count.
    """
    blocks = [block for block in _descriptions(document) if block.get("trackback:ping", "").strip()]
    if len({(urls.identity(_about(block)), _about(block).partition("#")[2]) for block in blocks}) < 2:
        return blocks
    here = urls.identity(url)
    # An archive's address with a post's place in it is that post's, not the archive's.
    return [block for block in blocks if urls.identity(_about(block)) == here and "#" not in _about(block)]


def count_rdf(document: Document) -> int:
    """How many different posts the page's blocks describe: an archive page has one block for each. A block
    that says who made the site (FOAF) has neither a title nor an address for pings."""
    posts = (block for block in _descriptions(document) if not _OF_POST.isdisjoint(block))
    return len({_about(block) for block in posts})


@once
def _descriptions(document: Document) -> tuple[dict[str, str], ...]:
    """The attributes of every block of the page; none where no block is one of TrackBack."""
    if not document.has("trackback:ping"):
        return ()
    return tuple(_attributes(match[1]) for match in _DESCRIPTION.finditer(document.text))


def _attributes(text: str) -> dict[str, str]:
    # LifeType keeps hyphens from ending the comment: "1.2\\-beta".
    pairs = ((m[1].lower(), html.unescape(m[2] or m[3] or "")) for m in _PAIR.finditer(text))
    return {name: value.replace("\\-", "-") for name, value in pairs}


def _about(block: dict[str, str]) -> str:
    # dc:identifer is how many old templates spell it.
    return block.get("dc:identifier") or block.get("dc:identifer") or block.get("rdf:about") or ""
