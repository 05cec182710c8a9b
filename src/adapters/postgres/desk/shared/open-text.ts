import type { Vault } from "../../../../application/ports.js";

export interface SealedText {
  id: string;
  /** Masked. */
  text: string;
  sealed: Buffer | null;
  data_key: Buffer | null;
}

/** The full text, or the masked one where it cannot be opened (an erased customer, a lost key): the rest is still shown. */
export function openText(row: SealedText, vault: Vault, failed?: (error: unknown) => void): string {
  if (!row.sealed) return row.text;
  try {
    return vault.open(row.data_key, row.id, row.sealed);
  } catch (error) {
    failed?.(error);
    return row.text;
  }
}
