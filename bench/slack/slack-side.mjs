// Slack as both servers see it: a Web API that answers at once and takes no post for an hour (429), and events signed as Slack signs them.
import { createHmac } from "node:crypto";
import { createServer } from "node:http";

export const SIGNING_SECRET = "a-signing-secret-of-this-bench";
export const BOT_TOKEN = "xoxb-bench";
const TEAM = "T0BENCH";
const BOT = "U0BENCHBOT";

const ANSWERS = {
  "auth.test": () => ({ ok: true, team_id: TEAM, user_id: BOT, bot_id: "B0BENCH" }),
  "users.info": (n) => ({
    ok: true,
    user: {
      id: `U${n}`,
      team_id: TEAM,
      real_name: "王芳",
      tz: "Asia/Shanghai",
      locale: n % 2 === 0 ? "zh-CN" : "en-US",
      profile: {},
    },
  }),
};

export async function openSlackSide() {
  let answered = 0;
  const calls = {};
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const method = request.url.slice("/api/".length);
      calls[method] = (calls[method] ?? 0) + 1;
      if (method === "chat.postMessage") return void response.writeHead(429, { "retry-after": "3600" }).end();
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify((ANSWERS[method] ?? (() => ({ ok: true })))(answered++)));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${server.address().port}/api/`,
    calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

let micros = 0;

/** A direct message of person `n`, as the Events API sends it, with the head lines that sign it. */
export function signedMessage(n, text) {
  const ts = `${Math.trunc(Date.now() / 1_000)}.${String(micros++ % 1_000_000).padStart(6, "0")}`;
  const user = `U0P${n}`;
  const body = {
    token: "legacy",
    team_id: TEAM,
    context_team_id: TEAM,
    api_app_id: "A0BENCH",
    event: {
      type: "message",
      user,
      ts,
      client_msg_id: `bench-${n}-${micros}`,
      text,
      team: TEAM,
      blocks: [
        { type: "rich_text", block_id: "b", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] },
      ],
      channel: `D0P${n}`,
      event_ts: ts,
      channel_type: "im",
    },
    type: "event_callback",
    event_id: `Ev${n}${micros}`,
    event_time: Math.trunc(Date.now() / 1_000),
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  };
  const seconds = Math.trunc(Date.now() / 1_000);
  const hash = createHmac("sha256", SIGNING_SECRET)
    .update(`v0:${seconds}:${JSON.stringify(body)}`)
    .digest("hex");
  return { body, head: `X-Slack-Request-Timestamp: ${seconds}\r\nX-Slack-Signature: v0=${hash}\r\n` };
}
