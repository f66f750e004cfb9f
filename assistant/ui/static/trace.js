// What answers what: findings and planned actions as two tables, orphans first, each with its place in the review.

import { el, table, when } from "./dom.js";
import { sentence } from "./sentence.js";

/** The section; null under prompts that it is no evidence for. */
export function traceBlock(prompt, to) {
  const { trace } = prompt;
  if (!trace) return null;
  const title = el("h3", { id: "trace-h", tabindex: "-1" }, "What answers what");
  const block = (...children) => el("section", { class: "block traced", id: "trace", "aria-labelledby": "trace-h" }, title, children);
  if (trace.none) return block(el("p", { class: trace.fault ? "fault" : "quiet" }, trace.none));
  return block(
    el("p", { class: "hint" }, `Listed by the model over ${trace.whole ? "the whole" : "a part of the"} review; every quotation shown was located. Evidence for 2.h, 3.1 and 3.2, never their judgement.`),
    el("p", {}, trace.found),
    trace.findings.length > 0 && tabled("Findings of the review, and what answers them", "What the review finds", "Finding", "Action", trace.findings, to),
    trace.actions.length > 0 && tabled("Planned actions, and what they answer", "What the review plans", "Action", "Finding", trace.actions, to),
    trace.source && el("p", { class: "prov" }, trace.source.at && ["Listed ", when(trace.source.at), " "], trace.source.words));
}

function tabled(caption, told, own, other, rows, to) {
  return [el("h4", {}, told), table(caption, [["No.", "c-n"], [own], ["On the other side", "c-w"]], rows.map((row) => el("tr", { class: row.state, id: id(own, row.number) },
    el("th", { scope: "row", class: "c-n" }, el("span", { class: "vh" }, `${own} `), row.number),
    el("td", {}, el("p", {}, row.kind && el("b", {}, `${row.kind}. `), sentence(row.summary, to)),
      row.quoted.map((one) => quoted(one, to)),
      row.offered.map(([words, stands]) => el("p", { class: "offered" }, el("b", {}, stands ? "Too short to be evidence, or in a header or footer: " : "Not found in the review: "), words))),
    el("td", { "data-label": "On the other side" }, el("p", {}, words(row, other)),
      row.how.length > 0 && el("p", {}, sentence(row.how, to)), row.reason && quoted(row.reason, to)))), { class: "exp stack" })];
}

const id = (own, number) => `${own.toLowerCase()}-${number}`;

function words(row, other) {
  if (row.state === "orphan") return el("b", { class: "orphan" }, row.words);
  return [row.words, row.others.map((number, at) => [at ? ", " : " ", el("a", { href: "#", onclick: jump(id(other, number)) }, `${other} ${number}`)])];
}

function jump(row) {
  return (event) => {
    event.preventDefault();
    const target = document.getElementById(row);
    target?.scrollIntoView({ block: "center" });
    target?.querySelector("a")?.focus({ preventScroll: true });
  };
}

function quoted(one, to) {
  return el("div", { class: "quoted" },
    el("blockquote", {}, one.quotes.map((text) => el("p", {}, `“${text}”`))),
    el("p", { class: "ev-place" }, el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.place(one.passage); } }, one.place)));
}
