// A column pasted from a spreadsheet fills the cells of a sheet from the one where it is pasted downwards; a second one
// fills the targets beside them. What is put into a cell is told by `input`, what no cell of a row holds by `unread`.
const form = document.querySelector("form[data-sheet]");
const pasted = form.querySelector("[data-pasted]");
const undo = form.querySelector("[data-unpaste]");
let before = new Map(); // fields that the last paste changed, and what they said
let misfits = new Set(); // rows in which it found no place

form.addEventListener("paste", (event) => {
  const { target, clipboardData } = event;
  const text = clipboardData.getData("text/plain");
  if (!target.dataset.cell) return;
  const table = cellsOf(text);
  const isTable = target.dataset.cell === "note" ? isColumn(clipboardData) : target.tagName === "SELECT" || /[\n\t"]/.test(text.trimEnd());
  if (isTable) {
    event.preventDefault();
    paste(table, target);
  } else if (target.maxLength > 0 && target.value.length + text.length > target.maxLength) {
    // The browser would cut it; the whole of it stays, and the site says that it is too long.
    event.preventDefault();
    target.setRangeText(text.replace(/\r\n?/g, "\n"), target.selectionStart, target.selectionEnd, "end");
    tell(target);
  }
});
undo.addEventListener("click", () => {
  for (const [field, said] of before) Object.assign(field, said);
  for (const changed of [...before.keys(), ...misfits]) tell(changed);
  forget("Đã hoàn tác lần dán.");
});
form.addEventListener("input", (event) => { if (event.isTrusted) forget(""); });

const tell = (changed) => changed.dispatchEvent(new Event("input", { bubbles: true }));

function forget(words) {
  before = new Map();
  misfits = new Set();
  undo.hidden = true;
  pasted.textContent = words;
}

// Reading the clipboard ----------------------------------------------------------------------------------------------

// Rows of cells; a cell in quotes may hold line breaks, tabs, and its quotes doubled.
function cellsOf(text) {
  const table = [[]], cell = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/gy;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let end = ""; cell.lastIndex <= plain.length;) {
    const [, quoted, bare, next] = cell.exec(plain);
    if (end === "\n") table.push([]);
    table.at(-1).push((quoted?.replace(/""/g, '"') ?? bare).trim());
    if (!next) break;
    end = next;
  }
  return table;
}

// Text of several lines belongs into one box, unless it was copied as cells of a table.
function isColumn(clipboard) {
  const html = clipboard.getData("text/html"), text = clipboard.getData("text/plain");
  return /[\n\t]/.test(text.trimEnd()) && (!html || /<table/i.test(html));
}

// Finding the cells --------------------------------------------------------------------------------------------------

// What people copy has a line for each criterion, or also for each heading, or also for each part of a checklist as in
// our own workbooks. The way in which the fewest values find no place is taken, then the one with the fewest gaps.
function paste(table, target) {
  const names = { amount: ["amount", "target"], target: ["target"], note: ["note"] }[target.dataset.cell];
  const parts = '[name^="chosen-"][type="checkbox"]:not([value="none"])';
  const ways = ["[data-row]", "[data-row], [data-group]", `[data-row], [data-group], ${parts}`]
    .map((lines) => placed(table, [...form.querySelectorAll(lines)], target, names));
  fill(ways.reduce((one, other) => (cost(other) < cost(one) ? other : one)));
}

// Every value that says something, with the line it falls on and the field that takes it.
function placed(table, lines, target, names) {
  const from = lines.indexOf(target.closest("[data-row]"));
  const values = table.map((cells, below) => ({ cells, line: lines[from + below] }));
  return values.flatMap(({ cells, line }, below) => cells.map((value, beside) => {
    const name = names[beside];
    if (line?.matches("[data-group]")) return { value: isSum(value, line, values.slice(below + 1)) ? "" : value, line };
    const field = line && name && fieldOf(line, name);
    return { value, line, name, field, said: field && read(field, value) };
  }));
}

function cost(places) {
  const lost = places.filter(({ value, said }) => value && said === undefined);
  const gaps = places.filter(({ value, field }) => !value && field && field.type !== "checkbox");
  return 1000 * lost.length + gaps.length;
}

function fieldOf(line, name) {
  if (line.matches("input")) return name === "amount" ? line : undefined;
  return line.querySelector(`[data-cell="${name}"]`) ?? undefined;
}

// The number over a group, or what was pasted below it comes to.
function isSum(value, group, below) {
  const sum = number(value);
  if (!value || Number.isNaN(sum)) return false;
  const level = Number(group.dataset.group);
  const end = below.findIndex(({ line }) => !line || Number(line.dataset.group ?? line.dataset.level ?? Infinity) <= level);
  const inside = below.slice(0, end < 0 ? below.length : end).filter(({ line }) => line.matches("[data-row]"));
  const added = inside.reduce((all, { cells }) => all + (number(cells[0]) || 0), 0);
  return Math.abs(sum - added) < 1e-6 || sum === number(group.querySelector("[data-points]").textContent);
}

const number = (text) => (text ? Number(text.replace(/[\s.]/g, "").replace(",", ".")) : NaN);

// What a field shall say for a value; undefined where it cannot say it. A number is read by the site, not here.
function read(field, value) {
  if (field.type === "checkbox") return { co: { checked: true }, x: { checked: true }, khong: { checked: false } }[plain(value)];
  if (field.tagName === "SELECT") {
    const options = [...field.options].filter((option) => option.value);
    const near = options.filter((option) => plain(option.text) === plain(value));
    const found = options.find((option) => option.text.normalize() === value.normalize()) ?? (near.length === 1 && near[0]);
    return found ? { value: found.value } : undefined;
  }
  if (field.dataset.cell === "note") return { value };
  return /\d/.test(value) || !value ? { value: value.replace(/\s+/g, " ") } : undefined;
}

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").replace(/\s+/g, " ").trim().toLowerCase();

// Filling them -------------------------------------------------------------------------------------------------------

// An empty line leaves its cell as it is, so that columns with gaps can be pasted one after the other.
function fill(places) {
  const full = places.filter(({ value }) => value);
  const taken = full.filter(({ said }) => said), lost = full.filter(({ said }) => !said);
  forget("");
  before = new Map(taken.map(({ field }) => [field, stateOf(field)]));
  for (const { field, said } of taken) Object.assign(field, said);
  for (const list of new Set(taken.map(({ field }) => field.type === "checkbox" && field.closest("fieldset")))) {
    if (list) settleNone(list);
  }
  for (const { field } of taken) tell(field);
  for (const { line, name, value, field } of lost) {
    const row = name && line?.closest("[data-row]");
    if (!row) continue;
    misfits.add(row);
    row.dispatchEvent(new CustomEvent("unread", { bubbles: true, detail: why(value, field) }));
  }
  pasted.textContent = `Đã dán ${taken.length} ô, bỏ qua ${lost.length}.`;
  undo.hidden = !full.length;
}

const stateOf = ({ value, checked }) => ({ value, checked });

// "None of them" is so while no part of a checklist is ticked.
function settleNone(list) {
  const none = list.querySelector('[value="none"]');
  before.set(none, stateOf(none));
  none.checked = !list.querySelector('[type="checkbox"]:checked:not([value="none"])');
}

function why(value, field) {
  const what = `Không dán được “${value.slice(0, 60)}”`;
  if (!field) return `${what}: dòng này không nhận. Hãy nhập trực tiếp ở dòng này hoặc bấm Hoàn tác.`;
  if (field.tagName === "SELECT") return `${what}: không có trong danh sách, mục cũ còn giữ. Hãy chọn lại hoặc bấm Hoàn tác.`;
  return `${what}: không phải số, số cũ còn giữ. Hãy nhập lại hoặc bấm Hoàn tác.`;
}
