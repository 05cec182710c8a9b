import { assertNever } from "../assert-never.js";
import type { Ask, Button } from "./ask.js";
import type { FlowChoice } from "./flow.js";
import type { WordKey } from "../say.js";
import type { Turn } from "../turn.js";
import { LOCALES } from "../words.js";

const choice = (name: string, word: WordKey): FlowChoice => ({ choice: name, word });

const CONFIRM = [choice("submit", "choice.submit"), choice("edit", "choice.edit")];
const WHAT_IS_WRONG = [
  choice("edit_name", "choice.edit_name"),
  choice("edit_contact", "choice.edit_contact"),
  choice("edit_demand", "choice.edit_demand"),
];
const SKIP = [choice("skip", "choice.skip")];
const SCOPE = [choice("all", "choice.scope_all"), choice("some", "choice.scope_some"), choice("unsure", "choice.scope_unsure")];
const SAME_OR_NEW = [choice("same", "choice.same"), choice("new", "choice.new")];
const CANCEL = [choice("cancel_ticket", "choice.cancel_ticket"), choice("keep", "choice.keep")];
const ACCEPT = [choice("accept", "choice.accept"), choice("not_yet", "choice.not_yet")];
const SURVEY = [
  ...(["5", "4", "3", "2", "1"] as const).map((score) => choice(score, `score.${score}`)),
  choice("skip", "choice.no_survey"),
];

/** What an ask offers, as buttons and as words: the one list behind both. */
export function choicesOf(turn: Turn, ask: Ask): readonly FlowChoice[] {
  switch (ask.kind) {
    case "quick":
      return turn.ctx.flow.quick;
    case "intake":
      return turn.ctx.flow.questions.find((question) => question.slot === ask.slot)?.choices ?? [];
    case "confirm":
      return CONFIRM;
    case "what_is_wrong":
      return WHAT_IS_WRONG;
    case "contact_after":
    case "survey_comment":
      return SKIP;
    case "scope":
      return SCOPE;
    case "same_or_new":
      return SAME_OR_NEW;
    case "cancel":
      return CANCEL;
    case "accept":
      return ACCEPT;
    case "survey":
      return SURVEY;
    case "evidence":
    case "why_not":
      return [];
    default:
      return assertNever(ask);
  }
}

export const buttonsOf = (turn: Turn, ask: Ask): Button[] =>
  choicesOf(turn, ask).map(({ choice: name, word }) => ({ askId: ask.id, choice: name, label: { word } }));

/** What stood on a button that came back without its words (a card's); null: it is of no open ask. */
export function labelOf(turn: Turn, button: { askId: string; choice: string }): string | null {
  const ask = turn.mind.asks.find(({ id }) => id === button.askId);
  const found = ask && choicesOf(turn, ask).find((each) => each.choice === button.choice);
  return found ? turn.ctx.wordOf(found.word, turn.conversation.locale) : null;
}

const ALL = [CONFIRM, WHAT_IS_WRONG, SKIP, SCOPE, SAME_OR_NEW, CANCEL, ACCEPT, SURVEY].flat();

/** What stands on such a button of another conversation; null: no fixed words. */
export function wordOf(turn: Turn, { choice: name }: { choice: string }): string | null {
  const found = ALL.find((each) => each.choice === name);
  return found ? turn.ctx.wordOf(found.word, turn.conversation.locale) : null;
}

/** Typed words that are just what stands on a button are that button, in either language. */
export function spelled(turn: Turn, ask: Ask, text: string): string | null {
  const typed = bare(text);
  const found = choicesOf(turn, ask).find(({ word }) => LOCALES.some((locale) => bare(turn.ctx.wordOf(word, locale)) === typed));
  return typed === "" ? null : (found?.choice ?? null);
}

const bare = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, "");
