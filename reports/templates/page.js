// The page's own script: tables that sort and search, evidence behind numbers, one blog at a time, the network.
// Without it every table and figure is still there. It writes text and copies of cells, never HTML from data.
(() => {
"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const make = (tag, text = "", className = "") => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const copy = (cell) => {
  const box = make("span");
  if (cell) box.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
  return box;
};

// Rows and cells are remembered before DataTables takes them out of the page.
const tables = {};
for (const element of all("table.data")) {
  const heads = all("thead th", element);
  tables[element.dataset.table] = {
    element, heads,
    names: heads.map((head) => head.dataset.name),
    rows: all("tbody tr", element).map((row) => ({ row, data: row.dataset, cells: [...row.children] })),
    api: null,
  };
}
const rowsOf = (name) => (tables[name] ? tables[name].rows : []);
const cellOf = (name, entry, column) => entry.cells[tables[name].names.indexOf(column)];
const textOf = (name, entry, column) => (cellOf(name, entry, column)?.textContent ?? "").trim();
const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// --- Detail: the evidence behind a number -------------------------------------------------------------------
const dialog = one("#detail");
const CARDS = 200;

const linkbackCard = (entry) => {
  const card = make("li", "", "card");
  const head = make("div", "", "card-head");
  head.append(copy(cellOf("linkbacks", entry, "source")));
  const facts = make("p", "", "card-facts");
  for (const column of ["kinds", "subtype", "dated", "verdict"]) {
    const text = textOf("linkbacks", entry, column);
    if (text) facts.append(make("span", text));
  }
  facts.append(copy(cellOf("linkbacks", entry, "clean")));
  facts.append(copy(cellOf("linkbacks", entry, "listing")));
  card.append(head, facts);
  const reasons = textOf("linkbacks", entry, "spam_reasons");
  if (reasons) card.append(make("p", `Spam score ${textOf("linkbacks", entry, "spam_score")}: ${reasons}`, "why"));
  const excerpt = textOf("linkbacks", entry, "excerpt");
  if (excerpt) {
    const quote = make("blockquote", excerpt);
    quote.dir = "auto";
    card.append(quote);
  }
  return card;
};

const linkbackList = (entries, byPost) => {
  const box = make("div");
  const shown = entries.slice(0, CARDS);
  box.append(make("h3", `${count(entries.length, "linkback")} in this page`));
  if (!entries.length) box.append(make("p", "None of them is in this page; linkbacks.csv has all.", "note"));
  if (entries.length > CARDS) box.append(make("p", `The first ${CARDS}; the table "Evidence" has the others.`, "note"));
  let list = null, last = null;
  for (const entry of shown) {
    if (byPost && entry.data.p !== last || !list) {
      if (byPost) {
        const heading = make("h4");
        heading.append(copy(cellOf("linkbacks", entry, "target_title")));
        box.append(heading);
      }
      list = make("ul", "", "cards");
      box.append(list);
      last = entry.data.p;
    }
    list.append(linkbackCard(entry));
  }
  return box;
};

const facts = (name, entry) => {
  const box = make("div"), rest = make("details", "", "meanings");
  rest.append(make("summary", "All other facts"));
  const [first, others] = [make("dl", "", "facts"), make("dl", "", "facts")];
  rest.append(others);
  tables[name].heads.forEach((head, place) => {
    const cell = entry.cells[place], list = "more" in head.dataset ? others : first;
    if (place === 0 || !cell || !cell.textContent.trim()) return;
    const pair = make("div");
    const term = make("dt", head.title ? head.dataset.label : head.textContent);
    term.title = head.title;
    const value = make("dd");
    value.append(cell.querySelector("[data-show]") ? make("span", cell.textContent) : copy(cell));
    pair.append(term, value);
    list.append(pair);
  });
  box.append(first);
  if (others.children.length) box.append(rest);
  return box;
};

const open = (title, ...parts) => {
  one("#detail-title").replaceChildren(...title);
  one("#detail-body").replaceChildren(...parts);
  dialog.showModal();
  dialog.scrollTop = 0;
};

const show = (what) => {
  const [kind, rest] = [what[0], what.slice(1)];
  const linkbacks = rowsOf("linkbacks");
  if (kind === "p") {
    const entry = rowsOf("posts").find((row) => row.data.p === rest);
    if (entry) open([copy(entry.cells[0])], facts("posts", entry), linkbackList(linkbacks.filter((row) => row.data.p === rest), false));
  } else if (kind === "b") {
    const entry = rowsOf("blogs").find((row) => row.data.b === rest);
    if (entry) open([copy(entry.cells[0])], facts("blogs", entry), linkbackList(linkbacks.filter((row) => row.data.b === rest), true));
  } else if (kind === "s") {
    const entry = rowsOf("sites").find((row) => row.data.s === rest);
    if (entry) open([copy(entry.cells[0])], facts("sites", entry), linkbackList(linkbacks.filter((row) => row.data.s === rest), true));
  } else if (kind === "e") {
    const by = rest[0], [from, to] = rest.slice(1).split("-");
    const entry = rowsOf("edges").find((row) => row.data[by] === from && row.data.b === to);
    if (entry) open([copy(entry.cells[0]), make("span", " cites "), copy(entry.cells[1])], linkbackList(linkbacks.filter((row) => row.data[by] === from && row.data.b === to), true));
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-show],[data-topic]");
  if (!link || event.ctrlKey || event.metaKey) return;
  if (link.dataset.show) {
    event.preventDefault();
    show(link.dataset.show);
  } else {
    chooseTopic(link.dataset.topic, textOf("topics", rowsOf("topics")[link.dataset.topic], "topic"));
  }
});
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

// --- The posts of one topic ---------------------------------------------------------------------------------
const topicNote = one("#topic-note");
let topic = "";
const chooseTopic = (number, name) => {
  topic = number;
  topicNote.hidden = !topic;
  topicNote.replaceChildren();
  if (topic) {
    const shown = rowsOf("posts").filter((row) => ofTopic(row.data)).length;
    const back = make("button", "Show all posts", "plain");
    back.type = "button";
    back.addEventListener("click", () => chooseTopic("", ""));
    topicNote.append("Only the posts on ", make("b", name), `: ${count(shown, "post")} in this page. `, back);
  }
  filter("posts");
};
const ofTopic = (data) => !topic || (data.t ?? "").split(" ").includes(topic);

// --- One blog at a time ---------------------------------------------------------------------------------------
const choice = one("#blog-choice");
let chosen = "";
const ofChosen = {
  posts: (data) => (!chosen || data.b === chosen) && ofTopic(data),
  linkbacks: (data) => data.b === chosen,
  references: (data) => data.b === chosen || data.f === chosen,
  edges: (data) => data.b === chosen || data.f === chosen,
};

const blogPanel = () => {
  const entry = rowsOf("blogs").find((row) => row.data.b === chosen);
  if (!entry) return [];
  const heading = make("h2");
  heading.append(copy(entry.cells[0]));
  const columns = make("div", "", "answers");
  const noticed = make("article");
  noticed.append(make("h3", "Which of its posts were noticed?"));
  const posts = rowsOf("posts").filter((row) => row.data.b === chosen && textOf("posts", row, "linkbacks") !== "0").slice(0, 8);
  noticed.append(posts.length ? list(posts.map(noticedPost)) : make("p", "None of its posts in this page lists a linkback."));
  const citing = make("article");
  citing.append(make("h3", "Who cites it?"));
  const edges = rowsOf("edges").filter((row) => row.data.b === chosen).slice(0, 12);
  citing.append(edges.length ? list(edges.map(citingBlog)) : make("p", "No other blog of this page does."));
  const cited = make("article");
  cited.append(make("h3", "Whom does it cite?"));
  const outgoing = rowsOf("edges").filter((row) => row.data.f === chosen).slice(0, 12);
  cited.append(outgoing.length ? list(outgoing.map(citedBlog)) : make("p", "No other blog of this page."));
  columns.append(noticed, citing, cited);
  const note = make("p", "The tables of posts, evidence and references below show this blog only. ", "note");
  const back = make("button", "Show all blogs", "plain");
  back.type = "button";
  back.addEventListener("click", () => { choice.value = ""; choose(); });
  note.append(back);
  return [heading, note, facts("blogs", entry), columns];
};
const list = (items) => {
  const box = make("ol");
  box.append(...items);
  return box;
};
const item = (cell, aside) => {
  const line = make("li");
  line.append(copy(cell), aside);
  return line;
};
const noticedPost = (row) => {
  const line = item(one("a,span", row.cells[0]) && row.cells[0], make("span", "", "aside"));
  one("small", line)?.remove();
  one(".aside", line).append(
    copy(cellOf("posts", row, "referring_sites")), " referring sites, ",
    copy(cellOf("posts", row, "clean")), " clean of ", copy(cellOf("posts", row, "linkbacks")), " linkbacks");
  return line;
};
const references = (row) => {
  const aside = make("span", "", "aside");
  aside.append("references: ", copy(cellOf("edges", row, "weight")));
  return aside;
};
const citingBlog = (row) => item(row.cells[0], references(row));
const citedBlog = (row) => item(row.cells[1], references(row));

const choose = () => {
  chosen = choice ? choice.value : "";
  const panel = one("#blog");
  panel.hidden = !chosen;
  panel.replaceChildren(...(chosen ? blogPanel() : []));
  one("#answers").hidden = Boolean(chosen);
  for (const name of Object.keys(ofChosen)) filter(name);
  mark(chosen ? one(`#net .node[data-b="${chosen}"]`) : null);
  if (chosen) panel.scrollIntoView({ block: "start" });
};
const filter = (name) => {
  const table = tables[name];
  if (!table) return;
  const some = Boolean(chosen) || (name === "posts" && topic !== "");
  if (!table.api) {
    for (const entry of table.rows) entry.row.hidden = some && !ofChosen[name](entry.data);
    return;
  }
  table.api.search.fixed("blog", some ? (text, cells, index) => ofChosen[name](table.rows[index].data) : null);
  table.api.draw();
};
if (choice) {
  choice.parentElement.hidden = false;
  choice.addEventListener("change", choose);
}

// --- Network ----------------------------------------------------------------------------------------------------
const net = one("#net");
const nodes = net ? all(".node", net).sort((a, b) => a.dataset.n - b.dataset.n) : [];
const arrows = net ? all("line", net) : [];
const mark = (node) => {
  if (!net) return;
  net.classList.toggle("marked", Boolean(node));
  const me = node?.dataset.n, near = new Set([me]);
  for (const arrow of arrows) {
    const on = Boolean(node) && (arrow.dataset.a === me || arrow.dataset.z === me);
    arrow.classList.toggle("on", on);
    if (on) near.add(arrow.dataset.a).add(arrow.dataset.z);
  }
  for (const other of nodes) other.classList.toggle("on", Boolean(node) && near.has(other.dataset.n));
  nodes.forEach((other) => other.setAttribute("aria-pressed", other === node));
  if (node) netNote.textContent = `${node.getAttribute("aria-label")}. Cites ${arrows.filter((a) => a.dataset.a === me).length}, cited by ${arrows.filter((a) => a.dataset.z === me).length} of the blogs drawn.`;
  else netNote.textContent = netText;
};
const netNote = one("#net-note"), netText = netNote?.textContent ?? "";
const startNetwork = () => {
  const whole = net.getAttribute("viewBox").split(" ").map(Number);
  let view = [...whole], drag = null;
  const draw = () => {
    net.setAttribute("viewBox", view.map((v) => v.toFixed(1)).join(" "));
    net.classList.toggle("zoomed", view[2] < whole[2]);
    net.style.setProperty("--zoom", view[2] / whole[2]);
  };
  const zoom = (factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) => {
    if (!factor) { view = [...whole]; draw(); return; }
    const width = Math.min(whole[2], Math.max(whole[2] / 8, view[2] * factor)), scale = width / view[2];
    view = [x - (x - view[0]) * scale, y - (y - view[1]) * scale, width, view[3] * scale];
    draw();
  };
  const at = (event) => {
    const box = net.getBoundingClientRect();
    return [view[0] + (event.clientX - box.left) / box.width * view[2], view[1] + (event.clientY - box.top) / box.height * view[3]];
  };
  for (const button of all("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  one("[data-names]").addEventListener("click", (event) => {
    const on = net.classList.toggle("names");
    event.currentTarget.setAttribute("aria-pressed", on);
  });
  one(".net-tools").hidden = false;
  net.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.85 : 1.18, ...at(event));
  }, { passive: false });
  net.addEventListener("pointerdown", (event) => { drag = { from: [event.clientX, event.clientY], view: [...view], moved: false }; });
  net.addEventListener("pointermove", (event) => {
    if (!drag || event.buttons !== 1) return;
    const box = net.getBoundingClientRect(), dx = event.clientX - drag.from[0], dy = event.clientY - drag.from[1];
    if (Math.hypot(dx, dy) < 5) return;
    drag.moved = true;
    if (event.pointerType === "touch" && view[2] >= whole[2]) return;
    view = [drag.view[0] - dx / box.width * view[2], drag.view[1] - dy / box.height * view[3], view[2], view[3]];
    draw();
  });
  net.addEventListener("click", (event) => {
    const moved = drag?.moved;
    drag = null;
    if (moved) return;
    const node = event.target.closest(".node");
    mark(node && node.getAttribute("aria-pressed") !== "true" ? node : null);
  });
  // One stop for the tab key; arrow keys go from blog to blog.
  nodes.forEach((node, place) => {
    node.setAttribute("tabindex", place ? -1 : 0);
    node.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = nodes[(place + step + nodes.length) % nodes.length];
        node.setAttribute("tabindex", -1);
        next.setAttribute("tabindex", 0);
        next.focus();
        event.preventDefault();
      } else if (event.key === "Enter" || event.key === " ") {
        mark(node.getAttribute("aria-pressed") === "true" ? null : node);
        event.preventDefault();
      } else if (event.key === "Escape") mark(null);
    });
  });
};
if (net) startNetwork();

// --- Tables that sort and search ----------------------------------------------------------------------------------
for (const table of Object.values(tables)) for (const head of table.heads) head.dataset.label = head.textContent;

const PAGE = { posts: 15, linkbacks: 15, coverage: 100, runs: 10 };
const enhance = (DataTable, name) => {
  const { element, heads, rows } = tables[name];
  const size = PAGE[name] ?? 10, more = heads.some((head) => "more" in head.dataset);
  const buttons = [{ extend: "colvis", text: "Columns", columnText: (api, index) => heads[index].dataset.label }];
  tables[name].api = new DataTable(element, {
    order: [],
    autoWidth: false,
    pageLength: size,
    lengthMenu: [size, 50, 200].filter((value, place) => !place || value > size),
    paging: rows.length > size,
    columnDefs: [{ targets: heads.flatMap((head, place) => ("more" in head.dataset ? [place] : [])), visible: false }],
    layout: {
      topStart: rows.length > 5 ? "search" : null,
      topEnd: more ? { buttons } : null,
      bottomStart: rows.length > size ? ["info", "pageLength"] : null,
      bottomEnd: rows.length > size ? "paging" : null,
    },
    language: {
      search: "Search", info: "_START_–_END_ of _TOTAL_", infoFiltered: "(from _MAX_)", infoEmpty: "0 rows",
      lengthMenu: "_MENU_ a page", zeroRecords: "No row matches.", emptyTable: "No rows.",
    },
  });
};
const start = async () => {
  const source = one("#datatables").textContent;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    const module = await import(address);
    const DataTable = module.DataTable ?? module.jQuery?.fn?.dataTable ?? module.default;
    for (const name of Object.keys(tables)) {
      enhance(DataTable, name);
      await new Promise((done) => setTimeout(done));
    }
    document.documentElement.dataset.tables = "ready";
  } catch (error) {
    // An old browser: the tables stay as they are.
    console.warn("Tables stay unsorted:", error);
    document.documentElement.dataset.tables = "plain";
  } finally {
    URL.revokeObjectURL(address);
    document.documentElement.classList.remove("early");
    if (chosen) choose();
    else if (topic) filter("posts");
  }
};
start();
})();
