// A sentence of the model, piece by piece: text, numbered links, places, and words with a fault.

import { el } from "./dom.js";

/** Nodes for the pieces; `to.cite(n)` and `to.place(passage)` show them in the review. */
export function sentence(pieces, to) {
  return pieces.map((piece, at) => {
    const gap = at && piece.kind !== "text" && !/[\s([“‘]$/.test(pieces[at - 1].text) ? " " : "";
    if (piece.kind === "cite") return [gap, link("cite", piece.text, `evidence ${piece.n}, show in the review`, () => to.cite(piece.n))];
    if (piece.kind === "place") return [gap, "[", piece.passage ? link("", piece.text, null, () => to.place(piece.passage)) : piece.text, "]"];
    if (piece.kind === "flag") return el("span", { class: "flag" }, piece.text, el("span", { class: "flag-w" }, piece.why));
    return piece.text;
  });
}

function link(cls, words, label, show) {
  return el("a", { href: "#", class: cls || null, "aria-label": label && `${words} ${label}`, onclick: (event) => { event.preventDefault(); show(); } }, words);
}
