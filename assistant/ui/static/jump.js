// Jumps within a screen: the place is brought into sight and takes the focus.

/** What a link does that leads to the element with that id. */
export function jump(id) {
  return (event) => {
    event.preventDefault();
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: "start" });
    (target?.querySelector("h3, input, button") ?? target)?.focus({ preventScroll: true });
  };
}
