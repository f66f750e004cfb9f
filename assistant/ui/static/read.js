// What we read, and Start: the only place from which a review's text can be sent, beside the host's name.

import { ask } from "./ask.js";
import { button, el, field, fill, number, table, when } from "./dom.js";
import { changes } from "./changes.js";
import { judgeFirst } from "./judge-first.js";
import { jump } from "./jump.js";
import { ledger, lost } from "./ledger.js";
import { acknowledge, acknowledgement } from "./notices.js";
import { parts } from "./parts.js";
import { again, refused, say } from "./stage.js";

let now = null;

export async function show(stage, context) {
  if (context.same && now?.changes && context.item === "changes") { now.context = context; now.changes.open(); return; }
  now = { stage, context };
  await renew(await ask("read", { review: context.review }));
  if (context.item === "changes" && context.alive()) now?.changes?.open();
}

export function leave() { now = null; }

async function renew(answer) {
  const mine = now;
  if (!mine || !mine.context.alive()) return;
  if (!answer.ok) { refused(answer.error); return; }
  mine.context.frame(answer.frame);
  mine.drafting = el("section", { class: "drafting", "aria-labelledby": "drafting-h" });
  fill(mine.stage, page(answer.read));
  drafting(answer.read.drafting);
}

async function saved(answer, section) {
  await renew(answer);
  say(answer.said);
  const form = now?.stage.querySelector(".correct");
  if (!form) return;
  form.querySelector("#correct-section").value = section;
  form.append(el("p", { class: "said" }, answer.said));
  form.querySelector("#correct-section").dispatchEvent(new Event("change"));
  form.querySelector("button[type=submit]").focus({ preventScroll: true });
}

/** The address of a prompt, and of a passage beside it; without a prompt the first that is undecided. */
const assure = (prompt, passage) => `#/r/${now.context.review}/assure/${[prompt ?? "", passage].filter((one) => one !== undefined).map(encodeURIComponent).join("/")}`;

function page(view) {
  const version = changes(view, now.context.review, assure);
  now.changes = version;
  const jumps = [["drafting-h", "Drafting"], version && ["changes-h", "Changed since the earlier version"], ["notices-h", "Notices"], ["parts-h", "Parts"],
    view.checks.length > 0 && ["checks-h", "Checks"], ["ledger-h", "Characters"], ["files-h", "Files"]].filter(Boolean);
  return el("div", { class: "page" }, el("div", { class: "cols" },
    el("div", {}, el("h1", { tabindex: "-1" }, "What we read"), el("p", { class: "lede" }, view.lede),
      el("nav", { class: "jump", "aria-label": "On this screen" }, el("ul", {}, jumps.map(([id, words]) => el("li", {}, el("a", { href: "#", onclick: jump(id) }, words))))), lost(view.ledgers), version?.node, notices(view), parts(view.parts, { review: now.context.review, saved }), checks(view)),
    el("aside", { class: "side", "aria-label": "Drafting and files" }, now.drafting, ledger(view.ledgers), files(view))));
}

function notices(view) {
  const rows = view.notices.map((one) => el("tr", { class: one.warns ? "warns" : null },
    el("th", { scope: "row" }, el("b", {}, one.title), el("span", { class: "sub" }, one.became), acknowledgement(one, view.closed, acknowledged)),
    el("td", { "data-label": "What was there" }, one.message, one.text && el(one.struck ? "del" : "p", { class: "leftout" }, one.text)),
    el("td", { "data-label": "Place" }, one.passage && places(null, [[one.passage, one.place]]))));
  return el("section", { class: "block", id: "notices", "aria-labelledby": "notices-h" }, el("h2", { id: "notices-h", tabindex: "-1" }, "Notices"),
    el("p", { class: "fault", role: "alert", id: "notices-fault" }),
    rows.length ? table("Notices about the files", [["Notice"], ["What was there"], ["Place"]], rows, { class: "rows stack notices" }) : el("p", {}, view.ledgers.some((one) => one.lost) ? "No other notices." : "Nothing was left out, hidden or unreadable."));
}

async function acknowledged(notices) {
  const mine = now, answer = await acknowledge(mine.context.review, notices, "read");
  if (now !== mine) return;
  if (!answer.ok) { mine.stage.querySelector("#notices-fault").textContent = answer.error.message; return; }
  await renew(answer);
  say(answer.said);
  (mine.stage.querySelector("#notices button") ?? mine.stage.querySelector("#notices-h")).focus();
}

function checks(view) {
  if (!view.checks.length) return null;
  const rows = view.checks.map((one) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: assure(one.prompt) }, one.prompt.startsWith("info.") ? one.label : one.prompt), el("span", { class: "sub" }, one.label)),
    el("td", { "data-label": "What was seen" }, one.message), el("td", { "data-label": "Place" }, one.places.length > 0 && places(one.prompt, one.places))));
  return el("section", { class: "block", "aria-labelledby": "checks-h" }, el("h2", { id: "checks-h", tabindex: "-1" }, "Checks"),
    el("p", { class: "hint" }, "What a rule saw in the text, with the prompt it bears on. Not a judgement."),
    table("Checks", [["Prompt"], ["What was seen"], ["Place"]], rows, { class: "rows stack notices" }));
}

/** Places, each a link that opens the review there; two are seen at once, the others on demand. */
function places(prompt, all) {
  const list = (some) => el("ul", { class: "places" }, some.map(([passage, words]) => el("li", {}, el("a", { href: assure(prompt, passage) }, words))));
  return [list(all.slice(0, 2)), all.length > 2 && el("details", {}, el("summary", {}, `and ${number(all.length - 2)} more`), list(all.slice(2)))];
}

function files(view) {
  return el("section", { "aria-labelledby": "files-h" }, el("h2", { id: "files-h", tabindex: "-1" }, view.files.length === 1 ? "File" : "Files"),
    el("dl", { class: "summary" }, view.files.map(([name, sha]) => el("div", {}, el("dt", {}, "Name"), el("dd", {}, name, el("span", { class: "sub" }, `SHA-256 ${sha.slice(0, 16)}…`))))),
    el("p", { class: "acts" }, el("a", { href: `#/reviews/${now.context.review}` }, "Upload the next version of this review")));
}

function drafting(view) {
  const lines = (pairs) => el("dl", { class: "summary" }, pairs.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
  const assureLink = el("p", { class: "acts" }, el("a", { href: `#/r/${now.context.review}/assure` }, "Go to Assure"));
  const fault = el("p", { class: "fault", role: "alert" });
  const first = judgeFirst(view.judge_first);
  const start = (words, repeats = () => 0) => [first.node, el("div", { class: "acts" }, button(words, () => press("start", fault, { repeats: repeats(), judge_first: first.chosen() }), { class: "primary", "data-start": true }))];
  const title = { ready: view.sent ? "Draft the rest" : "Start drafting", recorded: "Drafts from a recording", unconnected: "No model connected", running: "Drafting", done: "Drafted" }[view.state];
  fill(now.drafting, el("h2", { id: "drafting-h", tabindex: "-1" }, title), {
    ready: () => [view.progress.not_answered > 0 && el("p", {}, `${number(view.progress.not_answered)} ${view.progress.not_answered === 1 ? "prompt was" : "prompts were"} not answered; each says why under Assure.`), el("p", {}, view.sent ? "Start sends the text of this review, for the prompts without a draft from this model, to:" : "Nothing has been sent. Start sends the text of this review to:"), el("p", { class: "host" }, view.host),
      sending(view, lines, start), el("p", { class: "hint" }, "Hidden and deleted text is not sent."), view.sent && assureLink],
    recorded: () => [view.left < view.progress.total && el("p", {}, `${number(view.left)} of ${number(view.progress.total)} prompts have no draft.`), el("p", {}, `The replies of a large language model behind a local OpenAI-compatible endpoint, model ${view.model}, were recorded for this sample. Nothing is sent.`), start("Start: replay the recording"), view.source && el("p", { class: "hint" }, view.source.words), view.left < view.progress.total && assureLink],
    unconnected: () => [el("p", {}, "Reading, checks, decisions by hand, judgements and exports all work without a model. Nothing is sent anywhere."),
      el("p", {}, "To have prompts drafted, set these before you start the assistant, then reload this page:"),
      el("ul", { class: "exports" }, [["OPENAI_BASE_URL", "the endpoint’s address"], ["OPENAI_API_KEY", "its key, where it wants one"], ["ASSISTANT_MODEL", "the model’s name"]].map(([name, words]) => el("li", {}, el("code", {}, name), `: ${words}`))), local(), assureLink],
    running: () => running(view, fault, [first.node, assureLink]),
    done: () => [el("p", {}, `${view.progress.drafted} of ${view.progress.total} prompts are drafted.`), !view.repeats.length && first.node, view.used && el("p", { class: "hint" }, used(view.used)), view.source && el("p", { class: "hint" }, view.source.at && ["Drafted ", when(view.source.at), " "], view.source.words), assureLink,
      view.repeats.length > 0 && [el("h3", {}, "Ask again"), el("p", {}, "Start sends the text of this review once more for every repeat, to:"), el("p", { class: "host" }, view.host), sending(view, lines, start)]],
  }[view.state](), fault, byPrompt(view));
  if (view.state === "running") poll();
}

/** How drafting stands with each prompt; open or shut as it was left, however often the panel is drawn anew. */
function byPrompt(view) {
  if (!view.prompts.length) return null;
  const details = el("details", { class: "by-prompt", open: now.open || null }, el("summary", {}, "Prompt by prompt"),
    el("dl", { class: "summary" }, view.prompts.map(([prompt, words]) => el("div", {}, el("dt", {}, prompt), el("dd", {}, words)))));
  details.addEventListener("toggle", () => { if (now) now.open = details.open; });
  return details;
}

const REPEATS = { 0: "Not at all", 2: "Twice", 4: "Four times" };

/** The choice of repeats, what Start would send with it, and Start. */
function sending(view, lines, start) {
  const cells = Object.fromEntries(["requests", "tokens_in", "tokens_out", "time", "cost"].map((name) => [name, el("span")]));
  const figures = (given) => { for (const [name, cell] of Object.entries(cells)) cell.textContent = typeof given === "string" ? given : typeof given[name] === "number" ? number(given[name]) : given[name] ?? ""; };
  const select = el("select", { id: "repeats", "aria-describedby": "repeats-hint" }, view.repeats.map((times) => el("option", { value: times }, REPEATS[times])));
  const chosen = () => Number(select.value);
  const follow = async () => {
    const mine = now, repeats = chosen();
    figures("Being counted");
    const answer = await ask("estimate", { review: mine.context.review, repeats });
    if (now !== mine || chosen() !== repeats) return null;
    figures(answer.ok ? answer.estimate : "Not known");
    return answer;
  };
  select.addEventListener("change", async () => {
    const answer = await follow();
    if (answer?.ok) say(`${number(answer.estimate.requests)} requests.`);
  });
  if (view.repeats[0]) follow(); else figures(view.estimate);
  return [field("Repeat each prompt", select),
    el("p", { class: "hint", id: "repeats-hint" }, "Each repeat asks the same question again; how often the drafts agree is shown beside the first. It costs as many requests again."),
    lines([["Model", view.model], ["Requests", cells.requests], ["Tokens in", cells.tokens_in], ["Tokens out", cells.tokens_out], ...(view.estimate.cost === null ? [] : [["Cost", cells.cost]]), ["Time", cells.time], ...(view.budget === null ? [] : [["Budget left", `${number(view.budget)} tokens, in and out; prompts beyond it are not asked`]])]),
    inPart(view.in_part), start(`Start: send to ${view.host}`, chosen)];
}
const inPart = (told) => told && [el("p", {}, told.words),
  el("details", {}, el("summary", {}, "How much of the review each prompt will see"),
    el("dl", { class: "summary" }, told.shares.map(([name, share]) => el("div", {}, el("dt", {}, name), el("dd", {}, share)))))];

const used = (view) => `${number(view.requests)} requests: ${number(view.input)} tokens in, ${number(view.cached)} of them from the endpoint’s cache, and ${number(view.output)} out.`;

// Looked for after the screen is there: a server that does not answer must not keep it waiting.
function local() {
  const words = el("p", { class: "hint" });
  ask("local", {}).then((answer) => { if (answer.ok && answer.local) words.textContent = answer.local; });
  return words;
}

function running(view, fault, link) {
  const { total, waiting, drafted, not_answered: failed, tracing, repeats, repeating } = view.progress;
  return [view.host && el("p", {}, "To ", el("b", {}, view.host)), el("p", { id: "progress-words" }, `${total - waiting} of ${total}: ${drafted} drafted, ${failed} not answered, ${waiting} to come.${tracing ? " What answers what is listed after them." : ""}`),
    el("progress", { max: total, value: total - waiting, "aria-labelledby": "progress-words" }),
    repeats > 0 && [el("p", { id: "repeats-words" }, `Repeats: ${number(repeats - repeating)} of ${number(repeats)}.`),
      el("progress", { max: repeats, value: repeats - repeating, "aria-labelledby": "repeats-words" })],
    el("div", { class: "acts" }, button("Cancel", () => press("cancel", fault))),
    el("p", { class: "hint" }, "Drafting goes on when this page is closed. You can decide prompts meanwhile."), link];
}

async function press(what, fault, given = {}) {
  const mine = now;
  const answer = await ask(what, { review: mine.context.review, ...given });
  if (now !== mine) return;
  if (!answer.ok) { fault.textContent = answer.error.message; return; }
  say(answer.said);
  mine.context.frame(answer.frame);
  drafting(answer.read.drafting);
  mine.drafting.querySelector("h2").focus();
}

function poll() {
  const mine = now;
  again(() => now === mine && mine.context.alive(), async () => {
    const answer = await ask("read", { review: mine.context.review });
    if (now !== mine || !mine.context.alive()) return;
    if (!answer.ok) { poll(); return; }
    mine.context.frame(answer.frame);
    const held = mine.drafting.contains(document.activeElement) ? document.activeElement.textContent : null;
    drafting(answer.read.drafting);
    if (held) ([...mine.drafting.querySelectorAll("button, a, h2, summary")].find((one) => one.textContent === held) ?? mine.drafting.querySelector("h2")).focus();
    if (answer.read.drafting.state !== "running") say("Drafting has ended.");
  });
}
