// Reads QR codes and bar codes with the camera or from a photo, all on this device. What was
// read goes into the form of the page; the server decides what it is, and no address is opened
// from here. The reader is loaded on the first tap: BarcodeDetector where there is one, else zxing.
const FORMATS = { native: ["qr_code", "ean_13", "ean_8", "upc_a", "data_matrix"],
                  zxing: ["QRCode", "EAN13", "EAN8", "UPCA", "DataMatrix"] };
const PAUSE = 120;
const LONGEST_SIDE = 1600;

export function attach(root) {
  const part = (name) => root.querySelector(`[data-scan="${name}"]`);
  const [video, torch, open, close] = ["video", "torch", "open", "close"].map(part);
  const input = document.querySelector("form [name=ma]");
  let stream = null;
  let reader = null;

  const say = (word) => {
    part("say").textContent = word ? root.querySelector(`[data-word="${word}"]`).textContent : "";
  };

  const show = (isOpen) => {
    part("window").hidden = close.hidden = !isOpen;
    open.hidden = isOpen;
    if (!isOpen) torch.hidden = true;
  };

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
    show(false);
  }

  function finish(text) {
    stop();
    say("found");
    input.value = text;
    input.form.submit();
  }

  async function start() {
    if (!navigator.mediaDevices?.getUserMedia) return say(window.isSecureContext ? "missing" : "insecure");
    say("loading");
    try {
      reader = await (reader ?? load(root));
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch (error) {
      return say({ NotAllowedError: "denied", NotFoundError: "missing", NotReadableError: "missing" }[error.name] ?? "broken");
    }
    video.srcObject = stream;
    show(true);
    await video.play();
    torch.hidden = !stream.getVideoTracks()[0].getCapabilities?.().torch;
    say("aim");
    look(stream);
  }

  async function look(mine) {
    while (stream === mine) {
      const text = video.readyState >= 2 ? await reader(video, video.videoWidth, video.videoHeight) : "";
      if (stream !== mine) return;
      if (text) return finish(text);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  async function readPhoto(file) {
    say("reading");
    try {
      reader = await (reader ?? load(root));
      const image = await createImageBitmap(file);
      const text = await reader(image, image.width, image.height);
      return text ? finish(text) : say("nothing");
    } catch (error) {
      return say(error.name === "InvalidStateError" ? "nothing" : "broken");
    }
  }

  open.addEventListener("click", start);
  close.addEventListener("click", () => { stop(); say(""); });
  torch.addEventListener("click", () => {
    const on = torch.getAttribute("aria-pressed") !== "true";
    torch.setAttribute("aria-pressed", on);
    stream?.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] });
  });
  part("photo").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) readPhoto(file);
  });
  // The camera never stays on behind the visitor's back.
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => { if (document.hidden && stream) { stop(); say(""); } });
  root.dataset.ready = "";
}

// A function that reads one picture: (source, width, height) → the text, or "".
async function load(root) {
  if ("BarcodeDetector" in window) {
    const known = await BarcodeDetector.getSupportedFormats();
    const formats = FORMATS.native.filter((name) => known.includes(name));
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats });
      return async (source) => (await detector.detect(source))[0]?.rawValue ?? "";
    }
  }
  const { prepareZXingModule, readBarcodes } = await import(root.dataset.reader);
  await prepareZXingModule({ overrides: { locateFile: () => root.dataset.wasm }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (source, width, height) => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = await readBarcodes(picture, { formats: FORMATS.zxing, maxNumberOfSymbols: 1 });
    return found[0]?.text ?? "";
  };
}
