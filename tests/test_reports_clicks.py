"""What opens in the page where a reader clicks: cards, long lists, one topic, the network by mouse or key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.summary import summarize
from reports.html import render
from tests.in_browser import in_browser, needs_browser, scripted
from tests.made_network import ALPHA, BETA, A, B, Network

pytestmark = needs_browser
GAMMA = "https://gamma.example/"
MANY = 203
"""Linkbacks of one post, more than are shown at once."""
CITED = 13
"""Blogs that one blog cites, as many more."""

SCRIPT = """
const said = {}, find = (selector, root = document) => [...root.querySelectorAll(selector)];
const text = (selector, root = document) => find(selector, root).map((one) => one.textContent);
const dialog = document.querySelector("#detail"), root = document.documentElement;
const until = async (ready) => {
  for (let n = 0; n < 500 && !ready(); n++) await new Promise((done) => setTimeout(done, 20));
};
const number = (table, name, column) => {
  const place = find(`#t-${table} thead th`).findIndex((head) => head.dataset.name === column);
  const row = rows[table].find((one) => one.textContent.includes(name));
  return row.children[place].querySelector("[data-show]");
};
const TABLES = ["posts", "topics", "edges"];
const rows = Object.fromEntries(TABLES.map((name) => [name, find(`#t-${name} tbody tr`)]));
const opened = async (link) => {
  link.click();
  await until(() => dialog.open);
};
const shown = () => find("#t-posts tbody tr[data-p]").filter((row) => !row.hidden).length;
const note = () => document.querySelector("#topic-note").textContent;
const named = (node) => node.getAttribute("aria-label").split(".")[0];
const key = (node, name) => node.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
const click = (node) => node.dispatchEvent(new MouseEvent("click", { bubbles: true }));
const steps = {
  cards: async () => {
    const held = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true });
    number("posts", "Soup", "linkbacks").dispatchEvent(held);
    await new Promise((done) => setTimeout(done, 200));
    said["another tab is asked for"] = dialog.open;
    await opened(number("posts", "Soup", "linkbacks"));
    said["a linkback"] = text(".card", dialog).filter((one) => one.includes("Casino"));
    said["a title"] = text("#detail-title, #detail-body > div > h3", dialog);
    said["facts of the row"] = text(".meanings dt", dialog).filter((one) => ["Post", "Author"].includes(one));
    said["click within"] = (dialog.querySelector("h3").click(), dialog.open);
    said["click beside"] = (dialog.click(), dialog.open);
  },
  readers: async () => {
    await opened(number("posts", "Maps", "reach_by_listings"));
    said["readers"] = text("#detail-body > div > h3, #detail-body > div > .note", dialog);
    dialog.close();
    const link = document.body.appendChild(document.createElement("a"));
    const soup = rows.posts.findIndex((row) => row.textContent.includes("Soup"));
    link.dataset.show = `p${soup}.reach_by_listings`;
    await opened(link);
    said["readers of another"] = text("#detail-body > div > h3, #detail-body > div > .note", dialog);
    said["lists for readers"] = [find("h4", dialog).length, find(".card", dialog).length];
    dialog.close();
  },
  many: async () => {
    await opened(number("posts", "Tea", "linkbacks"));
    const more = dialog.querySelector("button.plain:last-child");
    said["a long list"] = [find(".card", dialog).length, more.textContent, more.hidden];
    more.click();
    said["the rest of it"] = [find(".card", dialog).length, more.hidden];
    dialog.close();
  },
  sites: async () => {
    await opened(number("posts", "Soup", "referring_sites"));
    said["sites of a post"] = [...text("h3, h4, .note", dialog), find(".card", dialog).length];
    dialog.close();
    await opened(number("edges", "Beta", "weight"));
    said["references of a blog"] = [...text("#detail-title, h3, .card", dialog)];
    dialog.close();
  },
  topics: async () => {
    await opened(number("topics", "soup", "posts"));
    said["posts of a topic"] = text(".card", dialog);
    dialog.querySelector("#detail-body > button").click();
    said["only these"] = [dialog.open, shown(), note()];
    document.querySelector("#topic-note button").click();
    said["all again"] = [shown(), note()];
  },
  sorted: async () => {
    document.querySelector('[data-sort="topics yield_low desc"]').click();
    said["topics by yield"] = text("#t-topics tbody tr > :first-child");
  },
  network: async () => {
    const net = document.querySelector("#net");
    const nodes = find(".node", net).sort((a, b) => a.dataset.n - b.dataset.n);
    const names = (wanted) => find(wanted, net).map(named);
    const netNote = () => document.querySelector("#net-note").textContent;
    const stops = () => nodes.map((node) => node.tabIndex).flatMap((stop, place) => (stop ? [] : [place]));
    const pressed = () => names("[aria-pressed=true]");
    const marked = () => [names(".node.on"), pressed(), find("line.on", net).length, netNote()];
    const at = () => nodes.indexOf(document.activeElement);
    said["before"] = [netNote(), stops()];
    const beta = nodes.find((node) => node.getAttribute("aria-label").startsWith("Beta"));
    click(beta);
    said["a blog chosen"] = marked();
    click(beta);
    said["and let go"] = marked();
    nodes[0].focus();
    key(nodes[0], "ArrowLeft");
    said["left of the first"] = [at(), stops()];
    key(nodes.at(-1), "ArrowDown");
    said["after the last"] = at();
    key(nodes[0], "ArrowUp");
    said["up"] = at();
    key(nodes.at(-1), "ArrowRight");
    key(nodes[1], "Enter");
    said["enter"] = pressed();
    key(nodes[1], "a");
    said["another key"] = pressed();
    key(nodes[1], "Escape");
    said["escape"] = pressed();
    const box = () => net.getAttribute("viewBox").split(" ").map(Number), [whole] = [box()];
    const zoom = (factor) => document.querySelector(`[data-zoom="${factor}"]`).click();
    const sides = () => [2, 3].map((n) => (box()[n] / whole[n]).toFixed(2));
    const share = () => [...sides(), net.classList.contains("zoomed")].join();
    const centre = (view, n) => view[n] + view[n + 2] / 2;
    const middle = () => [0, 1].map((n) => Math.round(centre(box(), n) - centre(whole, n))).join();
    zoom("1.3333");
    said["no farther than all"] = share();
    zoom("0.75");
    said["nearer"] = [share(), middle()];
    for (let n = 0; n < 20; n++) zoom("0.75");
    said["nearest"] = [share(), middle()];
    zoom("0");
    said["all of it"] = share();
    const button = document.querySelector("[data-names]");
    button.click();
    said["all names"] = [net.classList.contains("names"), button.ariaPressed, button.offsetHeight > 0];
    const edge = net.getBoundingClientRect();
    const place = (x, y) => ({ clientX: edge.left + x, clientY: edge.top + y });
    const pointer = (type, x, y, more) =>
      net.dispatchEvent(new PointerEvent(type, { ...place(x, y), buttons: 1, bubbles: true, ...more }));
    const drag = (x, y, more) => {
      pointer("pointerdown", 100, 100, more);
      pointer("pointermove", 100 + x, 100 + y, more);
      click(beta);
      const moved = [0, 1].map((n) => ((box()[n] - whole[n]) / whole[n + 2]).toFixed(2));
      const chosen = pressed();
      key(beta, "Escape");
      zoom("0");
      return [...moved, ...chosen];
    };
    said["a click that shakes"] = drag(3, 2);
    said["a drag"] = drag(-edge.width / 10, edge.height / 5);
    click(beta);
    said["a click after it"] = pressed();
    key(beta, "Escape");
    said["a finger on all"] = drag(0, 50, { pointerType: "touch" });
    zoom("0.75");
    said["a finger on a part"] = drag(-edge.width / 10, 0, { pointerType: "touch" });
    said["a mouse without its button"] = drag(50, 50, { buttons: 0 });
    const under = () => [box()[0] + box()[2] / 4, box()[1] + box()[3] / 2].map((n) => n.toFixed(0)).join();
    const wheel = (more) => {
      const before = under(), here = place(edge.width / 4, edge.height / 2);
      net.dispatchEvent(new WheelEvent("wheel", { ...here, cancelable: true, ...more }));
      const seen = [share(), under() === before];
      zoom("0");
      return seen;
    };
    said["the page is scrolled"] = wheel({ deltaY: -1 });
    said["zoomed at the pointer"] = wheel({ deltaY: -1, ctrlKey: true });
    said["and back"] = wheel({ deltaY: 1, metaKey: true });
  },
  chosen: async () => {
    const choice = document.querySelector("#blog-choice"), panel = document.querySelector("#blog");
    const choose = async (name) => {
      choice.value = find("option", choice).find((one) => one.text === name).value;
      choice.dispatchEvent(new Event("change"));
      await until(() => document.querySelector("#said").textContent.endsWith(name));
      await new Promise((done) => setTimeout(done, 300));
    };
    const lines = (heading) => {
      const article = find("article", panel).find((one) => one.querySelector("h3").textContent === heading);
      return [find("li", article).length, ...text(".more", article)];
    };
    const answers = document.querySelector("#answers"), notes = find(".of-all");
    const around = () => [panel.hidden, answers.hidden, notes.some((one) => one.hidden)];
    const shows = () => ["posts", "linkbacks", "edges"].map((name) => find(`#t-${name} tr[data-b]`).length);
    said["all blogs"] = [...around(), ...shows()];
    await choose("Alpha");
    said["who cites it"] = lines("Who cites it?");
    said["its rows"] = [...around(), ...shows()];
    said["its address"] = location.hash;
    said["in the network"] = find("#net [aria-pressed=true]").map(named);
    await choose("Gamma");
    said["whom it cites"] = lines("Whom does it cite?");
    find(".note button", panel)[0].click();
    await until(() => panel.hidden);
    await new Promise((done) => setTimeout(done, 300));
    said["all blogs again"] = [...around(), ...shows(), location.hash];
  },
};
(async () => {
  await until(() => root.dataset.tables === "ready");
  for (const name of Object.keys(steps)) {
    try { await steps[name](); } catch (error) { said[name] = String(error.stack); }
  }
  root.dataset.said = JSON.stringify(said);
})();
"""


def three() -> Network:
    """Three blogs of which two cite each other, by a linkback and by a link that is listed nowhere."""
    network = Network()
    network.run(1)
    for home, title in ((ALPHA, "Alpha"), (BETA, "Beta"), (GAMMA, "Gamma")):
        network.blog(home, title=title)
    network.post(
        ALPHA, A[1], title="Soup", tags=["soup"], author="Ann", published="2004-11-01T00:00:00+00:00"
    )
    network.post(ALPHA, A[2], title="Tea", tags=["tea"])
    network.post(BETA, B[1], title="Maps", tags=["soup", "maps"])
    network.post(GAMMA, f"{GAMMA}1", title="Songs", tags=["songs"])
    spam = {"title": "Casino", "excerpt": "Viagra", "kind": "trackback"}
    network.linkback(A[1], "https://spam.example/", **spam)
    network.linkback(A[1], B[1], title="Maps", kind="pingback")
    network.link(B[1], A[1])
    network.link(B[1], A[2])
    network.link(f"{GAMMA}1", A[2])
    network.link(ALPHA, A[1])
    network.link(B[1], f"{GAMMA}1")
    for n in range(CITED):
        home = f"https://blog{n}.example/"
        network.blog(home, title=f"Blog {n}")
        network.post(home, f"{home}1", title="Post")
        network.link(f"{GAMMA}1", f"{home}1")
    for n in range(MANY):
        network.linkback(A[2], f"https://site{n}.example/1")
    return network


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("clicks")
    html = render(summarize(three().write(folder / "made.db")), ())
    tree = in_browser(scripted(html, SCRIPT), folder)
    return dict(json.loads(str(tree.css_first("html").attributes["data-said"])))


SPAM = (
    "Casinospam.exampletrackbacknot cleanseen hereSpam score 0.75: spam words (0.5): casino, viagra; "
    "home page (0.25): the source is the home page of its site, not a page of itViagra"
)
NOWHERE = (
    "Mapsbeta.example/archives/1.htmlfound on the citing page, listed nowhereTeaalpha.example/2004/11/post-2"
)
VOTES = "Distinct sites among the clean linkbacks. The default ranking: one voice, one vote."
ALL = "16 of 16 blogs and sites with a reference."
SEEN = {
    "another tab is asked for": False,
    "a linkback": [SPAM],
    "a title": ["Soupalpha.example", "Linkbacks: 2"],
    "facts of the row": ["Author"],
    "click within": True,
    "click beside": False,
    "readers": [
        "1 listing of other posts leads readers here",
        "0 linkbacks listed here lead readers away",
        "It lists none.",
    ],
    "readers of another": [
        "0 listings of other posts lead readers here",
        "No crawled post lists this one.",
        "2 linkbacks listed here lead readers away",
    ],
    "lists for readers": [0, 2],
    "a long list": [200, "3 more", False],
    "the rest of it": [MANY, True],
    "sites of a post": ["Referring sites: 1", VOTES, "In 1 linkback:", "beta.example", 1],
    "references of a blog": [
        "Beta cites Alpha",
        "References: 2",
        "Mapsbeta.example/archives/1.htmlcites Souppingbackverifiedread: links herecleanseen here",
        NOWHERE,
    ],
    "posts of a topic": [
        "Soupalpha.example2 linkbacks1 clean1 referring site2004-11-01",
        "Mapsbeta.example0 linkbacks0 clean0 referring sites",
    ],
    "only these": [False, 2, "Only the posts on soup: 2 posts in this page. Show all posts"],
    "all again": [15, ""],
    "topics by yield": ["tea", "soup", "songs", "maps"],
    "before": [ALL, [0]],
    "a blog chosen": [
        ["Beta", "Gamma", "Alpha"],
        ["Beta"],
        2,
        "Beta. beta.example: 0 referring sites, community 2. Cites 2, cited by 0 of the blogs drawn.",
    ],
    "and let go": [[], [], 0, ALL],
    "left of the first": [15, [15]],
    "after the last": 0,
    "up": 15,
    "enter": ["Gamma"],
    "another key": ["Gamma"],
    "escape": [],
    "no farther than all": "1.00,1.00,false",
    "nearer": ["0.75,0.75,true", "0,0"],
    "nearest": ["0.13,0.13,true", "0,0"],
    "all of it": "1.00,1.00,false",
    "all names": [True, "true", True],
    "a click that shakes": ["0.00", "0.00", "Beta"],
    "a drag": ["0.10", "-0.20"],
    "a click after it": ["Beta"],
    "a finger on all": ["0.00", "0.00"],
    "a finger on a part": ["0.20", "0.13"],
    "a mouse without its button": ["0.00", "0.00", "Beta"],
    "the page is scrolled": ["1.00,1.00,false", True],
    "zoomed at the pointer": ["0.85,0.85,true", True],
    "and back": ["1.00,1.00,false", True],
    "all blogs": [True, False, True, 15, 15, 10],
    "who cites it": [8, "204 sites in all: choose its number of referring sites above."],
    "its rows": [False, True, False, 2, 15, 2],
    "its address": "#blog=https%3A%2F%2Falpha.example%2F",
    "in the network": ["Alpha"],
    "whom it cites": [12, "14 blogs in all, by number of references."],
    "all blogs again": [True, False, True, 15, 15, 10, ""],
}


@pytest.mark.parametrize("what", SEEN)
def test_a_click_shows(said: dict[str, Any], what: str) -> None:
    assert said[what] == SEEN[what]


def test_each_step_came_to_its_end(said: dict[str, Any]) -> None:
    assert said.keys() == SEEN.keys()


LOST = """
const dialog = document.querySelector("#detail");
(async () => {
  document.querySelector('[data-show="r0.lost"]').click();
  for (let n = 0; n < 500 && !dialog.open; n++) await new Promise((done) => setTimeout(done, 20));
  const cards = [...dialog.querySelectorAll(".card")].map((card) => card.textContent);
  document.documentElement.dataset.said = JSON.stringify(cards);
})();
"""


def test_what_was_lost_says_why(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.run(2)
    network.blog(ALPHA)
    network.post(ALPHA, A[1], title="Soup")
    network.linkback(A[1], "https://stays.example/1", last_run=2)
    network.linkback(A[1], "https://leaves.example/1", title="Old", gone_run=2)
    network.evidence("https://leaves.example/1", A[1], "removed", status=410)
    html = render(summarize(network.write(tmp_path / "made.db")), ())
    tree = in_browser(scripted(html, LOST), tmp_path)
    card = "Oldleaves.example/1trackbackremovedgonewas seen here"
    assert json.loads(str(tree.css_first("html").attributes["data-said"])) == [
        f"{card}Listed no more: the source is gone (410)"
    ]
