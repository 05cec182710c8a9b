import type { SendCall } from "../../../src/application/deliveries/messenger.js";
import type { DeliveryKind } from "../../../src/application/deliveries/outbox.js";
import { addressOf, isOutside } from "../../../src/application/deliveries/outside.js";
import { speaking, type Speaker } from "../../../src/application/deliveries/speaker.js";
import { DatabaseAway, type PublicMessage } from "../../../src/application/ports.js";
import { CHANNELS } from "../../../src/domain/words.js";

const TO = { id: "d", channel: "slack", address: "T1/C1" };
const CALL: SendCall = { idempotencyKey: "k", signal: new AbortController().signal };
const SENT = { status: "sent" } as const;
const at = { conversationId: "c", channelConversationId: "T1/C1#9", seq: 3 };
const said = { id: "m", conversationId: "c", seq: 3, text: "你好" } as PublicMessage;

const send = (kind: DeliveryKind, speaker: Partial<Speaker>, read = () => Promise.resolve({ messages: [said], seq: 9 })) =>
  speaking({ channel: "slack", looksUp: true, say: () => Promise.resolve(SENT), ...speaker }, { read }).send(
    TO,
    { kind, payload: at, repeat: true },
    CALL,
  );

test("a message is read where it stands, and goes with its place and whether it may be there already", async () => {
  const shown: unknown[] = [];
  const say: Speaker["say"] = (to, message, call) => {
    shown.push([to, message, call.idempotencyKey, call.repeat]);
    return Promise.resolve(SENT);
  };
  expect(await send("customer", { say })).toEqual(SENT);
  expect(shown).toEqual([[TO, { ...said, channelConversationId: "T1/C1#9" }, "k", true]]);
});

test("what is not there any more is gone; an absent database is waited for, since nothing was sent", async () => {
  const gone = () => Promise.resolve({ messages: [{ ...said, seq: 4 }], seq: 9 });
  expect(await send("customer", {}, gone)).toEqual({ status: "gone" });
  expect(await send("customer", {}, () => Promise.reject(new DatabaseAway(null)))).toEqual({ status: "retry", afterMs: null });
  await expect(send("customer", { say: () => Promise.reject(new TypeError("bug")) })).rejects.toThrow(TypeError);
});

test("a channel without a sign of typing shows none; what it cannot post is refused", async () => {
  expect(await send("typing", {})).toEqual(SENT);
  expect(await send("digest", {})).toMatchObject({ status: "refused" });
  expect(await send("alert", { post: () => Promise.resolve({ status: "gone" }) })).toEqual({ status: "gone" });
});

test("threads of one Slack channel share an address; elsewhere a conversation is its own", () => {
  const id = "c";
  expect(addressOf({ id, channel: "slack", channelConversationId: "T1/C1#1699.1" })).toBe("T1/C1");
  expect(addressOf({ id, channel: "botframework", channelConversationId: "msteams/19:a#b" })).toBe("msteams/19:a#b");
  expect(CHANNELS.filter(isOutside)).toEqual(["slack", "botframework"]);
});
