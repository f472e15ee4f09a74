// The service worker of the seller's pages. Pages come from the network and, without one, from the
// last copy this account saw; what is sent without a signal waits in the drawer of sending.js.
// Before this text stand sending.js and SHELL: the version and the files of this release.
const PAGES = "ocop-pages-";
const FILES = `ocop-files-${SHELL.version}`;
const MOST_PAGES = 60;
const KEPT_DAYS = 14;
const FRESH = 3_600_000;
const SLOW = 8_000;
const LIST = "/ban-hang/cho-gui";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(SHELL.files)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("ocop-files-") && name !== FILES);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "POST" ? post(request) : page(request));
  else if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "ocop-queue") event.waitUntil(sendInBackground());
});

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(Promise.all([...new Set(event.data.keep)].map(keepUnseen)));
});

async function sendInBackground() {
  const { why } = await ocopQueue.send();
  if (why === "offline" || why === "later") throw new Error(why); // the browser tries again
}

// ---- files: what has its content in its address never changes ------------------------------

async function file(request) {
  const there = await caches.match(request, { ignoreVary: true });
  if (there) return there;
  const answer = await fetch(request);
  const lasting = request.url.includes("?v=") || request.url.endsWith(".woff2");
  if (answer.ok && lasting) (await caches.open(FILES)).put(request, answer.clone());
  return answer;
}

// ---- pages: the network first -----------------------------------------------------------------

async function page(request) {
  const asked = fetch(request);
  asked.catch(() => {}); // it may fail after a copy was shown
  try {
    const answer = await Promise.race([asked, after(SLOW)]);
    if (answer && answer.status < 502) {
      await remember(request.url, answer.clone());
      return answer;
    }
    return (await copyOf(request.url)) ?? answer ?? (await asked); // slow, or nobody behind the door
  } catch {
    return (await copyOf(request.url)) ?? shell();
  }
}

const after = (time) => new Promise((resolve) => { setTimeout(resolve, time, null); });

// Only what the server marks as this account's, and of one account only.
async function remember(url, answer) {
  const owner = answer.headers.get("X-Kept-For");
  if (!answer.ok || !owner) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + owner) await caches.delete(name);
  }
  const cache = await caches.open(PAGES + owner);
  const heads = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary", "X-Kept-For"]) heads.delete(name);
  heads.set("X-Saved-At", new Date().toISOString());
  await cache.put(url, new Response(await answer.blob(), { headers: heads }));
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST_PAGES).map((one) => cache.delete(one, { ignoreVary: true })));
}

async function savedCopy(url) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const there = await (await caches.open(name)).match(url, { ignoreVary: true });
    if (there) return there;
  }
  return null;
}

const ageOf = (answer) => Date.now() - Date.parse(answer.headers.get("X-Saved-At"));

// The copy says when it was saved; an old one is no help.
async function copyOf(url) {
  const there = await savedCopy(url);
  if (!there || ageOf(there) > KEPT_DAYS * 86_400_000) return null;
  const html = await there.text();
  const heads = new Headers(there.headers);
  return new Response(html.replace('data-saved=""', `data-saved="${heads.get("X-Saved-At")}"`), { headers: heads });
}

const shell = () => caches.match(SHELL.page, { ignoreVary: true });

// A page that will be wanted where there is no signal.
async function keepUnseen(url) {
  const there = await savedCopy(url);
  if (there && ageOf(there) < FRESH) return;
  const answer = await fetch(url, { redirect: "manual", headers: { "X-Unseen": "1" } }).catch(() => null);
  if (answer?.ok) await remember(new URL(url, location.origin).href, answer);
}

// ---- forms ----------------------------------------------------------------------------------

// A form that may wait is sent with its key, so the same one twice is one; any other goes as it is.
async function post(request) {
  const spare = request.clone();
  let act;
  try {
    act = actOf(await request.clone().formData());
  } catch {
    act = null;
  }
  if (!act) return fetch(spare).catch(shell);
  act.url ||= request.url;
  const token = act.token;
  return (await live(request.url, act, token)) ?? (await wait(act));
}

function actOf(form) {
  if (!form.get("act-owner")) return null;
  const of = (name) => form.get(`act-${name}`) || "";
  return {
    key: form.get("key"),
    token: form.get("csrf_token"),
    owner: of("owner"),
    at: of("at"),
    title: of("title"),
    page: of("page"),
    day: of("day"),
    url: of("to") && new URL(of("to"), location.origin).href,
    fields: [...form].filter(([name]) => !name.startsWith("act-") && name !== "csrf_token" && name !== "key"),
  };
}

// The answer as the person's next page; null where the act has to wait.
async function live(url, act, token) {
  let answer;
  try {
    answer = await ocopQueue.reach(url, { method: "POST", body: ocopQueue.body(act, token, {}), headers: { "X-Queued": "live" } });
  } catch {
    return null;
  }
  if (answer.type === "opaqueredirect") return null; // the house says where it leads in JSON: this was not it
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return answer.status < 500 ? answer : null;
  const said = await answer.json();
  if (said.state === "done") await ocopQueue.dropKey(act.key);
  if (said.state === "done" || said.state === "read") return Response.redirect(said.location, 303);
  return null; // the token is old, nobody is signed in any more, or something before the house answered
}

async function wait(act) {
  const { token: _, ...kept } = act;
  await ocopQueue.keep(kept);
  await self.registration.sync?.register("ocop-queue").catch(() => {});
  return Response.redirect(LIST, 303);
}

// ---- news -----------------------------------------------------------------------------------

self.addEventListener("push", (event) => {
  const { title, body, url } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag: url, data: url, icon: SHELL.icon, lang: "vi" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
