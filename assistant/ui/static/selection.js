// What is selected in the text of the review, as pieces of passages: whole words, exact offsets, nothing of ours.

const WORD = /[\p{L}\p{N}_]/u;

/** [{passage, start, end}] in reading order with the words, or null where nothing of the text is selected. */
export function selected(byPassage) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const pieces = [];
  for (const run of [...byPassage.values()].flat()) {
    if (!range.intersectsNode(run.holder)) continue;
    const [from, to] = words(run.text, before(range, run.holder, true), before(range, run.holder, false));
    if (from >= to) continue;
    const start = run.start + [...run.text.slice(0, from)].length;
    const end = start + [...run.text.slice(from, to)].length;
    const last = pieces.at(-1);
    // The cells of a row are joined by one tab.
    if (last?.passage === run.passage && start <= last.end + 1) last.end = end;
    else pieces.push({ passage: run.passage, start, end });
  }
  return pieces.length ? { pieces, words: pieces.map((piece) => said(byPassage, piece)).join("\n") } : null;
}

/** The text of a whole passage: its runs, joined by the tab that the records have between cells. */
export const whole = (byPassage, passage) => (byPassage.get(passage) ?? []).map((run) => run.text).join("\t");

const said = (byPassage, { passage, start, end }) => [...whole(byPassage, passage)].slice(start, end).join("");

/** How much text of the holder stands before the range's start, or its end; marks' own numbers do not count. */
function before(range, holder, start) {
  const [node, offset] = start ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  const part = document.createRange();
  part.selectNodeContents(holder);
  if (part.comparePoint(node, offset) < 0) return 0;
  if (part.comparePoint(node, offset) === 0) part.setEnd(node, offset);
  const copy = part.cloneContents();
  for (const ref of copy.querySelectorAll(".ref")) ref.remove();
  return copy.textContent.length;
}

/** The span widened to whole words, without the white space at its ends. */
function words(text, from, to) {
  while (from < to && /\s/.test(text[from])) from += 1;
  while (to > from && /\s/.test(text[to - 1])) to -= 1;
  if (from === to) return [from, to];
  while (from > 0 && WORD.test(text[from - 1]) && WORD.test(text[from])) from -= 1;
  while (to < text.length && WORD.test(text[to - 1]) && WORD.test(text[to])) to += 1;
  return [from, to];
}
