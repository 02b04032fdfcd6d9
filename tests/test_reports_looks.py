"""What all can read: contrast by WCAG 2.2 AA, light, dark and on paper, words read aloud, breaks of lines."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from made_summary import frame, made, one_post
from selectolax.lexbor import LexborHTMLParser

import reports
from analysis.summary import Summary
from reports.figures import KINDS, draw_figures
from reports.html import render

STYLE = (Path(reports.__file__).parent / "templates" / "page.css").read_text(encoding="utf-8")
TEXT, GRAPHIC = 4.5, 3.0
"""What WCAG asks of texts, and of graphics that carry a meaning."""
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "muted", "accent") for ground in ("paper", "surface", "soft")),
    ("warm", "surface", TEXT),
    ("accent", "accent-soft", TEXT),
    ("ink", "warn", TEXT),
    *((kind, "surface", GRAPHIC) for kind in KINDS),
    *((f"c{number}", "surface", GRAPHIC) for number in range(9)),
]
ROOT = re.compile(r":root \{(.*?)\}", re.S)


def colours(scheme: str) -> dict[str, str]:
    light, dark, paper = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block)) for block in ROOT.findall(STYLE)
    )
    return {**light, **{"light": {}, "dark": dark, "print": paper}[scheme]}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("summary", "hidden"), [(one_post(), True), (made(60), False)])
def test_the_posts_of_the_only_blog_need_not_name_it(summary: Summary, *, hidden: bool) -> None:
    html, names = render(summary, ()), "#t-posts th[scope=row] small"
    assert LexborHTMLParser(html).css(names)
    assert (f"{names} {{ display: none; }}" in html) is hidden


@pytest.mark.parametrize(("front", "ground", "asked"), PAIRS)
@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_colours_stand_out(scheme: str, front: str, ground: str, asked: float) -> None:
    values = colours(scheme)
    low, high = sorted((luminance(values[front]), luminance(values[ground])))
    assert (high + 0.05) / (low + 0.05) >= asked


def test_figures_have_the_colours_of_the_page() -> None:
    assert colours("light").items() >= KINDS.items()


def test_a_dark_screen_does_not_print_light_letters_on_white_paper() -> None:
    assert set(re.findall(r"@media ([^{]*dark\)) \{", STYLE)) == {"screen and (prefers-color-scheme: dark)"}


def test_no_text_has_the_colour_of_lines() -> None:
    assert not re.findall(r"(?<![\w-])color: var\(--(?:line|soft)\)", STYLE)


def test_empty_cells_are_empty_wherever_they_stand() -> None:
    """The style puts a dash into `:empty`, which a line break within the last cell of a row would hinder."""
    tree = LexborHTMLParser(render(made(60), ()))
    cells = [cell for cell in tree.css("table.data td") if not cell.text().strip()]
    assert cells
    assert {cell.inner_html for cell in cells} <= {"", None}


def test_heads_read_aloud_have_words_of_their_own() -> None:
    tree = LexborHTMLParser(render(made(60), ()))
    notes = tree.css("thead th small")
    assert notes
    assert not [note.parent.text() for note in notes if not note.prev.text().endswith(" ")]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("a.example", "a.example"),
        ("sourdough.example", "sourdough.example"),
        ("hearth-bread-weekly.example", "hearth-bread-weekly<wbr>.example"),
        ("inkwell.localhost:8700", "inkwell<wbr>.localhost<wbr>:8700"),
        ("blog.example/~claire/notes", "blog<wbr>.example<wbr>/~claire<wbr>/notes"),
        ("blog.example/long-<b>-word", "blog<wbr>.example<wbr>/long-&lt;b&gt;-word"),
    ],
)
def test_long_hosts_break_at_their_seams(host: str, shown: str) -> None:
    summary = one_post()
    tree = LexborHTMLParser(render(replace(summary, posts=summary.posts.assign(blog=f"https://{host}/")), ()))
    assert tree.css_first("#t-posts tbody small").inner_html == shown


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [("pingback+webmention", "pingback+<wbr>webmention"), ("unknown", "unknown"), ("", "")],
)
def test_several_kinds_break_behind_each(kinds: str, shown: str) -> None:
    rows = [
        {"target": "https://one.example/p", "source": "https://x.example/a+b", "kinds": kinds, "site": "a+b"}
    ]
    tree = LexborHTMLParser(render(replace(one_post(), linkbacks=frame("linkbacks", rows)), ()))
    place = [head.attributes["data-name"] for head in tree.css("#t-linkbacks thead th")].index("kinds")
    assert tree.css("#t-linkbacks tbody tr > *")[place].inner_html == shown
    assert "+<wbr>" not in str(tree.css_first("#t-linkbacks tbody").html).replace(shown, "")


@pytest.mark.parametrize(("sites", "drawn"), [((0, 0), []), ((0, 1), ["posts"])])
def test_posts_that_nobody_noticed_make_no_figure(sites: tuple[int, ...], drawn: list[str]) -> None:
    rows = [
        {
            "url": f"https://a.example/{place}",
            "blog": "https://a.example/",
            "grade": 50.0,
            "referring_sites": n,
        }
        for place, n in enumerate(sites)
    ]
    pictures = draw_figures(replace(one_post(), posts=frame("posts", rows)))
    assert [picture.name for picture in pictures] == drawn
