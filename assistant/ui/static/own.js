// The form by which an inspector adds evidence: words selected in the review, or a passage chosen and its words.

import { button, el, field, fill, radio } from "./dom.js";
import { short } from "./names.js";
import { whole } from "./selection.js";
import { hold } from "./typed.js";

/** `to.add(given)` records and gives an error or null; `to.closed()` is called when the form is left. */
export class OwnEvidence {
  constructor(to) {
    this.to = to;
    this.node = el("form", { class: "own-form", id: "own", "aria-labelledby": "own-h", hidden: true,
      onsubmit: (event) => { event.preventDefault(); this.send(); },
      onkeydown: (event) => { if (event.key === "Escape") { event.preventDefault(); this.close(); } } });
  }

  /** Open for that prompt. `from` has the passage, and pieces with words where they were selected. */
  open(prompt, sections, runs, from) {
    this.runs = runs;
    this.sections = sections;
    this.from = from;
    this.prompt = prompt.id;
    this.section = el("select", { id: "own-section", onchange: () => { this.list(); this.prefill(); } },
      sections.map((one) => el("option", { value: one.id }, one.title)));
    this.passage = el("select", { id: "own-passage", onchange: () => this.prefill() });
    this.words = el("textarea", { id: "own-words", rows: "4", maxlength: "4000", oninput: () => hold("own", this.words.value) });
    const shows = el("select", { id: "own-expectation" }, el("option", { value: "" }, "The prompt as a whole"),
      prompt.expectations.map((one) => el("option", { value: one.number.slice(1) }, `${one.number} ${one.text}`)));
    this.fault = el("p", { class: "fault", id: "own-fault", role: "alert" });
    fill(this.node,
      el("h3", { id: "own-h" }, `Add evidence to ${short(prompt.id)}`),
      el("div", { class: "own-places" }, field("In section", this.section), field("Passage", this.passage)),
      field("Its words, to the letter", this.words),
      el("fieldset", { id: "own-stance", "aria-describedby": "own-fault" }, el("legend", {}, "These words count"), el("div", { class: "radios" },
        radio("own-stance", "supports", "For"), radio("own-stance", "against", "Against"))),
      field("They bear on", shows),
      this.fault,
      el("div", { class: "acts" }, el("button", { type: "submit", class: "primary" }, "Add this evidence"), button("Leave it", () => this.close())));
    this.shows = shows;
    this.section.value = sections.find((one) => one.passages.some(([id]) => id === from.passage))?.id ?? sections[0].id;
    this.list();
    this.passage.value = from.passage;
    this.words.value = from.words ?? whole(runs, from.passage);
    this.node.hidden = false;
    (from.words ? this.node.querySelector("input[type=radio]") : this.section).focus();
  }

  list() {
    const { passages } = this.sections.find((one) => one.id === this.section.value);
    fill(this.passage, passages.map(([id, words]) => el("option", { value: id }, words)));
  }

  prefill() { this.words.value = whole(this.runs, this.passage.value); }

  async send() {
    const given = this.from.words === this.words.value && this.from.pieces[0].passage === this.passage.value ? this.from.pieces : [];
    const stance = this.node.querySelector("input[name=own-stance]:checked")?.value ?? null;
    const error = await this.to.add(this.prompt, { stance, expectation: this.shows.value ? Number(this.shows.value) : null,
      passage: this.passage.value, words: this.words.value, pieces: given });
    if (!error) { this.close(); return; }
    if (error.field === "by") return; // asked for elsewhere
    const target = error.field === "stance" ? this.node.querySelector("input[type=radio]") : this.words;
    target.setAttribute("aria-invalid", "true");
    target.setAttribute("aria-describedby", "own-fault");
    this.fault.textContent = error.message;
    target.focus();
  }

  /** Put the form away; the prompt that it was opened for may be another one by now. */
  close() {
    if (this.node.hidden) return;
    hold("own", null);
    this.node.hidden = true;
    this.node.replaceChildren();
    this.to.closed();
  }
}
