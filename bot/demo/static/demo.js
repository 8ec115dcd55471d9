// The demo page: tabs on a small screen, and the clock that can be moved.
import { day, label, spoken, time } from "./labels.js";
import { make } from "./nodes.js";

const EVERY = 4_000;
const pushed = document.getElementById("pushed");
const moves = document.querySelector(".moves");
const moved = document.getElementById("moved");
let last = -1;

function show(name) {
  document.body.dataset.shown = name;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
    if (tab.dataset.tab === name) tab.classList.remove("news");
  }
}

function list(push) {
  const at = new Date(push.at);
  const moment = make("time", "", time(at));
  moment.dateTime = push.at;
  const entry = make("li", "", make("b", "", label(`demo.${push.slot}`), moment), make("span", "", push.text));
  pushed.prepend(entry);
  while (pushed.children.length > 12) pushed.lastElementChild.remove();
  document.getElementById("none").hidden = true;
  if (last >= 0 && document.body.dataset.shown !== push.slot) document.querySelector(`[data-tab="${push.slot}"]`)?.classList.add("news");
}

function draw(state) {
  const now = new Date(state.now);
  document.getElementById("hour").textContent = time(now);
  document.getElementById("day").textContent = day(now);
  for (const push of state.pushed) {
    if (push.id > last) list(push);
  }
  last = Math.max(last, 0, ...state.pushed.map((push) => push.id));
}

async function look() {
  try {
    const answer = await fetch("/demo/clock");
    if (answer.ok) draw(await answer.json());
  } catch { /* the server is away: the phones say so themselves */ }
}

async function move(step) {
  moves.setAttribute("aria-busy", "true");
  moved.textContent = label("demo.moving");
  try {
    const body = JSON.stringify({ move: step });
    const answer = await fetch("/demo/clock", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (!answer.ok) throw new Error(answer.statusText);
    const state = await answer.json();
    draw(state);
    const now = new Date(state.now);
    const name = spoken() === "vi" ? `${day(now)[0].toLowerCase()}${day(now).slice(1)}` : day(now);
    moved.textContent = label("demo.moved", { time: `${time(now)}, ${name}` });
  } catch {
    moved.textContent = label("demo.move_failed");
  }
  moves.removeAttribute("aria-busy");
}

for (const tab of document.querySelectorAll("[data-tab]")) tab.addEventListener("click", () => show(tab.dataset.tab));
for (const node of document.querySelectorAll("[data-move]")) node.addEventListener("click", () => move(node.dataset.move));
look();
setInterval(() => document.hidden || look(), EVERY);
