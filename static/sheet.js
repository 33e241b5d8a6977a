// A sheet that saves itself while it is typed into. A row is sent a moment after it was changed, and sent again until
// the site has answered: what was typed stays in the page, and leaving it with anything unsaved asks first.
const form = document.querySelector("form[data-sheet]");
const saved = form.querySelector("[data-saved]");
const waiting = new Set();
const PAUSE = 600, RETRY = 5000, REST = 50;
let timer, isSending = false;

const rowOf = (field) => field.closest("[data-row]");
const rows = () => [...form.querySelectorAll("[data-row]")];
const cells = (kind) => [...form.querySelectorAll(`[data-cell="${kind}"]`)];

form.addEventListener("input", ({ target }) => changed(rowOf(target)));
form.addEventListener("submit", () => waiting.clear());
window.addEventListener("beforeunload", (event) => { if (waiting.size || isSending) event.preventDefault(); });

function changed(row) {
  if (!row) return;
  waiting.add(row);
  tell("Đang lưu…");
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

async function send() {
  if (isSending || !waiting.size) return;
  isSending = true;
  const sent = [...waiting].slice(0, REST);
  sent.forEach((row) => waiting.delete(row));
  try {
    const answer = await fetch(form.action, { method: "POST", body: fieldsOf(sent), headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) throw new SignedOut();
    const told = await answer.json();
    if (told.refused) return tell(told.refused, true);
    show(told, sent);
    tell(waiting.size ? "Đang lưu…" : `Đã lưu lúc ${new Date().toLocaleTimeString("vi-VN")}.`);
    timer = setTimeout(send, waiting.size ? PAUSE : RETRY);
  } catch (error) {
    sent.forEach((row) => waiting.add(row));
    tell(error instanceof SignedOut
      ? "Chưa lưu được vì phiên đăng nhập đã hết hạn. Hãy đăng nhập lại ở một thẻ khác, trang này sẽ tự lưu tiếp."
      : "Chưa lưu được vì mất kết nối. Trang đang tự thử lại; đừng đóng trang.", true);
    timer = setTimeout(send, RETRY);
  } finally {
    isSending = false;
  }
}

class SignedOut extends Error {}

function fieldsOf(sent) {
  const fields = new FormData();
  fields.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const field of sent.flatMap((row) => [...row.querySelectorAll("[name]")])) {
    if (!["checkbox", "radio"].includes(field.type) || field.checked) fields.append(field.name, field.value);
  }
  return fields;
}

function show({ points, sums, missing, versions, faults }, sent) {
  for (const place of form.querySelectorAll("[data-points]")) place.textContent = points[place.dataset.points] ?? "";
  for (const place of form.querySelectorAll("[data-sum]")) place.textContent = sums[place.dataset.sum] ?? "";
  form.querySelector("[data-missing]").textContent = missing;
  for (const row of sent) {
    const key = row.dataset.row;
    if (key in versions) row.querySelector("[data-seen]").value = versions[key];
    row.querySelector("[data-fault]").textContent = faults[key] ?? "";
    row.querySelector('[data-cell="amount"]')?.toggleAttribute("aria-invalid", key in faults);
    if (key in faults) row.querySelector('[data-cell="amount"]')?.setAttribute("aria-invalid", "true");
  }
}

function tell(words, isBad = false) {
  saved.textContent = words;
  saved.classList.toggle("text-danger", isBad);
}

// From cell to cell by keyboard: Enter and the arrows stay in the column.
form.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (!target.dataset.cell || event.altKey || event.ctrlKey || event.metaKey) return;
  const isList = target.tagName === "SELECT", isText = target.tagName === "TEXTAREA";
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: isList ? 0 : 1, ArrowUp: isList ? 0 : -1 }[key];
  if (!step || (isText && key !== "Enter") || (isText && event.shiftKey)) return;
  event.preventDefault();
  const column = cells(target.dataset.cell);
  const next = column[column.indexOf(target) + step];
  next?.focus();
  next?.select?.();
});

// A column pasted from a spreadsheet fills the cells below; a second column fills the targets beside them.
form.addEventListener("paste", (event) => {
  const { target } = event;
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  if (!target.dataset.cell || !/[\n\t]/.test(text) || target.dataset.cell === "note") return;
  event.preventDefault();
  const all = rows(), from = all.indexOf(rowOf(target));
  const columns = ["amount", "target"].slice(target.dataset.cell === "target" ? 1 : 0);
  text.split("\n").forEach((line, below) => {
    const row = all[from + below];
    if (!row) return;
    line.split("\t").slice(0, columns.length).forEach((value, beside) => put(row.querySelector(`[data-cell="${columns[beside]}"]`), value.trim()));
    changed(row);
  });
});

function put(cell, value) {
  if (!cell) return;
  if (cell.tagName !== "SELECT") { cell.value = value; return; }
  const found = [...cell.options].find((option) => plain(option.text) === plain(value));
  if (found || !value) cell.value = found ? found.value : "";
}

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").trim().toLowerCase();

form.querySelector("[data-next-missing]")?.addEventListener("click", () => {
  const all = rows(), here = all.indexOf(rowOf(document.activeElement) ?? all[0]);
  const empty = [...all.slice(here + 1), ...all].find((row) => !form.querySelector(`[data-points="${row.dataset.row}"]`).textContent && !row.querySelector('[name^="aside-"]')?.checked);
  empty?.querySelector("[data-cell], input[type=checkbox]")?.focus();
});
