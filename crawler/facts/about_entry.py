"""The date of a post in the box that is about it, "About this entry … Published: June 14, 2010": some themes
(K2, Blass and kin) have it in the side bar, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.page_language import language_of
from crawler.markup.document import Document, fold
from crawler.markup.kin import HEADINGS
from crawler.words.dates import read_date

_HEADED = frozenset((
    "about this entry", "about this post", "about this article", "über diesen artikel", "über diesen beitrag",
    "über diesen eintrag", "zu diesem artikel", "zu diesem beitrag", "à propos de cet article",
    "à propos de ce billet", "sobre esta entrada", "over dit bericht", "sobre este post",
))  # fmt: skip
_TAGS = ("h2", "h3", "h4", "h5")
_MOST = 4
_LONGEST = 400


def date_about_entry(document: Document, title: str) -> str:
    """The first date below such a heading that is not in the title; "" where there is none."""
    for number in document.tags(*_TAGS):
        heading = document.elements[number]
        if fold(heading.text()[:80]).lower().strip(" :.") in _HEADED:
            text = fold(
                " ".join(node.text(separator=" ")[:_LONGEST] for node in islice(_below(heading), _MOST))
            )
            if found := read_date(text.replace(title, "") if title else text, language_of(document)):
                return found
    return ""


def _below(heading: LexborNode) -> Iterator[LexborNode]:
    each = heading.next
    while each is not None and each.tag not in HEADINGS:
        if each.is_element_node:
            yield each
        each = each.next
