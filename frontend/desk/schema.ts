// The body's schema: the server's own file, with how each part looks in the editor and is read from pasted HTML.

import type { Attrs, DOMOutputSpec, MarkSpec, NodeSpec } from "prosemirror-model";
import { Node, Schema } from "prosemirror-model";
import spec from "../../dateline/coverage/body/schema.json";

/** A document as ProseMirror's JSON. */
export type Body = Record<string, unknown>;

export const EMPTY_BODY: Body = { type: "doc", content: [{ type: "paragraph" }] };

const LINK = /^(?:https?:\/\/[^\s/?#]\S*|mailto:\S+)$/i;

/** Whether an address may stand in coverage: the server's rule. */
export function isLink(address: string): boolean {
  if (!LINK.test(address) || address.length > 2000) return false;
  try {
    new URL(address);
    return true;
  } catch {
    return false;
  }
}

function linkOrNothing(address: string | null | undefined): string {
  const trimmed = (address ?? "").trim();
  return isLink(trimmed) ? trimmed : "";
}

function words(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** A card in place of what readers will get: what it is, then its words. */
function card(kind: string, attrs: Attrs, ...lines: (readonly [string, string])[]): DOMOutputSpec {
  const shown = lines.filter(([, text]) => text).map(([name, text]) => ["span", { class: `card-${name}` }, text]);
  return ["div", { class: "embedded", [`data-${kind}`]: JSON.stringify(attrs) }, ["span", { class: "card-kind" }, kind], ...shown];
}

/** Reads a card back. Only known names, only texts, only addresses that may stand there. */
function cardAttrs(kind: string, names: readonly string[]): (element: HTMLElement) => Attrs | false {
  return (element) => {
    try {
      const told: unknown = JSON.parse(element.getAttribute(`data-${kind}`) ?? "");
      return cleanAttrs(names, told as Attrs);
    } catch {
      return false;
    }
  };
}

/** Returns these attributes with nothing but texts, and no address that may not stand in coverage. */
export function cleanAttrs(names: readonly string[], told: Attrs): Attrs {
  const clean: Record<string, string> = {};
  for (const name of names) {
    const value: unknown = told[name];
    const text = typeof value === "string" ? value : "";
    clean[name] = name === "url" ? linkOrNothing(text) : text;
  }
  return clean;
}

const nodes: Record<string, Partial<NodeSpec>> = {
  paragraph: { parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  subheading: {
    parseDOM: ["h1", "h2", "h3", "h4", "h5", "h6"].map((tag) => ({ tag })),
    toDOM: () => ["h4", 0],
  },
  bullet_list: { parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
  ordered_list: {
    parseDOM: [{ tag: "ol", getAttrs: (element) => ({ start: startOf(element.getAttribute("start")) }) }],
    toDOM: (node) => ["ol", node.attrs["start"] === 1 ? {} : { start: String(node.attrs["start"]) }, 0],
  },
  list_item: { parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  quote: {
    parseDOM: [
      {
        // A quote as readers' pages have it.
        tag: "figure.quote",
        contentElement: "blockquote",
        getAttrs: (element) => ({
          source: words(element.querySelector("figcaption")).slice(0, 200),
          url: linkOrNothing(element.querySelector("figcaption a")?.getAttribute("href")),
        }),
      },
      {
        tag: "blockquote",
        getAttrs: (element) => ({
          source: element.getAttribute("data-source") ?? "",
          url: linkOrNothing(element.getAttribute("data-url")),
        }),
      },
    ],
    toDOM: (node) => ["blockquote", { "data-source": String(node.attrs["source"]), "data-url": String(node.attrs["url"]) }, 0],
  },
  related: {
    parseDOM: [
      { tag: "div[data-related]", getAttrs: cardAttrs("related", ["headline", "standfirst", "url"]) },
      {
        tag: "aside.related",
        getAttrs: (element) => ({
          headline: words(element.querySelector(".related-headline")).slice(0, 300),
          standfirst: words(element.querySelector("p:last-child:not(.related-headline)")).slice(0, 500),
          url: linkOrNothing(element.querySelector("a")?.getAttribute("href")),
        }),
      },
    ],
    toDOM: (node) =>
      card("related", node.attrs, ["title", String(node.attrs["headline"])], ["text", String(node.attrs["standfirst"])], ["url", String(node.attrs["url"])]),
  },
  picture: {
    parseDOM: [{ tag: "div[data-picture]", getAttrs: cardAttrs("picture", ["caption", "credit", "alt"]) }],
    toDOM: (node) =>
      card("picture", node.attrs, ["title", String(node.attrs["alt"])], ["text", String(node.attrs["caption"])], ["url", String(node.attrs["credit"])]),
  },
  embed: {
    parseDOM: [{ tag: "div[data-embed]", getAttrs: cardAttrs("embed", ["url"]) }],
    toDOM: (node) => card("embed", node.attrs, ["url", String(node.attrs["url"])]),
  },
  hard_break: { parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
};

// Pasted styles arrive under another name, for the page's security policy forbids their own.
function styled(pattern: RegExp): (element: HTMLElement) => null | false {
  return (element) => (pattern.test(element.getAttribute("data-style") ?? "") ? null : false);
}

const NOT_BOLD = /font-weight:\s*(normal|[1-4]00)/i;
const BOLD = /font-weight:\s*(bold|[6-9]00)/i;
const ITALIC = /font-style:\s*italic/i;

const marks: Record<string, Partial<MarkSpec>> = {
  link: {
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (element) => {
          const href = linkOrNothing(element.getAttribute("href"));
          return href ? { href } : false;
        },
      },
    ],
    toDOM: (mark) => ["a", { href: String(mark.attrs["href"]), rel: "noopener nofollow" }, 0],
  },
  bold: {
    parseDOM: [
      { tag: "strong" },
      // Word processors wrap everything in a <b> that is not bold.
      { tag: "b", getAttrs: (element) => (NOT_BOLD.test(element.getAttribute("data-style") ?? "") ? false : null) },
      { tag: "span[data-style]", getAttrs: styled(BOLD), consuming: false },
    ],
    toDOM: () => ["strong", 0],
  },
  italic: {
    parseDOM: [{ tag: "em" }, { tag: "i" }, { tag: "span[data-style]", getAttrs: styled(ITALIC), consuming: false }],
    toDOM: () => ["em", 0],
  },
};

function startOf(told: string | null): number {
  const start = Number.parseInt(told ?? "1", 10);
  return start >= 0 && start <= 1_000_000 ? start : 1;
}

function dressed<T extends object>(plain: Record<string, object>, looks: Record<string, Partial<T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(plain).map(([name, bare]) => [name, { ...bare, ...looks[name] } as T]));
}

export const schema = new Schema({
  topNode: spec.topNode,
  nodes: dressed<NodeSpec>(spec.nodes, nodes),
  marks: dressed<MarkSpec>(spec.marks, marks),
});

/** Returns one of the schema's own kinds of node. */
export function nodeType(name: string) {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The schema has no node “${name}”.`);
  return type;
}

export function markType(name: string) {
  const type = schema.marks[name];
  if (!type) throw new Error(`The schema has no mark “${name}”.`);
  return type;
}

/** Returns the document, or its bare words where it is of a schema that is no longer ours. */
export function documentOf(body: Body): Node {
  try {
    const node = Node.fromJSON(schema, body);
    node.check();
    return node;
  } catch {
    const paragraphs = textsIn(body).map((text) => nodeType("paragraph").create(null, schema.text(text)));
    return nodeType("doc").create(null, paragraphs.length ? paragraphs : [nodeType("paragraph").create()]);
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { text, content } = value as { text?: unknown; content?: unknown };
  if (typeof text === "string" && text) return [text];
  return Array.isArray(content) ? content.flatMap(textsIn) : [];
}

/** Returns how many characters the server counts: of each paragraph and subheading, and one between them. */
export function lengthOf(document: Node): number {
  let length = 0;
  let lines = 0;
  document.descendants((node) => {
    if (!node.isTextblock) return true;
    lines += 1;
    // A hard break counts as one. Characters, not UTF-16 units: an emoji is one.
    length += [...node.textBetween(0, node.content.size, "", " ")].length;
    return false;
  });
  return length + Math.max(0, lines - 1);
}

/** Whether there is nothing to read. */
export function isEmptyBody(document: Node): boolean {
  let something = document.textContent.trim() !== "";
  document.descendants((node) => {
    if (["related", "picture", "embed"].includes(node.type.name)) something = true;
  });
  return !something;
}
