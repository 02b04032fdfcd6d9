"""Every convention on its saved pages: tests/pages/<convention>/<case>/ with page.html and expected.json.

expected.json holds `url`, `linkbacks` (the fields that are not at their default; `convention` is the folder's
name unless stated), and, where the case is about them, `comments_count`, `announced` and `listing_urls`.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from crawler import listings
from crawler.listings import CONVENTIONS, Listing, read_listings
from crawler.markup.document import Document
from crawler.records import Kind, Linkback

PAGES = Path(__file__).parent / "pages"
CASES = sorted(folder.parent.relative_to(PAGES).as_posix() for folder in PAGES.glob("*/*/expected.json"))
MODULES = sorted(
    path.stem for path in Path(listings.__file__).parent.glob("*.py") if not path.stem.startswith("_")
)


def expected(case: str) -> dict[str, Any]:
    return dict(json.loads((PAGES / case / "expected.json").read_text("utf-8")))


def read(case: str) -> Listing:
    url = str(expected(case)["url"])
    return read_listings(Document((PAGES / case / "page.html").read_text("utf-8"), url), url)


def wanted_linkback(row: dict[str, Any], position: int, convention: str) -> Linkback:
    stated: dict[str, Any] = {"convention": convention, "position": position} | row
    return Linkback(**stated | {"kind": Kind(row["kind"])})


def differences(case: str, got: Listing) -> list[str]:
    want = expected(case)
    rows = [
        wanted_linkback(row, i, case.split("/", maxsplit=1)[0]) for i, row in enumerate(want["linkbacks"])
    ]
    found = [
        f"linkbacks[{i}].{name}: expected {getattr(row, name)!r}, got {getattr(other, name)!r}"
        for i, (row, other) in enumerate(zip(rows, got.linkbacks, strict=False))
        for name in (field.name for field in fields(Linkback))
        if getattr(row, name) != getattr(other, name)
    ]
    if len(rows) != len(got.linkbacks):
        found.append(f"linkbacks: expected {len(rows)}, got {len(got.linkbacks)}: {got.linkbacks}")
    for name in ("comments_count", "announced", "listing_urls"):
        value = list(getattr(got, name)) if name == "listing_urls" else getattr(got, name)
        if name in want and value != want[name]:
            found.append(f"{name}: expected {want[name]!r}, got {value!r}")
    return found


@pytest.mark.parametrize("case", CASES)
def test_page(case: str) -> None:
    assert not differences(case, read(case)), "\n".join([case, *differences(case, read(case))])


@pytest.mark.parametrize("name", sorted({*MODULES, *CONVENTIONS, *(case.split("/")[0] for case in CASES)}))
def test_a_convention_is_a_module_a_line_and_two_pages(name: str) -> None:
    assert name in MODULES, f"crawler/listings/{name}.py is missing"
    assert name in CONVENTIONS, f"{name} has no line in the table of crawler/listings/__init__.py"
    convention = CONVENTIONS[name]
    assert (convention.__doc__ or "").strip(), f"{name}: the docstring must name software and versions"
    assert convention.MARKS
    assert all(mark == mark.lower() for mark in convention.MARKS)
    rows = [expected(case)["linkbacks"] for case in CASES if case.startswith(f"{name}/")]
    own = [any(row.get("convention", name) == name for row in case) for case in rows]
    assert any(own), f"tests/pages/{name}/ has no page with a listing"
    assert any(not case for case in rows), f"tests/pages/{name}/ has no page that only looks like one"
