// The reference: Bolt as its own documentation has it, over HTTP. It checks the signature and acknowledges; nothing is kept or said.
import { App, HTTPReceiver } from "@slack/bolt";

const { PORT, SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackApiUrl } = process.env;
const receiver = new HTTPReceiver({
  signingSecret,
  customRoutes: [{ path: "/readyz", method: ["GET"], handler: (_, response) => response.end("ok") }],
});
const app = new App({ token, receiver, clientOptions: { slackApiUrl } });
app.message(() => undefined);
await app.start(Number(PORT));
