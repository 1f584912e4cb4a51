// The buttons above the text. One stop of the Tab key: the arrow keys move within (ARIA's toolbar pattern).

import { toggleMark } from "prosemirror-commands";
import { redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { hasMark, isInside, toggleList, toggleSubheading } from "./commands.ts";
import { h } from "./dom.ts";
import type { Sign } from "./icons.ts";
import { icon } from "./icons.ts";
import { askEmbed, askLink, askPicture, askQuote, askRelated } from "./insert.ts";
import { markType } from "./schema.ts";

interface Tool {
  readonly sign: Sign;
  readonly label: string;
  readonly keys?: string;
  readonly run: Command;
  readonly on?: (state: EditorState) => boolean;
  readonly able?: (state: EditorState) => boolean;
}

const TOOLS: readonly (readonly Tool[])[] = [
  [
    { sign: "bold", label: "Bold", keys: "B", run: toggleMark(markType("bold")), on: (state) => hasMark(state, "bold") },
    { sign: "italic", label: "Italic", keys: "I", run: toggleMark(markType("italic")), on: (state) => hasMark(state, "italic") },
    { sign: "link", label: "Link", keys: "K", run: askLink, on: (state) => hasMark(state, "link") },
  ],
  [
    { sign: "subheading", label: "Subheading", keys: "Alt+2", run: toggleSubheading, on: (state) => isInside(state, "subheading") },
    { sign: "bullets", label: "List", keys: "Shift+8", run: toggleList("bullet_list"), on: (state) => isInside(state, "bullet_list") },
    {
      sign: "numbers",
      label: "Numbered list",
      keys: "Shift+7",
      run: toggleList("ordered_list"),
      on: (state) => isInside(state, "ordered_list"),
    },
    { sign: "quote", label: "Quote with source", run: askQuote, on: (state) => isInside(state, "quote") },
  ],
  [
    { sign: "related", label: "Related coverage", run: askRelated, on: (state) => isInside(state, "related") },
    { sign: "picture", label: "Picture", run: askPicture, on: (state) => isInside(state, "picture") },
    { sign: "embed", label: "Embed", run: askEmbed, on: (state) => isInside(state, "embed") },
  ],
  [
    { sign: "undo", label: "Undo", keys: "Z", run: undo, able: (state) => undoDepth(state) > 0 },
    { sign: "redo", label: "Redo", keys: "Shift+Z", run: redo, able: (state) => redoDepth(state) > 0 },
  ],
];

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** How a key combination with the main modifier is called on this machine. */
export function keyName(keys: string): string {
  return MAC ? `⌘${keys.replace("Shift+", "⇧").replace("Alt+", "⌥")}` : `Ctrl+${keys}`;
}

export class Toolbar {
  readonly element: HTMLElement;
  private readonly buttons: readonly (readonly [Tool, HTMLButtonElement])[];

  constructor(view: () => EditorView) {
    const groups = TOOLS.map((group) => group.map((tool) => [tool, buttonOf(tool, view)] as const));
    this.buttons = groups.flat();
    this.element = h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": "Form of the text", keydown: (event) => this.move(event as KeyboardEvent) },
      ...groups.map((group) => h("div", { class: "group" }, ...group.map(([, button]) => button))),
    );
    this.buttons.forEach(([, button], index) => (button.tabIndex = index ? -1 : 0));
  }

  /** Shows what is true of the text at the cursor. */
  show(state: EditorState): void {
    for (const [tool, button] of this.buttons) {
      if (tool.on) button.setAttribute("aria-pressed", String(tool.on(state)));
      if (tool.able) button.setAttribute("aria-disabled", String(!tool.able(state)));
    }
  }

  private move(event: KeyboardEvent): void {
    const buttons = this.buttons.map(([, button]) => button);
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const goals: Record<string, number> = {
      ArrowRight: (at + 1) % buttons.length,
      ArrowLeft: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const goal = buttons[goals[event.key] ?? -1];
    if (at < 0 || !goal) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = button === goal ? 0 : -1;
    goal.focus();
  }
}

function buttonOf(tool: Tool, view: () => EditorView): HTMLButtonElement {
  const shown = tool.keys ? `${tool.label} (${keyName(tool.keys)})` : tool.label;
  return h(
    "button",
    {
      type: "button",
      class: "tool",
      "aria-label": tool.label,
      "aria-keyshortcuts": tool.keys ? `${MAC ? "Meta" : "Control"}+${tool.keys}` : null,
      title: shown,
      // The text keeps its selection while a button is pressed.
      mousedown: (event) => event.preventDefault(),
      click: () => {
        const editor = view();
        tool.run(editor.state, editor.dispatch, editor);
        if (!document.querySelector("dialog[open]")) editor.focus();
      },
    },
    icon(tool.sign),
  );
}
