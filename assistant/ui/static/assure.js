// The Assure screen: three panes kept alive while the inspector moves from prompt to prompt.

import { act, ask, signedAs } from "./ask.js";
import { button, el } from "./dom.js";
import { decision } from "./decision.js";
import { PromptList } from "./list.js";
import { again, refused, say } from "./stage.js";
import { keepName } from "./masthead.js";
import { promptPane } from "./prompt.js";
import { ReviewPane } from "./review.js";

let now = null; // what is on screen: panes, the answer, the review's id

/** Draw the screen, or only what changed when the review is the same. */
export async function show(stage, context) {
  if (!context.same || !now) now = build(stage, context.review);
  const mine = now;
  mine.context = context;
  const asked = { review: context.review, prompt: context.item };
  const [answer, text] = await Promise.all([ask("assure", asked), mine.review.ready ? null : ask("text", { review: context.review })]);
  if (!context.alive()) return;
  const bad = [answer, text].find((one) => one && !one.ok);
  if (bad) { now = null; refused(bad.error); return; }
  if (text) mine.review.show(text.text);
  if (!context.item) {
    history.replaceState(null, "", [address(answer.prompt.id), context.passage && encodeURIComponent(context.passage)].filter(Boolean).join("/"));
    context.called(answer.prompt.id);
  }
  open(answer, !context.first && context.same);
  if (context.passage) mine.review.arrive(context.passage);
}

/** Forget the panes. */
export function leave() { now = null; }

/** On narrow screens, show that pane. */
export function reveal(pane) {
  if (!now) return;
  now.panes.dataset.pane = pane;
  for (const one of now.panes.querySelectorAll(".switch button")) one.setAttribute("aria-pressed", String(one.dataset.go === pane));
}

/** Before something is shown in the review: on narrow screens it may be behind another pane. */
function uncover() {
  if (getComputedStyle(now.review.node).display === "none") reveal("review");
}

const address = (prompt) => `#/r/${now.id}/assure/${encodeURIComponent(prompt)}`;

function build(stage, id) {
  const made = { id, answer: null, at: -1 };
  made.list = new PromptList((prompt) => { location.hash = address(prompt); });
  made.review = new ReviewPane({ wide: toggleWide, uncover, near: (words) => nearTo(id, words) });
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
  now.at = -1;
  const { prompt, groups } = answer;
  now.list.show(groups, prompt.id);
  now.current.textContent = prompt.id;
  now.review.mark(prompt.evidence);
  middle();
  reveal("prompt");
  if (focus) now.mid.querySelector("h2").focus({ preventScroll: true });
  poll();
}

function middle() {
  const { prompt } = now.answer;
  now.pane = promptPane(prompt, { go: address, cite, place: (passage) => now.review.place(passage) });
  now.form = decision(prompt, { record, next: () => { location.hash = address(prompt.next_undecided); } });
  now.mid.replaceChildren(el("article", { class: "prompt", "aria-labelledby": "question" }, now.pane, now.form.node));
}

/** Show evidence n in the review and say on the evidence that it was opened. */
function cite(n) {
  now.at = now.answer.prompt.evidence.findIndex((one) => one.n === n);
  now.review.go(n);
}

/** Record an act; the middle pane and the list follow, the focus goes to what comes next. */
async function record(what, given) {
  const mine = now;
  const { prompt } = mine.answer;
  if (!signedAs() && given.name) keepName(given.name);
  const { name, ...rest } = given;
  const answer = await act(what, { review: mine.id, prompt: prompt.id, ...rest });
  if (now !== mine || mine.answer.prompt.id !== prompt.id) {
    if (answer.said) say(`${prompt.id}: ${answer.said}`);
    return;
  }
  if (!answer.ok) { mine.form.refuse(answer.error); return; }
  const scrolled = mine.mid.querySelector(".prompt-scroll").scrollTop;
  mine.answer = answer;
  mine.context.frame(answer.frame);
  mine.list.show(answer.groups, prompt.id);
  middle();
  mine.mid.querySelector(".prompt-scroll").scrollTop = scrolled;
  mine.form.recorded();
  say(answer.said);
}

/** While drafts arrive: renew the list; a draft for the prompt on screen waits until it is asked for. */
function poll() {
  const mine = now;
  if (!mine.answer.frame.running) return;
  const { context } = mine;
  again(() => context.alive() && now === mine && mine.context === context, async () => {
    const { prompt } = mine.answer;
    const answer = await ask("assure", { review: mine.id, prompt: prompt.id });
    if (now !== mine || mine.context !== context || mine.answer.prompt.id !== prompt.id) return;
    if (answer.ok) {
      context.frame(answer.frame);
      mine.list.show(answer.groups, prompt.id);
      mine.answer.frame = answer.frame;
      if (answer.prompt.draft.key === prompt.draft.key) mine.pane.agreed(answer.prompt.draft.agreement);
      if (prompt.draft.state === "waiting" && answer.prompt.draft.state !== "waiting") {
        mine.pane.arrived(() => { mine.answer = answer; mine.review.mark(answer.prompt.evidence); middle(); mine.mid.querySelector("h2").focus(); });
      }
    }
    poll();
  });
}

function toggleWide() {
  const wide = now.panes.classList.toggle("wide");
  now.review.pressWide(wide);
}

/** What the single keys do here. */
export const keys = {
  next: () => { if (now?.answer?.prompt.next) location.hash = address(now.answer.prompt.next); },
  previous: () => { if (now?.answer?.prompt.previous) location.hash = address(now.answer.prompt.previous); },
  accept: () => now?.form?.accept(),
  line: (at) => now?.form?.choose(at),
  decision: () => { reveal("prompt"); now?.form?.focus(); },
  find: () => { reveal("review"); now?.review.find(); },
  mark: (step) => now?.review.step(step),
  wide: () => now && toggleWide(),
  evidence: () => {
    const evidence = now?.answer?.prompt.evidence ?? [];
    if (!evidence.length) return;
    now.at = (now.at + 1) % evidence.length;
    const { n } = evidence[now.at];
    now.mid.querySelector(`[data-evidence="${n}"] .ev-place a`)?.focus();
    now.review.go(n);
  },
};

