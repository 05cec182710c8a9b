import type { Vault } from "../../application/ports.js";
import type { Change } from "../../application/turn-store.js";
import type { Contact, Customer } from "../../domain/ticket/customer.js";
import type { Instant } from "../../domain/time.js";
import type { Place } from "../../domain/reach/elsewhere.js";
import type { Channel, ReachChannel } from "../../domain/words.js";
import { contactOf, hex, instant, iso } from "./rows.js";
import type { Sealer, Time } from "./rows.js";

export interface ContactRow {
  kind: Contact["kind"];
  sealed: string;
  verified: Contact["verified"];
}

export interface CustomerRow {
  id: string;
  number: number;
  data_key: Buffer | null;
  name: string | null;
  company: string | null;
  position: string | null;
  type: Customer["type"];
  tier: Customer["tier"];
  first_channel: Channel;
  first_contact_at: Time;
  last_contact_at: Time;
  opted_out: boolean;
  contacts: ContactRow[] | null;
  /** `last`: where they wrote last, said so. */
  prefers: ReachChannel | "last" | null;
  wrote_in: string | null;
  reach: Place | null;
}

export const openCustomer = (row: CustomerRow, sealer: Sealer): Customer => ({
  id: row.id,
  number: row.number,
  name: row.name,
  company: row.company,
  position: row.position,
  type: row.type,
  tier: row.tier,
  firstChannel: row.first_channel,
  firstContactAt: instant(row.first_contact_at),
  lastContactAt: instant(row.last_contact_at),
  optedOut: row.opted_out,
  contacts: (row.contacts ?? []).map(({ kind, verified, sealed }) => ({
    kind,
    verified,
    value: sealer.open(contactOf(row.id, kind), sealed),
  })),
  prefers: row.prefers === "last" ? null : row.prefers,
  wroteIn: row.wrote_in,
  reach: row.reach,
});

/** `conversation_id` says whose guard this row hangs on; it is no column. */
export function customerRow({ conversation, dataKey }: Change, { file, isNew, joins, placed }: NonNullable<Change["customer"]>) {
  return {
    conversation_id: conversation.id,
    is_new: isNew,
    id: file.id,
    number: file.number,
    data_key: dataKey && hex(dataKey),
    name: file.name,
    company: file.company,
    position: file.position,
    type: file.type,
    tier: file.tier,
    first_channel: file.firstChannel,
    first_contact_at: iso(file.firstContactAt),
    last_contact_at: iso(file.lastContactAt),
    opted_out: file.optedOut,
    // Absent: as it stands, whoever changes it at the same time.
    ...(joins ? { joins: true } : {}),
    ...(placed?.wroteIn === undefined ? {} : { wrote_in: placed.wroteIn }),
    ...(placed?.prefers === undefined ? {} : { prefers: placed.prefers ?? "last" }),
  };
}

/** `lookup` finds a contact without storing it in clear; it is also what makes it the same contact. */
export const contactRow = (
  of: { conversationId: string; file: Customer; at: Instant; claims: boolean },
  contact: Contact,
  { vault, sealer }: { vault: Vault; sealer: Sealer },
) => ({
  conversation_id: of.conversationId,
  customer_id: of.file.id,
  kind: contact.kind,
  lookup: hex(vault.lookup(contact.value)),
  sealed: sealer.seal(contactOf(of.file.id, contact.kind), contact.value),
  verified: contact.verified,
  at: iso(of.at),
  ...(of.claims && contact.verified !== "typed" ? { sole: true } : {}),
});
