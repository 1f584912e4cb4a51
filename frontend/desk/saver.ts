// Autosave: at every change in this browser, and a moment later on the server.

import { say, when } from "./dom.ts";
import { keep } from "./kept.ts";
import type { Place } from "./place.ts";
import { Refused } from "./session.ts";
import type { Session } from "./session.ts";
import { documentOf } from "./schema.ts";
import type { Body } from "./schema.ts";
import type { Words, Writing } from "./writing.ts";
import { fingerprint, isChanged } from "./writing.ts";

const PAUSE_MS = 1_000;
/** However steadily one types, this is the most that only the browser has. */
const LONGEST_MS = 5_000;
const RETRY_MS = 3_000;

interface Saved {
  revision: number;
  saved: string;
}

export class Saver {
  private timer = 0;
  private changedSince = 0;
  private running: Promise<void> | null = null;
  private paused = false;

  constructor(
    private readonly place: Place,
    private readonly session: Session,
    private readonly line: HTMLElement,
    private readonly current: () => Writing,
    private readonly refused: (error: Refused) => void,
  ) {
    session.onReturn(() => this.soon(0));
  }

  /** Takes note of a change: kept here at once, on the server soon. */
  change(): void {
    const here = keep(this.place, this.current());
    if (!here) say(this.line, "This browser cannot keep a copy. The server gets one in a moment.");
    this.changedSince ||= performance.now();
    const waited = performance.now() - this.changedSince;
    this.soon(Math.min(PAUSE_MS, Math.max(0, LONGEST_MS - waited)));
  }

  /** Says nothing of what came before: something else is being written. */
  begin(): void {
    this.stop();
    this.changedSince = 0;
    say(this.line, "");
  }

  /** Stops saving while a draft is being published: it is gone with it. Waits for what is under way. */
  async pause(): Promise<void> {
    this.paused = true;
    this.stop();
    await this.running;
  }

  resume(): void {
    this.paused = false;
    if (isChanged(this.current())) this.soon(PAUSE_MS);
  }

  /** Saves now what is not saved. Throws `Refused`. */
  async flush(): Promise<void> {
    this.stop();
    await this.running;
    if (isChanged(this.current()) || this.current().revision === 0) await this.save(this.current());
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  private soon(delay: number): void {
    this.stop();
    if (!this.paused) this.timer = window.setTimeout(() => this.attempt(), delay);
  }

  private attempt(): void {
    this.timer = 0;
    const writing = this.current();
    if (this.running || this.paused || !isChanged(writing)) return;
    this.running = this.save(writing)
      .then(
        () => PAUSE_MS,
        (error: unknown) => this.failed(error),
      )
      .then((again) => {
        this.running = null;
        // What was typed while the save was under way, or what did not arrive.
        if (again && !this.timer && isChanged(this.current())) this.soon(again);
      });
  }

  private async save(writing: Writing): Promise<void> {
    const sent = fingerprint(writing);
    this.changedSince = 0;
    const { heading, byline, body, entry, base, revision } = writing;
    const words = { heading, byline, body, revision, entry, base_version: base };
    const path = `${this.place.desk}/drafts/${writing.id}`;
    const lost = writing.sending;
    writing.sending = sent;
    keep(this.place, writing);
    let saved: Saved;
    try {
      saved = await this.session.ask<Saved>("PUT", path, words);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "draft_taken") throw error;
      // It may be this tab's own save, whose answer was lost as by a reload: then the draft is as it was sent.
      const there = await this.session.ask<Saved & Words>("GET", path);
      const same = fingerprint({ ...there, body: documentOf(there.body).toJSON() as Body }) === lost;
      if (!same || there.revision !== revision + 1) throw error;
      writing.revision = there.revision;
      saved = await this.session.ask<Saved>("PUT", path, { ...words, revision: there.revision });
    }
    writing.revision = saved.revision;
    writing.sending = "";
    writing.saved = sent;
    keep(this.place, writing);
    if (this.current() === writing) say(this.line, `Draft saved ${when(saved.saved)}`);
  }

  /** Says what is the matter. Returns after how long to try again, or 0: then only a change or a return would help. */
  private failed(error: unknown): number {
    if (!(error instanceof Refused)) throw error;
    say(this.line, error.unknown ? "Kept in this browser; the server cannot be reached" : "Kept in this browser");
    if (error.unknown) return RETRY_MS;
    // The banner says who is signed in, or that nobody is.
    if (error.code !== "signed_out" && error.code !== "other_person") this.refused(error);
    return 0;
  }
}
