import { v7 as newId } from "uuid";
import { makeVault } from "../../../../src/adapters/crypto/vault.js";
import { makeTurnStore } from "../../../../src/adapters/postgres/turn-store.js";
import type { Page, PageWish } from "../../../../src/application/desk-queries.js";
import type { Change } from "../../../../src/application/turn-store.js";
import { aChange, aCustomer, aMessage, aPromise, aTicket } from "./a-change.js";
import type { Desk } from "./a-database.js";

export const vault = makeVault(Buffer.alloc(32, 1));
export const NOBODY = "018f3a4e-0000-7000-8000-000000000000";

let numbers = 0;
export const nextNumber = (): number => ++numbers;

interface Affair {
  change?: Partial<Change>;
  ticket?: object;
  customer?: object;
  conversation?: object;
}

/** One turn that opens a conversation with a customer and a ticket, written as the product writes it. */
export async function anAffair({ desk, agentId }: { desk: Desk; agentId: string }, with_: Affair = {}) {
  const number = nextNumber();
  const customer = aCustomer({ number, ...with_.customer });
  const base = aChange(newId(), [aMessage({ seq: 1 }), aMessage({ seq: 2, from: "bot", full: null, text: "Thanks" })]);
  const conversation = { ...base.conversation, customerId: customer.id, ...with_.conversation };
  const ticket = aTicket({ number, conversationId: conversation.id, customerId: customer.id, owner: agentId, ...with_.ticket });
  const change: Change = {
    ...base,
    readVersion: null,
    conversation,
    customer: { file: customer, isNew: true },
    dataKey: vault.newDataKey(),
    tickets: [{ ticket, masked: "It is broken, call 138••••8000" }],
    commitments: [aPromise({ ticketId: ticket.id, customerId: customer.id })],
    ...with_.change,
  };
  expect(await makeTurnStore({ pool: desk.pool, vault }).write([change])).toEqual([true]);
  return { customer, conversation, ticket, change };
}

export async function all<T>(list: (page: PageWish) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Page<T> = await list({ cursor, limit });
    items.push(...page.items);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    if (page.next === null) return items;
    cursor = page.next;
  }
}
