import { clock, keys, policies, currentPolicies, teams, agents, tokens } from "./desk.js";
import { audit, invites, sessions, signInTries } from "./sign-in.js";
import { blocks, customers, identities, contacts, resumes } from "./customers.js";
import { attachmentChunks, attachments } from "./attachments.js";
import { conversations, messages, received, parked } from "./conversations.js";
import { tickets, commitments, surveys, notes, events } from "./tickets.js";
import { destinations, deliveries, cronRuns, instances } from "./deliveries.js";
import { channelAddresses, messageVersions } from "./channels.js";
import { digests } from "./digests.js";
import { alertPosts, alertReads } from "./alerts.js";
import { slackCards, slackReplies } from "./slack.js";
import { customerWords, drafts, messageWords } from "./pages.js";

/** Every table of the schema; a test holds that this and the migrations agree. */
export const tables = [
  clock,
  keys,
  policies,
  currentPolicies,
  teams,
  agents,
  tokens,
  sessions,
  invites,
  signInTries,
  audit,
  customers,
  identities,
  contacts,
  resumes,
  conversations,
  blocks,
  messages,
  attachments,
  attachmentChunks,
  received,
  parked,
  tickets,
  commitments,
  surveys,
  notes,
  events,
  destinations,
  deliveries,
  digests,
  drafts,
  messageWords,
  customerWords,
  channelAddresses,
  messageVersions,
  alertReads,
  alertPosts,
  slackCards,
  slackReplies,
  cronRuns,
  instances,
];
