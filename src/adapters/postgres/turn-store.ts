import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { DatabaseAway } from "../../application/ports.js";
import type { Vault } from "../../application/ports.js";
import type { Change, Loaded, TurnStore, Wanted } from "../../application/turn-store.js";
import { isContended, run } from "./pool.js";
import type { Pool } from "./pool.js";
import { commitmentRow, eventRow, openCommitment } from "./rows-commitment.js";
import type { CommitmentRow } from "./rows-commitment.js";
import { blockRow, conversationRow, messageRow, openConversation } from "./rows-conversation.js";
import type { ConversationRow } from "./rows-conversation.js";
import { contactRow, customerRow, openCustomer } from "./rows-customer.js";
import type { CustomerRow } from "./rows-customer.js";
import { noteRow, openSurvey, openTicket, surveyRow, ticketRow } from "./rows-ticket.js";
import type { SurveyRow, TicketRow } from "./rows-ticket.js";
import { hex, instant, sealerOf } from "./rows.js";
import type { Time } from "./rows.js";
import { deliveryRow, revisionRow } from "./rows-outside.js";
import type { Contact } from "../../domain/ticket/customer.js";
import { park } from "./sql/park.js";
import { readTurns } from "./sql/read-turns.js";
import { writeTalk, writeTalkOutside, writeTurns, writeTurnsOutside } from "./sql/write-turns.js";
import type { Statement } from "./statement.js";

type ReadRow = Omit<ConversationRow, "id"> & {
  desk_at: Date | null;
  known: boolean;
  answer: unknown;
  id: string | null;
  file_id: string | null;
  data_key: Buffer | null;
  file: Omit<CustomerRow, "id" | "data_key"> | null;
  tickets: TicketRow[] | null;
  commitments: CommitmentRow[] | null;
  surveys: SurveyRow[] | null;
  vouched: Loaded["vouched"] | null;
  blocked: { at: Time; by: string; reason: string } | null;
};

export function makeTurnStore({ pool, vault }: { pool: Pool; vault: Vault }): TurnStore {
  return {
    async read(wanted) {
      const rows = await run<ReadRow>(pool, readTurns, [JSON.stringify(wanted.map((each) => wantedRow(each, vault)))]);
      const now = rows[0]?.desk_at;
      if (!now) throw new DatabaseAway(new Error("This database has no clock yet: it was never started as a desk's."));
      return { now: instant(now), loaded: rows.map((row) => open(row, vault)) };
    },
    async write(changes) {
      const [statement, values] = writing(changes, vault);
      try {
        const won = new Set((await run<{ id: string }>(pool, statement, values)).map(({ id }) => id));
        return changes.map(({ conversation }) => won.has(conversation.id));
      } catch (error) {
        // A deadlock or a lock held for long: nothing was written, as with a lost guard, and the same answer helps.
        if (isContended(error)) return changes.map(() => false);
        throw error;
      }
    },
    async park({ conversationId, key, answer, input, reason }) {
      const id = uuid();
      const sealed = vault.seal(null, id, JSON.stringify(input));
      const values = [key?.channel ?? null, key && keyText(key.key), JSON.stringify(answer), id, conversationId, reason, sealed];
      await run(pool, park, values);
    },
  };
}

const wantedRow = ({ conversationId, key, person, customerId, vouched }: Wanted, vault: Vault) => ({
  conversation_id: conversationId,
  channel: key?.channel,
  key: key && keyText(key.key),
  person_channel: person?.channel,
  person_id: person?.channelUserId,
  customer_id: customerId,
  vouched: vouched?.map((contact) => hex(vault.lookup(contact))),
});

/** An index entry has a bound (2,700 bytes): a longer key, which only a mischievous client makes, stands as its hash. */
const KEY_MOST = 500;
const keyText = (key: string): string =>
  key.length <= KEY_MOST ? key : `sha256:${createHash("sha256").update(key).digest("hex")}`;

const NOTHING: Loaded = {
  answer: null,
  conversation: null,
  customer: null,
  dataKey: null,
  tickets: [],
  commitments: [],
  surveys: [],
  blocked: null,
};

function open(row: ReadRow, vault: Vault): Loaded {
  if (row.known) return { ...NOTHING, answer: row.answer };
  const sealer = sealerOf(vault, row.data_key);
  const { id, file, file_id } = row;
  return {
    answer: null,
    conversation: id === null ? null : openConversation({ ...row, id }, sealer),
    customer: file === null || file_id === null ? null : openCustomer({ ...file, id: file_id, data_key: row.data_key }, sealer),
    dataKey: row.data_key,
    tickets: (row.tickets ?? []).map((ticket) => openTicket(ticket, sealer)),
    commitments: (row.commitments ?? []).map(openCommitment),
    blocked: row.blocked && { ...row.blocked, at: instant(row.blocked.at) },
    surveys: (row.surveys ?? []).map((survey) => openSurvey(survey, sealer)),
    ...(row.vouched ? { vouched: row.vouched } : {}),
  };
}

/** The statement with one JSON parameter a table, in its order, and the minds as bytes. */
function writing(changes: Change[], vault: Vault): [Statement, (string | Buffer)[]] {
  const by = changes.map((change) => ({ change, of: change.conversation.id, sealer: sealerOf(vault, change.dataKey) }));
  const minds = changes.map(({ conversation: c, dataKey }) => vault.seal(dataKey, c.id, JSON.stringify(c.mind)));
  let end = 1; // bytes are counted from 1
  const talk = [
    changes.map((change, i) => conversationRow(change, { from: end, size: -end + (end += minds[i]?.length ?? 0) })),
    by.flatMap(({ change, of, sealer }) => change.messages.map((message) => messageRow(of, message, sealer))),
    by.flatMap(({ change, of }) => change.events.map((event) => eventRow(of, event))),
    by.flatMap(({ change, of }) => keptRow(change, of)),
  ];
  const rest = [
    by.flatMap(({ change }) => (change.customer ? [customerRow(change, change.customer)] : [])),
    by.flatMap(({ change, of, sealer }) => contactsOf(change, of, { vault, sealer })),
    by.flatMap(({ change, sealer }) => change.tickets.map((ticket) => ticketRow(ticket, sealer))),
    by.flatMap(({ change, of }) => change.commitments.map((commitment) => commitmentRow(of, commitment))),
    by.flatMap(({ change, of, sealer }) => change.surveys.map((survey) => surveyRow(of, survey, sealer))),
    by.flatMap(({ change, of, sealer }) => change.notes.map((note) => noteRow(of, note, sealer))),
  ];
  const values: (string | Buffer)[] = talk.map((rows) => JSON.stringify(rows));
  values.splice(1, 0, Buffer.concat(minds));
  const outgoing = by.flatMap(({ change, of }) => change.deliveries.map((delivery) => deliveryRow(of, delivery, vault)));
  const revised = by.flatMap(({ change, of, sealer }) => change.revisions.map((each) => revisionRow(of, each, sealer)));
  const blocks = by.flatMap(({ change }) => (change.block ? [blockRow(change, change.block)] : []));
  const isTalk = [...rest, revised, blocks].every((rows) => rows.length === 0);
  const also = (...of: object[][]) => [...values, ...of.map((rows) => JSON.stringify(rows))];
  if (outgoing.length + revised.length + blocks.length === 0 && !changes.some(isPlaced))
    return isTalk ? [writeTalk, values] : [writeTurns, also(...rest)];
  const inOrder = outgoing.map((row, n) => ({ ...row, n }));
  return isTalk ? [writeTalkOutside, also(inOrder)] : [writeTurnsOutside, also(...rest, inOrder, revised, blocks)];
}

/** A person's other channel, and where they are reached: few turns change it, so that the web's own statements do without. */
const isPlaced = ({ customer }: Change): boolean =>
  customer !== null && Boolean(customer.joins || customer.placed || (customer.claims && customer.file.contacts.some(isVouched)));
const isVouched = ({ verified }: Contact): boolean => verified !== "typed";

const contactsOf = ({ customer }: Change, conversationId: string, by: Parameters<typeof contactRow>[2]) =>
  customer?.file.contacts.map((contact) =>
    contactRow(
      { conversationId, file: customer.file, at: customer.file.lastContactAt, claims: customer.claims === true },
      contact,
      by,
    ),
  ) ?? [];

function keptRow({ wanted: { key }, answer }: Change, conversationId: string) {
  if (!key) return [];
  // Null is how a read says that no answer is kept.
  if (answer === null || answer === undefined) throw new Error("A turn with a key needs an answer to keep under it.");
  return [{ conversation_id: conversationId, channel: key.channel, key: keyText(key.key), answer }];
}
