// The connection to the log. It says "live" only while it hears something: a message, or the heartbeat every 15 seconds.

import type { Message } from "./apply.ts";

export type State = "connecting" | "live" | "reconnecting" | "offline" | "paused" | "ended" | "lost";

// A message or the heartbeat is due within 15 seconds; a slow network may add some.
const SILENCE = 25_000;
// The server speaks at once. When it does not, a proxy is holding the stream back.
const FIRST_WORD = 8_000;
// The server answers a long-poll after 20 seconds at the latest.
const LONG_POLL = 35_000;
// After the end there may still be a correction: look every half minute or so, not all readers at once.
const LATE = 20_000;
const TICK = 5_000;
// A tab that nobody looks at gives its connection back: browsers allow six to a site, on all tabs together.
const HIDDEN = 60_000;

/** Who is connected: what the connection asks and tells. */
export interface Follower {
  /** The number of the last message that the page has. */
  applied(): number;
  receive(messages: Message[]): void;
  /** The page has all there is. */
  caughtUp(): void;
  paused(): boolean;
  /** `heard` is when the server was last heard. */
  show(state: State, heard: number): void;
}

/**
 * Keep the page connected to its log, by its stream unless so many long-polls come before it. Return how to connect
 * anew, for when the reader pauses or goes on.
 */
export function connect(log: string, ended: boolean, follower: Follower, polls = 0): () => void {
  let source: EventSource | undefined;
  let asking: AbortController | undefined;
  let cursor = "";
  let heard = Date.now();
  /** When to give up what is under way. */
  let deadline = Infinity;
  let hidden = Infinity;
  let retry = 0;
  // One who long-polls begins as after an absence, with what there is.
  let fails = polls && 1;
  let streamFails = 0;

  const show = (state: State) => follower.show(ended && state !== "lost" ? "ended" : state, heard);
  const address = (live: string) => `${log}?offset=${`${follower.applied()}`.padStart(16, "0")}${live}`;

  function open(): void {
    close();
    if (follower.paused()) show("paused");
    else if (!navigator.onLine) show("offline");
    else if (ended) void ask("");
    // After a silence ask what there is first: a long-poll without news would leave the reader in doubt for 20 seconds.
    else if (polls > 0) void ask(fails ? "" : "&live=long-poll");
    else listen();
  }

  /** Connect after an absence: what was true before it may not be claimed any more. */
  function reopen(): void {
    show("connecting");
    fails ||= 1;
    open();
  }

  function close(): void {
    clearTimeout(retry);
    source?.close();
    asking?.abort();
    source = asking = undefined;
    deadline = Infinity;
  }

  function end(): void {
    close();
    ended = true;
    deadline = Date.now() + LATE * (1 + Math.random());
    show("ended");
  }

  /** The page cannot be brought up to date any more. */
  function lose(): void {
    close();
    show("lost");
  }

  /** Hand over what has come. What the page fails to take in is missing on it for good, so do not go on. */
  function give(messages: Message[]): boolean {
    try {
      follower.receive(messages);
      return true;
    } catch (error) {
      lose();
      console.error(error);
      return false;
    }
  }

  function beat(patience: number): void {
    fails = 0;
    heard = Date.now();
    deadline = heard + patience;
    show("live");
  }

  function listen(): void {
    const stream = (source = new EventSource(address("&live=sse")));
    const on = (type: string, hear: (words: any) => void) =>
      stream.addEventListener(type, (event) => {
        const words = (event as MessageEvent<string>).data;
        streamFails = 0;
        beat(SILENCE);
        hear(words && JSON.parse(words));
      });
    deadline = Date.now() + FIRST_WORD;
    stream.onerror = again;
    on("heartbeat", () => {});
    on("data", give);
    on("control", (position: { upToDate?: boolean; streamClosed?: boolean }) => {
      if (position.streamClosed) end();
      if (position.upToDate) follower.caughtUp();
    });
  }

  async function ask(live: string): Promise<void> {
    const { signal } = (asking = new AbortController());
    deadline = Date.now() + LONG_POLL;
    try {
      const answer = await fetch(address(live) + (live && cursor && `&cursor=${cursor}`), { signal });
      const { status } = answer;
      if ([400, 404, 410].includes(status)) {
        // The log does not know this page's number, as after its database was restored: nothing will ever come.
        lose();
        return;
      }
      if (status !== 200 && status !== 204) throw status;
      const messages = status === 200 ? await answer.json() : [];
      const says = (name: string) => answer.headers.get(`stream-${name}`);
      cursor = says("cursor") ?? "";
      polls--;
      beat(LONG_POLL);
      if (!give(messages)) return;
      if (says("closed")) end();
      else open();
      if (says("up-to-date")) follower.caughtUp();
    } catch {
      if (!signal.aborted) again();
    }
  }

  function again(): void {
    if (source && ++streamFails > 2) polls = Math.min(2 ** (streamFails - 2), 16);
    close();
    // The server ends every stream after a minute. That is no failure: only when it is not back at once, say so.
    const wait = fails++ ? Math.min(250 * 2 ** fails, 15_000) : 200;
    if (fails > 1) show("reconnecting");
    retry = window.setTimeout(open, wait * (0.5 + Math.random()));
  }

  setInterval(() => {
    const now = Date.now();
    if (now - hidden > HIDDEN) close();
    else if (now > deadline && ended) document.hidden || open();
    else if (now > deadline) {
      fails ||= 1;
      again();
    }
  }, TICK);
  for (const change of ["offline", "online"]) addEventListener(change, open);
  // An open connection would keep the page from being restored as it was when the reader goes back to it.
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && reopen());
  document.addEventListener("visibilitychange", () => {
    hidden = document.hidden ? Date.now() : Infinity;
    if (!document.hidden && (Date.now() > deadline || !(source || asking))) reopen();
  });
  open();
  return open;
}
