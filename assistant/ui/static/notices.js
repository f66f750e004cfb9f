// Notices as they are acknowledged: one button each, on What we read and before a signature.

import { act, signedAs } from "./ask.js";
import { button, el, hidden } from "./dom.js";

/** What stands beside a notice: who acknowledged it, or the button that does; nothing once signed off. */
export function acknowledgement(one, closed, done) {
  if (one.acknowledged) return el("p", { class: "sub" }, one.acknowledged);
  if (closed) return el("p", { class: "sub" }, "Not acknowledged");
  return el("p", { class: "sub" }, button(["Acknowledge", hidden(` ${one.title}: ${one.message}`)], () => done(one.ids),
    { class: "plain", "data-acknowledge": one.ids[0] }));
}

/** Ask that those notices be recorded as read, for that screen; without a name the answer says so at once. */
export async function acknowledge(review, notices, screen) {
  if (!signedAs()) return { ok: false, error: { message: "Give your name first: it stands beside every acknowledgement. It is asked for at the top of the page.", field: "by" } };
  return act("acknowledge", { review, notices, screen });
}
