// One listener for single-key shortcuts. They never act in a field, with a modifier, or when switched off.

import { kept } from "./dom.js";
import { toggleKeys } from "./masthead.js";

const ACTS = {
  j: ["next"], k: ["previous"], a: ["accept"], e: ["evidence"], n: ["mark", 1], p: ["mark", -1],
  "/": ["find"], d: ["decision"], w: ["wide"],
  1: ["line", 0], 2: ["line", 1], 3: ["line", 2], 4: ["line", 3],
};

/** Install once; `call` runs the shortcut of the screen on show, if it has one. */
export function install({ call }) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.matches?.("#find")) { event.target.blur(); return; }
    if (typing(event.target) || kept.get("keys") === "off") return;
    if (event.key === "?") { event.preventDefault(); toggleKeys(); return; }
    const act = ACTS[event.key];
    if (!act) return;
    event.preventDefault();
    call(...act);
  });
}

function typing(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("dialog, .own-form, .edit")) return true;
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
}
