// The place screens are drawn in, and the one status line that tells results to everybody.

import { el, fill } from "./dom.js";

export const stage = el("div", { id: "stage", class: "stage", tabindex: "-1" });
export const status = el("p", { id: "status", class: "vh", role: "status" });

/** Say it once, politely. */
export function say(words) {
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
}

/** A screen that could not be had, in words. */
export function refused(error) {
  fill(stage, el("div", { class: "page" }, el("h1", { tabindex: "-1" }, "Not shown"), el("p", {}, error.message),
    el("p", {}, el("a", { href: "#/reviews" }, "Back to the list of reviews"))));
}

/** Look again in about a second, while the screen is still there. */
export function again(alive, look) {
  setTimeout(() => { if (alive()) look(); }, 1000);
}
