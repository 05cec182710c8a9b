import type { Alerts } from "../../../application/alerts/alerts.js";
import type { Audit } from "../../../application/audit.js";
import type { DeskClock, People, Tokens } from "../../../application/desk-ports.js";
import type { ChartDrawer } from "../../../application/digests/charts.js";
import type { DigestQueries } from "../../../application/digests/views.js";
import type { Reports } from "../../../application/reports/ports.js";
import type { Settings, Shifts } from "../../../application/settings.js";
import type { Files } from "../../../application/files.js";
import type { ConversationView, DeskQueries, MessageView, NoteView } from "../../../application/desk-queries.js";
import type { QueueQueries } from "../../../application/desk-pages.js";
import type { Phrases } from "../../../application/phrases.js";
import type { RegisterDemand } from "../../../application/register-demand.js";
import type { Search } from "../../../application/search.js";
import type { Live } from "../../../application/live.js";
import type { Drafts } from "../../../application/held-replies.js";
import type { DeskActs, Mask } from "../../../application/ports.js";
import type { Invites, Sessions } from "../../../application/sign-in/ports.js";
import type { SignIn } from "../../../application/sign-in/sign-in.js";
import type { CallerAddress } from "../caller-address.js";
import type { Slots } from "../slots.js";
import type { Memo } from "./repeat.js";

/** What an act just made, by the id its answer gave. */
export interface Written {
  message(id: string): Promise<MessageView | null>;
  note(id: string): Promise<NoteView | null>;
}

/** What stands behind the desk's pages beside the plain lists. */
export interface DeskPages {
  queue: QueueQueries;
  drafts: Drafts;
  live: Live;
  alerts: Alerts;
  search: Search;
  phrases: Phrases;
  register: RegisterDemand;
  /** Hides contacts in whatever leaves the desk. */
  mask: Mask;
  /** The desk's IANA zone. */
  zone: () => string;
}

/** What the API needs of the desk. */
export interface Ports {
  acts: DeskActs;
  files: Files;
  queries: DeskQueries;
  written: Written;
  pages: DeskPages;
  digests: DigestQueries;
  charts: ChartDrawer;
  reports: Reports;
  settings: Settings & Shifts;
  /** False: there is nothing to send again. */
  resend(deliveryId: string): Promise<boolean>;
  clock: DeskClock;
  tokens: Pick<Tokens, "find">;
  people: People;
  audit: Audit;
  signIn: SignIn;
  sessions: Pick<Sessions, "find" | "close">;
  invites: Pick<Invites, "create">;
  address: CallerAddress;
  /** Shows the customer that this agent is writing, for some seconds; nothing is stored. */
  typing(conversation: ConversationView, from: { id: string; name: string }): void;
}

export interface Desk extends Ports {
  moves: Memo;
  /** Each file on its way holds some megabytes. */
  filesAtOnce: Slots;
  /** Each is a tenth of a second of one core. */
  chartsAtOnce: Slots;
  /** Live pages, of all and of each agent. */
  streamsAtOnce: Slots;
}
