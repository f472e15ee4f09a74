// Suggests how a search may go on while it is typed; choosing a suggestion sends it.
// Without it the form is a plain search.
const WAIT = 120;

export function attach(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.id = `${input.id}-goi-y`;
  list.className = "search__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  form.append(list);
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  let timer, asking, typed = "", active = -1;

  function show(items) {
    active = -1;
    list.replaceChildren(...items.map(option));
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function option(phrase, place) {
    const row = document.createElement("li");
    row.id = `${list.id}-${place}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.textContent = phrase;
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => { input.value = phrase; form.requestSubmit(); });
    return row;
  }

  function mark(place) {
    const rows = [...list.children];
    active = place;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === active)));
    input.value = active < 0 ? typed : rows[active].textContent;
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    rows[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[active].id);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    try {
      const wanted = new URLSearchParams({ q: typed });
      const answer = await fetch(`${form.dataset.suggest}?${wanted}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).items);
    } catch {
      // Offline, or overtaken by the next letter: what is typed can be sent as it is.
    }
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (!typed.trim()) { asking?.abort(); return show([]); }
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    const rows = list.children.length;
    if (!rows) return;
    if (event.key === "ArrowDown") mark(active + 1 < rows ? active + 1 : -1);
    else if (event.key === "ArrowUp") mark(active < 0 ? rows - 1 : active - 1);
    else if (event.key === "Escape") { input.value = typed; show([]); }
    else return;
    event.preventDefault();
  });
  show([]);
}
