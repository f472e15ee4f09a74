// Opens a larger map of a growing area's neighbourhood, which one can move. Leaflet comes from our own
// server and only when asked for; the grid is drawn here, so nobody else learns what is looked at.
const EVERY = 0.1, AROUND = 1.5;

export function attach(root) {
  const open = root.querySelector("[data-area-map=open]");
  const large = root.querySelector("[data-area-map=large]");
  open.hidden = false;
  open.addEventListener("click", async () => {
    open.disabled = true;
    try {
      await Promise.all([style(root.dataset.style), script(root.dataset.script)]);
    } catch {
      open.disabled = false; // the drawing stays; one may try again
      return;
    }
    root.querySelector("svg").setAttribute("hidden", "");
    large.hidden = false;
    open.hidden = true;
    draw(large, root.dataset);
    large.focus();
  });
}

function draw(box, { latitude, longitude, radius, zoomIn, zoomOut }) {
  const { L } = window;
  const middle = [Number(latitude), Number(longitude)];
  const map = L.map(box, { attributionControl: false, zoomControl: false, minZoom: 8, maxZoom: 12 });
  map.setMaxBounds([[middle[0] - AROUND, middle[1] - AROUND], [middle[0] + AROUND, middle[1] + AROUND]]);
  map.setView(middle, 10);
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  for (const at of lines(middle[1])) {
    line(map, [[middle[0] - AROUND, at], [middle[0] + AROUND, at]]);
    if (Math.round(at * 10) % 2 === 0) label(map, [middle[0] - 0.18, at], at);
  }
  for (const at of lines(middle[0])) {
    line(map, [[at, middle[1] - AROUND], [at, middle[1] + AROUND]]);
    if (Math.round(at * 10) % 2 === 0) label(map, [at, middle[1] - 0.25], at);
  }
  L.circle(middle, { radius: Number(radius) * 1000, className: "area-map__circle", interactive: false }).addTo(map);
}

function lines(middle) {
  const first = Math.ceil((middle - AROUND) / EVERY);
  return Array.from({ length: Math.floor((2 * AROUND) / EVERY) }, (_, step) => (first + step) * EVERY);
}

function line(map, ends) {
  window.L.polyline(ends, { className: "area-map__line", interactive: false }).addTo(map);
}

function label(map, place, degrees) {
  const text = `${degrees.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })}°`;
  window.L.tooltip({ permanent: true, opacity: 1, direction: "center", className: "area-map__label", interactive: false })
    .setLatLng(place).setContent(text).addTo(map);
}

function style(url) {
  return loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: url }));
}

function script(url) {
  return window.L ? null : loaded(Object.assign(document.createElement("script"), { src: url }));
}

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}
