// A microphone beside each field of text of a form, where the browser can listen. What it hears is put into the field for
// the person to read; nothing is sent by itself.
const Listener = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;

export function attach(form) {
  if (!Listener) return;
  for (const field of form.querySelectorAll("input[type=text], textarea:not([spellcheck=false])")) offer(field, form.dataset.voice);
}

function offer(field, label) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "voice", ariaLabel: label, ariaDescription: field.labels[0]?.textContent ?? "" });
  const listener = Object.assign(new Listener(), { lang: "vi-VN", interimResults: false, maxAlternatives: 1 });
  const still = () => button.setAttribute("aria-pressed", "false");
  still();
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return listener.stop();
    button.setAttribute("aria-pressed", "true");
    return listener.start();
  });
  listener.addEventListener("result", (event) => {
    field.value = clean(event.results[0][0].transcript, field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  listener.addEventListener("end", still);
  listener.addEventListener("error", still);
  const beside = Object.assign(document.createElement("span"), { className: "voiced" });
  const had = document.activeElement === field;
  field.replaceWith(beside);
  beside.append(field, button);
  if (had) field.focus();
}

// A field of a number takes the number that was said: "ba trăm" comes as 300, "ba phẩy năm" as 3,5.
function clean(heard, field) {
  const text = heard.trim().replace(/[.]$/, "");
  if (field.inputMode !== "decimal" && field.inputMode !== "numeric") return text;
  return /\d[\d.,]*/.exec(text)?.[0] ?? text;
}
