// Related prompts that pull apart: a row for each matter, each place a link to its prompt.

import { el, table } from "./dom.js";

/** The table; `go(prompt)` gives addresses. */
export function apartTable(matters, go) {
  const side = (places, label) => el("td", { "data-label": label }, places.map(({ prompt, name, words }) =>
    el("p", {}, el("a", { href: go(prompt) }, name), el("span", { class: "sub" }, ` ${words}`))));
  return table("Related prompts that pull apart", [["On"], ["Sufficient"], ["Not sufficient"]], matters.map((one) => el("tr", {},
    el("th", { scope: "row" }, one.matter), side(one.sufficient, "Sufficient"), side(one.lacking, "Not sufficient"))), { class: "rows stack" });
}
