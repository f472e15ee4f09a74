// Photos are made small on the phone before they are sent: upright, about 1600 pixels, and without
// what the camera wrote beside the picture (a canvas has pixels only). They wait in IndexedDB until
// a later page says that they have arrived. A blurred one is told, never refused. Without this the
// file goes as it is, and the server does the same.
const LONGEST = 1600;
const GREY = 256;
const BLURRED = 60;
const TYPES = [["image/webp", 0.82], ["image/jpeg", 0.85]];
const DATABASE = "ocop-photos";
const STORE = "photos";

export function attach(root) {
  const inputs = [...root.querySelectorAll("input[type=file]")];
  const list = root.querySelector("[data-photo=list]");
  const carrier = document.createElement("input");
  const most = Number(root.dataset.most);
  let kept = [];
  let busy = Promise.resolve();
  let isBusy = false;
  try { new DataTransfer(); } catch { return; } // the files go as they are
  Object.assign(carrier, { type: "file", name: inputs[0].name, multiple: true, hidden: true });
  root.append(carrier);
  for (const input of inputs) {
    input.removeAttribute("name");
    input.addEventListener("change", () => start(input));
  }
  root.classList.add("photo-input--ready");

  const word = (name) => root.querySelector(`[data-word="${name}"]`)?.content.textContent ?? "";
  const say = (name) => {
    root.querySelector("[data-photo=say]").textContent = name && word(name);
    root.classList.toggle("photo-input--blurred", name === "blurred");
  };

  function start(input) {
    const files = [...input.files];
    input.value = "";
    if (!files.length) return;
    isBusy = true;
    const mine = busy = busy.then(() => take(files)).catch(() => say("unread")).finally(() => { if (busy === mine) isBusy = false; });
  }

  async function take(files) {
    say("reading");
    let told = "ready";
    for (const file of files) {
      if (kept.length >= most) { told = "too-many"; break; }
      const photo = await shrink(file).catch(() => null);
      if (!photo) told = "unread";
      else if (photo.isBlurred && told === "ready") told = "blurred";
      kept.push(photo ?? { blob: file, isBlurred: false });
    }
    const isKept = changed();
    say(told);
    await isKept;
  }

  async function changed() {
    const files = new DataTransfer();
    kept.forEach((one, place) => files.items.add(new File([one.blob], `anh-${place + 1}`, { type: one.blob.type })));
    carrier.files = files.files;
    list.replaceChildren(...kept.map(row));
    await keep(root.dataset.keptAs, kept);
  }

  function row(one, place) {
    const item = document.createElement("li");
    const image = Object.assign(document.createElement("img"),
      { width: 96, height: 96, alt: `${word("picture")} ${place + 1}`, src: URL.createObjectURL(one.blob) });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: word("drop") });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    drop.addEventListener("click", () => { kept.splice(place, 1); say(""); changed(); });
    item.append(image, drop);
    return item;
  }

  // Who goes on while a photo is still made small goes on with it.
  document.addEventListener("submit", (event) => {
    if (!isBusy || event.target !== root.closest("form")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    busy.finally(() => event.target.requestSubmit());
  }, true);

  for (const input of inputs) start(input); // chosen before this was loaded
  if ("arrived" in root.dataset) {
    history.replaceState(null, "", location.pathname); // a reload says nothing of what comes next
    busy = forget(root.dataset.keptAs);
  } else {
    found(root.dataset.keptAs).then((photos) => {
      if (!photos?.length || kept.length) return;
      kept = photos.slice(0, most);
      changed();
      say("ready");
    }).catch(() => {});
  }
}

// The photo upright, small and bare, and whether it is blurred.
async function shrink(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = drawn(image, Math.round(image.width * scale), Math.round(image.height * scale));
  for (const [type, quality] of TYPES) {
    const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
    if (blob?.type === type) return { blob, isBlurred: sharpness(canvas) < BLURRED };
  }
  return null;
}

function drawn(image, width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.max(1, width), height: Math.max(1, height) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// The variance of the Laplacian of a small grey copy: edges make it large, a shaken hand small.
export function sharpness(source) {
  const scale = GREY / Math.max(source.width, source.height);
  const small = drawn(source, Math.round(source.width * scale), Math.round(source.height * scale));
  const { width, height } = small;
  const { data } = small.getContext("2d").getImageData(0, 0, width, height);
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2];
  }
  let sum = 0, squares = 0, count = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const edge = grey[at - 1] + grey[at + 1] + grey[at - width] + grey[at + width] - 4 * grey[at];
      sum += edge;
      squares += edge * edge;
      count += 1;
    }
  }
  return count ? squares / count - (sum / count) ** 2 : 0;
}

// Photos that were sent are needed here no more.
export function forget(place) {
  return keep(place, []).catch(() => {});
}

async function keep(place, photos) {
  if (!("indexedDB" in window)) return;
  try {
    const base = await opened();
    const store = base.transaction(STORE, "readwrite").objectStore(STORE);
    await answer(photos.length ? store.put(photos, place) : store.delete(place));
    base.close();
  } catch { /* full or forbidden: the photo is still in the form */ }
}

async function found(place) {
  if (!("indexedDB" in window)) return [];
  const base = await opened();
  const photos = await answer(base.transaction(STORE).objectStore(STORE).get(place));
  base.close();
  return photos;
}

function opened() {
  const asked = indexedDB.open(DATABASE, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  return answer(asked);
}

function answer(asked) {
  return new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}
