// The middle pane above the decision: question, draft, evidence, expectations, what was looked for.

import { apartTable } from "./apart.js";
import { button, el, fill, table } from "./dom.js";
import { earlierBlock } from "./earlier.js";
import { absentBlocks, evidenceBlocks } from "./evidence.js";
import { historyBlock } from "./history.js";
import { jump } from "./jump.js";
import { short } from "./names.js";
import { nearList } from "./near.js";
import { rationaleBlocks } from "./rationale.js";
import { sentence } from "./sentence.js";
import { traceBlock } from "./trace.js";

/** Build the pane. `to` has go(prompt) for addresses, cite(n) and place(passage) for the review, act and own. */
export function promptPane(prompt, to) {
  const { own, draft } = rationaleBlocks(prompt, to);
  const { strongest, others, gone } = evidenceBlocks(prompt, to);
  const node = el("div", { class: "prompt-scroll", tabindex: "-1" },
    head(prompt, to), earlierBlock(prompt, to), own, draft, strongest, absentBlocks(prompt, to), expectations(prompt, to), others, gone,
    traceBlock(prompt, to), related(prompt, to), vain(prompt, to), nearest(prompt, to), checks(prompt, to), historyBlock(prompt, to));
  node.notAsked = (words) => { const told = draft.querySelector("#again-fault"); if (told) told.textContent = words; };
  let arrived = false;
  node.arrived = (none, show) => { if (!arrived) fill(draft, el("h3", {}, none ? "Not answered" : "The draft has arrived"), el("p", { class: "acts" }, button(none ? "Show why" : "Show the draft", show))); arrived = true; };
  node.agreed = (words) => { const told = draft.querySelector(".agreement"); if (told) { told.textContent = words; told.hidden = !words; } };
  return node;
}

function head(prompt, to) {
  const step = (key, words, id) => id && el("a", { href: to.go(id) }, el("kbd", { "aria-hidden": "true" }, key), " ", el("span", {}, `${words}: ${short(id)}`));
  const absent = prompt.absent.filter((one) => !one.stands).length;
  const first = prompt.draft.state === "hidden";
  const jumps = [prompt.earlier && ["earlier", "Earlier decision"], ["expectations", `Expectations: ${prompt.found}`], !first && ["evidence", evidenceWords(prompt)],
    absent && ["absent", `Not found in the review: ${absent}`],
    prompt.searched.length && ["vain", `Looked in vain: ${prompt.searched.length}`],
    prompt.trace && ["trace", "What answers what"],
    prompt.apart.length && ["related", "Related prompts"],
    prompt.near.length && ["near", alone(prompt) ? "Passages to start from" : "Nearest passages"],
    prompt.checks.length && ["checks", `Checks: ${prompt.checks.length}`],
    prompt.history.length && ["history", `History: ${prompt.history.length}`]].filter(Boolean);
  return el("header", { class: "question" },
    el("div", { class: "crumb" }, el("p", {}, prompt.crumb),
      el("nav", { "aria-label": "Previous and next prompt" }, step("k", "Previous", prompt.previous), " ", step("j", "Next", prompt.next))),
    el("h2", { id: "question", tabindex: "-1" }, !prompt.id.startsWith("info.") && el("span", { class: "pid" }, prompt.id), " ", el("span", {}, prompt.question)),
    el("nav", { class: "jump", "aria-label": "On this prompt" }, el("ul", {}, jumps.map(([id, words]) =>
      el("li", {}, el("a", { href: "#", onclick: jump(id) }, words))),
    el("li", { class: "narrow" }, el("a", { href: "#", onclick: jump("decision") }, "Decision")))),
    (prompt.guidance.length > 0 || prompt.intake.length > 0) && el("details", { class: "guidance" },
      el("summary", {}, prompt.intake.length ? "How to read this question, and what HMPPS has said" : "How to read this question"),
      prompt.guidance.map((words) => el("p", {}, words)),
      prompt.intake.length > 0 && el("dl", { class: "summary" }, prompt.intake.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))))));
}

function evidenceWords({ evidence }) {
  const of = (side) => evidence.filter((one) => one.stance === side).length;
  return evidence.length ? `Evidence: ${of("for")} for, ${of("against")} against` : "Evidence: none";
}

function expectations(prompt, to) {
  const found = prompt.expectations.some((row) => row.met || row.note.length);
  const rows = prompt.expectations.map((row) => el("tr", {},
    el("th", { scope: "row", class: "c-n" }, row.number),
    el("td", { "data-label": "The guidance looks for" }, row.text, " ", found && el("span", { class: "strength" }, row.strength)),
    found ? [el("td", { class: `found ${(row.met ?? "").replace("_", "-")}`, "data-label": "Found" }, row.met_words ?? ""),
      el("td", { "data-label": "What was found" }, sentence(row.note, to), row.why && el("span", { class: "flag-w" }, row.why), row.cites.length > 0 && " ", row.cites.map((n) => [cited(n, to), " "]))]
      : el("td", { "data-label": "Strength" }, row.strength)));
  const columns = found ? [["The guidance looks for"], ["Found", "c-m"], ["What was found", "c-w"]] : [["The guidance looks for"], ["Strength", "c-m"]];
  return el("section", { class: "block", id: "expectations", "aria-labelledby": "expectations-h" },
    el("h3", { id: "expectations-h", tabindex: "-1" }, "What the guidance looks for"),
    table(`What the guidance looks for under ${short(prompt.id)}${found ? ", and what was found" : ""}`, [["No.", "c-n"], ...columns], rows, { class: "exp stack" }));
}

const cited = (n, to) => sentence([{ kind: "cite", n, text: `[${n}]` }], to);

function vain(prompt, to) {
  if (!prompt.searched.length) return null;
  return el("section", { class: "block", id: "vain", "aria-labelledby": "vain-h" },
    el("h3", { id: "vain-h", tabindex: "-1" }, "Looked in vain"),
    el("p", { class: "hint" }, "Where the draft says it looked and found nothing, each with the nearest passages by our own search. Not evidence: judge whether it is really absent."),
    prompt.searched.map((one) => el("div", { class: "sought" }, el("h4", {}, sentence(one.words, to)),
      one.found.length ? nearList(one.found, to) : el("p", { class: "quiet" }, "No passage shares its words."))));
}

/** Whether the inspector has no draft to look at: then our search is where one starts. */
const alone = (prompt) => !["drafted", "unsupported"].includes(prompt.draft.state);

function nearest(prompt, to) {
  if (!prompt.near.length) return null;
  const first = alone(prompt);
  return el("section", { class: "block", id: "near", "aria-labelledby": "near-h" },
    el("h3", { id: "near-h", tabindex: "-1" }, first ? "Passages to start from, by our own search" : "Nearest passages, by our own search"),
    el("p", { class: "hint" }, first ? "Found by the words of the guidance, without a model. Not evidence: what they show is for you to judge." : "Found by their words, without a model, for what the draft did not find met. Not evidence: judge whether it is really absent."),
    prompt.near.map((one) => el("details", { class: "near-to", open: (prompt.near.length <= 4 && !prompt.searched.length) || null },
      el("summary", {}, el("b", {}, one.number), " ", one.text),
      one.found.length ? nearList(one.found, to) : el("p", { class: "quiet" }, "No passage shares its words."))));
}

function related(prompt, to) {
  if (!prompt.apart.length) return null;
  return el("section", { class: "block", id: "related", "aria-labelledby": "related-h" },
    el("h3", { id: "related-h", tabindex: "-1" }, "Related prompts"),
    el("p", { class: "hint" }, "The rules ask for related things in these places, and what stands there pulls apart. There may be good reason for both. Nothing was changed."),
    apartTable(prompt.apart, to.go));
}

function checks(prompt, to) {
  if (!prompt.checks.length) return null;
  return el("section", { class: "block", id: "checks", "aria-labelledby": "checks-h" },
    el("h3", { id: "checks-h", tabindex: "-1" }, "Checks"),
    el("p", { class: "hint" }, "What a rule saw in the text. Not a judgement."),
    el("ul", { class: "checks" }, prompt.checks.map((check) => el("li", {}, check.message, " ",
      check.places.map(([passage, words], at) => [at ? ", " : "", el("a", { href: "#", onclick: (event) => { event.preventDefault(); to.place(passage); } }, words)])))));
}
