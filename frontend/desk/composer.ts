// The form in which an entry is written: heading, text, byline and what goes with them. It shows and tells; it asks nothing.

import { gapCursor } from "prosemirror-gapcursor";
import { dropCursor } from "prosemirror-dropcursor";
import { closeHistory, history } from "prosemirror-history";
import type { Node as Document } from "prosemirror-model";
import { EditorState, Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { h, say, setBusy } from "./dom.ts";
import { askLink } from "./insert.ts";
import { beginnings, keys } from "./keys.ts";
import { limited } from "./paste.ts";
import type { Place } from "./place.ts";
import { documentOf, isEmptyBody } from "./schema.ts";
import { Toolbar, keyName } from "./toolbar.ts";
import type { Words, Writing } from "./writing.ts";

/** Where a refusal's sentence stands: next to what it is about. */
type Spot = "heading" | "body" | "byline" | "reason" | "foot";

const SPOTS: Readonly<Record<string, Spot>> = {
  heading_too_long: "heading",
  byline_too_long: "byline",
  reason_missing: "reason",
  reason_too_long: "reason",
  entry_empty: "body",
  body_too_long: "body",
  body_too_deep: "body",
  body_malformed: "body",
  link_odd: "body",
  attribute_too_long: "body",
  character_odd: "body",
  too_large: "body",
};

export interface Told {
  /** Something was typed. */
  change(): void;
  publish(): void;
  submit(): void;
  cancel(): void;
  discard(): void;
  handBack(): void;
}

export class Composer {
  private readonly title = h("h2", { id: "composer-title" });
  private readonly heading = h("textarea", { id: "heading", rows: 2, spellcheck: "true", "aria-describedby": "heading-sentence" });
  private readonly count = h("span", { class: "count", "aria-hidden": "true" });
  private readonly byline = h("input", { id: "byline", autocomplete: "off", "aria-describedby": "byline-sentence" });
  private readonly key = h("input", { id: "key", type: "checkbox" });
  private readonly correcting = h("input", { id: "correcting", type: "checkbox" });
  private readonly reason = h("textarea", { id: "reason", rows: 2, "aria-describedby": "reason-sentence" });
  private readonly reasonField: HTMLElement;
  private readonly keyField: HTMLElement;
  private readonly correctingField: HTMLElement;
  private readonly spots: Record<Spot, HTMLElement>;
  private readonly main = h("button", { type: "button", class: "primary", click: () => this.go() });
  private readonly handBack = h("button", { type: "button", click: () => this.told.handBack() }, "Hand back");
  private readonly cancel = h("button", { type: "button", class: "quiet", click: () => this.told.cancel() }, "Cancel");
  private readonly discard = h("button", { type: "button", class: "quiet", click: () => this.told.discard() }, "Discard");
  private readonly form: HTMLElement;
  private readonly closed = h("p", { class: "empty" }, "Coverage has ended. Corrections and withdrawals are still possible, at each entry.");
  private readonly toolbar: Toolbar;
  readonly view: EditorView;
  /** Where saving says how it goes. Not read out: it changes with every pause in typing. */
  readonly saved = h("p", { class: "saved" });
  /** Where a conflict is shown. */
  readonly conflict = h("div", {});

  constructor(
    private readonly root: HTMLElement,
    private readonly place: Place,
    private readonly told: Told,
  ) {
    const spot = (name: Spot): HTMLElement => h("p", { class: "sentence", role: "status", id: `${name}-sentence` });
    this.spots = { heading: spot("heading"), body: spot("body"), byline: spot("byline"), reason: spot("reason"), foot: spot("foot") };
    const mount = h("div", { class: "text" });
    this.toolbar = new Toolbar(() => this.view);
    this.reasonField = h(
      "div",
      { class: "field" },
      h("label", { for: "reason" }, "Reason for the correction ", h("span", {}, "readers see it, with the old words and the new")),
      this.reason,
      this.spots.reason,
    );
    this.keyField = h("label", { class: "choice" }, this.key, "Key event");
    this.correctingField = h("label", { class: "choice" }, this.correcting, "Corrects a fact");
    this.form = h(
      "div",
      { class: "form" },
      this.conflict,
      h("div", { class: "field heading" }, h("label", { for: "heading" }, "Heading ", h("span", {}, "optional"), this.count), this.heading, this.spots.heading),
      h("div", { class: "field body" }, h("span", { class: "label", id: "body-label" }, "Text"), h("div", { class: "editor" }, this.toolbar.element, mount), this.spots.body),
      h(
        "div",
        { class: "row" },
        h("div", { class: "field byline" }, h("label", { for: "byline" }, "Byline"), this.byline, this.spots.byline),
        this.keyField,
        this.correctingField,
      ),
      this.reasonField,
      h(
        "div",
        { class: "foot" },
        h("div", { class: "buttons" }, this.main, h("span", { class: "keys", "aria-hidden": "true" }, keyName("Enter")), this.handBack, this.cancel, this.discard, this.saved),
        // Below the buttons, so that they stay where they are when it comes and goes.
        this.spots.foot,
      ),
    );
    root.append(this.title, this.closed, this.form);
    this.view = new EditorView(mount, {
      state: this.stateOf(documentOf({})),
      attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": "body-label", "aria-describedby": "body-sentence" },
      dispatchTransaction: (transaction) => {
        const before = this.view.state.doc;
        this.view.updateState(this.view.state.apply(transaction));
        this.toolbar.show(this.view.state);
        // Not by `docChanged`: what would not have fitted was left out.
        if (!this.view.state.doc.eq(before)) this.change("body");
      },
    });
    for (const [input, name] of [[this.heading, "heading"], [this.byline, "byline"], [this.reason, "reason"]] as const)
      input.addEventListener("input", () => this.change(name));
    this.key.addEventListener("change", () => this.change("foot"));
    this.correcting.addEventListener("change", () => {
      this.showChoices();
      this.change("reason");
      if (this.correcting.checked) this.reason.focus();
    });
    this.heading.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
      event.preventDefault();
      this.view.focus();
    });
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.go();
    });
  }

  /** Shows this piece of writing. What was in the form before is the caller's to keep. */
  open(writing: Writing): void {
    this.heading.value = writing.heading;
    this.byline.value = writing.byline;
    this.key.checked = writing.key;
    this.correcting.checked = writing.correcting;
    this.reason.value = writing.reason;
    this.view.updateState(this.stateOf(documentOf(writing.body)));
    this.toolbar.show(this.view.state);
    this.hush();
    this.conflict.replaceChildren();
    this.label(writing);
  }

  /** Puts other words in, as one change that Undo takes back; the heading comes back by `replace` alone. */
  replace(words: Words): void {
    this.heading.value = words.heading;
    this.byline.value = words.byline;
    const document = documentOf(words.body);
    const { tr, doc } = this.view.state;
    this.view.dispatch(closeHistory(tr.replaceWith(0, doc.content.size, document.content)));
    this.change("foot");
  }

  /** Says what this piece of writing is, and offers what can be done with it. */
  label(writing: Writing): void {
    const name = document.getElementById(`label-${writing.entry}`)?.textContent;
    const change = this.place.publishes ? "Editing" : "Proposing a change";
    const kind = writing.entry ? (name ? `${change}: ${name}` : change) : writing.author ? "Submission" : "New entry";
    say(this.title, writing.author ? `${kind}, by ${writing.author}` : kind);
    this.root.toggleAttribute("data-editing", Boolean(writing.entry));
    const publish = writing.entry ? "Publish changes" : "Publish";
    const submit = writing.entry ? "Submit change to editors" : "Submit to editors";
    this.main.replaceChildren(this.place.publishes ? publish : submit);
    this.main.setAttribute("aria-keyshortcuts", "Control+Enter Meta+Enter");
    this.handBack.hidden = !writing.author;
    this.cancel.hidden = !writing.entry && !writing.author;
    this.discard.hidden = Boolean(writing.entry) || Boolean(writing.author);
    this.keyField.hidden = Boolean(writing.entry) || !this.place.publishes;
    this.correctingField.hidden = !writing.entry || !this.place.publishes;
    this.showChoices();
    const shut = this.place.ended && !writing.entry;
    // Words that can no longer be published can still be copied.
    this.form.hidden = shut && this.isEmpty;
    this.main.hidden = shut;
    this.closed.hidden = !shut;
    this.countHeading();
  }

  words(): Words {
    return { heading: this.heading.value, byline: this.byline.value, body: this.view.state.doc.toJSON() as Words["body"] };
  }

  choices(): Pick<Writing, "key" | "correcting" | "reason"> {
    return { key: this.key.checked, correcting: this.correcting.checked, reason: this.reason.value };
  }

  get isEmpty(): boolean {
    return !this.heading.value.trim() && isEmptyBody(this.view.state.doc);
  }

  /** Says what was refused, next to what it is about, and leads there. */
  refuse(code: string, sentence: string | Node): void {
    const spot = this.remark(code, sentence);
    if (spot === "body") this.view.focus();
    else if (spot !== "foot") this[spot].focus();
  }

  /** Says the same and leaves whoever types where they are. */
  remark(code: string, sentence: string | Node): Spot {
    this.hush();
    const spot = SPOTS[code] ?? "foot";
    this.spots.foot.classList.remove("good");
    say(this.spots[spot], sentence);
    return spot;
  }

  /** Says that something went well. */
  tell(sentence: string | Node): void {
    this.hush();
    this.spots.foot.classList.add("good");
    say(this.spots.foot, sentence);
  }

  hush(): void {
    for (const spot of Object.values(this.spots)) if (spot.textContent) say(spot, "");
    this.countHeading();
  }

  busy(busy: boolean): void {
    for (const button of [this.main, this.handBack, this.discard]) setBusy(button, busy);
  }

  focus(): void {
    this.heading.focus();
  }

  private go(): void {
    if (this.main.hidden) return;
    if (this.place.publishes) this.told.publish();
    else this.told.submit();
  }

  private change(spot: Spot): void {
    for (const name of [spot, "foot"] as const)
      if (name !== "heading" && this.spots[name].textContent) say(this.spots[name], "");
    this.countHeading();
    this.told.change();
  }

  private showChoices(): void {
    this.reasonField.hidden = this.correctingField.hidden || !this.correcting.checked;
  }

  private countHeading(): void {
    const limit = this.place.headingLimit;
    const length = [...this.heading.value.trim()].length;
    const long = length > limit;
    this.count.textContent = length > limit * 0.6 ? `${length} of ${limit}` : "";
    this.heading.setAttribute("aria-invalid", String(long));
    // The number changes with every key and is only seen; the sentence is read out, once.
    const sentence = long ? `The heading is too long: at most ${limit} characters fit. Shorten it, or move some of it to the text.` : "";
    if (this.spots.heading.textContent !== sentence) say(this.spots.heading, sentence);
  }

  private stateOf(document: Document): EditorState {
    const empty = new Plugin({
      props: { attributes: (state) => ({ class: isEmptyBody(state.doc) && state.doc.childCount === 1 ? "is-empty" : "" }) },
    });
    const refuse = (sentence: string): void => this.refuse("body_too_long", sentence);
    return EditorState.create({
      doc: document,
      plugins: [beginnings(), ...keys(askLink), history(), dropCursor(), gapCursor(), limited(this.place.bodyLimit, refuse), empty],
    });
  }
}
