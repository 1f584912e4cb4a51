// The live blog's top: its headline and standfirst, and the end of coverage.

import { ask } from "./dialog.ts";
import { byId, randomName } from "./dom.ts";
import type { Place } from "./place.ts";
import type { Session } from "./session.ts";
import { Refused } from "./session.ts";

export function lead(place: Place, session: Session, done: (n: number) => void): void {
  const lead = (part: string): string => document.querySelector(`[data-region="lead"] ${part}`)?.textContent?.trim() ?? "";

  /** Asks the verb with these words; says what was refused. */
  async function carryOut(verb: string, words: object, button: string): Promise<string | Node | null> {
    try {
      done((await session.ask<{ n: number }>("POST", `${place.desk}/${verb}`, words)).n);
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.words(button);
    }
  }

  document.getElementById("edit-headline")?.addEventListener("click", () => {
    const request_id = randomName(20);
    const fields = [
      { name: "headline", label: "Headline", value: lead("h1"), rows: 2 },
      { name: "standfirst", label: "Standfirst", hint: "optional", value: lead(".standfirst"), rows: 3 },
    ];
    const question = { title: "Headline and standfirst", fields, yes: "Change" };
    void ask(question, ({ headline = "", standfirst = "" }) => carryOut("headline", { headline, standfirst, request_id }, "Change"));
  });

  document.getElementById("end-coverage")?.addEventListener("click", () => {
    const request_id = randomName(20);
    const options = byId("successors") as HTMLTemplateElement;
    const none = "Nowhere: it is over";
    const successor = { name: "successor", label: "Coverage goes on in", choice: { none, options } };
    const question = {
      title: "End coverage?",
      text: "Readers are told that it has ended. Nothing can be published here afterwards, and it cannot be begun again. Corrections and withdrawals stay possible.",
      fields: options.content.childElementCount ? [successor] : [],
      yes: "End coverage",
      grave: true,
    };
    void ask(question, ({ successor = "" }) => carryOut("end", { successor: successor || null, request_id }, "End coverage"));
  });
}
