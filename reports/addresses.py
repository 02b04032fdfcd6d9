"""Addresses as people read them: hosts and paths in their own script, as browsers show them."""

from __future__ import annotations

import re
import unicodedata

_ENCODED = re.compile(r"(?:%[89a-f][0-9a-f])+", re.I)
_LABEL = re.compile(r"(?<![\w-])xn--[a-z0-9-]+", re.I)
_TOGETHER = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"},
    {"LATIN", "CJK", "HANGUL"},
)
"""Scripts that one name may mix; another name in two scripts stays encoded, for it may pose as a third."""


def readable(address: str) -> str:
    """An address with what is encoded in it (`xn--`, `%C3%BC`) written out, where that is plain letters.

    For the eye only: links, keys and exports keep the address as it is.
    """
    if "xn--" in address.lower():
        host, slash, path = address.partition("/")
        address = _LABEL.sub(_label, host) + slash + path
    return _ENCODED.sub(_letters, address) if "%" in address else address


def _label(match: re.Match[str]) -> str:
    try:
        text = match[0][4:].lower().encode("ascii").decode("punycode")
    except UnicodeError:
        return match[0]
    return text if _is_plain(text) and _is_of_one_script(text) else match[0]


def _letters(match: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(match[0].replace("%", "")).decode("utf-8")
    except UnicodeError:
        return match[0]
    return text if _is_plain(text) else match[0]


def _is_plain(text: str) -> bool:
    """Letters, their marks, digits and signs that show: no spaces, nothing that turns the writing."""
    return all(unicodedata.category(sign)[0] in "LMNPS" for sign in text)


def _is_of_one_script(text: str) -> bool:
    names = {unicodedata.name(s, "").split(" ")[0] for s in text if unicodedata.category(s)[0] == "L"}
    return len(names) < 2 or any(names <= together for together in _TOGETHER)
