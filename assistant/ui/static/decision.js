// The decision row: what an inspector can do with the prompt on screen. No radio is chosen beforehand.

import { signedAs } from "./ask.js";
import { button, el, field, fill, radio, when } from "./dom.js";
import { fold } from "./fold.js";
import { short } from "./names.js";
import { hold, holds, keep } from "./typed.js";

const SHOWS = "Record my line and show the draft";

/**
 * Build the row. `to.record(what, given)` asks for an act, `to.next()` moves to the next undecided prompt; words typed
 * are held under `to.key`.
 */
export function decision(prompt, to) {
  const form = el("form", { class: "decide", id: "decision", tabindex: "-1", "aria-label": `Decision on ${short(prompt.id)}`, onsubmit: (event) => event.preventDefault() });
  const fault = el("p", { class: "fault", id: "decision-fault", role: "alert", tabindex: "-1" });
  const row = { node: form, busy: false };
  const send = async (what, given) => {
    if (row.busy) return;
    row.busy = true;
    fault.textContent = "";
    await to.record(what, { ...given, name: form.querySelector("#by")?.value });
    row.busy = false;
  };
  const value = (id) => form.querySelector(`#${id}`)?.value.trim() ?? "";
  const line = () => form.querySelector("input[name=line]:checked")?.value ?? null;
  const { choice } = prompt;
  const stands = choice.decided?.id ?? "";

  const paint = (open) => { fill(form, open ? choosing() : decided(), fault); if (form.isConnected) fold(form); };
  const acceptDraft = () => send("accept", { draft: choice.draft, stands, note: value("note") });
  const recordLine = () => send("decide", { draft: choice.draft, stands, line: line(), reason_code: value("reason_code") || null, note: value("note") });
  const note = () => send("decide", { draft: choice.draft, stands, line: null, reason_code: null, note: value("note") });

  function choosing() {
    const isNote = choice.scale === "note";
    const departs = choice.draft !== null;
    const status = el("span", { class: "not-yet" }, choice.decided ? "Changing a decision" : choice.draft || choice.first ? "Not decided" : "Not decided, no draft");
    const legend = el("legend", {}, el("span", { class: "leg" }, `Your ${isNote ? "note" : choice.first ? "line" : "decision"} on ${short(prompt.id)}`), " ", status);
    const code = el("select", { id: "reason_code" }, el("option", { value: "" }, "Choose a reason"), choice.reasons.map(([id, words]) => el("option", { value: id }, words)));
    const notes = keep(el("textarea", { id: "note", rows: isNote ? "2" : "1", maxlength: "4000" }, isNote && choice.decided?.reason), `${to.key}/note`);
    return [
      el("fieldset", { "aria-describedby": "decision-fault" }, legend,
        !isNote && el("div", { class: "radios", onchange: repaint }, choice.lines.map(([id, words], at) => radio("line", id, words, { key: at + 1 })))),
      el("div", { class: "why" },
        !signedAs() && field("Your name, asked once", el("input", { id: "by", type: "text", maxlength: "100", autocomplete: "name" }), { class: "field name" }),
        !isNote && departs && field("Reason, if not the draft’s line", code),
        field(isNote ? "Note for the report" : departs ? "Note" : choice.first ? "Reason for the report (optional)" : "Reason for the report", notes, { class: "field grow" })),
      el("div", { class: "acts" }, isNote ? noteActs() : lineActs(), choice.decided && button("Keep the decision", () => { hold(`${to.key}/note`, null); paint(false); row.focus(); }, { class: "plain" })),
    ];
  }

  const noteActs = () => [
    el("button", { type: "button", class: "primary", "data-accept": true, onclick: note }, choice.accept ? "Record as noted " : "Record note ", el("kbd", { "aria-hidden": "true" }, "a")),
    el("p", { class: "hint" }, "Information items are shown, never counted."),
  ];
  const lineActs = () => [
    choice.accept && el("button", { type: "button", class: "primary", "data-accept": true, onclick: acceptDraft }, `Accept draft: ${choice.accept} `, el("kbd", { "aria-hidden": "true" }, "a")),
    el("button", { type: "button", class: choice.accept ? null : "primary", "data-record": true, onclick: recordLine }, choice.first ? SHOWS : "Record my line"),
    choice.bar?.proposed && el("p", { class: "hint" }, `The draft proposes to bar a yes for ${choice.bar.node}. You can decide that once the line is below.`),
  ];

  function repaint() {
    const chosen = choice.lines.find(([id]) => id === line());
    const accept = form.querySelector("[data-accept]");
    const record = form.querySelector("[data-record]");
    const same = chosen[0] === choice.draft_line;
    accept?.classList.toggle("primary", same);
    record.classList.toggle("primary", !accept || !same);
    if (choice.first) return;
    record.textContent = same ? "Record my line" : `Record: ${chosen[1]}`;
  }

  function decided() {
    const { decided: done, bar } = choice;
    // No reason code is asked for: who had not seen the draft overrode nothing, and being asked would tell its line.
    const departed = done.first && choice.draft_line && choice.draft_line !== done.line;
    const word = done.overridden ? "Overridden" : done.first ? "Recorded first" : "Decided";
    return [
      el("div", { class: "decided-head" }, el("h3", { class: "leg" }, `Your decision on ${short(prompt.id)}`),
        el("span", { class: "done" }, done.line === null ? "Noted" : `${word}: ${done.words}`)),
      // What an override says stands above, at full length, in the place of the draft's rationale.
      done.reason && !(done.overridden && !prompt.reworded) && el("p", { class: "told", "data-fold": true }, done.reason),
      departed && el("p", { class: "told" }, `The draft has: ${choice.accept}. `, !done.reason && !prompt.reworded && "The report has no reason for your line yet: edit the rationale, or change the decision and say why."),
      el("p", { class: "told" }, prompt.effect && `${prompt.effect} `, el("span", { class: "quiet" }, `${done.by}, `, when(done.at), done.first && ", before the draft was shown", ". "),
        !choice.closed && button("Undo", () => send("undo", { decision: done.id }), { class: "plain", "data-undo": true })),
      bar && barRow(bar),
      el("div", { class: "acts" },
        prompt.next_undecided ? el("button", { type: "button", class: "primary", "data-next": true, onclick: to.next }, `Next undecided: ${short(prompt.next_undecided)}`)
          : el("p", {}, "No prompt is left undecided."),
        !choice.closed && button("Change decision", () => { paint(true); form.querySelector("input, textarea")?.focus(); }, { "data-change": true }),
        !choice.closed && bar && bar.open && !bar.recorded && button(`Bar a yes for ${bar.node}`, () => openBar().focus(), { class: "plain", "data-bar": true })),
    ];
  }

  function barRow(bar) {
    if (bar.recorded) {
      const words = bar.in_force ? `A yes for ${bar.node} is barred by this prompt.` : `A bar on a yes for ${bar.node} is recorded, but not in force: the line is not below.`;
      return el("p", { class: "told" }, el("b", {}, words), ` ${bar.recorded} `, !choice.closed && button("Withdraw the bar", () => send("bar", { withdraw: true, reason: "" }), { class: "plain" }));
    }
    return bar.proposed && bar.open ? el("p", { class: "told" }, `The draft proposes to bar a yes for ${bar.node}. It counts only if you decide it.`) : null;
  }

  function openBar() {
    const reason = keep(el("textarea", { id: "bar-reason", rows: "1", maxlength: "4000" }), `${to.key}/bar`);
    form.querySelector(".acts").replaceWith(el("div", {}, el("div", { class: "why" }, field(`Why this prompt alone bars a yes for ${choice.bar.node}`, reason, { class: "field grow" })),
      el("div", { class: "acts" }, el("button", { type: "button", class: "primary", onclick: () => send("bar", { withdraw: false, reason: value("bar-reason") }) }, `Bar a yes for ${choice.bar.node}`),
        button("Leave it", () => { hold(`${to.key}/bar`, null); paint(false); row.focus(); }))));
    return reason;
  }

  row.refuse = ({ message, field: id }) => {
    for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    const target = id === "line" ? form.querySelector("input[name=line]") : id && form.querySelector(`#${id}`);
    if (target) {
      target.setAttribute("aria-invalid", "true");
      target.setAttribute("aria-describedby", "decision-fault");
    }
    fill(fault, target ? el("a", { href: "#", onclick: (event) => { event.preventDefault(); target.focus(); } }, message) : message);
    fault.focus();
  };
  form.addEventListener("change", ({ target }) => { // what was missing is there now
    if (target.getAttribute("aria-invalid") === null) return;
    target.removeAttribute("aria-invalid");
    target.removeAttribute("aria-describedby");
    fault.textContent = "";
  });
  row.recorded = () => (form.querySelector("[data-next], [data-change]") ?? form.querySelector("input[name=line], textarea") ?? form).focus({ preventScroll: true });
  row.accept = () => form.querySelector("[data-accept]")?.click();
  row.choose = (at) => { const input = form.querySelectorAll("input[name=line]")[at]; if (input) { input.click(); input.focus(); } };
  row.focus = () => (form.querySelector("input, [data-next], [data-change], textarea") ?? form).focus();
  paint(!choice.closed && (!choice.decided || Boolean(holds(`${to.key}/note`))));
  if (holds(`${to.key}/bar`) && form.querySelector("[data-bar]")) openBar();
  if (choice.closed && !choice.decided) fill(form, el("p", {}, "Signed off without a decision here."));
  return row;
}
