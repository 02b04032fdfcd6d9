"""Bytes that may be text: what is none at all (images, archives, programs), and what plain text says."""

from __future__ import annotations

import codecs

LOOKED_AT = 4096
"""Bytes of the beginning that are judged."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS = (codecs.BOM_UTF8, *_WIDE)
# Control characters of texts: tab, line ends, form feed, and the shifts of ISO-2022 encodings.
_NEVER = bytes(sorted(set(range(0x20)) - set(b"\t\n\r\f\x0b\x0e\x0f\x1a\x1b")))


def is_binary(content: bytes) -> bool:
    """Whether bytes are no text in any encoding that pages and lists use; empty ones are text.

    A hundredth of control characters is borne: damaged old pages hold some. A UTF-16 text needs its mark.
    """
    start = content[:LOOKED_AT]
    if start.startswith(_MARKS):
        return False
    return len(start) - len(start.translate(None, _NEVER)) > len(start) / 100


def plain_text(content: bytes, *, errors: str = "replace") -> str:
    """What a file of plain text says: UTF-16 where its mark says so (what some editors save as Unicode) or
    every second byte is zero, else UTF-8, whose damaged letters are treated as `errors` has it."""
    if content.startswith(_WIDE):
        return content.decode("utf-16", "replace")
    start = content[:LOOKED_AT]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")) if b"\0" in start else ():
        if start[first::2].count(0) > len(start) / 4:
            return content.decode(encoding, "replace")
    return content.decode("utf-8-sig", errors)
