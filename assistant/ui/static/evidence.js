// Evidence as blocks: the file's own words on paper with quotation marks; what was not found, on neither.

import { el } from "./dom.js";

/** The strongest passage each way, and the other evidence; null where there is no draft. */
export function evidenceBlocks(prompt, to) {
  if (!["drafted", "unsupported"].includes(prompt.draft.state)) return { strongest: null, others: null };
  const first = prompt.evidence.filter((one) => one.strongest);
  const rest = prompt.evidence.filter((one) => !one.strongest);
  const side = (stance, words, none) => {
    const found = first.filter((one) => one.stance === stance);
    return found.length ? found.map((one) => piece(one, to))
      : el("li", { class: `ev none ${stance}` }, el("p", { class: "ev-n" }, words), el("p", { class: "quiet" }, none));
  };
  const strongest = el("section", { class: "block", id: "evidence", "aria-labelledby": "strongest-h" },
    el("h3", { id: "strongest-h", tabindex: "-1" }, "Strongest passages"),
    el("ol", {}, side("for", "For", prompt.none_for), side("against", "Against", prompt.none_against)));
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

/** Words offered as evidence that are none: not found in the review, or no evidence by their kind. */
export function absentBlocks(prompt, to) {
  return [["absent", "Not found in the review", prompt.absent.filter((one) => !one.stands)],
    ["no-evidence", "Offered, but no evidence", prompt.absent.filter((one) => one.stands)]].map((block) => absentBlock(...block, to));
}

function absentBlock(id, title, found, to) {
  if (!found.length) return null;
  return el("section", { class: "block", id, "aria-labelledby": `${id}-h` },
    el("h3", { id: `${id}-h`, tabindex: "-1" }, title),
    found.map((one) => el("div", { class: "absent" },
      el("p", {}, `The model gave these words as evidence${one.expectation ? ` for ${one.expectation}` : ""}. ${one.stands
        ? "They stand in the file, but are too short to be evidence, or part of a header or footer. They support nothing." : "They stand nowhere in the file. They support nothing."}`),
      el("p", { class: "offered" }, one.offered),
      one.passage && el("p", { class: "ev-place" }, el("span", {}, `Cited as ${one.cited}.`), " ",
        el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.place(one.passage); } }, "Look at that passage")))));
}
