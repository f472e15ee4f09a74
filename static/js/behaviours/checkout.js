// Asks for the delivery fee as soon as the commune is known, so that the total stands there
// before the last tap. Without it the button "see the delivery fee" does the same.
export function attach(form) {
  const sum = () => form.querySelector("#tong");
  let asking, last = "";

  async function ask() {
    const button = form.querySelector("#tong button[formaction]");
    const data = new FormData(form);
    const place = `${data.get("province_code")} ${data.get("commune_code")}`;
    if (!data.get("commune_code") || place === last) return;
    last = place;
    asking?.abort();
    asking = new AbortController();
    sum().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: data, signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("#tong");
      if (fresh) sum().replaceWith(fresh);
    } catch {
      last = ""; // offline, or overtaken by the next choice: the button asks again
    }
    sum().removeAttribute("aria-busy");
  }

  form.addEventListener("change", ask);
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent && !event.submitter?.formAction.endsWith("/phi")) event.preventDefault();
    form.dataset.sent = "1";
  });
  // The browser would keep all that was typed, to send it again for whoever goes back on this screen.
  if (location.pathname.endsWith("/ngon-ngu")) history.replaceState(null, "", form.action);
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}
