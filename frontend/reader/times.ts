// Times in the reader's own zone. The page carries the newsroom's, which stay a touch or a hover away.

import { body, page } from "./dom.ts";

const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const clockFormat = new Intl.DateTimeFormat("en-GB", options);
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const zone = body.dataset["zone"]!;
let today = "";

export const clock = (at: number | Date) => clockFormat.format(at);

/** Put every time that is not yet so in the reader's zone, and its day away while that is today. */
export function localise(): void {
  const day = new Date().toDateString();
  const all = page.querySelectorAll<HTMLTimeElement>(`time${day === today ? ":not([title])" : ""}`);
  today = day;
  for (const time of all) {
    // A day without a clock time belongs to no zone.
    if (time.dateTime.length < 11) continue;
    const at = new Date(time.dateTime);
    time.title ||= `${time.textContent}, ${zone}`;
    time.firstChild!.nodeValue = clock(at);
    const span = time.lastElementChild as HTMLElement;
    span.textContent = ` ${dayFormat.format(at)}`;
    span.hidden = at.toDateString() === day;
  }
}

/** Say how long ago something was, as people do. */
export function ago(at: number): string {
  const minutes = Math.floor((Date.now() - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return dayFormat.format(at);
}
