// The reference: `ws` as its own README has it, deflate off as ours. A GET is answered with a fixed text, and whoever connects is sent
// one frame of the size of ours; nothing is stored, checked or counted.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { answerCommands, micros } from "./probe.mjs";

const server = createServer((request, response) => {
  const body = JSON.stringify({ conversationId: "1", token: "1", expires_in: 1_800, streamUrl: `ws://127.0.0.1/stream` });
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
let said = 0;
const activity = (n, text) => ({
  type: "message",
  id: `0199f6a1-7a7e-7cc0-a3f2-0a8ee0f34cd1|${String(n).padStart(7, "0")}`,
  timestamp: new Date().toISOString(),
  from: { id: "frontdoor", name: "小川", role: "bot" },
  conversation: { id: "0199f6a1-7a7e-7cc0-a3f2-0a8ee0f34cd1" },
  channelId: "directline",
  text,
  textFormat: "markdown",
  locale: "zh-CN",
});
const frame = () => {
  const activities = [activity(said - 1, "没有停机,只是有点慢,麻烦尽快处理"), activity(said, "好的。请问怎么称呼您?")];
  return JSON.stringify({ activities, watermark: String(said) });
};
sockets.on("connection", (socket) => {
  socket.on("error", () => undefined);
  // What it missed.
  if (said > 0) socket.send(frame());
});
await new Promise((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 8_192 }, resolve));
const { port } = server.address();

const broadcast = () => {
  const at = micros();
  const text = frame();
  for (const socket of sockets.clients) socket.send(text);
  return { at };
};
answerCommands({
  open: ({ count }) => Array.from({ length: count }, () => ({ port, path: "/conversation", token: "1" })),
  broadcast,
  ring: broadcast,
  say: () => void (said += 2),
});
