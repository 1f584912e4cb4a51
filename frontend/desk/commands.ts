// What the toolbar and the keys do to the text.

import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import type { Node } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";
import { NodeSelection } from "prosemirror-state";
import { markType, nodeType } from "./schema.ts";

/** Whether the selection lies within a node of this kind. */
export function isInside(state: EditorState, name: string): boolean {
  return around(state, name) !== null;
}

/** Returns the innermost node of this kind around the selection, with its position. */
export function around(state: EditorState, name: string): { node: Node; position: number } | null {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type.name === name)
    return { node: selection.node, position: selection.from };
  for (let depth = selection.$from.depth; depth > 0; depth--) {
    const node = selection.$from.node(depth);
    if (node.type.name === name) return { node, position: selection.$from.before(depth) };
  }
  return null;
}

export function hasMark(state: EditorState, name: string): boolean {
  const { from, $from, to, empty } = state.selection;
  const type = markType(name);
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

export const toggleSubheading: Command = (state, dispatch) =>
  setBlockType(nodeType(isInside(state, "subheading") ? "paragraph" : "subheading"))(state, dispatch);

/** Makes a list of the selection, or takes it out of the list it is in. */
export function toggleList(name: "bullet_list" | "ordered_list"): Command {
  return (state, dispatch) => {
    if (isInside(state, name)) return liftListItem(nodeType("list_item"))(state, dispatch);
    const other = around(state, name === "bullet_list" ? "ordered_list" : "bullet_list");
    if (!other) return wrapInList(nodeType(name))(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(other.position, nodeType(name)));
    return true;
  };
}

export const toggleQuote: Command = (state, dispatch) =>
  isInside(state, "quote") ? lift(state, dispatch) : wrapIn(nodeType("quote"))(state, dispatch);

/** Returns the address of the link at the selection, or an empty text. */
export function linkAt(state: EditorState): string {
  const { $from, from, to, empty } = state.selection;
  const marks = empty ? $from.marks() : (state.doc.nodeAt(from)?.marks ?? []);
  const mark = marks.find(({ type }) => type.name === "link");
  return mark && (empty || state.doc.rangeHasMark(from, to, mark.type)) ? String(mark.attrs["href"]) : "";
}

/** Returns from where to where the link at the cursor goes: a click into it is enough to change all of it. */
function linkRange(state: EditorState): { from: number; to: number } {
  const { $from, from, to, empty } = state.selection;
  if (!empty) return { from, to };
  const href = linkAt(state);
  const start = $from.start();
  let first = -1;
  let last = -1;
  $from.parent.forEach((node, offset) => {
    const linked = node.marks.some((mark) => mark.type.name === "link" && mark.attrs["href"] === href);
    const begin = start + offset;
    const end = begin + node.nodeSize;
    if (!linked) return;
    if (last !== begin) {
      if (last >= from) return;
      first = begin;
    }
    last = end;
  });
  return first < 0 || from < first || from > last ? { from, to } : { from: first, to: last };
}

/** Makes the selection, or the link at the cursor, a link; writes `words` where there is neither. */
export function setLink(href: string, words: string): Command {
  return (state, dispatch) => {
    const type = markType("link");
    const { from, to } = linkRange(state);
    const transaction = state.tr;
    if (from === to) transaction.insertText(words || href, from);
    const end = from === to ? from + (words || href).length : to;
    transaction.removeMark(from, end, type).addMark(from, end, type.create({ href }));
    dispatch?.(transaction.removeStoredMark(type).scrollIntoView());
    return true;
  };
}

export const removeLink: Command = (state, dispatch) => {
  const { from, to } = linkRange(state);
  if (from === to) return toggleMark(markType("link"))(state, dispatch);
  dispatch?.(state.tr.removeMark(from, to, markType("link")));
  return true;
};

/** Puts a card in, or changes the one that is selected. */
export function putCard(name: "related" | "picture" | "embed", attrs: Record<string, string>): Command {
  return (state, dispatch) => {
    const chosen = around(state, name);
    const transaction = state.tr;
    if (chosen) transaction.setNodeMarkup(chosen.position, null, attrs);
    else transaction.replaceSelectionWith(nodeType(name).create(attrs));
    dispatch?.(transaction.scrollIntoView());
    return true;
  };
}

/** Says whose words the quote around the selection is; makes one where there is none. */
export function attribute(attrs: { source: string; url: string }): Command {
  return (state, dispatch) => {
    const quote = around(state, "quote");
    if (!quote) return wrapIn(nodeType("quote"), attrs)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(quote.position, null, attrs));
    return true;
  };
}
