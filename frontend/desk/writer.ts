// Who holds the pen: what is open in the composer, and what becomes of it. Whatever happens, what was typed stays.

import { Composer } from "./composer.ts";
import type { Theirs } from "./conflict.ts";
import { showConflict, showMine, theirsOf } from "./conflict.ts";
import { ask } from "./dialog.ts";
import { randomName, when } from "./dom.ts";
import { deskOf, forget, keep, keepDesk, kept, tidy } from "./kept.ts";
import type { Place } from "./place.ts";
import type { Outcome } from "./publishing.ts";
import { publish, wereOthers } from "./publishing.ts";
import { Saver } from "./saver.ts";
import type { Session } from "./session.ts";
import { Refused } from "./session.ts";
import type { Words, Writing } from "./writing.ts";
import { blank, fingerprint, isChanged, opened } from "./writing.ts";

interface EntryWords extends Words {
  readonly version: number;
}

interface DraftWords extends Words {
  readonly id: string;
  readonly author: string;
  readonly mine: boolean;
  readonly entry: string | null;
  readonly base_version: number | null;
  readonly revision: number;
}

export interface Around {
  /** A verb was carried out as this message of the log. */
  done(n: number): void;
  /** The drafts may have changed. */
  drafts(): void;
  /** This entry, or none, is being changed here. */
  editing(entry: string | null): void;
  /** Id of one's own draft for this entry, if there is one. */
  draftFor(entry: string): string | null;
}

export class Writer {
  private readonly composer: Composer;
  private readonly saver: Saver;
  private writing: Writing;
  /** The new entry that was put aside to change a published one. */
  private aside: string | null;
  private busy = false;

  constructor(
    root: HTMLElement,
    private readonly place: Place,
    private readonly session: Session,
    private readonly around: Around,
  ) {
    const desk = deskOf(place);
    this.aside = desk.aside;
    this.writing = (desk.current ? kept(place, desk.current) : null) ?? blank(place.name);
    tidy(place, [desk.current, desk.aside]);
    this.composer = new Composer(root, place, this);
    this.saver = new Saver(place, session, this.composer.saved, () => this.writing, (error) => this.saveRefused(error));
    this.show(this.writing);
    session.onReturn(() => this.composer.tell("You are signed in again, and your text is as you left it."));
    if (isChanged(this.writing) || this.writing.attempt) {
      this.composer.tell("Your text is back as you left it.");
      this.saver.change();
    }
  }

  /** Id of the draft in the composer. */
  get current(): string {
    return this.writing.id;
  }

  /** Coverage has ended, or the form has to say something else for another reason. */
  refresh(): void {
    this.composer.label(this.writing);
  }

  change(): void {
    this.note();
    this.saver.change();
  }

  async edit(entry: string): Promise<void> {
    await this.openEntry(entry, {});
  }

  async correct(entry: string): Promise<void> {
    await this.openEntry(entry, { correcting: true });
  }

  /** Opens a draft: the browser's copy where that has more than the server's. */
  async openDraft(id: string): Promise<void> {
    await this.opening(async () => {
      const here = kept(this.place, id);
      if (here && (isChanged(here) || here.attempt)) return here;
      const told = await this.session.ask<DraftWords>("GET", `${this.place.desk}/drafts/${id}`);
      const { heading, byline, body, revision, entry, base_version: base } = told;
      return opened({ heading, byline, body }, { id, revision, entry, base, author: told.mine ? null : told.author });
    });
  }

  async publish(): Promise<void> {
    if (this.busy) return;
    const { writing } = this;
    const wrong = this.wrong();
    if (wrong) {
      this.composer.refuse(...wrong);
      return;
    }
    await this.working(async () => {
      await this.saver.pause();
      const sent = fingerprint(writing);
      const outcome = await publish(this.place, this.session, writing, () => keep(this.place, writing));
      this.around.done(outcome.n);
      this.settle(writing, sent, outcome);
    });
    this.saver.resume();
    this.around.drafts();
  }

  async submit(): Promise<void> {
    if (this.busy) return;
    const wrong = this.wrong();
    if (wrong) {
      this.composer.refuse(...wrong);
      return;
    }
    const { writing } = this;
    await this.working(async () => {
      await this.saver.flush();
      await this.session.ask("POST", `${this.place.desk}/drafts/${writing.id}/submit`);
      // What was typed in the meantime belongs to it too.
      while (isChanged(writing)) await this.saver.flush();
      forget(this.place, writing.id);
      this.leave();
      this.composer.tell(`Submitted ${when()}. The editors see it now.`);
    });
    this.around.drafts();
  }

  /** Leaves a change or a submission. What was changed stays a draft. */
  async cancel(): Promise<void> {
    if (this.busy) return;
    const { author } = this.writing;
    const changed = isChanged(this.writing);
    if (changed) await this.savedOrKept();
    else forget(this.place, this.writing.id);
    const again = this.writing.revision > 0 || changed;
    this.leave();
    if (again && !author) this.composer.tell("What you changed is under Drafts.");
    this.around.drafts();
  }

  async discard(): Promise<void> {
    const { writing } = this;
    if (this.busy || (this.composer.isEmpty && writing.revision === 0)) return;
    const text = "The words in the composer are thrown away. This cannot be undone.";
    const done = await ask({ title: "Discard this draft?", text, yes: "Discard", grave: true }, async () => {
      try {
        await this.saver.pause();
        if (writing.revision > 0) await this.session.ask("DELETE", `${this.place.desk}/drafts/${writing.id}`);
        return null;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return error.code === "not_found" ? null : error.words("Discard");
      } finally {
        this.saver.resume();
      }
    });
    if (!done) return;
    forget(this.place, writing.id);
    this.leave();
    this.around.drafts();
  }

  async handBack(): Promise<void> {
    const { writing } = this;
    if (this.busy || !writing.author) return;
    await this.working(async () => {
      if (isChanged(writing)) await this.saver.flush();
      await this.session.ask("POST", `${this.place.desk}/drafts/${writing.id}/take-back`);
      forget(this.place, writing.id);
      this.leave();
      this.composer.tell(`Handed back to ${writing.author}.`);
    });
    this.around.drafts();
  }

  private note(): void {
    Object.assign(this.writing, this.composer.words(), this.composer.choices());
  }

  private async openEntry(entry: string, more: Partial<Writing>): Promise<void> {
    const draft = this.around.draftFor(entry);
    if (this.writing.entry === entry) {
      this.composer.focus();
      return;
    }
    if (draft) {
      await this.openDraft(draft);
      this.composer.tell("You had begun to change this entry. Here is where you were.");
      return;
    }
    await this.opening(async () => {
      const { heading, byline, body, version } = await this.session.ask<EntryWords>("GET", `${this.place.desk}/entries/${entry}`);
      return opened({ heading, byline, body }, { entry, base: version, ...more });
    });
  }

  private async opening(fetched: () => Promise<Writing>): Promise<void> {
    await this.working(async () => {
      const next = await fetched();
      const { writing } = this;
      if (isChanged(writing)) await this.savedOrKept();
      if (!writing.entry && !writing.author && !this.composer.isEmpty) {
        keep(this.place, writing);
        this.aside = writing.id;
      }
      this.show(next);
      if (isChanged(next)) this.saver.change();
      this.composer.focus();
      document.getElementById("composer")?.scrollIntoView({ block: "nearest" });
      this.around.drafts();
    });
  }

  private async savedOrKept(): Promise<void> {
    keep(this.place, this.writing);
    try {
      await this.saver.flush();
    } catch (error) {
      // It is kept in this browser, and listed under the drafts until the server has it.
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** Goes back to what was put aside, or to an empty form. */
  private leave(): void {
    const aside = this.aside ? kept(this.place, this.aside) : null;
    this.aside = null;
    this.show(aside ?? blank(this.place.name));
    this.composer.focus();
  }

  private show(writing: Writing): void {
    const unchanged = !isChanged(writing);
    this.writing = writing;
    this.saver.begin();
    this.composer.open(writing);
    this.around.editing(writing.entry);
    this.note();
    // The editor's form of the same words is what later changes are compared with.
    if (unchanged) writing.saved = fingerprint(writing);
    if (writing.entry || writing.author || !unchanged) keep(this.place, writing);
    keepDesk(this.place, { current: writing.id, aside: this.aside });
  }

  private settle(writing: Writing, sent: string, outcome: Outcome): void {
    forget(this.place, writing.id);
    const at = when();
    if (wereOthers(outcome, writing) || fingerprint(writing) !== sent) {
      // Typing went on, or an earlier try was the one that arrived: what stands here is a change to what readers have.
      this.become({ ...writing, id: randomName(12), revision: 0, saved: "", entry: outcome.entry, base: outcome.version, attempt: null, author: null });
      this.composer.tell(`Published ${at}, as it was when you first pressed Publish. What you have written since is here: publish it as a change.`);
      return;
    }
    this.leave();
    this.composer.tell(`${writing.entry ? "Changed" : "Published"} ${at}.`);
  }

  /** Goes on with the same words under another name: the form keeps its cursor. */
  private become(writing: Writing): void {
    forget(this.place, this.writing.id);
    this.writing = writing;
    keep(this.place, writing);
    keepDesk(this.place, { current: writing.id, aside: this.aside });
    this.composer.label(writing);
    this.around.editing(writing.entry);
  }

  private wrong(): [string, string] | null {
    const { heading, reason, correcting, entry } = this.writing;
    const limit = this.place.headingLimit;
    if (this.composer.isEmpty) return ["entry_empty", "Write a heading or some text first."];
    if ([...heading.trim()].length > limit && this.place.publishes)
      return ["heading_too_long", `The heading is too long: at most ${limit} characters fit. Shorten it, or move some of it to the text.`];
    if (entry && correcting && !reason.trim()) return ["reason_missing", "Say why: readers see the reason."];
    return null;
  }

  private async working(work: () => Promise<void>): Promise<void> {
    if (this.busy) {
      this.composer.remark("busy", "One thing is still under way. Try again in a moment.");
      return;
    }
    this.busy = true;
    this.composer.busy(true);
    this.composer.hush();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused(error);
    } finally {
      this.busy = false;
      this.composer.busy(false);
    }
  }

  private refused(error: Refused): void {
    if (error.code === "stale_version") this.conflict(error.sentence, theirsOf(error.facts));
    else if (error.code === "draft_gone" || error.code === "draft_taken") this.saveRefused(error);
    // The banner says it, with the way back in.
    else if (error.code !== "signed_out" && error.code !== "other_person") this.composer.refuse(error.code, error.sentence);
  }

  private saveRefused(error: Refused): void {
    if (error.code !== "draft_gone" && error.code !== "draft_taken") {
      this.composer.remark(error.code, error.sentence);
      return;
    }
    this.become({ ...this.writing, id: randomName(12), revision: 0, saved: "", author: null });
    const other = "This draft was saved elsewhere in the meantime. What you have here goes on as a draft of its own; the other one is under Drafts.";
    this.composer.remark(error.code, error.code === "draft_taken" ? other : error.sentence);
    this.saver.change();
    this.around.drafts();
  }

  private conflict(sentence: string, theirs: Theirs): void {
    const mine: Words = this.composer.words();
    const { conflict } = this.composer;
    const choice = {
      keepMine: (): void => {
        this.writing.base = theirs.version;
        conflict.replaceChildren();
        void this.publish();
      },
      takeTheirs: (): void => {
        this.writing.base = theirs.version;
        this.composer.replace(theirs);
        showMine(conflict, mine, choice);
        this.composer.focus();
      },
      putMineBack: (): void => {
        this.composer.replace(mine);
        conflict.replaceChildren();
        this.composer.focus();
      },
    };
    showConflict(conflict, sentence, mine, theirs, choice);
  }
}
