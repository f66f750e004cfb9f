// The list of reviews: how far each has come, and deleting one.

import { adding } from "./adding.js";
import { act, ask, signedAs } from "./ask.js";
import { button, el, field, fill, hidden, number, when } from "./dom.js";
import { keepName } from "./masthead.js";
import { again, refused, say } from "./stage.js";

let asking = false; // whether somebody is being asked to confirm a deletion: the list then stays as it is

export async function show(stage, context) {
  const answer = await ask("reviews");
  if (!context.alive()) return;
  if (!answer.ok) { refused(answer.error); return; }
  asking = false;
  const page = { stage, context, list: el("div"), side: el("aside", { class: "side", "aria-label": "Add a review" }) };
  page.title = el("h1", { id: "reviews-h", tabindex: "-1" }, "Reviews");
  fill(stage, el("div", { class: "page" }, el("div", { class: "cols" },
    el("section", { "aria-labelledby": "reviews-h" }, el("div", { class: "title-row" }, page.title), page.list), page.side)));
  paint(page, answer.reviews);
  const form = adding(answer.reviews, context.item);
  fill(page.side, form.node, endpoint(answer.reviews));
  if (context.item) form.focus();
  const look = async () => {
    const next = await ask("reviews");
    if (!context.alive() || !next.ok) return;
    if (JSON.stringify(next.reviews.rows) !== page.painted && !asking && !page.list.contains(document.activeElement)) paint(page, next.reviews);
    if (next.reviews.rows.some((row) => row.status === "Drafting")) again(context.alive, look);
  };
  if (answer.reviews.rows.some((row) => row.status === "Drafting")) again(context.alive, look);
}

function paint(page, view) {
  page.painted = JSON.stringify(view.rows);
  fill(page.list, rows(view, page));
}

function rows(view, page) {
  if (!view.rows.length) return el("p", { class: "lede" }, "No review yet. Add one beside: nothing is sent anywhere until you start drafting.");
  const groups = [["Open", view.rows.filter((row) => !row.signed_off)], ["Signed off", view.rows.filter((row) => row.signed_off)]];
  const heads = [["Review"], ["Region"], ["Status"], ["Drafted", "num-cell"], ["Decided", "num-cell"], ["Not answered", "num-cell"], ["Added"], [hidden("Actions")]];
  return el("div", { class: "table-wrap" }, el("table", { class: "rows stack reviews" }, el("caption", { class: "vh" }, "Reviews with their status and counts"),
    el("thead", {}, el("tr", {}, heads.map(([words, cls]) => el("th", { scope: "col", class: cls }, words)))),
    groups.filter(([, held]) => held.length).map(([words, held]) => el("tbody", {}, el("tr", { class: "grp" }, el("th", { scope: "rowgroup", colspan: heads.length }, words)), held.map((one) => row(one, page, heads.length))))));
}

function row(one, page, columns) {
  const remove = button(["Delete", hidden(` ${one.reference}`)], () => confirm(one, page, node, remove, columns), { class: "plain", "aria-expanded": "false" });
  const node = el("tr", {},
    el("th", { scope: "row" }, el("a", { href: `#/r/${one.id}/${one.opens}` }, el("b", {}, one.reference)),
      (one.title || one.sample) && el("span", { class: "sub" }, [one.sample && "Sample, fictional", one.title].filter(Boolean).join(": "))),
    el("td", { "data-label": "Region" }, one.region ?? ""),
    el("td", { "data-label": "Status" }, el("b", {}, one.status), el("span", { class: "sub" }, one.sub)),
    el("td", { class: "num-cell", "data-label": "Drafted" }, one.drafted), el("td", { class: "num-cell", "data-label": "Decided" }, one.decided),
    el("td", { class: "num-cell", "data-label": "Not answered" }, one.not_answered ? el("span", { class: "attn" }, one.not_answered) : "0"),
    el("td", { "data-label": "Added" }, when(one.added)),
    el("td", { class: "row-acts" }, el("a", { href: `#/reviews/${one.id}` }, "Next version", hidden(` of ${one.reference}`)), !one.signed_off && remove));
  return node;
}

/** Ask for a second act, in a row of its own beneath the review's. */
function confirm(one, page, node, opener, columns) {
  if (node.nextElementSibling?.classList.contains("confirming")) return;
  for (const open of page.list.querySelectorAll(".confirming")) open.remove();
  for (const other of page.list.querySelectorAll("[aria-expanded=true]")) other.setAttribute("aria-expanded", "false");
  asking = true;
  opener.setAttribute("aria-expanded", "true");
  const by = signedAs() ? null : el("input", { id: "delete-by", type: "text", maxlength: "100", autocomplete: "name" });
  const fault = el("p", { class: "fault", id: "delete-fault", role: "alert" });
  const words = el("p", { id: "delete-words", tabindex: "-1" }, el("b", {}, `Delete ${one.reference}?`),
    " Its files, drafts, replies and decisions are removed from this machine, and what is still to be drafted is not sent. This cannot be undone.");
  const close = () => { asking = false; asked.remove(); opener.setAttribute("aria-expanded", "false"); opener.focus(); };
  const remove = async () => {
    if (by?.value) keepName(by.value);
    const answer = await act("delete", { review: one.id });
    if (!page.context.alive()) return;
    if (!answer.ok) {
      fault.textContent = answer.error.message;
      (answer.error.field === "delete-by" && by ? by : words).focus();
      return;
    }
    asking = false;
    paint(page, answer.reviews);
    fill(page.side, adding(answer.reviews, null).node, endpoint(answer.reviews));
    say(answer.said);
    page.title.focus();
  };
  const asked = el("tr", { class: "confirming" }, el("td", { colspan: columns }, el("form", { class: "confirm", "aria-label": `Delete ${one.reference}`, novalidate: true,
    onsubmit: (event) => { event.preventDefault(); remove(); }, onkeydown: (event) => { if (event.key === "Escape") close(); } },
  words, by && field("Your name, kept with the deletion", by), fault,
  el("div", { class: "acts" }, el("button", { type: "submit", class: "danger" }, `Delete ${one.reference}`), button("Keep it", close)))));
  node.after(asked);
  words.focus();
}

function endpoint(view) {
  const line = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
  return el("section", {}, el("h2", {}, "Drafting endpoint"),
    el("dl", { class: "summary" }, view.endpoint ? [line("Host", view.endpoint.host), line("Model", view.endpoint.model)] : line("Host", "None connected"),
      line("Rubric", view.rubric), line("Prompts", number(view.prompts))),
    !view.endpoint && el("p", { class: "hint" }, "Everything but drafting works without one."));
}
