// Draws the review once: headings, paragraphs, lists, footnotes, tables as tables. Every passage is an
// element with data-passage; its text stands in "runs" that marks can be put into and taken out of.

import { el } from "./dom.js";

/** A run is a text node's holder with the offset at which its text begins in the passage. */
function run(passage, text, start, runs) {
  const holder = el("span", { class: "run" }, text);
  runs.push({ passage, start, text, holder });
  return holder;
}

/** The sections as nodes, and the runs by passage. Offsets count code points, as the records do. */
export function drawText(text) {
  const runs = [];
  const files = new Set(text.sections.map((section) => section.file));
  let file = null;
  const nodes = text.sections.flatMap((section) => {
    const begins = files.size > 1 && section.file !== file;
    file = section.file;
    const body = [];
    let list = null;
    for (const item of section.items) {
      if (item.kind !== "list_item") list = null;
      if (item.kind === "list_item") {
        if (!list) body.push(list = el("ul", { class: "items" }));
        list.append(paragraph(item, runs));
      } else body.push(item.kind === "table" ? drawTable(item, runs) : paragraph(item, runs));
    }
    return [begins && el("p", { class: "file-name" }, section.file), el("div", { "data-section": section.id }, body)].filter(Boolean);
  });
  const byPassage = new Map();
  for (const one of runs) {
    if (!byPassage.has(one.passage)) byPassage.set(one.passage, []);
    byPassage.get(one.passage).push(one);
  }
  return { nodes, runs: byPassage };
}

function paragraph(item, runs) {
  const label = item.label && el("span", { class: "label" }, `${item.label} `);
  const body = [label, run(item.passage, item.text, 0, runs)];
  const place = { "data-passage": item.passage };
  if (item.kind === "heading") return el(`h${Math.min(6, 2 + (item.level ?? 1))}`, { ...place, class: `level-${item.level ?? 1}` }, body);
  if (item.kind === "list_item") return el("li", { ...place, "data-n": item.number }, body);
  if (item.kind === "footnote") return el("p", { ...place, class: "footnote" }, el("span", { class: "vh" }, "Footnote "), body);
  if (item.kind === "furniture") return el("p", { ...place, class: "furniture" }, el("span", { class: "vh" }, "Header or footer: "), body);
  return el("p", { ...place, "data-n": item.number }, body);
}

function drawTable(item, runs) {
  const width = Math.max(...item.rows.map((row) => row.text.split("\t").length));
  const rows = item.rows.map((row) => {
    const cells = row.text.split("\t");
    let start = 0;
    return el("tr", { "data-passage": row.passage }, cells.map((cell, at) => {
      const begin = start;
      start += [...cell].length + 1;
      const last = at === cells.length - 1 && cells.length < width;
      const attributes = { "data-n": at === 0 && !row.header ? row.number : null, colspan: last ? width - at : null };
      return el(row.header ? "th" : "td", row.header ? { ...attributes, scope: "col" } : attributes, run(row.passage, cell, begin, runs));
    }));
  });
  const heads = [];
  while (item.rows[heads.length]?.header) heads.push(rows[heads.length]);
  return el("div", { class: `table-wrap ${width > 3 ? "wide" : ""}`.trim(), "data-label": item.label },
    el("table", { class: `file columns-${Math.min(width, 8)}` }, heads.length > 0 && el("thead", {}, heads), el("tbody", {}, rows.slice(heads.length))));
}

/** Put the marks of [{n, stance, pieces: [{passage, start, end}]}] into the runs; returns the mark nodes by n. */
export function putMarks(byPassage, marks) {
  const made = new Map();
  const touched = new Map();
  for (const mark of marks) {
    for (const piece of mark.pieces) {
      for (const one of byPassage.get(piece.passage) ?? []) {
        const points = [...one.text];
        const from = Math.max(0, piece.start - one.start);
        const to = Math.min(points.length, piece.end - one.start);
        if (from >= to) continue;
        if (!touched.has(one)) touched.set(one, []);
        touched.get(one).push({ from, to, mark });
      }
    }
  }
  for (const [one, spans] of touched) one.holder.replaceChildren(...cut(one, spans, made));
  return { made, touched: [...touched.keys()] };
}

/** Take all marks out of these runs. */
export function clearMarks(touched) {
  for (const one of touched) one.holder.replaceChildren(document.createTextNode(one.text));
}

function cut(one, spans, made) {
  const points = [...one.text];
  const edges = [...new Set([0, points.length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  const nodes = [];
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const [from, to] = [edges[at], edges[at + 1]];
    const words = points.slice(from, to).join("");
    const over = spans.filter((span) => span.from <= from && span.to >= to);
    if (!over.length) { nodes.push(document.createTextNode(words)); continue; }
    const begins = over.filter((span) => span.from === from).map((span) => span.mark);
    const tone = over.some((span) => span.mark.stance === "against") ? "against" : "for";
    const node = el("mark", { class: `on ${tone}`, "data-marks": over.map((span) => span.mark.n).join(" ") },
      begins.map((mark) => el("span", { class: "ref" }, el("span", { class: "vh" }, "Evidence "), mark.n, el("span", { class: "vh" }, ` ${mark.stance}: `))), words);
    for (const { mark } of over) {
      if (!made.has(mark.n)) made.set(mark.n, []);
      made.get(mark.n).push(node);
    }
    nodes.push(node);
  }
  return nodes;
}
