// What changed since the earlier version: said in one line, shown passage by passage on demand.

import { ask } from "./ask.js";
import { button, el, fill, table } from "./dom.js";
import { difference } from "./earlier.js";
import { say } from "./stage.js";

/** The section, or null where there is no earlier version. `assure(prompt, passage)` is the address of a passage. */
export function changes(view, review, assure) {
  const { version } = view;
  if (!version) return null;
  const shown = el("div");
  const open = button("Show what changed", async () => {
    const answer = await ask("changes", { review });
    if (!node.isConnected) return; // the screen was left meanwhile
    if (!answer.ok) { fill(shown, el("p", { class: "fault", role: "alert" }, answer.error.message)); return; }
    const { rows, more } = answer.changes;
    open.hidden = true;
    fill(shown, rows.length > 0 && el("h3", { tabindex: "-1" }, "Passage by passage"), rows.length > 0 && table("What changed since the earlier version", [["Passage"], ["What became of it"], ["Place"]], rows.map((one) => row(one, assure)), { class: "rows stack notices changes" }),
      rows.length === 0 && el("p", {}, "Every passage stands as it was."), more && el("p", { class: "hint" }, more));
    say(rows.length === 1 ? "1 passage." : `${rows.length} passages.`);
    shown.querySelector("h3")?.focus({ preventScroll: true });
  });
  const node = el("section", { class: "block", id: "changes", "aria-labelledby": "changes-h" },
    el("h2", { id: "changes-h", tabindex: "-1" }, "Changed since the earlier version"),
    el("p", {}, "This is the next version of ", el("a", { href: `#/r/${version.earlier}/read` }, `${version.reference}, as submitted before`), `. ${version.words} ${version.waiting}`),
    el("p", { class: "acts" }, open), shown);
  return { node, open: () => { node.scrollIntoView({ block: "start" }); node.querySelector("h2").focus({ preventScroll: true }); open.click(); } };
}

function row(one, assure) {
  return el("tr", {}, el("th", { scope: "row" }, el("b", {}, one.words)),
    el("td", { "data-label": "What became of it" }, one.stretches.length ? difference(one) : el(one.became === "gone" ? "del" : "p", { class: one.became === "gone" ? "leftout" : "" }, one.text)),
    el("td", { "data-label": "Place" }, one.passage ? el("a", { href: assure(null, one.passage) }, one.place) : one.place));
}
