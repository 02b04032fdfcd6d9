"""Table rows of the page as HTML: what links where, and which rows belong together.

Every text goes through markupsafe's escaping. A row carries numbers of its post, blog and site, by which the
page's own script gathers evidence: `data-p`, `data-b`, `data-s` (site of the source), `data-f` (blog of the
source), `data-o` (post that the source is), `data-t` (topics of the post), `data-y` (month), `data-k` (kind
of a month's row), `data-r` (run that saw it first, or found it gone), and `data-m`, the marks of
`reports.evidence`. A large page has half a million cells: they are put together as plain texts, each part
escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from markupsafe import Markup, escape

from analysis.columns import UNDATED
from reports.evidence import COUNTED, linkback_marks, post_marks, reference_marks
from reports.formats import DATES, REMEMBERED, Shown, amount, bare, language_tag, missing, one_line, web_link
from reports.network import EdgeRow
from reports.tables import Heading, Row, View, value

LABEL, TITLE = 80, 160
"""Signs of a name, and of the title of a row's own post or blog, that are shown; the files have all."""
EXCERPT = 150
_ROW_HEAD = "<th scope=row"
"""The first cell of a row names it: who has the page read aloud hears it with each number."""
_NARROW, _SEAMS = 18, re.compile(r"(?<=\w)(?=[.:/?&=_])")
_BARS = frozenset({"grade", "harmonic_percentile", "pagerank_percentile"})


@dataclass(frozen=True, slots=True)
class Numbers:
    """Row numbers by address of posts, blogs and sites, and by name of topics (none that two topics share);
    `post_topics` by address of post; `evident` posts have linkbacks in the page."""

    posts: dict[str, int]
    blogs: dict[str, int]
    sites: dict[str, int]
    topics: dict[str, int]
    post_topics: dict[str, str]
    evident: frozenset[int]


@lru_cache(maxsize=REMEMBERED)
def link(url: Any, text: str, *, language: str | None = None, seams: bool = False) -> Markup:
    """A link where a browser may follow it, else the text alone; direction by the text's own script. With
    `seams` a long text is an address, which breaks at its dots and slashes."""
    marks = f' lang="{escape(language)}"' if language else ""
    if not text.isascii():
        marks += " dir=auto"
    target = None if missing(url) else web_link(str(url))
    said = _breaking(text) if seams else escape(text)
    if target is None:
        return Markup(f"<span{marks}>{said}</span>")
    return Markup(f'<a href="{escape(target)}"{marks}>{said}</a>')


@dataclass(frozen=True, slots=True)
class _At:
    """A row, its place in its table, and where the linkbacks of a post begin in a page without script.

    `known` is False where no other row can be led to it: it shares its name with another."""

    record: dict[str, Any]
    place: int
    anchor: str
    known: bool


def table_rows(view: View, numbers: Numbers) -> Iterator[Markup]:
    """The rows of a view that stand in the page, then those that it keeps packed."""
    ordered = [_needs_order(view, place) for place in range(len(view.headings))]
    first_of_post: set[str] = set()
    for place, row in enumerate(chain(view.rows, view.rest)):
        attributes = _row_attributes(view.name, row, numbers, first_of_post)
        anchor = f"p{place}" if place in numbers.evident else "linkbacks"
        known = view.name != "topics" or str(row.record["topic"]) in numbers.topics
        at = _At(row.record, place, anchor, known)
        cells = (
            _cell(view.name, heading, cell, at, exact)
            for heading, cell, exact in zip(view.headings, row.cells, ordered, strict=True)
        )
        # Without its end the last cell would hold the line break, and would not be `:empty`.
        yield Markup(f"<tr{attributes}>{_ROW_HEAD}{''.join(cells).removeprefix('<td')}</tr>")


def edge_rows(rows: Iterable[EdgeRow], numbers: Numbers) -> Iterable[Markup]:
    """The body rows of the list of references between blogs; what cites and is no crawled blog is a site."""
    for place, row in enumerate(rows):
        source, target, weight, first, last, evidence = row.cells
        citing = ("f", row.source) if row.source is not None else ("s", numbers.sites.get(source.text))
        yield Markup(
            "<tr{}{}><th scope=row>{}<td>{}<td class=n>{}<td class=d>{}<td class=d>{}<td>{}</tr>"
        ).format(
            _data(*citing),
            _data("b", row.target),
            link(source.href, row.names[0]),
            link(target.href, row.names[1]),
            _evidence("edges", place, "weight", weight.text) if row.target is not None else weight.text,
            first.text,
            last.text,
            link(evidence.href, "page") if evidence.href else "",
        )


def _needs_order(view: View, place: int) -> bool:
    """Whether a column sorts by more digits than it shows: DataTables wants that on all cells or none."""
    cells = (row.cells[place] for row in view.rows)
    return view.headings[place].numeric and any(
        cell.order and "." in cell.text + cell.order for cell in cells
    )


def _row_attributes(name: str, row: Row, numbers: Numbers, first_of_post: set[str]) -> str:
    record = row.record
    if name == "posts":
        ends = _data("p", numbers.posts.get(record["url"])) + _data("b", numbers.blogs.get(record["blog"]))
        ends += _data("r", None if missing(record["closed_run"]) else record["closed_run"])
        return ends + _topics_of(str(record["url"]), numbers) + _words("m", post_marks(record))
    if name == "blogs":
        return _data("b", numbers.blogs.get(record["url"]))
    if name == "sites":
        return _data("s", numbers.sites.get(record["site"]))
    if name == "topics":
        return _data("t", numbers.topics.get(record["topic"]))
    if name == "prospects":
        topic = _data("t", numbers.topics.get(record["topic"])) + (
            " class=quiet" if _is_quiet(record) else ""
        )
        return _data("b", numbers.blogs.get(record["blog"])) + topic
    if name == "months":
        return _words("y", [record["month"]]) + _words("k", [record["kind"]])
    if name == "runs":
        return _data("r", record["run"])
    if name == "linkbacks":
        return _linkback_attributes(record, numbers, first_of_post)
    if name == "references":
        ends = _data("f", numbers.blogs.get(record["source_blog"]))
        ends += _data("b", numbers.blogs.get(record["target_blog"]))
        return ends + _words("m", reference_marks(record))
    return ""


def _linkback_attributes(record: dict[str, Any], numbers: Numbers, first_of_post: set[str]) -> str:
    target = str(record["target"])
    post = numbers.posts.get(target)
    anchor = ""
    if post is not None and target not in first_of_post:
        first_of_post.add(target)
        anchor = f" id=p{post}"
    return (
        anchor
        + _data("p", post)
        + _data("b", numbers.blogs.get(record["blog"]))
        + _data("s", numbers.sites.get(record["source_site"]))
        + _data("f", numbers.blogs.get(record["source_blog"]))
        + _data("o", numbers.posts.get(record["source_post"]))
        + _topics_of(target, numbers)
        + _words("y", [value(record, "dated")[:7] or UNDATED])
        + _data("r", record["first_run"] if missing(record["gone_run"]) else record["gone_run"])
        + _words("m", linkback_marks(record))
    )


def _topics_of(post: str, numbers: Numbers) -> str:
    found = numbers.post_topics.get(post, "")
    return f' data-t="{escape(found)}"' if found else ""


def _words(name: str, words: list[str]) -> str:
    return f' data-{name}="{escape(" ".join(words))}"' if words else ""


def _data(name: str, number: int | None) -> str:
    return "" if number is None else f" data-{name}={int(number)}"


def _cell(name: str, heading: Heading, cell: Shown, at: _At, exact: bool) -> str:
    attributes = f' data-order="{escape(cell.order or cell.text)}"' if exact else ""
    attributes += _looks(heading, cell)
    return f"<td{attributes}>{_content(name, heading.name, cell, at)}"


def _looks(heading: Heading, cell: Shown) -> str:
    if not cell.text:
        return " class=n" if heading.numeric and heading.glance else ""
    if heading.name in DATES:
        return " class=d"
    if heading.name == "spam_reasons":
        return " class=w"
    if heading.name in _BARS:
        return f' class="n bar" style="--v:{escape(cell.text)}"'
    return " class=n" if heading.numeric else ""


def _content(name: str, column: str, cell: Shown, at: _At) -> Markup:
    special = _SPECIAL.get((name, column))
    if special is not None:
        return special(at.record)
    if column in COUNTED.get(name, ()) and cell.text not in ("", "0") and at.known:
        return _evidence(name, at.place, column, cell.text, at.anchor)
    if cell.href:
        return link(cell.href, one_line(bare(cell.text), LABEL), seams=column == "blog")
    if column == "excerpt":
        return link(None, one_line(cell.text, EXCERPT))
    return _escaped(cell.text, seams="+" if column == "kinds" else "")


@lru_cache(maxsize=REMEMBERED)
def _escaped(text: str, *, seams: str = "") -> Markup:
    """With `seams`, a sign behind which the line may break."""
    return Markup(f"{seams}<wbr>").join(text.split(seams)) if seams else escape(text)


def _evidence(name: str, place: int, column: str, text: str, anchor: str = "linkbacks") -> Markup:
    """A number that opens the rows that it counts; without the script it leads to where such rows stand."""
    where = anchor if name == "posts" else COUNTED[name][column].rows[0]
    return Markup(f'<a href="#{where}" data-show={name[0]}{place}.{column}>{escape(text)}</a>')


def _post(record: dict[str, Any]) -> Markup:
    title = one_line(value(record, "title"), TITLE) or one_line(bare(str(record["url"])), LABEL)
    language = language_tag(record["language"])
    return link(record["url"], title, language=language) + _small(bare(str(record["blog"])))


def _blog(record: dict[str, Any]) -> Markup:
    title = one_line(value(record, "title"), TITLE) or bare(str(record["url"]))
    return link(record["url"], title) + _small(bare(str(record["url"])))


def _prospect(record: dict[str, Any]) -> Markup:
    return _blog({**record, "url": record["blog"]})


def _newest(record: dict[str, Any]) -> Markup:
    quiet = _small("not active") if _is_quiet(record) else Markup("")
    return escape(value(record, "latest")) + quiet


def _is_quiet(record: dict[str, Any]) -> bool:
    return not missing(record["active"]) and not record["active"]


def _share(name: str, whole: str) -> Callable[[dict[str, Any]], Markup]:
    """A share with the number that it is a share of: 100 % of two says less than 80 % of forty."""

    def shown(record: dict[str, Any]) -> Markup:
        if missing(record[name]):
            return Markup("")
        return Markup(f"{record[name]:.0%}<small>of {int(record[whole]):,}</small>")

    return shown


def _source(record: dict[str, Any]) -> Markup:
    named = "author" if missing(record["title"]) else "title"  # a like has none
    if missing(record["source"]):
        return link(None, one_line(value(record, named), LABEL) or "(entry without a link)")
    return _titled(record, "source", named)


def _target(record: dict[str, Any]) -> Markup:
    address = one_line(bare(str(record["target"])), LABEL)
    return link(record["target"], one_line(value(record, "target_title"), LABEL) or address)


def _end(end: str) -> Callable[[dict[str, Any]], Markup]:
    return lambda record: _titled(record, end, f"{end}_title")


def _titled(record: dict[str, Any], page: str, title: str) -> Markup:
    """A page by its title, above its address."""
    address, name = one_line(bare(str(record[page])), LABEL), one_line(value(record, title), LABEL)
    return link(record[page], name or address) + (_small(address) if name else Markup(""))


def _site(record: dict[str, Any]) -> Markup:
    """A link only where a clean linkback came from there: nobody wants to be led to spam."""
    name, site = one_line(value(record, "name"), LABEL), bare(str(record["site"]))
    home = record["url"] if record["clean"] else None
    return link(home, name or site) + (_small(site) if name else Markup(""))


def _listing(record: dict[str, Any]) -> Markup:
    if missing(record["listing"]):
        return Markup("")
    return link(record["listing"], "was seen here" if _holds(record["gone"]) else "seen here")


def _clean(record: dict[str, Any]) -> Markup:
    """Clean or not, and beside it `self`, which has no reason of its own in the table; `gone` says by itself
    that it does not count: it may have been a good one."""
    marks = ["gone"] if _holds(record["gone"]) else ["clean" if _holds(record["clean"]) else "not clean"]
    return Markup(" ").join(_TAGS[mark] for mark in [*marks, *(["self"] if _holds(record["self"]) else [])])


_TAGS = {
    mark: Markup(f'<span class="tag {mark.replace(" ", "-")}">{mark}</span>')
    for mark in ("clean", "not clean", "self", "gone")
}


def _holds(found: Any) -> bool:
    return not missing(found) and bool(found)


def _topic(record: dict[str, Any]) -> Markup:
    return link(None, one_line(str(record["topic"])), language=language_tag(record["language"]))


@lru_cache(maxsize=REMEMBERED)
def _small(text: str) -> Markup:
    """Below a name."""
    return Markup(f"<small>{_breaking(one_line(text, LABEL))}</small>")


def _breaking(text: str) -> Markup:
    """An address; one that is wider than a column of a telephone breaks at its dots and slashes."""
    return Markup("<wbr>").join(_SEAMS.split(text) if len(text) > _NARROW else [text])


def _hot(record: dict[str, Any]) -> Markup:
    """A topic with votes now and nothing from before says so: that is no lack of knowledge."""
    if not missing(record["hot"]):
        return escape(amount(record["hot"]))
    new = record["recent_votes"] and not record["earlier_votes"] + record["earlier_posts"]
    return Markup("<small>no earlier base</small>") if new else Markup("")


_SPECIAL: dict[tuple[str, str], Callable[[dict[str, Any]], Markup]] = {
    ("posts", "title"): _post,
    ("blogs", "title"): _blog,
    ("topics", "topic"): _topic,
    ("topics", "hot"): _hot,
    ("prospects", "title"): _prospect,
    ("prospects", "accepting_share"): _share("accepting_share", "stated_posts"),
    ("prospects", "latest"): _newest,
    ("prospects", "listed_share"): _share("listed_share", "references_found"),
    ("sites", "site"): _site,
    ("references", "source"): _end("source"),
    ("references", "target"): _end("target"),
    ("linkbacks", "source"): _source,
    ("linkbacks", "target_title"): _target,
    ("linkbacks", "listing"): _listing,
    ("linkbacks", "clean"): _clean,
}
