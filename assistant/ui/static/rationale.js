// The draft with its rationale, and above it what the inspector decided or wrote in its place. The draft stays.

import { button, el, field, fill, when } from "./dom.js";
import { jump } from "./jump.js";
import { sentence } from "./sentence.js";
import { hold, holds } from "./typed.js";

/** The blocks: own (or null) and draft. `to.act` records; what is typed in the editor is held under `to.key`. */
export function rationaleBlocks(prompt, to) {
  const { edit, reworded } = prompt;
  const editor = el("form", { class: "edit", hidden: true, onsubmit: (event) => { event.preventDefault(); save(); } });
  const open = edit && button(prompt.reworded || prompt.draft.rationale.length ? "Edit rationale" : "Write a rationale", () => begin(edit.text, true), { class: "plain", id: "edit-rationale" });
  const key = `${to.key}/rationale`;
  let words = null;
  const follow = () => hold(key, words.value !== edit.text ? { text: words.value, numbers: edit.numbers } : null);

  function begin(text, focus) {
    words = el("textarea", { id: "rationale-words", rows: "7", maxlength: "4000", "aria-describedby": "rationale-hint rationale-fault", oninput: follow });
    words.value = text;
    follow();
    fill(editor, field("Rationale for the report", words),
      el("p", { class: "hint", id: "rationale-hint" }, "A number in brackets is a piece of evidence; p and a number is another passage of the review. What stands in quotation marks must stand in the review, and a date, number or name that no evidence holds is marked. The draft is kept."),
      el("p", { class: "fault", id: "rationale-fault", role: "alert" }),
      el("div", { class: "acts" }, el("button", { type: "submit", class: "primary" }, "Record rationale"), button("Leave it", leave)));
    editor.hidden = false;
    open.hidden = true;
    if (focus) words.focus();
  }

  function leave() {
    editor.hidden = true;
    hold(key, null);
    open.hidden = false;
    open.focus();
  }

  async function save() {
    hold(key, null); // what is being recorded is not put back when the pane is drawn anew
    const error = await to.act("reword", { draft: prompt.draft.key, words: words.value, numbers: edit.numbers }, "#edit-rationale");
    if (!error) return;
    follow();
    if (error.field === "by") return; // asked for elsewhere
    words.setAttribute("aria-invalid", "true");
    editor.querySelector(".fault").textContent = error.message;
    words.focus();
  }

  const own = ownBlock(prompt, to, reworded && open, reworded && editor);
  const draft = draftBlock(prompt, to, !reworded && open, !reworded && editor);
  const before = holds(key);
  if (before && edit) begin(renumbered(before.text, before.numbers, edit.numbers), false);
  return { own, draft };
}

/** Evidence may have gone or come since the words were typed: each number follows the passage it stood for. */
function renumbered(text, before, after) {
  return text.replace(/\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]/g, (all, list) => {
    const passages = list.split(/[,;]/).map((n) => before[Number(n) - 1]);
    if (passages.includes(undefined)) return all;
    const there = passages.filter((one) => after.includes(one)).map((one) => after.indexOf(one) + 1);
    const others = passages.filter((one) => !after.includes(one));
    return [there, others].filter((some) => some.length).map((some) => `[${[...new Set(some)].join(", ")}]`).join(" ");
  });
}

function ownBlock(prompt, to, open, editor) {
  const { reworded, choice } = prompt;
  const done = choice.decided;
  if (!reworded && !done?.overridden) return null;
  const tone = done?.line ?? "";
  return el("section", { class: `draft own ${tone}`, id: "own-words-block", "aria-labelledby": "own-block-h" },
    el("div", { class: "draft-head" }, el("h3", { id: "own-block-h" }, done?.line ? ["Decided: ", el("span", { class: `line ${done.line}` }, done.words)] : "Rationale for the report"), open),
    reworded ? el("div", { "data-fold": true }, reworded.paragraphs.map((paragraph) => el("p", { class: "rationale" }, sentence(paragraph, to))))
      : done.reason && el("p", { class: "rationale" }, done.reason),
    reworded?.faults && el("p", { class: "fault" }, reworded.faults),
    editor,
    el("p", { class: "prov" }, reworded ? ["Written by ", reworded.by, ", ", when(reworded.at)] : [done.by, ", ", when(done.at)], ". ",
      reworded && open && button("Use the draft’s again", () => to.act("undo", { decision: reworded.decision }, "#edit-rationale"), { class: "plain" })));
}

function draftBlock(prompt, to, open, editor) {
  const { draft } = prompt;
  const fault = draft.state === "not_answered";
  const beside = prompt.reworded || prompt.choice.decided?.overridden;
  const unseen = draft.state === "hidden";
  const tone = fault ? "faulted" : unseen ? "judge-first" : beside ? "beside" : draft.line ?? "";
  return el("section", { class: `draft ${tone}`, id: "draft", "aria-labelledby": "draft-h" },
    el("div", { class: "draft-head" }, el("h3", { id: "draft-h", tabindex: "-1" }, draft.line ? [`${draft.title}: `, el("span", { class: `line ${draft.line}` }, draft.line_words)] : draft.title), open),
    draft.notes.map((words, at) => el("p", { class: unseen && at ? "prov" : "rationale" }, words)),
    prompt.again && el("p", { class: "acts" }, button(`Ask again: send to ${prompt.again}`, to.again, { id: "ask-again", "aria-describedby": "again-fault" }), el("span", { class: "fault", id: "again-fault", role: "alert" })),
    draft.state === "unsupported" && draft.rationale.length > 0 && el("h4", {}, "What the model wrote"),
    draft.rationale.length > 0 && el("div", { "data-fold": true }, draft.rationale.map((paragraph) => el("p", { class: "rationale" }, sentence(paragraph, to)))),
    draft.faults.map((words) => el("p", { class: "fault" }, words)),
    el("p", { class: "agreement", hidden: !draft.agreement }, draft.agreement),
    editor,
    (draft.source || prompt.history.length > 0) && el("p", { class: "prov" }, draft.source && [draft.source.at && [fault ? "Asked " : "Drafted ", when(draft.source.at), " "], draft.source.words, " "],
      beside && draft.line && (prompt.choice.decided ? "Kept beside the decision. " : "Kept beside your words. "),
      prompt.history.length > 0 && el("a", { href: "#", onclick: jump("history") }, "History")));
}
