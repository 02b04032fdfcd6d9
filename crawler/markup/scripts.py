"""Which encoding of an alphabet other than the Latin one bytes are in, told by their commonest letters."""

from __future__ import annotations

# The commonest letters of languages that are written so: three of four letters of a text are among them,
# and far fewer of what another encoding makes of its bytes.
_RUSSIAN = frozenset("оеаинтсрвлкмдпуяі")
_GREEK = frozenset("ατοιεσνηυρπκμλςάίέό")
_HEBREW = frozenset("יוהלאמרבתשנםדקפח")
_ARABIC = frozenset("اليمونرتبةعدسفهكحق")
_THAI = frozenset("านรอกเงวยมลทสตดปะคหี่้ัิไใ์ขจชึื")
_LETTERS = {
    "cp1251": _RUSSIAN,
    "koi8_u": _RUSSIAN,
    "iso8859_5": _RUSSIAN,
    "cp1253": _GREEK,
    "cp1255": _HEBREW,
    "cp1256": _ARABIC,
    "cp874": _THAI,
}
_LEAST = 0.6


def encoding_of(high: bytes) -> str | None:
    """The encoding in which most of the high bytes of a text are common letters; None where none is."""
    shares = {encoding: _share(high, encoding) for encoding in _LETTERS}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _LEAST else None


def _share(high: bytes, encoding: str) -> float:
    letters = high.decode(encoding, "replace")
    return sum(letter in _LETTERS[encoding] for letter in letters) / len(letters) if letters else 0.0
