// The parts found against the parts expected, and the form by which a section's part is corrected.

import { act, signedAs } from "./ask.js";
import { button, el, field, hidden, number, table, when } from "./dom.js";
import { keepName } from "./masthead.js";

/** The section of the screen; `to.saved(answer, section)` is called with what the server says of a saved part. */
export function parts(view, to) {
  const form = view.closed ? null : correction(view, to);
  const choose = (section, part) => form.choose(section, part);
  const rows = view.rows.map((row) => el("tr", {}, el("th", { scope: "row" }, el("b", {}, row.part)),
    el("td", { "data-label": "Found as" }, found(row, form && choose)),
    el("td", { "data-label": "Contents" }, row.contents), el("td", { class: "num-cell", "data-label": "Words" }, row.words ? number(row.words) : "")));
  if (view.others.length) rows.push(el("tr", {}, el("th", { scope: "row" }, "No part"), el("td", { "data-label": "Found as" }, view.others.map((one) => line(one, form && choose))), el("td"), el("td")));
  return el("section", { class: "block", "aria-labelledby": "parts-h" }, el("h2", { id: "parts-h", tabindex: "-1" }, "Parts found, against the parts a review should have"),
    table("Parts found", [["Part expected"], ["Found as"], ["Contents"], ["Words", "num-cell"]], rows, { class: "rows stack parts" }), form?.node);
}

function found(row, choose) {
  if (row.found.length) return row.found.map((one) => line(one, choose));
  if (row.named_in.length) return el("span", {}, `Named in the heading “${row.named_in[0]}”`);
  return el("div", { class: "found-as" }, el("span", { class: "attn" }, "Not found"),
    choose && button(["Choose", hidden(` the section that is ${row.part}`)], () => choose(null, row.id), { class: "plain" }));
}

function line(one, choose) {
  const notes = [one.below, one.corrected && ["part corrected by ", one.corrected.by, ", ", when(one.corrected.at)]].filter(Boolean);
  return el("div", { class: "found-as" }, el("span", {}, one.title, notes.length > 0 && el("span", { class: "sub" }, notes.map((note, at) => [at > 0 && "; ", note]))),
    choose && button(["Change", hidden(` the part of ${one.title}`)], () => choose(one.id, null), { class: "plain" }));
}

function correction(view, to) {
  const section = el("select", { id: "correct-section", onchange: () => { part.value = now(); } },
    el("option", { value: "" }, "Choose a section"), view.choices.map((one) => el("option", { value: one.id }, one.words)));
  const part = el("select", { id: "correct-part" }, el("option", { value: "" }, "Choose a part"), view.options.map(([id, words]) => el("option", { value: id }, words)));
  const now = () => view.choices.find((one) => one.id === section.value)?.part ?? "";
  const by = signedAs() ? null : el("input", { id: "correct-by", type: "text", maxlength: "100", autocomplete: "name" });
  const fault = el("p", { class: "fault", id: "correct-fault", role: "alert" });
  const missed = (field, words) => { fault.textContent = words; field.setAttribute("aria-describedby", fault.id); field.focus(); };
  const save = async (event) => {
    event.preventDefault();
    fault.textContent = "";
    if (!section.value) return missed(section, "Choose the section whose part is wrong.");
    if (!part.value) return missed(part, "Choose the part that it is.");
    if (part.value === now()) return missed(part, "That is its part already. Choose another.");
    if (by?.value) keepName(by.value);
    const answer = await act("correct", { review: to.review, section: section.value, part: part.value });
    if (answer.ok) return to.saved(answer, section.value);
    return missed(answer.error.field === "by" && by ? by : part, answer.error.message);
  };
  const node = el("form", { class: "correct", "aria-labelledby": "correct-h", novalidate: true, onsubmit: save },
    el("h3", { id: "correct-h" }, "Correct a part"),
    el("p", { class: "hint", id: "correct-hint" }, "If a section was matched wrongly, say which part it is. Sub-sections go with it. Notices and checks follow; the text, and what is sent to a model, stay the same."),
    el("div", { class: "correct-row" }, field("Section, with its part now", section, { class: "field grow" }), field("Part it is", part), by && field("Your name, kept with the correction", by)),
    fault, el("p", { class: "acts" }, button("Save this part", () => {}, { type: "submit" })));
  const choose = (id, wanted) => {
    fault.textContent = "";
    section.value = id ?? "";
    part.value = wanted ?? now();
    (id ? part : section).focus();
    node.scrollIntoView({ block: "nearest" });
  };
  return { node, choose };
}
