// --- The posts of one topic ---------------------------------------------------------------------------------
const topicNote = one("#topic-note");
let topic = "";
const chooseTopic = (number) => {
  topic = number;
  sayTopic();
  filter("posts");
};
const sayTopic = () => {
  topicNote.hidden = !topic;
  topicNote.replaceChildren();
  if (!topic) return;
  const shown = rowsOf("posts").filter((row) => ofChosen.posts(row.data)).length;
  const back = make("button", "Show all posts", "plain");
  back.type = "button";
  back.addEventListener("click", () => chooseTopic(""));
  topicNote.append(chosen ? "Only its posts on " : "Only the posts on ", topicName(topic), `: ${count(shown, "post")} in this page. `, back);
};
const topicName = (number) => {
  const name = make("b", textOf("topics", rowsOf("topics")[number], "topic"));
  name.dir = "auto";
  return name;
};
const ofTopic = (data) => !topic || (data.t ?? "").split(" ").includes(topic);

// --- One blog at a time ---------------------------------------------------------------------------------------
const choice = one("#blog-choice");
let chosen = "";
const ofChosen = {
  posts: (data) => (!chosen || data.b === chosen) && ofTopic(data),
  linkbacks: (data) => data.b === chosen,
  prospects: (data) => data.b !== chosen && ofItsTopics(data),
  references: (data) => data.b === chosen || data.f === chosen,
  edges: (data) => data.b === chosen || data.f === chosen,
};

// A prospect is for its own topics: those of the posts of the chosen blog.
let itsTopics = new Set();
const ofItsTopics = (data) => itsTopics.has(data.t);
const topicsOf = async (blog) => new Set((await everyRow("posts")).filter((row) => row.data.b === blog).flatMap((row) => words(row.data.t)));

const blogPanel = async (topics) => {
  const entry = rowsOf("blogs").find((row) => row.data.b === chosen);
  if (!entry) return [];
  const heading = make("h2");
  heading.append(copy(entry.cells[0]));
  const columns = make("div", "", "answers");
  const noticed = make("article");
  noticed.append(make("h3", "Which of its posts were noticed?"));
  const ofIt = ({ data }) => data.b === chosen;
  const written = (await kindred("posts")).filter((row) => ofIt(row) && words(row.data.m).includes("there"));
  const posts = written.filter((row) => textOf("posts", row, "clean") !== "0").slice(0, 8);
  noticed.append(posts.length ? list(posts.map(noticedPost)) : make("p", "None of its posts lists a clean linkback."));
  const citing = make("article");
  citing.append(make("h3", "Who cites it?"));
  const every = await kindred("linkbacks"), linkbacks = every.filter(ofIt), voices = marked(linkbacks, "voice");
  const sites = [...grouped("site", voices).values()].sort((a, b) => b.length - a.length);
  citing.append(sites.length ? list(sites.slice(0, 8).map(citingSite)) : make("p", "No site does in a clean linkback."));
  if (sites.length > 8) citing.append(make("p", `${count(sites.length, "site")} in all: choose its number of referring sites above.`, "more"));
  const cited = make("article");
  cited.append(make("h3", "Whom does it cite?"));
  const outgoing = (await everyRow("edges")).filter((row) => row.data.f === chosen);
  cited.append(outgoing.length ? list(outgoing.slice(0, 12).map(citedBlog)) : make("p", "None of the other crawled blogs."));
  if (outgoing.length > 12) cited.append(make("p", `${count(outgoing.length, "blog")} in all, by number of references.`, "more"));
  const drawing = drawingTopics(heading, written, voices);
  const strangers = othersReaders(heading, marked(every, "voice"), topics), hosts = hostsFor(topics, outgoing, await everyRow("prospects"));
  const care = toLookAt(heading, linkbacks, written, await kindred("references"));
  columns.append(...changes(heading, linkbacks, entry), drawing, noticed, citing, strangers, cited, hosts, care);
  const note = make("p", "The tables of posts, evidence and references below show this blog only, and whom to cite its topics; the others say that they are of all blogs. ", "note");
  const back = make("button", "Show all blogs", "plain");
  back.type = "button";
  back.addEventListener("click", () => { choice.value = ""; choose(); });
  note.append(back);
  return [heading, note, ownCoverage(entry), facts("blogs", entry, ["harmonic", "pagerank"]), columns];
};
// What the last run that crawled the chosen blog changed for it; nothing where that was the first run.
const changes = (heading, linkbacks, blog) => {
  const runs = rowsOf("runs"), own = runs.findIndex((run) => textOf("runs", run, "run") === textOf("blogs", blog, "last_run"));
  const [last, before] = runs.slice(Math.max(own, 0));
  if (!before) return [];
  const seen = (mark) => linkbacks.filter(({ data }) => data.r === last.data.r && words(data.m).includes(mark));
  const [fresh, clean, lost] = ["now", "clean", "gone"].map(seen), spam = fresh.filter(({ data }) => words(data.m).includes("spam"));
  const box = make("article", "", "wide"), line = make("p"), day = textOf("runs", last, "started").slice(0, 10);
  const number = (label, entries) => (entries.length ? opener(heading, label, entries) : "0");
  box.append(make("h3", "What is new for it since the run before?"), line);
  if (textOf("blogs", blog, "state").startsWith("failed")) {
    line.append(`It could not be read in the run of ${day}: what is new for it is not known.`);
    return [box];
  }
  line.append(number("New", fresh), ` linkback${fresh.length === 1 ? "" : "s"} seen for the first time in the run of ${day}`);
  if (fresh.length) line.append(", ", number("New and clean", clean), " of them clean", ...(spam.length ? [", ", number("New and spam", spam), " spam"] : []));
  line.append("; ", number("Listed no more", lost), ` ${lost.length === 1 ? "is" : "are"} listed no more.`);
  const coverage = own > 0 ? null : one(".changes .coverage")?.cloneNode(true);
  if (coverage) one("b", coverage).textContent = "Coverage of all blogs";
  box.append(...[coverage].filter(Boolean));
  if (clean.length) box.append(list(clean.slice(0, 3).map(newcomer)));
  return [box];
};
// Which topics of the chosen blog draw trackbacks: distinct sites among the clean linkbacks of its posts on each.
const drawingTopics = (heading, posts, voices) => {
  const box = make("article"), on = (number) => ({ data }) => words(data.t).includes(number);
  box.append(make("h3", "Which of its topics draw trackbacks?"));
  const its = [...new Set(posts.flatMap(({ data }) => words(data.t)))].map((number) => {
    const cited = voices.filter(on(number)), written = posts.filter(on(number));
    return { number, cited, written, sites: grouped("site", cited).size, noticed: grouped("post", cited).size };
  });
  const drawing = its.filter(({ sites }) => sites).sort((a, b) => b.sites - a.sites || a.written.length - b.written.length);
  const line = ({ number, cited, written, sites, noticed }) => {
    const entry = make("li"), link = make("a"), aside = make("span", "", "aside");
    link.href = "#posts";
    link.dataset.topic = number;
    link.append(...topicName(number).childNodes);
    link.dir = "auto";
    // Of those that cite any blog's posts on it: its share among all that write on the topic.
    const all = whole(textOf("topics", rowsOf("topics")[number], "votes"));
    aside.append(opener(heading, "Sites that cite posts on it", cited, "site"), ` of ${count(all, "citing site")}, ${noticed.toLocaleString("en")} of ${count(written.length, "post")} cited`);
    entry.append(link, aside);
    return entry;
  };
  if (!drawing.length) box.append(make("p", its.length ? "None of its topics has drawn a site yet." : "No topic of its posts is known."));
  else box.append(list(drawing.slice(0, 8).map(line)));
  if (drawing.length && its.length > Math.min(drawing.length, 8))
    box.append(make("p", `${drawing.length.toLocaleString("en")} of its ${count(its.length, "topic")} ${drawing.length === 1 ? "has" : "have"} drawn a site.`, "more"));
  return box;
};
const newcomer = (entry) => {
  const aside = make("span", "", "aside"), site = one("a,b,span", siteCell(entry)) ?? siteCell(entry);
  aside.append(make("bdi", site.textContent), " cites ", copy(cellOf("linkbacks", entry, "target_title")));
  const line = item(cellOf("linkbacks", entry, "source"), aside);
  one("small", line)?.remove();
  return line;
};
const opener = (heading, label, entries, per = "") => {
  const link = make("a", counted(per, entries).toLocaleString("en"));
  link.href = "#linkbacks";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open([copy(heading)], make("h3", `${label}: ${link.textContent}`), per ? groups(per, entries) : cards(entries, true));
  });
  return link;
};
const ownCoverage = (entry) => {
  const line = make("p", "", "coverage"), of = (column) => copy(cellOf("blogs", entry, column));
  const known = make("span");
  known.append("posts fetched ", of("posts_fetched"), " of ", of("posts_known"));
  if (textOf("blogs", entry, "posts_inferred") !== "0") known.append(" · posts inferred ", of("posts_inferred"));
  const whole = textOf("blogs", entry, "complete") === "yes" ? "crawl complete" : `crawl not complete (${textOf("blogs", entry, "state")})`;
  line.append(make("b", "Coverage of this blog"), make("span", whole), known);
  return line;
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
  const some = (column, noun) => [copy(cellOf("posts", row, column)), textOf("posts", row, column) === "1" ? noun : `${noun}s`];
  one(".aside", line).append(
    ...some("referring_sites", " referring site"), ", ", copy(cellOf("posts", row, "clean")), " clean of ", ...some("linkbacks", " linkback"));
  const reactions = textOf("posts", row, "reactions");
  if (reactions && reactions !== "0") one(".aside", line).append(" (", ...some("reactions", " reaction"), ")");
  return line;
};
const siteCell = (entry) => rowsOf("sites")[entry.data.s]?.cells[0] ?? cellOf("linkbacks", entry, "source_site");
const citingSite = (entries) => {
  const line = item(siteCell(entries[0]), make("span", count(entries.length, "clean linkback"), "aside"));
  one("small", line)?.remove();
  return line;
};
const citedBlog = (row) => {
  const aside = make("span", "", "aside");
  aside.append("references: ", copy(cellOf("edges", row, "weight")));
  return item(row.cells[1], aside);
};

const choose = async () => {
  chosen = choice ? choice.value : "";
  const panel = one("#blog"), asked = chosen;
  const topics = await topicsOf(asked), parts = chosen ? await blogPanel(topics) : [];
  if (asked !== chosen) return;
  itsTopics = topics;
  panel.hidden = !chosen;
  panel.replaceChildren(...parts);
  one("#said").textContent = chosen ? `Shown: ${choice.selectedOptions[0].text}` : "Shown: all blogs";
  one("#answers").hidden = Boolean(chosen);
  remember();
  for (const name of chosen ? ["posts", "linkbacks", "references"] : []) if (tables[name]?.api) await load(name, asked);
  if (asked !== chosen) return;
  sayTopic();
  for (const name of Object.keys(ofChosen)) filter(name);
  for (const note of all(".of-all")) note.hidden = !chosen;
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
// The address of the page names the chosen blog: whoever opens it again, or is sent it, sees the same.
const named = () => new URLSearchParams(location.hash.slice(1)).get("blog");
const homeOf = (row) => one("a", row.cells[0])?.href ?? "";
const remember = () => {
  const home = chosen && homeOf(rowsOf("blogs").find((row) => row.data.b === chosen));
  if (home || named()) history.replaceState(null, "", home ? `#${new URLSearchParams({ blog: home })}` : location.href.split("#")[0]);
};
const chooseNamed = () => {
  const home = named(), row = home && rowsOf("blogs").find((row) => homeOf(row) === home);
  if (!row || row.data.b === chosen) return;
  choice.value = row.data.b;
  choose();
};
if (choice) {
  chooseNamed();
  if (!chosen && choice.value) choose();
  addEventListener("hashchange", chooseNamed);
  choice.parentElement.hidden = false;
  choice.addEventListener("change", choose);
}

