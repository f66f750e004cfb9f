// Evidence as blocks: the file's own words on paper with quotation marks; what was not found, on neither.

import { el } from "./dom.js";

/** The strongest passage each way, and the other evidence; null where there is no draft. */
export function evidenceBlocks(prompt, to) {
  if (!["drafted", "unsupported"].includes(prompt.draft.state)) return { strongest: null, others: null };
  const first = prompt.evidence.filter((one) => one.strongest);
  const rest = prompt.evidence.filter((one) => !one.strongest);
  const sides = ["for", "against"].map((side) => first.filter((one) => one.stance === side));
  const none = [["For", sides[0]], ["Against", sides[1]]].filter(([, found]) => !found.length);
  const strongest = el("section", { class: "block", id: "evidence", "aria-labelledby": "strongest-h" },
    el("h3", { id: "strongest-h", tabindex: "-1" }, "Strongest passages"),
    el("ol", {}, sides.flat().map((one) => piece(one, to))),
    none.length > 0 && el("dl", { class: "none" }, none.map(([side]) => el("div", {}, el("dt", {}, side), el("dd", {}, "None given by the draft")))));
  const others = rest.length ? el("section", { class: "block", "aria-labelledby": "others-h" },
    el("h3", { id: "others-h" }, "Other evidence"), el("ol", {}, rest.map((one) => piece(one, to)))) : null;
  return { strongest, others };
}

function piece(one, to) {
  return el("li", { class: `ev ${one.stance}`, "data-evidence": one.n },
    el("p", { class: "ev-n" }, el("span", { class: "n" }, one.n), one.stance === "for" ? " For" : " Against"),
    el("div", {},
      el("blockquote", {}, one.quotes.map((words) => el("p", {}, `“${words}”`))),
      el("p", { class: "ev-place" },
        el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.cite(one.n); } }, one.place), " ",
        el("span", {}, one.match), " ", one.expectations.length > 0 && el("span", {}, one.expectations.join(" ")))));
}

/** Words offered as evidence that stand nowhere in the review. */
export function absentBlock(prompt, to) {
  if (!prompt.absent.length) return null;
  return el("section", { class: "block", id: "absent", "aria-labelledby": "absent-h" },
    el("h3", { id: "absent-h", tabindex: "-1" }, "Not found in the review"),
    prompt.absent.map((one) => el("div", { class: "absent" },
      el("p", {}, `The model gave these words as evidence${one.expectation ? ` for ${one.expectation}` : ""}. They stand nowhere in the file. They support nothing.`),
      el("p", { class: "offered" }, one.offered),
      one.passage && el("p", { class: "ev-place" }, el("span", {}, `Cited as ${one.cited}.`), " ",
        el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.place(one.passage); } }, "Look at that passage")))));
}
