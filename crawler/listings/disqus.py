"""Disqus's plugin for WordPress, 1.0-2.77: the linkbacks that it hands to Disqus's script.

Disqus shows them below its comments, and the blog prints them nowhere else; before 2.7 they stand, untyped,
among the comments that the script replaces as well:

    var DsqLocal = {
        'trackbacks': [
            {
                'author_name':    "Pears &raquo; More",
                'author_url':    "http:\\/\\/pear.example\\/more",
                'date':            "05\\/03\\/2009 08:15 AM",
                'excerpt':            "[...] as the orchard says [...]",
                'type':            "pingback"
            }
        ],

The date's form is the plugin's own, whatever the blog's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from crawler.lists.entry_parts import is_name
from crawler.markup.disqus import NEEDLE, disqus_script, value_of
from crawler.markup.document import Document, fold
from crawler.records import Kind, Linkback

MARKS = (NEEDLE,)

_FIELD = re.compile(
    r"""'(author_name|author_url|date|excerpt|type)'\s*:\s*("(?:[^"\\]|\\.)*+"|'[^']*+')""", re.S
)
_FIRST, _LAST = "author_name", "type"
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?:\s+(\d\d):(\d\d)\s+([AP])M)?", re.I)
_KINDS = {"pingback": Kind.PINGBACK, "trackback": Kind.TRACKBACK, "webmention": Kind.WEBMENTION}
_LINES = re.compile(r"(?:<br\s*/?>\s*)+", re.I)
_NOON = 12
_LONGEST_TITLE = 255


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each entry of the script's list, at its place among the printed comments if there."""
    number, text = disqus_script(document)
    places = _places(document) if text else {}
    for fields in _entries(text):
        if (found := _linkback(document, fields, number, places)) is not None:
            yield found


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The fields of each entry that is whole."""
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(text):
        fields = {} if match[1] == _FIRST else fields
        fields[match[1]] = value_of(match[2])
        if match[1] == _LAST:
            yield fields
            fields = {}


def _places(document: Document) -> dict[str, int]:
    """The printed comments by what they say of their author: his address and name, or his name alone."""
    cites = ((number, document.elements[number]) for number in document.numbers("#dsq-cite-"))
    return {"".join(cite.text().split()): number for number, cite in cites}


def _linkback(
    document: Document, fields: dict[str, str], script: int, places: dict[str, int]
) -> Linkback | None:
    kind = _KINDS.get(fields[_LAST].lower())
    name, address = _text(fields.get(_FIRST, "")), fields.get("author_url", "").strip()
    if kind is None or not (name or address):
        return None
    lead, excerpt = _told(fields.get("excerpt", ""), kind)
    keys = ("".join((address + name).split()), "".join(name.split()))
    return Linkback(
        kind=kind,
        source=document.absolute(address) if "://" in address else None,
        title=lead or name or None,
        site=name if kind is Kind.TRACKBACK and (lead or is_name(name)) else None,
        excerpt=excerpt or None,
        published=_date(fields.get("date", "")),
        position=next((places[key] for key in keys if key in places), script),
    )


def _told(excerpt: str, kind: Kind) -> tuple[str, str]:
    """A trackback's title, which WordPress keeps as the first line of its text, and the text behind it."""
    first, *others = _LINES.split(excerpt, maxsplit=1)
    if kind is not Kind.TRACKBACK or not others or len(first) > _LONGEST_TITLE:
        return "", _text(_LINES.sub(" ", excerpt))
    return _text(first), _text(_LINES.sub(" ", others[0]))


def _text(html: str) -> str:
    return fold(unescape(html))


def _date(text: str) -> str | None:
    """What "05/03/2009 08:15 PM" says, the month first."""
    match = _DATE.match(text)
    if match is None:
        return None
    month, day, year, hour, minute, half = match.groups()
    date = f"{year}-{month}-{day}"
    if hour is None:
        return date
    return f"{date}T{int(hour) % _NOON + _NOON * (half in 'pP'):02}:{minute}"
