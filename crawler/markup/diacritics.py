"""Which encoding of the Latin alphabet bytes are in, told by the letters with marks that each language has.

Pages of Central Europe, Turkey and the Baltic often name no encoding, or ISO-8859-1, as which "Łódź" reads
"£ódŸ".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Language:
    """A language's letters with marks, and those of them that tell it from the western languages: three at
    least stand in any text of some lines."""

    letters: frozenset[str]
    telling: frozenset[str]


def _language(letters: str, telling: str) -> _Language:
    return _Language(frozenset(letters), frozenset(telling))


_CENTRAL = (
    _language("ąćęłńóśźż", "ąćęłśźż"),  # Polish
    _language("áčďéěíňóřšťúůýž", "čěřšůž"),  # Czech
    _language("áäčďéíĺľňóôŕšťúýž", "čľšťňž"),  # Slovak
    _language("áéíóöőúüű", "áöőű"),  # Hungarian
    _language("ăâîşţ", "ăâîşţ"),  # Romanian
    _language("ćčđšž", "ćčđšž"),  # Croatian, Slovene
)
_OTHERS = {
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": (_language("çğıöşüâîi", "ğışö"),),
    "cp1257": (
        _language("ąčęėįšųūž", "čęėįšųūž"),  # Lithuanian
        _language("āčēģīķļņšūž", "āčēģīļņšū"),  # Latvian
    ),
}
_WESTERN = tuple(
    frozenset(letters)
    for letters in (
        "àâäæçèéêëîïôöœùûüÿ", "äöüßéèàáê", "áéíñóúüçàèòïº¿¡", "àáâãçéêíóôõúüªº", "àèéìíîòóùú",
        "åäæöøéüàè", "áéëïóöüèêíú", "áðéíóúýþæö", "äõöüšž", "äöåéšž", "áéíóúäëïöüàèìòùâêîôû",
    )
)  # fmt: skip
# Signs of no language.
_SIGNS = frozenset("„“”‚‘’«»‹›–—…•·©®™°§€£†´×\xa0\xad")
_FEWEST = 8
_DISTINCT = 3


def encoding_of_marks(sample: bytes, *, least: int) -> str | None:
    """The encoding in which the marked letters of a text are those of one language, where in the western one
    at least `least` of them, and four times as many as in it, are none of any; None where there is none."""
    counts = Counter(byte for byte in sample if byte > 0x7F)
    if counts.total() < _FEWEST:
        return None
    western = min(_strangers(_read(counts, "cp1252"), letters) for letters in _WESTERN)
    if western < least:
        return None
    found = [(_fault(counts, name, each), name) for name, languages in _OTHERS.items() for each in languages]
    fault, name = min(found)
    return name if fault * 4 <= western else None


def _fault(counts: Counter[int], encoding: str, language: _Language) -> int:
    """How many characters are none of the language's; all where its own letters are too few."""
    read = _read(counts, encoding)
    known = sum(number for letter, number in read.items() if letter in language.letters)
    if known < _FEWEST or len(language.telling & read.keys()) < _DISTINCT:
        return counts.total()
    return _strangers(read, language.letters)


def _read(counts: Counter[int], encoding: str) -> Counter[str]:
    read: Counter[str] = Counter()
    for byte, number in counts.items():
        read[bytes((byte,)).decode(encoding, "replace").lower()[:1]] += number
    return read


def _strangers(read: Counter[str], letters: frozenset[str]) -> int:
    """How many characters are neither these letters nor signs."""
    return sum(number for letter, number in read.items() if letter not in letters and letter not in _SIGNS)
