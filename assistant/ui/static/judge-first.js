// What share of the prompts is judged first: a choice before drafting starts, afterwards what was chosen.

import { el, radio } from "./dom.js";

/** The choice, or the words on it, as a node; chosen() is the share to start with. */
export function judgeFirst(view) {
  if (!view.choices.length) return { node: el("p", { class: "hint" }, el("b", {}, "Judge first: "), view.chosen), chosen: () => "none" };
  const node = el("fieldset", { class: "judging", "aria-describedby": "judging-hint" },
    el("legend", {}, "Judge first"),
    el("p", { class: "hint", id: "judging-hint" }, "For these prompts the draft stays hidden until you have recorded a line of your own: only such lines show whether you and the drafts agree. The review’s own seed chooses them. It cannot be changed after Start."),
    el("div", { class: "radios" }, view.choices.map(([share, words], at) => radio("judge_first", share, words, { checked: at === 0 }))));
  return { node, chosen: () => node.querySelector("input:checked").value };
}
