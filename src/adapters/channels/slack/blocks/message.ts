import type { SaidOutside } from "../../../../application/deliveries/speaker.js";
import { escaped, mrkdwnOf } from "./mrkdwn.js";
import { cut, numbered } from "./parts.js";

export interface Part {
  text: string;
  blocks?: object[];
}

/** Slack cuts a text above 40,000 characters. */
const TEXT_CHARACTERS_MOST = 39_000;
/** All blocks of a message together take some 13,200 (slackapi/bolt-js#2509). */
const BLOCKS_CHARACTERS_MOST = 11_000;
const SECTION_CHARACTERS_MOST = 3_000;
const LABEL_CHARACTERS_MOST = 75;
const BUTTONS_A_ROW = 5;
/** The choices that agree: drawn as the one to press. */
const AFFIRMATIVE: ReadonlySet<string> = new Set(["submit", "accept", "yes"]);
/** The stars of a survey's card carry these; they are given in its form. */
const SCORE = /^[1-5]$/;

/** Our buttons in what customers see: `ask:0`, `ask:1`, …; `ask:form` opens a form. */
export const ASK_ACTION = /^ask:/;
export const FORM_ACTION = "ask:form";

/** A message of the log as Slack shows it, in order. `openForm`: the words on the button that opens its form. None: it has only files. */
export function partsOf(message: SaidOutside, openForm: string | null): Part[] {
  const { text, from, name } = message;
  const elements = buttonsOf(message, openForm);
  const mrkdwn = mrkdwnOf(text);
  const speaker = from === "agent" && name !== null ? `*${escaped(name)}*\n` : "";
  if (mrkdwn === "" && elements.length === 0) return [];
  if (elements.length === 0) return numbered(`${speaker}${mrkdwn}`, TEXT_CHARACTERS_MOST).map((part) => ({ text: part }));
  const parts = numbered(`${speaker}${mrkdwn}`, BLOCKS_CHARACTERS_MOST);
  const last = parts.at(-1)!;
  return [...parts.slice(0, -1).map((part) => ({ text: part })), { text: last, blocks: [...sections(last), ...rows(elements)] }];
}

/** As few sections as hold the text. */
export const sections = (mrkdwn: string): object[] =>
  mrkdwn === "" ? [] : cut(mrkdwn, SECTION_CHARACTERS_MOST).map((text) => ({ type: "section", text: { type: "mrkdwn", text } }));

/** Plain words on a button or a title, as long as Slack takes them. */
export const plain = (text: string, most: number = LABEL_CHARACTERS_MOST): object => ({
  type: "plain_text",
  text: text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`,
  emoji: true,
});

function buttonsOf({ buttons, display: { card }, seq }: SaidOutside, openForm: string | null): object[] {
  const isForm = card !== undefined && card.fields.length > 0 && openForm !== null;
  const shown = isForm && card.kind === "survey" ? buttons.filter(({ choice }) => !SCORE.test(choice)) : buttons;
  const agrees = isForm ? null : shown.find(({ choice }) => AFFIRMATIVE.has(choice));
  const opens = { type: "button", action_id: FORM_ACTION, style: "primary", value: JSON.stringify({ seq }) };
  return [
    ...(isForm ? [{ ...opens, text: plain(openForm) }] : []),
    ...shown.map((button, n) => ({
      type: "button",
      action_id: `ask:${n}`,
      text: plain(button.label),
      value: JSON.stringify({ askId: button.askId, choice: button.choice }),
      ...(button === agrees ? { style: "primary" } : {}),
    })),
  ];
}

function rows(elements: object[]): object[] {
  const found: object[] = [];
  for (let n = 0; n < elements.length; n += BUTTONS_A_ROW)
    found.push({ type: "actions", elements: elements.slice(n, n + BUTTONS_A_ROW) });
  return found;
}
