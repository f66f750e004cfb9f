// What text of others has become on the page that is no text; nothing is an empty list.

() => {
  const wrong = window.ran ? [`ran ${window.ran} times`] : [];
  const made = ["script", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "meta", "link", "style", "math",
    "plaintext", "noscript", "form[action]", "[formaction]", "[autofocus]", "[style]", "svg :is(script, image, [href], foreignObject)"];
  for (const node of document.querySelectorAll(`#screens :is(${made})`)) wrong.push(`made: ${node.outerHTML.slice(0, 90)}`);
  for (const node of document.querySelectorAll("#screens *")) {
    for (const { name } of node.attributes) if (name.startsWith("on")) wrong.push(`${node.tagName} ${name}`);
  }
  for (const link of document.querySelectorAll("#screens a[href]")) {
    const to = link.getAttribute("href");
    if (!/^(#|\/reviews\/[0-9a-f]+\/[a-z.]+$)/.test(to)) wrong.push(`leads to ${to}`);
  }
  return wrong;
}
