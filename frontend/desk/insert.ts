// What the toolbar asks for before it puts something into the text.

import type { Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { around, attribute, linkAt, putCard, removeLink, setLink, toggleQuote } from "./commands.ts";
import type { Question } from "./dialog.ts";
import { ask } from "./dialog.ts";
import { isLink } from "./schema.ts";

const NO_LINK = "This cannot be a link. Use an address that begins with https://, http:// or mailto:.";

/** Returns the address as it would be typed in full: `example.org/a` is at https. */
function completed(address: string): string {
  return /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(address) ? `https://${address}` : address;
}

function attrsAt(view: EditorView, name: string): Record<string, string> {
  return (around(view.state, name)?.node.attrs ?? {}) as Record<string, string>;
}

/** Asks, then runs the command with the answers, and gives the focus back to the text. */
function asking(questionOf: (view: EditorView) => Question, command: (answers: Record<string, string>) => Command | string): Command {
  return (state, _dispatch, view) => {
    if (!view || state !== view.state) return false;
    const question = questionOf(view);
    void ask(question, (answers) => {
      const made = command({ ...answers });
      if (typeof made === "string") return made;
      made(view.state, view.dispatch, view);
      return null;
    }).then(() => view.focus());
    return true;
  };
}

export const askLink: Command = asking(
  (view) => {
    const there = linkAt(view.state);
    const words = view.state.selection.empty && !there;
    const address = { name: "href", label: "Address", value: there, type: "url" } as const;
    return {
      title: "Link",
      fields: words ? [address, { name: "words", label: "Words to show", hint: "the address if left empty" }] : [address],
      yes: there ? "Change link" : "Add link",
      ...(there ? { instead: { label: "Remove link", act: () => removeLink(view.state, view.dispatch, view) } } : {}),
    };
  },
  ({ href = "", words = "" }) => (isLink(completed(href)) ? setLink(completed(href), words) : NO_LINK),
);

export const askQuote: Command = asking(
  (view) => {
    const inside = around(view.state, "quote") !== null;
    const { source = "", url = "" } = attrsAt(view, "quote");
    return {
      title: "Quote",
      fields: [
        { name: "source", label: "Who says it", hint: "optional", value: source },
        { name: "url", label: "Address of the source", hint: "optional", value: url, type: "url" },
      ],
      yes: inside ? "Change quote" : "Make it a quote",
      ...(inside ? { instead: { label: "No longer a quote", act: () => toggleQuote(view.state, view.dispatch, view) } } : {}),
    };
  },
  ({ source = "", url = "" }) => (url && !isLink(completed(url)) ? NO_LINK : attribute({ source, url: url ? completed(url) : "" })),
);

export const askRelated: Command = asking(
  (view) => {
    const { headline = "", standfirst = "", url = "" } = attrsAt(view, "related");
    return {
      title: "Related coverage",
      fields: [
        { name: "headline", label: "Headline", value: headline },
        { name: "url", label: "Address", hint: "optional", value: url, type: "url" },
        { name: "standfirst", label: "Standfirst", hint: "optional", value: standfirst, rows: 2 },
      ],
      yes: headline ? "Change card" : "Add card",
    };
  },
  ({ headline = "", standfirst = "", url = "" }) => {
    if (!headline) return "Give the headline of the related coverage.";
    if (url && !isLink(completed(url))) return NO_LINK;
    return putCard("related", { headline, standfirst, url: url ? completed(url) : "" });
  },
);

export const askPicture: Command = asking(
  (view) => {
    const { caption = "", credit = "", alt = "" } = attrsAt(view, "picture");
    return {
      title: "Picture",
      text: "Holds the picture’s place and its words. The picture itself cannot be uploaded yet.",
      fields: [
        { name: "alt", label: "What it shows", hint: "read out to those who do not see it", value: alt },
        { name: "caption", label: "Caption", hint: "optional", value: caption, rows: 2 },
        { name: "credit", label: "Credit", hint: "optional", value: credit },
      ],
      yes: alt ? "Change picture" : "Hold its place",
    };
  },
  ({ caption = "", credit = "", alt = "" }) =>
    alt ? putCard("picture", { caption, credit, alt }) : "Say what the picture shows.",
);

export const askEmbed: Command = asking(
  (view) => {
    const { url = "" } = attrsAt(view, "embed");
    return {
      title: "Embed",
      text: "Readers get a link to it.",
      fields: [{ name: "url", label: "Address of the post or film", value: url, type: "url" }],
      yes: url ? "Change embed" : "Add embed",
    };
  },
  ({ url = "" }) => (isLink(completed(url)) ? putCard("embed", { url: completed(url) }) : NO_LINK),
);
