// Reads a price back while it is typed, as the server reads it: one rule for both. Without it the
// next page reads it back.
const WAIT = 300;

export function attach(form) {
  const outs = { price: form.querySelector("[data-read-out=price]"), per: form.querySelector("[data-read-out=per]") };
  const value = (name) => form.elements[name]?.value ?? "";
  let timer, asking;

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const wanted = new URLSearchParams(["price", "pack", "net"].map((name) => [name, value(name)]));
    try {
      const answer = await fetch(`${form.dataset.readBack}?${wanted}`, { signal: asking.signal });
      if (!answer.ok) return;
      const read = await answer.json();
      outs.price.textContent = read.price || read.refused;
      outs.price.classList.toggle("read-back--refused", !read.price);
      outs.per.textContent = read.per;
    } catch { /* offline, or overtaken by the next letter */ }
  }

  form.addEventListener("input", (event) => {
    if (event.target !== form && !["price", "pack", "net"].includes(event.target.name)) return;
    clearTimeout(timer);
    if (!value("price").trim()) return Object.values(outs).forEach((out) => { out.textContent = ""; });
    timer = setTimeout(ask, WAIT);
  });
  if (value("price")) ask();
}
