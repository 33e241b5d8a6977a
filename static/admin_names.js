// Select2, with which Django's admin finds rows while one types, leaves its fields without a name for screen readers:
// they take that of the label in front of them.
function nameFields() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const field = select.nextElementSibling;
    if (!label || !field?.classList.contains("select2")) continue;
    label.id ||= `${select.id}-label`;
    for (const part of field.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
      part.setAttribute("aria-labelledby", part.id ? `${label.id} ${part.id}` : label.id);
    }
  }
}

// jQuery runs what waits for the page in the order in which it was told, so this comes after Select2 has begun.
addEventListener("load", () => window.django?.jQuery?.(nameFields));
