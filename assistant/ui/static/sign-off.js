// Sign-off: what still stops it, the inspector's own name, the exports.

import { act, ask, signedAs } from "./ask.js";
import { el, field, fill, when } from "./dom.js";
import { keepName } from "./masthead.js";
import { refused, say } from "./stage.js";

let now = null;

export async function show(stage, context) {
  const answer = await ask("sign-off", { review: context.review });
  if (!context.alive()) return;
  if (!answer.ok) { refused(answer.error); return; }
  context.frame(answer.frame);
  now = { stage, context };
  draw(answer.sign_off);
}

export function leave() { now = null; }

const to = (...parts) => `#/r/${now.context.review}/${parts.join("/")}`;

function draw(view) {
  fill(now.stage, el("div", { class: "page" }, el("div", { class: "cols" },
    el("div", {}, el("h1", { tabindex: "-1" }, "Sign-off"), el("p", { class: "lede" }, lede(view)), view.signed ? null : stops(view), view.not_answered > 0 && left(view)),
    el("aside", { class: "side", "aria-label": "Sign off and exports" }, signing(view), exported(view)))));
}

function lede(view) {
  if (view.signed) return ["Signed off by ", el("b", {}, view.signed.by), ", ", when(view.signed.at), view.signed.reason && `. ${view.signed.reason}`];
  return view.open ? "What stands below stops sign-off. You can export at any time; until sign-off every export says that it is a draft."
    : "Everything is decided, judged and rated. You can sign off.";
}

function stops(view) {
  if (!view.open) return null;
  const rows = view.parts.map((part) => el("tr", {}, el("th", { scope: "row" }, part.heading), el("td", { class: "num-cell", "data-label": "Undecided" }, part.prompts.length),
    el("td", { "data-label": "Prompts" }, links(part.prompts, (id) => to("assure", id)))));
  return el("section", { class: "group", "aria-labelledby": "stops-h" }, el("h2", { id: "stops-h" }, "Stops sign-off"),
    view.undecided > 0 && el("div", { class: "block" }, el("h3", {}, `${view.undecided} of ${view.total} prompts undecided`),
      el("table", { class: "rows stack und" }, el("caption", { class: "vh" }, "Undecided prompts"), el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Part"), el("th", { scope: "col", class: "num-cell" }, "Undecided"), el("th", { scope: "col" }, "Prompts"))), el("tbody", {}, rows))),
    view.judgements.length > 0 && el("div", { class: "block" }, el("h3", {}, `${view.judgements.length} of ${view.judgements_total} judgements not recorded`), el("p", {}, links(view.judgements, (id) => to("judgements", id)))),
    view.ratings.length > 0 && el("div", { class: "block" }, el("h3", {}, `${view.ratings.length} of ${view.ratings_total} ratings not recorded`), el("p", {}, links(view.ratings, (id) => to("judgements", id)))));
}

const left = (view) => el("section", { class: "group", "aria-labelledby": "left-h" }, el("h2", { id: "left-h" }, "Check before you sign"),
  el("p", {}, `${view.not_answered} of ${view.total} prompts have no draft. You may sign with a reason once you have decided them yourself; the report will say so.`));

function links(pairs, address) {
  return pairs.map(([id, words], at) => {
    const [, name, note] = words.match(/^(.*?)( \([^)]*\))?$/);
    return [at ? ", " : "", el("a", { href: address(id) }, name), note ?? ""];
  });
}

function signing(view) {
  const fault = el("p", { class: "fault", role: "alert" });
  const by = el("input", { id: "by", type: "text", maxlength: "100", autocomplete: "name", value: signedAs() });
  const reason = el("textarea", { id: "reason", rows: "2", maxlength: "4000" });
  const mine = el("input", { id: "mine", type: "checkbox" });
  const reopen = Boolean(view.signed);
  const form = el("form", { "aria-labelledby": "sign-h", onsubmit: async (event) => {
    event.preventDefault();
    keepName(by.value);
    const here = now;
    const answer = await act("sign", { review: here.context.review, reopen, mine: mine.checked, reason: reason.value.trim() });
    if (now !== here) return;
    if (!answer.ok) { fault.textContent = answer.error.message; form.querySelector(`#${answer.error.field ?? "by"}`)?.focus(); return; }
    here.context.frame(answer.frame);
    draw(answer.sign_off);
    say(answer.said);
    here.stage.querySelector("h1").focus();
  } }, field("Your name, as it will stand in the report", by),
  field(reopen ? "Reason for reopening" : "Reason, where points are open", reason),
  !reopen && el("label", { class: "tick" }, mine, "These judgements are mine"), fault,
  el("div", { class: "acts" }, el("button", { type: "submit", class: reopen ? null : "primary", "data-sign": true }, reopen ? "Reopen" : "Sign off")),
  el("p", { class: "hint" }, reopen ? "Reopening is kept with its reason." : "A signed-off assurance can be read, not changed. Reopening it needs a reason, which is kept."));
  return el("section", {}, el("h2", { id: "sign-h" }, reopen ? "Signed off" : `Sign off ${view.reference}`), form);
}

function exported(view) {
  const item = (name, words, note) => el("li", {}, el("a", { href: `/reviews/${now.context.review}/${name}`, download: true }, words), el("span", { class: "sub" }, note));
  return el("section", {}, el("h2", {}, "Exports"), view.mark && [el("p", { class: "draft-mark" }, view.mark), el("p", { class: "hint" }, "Every export carries this mark until sign-off.")],
    el("ul", { class: "exports" }, item("report.docx", "Word report for the region", "Per standard: judgement, rating, lines with reasons and quotations"),
      item("result.json", "Result file (JSON)", "Everything: drafts, evidence, decisions, traces")));
}
