import type { CustomerQueries, CustomerView } from "../../../../application/desk-queries.js";
import type { Vault } from "../../../../application/ports.js";
import { customerNumber } from "../../../../domain/ticket/ticket.js";
import type { Channel, ReachChannel } from "../../../../domain/words.js";
import { maskContact } from "../../../dialog-files/mask.js";
import type { Pool } from "../../pool.js";
import { bytes, contactOf } from "../../rows.js";
import { isUuid } from "../shared/is-uuid.js";
import { iso, list, one, where } from "./list.js";

interface ContactRow {
  kind: "phone" | "email";
  sealed: string;
  verified: string;
  at: string;
}

interface Row {
  id: string;
  number: number;
  data_key: Buffer;
  name: string | null;
  company: string | null;
  position: string | null;
  type: string;
  tier: string;
  first_channel: Channel;
  first_contact_at: Date;
  last_contact_at: Date;
  tickets: number;
  open_tickets: number;
  opted_out: boolean;
  channels: { channel: Channel; since: string }[];
  last_channel: Channel;
  prefers: ReachChannel | "last" | null;
  contacts: ContactRow[];
}

const SELECT = `k.*,
  (select count(*)::int from tickets t where t.customer_id = k.id) as tickets,
  (select count(*)::int from tickets t where t.customer_id = k.id and t.status in ('open', 'waiting', 'resolved')) as open_tickets,
  (select coalesce(json_agg(i order by i.since, i.channel), '[]') from (
    select channel, min(joined_at) as since from identities where customer_id = k.id group by channel) i) as channels,
  coalesce((select c.channel from conversations c where c.id = k.wrote_in), k.first_channel) as last_channel,
  (select coalesce(json_agg(x order by x.at desc, x.lookup), '[]') from contacts x where x.customer_id = k.id) as contacts`;
const NEWEST = { by: [{ column: "k.id", cast: "uuid" }], descending: true } as const;
const NUMBER = /^C-?0*(\d{1,9})$/i;

export function makeCustomerQueries({ pool, vault }: { pool: Pool; vault: Vault }): CustomerQueries {
  const of = (reveal: boolean) => ({
    select: SELECT,
    table: { name: "customers", as: "k" },
    view: (row: Row) => customerView(row, { vault, reveal }),
  });
  return {
    list: async (filter, page) => {
      const lookup = filter.contact === undefined ? undefined : vault.lookup(filter.contact);
      const wanted = where()
        .and("k.name ilike ?", startsWith(filter.name))
        .and("k.company ilike ?", startsWith(filter.company))
        .and("k.id in (select customer_id from contacts where lookup = ?)", lookup);
      return list(pool, { ...of(false), name: "customers", where: wanted, order: NEWEST }, page);
    },
    one: async (idOrNumber, { reveal }) => {
      const number = NUMBER.exec(idOrNumber)?.[1];
      if (number) return one(pool, { ...of(reveal), where: where().and("k.number = ?", Number(number)) });
      return isUuid(idOrNumber) ? one(pool, { ...of(reveal), where: where().and("k.id = ?", idOrNumber) }) : null;
    },
  };
}

/** Text of the caller is never a pattern. */
const startsWith = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `${text.replace(/[\\%_]/g, "\\$&")}%`;

function customerView(row: Row, { vault, reveal }: { vault: Vault; reveal: boolean }): CustomerView {
  const valueOf = ({ kind, sealed }: ContactRow): string | null => {
    try {
      const value = vault.open(row.data_key, contactOf(row.id, kind), bytes(sealed));
      return reveal ? value : maskContact(value);
    } catch {
      return null;
    }
  };
  return {
    id: row.id,
    number: customerNumber(row.number),
    name: row.name,
    company: row.company,
    position: row.position,
    type: row.type,
    tier: row.tier,
    firstChannel: row.first_channel,
    firstContactAt: iso(row.first_contact_at),
    lastContactAt: iso(row.last_contact_at),
    tickets: row.tickets,
    openTickets: row.open_tickets,
    optedOut: row.opted_out,
    channels: row.channels.map(({ channel, since }) => ({ channel, since: iso(since) })),
    lastChannel: row.last_channel,
    prefers: row.prefers === "last" ? null : row.prefers,
    contacts: row.contacts.map((contact) => ({
      kind: contact.kind,
      value: valueOf(contact),
      verified: contact.verified,
      at: iso(contact.at),
    })),
  };
}
