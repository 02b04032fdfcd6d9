
// --- What the chosen blog could do next -------------------------------------------------------------------------
const SHOWN = 5;
const box = (title, className, lines, none) => {
  const article = make("article", "", className);
  article.append(make("h3", title), lines.length ? list(lines) : make("p", none));
  return article;
};
const line = (name, ...said) => {
  const entry = item(name, make("span", "", "aside"));
  one("small", entry)?.remove();
  one(".aside", entry).append(...said);
  return entry;
};
const plural = (number, noun) => (number === 1 ? noun : `${noun}s`);

// Sites that cite others on its topics in clean linkbacks, and never it: those first that cite most of these blogs.
const othersReaders = (heading, voices, topics) => {
  const its = new Set(voices.filter(({ data }) => data.b === chosen || data.f === chosen).map(({ data }) => data.s));
  const others = voices.filter(({ data }) => !its.has(data.s) && words(data.t).some((one) => topics.has(one)));
  const sites = [...grouped("site", others).values()].map((entries) => ({ entries, blogs: grouped("blog", entries).size }));
  sites.sort((a, b) => b.blogs - a.blogs || b.entries.length - a.entries.length);
  const said = ({ entries, blogs }) => line(siteCell(entries[0]), opener(heading, "Linkbacks to others on its topics", entries), ` clean ${plural(entries.length, "linkback")} to ${count(blogs, "blog")}`);
  const article = box("Who cites others on its topics, and not it?", "", sites.slice(0, SHOWN).map(said), "No site does in a clean linkback.");
  if (sites.length > SHOWN) {
    const more = make("p", "", "more");
    more.append(opener(heading, "Sites that cite others on its topics, and not it", others, "site"), " sites in all.");
    article.append(more);
  }
  return article;
};

// Of each blog that writes on its topics, still writes, and shows who cites it, the topic that ranks best.
const hostsFor = (topics, outgoing, prospects) => {
  const best = new Map();
  for (const row of prospects) {
    const { b, t } = row.data;
    // A packed row is parsed where its text is asked for: last.
    if (b !== chosen && topics.has(t) && !best.has(b) && !textOf("prospects", row, "latest").includes("not active")) best.set(b, row);
  }
  const said = (row) => {
    const share = cellOf("prospects", row, "listed_share"), of = one("small", share)?.textContent;
    const cited = outgoing.find(({ data }) => data.b === row.data.b), topic = make("bdi", textOf("prospects", row, "topic"));
    const lists = of ? `: lists ${share.firstChild.textContent} ${of} ${plural(of === "of 1" ? 1 : 2, "post")} that cited it` : ": nothing is known yet of posts that cited it";
    return line(cellOf("prospects", row, "title"), topic, lists, cited ? "; it cites that blog already" : "");
  };
  const article = box("Whom to cite next?", "", [...best.values()].slice(0, SHOWN).map(said), "No other blog on its topics still writes and shows who cites it.");
  if (best.size) {
    const more = make("p", "", "more"), all = make("a", `${count(best.size, "blog")}, by topic`);
    all.href = "#prospects";
    more.append(all);
    article.append(more);
  }
  return article;
};

// What its owner can mend: references that nobody shows, what it shows and should not, doors left open.
const toLookAt = (heading, linkbacks, posts, references) => {
  const unseen = references.filter(({ data }) => data.b === chosen && data.f !== chosen);
  const untold = references.filter((row) => row.data.f === chosen && row.data.b !== chosen && textOf("references", row, "accepts") === "open");
  const listed = marked(linkbacks, "now"), open = marked(posts, "there", "old_open");
  const lines = [
    ["It is cited, and does not show it", unseen, "reference to it stands in no listing of its posts", "references to it stand in no listing of its posts"],
    ["It cites, and is not shown", untold, "of its references is not listed, though the cited post takes linkbacks: tell its author", "of its references are not listed, though the cited posts take linkbacks: tell their authors"],
    ["Spam", marked(listed, "spam"), "linkback that its posts show is judged spam", "linkbacks that its posts show are judged spam"],
    ["Removed", marked(listed, "removed"), "linkback has a source that links no more", "linkbacks have a source that links no more"],
    ["Unreachable", marked(listed, "unreachable"), "linkback has a source that cannot be reached", "linkbacks have a source that cannot be reached"],
    ["Old and open", open, "old post still takes linkbacks", "old posts still take linkbacks"],
  ];
  const said = ([label, entries, single, several]) => {
    const entry = make("li");
    entry.append(opener(heading, label, entries), ` ${entries.length === 1 ? single : several}.`);
    return entry;
  };
  return box("What needs a look?", "wide", lines.filter(([, entries]) => entries.length).map(said), "Nothing: no spam, no dead source, no reference that is not listed, no old post left open.");
};
