"""A plain second reading of a page's evidence: which rows the number in a cell opens, without its script."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

NUMBERED = {"site": "s", "post": "p", "blog": "b"}


@dataclass(frozen=True)
class Number:
    """A number that a page shows as a link, and the rows that it opens; `listed` is the place of that column
    in the table of linkbacks."""

    table: str
    column: str
    place: int
    shown: int
    per: str
    listed: int
    rows: list[LexborNode] = field(repr=False)

    @property
    def opened(self) -> int:
        """How many the opened list counts."""
        if self.per in NUMBERED:
            return len({row.attributes.get(f"data-{NUMBERED[self.per]}") for row in self.rows})
        if self.per == "listed":
            return sum(int([*row.iter()][self.listed].text(strip=True)) for row in self.rows)
        return len(self.rows)


def rows_of(tree: LexborHTMLParser, table: str) -> list[LexborNode]:
    """Rows of a table, those that travel packed after those that stand in it."""
    rows = tree.css(f"#t-{table} tbody tr")
    box = tree.css_first(f"#packed-{table}")
    if box is not None:
        lines = zlib.decompress(base64.b64decode(box.text())).decode()
        rows += LexborHTMLParser(f"<table><tbody>{lines}</table>").css("tr")
    return rows


def numbers_of(tree: LexborHTMLParser) -> Iterator[Number]:
    """Every number of the page that opens rows and counts them."""
    heads = {str(t.attributes["data-table"]): t.css("thead th") for t in tree.css("table.data")}
    listed = [head.attributes["data-name"] for head in heads.get("linkbacks", [])]
    column_of_listed = listed.index("listed") if listed else 0
    every = {table: rows_of(tree, table) for table in ("linkbacks", "posts", "references", "unlooked")}
    for table, found in heads.items():
        for place, row in enumerate(tree.css(f"#t-{table} tbody tr")):
            for head, cell in zip(found, [*row.iter()], strict=True):
                link = cell.css_first("a[data-show]")
                per = head.attributes.get("data-per") or ""
                if link is None or per == "reader":
                    continue
                column = str(head.attributes["data-name"])
                assert link.attributes["data-show"] == f"{table[0]}{place}.{column}"
                wanted = set((head.attributes["data-marks"] or "").split())
                if table == "months":
                    wanted.add(str(row.attributes["data-k"]))
                rows = [
                    one
                    for name in str(head.attributes["data-rows"]).split()
                    for one in every[name]
                    if _belongs(table, row, one)
                    and wanted <= set((one.attributes.get("data-m") or "").split())
                ]
                shown = int(cell.text(strip=True).replace(",", ""))
                yield Number(table, column, place, shown, per, column_of_listed, rows)


def _marks(row: LexborNode) -> set[str]:
    return set((row.attributes.get("data-m") or "").split())


def _belongs(table: str, row: LexborNode, one: LexborNode) -> bool:
    mine, its = row.attributes, one.attributes
    if table == "topics":
        return mine["data-t"] in (its.get("data-t") or "").split()
    if table == "edges":
        citing = "data-f" if "data-f" in mine else "data-s"
        return its.get("data-b") == mine["data-b"] and its.get(citing) == mine[citing]
    key = {"posts": "data-p", "blogs": "data-b", "sites": "data-s", "runs": "data-r", "months": "data-y"}[
        table
    ]
    return its.get(key) == mine[key]
