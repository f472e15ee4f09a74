// Keeps what was typed on this phone until the server has it: a reload, a way back or a dead signal
// loses nothing. A form names its place with data-draft; a page that is only reached once earlier
// forms have arrived names theirs in data-draft-forget. Files are photo.js's.
const PREFIX = "draft:";
const OLD = 30 * 24 * 3600 * 1000;
const WAIT = 250;
const SECRET = new Set(["csrf_token"]);

export function attach(form) {
  for (const place of (form.dataset.draftForget ?? "").split(" ").filter(Boolean)) forget(place);
  const place = form.dataset.draft;
  if (!place || !(form instanceof HTMLFormElement)) return;
  const words = form.querySelector("[data-draft-say]");
  const say = (word) => { if (words) words.textContent = word ? words.dataset[word] ?? "" : ""; };
  let waiting;

  function keep() {
    clearTimeout(waiting);
    const values = {};
    for (const field of fields(form)) {
      if (field.type === "radio" && !field.checked) continue;
      values[field.name] = field.type === "checkbox" ? field.checked : field.value;
    }
    write(PREFIX + place, { at: Date.now(), values });
  }

  forgetOld();
  if (restore(form, read(PREFIX + place)?.values ?? {})) say("restored");
  const later = () => { clearTimeout(waiting); waiting = setTimeout(keep, WAIT); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  addEventListener("pagehide", () => { if (waiting) keep(); });
  addEventListener("online", () => say("online"));
  form.addEventListener("submit", (event) => {
    keep();
    if (!navigator.onLine && words?.dataset.offline) {
      event.preventDefault();
      return say("offline");
    }
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}

// What was kept of a place is gone: typed words here, photos in photo.js.
function forget(place) {
  try { localStorage.removeItem(PREFIX + place); } catch { /* no storage, nothing kept */ }
  const version = new URL(import.meta.url).search;
  import(`./photo.js${version}`).then((photo) => photo.forget(place)).catch(() => {});
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !SECRET.has(field.name)
    && !["file", "password", "submit", "button"].includes(field.type) && field.tagName !== "BUTTON");
}

// Puts kept words back; whether anything a person sees has changed.
function restore(form, values) {
  let changed = false;
  for (const field of fields(form)) {
    if (!(field.name in values)) continue;
    const kept = values[field.name];
    if (field.type === "radio") {
      if (field.value === kept && !field.checked) changed = field.checked = true;
    } else if (field.type === "checkbox") {
      if (field.checked !== kept) { field.checked = kept; changed = true; }
    } else if (field.value !== kept) {
      field.value = kept;
      changed ||= field.type !== "hidden";
    }
  }
  if (changed) form.dispatchEvent(new Event("input", { bubbles: true }));
  return changed;
}

function forgetOld() {
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      if (!(Date.now() - read(name)?.at < OLD)) localStorage.removeItem(name);
    }
  } catch { /* no storage, nothing kept */ }
}

function read(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

function write(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* full or forbidden */ }
}
