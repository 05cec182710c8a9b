import type { Card, CardField } from "../../../../domain/conversation/display.js";
import { plain } from "./message.js";

const TITLE_CHARACTERS_MOST = 24;
const CHARACTERS_MOST = { text: 80, contact: 200, long: 2_000 } as const;

export const FORM_CALLBACK = "customer_form";

/** A card's form as a modal; `note` comes back with what is filled in. Each block is named as its field. */
export const formOf = (card: Card<string>, { title, cancel, note }: { title: string; cancel: string; note: string }): object => ({
  type: "modal",
  callback_id: FORM_CALLBACK,
  private_metadata: note,
  title: plain(title, TITLE_CHARACTERS_MOST),
  submit: plain(card.submit ?? "OK", TITLE_CHARACTERS_MOST),
  close: plain(cancel, TITLE_CHARACTERS_MOST),
  blocks: card.fields.map((field) => ({
    type: "input",
    block_id: field.id,
    label: plain(field.label, 2_000),
    optional: field.required === null,
    element: elementOf(field),
  })),
});

function elementOf({ id, kind, hint, scale }: CardField<string>): object {
  const placeholder = hint === null ? {} : { placeholder: plain(hint, 150) };
  switch (kind) {
    case "text":
    case "contact":
      return { type: "plain_text_input", action_id: id, max_length: CHARACTERS_MOST[kind], ...placeholder };
    case "long":
      return { type: "plain_text_input", action_id: id, max_length: CHARACTERS_MOST.long, multiline: true, ...placeholder };
    case "stars":
      // The best first, as on the buttons.
      return { type: "radio_buttons", action_id: id, options: scale.map(optionOf).reverse() };
  }
}

const optionOf = (word: string, n: number): object => ({
  text: plain(`${"★".repeat(n + 1)} ${word}`),
  value: String(n + 1),
});
