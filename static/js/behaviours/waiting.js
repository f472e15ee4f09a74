// The strip on every page of the seller: starts the service worker, says what waits and whether the
// page is a copy, and sends when the signal is back.
await import(`../sending.js${new URL(import.meta.url).search}`);

const EVERY = 60_000;

export function attach(strip) {
  const words = JSON.parse(strip.dataset.words);
  const link = strip.querySelector("a");
  const says = strip.querySelector("[data-says]");
  let sentHere = 0;

  const show = async () => {
    const mine = (await ocopQueue.list()).filter((one) => one.owner === strip.dataset.owner);
    const stuck = mine.filter((one) => one.state !== "waiting").length;
    link.hidden = !mine.length;
    link.textContent = `${words.waiting.replace("{n}", mine.length)}${stuck ? ` ${words.stuck.replace("{n}", stuck)}` : ""}`;
    const said = strip.dataset.saved ? words.saved.replace("{at}", ocopQueue.shown(strip.dataset.saved)) : "";
    says.textContent = [said, sentHere && !mine.length ? words.sent.replace("{n}", sentHere) : ""].filter(Boolean).join(" ");
    strip.hidden = !(mine.length || says.textContent);
  };
  const send = async () => {
    const { sent } = await ocopQueue.send();
    sentHere += sent;
    await show();
  };

  new BroadcastChannel("ocop-queue").addEventListener("message", show);
  for (const news of ["online", "focus", "pageshow"]) addEventListener(news, send);
  setInterval(send, EVERY);
  send();
  start(strip);
}

async function start(strip) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(strip.dataset.worker, { scope: "/ban-hang" });
  const { active } = await navigator.serviceWorker.ready;
  if (!strip.dataset.saved) active.postMessage({ keep: [location.pathname + location.search, ...JSON.parse(strip.dataset.keep)] });
}
