// The box to write in: it offers the keyboard that fits the question, and never takes words away.
import { label } from "./labels.js";

const KEYBOARDS = { date: "decimal", number: "numeric", phone: "tel" };
const form = document.getElementById("composer");
const box = document.getElementById("text");
const keyboard = document.getElementById("keyboard");

/** Eight digits on a number keyboard are a day: 05032024 becomes 05/03/2024. */
const dated = (text) => text.replace(/^(\d{2})(\d{2})(\d{4})$/, "$1/$2/$3");

/** Wires the box; `say(text)` is called with what was written. */
export function compose(say) {
  let wants = "text";
  let letters = false;

  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  };
  const dress = () => {
    const digits = KEYBOARDS[wants];
    box.inputMode = letters || !digits ? "text" : digits;
    box.placeholder = label(`write_${{ text: "any", nothing: "any" }[wants] ?? wants}`);
    keyboard.hidden = !digits;
    keyboard.textContent = letters ? "123" : "abc";
    keyboard.setAttribute("aria-label", label(letters ? "digits" : "letters"));
    grow();
  };
  const send = () => {
    const text = box.value.trim();
    if (!text) return box.focus();
    say(wants === "date" ? dated(text) : text);
    box.value = "";
    return grow();
  };

  document.addEventListener("asked", (event) => {
    wants = event.detail.wants;
    letters = false;
    dress();
  });
  document.addEventListener("relabelled", dress);
  keyboard.addEventListener("click", () => {
    letters = !letters;
    dress();
    box.blur();
    box.focus();
  });
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
    if (matchMedia("(pointer: coarse)").matches) return;
    box.focus();
  });
  // Where the keyboard covers the page instead of making it smaller, the page makes itself smaller.
  window.visualViewport?.addEventListener("resize", () => {
    if (visualViewport.scale === 1) document.body.style.height = `${visualViewport.height}px`;
  });
  dress();
}
