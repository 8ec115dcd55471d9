// A picture on which a spot can be circled: by a tap or a drag, or with the keys.
import { button, make } from "./nodes.js";
import { label } from "./labels.js";

const WHOLE = 1000;
const TAP = 70; // half the size of what a mere tap circles, in thousandths
const STEP = 40;
const STILL = 8; // pixels that a finger trembles
const KEYS = { ArrowLeft: [-STEP, 0, 0], ArrowRight: [STEP, 0, 0], ArrowUp: [0, -STEP, 0], ArrowDown: [0, STEP, 0], "+": [0, 0, STEP / 2], "-": [0, 0, -STEP / 2] };

const within = (value) => Math.round(Math.min(WHOLE, Math.max(0, value)));

/** The picture of a file; `done("left.top.right.bottom")` is called, in thousandths, with what was circled. */
export function circle(file, done) {
  const image = make("img");
  Object.assign(image, { src: `file/${encodeURIComponent(file.id)}`, alt: file.name, draggable: false });
  const ring = button("ring", "", () => {});
  ring.setAttribute("aria-label", label("spot_ring", { name: file.name }));
  const pane = make("div", "pane", image, ring);
  let spot = [WHOLE / 2 - TAP, WHOLE / 2 - TAP, WHOLE / 2 + TAP, WHOLE / 2 + TAP];
  let from = null;

  const set = (next) => {
    spot = next.map(within);
    const [left, top, right, bottom] = spot.map((value) => value / (WHOLE / 100));
    Object.assign(ring.style, { left: `${left}%`, top: `${top}%`, width: `${right - left}%`, height: `${bottom - top}%` });
  };
  const place = ({ clientX, clientY }) => {
    const box = image.getBoundingClientRect();
    return [(WHOLE * (clientX - box.left)) / box.width, (WHOLE * (clientY - box.top)) / box.height];
  };
  const around = ([x, y]) => set([x - TAP, y - TAP, x + TAP, y + TAP]);
  const drag = (event) => {
    if (!from) return;
    const still = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < STILL;
    const [[x, y], [a, b]] = [place(from), place(event)];
    if (still) around([a, b]);
    else set([Math.min(x, a), Math.min(y, b), Math.max(x, a), Math.max(y, b)]);
  };

  pane.addEventListener("pointerdown", (event) => {
    from = event;
    pane.setPointerCapture(event.pointerId);
    event.preventDefault();
    ring.focus({ preventScroll: true });
  });
  pane.addEventListener("pointermove", drag);
  pane.addEventListener("pointerup", (event) => {
    drag(event);
    from = null;
  });
  pane.addEventListener("pointercancel", () => { from = null; });
  ring.addEventListener("keydown", (event) => {
    const move = KEYS[event.key];
    if (event.key === "Enter") done(spot.join("."));
    if (!move && event.key !== "Enter") return;
    event.preventDefault();
    if (!move) return;
    const [x, y, more] = move;
    set([spot[0] + x - more, spot[1] + y - more, spot[2] + x + more, spot[3] + y + more]);
  });
  set(spot);
  return make("div", "circle", pane, button("button button-main", label("spot_send"), () => done(spot.join("."))));
}
