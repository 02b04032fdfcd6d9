"""Bytes of a page as text, by the label that fits them best; nothing is lost that could be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from crawler.markup.diacritics import encoding_of_marks
from crawler.markup.references import with_letters
from crawler.markup.scripts import encoding_of

_SAMPLE = 65536
_ESCAPE = b"\x1b"
_ISO_2022_JP = re.compile(_ESCAPE + rb"(?:\$[@B]|\([BJI])")
_HIGH = re.compile(rb"[\x80-\xff]+")
_KANA = re.compile("[\u3041-\u30fe]")
_HAN = re.compile("[\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_RARE = re.compile("[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f\ufffd]")
_FEWEST = 20
# What takes the place of the control characters that ISO's encodings have and no page: quotes, dashes, "ś".
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_WITH_LETTERS = {
    "iso8859-2": "cp1250", "iso8859-6": "cp1256", "iso8859-7": "cp1253", "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
}  # fmt: skip
# Marked letters that are none of any western language.
_STRANGE, _STRANGE_IN_LABELLED = 4, 8

_EAST_ASIAN = ("euc_jp", "cp932", "gb18030", "cp949", "big5hkscs")
# The 1,200 commonest Chinese characters stand in GB2312's and Big5's first level; lead bytes tell them apart.
_COMMON_LEADS = {"gb18030": range(0xB0, 0xD8), "big5hkscs": range(0xA4, 0xC7), "cp949": range(0xB0, 0xC9)}


class Source(NamedTuple):
    """A page's text with letters for their references, the name of the encoding that it was read with, and
    the bytes that were read where they are the text in UTF-8 as it stands, else None."""

    text: str
    encoding: str
    utf8: bytes | None = None


def decode(body: bytes, content_type: str | None = None) -> Source:
    """The page's text, and how it was read.

    Tried in this order: byte order mark, valid UTF-8 (a page that is valid UTF-8 with multi-byte characters
    is UTF-8 whatever its label says), the HTTP header, the page's own declaration, what the bytes look like.
    A label that the bytes contradict is passed over; where none fits, the first label is kept and what it
    cannot read is replaced. Never raises.
    """
    source = _decoded(body, content_type)
    text = with_letters(source.text)
    return source if text == source.text else Source(text, source.encoding)


def _decoded(body: bytes, content_type: str | None) -> Source:
    name, mark = read_bom(body)
    if name and mark:
        return Source(body[len(mark) :].decode(name, "replace"), name)
    labels = list(_labels(body, content_type))
    if (
        _ESCAPE in body
        and _ISO_2022_JP.search(body[:_SAMPLE])
        and (not labels or "2022" in labels[0] or "jp" in labels[0])
    ):
        return Source(body.decode("iso2022_jp_ext", "replace"), "iso-2022-jp")
    for label in ("utf-8", *labels):
        if (text := _strict(body, label)) is None or (label == "utf-8" and labels and not _fits(labels)):
            continue
        if label != "utf-8" and (better := _corrected(body, label)) != label:
            return Source(body.decode(better, "replace"), better)
        return Source(text, label, body if label == "utf-8" else None)
    if body.isascii():
        return Source(body.decode("ascii"), labels[0] if labels else "utf-8", body)
    return Source(*_best(body, labels))


def _labels(body: bytes, content_type: str | None) -> Iterator[str]:
    """Python's names of the encodings that the header and the page name, without repeats."""
    named = (
        http_content_type_encoding(content_type) if content_type else None,
        html_body_declared_encoding(body[:4096]),
    )
    found = [
        resolved for label in dict.fromkeys(filter(None, named)) if (resolved := resolve_encoding(label))
    ]
    # Servers add ISO-8859-1 to what they know nothing of, and any bytes are that.
    if found[:1] == ["cp1252"] and found[-1] in _EAST_ASIAN:
        found.reverse()
    yield from (label for label in found if not label.startswith("utf-16"))


def _fits(labels: list[str]) -> bool:
    """Whether valid UTF-8 may win over these labels: always, unless the bytes could be ISO-2022 or UTF-7."""
    return not labels[0].startswith(("iso2022", "hz"))


def _corrected(body: bytes, label: str) -> str:
    """The encoding of a page whose label reads all of its bytes, but not as letters of any language: what
    templates name by default, or ISO's part of what Windows calls otherwise."""
    if label in _WITH_LETTERS:
        return _WITH_LETTERS[label] if _CONTROLS.search(body) else label
    if label != "cp1252":
        return label
    runs = _HIGH.findall(body[:_SAMPLE])
    if sum(len(run) for run in runs if len(run) > 1) * 2 > max(sum(map(len, runs)), 4 * _FEWEST):
        return _guess(body[:_SAMPLE])
    return encoding_of_marks(b"".join(runs), least=_STRANGE_IN_LABELLED) or label


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _best(body: bytes, labels: list[str]) -> tuple[str, str]:
    """The reading with the fewest losses: mostly UTF-8 with some broken bytes, a label, or a guess."""
    high = sum(map(len, _HIGH.findall(body)))
    utf8 = body.decode("utf-8", "replace")
    broken = utf8.count("\ufffd")
    if broken * 10 <= high or (labels and labels[0] == "utf-8" and broken * 2 <= high):
        return _mixed(body), "utf-8"
    for label in labels:
        if label not in ("utf-8", "cp1252") and (text := _tolerant(body, label, high)) is not None:
            return text, label
    guess = _guess(body[:_SAMPLE])
    if guess == "cp1252" and labels and labels[0] != "utf-8":
        guess = labels[0]
    return body.decode(guess, "replace"), guess


def _mixed(body: bytes) -> str:
    """UTF-8 in which some stretches are not: those are read as what they look like."""
    parts: list[str] = []
    for line in body.splitlines(keepends=True):
        text = _strict(line, "utf-8")
        parts.append(_line(line) if text is None else text)
    return "".join(parts)


def _line(line: bytes) -> str:
    """One line that is no UTF-8: as East Asian text where it reads as such throughout, else broken bytes
    replaced."""
    runs = b"".join(_HIGH.findall(line))
    for encoding in ("euc_jp", "cp932"):
        text = _strict(line, encoding)
        if text is not None and len(runs) >= 8 and len(_KANA.findall(text)) * 8 >= len(runs):
            return text
    return line.decode("utf-8", "replace")


def _tolerant(body: bytes, encoding: str, high: int) -> str | None:
    """The text where the encoding reads all but a few of the high bytes."""
    try:
        text = body.decode(encoding, "replace")
    except LookupError:
        return None
    return text if text.count("\ufffd") * 20 <= high else None


def _guess(sample: bytes) -> str:
    """Name of the encoding that an unlabelled page looks like."""
    scores = {encoding: _east_asian(sample, encoding) for encoding in _EAST_ASIAN}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] > 0.55:
        return best
    runs = _HIGH.findall(sample)
    return _other_alphabet(runs) or encoding_of_marks(b"".join(runs), least=_STRANGE) or "cp1252"


def _east_asian(sample: bytes, encoding: str) -> float:
    """Share of the high characters that are common letters; 0.0 where much does not decode."""
    text = sample.decode(encoding, "replace")
    letters = [c for c in text if c > "\x7f"]
    if len(letters) < 4 or text.count("\ufffd") > 1 + len(letters) // 50:
        return 0.0
    high = "".join(letters)
    rare = len(_RARE.findall(high)) / len(letters)
    if encoding in ("euc_jp", "cp932"):
        kana = len(_KANA.findall(high))
        return (kana + len(_HAN.findall(high)) * (kana > len(letters) / 8)) / len(letters) - 2 * rare + 0.01
    if encoding == "cp949":
        # Hangul's rows are the first half of GB2312's common ones: Chinese text uses the others as well.
        korean = _common_share(sample, encoding)
        return len(_HANGUL.findall(high)) / len(letters) - 2 * rare + (0.2 if korean > 0.8 else -0.2)
    # Two of five characters of Big5 end with a byte of ASCII's range; none of what EUC-JP shows does.
    even = encoding == "big5hkscs" and not any(len(run) % 2 for run in _HIGH.findall(sample))
    common = _common_share(sample, encoding) - 0.3 * even
    return common * len(_HAN.findall(high)) / len(letters) - 2 * rare + 0.1


def _common_share(sample: bytes, encoding: str) -> float:
    """Share of the double-byte characters whose lead byte is one of the common characters'."""
    leads = [run[i] for run in _HIGH.findall(sample) for i in range(0, len(run) - 1, 2)]
    return sum(lead in _COMMON_LEADS[encoding] for lead in leads) / len(leads) if leads else 0.0


def _other_alphabet(runs: list[bytes]) -> str | None:
    """The encoding of a text whose high bytes stand in runs, as in words of an alphabet that is not Latin."""
    high = b"".join(runs)
    long = sum(len(run) for run in runs if len(run) > 2)
    return encoding_of(high) if len(high) > _FEWEST and long * 2 > len(high) else None
