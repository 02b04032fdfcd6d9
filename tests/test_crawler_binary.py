"""What is no text: told from texts in the encodings of pages."""

from __future__ import annotations

import random
import zlib

import pytest

from crawler.binary import is_binary

JAPANESE = "日本語のブログ、トラックバック一覧。" * 20


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"https://a.example/\r\n",
        b"<p>\x0c\x0b\t</p>",
        b"caf\xe9 \x93quoted\x94",
        b"<p>one stray \x00 byte</p>" + b"words " * 40,
        *(JAPANESE.encode(name) for name in ("utf-8", "euc-jp", "shift-jis", "iso-2022-jp", "utf-16")),
    ],
)
def test_text_is_no_binary(content: bytes) -> None:
    assert not is_binary(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0",
        b"PK\3\4\x14\0\0\0\x08\0",
        b"SQLite format 3\0\x10\0\1\1\0\x40\x20\x20",
        random.Random(1).randbytes(4096),
        zlib.compress(random.Random(2).randbytes(999)),
    ],
)
def test_images_archives_and_noise_are(content: bytes) -> None:
    assert is_binary(content)
