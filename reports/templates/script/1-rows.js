// Rows and cells, remembered before DataTables takes them out of the page.
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

const tables = {};
for (const element of all("table.data")) {
  const heads = all("thead th", element);
  for (const head of heads) head.dataset.label = head.firstChild.textContent.trim();
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

