// From cell to cell of a sheet by keyboard: Enter and the arrows stay in the column; a button leads to what is missing.
const form = document.querySelector("form[data-sheet]");

form.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (!target.dataset.cell || event.altKey || event.ctrlKey || event.metaKey) return;
  const isList = target.tagName === "SELECT", isText = target.tagName === "TEXTAREA";
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: isList ? 0 : 1, ArrowUp: isList ? 0 : -1 }[key];
  if (!step || (isText && key !== "Enter") || (isText && event.shiftKey)) return;
  event.preventDefault();
  const column = [...form.querySelectorAll(`[data-cell="${target.dataset.cell}"]`)];
  const next = column[column.indexOf(target) + step];
  next?.focus();
  next?.select?.();
});

form.querySelector("[data-next-missing]")?.addEventListener("click", () => {
  const all = [...form.querySelectorAll("[data-row]")], here = all.indexOf(document.activeElement.closest("[data-row]"));
  const empty = [...all.slice(here + 1), ...all].find((row) => !form.querySelector(`[data-points="${row.dataset.row}"]`).textContent && !row.querySelector('[name^="aside-"]')?.checked);
  empty?.querySelector("[data-cell], input[type=checkbox]")?.focus();
});
