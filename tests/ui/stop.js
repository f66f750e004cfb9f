// Where the focus is after a press of Tab: null at the end of the page, else what it is and what is wrong there.

() => {
  const here = document.activeElement;
  if (!here || here === document.body || !here.closest("#screens")) return null;
  const wrong = [];
  const style = getComputedStyle(here);
  const ringed = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  if (!ringed) wrong.push("no focus ring");
  const box = here.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  if (right - left < 1 || bottom - top < 1) wrong.push("out of sight");
  else {
    const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)]));
    const seen = spots.some(([x, y]) => { const over = document.elementFromPoint(x, y); return over && (here.contains(over) || over.contains(here)); });
    if (!seen) wrong.push("covered");
  }
  const ids = (window.stops ??= new Map());
  if (!ids.has(here)) ids.set(here, ids.size);
  return { at: ids.get(here), what: `${here.tagName} “${(here.getAttribute("aria-label") ?? here.innerText ?? "").trim().slice(0, 40)}”`, wrong };
}
