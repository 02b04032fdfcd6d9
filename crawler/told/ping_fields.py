"""What one ping says behind its title's link: the blog's name, the date and the excerpt, in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import leads_away
from crawler.markup.document import attribute
from crawler.markup.pings import Piece
from crawler.told.ping_lines import labelled, words_before
from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date
from crawler.words.expressions import expression
from crawler.words.ping_words import BARE_FROM, FROM, LABEL, TRACKED, TRACKED_ANYHOW, introduces
from crawler.words.read_more import MORE_WORDS

MORE = expression(rf"\W*(?:{MORE_WORDS}|permalink)\W*", re.I)
_OWN_PLACE = expression(r"[^#]*#(?:ping-?|trackback-?|tb-?|p)\d+\Z", re.I)
_MARKS_ONLY = expression(r"[\s().,…:|]*")
GUILLEMET = expression(r"(?:»|&raquo;|≫|>>|→)\s*\Z")
# What stands before a blog's name in brackets.
_OPENING = ("[", "［", "【")
_DIGIT = expression(r"\d")
LONGEST_ENTRY = 60
_LONGEST_WORD = 5
_LONGEST_NAMED = 120


@dataclass(slots=True)
class Ping:
    """What has been read of one entry: `proofs` counts the signs that it is one, `named` is "from", `last` is
    the element whose end is the entry's, -1 where none is known, `sited` the date beside the blog's name."""

    anchor: LexborNode
    node: LexborNode
    title: str
    site: str = ""
    excerpt: str = ""
    date: str = ""
    proofs: int = 0
    named: bool = False
    last: int = -1
    sited: str = ""


def fill(ping: Ping, line: list[Piece], at: int) -> int:
    """Read what follows the link up to the next entry; the place behind the entry."""
    field = "from"
    i = at + 1
    while i < min(len(line), at + LONGEST_ENTRY):
        piece = line[i]
        if piece.text == "\f" or 0 <= ping.last == piece.closes or _starts_another(ping, line, i):
            break
        field = (_take_text if piece.anchor is None else _take_link)(ping, piece, field)
        i += 1
        if field == "end" and (ping.excerpt.strip() or not _leads_to_excerpt(line[i : i + _LONGEST_WORD])):
            break
    return i


def _leads_to_excerpt(pieces: list[Piece]) -> bool:
    """Whether the next words are the label of the excerpt: below the date, where forms say it last."""
    said = next((piece for piece in pieces if piece.text.strip()), None)
    label = LABEL.match(said.text) if said is not None and said.anchor is None else None
    return label is not None and label["excerpt"] is not None


def _starts_another(ping: Ping, line: list[Piece], i: int) -> bool:
    piece = line[i]
    if piece.anchor is None:
        return introduces(piece.text)
    if not leads_away(piece.anchor) or _is_more(ping, piece):
        return False
    before = words_before(line, i)
    return bool(GUILLEMET.search(before)) or (ping.proofs > 0 and labelled(line, i, before))


def _is_more(ping: Ping, piece: Piece) -> bool:
    """Whether a link is the entry's own "[Read More]"."""
    return piece.href == attribute(ping.anchor, "href").strip() and MORE.fullmatch(piece.text) is not None


def _take_link(ping: Ping, piece: Piece, field: str) -> str:
    if _is_more(ping, piece):
        ping.proofs += 1
        return "after"
    if field == "date":
        ping.date = ping.date or piece.text
        return "after"
    if _OWN_PLACE.match(piece.href):
        _take_own_place(ping, piece.text)
        return "excerpt"
    if field == "after" and not ping.date and "#" in piece.href and read_date(piece.text):
        ping.date = piece.text
    if field == "site" and not ping.site:
        ping.site = piece.text
        return "excerpt"
    if field == "excerpt" and not ping.site and ping.excerpt.strip() in _OPENING:
        ping.site, ping.excerpt = piece.text, ""  # "TITLE [BLOG]", each a link
    elif field == "excerpt":
        ping.excerpt += piece.text
    return field


def _take_own_place(ping: Ping, words: str) -> None:
    """The words of an entry's own permalink: its date, or, of "TITLE - BLOG (DATE)", the blog's name."""
    begins = not ping.site and not ping.excerpt.strip(" -–—")
    if begins and _DIGIT.search(words) is None and named(words):
        ping.site, ping.excerpt = words, ""
    else:
        ping.date = ping.date or words
    ping.proofs += 1
    if len(ping.excerpt) <= _LONGEST_WORD:
        ping.excerpt = ""  # "on", ",": what stands between the blog's name and the date


def _take_text(ping: Ping, piece: Piece, field: str) -> str:
    text = piece.text
    if text == "\n":
        if (field == "from" and ping.site) or (field == "site" and ping.site):
            return "excerpt"
        if field == "date" and ping.date:
            return "end"
        ping.excerpt += " " if field == "excerpt" else ""
        return field
    if not text.strip() or (not ping.excerpt and _MARKS_ONLY.fullmatch(text)):
        ping.excerpt += " " if field == "excerpt" else ""
        return field
    if (tracked := TRACKED.match(text)) is not None:
        ping.proofs += 1
        ping.date = text[tracked.end() :].strip()
        return "date"
    if (label := LABEL.match(text)) is not None and label.lastgroup and not label["title"]:
        return _take_label(ping, label, text)
    if label is not None and not text[label.end() :].strip():
        return field  # "Title:", before the link of the next entry
    return _take_plain(ping, text, field)


def _take_label(ping: Ping, label: re.Match[str], text: str) -> str:
    name = label.lastgroup or ""
    ping.proofs += 1
    rest = text[label.end() :]
    if name == "excerpt":
        ping.excerpt = rest
    elif name == "site":
        cut = cut_date(rest, None)  # "weblog: SITE, sent on DATE"
        ping.site = (named(cut[0]) if cut else "") or rest.strip()
        ping.date = ping.date or (cut[1] if cut else "")
    else:
        ping.date = rest.strip()
    return name


def _take_plain(ping: Ping, text: str, field: str) -> str:
    if field == "from" and not ping.site and (match := FROM.match(text)) is not None:
        ping.named = match["inner"] is None
        _take_site(ping, (match["site"] or match["ja"] or match["inner"]).strip())
        return "excerpt"
    if field == "from" and BARE_FROM.fullmatch(text):
        ping.named = True
        return "site"
    if field == "site":
        ping.site = ping.site or text.strip()
        return "excerpt"
    if field == "date":
        ping.date = ping.date or text.strip()
    elif field == "after" and any(map(str.isalpha, text)):
        cut = cut_date(text, None)
        if (
            not ping.date
            and cut
            and TRACKED_ANYHOW.fullmatch(cut[0])
            and len(cut[2].strip(" .|")) <= _LONGEST_WORD
        ):
            ping.date = text[len(cut[0]) :]
        # "Notifié le" stands before a link that is the date; nothing else does.
        return "after" if TRACKED_ANYHOW.fullmatch(text) else "past"
    elif field in ("excerpt", "from"):
        ping.excerpt += text
        return "excerpt"
    return field


def _take_site(ping: Ping, text: str) -> None:
    """The blog's name, with the date and the text that some templates print behind it on the same line."""
    ping.site = text
    if _DIGIT.search(text) is None:
        return
    name, date, rest = cut_date(text[:_LONGEST_NAMED], None) or ("", "", "")
    if (bare := named(name)) and bare != name.strip():
        ping.site, ping.sited, ping.excerpt = bare, date, rest.lstrip(" ).,:-–—") + text[_LONGEST_NAMED:]
