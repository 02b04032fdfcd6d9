// --- Evidence: the rows that a number counts ------------------------------------------------------------------
// A head says what its column counts (data-rows, data-marks, data-per; see reports/evidence.py). A number opens the
// rows that belong to its own row and carry all marks.
const dialog = one("#detail");
const STEP = 200;
const TABLE = { p: "posts", b: "blogs", s: "sites", t: "topics", e: "edges", m: "months", r: "runs" };
const words = (text) => (text ?? "").split(" ").filter(Boolean);

// Which rows belong to a row of each table: `row` is one of linkbacks, posts or references, `of` the clicked one.
const BELONGS = {
  posts: (row, of) => row.p === of.p,
  blogs: (row, of) => row.b === of.b,
  sites: (row, of) => row.s === of.s,
  topics: (row, of) => words(row.t).includes(of.t),
  edges: (row, of) => row.b === of.b && (of.f === undefined ? row.s === of.s : row.f === of.f),
  runs: (row, of) => row.r === of.r,
  months: (row, of) => row.y === of.y && words(row.m).includes(of.k),
};
const KEY = { site: "s", post: "p", blog: "b" };

const selected = (name, of, head, entries) => {
  const marks = words(head.marks);
  return marked(entries.filter(({ data }) => BELONGS[name](data, of)), ...marks);
};
const grouped = (per, entries) => {
  const groups = new Map();
  for (const entry of entries) {
    const key = entry.data[KEY[per]];
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(entry);
  }
  return groups;
};
const counted = (per, entries) => {
  if (KEY[per]) return grouped(per, entries).size;
  if (per === "listed") return entries.reduce((sum, entry) => sum + whole(textOf("linkbacks", entry, "listed")), 0);
  return entries.length;
};
const whole = (text) => Number(text.replaceAll(",", ""));

// Rows that do not stand in a table travel packed: the same escaped rows, unpacked when a number asks for them.
const ATTRIBUTE = /data-(\w)=(?:"([^"]*)"|([^\s>]+))/g;
class PackedRow {
  constructor(line) {
    this.line = line;
    this.data = {};
    for (const [, name, quoted, bare] of line.slice(0, line.indexOf(">") + 1).matchAll(ATTRIBUTE)) this.data[name] = quoted ?? bare;
  }
  get cells() {
    const box = make("template");
    box.innerHTML = this.line;
    Object.defineProperty(this, "cells", { value: [...box.content.firstElementChild.children] });
    return this.cells;
  }
}
const unpacked = {};
const unpack = async (name) => {
  const box = one(`#packed-${name}`);
  if (!box) return [];
  const bytes = Uint8Array.from(atob(box.textContent.trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return (await new Response(stream).text()).split("\n").map((line) => new PackedRow(line));
};
const packedRows = (name) => {
  unpacked[name] ??= unpack(name).catch((error) => {
    // An old browser: what stands in the tables is still opened, and the dialog says how much of it there is.
    console.warn("Packed rows stay closed:", error);
    return [];
  });
  return unpacked[name];
};
const everyRow = async (name) => [...rowsOf(name), ...(await packedRows(name))];

const linkbackCard = (entry, naming) => {
  const card = make("li", "", "card");
  const head = make("div", "", "card-head");
  head.append(copy(cellOf("linkbacks", entry, "source")));
  const facts = make("p", "", "card-facts");
  for (const column of ["kinds", "subtype", "dated", "verdict"]) {
    const text = textOf("linkbacks", entry, column);
    if (text) facts.append(make("span", text));
  }
  if (textOf("linkbacks", entry, "found") === "yes") facts.append(make("span", "read: links here"));
  if (textOf("linkbacks", entry, "found") === "no") facts.append(make("span", "read: no link in its content"));
  const times = whole(textOf("linkbacks", entry, "listed"));
  if (times > 1) facts.append(make("span", `listed ${times} times`));
  facts.append(copy(cellOf("linkbacks", entry, "clean")), copy(cellOf("linkbacks", entry, "listing")));
  card.append(head);
  if (naming) {
    const cited = make("p", "cites ", "card-facts");
    cited.append(copy(cellOf("linkbacks", entry, "target_title")));
    card.append(cited);
  }
  card.append(facts);
  const because = textOf("linkbacks", entry, "gone_because");
  if (because) card.append(make("p", `Listed no more: ${because}`, "why"));
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
const postCard = (entry) => {
  const card = make("li", "", "card"), head = make("div", "", "card-head");
  head.append(copy(entry.cells[0]));
  const facts = make("p", "", "card-facts");
  for (const [column, noun] of [["linkbacks", "linkback"], ["clean", "clean"], ["referring_sites", "referring site"]]) {
    const number = whole(textOf("posts", entry, column));
    facts.append(make("span", noun === "clean" ? `${number} clean` : count(number, noun)));
  }
  facts.append(make("span", textOf("posts", entry, "published")));
  card.append(head, facts);
  return card;
};
const referenceCard = (entry) => {
  const card = make("li", "", "card"), head = make("div", "", "card-head"), facts = make("p", "", "card-facts");
  const listed = kindOf(entry) === "references" ? "listed nowhere" : "the listing was not looked at since";
  head.append(copy(entry.cells[0]));
  facts.append(make("span", `found on the citing page, ${listed}`), copy(entry.cells[1]));
  card.append(head, facts);
  return card;
};
const CARD = { linkbacks: linkbackCard, posts: postCard, references: referenceCard, unlooked: referenceCard };
const kindOf = (entry) => entry.kind ?? "linkbacks";

// A list that grows when asked to: a number may count thousands of rows.
const cards = (entries, naming = false) => {
  const box = make("div"), list = make("ul", "", "cards");
  const more = make("button", "", "plain");
  more.type = "button";
  const grow = () => {
    const begin = list.children.length;
    list.append(...entries.slice(begin, begin + STEP).map((entry) => CARD[kindOf(entry)](entry, naming)));
    const left = entries.length - list.children.length;
    more.hidden = !left;
    more.textContent = `${Math.min(left, STEP).toLocaleString("en")} more`;
  };
  more.addEventListener("click", grow);
  grow();
  box.append(list, more);
  return box;
};
const HEADING = {
  site: (entry) => make("span", textOf("linkbacks", entry, "source_site")),
  post: (entry) => copy(cellOf("linkbacks", entry, "target_title")),
  blog: (entry) => copy(rowsOf("blogs").find((row) => row.data.b === entry.data.b)?.cells[0]),
};
const groups = (per, entries, naming = true) => {
  const box = make("div");
  for (const some of grouped(per, entries).values()) {
    const heading = make("h4");
    heading.append(HEADING[per](some[0]));
    box.append(heading, cards(some, per !== "post" && naming));
  }
  return box;
};

const facts = (name, entry, aside = []) => {
  const box = make("div"), rest = make("details", "", "meanings");
  rest.append(make("summary", "All other facts"));
  const [first, others] = [make("dl", "", "facts"), make("dl", "", "facts")];
  rest.append(others);
  tables[name].heads.forEach((head, place) => {
    const cell = entry.cells[place], list = "more" in head.dataset || aside.includes(head.dataset.name) ? others : first;
    if (place === 0 || !cell || !cell.textContent.trim()) return;
    const pair = make("div");
    const term = make("dt", head.dataset.label);
    term.title = head.title;
    const value = make("dd");
    value.append(copy(cell));
    pair.append(term, value);
    list.append(pair);
  });
  box.append(first);
  if (others.children.length) box.append(rest);
  return box;
};

const TITLE = {
  runs: (entry) => [make("span", `Run ${entry.data.r}`)],
  edges: (entry) => [copy(entry.cells[0]), make("span", " cites "), copy(entry.cells[1])],
  months: (entry) => [make("span", `${entry.data.y}, ${entry.data.k}`)],
};
const open = (title, ...parts) => {
  one("#detail-title").replaceChildren(...title);
  one("#detail-body").replaceChildren(...parts.filter(Boolean));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
};

// Behind "reach by listings" stand the listings that lead readers to a post, and those that lead them away.
const readerLists = (of, entries) => {
  const box = make("div");
  const here = entries.filter(({ data }) => data.o === of.p && data.p !== of.p && words(data.m).includes("now"));
  const away = entries.filter(({ data }) => data.p === of.p && data.o !== of.p && words(data.m).includes("now"));
  box.append(make("h3", `${count(here.length, "listing")} of other posts lead${here.length === 1 ? "s" : ""} readers here`));
  box.append(here.length ? groups("post", here) : make("p", "No crawled post lists this one.", "note"));
  box.append(make("h3", `${count(away.length, "linkback")} listed here lead${away.length === 1 ? "s" : ""} readers away`));
  box.append(away.length ? cards(away) : make("p", "It lists none.", "note"));
  return box;
};

// What a number says, and whether as many rows stand in this page.
const counting = (label, meaning, number, here, file) => {
  const heading = make("h3", `${label}: `);
  heading.append(make("b", number.toLocaleString("en")));
  dialog.dataset.counted = here;
  const less = here !== number && make("p", `${here.toLocaleString("en")} of them stand in this page; ${file}.csv has all.`, "warning");
  return [heading, meaning && make("p", meaning, "note"), less].filter(Boolean);
};
const countedList = (name, entry, column, head, entries) => {
  const box = make("div"), { per, rows } = head.dataset;
  const number = whole(textOf(name, entry, column));
  box.append(...counting(head.dataset.label, head.title, number, counted(per, entries), name === "edges" ? "references" : words(rows)[0]));
  if (per === "listed" || KEY[per]) box.append(make("p", `In ${count(entries.length, "linkback")}:`, "note"));
  const apart = KEY[per] ? per : name === "posts" || rows !== "linkbacks" ? "" : "post";
  box.append(apart ? groups(apart, entries, name !== "posts") : cards(entries, name === "edges"));
  return box;
};
const marked = (entries, ...marks) => entries.filter(({ data }) => marks.every((mark) => words(data.m).includes(mark)));
const kindred = async (kind) => (await everyRow(kind)).map((row) => Object.assign(row, { kind }));

// A number of the page's head is of all blogs: data-all names the table and the marks of what it counts.
const showAll = async (link) => {
  const [kind, ...marks] = words(link.dataset.all), entries = marked(await kindred(kind), ...marks);
  const meaning = link.closest("[title]")?.title;
  open([make("span", one("h1").textContent)], ...counting(link.dataset.label, meaning, whole(link.textContent), entries.length, kind), cards(entries, true));
};

const show = async (what) => {
  const [, letter, place, column] = /^(\w)(\d+)\.(\w+)$/.exec(what);
  const name = TABLE[letter], entry = rowsOf(name)[place] ?? (await everyRow(name))[place];
  const head = tables[name].heads[tables[name].names.indexOf(column)];
  const every = (await Promise.all(words(head.dataset.rows).map(kindred))).flat();
  const evidence = head.dataset.per === "reader"
    ? readerLists(entry.data, every)
    : countedList(name, entry, column, head, selected(name, entry.data, head.dataset, every));
  const about = make("details", "", "meanings");
  about.append(make("summary", "All numbers of this row"), facts(name, entry));
  const chosenTopic = name === "topics" && topicButton(entry);
  open((TITLE[name] ?? (() => [copy(entry.cells[0])]))(entry), chosenTopic, about, evidence);
};
const topicButton = (entry) => {
  const button = make("button", "Show its posts in the table", "plain");
  button.type = "button";
  button.addEventListener("click", () => {
    dialog.close();
    chooseTopic(entry.data.t);
    one("#posts").scrollIntoView({ block: "start" });
  });
  return button;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-show],[data-all],[data-topic],[data-sort]");
  if (!link || event.ctrlKey || event.metaKey) return;
  if (link.dataset.show) {
    event.preventDefault();
    show(link.dataset.show);
  } else if (link.dataset.all) {
    event.preventDefault();
    showAll(link);
  } else if (link.dataset.topic) {
    chooseTopic(link.dataset.topic);
  } else sortBy(...link.dataset.sort.split(" "));
});
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

