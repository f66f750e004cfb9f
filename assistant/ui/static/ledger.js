// What became of every character of each file; anything lost is said loudly, and first.

import { el, number } from "./dom.js";

/** A box at the top of the screen where characters are in no bucket; null where none is, as it must be. */
export function lost(ledgers) {
  const faulty = ledgers.filter((one) => one.lost);
  if (!faulty.length) return null;
  return el("section", { class: "lost", "aria-labelledby": "lost-h" }, el("h2", { id: "lost-h" }, "Text was lost in reading"),
    faulty.map((one) => el("p", {}, el("b", {}, `${number(one.lost)} of ${number(one.total)} characters of ${one.file} are in no list below.`))),
    el("p", {}, "This is a fault of ours. Read the file itself beside this screen, and do not rest on anything not being in it."));
}

/** The tables, one for each file. */
export function ledger(ledgers) {
  return el("section", { "aria-labelledby": "ledger-h" }, el("h2", { id: "ledger-h", tabindex: "-1" }, "Every character accounted for"),
    ledgers.length ? ledgers.map((one) => account(one, ledgers.length > 1)) : el("p", {}, "No count was kept for this review."));
}

function account(one, several) {
  const sum = (words, characters, cls) => el("tr", { class: cls }, el("th", { scope: "row" }, words), el("td", { class: "num-cell" }, number(characters)));
  const bodies = one.groups.map((group) => el("tbody", {},
    group.rows.filter(([words]) => words !== group.words).map(([words, characters]) => el("tr", {}, el("th", { scope: "row", class: "plain" }, words), el("td", { class: "num-cell" }, number(characters)))),
    sum(group.words, group.characters, group.rows.some(([words]) => words === group.words) ? "sum attn" : "sum")));
  return el("table", { class: "rows ledger" }, el("caption", { class: several ? null : "vh" }, several ? one.file : `Characters of ${one.file}`),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "What became of it"), el("th", { scope: "col", class: "num-cell" }, "Characters"))),
    bodies, el("tbody", {}, sum("In the file", one.total, "sum")));
}
