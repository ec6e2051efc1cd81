import { unpacking } from "./packed.ts";

/** Search, filters, sorting, permalinks and opening of rows. Without it the table is a plain list. */
export const tableScript = `${unpacking}
const table = document.getElementById("table");
const body = table.tBodies[0];
const rows = [...body.rows].filter((row) => !row.classList.contains("detail"));
const detailOf = new Map(rows.map((row) => [row, row.nextElementSibling?.classList.contains("detail") ? row.nextElementSibling : undefined]));
const form = document.querySelector("form.controls");
const output = form.querySelector("output");
const few = matchMedia("(max-width: 48rem)").matches ? 10 : 25;
let all = false;

const more = document.createElement("button");
more.type = "button";
more.addEventListener("click", () => { all = true; show(); });
table.after(more);

function open(row, wanted, speak = true) {
  const detail = detailOf.get(row);
  if (!detail) return;
  detail.hidden = !wanted;
  row.classList.toggle("open", wanted);
  row.cells[0].firstChild.setAttribute("aria-expanded", String(wanted));
  if (!wanted) return;
  const details = detail.querySelector("details");
  details.open = true;
  showPart(details.querySelector("[data-part]"));
  if (speak) history.replaceState(null, "", "#" + detail.cells[0].id);
}
const isOpen = (row) => row.classList.contains("open");

for (const row of rows) {
  const detail = detailOf.get(row);
  if (!detail) continue;
  detail.hidden = true;
  const [number] = row.cells;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "opens";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", "Details of divergence " + number.textContent);
  button.append(...number.childNodes);
  number.append(button);
  row.addEventListener("click", ({ target }) => {
    if (target.closest("a") || String(getSelection()) !== "") return;
    open(row, !isOpen(row));
  });
}

/** Hides what does not fit the search and the filters, and what is beyond the first rows. */
function show() {
  const { words, severity, operation, kind, state } = Object.fromEntries(new FormData(form));
  const wanted = words.toLowerCase().split(/\\s+/);
  const fits = (row) => (!severity || row.dataset.severity === severity) && (!kind || row.dataset.kind === kind)
    && (!state || row.dataset.state === state) && (!operation || row.dataset.operations.split(" ").includes(operation))
    && wanted.every((word) => textOf(row).includes(word));
  let [found, shown] = [0, 0];
  for (const row of [...body.rows].filter((row) => detailOf.has(row))) {
    const isFound = fits(row);
    if (isFound) found++;
    row.hidden = !isFound || !(all || shown < few || isOpen(row));
    if (!row.hidden) shown++;
    const detail = detailOf.get(row);
    if (detail) detail.hidden = row.hidden || !isOpen(row);
  }
  output.textContent = found + " of " + rows.length + " found" + (shown < found ? ", " + shown + " shown" : "");
  more.hidden = shown === found;
  more.textContent = "Show all " + found;
}
const texts = new Map();
function textOf(row) {
  if (!texts.has(row)) texts.set(row, (row.textContent + " " + (detailOf.get(row)?.textContent ?? "")).toLowerCase());
  return texts.get(row);
}

let sorted, down;
[...table.tHead.rows[0].cells].forEach((cell, index) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...cell.childNodes);
  cell.append(button);
  button.addEventListener("click", () => {
    down = sorted === index && !down;
    sorted = index;
    const value = (row) => row.cells[index].dataset.sort ?? row.cells[index].textContent;
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const order = rows.toSorted((a, b) => a.classList.contains("gone") - b.classList.contains("gone") || (down ? -1 : 1) * compare(value(a), value(b)));
    body.append(...order.flatMap((row) => [row, detailOf.get(row) ?? []].flat()));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    show();
  });
});

/** #d12, or what an address of an earlier campaign ends with. */
function follow() {
  const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const row = element?.closest("#table tr");
  if (!row) return;
  const summary = detailOf.has(row) ? row : row.previousElementSibling;
  open(summary, true, false);
  show();
  summary.scrollIntoView();
}
addEventListener("hashchange", follow);
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
// On a phone the rows are no boxes of a table: the roles keep them one for a screen reader.
table.setAttribute("role", "table");
for (const [role, elements] of Object.entries({ rowgroup: "thead, tbody", row: "tr", columnheader: "th", cell: "td" }))
  for (const element of table.querySelectorAll(elements)) element.setAttribute("role", role);
document.documentElement.classList.add("scripted");
show();
follow();
`;
