// The keys j and k go from entry to entry, as in a mail program. A reader who speaks to the browser can switch them off.

import { entries, find, forBrowser, page, topOf } from "./dom.ts";
import { remember, remembered } from "./memory.ts";

/** Bring an entry to the top of the window and the focus to it. */
export function attend(article: HTMLElement | null | undefined): void {
  article?.focus({ preventScroll: true });
  article?.scrollIntoView();
}

function go(step: number): void {
  const articles = entries();
  let here = articles.findIndex((article) => article.contains(page.activeElement));
  // Without a focus, from the first entry whose top is in sight.
  if (here < 0) here = articles.findIndex((article) => topOf(article) >= 0) - (step > 0 ? 1 : 0);
  attend(articles[Math.max(0, here + step)]);
}

export function listenToKeys(): void {
  const setting = find("keys");
  if (!setting) return;
  const box = setting.querySelector("input")!;
  setting.hidden = false;
  box.checked = remembered("keys") !== "off";
  box.onchange = () => remember("keys", box.checked ? "on" : "off");
  addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    const typing = (event.target as Element).closest?.("input,select,textarea");
    if (step && box.checked && !typing && !forBrowser(event)) go(step);
  });
}
