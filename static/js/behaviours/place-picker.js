// Suggests communes while their name is typed; choosing one also sets the province.
// Without it the server reads the name and offers what it may mean.
const WAIT = 150;

export function attach(root) {
  const input = root.querySelector("input[name$=commune_text]");
  const province = root.querySelector("select[name$=province_code]");
  const list = document.createElement("ul");
  list.id = `${input.id}-goi-y-danh-sach`;
  list.className = "place__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  input.parentElement.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  let timer, asking, active = -1;

  const code = () => root.querySelector("input[type=hidden][name$=commune_code]") ?? forgetOffers();

  function forgetOffers() {
    const offers = root.querySelector(".place__offers");
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = offers.querySelector("input").name;
    offers.replaceWith(hidden);
    return hidden;
  }

  function show(items) {
    active = -1;
    list.replaceChildren(...items.map(option));
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function option(item, place) {
    const row = document.createElement("li");
    const more = document.createElement("small");
    row.id = `${list.id}-${place}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    more.textContent = [item.province, item.hint].filter(Boolean).join(" · ");
    row.append(item.name, " ", more);
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => choose(item));
    row.choose = () => choose(item);
    return row;
  }

  function choose(item) {
    input.value = item.name;
    province.value = item.province_code;
    code().value = item.code;
    show([]);
    root.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function mark(place) {
    const rows = [...list.children];
    if (rows.length === 0) return;
    active = (place + rows.length) % rows.length;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === active)));
    rows[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[active].id);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const wanted = new URLSearchParams({ q: input.value, tinh: province.value });
    try {
      const answer = await fetch(`${root.dataset.suggest}?${wanted}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).items);
    } catch {
      show([]); // offline or overtaken by the next letter: the server reads the name on sending
    }
  }

  input.addEventListener("input", () => {
    code().value = "";
    clearTimeout(timer);
    if (input.value.trim().length < 2) return show([]);
    timer = setTimeout(ask, WAIT);
  });
  province.addEventListener("change", () => { code().value = ""; show([]); });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) list.children[active].choose();
    else if (event.key === "Escape") show([]);
    else return;
    if (event.key !== "Enter" || list.children.length === 0) event.preventDefault();
  });
  show([]);
}
