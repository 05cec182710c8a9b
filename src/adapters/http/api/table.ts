import { alertRoutes } from "./routes/figures/alerts.js";
import { reportRoutes } from "./routes/figures/reports.js";
import { settingsRoutes } from "./routes/figures/settings.js";
import { attachmentRoutes } from "./routes/attachments.js";
import { clockRoutes } from "./routes/clock.js";
import { agentRoutes } from "./routes/agents.js";
import { commitmentRoutes } from "./routes/commitments.js";
import { conversationRoutes } from "./routes/conversations.js";
import { customerRoutes } from "./routes/desk/customers.js";
import { listRoutes } from "./routes/lists.js";
import { draftRoutes } from "./routes/drafts.js";
import { digestRoutes } from "./routes/digests.js";
import { liveRoutes } from "./routes/live.js";
import { blockRoutes } from "./routes/desk/block.js";
import { meterRoutes } from "./routes/desk/meter.js";
import { phraseRoutes } from "./routes/desk/phrases.js";
import { registerRoutes } from "./routes/desk/register.js";
import { transcriptRoutes } from "./routes/desk/transcript.js";
import { queueRoutes } from "./routes/queue.js";
import { searchRoutes } from "./routes/search.js";
import type { ApiRoute } from "./route.js";
import { passwordRoutes, sessionRoutes } from "./routes/session.js";
import { ticketActRoutes } from "./routes/ticket-acts.js";
import { ticketEndingRoutes } from "./routes/ticket-endings.js";
import { ticketPageRoutes } from "./routes/ticket-page.js";
import { ticketRoutes } from "./routes/tickets.js";

/** All of the API. */
export const API_ROUTES: readonly ApiRoute[] = [
  ...listRoutes,
  ...queueRoutes,
  ...searchRoutes,
  ...meterRoutes,
  ...phraseRoutes,
  ...ticketRoutes,
  ...registerRoutes,
  ...ticketPageRoutes,
  ...transcriptRoutes,
  ...ticketActRoutes,
  ...ticketEndingRoutes,
  ...conversationRoutes,
  ...blockRoutes,
  ...draftRoutes,
  ...liveRoutes,
  ...alertRoutes,
  ...attachmentRoutes,
  ...commitmentRoutes,
  ...customerRoutes,
  ...digestRoutes,
  ...reportRoutes,
  ...settingsRoutes,
  ...agentRoutes,
  ...sessionRoutes,
  ...passwordRoutes,
  ...clockRoutes,
];
