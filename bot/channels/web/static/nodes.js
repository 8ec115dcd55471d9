// Building the page out of nodes: text never becomes markup.

/** An element with a class and children; a string child is text. */
export function make(tag, name = "", ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

/** A picture from the page's own set. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A button that does something. */
export function button(name, text, act) {
  const node = make("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

/** Says something to a reader who listens instead of looking. */
export function announce(text) {
  const place = document.getElementById("announce");
  place.append(make("p", "", text));
  while (place.children.length > 4) place.firstChild.remove();
}
