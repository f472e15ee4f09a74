// Asks the browser for an address at its push service and sends it with the form. Browsers without
// one keep the words that say so.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

export function attach(form) {
  const button = form.querySelector("button");
  const show = (word) => {
    for (const said of form.querySelectorAll("[data-word]")) said.hidden = said.dataset.word !== word;
  };
  if (!("PushManager" in self) || !("serviceWorker" in navigator)) return;
  show(Notification.permission === "denied" ? "denied" : "");
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.endpoint.value) return;
    event.preventDefault();
    button.disabled = true;
    try {
      const { endpoint, keys } = (await ask(form.dataset.key)).toJSON();
      form.elements.endpoint.value = endpoint;
      form.elements.browser_key.value = keys.p256dh;
      form.elements.secret.value = keys.auth;
      form.submit();
    } catch {
      show(Notification.permission === "denied" ? "denied" : "failed");
      button.disabled = false;
    }
  });
}

async function ask(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: toBytes(key) });
}
