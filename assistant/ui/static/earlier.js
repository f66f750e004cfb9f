// An earlier decision as a proposal: what it was, what became of what it rests on, what to open before it is reconfirmed.

import { el, field, hidden, number, when } from "./dom.js";
import { nearList } from "./near.js";
import { keep } from "./typed.js";

/** The block, or null. `to` has place(passage), seen(passage), record(what, given, refuse), changes, an address, and key, for what is typed. */
export function earlierBlock(prompt, to) {
  const { earlier } = prompt;
  if (!earlier) return null;
  const node = el("section", { class: "block earlier", id: "earlier", "aria-labelledby": "earlier-h" },
    el("h3", { id: "earlier-h", tabindex: "-1" }, "Decided on the earlier version: ", el("span", { class: `line ${earlier.line ?? ""}` }, earlier.words)),
    el("p", { class: "told" }, earlier.reason && `${earlier.reason} `, el("span", { class: "quiet" }, `${earlier.by}, `, when(earlier.at), ". ")),
    el("p", { class: "hint" }, earlier.changed, " ", el("a", { href: to.changes }, "Show what changed")),
    earlier.state && el("p", { class: "told" }, el("b", {}, earlier.state)),
    earlier.barred && el("p", { class: "told" }, el("b", {}, "It barred a yes there."), ` ${earlier.barred} `, el("span", { class: "quiet" }, "A bar does not go on to this version: decide it again once the line is below.")),
    rests(earlier, to),
    absence(earlier), opening(earlier, to), earlier.offers && form(prompt, to));
  return node;
}

/** Say of a passage that it was opened. */
export function seen(root, passage) {
  for (const one of root.querySelectorAll("#earlier [data-open]")) {
    if (one.dataset.open !== passage) continue;
    one.classList.add("opened");
    one.querySelector(".opened-w").textContent = "Opened";
  }
}

/** What changed is seen at once; what did not is a list to open. */
function rests(earlier, to) {
  if (!earlier.grounds.length) return el("p", { class: "quiet" }, "No evidence was kept with it.");
  const same = earlier.grounds.filter((one) => one.became === "unchanged");
  const other = earlier.grounds.filter((one) => one.became !== "unchanged");
  const list = (some) => el("ul", { class: "grounds" }, some.map((one) => ground(one, to)));
  const words = same.length === 1 ? "1 passage it rests on is unchanged" : `${number(same.length)} passages it rests on are unchanged`;
  return [el("h4", {}, other.length ? "What it rests on, where that is not as it was" : "Everything it rests on stands as it was"),
    other.length > 0 && list(other), same.length > 0 && el("details", {}, el("summary", {}, words), list(same))];
}

function ground(one, to) {
  return el("li", { class: `ground ${one.became}` },
    el("p", { class: "ground-h" }, el("b", {}, one.words), one.side && el("span", { class: "quiet" }, `, evidence ${one.side}`)),
    one.became === "changed" ? difference(one) : one.quotes.map((words) => (one.became === "gone" ? el("p", { class: "was" }, words) : el("blockquote", {}, el("p", {}, `“${words}”`)))),
    one.lost && el("p", { class: "fault" }, "Words that were evidence stand here no more."),
    el("p", { class: "ev-place" }, one.became === "gone" ? `Stood at ${one.was}, in the earlier version.` : link(one.place, () => to.place(one.after)),
      one.became === "moved" && [" ", el("span", {}, `Stood at ${one.was}.`)]));
}

/** The passage word by word. Off the paper: not all of it is text of this file. */
export function difference(one) {
  return el("p", { class: "difference" }, one.stretches.map((part) => ({
    kept: part.text,
    gone: el("del", {}, hidden("removed: "), part.text, hidden(" end. ")),
    new: el("ins", {}, hidden("added: "), part.text, hidden(" end. ")),
  }[part.wording])));
}

function absence(earlier) {
  if (!earlier.absent) return null;
  return [el("p", { class: "rested" }, el("b", {}, "It rested on something not being there."), " What is new could overturn it.",
    earlier.to_open.some((one) => one.must) ? " Open each passage below before you reconfirm it." : " Nothing in this version is near it."),
  earlier.searched.length > 0 && el("p", { class: "hint" }, `The draft had looked in vain here: ${earlier.searched.join("; ")}.`)];
}

function opening(earlier, to) {
  if (!earlier.to_open.length) return null;
  const fresh = earlier.to_open.some((one) => one.new);
  const words = fresh ? "New or changed since, nearest to this prompt" : "Nearest to this prompt; nothing near it is new";
  const list = earlier.to_open.map((one) => el("div", { class: `to-open ${one.opened ? "opened" : ""}`, "data-open": one.near.passage },
      nearList([one.near], { place: (passage) => { to.place(passage); to.seen(passage); } }),
      el("p", { class: "opened-w" }, one.opened ? "Opened" : one.must ? "Not opened yet" : "")));
  return earlier.absent ? [el("h4", {}, words), list] : el("details", {}, el("summary", {}, `${words}: ${number(list.length)}`), list);
}

function form(prompt, to) {
  const { earlier } = prompt;
  const note = keep(el("textarea", { id: "earlier-note", rows: "1", maxlength: "4000" }, earlier.reason), `${to.key}/earlier`);
  const fault = el("p", { class: "fault", id: "earlier-fault", role: "alert", tabindex: "-1" });
  const refuse = (error) => { fault.textContent = error.message; (made.parentElement.querySelector(".to-open:not(.opened) a") ?? fault).focus(); };
  const made = el("form", { class: "reconfirm", "aria-label": "Reconfirm the earlier decision", novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    fault.textContent = "";
    to.record("reconfirm", { earlier: earlier.decision, draft: prompt.choice.draft, note: note.value.trim() }, refuse);
  } }, field("Reason for the report, as it was given then", note), fault,
  el("div", { class: "acts" }, el("button", { type: "submit", "data-reconfirm": true }, `Reconfirm: ${earlier.words}`), el("p", { class: "hint" }, "Or decide anew below. Nothing is carried over by itself.")));
  return made;
}

const link = (words, show) => el("a", { href: "#", onclick: (event) => { event.preventDefault(); show(); } }, words);
