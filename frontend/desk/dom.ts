// Making and finding elements. Text is always text: nothing here reads HTML.

type Attribute = string | number | boolean | null | ((event: Event) => void);
type Child = Node | string | null | false;

/** Makes an element. `true` sets an attribute without value, `false` and `null` leave it out; functions listen. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

/** Returns the element with this id, which the page must have. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

/** Puts a sentence into a region that is read out, or empties it. The same sentence again is read out again. */
export function say(region: HTMLElement, sentence: string | Node): void {
  region.replaceChildren(sentence);
}

/** Takes a button out of use without taking the focus from it, as `disabled` would. */
export function setBusy(button: HTMLElement, busy: boolean): void {
  if (busy) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

export function isBusy(button: HTMLElement): boolean {
  return button.getAttribute("aria-disabled") === "true";
}

/** Returns a moment in the newsroom's zone, as the timeline has it: `10:42`, with the day where it is not today. */
export function when(moment: Date | string = new Date()): string {
  const at = new Date(moment);
  const timeZone = document.getElementById("live-blog")?.dataset["zone"];
  const day = (date: Date): string => date.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone });
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });
  return day(at) === day(new Date()) ? time : `${day(at)}, ${time}`;
}

const ALPHABET = "23456789bcdfghjkmnpqrstvwxyz";

/** Returns a random name of that many letters: for drafts and requests, which the browser names. */
export function randomName(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
