// Asking the server: refusals as exceptions, a token that survives signing in again, and the banner of who was signed out.

import { h } from "./dom.ts";
import type { Place } from "./place.ts";

const PATIENCE_MS = 20_000;
const SIGN_IN = "/account/login/?next=/desk/signed-in";

/** What the server refused, or why it could not be asked. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence);
  }

  /** Whether the server may have done what was asked all the same: the same request must be sent again, not a new one. */
  get unknown(): boolean {
    // A database that goes away during a commit may have finished it.
    return ["unreachable", "server_failed", "database_unavailable"].includes(this.code);
  }

  /** The sentence as a person needs it: being signed out comes with the way back in. */
  words(button: string): string | Node {
    if (this.code !== "signed_out") return this.sentence;
    const words = document.createDocumentFragment();
    words.append(
      "You have been signed out. ",
      h("a", { href: SIGN_IN, target: "_blank" }, "Sign in in another tab"),
      `, then press ${button} again; your text is kept here.`,
    );
    return words;
  }
}

interface Told {
  person: number;
  name: string;
  token: string;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

export class Session {
  private token: string;
  private out = false;
  private readonly returned: (() => void)[] = [];

  constructor(
    private readonly place: Place,
    private readonly banner: HTMLElement,
  ) {
    this.token = place.token;
    const look = (): void => {
      if (this.out && document.visibilityState === "visible") void this.renew().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
  }

  /** Calls back when a person who had been signed out is back. */
  onReturn(listener: () => void): void {
    this.returned.push(listener);
  }

  /** Asks the server and returns its answer. Throws `Refused`. */
  async ask<T>(method: Method, path: string, words?: object): Promise<T> {
    // Signing in has changed the token, and nothing else tells this tab that somebody has signed in in another.
    if (this.out) await this.renew();
    try {
      return await this.once<T>(method, path, words);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === "signed_out") this.leave(error);
      if (error.code !== "csrf") throw error;
      await this.renew();
      return await this.once<T>(method, path, words);
    }
  }

  private async renew(): Promise<void> {
    let told: Told;
    try {
      told = await this.once<Told>("GET", "/desk/session");
    } catch (error) {
      if (error instanceof Refused && error.code === "signed_out") this.leave(error);
      throw error;
    }
    if (String(told.person) !== this.place.person) {
      const other = new Refused(
        "other_person",
        `${told.name} is signed in now, and this text is ${this.place.name}’s. Sign in as ${this.place.name} again, or copy the text and reload the page.`,
      );
      this.leave(other);
      throw other;
    }
    this.token = told.token;
    if (!this.out) return;
    this.out = false;
    this.banner.hidden = true;
    for (const listener of this.returned) listener();
  }

  private leave(why: Refused): void {
    this.out = true;
    // Once: a banner that is written again is read out again.
    if (!this.banner.hidden && this.banner.dataset["code"] === why.code) return;
    this.banner.dataset["code"] = why.code;
    this.banner.replaceChildren(why.words(this.place.publishes ? "Publish" : "Submit"));
    this.banner.hidden = false;
  }

  private async once<T>(method: Method, path: string, words?: object): Promise<T> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    let status = 0;
    let text = "";
    try {
      const headers: Record<string, string> = { Accept: "application/json" };
      if (method !== "GET") headers["X-CSRFToken"] = this.token;
      if (words) headers["Content-Type"] = "application/json";
      const response = await fetch(path, {
        method,
        headers,
        body: words ? JSON.stringify(words) : null,
        credentials: "same-origin",
        cache: "no-store",
        signal: stop.signal,
      });
      status = response.status;
      text = await response.text();
    } catch {
      throw new Refused("unreachable", "The server cannot be reached. Your text is kept here; try again in a moment.");
    } finally {
      clearTimeout(timer);
    }
    const answer = parsed(text);
    if (answer && status >= 200 && status < 300) return answer as T;
    if (answer && typeof answer["code"] === "string" && typeof answer["sentence"] === "string")
      throw new Refused(answer["code"], answer["sentence"], answer);
    throw new Refused("server_failed", `The server failed to answer (${status}). Your text is kept here; try again in a moment.`);
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
