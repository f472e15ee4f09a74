// Asks the device for a passkey and sends what it says with the form. Without it, or where the
// browser knows no passkeys, the words under the button stay and the password does the same.
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export function attach(form) {
  const button = form.querySelector("button");
  const says = form.querySelector('[data-passkey="say"]');
  const say = (word) => { says.textContent = form.querySelector(`[data-word="${word}"]`).textContent; };
  if (form.dataset.shown !== "yes" || !window.isSecureContext || !window.PublicKeyCredential) return;
  button.hidden = false;
  says.textContent = "";

  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    say("wait");
    try {
      form.elements.answer.value = JSON.stringify(await ask());
      form.submit();
    } catch (error) {
      say({ InvalidStateError: "taken", TypeError: "offline" }[error.name] ?? "refused");
      button.disabled = false;
    }
  });
  addEventListener("pageshow", () => { form.elements.answer.value = ""; button.disabled = false; });

  async function ask() {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
    const answer = await fetch(form.dataset.ask, { method: "POST", body });
    if (!answer.ok) throw new TypeError(`${answer.status}`);
    const options = await answer.json();
    options.challenge = toBytes(options.challenge);
    if (form.dataset.kind === "get") return told(await navigator.credentials.get({ publicKey: options }));
    options.user.id = toBytes(options.user.id);
    for (const known of options.excludeCredentials) known.id = toBytes(known.id);
    return told(await navigator.credentials.create({ publicKey: options }));
  }
}

function told(credential) {
  const given = credential.response;
  const response = { clientDataJSON: toText(given.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (given[part]) response[part] = toText(given[part]);
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response };
}
