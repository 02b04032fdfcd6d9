"""XML as servers send it: mended where it is broken, harmless where it is meant to harm."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from html.entities import name2codepoint
from io import BytesIO

from lxml import etree

from crawler.markup.encoding import decode

MAX_UNPACKED = 60_000_000
"""Bytes of an unpacked `.gz` sitemap that are read (the protocol allows 50 MB)."""
MOST_PACKED = 3
"""Times that a file may be packed."""
_HARMLESS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True}
_HEAD = 4096
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.I | re.S)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!DOCTYPE\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.I | re.S,
)
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,8});")
# Sections that are literal, and the signs that begin no reference.
_BARE = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&(?!(?:[A-Za-z][\w.:-]*|#\d+|#[xX][0-9A-Fa-f]+);)", re.S)
_XML_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_BROKEN_REFERENCES = frozenset({"ERR_ENTITYREF_SEMICOL_MISSING", "ERR_NAME_REQUIRED"})
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
# ESC stays: ISO-2022-JP is made of it
_CONTROLS = bytes(sorted({*range(32)} - {0x09, 0x0A, 0x0D, 0x1B}))
# Halves of characters beyond the first 65,536, by number or as bytes of their own.
_HALVES = re.compile(rb"(?:&#(?:[xX][dD][89a-fA-F][0-9a-fA-F]{2}|5[5-7]\d{3});)+")
_HALF_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_ENCODING = re.compile(rb"<\?xml[^>]*\sencoding\s*=\s*[\"'](?!utf-?8)", re.I)
_DECLARED = re.compile(r"(\A<\?xml[^>]*\sencoding\s*=\s*[\"'])[^\"'>]*", re.I)

Listed = tuple[str, list[tuple[str, ...]]]


def unpack(body: bytes) -> bytes:
    """The content of a gzip file, at most `MAX_UNPACKED` bytes; a body that is none comes back as it is.

    A cut or broken stream gives what came before the break. Servers pack files once more that are packed.
    """
    for _ in range(MOST_PACKED):
        if not body.startswith(b"\x1f\x8b"):
            break
        body = _unpacked(body)
    return body


def _unpacked(body: bytes) -> bytes:
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        return stream.decompress(body, MAX_UNPACKED)
    except zlib.error:
        return b""


def parse(body: bytes) -> etree._Element | None:
    """The root element of an XML answer; None where it is no XML (HTML pages included).

    The document type with its entities is cut out before parsing, HTML's named references become numbers, so
    that an entity bomb is a handful of unknown names and `&nbsp;` survives. No file and no network is read.
    """
    start = _prepared(body)
    return None if start is None else _tree(start)


def listed(body: bytes, names: Sequence[str], parts: Sequence[str]) -> Listed | None:
    """The name of the root, and of each element of these names the texts of these of its children, "" for one
    that it has not; None where it is no XML.

    It is what `parse` finds, but well-formed XML needs no tree: that of 50,000 entries takes 40 MB.
    """
    start = _prepared(body)
    if start is None:
        return None
    tags = [f"{{*}}{name}" for name in names]
    try:
        return _streamed(start, tags, parts)
    except (etree.XMLSyntaxError, ValueError):
        root = _tree(start)  # mended
    return None if root is None else (local(root), [_texts(node, parts) for node in root.iter(*tags)])


def _streamed(body: bytes, tags: Sequence[str], parts: Sequence[str]) -> Listed:
    events = etree.iterparse(BytesIO(body), events=("end",), tag=tags, **_HARMLESS)
    found = []
    for _, node in events:
        found.append(_texts(node, parts))
        node.clear()
        parent, before = node.getparent(), node.getprevious()
        if parent is not None and before is not None and before.tag == node.tag:
            parent.remove(before)  # empty by now
    return local(events.root), found


def _texts(node: etree._Element, parts: Sequence[str]) -> tuple[str, ...]:
    texts = {local(child): (child.text or "").strip() for child in node}
    return tuple(texts.get(part, "") for part in parts)


def _prepared(body: bytes) -> bytes | None:
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(_WIDE):
        start = _mended(start)
    return None if not start or looks_html(start) else start


def _tree(start: bytes) -> etree._Element | None:
    root, errors = _parsed(start)
    if not start.startswith(_WIDE) and any(error.type_name in _BROKEN_REFERENCES for error in errors):
        # An unescaped "&" in an address or a title: lxml would leave out all up to the next sign.
        root, _ = _parsed(_BARE.sub(lambda match: match[1] or b"&amp;", start))
    return root


def _in_utf8(body: bytes) -> bytes:
    """The answer in UTF-8, read as pages are: lxml ends at the first sign that is none of the label's, as
    those are that Windows has beside Shift_JIS and GB2312."""
    if _ENCODING.match(body) is None and _is_utf8(body):
        return body
    return _DECLARED.sub(r"\1utf-8", decode(body).text, count=1).encode()


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _parsed(body: bytes) -> tuple[etree._Element | None, etree._ListErrorLog]:
    parser = etree.XMLParser(recover=True, **_HARMLESS)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, parser.error_log


def without_doctype(body: bytes) -> bytes:
    """The answer without its document type, and so without entities of its own."""
    return _DOCTYPE.sub(b"", body, count=1) if b"<!" in body[:_HEAD] else body


def without_halves(body: bytes) -> bytes:
    """The answer with characters in place of those that are written as two halves, as Java and JavaScript
    count them, and U+FFFD for a half that stands alone: no text may hold one."""
    if b"&#" in body:
        body = _HALVES.sub(_joined, body)
    if b"\xed" in body and _ENCODING.match(body) is None:
        body = _HALF_BYTES.sub("\ufffd".encode(), body)
    return body


def looks_html(body: bytes) -> bool:
    """Whether an answer is an HTML page: what sites send for addresses that do not exist, with status 200."""
    return _HTML.match(body[:_HEAD]) is not None


def local(element: etree._Element) -> str:
    """The element's name without its namespace, lower case; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _mended(body: bytes) -> bytes:
    if not looks_html(body):
        body = without_doctype(body)
    body = _in_utf8(without_halves(body.translate(None, _CONTROLS)))
    return _NAMED.sub(_numbered, body) if b"&" in body else body


def _numbered(match: re.Match[bytes]) -> bytes:
    name = match[1]
    code = None if name in _XML_OWN else name2codepoint.get(name.decode("ascii"))
    return match[0] if code is None else b"&#%d;" % code


def _joined(match: re.Match[bytes]) -> bytes:
    numbers = (number.strip(b"&#;") for number in match[0].split(b";") if number)
    codes = [int(number[1:], 16) if number[:1] in b"xX" else int(number) for number in numbers]
    # 55,000 to 55,295 are whole characters of Korean.
    text = b"".join(chr(code).encode("utf-16-le", "surrogatepass") for code in codes)
    return b"".join(b"&#%d;" % ord(c) for c in text.decode("utf-16-le", "replace"))
