// Whoever signs out leaves no page and no draft of theirs on this device. What waits to be sent stays, unreadable
// to others on our pages, until its person signs in again.
async function forget() {
  for (const name of Object.keys(localStorage)) if (name.startsWith("act-draft:")) localStorage.removeItem(name);
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("ocop-pages-")).map((name) => caches.delete(name)));
}

// Nor what was being listed: words of draft.js, photos of photo.js.
async function forgetListings() {
  for (const name of Object.keys(localStorage)) if (name.startsWith("draft:")) localStorage.removeItem(name);
  indexedDB.deleteDatabase("ocop-photos");
}

// The phone rings no more for whoever is signed out.
async function silence() {
  const registration = await navigator.serviceWorker?.getRegistration("/ban-hang");
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

export function attach(element) {
  if (!("caches" in self)) return;
  if (!(element instanceof HTMLFormElement)) {
    forget();
    return;
  }
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    await Promise.race([Promise.allSettled([forget(), forgetListings(), silence()]), new Promise((done) => { setTimeout(done, 2000); })]);
    element.submit();
  });
}
