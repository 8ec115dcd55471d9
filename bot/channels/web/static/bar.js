// The bar and its menu: the five words, the text size, the language, leaving this device.
import { label } from "./labels.js";

const sheet = document.getElementById("sheet");
const leaving = document.getElementById("leaving");
const SIZES = 4;

function resize(step) {
  const root = document.documentElement;
  const size = Math.min(SIZES - 1, Math.max(0, Number(root.dataset.size ?? 0) + step));
  root.dataset.size = size;
  try { localStorage.setItem("motcua.size", size); } catch { /* not remembered */ }
}

/** Wires the bar; `say(words, shown)` speaks one of the words, `tap(button)` presses a button of the dialogue. */
export function wire(say, tap) {
  const open = document.getElementById("menu");
  open.addEventListener("click", () => {
    sheet.showModal();
    open.setAttribute("aria-expanded", "true");
  });
  for (const dialog of [sheet, leaving]) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }
  sheet.addEventListener("close", () => open.setAttribute("aria-expanded", "false"));
  for (const node of document.querySelectorAll("[data-word]")) {
    node.addEventListener("click", () => {
      sheet.close();
      say(label(`word_${node.dataset.word}`), label(node.dataset.word));
    });
  }
  for (const node of document.querySelectorAll("[data-resize]")) {
    node.addEventListener("click", () => resize(Number(node.dataset.resize)));
  }
  document.getElementById("language").addEventListener("click", () => {
    sheet.close();
    tap({ data: label("language_data"), label: label("language") });
  });
  document.getElementById("leave").addEventListener("click", () => {
    sheet.close();
    leaving.showModal();
  });
}
