// The list of reviews, and taking in a new one: native file input, posted to our own route.

import { ask } from "./ask.js";
import { button, el, field, fill, number, table, when } from "./dom.js";
import { again, refused, say } from "./stage.js";

export async function show(stage, context) {
  const answer = await ask("reviews");
  if (!context.alive()) return;
  if (!answer.ok) { refused(answer.error); return; }
  const list = el("div", {}, rows(answer.reviews));
  fill(stage, el("div", { class: "page" }, el("div", { class: "cols" },
    el("section", { "aria-labelledby": "reviews-h" }, el("div", { class: "title-row" }, el("h1", { id: "reviews-h", tabindex: "-1" }, "Reviews")), list),
    el("aside", { class: "side", "aria-label": "Add a review" }, adding(answer.reviews), endpoint(answer.reviews)))));
  let painted = JSON.stringify(answer.reviews.rows);
  const look = async () => {
    const next = await ask("reviews");
    if (!context.alive() || !next.ok) return;
    const told = JSON.stringify(next.reviews.rows);
    if (told !== painted && !list.contains(document.activeElement)) { painted = told; fill(list, rows(next.reviews)); }
    if (next.reviews.rows.some((row) => row.status === "Drafting")) again(context.alive, look);
  };
  if (answer.reviews.rows.some((row) => row.status === "Drafting")) again(context.alive, look);
}

function rows(view) {
  if (!view.rows.length) return el("p", { class: "lede" }, "No review yet. Add one beside: nothing is sent anywhere until you start drafting.");
  const groups = [["Open", view.rows.filter((row) => !row.signed_off)], ["Signed off", view.rows.filter((row) => row.signed_off)]];
  return el("div", { class: "table-wrap" }, el("table", { class: "rows stack" }, el("caption", { class: "vh" }, "Reviews with their status and counts"),
    el("thead", {}, el("tr", {}, [["Review"], ["Region"], ["Status"], ["Drafted", "num-cell"], ["Decided", "num-cell"], ["Not answered", "num-cell"], ["Added"]].map(([words, cls]) => el("th", { scope: "col", class: cls }, words)))),
    groups.filter(([, held]) => held.length).map(([words, held]) => el("tbody", {}, el("tr", { class: "grp" }, el("th", { scope: "rowgroup", colspan: "7" }, words)), held.map(row)))));
}

function row(one) {
  return el("tr", {},
    el("th", { scope: "row" }, el("a", { href: `#/r/${one.id}/${one.opens}` }, el("b", {}, one.reference)),
      (one.title || one.sample) && el("span", { class: "sub" }, [one.sample && "Sample, fictional", one.title].filter(Boolean).join(": "))),
    el("td", { "data-label": "Region" }, one.region ?? ""),
    el("td", { "data-label": "Status" }, el("b", {}, one.status), el("span", { class: "sub" }, one.sub)),
    el("td", { class: "num-cell", "data-label": "Drafted" }, one.drafted), el("td", { class: "num-cell", "data-label": "Decided" }, one.decided),
    el("td", { class: "num-cell", "data-label": "Not answered" }, one.not_answered ? el("span", { class: "attn" }, one.not_answered) : "0"),
    el("td", { "data-label": "Added" }, when(one.added)));
}

const input = (id, type = "text", more = {}) => el("input", { id, name: id, type, autocomplete: "off", ...more });
const status = (id) => el("select", { id, name: id }, [["unknown", "Not known"], ["yes", "Yes"], ["no", "No"]].map(([value, words]) => el("option", { value }, words)));

function adding(view) {
  const files = el("input", { id: "files", name: "files", type: "file", multiple: true, accept: ".docx,.pdf,.txt,.md", "aria-describedby": "may" });
  const fault = el("p", { class: "fault", role: "alert" });
  const send = el("button", { type: "submit", class: "primary" }, "Add review");
  const drop = el("div", { class: "drop" }, el("label", { for: "files" }, el("b", {}, "Choose files, or drop them here")), files);
  for (const kind of ["dragover", "drop"]) drop.addEventListener(kind, (event) => { event.preventDefault(); if (kind === "drop") files.files = event.dataTransfer.files; });
  const form = el("form", { "aria-labelledby": "add-h", onsubmit: async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    fault.textContent = "";
    if (!files.files.length) { fault.textContent = "Choose the file or files of the review first."; files.focus(); return; }
    send.setAttribute("aria-disabled", "true");
    send.textContent = "Reading…";
    const outcome = await post(form);
    send.removeAttribute("aria-disabled");
    send.textContent = "Add review";
    if (outcome.review) { say("The review has been read."); location.hash = `#/r/${outcome.review}/read`; } else { fault.textContent = outcome.error; files.focus(); }
  } },
  drop,
  el("p", { class: "hint", id: "may" }, "Word (.docx), PDF or plain text (.txt, .md). A review can be several files: the review, a separate chronology, an action plan. Save .doc, .rtf and protected files as Word or PDF first."),
  field("Reference", input("reference", "text", { maxlength: "60" })),
  el("details", {}, el("summary", {}, "What you know beside the files (optional)"),
    field("Region", input("region", "text", { maxlength: "100" })), field("Date of the offence", input("offence_date", "date")),
    field("Supervised from", input("period_start", "date")), field("Supervised to", input("period_end", "date")),
    field("High-profile status, from HMPPS", status("high_profile")), field("Parallel reviews, from HMPPS", status("parallel_reviews")),
    field("Which parallel reviews", input("parallel_reviews_note", "text", { maxlength: "500" }))),
  fault, el("div", { class: "acts" }, send),
  el("p", { class: "hint" }, "Adding a review sends nothing anywhere. Drafting starts only when you press Start on the next screen."));
  return el("section", {}, el("h2", { id: "add-h" }, "Add a review"), form, view.rows.some((one) => one.sample) && el("p", { class: "acts" },
    button("Open the sample", () => { const one = view.rows.find((found) => found.sample); location.hash = `#/r/${one.id}/${one.opens}`; }, { class: "plain" })));
}

async function post(form) {
  try {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) if (value === "") data.delete(name);
    const reply = await fetch("/reviews", { method: "POST", body: data });
    const told = await reply.json();
    return reply.ok && typeof told.review === "string" ? told : { error: typeof told.error === "string" ? told.error : "The files were not taken in. Nothing was kept." };
  } catch {
    return { error: "The assistant did not answer. Nothing was kept. Check that it is running, then try again." };
  }
}

function endpoint(view) {
  const line = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
  return el("section", {}, el("h2", {}, "Drafting endpoint"),
    el("dl", { class: "summary" }, view.endpoint ? [line("Host", view.endpoint.host), line("Model", view.endpoint.model)] : line("Host", "None connected"),
      line("Rubric", view.rubric), line("Prompts", number(view.prompts))),
    !view.endpoint && el("p", { class: "hint" }, "Everything but drafting works without one."));
}
