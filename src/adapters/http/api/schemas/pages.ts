import { z } from "zod";
import { DUE_GROUPS } from "../../../../application/desk-pages.js";
import { PRESENCES } from "../../../../application/live.js";
import { DUE_WORDS } from "../../../../domain/commitment/due-word.js";
import {
  CATEGORIES,
  CHANNELS,
  COMMITMENT_KINDS,
  COMMITMENT_STATES,
  FORMS,
  HOLDERS,
  PRIORITIES,
  TICKET_STATUSES,
} from "../../../../domain/words.js";
import { attachment } from "./answer.js";

// What the desk's pages are answered, as the OpenAPI document shows it. A type test holds these to the views.

const id = z.guid();
const at = z.iso.datetime();
const words = z.string().nullable();
const count = z.number();

const nearest = z
  .strictObject({
    id,
    kind: z.enum(COMMITMENT_KINDS),
    state: z.enum(COMMITMENT_STATES),
    word: z
      .enum(DUE_WORDS)
      .describe(
        "How to speak of it now: `due_soon` in the last quarter or 30 minutes, `said` told and not seen yet, `told` late, but told before",
      ),
    startedAt: at,
    dueAt: at,
    pausedUntil: at.nullable(),
    saidAt: at.nullable(),
    owedTo: z.enum(["customer", "desk"]),
    owedBy: z.string().describe("An agent's id, `bot`, or `customer`"),
    why: z.string(),
  })
  .meta({ id: "NearestCommitment" });

const customer = z
  .strictObject({ id, number: z.string().describe("`C-000123`"), name: words, company: words })
  .meta({ id: "QueueCustomer" });

export const presence = z
  .strictObject({ ticketId: id, agent: id, name: z.string(), state: z.enum(PRESENCES) })
  .meta({ id: "Presence" });

export const draft = z
  .strictObject({
    id,
    conversationId: id,
    ticketId: id.nullable(),
    state: z.enum(["held", "sent", "failed", "taken_back"]),
    text: z.string().describe("Empty once it was sent: it stands among the messages then"),
    attachments: z.array(attachment),
    createdAt: at,
    releaseAt: at.describe("Machine time, also where the desk's clock is virtual"),
    reason: z
      .strictObject({ code: z.string(), holder: words.describe("Who holds the conversation, where it was `taken`") })
      .nullable()
      .describe("Why it could not go out"),
  })
  .meta({ id: "Draft" });

const dueGroup = z.enum(DUE_GROUPS);

export const queueRow = z
  .strictObject({
    id,
    number: z.string().describe("`T-000123`"),
    status: z.enum(TICKET_STATUSES),
    waitingFor: words,
    category: z.enum(CATEGORIES).nullable(),
    form: z.enum(FORMS),
    priority: z.enum(PRIORITIES),
    rank: z.number(),
    outage: z.boolean(),
    owner: z.string().describe("The agent's id"),
    ownerName: z.string(),
    atDutyPost: z.boolean().describe("The owner stands at a team's duty post: nobody has taken it yet"),
    team: z.string(),
    createdAt: at,
    text: z.string().describe("The first words of the demand, contacts masked"),
    customer,
    conversation: z
      .strictObject({
        id,
        channel: z.enum(CHANNELS),
        holder: z.enum(HOLDERS),
        agent: id.nullable(),
        agentName: words,
        unseen: z.number().describe("Public messages that the customer has not seen"),
        unansweredSince: at.nullable(),
      })
      .meta({ id: "QueueConversation" }),
    nearest: nearest.nullable().describe("Null: nothing is owed"),
    group: dueGroup.describe("`soon` within 30 minutes, `today` by the end of the desk's day; what is paused or said is `later`"),
  })
  .meta({ id: "QueueRow" });

const counts = z
  .strictObject({
    total: count,
    due: z.record(dueGroup, count),
    owner: z.array(z.strictObject({ owner: z.string(), name: z.string(), count })),
    category: z.array(z.strictObject({ category: z.enum(CATEGORIES).nullable(), count })),
    status: z.array(z.strictObject({ status: z.enum(TICKET_STATUSES), count })),
    more: z.boolean().describe("There are more than are counted: at least so many"),
  })
  .meta({ id: "QueueCounts" });

const next = words.describe("The cursor of the next page; null on the last");

export const queue = z
  .strictObject({
    items: z.array(queueRow),
    next,
    at: at.describe("Desk time of words and groups"),
    counts: counts.nullable().describe("Tickets, each count as if its own filter were not set; with the first page only"),
  })
  .meta({ id: "QueuePage" });

export const boardRow = z
  .strictObject({
    commitment: nearest,
    owedByName: words,
    conversationId: id,
    customer: customer.nullable(),
    ticket: z
      .strictObject({
        id,
        number: z.string(),
        priority: z.enum(PRIORITIES),
        team: z.string(),
        owner: z.string(),
        ownerName: z.string(),
        text: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "BoardRow" });

const owed = { overdue: count, soon: count, hours: count, more: z.boolean().describe("There are more than are counted") };

export const meter = z
  .strictObject({ at, ...owed, keptToday: count, brokenToday: count })
  .describe(
    "Commitments that the desk owes: overdue, within 30 minutes, within the hours asked for; met and broken since its midnight",
  )
  .meta({ id: "Meter" });

export const board = z
  .strictObject({
    items: z.array(boardRow),
    next,
    at,
    counts: z
      .strictObject(owed)
      .nullable()
      .describe("Commitments: overdue, within 30 minutes, within the hours asked for; with the first page only"),
  })
  .meta({ id: "BoardPage" });

const messageHit = z
  .strictObject({
    id,
    conversationId: id,
    ticketId: id.nullable(),
    seq: z.number(),
    at,
    from: z.enum(["customer", "bot", "agent"]),
    customer: customer.nullable(),
    snippet: z.string().describe("Plain text, contacts masked: escape it"),
    marks: z.array(z.tuple([z.number(), z.number()])).describe("From and to of what was found in the snippet, in UTF-16 units"),
  })
  .meta({ id: "MessageHit" });

export const search = z
  .strictObject({
    tickets: z.array(
      z
        .strictObject({
          id,
          number: z.string(),
          status: z.enum(TICKET_STATUSES),
          priority: z.enum(PRIORITIES),
          owner: z.string(),
          ownerName: z.string(),
          conversationId: id,
          text: z.string(),
        })
        .meta({ id: "TicketHit" }),
    ),
    customers: z.array(customer),
    items: z.array(messageHit).describe("Messages; tickets and customers come with the first page only"),
    next,
  })
  .meta({ id: "SearchPage" });

export const shownContacts = z
  .strictObject({
    customerId: id,
    contacts: z.array(
      z.strictObject({ kind: z.enum(["phone", "email"]), value: words.describe("In full"), verified: z.string(), at }),
    ),
  })
  .meta({ id: "ShownContacts" });

export const phrase = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    text: z.string(),
    category: z.enum(CATEGORIES).nullable().describe("The demands it is for; null: all"),
  })
  .meta({ id: "Phrase" });
