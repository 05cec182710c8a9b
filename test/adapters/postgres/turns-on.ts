import type { Loaded } from "../../../src/application/turn-store.js";
import type { Conversation } from "../../../src/domain/conversation/conversation.js";
import { vault } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";
import { aChange, aConversation, aCustomer, aTicket, wantedOf } from "./sample.js";

/** What the tests of the store do again and again, on the database of the moment. */
export function turnsOn(desk: () => DeskDatabase) {
  const rows = async <T extends object>(text: string, values: unknown[] = []) => (await desk().pool.query<T>(text, values)).rows;

  async function read(conversation: Conversation, key: string | null = null): Promise<Loaded> {
    const { loaded } = await desk().store.read([wantedOf(conversation, key)]);
    if (!loaded[0]) throw new Error("nothing was read");
    return loaded[0];
  }

  /** Opens a conversation and answers it as the next turn reads it. */
  async function opened(given: Partial<Conversation> = {}): Promise<Conversation> {
    const conversation = aConversation(given);
    expect(await desk().store.write([aChange(conversation)])).toEqual([true]);
    return { ...conversation, version: 1 };
  }

  /** A conversation with a customer, a ticket and all that hangs on one. */
  async function served() {
    const customer = aCustomer({ contacts: [{ kind: "phone", value: "+8613800138000", verified: "typed" }] });
    const dataKey = vault.newDataKey();
    const conversation = aConversation({ customerId: customer.id });
    const ticket = aTicket(conversation);
    const change = aChange(conversation, {
      customer: { file: customer, isNew: true },
      dataKey,
      tickets: [{ ticket, masked: "设备停机,请打 138****8000" }],
    });
    expect(await desk().store.write([change])).toEqual([true]);
    return { customer, dataKey, ticket, conversation: { ...conversation, version: 1 } };
  }
  return { rows, read, opened, served };
}
