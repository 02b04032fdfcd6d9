"""The page: offline, safe, readable without its script, and every number led back to its evidence."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from made_summary import HOSTILE_TITLE, frame, hostile, made, one_post
from selectolax.lexbor import LexborHTMLParser, LexborNode

from analysis.columns import TABLES
from analysis.summary import Summary, empty_summary
from reports.figures import Picture, draw_figures
from reports.html import render
from reports.tables import CAPS, GLANCE, LINKBACKS_OF_ONE_POST, ranked

pytestmark = pytest.mark.xdist_group("reports_html")  # its fixtures are made once

MADE = made(120)
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
    return [row.css("td")[names.index(name)] for row in tree.css(f"#t-{table} tbody tr")]


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
    assert text(tree.css_first("#t-posts tbody td span")) == HOSTILE_TITLE
    assert tree.css_first("#t-posts tbody td a[href^=javascript]") is None
    assert "JavaScript:alert(2)" in text(column(tree, "linkbacks", "source")[0])
    assert tree.css_first("#t-posts [lang]") is None


def test_the_bundle_ends_no_element() -> None:
    html = render(empty_summary(), ())
    assert html.count("</script>") == 3
    inside = html.split('id="datatables">')[1].split("</script>")[0]
    assert "<!--" not in inside
    assert len(inside) > 300_000


# --- Words and numbers -----


def test_the_head_answers_the_writers_questions(pages: dict[str, LexborHTMLParser]) -> None:
    answers = text(pages["made"].css_first("#answers"))
    best = MADE.topics.sort_values("yield_low", ascending=False).iloc[0]
    assert f"{best['topic']} draws most: {best['yield']:.2f} citing sites a post" in answers
    noticed = MADE.posts.sort_values(
        ["referring_sites", "clean", "linkbacks", "url"], ascending=[False, False, False, True]
    ).iloc[0]
    assert (
        f"{noticed['referring_sites']} referring sites, {noticed['clean']} clean of {noticed['linkbacks']}"
        in answers
    )
    citing = MADE.sites.sort_values(["clean", "linkbacks", "site"], ascending=[False, False, True]).iloc[0]
    assert citing["site"] in answers


def test_the_head_of_an_empty_store_says_so(pages: dict[str, LexborHTMLParser]) -> None:
    answers = text(pages["empty"].css_first("#answers"))
    assert "No topic has drawn a vote yet. What is hot now cannot be told" in answers
    assert "No post lists a clean linkback." in answers
    assert "No site cites these blogs" in answers
    assert "nothing was read" in answers


@pytest.mark.parametrize("section", ["answers", "topics", "posts", "blogs", "citing", "network"])
def test_coverage_stands_beside_every_ranking(pages: dict[str, LexborHTMLParser], section: str) -> None:
    line = text(pages["made"].css_first(f"#{section} .coverage"))
    assert "posts fetched 98 of 120" in line


def test_an_incomplete_crawl_is_called_one() -> None:
    assert "crawl is not complete" in text(page(made(20, complete=False)).css_first("header"))
    assert "crawl is not complete" not in text(page(made(20)).css_first("header"))


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
        assert text(head) == definition.title
    first = [head.attributes["data-name"] for head in heads if "data-more" not in head.attributes]
    assert first == list(GLANCE.get(table, definitions))
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


# --- Evidence -----


def test_every_count_of_a_post_leads_to_its_linkbacks(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["made"]
    listed = {str(node.attributes["id"]): node for node in tree.css("#t-linkbacks tr[id]")}
    counted = 0
    for row, cell in zip(tree.css("#t-posts tbody tr"), column(tree, "posts", "linkbacks"), strict=True):
        if text(cell) == "0":
            assert cell.css_first("a") is None
            continue
        anchor = cell.css_first("a")
        place = str(anchor.attributes["href"])[1:]
        assert place == f"p{row.attributes['data-p']}" == anchor.attributes["data-show"]
        rows = tree.css(f'#t-linkbacks tr[data-p="{row.attributes["data-p"]}"]')
        assert len(rows) == int(text(cell))
        assert rows[0].attributes["id"] == place
        assert place in listed
        counted += 1
    assert counted > 20


def test_a_topic_leads_to_exactly_the_posts_that_name_it(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["made"]
    rows = {text(row.css_first("td")): row for row in tree.css("#t-topics tbody tr")}
    leading = 0
    for name, row in rows.items():
        numbers = {str(a.attributes["data-topic"]) for a in row.css("a[data-topic]")}
        if not numbers:
            continue
        [number] = numbers
        shown = [r for r in tree.css("#t-posts tbody tr") if number in r.attributes.get("data-t", "").split()]
        named = MADE.posts["topics"].str.split("; ").map(lambda topics, name=name: name in topics)
        assert len(shown) == named.sum()
        leading += named.any()
    assert leading > 3


def test_months_without_a_date_come_last() -> None:
    months = frame("months", [{"month": m, "kind": "trackback"} for m in ("2004-11", "undated", "2005-01")])
    assert ranked("months", months)["month"].tolist() == ["2005-01", "2004-11", "undated"]


def test_a_linkback_shows_source_kind_listing_date_and_why_it_is_spam(
    pages: dict[str, LexborHTMLParser],
) -> None:
    tree = pages["made"]
    rows = [cell.parent for cell in column(tree, "linkbacks", "spam_reasons") if text(cell)]
    assert len(rows) == int((MADE.linkbacks["spam_reasons"] != "").sum())
    row = next(row for row in rows if row is not None and row.css_first("td:first-child a"))
    assert "does not link back" in text(row)
    assert row.css_first("td:first-child a").attributes["href"].startswith("http")  # type: ignore[union-attr]
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
    assert len(pages["made"].css("#t-references tbody tr")) == 25
    assert "as she says" in text(pages["made"].css_first("#t-references"))


def test_network_and_its_list_say_the_same(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["made"]
    nodes, lines = tree.css("#net .node"), tree.css("#net line")
    assert len(nodes) == 37
    assert len(lines) == MADE.blog_graph.number_of_edges() == len(tree.css("#t-edges tbody tr"))
    assert all(node.attributes["aria-label"] for node in nodes)
    shown = [str(a.attributes["data-show"]) for a in tree.css("#t-edges a[data-show]")]
    assert any(mark.startswith("ef") for mark in shown)
    assert any(mark.startswith("es") for mark in shown)


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
        assert all(len(row.css("td")) == width for row in table.css("tbody tr"))


def test_columns_of_exact_order_have_it_on_every_cell(pages: dict[str, LexborHTMLParser]) -> None:
    for table in pages["made"].css("table.data"):
        rows = [
            [("data-order" in cell.attributes) for cell in row.css("td")] for row in table.css("tbody tr")
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


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_browser_makes_the_tables_live(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(render(MADE, draw_figures(MADE)), encoding="utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-sync",
    ]
    command = [
        "chromium",
        *flags,
        f"--user-data-dir={tmp_path}/profile",
        "--virtual-time-budget=20000",
        "--dump-dom",
    ]
    done = subprocess.run(
        [*command, f"file://{tmp_path}/index.html"], capture_output=True, text=True, timeout=60
    )
    tree = LexborHTMLParser(done.stdout)
    assert tree.css_first("html").attributes.get("data-tables") == "ready"
    assert len(tree.css("#t-posts tbody tr")) == 15
    assert tree.css_first("#posts input[type=search]") is not None
