// Draws one card of the office: text with its two marks, files, rows of buttons.
import { circle } from "./circle.js";
import { icon, make, button } from "./nodes.js";
import { label, time } from "./labels.js";

const LISTED = /^\s*(\d+[.)]|[•–☐☑✓✔✖○-])\s+/;
const WORDS = ["back", "help", "files", "official", "stop"];
const MARK = /\*\*([^*]+)\*\*|`([^`]+)`/g;

/** One line of text with **strong** and `code` as elements. */
function line(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(MARK)) {
    parts.push(text.slice(end, found.index));
    if (found[1] !== undefined) parts.push(make("strong", "", found[1]));
    else parts.push(make("code", found[0] === text.trim() ? "alone" : "", found[2]));
    end = found.index + found[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** A line of a list: its number or bullet, and what it says. */
function entry(text) {
  const [begin, mark] = LISTED.exec(text);
  return make("li", "", make("span", /\d/.test(mark) ? "mark number" : "mark", `${mark} `), make("span", "", ...line(text.slice(begin.length))));
}

/** A block without empty lines: a paragraph, or a list where lines begin with a number or a bullet. */
function block(lines) {
  if (LISTED.test(lines[0])) return make("ul", "lines", ...lines.map(entry));
  return make("p", "", ...lines.map((one) => make("span", "line", ...line(one))));
}

/** The text as paragraphs and lists: cut at empty lines, and where a list begins or ends. */
export function paragraphs(text) {
  const blocks = [];
  let before = null;
  for (const one of text.trim().split("\n")) {
    const kind = one.trim() ? LISTED.test(one) : null;
    if (kind !== null && kind === before) blocks.at(-1).push(one);
    else if (kind !== null) blocks.push([one]);
    before = kind;
  }
  return blocks.map(block);
}

/** The text without its marks, for those who listen. */
export const plain = (text) => text.replace(MARK, (_, strong, code) => strong ?? code);

function press(one, live, tap) {
  const name = `button${live && one.tone && one.tone !== "plain" ? ` button-${one.tone}` : ""}`;
  if (!one.link) return button(name, one.label, () => tap(one));
  const node = make("a", name, ...(one.link.startsWith("tel:") ? [icon("phone")] : []), one.label);
  node.href = one.link;
  if (one.link.startsWith("https:")) Object.assign(node, { target: "_blank", rel: "noopener noreferrer" });
  return node;
}

/** How a row is laid out: the words of the bar are quiet, short labels stand close together. */
function shape(row) {
  if (row.every((one) => WORDS.some((word) => label(word) === one.label)) && row.some((one) => label("back") === one.label)) return "row words";
  if (row.length < 3) return "row";
  return row.every((one) => one.label.length < 4) ? "row many short" : "row many";
}

function rows(card, live, tap) {
  const box = make("div", "rows");
  box.setAttribute("role", "group");
  if (!live) box.setAttribute("aria-label", label("old_buttons"));
  for (const row of card.rows) {
    box.append(make("div", shape(row), ...row.map((one) => press(one, live, tap))));
  }
  return box;
}

/** The files of a card: pictures large, the others small; on a live picture a spot may be circled. */
function files(card, live, tap) {
  const list = make("ul", "attached");
  for (const file of card.files) {
    if (live && file.spot) {
      list.append(make("li", "large", circle(file, (box) => tap({ label: label("spot_sent"), data: `${file.spot}:${box}` }))));
      continue;
    }
    const link = make("a");
    link.href = `file/${encodeURIComponent(file.id)}`;
    link.target = "_blank";
    link.rel = "noopener";
    link.setAttribute("aria-label", label("open_file", { name: file.name }));
    if (file.type.startsWith("image/")) {
      const image = make("img");
      Object.assign(image, { src: link.href, alt: "", loading: "lazy" });
      link.append(image);
    } else link.append(icon("paper"));
    link.append(make("span", "", file.name));
    list.append(make("li", live && file.picture ? "large" : "", link));
  }
  return list;
}

/** A card; `live` is whether its buttons are those of a question that waits (or of a notice). */
export function draw(card, { live, at, tap }) {
  const node = make("article", `card ${card.kind}${live ? "" : " old"}`);
  if (card.kind === "notice") {
    const moment = make("time", "", time(at));
    moment.dateTime = at.toISOString();
    node.append(make("p", "head", icon("bell"), make("span", "", label("notice")), moment));
  }
  node.append(make("div", "text", ...paragraphs(card.text)));
  if (card.files?.length) node.append(files(card, live, tap));
  if (card.rows?.length) node.append(rows(card, live, tap));
  return node;
}
