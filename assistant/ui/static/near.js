// Passages that our own search found: on paper, without quotation marks, because nobody offers them as evidence.

import { el } from "./dom.js";

/** A list of passages, each with its place as a link that shows it in the review. */
export function nearList(found, to) {
  return el("ul", { class: "near" }, found.map((one) => el("li", {},
    el("p", { class: "near-words" }, one.before && el("span", { class: "more" }, "… "),
      one.runs.map((run) => run.kind === "term" ? el("b", {}, run.text) : run.text), one.after && el("span", { class: "more" }, " …")),
    el("p", { class: "ev-place" }, el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.place(one.passage); } }, one.place)))));
}
