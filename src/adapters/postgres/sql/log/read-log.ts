import type { MessageFile, Worded } from "../../../../domain/conversation/display.js";
import type { Locale } from "../../../../domain/words.js";
import { statement } from "../../statement.js";

/** Without messages: one row whose `id` is null. */
export interface LogRow {
  /** Whose it is of those asked for, from 1. */
  nth: string;
  head: string;
  data_key: Buffer | null;
  id: string | null;
  seq: string;
  at: Date;
  sender: "customer" | "bot" | "agent";
  agent_id: string | null;
  agent_name: string | null;
  ticket_id: string | null;
  ticket_number: number | null;
  locale: Locale;
  text: string;
  sealed: Buffer | null;
  say_key: string | null;
  buttons: { askId: string; choice: string; label: string }[] | null;
  value: unknown;
  client_key: string | null;
  attachments: MessageFile[] | null;
  display: Worded | null;
}

// $1 conversations, $2 the sequence of each after which, $3 how many of each. One snapshot: the head is that of the messages.
export const readLog = statement(
  "read-log",
  `
  select w.nth, c.seq as head, k.data_key, m.id, m.seq, m.at, m.sender, m.agent_id, a.name as agent_name, m.ticket_id,
    t.number as ticket_number, m.locale, m.text, m.sealed, m.say->>'key' as say_key, m.buttons, m.value, m.client_key, m.attachments,
    m.display
  from unnest($1::uuid[], $2::bigint[], $3::int[]) with ordinality as w(id, after, most, nth)
  join conversations c on c.id = w.id
  left join customers k on k.id = c.customer_id
  left join lateral (
    select * from messages where conversation_id = c.id and seq > w.after order by seq limit w.most
  ) m on true
  left join agents a on a.id = m.agent_id
  left join tickets t on t.id = m.ticket_id
  order by w.nth, m.seq`,
);
