import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import { DIRECTLINE_SECRET } from "./servers.mjs";

const REPLY_MS = 20_000;

/**
 * Opens a conversation of our Direct Line with its socket and waits for the greeting. `say` resolves once the post was answered and
 * the message came on the socket, together with what the bot says to it (a turn is one frame); it answers the bot's activities.
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
  const greeting = await heard.next((activity) => activity.from.role === "bot");

  const say = async (by, { text, value }) => {
    const key = randomUUID();
    const replied = heard.next(({ channelData }) => channelData?.clientActivityID === key);
    const activity = {
      type: "message",
      from: { id: "customer" },
      text,
      value,
      locale,
      channelData: { clientActivityID: key, timezone },
    };
    const { status, body } = await by.post(path, activity, head);
    if (status !== 200) throw new Error(`The post was answered ${status} ${body}`);
    return await replied;
  };
  return { greeting, say, close: () => socket.close() };
}

/** `next(isIt)`: what the bot says in the next frame that holds such an activity. */
function hear(socket) {
  let waiting = null;
  const fail = (why) => {
    waiting?.reject(new Error(why));
    waiting = null;
  };
  socket.on("error", ({ message }) => fail(message));
  socket.on("close", (code) => fail(`The socket was closed with ${code}.`));
  socket.on("message", (data) => {
    if (data.length === 0 || waiting === null) return;
    const { activities } = JSON.parse(data.toString());
    if (!activities.some(waiting.isIt)) return;
    clearTimeout(waiting.timer);
    waiting.resolve(activities.filter(({ from }) => from.role === "bot"));
    waiting = null;
  });
  return {
    next: (isIt) =>
      new Promise((resolve, reject) => {
        waiting = { isIt, resolve, reject, timer: setTimeout(() => fail("Nothing came on the socket."), REPLY_MS) };
      }),
  };
}
