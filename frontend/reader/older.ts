// Older entries, in place: the link leads to a page of its own, and the script takes the entries from that page.

import { find } from "./dom.ts";
import { attend } from "./keys.ts";
import { localise } from "./times.ts";

/**
 * Load what the link leads to. `reached` is the number of the last message applied: in the address it keeps a cache from
 * answering with entries as they were before that, and when it has moved meanwhile the answer may be behind, so ask again.
 */
export async function loadOlder(link: HTMLAnchorElement, reached: () => number): Promise<void> {
  link.ariaBusy = "true";
  try {
    let at: number;
    let page: Document;
    do {
      at = reached();
      const answer = await fetch(`${link.href}&at=${at}`);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } while (at !== reached());
    const articles = [...page.querySelectorAll<HTMLElement>("#entries>article")];
    if (!articles.length) throw new Error();
    const next = page.getElementById("older");
    find("entries")!.append(...articles);
    if (next) link.replaceWith(next);
    else link.remove();
    localise();
    attend(articles[0]);
  } catch {
    location.assign(link.href);
  }
}
