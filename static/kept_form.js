// What was typed into a form outlives a sign-in that ran out: it is kept in this tab alone, for the page it was typed on,
// until that page answers or the same person has signed in again. Passwords and files are never kept.
const KEPT = "thidua.kept_form";
const person = document.body.dataset.person;
const here = location.pathname + location.search;
const typed = (form) => [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type));
const signIn = document.querySelector("form[data-sign-in]");
const kept = JSON.parse(sessionStorage.getItem(KEPT));

if (signIn) {
  if (kept) {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, signedOut: true }));
    signIn.elements.next.value = kept.page;
  }
} else {
  sessionStorage.removeItem(KEPT);
  if (kept?.signedOut && kept.person === person && kept.page === here) {
    // Once every script of the page listens: what is put back is saved, and asked for on leaving, like what is typed.
    document.addEventListener("DOMContentLoaded", () => giveBack(kept));
  }
  for (const [place, form] of [...document.forms].entries()) {
    if (form.method === "post") form.addEventListener("submit", () => keep(form, place));
  }
}

function keep(form, place) {
  const values = typed(form).map(({ name, value, checked }) => ({ name, value, checked }));
  sessionStorage.setItem(KEPT, JSON.stringify({ person, page: here, place, values }));
}

function giveBack({ place, values }) {
  const fields = document.forms[place] ? typed(document.forms[place]) : [];
  if (!values.length || fields.length !== values.length) return;
  fields.forEach((field, number) => {
    if (field.name !== values[number].name) return;
    if (["checkbox", "radio"].includes(field.type)) field.checked = values[number].checked;
    else field.value = values[number].value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.querySelector("[data-given-back]").hidden = false;
}
