import type { Change } from "../../../src/application/turn-store.js";
import type { Conversation } from "../../../src/domain/conversation/conversation.js";
import { deskDatabase, vault } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";
import { aChange, aConversation, aMessage, anEvent, wantedOf } from "./sample.js";
import { turnsOn } from "./turns-on.js";

let desk: DeskDatabase;
beforeAll(async () => {
  desk = await deskDatabase();
});
afterAll(() => desk.drop());

const { rows, read, opened } = turnsOn(() => desk);

describe("the guard", () => {
  test("of two turns that read the same version one wins, and the other writes nothing at all", async () => {
    const conversation = await opened();
    const turn = (key: string): Change =>
      aChange(
        { ...conversation, seq: 1 },
        { wanted: wantedOf(conversation, key), messages: [aMessage()], events: [anEvent({ type: key })], answer: { ok: key } },
      );
    expect(await desk.store.write([turn("g1")])).toEqual([true]);
    expect(await desk.another().write([turn("g2")])).toEqual([false]);
    expect(await rows("select 1 from messages where conversation_id = $1", [conversation.id])).toHaveLength(1);
    expect(await rows("select type from events where conversation_id = $1", [conversation.id])).toEqual([{ type: "g1" }]);
    expect(await rows("select key from received where key in ('g1', 'g2')")).toEqual([{ key: "g1" }]);
    expect((await read(conversation)).conversation).toMatchObject({ version: 2, seq: 1 });
  });

  test("holds against a turn that is being written at this moment", async () => {
    const conversation = await opened();
    const other = await desk.pool.connect();
    await other.query("begin");
    await other.query("update conversations set version = 2, seq = 1 where id = $1", [conversation.id]);
    const waiting = desk.store.write([aChange({ ...conversation, seq: 1 }, { messages: [aMessage()] })]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await other.query("commit");
    other.release();
    expect(await waiting).toEqual([false]);
    expect(await rows("select 1 from messages where conversation_id = $1", [conversation.id])).toEqual([]);
  });

  test("is not lost to what moves beside the turn: what was seen is never lowered, nor lost", async () => {
    const conversation = await opened({ seq: 9 });
    const other = await desk.pool.connect();
    await other.query("begin");
    await other.query("update conversations set seen_seq = 7 where id = $1", [conversation.id]);
    const waiting = desk.store.write([aChange({ ...conversation, seenSeq: 3 })]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await other.query("commit");
    other.release();
    expect(await waiting).toEqual([true]);
    expect((await read(conversation)).conversation).toMatchObject({ version: 2, seenSeq: 7 });
  });

  test("a new conversation is made once, whoever opens it", async () => {
    const conversation = aConversation();
    const [first, second] = await Promise.all([
      desk.store.write([aChange(conversation)]),
      desk.another().write([aChange(conversation)]),
    ]);
    expect([first, second].flat().sort()).toEqual([false, true]);
    const samePlace = aConversation({ channelConversationId: conversation.channelConversationId });
    expect(await desk.store.write([aChange(samePlace)])).toEqual([false]);
  });

  test("winners of a batch are written though others lose", async () => {
    const [a, b, c] = [await opened(), await opened(), aConversation()];
    await desk.store.write([aChange(b)]);
    const say = (conversation: Conversation) => aChange({ ...conversation, seq: 1 }, { messages: [aMessage()] });
    expect(await desk.store.write([say(a), say(b), say(c)])).toEqual([true, false, true]);
    const said = await rows<{ id: string }>("select conversation_id as id from messages where conversation_id = any($1)", [
      [a.id, b.id, c.id],
    ]);
    expect(said.map(({ id }) => id).sort()).toEqual([a.id, c.id].sort());
  });

  test("a row held by somebody else for long is a lost guard, not a stalled batch", async () => {
    const conversation = await opened();
    const other = await desk.pool.connect();
    await other.query("begin");
    await other.query("select 1 from conversations where id = $1 for update", [conversation.id]);
    expect(await desk.store.write([aChange(conversation)])).toEqual([false]);
    await other.query("rollback");
    other.release();
  });
});

describe("all or nothing", () => {
  test("a known key is answered from what is kept, and a second write of it fails the whole batch", async () => {
    const [a, b] = [await opened(), await opened()];
    const turn = (conversation: Conversation, key: string) =>
      aChange(
        { ...conversation, seq: 1 },
        { wanted: wantedOf(conversation, key), messages: [aMessage()], answer: { ok: true, seq: 1 } },
      );
    await desk.store.write([turn(a, "once")]);
    expect(await read(a, "once")).toMatchObject({ answer: { ok: true, seq: 1 }, conversation: null });
    await expect(desk.store.write([turn(b, "fresh"), turn({ ...a, version: 2 }, "once")])).rejects.toMatchObject({
      code: "23505",
      constraint: "received_pkey",
    });
    expect(await rows("select 1 from messages where conversation_id = $1", [b.id])).toEqual([]);
    expect(await rows("select 1 from received where key = 'fresh'")).toEqual([]);
  });

  test("a key of any length is known again", async () => {
    const conversation = await opened();
    const key = "长".repeat(100_000);
    await desk.store.write([aChange(conversation, { wanted: wantedOf(conversation, key), answer: { ok: true } })]);
    expect(await read(conversation, key)).toMatchObject({ answer: { ok: true } });
    expect(await read(conversation, `${key}长`)).toMatchObject({ answer: null });
  });

  test("a sequence is given once", async () => {
    const conversation = await opened();
    const messages = [aMessage({ seq: 1 }), aMessage({ seq: 1 })];
    await expect(desk.store.write([aChange(conversation, { messages })])).rejects.toMatchObject({ code: "23505" });
    expect((await read(conversation)).conversation?.version).toBe(1);
  });

  test("text that Postgres cannot hold fails its own batch and says so", async () => {
    const conversation = await opened();
    await expect(desk.store.write([aChange(conversation, { messages: [aMessage({ text: "a\u0000b" })] })])).rejects.toMatchObject(
      { code: "22P05" },
    );
  });

  test("what cannot be done is parked under its key, once", async () => {
    const conversation = await opened();
    const input = {
      conversationId: conversation.id,
      key: { channel: "web", key: "poison" },
      answer: { parked: true },
      input: { text: "13800138000" },
      reason: "TypeError",
    };
    await desk.store.park(input);
    expect(await read(conversation, "poison")).toMatchObject({ answer: { parked: true } });
    await expect(desk.store.park(input)).rejects.toMatchObject({ code: "23505" });
    const parked = await rows<{ id: string; sealed: Buffer; reason: string }>(
      "select id, sealed, reason from parked where conversation_id = $1",
      [conversation.id],
    );
    expect(parked.map(({ id, sealed, reason }) => [reason, vault.open(null, id, sealed)])).toEqual([
      ["TypeError", '{"text":"13800138000"}'],
    ]);
  });
});
