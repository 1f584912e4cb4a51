// Short names for what every part of the script asks the page. Each byte of them is parsed on a phone.

export const page = document;
export const { body } = page;
export const find = <T extends HTMLElement = HTMLElement>(id: string) => page.getElementById(id) as T | null;
/** The entries on the page, from the top. */
export const entries = () => [...page.querySelectorAll<HTMLElement>("#entries>article")];
/** Where an element's top is in the window. */
export const topOf = (element: Element) => element.getBoundingClientRect().top;
/** Whether a key or a click is meant for the browser: to open elsewhere, or a shortcut of its own. */
export const forBrowser = (event: KeyboardEvent | MouseEvent) => event.ctrlKey || event.metaKey || event.altKey;
