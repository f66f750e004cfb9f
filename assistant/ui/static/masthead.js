// The two bars above every screen: product, name, theme, shortcuts; and which review this is.

import { signAs, signedAs } from "./ask.js";
import { button, el, field, fill, hidden, kept } from "./dom.js";

const SCREENS = [["read", "What we read"], ["assure", "Assure"], ["judgements", "Judgements"], ["sign-off", "Sign-off"]];
const KEYS = [
  [["j", "k"], "next, previous prompt"],
  [["a"], "accept the draft"],
  [["1", "4"], "above, below, not applicable, undetermined", " to "],
  [["e"], "next piece of evidence, shown in the review"],
  [["n", "p"], "next, previous mark in the review"],
  [["/"], "find in the review"],
  [["d"], "to the decision"],
  [["w"], "wider review"],
];

const parts = {};

/** The bars and the panel of shortcuts. */
export function masthead() {
  signAs(kept.get("name") ?? "");
  parts.reviews = el("a", { href: "#/reviews" }, "Reviews");
  parts.quality = el("a", { href: "#/quality" }, "Quality");
  parts.who = button("", openName, { class: "bar", "aria-expanded": "false", "aria-controls": "name-panel" });
  parts.theme = button("Dark theme", turn, { class: "bar", "aria-pressed": "false" });
  parts.help = button([el("span", { class: "kb" }, "Keyboard", hidden(" shortcuts")), " ", el("kbd", {}, "?")], toggleKeys,
    { class: "bar", "aria-expanded": "false", "aria-controls": "keys" });
  parts.frame = el("div", { class: "reviewbar", hidden: true });
  if (kept.get("theme")) paint(kept.get("theme"));
  parts.theme.setAttribute("aria-pressed", String(dark()));
  paintName();
  return el("div", { class: "masthead" },
    el("div", { class: "topbar" },
      el("p", { class: "product" }, el("a", { href: "#/reviews" }, "SFO review assurance")),
      el("nav", { "aria-label": "Main" }, el("ul", {}, el("li", {}, parts.reviews), el("li", {}, parts.quality))),
      parts.who, parts.theme, parts.help),
    namePanel(), keysPanel(), parts.frame);
}

/** The bar of the review; none on the list of reviews. */
export function paintFrame(frame, route) {
  for (const screen of ["reviews", "quality"]) {
    if (route.screen === screen) parts[screen].setAttribute("aria-current", "page");
    else parts[screen].removeAttribute("aria-current");
  }
  parts.frame.hidden = !route.review;
  if (!route.review) return;
  if (frame) parts.shown = frame;
  const told = frame ?? (parts.shown?.review === route.review ? parts.shown : null);
  fill(parts.frame,
    el("p", { class: "ref" }, el("b", {}, told?.reference ?? ""), told?.region && el("span", {}, told.region)),
    el("nav", { "aria-label": "This assurance" }, el("ul", {}, SCREENS.map(([id, words]) => el("li", {},
      el("a", { href: `#/r/${route.review}/${id}`, "aria-current": id === route.screen ? "page" : null }, words))))),
    el("p", { class: "progress-words" }, told?.words ?? ""));
}

/** Keep the name given for decisions. */
export function keepName(value) {
  const name = value.trim().slice(0, 100);
  signAs(name);
  kept.set("name", name);
  paintName();
}

function paintName() {
  fill(parts.who, signedAs() ? [el("span", { class: "name" }, signedAs()), el("span", { class: "role" }, ", inspector")] : "Give your name");
}

function namePanel() {
  const input = el("input", { id: "own-name", type: "text", maxlength: "100", autocomplete: "name" });
  parts.name = el("form", { id: "name-panel", class: "keys", hidden: true, "aria-label": "Your name", onsubmit: (event) => {
    event.preventDefault();
    keepName(input.value);
    openName();
    (parts.back?.isConnected ? parts.back : parts.who).focus();
    parts.back = null;
  } }, el("p", { class: "why-name", role: "alert" }), el("div", { class: "name-row" }, field("Your name, as it will stand beside your decisions", input),
    el("button", { type: "submit", class: "primary" }, "Keep name")),
  el("p", { class: "hint" }, "Kept in this browser only, until there is a sign-in."));
  return parts.name;
}

/** Ask for the name because something is to be recorded under it; the focus comes back when it is kept. */
export function askName(why) {
  const back = document.activeElement;
  if (parts.name.hidden) openName();
  parts.name.querySelector(".why-name").textContent = why;
  parts.back = back;
}

function openName() {
  parts.name.hidden = !parts.name.hidden;
  parts.who.setAttribute("aria-expanded", String(!parts.name.hidden));
  parts.name.querySelector(".why-name").textContent = "";
  const input = parts.name.querySelector("input");
  input.value = signedAs();
  if (!parts.name.hidden) input.focus();
}

function keysPanel() {
  const tick = el("input", { type: "checkbox", checked: kept.get("keys") !== "off", onchange: (event) => kept.set("keys", event.target.checked ? "on" : "off") });
  parts.keys = el("section", { class: "keys", id: "keys", "aria-label": "Keyboard shortcuts", hidden: true },
    el("h2", {}, "Keyboard shortcuts"),
    el("dl", {}, KEYS.map(([keys, words, between = " "]) => el("div", {},
      el("dt", {}, keys.map((key, at) => [at ? between : "", el("kbd", {}, key)])), el("dd", {}, words)))),
    el("p", {}, el("label", { class: "tick" }, tick, "Shortcuts on. They never act while you type.")));
  return parts.keys;
}

/** Show or hide the panel of shortcuts. */
export function toggleKeys() {
  parts.keys.hidden = !parts.keys.hidden;
  parts.help.setAttribute("aria-expanded", String(!parts.keys.hidden));
}

const dark = () => document.documentElement.dataset.theme === "dark"
  || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

function paint(theme) {
  document.documentElement.dataset.theme = theme;
  document.body.classList.toggle("dark", theme === "dark");
}

function turn() {
  const theme = dark() ? "light" : "dark";
  paint(theme);
  kept.set("theme", theme);
  parts.theme.setAttribute("aria-pressed", String(theme === "dark"));
}
