import type { Customer } from "./customer.js";
import type { Demand } from "../conversation/conversation.js";
import type { Heard } from "../conversation/heard.js";
import type { Category, Form, Level, Priority } from "../words.js";

/** Urgency × importance (service-process 3). Complaints: urgent with heavy loss is P1, all others P3. */
export function priorityOf(d: { urgency: Level; importance: Level; form: Form; heavyLoss: boolean }): Priority {
  if (d.form === "complaint") return d.urgency === "high" && d.heavyLoss ? "P1" : "P3";
  if (d.urgency === "high") return d.importance === "high" ? "P1" : "P3";
  return d.importance === "high" ? "P2" : "P4";
}

/** The complaint's rank, which breaks equal dues (service-process 3): 1 urgent and heavy loss, 2 urgent, 3 general; 0: no complaint. */
export function rankOf(d: { urgency: Level; form: Form; heavyLoss: boolean }): 0 | 1 | 2 | 3 {
  if (d.form !== "complaint") return 0;
  if (d.urgency === "low") return 3;
  return d.heavyLoss ? 1 : 2;
}

/** Of whoever asks for a person before saying why: somebody waits, and no more is known. */
export const UNKNOWN_DEMAND: Demand = {
  category: null,
  form: "consultation",
  nature: null,
  urgency: "high",
  importance: "low",
  stopped: null,
  outage: false,
  heavyLoss: false,
  keywords: [],
  secondary: null,
  confidence: {},
  evidence: [],
};

/** Where the words say nothing, the kind of demand does (service-process 3: a billing question is urgent, a custom feature important). */
const USUAL: Record<Category, { urgency: Level; importance: Level }> = {
  presale: { urgency: "low", importance: "low" },
  insale: { urgency: "high", importance: "low" },
  aftersale: { urgency: "high", importance: "low" },
  value_added: { urgency: "low", importance: "high" },
};

const isKey = (customer: Customer | null): boolean => customer?.tier === "core" || customer?.type === "high_value";

/** Makes the demand from what was heard, what the file says and, once asked, whether business stands still. */
export function demandFrom(heard: Heard, customer: Customer | null): Demand {
  const usual = heard.category === null ? ({ urgency: "low", importance: "low" } as const) : USUAL[heard.category];
  const stopped =
    heard.outage || (heard.urgency === "high" && heard.importance === "high") ? true : heard.urgency === "low" ? false : null;
  return {
    category: heard.category,
    form: heard.complaint ? "complaint" : (heard.form ?? "consultation"),
    nature: heard.nature,
    urgency: heard.urgency ?? usual.urgency,
    importance: isKey(customer) ? "high" : (heard.importance ?? usual.importance),
    stopped,
    outage: heard.outage,
    heavyLoss: heard.heavyLoss,
    keywords: heard.keywords,
    secondary: heard.secondary[0]?.category ?? null,
    confidence: { ...heard.confidence },
    evidence: heard.evidence,
  };
}

/** The answer to "does it stop your business?" decides both axes (service-process 3). */
export const withStopped = (demand: Demand, stopped: boolean): Demand => ({
  ...demand,
  stopped,
  urgency: "high",
  importance: stopped ? "high" : demand.importance,
  confidence: { ...demand.confidence, urgency: 1, importance: 1 },
});

/** The customer chose the category: certain, and its usual urgency and importance where the words said nothing. */
export function withCategory(demand: Demand, category: Category, customer: Customer | null): Demand {
  const heardLevel = (field: string): boolean => (demand.confidence[field] ?? 0) > 0;
  return {
    ...demand,
    category,
    urgency: heardLevel("urgency") ? demand.urgency : USUAL[category].urgency,
    importance: isKey(customer) ? "high" : heardLevel("importance") ? demand.importance : USUAL[category].importance,
    form:
      demand.form === "complaint"
        ? "complaint"
        : category === "presale"
          ? "consultation"
          : category === "aftersale"
            ? "support"
            : demand.form,
    confidence: { ...demand.confidence, category: 1 },
  };
}

/** More words on the same demand: what was open or unsure is filled, what was sure stays. */
export function mergeDemand(first: Demand, more: Demand, threshold: number): Demand {
  const sure = (field: string): boolean => (first.confidence[field] ?? 0) >= threshold;
  const worse = (a: Level, b: Level): Level => (a === "high" || b === "high" ? "high" : "low");
  return {
    ...first,
    category: sure("category") ? first.category : (more.category ?? first.category),
    form: first.form === "complaint" || more.form === "complaint" ? "complaint" : sure("form") ? first.form : more.form,
    nature: first.nature ?? more.nature,
    urgency: worse(first.urgency, more.urgency),
    importance: worse(first.importance, more.importance),
    stopped: first.stopped ?? more.stopped,
    outage: first.outage || more.outage,
    heavyLoss: first.heavyLoss || more.heavyLoss,
    keywords: [...new Set([...first.keywords, ...more.keywords])],
    secondary: first.secondary ?? more.secondary,
    confidence: sure("category") ? first.confidence : { ...first.confidence, ...more.confidence },
    evidence: [...first.evidence, ...more.evidence],
  };
}
