// Words typed and not recorded: held by this page alone until they are recorded, never in the browser's storage.
// Who moves about finds them again; who reloads or closes the page is asked first.

const held = new Map();

/** Hold something under that key; null lets go of it. */
export const hold = (key, words) => (words === null ? held.delete(key) : held.set(key, words));
export const holds = (key) => held.get(key) ?? null;

/** A field whose words are there again when it is drawn anew under the same key, unless they are those it begins with. */
export function keep(field, key) {
  field.value = holds(key) ?? field.value;
  field.addEventListener("input", () => hold(key, field.value.trim() && field.value !== field.defaultValue ? field.value : null));
  return field;
}

/** Installed once: the browser asks before it leaves the page while anything is held. */
export const guard = () => addEventListener("beforeunload", (event) => { if (held.size) event.preventDefault(); });
