import { v7 as newId } from "uuid";
import type { Vault } from "../../../../src/application/ports.js";
import { aCommitment, aConversation, type Desk } from "../../postgres/desk/a-database.js";

export const PHONE = "+8613800138000";

export interface Seeded {
  customerId: string;
  conversationId: string;
  ticketIds: string[];
  messageIds: string[];
  noteId: string;
  commitmentId: string;
}

interface Desked {
  desk: Desk;
  vault: Vault;
  agentId: string;
}

/** One customer with one conversation, three messages, and as many tickets as are wanted; all else once. */
export async function seed({ desk, vault, agentId }: Desked, { tickets }: { tickets: number }): Promise<Seeded> {
  const customerId = newId();
  const dataKey = vault.newDataKey();
  await desk.query(
    `insert into customers (id, number, data_key, name, type, tier, first_channel, first_contact_at, last_contact_at)
     values ($1, 7, $2, '100% O''Neil_', 'new', 'ordinary', 'web', now(), now())`,
    [customerId, dataKey],
  );
  await desk.query(
    `insert into contacts (customer_id, kind, lookup, sealed, verified, at) values ($1, 'phone', $2, $3, 'typed', now())`,
    [customerId, vault.lookup(PHONE), vault.seal(dataKey, `${customerId}/phone`, PHONE)],
  );
  const conversationId = await aConversation(desk, { seq: 3, customerId });
  const of: Of = { desk, agentId, customerId, conversationId };
  const ticketIds: string[] = [];
  for (let n = 1; n <= tickets; n++) ticketIds.push(await aTicket(of, n));
  const messageIds = await threeMessages(of, (id) => vault.seal(dataKey, id, `Call me at ${PHONE}`));
  const ticketId = ticketIds[0] ?? null;
  const commitmentId = await aCommitment(desk, conversationId, { ticketId });
  await desk.query(`update commitments set alerts = $2 where id = $1`, [
    commitmentId,
    JSON.stringify([{ level: "owner", at: Date.parse("2026-11-23T02:00:00Z"), to: agentId }]),
  ]);
  return { customerId, conversationId, ticketIds, messageIds, noteId: await theRest(of, ticketId), commitmentId };
}

interface Of {
  desk: Desk;
  agentId: string;
  customerId: string;
  conversationId: string;
}

async function aTicket({ desk, ...of }: Of, number: number): Promise<string> {
  const id = newId();
  await desk.query(
    `insert into tickets (id, number, conversation_id, customer_id, form, urgency, importance, priority, rank, outage, owner_id,
      team_id, status, text, keywords, classification, detail, created_at, policy_version)
     values ($1, $2, $3, $4, 'support', 'low', 'low', $5, 0, false, $6, 'care', 'open', 'It stops', '{}', '{}', '', now(), 'p1')`,
    [id, number, of.conversationId, of.customerId, number % 2 ? "P1" : "P4", of.agentId],
  );
  return id;
}

async function threeMessages({ desk, agentId, conversationId }: Of, sealed: (id: string) => Buffer): Promise<string[]> {
  const ids: string[] = [];
  for (const [i, sender] of ["bot", "customer", "agent"].entries()) {
    const id = newId();
    ids.push(id);
    await desk.query(
      `insert into messages (id, conversation_id, seq, sender, agent_id, at, locale, text, sealed)
       values ($1, $2, $3, $4, $5, now(), 'en', 'Call me at +86 138****8000', $6)`,
      [id, conversationId, i + 1, sender, sender === "agent" ? agentId : null, sender === "customer" ? sealed(id) : null],
    );
  }
  return ids;
}

async function theRest({ desk, ...of }: Of, ticketId: string | null): Promise<string> {
  const noteId = newId();
  await desk.query(
    `insert into notes (id, conversation_id, ticket_id, agent_id, at, text) values ($1, $2, $3, $4, now(), 'Called back')`,
    [noteId, of.conversationId, ticketId, of.agentId],
  );
  for (const type of ["ticket_opened", "note_added"])
    await desk.query(
      `insert into events (id, conversation_id, ticket_id, type, v, at, by, policy_version, data)
       values ($1, $2, $3, $4, 1, now(), 'desk', 'p1', '{}')`,
      [newId(), of.conversationId, ticketId, type],
    );
  await desk.query(
    `insert into surveys (id, ticket_id, conversation_id, customer_id, assignee, kind, state, asked_at, expires_at, sealed)
     values ($1, $2, $3, $4, $5, 'full', 'asked', now(), now(), '')`,
    [newId(), ticketId, of.conversationId, of.customerId, of.agentId],
  );
  const destination = newId();
  await desk.query(`insert into destinations (id, channel, address) values ($1, 'slack', 'C1')`, [destination]);
  await desk.query(
    `insert into deliveries (id, destination_id, kind, payload, deadline_at) values ($1, $2, 'alert', '', now() + interval '1 day')`,
    [newId(), destination],
  );
  return noteId;
}
