// Long words show five lines first, with "Show all" beneath them: nothing of ours ever stands inside a quotation.

import { button } from "./dom.js";

const LINES = 5;

/** Fold what is marked data-fold and longer than that; whatever takes the focus inside is unfolded. */
export function fold(root) {
  // All are measured before any is changed: the page is laid out once.
  const long = [...root.querySelectorAll("[data-fold]")].filter((node) => node.scrollHeight > parseFloat(getComputedStyle(node).lineHeight) * (LINES + 1.5));
  for (const node of long) {
    node.classList.add("folded");
    const open = () => { node.classList.remove("folded"); more.remove(); };
    const more = button("Show all", () => { open(); node.setAttribute("tabindex", "-1"); node.focus({ preventScroll: true }); }, { class: "plain show-all" });
    node.after(more);
    node.addEventListener("focusin", open, { once: true });
  }
}
