import type { SaidOutside } from "../../../application/deliveries/speaker.js";
import { adaptiveCardOf } from "../adaptive-card.js";

type Buttons = SaidOutside["buttons"];

/** How a message is dressed there. */
export interface Dress {
  /** The Bot Framework's own name of the channel: `msteams`, `webchat`, `telegram`. */
  channelId: string;
  /** Null: nobody knows where files of ours are reached. */
  linkTo: ((fileId: string) => string) | null;
}

const CARD_TYPE = "application/vnd.microsoft.card.adaptive";
const SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json";

/** Clients of the Bot Framework that draw Adaptive Cards; elsewhere the words and the typed answer are enough. */
const DRAWS_CARDS: ReadonlySet<string> = new Set(["msteams", "webchat", "directline", "emulator"]);
/** Clients that send back what stands behind a suggested action, not only its words. */
const SENDS_VALUES: ReadonlySet<string> = new Set(["webchat", "directline", "emulator"]);

/**
 * One activity for one message, so that it arrives whole or not at all. The words say everything; beside them stand controls, where
 * the client has them (docs/decisions/023).
 */
export function activityOf(message: SaidOutside, dress: Dress): object {
  const { text, locale, buttons, attachments } = message;
  const images = dress.linkTo === null ? [] : attachments.filter(({ type }) => type.startsWith("image/"));
  const files = attachments.filter((file) => !images.includes(file));
  const lines = files.map(({ id, name }) => (dress.linkTo === null ? escaped(name) : `[${escaped(name)}](${dress.linkTo(id)})`));
  const cards = cardsOf(message, dress);
  const controls = [
    ...cards,
    ...images.map(({ id, name, type }) => ({ contentType: type, contentUrl: dress.linkTo!(id), name })),
  ];
  return {
    type: "message",
    text: [text, ...lines].filter((line) => line !== "").join("\n\n"),
    textFormat: "markdown",
    locale,
    ...(controls.length === 0 ? {} : { attachments: controls }),
    ...(buttons.length === 0 || cards.length > 0 ? {} : { suggestedActions: { actions: suggested(buttons, dress) } }),
  };
}

export const TYPING = { type: "typing" };

/** What the bot says beside any conversation. */
export const plainActivity = (text: string): object => ({ type: "message", text, textFormat: "markdown" });

function cardsOf({ display: { card }, buttons, locale }: SaidOutside, { channelId }: Dress): object[] {
  if (!DRAWS_CARDS.has(channelId)) return [];
  if (card) return [{ contentType: CARD_TYPE, content: adaptiveCardOf(card, buttons, locale) }];
  // Teams shows suggested actions to one person in one place only, and sends their words alone.
  return channelId === "msteams" && buttons.length > 0 ? [{ contentType: CARD_TYPE, content: choicesCard(buttons) }] : [];
}

const choicesCard = (buttons: Buttons): object => ({
  $schema: SCHEMA,
  type: "AdaptiveCard",
  version: "1.5",
  fallbackText: buttons.map(({ label }) => label).join(" · "),
  body: [
    {
      type: "ActionSet",
      actions: buttons.map(({ askId, choice, label }) => ({ type: "Action.Submit", title: label, data: { askId, choice } })),
    },
  ],
});

const suggested = (buttons: Buttons, { channelId }: Dress): object[] =>
  buttons.map(({ askId, choice, label }) =>
    SENDS_VALUES.has(channelId)
      ? { type: "messageBack", title: label, text: label, displayText: label, value: { askId, choice } }
      : { type: "imBack", title: label, value: label },
  );

const escaped = (name: string): string => name.replace(/[\\`*_{}[\]<>#|~!()]/g, "\\$&");
