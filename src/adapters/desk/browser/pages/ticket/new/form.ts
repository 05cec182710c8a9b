import type { Category, Channel, Form, Level, Locale } from "../../../../../../domain/words.js";
import { fieldOf as wallOf, momentOf, timeOf } from "../../conversation/reply/time/zoned.js";

export const HEARD_BY = ["phone", "email", "visit"] as const satisfies readonly Channel[];

/** What was typed, as it stands in the fields; empty: left to the desk. */
export interface Draft {
  channel: (typeof HEARD_BY)[number];
  /** A file chosen by hand, in place of the fields about the customer. */
  customerId: string;
  name: string;
  company: string;
  phone: string;
  email: string;
  text: string;
  locale: Locale | "";
  category: Category | "";
  form: Form | "";
  urgency: Level | "";
  importance: Level | "";
  /** 2026-11-23; empty: today. */
  callDay: string;
  /** 15:00, as typed. */
  callTime: string;
  callWhy: string;
  /** The act's own name: the same for each try of the same words, also after a reload. */
  key: string;
}

export const BLANK: Draft = {
  channel: "phone",
  customerId: "",
  name: "",
  company: "",
  phone: "",
  email: "",
  text: "",
  locale: "",
  category: "",
  form: "",
  urgency: "",
  importance: "",
  callDay: "",
  callTime: "",
  callWhy: "",
  key: "",
};

/** What was kept in this browser, of whatever version; what does not fit is left out. */
export function draftOf(kept: string): Draft {
  try {
    const read = JSON.parse(kept) as Record<string, unknown>;
    const known = Object.keys(BLANK).filter((field) => typeof read[field] === "string");
    return { ...BLANK, ...Object.fromEntries(known.map((field) => [field, read[field]])) };
  } catch {
    return BLANK;
  }
}

export type Missing = "customer" | "text" | "callTime" | "callWhy";

/** What must be there before the desk is asked at all. */
export function missingIn({ customerId, name, company, phone, email, text, callTime, callWhy }: Draft): Missing[] {
  const blank = (...fields: string[]): boolean => fields.every((field) => field.trim() === "");
  return [
    ...(blank(customerId, name, company, phone, email) ? (["customer"] as const) : []),
    ...(blank(text) ? (["text"] as const) : []),
    ...((blank(callTime) ? !blank(callWhy) : timeOf(callTime) === null) ? (["callTime"] as const) : []),
    ...(blank(callWhy) && !blank(callTime) ? (["callWhy"] as const) : []),
  ];
}

const given = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ""),
  );

/** The call's moment; null: none was given. `now`: desk time, `zone`: the desk's, which the day and the time are told in. */
function callAt({ callDay, callTime }: Draft, { now, zone }: { now: number; zone: string }): number | null {
  const time = timeOf(callTime);
  const day = callDay === "" ? wallOf(now, zone).slice(0, DAY_LETTERS) : callDay;
  return time === null ? null : momentOf(`${day}T${time}`, zone);
}

const DAY_LETTERS = "2026-11-23".length;

/** As `POST tickets` takes it. */
export function bodyOf(draft: Draft, clock: { now: number; zone: string }): Record<string, unknown> {
  const { channel, customerId, name, company, phone, email, text, locale, category, form, urgency, importance } = draft;
  const at = callAt(draft, clock);
  return {
    channel,
    customer: customerId === "" ? given({ name, company, phone, email }) : { id: customerId },
    text,
    ...given({ locale, category, form, urgency, importance }),
    ...(at === null ? {} : { call: { at: new Date(at).toISOString(), why: draft.callWhy.trim() } }),
  };
}

/** The field of the form that a refusal is about; null: the whole. `customer.phone` is `phone`, `call.at` is `callTime`. */
export function fieldOf(problem: Readonly<Record<string, unknown>>): keyof Draft | null {
  const named = [problem["field"], ...fieldsOf(problem["fields"])].find((field) => typeof field === "string");
  if (typeof named !== "string") return null;
  const name = { "customer.id": "customerId", customer: "customerId", "call.at": "callTime", "call.why": "callWhy" }[named];
  const field = name ?? named.replace(/^customer\./, "");
  return field in BLANK ? (field as keyof Draft) : null;
}

const fieldsOf = (fields: unknown): unknown[] =>
  Array.isArray(fields) ? fields.map((one) => (one as { field?: unknown } | null)?.field) : [];
