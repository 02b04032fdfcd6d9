"""Strings of JSON as the web writes it, without what is no character and no store takes."""

from __future__ import annotations

import re

# JSON may name half of a pair of surrogates: what cuts a text by its length cuts through an emoji.
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def characters(text: str) -> str:
    """The text with U+FFFD for each lone surrogate and each NUL."""
    return text if text.isascii() and "\x00" not in text else _NO_CHARACTER.sub("\ufffd", text)
