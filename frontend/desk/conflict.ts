// Somebody changed the entry in the meantime: both texts side by side, and a choice that loses neither.

import { DOMSerializer } from "prosemirror-model";
import { h, when } from "./dom.ts";
import { documentOf, schema } from "./schema.ts";
import type { Body } from "./schema.ts";
import type { Words } from "./writing.ts";

/** What the server has: the facts of the refusal `stale_version`. */
export interface Theirs extends Words {
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

export interface Choice {
  keepMine(): void;
  takeTheirs(): void;
  putMineBack(): void;
}

export function theirsOf(facts: Readonly<Record<string, unknown>>): Theirs {
  return {
    version: Number(facts["version"]),
    heading: String(facts["heading"]),
    byline: String(facts["byline"]),
    body: facts["body"] as Body,
    by: String(facts["by"]),
    at: String(facts["at"]),
  };
}

/** Shows both texts and asks which is to stand. */
export function showConflict(place: HTMLElement, sentence: string, mine: Words, theirs: Theirs, choice: Choice): void {
  const who = `Theirs: ${theirs.by || "an import"}, ${when(theirs.at)}`;
  const keep = h("button", { type: "button", click: () => choice.keepMine() }, "Keep mine and publish over theirs");
  const take = h("button", { type: "button", click: () => choice.takeTheirs() }, "Take theirs");
  place.replaceChildren(
    h(
      "section",
      { class: "conflict", "aria-labelledby": "conflict-title" },
      h("h3", { id: "conflict-title", tabindex: -1 }, "Changed in the meantime"),
      h("p", { role: "alert" }, sentence),
      h("div", { class: "sides" }, sideOf(who, theirs), sideOf("Yours", mine)),
      h("div", { class: "buttons" }, keep, take),
    ),
  );
  place.querySelector("h3")?.focus();
}

/** After theirs were taken: one's own words stay within reach until something else is done. */
export function showMine(place: HTMLElement, mine: Words, choice: Choice): void {
  place.replaceChildren(
    h(
      "details",
      { class: "conflict" },
      h("summary", {}, "Theirs stand in the composer now; yours are here"),
      sideOf("Yours", mine),
      h("div", { class: "buttons" }, h("button", { type: "button", click: () => choice.putMineBack() }, "Put mine back")),
    ),
  );
}

function sideOf(name: string, words: Words): HTMLElement {
  const text = h("div", { class: "side-text", tabindex: 0, role: "region", "aria-label": name });
  if (words.heading) text.append(h("p", { class: "side-heading" }, words.heading));
  if (words.byline) text.append(h("p", { class: "side-byline" }, words.byline));
  text.append(DOMSerializer.fromSchema(schema).serializeFragment(documentOf(words.body).content));
  return h("div", { class: "side" }, h("h4", {}, name), text);
}
