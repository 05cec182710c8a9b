import type { Entity, Evidence, Heard, HeardField } from "../../domain/conversation/heard.js";
import { NATURES, type Category, type Form, type Level, type Nature } from "../../domain/words.js";
import { COMPLAINT_FROM, intentOf, NO_DEMAND, wholeIntent, type IntentRead } from "./intents.js";
import type { Meaning } from "./lexicon.js";
import type { Hit } from "./matcher.js";
import { twoDemands } from "./secondary.js";
import { leading, situationOf, type Situation } from "./situation.js";
import { affirmed, weigh } from "./weigh.js";

export interface Material {
  /** As typed, for the evidence. */
  text: string;
  lower: string;
  hits: readonly Hit[];
  whole: readonly Meaning[];
  lead: readonly Meaning[];
  entities: readonly Entity[];
}

type Judged = Pick<
  Heard,
  | "intent"
  | "category"
  | "form"
  | "nature"
  | "complaint"
  | "urgency"
  | "importance"
  | "outage"
  | "heavyLoss"
  | "dissatisfied"
  | "secondary"
  | "confidence"
  | "evidence"
>;

const OUTAGE_FROM = 2.6;
const EVIDENCE_PER_FIELD = 3;

interface Level2 {
  level: Level | null;
  sure: number;
  rule: string | null;
}

interface Draft {
  situation: Situation;
  read: IntentRead;
  category: Category | null;
  complaint: boolean;
  outage: boolean;
}

function natureOf({ situation, category, complaint }: Draft): { nature: Nature | null; sure: number } {
  if (category !== "aftersale" && category !== "insale" && !complaint) return { nature: null, sure: 0 };
  const score = (nature: Nature): number => situation.weights.of(`nature.${nature}`);
  const [first, second] = [...NATURES].sort((a, b) => score(b) - score(a));
  if (first === undefined || second === undefined) return { nature: null, sure: 0 };
  const guessed = category === "aftersale" && situation.categories.aftersale < 1.5 && situation.weights.sign("thing") > 0;
  if (guessed && score(first) < 1.9) return { nature: "product", sure: 0.4 };
  if (score(first) < (category === "insale" && !complaint ? 2.4 : 1.9))
    return complaint ? { nature: "service", sure: 0.4 } : { nature: null, sure: 0 };
  return { nature: first, sure: 1 / (1 + Math.exp(-(score(first) - 0.7 * score(second) - 1) * 0.9)) };
}

function formOf({ situation, category, complaint, read }: Draft): Form | null {
  if (complaint) return "complaint";
  if (read.intent === "feedback") return situation.weights.sign("praise") > 0 ? null : "complaint";
  switch (category) {
    case null:
      return null;
    case "presale":
    case "value_added":
      return "consultation";
    case "aftersale":
      return "support";
    case "insale":
      return read.intent === "status" || (situation.weights.sign("question") > 0 && situation.weights.of("category.insale") < 3.5)
        ? "consultation"
        : "support";
  }
}

function urgencyOf({ situation, category, complaint, outage }: Draft): Level2 {
  const { weights } = situation;
  if (category === null) return { level: null, sure: 0, rule: null };
  if (outage || (situation.coreStopped && !situation.over && !situation.supposed))
    return { level: "high", sure: 0.92, rule: null };
  if (complaint) {
    const pressing = weights.sign("urgent") >= 2 || situation.heavyLoss;
    return { level: pressing ? "high" : "low", sure: 0.78, rule: pressing ? null : "complaint" };
  }
  if (category === "presale" || category === "value_added")
    return { level: "low", sure: weights.sign("urgent") >= 2 ? 0.6 : 0.85, rule: category };
  // A system that fails may stop a business; a cup that broke does not: the first is asked about.
  const perhapsStopped = (situation.outage >= 1.4 || weights.sign("impact") > 0) && !situation.onePerson && !situation.over;
  return { level: "high", sure: perhapsStopped ? 0.55 : 0.8, rule: category };
}

function importanceOf({ situation, category, outage }: Draft): Level2 {
  const { weights } = situation;
  if (category === null) return { level: null, sure: 0, rule: null };
  if (outage || (situation.coreStopped && !situation.over && !situation.supposed && !situation.onePerson))
    return { level: "high", sure: 0.9, rule: null };
  if (situation.heavyLoss) return { level: "high", sure: 0.88, rule: null };
  if (weights.sign("important") >= 2) return { level: "high", sure: 0.75, rule: null };
  if (category === "value_added") return { level: "high", sure: 0.8, rule: "value_added" };
  const open = situation.outage >= 1.4 || weights.sign("impact") > 0;
  return { level: "low", sure: open ? 0.55 : 0.75, rule: category };
}

/** The words of a hit as typed, never what stood in its gaps: that may be anything, a telephone number too. */
export const wordsOf = (hit: Hit, text: string): string => hit.literals.map(({ from, to }) => text.slice(from, to)).join("…");

const FIELD_MEANINGS: Readonly<Partial<Record<HeardField, (draft: Draft & { nature: Nature | null }) => readonly Meaning[]>>> = {
  intent: ({ read }) => [`intent.${read.intent}`],
  category: ({ category }) => (category ? [`category.${category}`] : []),
  nature: ({ nature }) => (nature ? [`nature.${nature}`] : []),
  complaint: ({ complaint }) => (complaint ? ["sign.complaint", "sign.praise"] : []),
  outage: ({ outage }) => (outage ? ["sign.outage", "sign.core"] : []),
  urgency: ({ outage, category }) => (category ? (outage ? ["sign.outage", "sign.core"] : ["sign.core", "sign.urgent"]) : []),
  importance: ({ category }) => (category ? ["sign.core", "sign.outage", "sign.heavy_loss", "sign.important"] : []),
  dissatisfied: () => ["sign.dissatisfied"],
};

function evidenceOf(
  draft: Draft & { nature: Nature | null },
  text: string,
  rules: Partial<Record<HeardField, string | null>>,
): Evidence[] {
  const all: Evidence[] = [];
  for (const [field, meanings] of Object.entries(FIELD_MEANINGS) as [
    HeardField,
    (d: Draft & { nature: Nature | null }) => readonly Meaning[],
  ][]) {
    const wanted = meanings(draft);
    const words = draft.situation.weights.hits.filter((hit) =>
      hit.idea.says.some(([meaning, weight]) => weight > 0 && wanted.includes(meaning)),
    );
    for (const word of [...new Set(words.map((hit) => wordsOf(hit, text)))].slice(0, EVIDENCE_PER_FIELD))
      all.push({ field, kind: "word", text: word });
    const rule = rules[field];
    if (words.length === 0 && rule) all.push({ field, kind: "rule", text: rule });
  }
  return all;
}

function draftOf(
  material: Material,
  kept: readonly Hit[],
  denied: readonly Hit[],
): { draft: Draft; two: ReturnType<typeof twoDemands>; sure: number } {
  const weights = weigh(
    kept,
    denied.filter((hit) => hit.idea.says.some(([meaning]) => meaning === "sign.fault" || meaning === "sign.outage")).length,
  );
  const shouting = (material.lower.match(/[!！]/g)?.length ?? 0) >= 2;
  const situation = situationOf(weights, shouting);
  const read =
    wholeIntent(material.whole) ??
    intentOf({ situation, entities: material.entities, lead: material.lead, length: material.text.length });
  const two = NO_DEMAND.has(read.intent) ? null : twoDemands(kept);
  const lead = leading(situation.categories);
  // The status of a ticket, or its cancelling, is no new demand; that of an order, a parcel or a refund is.
  const ofTicket = (read.intent === "status" && weights.sign("ticket") >= 2) || weights.of("wish.cancel") >= 4;
  const aboutTicket = (read.intent === "status" || read.intent === "cancel") && (lead.top < 2.4 || (ofTicket && lead.top < 4.5));
  const category = NO_DEMAND.has(read.intent) || aboutTicket ? null : (two?.first ?? lead.category);
  const complaint = read.intent === "complaint" || (situation.complaint >= COMPLAINT_FROM && read.intent === "demand");
  const quoted =
    situation.over || situation.supposed || situation.onePerson || (weights.sign("policy") > 0 && weights.sign("core") < 3);
  const outage = situation.outage >= OUTAGE_FROM && !quoted && category !== null;
  return { draft: { situation, read, category, complaint, outage }, two, sure: two?.sure ?? lead.sure };
}

/** Decides every field of a message from what was found in it. */
export function judge(material: Material): Judged {
  const { kept, denied } = affirmed(material.hits, material.lower);
  const { draft, two, sure } = draftOf(material, kept, denied);
  // Nobody complains of what they never had.
  if (draft.complaint && (draft.category === null || (draft.category === "presale" && !two))) draft.category = "aftersale";
  const { nature, sure: natureSure } = natureOf(draft);
  const [urgency, importance, form] = [urgencyOf(draft), importanceOf(draft), formOf(draft)];
  const dissatisfied = draft.situation.weights.sign("dissatisfied") >= 2 && !draft.situation.supposed;
  const confidence: Judged["confidence"] = { intent: draft.read.sure };
  if (draft.category) Object.assign(confidence, { category: sure, urgency: urgency.sure, importance: importance.sure });
  if (form) confidence.form = draft.complaint ? draft.read.sure : Math.max(0.5, sure);
  if (nature) confidence.nature = natureSure;
  if (draft.complaint || draft.category)
    confidence.complaint = draft.complaint ? draft.read.sure : complaintDoubt(draft.situation);
  if (draft.outage) confidence.outage = 0.9;
  if (two) confidence.secondary = 0.75;
  return {
    intent: draft.read.intent,
    category: draft.category,
    form,
    nature,
    complaint: draft.complaint,
    urgency: urgency.level,
    importance: importance.level,
    outage: draft.outage,
    heavyLoss: draft.situation.heavyLoss,
    dissatisfied,
    secondary: two ? [{ category: two.second }] : [],
    confidence: rounded(confidence),
    evidence: evidenceOf({ ...draft, nature }, material.text, { urgency: urgency.rule, importance: importance.rule }),
  };
}

/** Not called a complaint, but close to one: said with less confidence. */
const complaintDoubt = ({ complaint }: Situation): number => Math.max(0.5, 0.9 - complaint * 0.12);

function rounded(confidence: Judged["confidence"]): Judged["confidence"] {
  return Object.fromEntries(Object.entries(confidence).map(([field, value]) => [field, Math.round(value * 100) / 100]));
}
