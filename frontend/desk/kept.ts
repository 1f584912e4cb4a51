// The browser's own copy of what is being written, made at every change: no server, session or power is needed for it.
// A copy belongs to one person and one live blog, so that a colleague at the same machine does not get it.

import type { Place } from "./place.ts";
import type { Writing } from "./writing.ts";
import { isChanged } from "./writing.ts";

function prefix(place: Place): string {
  return `dateline:${place.person}:${place.slug}:`;
}

/** Keeps a copy. Returns false where the browser has no room or keeps nothing. */
export function keep(place: Place, writing: Writing): boolean {
  try {
    localStorage.setItem(prefix(place) + writing.id, JSON.stringify(writing));
    return true;
  } catch {
    return false;
  }
}

export function forget(place: Place, id: string): void {
  try {
    localStorage.removeItem(prefix(place) + id);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

export function kept(place: Place, id: string): Writing | null {
  try {
    const text = localStorage.getItem(prefix(place) + id);
    return text === null ? null : (JSON.parse(text) as Writing);
  } catch {
    return null;
  }
}

/** Returns the copies that the server does not have as they are: what a crash would have lost. */
export function keptUnsaved(place: Place): Writing[] {
  const unsaved: Writing[] = [];
  try {
    for (let index = 0; index < localStorage.length; index++) {
      const name = localStorage.key(index);
      if (!name?.startsWith(prefix(place))) continue;
      const writing = kept(place, name.slice(prefix(place).length));
      if (writing && (isChanged(writing) || writing.attempt)) unsaved.push(writing);
    }
  } catch {
    return [];
  }
  return unsaved;
}

/** Forgets the copies that the server has too, but for those named. */
export function tidy(place: Place, but: readonly (string | null)[]): void {
  try {
    const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
    for (const name of names) {
      if (!name?.startsWith(prefix(place))) continue;
      const id = name.slice(prefix(place).length);
      const writing = kept(place, id);
      if (!but.includes(id) && (!writing || (!isChanged(writing) && !writing.attempt))) forget(place, id);
    }
  } catch {
    // As above.
  }
}

/** Which draft this tab is writing, and which one it has put aside for an edit. Survives a reload of the tab. */
export interface Desk {
  current: string | null;
  aside: string | null;
}

export function deskOf(place: Place): Desk {
  try {
    const text = sessionStorage.getItem(prefix(place));
    return text === null ? { current: null, aside: null } : (JSON.parse(text) as Desk);
  } catch {
    return { current: null, aside: null };
  }
}

export function keepDesk(place: Place, desk: Desk): void {
  try {
    sessionStorage.setItem(prefix(place), JSON.stringify(desk));
  } catch {
    // A browser that keeps nothing loses only the tab's place; the copy itself was told of already.
  }
}
