"""Percent escapes, folded to one spelling."""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
# Not behind a lone "%", with which the character would make another escape: "%%30a".
_WHOLE = re.compile(rf"(?<!%)(?<!%[0-9A-Fa-f]){_ESCAPE.pattern}")
# Escapes in lower case, and those of characters that need none.
_UNFOLDED = re.compile(
    r"%(?:[0-9A-Fa-f]?[a-f]|[a-f]|2[1789ACDE]|3[0-9A]|4[0-9A-F]|5[0-9A-F]|6[0-9A-F]|7[0-9A-E])"
)
_HIGH = re.compile(r"%[89A-F]")
_HIGH_RUN = re.compile(
    r"(?:%[0-9A-F]{2}|[A-Za-z0-9@_\[\]\\^`{|}~.-])*%[89A-F][0-9A-F](?:%[0-9A-F]{2}|"
    r"[A-Za-z0-9@_\[\]\\^`{|}~.-])*"
)
# Unreserved characters (RFC 3986), those of the reserved ones that mean nothing in paths and queries, and
# those that browsers send as they are written, and Scrapy escaped.
_UNRESERVED = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!'()*,:@[]|{}^`\\"
)
_READS = re.compile("[\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff5e\u3000-\u3002\x20-\x7e]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def unescape(text: str) -> str:
    """Percent escapes of unreserved characters undone, the others in upper case and, where they are Japanese
    text in another encoding, as UTF-8."""
    if _UNFOLDED.search(text):
        text = _WHOLE.sub(_unescaped, text)
    if _HIGH.search(text) and _decoded(unquote_to_bytes(text), "utf-8") is None:
        text = _HIGH_RUN.sub(_as_utf8, text)
    return text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code in _UNRESERVED else match[0].upper()


def _as_utf8(match: re.Match[str]) -> str:
    raw = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), match[0]).encode("latin-1", "replace")
    text = _decoded(raw, "utf-8")
    if text is not None:
        return match[0]
    readings = {t for t in (_japanese(raw, "euc_jp"), _japanese(raw, "cp932")) if t}
    if len(readings) != 1:
        return match[0]
    return quote_from_bytes(readings.pop().encode(), safe="-._~@[]|^`{}\\")


def _japanese(raw: bytes, encoding: str) -> str | None:
    """The text where the bytes read as Japanese in this encoding: with kana, or kanji throughout."""
    text = _decoded(raw, encoding)
    if text is None or not _READS.fullmatch(text):
        return None
    return text if len(raw) > 3 or _KANA.search(text) else None


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
