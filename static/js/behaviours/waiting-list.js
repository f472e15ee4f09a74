// The list of what waits on this phone: what, since when, and what the server said of it.
await import(`../sending.js${new URL(import.meta.url).search}`);

export function attach(place) {
  const words = JSON.parse(place.dataset.words);
  const says = place.querySelector("[data-says]");
  const list = place.querySelector("ol");
  const model = place.querySelector("template");

  const show = async () => {
    const owner = place.dataset.owner || (await lastOwner());
    const all = await ocopQueue.list();
    const mine = all.filter((one) => one.owner === owner);
    list.replaceChildren(...mine.map((act) => row(act, model, words)));
    const others = all.length - mine.length;
    says.textContent = [mine.length ? "" : words.nothing, others ? words.others.replace("{n}", others) : ""].filter(Boolean).join(" ");
  };
  const send = async () => {
    const { why } = await ocopQueue.send();
    await show();
    if (why) says.textContent = `${says.textContent} ${words[why] ?? ""}`.trim();
  };
  place.querySelector("[data-send]").addEventListener("click", send);
  new BroadcastChannel("ocop-queue").addEventListener("message", show);
  send();
}

// Without a signal nobody says who this is: the pages kept here are of one account.
async function lastOwner() {
  const name = (await caches.keys()).find((one) => one.startsWith("ocop-pages-"));
  return name?.slice("ocop-pages-".length);
}

function row(act, model, words) {
  const item = model.content.cloneNode(true).firstElementChild;
  const part = (name) => item.querySelector(`[data-part="${name}"]`);
  item.dataset.state = act.state;
  part("title").textContent = act.title;
  part("when").textContent = words.done.replace("{at}", ocopQueue.shown(act.at));
  part("said").textContent = act.words || words[act.state];
  part("held").hidden = act.state !== "held";
  part("mend").hidden = act.state === "waiting";
  part("mend").href = `${act.page}#viec-${act.number}`;
  if (act.state === "held") offerDay(act, part);
  twice(part("drop"), words.sure, () => ocopQueue.drop(act.number));
  return item;
}

// The person, and nobody else, says on which day it was.
function offerDay(act, part) {
  const day = part("day");
  day.value = act.proposed || "";
  part("go").addEventListener("click", async () => {
    if (!day.value) return day.focus();
    const fields = act.fields.map(([name, value]) => [name, name === act.day ? day.value : value]);
    await ocopQueue.change({ ...act, fields, state: "waiting", words: "", sure: true });
    await ocopQueue.send();
    ocopQueue.tell();
    return undefined;
  });
}

// What is thrown away is gone: the first tap asks.
function twice(button, sure, act) {
  button.addEventListener("click", () => {
    if (button.dataset.asked) return act();
    button.dataset.asked = "yes";
    button.textContent = sure;
    return undefined;
  });
}
