"""Tells what is no text at all: images, archives, programs."""

from __future__ import annotations

import codecs

LOOKED_AT = 4096
"""Bytes of the beginning that are judged."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
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
