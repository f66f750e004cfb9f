// Finds words in the review as it is drawn: case and runs of white space do not matter, each cell for itself.

import { el } from "./dom.js";

const MOST = 500;

/** Marks every place in the runs; gives the hits as [{nodes}] in reading order and the runs it touched. */
export function findIn(byPassage, words) {
  const pattern = new RegExp(words.split(/\s+/).map(literal).join("\\s+"), "giu");
  const hits = [];
  const touched = [];
  for (const run of [...byPassage.values()].flat()) {
    if (hits.length >= MOST) break;
    const found = [...run.text.matchAll(pattern)].slice(0, MOST - hits.length);
    if (!found.length) continue;
    const nodes = [];
    let done = 0;
    for (const match of found) {
      const mark = el("mark", { class: "hit" }, match[0]);
      nodes.push(document.createTextNode(run.text.slice(done, match.index)), mark);
      hits.push({ nodes: [mark] });
      done = match.index + match[0].length;
    }
    nodes.push(document.createTextNode(run.text.slice(done)));
    run.holder.replaceChildren(...nodes);
    touched.push(run);
  }
  return { hits, touched };
}

/** Letters as they are typed; straight and curly quotation marks are the same. */
function literal(word) {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/['‘’]/g, "['‘’]").replace(/["“”]/g, "[\"“”]");
}
