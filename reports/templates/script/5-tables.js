// --- Tables that sort and search ----------------------------------------------------------------------------------
const PAGE = { posts: 15, linkbacks: 15, coverage: 100, runs: 10 };
const enhance = (DataTable, name) => {
  const { element, heads, rows } = tables[name];
  const places = (wanted) => heads.flatMap((head, place) => (wanted(head) ? [place] : []));
  const size = PAGE[name] ?? 10, more = heads.some((head) => "more" in head.dataset);
  const buttons = [{ extend: "colvis", text: "Columns", columnText: (api, index) => heads[index].dataset.label }];
  tables[name].api = new DataTable(element, {
    order: [],
    autoWidth: false,
    pageLength: size,
    lengthMenu: [size, 50, 200].filter((value, place) => !place || value > size),
    paging: rows.length > size,
    columnDefs: [
      { targets: places((head) => "more" in head.dataset), visible: false },
      // Of numbers, the largest first.
      { targets: places((head) => head.classList.contains("n")), orderSequence: ["desc", "asc", ""] },
    ],
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
  // What a choice hid until now is found by it from now on.
  for (const { row } of rows) row.hidden = false;
  if ((chosen || topic) && ofChosen[name]) filter(name);
  // Read aloud, one search and one button of ten say whose they are.
  const caption = one("caption", element).textContent, around = element.closest(".dt-container");
  one("input[type=search]", around)?.setAttribute("aria-label", `Search: ${caption}`);
  one(".dt-buttons button", around)?.setAttribute("aria-label", `Columns: ${caption}`);
};
// Who leaves the menu of columns by the keyboard stands on its button again, not at the head of the page.
addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.(".dt-button-collection");
  if (menu) one("button", menu.closest(".dt-buttons"))?.focus();
});
// A link of the page's head may ask for a table in another order: "topics yield_low desc".
const sortBy = (name, column, direction) => {
  const { api, names } = tables[name];
  api?.order([names.indexOf(column), direction]).draw();
};
// The packed rows of a table, or those of a blog, put into it when asked for; of a blog only as many as are quickly added.
const QUICK = 5000;
const load = async (name, blog = "") => {
  const box = make("template"), table = tables[name], packed = await packedRows(name);
  const wanted = packed.filter(({ data, taken }) => !taken && (!blog || data.b === blog || data.f === blog));
  if (!wanted.length || (blog && wanted.length > QUICK)) return;
  box.innerHTML = wanted.map(({ line }) => line).join("");
  const added = [...box.content.children];
  for (const row of wanted) row.taken = true;
  table.rows.push(...added.map((row) => ({ row, data: row.dataset, cells: [...row.children] })));
  unpacked[name] = Promise.resolve(packed.filter(({ taken }) => !taken));
  table.api.rows.add(added).draw();
};
for (const button of all("[data-load]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    await load(button.dataset.load);
    button.remove();
  });
}
// The tables above an addressed section change their height when they are drawn: it is brought back, unless the reader
// has gone elsewhere by then.
const addressed = location.hash.slice(1);
let left = false;
for (const way of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(way, () => { left = true; }, { once: true, passive: true });
}
const backToAddress = () => {
  if (addressed && !left) document.getElementById(addressed)?.scrollIntoView({ behavior: "instant", block: "start" });
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
    for (const button of all("[data-load]")) button.hidden = !("DecompressionStream" in window);
  } catch (error) {
    // An old browser: the tables stay as they are.
    console.warn("Tables stay unsorted:", error);
    document.documentElement.dataset.tables = "plain";
  } finally {
    URL.revokeObjectURL(address);
    document.documentElement.classList.remove("early");
    if (chosen) choose();
    else if (topic) filter("posts");
    if (!chosen) {
      backToAddress();
      // Once more, and again: the browser's own scrolling and the last layout may end late.
      for (const wait of [200, 600, 1200, 2000]) setTimeout(backToAddress, wait);
    }
  }
};
start();
