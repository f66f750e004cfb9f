// The history of a prompt: who did what, and when, in the order it happened; what was undone stays.

import { el, hidden, table, when } from "./dom.js";
import { short } from "./names.js";
import { sentence } from "./sentence.js";

/** The section, or null where nothing has happened yet. */
export function historyBlock(prompt, to) {
  if (!prompt.history.length) return null;
  const rows = prompt.history.map((one) => el("tr", { class: one.undone ? "undone" : null },
    el("td", { class: "nowrap", "data-label": "When" }, one.at ? when(one.at) : ""),
    el("td", { "data-label": "Who" }, one.by, hidden(": ")),
    el("td", { "data-label": "What" }, one.words, one.undone && el("b", {}, " Undone since."),
      one.said.map((paragraph) => el("p", { class: "said-then" }, sentence(paragraph, to))),
      one.quotes.length > 0 && el("blockquote", {}, one.quotes.map((words) => el("p", {}, `“${words}”`))),
      one.place && el("p", { class: "quiet" }, one.place))));
  return el("section", { class: "block history", id: "history", "aria-labelledby": "history-h" },
    el("h3", { id: "history-h", tabindex: "-1" }, "History"),
    table(`History of ${short(prompt.id)}`, [["When"], ["Who"], ["What"]], rows, { class: "rows stack" }));
}
