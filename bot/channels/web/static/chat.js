// The page of one conversation: puts the parts together.
import { wire } from "./bar.js";
import { compose } from "./composer.js";
import { announce, button, icon, make } from "./nodes.js";
import { label, relabel, spoken } from "./labels.js";
import { Link, newId } from "./link.js";
import { Talk } from "./talk.js";
import { Uploads } from "./uploads.js";

const banner = document.getElementById("banner");
const progress = document.getElementById("progress");
const camera = document.getElementById("camera");
const gallery = document.getElementById("gallery");
const samples = JSON.parse(document.body.dataset.samples);
let online = false;
let opened = false;

const talk = new Talk(tap, photo, (id) => link.seen(id));
const link = new Link({
  last: () => talk.last,
  language: spoken,
  history: begin,
  item: (item) => talk.add(item),
  erase: (ids) => talk.erase(ids),
  failed: (id) => talk.failed(id, () => link.resend(id)),
  labels,
  state,
});
const uploads = new Uploads(talk, complain);

function labels(frame) {
  relabel(frame.labels, frame.language);
  document.dispatchEvent(new CustomEvent("relabelled"));
}

/** What was said before; a new reader, or one who came with a code, opens the conversation. */
function begin(frame) {
  document.getElementById("opening")?.remove();
  if (frame.labels) labels(frame);
  talk.replay(frame.items);
  const { code } = document.body.dataset;
  if (!opened && (code || !frame.known)) link.send({ t: "open", id: newId(), code });
  opened = true;
  if (!code) return;
  document.body.dataset.code = "";
  history.replaceState(null, "", location.pathname);
}

function state(up) {
  if (up && !online && !banner.hidden) announce(label("online"));
  online = up;
  clearTimeout(state.timer);
  if (up) banner.hidden = true;
  else state.timer = setTimeout(() => tell(label("offline"), false), 1200);
}

function tell(text, error) {
  banner.textContent = text;
  banner.classList.toggle("error", error);
  banner.hidden = false;
}

function complain(text) {
  tell(text, true);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => { banner.hidden = online; }, 12_000);
}

function say(text, shown = text) {
  const id = newId();
  link.send({ t: "say", id, text, label: shown });
  talk.say(id, shown, online);
}

function tap(one) {
  const id = newId();
  link.send({ t: "tap", id, data: one.data, label: one.label });
  talk.say(id, one.label, online);
}

/** Big ways to send a photo, where one is wanted. */
function photo(card, node) {
  if (card.wants !== "photo" && !card.camera) return;
  const ways = make("div", "photo",
    button("button button-main", "", () => camera.click()),
    button("button", "", () => gallery.click()));
  ways.children[0].append(icon("camera"), label("camera"));
  ways.children[1].append(icon("picture"), label("gallery"));
  node.querySelector(".text").after(ways);
  if (!samples.length) return;
  // Once a page has come, "that is all" is what the eye should find first.
  const done = card.rows?.some((row) => row.some((one) => one.tone === "main"));
  if (done) node.append(strip(card));
  else ways.after(strip(card));
}

/** Sample papers for those who try the program without papers at hand. */
function strip(card) {
  const list = make("ul");
  const asked = card.text.toLowerCase();
  const fitting = (one) => asked.includes(label(one.label).toLowerCase());
  for (const one of [...samples].sort((a, b) => fitting(b) - fitting(a))) {
    const image = make("img");
    Object.assign(image, { src: one.url, alt: "", loading: "lazy" });
    const choose = button("", "", () => borrow(one));
    choose.append(image, label(one.label));
    choose.setAttribute("aria-label", label("sample", { name: label(one.label) }));
    list.append(make("li", "", choose));
  }
  return make("div", "samples", make("p", "", label("samples")), list);
}

async function borrow(one) {
  const answer = await fetch(one.url);
  uploads.send([new File([await answer.blob()], `${label(one.label)}.jpg`, { type: "image/jpeg" })]);
}

document.addEventListener("asked", ({ detail: card }) => {
  progress.hidden = !card.progress;
  if (!card.progress) return;
  const [number, total] = card.progress;
  progress.querySelector("span").textContent = label("progress", { number, total });
  Object.assign(progress.querySelector("progress"), { max: total, value: number - 1 });
});
for (const input of [camera, gallery]) {
  input.addEventListener("change", () => {
    uploads.send(input.files);
    input.value = "";
  });
}
document.getElementById("attach").addEventListener("click", () => gallery.click());
// What was not taken yet is not the next person's to send.
document.querySelector("#leaving form").addEventListener("submit", () => sessionStorage.clear());
wire(say, tap);
compose(say);
link.unsent.filter((one) => one.label).forEach((one) => talk.say(one.id, one.label, false));
link.open();
