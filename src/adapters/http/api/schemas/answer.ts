import { z } from "zod";
import { AUDIT_ACTIONS } from "../../../../application/audit.js";
import { STEP_ACTIONS } from "../../../../domain/commitment/commitment.js";
import {
  ALERT_LEVELS,
  CATEGORIES,
  CHANNELS,
  COMMITMENT_KINDS,
  COMMITMENT_STATES,
  FORMS,
  HOLDERS,
  LEVELS,
  LOCALES,
  NATURES,
  PRIORITIES,
  REACH_CHANNELS,
  ROLES,
  TICKET_STATUSES,
} from "../../../../domain/words.js";
import { DELIVERY_KINDS, DELIVERY_STATES } from "../../../../application/deliveries/outbox.js";

// What the API answers, as the OpenAPI document shows it. A type test holds these to the views of the queries.

const id = z.guid();
const at = z.iso.datetime();
const words = z.string().nullable();

export const commitment = z
  .strictObject({
    id,
    kind: z.enum(COMMITMENT_KINDS),
    state: z.enum(COMMITMENT_STATES),
    ticketId: id.nullable(),
    conversationId: id,
    owedTo: z.enum(["customer", "desk"]),
    owedBy: z.string().describe("An agent's id, `bot`, or `customer`"),
    startedAt: at,
    dueAt: at,
    clock: z.string(),
    pausedAt: at.nullable(),
    pausedMs: z.number().describe("Of pauses that are over, milliseconds; the due has moved by as much"),
    pausedUntil: at.nullable(),
    saidAt: at.nullable(),
    toldBefore: z.boolean(),
    heldByBot: z.boolean(),
    byReprioritising: z.boolean(),
    late: z.boolean(),
    why: z.string().describe("The rule that made it"),
    alerts: z.array(z.strictObject({ level: z.enum(ALERT_LEVELS), at, to: z.string() })),
    steps: z
      .array(z.strictObject({ at, do: z.enum(STEP_ACTIONS) }))
      .describe("What the desk does by itself while nothing is said, the next first"),
    overdue: z.boolean().describe("Broken in silence and not done since: it stays in the queue and on the board"),
    policyVersion: z.string(),
    endedAt: at.nullable(),
  })
  .meta({ id: "Commitment" });

export const ticket = z
  .strictObject({
    id,
    number: z.string().describe("`T-000123`"),
    status: z.enum(TICKET_STATUSES),
    reason: words,
    waitingFor: words,
    category: z.enum(CATEGORIES).nullable(),
    form: z.enum(FORMS),
    nature: z.enum(NATURES).nullable(),
    urgency: z.enum(LEVELS),
    importance: z.enum(LEVELS),
    priority: z.enum(PRIORITIES),
    rank: z.number(),
    outage: z.boolean(),
    owner: z.string().describe("The agent's id"),
    ownerName: z.string(),
    team: z.string(),
    customerId: id,
    conversationId: id,
    text: z.string().describe("The demand, contacts masked"),
    keywords: z.array(z.string()),
    classification: z.unknown(),
    resolution: z
      .strictObject({ summary: z.string(), outcome: words, prevention: words, rootCause: words, by: z.string(), at })
      .exactOptional(),
    linkedTo: id.nullable(),
    reopened: z.number(),
    createdAt: at,
    closedAt: at.nullable(),
    commitments: z.array(commitment),
  })
  .meta({ id: "Ticket" });

export const conversation = z
  .strictObject({
    id,
    channel: z.enum(CHANNELS),
    channelConversationId: z.string(),
    holder: z.enum(HOLDERS),
    agent: id.nullable(),
    agentName: words,
    customerId: id.nullable(),
    unseen: z.number().describe("Public messages that the customer has not seen"),
    unansweredSince: at.nullable(),
    locale: z.enum(LOCALES),
    zone: words.describe("The customer's, IANA; null: not told, the desk's holds"),
    openedAt: at,
    lastAt: at,
    blocked: z
      .strictObject({ at, by: id.describe("The agent's id"), byName: z.string(), reason: z.string() })
      .nullable()
      .describe("What its customer writes is kept and answered by nobody; null: they are heard"),
  })
  .meta({ id: "Conversation" });

export const attachment = z
  .strictObject({ id, name: z.string(), type: z.string().describe("By content"), bytes: z.number() })
  .meta({ id: "Attachment" });

export const message = z
  .strictObject({
    id,
    conversationId: id,
    seq: z.number(),
    at,
    from: z.enum(["customer", "bot", "agent"]),
    agent: id.nullable(),
    name: words,
    ticketId: id.nullable(),
    locale: z.enum(LOCALES),
    text: z.string(),
    say: words.describe("Names the sentence the bot said"),
    buttons: z.array(z.strictObject({ askId: z.string(), choice: z.string(), label: z.string() })),
    value: z.unknown(),
    attachments: z.array(attachment),
    delivery: z
      .strictObject({ id, state: z.enum(DELIVERY_STATES), at, reason: words })
      .nullable()
      .describe("What became of it on a channel that is not ours; null: none is needed"),
    edited: z
      .array(z.strictObject({ at, text: z.string() }))
      .describe("What the customer made of it later; `text` stays as it was said"),
    deletedAt: at.nullable().describe("When the customer deleted it on their channel"),
  })
  .meta({ id: "Message" });

export const event = z
  .strictObject({
    id,
    seq: z.number(),
    type: z.string(),
    v: z.number(),
    at,
    recordedAt: at,
    by: z.string(),
    ticketId: id.nullable(),
    conversationId: id.nullable(),
    policyVersion: z.string(),
    data: z.unknown(),
  })
  .meta({ id: "Event" });

export const note = z
  .strictObject({ id, ticketId: id, conversationId: id, agent: id, agentName: z.string(), at, text: z.string() })
  .meta({ id: "Note" });

export const customer = z
  .strictObject({
    id,
    number: z.string().describe("`C-000123`"),
    name: words,
    company: words,
    position: words,
    type: z.string(),
    tier: z.string(),
    firstChannel: z.enum(CHANNELS),
    firstContactAt: at,
    lastContactAt: at,
    tickets: z.number().describe("All of theirs"),
    openTickets: z.number(),
    optedOut: z.boolean(),
    channels: z.array(z.strictObject({ channel: z.enum(CHANNELS), since: at })).describe("Where they are known, the first first"),
    lastChannel: z.enum(CHANNELS).describe("On which they wrote last, where only they read"),
    prefers: z.enum(REACH_CHANNELS).nullable().describe("On which they chose to be told things; null: on the last one"),
    contacts: z.array(
      z.strictObject({ kind: z.enum(["phone", "email"]), value: words.describe("Masked"), verified: z.string(), at }),
    ),
  })
  .meta({ id: "Customer" });

export const survey = z
  .strictObject({
    id,
    ticketId: id,
    conversationId: id,
    customerId: id,
    assignee: id,
    kind: z.enum(["full", "short"]),
    state: z.enum(["asked", "answered", "expired", "dropped"]),
    askedAt: at,
    expiresAt: at,
    scores: z.array(z.number()).nullable(),
    comment: words,
    answeredAt: at.nullable(),
  })
  .meta({ id: "Survey" });

export const agent = z
  .strictObject({
    id,
    name: z.string(),
    role: z.enum(ROLES),
    team: z.string(),
    available: z.boolean(),
    email: words,
    slack: words,
    disabled: z.boolean(),
  })
  .meta({ id: "Agent" });

export const session = z
  .strictObject({ agent: z.strictObject({ id, name: z.string(), role: z.enum(ROLES), team: z.string(), email: words }) })
  .meta({ id: "Session" });

export const invite = z
  .strictObject({ url: z.string().describe("Good for once; nobody but the person invited should see it"), expiresAt: at })
  .meta({ id: "Invite" });

export const audit = z
  .strictObject({
    id,
    at,
    by: z.enum(["agent", "cli", "nobody"]),
    agent: id.nullable(),
    agentName: words,
    action: z.enum(AUDIT_ACTIONS),
    subject: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditEntry" });

export const delivery = z
  .strictObject({
    id,
    channel: z.string(),
    address: z.string(),
    kind: z.enum(DELIVERY_KINDS),
    state: z.enum(DELIVERY_STATES),
    messageId: id.nullable(),
    attempts: z.number(),
    refusals: z.number(),
    reason: words,
    createdAt: at,
    deadlineAt: at,
    settledAt: at.nullable(),
  })
  .meta({ id: "Delivery" });

export const clock = z.strictObject({ now: at, mode: z.enum(["real", "virtual"]), zone: z.string() }).meta({ id: "Clock" });
export const advanced = z
  .strictObject({ now: at, fired: z.number().describe("What fell due on the way") })
  .meta({ id: "Advanced" });

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable().describe("The cursor of the next page; null on the last") });
