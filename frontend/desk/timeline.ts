// The timeline: what readers have, with what can be done to each entry. Entries of colleagues arrive by the log.

import type { Message } from "../shared/apply.ts";
import { element, place as put, regions } from "../shared/apply.ts";
import type { State } from "../shared/wire.ts";
import { connect } from "../shared/wire.ts";
import { ask } from "./dialog.ts";
import { byId, h, isBusy, randomName, say, setBusy, when } from "./dom.ts";
import type { Place } from "./place.ts";
import type { Session } from "./session.ts";
import { Refused } from "./session.ts";

/** How long a message of one's own may take by the open connection before it is fetched. */
const OWN_MESSAGE_MS = 400;

export interface Pen {
  edit(entry: string): Promise<void>;
  correct(entry: string): Promise<void>;
  /** Something that the composer says has changed, as the end of coverage. */
  refresh(): void;
}

interface Done {
  n: number;
}

type Verb = "pin" | "unpin" | "key" | "unkey";

export class Timeline {
  private applied: number;
  private pinned: string;
  private edited: string | null = null;
  private readonly feed = byId("entries");
  private readonly line = byId("connection");
  /** Asks the log anew; there is none before the connection is made. */
  private open: (() => void) | null = null;

  constructor(
    private readonly place: Place,
    private readonly session: Session,
    private readonly pen: () => Pen,
  ) {
    this.applied = Number(place.offset);
    this.pinned = place.pinned;
    for (const article of this.articles()) this.attach(article);
    document.getElementById("older")?.addEventListener("click", (event) => void this.older(event.currentTarget as HTMLButtonElement));
  }

  follow(): void {
    this.open = connect(this.place.log, this.place.ended, {
      applied: () => this.applied,
      receive: (messages) => messages.forEach((message) => this.apply(message)),
      caughtUp: () => undefined,
      paused: () => false,
      show: (state, heard) => this.show(state, heard),
    });
  }

  /** Makes sure that this message of the log stands here soon: it was one's own verb. */
  reach(n: number): void {
    if (this.applied >= n) return;
    setTimeout(() => this.applied < n && this.open?.(), this.place.ended ? 0 : OWN_MESSAGE_MS);
  }

  /** Shows which entry is being changed in the composer. */
  edit(entry: string | null): void {
    this.edited = entry;
    for (const article of this.articles()) this.emphasise(article);
  }

  private emphasise(article: HTMLElement): void {
    const entry = article.dataset["entry"];
    article.toggleAttribute("data-edited", entry === this.edited);
    article.toggleAttribute("data-pinned", entry === this.pinned);
  }

  private articles(): HTMLElement[] {
    return [...this.feed.querySelectorAll<HTMLElement>("article[data-entry]")];
  }

  private apply(message: Message): void {
    if (message.n <= this.applied) return;
    this.applied = message.n;
    regions(message);
    if (message.kind === "coverage.ended") this.end();
    const pinnedBefore = this.pinned;
    if (message.entry?.pinned) this.pinned = message.entry.id;
    else if (message.entry?.id === this.pinned) this.pinned = "";
    if (message.html) {
      const focused = this.focused();
      const article = put(element(message.html), this.feed);
      if (article) this.attach(article);
      if (focused?.entry === message.entry?.id) this.focus(focused);
      byId("empty").hidden = true;
    }
    // One that was pinned before goes back to its place without a message of its own.
    const before = pinnedBefore === this.pinned ? null : document.getElementById(`entry-${pinnedBefore}`);
    if (before) this.attach(before);
    // The composer names the entry that it changes, and may have heard of it before it stood here.
    if (message.entry && message.entry.id === this.edited) this.pen().refresh();
  }

  private end(): void {
    this.place.ended = true;
    for (const article of this.articles()) this.attach(article);
    for (const id of ["edit-headline", "end-coverage"]) {
      const button = document.getElementById(id);
      if (button) button.hidden = true;
    }
    this.pen().refresh();
  }

  private show(state: State, heard: number): void {
    const sentences: Readonly<Record<State, string>> = {
      connecting: "Connecting …",
      live: "Connected. Colleagues’ entries appear here at once.",
      reconnecting: "Reconnecting. Entries of colleagues may be missing for a moment.",
      offline: `Offline since ${when(new Date(heard))}. You can go on writing: your text is kept here.`,
      paused: "Paused.",
      ended: "Coverage has ended. Corrections and withdrawals are still possible.",
      lost: "This page cannot be kept up to date. Reload it: your text is kept here.",
    };
    if (this.line.dataset["state"] === state) return;
    this.line.dataset["state"] = state;
    say(this.line, sentences[state]);
  }

  /** Gives an article its actions; those it had are replaced. */
  private attach(article: HTMLElement): void {
    const entry = article.dataset["entry"] ?? "";
    article.querySelector(":scope > .actions")?.remove();
    // A click on a link in the timeline must not take the composer away.
    for (const link of article.querySelectorAll("a")) {
      link.target = "_blank";
      link.rel = "noopener";
    }
    const url = article.querySelector<HTMLAnchorElement>(".when a")?.href ?? `${this.place.log.replace(/\/log$/, "")}/entry/${entry}`;
    const pinned = this.pinned === entry;
    this.emphasise(article);
    const sentence = h("p", { class: "sentence", role: "status" });
    const buttons = article.classList.contains("withdrawn") ? [] : this.buttonsFor(article, entry, pinned, sentence);
    const permalink = h("a", { href: url, target: "_blank", rel: "noopener" }, "Permalink");
    article.append(h("div", { class: "actions", role: "group", "aria-label": "Actions" }, ...buttons, permalink, sentence));
  }

  private buttonsFor(article: HTMLElement, entry: string, pinned: boolean, sentence: HTMLElement): HTMLElement[] {
    const button = (name: string, act: () => void, slot = name): HTMLElement =>
      h("button", { type: "button", "data-slot": slot, click: act }, name);
    const mark = (verb: Verb, name: string, slot: string): HTMLElement => {
      const made = button(name, () => void this.mark(entry, verb, made, sentence), slot);
      return made;
    };
    const correct = button("Correct", () => void this.pen().correct(entry));
    const withdraw = button("Withdraw", () => void this.withdraw(article, entry));
    if (!this.place.publishes) return this.place.ended ? [] : [button("Propose a change", () => void this.pen().edit(entry))];
    if (this.place.ended) return [correct, withdraw];
    return [
      button("Edit", () => void this.pen().edit(entry)),
      correct,
      withdraw,
      pinned ? mark("unpin", "Unpin", "pin") : mark("pin", "Pin", "pin"),
      article.classList.contains("key") ? mark("unkey", "Unmark key event", "key") : mark("key", "Mark key event", "key"),
    ];
  }

  private async mark(entry: string, verb: Verb, button: HTMLElement, sentence: HTMLElement): Promise<void> {
    if (isBusy(button)) return;
    setBusy(button, true);
    say(sentence, "");
    try {
      const path = `${this.place.desk}/entries/${entry}/${verb}`;
      this.reach((await this.session.ask<Done>("POST", path, { request_id: randomName(20) })).n);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(sentence, error.words("the button"));
    } finally {
      setBusy(button, false);
    }
  }

  private async withdraw(article: HTMLElement, entry: string): Promise<void> {
    const heading = article.querySelector("h3")?.textContent;
    // One id for all tries from this dialog: a lost answer and a second press withdraw once.
    const request_id = randomName(20);
    await ask(
      {
        title: "Withdraw this entry?",
        text: `${heading ? `“${heading}” is` : "It is"} taken off every reader’s page. The reason stays in its place, and it cannot be brought back.`,
        fields: [{ name: "reason", label: "Reason", hint: "readers see it", rows: 3 }],
        yes: "Withdraw",
        grave: true,
      },
      async ({ reason = "" }) => {
        try {
          const path = `${this.place.desk}/entries/${entry}/withdraw`;
          this.reach((await this.session.ask<Done>("POST", path, { reason, request_id })).n);
          return null;
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          return error.words("Withdraw");
        }
      },
    );
  }

  private async older(button: HTMLButtonElement): Promise<void> {
    if (isBusy(button)) return;
    setBusy(button, true);
    const sentence = byId("timeline-sentence");
    say(sentence, "");
    try {
      let reached: number;
      let page: { html: string; before: number | null };
      do {
        // What happened to these entries meanwhile was not applied, for they were not here: ask again.
        reached = this.applied;
        page = await this.session.ask("GET", `${this.place.desk}/older?before=${button.dataset["before"] ?? ""}`);
      } while (reached !== this.applied);
      const older = [...element(`<div>${page.html}</div>`).children] as HTMLElement[];
      this.feed.append(...older);
      for (const article of older) this.attach(article);
      older[0]?.focus({ preventScroll: true });
      if (page.before === null) button.remove();
      else button.dataset["before"] = String(page.before);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(sentence, error.words("the button"));
    } finally {
      setBusy(button, false);
    }
  }

  private focused(): { entry: string; slot: string } | null {
    const button = document.activeElement?.closest<HTMLElement>(".actions [data-slot]");
    const entry = button?.closest<HTMLElement>("article")?.dataset["entry"];
    return button && entry ? { entry, slot: button.dataset["slot"] ?? "" } : null;
  }

  private focus(at: { entry: string; slot: string } | null): void {
    if (!at) return;
    const article = document.getElementById(`entry-${at.entry}`);
    const button = article?.querySelector<HTMLElement>(`[data-slot="${at.slot}"]`);
    (button ?? article)?.focus({ preventScroll: true });
  }
}
