import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import { DIRECTLINE_SECRET } from "./servers.mjs";
import { openWire } from "./wire.mjs";

const REPLY_MS = 20_000;

/**
 * Opens a conversation of our Direct Line with its socket and waits for the greeting. `say` resolves once the post was answered and
 * the bot's reply to it came on the socket.
 */
export async function openConversation(wire, { port, locale, timezone }) {
  const asSite = `Authorization: Bearer ${DIRECTLINE_SECRET}\r\n`;
  const opened = await wire.post("/v3/directline/conversations", { locale, timezone }, asSite);
  if (opened.status !== 201) throw new Error(`The conversation was not opened: ${opened.status} ${opened.body}`);
  const { conversationId, token, streamUrl } = JSON.parse(opened.body);
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const head = `Authorization: Bearer ${token}\r\n`;
  const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
  const heard = hear(socket);
  const greeting = await heard.next(null);

  const say = async (by, { text, value }) => {
    const key = randomUUID();
    const replied = heard.next(key);
    const activity = { type: "message", from: { id: "customer" }, text, value, locale, channelData: { clientActivityID: key, timezone } };
    const { status, body } = await by.post(path, activity, head);
    if (status !== 200) throw new Error(`The post was answered ${status} ${body}`);
    return await replied;
  };
  return { greeting, say, close: () => socket.close() };
}

/** `next(key)`: what the bot says from the message of that key on; null: what it says first. */
function hear(socket) {
  let waiting = null;
  let mine = true;
  let failed = null;
  const fail = (why) => {
    failed = new Error(why);
    waiting?.reject(failed);
  };
  socket.on("error", ({ message }) => fail(message));
  socket.on("close", (code) => fail(`The socket was closed with ${code}.`));
  socket.on("message", (data) => {
    if (data.length === 0 || waiting === null) return;
    const said = [];
    for (const activity of JSON.parse(data.toString()).activities) {
      if (activity.from.role === "user") mine = activity.channelData?.clientActivityID === waiting.key;
      else if (mine) said.push(activity);
    }
    if (said.length === 0) return;
    const { resolve, timer } = waiting;
    waiting = null;
    clearTimeout(timer);
    resolve(said);
  });
  return {
    next: (key) =>
      new Promise((resolve, reject) => {
        if (failed) return reject(failed);
        mine = key === null;
        const timer = setTimeout(() => reject(new Error("No reply came.")), REPLY_MS);
        waiting = { key, resolve, reject, timer };
      }),
  };
}

export { openWire };
