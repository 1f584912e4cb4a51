// The reader's script. Everything on the page works without it; with it the page stays as it would be after a reload.

import { element, place, position, regions, type Message } from "../shared/apply.ts";
import { body, entries, find, forBrowser, page, topOf } from "./dom.ts";
import { attend, listenToKeys } from "./keys.ts";
import { remember, remembered } from "./memory.ts";
import { loadOlder } from "./older.ts";
import { slideIn, steady } from "./steady.ts";
import { ago, clock, localise } from "./times.ts";
import { connect, type State } from "../shared/wire.ts";

const { log } = body.dataset;
const updates = (count: number) => `${count} new update${count === 1 ? "" : "s"}`;
/** The number of the last message that the page has. */
const applied = () => +(body.dataset["offset"] ?? 0);

function follow(log: string): void {
  const feed = find("entries")!;
  const button = find("held")!;
  const mode = find<HTMLSelectElement>("mode")!;
  const site = page.querySelector(".masthead")!.textContent!.trim();
  const seen = `seen-${log}`;
  /** New entries that wait until the reader asks for them, by id, in the order of their arrival. */
  const held = new Map<string, HTMLElement>();
  let changed = Date.parse(body.dataset["changed"]!);
  let state: State = "connecting";
  let since = 0;
  let unsaid = 0;
  let heading = "";
  let saying = 0;
  let sliding: Animation | undefined;
  let newcomer = true;

  const newest = () => feed.firstElementChild as HTMLElement | null;
  /** Whether the reader sees the top of the entries, and so wants to see a new one arrive. */
  const watching = () => mode.value === "show" && !page.hidden && topOf(feed) >= 0;
  const announce = (words: string) => (find("say")!.textContent = words);

  function apply(message: Message): void {
    // A claim on the record changes nothing that this page shows, and is no update of it.
    if (message.html || message.regions) changed = Date.parse(message.at);
    regions(message);
    if (message.kind === "coverage.ended") body.dataset["ended"] = "";
    if (!message.html) return;
    const article = element(message.html);
    const top = newest();
    const isNew = !find(article.id) && !(top && position(article) < position(top));
    if (!isNew) {
      place(article, feed);
      return;
    }
    if (!held.has(article.id)) {
      unsaid++;
      heading = message.entry?.heading ?? "";
      // Several that come together are announced together.
      saying ||= window.setTimeout(() => {
        announce(updates(unsaid) + (heading && `: ${heading}`));
        saying = unsaid = 0;
      }, 2_000);
    }
    held.set(article.id, article);
  }

  /** Put the entries that wait on the page, and return the newest. */
  function release(): HTMLElement | undefined {
    const fresh = [...held.values()];
    held.clear();
    if (fresh.length) sliding = slideIn(feed, fresh);
    // A frame later, for in this one the entries still count as sliding.
    if (sliding) sliding.onfinish = () => setTimeout(slid, 50);
    update();
    return fresh.pop();
  }

  function slid(): void {
    sliding = undefined;
    arrive();
  }

  /** Put new entries on the page of a reader who is watching, one slide after the other. */
  function arrive(): void {
    if (!sliding && held.size && watching()) release();
    else update();
  }

  /** Go to the newest of those that wait, and draw a line where the reader had been before. */
  function show(): void {
    const last = newest();
    if (last) draw(last, "You had read from here on");
    attend(release());
  }

  function draw(article: HTMLElement, words: string): void {
    feed.querySelector("[data-line]")?.removeAttribute("data-line");
    article.dataset["line"] = words;
  }

  /** Draw the line where the reader was when they left last time. */
  function resume(): void {
    const known = entries().find((article) => position(article) <= read);
    const missed = known ? position(newest()!) - read : 0;
    if (missed > 0) draw(known!, `${updates(missed)} since your last visit`);
  }

  /** Go to an entry on the page, or to one that waits. */
  function jump(id: string): boolean {
    if (held.has(`entry-${id}`)) show();
    const article = find(`entry-${id}`);
    attend(article);
    return !!article;
  }

  function leave(): void {
    const top = newest();
    if (top) remember(seen, `${position(top)}`);
  }

  function sentence(): string {
    const last = newest() || held.size ? `Last update ${ago(changed)}.` : "No updates yet.";
    return {
      live: `Live. ${last}`,
      reconnecting: `Reconnecting. ${last}`,
      offline: `Offline since ${clock(since)}.`,
      paused: `Paused since ${clock(since)}.`,
      ended: "Coverage has ended; corrections still follow.",
      lost: "This page cannot be kept up to date. Load it again.",
      connecting: `Connecting. ${last}`,
    }[state];
  }

  /** Bring what stands around the entries in line with what the page knows. */
  function update(): void {
    const count = held.size;
    localise();
    find("wire")!.textContent = sentence();
    button.hidden = !count || (!!sliding && watching());
    button.textContent = updates(count);
    page.title = `${count ? `(${count}) ` : ""}${page.querySelector("h1")!.textContent} | ${site}`;
  }

  mode.value = remembered("updates") ?? "show";
  const read = +(remembered(seen) ?? 0);
  resume();
  body.dataset["wire"] = state;
  update();
  const open = connect(log, "ended" in body.dataset, {
    applied,

    receive(messages) {
      const news = messages.filter(({ n }) => n > applied());
      if (!news.length) return;
      steady(() => {
        news.forEach((message) => {
          apply(message);
          body.dataset["offset"] = `${message.n}`;
        });
        // A time as the server wrote it is longer, and may take a line more.
        localise();
      });
      arrive();
    },

    caughtUp() {
      if (!newcomer) return;
      newcomer = false;
      // Again, for the page may have come from a cache.
      resume();
      // The address may name an entry that is further down than the page reaches: it has a page of its own.
      const id = /(?:#entry-|[?&]entry=)(\w+)/.exec(location.search + location.hash)?.[1];
      if (id && !jump(id)) location.replace(`${location.pathname}/entry/${id}`);
    },

    paused: () => mode.value === "pause",

    show(now, heard) {
      if (now !== state) {
        const settled = state !== "connecting" && now !== "connecting";
        state = body.dataset["wire"] = now;
        since = now === "offline" ? heard : Date.now();
        if (settled) announce(sentence());
      }
      update();
    },
  }, "poll" in body.dataset ? Infinity : 0);

  mode.onchange = () => {
    remember("updates", mode.value);
    arrive();
    open();
  };
  button.onclick = show;
  setInterval(update, 20_000);
  addEventListener("scroll", () => held.size && !sliding && watching() && release(), { passive: true });
  addEventListener("keydown", (event) => event.key === "Home" && held.size && show());
  addEventListener("pagehide", leave);
  page.addEventListener("visibilitychange", () => {
    if (page.hidden) leave();
    else if (held.size && watching()) show();
  });
  page.addEventListener("click", (event) => {
    // The lists at the top lead to an entry's own page; where it is on this page, go to it here.
    const link = clicked(event, "[data-region] a");
    const id = link && /\/entry\/(\w+)$/.exec(link.pathname)?.[1];
    if (id && jump(id)) event.preventDefault();
  });
}

/** Return the link of that kind that is followed by the click, unless it is to open elsewhere. */
function clicked(event: MouseEvent, kind: string): HTMLAnchorElement | null {
  if (forBrowser(event) || event.shiftKey) return null;
  return (event.target as Element).closest<HTMLAnchorElement>(kind);
}

localise();
find("zone")!.textContent = `Times are in your own zone. Point at one to see it in ${body.dataset["zone"]}.`;
listenToKeys();
if (log) follow(log);
page.addEventListener("click", (event) => {
  const link = clicked(event, "#older");
  if (!link) return;
  event.preventDefault();
  void loadOlder(link, applied);
});
