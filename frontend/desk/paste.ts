// What comes in from the clipboard or by dropping: only what the schema knows, and only as much as fits.

import { Fragment, Slice } from "prosemirror-model";
import type { Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { cleanAttrs, isLink, lengthOf } from "./schema.ts";

/** Word processors wrap words in many times as much markup; beyond this, reading it would hold the page still. */
const MARKUP_FACTOR = 20;

const numbers = new Intl.NumberFormat("en-GB");

/** Refuses what does not fit, with a sentence, and leaves what is there as it was. */
export function limited(limit: number, refuse: (sentence: string) => void): Plugin {
  function stop(view: EditorView, event: Event, carried: DataTransfer | null): boolean {
    const length = brought(carried, limit);
    if (length <= limit) return false;
    event.preventDefault();
    const there = lengthOf(view.state.doc);
    const left = there ? `, and ${numbers.format(there)} are there already` : "";
    refuse(
      `This paste has ${numbers.format(length)} characters; at most ${numbers.format(limit)} fit in one entry${left}. Nothing was pasted. Paste less of it, or split it into several entries.`,
    );
    return true;
  }
  return new Plugin({
    props: {
      // Before the clipboard is parsed: reading megabytes of HTML would hold the page still.
      handleDOMEvents: {
        paste: (view, event) => stop(view, event, event.clipboardData),
        drop: (view, event) => stop(view, event, event.dataTransfer),
      },
      transformPastedHTML: quiet,
      transformPasted: (slice) => new Slice(cleaned(slice.content), slice.openStart, slice.openEnd),
    },
    filterTransaction(transaction: Transaction, state) {
      // A document grows by at least its text, so most changes need no counting.
      if (!transaction.docChanged || transaction.doc.content.size <= limit) return true;
      const length = lengthOf(transaction.doc);
      const before = lengthOf(state.doc);
      if (length <= limit || length <= before) return true;
      refuse(
        `With this the text has ${numbers.format(length)} characters; at most ${numbers.format(limit)} fit in one entry. It was left out: shorten the text, or split it into several entries.`,
      );
      return false;
    },
  });
}

const SHEET = /<style\b[^>]*>[\s\S]*?<\/style\s*>/gi;
const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const ACTIVE = /([\s"'/])(style|on\w+)(?=\s*=)/gi;

/**
 * Renames in every tag what the page's security policy forbids, before a parser meets it and the browser complains. The
 * schema would drop it in any case; it still reads from `data-style` what is bold.
 */
function quiet(html: string): string {
  return html.replace(SHEET, "").replace(TAG, (tag) => tag.replace(ACTIVE, "$1data-$2"));
}

/** Returns how many characters are brought: of the words, or of markup without words that is too much to read. */
function brought(carried: DataTransfer | null, limit: number): number {
  const text = carried?.getData("text/plain") ?? "";
  if (text.length > limit) return [...text].length;
  const html = carried?.getData("text/html") ?? "";
  return html.length > limit * MARKUP_FACTOR ? html.length : 0;
}

/** A slice that claims to come from an editor brings attributes along that no parse rule has looked at. */
function cleaned(content: Fragment): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    const marks = node.marks.filter((mark) => mark.type.name !== "link" || isLink(String(mark.attrs["href"])));
    if (node.isText) nodes.push(node.mark(marks));
    else if (node.type.name === "ordered_list" || Object.keys(node.attrs).length === 0)
      nodes.push(node.type.create(node.type.name === "ordered_list" ? startOf(node) : null, cleaned(node.content), marks));
    else nodes.push(node.type.create(cleanAttrs(Object.keys(node.attrs), node.attrs), cleaned(node.content), marks));
  });
  return Fragment.fromArray(nodes);
}

function startOf(list: Node): { start: number } {
  const start: unknown = list.attrs["start"];
  return { start: typeof start === "number" && Number.isInteger(start) && start >= 0 && start <= 1_000_000 ? start : 1 };
}
