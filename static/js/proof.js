// Checks the public log in the reader's own browser: RFC 9162 tree, C2SP signed notes, WebCrypto.
// Nothing is believed that cannot be worked out from the text on the page and the key of the log.
// The same file stands in the page of proofs, in the copy of it that is kept, and on passports.

const encode = (text) => new TextEncoder().encode(text);
const hex = (data) => Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => hex(one) === hex(other);
const require = (holds, why) => {
  if (!holds) throw new Refused(why);
};

// What does not fit; `why` is a key of the words.
export class Refused extends Error {}

function unbase64(text) {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    throw new Refused("malformed");
  }
}

export const base64 = (data) => btoa(String.fromCharCode(...data));

async function sha256(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

// RFC 8785, for what our records hold: no floats.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort();
  return `{${pairs.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

export const leafHash = (record) => sha256(Uint8Array.of(0), encode(record));
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

// Each step of a proof, and whether it stands to the left of what is reached so far. Sizes go
// beyond 32 bits in theory, so there are no bit operators.
function* climb(place, last, path) {
  const up = () => [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  for (const step of path) {
    require(last > 0 && step.length === 32, "tree");
    const isLeft = place % 2 === 1 || place === last;
    yield [isLeft, step];
    if (isLeft) while (place > 0 && place % 2 === 0) up();
    up();
  }
  require(last === 0, "tree");
}

// RFC 9162, 2.1.3.2
export async function checkInclusion(index, size, leaf, path, root) {
  require(index >= 0 && index < size && leaf.length === 32, "tree");
  let reached = leaf;
  for (const [isLeft, step] of climb(index, size - 1, path)) {
    reached = isLeft ? await nodeHash(step, reached) : await nodeHash(reached, step);
  }
  require(same(reached, root), "tree");
}

// RFC 9162, 2.1.4.2
export async function checkConsistency(older, newer, path) {
  require(older.size > 0 && older.size <= newer.size, "rewritten");
  if (older.size === newer.size) {
    require(same(older.root, newer.root) && path.length === 0, "rewritten");
    return;
  }
  let [place, last] = [older.size - 1, newer.size - 1];
  while (place % 2 === 1) [place, last] = [(place - 1) / 2, Math.floor(last / 2)];
  const steps = place === 0 ? [older.root, ...path] : [...path];
  require(path.length > 0, "rewritten");
  let [left, right] = [steps[0], steps[0]];
  try {
    for (const [isLeft, step] of climb(place, last, steps.slice(1))) {
      if (isLeft) left = await nodeHash(step, left);
      right = isLeft ? await nodeHash(step, right) : await nodeHash(right, step);
    }
  } catch {
    throw new Refused("rewritten");
  }
  require(same(left, older.root) && same(right, newer.root), "rewritten");
}

// The checkpoint in a signed note. `signed` is false where this browser cannot check Ed25519.
export async function readCheckpoint(note, vkey) {
  const gap = note.lastIndexOf("\n\n");
  const [text, lines] = [note.slice(0, gap + 1), note.slice(gap + 2).split("\n")];
  const [, name, id, material] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)\s*$/.exec(vkey) ?? [];
  require(gap > 0 && name, "malformed");
  const key = unbase64(material);
  require(key.length === 33 && key[0] === 1, "malformed");
  require(hex(await sha256(encode(`${name}\n`), key)).startsWith(id), "signature");
  const line = lines.filter((each) => each.startsWith(`— ${name} `)).map((each) => unbase64(each.split(" ")[2]));
  const signature = line.find((each) => hex(each.slice(0, 4)) === id);
  require(signature, "signature");
  const [origin, size, root] = text.split("\n");
  require(/^(0|[1-9]\d{0,14})$/.test(size), "malformed");
  const signed = await isSigned(key.slice(1), signature.slice(4), encode(text));
  require(signed !== false, "signature");
  return { origin, size: Number(size), root: unbase64(root), signed: signed === true };
}

async function isSigned(key, signature, message) {
  let known;
  try {
    known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return undefined; // an older browser
  }
  return crypto.subtle.verify({ name: "Ed25519" }, known, signature, message);
}

// The proofs of a file (c2sp.org/tlog-proof@v1), taken apart.
export function readProofs(text) {
  const first = "c2sp.org/tlog-proof@v1\n";
  return text.split(first).slice(1).map((each) => {
    const gap = each.indexOf("\n\n");
    const [extra, index, ...path] = each.slice(0, gap).split("\n");
    require(extra.startsWith("extra ") && /^index \d+$/.test(index), "malformed");
    const given = JSON.parse(new TextDecoder().decode(unbase64(extra.slice(6))));
    return { ...given, index: Number(index.slice(6)), path: path.map(unbase64), note: each.slice(gap + 2) };
  });
}

// What stands in a record for a hidden value.
export async function commitment(salt, name, value) {
  const digest = base64(await sha256(encode(canonical([salt, name, value]))));
  return digest.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

// Whether a line is in the log, and every value it opens is what was committed to.
export async function checkLine(proof, point) {
  await Promise.all(Object.entries(proof.open).map(async ([name, [salt, value]]) => {
    require(proof.record.hidden[name] === (await commitment(salt, name, value)), "text");
  }));
  const leaf = await leafHash(canonical(proof.record));
  await checkInclusion(proof.index, point.size, leaf, proof.path, point.root);
}

// ---- what the phone remembers -------------------------------------------------------------

const DRAWER = "ocop.log";

// Compare the log with the checkpoint this browser keeps, and keep the newer one.
export async function compare(point, vkey, fetchPath) {
  const now = { vkey, size: point.size, root: base64(point.root), day: new Date().toISOString().slice(0, 10) };
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(DRAWER));
  } catch {
    return { word: "forgetful" };
  }
  if (!kept) {
    localStorage.setItem(DRAWER, JSON.stringify(now));
    return { word: "first" };
  }
  require(kept.vkey === vkey, "otherkey");
  const [older, newer] = [{ size: kept.size, root: unbase64(kept.root) }, point].sort((one, other) => one.size - other.size);
  // A page out of the browser's history may be older than what is kept; the log must hold both.
  await checkConsistency(older, newer, older.size === newer.size ? [] : await fetchPath(older.size, newer.size));
  if (kept.size < point.size) localStorage.setItem(DRAWER, JSON.stringify({ ...now, day: kept.day, since: kept.since ?? kept.size }));
  return { word: "continued", day: kept.day, since: kept.since ?? kept.size };
}

async function fetchPath(older, newer) {
  const answer = await fetch(`/ledger/consistency/${older}/${newer}`);
  require(answer.ok, "rewritten");
  return (await answer.text()).split("\n").filter(Boolean).map(unbase64);
}

// ---- the pages ----------------------------------------------------------------------------

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function say(place, kind, text) {
  const line = document.createElement("p");
  line.className = `proof__said proof__said--${kind}`;
  line.textContent = text;
  place.append(line);
}

const dayIn = (language) => (iso) => {
  const [year, month, day] = iso.split("-");
  if (language !== "en") return `${day}/${month}/${year}`;
  return `${Number(day)} ${new Date(Date.UTC(2000, month - 1)).toLocaleString("en", { month: "short", timeZone: "UTC" })} ${year}`;
};

// A page of proofs: every line is read off the page itself.
async function checkPage(place) {
  const words = JSON.parse(place.dataset.words);
  if (!globalThis.crypto?.subtle) return say(place, "warn", words.plain);
  const note = document.querySelector("[data-checkpoint]").textContent;
  const started = performance.now();
  let point;
  try {
    point = await readCheckpoint(note, document.querySelector("[data-key]").textContent);
    const lines = [...document.querySelectorAll("[data-line]")];
    await Promise.all(lines.map((line) => checkArticle(line, point, words)));
    const kind = point.signed ? "good" : "warn";
    place.dataset.result = kind;
    place.dataset.milliseconds = Math.round(performance.now() - started);
    say(place, kind, fill(point.signed ? words.good : words.unsigned, { lines: lines.length, size: point.size }));
  } catch (error) {
    refuse(place, words, error);
    return undefined;
  }
  if (place.dataset.ledger === "live") await remember(place, words, point, document.querySelector("[data-key]").textContent.trim());
  return undefined;
}

async function checkArticle(line, point, words) {
  const shown = JSON.parse(line.querySelector("[data-record]").textContent);
  const salts = JSON.parse(line.dataset.salts);
  const record = { ...shown, hidden: { ...shown.hidden } };
  for (const [name, value] of Object.entries(shown.hidden)) {
    if (salts[name]) record.hidden[name] = await commitment(salts[name], name, value);
    else if (value !== null) record.hidden[name] = value.sha256;
  }
  const path = line.querySelector("[data-path]").textContent.split("\n").filter(Boolean).map(unbase64);
  const mark = line.querySelector("[data-state]");
  try {
    await checkLine({ record, open: {}, index: Number(line.dataset.line), path }, point);
  } catch (error) {
    mark.textContent = words.lineBad;
    mark.className = "proof__state proof__state--bad";
    throw error;
  }
  mark.textContent = words.lineGood;
  mark.className = "proof__state proof__state--good";
}

function refuse(place, words, error) {
  const why = error instanceof Refused ? error.message : "malformed";
  place.dataset.result = "bad";
  say(place, "bad", fill(words.bad, { why: words[why] ?? words.malformed }));
}

async function remember(place, words, point, vkey) {
  try {
    const found = await compare(point, vkey, fetchPath);
    const day = found.day && dayIn(document.documentElement.lang)(found.day);
    if (words[found.word]) say(place, "note", fill(words[found.word], { ...found, day, size: point.size }));
  } catch (error) {
    if (error instanceof Refused) refuse(place, words, error);
    // else there is no network: nothing was shown, nothing is said
  }
}

// A passport: the phone compares the log at once; the proofs are fetched when they are asked for.
async function watchPassport(place) {
  if (!globalThis.crypto?.subtle) return;
  const language = document.documentElement.lang;
  const answer = await fetch(`/ledger/check.json?lang=${language}`).catch(() => null);
  if (!answer?.ok) return;
  const { key, note, words } = await answer.json();
  if (!key) return; // nothing was signed yet
  try {
    await remember(place, words, await readCheckpoint(note, key), key);
  } catch (error) {
    refuse(place, words, error);
  }
  const button = document.createElement("button");
  button.textContent = words.check;
  button.addEventListener("click", async () => {
    button.disabled = true;
    await checkPassport(place, key, words, language);
    button.remove();
  });
  place.append(button);
}

async function checkPassport(place, key, words, language) {
  try {
    const answer = await fetch(`/truy-xuat/${place.dataset.passport}/bang-chung.txt`);
    if (!answer.ok) return say(place, "warn", words.soon);
    const proofs = readProofs(await answer.text());
    require(proofs.length > 0, "malformed");
    const point = await readCheckpoint(proofs[0].note, key);
    require(proofs.every((proof) => proof.note === proofs[0].note), "malformed");
    await Promise.all(proofs.map((proof) => checkLine(proof, point)));
    const steps = matchSteps(proofs, language);
    matchVerdict(proofs, place.dataset.passport);
    const text = point.signed ? words.good : words.unsigned;
    say(place, point.signed ? "good" : "warn", `${fill(text, { lines: proofs.length, size: point.size })} ${fill(words.matched, { steps })}`);
    place.dataset.result = point.signed ? "good" : "warn";
  } catch (error) {
    refuse(place, words, error);
  }
  return undefined;
}

// Every logged value of a step must stand in the words of that step, and every step in the log.
function matchSteps(proofs, language) {
  const newest = new Map(proofs.filter((one) => one.record.t === "event").map((one) => [`${one.record.id}`, one]));
  const steps = [...document.querySelectorAll("[data-event]")];
  const day = dayIn(language);
  for (const step of steps) {
    const proof = newest.get(step.dataset.event);
    require(proof, "page");
    const said = step.textContent.normalize("NFC");
    const { is } = proof.record;
    const open = Object.fromEntries(Object.entries(proof.open).map(([name, [, value]]) => [name, value]));
    const wanted = [day(is.ended_on), open.title, open.place, ...(is.flows ?? []).map((one) => one.direction === "seen" ? "" : one.as_entered)];
    require(wanted.filter(Boolean).every((text) => said.includes(text.normalize("NFC"))), "page");
    for (const area of is.areas ?? []) require(step.querySelector(`a[href$="/${CSS.escape(area.area)}"]`), "page");
  }
  return steps.length;
}

// A page that calls goods fine of which the log says that they were stopped.
function matchVerdict(proofs, code) {
  const batch = proofs.filter((one) => one.record.t === "batch" && one.record.is.code === code).pop();
  require(batch, "page");
  const stopped = batch.record.is.recall_state !== "normal";
  const verdict = document.querySelector("main").dataset.verdict;
  require(!stopped || ["recalled", "quarantined"].includes(verdict), "page");
}

if (globalThis.document) {
  for (const place of document.querySelectorAll("[data-ledger]")) checkPage(place);
  for (const place of document.querySelectorAll("[data-passport]")) watchPassport(place);
}
