// Among what needs the seller today: how many acts wait on this phone, if there are any.
await import(`../sending.js${new URL(import.meta.url).search}`);

export function attach(place) {
  const words = JSON.parse(place.dataset.words);
  const says = place.querySelector("[data-says]");

  const show = async () => {
    const mine = (await ocopQueue.list()).filter((one) => one.owner === place.dataset.owner);
    const stuck = mine.filter((one) => one.state !== "waiting").length;
    const said = [words.waiting.replace("{n}", mine.length), stuck ? words.stuck.replace("{n}", stuck) : ""];
    says.textContent = said.filter(Boolean).join(" ");
    place.hidden = !mine.length;
  };
  new BroadcastChannel("ocop-queue").addEventListener("message", show);
  show();
}
