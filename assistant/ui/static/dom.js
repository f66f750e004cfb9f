// Builds elements. Text of files and models only ever goes through text nodes and setAttribute:
// there is no way in here to write markup, and no other module writes any.

/** el("a", {href, class, dataset..., onclick}, ...children): strings become text, null is left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "checked" || key === "selected" || key === "disabled" || key === "hidden") node[key] = true;
    else if (key === "value") node.value = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(node, child);
    else if (child !== null && child !== undefined && child !== false) {
      node.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/** Text for screen readers only. */
export const hidden = (...words) => el("span", { class: "vh" }, ...words);

/** A native button; words, what it does, and attributes. */
export const button = (words, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, words);

/** A field with its label above it. */
export function field(label, control, attributes = {}) {
  return el("div", { class: "field", ...attributes }, el("label", { for: control.id }, label), control);
}

/** One native radio with its words. */
export function radio(name, value, words, { checked = false, key = null } = {}) {
  return el("label", { class: "radio" },
    el("input", { type: "radio", name, value, checked }),
    el("span", {}, words), key && el("kbd", { "aria-hidden": "true" }, key));
}

/** A table with a hidden caption; head is a list of [words, class], body a list of rows. */
export function table(caption, head, body, attributes = {}) {
  return el("table", attributes, el("caption", { class: "vh" }, caption),
    el("thead", {}, el("tr", {}, head.map(([words, cls]) => el("th", { scope: "col", class: cls }, words)))),
    el("tbody", {}, body));
}

/** An instant as written here, in the reader's own time zone: 11 November 2026, 10:42. */
export function when(iso) {
  const at = new Date(iso);
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const clock = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return el("time", { datetime: iso }, `${day}, ${clock}`);
}

/** A number as written here: 9,412. */
export const number = (n) => n.toLocaleString("en-GB");

/** Replace what a node holds. */
export const fill = (node, ...children) => { node.replaceChildren(); add(node, children); return node; };

/** Stores a value for this browser; a browser that keeps nothing is no fault. */
export const kept = {
  get: (key) => { try { return localStorage.getItem(`assurance.${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`assurance.${key}`, value); } catch { /* not kept */ } },
};
