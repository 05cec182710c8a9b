import type { Card, CardField } from "../../domain/conversation/display.js";
import type { Locale } from "../../domain/words.js";

/** A card whose words are chosen. */
export type WordedCard = Card<string>;

export interface CardButton {
  askId: string;
  choice: string;
  label: string;
}

const SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json";
/** What a filled-in form answers, beside its inputs. */
const FORM_CHOICE = "form";

const NAME_CHARACTERS_MOST = 80;
const CONTACT_CHARACTERS_MOST = 200;
const COMMENT_CHARACTERS_MOST = 2_000;

/** The choices that agree: drawn as the one to press. Where there is none, all are equal. */
const AFFIRMATIVE: ReadonlySet<string> = new Set(["submit", "accept", "yes"]);
/** The stars of a survey's card carry these. */
const SCORE = /^[1-5]$/;

/**
 * An Adaptive Card 1.5 of a message's controls only; the facts stand in the message's text. Each action submits `{askId, choice}`, a form's
 * `{askId, choice: "form"}` merged with its inputs by field id.
 *
 * Clients show labels, placeholders and titles of actions as they are, but put error messages and the titles of choices through
 * Markdown where they have it: the words given here are written without any.
 */
export function adaptiveCardOf(card: WordedCard, buttons: readonly CardButton[], locale: Locale): object {
  const others = card.kind === "survey" ? buttons.filter(({ choice }) => !SCORE.test(choice)) : buttons;
  const submit = card.submit === null ? [] : [{ askId: card.askId, choice: FORM_CHOICE, label: card.submit }];
  const agrees = submit[0] ?? others.find(({ choice }) => AFFIRMATIVE.has(choice));
  const actions = [...submit, ...others].map((button) => actionOf(button, button === agrees));
  return {
    $schema: SCHEMA,
    type: "AdaptiveCard",
    version: "1.5",
    // Two letters: the stock renderer knows no more.
    lang: locale === "en" ? "en" : "zh",
    fallbackText: [...card.fields.map(({ label }) => label), ...actions.map(({ title }) => title)].join(" · "),
    body: [...card.fields.map(inputOf), ...(actions.length === 0 ? [] : [{ type: "ActionSet", actions }])],
  };
}

const actionOf = ({ askId, choice, label }: CardButton, agrees: boolean) => ({
  type: "Action.Submit",
  title: label,
  data: { askId, choice },
  ...(agrees ? { style: "positive" } : {}),
  // "Skip" must not fail over the fields it skips.
  ...(choice === FORM_CHOICE ? {} : { associatedInputs: "none" }),
});

function inputOf(field: CardField<string>): object {
  const { id, label } = field;
  const required = field.required === null ? {} : { isRequired: true, errorMessage: field.required };
  const hint = field.hint === null ? {} : { placeholder: field.hint };
  switch (field.kind) {
    case "text":
      return { type: "Input.Text", id, label, ...hint, maxLength: NAME_CHARACTERS_MOST, ...required };
    case "contact":
      return { type: "Input.Text", id, label, style: "Tel", ...hint, maxLength: CONTACT_CHARACTERS_MOST, ...required };
    case "long":
      return { type: "Input.Text", id, label, isMultiline: true, ...hint, maxLength: COMMENT_CHARACTERS_MOST, ...required };
    case "stars":
      return { type: "Frontdoor.Stars", id, label, scale: field.scale, ...required, fallback: choicesOf(field, required) };
  }
}

/** The same question for clients that do not know our stars; the best first, as on the buttons. */
const choicesOf = ({ id, label, scale }: CardField<string>, required: object): object => ({
  type: "Input.ChoiceSet",
  id,
  label,
  style: "expanded",
  choices: scale.map((title, index) => ({ title, value: String(index + 1) })).reverse(),
  ...required,
});
