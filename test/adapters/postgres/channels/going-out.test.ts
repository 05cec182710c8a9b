import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { settling } from "../../../../src/adapters/postgres/desk/channels/settled.js";
import { makeOutbox } from "../../../../src/adapters/postgres/desk/outbox.js";
import { makePublicLog } from "../../../../src/adapters/postgres/desk/public-log.js";
import { makeConversationQueries } from "../../../../src/adapters/postgres/desk/queries/conversations.js";
import { writeTalk, writeTurns } from "../../../../src/adapters/postgres/sql/write-turns.js";
import { makeDeliveries } from "../../../../src/application/deliveries/deliveries.js";
import type { Sent } from "../../../../src/application/deliveries/messenger.js";
import { deliveriesOf } from "../../../../src/application/deliveries/outside.js";
import { type SaidOutside, speaking } from "../../../../src/application/deliveries/speaker.js";
import type { LiveEvent } from "../../../../src/application/live.js";
import type { Change, NewMessage } from "../../../../src/application/turn-store.js";
import type { Conversation } from "../../../../src/domain/conversation/conversation.js";
import { deskDatabase, vault } from "../desk-database.js";
import type { DeskDatabase } from "../desk-database.js";
import { until } from "../desk/until.js";
import { aChange, aConversation, aMessage, seedPeople, wantedOf } from "../sample.js";
import { turnsOn } from "../turns-on.js";

let desk: DeskDatabase;
const { rows } = turnsOn(() => desk);
beforeAll(async () => {
  desk = await deskDatabase();
  await seedPeople(desk.pool);
});
afterAll(() => desk.drop());

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await desk.pool.query("truncate deliveries, destinations cascade");
});

const onSlack = (channelConversationId: string = `T1/${uuid()}`): Conversation =>
  aConversation({ channel: "slack", channelConversationId });

/** One question of the customer's and its answers, as a turn of a conversation on a channel that is not ours. */
function aTurn(conversation: Conversation, texts: string[], given: Partial<Change> = {}): Change {
  const said = texts.map((text, i): NewMessage => aMessage({ seq: conversation.seq + i + 2, from: "bot", text, full: text }));
  const messages = [aMessage({ seq: conversation.seq + 1 }), ...said];
  const moved = { ...conversation, seq: conversation.seq + messages.length };
  return aChange(moved, { messages, deliveries: deliveriesOf(moved, messages, uuid), ...given });
}
const next = (conversation: Conversation, said: number): Conversation => ({
  ...conversation,
  seq: conversation.seq + said,
  version: conversation.version + 1,
});
const deliveries = () =>
  rows<{ channel: string; address: string; state: string; message_id: string }>(
    "select d.channel, d.address, v.state, v.message_id from deliveries v join destinations d on d.id = v.destination_id order by v.seq",
  );

describe("the web's own statements", () => {
  // Their bytes are what the benchmarks measured: a conversation on the web pays nothing for channels that are not ours.
  test.each([
    [writeTalk, "384288861a3bdaa149fa8209d25996d14c636a984a3841fab6cd50e950d6f93d"],
    [writeTurns, "fc92eaddbaedcbf91dc9274259eb29dd1945c002eeb4265688f25e6c9438bdfb"],
  ])("%# are as they were", ({ text }, hash) => {
    expect(createHash("sha256").update(text).digest("hex")).toBe(hash);
  });

  test("write no delivery", async () => {
    const web = aConversation();
    const messages = [aMessage({ from: "bot" })];
    expect(deliveriesOf(web, messages, uuid)).toEqual([]);
    expect(await desk.store.write([aChange({ ...web, seq: 1 }, { messages })])).toEqual([true]);
    expect(await deliveries()).toEqual([]);
  });
});

describe("what is said on a channel that is not ours leaves with its commit", () => {
  test("each message of the desk's once, in the order of the log, none of the customer's", async () => {
    const conversation = onSlack("T1/C1#1699.1");
    const change = aTurn(conversation, ["你好", "请讲", "在听"]);
    expect(await desk.store.write([change, aChange(aConversation())])).toEqual([true, true]);
    const said = change.messages.filter(({ from }) => from === "bot").map(({ id }) => id);
    expect(await deliveries()).toEqual(
      said.map((id) => ({ channel: "slack", address: "T1/C1", state: "waiting", message_id: id })),
    );
  });

  test("a turn that lost its conversation says nothing, its neighbour in the batch does", async () => {
    const [lost, kept] = [onSlack(), onSlack()];
    await desk.store.write([aTurn(lost, ["first"])]);
    const stale = aTurn({ ...lost, version: 7, seq: 2 }, ["never"]);
    expect(await desk.store.write([stale, aTurn(kept, ["yes"])])).toEqual([false, true]);
    expect((await deliveries()).map(({ address }) => address)).toEqual([lost.channelConversationId, kept.channelConversationId]);
  });

  test("a repeat brings nothing out twice", async () => {
    const conversation = onSlack();
    const wanted = wantedOf(conversation, "once");
    await desk.store.write([aTurn(conversation, ["one"], { wanted, answer: { ok: true } })]);
    const again = aTurn(next(conversation, 2), ["two"], { wanted, answer: { ok: true } });
    await expect(desk.store.write([again])).rejects.toThrow("received_pkey");
    expect(await deliveries()).toHaveLength(1);
  });

  test("no word of it stands in the delivery", async () => {
    const conversation = onSlack();
    await desk.store.write([aTurn(conversation, ["秘密的话"])]);
    const [row] = await rows<{ id: string; payload: Buffer }>("select id, payload from deliveries");
    expect(JSON.parse(vault.open(null, row!.id, row!.payload))).toEqual({
      conversationId: conversation.id,
      channelConversationId: conversation.channelConversationId,
      seq: 2,
    });
  });

  test("threads of one Slack channel share its order, with several turns of several batches", async () => {
    const [one, two] = [onSlack("T1/C9#1"), onSlack("T1/C9#2")];
    await desk.store.write([aTurn(one, ["a"]), aTurn(two, ["b"])]);
    await desk.store.write([aTurn(next(one, 2), ["c"])]);
    expect(await rows("select pending, address from destinations")).toEqual([{ pending: 3, address: "T1/C9" }]);
    expect(await deliveries()).toHaveLength(3);
  });
});

/** The desk's side of a channel whose every answer a test gives. */
function aSpeaker(answer: (message: SaidOutside) => Sent = () => ({ status: "sent" })) {
  const shown: SaidOutside[] = [];
  const told: LiveEvent[] = [];
  const seen: [string, number][] = [];
  const failed = (error: unknown): void => {
    throw error;
  };
  const log = makePublicLog({ pool: desk.pool, vault, assistant: () => "小前", agentName: () => null, name: "t", failed });
  const outbox = settling(makeOutbox({ pool: desk.pool, vault }), {
    pool: desk.pool,
    sightings: { seen: (id, seq) => void seen.push([id, seq]) },
    live: { tell: (event) => void told.push(event) },
  });
  const say = (_: unknown, message: SaidOutside): Promise<Sent> => {
    const sent = answer(message);
    if (sent.status === "sent") shown.push(message);
    return Promise.resolve(sent);
  };
  const messenger = speaking({ channel: "slack", looksUp: true, say }, log);
  const made = makeDeliveries({ outbox, messengers: [messenger], failed, everyMs: 20, random: () => 0 });
  made.start();
  stops.push(made.stop);
  return { shown, told, seen };
}
const seenSeq = async ({ id }: Conversation) =>
  Number((await rows<{ seen_seq: string }>("select seen_seq from conversations where id = $1", [id]))[0]!.seen_seq);

describe("when the channel has it", () => {
  test("the words come from the log at that moment, and accepted is seen", async () => {
    const conversation = onSlack("T1/C2#9");
    await desk.store.write([aTurn(conversation, ["请打 13800138000", "好的"])]);
    const { shown, told, seen } = aSpeaker();
    await until(() => shown.length === 2);
    expect(shown.map(({ text, seq, channelConversationId }) => [text, seq, channelConversationId])).toEqual([
      ["请打 13800138000", 2, "T1/C2#9"],
      ["好的", 3, "T1/C2#9"],
    ]);
    await until(async () => (await seenSeq(conversation)) === 3);
    await until(() => told.length > 0);
    expect(seen.at(-1)).toEqual([conversation.id, 3]);
    expect(told).toContainEqual({ kind: "changed", conversationId: conversation.id, ticketIds: [] });
  });

  test("the transcript tells what became of each: sent, failed, or none is needed", async () => {
    const conversation = onSlack();
    await desk.store.write([aTurn(conversation, ["one", "two"])]);
    aSpeaker(({ text }) => (text === "two" ? { status: "gone" } : { status: "sent" }));
    const { messages } = makeConversationQueries({ pool: desk.pool, vault });
    const states = async () => (await messages(conversation.id, {}))!.items.map(({ delivery }) => delivery?.state ?? null);
    await until(async () => (await states())[2] === "parked");
    expect(await states()).toEqual([null, "sent", "parked"]);
    expect((await messages(conversation.id, {}))!.items[2]!.delivery).toMatchObject({ reason: "gone" });
    expect(await seenSeq(conversation)).toBe(2);
  });

  test("what was erased meanwhile is not sent", async () => {
    const conversation = onSlack();
    const change = aTurn(conversation, ["one"]);
    await desk.store.write([change]);
    await desk.pool.query("delete from messages where conversation_id = $1", [conversation.id]);
    const { shown } = aSpeaker();
    await until(async () => (await deliveries())[0]!.state === "parked");
    expect(shown).toEqual([]);
  });

  test("a crash before its end is written leaves it in doubt, but the sight of it is stored", async () => {
    const conversation = onSlack();
    const change = aTurn(conversation, ["one"]);
    await desk.store.write([change]);
    const crashed = new Error("crashed");
    const outbox = settling(
      { ...makeOutbox({ pool: desk.pool, vault }), finish: () => Promise.reject(crashed) },
      {
        pool: desk.pool,
        sightings: { seen: () => undefined },
        live: { tell: () => undefined },
      },
    );
    const [lease] = await outbox.claim([{ channel: "slack", destinations: 1, each: 1 }]);
    const { id, kind, messageId } = lease!.waiting[0]!;
    const settled = [{ id, kind, messageId, state: "sent" as const, reason: null, refusals: 0, attempts: 0, unknowns: 0 }];
    const finished = { destinationId: lease!.destination.id, token: lease!.token, settled, retryMs: 0 };
    await expect(outbox.finish([finished])).rejects.toBe(crashed);
    expect(await seenSeq(conversation)).toBe(2);
    expect((await deliveries())[0]!.state).toBe("waiting");
  });
});
