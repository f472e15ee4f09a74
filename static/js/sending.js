// What waits on this phone for a signal, and how it is sent: one by one, oldest first. Pages and the
// service worker use the same drawer; a lock lets only one of them send.
(() => {
  const PATIENCE = 20_000; // a dead line answers nothing at all
  let opened;

  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  function open() {
    opened ??= (() => {
      const request = indexedDB.open("ocop-queue", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("acts", { keyPath: "number", autoIncrement: true });
      return settled(request);
    })();
    return opened;
  }

  async function drawer(mode, work) {
    const store = (await open()).transaction("acts", mode).objectStore("acts");
    return settled(work(store));
  }

  const tell = () => new BroadcastChannel("ocop-queue").postMessage("changed");
  const list = () => drawer("readonly", (store) => store.getAll());

  // An act that is sent again after it was mended keeps its key, and so its place.
  async function keep(act) {
    const there = (await list()).find((one) => one.key === act.key);
    await drawer("readwrite", (store) => store.put({ ...there, ...act, state: "waiting", words: "" }));
    tell();
  }

  async function drop(number) {
    await drawer("readwrite", (store) => store.delete(number));
    tell();
  }

  async function dropKey(key) {
    const there = (await list()).find((one) => one.key === key);
    if (there) await drop(there.number);
  }

  const reach = (url, more = {}) =>
    fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...more });

  // A fresh token and whose browser this is; a word where there is none.
  async function pass() {
    if (navigator.onLine === false) return "offline";
    let answer;
    try {
      answer = await reach("/ban-hang/cho-gui/ma");
    } catch {
      return "offline";
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) return "signed-out";
    return answer.ok ? answer.json() : "offline";
  }

  function body(act, token, more) {
    const form = new FormData();
    for (const [name, value] of act.fields) form.append(name, value);
    for (const [name, value] of Object.entries({ ...more, key: act.key, csrf_token: token })) form.set(name, value);
    return form;
  }

  // What the server says of one act; null where it could not be asked.
  async function deliver(act, token) {
    const times = { "act-at": act.at, "act-now": new Date().toISOString(), "act-sure": act.sure ? "1" : "" };
    try {
      const answer = await reach(act.url, { method: "POST", body: body(act, token, times), headers: { "X-Queued": "1" } });
      return answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // Whether what was said is final for this act.
  async function settle(act, said) {
    if (said.state === "done") {
      await drop(act.number);
      return true;
    }
    if (!["refused", "held", "stale"].includes(said.state)) return false;
    // The token was fresh: what is not taken with it never will be, and must not hold up the rest.
    const state = said.state === "held" ? "held" : "refused";
    await drawer("readwrite", (store) => store.put({ ...act, sure: false, ...said, state }));
    tell();
    return true;
  }

  async function sendAll() {
    const mine = (await list()).filter((one) => one.state === "waiting");
    if (!mine.length) return { sent: 0 };
    const given = await pass();
    if (typeof given === "string") return { sent: 0, why: given };
    let sent = 0;
    for (const act of mine.filter((one) => one.owner === given.owner)) {
      const said = await deliver(act, given.token);
      if (!said || !(await settle(act, said))) return { sent, why: said?.state ?? "offline" };
      sent += said.state === "done";
    }
    return { sent };
  }

  // Two of us may wake at once; the second finds the drawer empty.
  const send = () => (navigator.locks ? navigator.locks.request("ocop-queue", sendAll) : sendAll());

  // On the wall in Vietnam, where the work is done, whatever zone the phone is set to.
  const shown = (iso) =>
    new Date(iso).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });

  self.ocopQueue = { shown, list, keep, drop, dropKey, send, pass, body, reach, tell, change: (act) => drawer("readwrite", (store) => store.put(act)) };
})();
