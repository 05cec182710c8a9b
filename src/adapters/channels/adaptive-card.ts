import type { Card, CardField } from "../../domain/conversation/display.js";

interface Press {
  askId: string;
  choice: string;
  label: string;
}

/**
 * The controls of a message as an Adaptive Card 1.5: choices, or a form whose submit sends `choice` "form" with the fields by their ids.
 * The facts stand in the message's words and are not said twice.
 */
export function adaptiveCardOf(card: Card<string>, buttons: readonly Press[]): object {
  const presses = card.kind === "survey" ? buttons.filter(({ choice }) => choice === "skip") : buttons;
  const submit = card.submit === null ? [] : [submitOf({ askId: card.askId, choice: "form", label: card.submit }, true)];
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    body: card.fields.map(inputOf),
    actions: [...presses.map((press) => submitOf(press, card.submit === null && press === presses[0])), ...submit],
  };
}

const submitOf = ({ askId, choice, label }: Press, positive: boolean): object => ({
  type: "Action.Submit",
  title: label,
  data: { askId, choice },
  ...(positive ? { style: "positive" } : {}),
  // A way out needs nothing filled in.
  ...(choice === "skip" ? { associatedInputs: "none" } : {}),
});

function inputOf({ id, kind, label, hint, required, scale }: CardField<string>): object {
  const common = {
    id,
    label,
    ...(hint === null ? {} : { placeholder: hint }),
    ...(required === null ? {} : { isRequired: true, errorMessage: required }),
  };
  if (kind === "contact") return { ...common, type: "Input.Text", style: "Tel", maxLength: 200 };
  if (kind === "text") return { ...common, type: "Input.Text", maxLength: 80 };
  if (kind === "long") return { ...common, type: "Input.Text", isMultiline: true, maxLength: 2_000 };
  const choices = scale.map((title, index) => ({ title, value: String(index + 1) }));
  return {
    ...common,
    type: "Frontdoor.Stars",
    scale,
    fallback: { ...common, type: "Input.ChoiceSet", style: "expanded", choices },
  };
}
