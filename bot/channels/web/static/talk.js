// The conversation on the page: what was said above, the question that waits, and what came after it.
import { announce, button, icon, make } from "./nodes.js";
import { day, label } from "./labels.js";
import { draw, plain } from "./cards.js";
import { Sight } from "./sight.js";

const scroller = document.getElementById("talk");
const log = document.getElementById("log");
const now = document.getElementById("now");
const since = document.getElementById("since");
const way = document.getElementById("way");

export class Talk {
  #tap;
  #extra;
  #sight;
  #shown = null;
  #day = "";
  #pending = new Map();
  #atEnd = true;
  last = 0;

  /**
   * `tap(button)` answers; `extra(card, node)` adds what belongs to the question that waits (camera, samples);
   * `seen(item)` is told once the notices of an item were in sight.
   */
  constructor(tap, extra, seen) {
    this.#tap = tap;
    this.#extra = extra;
    this.#sight = new Sight(scroller, seen);
    scroller.addEventListener("scroll", () => this.#offerWay(), { passive: true });
    new ResizeObserver(() => this.#stay()).observe(scroller);
    way.addEventListener("click", () => this.#go());
  }

  /** Earlier turns: only the question that waits is read out. */
  replay(items) {
    for (const item of items) this.#put(item, false);
    if (items.length && this.#shown) announce(plain(this.#shown.card.text));
    if (items.length) this.#reveal(since.lastElementChild ?? now, "auto");
  }

  /** One turn that has just been made. */
  add(item) { this.#put(item, true); }

  /** What I said, before the office has taken it. */
  say(id, text, online) {
    const bubble = make("div", "mine", text, make("small", "state", label(online ? "sending" : "waiting")));
    this.hold(id, bubble);
    now.firstElementChild?.classList.add("busy");
    if (online) this.#typing();
  }

  /** A node of mine that stands in the conversation until the turn `id` is made. */
  hold(id, node) {
    this.#pending.set(id, node);
    if (!node.isConnected) since.append(node);
    this.#reveal(node);
  }

  /** The office could not take what I said. */
  failed(id, again) {
    const state = this.#pending.get(id)?.querySelector(".state");
    this.#rest();
    if (!state) return;
    state.replaceChildren(label("failed"), button("button", label("retry"), () => {
      state.replaceChildren(label("sending"));
      again();
    }));
    announce(label("failed"));
  }

  /** What I sent under these ids leaves the page. */
  erase(ids) {
    for (const id of ids) document.querySelector(`[data-key="${CSS.escape(id)}"]`)?.remove();
  }

  #put(item, fresh) {
    if (item.id <= this.last) return;
    this.last = item.id;
    const at = new Date(item.at);
    const held = now.contains(document.activeElement);
    if (item.me) this.#mine(item.me, at);
    const asked = item.cards.findLastIndex((card) => card.kind !== "notice");
    if (asked >= 0) this.#retire(item.cards[asked].text);
    item.cards.forEach((card, index) => {
      if (card.kind === "notice") this.#notice(card, at, fresh, item.id);
      else if (index === asked) this.#ask(card, at, fresh, held);
      else this.#remark(card, at, fresh);
    });
  }

  #mark(place, at) {
    const name = day(at);
    if (name === this.#day) return;
    this.#day = name;
    place.append(make("div", "day", name));
  }

  #mine(me, at) {
    const bubble = this.#pending.get(me.key) ?? this.#bubble(me);
    this.#pending.delete(me.key);
    bubble.querySelector(".state")?.remove();
    bubble.dataset.taken = "yes";
    bubble.dataset.key = me.key;
    if (!bubble.isConnected && bubble.textContent) {
      this.#mark(since, at);
      since.append(bubble);
    }
  }

  #bubble(me) {
    if (!me.file) return make("div", "mine", me.text ?? "");
    const bubble = make("div", "mine file", icon("paper"), make("span", "", me.file));
    bubble.setAttribute("role", "img");
    bubble.setAttribute("aria-label", label("page", { name: me.file }));
    return bubble;
  }

  #remark(card, at, fresh) {
    this.#mark(log, at);
    log.append(draw(card, { live: false, at, tap: this.#tap }));
    if (fresh) announce(plain(card.text));
  }

  #notice(card, at, fresh, id) {
    this.#mark(since, at);
    const node = draw(card, { live: true, at, tap: this.#tap });
    node.dataset.taken = "yes";
    since.append(node);
    if (card.notices) this.#sight.add(node, id);
    if (!fresh) return;
    announce(`${label("new_notice")}. ${plain(card.text)}`);
    this.#reveal(node);
  }

  #ask(card, at, fresh, held) {
    this.#mark(log, at);
    const node = draw(card, { live: true, at, tap: this.#tap });
    node.classList.add("now");
    this.#extra(card, node);
    now.replaceChildren(node);
    this.#shown = { card, at };
    document.dispatchEvent(new CustomEvent("asked", { detail: card }));
    if (!fresh) return;
    if (held) now.focus({ preventScroll: true });
    announce(plain(card.text));
    this.#reveal(now);
  }

  /** The question that waited, and all that came after it, become history; a question asked again stands once. */
  #retire(text) {
    this.#rest();
    if (this.#shown && this.#shown.card.text !== text) log.append(draw(this.#shown.card, { live: false, at: this.#shown.at, tap: this.#tap }));
    this.#shown = null;
    now.replaceChildren();
    log.append(...[...since.children].filter((node) => node.dataset.taken || node.className === "day"));
  }

  #typing() {
    document.getElementById("typing")?.remove();
    const dots = make("div", "typing", make("i"), make("i"), make("i"), make("span", "sr", label("typing")));
    dots.id = "typing";
    since.append(dots);
  }

  #rest() {
    document.getElementById("typing")?.remove();
    now.firstElementChild?.classList.remove("busy");
  }

  /** Shows the end of a node, or its beginning where it is taller than the screen. */
  #reveal(node, how = "smooth") {
    requestAnimationFrame(() => {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const top = node.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      const room = scroller.clientHeight - 24;
      const to = node.offsetHeight > room ? top - 12 : top + node.offsetHeight + 16 - scroller.clientHeight;
      const far = Math.abs(to - scroller.scrollTop) > 1.2 * scroller.clientHeight;
      scroller.scrollTo({ top: to, behavior: calm || far ? "auto" : how });
      this.#offerWay();
    });
  }

  /** Where the end was in sight it stays in sight, when the keyboard opens or the box to write in grows. */
  #stay() {
    if (this.#atEnd) scroller.scrollTop = scroller.scrollHeight;
    this.#offerWay();
  }

  /** Offers the way to the question where it is out of sight, or down it where its buttons are. */
  #offerWay() {
    this.#atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    const where = this.#way();
    way.hidden = !where;
    if (!where) return;
    const text = way.lastElementChild;
    text.dataset.text = where === "more" ? "more" : "to_now";
    text.textContent = label(text.dataset.text);
    way.classList.toggle("up", where === "up");
  }

  /** Where the question is: "down" or "up" out of sight, "more" of it below, or in sight (null). */
  #way() {
    if (!this.#shown) return null;
    const { top, bottom } = scroller.getBoundingClientRect();
    const here = now.getBoundingClientRect();
    if (here.top > bottom - 60) return "down";
    // A remark that notices have followed waits for nothing: nobody need go back to it.
    if (here.bottom < top + 60) return this.#shown.card.kind === "say" ? null : "up";
    // A button in sight says by itself that there is more to choose; over it nothing may lie.
    const first = now.querySelector(".rows .button, .photo .button")?.getBoundingClientRect().bottom;
    return (first ?? here.bottom - 80) > bottom ? "more" : null;
  }

  #go() {
    if (this.#way() === "more") {
      scroller.scrollBy({ top: 0.8 * scroller.clientHeight, behavior: "smooth" });
      return;
    }
    this.#reveal(now);
    now.focus({ preventScroll: true });
  }
}
