import type { Entity, Heard, HeardField } from "./domain/conversation/heard.js";
import { LOCALES, type Locale, type Priority } from "./domain/words.js";

export interface Classifying {
  understand: (text: string, ctx: { locale: Locale; region: string }) => Heard;
  /** Null where nothing is demanded, so nothing has a priority. */
  priorityOf: (heard: Heard) => Priority | null;
  write: (line: string) => void | Promise<void>;
  /** Of a line that names none. */
  region?: string;
  /** Below this the bot would ask (service-process 0). */
  threshold?: number;
}

const REGION = "CN";
const THRESHOLD = 0.7;
/** In the order the bot would ask. */
const ASKED: readonly HeardField[] = ["category", "urgency"];

interface Line {
  text: string;
  lang: Locale | null;
  region: string | null;
}

function readLine(line: string): Line | { error: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { error: 'not JSON: write one object a line, {"text": "…"}' };
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { error: 'not an object: write {"text": "…"}' };
  const { text, lang, region } = raw as Record<string, unknown>;
  if (typeof text !== "string") return { error: '"text" is missing or not a text' };
  if (region !== undefined && (typeof region !== "string" || !/^[A-Za-z]{2}$/.test(region)))
    return { error: '"region" is not a country of two letters, such as CN' };
  if (lang !== undefined && lang !== null && typeof lang !== "string")
    return { error: '"lang" is not a language, such as zh-CN or en' };
  return { text, lang: localeOf(lang ?? null), region: region?.toUpperCase() ?? null };
}

const localeOf = (lang: string | null): Locale | null =>
  LOCALES.find((locale) => lang !== null && locale.slice(0, 2) === lang.slice(0, 2).toLowerCase()) ?? null;

/** A ticket named by its digits alone is printed as it was written: whether it is one of the desk's is not known here. */
function printed({ type, value, e164, from, to }: Entity, text: string): { type: string; value: string; e164?: string } {
  const written = text.slice(from, to).normalize("NFKC");
  const shown = type === "ticket_no" && /^\d+$/.test(written) ? written : value;
  return { type, value: shown, ...(e164 === undefined ? {} : { e164 }) };
}

/** The field the bot would ask for: only of a demand, and only what would change its course. */
function askFor(heard: Heard, threshold: number): HeardField | null {
  if (heard.intent !== "demand" && heard.intent !== "complaint")
    return heard.category === null || unsure(heard, "category", threshold) === false ? null : "category";
  if (heard.category === null) return "category";
  return ASKED.find((field) => unsure(heard, field, threshold)) ?? null;
}

const unsure = (heard: Heard, field: HeardField, threshold: number): boolean => (heard.confidence[field] ?? 0) < threshold;

function classified(line: Line, by: Classifying): object {
  const locale = line.lang ?? (/[\u3400-\u9fff]/.test(line.text) ? "zh-CN" : "en");
  const heard = by.understand(line.text, { locale, region: line.region ?? by.region ?? REGION });
  return {
    text: line.text,
    lang: line.lang ?? heard.writtenIn ?? locale,
    intent: heard.intent,
    category: heard.category,
    form: heard.form,
    nature: heard.nature,
    complaint: heard.complaint,
    urgency: heard.urgency,
    importance: heard.importance,
    priority: by.priorityOf(heard),
    secondary: heard.secondary,
    keywords: heard.keywords,
    entities: heard.entities.map((entity) => printed(entity, line.text)),
    confidence: heard.confidence,
    ask: askFor(heard, by.threshold ?? THRESHOLD),
    evidence: heard.evidence,
  };
}

/** `frontdoor classify`: one line out for each line in, in order; a bad line gives `{"error"}` in its place. */
export async function classifyLines(input: AsyncIterable<string>, by: Classifying): Promise<void> {
  for await (const line of input) {
    if (line.trim() === "") continue;
    const read = readLine(line);
    await by.write(JSON.stringify("error" in read ? read : classified(read, by)));
  }
}
