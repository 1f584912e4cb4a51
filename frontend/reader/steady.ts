// Changes to the page that do not move what is being read. Some browsers keep the place themselves, Safari does not.

import { place } from "../shared/apply.ts";
import { entries, find, topOf } from "./dom.ts";

/** Make the change; whatever grew or shrank above the entry being read, that entry stays where it is in the window. */
export function steady(change: () => void): void {
  const reading = entries().find((article) => article.getBoundingClientRect().bottom > 0);
  const before = reading && topOf(reading);
  change();
  const now = reading && find(reading.id);
  // Not for a reader who is further up, with no entry in sight or at the very top of the page.
  if (now && scrollY && before! < innerHeight) scrollBy(0, topOf(now) - before!);
}

/**
 * Put new entries on top for a reader who is at the top: they push the others down gently, and shine for a moment.
 * Return the slide, if there is one. Another one before its end would be a jump in the browser's eyes.
 */
export function slideIn(feed: HTMLElement, fresh: HTMLElement[]): Animation | undefined {
  const first = feed.firstElementChild;
  const before = first ? topOf(first) : 0;
  for (const article of fresh) place(article, feed);
  feed.setAttribute("role", "feed");
  if (!matchMedia("(prefers-reduced-motion: no-preference)").matches) return undefined;
  for (const article of fresh) article.animate([{ background: "var(--fresh)" }, {}], 4_000);
  const height = first ? topOf(first) - before : 0;
  // Moved by a transform from where they were, the entries below do not jump: no layout shift.
  return feed.animate(
    [{ transform: `translateY(${-height}px)`, clipPath: `inset(${height}px 0 0)` }, { clipPath: "inset(0)" }],
    { duration: 400, easing: "ease-out" },
  );
}
