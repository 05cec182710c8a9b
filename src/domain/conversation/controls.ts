import { assertNever } from "../assert-never.js";
import type { WordKey } from "../say.js";
import { dimensionsOf } from "../ticket/survey-marks.js";
import type { Turn } from "../turn.js";
import type { Ask, Button } from "./ask.js";
import { buttonsOf } from "./ask-choices.js";
import type { Card, CardField, Decided, FormField } from "./display.js";

/** Everything an ask can be answered with: its buttons, and where it has one its card. */
export function controlsOf(turn: Turn, ask: Ask): { buttons: Button[]; display: Decided } {
  const card = cardOf(turn, ask);
  return { buttons: buttonsOf(turn, ask), display: card === null ? {} : { card } };
}

/** Choices that may wait for days and forms have a card; quick choices live only as long as they are the last thing said. */
function cardOf(turn: Turn, ask: Ask): Card<WordKey> | null {
  switch (ask.kind) {
    case "confirm":
    case "accept":
      return { kind: "choices", askId: ask.id, fields: [], submit: null };
    case "intake":
      return ask.slot === "contact" || ask.form === true ? contactForm(ask.id, ask.slot === "name") : null;
    case "contact_after":
      return contactForm(ask.id, false);
    case "survey": {
      const stars = dimensionsOf(turn.surveys.get(ask.surveyId)).map(starsOf);
      return { kind: "survey", askId: ask.id, fields: [...stars, COMMENT], submit: "form.submit" };
    }
    case "quick":
    case "what_is_wrong":
    case "scope":
    case "same_or_new":
    case "cancel":
    case "evidence":
    case "why_not":
    case "survey_comment":
      return null;
    default:
      return assertNever(ask);
  }
}

const contactForm = (askId: string, withName: boolean): Card<WordKey> => ({
  kind: "contact",
  askId,
  fields: withName ? [NAME, CONTACT] : [CONTACT],
  submit: "form.submit",
});

const field = (id: FormField, kind: CardField<WordKey>["kind"], label: WordKey): CardField<WordKey> => ({
  ...{ id, kind, label, hint: null, required: null, scale: [] },
});
const NAME: CardField<WordKey> = { ...field("name", "text", "form.name"), required: "form.name_missing" };
/** May be left empty: the chat itself is then the way back. */
const CONTACT: CardField<WordKey> = { ...field("contact", "contact", "form.contact"), hint: "form.contact_hint" };
const COMMENT: CardField<WordKey> = field("comment", "long", "form.comment");
const SCALE: WordKey[] = ["score.1", "score.2", "score.3", "score.4", "score.5"];
const starsOf = (dimension: "speed" | "resolution" | "attitude" | "overall"): CardField<WordKey> => ({
  ...field(dimension, "stars", `dimension.${dimension}`),
  required: "form.stars_missing",
  scale: SCALE,
});
