// The reference: an echo bot as the Bot Framework's own samples have it, with the conversation's state in memory. No app id, so no
// authentication; replies go to the connector at the activity's serviceUrl.
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
} from "botbuilder";
import express from "express";

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const state = new ConversationState(new MemoryStorage());
const turns = state.createProperty("turns");

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const counted = await turns.get(context, { count: 0 });
      counted.count += 1;
      await context.sendActivity(`${counted.count}: ${context.activity.text}`);
      await next();
    });
  }
  async run(context) {
    await super.run(context);
    await state.saveChanges(context);
  }
}

const bot = new EchoBot();
const app = express();
app.use(express.json());
app.get("/readyz", (_request, response) => response.send("ok"));
app.post("/api/messages", (request, response) => adapter.process(request, response, (context) => bot.run(context)));
app.listen(Number(process.env.PORT), "127.0.0.1");
