// Evidence as blocks: the file's own words on paper with quotation marks; what was not found, on neither.

import { button, el, hidden, when } from "./dom.js";

/** The strongest passage each way, the other evidence, and what was removed; null where there is nothing. */
export function evidenceBlocks(prompt, to) {
  const drafted = ["drafted", "unsupported"].includes(prompt.draft.state);
  const first = prompt.evidence.filter((one) => one.strongest);
  const rest = prompt.evidence.filter((one) => !one.strongest);
  const side = (stance, words, none) => {
    const found = first.filter((one) => one.stance === stance);
    return found.length ? found.map((one) => piece(one, prompt, to))
      : el("li", { class: `ev none ${stance}` }, el("p", { class: "ev-n" }, words), el("p", { class: "quiet" }, none));
  };
  const strongest = drafted ? el("section", { class: "block", id: "evidence", "aria-labelledby": "strongest-h" },
    el("h3", { id: "strongest-h", tabindex: "-1" }, "Strongest passages"),
    el("ol", {}, side("for", "For", prompt.none_for), side("against", "Against", prompt.none_against))) : null;
  const others = rest.length || !prompt.choice.closed ? el("section", { class: "block", id: drafted ? "others" : "evidence", "aria-labelledby": "others-h" },
    el("h3", { id: "others-h", tabindex: "-1" }, drafted ? "Other evidence" : "Evidence"),
    rest.length > 0 && el("ol", {}, rest.map((one) => piece(one, prompt, to))),
    !prompt.choice.closed && el("p", { class: "add-own" }, button("Add evidence of your own", () => to.own(), { class: "plain", id: "add-own" }),
      el("span", { class: "hint" }, " Or select words in the review, then “Add as evidence”."))) : null;
  return { strongest, others, gone: removedBlock(prompt, to) };
}

function piece(one, prompt, to) {
  const where = el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.cite(one.n); } }, one.place);
  return el("li", { class: `ev ${one.stance}`, "data-evidence": one.n, "data-evidence-at": one.located[0].passage },
    el("p", { class: "ev-n" }, el("span", { class: "n" }, one.n), one.stance === "for" ? " For" : " Against"),
    el("div", {},
      el("blockquote", { "data-fold": true }, one.quotes.map((words) => el("p", {}, `“${words}”`))),
      el("p", { class: "ev-place" }, where, " ",
        el("span", {}, one.own ? `Added by ${one.own}` : one.match), " ", one.expectations.length > 0 && [el("span", {}, `Expectation${one.expectations.length > 1 ? "s" : ""} ${one.expectations.join(", ")}`), " "],
        one.opened && opened(), " ",
        !prompt.choice.closed && button(["Remove", hidden(` evidence ${one.n}`)], () => remove(one, to), { class: "plain" }))));
}

const remove = (one, to) => to.act("remove", { stance: one.stance === "for" ? "supports" : "against", pieces: one.located }, "#removed li:last-child button");

const opened = () => el("span", { class: "opened" }, "Opened");

/** Say on the evidence that it was opened. */
export function markOpened(root, n) {
  const place = root.querySelector(`[data-evidence="${n}"] .ev-place`);
  if (place && !place.querySelector(".opened")) place.insertBefore(opened(), place.querySelector("button"));
}

/** What was removed stands on paper without quotation marks: it is evidence no longer. */
function removedBlock(prompt, to) {
  if (!prompt.removed.length) return null;
  return el("section", { class: "block", id: "removed", "aria-labelledby": "removed-h" },
    el("h3", { id: "removed-h", tabindex: "-1" }, "Removed"),
    el("p", { class: "hint" }, "Evidence no longer: neither marked in the review nor in the report."),
    el("ul", { class: "near" }, prompt.removed.map((one) => el("li", {},
      el("p", { class: "near-words" }, one.quotes.join(" / ")),
      el("p", { class: "ev-place" }, el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.place(one.passage); } }, one.place), " ",
        el("span", {}, `Was ${one.stance}. Removed by ${one.by}, `, when(one.at)), " ",
        !prompt.choice.closed && button(["Put back", hidden(` what stood in ${one.place}`)], () => to.act("undo", { decision: one.decision }, `[data-evidence-at="${one.passage}"] a`), { class: "plain" }))))));
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
