"""Letters that a page writes as references (`r&eacute;troliens`, `&#12488;`), as old blogs wrote them."""

from __future__ import annotations

import re
from html.entities import name2codepoint

# Numbers of letters from "À" on, without the signs and dashes between 8,000 and 9,999, which every page has.
_LETTER = re.compile(
    r"&(?:#0*(?P<number>19[2-9]|[2-9]\d\d|[1-7]\d{3}|[1-9]\d{4})|#[xX]0*(?P<hex>[0-9a-fA-F]{2,5})|"
    r"(?P<name>[A-Za-z](?:acute|grave|circ|uml|cedil|tilde|slash|ring|caron)|(?:AE|ae|OE|oe|sz)lig));",
    re.A,
)
_LAST_SIGN = 0xBF
_WIDE = frozenset((*range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)))


def with_letters(text: str) -> str:
    """The source with these letters themselves, so that words are found however they are written.

    Markup stays as it is: no letter has a meaning there.
    """
    place = text.find("&")
    while place >= 0:
        if _LETTER.match(text, place) is not None:
            return _LETTER.sub(_letter, text)
        place = text.find("&", place + 1)
    return text


def _letter(match: re.Match[str]) -> str:
    number, hexadecimal, name = match.group("number", "hex", "name")
    code = int(number) if number else int(hexadecimal, 16) if hexadecimal else name2codepoint.get(name, 0)
    if code <= _LAST_SIGN or 0xD800 <= code < 0xE000:
        return match[0]
    letter = chr(code)
    # East Asian signs are as wide as letters, and stand between them: "引用通告：".
    return letter if letter.isalpha() or code in _WIDE else match[0]
