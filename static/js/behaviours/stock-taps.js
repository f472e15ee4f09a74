// Presses at the shelf without leaving the page: one after the other, each with a key of its own,
// so that what is sent twice counts once. Without it every press is a plain form.
export function attach(root) {
  let line = Promise.resolve();

  root.addEventListener("submit", (event) => {
    const shelf = event.target.closest("[data-shelf]");
    if (!shelf) return;
    event.preventDefault();
    const { submitter } = event;
    const data = new FormData(event.target);
    data.set("khoa", newKey());
    const url = submitter?.hasAttribute("formaction") ? submitter.formAction : event.target.action;
    shelf.setAttribute("aria-busy", "true");
    line = line.then(() => press(shelf.id, url, data, submitter?.dataset.press));
  });

  async function press(id, url, data, pressed) {
    const shelf = () => root.querySelector(`#${id}`);
    try {
      const answer = await send(url, data);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(`#${id}`);
      if (!fresh) return window.location.reload(); // signed out meanwhile, or gone
      keepOpen(shelf(), fresh);
      shelf().replaceWith(fresh);
      focusAgain(fresh, pressed);
    } catch {
      say(shelf(), root.dataset.lost);
    }
  }

  function focusAgain(fresh, pressed) {
    const button = fresh.querySelector(`[data-press="${pressed}"]:not([disabled])`);
    (button ?? fresh.querySelector("[data-press]:not([disabled])"))?.focus({ preventScroll: true });
  }
}

// A press that got lost on the way is sent once more with the same key.
async function send(url, data) {
  const ask = () => fetch(url, { method: "POST", body: data, headers: { "X-Part": "shelf" } });
  try {
    return await ask();
  } catch {
    return ask();
  }
}

function keepOpen(old, fresh) {
  fresh.querySelector("details")?.toggleAttribute("open", Boolean(old.querySelector("details[open]")));
  const chosen = old.querySelector("select")?.value;
  if (chosen && fresh.querySelector("select")) fresh.querySelector("select").value = chosen;
}

function say(shelf, words) {
  const text = document.createElement("p");
  text.className = "line__problem";
  text.textContent = words;
  shelf.querySelector(".shelf__said").replaceChildren(text);
  shelf.removeAttribute("aria-busy");
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
