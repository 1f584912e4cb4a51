// What is asked of the server when Publish is pressed, once or again: the same request keeps its id until its fate is known.

import { randomName } from "./dom.ts";
import type { Place } from "./place.ts";
import { Refused } from "./session.ts";
import type { Session } from "./session.ts";
import type { Writing } from "./writing.ts";
import { fingerprint } from "./writing.ts";

export interface Outcome {
  readonly n: number;
  readonly entry: string;
  readonly version: number;
  /** The server had carried this request out before. */
  readonly repeated: boolean;
}

const AGAIN_MS = 1_000;

/** Publishes, and tries once more by itself when the answer was lost. Throws `Refused`; `note` is told before each try. */
export async function publish(place: Place, session: Session, writing: Writing, note: () => void): Promise<Outcome> {
  const attempt = (writing.attempt ??= { id: randomName(20), sent: [], lost: false });
  const sent = fingerprint(writing);
  if (!attempt.sent.includes(sent)) attempt.sent.push(sent);
  // Noted before it is sent: after a crash the same request is sent again, not a second one.
  note();
  const { path, words } = requestOf(place, writing, attempt.id);
  const once = (): Promise<Outcome> => session.ask<Outcome>("POST", path, words);
  try {
    return await once().catch(async (error: unknown) => {
      if (!(error instanceof Refused) || error.code !== "unreachable") throw error;
      attempt.lost = true;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      return await once();
    });
  } catch (error) {
    if (error instanceof Refused && error.unknown) attempt.lost = true;
    // A refusal is an answer, unless an earlier try went without one.
    if (error instanceof Refused && !attempt.lost) writing.attempt = null;
    note();
    throw error;
  }
}

/** Whether readers may have got other words than these: an earlier try with other words was the one that arrived. */
export function wereOthers(outcome: Outcome, writing: Writing): boolean {
  return outcome.repeated && (writing.attempt?.sent.length ?? 0) > 1;
}

function requestOf(place: Place, writing: Writing, id: string): { path: string; words: object } {
  const { heading, byline, body } = writing;
  const words = { heading, byline, body, request_id: id, draft: writing.revision > 0 ? writing.id : null };
  if (!writing.entry) return { path: `${place.desk}/entries`, words: { ...words, key: writing.key } };
  const path = `${place.desk}/entries/${writing.entry}`;
  const change = { ...words, base_version: writing.base };
  if (!writing.correcting) return { path: `${path}/revise`, words: change };
  return { path: `${path}/correct`, words: { ...change, reason: writing.reason } };
}
