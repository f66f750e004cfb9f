// Taking in a review: files dropped or chosen, several for one review, posted to our own route.

import { ask } from "./ask.js";
import { button, el, field, fill, hidden, number } from "./dom.js";
import { say } from "./stage.js";

const KINDS = [".docx", ".pdf", ".txt", ".md"];
const MOST_BYTES = 60_000_000; // as the route has it; told here before anything is sent
const MOST_FILES = 10;

const input = (id, type = "text", more = {}) => el("input", { id, name: id, type, autocomplete: "off", ...more });
const status = (id) => el("select", { id, name: id }, [["unknown", "Not known"], ["yes", "Yes"], ["no", "No"]].map(([value, words]) => el("option", { value }, words)));

/** The form. `view` is the list of reviews, `next` the id of the review whose next version is wanted, or null. */
export function adding(view, next) {
  const files = new Files();
  const fault = el("p", { class: "fault", id: "add-fault", role: "alert" });
  const send = el("button", { type: "submit", class: "primary" }, "Add review");
  const reading = el("div", { class: "reading", hidden: true });
  const earlier = el("select", { id: "earlier", name: "earlier", "aria-describedby": "earlier-hint" }, el("option", { value: "" }, "A review of its own"),
    view.rows.map((one) => el("option", { value: one.id }, `The next version of ${one.reference}`)));
  const known = el("p", { class: "hint", id: "earlier-hint" });
  const follow = () => {
    known.textContent = earlier.value ? "Its earlier decisions are shown beside the new text, to be reconfirmed one by one. What you know beside the files is taken over where you leave it empty." : "";
    send.textContent = earlier.value ? "Add next version" : "Add review";
  };
  earlier.addEventListener("change", follow);
  if (view.rows.some((one) => one.id === next)) earlier.value = next;
  follow();
  const missed = (words) => { fault.textContent = words; files.input.setAttribute("aria-invalid", "true"); files.input.focus(); };
  const form = el("form", { "aria-labelledby": "add-h", novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    fault.textContent = "";
    files.input.removeAttribute("aria-invalid");
    const wrong = files.wrong();
    if (wrong) { missed(wrong); return; }
    const told = `Reading ${files.words()}. A long PDF can take up to a minute.`;
    send.setAttribute("aria-disabled", "true");
    fill(reading, el("p", { id: "reading-words" }, told), el("progress", { "aria-labelledby": "reading-words" }));
    reading.hidden = false;
    say(told);
    const outcome = await post(form, files.chosen);
    send.removeAttribute("aria-disabled");
    reading.hidden = true;
    if (!outcome.review) { missed(outcome.error); return; }
    say("The review has been read.");
    if (form.isConnected) location.hash = `#/r/${outcome.review}/read`; // whoever has gone elsewhere stays there
  } },
  files.node,
  el("p", { class: "hint", id: "may" }, "Word (.docx), PDF or plain text (.txt, .md), up to 50 MB each. A review can be several files: the review, a separate chronology, an action plan. Save .doc, .rtf and protected files as Word or PDF first."),
  field("Reference", input("reference", "text", { maxlength: "60" })),
  view.rows.length > 0 && [field("These files are", earlier), known],
  el("details", {}, el("summary", {}, "What you know beside the files (optional)"),
    field("Region", input("region", "text", { maxlength: "100" })), field("Date of the offence", input("offence_date", "date")),
    field("Supervised from", input("period_start", "date")), field("Supervised to", input("period_end", "date")),
    field("High-profile status, from HMPPS", status("high_profile")), field("Parallel reviews, from HMPPS", status("parallel_reviews")),
    field("Which parallel reviews", input("parallel_reviews_note", "text", { maxlength: "500" }))),
  fault, reading, el("div", { class: "acts" }, send, sample(view, fault)),
  el("p", { class: "hint" }, "Adding a review sends nothing anywhere. Drafting starts only when you press Start on the next screen."));
  const node = el("section", {}, el("h2", { id: "add-h" }, "Add a review"), form);
  return { node, focus: () => files.input.focus() };
}

/** The files chosen so far, in the order they will be read in; dropping or choosing more adds to them. */
class Files {
  constructor() {
    this.chosen = [];
    this.input = el("input", { id: "files", type: "file", multiple: true, accept: KINDS.join(","), "aria-describedby": "may add-fault", onchange: () => this.add([...this.input.files]) });
    this.list = el("ul", { class: "chosen" });
    this.node = el("div", { class: "drop" }, el("label", { for: "files" }, el("b", {}, "Choose files, or drop them here")), this.input, this.list);
    let over = 0; // entering a child is no leaving
    const light = (by) => { over = by ? over + by : 0; this.node.classList.toggle("over", over > 0); };
    this.node.addEventListener("dragenter", () => light(1));
    this.node.addEventListener("dragleave", () => light(-1));
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => { event.preventDefault(); light(0); this.add([...event.dataTransfer.files]); });
  }

  add(files) {
    const had = (file) => this.chosen.some((one) => one.name === file.name && one.size === file.size && one.lastModified === file.lastModified);
    this.chosen.push(...files.filter((file) => !had(file)));
    this.paint();
    say(this.chosen.length ? `${this.words()} chosen.` : "No file chosen.");
  }

  remove(at) {
    const [gone] = this.chosen.splice(at, 1);
    this.paint();
    say(`${gone.name} is not added.`);
    (this.list.querySelectorAll("button")[Math.min(at, this.chosen.length - 1)] ?? this.input).focus();
  }

  paint() {
    const held = new DataTransfer();
    for (const file of this.chosen) held.items.add(file);
    this.input.files = held.files; // so that the browser's own words beside the button are true
    fill(this.list, this.chosen.map((file, at) => el("li", {}, el("span", {}, file.name, el("span", { class: "sub" }, size(file.size), !known(file) && el("span", { class: "attn" }, " Not a kind that can be read"))),
      button(["Remove", hidden(` ${file.name}`)], () => this.remove(at), { class: "plain" }))));
  }

  words() {
    const all = this.chosen.reduce((sum, file) => sum + file.size, 0);
    return `${number(this.chosen.length)} ${this.chosen.length === 1 ? "file" : "files"}, ${size(all)}`;
  }

  /** What stands in the way of sending them, in a sentence; null where nothing does. */
  wrong() {
    if (!this.chosen.length) return "Choose the file or files of the review first.";
    if (this.chosen.length > MOST_FILES) return `A review can have up to ${MOST_FILES} files. Remove some, or join them in Word first.`;
    const other = this.chosen.find((file) => !known(file));
    if (other) return `${other.name} is not Word (.docx), PDF or plain text (.txt, .md). Save it as one of these, or remove it.`;
    const all = this.chosen.reduce((sum, file) => sum + file.size, 0);
    return all > MOST_BYTES ? `The files are larger than ${MOST_BYTES / 1_000_000} MB together. Remove some, or save them smaller.` : null;
  }
}

const known = (file) => KINDS.some((kind) => file.name.toLowerCase().endsWith(kind));
const size = (bytes) => (bytes < 1_000_000 ? `${number(Math.max(1, Math.round(bytes / 1000)))} kB` : `${number(Math.round(bytes / 100_000) / 10)} MB`);

function sample(view, fault) {
  const open = (rows) => { const one = rows.find((found) => found.sample); location.hash = `#/r/${one.id}/${one.opens}`; };
  if (!view.offers_sample) return button("Open the sample", () => open(view.rows), { class: "plain" });
  return button("Add the sample", async () => {
    const answer = await ask("sample");
    if (!answer.ok) { fault.textContent = answer.error.message; return; }
    say(answer.said);
    if (fault.isConnected) open(answer.reviews.rows);
  }, { class: "plain" });
}

async function post(form, files) {
  try {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) if (value === "") data.delete(name);
    for (const file of files) data.append("files", file, file.name);
    const reply = await fetch("/reviews", { method: "POST", body: data });
    const told = await reply.json();
    return reply.ok && typeof told.review === "string" ? told : { error: typeof told.error === "string" ? told.error : "The files were not taken in. Nothing was kept." };
  } catch {
    return { error: "The assistant did not answer, or a file could not be read from the disk. Check both, then reload the page: a review that was kept is in the list." };
  }
}
