"""What to do next: what a chosen blog is told, the numbers of the head, and the address that names a blog."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.summary import Summary, summarize
from reports.html import render
from reports.tables import CAPS
from tests.in_browser import in_browser, needs_browser, scripted
from tests.made_network import ALPHA, BETA, A, B, Network

pytestmark = needs_browser
GAMMA = "https://gamma.example/"


READ = """
const choice = document.querySelector("#blog-choice"), panel = document.querySelector("#blog"), said = [];
const dialog = document.querySelector("#detail");
(async () => {
  choice.value = [...choice.options].find((one) => one.text === "NAME").value;
  choice.dispatchEvent(new Event("change"));
  for (let n = 0; n < 500 && !panel.textContent.startsWith("NAME"); n++)
    await new Promise((done) => setTimeout(done, 5));
  for (const box of [...panel.querySelectorAll("article")].slice(-4)) {
    said.push(box.querySelector("h3").textContent);
    for (const line of box.querySelectorAll("li, p")) {
      const link = line.querySelector("a[href='#linkbacks']");
      link?.click();
      said.push(line.textContent + (link ? ` [${dialog.querySelectorAll(".card").length}]` : ""));
      dialog.close();
    }
  }
  document.documentElement.dataset.said = said.join(" | ");
  document.documentElement.dataset.address = location.hash;
})();
"""


ALL = """
const dialog = document.querySelector("#detail"), wrong = [];
const links = [...document.querySelectorAll("a[data-all]")];
(async () => {
  for (const link of links) {
    link.click();
    for (let n = 0; n < 500 && !dialog.open; n++) await new Promise((done) => setTimeout(done, 5));
    const { counted } = dialog.dataset;
    if (counted !== link.textContent) wrong.push(`${link.dataset.all}: ${counted}`);
    dialog.close();
  }
  const asked = links.map((link) => `${link.dataset.all}=${link.textContent}`);
  document.documentElement.dataset.asked = asked.join(" | ");
  document.documentElement.dataset.wrong = wrong.join("; ");
})();
"""


NAMED = """
(async () => {
  const said = [], hashes = HASHES, wait = () => new Promise((done) => setTimeout(done, 500));
  await wait();
  for (const hash of [location.hash, ...hashes]) {
    location.hash = hash;
    await wait();
    said.push(document.querySelector("#said").textContent);
  }
  document.documentElement.dataset.said = said.join(" | ");
})();
"""


# How many rows each table shows for the chosen blog, and then, all rows loaded, of how many.
TABLES = """
(async () => {
  const said = [], wait = () => new Promise((done) => setTimeout(done, 500));
  const count = (name) => document.querySelectorAll(`#t-${name} tbody tr[data-b]:not([hidden])`).length;
  const names = ["posts", "linkbacks", "references"];
  await wait();
  await wait();
  const shown = names.map(count);
  for (const button of document.querySelectorAll("[data-load]")) button.click();
  await wait();
  const choice = document.querySelector("#blog-choice");
  choice.value = "";
  choice.dispatchEvent(new Event("change"));
  await wait();
  said.push(...names.map((name, place) => `${name} ${shown[place]} of ${count(name)}`));
  document.documentElement.dataset.said = said.join(" | ");
})();
"""


def three() -> Network:
    network = Network()
    network.run(1)
    for home, title in ((ALPHA, "Alpha"), (BETA, "Beta"), (GAMMA, "Gamma")):
        network.blog(home, title=title)
    soup = {"title": "Soup", "tags": ["soup"], "accepts": "open"}
    network.post(ALPHA, A[1], **soup, published="2001-01-01T00:00:00+00:00")
    network.post(ALPHA, A[2], **soup, published="2004-11-01T00:00:00+00:00")
    network.post(BETA, B[1], **soup, published="2004-11-02T00:00:00+00:00")
    network.post(BETA, B[2], title="Maps", tags=["maps"], accepts="open")
    network.post(GAMMA, f"{GAMMA}1", title="Post", published="2004-11-02T00:00:00+00:00")
    for target, source in (
        (A[1], "https://both.example/1"),
        (B[1], "https://both.example/2"),  # cites Alpha, too
        (B[1], "https://other.example/1"),
        (B[1], "https://other.example/2"),
        (B[2], "https://maps.example/1"),  # no topic of Alpha's
        (B[1], A[1]),  # Alpha itself
    ):
        network.linkback(target, source)
    network.linkback(A[1], "https://spam.example/", title="Casino", excerpt="Viagra")
    network.linkback(A[1], "https://dead.example/1")
    network.evidence("https://dead.example/1", A[1], "removed")
    network.link(B[1], A[2])
    network.link(A[2], B[2])
    return network


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return summarize(three().write(tmp_path_factory.mktemp("three") / "made.db"))


def test_a_chosen_blog_is_told_what_it_could_do(
    summary: Summary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in ("linkbacks", "references", "posts", "prospects"):
        monkeypatch.setitem(CAPS, table, 1)  # the other rows travel packed
    html = render(summary, ())
    said = in_browser(scripted(html, READ.replace("NAME", "Alpha")), tmp_path).css_first("html").attributes
    assert str(said["data-said"]).split(" | ") == [
        "Who cites others on its topics, and not it?",
        "other.example2 clean linkbacks to 1 blog [2]",
        "Whom does it cite?",
        "Betareferences: 2 [2]",
        "Whom to cite next?",
        "Betasoup: lists 0% of 1 post that cited it; it cites that blog already",
        "1 blog, by topic",
        "What needs a look?",
        "1 reference to it stands in no listing of its posts. [1]",
        "1 of its references is not listed, though the cited post takes linkbacks: tell its author. [1]",
        "1 linkback that its posts show is judged spam. [1]",
        "1 linkback has a source that links no more. [1]",
        "1 old post still takes linkbacks. [1]",
    ]
    assert said["data-address"] == "#blog=https%3A%2F%2Falpha.example%2F"


def test_a_blog_with_nothing_to_do_is_told_so(summary: Summary, tmp_path: Path) -> None:
    html = render(summary, ())
    said = in_browser(scripted(html, READ.replace("NAME", "Gamma")), tmp_path).css_first("html").attributes
    assert str(said["data-said"]).split(" | ") == [
        "Who cites others on its topics, and not it?",
        "No site does in a clean linkback.",
        "Whom does it cite?",
        "None of the other crawled blogs.",
        "Whom to cite next?",
        "No other blog on its topics still writes and shows who cites it.",
        "What needs a look?",
        "Nothing: no spam, no dead source, no reference that is not listed, no old post left open.",
    ]


def test_the_numbers_of_the_head_open_what_they_count(
    summary: Summary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in ("linkbacks", "posts"):
        monkeypatch.setitem(CAPS, table, 1)
    html = render(summary, ())
    seen = in_browser(scripted(html, ALL), tmp_path).css_first("html").attributes
    assert seen["data-wrong"] == ""
    assert str(seen["data-asked"]).split(" | ") == [
        "posts there=5",
        "posts there listing=3",
        "linkbacks now=8",
        "linkbacks clean=6",
        "linkbacks now spam=1",
        "linkbacks now removed=1",
        "posts there old_open=1",
        "linkbacks now spam old_open=1",
    ]


def test_the_address_names_a_blog(summary: Summary, tmp_path: Path) -> None:
    hashes = ["#blogs", "#blog=", "#blog=%E0%A4%A", "#blog=https%3A%2F%2Fdelta.example%2F", f"#blog={GAMMA}"]
    html = render(summary, ())
    page = scripted(html, NAMED.replace("HASHES", str(hashes)))
    said = in_browser(page, tmp_path, "#blog=https%3A%2F%2Fbeta.example%2F").css_first("html").attributes
    assert str(said["data-said"]).split(" | ") == [*["Shown: Beta"] * 5, "Shown: Gamma"]


@pytest.mark.parametrize(
    ("fragment", "said"),
    [("", "Beta"), ("#topics", "Beta"), (f"#blog={ALPHA}", "Alpha"), ("#blog=x", "Beta")],
)
def test_a_page_may_open_with_a_blog_chosen(
    fragment: str, said: str, summary: Summary, tmp_path: Path
) -> None:
    html = render(summary, (), home=BETA)
    seen = in_browser(html, tmp_path, fragment)
    assert seen.css_first("#said").text() == f"Shown: {said}"


def test_all_rows_of_a_chosen_blog_stand_in_its_tables(
    summary: Summary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in ("linkbacks", "references", "posts"):
        monkeypatch.setitem(CAPS, table, 1)  # the other rows travel packed
    html = render(summary, (), home=BETA)
    seen = in_browser(scripted(html, TABLES), tmp_path).css_first("html").attributes
    assert str(seen["data-said"]).split(" | ") == [
        "posts 2 of 5",
        "linkbacks 5 of 8",
        "references 2 of 2",
    ]


def test_an_address_that_names_no_blog_shows_all(summary: Summary, tmp_path: Path) -> None:
    html = render(summary, ())
    page = scripted(html, NAMED.replace("HASHES", "['#topics', '#blog=x']"))
    said = in_browser(page, tmp_path, "#blog=%E0%A4%A").css_first("html").attributes
    assert str(said["data-said"]).split(" | ") == ["", "", ""]


def test_sites_that_cite_more_blogs_come_first_and_then_those_that_cite_more_often(tmp_path: Path) -> None:
    network = three()
    network.post(GAMMA, f"{GAMMA}2", title="Soup", tags=["soup"], accepts="open")
    for site, targets in (
        ("deep", [B[1], B[1], B[1], B[1]]),
        ("wide", [B[1], f"{GAMMA}2"]),
        ("broad", [B[1], f"{GAMMA}2", f"{GAMMA}2"]),
        ("flat", [B[1]]),
    ):
        for number, target in enumerate(targets):
            network.linkback(target, f"https://{site}.example/{number}")
    html = render(summarize(network.write(tmp_path / "made.db")), ())
    said = in_browser(scripted(html, READ.replace("NAME", "Alpha")), tmp_path).css_first("html").attributes
    assert str(said["data-said"]).split(" | ")[1:6] == [
        "broad.example3 clean linkbacks to 2 blogs [3]",
        "wide.example2 clean linkbacks to 2 blogs [2]",
        "deep.example4 clean linkbacks to 1 blog [4]",
        "other.example2 clean linkbacks to 1 blog [2]",
        "flat.example1 clean linkback to 1 blog [1]",
    ]
