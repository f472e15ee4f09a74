// Whoever signs out leaves no page of theirs on this device. What waits to be sent stays, unreadable
// to others on our pages, until its person signs in again.
async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("ocop-pages-")).map((name) => caches.delete(name)));
}

export function attach(element) {
  if (!("caches" in self)) return;
  if (!(element instanceof HTMLFormElement)) {
    forget();
    return;
  }
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    await Promise.race([forget(), new Promise((done) => { setTimeout(done, 2000); })]);
    element.submit();
  });
}
