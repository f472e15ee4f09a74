// A form that may wait for a signal. The phone gives it a key, so that it is entered once however
// often it is sent, and says when it was filled in. The service worker does the rest; without one
// the form is sent as any other.
await import(`../sending.js${new URL(import.meta.url).search}`);

const strip = document.querySelector("[data-owner]");
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const today = () => new Date().toLocaleDateString("sv", { timeZone: "Asia/Ho_Chi_Minh" }); // 2026-11-22

export async function attach(form) {
  const put = (name, value) => {
    const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = value;
  };
  const day = form.elements[form.dataset.day];
  put("key", newKey());
  keepDraft(form);
  if (day && strip.dataset.saved) day.value = today(); // the copy was made on an earlier day
  await fillIn(form, put);

  form.addEventListener("submit", () => {
    const said = (form.dataset.says ?? "").split(" ").map((name) => form.elements[name]?.value).filter(Boolean);
    put("act-owner", strip.dataset.owner);
    put("act-at", new Date().toISOString());
    put("act-title", [form.dataset.title, said.join(" ")].filter(Boolean).join(" · "));
    put("act-page", location.pathname + location.search);
    put("act-day", form.dataset.day ?? "");
    put("act-to", form.dataset.to ?? "");
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) put("key", newKey()); // back to fill in another one
  });
}

// What was typed outlives a reload, a way back and a flat battery; it goes with the sending. The key
// and the day are not of it: they belong to one act.
function keepDraft(form) {
  const place = `act-draft:${strip.dataset.owner}:${new URL(form.dataset.to ?? form.action, location.href).pathname}`;
  const typed = [...form.elements].filter((one) => one.name && !["hidden", "file", "date", "submit"].includes(one.type));
  const isTicked = (one) => one.type === "radio" || one.type === "checkbox";
  const there = JSON.parse(localStorage.getItem(place) ?? "[]");
  const isFresh = !form.querySelector("[aria-invalid]"); // what the server refused stands there already
  if (isFresh && there.length === typed.length) typed.forEach((one, at) => { one[isTicked(one) ? "checked" : "value"] = there[at]; });
  form.addEventListener("input", () => {
    localStorage.setItem(place, JSON.stringify(typed.map((one) => one[isTicked(one) ? "checked" : "value"])));
  });
  form.addEventListener("submit", () => {
    if (navigator.serviceWorker?.controller || navigator.onLine) localStorage.removeItem(place);
  });
}

// Back from the list of what waits, to mend what was refused: everything that was typed is here.
async function fillIn(form, put) {
  const number = Number(/^#viec-(\d+)$/.exec(location.hash)?.[1]);
  const act = number && (await ocopQueue.list()).find((one) => one.number === number);
  if (!act || act.owner !== strip.dataset.owner || new URL(form.dataset.to ?? form.action, location.href).href !== act.url) return;
  put("key", act.key);
  for (const [name, value] of act.fields) {
    const field = form.elements[name];
    if (typeof value !== "string" || !field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
}
