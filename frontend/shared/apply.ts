// Applies the log's messages to a page. The reader's page and the desk's timeline share this; docs/contracts/log.md is
// its contract: replace the regions, put the article in its place, and nothing else changes.

export interface EntryMeta {
  id: string;
  version: number;
  url: string;
  heading: string;
  byline: string;
  published: string;
  updated: string | null;
  withdrawn: string | null;
  key: boolean;
  pinned: boolean;
  position: number;
}

export interface Message {
  n: number;
  kind: string;
  at: string;
  entry?: EntryMeta;
  html?: string;
  regions?: Record<string, string>;
  [more: string]: unknown;
}

/** Return the one element that the server's markup describes. Scripts in it would not run. */
export function element(html: string): HTMLElement {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement;
}

const stops = (root: HTMLElement) => [root, ...root.querySelectorAll<HTMLElement>("a,summary")];

/** Put `fresh` where `old` is. What was opened stays open, the focus and a line drawn there stay where they were. */
export function swap(old: HTMLElement, fresh: HTMLElement): void {
  const opened = old.querySelectorAll("details");
  fresh.querySelectorAll("details").forEach((details, i) => (details.open = !!opened[i]?.open));
  const focused = stops(old).indexOf(document.activeElement as HTMLElement);
  const line = old.dataset["line"];
  if (line) fresh.dataset["line"] = line;
  old.replaceWith(fresh);
  if (focused >= 0) (stops(fresh)[focused] ?? fresh).focus({ preventScroll: true });
}

/** Replace those parts of the page that the message changes. */
export function regions(message: Message): void {
  for (const name in message.regions) {
    const old = document.querySelector<HTMLElement>(`[data-region="${name}"]`);
    if (old) swap(old, element(message.regions[name]!));
  }
}

export const position = (article: Element) => +(article as HTMLElement).dataset["position"]!;

/**
 * Put an article in its place in the feed and return it: instead of its older version, or above the first one with a
 * smaller position. Return nothing when its place is further down than the page reaches; `#older` will bring it.
 */
export function place(article: HTMLElement, feed: HTMLElement): HTMLElement | undefined {
  const old = document.getElementById(article.id);
  if (old) {
    swap(old, article);
    return article;
  }
  const next = [...feed.children].find((other) => position(other) < position(article));
  if (!next && feed.firstElementChild && document.getElementById("older")) return undefined;
  feed.insertBefore(article, next ?? null);
  return article;
}
