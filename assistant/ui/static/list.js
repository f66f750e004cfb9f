// The task list: every prompt under its standard, its state in words. Rows are kept and repainted.

import { el, fill, hidden } from "./dom.js";

const FILTERS = {
  all: ["All", () => true],
  undecided: ["Undecided", (row) => !["decided", "overridden", "noted"].includes(row.state)],
  unanswered: ["Not answered or unsupported", (row) => ["not_answered", "unsupported", "not_run"].includes(row.state)],
  first: ["Judge first", (row) => row.state === "judge_first"],
  disagree: ["Drafts that disagree", (row) => row.disagrees],
  before: ["Decided before", (row) => row.before],
  checks: ["With checks", (row) => row.checks],
};

export class PromptList {
  constructor(open) {
    this.open = open;
    this.rows = new Map();
    this.filter = "all";
    this.select = el("select", { id: "show", onchange: (event) => { this.filter = event.target.value; this.sift(); } });
    this.scroll = el("div", { class: "list-scroll" });
    this.node = el("nav", { class: "list", id: "list", "aria-label": "Prompts" },
      el("div", { class: "list-head" }, el("h2", {}, "Prompts"),
        el("div", { class: "field inline" }, el("label", { for: "show" }, "Show"), this.select)),
      this.scroll);
  }

  /** Paint all groups; the row of the prompt on screen is the current one. */
  show(groups, current) {
    this.groups = groups;
    if (!this.rows.size) this.build();
    for (const group of groups) {
      this.counts.get(group.id).textContent = group.decided;
      for (const row of group.rows) this.paint(row, row.id === current);
    }
    this.options();
    this.sift();
    const moved = this.current !== current;
    this.current = current;
    if (moved) this.see(this.rows.get(current));
  }

  build() {
    this.counts = new Map();
    this.heads = new Map();
    for (const group of this.groups) {
      const count = el("span", { class: "count" });
      this.counts.set(group.id, count);
      const standard = group.standard && el("p", { class: "standard" }, group.standard);
      const head = el("h3", { class: /^[24] |^Chronology/.test(group.heading) ? "ruled" : null }, group.heading, " ", count);
      const list = el("ul");
      for (const row of group.rows) {
        const link = el("a", { href: "#", "data-prompt": row.id, onclick: (event) => { event.preventDefault(); this.open(row.id); } });
        this.rows.set(row.id, link);
        list.append(el("li", {}, link));
      }
      this.heads.set(group.id, [head, list]);
      for (const part of [standard, head, list]) if (part) this.scroll.append(part);
    }
  }

  paint(row, current) {
    const link = this.rows.get(row.id);
    link.className = [row.state, row.line ?? ""].join(" ").trim();
    if (current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    const told = [row.words, row.checks, row.before].join("|");
    if (link.dataset.told === told) return;
    link.dataset.told = told;
    fill(link, el("span", { class: "sign", "aria-hidden": "true" }),
      el("span", { class: "lab" }, row.letter && [hidden(`${row.id} `), el("span", { class: "let", "aria-hidden": "true" }, row.letter)],
        el("span", { class: "txt" }, row.label), row.checks && [" ", el("span", { class: "chk" }, row.checks)],
        row.before && [" ", el("span", { class: "chk" }, "Decided before")]),
      " ", el("span", { class: "st" }, row.words));
  }

  options() {
    const rows = this.groups.flatMap((group) => group.rows);
    // Without repeats nothing can disagree, and few reviews are judged first or submitted again: such a choice would only be asked about.
    const offered = Object.entries(FILTERS).filter(([id, [, holds]]) => !["disagree", "first", "before"].includes(id) || id === this.filter || rows.some(holds));
    const told = offered.map(([id, [words, holds]]) => [id, `${words} ${rows.filter(holds).length}`]);
    // While drafts arrive the counts follow in place: an open list must not close under the inspector's hand.
    if (told.length !== this.select.length) fill(this.select, told.map(([id, words]) => el("option", { value: id }, words)));
    else told.forEach(([id, words], at) => { const option = this.select.options[at]; option.value = id; if (option.text !== words) option.text = words; });
    this.select.value = this.filter;
  }

  sift() {
    const holds = FILTERS[this.filter][1];
    for (const group of this.groups) {
      let any = false;
      for (const row of group.rows) {
        const shown = Boolean(holds(row)) || row.id === this.current;
        this.rows.get(row.id).parentElement.hidden = !shown;
        any = any || shown;
      }
      for (const part of this.heads.get(group.id)) part.hidden = !any;
    }
  }

  /** Bring a row into sight, with a heading at the top of the list. */
  see(link) {
    const box = this.scroll;
    if (!link || box.scrollHeight <= box.clientHeight) return;
    const top = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top >= 40 && top <= box.clientHeight - 60) return;
    const wanted = box.scrollTop + top - box.clientHeight * 0.55;
    const head = [...box.querySelectorAll("h3")].find((one) => !one.hidden && one.nextElementSibling.offsetTop > wanted);
    box.scrollTop = head && wanted > 0 ? head.nextElementSibling.offsetTop - head.offsetHeight : 0;
  }
}
