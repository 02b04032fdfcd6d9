"""The page in a browser: tables come alive, and a click on a number opens as many rows as it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_summary import made

from analysis.summary import summarize
from reports.figures import draw_figures
from reports.html import render
from reports.tables import CAPS
from tests.in_browser import in_browser, needs_browser, scripted
from tests.made_network import ALPHA, BETA, A, B, Network, three_blogs

pytestmark = needs_browser

CLICKS = """
const numbers = [...document.querySelectorAll("table.data a[data-show]")];
const asked = numbers.map((link) => [link.dataset.show, link.textContent]);
(async () => {
  const dialog = document.querySelector("#detail"), wrong = [];
  for (const [show, text] of asked) {
    delete dialog.dataset.counted;
    const link = document.body.appendChild(document.createElement("a"));
    link.dataset.show = show;
    link.click();
    for (let n = 0; n < 500 && !dialog.open; n++) await new Promise((done) => setTimeout(done, 5));
    const reader = show.endsWith(".reach_by_listings");
    const right = reader ? dialog.textContent.includes("readers here") : dialog.dataset.counted === text;
    if (!right)
      wrong.push(`${show} says ${text}, opens ${dialog.dataset.counted}`);
    dialog.close();
    link.remove();
  }
  document.documentElement.dataset.clicked = asked.length;
  document.documentElement.dataset.wrong = wrong.slice(0, 5).join("; ");
})();
"""


CHANGES = """
const choice = document.querySelector("#blog-choice"), said = [];
(async () => {
  for (const option of [...choice.options].slice(1)) {
    choice.value = option.value;
    choice.dispatchEvent(new Event("change"));
    const panel = document.querySelector("#blog");
    for (let n = 0; n < 500 && !panel.textContent.startsWith(option.text); n++)
      await new Promise((done) => setTimeout(done, 5));
    const box = panel.querySelector(".answers article");
    const opened = [...box.querySelectorAll("p > a")].map((link) => {
      link.click();
      const dialog = document.querySelector("#detail"), cards = dialog.querySelectorAll(".card").length;
      dialog.close();
      return cards;
    });
    said.push(`${option.text}: ${box.querySelector("p").textContent} ${opened}`);
  }
  document.documentElement.dataset.said = said.join(" | ");
})();
"""


TOPICS = """
const choice = document.querySelector("#blog-choice"), said = [];
(async () => {
  for (const option of [...choice.options].slice(1)) {
    choice.value = option.value;
    choice.dispatchEvent(new Event("change"));
    const panel = document.querySelector("#blog");
    for (let n = 0; n < 500 && !panel.textContent.startsWith(option.text); n++)
      await new Promise((done) => setTimeout(done, 5));
    const box = [...panel.querySelectorAll("article")].find((one) => one.textContent.includes("topics"));
    said.push(`${option.text}:`, ...[...box.querySelectorAll("li, p")].map((one) => one.textContent));
    const [topic, number] = box.querySelectorAll("a");
    if (!topic) continue;
    number.click();
    const dialog = document.querySelector("#detail");
    const [sites, cards] = ["h4", ".card"].map((kind) => dialog.querySelectorAll(kind).length);
    said.push(`${sites} sites, ${cards} cards`);
    dialog.close();
    topic.click();
    said.push(document.querySelector("#topic-note").textContent);
    said.push(`${document.querySelectorAll("#t-posts tbody tr[data-p]:not([hidden])").length} rows`);
  }
  document.documentElement.dataset.said = said.join(" | ");
})();
"""


CHOSEN = """
const choice = document.querySelector("#blog-choice"), panel = document.querySelector("#blog");
const dialog = document.querySelector("#detail"), said = [];
(async () => {
  choice.value = [...choice.options].find((one) => one.text === "Beta").value;
  choice.dispatchEvent(new Event("change"));
  const wait = async (ready) => {
    for (let n = 0; n < 500 && !ready(); n++) await new Promise((done) => setTimeout(done, 5));
  };
  await wait(() => panel.textContent.startsWith("Beta"));
  const boxes = [...panel.querySelectorAll("article")].slice(1);
  said.push(...boxes.map((box) => box.querySelector("li, p").textContent));
  said.push(panel.querySelector(".coverage span:last-child").textContent);
  boxes[0].querySelector("[data-show]").click();
  await wait(() => dialog.open);
  said.push(dialog.dataset.counted);
  const offered = [...document.querySelectorAll("#t-prospects tbody tr[data-t]:not([hidden])")];
  document.documentElement.dataset.said = [...said, `${offered.length} prospects`].join(" | ");
})();
"""


PLACES = """
setTimeout(() => {
  const { top } = document.querySelector(location.hash + " h2").getBoundingClientRect();
  document.documentElement.dataset.landed = 0 <= top && top < innerHeight;
}, 5000);
"""


SORTS = """
(async () => {
  const root = document.documentElement, said = [];
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  for (let n = 0; n < 500 && root.dataset.tables !== "ready"; n++) await wait(20);
  for (const name of ["reach", "title"]) {
    document.querySelector(`#t-posts thead th[data-name=${name}]`).click();
    await wait(300);
    said.push(document.querySelector(`#t-posts thead th[data-name=${name}]`).ariaSort);
  }
  root.dataset.said = said;
})();
"""


MENU = """
(async () => {
  const root = document.documentElement, button = () => document.querySelector("#posts .dt-buttons button");
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  for (let n = 0; n < 500 && root.dataset.tables !== "ready"; n++) await wait(20);
  button().click();
  await wait(1000);
  const entry = document.querySelector(".dt-button-collection button");
  entry.focus();
  entry.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  root.dataset.back = document.activeElement === button();
})();
"""


def test_the_tables_come_alive(tmp_path: Path) -> None:
    summary = made(120)
    tree = in_browser(render(summary, draw_figures(summary)), tmp_path)
    assert tree.css_first("html").attributes.get("data-tables") == "ready"
    assert len(tree.css("#t-posts tbody tr")) == 15
    for tool in ("input[type=search]", ".dt-buttons button"):
        aloud = [one.attributes.get("aria-label") for one in tree.css(tool)]
        assert len(set(aloud)) == len(aloud) > 3, "read aloud, each says whose it is"


def test_a_click_on_a_head_shows_the_largest_number_or_the_first_name(tmp_path: Path) -> None:
    html = render(made(30), ())
    tree = in_browser(scripted(html, SORTS), tmp_path)
    assert tree.css_first("html").attributes["data-said"] == "descending,ascending"


def test_the_keyboard_leaves_the_menu_of_columns_to_its_button(tmp_path: Path) -> None:
    tree = in_browser(scripted(render(made(30), ()), MENU), tmp_path)
    assert tree.css_first("html").attributes["data-back"] == "true"


@pytest.mark.parametrize("packed", [False, True])
def test_a_click_opens_as_many_rows_as_the_number_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    if packed:
        for table in ("linkbacks", "references"):
            monkeypatch.setitem(CAPS, table, 2)
    network = three_blogs()
    late = network.post(BETA, f"{BETA}late", first_run=3, first_read=3)
    network.link(late, A[5])  # a reference that stands in no table
    html = render(summarize(network.write(tmp_path / "made.db")), ())
    assert ('id="packed-linkbacks"' in html) == packed
    assert 'id="packed-unlooked"' in html
    tree = in_browser(scripted(html, CLICKS), tmp_path)
    seen = tree.css_first("html").attributes
    assert int(seen.get("data-clicked") or 0) > 40
    assert seen["data-wrong"] == ""


def test_an_addressed_section_is_in_the_window_when_the_tables_are_drawn(tmp_path: Path) -> None:
    summary = made(120)
    html = render(summary, draw_figures(summary))
    tree = in_browser(scripted(html, PLACES), tmp_path, "#linkbacks")
    assert tree.css_first("html").attributes.get("data-landed") == "true"


def test_a_chosen_blog_says_what_is_new_for_it(tmp_path: Path) -> None:
    network = Network()
    for number in (1, 2, 3):
        network.run(number)
    for home, title, target in ((ALPHA, "Alpha", A[1]), (BETA, "Beta", B[1])):
        network.blog(home, title=title, last_run=2)
        network.post(home, target, title="Post")
    delta = "https://delta.example/"
    network.blog(delta, title="Delta", last_run=3)
    network.post(delta, f"{delta}1", title="Post")
    network.linkback(f"{delta}1", "https://late.example/1", first_run=3, last_run=3)
    network.linkback(A[1], "https://old.example/1", last_run=2)
    network.linkback(A[1], "https://lost.example/1", gone_run=2)
    network.linkback(A[1], "https://new.example/1", first_run=2, last_run=2)
    network.linkback(A[1], f"{ALPHA}self", first_run=2, last_run=2)
    for number, gone in ((1, None), (2, 2)):
        row = {"title": "Casino", "excerpt": "Viagra", "first_run": 2, "last_run": 2, "gone_run": gone}
        network.linkback(A[1], f"https://spam{number}.example/", **row)
    network.linkback(B[1], "https://old.example/1", last_run=2)
    gamma = "https://gamma.example/"
    reason = "cannot be crawled: its home page answers 404"
    network.blog(gamma, title="Gamma", state="failed", reason=reason, last_run=2)
    network.post(gamma, f"{gamma}1", title="Post")
    html = render(summarize(network.write(tmp_path / "made.db")), ())
    tree = in_browser(scripted(html, CHANGES), tmp_path)
    day, later = (f"seen for the first time in the run of {day}" for day in ("2004-12-09", "2005-01-08"))
    assert str(tree.css_first("html").attributes["data-said"]).split(" | ") == [
        f"Alpha: 3 linkbacks {day}, 1 of them clean, 1 spam; 2 are listed no more. 3,1,1,2",
        f"Beta: 0 linkbacks {day}; 0 are listed no more. ",
        f"Delta: 1 linkback {later}, 1 of them clean; 0 are listed no more. 1,1",
        "Gamma: It could not be read in the run of 2004-12-09: what is new for it is not known. ",
    ]


def test_a_chosen_blog_says_which_of_its_topics_draw_trackbacks(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    gamma, delta = "https://gamma.example/", "https://delta.example/"
    for home, title in ((ALPHA, "Alpha"), (BETA, "Beta"), (gamma, "Gamma"), (delta, "Delta")):
        network.blog(home, title=title)
    for place, tags in enumerate((["soup"], ["soup", "tea"], ["maps"]), 1):
        network.post(ALPHA, A[place], title="Post", tags=tags)
    network.post(BETA, B[1], title="Post", tags=["soup"])
    network.post(gamma, f"{gamma}1", title="Post")
    network.post(delta, f"{delta}1", title="Post", tags=["soup"])
    for target, source in (
        (f"{delta}1", "https://z.example/1"),
        (A[1], "https://x.example/1"),
        (A[1], "https://y.example/1"),
        (A[2], "https://x.example/1"),
        (A[3], f"{ALPHA}self"),
        (B[1], "https://lost.example/1"),
    ):
        network.linkback(target, source, gone_run=1 if "lost" in source else None)
    html = render(summarize(network.write(tmp_path / "made.db")), ())
    tree = in_browser(scripted(html, TOPICS), tmp_path)
    assert str(tree.css_first("html").attributes["data-said"]).split(" | ") == [
        "Alpha:",
        "soup2 of 3 citing sites, 2 of 2 posts cited",
        "tea1 of 1 citing site, 1 of 1 post cited",
        "2 of its 3 topics have drawn a site.",
        "2 sites, 3 cards",
        "Only its posts on soup: 2 posts in this page. Show all posts",
        "2 rows",
        "Beta:",
        "None of its topics has drawn a site yet.",
        "Delta:",
        "soup1 of 3 citing sites, 1 of 1 post cited",
        "1 sites, 1 cards",
        "Only its posts on soup: 1 post in this page. Show all posts",
        "1 rows",
        "Gamma:",
        "No topic of its posts is known.",
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_chosen_blog_is_known_by_the_rows_that_are_packed_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    if packed:
        monkeypatch.setitem(CAPS, "posts", 1)
        for module in ("reports.network", "reports.html"):
            monkeypatch.setattr(f"{module}.EDGES_LISTED", 1)
    network = Network()
    network.run(1)
    for home, title, target in ((ALPHA, "Alpha", A[1]), (BETA, "Beta", B[1])):
        network.blog(home, title=title)
        network.post(home, target, title="Soup", tags=["soup"], accepts="open")
    network.post(BETA, B[2], title="Tea", reading="inferred")
    network.linkback(A[1], "https://x.example/1")
    network.linkback(A[1], "https://y.example/1")
    network.linkback(B[1], A[1])
    network.linkback(A[1], B[1])
    html = render(summarize(network.write(tmp_path / "made.db")), ())
    assert all((f'id="packed-{name}"' in html) is packed for name in ("posts", "edges"))
    tree = in_browser(scripted(html, CHOSEN), tmp_path)
    assert str(tree.css_first("html").attributes["data-said"]).split(" | ") == [
        "Soup1 referring site, 1 clean of 1 linkback",
        "Alpha1 clean linkback",
        "x.example1 clean linkback to 1 blog",
        "Alphareferences: 1",
        "Alphasoup: nothing is known yet of posts that cited it; it cites that blog already",
        "Nothing: no spam, no dead source, no reference that is not listed, no old post left open.",
        "posts fetched 1 of 2 · posts inferred 1",
        "1",
        "1 prospects",
    ]
