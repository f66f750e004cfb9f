// The Quality screen: how drafts fare with inspectors. No share stands without its count.

import { ask } from "./ask.js";
import { el, field, fill, number, table } from "./dom.js";
import { refused, say } from "./stage.js";

export async function show(stage, context) {
  const answer = await ask("quality", { review: context.item });
  if (!context.alive()) return;
  if (!answer.ok) { refused(answer.error); return; }
  const view = answer.quality;
  const chose = document.activeElement?.id === "quality-of";
  fill(stage, el("div", { class: "page" },
    el("div", { class: "title-row" }, el("h1", { tabindex: "-1" }, "Quality"), choice(view)),
    el("p", { class: "lede" }, view.lede),
    el("div", { class: "cols quality" }, el("div", {}, prompts(view)),
      el("div", { class: "side" }, agreement(view), crossed(view), reasons(view)))));
  if (!chose) return;
  stage.querySelector("#quality-of").focus();
  say(view.lede);
}

function choice(view) {
  const select = el("select", { id: "quality-of", onchange: () => { location.hash = ["#/quality", select.value].filter(Boolean).join("/"); } },
    view.choices.map(([id, words]) => el("option", { value: id, selected: id === view.chosen }, words)));
  return field("Figures of", select, { class: "field inline" });
}

function prompts(view) {
  const head = [["Prompt"], ["Decided", "num-cell"], ["Accepted", "num-cell"], ["Overridden", "num-cell"], ["Share overridden"], ["Reason most given"], ["Median time", "num-cell"]];
  return el("section", { "aria-labelledby": "by-prompt" },
    el("h2", { id: "by-prompt" }, "Acceptance and override, prompt by prompt"),
    el("p", { class: "hint" }, "Accepted and overridden count drafts that were on screen. Time is from the prompt first shown to its first decision; in brackets, of how many decisions it is known."),
    el("div", { class: "table-wrap" }, el("table", { class: "rows stack qtable" },
      el("caption", { class: "vh" }, "Drafts decided with the draft on screen: accepted and overridden, for each prompt"),
      el("thead", {}, el("tr", {}, head.map(([words, cls]) => el("th", { scope: "col", class: cls }, words)))),
      view.groups.map((group) => el("tbody", {}, el("tr", { class: "grp" }, el("th", { scope: "rowgroup", colspan: "7" }, group.heading)), group.rows.map((row) => prompt(row, view.chosen)))))));
}

function prompt(row, review) {
  const cell = (label, words, cls = "num-cell") => el("td", { class: words === "None" ? `${cls} quiet` : cls, "data-label": label }, words);
  const name = el("th", { scope: "row" }, review ? el("a", { href: `#/r/${review}/assure/${encodeURIComponent(row.prompt)}` }, row.name) : row.name, row.other && [" ", el("span", { class: "sub" }, row.other)]);
  if (!row.decided) return el("tr", {}, name, el("td", { class: "quiet", colspan: "6" }, "None decided"));
  return el("tr", {}, name,
    cell("Decided", number(row.decided)), cell("Accepted", number(row.accepted)), cell("Overridden", number(row.overridden)),
    el("td", { "data-label": "Share overridden" }, row.on_screen ? [bar(row.share, 72), " ", el("span", { class: "nowrap" }, `${number(row.overridden)} of ${number(row.on_screen)}`)] : el("span", { class: "quiet" }, "None")),
    cell("Reason most given", row.reason, ""), cell("Median time", row.time, "num-cell nowrap"));
}

function agreement(view) {
  const rows = view.measures.map((one) => el("tr", {}, el("th", { scope: "row" }, el("b", {}, one.name), el("span", { class: "sub" }, one.of)),
    el("td", { class: "num-cell" }, one.value), el("td", { class: "num-cell nowrap" }, one.interval)));
  return el("section", { "aria-labelledby": "hidden-h" }, el("h2", { id: "hidden-h" }, "With the draft hidden, and with it on screen"),
    table("Agreement and acceptance", [["Measure"], ["Figure", "num-cell"], ["95 % interval", "num-cell"]], rows, { class: "rows" }),
    el("p", {}, "Acceptance is measured with the draft in view. Only lines recorded before the draft was shown say what inspectors think without it. The difference may be the pull of the draft."));
}

function crossed(view) {
  const head = [el("tr", {}, el("td", {}), el("th", { scope: "colgroup", colspan: view.lines.length }, "Draft")),
    el("tr", {}, el("th", { scope: "col" }, "Inspector"), view.lines.map((words) => el("th", { scope: "col", class: "num-cell" }, words)))];
  return el("section", { "aria-labelledby": "crossed-h" }, el("h2", { id: "crossed-h" }, "Judge-first lines, draft against inspector"),
    scrolling("Table: judge-first lines", el("table", { class: "rows crossed" }, el("caption", { class: "vh" }, "Inspector’s line by draft’s line"),
      el("thead", {}, head),
      el("tbody", {}, view.crossed.map(([held, times], row) => el("tr", {}, el("th", { scope: "row" }, held),
        times.map((many, at) => el("td", { class: row === at ? "num-cell same" : "num-cell" }, number(many)))))))),
    el("p", {}, view.apart));
}

/** A frame with a tab stop only while there is something to scroll. */
function scrolling(label, ...held) {
  const frame = el("div", { class: "table-wrap" }, held);
  new ResizeObserver(() => {
    for (const [name, value] of [["role", "region"], ["tabindex", "0"], ["aria-label", label]]) {
      if (frame.scrollWidth > frame.clientWidth + 1) frame.setAttribute(name, value);
      else frame.removeAttribute(name);
    }
  }).observe(frame);
  return frame;
}

function reasons(view) {
  const rows = view.reasons.map(([words, many, share]) => el("tr", {}, el("th", { scope: "row" }, words), el("td", { class: "nowrap" }, bar(share, 96), ` ${number(many)}`)));
  return el("section", { "aria-labelledby": "reasons-h" }, el("h2", { id: "reasons-h" }, "Why drafts were overridden"),
    view.overridden ? table("Reasons for overrides", [["Reason"], [`Of ${number(view.overridden)} overridden`]], rows, { class: "rows" }) : el("p", {}, "None: no draft was overridden."));
}

const SVG = "http://www.w3.org/2000/svg";

/** A share in hundredths as a bar; the words beside it say the same. */
function bar(share, width) {
  const make = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    return node;
  };
  const svg = make("svg", { class: "bar-svg", width, height: 10, viewBox: `0 0 ${width} 10`, "aria-hidden": "true", focusable: "false" });
  svg.append(make("rect", { class: "ground", width, height: 10 }), make("rect", { class: "fill", width: (share * width) / 100, height: 10 }));
  return svg;
}
