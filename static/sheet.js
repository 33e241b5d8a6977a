// A sheet that saves itself while it is typed into. A row is sent a moment after it was changed, and sent again until
// the site has answered; one that the site does not take stays in the page. Leaving with anything unsaved asks first.
const form = document.querySelector("form[data-sheet]");
const saved = form.querySelector("[data-saved]");
const rows = [...form.querySelectorAll("[data-row]")];
const waiting = new Set();
const refused = new Set(rows.filter(faultOf));
const unread = new Map(); // rows into which something was pasted that no cell of theirs holds, and what
const PAUSE = 600, RETRY = 5000, REST = 50;
let timer, isSending = false, isLeaving = false;

form.addEventListener("input", ({ target }) => changed(target.closest("[data-row]")));
form.addEventListener("submit", () => { isLeaving = true; });
form.addEventListener("unread", ({ target, detail }) => {
  unread.set(target, detail);
  refused.add(target);
  showFault(target, detail);
  tellState();
});
window.addEventListener("beforeunload", (event) => { if (isUnsaved() && !isLeaving) event.preventDefault(); });
// A page that comes back by the back button knows nothing of what was saved after it was left.
window.addEventListener("pageshow", ({ persisted }) => {
  isLeaving = false;
  if (persisted && !isUnsaved()) location.reload();
});
if (refused.size) tellState();

function isUnsaved() {
  return waiting.size || refused.size || isSending;
}

function changed(row) {
  if (!row) return;
  unread.delete(row);
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
    const told = await answerTo(sent);
    if (told.refused) {
      sent.forEach((row) => refused.add(row));
      tell(told.refused, true);
      return;
    }
    show(told, sent);
    tellState();
    timer = setTimeout(send, PAUSE);
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

const isOfSignIn = (answer) => answer.redirected || answer.status === 403;

async function answerTo(sent) {
  let answer = await post(sent);
  if (isOfSignIn(answer)) {
    await signInAnew();
    answer = await post(sent);
  }
  if (isOfSignIn(answer)) throw new SignedOut();
  return answer.json();
}

function post(sent) {
  return fetch(form.action, { method: "POST", body: fieldsOf(sent), headers: { Accept: "application/json" } });
}

// Whoever has signed in again in another tab has another token against forgery, too: it stands in the page as it is now.
async function signInAnew() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("form[data-sheet] [name=csrfmiddlewaretoken]");
  if (!token || page.body.dataset.person !== document.body.dataset.person) throw new SignedOut();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token.value;
}

function fieldsOf(sent) {
  const fields = new FormData();
  fields.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const field of sent.flatMap((row) => [...row.querySelectorAll("[name]")])) {
    if (!["checkbox", "radio"].includes(field.type) || field.checked) fields.append(field.name, field.value);
  }
  return fields;
}

function show({ points, sums, missing, versions, faults, remarks }, sent) {
  for (const place of form.querySelectorAll("[data-points]")) place.textContent = points[place.dataset.points] ?? "";
  for (const place of form.querySelectorAll("[data-sum]")) {
    place.textContent = sums[place.dataset.sum] ?? "";
    place.parentElement.hidden = !place.textContent;
  }
  form.querySelector("[data-missing]").textContent = missing;
  for (const row of sent) {
    const key = row.dataset.row, fault = faults[key] ?? unread.get(row) ?? "";
    if (key in versions) row.querySelector("[data-seen]").value = versions[key];
    row.querySelector("[data-remark]").textContent = remarks[key] ?? "";
    showFault(row, fault);
    if (fault) refused.add(row);
    else refused.delete(row);
  }
}

function faultOf(row) {
  return row.querySelector("[data-fault]").textContent;
}

function showFault(row, words) {
  row.querySelector("[data-fault]").textContent = words;
  const cell = row.querySelector('[data-cell="amount"]');
  if (words) cell?.setAttribute("aria-invalid", "true");
  else cell?.removeAttribute("aria-invalid");
}

function tellState() {
  if (waiting.size) tell("Đang lưu…");
  else if (refused.size) tell(`Còn ${refused.size} ô chưa lưu được, xem chỗ báo đỏ.`, true);
  else tell(`Đã lưu lúc ${new Date().toLocaleTimeString("vi-VN")}.`);
}

function tell(words, isBad = false) {
  saved.textContent = words;
  saved.classList.toggle("text-danger", isBad);
}
