"""The parts of a page where a heading "Responses" or "Interactions" stands above the form that sends a
webmention, or in a part that is called by two letters (`.wm`, `.wm-list`), and what an item must say there.

The same headings stand above comments and above the ways to answer: a part with a field for a comment's text
is none, and an item must lead to a page and say more than its link, or link nothing but that address.
"""

from __future__ import annotations

import re
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry, in_text
from crawler.markup.document import Document, ancestors, attribute, classes, once, text_of
from crawler.markup.mark_names import MarkNames
from crawler.mentions.parts import is_address
from crawler.records import Linkback
from crawler.words.expressions import expression

_HEADS = expression(
    r"\b(?:(?<!web-)mentions|responses|reactions|replies|interactions|antworten|reaktionen|erwähnungen|"
    r"réponses|réactions|respuestas|reacciones|menciones|risposte|reazioni|menzioni|reacties|antwoorden|"
    r"vermeldingen|svar|reaktioner|odpowiedzi|reakcje|respostas|reações|menções)\b|反応|言及|回应|互[动動]",
    re.I,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_AROUND = frozenset({"div", "section", "aside", "details", "footer"})
_TEXTS = ("b", "strong", "i", "em", "q", "blockquote", "p")
_SHORT = MarkNames(
    re.compile(r"[.#]wm(?:-(?:list|grid|items|entries|cards|wrapper|container|section))?\Z").match
)
_HIGH = 3
_LONGEST = 80
_MOST = 8


@once
def form_spans(document: Document) -> frozenset[tuple[int, int]]:
    """The spans of these parts."""
    fields = (number for number in document.tags("input") if _is_source(document, number))
    holders = [_holder(document, number) for number in islice(fields, _MOST)]
    holders += [node for node in document.marked(*_SHORT.on(document)) if _may_answer(document, node)]
    return frozenset(document.span(node) for node in holders if node is not None)


def _may_answer(document: Document, part: LexborNode) -> bool:
    """Whether a heading of answers opens a part; one that is called a list of them needs none."""
    heads = _heads_answers(document, part)
    return heads if heads is not None else "wm" not in (*classes(part), attribute(part, "id"))


def _is_source(document: Document, number: int) -> bool:
    return document.attributes[number].get("name") == "source"


def _holder(document: Document, number: int) -> LexborNode | None:
    """The nearest part around a field for the address of an answer whose first heading is of answers, where
    its form sends webmentions, and no comments are typed."""
    around = islice(ancestors(document.elements[number]), _HIGH + 2)
    form = next((node for node in around if node.tag == "form"), None)
    if form is None or not _sends(document, form):
        return None
    for each in islice(ancestors(form), _HIGH):
        heads = _heads_answers(document, each)
        if heads is not None:
            return each if heads else None
    return None


def _heads_answers(document: Document, part: LexborNode) -> bool | None:
    """Whether the first heading of a part is of answers, and no comments are typed there; None without."""
    if part.tag not in _AROUND or in_text(part) or document.within(part, "textarea", "h1"):
        return False
    first = next(iter(document.within(part, *_HEADINGS)), None)
    if first is None:
        return None
    return is_of_answers(text_of(document.elements[first]))


def is_of_answers(text: str) -> bool:
    """Whether a heading is of answers, whatever their kind."""
    return len(text) <= _LONGEST and _HEADS.search(text) is not None


def _sends(document: Document, form: LexborNode) -> bool:
    fields = (document.attributes[number].get("name") for number in document.within(form, "input"))
    return "webmention" in attribute(form, "action").lower() or "target" in fields


def is_answer(row: Linkback, entry: Entry) -> bool:
    """Whether an item leads to a page, and says when, what was done or what is written there, or shows but
    its address."""
    _, path, query = urls.split(row.source or "")
    links = [entry.node] if entry.node.tag == "a" else entry.tagged("a")
    shown = any(is_address(text_of(link), attribute(link, "href")) for link in links)
    said = any(entry.text_of(node) for node in entry.tagged(*_TEXTS) if not entry.document.within(node, "a"))
    return bool(path.strip("/") or query) and bool(row.published or row.subtype or said or shown)
