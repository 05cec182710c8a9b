/** What speaks for one field of the classification: words of the customer, rules, and how sure the bot was (0 to 1; null: not told). */
export interface EvidenceLine {
  field: string;
  words: string[];
  rules: string[];
  sure: number | null;
}

const FIELDS = ["category", "form", "nature", "urgency", "importance"];
/** What was heard as something else speaks for the field it decided: a complaint is a form, an outage an urgency. */
const SPEAKS_FOR: Record<string, string> = { complaint: "form", outage: "urgency", stopped: "urgency", heavyLoss: "importance" };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** `classification`: as the API has it, of whatever version; what cannot be read is left out. */
export function evidenceOf(classification: unknown): EvidenceLine[] {
  if (!isRecord(classification)) return [];
  const { evidence, confidence } = classification;
  const sureOf = (field: string): number | null => {
    const value = isRecord(confidence) ? confidence[field] : undefined;
    return typeof value === "number" && value > 0 ? value : null;
  };
  const lines = new Map<string, EvidenceLine>(
    FIELDS.map((field) => [field, { field, words: [], rules: [], sure: sureOf(field) }]),
  );
  for (const one of Array.isArray(evidence) ? (evidence as unknown[]) : []) {
    if (!isRecord(one) || typeof one["field"] !== "string" || typeof one["text"] !== "string") continue;
    const line = lines.get(SPEAKS_FOR[one["field"]] ?? one["field"]);
    const into = one["kind"] === "rule" ? line?.rules : line?.words;
    if (into !== undefined && !into.includes(one["text"])) into.push(one["text"]);
  }
  return [...lines.values()].filter(({ words, rules }) => words.length + rules.length > 0);
}
