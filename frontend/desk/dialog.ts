// Questions in a <dialog>: fields, one button that does it, one that leaves. A refusal stands in the dialog, and what
// was typed stays.

import { h, isBusy, randomName, say, setBusy } from "./dom.ts";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly rows?: number;
  readonly type?: "url" | "text";
  /** Makes it a choice: the page's template with the options, after one that says this. */
  readonly choice?: { readonly none: string; readonly options: HTMLTemplateElement };
}

export interface Question {
  readonly title: string;
  readonly text?: string;
  readonly fields?: readonly Field[];
  readonly yes: string;
  readonly grave?: boolean;
  /** A second thing that can be done instead, as removing a link. */
  readonly instead?: { readonly label: string; readonly act: () => void };
}

export type Answers = Readonly<Record<string, string>>;

/** Does what was asked. Returns nothing when it is done, else what is wrong. */
export type Act = (answers: Answers) => Promise<string | Node | null> | string | null;

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Opens the dialog, and resolves when it is closed: true when the deed was done. */
export function ask(question: Question, act: Act): Promise<boolean> {
  const name = randomName(8);
  const sentence = h("p", { class: "sentence", role: "alert", id: `${name}-sentence` });
  const inputs = (question.fields ?? []).map((field) => [field, inputOf(field, name)] as const);
  const yes = h("button", { class: question.grave ? "primary grave" : "primary" }, question.yes);
  const form = h(
    "form",
    { method: "dialog", class: "fields" },
    h("h2", { id: `${name}-title` }, question.title),
    question.text ? h("p", {}, question.text) : null,
    ...inputs.map(([field, input]) => labelled(field, input)),
    sentence,
    h(
      "div",
      { class: "buttons" },
      yes,
      question.instead ? h("button", { type: "button", click: () => instead() }, question.instead.label) : null,
      h("button", { type: "button", class: "quiet", click: () => dialog.close() }, "Cancel"),
    ),
  );
  const dialog = h("dialog", { "aria-labelledby": `${name}-title` }, form);
  let done = false;

  function instead(): void {
    question.instead?.act();
    done = true;
    dialog.close();
  }

  async function submit(): Promise<void> {
    if (isBusy(yes)) return;
    setBusy(yes, true);
    say(sentence, "");
    const answers = Object.fromEntries(inputs.map(([field, input]) => [field.name, input.value.trim()]));
    const wrong = await act(answers);
    setBusy(yes, false);
    if (wrong === null) {
      done = true;
      dialog.close();
      return;
    }
    say(sentence, wrong);
    inputs[0]?.[1].setAttribute("aria-describedby", sentence.id);
    inputs[0]?.[1].focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  inputs[0]?.[1].focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(done);
    });
  });
}

function inputOf(field: Field, name: string): Input {
  const id = `${name}-${field.name}`;
  if (field.choice) {
    const none = h("option", { value: "" }, field.choice.none);
    return h("select", { id }, none, field.choice.options.content.cloneNode(true));
  }
  const input = field.rows ? h("textarea", { id, rows: field.rows }) : h("input", { id, inputmode: field.type ?? "text" });
  input.value = field.value ?? "";
  return input;
}

function labelled(field: Field, input: Input): HTMLElement {
  const hint = field.hint ? h("span", {}, field.hint) : null;
  return h("div", { class: "field" }, h("label", { for: input.id }, field.label, hint ? " " : null, hint), input);
}
