// The words of the page, as the server sent them, in the reader's language.
let words = JSON.parse(document.body.dataset.labels);
let language = document.documentElement.lang;

/** One phrase, with {name} and the like filled in. */
export function label(code, values = {}) {
  return (words[code] ?? code).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The language the page speaks now. */
export const spoken = () => language;

/** Takes other words, and writes them wherever the page already shows a phrase. */
export function relabel(fresh, code) {
  words = fresh;
  language = code;
  document.documentElement.lang = code;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = label(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", label(node.dataset.label));
}

const ZONE = "Asia/Ho_Chi_Minh";
const format = (options) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : "vi-VN", { timeZone: ZONE, ...options });

/** "thứ Tư, 25/11/2026" on the commune's calendar. */
export const day = (at) => format({ weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" }).format(at);

/** "08:30" on the commune's clock. */
export const time = (at) => format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
