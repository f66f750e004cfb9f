// Starts the screens: the bars above, the stage, and the routes behind the hash.

import { connect } from "./ask.js";
import { el, fill } from "./dom.js";
import { install } from "./keys.js";
import { masthead, paintFrame } from "./masthead.js";
import { stage, status } from "./stage.js";
import { guard } from "./typed.js";
import * as assure from "./assure.js";
import * as judgements from "./judgements.js";
import * as quality from "./quality.js";
import * as read from "./read.js";
import * as reviews from "./reviews.js";
import * as signOff from "./sign-off.js";

const SCREENS = { reviews, quality, read, assure, judgements, "sign-off": signOff };
const NAMES = { reviews: "Reviews", quality: "Quality", read: "What we read", assure: "Assure", judgements: "Judgements", "sign-off": "Sign-off" };

let shown = null;

/** Called once by the page, with the element to fill and the server's functions. */
export function begin(element, server) {
  if (shown) return;
  connect(server);
  document.documentElement.lang = "en-GB";
  fill(element.querySelector("#screens"),
    skip("#mid", "Skip to the content", stage), skip("#decision", "Skip to the decision"), skip("#review", "Skip to the review"),
    masthead(), stage, status);
  install({ call: (name, ...given) => SCREENS[shown.screen].keys?.[name]?.(...given) });
  addEventListener("hashchange", () => route(false));
  guard();
  // A file dropped beside the place for it must not be opened instead of the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
  route(true);
}

function skip(selector, words, otherwise = null) {
  return el("a", { class: "skip", href: "#", onclick: (event) => {
    event.preventDefault();
    if (shown.screen === "assure") assure.reveal(selector === "#review" ? "review" : "prompt");
    (document.querySelector(selector) ?? otherwise)?.focus();
  } }, words);
}

/** What a hash asks for: screen, review, the prompt or node, and the passage to show. */
function parse(hash) {
  const parts = hash.replace(/^#\/?/, "").split("/").map(plain);
  if (parts[0] === "quality") return { screen: "quality", review: null, item: parts[1] || null, passage: null };
  const known = parts[0] === "r" && parts[1] && !["reviews", "quality"].includes(parts[2]) && Object.hasOwn(SCREENS, parts[2]);
  const chosen = parts[0] === "reviews" ? parts[1] || null : null; // whose next version is wanted
  return known ? { screen: parts[2], review: parts[1], item: parts[3] || null, passage: parts[4] || null } : { screen: "reviews", review: null, item: chosen, passage: null };
}

/** A part of the hash; one that is no valid encoding stays as it is. */
function plain(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

async function route(first) {
  const hash = location.hash;
  const wanted = parse(hash);
  const same = Boolean(shown) && shown.screen === wanted.screen && shown.review === wanted.review;
  if (shown && !same) SCREENS[shown.screen].leave?.();
  shown = wanted;
  document.body.classList.toggle("app", wanted.screen === "assure");
  const called = (item) => { document.title = `${[item, NAMES[wanted.screen]].filter(Boolean).join(", ")} - SFO review assurance`; };
  called(wanted.review && wanted.item);
  if (!same) { fill(stage); stage.className = `stage ${wanted.screen}`; paintFrame(null, wanted); }
  const context = { ...wanted, same, first, called, alive: () => shown === wanted, left: () => location.hash !== hash, frame: (frame) => paintFrame(frame, wanted) };
  try {
    await SCREENS[wanted.screen].show(stage, context);
  } catch (fault) {
    console.error(fault);
    fill(stage, el("div", { class: "page" }, el("p", { class: "attn", role: "alert" },
      "This screen could not be drawn. Reload the page; nothing that was recorded is lost.")));
  }
  const taken = stage !== document.activeElement && stage.contains(document.activeElement);
  if (!first && !same && !taken && context.alive()) (stage.querySelector("h1") ?? stage).focus({ preventScroll: true });
}
