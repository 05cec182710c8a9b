import type { Vault } from "../../application/ports.js";
import type { Instant } from "../../domain/time.js";

// How values stand in rows. What is written goes as JSON (one parameter a table), so bytes are hex and times ISO text; what is read
// comes as a row or as JSON of one.

/** Opens and seals what belongs to one customer, or to the desk while there is none (key null). */
export interface Sealer {
  seal(rowId: string, plain: string): string;
  open(rowId: string, sealed: Buffer | string): string;
}

export const sealerOf = (vault: Vault, key: Buffer | null): Sealer => ({
  seal: (rowId, plain) => hex(vault.seal(key, rowId, plain)),
  open: (rowId, sealed) => vault.open(key, rowId, typeof sealed === "string" ? bytes(sealed) : sealed),
});

/** The additional data of what is sealed beside the row's own text: swapped columns of one row must not open either. */
export const detailOf = (ticketId: string): string => `${ticketId}/detail`;
export const contactOf = (customerId: string, kind: string): string => `${customerId}/${kind}`;

export const hex = (buffer: Buffer): string => `\\x${buffer.toString("hex")}`;
export const bytes = (text: string): Buffer => Buffer.from(text.slice(2), "hex");

export const iso = (at: Instant): string => new Date(at).toISOString();
export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));

/** A timestamptz as the driver (Date) or JSON (text) gives it. */
export type Time = Date | string;
export const instant = (time: Time): Instant => (typeof time === "string" ? Date.parse(time) : time.getTime());
export const instantOrNull = (time: Time | null): Instant | null => (time === null ? null : instant(time));

/** A bigint as the driver (text) or JSON (number) gives it. */
export type Big = string | number;
export const numberOrNull = (big: Big | null): number | null => (big === null ? null : Number(big));
