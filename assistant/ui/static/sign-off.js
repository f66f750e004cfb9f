// Sign-off: what still stops it, what to check before, the inspector's own name, the exports, the trail.

import { act, ask, signedAs } from "./ask.js";
import { el, field, fill, hidden, number, table, when } from "./dom.js";
import { keepName } from "./masthead.js";
import { acknowledge, acknowledgement } from "./notices.js";
import { refused, say } from "./stage.js";
import { hold, keep } from "./typed.js";

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

const to = (...parts) => `#/r/${now.context.review}/${parts.map(encodeURIComponent).join("/")}`;

function draw(view) {
  now.summary = el("div", { class: "error-summary", role: "alert", tabindex: "-1", hidden: true });
  fill(now.stage, el("div", { class: "page" }, now.summary, el("div", { class: "cols" },
    el("div", {}, el("h1", { tabindex: "-1" }, "Sign-off"), el("p", { class: "lede" }, view.lede),
      view.signed ? [signatures(view), checks(view)] : [stops(view), checks(view), signatures(view)]),
    el("aside", { class: "side", "aria-label": "Sign off and exports" }, signing(view), exported(view), trail(view.trail)))));
}

const group = (id, title, ...blocks) => el("section", { class: "group", "aria-labelledby": id }, el("h2", { id }, title), blocks);
const block = (id, title, ...rest) => el("section", { class: "block", id, "aria-labelledby": `${id}-h` }, el("h3", { id: `${id}-h`, tabindex: "-1" }, title), rest);

function stops(view) {
  if (!view.stops) return null;
  const rows = view.parts.map((part) => el("tr", {}, el("th", { scope: "row" }, part.heading), el("td", { class: "num-cell", "data-label": "Undecided" }, part.prompts.length),
    el("td", { "data-label": "Prompts" }, links(part.prompts, (id) => to("assure", id)))));
  return group("stops-h", "Stops sign-off",
    view.undecided > 0 && block("undecided", `${view.undecided} of ${view.total} prompts undecided`,
      table("Undecided prompts", [["Part"], ["Undecided", "num-cell"], ["Prompts"]], rows, { class: "rows stack und" })),
    view.judgements.length > 0 && block("unjudged", `${view.judgements.length} of ${view.judgements_total} judgements not recorded`,
      el("p", {}, links(view.judgements, (id) => to("judgements", id))), view.recorded && el("p", { class: "hint" }, view.recorded)),
    view.moved.length > 0 && block("moved", `${view.moved.length} of ${view.judgements_total} judgements to record anew`,
      el("p", {}, links(view.moved, (id) => to("judgements", id))), el("p", { class: "hint" }, "Recorded as the counts pointed; they have changed since. Record it anew, with a reason where you depart from them.")),
    view.ratings.length > 0 && block("unrated", `${view.ratings.length} of ${view.ratings_total} ratings not recorded`,
      el("p", {}, links(view.ratings, (id) => to("judgements", id)))));
}

function checks(view) {
  const many = view.unopened.length;
  if (!many && !view.notices.length && !view.unanswered.length) return null;
  return group("checks-h", view.signed ? "Signed with these open" : "Check before you sign",
    many > 0 && block("unopened", `${many} ${many === 1 ? "draft" : "drafts"} accepted without opening the evidence`, unopened(view)),
    view.notices.length > 0 && block("notices", `${view.notices.length} ${view.notices.length === 1 ? "notice" : "notices"} not acknowledged`,
      el("p", { class: "fault", role: "alert", id: "notices-fault" }),
      table("Notices not acknowledged", [["Notice"], ["What was there"], ["Place"]], view.notices.map((one) => notice(one, Boolean(view.signed))), { class: "rows stack notices" })),
    view.unanswered.length > 0 && block("unanswered", view.unanswered_title,
      el("ul", { class: "points" }, view.unanswered.map(([prompt, name, words]) => el("li", {}, el("a", { href: to("assure", prompt) }, name), ` ${words}`)))));
}

function unopened(view) {
  const rows = view.unopened.map((one) => el("tr", {}, el("th", { scope: "row" }, one.title),
    el("td", { "data-label": "Accepted as" }, el("b", { class: `line ${one.line ?? ""}` }, one.words)),
    el("td", { "data-label": "Evidence opened" }, one.evidence), el("td", { "data-label": "When" }, when(one.at)),
    el("td", { "data-label": "Action" }, el("a", { href: to("assure", one.prompt, one.passage) }, "Open the evidence", hidden(` of ${one.prompt}`)))));
  return table("Accepted without opening the evidence", [["Prompt"], ["Accepted as"], ["Evidence opened"], ["When"], [hidden("Action")]], rows, { class: "rows stack" });
}

const notice = (one, closed) => el("tr", { class: one.warns ? "warns" : null },
  el("th", { scope: "row" }, el("b", {}, one.title), el("span", { class: "sub" }, one.became), acknowledgement(one, closed, read)),
  el("td", { "data-label": "What was there" }, one.message, one.text && el(one.struck ? "del" : "p", { class: "leftout" }, one.text)),
  el("td", { "data-label": "Place" }, one.passage && el("a", { href: to("assure", "", one.passage) }, one.place)));

async function read(notices) {
  const here = now, answer = await acknowledge(here.context.review, notices, "sign-off");
  if (now !== here) return;
  if (!answer.ok) { here.stage.querySelector("#notices-fault").textContent = answer.error.message; return; }
  here.context.frame(answer.frame);
  draw(answer.sign_off);
  say(answer.said);
  (here.stage.querySelector("#notices button") ?? here.stage.querySelector("#checks-h, h1")).focus();
}

function signatures(view) {
  if (!view.history.length) return null;
  return group("signatures-h", "Signatures", el("ol", { class: "points" }, view.history.map((one) => el("li", {},
    el("b", {}, one.words), ", ", when(one.at), one.reason && el("span", { class: "sub" }, one.reason)))));
}

function links(pairs, address) {
  return pairs.map(([id, words], at) => {
    const [, name, note] = words.match(/^(.*?)( \([^)]*\))?$/);
    return [at ? ", " : "", el("a", { href: address(id) }, name), note ?? ""];
  });
}

function signing(view) {
  const by = el("input", { id: "by", type: "text", maxlength: "100", autocomplete: "name", value: signedAs() });
  const key = `#/r/${now.context.review}/sign-off`;
  const reason = keep(el("textarea", { id: "reason", rows: "2", maxlength: "4000" }), key);
  const mine = el("input", { id: "mine", type: "checkbox" });
  const reopen = Boolean(view.signed);
  const form = el("form", { "aria-labelledby": "sign-h", onsubmit: async (event) => {
    event.preventDefault();
    keepName(by.value);
    const here = now;
    const answer = await act("sign", { review: here.context.review, reopen, mine: mine.checked, reason: reason.value.trim() });
    if (answer.ok) hold(key, null);
    if (now !== here) return;
    if (!answer.ok) { wrong(answer.error, reopen, view, form); return; }
    here.context.frame(answer.frame);
    draw(answer.sign_off);
    say(answer.said);
    here.stage.querySelector("h1").focus();
  } }, field("Your name, as it will stand in the report", by),
  (reopen || view.asks_reason) && field(reopen ? "Reason for reopening" : "Reason for signing with points open", reason),
  !reopen && el("label", { class: "tick" }, mine, "These judgements are mine"),
  el("div", { class: "acts" }, el("button", { type: "submit", class: reopen ? null : "primary", "data-sign": true }, reopen ? "Reopen" : "Sign off")),
  el("p", { class: "hint" }, reopen ? "Reopening is kept in the trail with its reason." : "A signed-off assurance can be read, not changed. Reopening it needs a reason and is kept in the trail."));
  return el("section", {}, el("h2", { id: "sign-h" }, reopen ? `Reopen ${view.reference}` : `Sign off ${view.reference}`), form);
}

/** What was wrong, above everything else, with a way to each point; focus goes there. */
function wrong(error, reopen, view, form) {
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  const control = form.querySelector(`#${error.field ?? "by"}`);
  const points = reopen || error.field !== "reason" || !view.stops ? []
    : [["undecided", view.undecided], ["unjudged", view.judgements.length], ["moved", view.moved.length], ["unrated", view.ratings.length]].filter(([, many]) => many > 0);
  const go = (target) => (event) => { event.preventDefault(); target?.focus(); target?.scrollIntoView({ block: "center" }); };
  if (!points.length) control?.setAttribute("aria-invalid", "true");
  fill(now.summary, el("h2", {}, reopen ? "Not reopened" : "You cannot sign off yet"), el("ul", {}, points.length
    ? points.map(([id]) => { const heading = now.stage.querySelector(`#${id}-h`); return el("li", {}, el("a", { href: "#", onclick: go(heading) }, heading.textContent)); })
    : el("li", {}, el("a", { href: "#", onclick: go(control) }, error.message))));
  now.summary.hidden = false;
  now.summary.focus();
  now.summary.scrollIntoView({ block: "nearest" });
}

function exported(view) {
  const item = (one) => el("li", {}, el("a", { href: `/reviews/${now.context.review}/${one.path}`, download: one.name }, one.title), el("span", { class: "sub" }, one.name), el("span", { class: "sub" }, one.note));
  return el("section", { "aria-labelledby": "exports-h" }, el("h2", { id: "exports-h" }, "Exports"),
    view.mark && [el("p", { class: "draft-mark" }, view.mark), el("p", { class: "hint" }, "Every export carries this mark until sign-off: on each page, in each row, or as the state of the trail.")],
    el("ul", { class: "exports" }, view.exports.map(item)), view.hidden && el("p", { class: "hint" }, view.hidden));
}

function trail(view) {
  const line = (name, ...value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
  return el("section", { "aria-labelledby": "trail-h" }, el("h2", { id: "trail-h" }, "Trail"),
    el("dl", { class: "summary" },
      line("Events", number(view.events), view.last && [", the last ", when(view.last)]),
      line("Head", el("code", {}, view.head)),
      line("Verify", el("code", {}, "assistant verify EXPORT REVIEW"), " proves offline that every quotation is in the file and that the judgements follow from the lines.")));
}
