import { buttonsOf } from "../conversation/ask-choices.js";
import type { Demand, Intake } from "../conversation/conversation.js";
import { foldedEmail, type Contact, type Customer } from "./customer.js";
import { priorityOf, rankOf } from "./priority.js";
import { promiseAll } from "../commitment/promise.js";
import { viewOf } from "../conversation/told.js";
import type { Profile } from "../input.js";
import { say } from "../say.js";
import type { Ticket } from "./ticket.js";
import { DAY_MS } from "../time.js";
import type { Turn } from "../turn.js";
import type { Category } from "../words.js";

/** The customer waits for a person from now on; the desk shows who has waited longest. */
export function awaitsHuman(turn: Turn): void {
  turn.conversation.unansweredSince ??= turn.now;
}

/** What the file is made of at the first message (service-process 1); contacts and names come with the intake. */
function newCustomer(turn: Turn): Customer {
  return {
    id: turn.ctx.nextId(),
    number: turn.ctx.nextCustomerNumber(),
    name: null,
    company: null,
    position: null,
    type: "new",
    tier: "ordinary",
    firstChannel: turn.conversation.channel,
    firstContactAt: turn.now,
    lastContactAt: turn.now,
    optedOut: false,
    contacts: [],
    ...{ prefers: null, wroteIn: null, reach: null },
  };
}

/** Changes single fields of the customer file; the newest wins, each change an event without the value (architecture 7). */
export function updateFile(turn: Turn, fields: Partial<Customer>): void {
  const file = turn.customer;
  if (!file) return;
  const changed = (Object.keys(fields) as (keyof Customer)[]).filter(
    (key) => fields[key] !== undefined && JSON.stringify(fields[key]) !== JSON.stringify(file[key]),
  );
  if (changed.length === 0) return;
  turn.customer = { ...file, ...fields };
  turn.customerChanged = true;
  turn.event("customer_changed", null, { customerId: file.id, fields: changed });
}

/** The same person wrote on another channel before: one file for both. Nobody undoes it yet, so that it takes what both vouch for. */
export function joinFile(turn: Turn): void {
  const { customer, conversation } = turn;
  if (!customer) return;
  conversation.customerId = customer.id;
  turn.customerJoins = true;
  turn.event("customer_joined", null, { customerId: customer.id, number: customer.number, channel: conversation.channel });
}

/**
 * What the site says of its own customer, by its signature, or a channel of whoever writes there: the file is opened or kept true, and
 * nothing of it is asked. The site's names win; a channel's only fill in what is not known.
 */
export function fileProfile(turn: Turn, { name, company, email, phone }: Profile): void {
  if (!turn.customer) openFile(turn);
  const file = turn.customer!;
  const isSite = turn.conversation.channel === "web";
  const vouched = (kind: Contact["kind"], value: string | null): Contact[] => {
    if (value === null) return [];
    const stands = file.contacts.find((c) => c.kind === kind && c.value === value && c.verified !== "typed");
    return [stands ?? { kind, value, verified: isSite ? "site" : "channel" }];
  };
  const known = [...vouched("phone", phone), ...vouched("email", foldedEmail(email))];
  const others = file.contacts.filter((c) => !known.some((k) => k.kind === c.kind && k.value === c.value));
  updateFile(turn, {
    ...(name === null || !(isSite || file.name === null) ? {} : { name }),
    ...(company === null || !(isSite || file.company === null) ? {} : { company }),
    // A channel adds what is new; the order, by which the first is shown, stays as it is.
    contacts: known.every((c) => file.contacts.includes(c)) && !isSite ? file.contacts : [...known, ...others],
  });
}

/** The customer's file begins; from now on the conversation is theirs. */
export function openFile(turn: Turn): void {
  turn.customer = newCustomer(turn);
  turn.customerIsNew = true;
  turn.mind.began = true;
  turn.conversation.customerId = turn.customer.id;
  turn.event("customer_opened", null, { customerId: turn.customer.id, number: turn.customer.number });
}

/** What the intake gathered goes into the file. */
export function fileIntake(turn: Turn, intake: Pick<Intake, "name" | "company" | "position" | "phone" | "email">): void {
  const contacts: Contact[] = [...(turn.customer?.contacts ?? [])];
  const add = (kind: Contact["kind"], value: string | null): void => {
    if (value !== null && !contacts.some((c) => c.kind === kind && c.value === value))
      contacts.unshift({ kind, value, verified: "typed" });
  };
  add("email", intake.email);
  add("phone", intake.phone);
  updateFile(turn, {
    ...(intake.name === null ? {} : { name: intake.name }),
    ...(intake.company === null ? {} : { company: intake.company }),
    ...(intake.position === null ? {} : { position: intake.position }),
    contacts,
    lastContactAt: turn.now,
  });
}

export interface Opening {
  text: string;
  demand: Demand;
  linkedTo: string | null;
  handoff: boolean;
}

/** By the playbook of its category; a complaint about anything but the product goes to those who speak with customers. */
function teamFor(turn: Turn, { category, form, nature }: Demand): string {
  const { defaultTeam, playbooks } = turn.ctx.policy;
  return category === null || (form === "complaint" && nature !== "product") ? defaultTeam : playbooks[category].team;
}

/** Opens a ticket: with an owner, a team and all its clocks, from the first moment (service-process 0). */
export function openTicket(turn: Turn, opening: Opening): Ticket {
  const { demand } = opening;
  const { policy } = turn.ctx;
  const team = teamFor(turn, demand);
  const ticket = turn.tickets.put({
    id: turn.ctx.nextId(),
    number: turn.ctx.nextTicketNumber(),
    status: "open",
    conversationId: turn.conversation.id,
    customerId: turn.customer!.id,
    category: demand.category,
    form: demand.form,
    nature: demand.nature,
    urgency: demand.urgency,
    importance: demand.importance,
    priority: priorityOf(demand),
    rank: rankOf(demand),
    outage: demand.outage,
    owner: turn.ctx.dutyOf(team),
    team,
    text: opening.text,
    keywords: demand.keywords,
    classification: { confidence: demand.confidence, evidence: demand.evidence },
    linkedTo: opening.linkedTo,
    createdAt: turn.now,
    reopened: 0,
    policyVersion: policy.version,
  });
  turn.event("ticket_opened", ticket.id, {
    number: ticket.number,
    category: ticket.category,
    form: ticket.form,
    priority: ticket.priority,
    owner: ticket.owner,
    team: ticket.team,
    linkedTo: opening.linkedTo,
  });
  promiseAll(turn, ticket, opening.handoff);
  return ticket;
}

/** The second of two demands: same words, its own kind, clocks of its own, linked to the first. */
const secondDemand = (demand: Demand, category: Category): Demand => ({
  ...demand,
  category,
  form: category === "presale" ? "consultation" : "support",
  nature: null,
  urgency: category === "insale" || category === "aftersale" ? "high" : "low",
  importance: category === "value_added" ? "high" : "low",
  outage: false,
  heavyLoss: false,
  secondary: null,
});

/** The customer said yes: tickets are opened, and the receipt says number, priority, team, by when and the next update. */
export function register(turn: Turn, intake: Intake & { demand: string; understood: Demand }): void {
  fileIntake(turn, intake);
  turn.closeIntakeAsks();
  turn.mind.intake = null;
  const demand = intake.understood;
  const ticket = openTicket(turn, { text: intake.demand, demand, linkedTo: null, handoff: false });
  turn.mind.focus = null;
  const next = nextUpdate(turn, ticket);
  const key = next < firstDue(turn, ticket) ? "receipt.progress_first" : "receipt";
  turn.say(say(key, { ...receiptParams(turn, ticket), next: { time: next } }), {
    ticketId: ticket.id,
    display: { ticket: viewOf(turn, ticket) },
  });
  if (demand.secondary !== null) {
    const second = openTicket(turn, {
      text: intake.demand,
      demand: secondDemand(demand, demand.secondary),
      linkedTo: ticket.id,
      handoff: false,
    });
    turn.say(say("receipt.second", receiptParams(turn, second)), {
      ticketId: second.id,
      display: { ticket: viewOf(turn, second) },
    });
  }
  awaitsHuman(turn);
  if (ticket.outage) return askScope(turn, ticket);
  turn.say(say("receipt.keep_open"), { ticketId: ticket.id });
}

function receiptParams(turn: Turn, ticket: Ticket) {
  return {
    number: turn.number(ticket),
    priority: { word: `priority.${ticket.priority}` as const },
    team: turn.teamName(ticket),
    due: { time: firstDue(turn, ticket) },
  };
}

const firstDue = (turn: Turn, ticket: Ticket): number =>
  turn.owed(ticket.id).find((c) => c.kind === "first_response")?.dueAt ?? turn.now + DAY_MS;

const nextUpdate = (turn: Turn, ticket: Ticket): number =>
  turn.owed(ticket.id).find((c) => c.kind === "progress_update")?.dueAt ?? turn.now + DAY_MS;

/** An outage: the scope of impact is confirmed while a person is on the way (service-process 3). */
function askScope(turn: Turn, ticket: Ticket): void {
  const ask = turn.ask({ kind: "scope", ticketId: ticket.id });
  turn.say(say("ask.scope"), {
    ticketId: ticket.id,
    buttons: buttonsOf(turn, ask),
  });
}
