import { randomUUID } from "node:crypto";
import { createServer } from "node:http";

/** A stand-in for the channel's connector: takes the bot's replies. `replyTo(id)` resolves when the one to that activity came. */
export async function openConnector() {
  const waiting = new Map();
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"id":"1"}');
      const { replyToId, text } = JSON.parse(Buffer.concat(chunks).toString());
      waiting.get(replyToId)?.(text);
      waiting.delete(replyToId);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    serviceUrl: `http://127.0.0.1:${server.address().port}`,
    replyTo: (id) => new Promise((resolve) => waiting.set(id, resolve)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A conversation with a bot of the Bot Framework; `say` resolves once the post was answered and the reply was posted back. */
export function botConversation({ serviceUrl, replyTo }, locale) {
  const conversation = { id: randomUUID() };
  return {
    say: async (by, { text }) => {
      const id = randomUUID();
      const activity = {
        type: "message",
        id,
        timestamp: new Date().toISOString(),
        channelId: "bench",
        serviceUrl,
        from: { id: "customer", name: "Customer" },
        recipient: { id: "bot", name: "Bot" },
        conversation,
        locale,
        text,
      };
      const replied = replyTo(id);
      const { status, body } = await by.post("/api/messages", activity);
      if (status !== 200) throw new Error(`The bot answered ${status} ${body}`);
      return [{ text: await replied }];
    },
    close: () => undefined,
  };
}
