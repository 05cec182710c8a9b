import { z } from "zod";
import { oneEmail } from "../../../../application/sign-in/ports.js";
import type { Instant } from "../../../../domain/time.js";

// The words every body and query is made of. What is parsed here is trusted inside.

export const TEXT_MAX = 10_000;
export const NAME_MAX = 200;

/** Well-formed and without NUL, as everything behind the edge expects it (architecture I8). */
export const cleaned = (text: string): string => text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\uFFFD");

const words = (max: number) =>
  z.string().overwrite(cleaned).min(1).max(max).regex(/\S/, "must say something: spaces alone do not");

export const text = words(TEXT_MAX);
export const name = words(NAME_MAX);

export const EMAIL_MAX = 254;
const EMAIL = /^[^\s@\p{C}<>"]+@[^\s@\p{C}<>"]+$/u;
export const email = z.string().overwrite(oneEmail).max(EMAIL_MAX).regex(EMAIL, "must be an e-mail address");

const PASSWORD_MAX = 256;
export const password = z.string().max(PASSWORD_MAX).regex(/\S/, "must be a password: spaces alone are none");

/** Of a link that is good for once. */
export const secret = z.string().regex(/^[\w-]{43}$/, "must be what stands after the = in the link");

/** Any UUID as Postgres reads it, in the spelling it writes. */
export const uuid = z.guid().overwrite((id) => id.toLowerCase());

/** A moment as ISO 8601 with its offset, to milliseconds since 1970. */
export const moment = z.iso.datetime({ offset: true }).transform((iso): Instant => Date.parse(iso));

/** A local day of this century. */
export const day = z.iso.date().regex(/^20/, "must be a day as 2026-11-22");

const NUMBER = /^([TC])-0*([1-9]\d{0,8})$/i;

/** One spelling for a row named by its id or by the number that people see. */
const spelled = (ref: string): string => {
  const [, letter, digits] = NUMBER.exec(ref) ?? [];
  return letter && digits ? `${letter.toUpperCase()}-${digits.padStart(6, "0")}` : ref.toLowerCase();
};

const named = (letter: "T" | "C", what: string) =>
  z
    .union(
      [z.guid(), z.string().regex(new RegExp(`^${letter}-0*[1-9]\\d{0,8}$`, "i"))],
      `must be an id or a number as ${letter}-000123`,
    )
    .describe(`${what}'s id, or its number as \`${letter}-000123\``)
    .transform(spelled);

export const ticketRef = named("T", "A ticket");
export const customerRef = named("C", "A customer");

/** `true` or `false` in a query. */
export const yesOrNo = z.enum(["true", "false"]).transform((word) => word === "true");

/** Several values of one filter, separated by commas. */
export const someOf = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .string()
    .max(NAME_MAX)
    .describe(`One or more of ${values.join(", ")}, separated by commas`)
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(values)));

export const PAGE_MAX = 200;
const PAGE_USUAL = 50;

/** What every list takes. */
export const paging = {
  cursor: z.string().max(1_000).exactOptional().describe("`next` of the page before"),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_USUAL),
};

export const nothing = z.strictObject({});
