// The right-hand pane: the review with the evidence of the prompt marked, sections, find, next and previous.

import { button, el, fill, hidden } from "./dom.js";
import { findIn } from "./find.js";
import { nearList } from "./near.js";
import { OwnEvidence } from "./own.js";
import { selected } from "./selection.js";
import { clearMarks, drawText, putMarks } from "./text.js";

export class ReviewPane {
  /** `looked(n)` is told which evidence was looked at here, `add(prompt, given)` records evidence of one's own. */
  constructor({ wide, uncover, near, looked, add, prompt }) {
    this.uncover = uncover;
    this.askNear = near;
    this.looked = looked;
    this.prompt = prompt;
    this.marks = [];
    this.at = -1;
    this.ready = false;
    this.touched = [];
    this.section = el("select", { id: "sec", onchange: (event) => this.jump(event.target.value) });
    this.search = el("input", { id: "find", type: "search", autocomplete: "off", onkeydown: (event) => this.typed(event), oninput: () => this.look() });
    this.wideButton = button("Wider", wide, { class: "wide-only", "aria-pressed": "false" });
    this.count = el("b", {}, "No marks");
    this.tools = el("div", { class: "tool-row mark-row" }, el("p", { class: "marks-n", "aria-live": "off" }, this.count),
      button(["Previous", hidden(" mark")], () => this.step(-1), { class: "step" }), button(["Next", hidden(" mark")], () => this.step(1), { class: "step" }),
      el("p", { class: "legend" }, hidden("Marked text: "), el("span", { class: "swatch for" }, "for"), " ", el("span", { class: "swatch against" }, "against")));
    // Pressing it must not take the selection away, so it is read before.
    this.addButton = button("Add as evidence", () => this.own(), { id: "add-evidence", onpointerdown: () => { this.chosen = this.ready ? selected(this.runs) : null; } });
    this.tools.append(this.addButton);
    this.form = new OwnEvidence({ add, closed: () => this.addButton.focus() });
    this.nearButton = button("Nearest passages", () => this.nearest(), { hidden: true });
    this.nearby = el("section", { class: "near-found", "aria-labelledby": "near-found-h", hidden: true });
    this.text = el("div", { class: "review-text", id: "text", tabindex: "0", role: "region", "aria-label": "Text of the review" });
    this.node = el("section", { class: "review", id: "review", "aria-labelledby": "review-h", tabindex: "-1" },
      el("div", { class: "review-tools" }, el("h2", { id: "review-h", class: "vh" }, "The review"),
        el("div", { class: "tool-row" },
          el("div", { class: "field inline grow" }, el("label", { for: "sec" }, "Section"), this.section),
          el("div", { class: "field inline grow", role: "search" }, el("label", { for: "find" }, "Find"), this.search, el("kbd", { "aria-hidden": "true" }, "/")),
          this.nearButton, this.wideButton),
        this.tools),
      this.nearby, this.form.node, this.text);
    this.text.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  /** Draw the text; once for a review. */
  show(text) {
    const { nodes, runs } = drawText(text);
    this.runs = runs;
    fill(this.text, nodes);
    fill(this.section, text.sections.map((section) => el("option", { value: section.id }, `${" ".repeat(2 * Math.max(0, section.level - 1))}${section.title}`)));
    this.sections = [...this.text.querySelectorAll("[data-section]")];
    this.outline = text.sections.map((section) => ({ id: section.id, title: section.title, passages: passagesOf(section) })).filter((one) => one.passages.length);
    this.ready = true;
    if (this.waiting) { const evidence = this.waiting; this.waiting = null; this.mark(evidence); }
  }

  /** Mark this evidence and no other; shows the first without taking the focus. Words being typed are found again. */
  mark(evidence) {
    if (!this.ready) { this.waiting = evidence; return; }
    const typing = document.activeElement === this.search;
    if (!typing) this.search.value = "";
    this.nearButton.hidden = true;
    this.shut();
    this.evidence = evidence.map((one) => ({ n: one.n, stance: one.stance, pieces: one.located }));
    this.remark();
    if (typing) this.look();
  }

  /** The evidence of the same prompt has changed: marks follow, the text stays where it is. */
  renew(evidence) {
    if (!this.ready) { this.waiting = evidence; return; }
    const at = this.text.scrollTop;
    this.evidence = evidence.map((one) => ({ n: one.n, stance: one.stance, pieces: one.located }));
    if (this.found) return; // they are put back when the search is left
    this.remark();
    this.text.scrollTop = at;
  }

  /** The form for evidence of one's own: with what is selected, else with the passage shown, else the first in sight. */
  own() {
    if (!this.ready) return;
    const chosen = this.chosen ?? selected(this.runs);
    this.chosen = null;
    this.uncover();
    const passage = chosen?.pieces[0].passage ?? this.inSight();
    this.form.open(this.prompt(), this.outline, this.runs, { passage, ...chosen });
  }

  /** The passage that is marked or shown, else the first that can be seen. */
  inSight() {
    const top = this.text.getBoundingClientRect().top;
    const passages = [...this.text.querySelectorAll("[data-passage]")];
    const node = this.text.querySelector(".now-block, .shown") ?? passages.find((one) => one.getBoundingClientRect().bottom > Math.max(top, 0) + 8) ?? passages[0];
    return node.closest("[data-passage]").dataset.passage;
  }

  /** Take what was found out of the text and put the marks back. */
  remark() {
    clearMarks(this.touched);
    this.found = null;
    const { made, touched } = putMarks(this.runs, this.evidence);
    this.touched = touched;
    this.marks = [...made.entries()].sort(([a], [b]) => a - b).map(([n, nodes]) => ({ n, nodes }));
    this.at = -1;
    for (const one of this.tools.querySelectorAll(".step, .legend")) one.hidden = !this.marks.length;
    if (this.marks.length) this.to(0);
    else { this.clearNow(); this.count.textContent = "No marks"; }
    this.fit();
  }

  /** Show evidence n. */
  go(n) {
    if (this.found) this.remark();
    const at = this.marks.findIndex((one) => one.n === n);
    const behind = this.uncover();
    if (at < 0) return;
    this.to(at);
    if (behind) take(this.marks[at].nodes[0]);
    this.looked(n);
  }

  /** Next or previous mark, or next or previous place found. */
  step(by) {
    const all = this.found ?? this.marks;
    if (!all.length) return;
    this.to((this.at + by + all.length) % all.length);
    if (!this.found) this.looked(this.marks[this.at].n);
  }

  to(at) {
    const all = this.found ?? this.marks;
    this.at = at;
    this.clearNow();
    for (const node of all[at].nodes) node.classList.add("now");
    const block = all[at].nodes[0].closest("td, th, p, li, h3, h4, h5, h6");
    block?.classList.add("now-block");
    this.count.textContent = this.found ? `Found ${at + 1} of ${all.length}` : `Mark ${at + 1} of ${all.length}`;
    this.scrollTo(all[at].nodes[0]);
  }

  clearNow() {
    for (const one of this.text.querySelectorAll(".now, .now-block, .shown")) one.classList.remove("now", "now-block", "shown");
  }

  /** Show a passage without marking words in it. */
  place(passage) {
    const behind = this.uncover();
    const node = [...this.text.querySelectorAll("[data-passage]")].find((one) => one.dataset.passage === passage);
    if (!node) return null;
    this.clearNow();
    node.classList.add("shown");
    this.scrollTo(node);
    if (behind) take(node);
    return node;
  }

  /** Show a passage that the address names, and go on reading there: it takes the focus. */
  arrive(passage) {
    const node = this.place(passage);
    if (node) take(node);
  }

  jump(section) {
    const node = this.sections.find((one) => one.dataset.section === section);
    if (node) this.text.scrollTop += node.getBoundingClientRect().top - this.text.getBoundingClientRect().top;
  }

  find() { this.search.focus(); this.search.select(); }

  typed(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (this.found?.length) this.step(event.shiftKey ? -1 : 1);
    else this.nearest();
  }

  look() {
    if (!this.ready) return; // the words stay, and are looked for once the text is there
    const words = this.search.value.trim();
    this.nearButton.hidden = words.length < 2;
    this.shut();
    if (words.length < 2) { if (this.found) this.remark(); return; }
    clearMarks(this.touched);
    const { hits, touched } = findIn(this.runs, words);
    this.touched = touched;
    this.found = hits;
    this.at = -1;
    for (const one of this.tools.querySelectorAll(".step")) one.hidden = !hits.length;
    this.tools.querySelector(".legend").hidden = true;
    if (hits.length) this.to(0);
    else { this.clearNow(); this.count.textContent = "Not found"; }
  }

  /** Passages near the words in the box, ranked by our own search. */
  async nearest() {
    const words = this.search.value.trim();
    if (words.length < 2) return;
    const answer = await this.askNear(words);
    if (!answer || this.search.value.trim() !== words) return;
    fill(this.nearby, el("div", { class: "near-head" }, el("h3", { id: "near-found-h", tabindex: "-1" }, `Nearest passages to “${words}”`),
      button("Close", () => { this.shut(); this.search.focus(); })),
      answer.near.length ? nearList(answer.near, { place: (passage) => this.place(passage) }) : el("p", { class: "quiet" }, "No passage shares these words."));
    this.nearby.hidden = false;
    this.nearby.querySelector("h3").focus({ preventScroll: true });
  }

  shut() { this.nearby.hidden = true; this.nearby.replaceChildren(); }

  scrollTo(node) {
    const box = this.text.scrollHeight > this.text.clientHeight + 1 ? this.text : document.scrollingElement;
    const top = box === this.text ? this.text.getBoundingClientRect().top : 0;
    box.scrollTop += node.getBoundingClientRect().top - top - (box === this.text ? box.clientHeight : innerHeight) * 0.4;
    const wrap = node.closest(".table-wrap");
    if (!wrap) return;
    const [at, seen] = [node.getBoundingClientRect(), wrap.getBoundingClientRect()];
    if (at.left < seen.left || at.right > seen.right) wrap.scrollLeft += at.left - seen.left - Math.max(8, (seen.width - at.width) / 2);
  }

  /** The section box names the section at the top of the pane. */
  follow() {
    const top = this.text.getBoundingClientRect().top + 60;
    const here = this.sections?.findLast((one) => one.getBoundingClientRect().top <= top);
    if (here && document.activeElement !== this.section) this.section.value = here.dataset.section;
  }

  /** A tab stop for a table only where there is something to scroll. */
  fit() {
    const wraps = [...this.text.querySelectorAll(".table-wrap")].map((wrap) => [wrap, wrap.scrollWidth > wrap.clientWidth + 1]);
    for (const [wrap, over] of wraps) {
      for (const [name, value] of [["role", "region"], ["tabindex", "0"], ["aria-label", wrap.dataset.label]]) {
        if (over) wrap.setAttribute(name, value);
        else wrap.removeAttribute(name);
      }
    }
  }

  pressWide(wide) { this.wideButton.setAttribute("aria-pressed", String(wide)); this.fit(); }
}

/** Give the focus to a place in the text: what had it is behind another pane, or was on another screen. */
function take(node) {
  node.setAttribute("tabindex", "-1");
  node.focus({ preventScroll: true });
}

/** The passages of a section as choices: the number in the margin, and how each begins. */
function passagesOf(section) {
  return section.items.flatMap((item) => item.kind === "table" ? item.rows : [item])
    .filter((item) => item.kind !== "furniture" && item.text.trim())
    .map((item) => [item.passage, [item.number, beginning(item.text)].filter((one) => one !== null).join(": ")]);
}

function beginning(text) {
  const words = text.replaceAll("\t", ", ");
  return words.length > 70 ? `${words.slice(0, 70)}…` : words;
}
