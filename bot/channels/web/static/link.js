// The line to the office: one WebSocket that comes back by itself; what was not taken yet is kept and sent again.
const PAUSES = [0.3, 1, 2, 4, 8, 15];
const PATIENCE = 15_000;

/** A fresh id (crypto.randomUUID is missing where the page is not served over https). */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

export class Link {
  #socket = null;
  #ready = false;
  #tries = 0;
  #timer = 0;
  #watch = 0;
  #shelf = `motcua.unsent:${location.pathname}`;
  #kept;
  #seen = new Set();

  /** `on` has: last() -> id, language() -> code, history(frame), item(item), erase(ids), failed(id), labels(frame), state(online). */
  constructor(on) {
    this.on = on;
    this.#kept = this.#stored();
    addEventListener("online", () => this.#again(0));
    addEventListener("offline", () => this.#socket?.close());
    document.addEventListener("visibilitychange", () => document.hidden || this.#ready || this.#again(0));
  }

  /** What waits to be taken by the office, oldest first. */
  get unsent() { return [...this.#kept]; }

  /** Keeps the frame until the office has answered it. */
  send(frame) {
    this.#kept.push(frame);
    this.#store();
    if (this.#ready) this.#put(frame);
  }

  /** Tells that the notices of an item were in sight; what cannot be told now is told when the line is back. */
  seen(id) {
    if (this.#ready) this.#socket.send(JSON.stringify({ t: "read", id }));
    else this.#seen.add(id);
  }

  /** Sends a frame once more that the office could not take. */
  resend(id) {
    const frame = this.#kept.find((one) => one.id === id);
    if (frame && this.#ready) this.#put(frame);
  }

  /** Says hello again: asks for what is new, and for the page's words. */
  hello() { if (this.#socket?.readyState === WebSocket.OPEN) this.#hello(); }

  open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(new URL("ws", document.baseURI).href.replace(/^http/, "ws"));
    this.#socket = socket;
    socket.onopen = () => this.#hello();
    socket.onmessage = (event) => this.#take(JSON.parse(event.data));
    socket.onclose = () => this.#lost(socket);
  }

  #hello() { this.#socket.send(JSON.stringify({ t: "hello", after: this.on.last(), language: this.on.language() })); }

  #put(frame) {
    this.#socket.send(JSON.stringify(frame));
    clearTimeout(this.#watch);
    // A dead line says nothing: when no answer comes, the line is made anew and the frame goes again.
    this.#watch = setTimeout(() => this.#socket.close(), PATIENCE);
  }

  #take(frame) {
    if (frame.t === "history") {
      for (const item of frame.items) this.#taken(item.me?.key);
      this.on.history(frame);
      this.#ready = true;
      this.#tries = 0;
      this.on.state(true);
      this.#kept.forEach((one) => this.#put(one));
      const seen = [...this.#seen];
      this.#seen.clear();
      seen.forEach((id) => this.seen(id));
    } else if (frame.t === "message") {
      this.#taken(frame.me?.key);
      this.on.item(frame);
    } else if (frame.t === "ack") this.#taken(frame.id);
    else if (frame.t === "labels") this.on.labels(frame);
    else if (frame.t === "erase") this.on.erase(frame.ids);
    else if (frame.t === "failed") {
      clearTimeout(this.#watch);
      this.on.failed(frame.id);
    }
  }

  #taken(id) {
    if (!id) return;
    this.#kept = this.#kept.filter((one) => one.id !== id);
    if (!this.#kept.length) clearTimeout(this.#watch);
    this.#store();
  }

  #lost(socket) {
    if (socket !== this.#socket) return;
    this.#ready = false;
    clearTimeout(this.#watch);
    this.on.state(false);
    this.#again(PAUSES[Math.min(this.#tries++, PAUSES.length - 1)] * (0.75 + Math.random() / 2));
  }

  #again(seconds) {
    if (this.#ready || this.#socket?.readyState === WebSocket.CONNECTING) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), seconds * 1000);
  }

  #stored() {
    try { return JSON.parse(sessionStorage.getItem(this.#shelf)) ?? []; } catch { return []; }
  }

  #store() {
    try { sessionStorage.setItem(this.#shelf, JSON.stringify(this.#kept)); } catch { /* kept in memory only */ }
  }
}
