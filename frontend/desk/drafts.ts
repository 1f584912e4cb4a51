// The drafts: one's own, what reporters have submitted, and what only this browser has. Looked up every five seconds.

import { byId, h, isBusy, say, setBusy, when } from "./dom.ts";
import { forget, keptUnsaved } from "./kept.ts";
import type { Place } from "./place.ts";
import type { Session } from "./session.ts";
import { Refused } from "./session.ts";

const EVERY_MS = 5_000;

interface Draft {
  readonly id: string;
  readonly label: string;
  readonly author: string;
  readonly mine: boolean;
  readonly entry: string | null;
  readonly saved: string;
  readonly submitted: string | null;
}

export interface Pen {
  readonly current: string;
  openDraft(id: string): Promise<void>;
}

export class Drafts {
  private drafts: readonly Draft[] = [];
  private shown = "";
  private asked = 0;
  private known: ReadonlyMap<string, Draft> | null = null;
  private readonly list = h("div", {});
  private readonly sentence = h("p", { class: "sentence", role: "status" });
  private readonly news = h("p", { class: "news", role: "status" });
  /** What the list shows anyway, for those who do not see it. */
  private readonly arrival = h("p", { class: "visually-hidden", role: "status" });

  constructor(
    private readonly root: HTMLElement,
    private readonly place: Place,
    private readonly session: Session,
    private readonly pen: () => Pen,
  ) {
    root.before(this.arrival);
    root.append(h("h2", { id: "drafts-title" }, "Drafts"), this.news, this.list, this.sentence);
    const look = (): void => {
      if (document.visibilityState === "visible") void this.refresh();
    };
    setInterval(look, EVERY_MS);
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    session.onReturn(look);
  }

  /** Id of one's own draft with changes to this entry. */
  draftFor(entry: string): string | null {
    return this.drafts.find((draft) => draft.mine && !draft.submitted && draft.entry === entry)?.id ?? null;
  }

  async refresh(): Promise<void> {
    const asked = ++this.asked;
    try {
      const { drafts } = await this.session.ask<{ drafts: Draft[] }>("GET", `${this.place.desk}/drafts`);
      // A later question has been answered already.
      if (asked !== this.asked) return;
      this.drafts = drafts;
      this.compare();
    } catch (error) {
      // The connection's line and the banner say what is wrong; what was listed stays.
      if (!(error instanceof Refused)) throw error;
    }
    this.show();
  }

  private compare(): void {
    const now = new Map(this.drafts.map((draft) => [draft.id, draft]));
    const before = this.known;
    this.known = now;
    if (!before) return;
    const came = this.drafts.filter((draft) => !draft.mine && !before.has(draft.id));
    const [first] = came;
    if (first) say(this.arrival, `Submitted by ${first.author}: ${first.label}`);
    for (const draft of before.values()) {
      if (!draft.mine || !draft.submitted) continue;
      if (!now.has(draft.id)) say(this.news, `An editor has published or discarded “${draft.label}”.`);
      else if (!now.get(draft.id)?.submitted && !this.taken.delete(draft.id)) say(this.news, `An editor has handed back “${draft.label}”.`);
    }
  }

  /** Those that one has taken back oneself. */
  private readonly taken = new Set<string>();

  private show(): void {
    const current = this.pen().current;
    const others = this.drafts.filter((draft) => draft.id !== current);
    const ids = new Set(this.drafts.map(({ id }) => id));
    const here = keptUnsaved(this.place).filter(({ id }) => id !== current && !ids.has(id));
    const shown = JSON.stringify([others, here.map(({ id }) => id)]);
    this.root.hidden = !others.length && !here.length && !this.news.textContent;
    // A list that is made again takes the focus from whoever is in it.
    if (shown === this.shown) return;
    this.shown = shown;
    const submitted = others.filter((draft) => !draft.mine);
    const mine = others.filter((draft) => draft.mine);
    this.list.replaceChildren(
      ...group("Submitted", submitted.map((draft) => this.submittedRow(draft))),
      ...group(submitted.length && mine.length + here.length ? "Yours" : "", [
        ...mine.map((draft) => this.myRow(draft)),
        ...here.map((writing) => row(writing.heading || "Without a heading", "only in this browser yet", [this.opening(writing.id)])),
      ]),
    );
  }

  private submittedRow(draft: Draft): HTMLElement {
    const what = draft.entry ? "proposes a change" : "submitted";
    return row(draft.label, `${draft.author}, ${what} ${when(draft.submitted ?? draft.saved)}`, [this.opening(draft.id)]);
  }

  private myRow(draft: Draft): HTMLElement {
    const what = draft.entry ? "change, " : "";
    if (draft.submitted)
      return row(draft.label, `${what}submitted ${when(draft.submitted)}`, [
        this.button("Take back", async () => {
          this.taken.add(draft.id);
          await this.session.ask("POST", `${this.place.desk}/drafts/${draft.id}/take-back`);
          await this.pen().openDraft(draft.id);
        }),
      ]);
    return row(draft.label, `${what}saved ${when(draft.saved)}`, [
      this.opening(draft.id),
      this.button("Discard", async () => {
        await this.session.ask("DELETE", `${this.place.desk}/drafts/${draft.id}`);
        forget(this.place, draft.id);
      }),
    ]);
  }

  private opening(id: string): HTMLElement {
    return this.button("Open", async () => {
      await this.pen().openDraft(id);
      byId("composer").scrollIntoView({ block: "nearest" });
    });
  }

  private button(name: string, act: () => Promise<void>): HTMLElement {
    const made = h("button", { type: "button", class: "quiet", click: () => void run() }, name);
    const run = async (): Promise<void> => {
      if (isBusy(made)) return;
      setBusy(made, true);
      say(this.sentence, "");
      try {
        await act();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        say(this.sentence, error.words("the button"));
      }
      setBusy(made, false);
      await this.refresh();
    };
    return made;
  }
}

function group(title: string, rows: readonly HTMLElement[]): HTMLElement[] {
  if (!rows.length) return [];
  const list = h("ul", {}, ...rows);
  return title ? [h("h3", {}, title), list] : [list];
}

function row(label: string, what: string, buttons: readonly HTMLElement[]): HTMLElement {
  return h("li", {}, h("p", { class: "label" }, label || "Empty"), h("p", { class: "what" }, what), h("div", { class: "buttons" }, ...buttons));
}
