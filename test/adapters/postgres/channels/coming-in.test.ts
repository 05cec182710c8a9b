import { v7 as uuid } from "uuid";
import { makeChannelAddresses } from "../../../../src/adapters/postgres/desk/channels/addresses.js";
import { makeConversationQueries } from "../../../../src/adapters/postgres/desk/queries/conversations.js";
import { makeChannelDoor } from "../../../../src/application/channels.js";
import { deskDatabase, vault } from "../desk-database.js";
import type { DeskDatabase } from "../desk-database.js";
import { aChange, aConversation, aMessage, seedPeople } from "../sample.js";
import { turnsOn } from "../turns-on.js";

let desk: DeskDatabase;
const { rows } = turnsOn(() => desk);
beforeAll(async () => {
  desk = await deskDatabase();
  await seedPeople(desk.pool);
});
afterAll(() => desk.drop());

const addresses = () => makeChannelAddresses({ pool: desk.pool, vault });

describe("a channel's own conversation", () => {
  test("is one of ours, the same whoever asks and however many at once", async () => {
    const place = { channel: "slack", channelConversationId: `T1/${uuid()}` } as const;
    const ids = await Promise.all(Array.from({ length: 8 }, () => addresses().conversationOf(place)));
    expect(new Set(ids).size).toBe(1);
    const elsewhere = await addresses().conversationOf({ ...place, channel: "botframework" });
    expect(ids).not.toContain(elsewhere);
  });

  test("keeps how to speak there: the newest, sealed, and not forgotten by a call that knows none", async () => {
    const place = { channel: "botframework", channelConversationId: `msteams/${uuid()}` } as const;
    const [here, there] = [addresses(), addresses()];
    expect(await here.referenceOf(place)).toBeNull();
    await here.conversationOf(place, { serviceUrl: "https://old.example" });
    await there.conversationOf(place, { serviceUrl: "https://new.example" });
    await here.conversationOf(place);
    expect(await here.referenceOf(place)).toEqual({ serviceUrl: "https://new.example" });
    const stored = await rows<{ sealed: Buffer }>("select sealed from channel_addresses where sealed is not null");
    expect(stored.some(({ sealed }) => sealed.includes("new.example"))).toBe(false);
  });
});

describe("a customer's change of what they said", () => {
  async function said() {
    const place = { channel: "slack", channelConversationId: `T1/${uuid()}` } as const;
    const id = await addresses().conversationOf(place);
    const conversation = aConversation({ id, ...place, channelUserId: "T1/U1", seq: 1 });
    const message = aMessage({ clientKey: "1699.1", text: "旧的话" });
    await desk.store.write([aChange(conversation, { messages: [message] })]);
    return { place, conversation, message };
  }

  test("stands beside the message, which stays as it was said", async () => {
    const { conversation, message } = await said();
    const dataKey = null;
    const [edit, deletion] = [uuid(), uuid()];
    const changed = aChange(
      { ...conversation, version: 1 },
      {
        dataKey,
        revisions: [
          { id: edit, messageId: message.id, at: message.at + 1, text: "打 138****8000", full: "打 13800138000" },
          { id: deletion, messageId: message.id, at: message.at + 2, text: null, full: null },
        ],
      },
    );
    expect(await desk.store.write([changed])).toEqual([true]);
    const page = await makeConversationQueries({ pool: desk.pool, vault }).messages(conversation.id, {});
    expect(page!.items).toMatchObject([
      {
        text: "旧的话",
        edited: [{ at: new Date(message.at + 1).toISOString(), text: "打 13800138000" }],
        deletedAt: new Date(message.at + 2).toISOString(),
        delivery: null,
      },
    ]);
    expect(await rows("select text from message_versions where id = $1", [edit])).toEqual([{ text: "打 138****8000" }]);
  });

  test("finds its message by the channel's name of it; one never received is told", async () => {
    const { place, conversation, message } = await said();
    const revised: unknown[] = [];
    const nobody = () => Promise.reject(new Error("not asked"));
    const revise = (of: unknown) => Promise.resolve(void revised.push(of));
    const door = makeChannelDoor({ desk: { open: nobody, receive: nobody, revise }, addresses: addresses() });
    const change = { ...place, channelUserId: "T1/U1", key: "1699.1/edited/1700", text: "新的话" };
    expect(await door.revise({ ...change, messageKey: "1699.1" })).toEqual({ revised: true });
    expect(await door.revise({ ...change, messageKey: "1600.0" })).toEqual({ refused: "unknown_message" });
    expect(revised).toEqual([
      {
        conversationId: conversation.id,
        messageId: message.id,
        ticketId: null,
        text: "新的话",
        key: { channel: "slack", key: `${conversation.id}/T1/U1/1699.1/edited/1700` },
      },
    ]);
  });
});
