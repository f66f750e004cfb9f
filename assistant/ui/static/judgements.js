// The Judgements screen: the overview, and the chosen node with its rule, trace, judgement and rating.

import { apartTable } from "./apart.js";
import { act, ask, signedAs } from "./ask.js";
import { button, el, field, fill, radio, table } from "./dom.js";
import { jump } from "./jump.js";
import { keepName } from "./masthead.js";
import { refused, say } from "./stage.js";
import { hold, keep } from "./typed.js";

let now = null;

export async function show(stage, context) {
  const answer = await ask("judgements", { review: context.review, node: context.item });
  if (!context.alive()) return;
  if (!answer.ok) { refused(answer.error); return; }
  context.frame(answer.frame);
  now = { stage, context };
  draw(answer.judgements);
  if (context.same) stage.querySelector("#node-h")?.focus(); // in a narrow window it stands below the overview
}

export function leave() { now = null; }

const address = (node) => `#/r/${now.context.review}/judgements/${node}`;
const prompt = (id) => `#/r/${now.context.review}/assure/${id}`;

function draw(view) {
  fill(now.stage, el("div", { class: "page" }, el("div", { class: "cols judge" },
    overview(view), node(view))));
}

function overview(view) {
  const { chosen } = view;
  const rows = view.rows.map((row) => el("tr", { class: [row.standard && "std", row.id === chosen.id && "sel"].filter(Boolean).join(" ") || null },
    el("th", { scope: "row" }, el("a", { href: address(row.id), "aria-current": row.id === chosen.id ? "true" : null }, row.title), row.sub && el("span", { class: "sub" }, row.sub)),
    el("td", { class: "num-cell", "data-label": "Above" }, row.above), el("td", { class: "num-cell", "data-label": "Below" }, row.below),
    el("td", { "data-label": "Not counted" }, row.not_counted.map((words) => [el("span", { class: "sub" }, words), " "])),
    el("td", { "data-label": "Counts point to" }, row.answer && el("b", {}, row.answer), row.why && el("span", { class: "sub" }, row.why)),
    el("td", { "data-label": "Your judgement" }, row.held ? el("b", {}, row.held) : el("span", { class: "sub" }, row.id === "overall" ? "Not rated" : "Not recorded"))));
  return el("section", { class: "overview", "aria-labelledby": "judgements-h" },
    el("h1", { id: "judgements-h", tabindex: "-1" }, "Judgements"), el("p", { class: "lede" }, view.lede), toRecord(view),
    el("div", { class: "table-wrap" }, table("Key questions and standards, with counts and judgements",
      [["Key question or standard"], ["Above", "num-cell"], ["Below", "num-cell"], ["Not counted"], ["Counts point to"], ["Your judgement"]], rows, { class: "rows nodes stack" })),
    el("p", { class: "hint" }, "Chronology and information items have no rule in the text. They are shown in the report and never counted."),
    view.apart.length > 0 && el("section", { class: "block", id: "related", "aria-labelledby": "related-h" },
      el("h2", { id: "related-h" }, "Related prompts that pull apart"),
      el("p", { class: "hint" }, "The rules ask for related things in several places. There may be good reason for both. Nothing was changed."),
      apartTable(view.apart, prompt)));
}

function node(view) {
  const { chosen } = view;
  const tone = { yes: "above", no: "below", undetermined: "undetermined" }[chosen.answer] ?? "";
  const overall = chosen.id === "overall";
  return el("section", { class: "node", "aria-labelledby": "node-h" },
    el("p", { class: "crumb" }, el("span", {}, chosen.crumb)),
    el("h2", { class: "node-h", id: "node-h", tabindex: "-1" }, el("span", { class: "pid" }, overall ? "" : chosen.id), " ", el("span", {}, chosen.question)),
    toRecord(view),
    el("div", { class: "node-cols" },
      overall ? el("div", {}, el("p", {}, "Chosen by you, never computed: the rules give no way from judgements to an overall rating.")) : el("div", {},
        el("div", { class: `draft ${tone} point` }, el("h3", {}, chosen.points), el("p", {}, chosen.counts)),
        el("section", { class: "block", "aria-labelledby": "rule-h" }, el("h3", { id: "rule-h" }, "The rule in words"), el("p", {}, chosen.rule),
          el("p", { class: "hint" }, `${chosen.source[0].toUpperCase()}${chosen.source.slice(1)} (${view.edition}). Counting stands in for weighing: you may judge otherwise, with a reason.`),
          el("details", {}, el("summary", {}, "The rule as the Inspectorate wrote it"), chosen.rule_text.split("\n").filter((words) => words.trim()).map((words) => el("p", {}, words)))),
        el("section", { class: "block", "aria-labelledby": "trace-h" }, el("h3", { id: "trace-h" }, "Trace"), traced(chosen),
          el("ol", { class: "steps" }, chosen.trace.map((words) => el("li", {}, words))))),
      el("div", { class: "record", id: "record" }, view.before && el("p", { class: "hint before" }, view.before), view.closed ? closed(view) : forms(view))));
}

/** In a narrow window what is recorded stands below everything else. */
function toRecord({ chosen, closed }) {
  const words = chosen.id === "overall" ? "Overall rating" : `${closed ? "Judgement" : "Your judgement"} on ${chosen.id}`;
  return el("p", { class: "jump" }, el("a", { class: "narrow", href: "#", onclick: jump("record") }, words));
}

function traced(chosen) {
  const tone = { for: "above", against: "below", unknown: "undetermined" };
  const rows = chosen.traced.map((one) => el("tr", {},
    el("th", { scope: "row" }, el("a", { href: one.prompt ? prompt(one.id) : address(one.id) }, one.id), ` ${one.label}`),
    el("td", {}, el("b", { class: `line ${tone[one.weight] ?? ""}` }, one.words)), el("td", {}, one.origin),
    el("td", {}, one.pivotal ? [el("b", {}, "Pivotal:"), ` ${one.pivotal}`] : "No change")));
  return el("div", { class: "table-wrap" }, table("How the counts come about", [[chosen.members], [chosen.members === "Prompt" ? "Line" : "Answer"], ["From"], ["If it alone moved"]], rows, { class: "rows" }));
}

/** What is held when nothing can be changed any more: the judgement with its reason, the rating, and whose they are. */
function closed({ chosen, answers }) {
  const held = (words, by, ...more) => el("p", { class: "held" }, el("b", {}, words), more, by && el("span", { class: "sub" }, `Recorded by ${by}`));
  const answer = new Map(answers).get(chosen.held);
  return [el("h3", { tabindex: "-1" }, "Signed off"),
    chosen.id !== "overall" && held(answer ? `Judgement: ${answer}` : "No judgement", chosen.judged_by, chosen.held_reason && el("span", { class: "sub reason" }, chosen.held_reason)),
    chosen.rated && held(chosen.rating ? `Rating: ${chosen.rating}` : "Not rated", chosen.rated_by)];
}

const recorded = (by) => by && el("p", { class: "hint" }, `Recorded by ${by}.`);

function forms(view) {
  const { chosen } = view;
  const name = () => !signedAs() && field("Your name, kept with each judgement", el("input", { class: "by", id: `by-${Math.random().toString(36).slice(2)}`, type: "text", maxlength: "100", autocomplete: "name" }));
  const judge = chosen.id !== "overall" && form("judge", `Your judgement on ${chosen.id}`, [
    view.answers.map(([id, words]) => radio("answer", id, id === chosen.answer ? `${words}, as the counts ${id === "undetermined" ? "leave it" : "point"}` : words, { checked: id === chosen.held })),
  ], [field("Reason, needed if you depart from the counts", keep(el("textarea", { id: "judge-reason", rows: "3", maxlength: "4000" }, chosen.held_reason), address(chosen.id))), recorded(chosen.judged_by), name()],
  "Record judgement", (data) => ({ node: chosen.id, answer: data.get("answer"), reason: document.getElementById("judge-reason").value.trim() }), true);
  const rated = chosen.rated && form("rate", chosen.id === "overall" ? "Overall rating" : `Rating of Standard ${chosen.id}`, [
    el("p", { class: "hint" }, "Chosen by you, never computed. Key questions are not rated."),
    view.ratings.map((rating) => radio("rating", rating, rating, { checked: rating === chosen.rating })),
  ], [recorded(chosen.rated_by), name()], "Record rating", (data) => ({ node: chosen.id, rating: data.get("rating") ?? "" }), chosen.id === "overall");
  return [judge, rated];
}

function form(what, legend, radios, fields, words, given, primary) {
  const fault = el("p", { class: "fault", role: "alert" });
  const node = el("form", { "aria-label": legend, onsubmit: async (event) => {
    event.preventDefault();
    const by = node.querySelector(".by")?.value;
    if (by) keepName(by);
    const mine = now, told = given(new FormData(node)), key = address(told.node);
    const answer = await act(what, { review: mine.context.review, ...told });
    if (answer.ok && what === "judge") hold(key, null);
    if (now !== mine || !mine.context.alive()) return;
    if (!answer.ok) {
      fault.textContent = answer.error.message;
      (answer.error.field === "by" ? node.querySelector(".by") : node.querySelector(`#${answer.error.field}`) ?? node.querySelector("input"))?.focus();
      return;
    }
    mine.context.frame(answer.frame);
    draw(answer.judgements);
    say(answer.said);
    const after = [...mine.stage.querySelectorAll(".record form")].find((one) => one.getAttribute("aria-label") === legend);
    after?.append(el("p", { class: "said" }, answer.said));
    after?.querySelector("button").focus({ preventScroll: true });
  } }, el("fieldset", {}, el("legend", {}, legend), radios), fields, fault,
  el("p", { class: "acts" }, button(words, () => {}, { type: "submit", class: primary ? "primary" : null })));
  return node;
}
