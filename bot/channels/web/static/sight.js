// What was really in sight: a notice that must be read counts once it stood on a visible screen for a moment.
const PAUSE = 1000;

/** Calls `seen(id)` once, when most of the node, or most of the screen with it, was visible for a second. */
export class Sight {
  #waiting = new Map();
  #timers = new Map();
  #watch;

  constructor(root, seen) {
    this.#watch = new IntersectionObserver((entries) => entries.forEach((one) => this.#look(one, seen)), {
      root,
      threshold: [0, 0.3, 0.6, 1],
    });
    document.addEventListener("visibilitychange", () => {
      for (const node of this.#waiting.keys()) {
        this.#stop(node);
        this.#watch.unobserve(node);
        this.#watch.observe(node);
      }
    });
  }

  /** Waits until the node is seen. */
  add(node, id) {
    this.#waiting.set(node, id);
    this.#watch.observe(node);
  }

  #look(entry, seen) {
    const node = entry.target;
    const room = entry.rootBounds?.height ?? innerHeight;
    const visible = entry.intersectionRatio >= 0.6 || entry.intersectionRect.height >= 0.6 * room;
    if (!visible || document.hidden) {
      this.#stop(node);
      return;
    }
    if (this.#timers.has(node)) return;
    this.#timers.set(node, setTimeout(() => {
      this.#stop(node);
      this.#watch.unobserve(node);
      if (!this.#waiting.has(node)) return;
      const id = this.#waiting.get(node);
      this.#waiting.delete(node);
      seen(id);
    }, PAUSE));
  }

  #stop(node) {
    clearTimeout(this.#timers.get(node));
    this.#timers.delete(node);
  }
}
