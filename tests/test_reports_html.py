"""The page: offline, safe, readable without its script, and every number led back to its evidence."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from made_summary import HOSTILE_TITLE, empty_summary, frame, hostile, made, one_post
from selectolax.lexbor import LexborHTMLParser, LexborNode

from analysis.columns import TABLES
from analysis.summary import Summary
from reports.figures import Picture, draw_figures
from reports.html import render
from reports.tables import CAPS, GLANCE, LINKBACKS_OF_ONE_POST, ranked

MADE = made(120)
STATED_NOWHERE = {"found"}
"""Columns of the first glance in which the made summary states nothing."""
SUMMARIES = {"made": MADE, "one": one_post(), "empty": empty_summary(), "hostile": hostile()}


def page(summary: Summary, pictures: tuple[Picture, ...] = ()) -> LexborHTMLParser:
    return LexborHTMLParser(render(summary, pictures))


@pytest.fixture(scope="module")
def pages() -> dict[str, LexborHTMLParser]:
    return {name: page(summary, draw_figures(summary)) for name, summary in SUMMARIES.items()}


def text(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def column(tree: LexborHTMLParser, table: str, name: str) -> list[LexborNode]:
    names = [head.attributes["data-name"] for head in tree.css(f"#t-{table} thead th")]
    return [[*row.iter()][names.index(name)] for row in tree.css(f"#t-{table} tbody tr")]


# --- Offline and safe -----


@pytest.mark.parametrize("name", SUMMARIES)
def test_nothing_is_asked_of_a_server(pages: dict[str, LexborHTMLParser], name: str) -> None:
    tree = pages[name]
    for node in tree.css("[src], [srcset], [poster], [data], [action], [background]"):
        pytest.fail(f"{node.tag} loads something: {node.attributes}")
    assert [node.attributes["href"] for node in tree.css("link, base")] == ["data:,"]
    assert not tree.css("iframe, object, embed, img, video, audio, image, feImage")
    for style in tree.css("style"):
        assert "@import" not in style.text()
        assert "url(" not in style.text()
    for target in re.findall(r'<(?!a )[a-z]+[^>]*\shref="([^"]*)"', tree.css_first("main").html or ""):
        assert target.startswith("#")


@pytest.mark.parametrize("name", SUMMARIES)
def test_only_our_scripts_may_run(pages: dict[str, LexborHTMLParser], name: str) -> None:
    tree = pages[name]
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
    assert "default-src 'none'" in policy
    running = [node for node in tree.css("script") if node.attributes.get("type") != "text/plain"]
    assert len(running) == 2
    for script in running:
        digest = base64.b64encode(hashlib.sha256(script.text().encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    script_policy = next(part for part in policy.split(";") if "script-src" in part)
    assert "unsafe" not in script_policy


@pytest.mark.parametrize("name", SUMMARIES)
def test_links_go_to_the_web_or_beside_the_page(pages: dict[str, LexborHTMLParser], name: str) -> None:
    for anchor in pages[name].css("a"):
        href = anchor.attributes["href"] or ""
        assert re.match(r"https?://|#|(?:tables|graphs|figures)/|trackgraph\.xlsx$|summary\.json$", href), (
            href
        )
    for node in pages[name].css("*"):
        assert not [attribute for attribute in node.attributes if attribute.startswith("on")]


def test_hostile_texts_are_shown_and_do_nothing(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["hostile"]
    assert text(tree.css_first("h1")) == HOSTILE_TITLE
    assert text(tree.css_first("#t-posts tbody th span")) == HOSTILE_TITLE
    assert tree.css_first("#t-posts tbody a[href^=javascript]") is None
    assert "JavaScript:alert(2)" in text(column(tree, "linkbacks", "source")[0])
    assert tree.css_first("#t-posts [lang]") is None


def test_the_bundle_ends_no_element() -> None:
    html = render(empty_summary(), ())
    assert html.count("</script>") == 3
    inside = html.split('id="datatables">')[1].split("</script>")[0]
    assert "<!--" not in inside
    assert len(inside) > 300_000


# --- Words and numbers -----


def test_coverage_stands_under_the_headline_numbers_and_once(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["made"]
    assert "posts fetched 98 of 120" in text(tree.css_first("header .coverage"))
    assert sum("posts fetched" in text(line) for line in tree.css(".coverage")) == 1
    assert tree.css_first("#answers .coverage") is None


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("topics", "linkbacks without a date 9 of 500. They count in no window."),
        ("months", "linkbacks without a date 9 of 500."),
        ("linkbacks", "sources not looked at 300 of 512."),
    ],
)
def test_what_concerns_one_ranking_alone_stands_there(
    pages: dict[str, LexborHTMLParser], section: str, says: str
) -> None:
    assert says in text(pages["made"].css_first(f"#{section} .coverage"))


@pytest.mark.parametrize("section", ["posts", "blogs", "citing", "network"])
def test_what_counts_nothing_is_not_said(pages: dict[str, LexborHTMLParser], section: str) -> None:
    assert pages["made"].css_first(f"#{section} .coverage") is None
    assert "sources fetched to check" not in text(pages["made"].css_first("header .coverage"))


def test_an_incomplete_crawl_is_called_one() -> None:
    summary = one_post()
    finished = summary.blogs.assign(state="finished")
    for complete in (True, False):
        head = text(page(replace(summary, blogs=finished, complete=complete)).css_first("header"))
        assert ("The crawl is not complete. Numbers are of what was read" in head) is not complete


@pytest.mark.parametrize(
    "table", ["posts", "blogs", "topics", "linkbacks", "sites", "months", "coverage", "runs"]
)
def test_heads_carry_the_definitions(pages: dict[str, LexborHTMLParser], table: str) -> None:
    tree, definitions = pages["made"], {c.name: c for c in TABLES[table]}
    heads = tree.css(f"#t-{table} thead th")
    for head in heads:
        definition = definitions[str(head.attributes["data-name"])]
        assert head.attributes["title"] == definition.definition
        assert head.attributes["scope"] == "col"
        assert head.text(deep=False).strip() == definition.title
        note = head.css_first("small")
        assert text(head) == definition.title + (f" {text(note)}" if note else "")
    first = [head.attributes["data-name"] for head in heads if "data-more" not in head.attributes]
    assert first == [name for name in GLANCE.get(table, definitions) if name not in STATED_NOWHERE]
    glossary = text(tree.css_first(f"#t-{table}").parent.parent)  # type: ignore[union-attr]
    assert all(c.definition in glossary for c in TABLES[table])


def test_posts_stand_in_the_default_ranking_with_raw_beside_clean(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["made"]
    order = ["referring_sites", "clean", "linkbacks", "url"]
    expected = MADE.posts.sort_values(order, ascending=[False, False, False, True])
    assert [int(text(cell)) for cell in column(tree, "posts", "referring_sites")] == expected[
        "referring_sites"
    ].tolist()
    names = [head.attributes["data-name"] for head in tree.css("#t-posts thead th")]
    assert names.index("clean") == names.index("linkbacks") + 1


def test_titles_keep_language_and_direction(pages: dict[str, LexborHTMLParser]) -> None:
    arabic = [node for node in pages["made"].css('#t-posts a[lang="ar"]') if "تدوينة" in node.text()]
    assert arabic
    assert all(node.attributes["dir"] == "auto" for node in arabic)
    assert pages["made"].css_first("html").attributes["lang"] == "en"


# --- Evidence (which rows a number opens: see test_reports_evidence.py) -----


def test_citing_sites_are_named_and_linked_unless_they_are_spam() -> None:
    rows = [
        {"site": "a.example", "name": "Anna writes", "url": "https://a.example/", "clean": 2, "linkbacks": 2},
        {"site": "pills.example", "name": "Pills", "url": "https://pills.example/", "linkbacks": 9},
        {"site": "nameless.example", "url": "https://www.nameless.example/", "clean": 1, "linkbacks": 1},
    ]
    tree = page(replace(one_post(), sites=frame("sites", rows)))
    cells = [row.css_first("th") for row in tree.css("#t-sites tbody tr")]
    links = [cell.css_first("a") for cell in cells]
    assert [text(cell) for cell in cells] == [
        "Anna writesa.example",
        "nameless.example",
        "Pillspills.example",
    ]
    assert [link and link.attributes["href"] for link in links] == [
        "https://a.example/", "https://www.nameless.example/", None
    ]  # fmt: skip
    assert tree.css_first('#answers a[href="https://a.example/"]') is not None


@pytest.mark.parametrize(("letters", "shown"), [(160, 160), (161, 160), (4000, 160)])
def test_a_title_without_end_does_not_fill_the_page(letters: int, shown: int) -> None:
    title = "n" * letters
    url = "https://one.example/"
    posts, blogs = [{"url": f"{url}1", "blog": url, "title": title}], [{"url": url, "title": title}]
    tree = page(replace(one_post(), title=title, posts=frame("posts", posts), blogs=frame("blogs", blogs)))
    named = (tree.css_first("#t-posts tbody a"), tree.css_first("#t-blogs tbody a"), tree.css_first("h1"))
    assert [len(text(one)) for one in named] == [shown] * 3
    assert all(text(one).endswith("…") == (letters > shown) for one in named)


def test_gains_and_losses_by_listings_have_signs(pages: dict[str, LexborHTMLParser]) -> None:
    rows = [
        {"url": f"https://one.example/{n}", "reach_by_listings": v} for n, v in enumerate((2.5, -3.25, 0.0))
    ]
    tree = page(replace(one_post(), posts=frame("posts", rows)))
    assert [text(cell) for cell in column(tree, "posts", "reach_by_listings")] == ["+2.50", "−3.25", "0"]
    assert "below 0" in text(tree.css_first('#t-posts th[data-name="reach_by_listings"] small'))
    assert "1 post gains by them, 1 loses" in text(tree.css_first("#answers"))


def test_months_without_a_date_come_last() -> None:
    months = frame("months", [{"month": m, "kind": "trackback"} for m in ("2004-11", "undated", "2005-01")])
    assert ranked("months", months)["month"].tolist() == ["2005-01", "2004-11", "undated"]


def test_a_linkback_shows_source_kind_listing_date_and_why_it_is_spam(
    pages: dict[str, LexborHTMLParser],
) -> None:
    tree = pages["made"]
    rows = [cell.parent for cell in column(tree, "linkbacks", "spam_reasons") if text(cell)]
    assert len(rows) == int((MADE.linkbacks["spam_reasons"] != "").sum())
    row = next(row for row in rows if row is not None and row.css_first("th a"))
    assert "does not link back" in text(row)
    assert row.css_first("th a").attributes["href"].startswith("http")  # type: ignore[union-attr]
    assert any(text(anchor) == "seen here" for anchor in row.css("a"))
    assert "not clean" in text(row)


def test_what_does_not_fit_is_said_and_each_post_keeps_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CAPS, "posts", 40)
    monkeypatch.setitem(CAPS, "linkbacks", 150)
    tree = page(MADE)
    assert len(tree.css("#t-posts tbody tr")) == 40
    assert "40 of 120 rows" in text(tree.css_first("#posts"))
    assert tree.css_first('#posts .note a[href="tables/posts.csv"]') is not None
    rows = tree.css("#t-linkbacks tbody tr")
    assert len(rows) == 150
    per_post = [row.attributes["data-p"] for row in rows]
    assert max(per_post.count(post) for post in set(per_post)) == LINKBACKS_OF_ONE_POST
    for anchor in tree.css('#t-posts a[href^="#p"]:not([href="#posts"])'):
        assert tree.css_first(f"[id={str(anchor.attributes['href'])[1:]}]") is not None


def test_unlisted_references_are_named(pages: dict[str, LexborHTMLParser]) -> None:
    rows = pages["made"].css("#t-references tbody tr")
    assert len(rows) == 25
    assert "as she says" in text(pages["made"].css_first("#t-references"))
    titles = {node.attributes["href"]: node.text() for node in pages["made"].css("#t-posts tbody th a")}
    below = 0
    for row in rows:
        citing, cited = [*row.iter()][:2]
        target, address = cited.css_first("a").attributes["href"] or "", cited.css_first("small")
        assert cited.css_first("a").text() == titles[target]
        if address is not None:
            assert target.removeprefix("https://").startswith(address.text().rstrip("…"))
            below += 1
        # Of the citing pages no title is known: they stand by their addresses alone.
        assert citing.css_first("a").text() in (citing.css_first("a").attributes["href"] or "")
        assert citing.css_first("small") is None
    assert below > 20


def test_network_and_its_list_say_the_same(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["made"]
    nodes, lines = tree.css("#net .node"), tree.css("#net line")
    assert len(nodes) == 37
    assert len(lines) == MADE.blog_graph.number_of_edges() == len(tree.css("#t-edges tbody tr"))
    assert all(node.attributes["aria-label"] for node in nodes)
    assert len(tree.css("#t-edges a[data-show]")) == len(lines)
    citing = [row.attributes for row in tree.css("#t-edges tbody tr")]
    assert any("data-f" in attributes for attributes in citing)
    assert any("data-s" in attributes for attributes in citing)


# --- Form -----


@pytest.mark.parametrize("name", SUMMARIES)
def test_form(pages: dict[str, LexborHTMLParser], name: str) -> None:
    tree = pages[name]
    assert len(tree.css("h1")) == 1
    assert tree.css_first("meta[name=viewport]") is not None
    for table in tree.css("table"):
        assert text(table.css_first("caption"))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for node in tree.css("[aria-labelledby]"):
        assert node.attributes["aria-labelledby"] in ids
    for anchor in tree.css('a[href^="#"]'):
        assert str(anchor.attributes["href"])[1:] in ids


def test_cells_match_heads(pages: dict[str, LexborHTMLParser]) -> None:
    for table in pages["made"].css("table.data"):
        width = len(table.css("thead th"))
        for row in table.css("tbody tr"):
            assert [cell.tag for cell in row.iter()] == ["th"] + ["td"] * (width - 1)
            assert row.css_first("th").attributes["scope"] == "row", "what the numbers of the row are of"


def test_blogs_are_chosen_from_by_their_names_whatever_their_case() -> None:
    blogs = MADE.blogs.assign(title=["b", "", "C", "a"][: len(MADE.blogs)] + ["z"] * (len(MADE.blogs) - 4))
    first, *rest = page(replace(MADE, blogs=blogs)).css("#blog-choice option")
    names = [text(option) for option in rest]
    assert (text(first), first.attributes["value"]) == ("All blogs", "")
    assert len(names) == len(MADE.blogs)
    assert names == sorted(names, key=str.casefold)
    assert {"a", "b", "C"} < {*names}


def test_blogs_without_a_title_have_their_address() -> None:
    summary = one_post()
    tree = page(replace(summary, blogs=summary.blogs.assign(title="")))
    assert text(tree.css_first("#t-blogs tbody th a")) == "one.example"
    assert tree.css_first("#t-blogs thead th").attributes["data-name"] == "title"
    assert "data-more" not in tree.css_first("#t-blogs thead th").attributes


def test_cells_of_numbers_are_on_the_right_also_where_nothing_is_known(
    pages: dict[str, LexborHTMLParser],
) -> None:
    heads = pages["made"].css("#t-posts thead th.n:not([data-more])")
    cells = [cell for head in heads for cell in column(pages["made"], "posts", head.attributes["data-name"])]
    assert any(not text(cell) for cell in cells)
    assert all("n" in str(cell.attributes.get("class")).split() for cell in cells)


def test_columns_of_exact_order_have_it_on_every_cell(pages: dict[str, LexborHTMLParser]) -> None:
    for table in pages["made"].css("table.data"):
        rows = [
            [("data-order" in cell.attributes) for cell in [*row.iter()]] for row in table.css("tbody tr")
        ]
        assert all(row == rows[0] for row in rows)


def test_size_for_a_thousand_posts() -> None:
    summary = made(1000)
    assert len(render(summary, draw_figures(summary)).encode()) < 4_000_000


def test_many_rows_of_a_small_table_are_capped() -> None:
    rows = [{"run": 1, "what": "skip", "reason": f"r{n:04}", "count": 1, "example": ""} for n in range(700)]
    tree = page(replace(one_post(), problems=frame("problems", rows)))
    assert len(tree.css("#t-problems tbody tr")) == 500
    assert "500 of 700 rows" in text(tree.css_first("#coverage"))


def test_what_a_chosen_blog_does_not_narrow_says_so(pages: dict[str, LexborHTMLParser]) -> None:
    noted = {
        section.attributes["id"]
        for section in pages["made"].css("section")
        if section.css_first(".of-all[hidden]")
    }
    assert {"topics", "blogs", "citing", "months", "coverage"} <= noted
    assert not noted & {"linkbacks", "files"}
    assert not pages["one"].css(".of-all")


def test_sites_without_a_clean_linkback_are_told(pages: dict[str, LexborHTMLParser]) -> None:
    clean, every = int((MADE.sites["clean"] > 0).sum()), len(MADE.sites)
    assert (f"{clean} of these {every} in a clean linkback" in text(pages["made"].css_first("#citing"))) == (
        clean < every
    )
