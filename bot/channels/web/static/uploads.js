// Photos and files: chosen or taken, sent one after the other, with progress, cancel and another try.
import { announce, button, icon, make } from "./nodes.js";
import { label } from "./labels.js";
import { newId } from "./link.js";

const MEGABYTE = 1024 * 1024;
export const MOST_MEGABYTES = 20;
const MOST_FILES = 10;

/** A name short enough to read aloud. */
const short = (name) => (name.length > 28 ? `${name.slice(0, 16)}…${name.slice(-9)}` : name);

export class Uploads {
  #talk;
  #complain;
  #line = Promise.resolve();

  /** `complain(text)` shows why something is not sent. */
  constructor(talk, complain) {
    this.#talk = talk;
    this.#complain = complain;
  }

  /** Sends the files in order; several at once are the pages of one paper. */
  send(chosen) {
    const files = [...chosen].filter((file) => this.#fits(file)).slice(0, MOST_FILES);
    if (chosen.length > MOST_FILES) this.#complain(label("too_many", { count: MOST_FILES }));
    const album = files.length > 1 ? newId() : "";
    const shots = files.map((file, place) => new Shot(file, album, place, place < files.length - 1));
    if (!shots.length) return;
    const box = make("div", "shots", ...shots.map((shot) => shot.node));
    box.dataset.taken = "yes";
    document.getElementById("since").append(box);
    for (const shot of shots) {
      this.#talk.hold(shot.id, shot.node);
      this.#line = this.#line.then(() => shot.send());
    }
  }

  #fits(file) {
    const name = short(file.name);
    if (file.size > MOST_MEGABYTES * MEGABYTE) this.#complain(label("too_big", { name, size: MOST_MEGABYTES }));
    else if (!file.size) this.#complain(label("empty_file", { name }));
    else return true;
    return false;
  }
}

/** One photo on its way. */
class Shot {
  #file;
  #form;
  #request = null;
  #cancelled = false;
  id = newId();

  constructor(file, album, place, more) {
    this.#file = file;
    this.#form = { id: this.id, album, place: String(place), more: more ? "1" : "" };
    this.name = short(file.name);
    this.node = make("div", "shot", this.#picture(), make("span", "name", this.name));
    this.node.setAttribute("role", "group");
    this.node.setAttribute("aria-label", this.name);
    this.foot = make("div", "foot state");
    this.node.append(this.foot);
    this.#offerCancel();
  }

  #picture() {
    const paper = make("span", "sheet-icon", icon("paper"));
    if (!this.#file.type.startsWith("image/") || /hei[cf]/.test(this.#file.type)) return paper;
    const image = make("img");
    image.alt = "";
    image.src = URL.createObjectURL(this.#file);
    image.addEventListener("error", () => image.replaceWith(paper));
    return image;
  }

  #offerCancel() {
    this.bar = make("progress");
    Object.assign(this.bar, { max: 100, value: 0 });
    this.bar.setAttribute("aria-label", label("uploading", { name: this.name, percent: 0 }));
    this.foot.replaceChildren(this.bar, button("button", label("cancel"), () => this.#cancel()));
  }

  #cancel() {
    this.#cancelled = true;
    this.#request?.abort();
    this.node.remove();
    announce(label("cancelled", { name: this.name }));
  }

  /** Resolves when the photo is sent, cancelled or refused: the next one need not wait for another try. */
  send() {
    if (this.#cancelled) return Promise.resolve();
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      request.open("POST", new URL("upload", document.baseURI));
      request.responseType = "json";
      request.upload.onprogress = (event) => this.#progress(event);
      request.onload = () => (request.status === 200 ? this.#sent() : this.#refused(request.response?.reason));
      request.onerror = () => this.#refused();
      request.onloadend = () => done();
      const form = new FormData();
      for (const [name, value] of Object.entries(this.#form)) form.append(name, value);
      form.append("file", this.#file, this.#file.name || "photo.jpg");
      request.send(form);
    });
  }

  #progress(event) {
    if (!event.lengthComputable) return;
    const percent = Math.round((100 * event.loaded) / event.total);
    this.bar.value = percent;
    this.bar.setAttribute("aria-label", label("uploading", { name: this.name, percent }));
  }

  #sent() {
    this.foot.remove();
    announce(label("uploaded", { name: this.name }));
  }

  #refused(reason) {
    const why = label(reason ?? "upload_failed", { name: this.name, size: MOST_MEGABYTES });
    const again = button("button", label("retry"), () => {
      this.#offerCancel();
      this.send();
    });
    this.foot.replaceChildren(make("span", "why", why), ...(reason ? [] : [again]));
    announce(why);
  }
}
