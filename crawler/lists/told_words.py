"""Words in the lines of a record that are no field themselves, and the names that stand between them."""

from __future__ import annotations

import re

from crawler.lists.joints import SITE_WORDS
from crawler.words.dated import named
from crawler.words.read_more import MORE_WORDS

FILLER = re.compile(
    r"\W*(?:#?\d{1,4}|(?:(?:track ?backs?|ping ?backs?|trackbacked|tracked|tracked back|引用|said|says|wrote|"
    rf"schrieb|sagte|meinte|écrit|dit|escribió|dijo|scrive|schreef|zei|skrev|{MORE_WORDS})\W*){{1,3}})?\W*",
    re.I,
)
MARK = re.compile(r"[\[(](?P<kind>track|ping)back[\])]\s*", re.I)
URL = re.compile(r"(?:(?:track|ping)back\s*:\s*)?(?:https?://|www\.)\S+\Z", re.I)
SITE_LINE = re.compile(rf"\W{{0,3}}(?:{SITE_WORDS})\s*[:：]?\s+(?P<site>\S.{{0,90}})", re.I)
YEARLESS = re.compile(r"(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,9})[.,]? \d{1,2}:\d\d")
NO_YEAR = re.compile(r"(?<!\d)\d{1,2}:\d\d")
UNREAD_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}(?:\D+\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?)?", re.I)
SAYS_WHEN = re.compile(r"\W*(?:(?:track|ping)back\W+)?(?:posted|received|sent|tracked)?(?:\W+on)?\W*", re.I)

_ROLE = re.compile(r"\s*\[(?:visitor|member|guest|besucher|visiteur|visitante)\]\s*\Z", re.I)
# arXiv: "[SITE@ host/path…]".
_HOST_BEHIND = re.compile(r"\s*@ (?:[\w-]+\.)+[a-z]{2,}\S*\Z", re.I)
_SAID_FROM = re.compile(r"(?:track|ping) ?back (?:from|by|von|de|da|van|från|fra|od)\s+", re.I)
_ADDRESS_BEHIND = re.compile(r"\s*\(\s*https?://[^\s()]*\s*\)\Z", re.I)
_LINKED_WITH = re.compile(
    r"(?P<site>.{1,60}?)\s+(?:linked (?:with|from|(?:to|here|back) (?:with|in|from))|(?:has )?linked to "
    r"th(?:is|e) (?:post|entry|article)?\s*(?:with|in|from)?|wrote an? (?:entry|post)(?: called)?)\s*[:：]?",
    re.I,
)

# Right behind the link only: elsewhere these words join any others.
OF_SITE = re.compile(
    r"(?:(?:de|di|du|des|dal|van|av|af|od|från|fra|από|от)\s+|,\s*|"
    r"(?:auf|op|på|hos|bei|z|ze|su|a|em|no|na)\s+(?-i:(?=[\"«„“A-ZÀ-ÞŠŽĆČ])))(?P<site>\S.{0,59})",
    re.I,
)


def bare_site(text: str) -> str:
    """A blog's name without what stands around it: "Trackback from", a role, the address."""
    text = _HOST_BEHIND.sub("", _ROLE.sub("", text))
    return _ADDRESS_BEHIND.sub("", _SAID_FROM.sub("", text))


def site_before(text: str) -> str:
    """The blog's name that stands before the title; "" where the text is none."""
    match = _LINKED_WITH.fullmatch(text)
    return named(match["site"]) if match is not None else ""


def letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def ends_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "…", "。", "！", "？"))
