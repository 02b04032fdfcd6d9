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

