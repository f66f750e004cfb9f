// What is wrong with the page as it stands, in words: axe-core's rules by tag, then ours that it does not know.

async (tags) => {
  const { violations } = await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  const where = (node) => `${node.target.join(" ")} (${node.failureSummary.split("\n")[1]?.trim()})`;
  const wrong = violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(where).join("; ")}`);
  const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".vh, .skip");
  const all = (selector) => [...document.querySelectorAll(`#screens ${selector}`)];
  const words = (id) => document.getElementById(id)?.innerText.trim();

  // Radios: each in a group that has a name, and all of one name in one group.
  const groups = new Map();
  for (const radio of all("input[type=radio]")) {
    const group = radio.closest("fieldset, [role=radiogroup]");
    const name = group && (group.getAttribute("aria-label") || words(group.getAttribute("aria-labelledby"))
      || group.querySelector(":scope > legend")?.innerText.trim());
    if (!name) wrong.push(`a radio of no named group: ${radio.name}=${radio.value}`);
    const form = radio.form ? [...document.forms].indexOf(radio.form) : "none";
    const key = `${radio.name} of form ${form}`;
    if (groups.has(key) && groups.get(key) !== group) wrong.push(`radios of one name in two groups: ${key}`);
    groups.set(key, group);
  }

  // One place that tells results, and it is not drawn anew with the screen.
  const status = all("[role=status]");
  if (status.length !== 1 || status[0].closest("#stage")) wrong.push(`${status.length} status regions`);
  if (document.documentElement.lang !== "en-GB") wrong.push("no language");

  // Nothing is cut off, and the page scrolls one way only.
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 1) {
    const wide = all("*").filter((node) => node.getBoundingClientRect().right > innerWidth + 1
      && !node.closest(".table-wrap, .vh")).map((node) => `${node.tagName}.${node.className}`);
    wrong.push(`wider than the window by ${over}: ${wide.slice(0, 4).join(" ")}`);
  }
  for (const node of all(":is(button, a, label, legend, h1, h2, h3, th, td, dd, dt, p)").filter(seen)) {
    const style = getComputedStyle(node);
    if (style.overflowX !== "hidden" || style.textOverflow === "ellipsis") continue;
    if (node.scrollWidth > node.clientWidth + 1) wrong.push(`cut off: ${node.tagName} “${node.innerText.slice(0, 40)}”`);
  }
  return wrong;
}
