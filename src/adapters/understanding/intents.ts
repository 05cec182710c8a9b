import type { Entity } from "../../domain/conversation/heard.js";
import type { Intent } from "../../domain/words.js";
import type { Meaning } from "./lexicon.js";
import { leading, type Situation } from "./situation.js";

export interface IntentRead {
  intent: Intent;
  sure: number;
}

export const COMPLAINT_FROM = 3;
const DEMAND_FROM = 2.4;

/** A wish said as a whole message, as an intent for those who only read intents. */
const WISH_INTENTS: Partial<Record<Meaning, Intent>> = {
  "wish.human": "human",
  "wish.status": "status",
  "wish.cancel": "cancel",
  "wish.skip": "deny",
};

/** What a whole short message means comes first: it has no other words to go by. */
const WHOLE_ORDER: readonly Meaning[] = [
  "wish.human",
  "wish.cancel",
  "wish.status",
  "wish.skip",
  "intent.status",
  "intent.goodbye",
  // Before thanks: "解决了，谢谢" accepts what was asked, and says it kindly.
  "intent.deny",
  "intent.affirm",
  "intent.thanks",
  "intent.chitchat",
  "intent.greeting",
];

export function wholeIntent(meanings: readonly Meaning[]): IntentRead | null {
  const meaning = WHOLE_ORDER.find((candidate) => meanings.includes(candidate));
  if (!meaning) return null;
  const intent = WISH_INTENTS[meaning] ?? (meaning.slice("intent.".length) as Intent);
  return { intent, sure: meanings.length > 1 ? 0.8 : 0.95 };
}

interface Clues {
  situation: Situation;
  entities: readonly Entity[];
  lead: readonly Meaning[];
  length: number;
}

const CONTACTS = new Set(["phone", "email", "name", "company", "position", "order_no", "ticket_no"]);

/** Nothing in the lexicon tells: a guess that says it is one. */
function guess({ situation, entities, lead, length }: Clues): IntentRead {
  const { weights } = situation;
  const begun = wholeIntent(
    lead.filter((meaning) => meaning === "intent.deny" || meaning === "intent.affirm" || meaning === "intent.thanks"),
  );
  if (begun && (begun.intent === "deny" || weights.sign("question") === 0)) return { ...begun, sure: 0.75 };
  if (entities.some(({ type }) => CONTACTS.has(type))) return { intent: "provide_info", sure: 0.8 };
  if (weights.sign("topic") > 0 || weights.sign("urgent") > 0) return { intent: "demand", sure: 0.45 };
  if (weights.sign("question") > 0) return { intent: "out_of_scope", sure: 0.35 };
  return length > 40 ? { intent: "demand", sure: 0.35 } : { intent: "chitchat", sure: 0.3 };
}

/** Anger at the bot, with nothing told that went wrong: "别跟我扯了，找个活人来". */
const onlyAnger = ({ weights }: Situation): boolean =>
  weights.sign("fault") < 2 &&
  weights.of("nature.service") < 2 &&
  weights.of("nature.process") < 2 &&
  weights.of("intent.complaint") === 0;

/** Asks after a matter, a complaint too, without complaining anew. */
const aboutTicket = ({ weights }: Situation): boolean =>
  weights.sign("ticket") >= 2 &&
  weights.sign("dissatisfied") < 2 &&
  weights.sign("fault") < 2 &&
  weights.of("nature.service") < 2;

/** Praise or a proposal, with nothing wrong and nothing wanted. */
function isFeedback({ weights, complaint }: Situation, top: number): boolean {
  const weight = weights.of("intent.feedback");
  if (weight < 2.5 || weights.sign("fault") >= 2 || complaint >= 1.5) return false;
  return weight >= top || top < 2 || (weights.sign("question") === 0 && weights.of("category.presale") < 2);
}

function spoken({ situation, entities }: Clues): IntentRead | null {
  const given = entities.some(({ type }) => type === "phone" || type === "email");
  const { weights, complaint } = situation;
  const { top } = leading(situation.categories);
  const weight = (intent: Intent): number => weights.of(`intent.${intent}`);
  if (weight("human") >= 4 && onlyAnger(situation)) return { intent: "human", sure: 0.9 };
  if (aboutTicket(situation)) return { intent: "status", sure: 0.85 };
  if (complaint >= COMPLAINT_FROM)
    return { intent: "complaint", sure: Math.min(0.95, 0.6 + (complaint - COMPLAINT_FROM) * 0.15 + 0.12) };
  if (weight("human") >= 4 && top < 3) return { intent: "human", sure: 0.92 };
  if (weight("cancel") >= 4) return { intent: "cancel", sure: 0.85 };
  if (weight("out_of_scope") >= 4 && top < 3.6) return { intent: "out_of_scope", sure: top > 1 ? 0.6 : 0.85 };
  if (weight("ask_contact") >= 5 && top < 5.5 && !given) return { intent: "ask_contact", sure: 0.85 };
  // "处理结果我不满意" says what it came to, it does not ask.
  if (weight("status") >= 3.5 && !situation.supposed && weights.sign("dissatisfied") < 2) return { intent: "status", sure: 0.82 };
  if (isFeedback(situation, top)) return { intent: "feedback", sure: top > 3 ? 0.72 : 0.82 };
  if (weight("chitchat") >= 4 && top < 3) return { intent: "chitchat", sure: 0.85 };
  return null;
}

export function intentOf(clues: Clues): IntentRead {
  const said = spoken(clues);
  if (said) return said;
  const { top, sure } = leading(clues.situation.categories);
  const { weights } = clues.situation;
  const asksOfTicket = weights.sign("question") > 0 && clues.entities.some(({ type }) => type === "ticket_no");
  if (asksOfTicket && top < DEMAND_FROM) return { intent: "status", sure: 0.75 };
  if (top >= DEMAND_FROM) return { intent: "demand", sure: Math.max(0.72, sure) };
  const names = clues.entities.filter(({ type }) => type !== "order_no").length;
  if (names > 0 && weights.sign("question") === 0) return { intent: "provide_info", sure: 0.8 };
  const begun = guess(clues);
  if (top < 2 && (begun.intent === "deny" || begun.intent === "affirm")) return begun;
  if (top >= 1) return { intent: "demand", sure: 0.55 };
  return guess(clues);
}

/** These are no demand, so they have no category, whatever words they contain. */
export const NO_DEMAND: ReadonlySet<Intent> = new Set<Intent>([
  "human",
  "ask_contact",
  "feedback",
  "provide_info",
  "greeting",
  "thanks",
  "goodbye",
  "affirm",
  "deny",
  "chitchat",
  "out_of_scope",
]);
