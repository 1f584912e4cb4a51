// What is being written: words with everything that is needed to go on after a crash, a reload or a sign-in.

import type { Body } from "./schema.ts";
import { EMPTY_BODY } from "./schema.ts";
import { randomName } from "./dom.ts";

export interface Words {
  heading: string;
  byline: string;
  body: Body;
}

export interface Attempt {
  readonly id: string;
  /** The words it was sent with, each once: those of any try may be the ones that arrived. */
  readonly sent: string[];
  /** Whether an answer was lost. */
  lost: boolean;
}

export interface Writing extends Words {
  /** The draft's id, made here, before the server has seen it. */
  readonly id: string;
  /** The last revision that the server has; 0 while it has none. */
  revision: number;
  /** What the server has, or what was opened: as long as the words are these, nothing is unsaved. */
  saved: string;
  /** What was last sent to be saved, until the answer is known. */
  sending: string;
  /** The published entry that these words would change, and the version that they began from. */
  readonly entry: string | null;
  base: number | null;
  /** Whether the change corrects a fact, and why: readers see the reason. */
  correcting: boolean;
  reason: string;
  key: boolean;
  /** Whose submission this is, where it is not one's own. */
  readonly author: string | null;
  /** A request that may have been carried out. It keeps its id until its fate is known. */
  attempt: Attempt | null;
}

/** Returns a new, empty piece of writing. */
export function blank(byline: string): Writing {
  return opened({ heading: "", byline, body: EMPTY_BODY }, {});
}

/** Returns words opened to be written on: as they are, they are unchanged. */
export function opened(words: Words, more: Partial<Writing>): Writing {
  return {
    id: randomName(12),
    revision: 0,
    sending: "",
    entry: null,
    base: null,
    correcting: false,
    reason: "",
    key: false,
    author: null,
    attempt: null,
    ...words,
    saved: fingerprint(words),
    ...more,
  };
}

/** Returns a text that is the same for the same words only. */
export function fingerprint(words: Words): string {
  return JSON.stringify([words.heading, words.byline, words.body]);
}

export function isChanged(writing: Writing): boolean {
  return fingerprint(writing) !== writing.saved;
}
