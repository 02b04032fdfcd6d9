"""The address inside that of a copy: at archives, in caches, by viewers."""

from __future__ import annotations

import re

_WAYBACK = re.compile(
    r"^(?:(?:https?:)?//(?:www\.|wayback\.)?(?:web\.|wayback\.)?archive\.org)?/+web/(?:\d{1,14}|"
    r"\*)(?:[a-z]{2}_)?(?:\*|if_)?/"
    r"(?=https?(?::|%3A)|//|www\.|[a-z0-9-]+\.[a-z0-9.-]+(?:[/:?]|$))"
    r"|^https?://web\.archive\.org/+web/(?=https?:)",
    re.I,
)
# Copies at archive.today (under all its names), in Google's cache and by Google's AMP viewer.
_COPY = re.compile(
    r"^https?://(?:www\.)?archive\.(?:today|is|ph|li|fo|vn|md)/(?:[\d.-]{4,20}|o/\w+)/(?=https?:)"
    r"|^https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]*:)?(?=https?:|[\w.-]+\.\w+/)"
    r"|^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?(?=[\w-]+\.[\w.-]+)",
    re.I,
)
_CACHED = re.compile(r"[+&].*|%20.*", re.S)
_BROKEN_SCHEME = re.compile(r"^(https?)(?::|%3A)/*(?=[^/])", re.I)


def unwrapped(text: str) -> str:
    """The address inside that of an archive's copy, however often it was wrapped."""
    while (unwrapped := _inner(text)) != text:
        unwrapped = unwrapped.lstrip("/")
        broken = _BROKEN_SCHEME.match(unwrapped)
        text = _BROKEN_SCHEME.sub(r"\1://", unwrapped) if broken else f"http://{unwrapped}"
    return text


def _inner(text: str) -> str:
    """What stands in the address of a copy; the address itself where it is none."""
    if "/web/" in text[:64] and (inner := _WAYBACK.sub("", text, count=1)) != text:
        return inner
    if "google" not in text[:40] and "archive." not in text[:24]:
        return text
    inner = _COPY.sub("", text, count=1)
    # The words that were looked for stand behind the cached address.
    return _CACHED.sub("", inner) if inner != text and "/search?" in text[:60] else inner
