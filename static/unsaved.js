// Asks before a page is left on which something was typed and not saved.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const warn = (event) => event.preventDefault();
  const watch = () => window.addEventListener("beforeunload", warn);
  if (form.dataset.unsaved === "typed") watch();
  form.addEventListener("input", watch, { once: true });
  form.addEventListener("submit", () => window.removeEventListener("beforeunload", warn));
}
