// Keys and Markdown-like beginnings of a line.

import { chainCommands, exitCode, toggleMark, baseKeymap } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import type { Command, Plugin } from "prosemirror-state";
import { markType, nodeType } from "./schema.ts";
import { toggleList, toggleQuote, toggleSubheading } from "./commands.ts";

const hardBreak: Command = chainCommands(exitCode, (state, dispatch) => {
  if (!state.selection.$from.parent.type.contentMatch.matchType(nodeType("hard_break"))) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodeType("hard_break").create()).scrollIntoView());
  return true;
});

/** The editor's keys. Tab is left to the browser: whoever writes by keyboard alone must be able to leave. */
export function keys(link: Command): Plugin[] {
  const item = nodeType("list_item");
  return [
    keymap({
      "Mod-z": undo,
      "Shift-Mod-z": redo,
      "Mod-y": redo,
      "Mod-b": toggleMark(markType("bold")),
      "Mod-i": toggleMark(markType("italic")),
      "Mod-k": link,
      "Mod-Alt-2": toggleSubheading,
      "Shift-Mod-7": toggleList("ordered_list"),
      "Shift-Mod-8": toggleList("bullet_list"),
      "Shift-Mod-9": toggleQuote,
      "Mod-]": sinkListItem(item),
      "Mod-[": liftListItem(item),
      "Shift-Enter": hardBreak,
      Enter: splitListItem(item),
      Backspace: undoInputRule,
    }),
    keymap(baseKeymap),
  ];
}

/** `- ` begins a list, `1. ` a numbered one, `> ` a quote, `## ` a subheading. Backspace takes it back. */
export function beginnings(): Plugin {
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*[-+*]\s$/, nodeType("bullet_list")),
      wrappingInputRule(
        /^(\d{1,6})[.)]\s$/,
        nodeType("ordered_list"),
        (match) => ({ start: Number(match[1]) }),
        (match, before) => before.childCount + Number(before.attrs["start"]) === Number(match[1]),
      ),
      wrappingInputRule(/^\s*>\s$/, nodeType("quote")),
      textblockTypeInputRule(/^#{2,4}\s$/, nodeType("subheading")),
    ],
  });
}
