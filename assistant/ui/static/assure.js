// The Assure screen: three panes kept alive while the inspector moves from prompt to prompt.

import { act, ask, signedAs } from "./ask.js";
import { button, el } from "./dom.js";
import { decision } from "./decision.js";
import { seen as sayOpened } from "./earlier.js";
import { markOpened } from "./evidence.js";
import { fold } from "./fold.js";
import { PromptList } from "./list.js";
import { again, refused, say } from "./stage.js";
import { askName, keepName } from "./masthead.js";
import { promptPane } from "./prompt.js";
import { ReviewPane } from "./review.js";
import { hold } from "./typed.js";

let now = null; // what is on screen: panes, the answer, the review's id

/** Draw the screen, or only what changed when the review is the same. */
export async function show(stage, context) {
  if (!context.same || !now) now = build(stage, context.review);
  const mine = now;
  mine.context = context;
  const asked = { review: context.review, prompt: context.item };
  const [answer, text] = await Promise.all([ask("assure", asked), mine.review.ready ? null : ask("text", { review: context.review })]);
  if (!context.alive() || (!context.item && context.left())) return; // left: before the event that says so
  const bad = [answer, text].find((one) => one && !one.ok);
  if (bad) { now = null; refused(bad.error); return; }
  if (text) mine.review.show(text.text);
  if (!context.item) {
    history.replaceState(null, "", [address(answer.prompt.id), context.passage && encodeURIComponent(context.passage)].filter(Boolean).join("/"));
    context.called(answer.prompt.id);
  }
  open(answer, !context.first && context.same);
  if (!context.passage) return;
  mine.review.arrive(context.passage);
  const there = answer.prompt.evidence.find((one) => one.located.some((piece) => piece.passage === context.passage));
  if (there) looked(there.n);
}

/** Forget the panes, but not what was typed in them; only the form for evidence of one's own goes with them. */
export function leave() {
  hold("own", null);
  now = null;
}

/** On narrow screens, show that pane. */
export function reveal(pane) {
  if (!now) return;
  now.panes.dataset.pane = pane;
  for (const one of now.panes.querySelectorAll(".switch button")) one.setAttribute("aria-pressed", String(one.dataset.go === pane));
}

/** Before something is shown in the review: on narrow screens it may be behind another pane. Whether it was. */
function uncover() {
  const behind = getComputedStyle(now.review.node).display === "none";
  if (behind) reveal("review");
  return behind;
}

const address = (prompt) => `#/r/${now.id}/assure/${encodeURIComponent(prompt)}`;

function build(stage, id) {
  const made = { id, answer: null, at: null };
  made.list = new PromptList((prompt) => { location.hash = address(prompt); });
  made.review = new ReviewPane({ wide: toggleWide, uncover, near: (words) => nearTo(id, words), looked, add,
    prompt: () => made.answer.prompt });
  made.mid = el("div", { class: "mid", id: "mid", tabindex: "-1" });
  made.current = el("span", {}, "");
  const go = (pane, ...words) => button(words, () => reveal(pane), { "data-go": pane, "aria-pressed": String(pane === "prompt") });
  made.panes = el("div", { class: "panes", "data-pane": "prompt" },
    el("h1", { class: "vh", tabindex: "-1" }, "Assure"),
    el("div", { class: "switch", role: "group", "aria-label": "Show" }, go("list", "Prompts"), go("prompt", "Prompt ", made.current), go("review", "Review")),
    made.list.node, made.mid, made.review.node);
  stage.replaceChildren(made.panes);
  return made;
}

/** What our own search finds near some words; null where it could not be asked. */
async function nearTo(review, words) {
  const answer = await ask("find", { review, words });
  say(answer.ok ? answer.said : answer.error.message);
  return answer.ok ? answer : null;
}

/** Show another prompt: everything in the middle is new, list and review stay. */
function open(answer, focus) {
  now.context.frame(answer.frame);
  now.answer = answer;
  now.at = null;
  const { prompt, groups } = answer;
  now.list.show(groups, prompt.id);
  now.current.textContent = prompt.id;
  now.review.mark(prompt.evidence);
  middle();
  reveal("prompt");
  if (focus) now.mid.querySelector("h2").focus({ preventScroll: true });
  begun();
  poll();
}

/** Say that the prompt on screen was opened, once there is a draft or none is to come. Nothing waits for it. */
function begun() {
  const { prompt } = now.answer;
  if (prompt.draft.state !== "waiting" && !prompt.choice.closed) act("opened", { review: now.id, prompt: prompt.id, passages: [] });
}

function middle() {
  const { prompt } = now.answer;
  now.form = decision(prompt, { record, key: address(prompt.id), next: () => { location.hash = address(prompt.next_undecided); } });
  pane();
  fold(now.form.node);
}

/** The pane above the decision; the decision row, and what is typed there, stays. */
function pane() {
  const { prompt } = now.answer;
  now.pane = promptPane(prompt, { go: address, key: address(prompt.id), cite, place: (passage) => now.review.place(passage), act: change, again: askAgain, own: () => now.review.own(),
    record: (what, given, refuse) => record(what, { ...given, name: now.form.node.querySelector("#by")?.value }, refuse), seen, changes: `#/r/${now.id}/read/changes` });
  now.mid.replaceChildren(el("article", { class: "prompt", "aria-labelledby": "question" }, now.pane, now.form.node));
  fold(now.pane);
  now.review.addButton.hidden = prompt.choice.closed;
}

/** Show evidence n in the review. */
function cite(n) {
  now.at = n;
  now.review.go(n);
}

/** Evidence n was looked at in the review: kept, and said on the evidence. Nothing is decided by it. */
async function looked(n) {
  const mine = now;
  const { prompt } = mine.answer;
  const one = prompt.evidence.find((piece) => piece.n === n);
  if (!one || one.opened) return;
  one.opened = true;
  const answer = await act("opened", { review: mine.id, prompt: prompt.id, passages: [...new Set(one.located.map((piece) => piece.passage))] });
  if (now !== mine || mine.answer.prompt.id !== prompt.id) return;
  if (answer.ok) markOpened(mine.mid, n);
  else one.opened = false;
}

/** A passage beside an earlier decision was looked at: kept, and said there. */
async function seen(passage) {
  const mine = now;
  const { prompt } = mine.answer;
  const answer = await act("opened", { review: mine.id, prompt: prompt.id, passages: [passage] });
  if (now !== mine || mine.answer.prompt.id !== prompt.id) return;
  if (answer.ok) sayOpened(mine.mid, passage);
  else say(answer.error.message);
}

/** Evidence of one's own, from the form in the review; gives the mistake, or null. */
const add = (prompt, given) => change("cite", given, null, prompt);

/**
 * Record an act that decides nothing: the pane above the decision is drawn anew, the decision row stays as it is,
 * and the focus goes to `then`, a selector. Gives the mistake, or null.
 */
async function change(what, asked, then, about = now.answer.prompt.id) {
  const mine = now;
  if (!signedAs()) {
    const given = mine.form.node.querySelector("#by")?.value.trim();
    if (given) keepName(given);
    else { askName("Give your name first: it stands beside every act. Then do that again."); return { message: "Give your name first.", field: "by" }; }
  }
  const answer = await act(what, { review: mine.id, prompt: about, ...asked });
  if (now !== mine) return answer.ok ? null : answer.error;
  if (!answer.ok) { say(answer.error.message); return answer.error; }
  const elsewhere = mine.answer.prompt.id !== about; // the inspector has moved on meanwhile
  say(elsewhere ? `${about}: ${answer.said}` : answer.said);
  mine.context.frame(answer.frame);
  mine.list.show(answer.groups, mine.answer.prompt.id);
  if (elsewhere) return null;
  const scrolled = mine.pane.scrollTop;
  mine.answer = answer;
  mine.review.renew(answer.prompt.evidence);
  pane();
  mine.pane.scrollTop = scrolled;
  if (then) (mine.mid.querySelector(then) ?? mine.mid.querySelector("h2")).focus({ preventScroll: Boolean(mine.mid.querySelector(then)) });
  return null;
}

/** Record an act; the middle pane and the list follow, the focus goes to what comes next. */
async function record(what, given, refuse = null) {
  const mine = now;
  const { prompt } = mine.answer;
  if (!signedAs() && given.name) keepName(given.name);
  const { name, ...rest } = given;
  const key = address(prompt.id);
  const answer = await act(what, { review: mine.id, prompt: prompt.id, ...rest });
  if (answer.ok) for (const field of ["note", "bar", "earlier"]) hold(`${key}/${field}`, null); // gone with the act
  if (now !== mine || mine.answer.prompt.id !== prompt.id) {
    if (answer.said) say(`${prompt.id}: ${answer.said}`);
    return;
  }
  if (!answer.ok && answer.error.field === "stands") { await renew(mine, answer.error.message); return; }
  if (!answer.ok) { (answer.error.field === "by" || !refuse ? mine.form.refuse : refuse)(answer.error); return; }
  const scrolled = mine.pane.scrollTop;
  mine.answer = answer;
  mine.context.frame(answer.frame);
  mine.list.show(answer.groups, prompt.id);
  if (answer.prompt.draft.key !== prompt.draft.key) mine.review.mark(answer.prompt.evidence);
  middle();
  mine.pane.scrollTop = scrolled;
  mine.form.recorded();
  say(answer.said);
}

/** Something was decided in another window: draw what stands now, and say why nothing was recorded. */
async function renew(mine, message) {
  const { prompt } = mine.answer;
  const answer = await ask("assure", { review: mine.id, prompt: prompt.id });
  if (now !== mine || mine.answer.prompt.id !== prompt.id) return;
  if (answer.ok) {
    mine.answer = answer;
    mine.context.frame(answer.frame);
    mine.list.show(answer.groups, prompt.id);
    mine.review.mark(answer.prompt.evidence);
    middle();
  }
  mine.form.refuse({ message, field: null });
}

/** Have the endpoint asked once more for the draft that is missing; it is then still to come. */
async function askAgain() {
  const mine = now;
  const { prompt } = mine.answer;
  if (mine.asking === prompt.id) return; // pressed twice
  mine.asking = prompt.id;
  const answer = await ask("ask-again", { review: mine.id, prompt: prompt.id });
  mine.asking = null;
  if (now !== mine || mine.answer.prompt.id !== prompt.id) return;
  if (!answer.ok) { mine.pane.notAsked(answer.error.message); return; }
  say(answer.said);
  const looking = mine.answer.frame.running;
  mine.answer = answer;
  mine.context.frame(answer.frame);
  mine.list.show(answer.groups, prompt.id);
  pane();
  mine.mid.querySelector("#draft-h").focus({ preventScroll: true });
  if (!looking) poll();
}

/** While drafts arrive: renew the list; a draft for the prompt on screen waits until it is asked for. */
function poll() {
  const mine = now;
  if (!mine.answer.frame.running) return;
  const { context } = mine;
  again(() => context.alive() && now === mine && mine.context === context, async () => {
    const before = mine.answer;
    const { prompt } = before;
    const answer = await ask("assure", { review: mine.id, prompt: prompt.id });
    if (now !== mine || mine.context !== context || mine.answer.prompt.id !== prompt.id) return;
    if (answer.ok && mine.answer === before) { // else something was recorded meanwhile, and this is older
      context.frame(answer.frame);
      mine.list.show(answer.groups, prompt.id);
      mine.answer.frame = answer.frame;
      if (answer.prompt.draft.key === prompt.draft.key) mine.pane.agreed(answer.prompt.draft.agreement);
      if (prompt.draft.state === "waiting" && answer.prompt.draft.state !== "waiting") {
        mine.pane.arrived(answer.prompt.draft.state === "not_answered", () => { mine.answer = answer; mine.review.mark(answer.prompt.evidence); middle(); begun(); mine.mid.querySelector("h2").focus(); });
      }
    }
    poll();
  });
}

function toggleWide() {
  const wide = now.panes.classList.toggle("wide");
  now.review.pressWide(wide);
}

/** Whether the prompt on screen is the one that was called: between the two no key decides anything. */
function arrived() {
  const there = Boolean(now?.answer) && `${location.hash}/`.startsWith(`${address(now.answer.prompt.id)}/`);
  if (!there) say("Still opening the next prompt. Nothing was recorded.");
  return there;
}

/** What the single keys do here. */
export const keys = {
  next: () => { if (now?.answer?.prompt.next) location.hash = address(now.answer.prompt.next); },
  previous: () => { if (now?.answer?.prompt.previous) location.hash = address(now.answer.prompt.previous); },
  accept: () => { if (arrived()) now.form.accept(); },
  line: (at) => { if (arrived()) now.form.choose(at); },
  decision: () => { reveal("prompt"); now?.form?.focus(); },
  find: () => { reveal("review"); now?.review.find(); },
  mark: (step) => now?.review.step(step),
  wide: () => now && toggleWide(),
  evidence: () => { // in the order of the pane: the strongest passages stand first in it
    const shown = [...now?.mid.querySelectorAll("[data-evidence]") ?? []];
    if (!shown.length || !arrived()) return;
    const next = shown[(shown.findIndex((one) => Number(one.dataset.evidence) === now.at) + 1) % shown.length];
    now.at = Number(next.dataset.evidence);
    next.querySelector(".ev-place a").focus();
    now.review.go(now.at);
  },
};

