import type { Ask, Button, NewAsk } from "./conversation/ask.js";
import type { Commitment } from "./commitment/commitment.js";
import { isOwed } from "./commitment/commitment.js";
import type { Context } from "./context.js";
import type { Conversation, Utterance } from "./conversation/conversation.js";
import type { Push } from "./reach/elsewhere.js";
import type { Decided } from "./conversation/display.js";
import type { Customer } from "./ticket/customer.js";
import type { By, DeskEvent } from "./event.js";
import type { Say, SayValue } from "./say.js";
import type { Instant } from "./time.js";
import type { ReachChannel } from "./words.js";
import type { Survey, Ticket } from "./ticket/ticket.js";
import { isOpen, ticketNumber } from "./ticket/ticket.js";

/** What a turn starts from: the conversation and all that hangs on it, as one snapshot saw it. */
export interface World {
  conversation: Conversation;
  customer: Customer | null;
  tickets: readonly Ticket[];
  commitments: readonly Commitment[];
  surveys: readonly Survey[];
  /** Of the person of the channel, whichever of their conversations it was said in. */
  blocked: Block | null;
}

/** Why and since when the desk no longer listens to a person of a channel. */
export interface Block {
  at: Instant;
  /** The agent's id. */
  by: string;
  reason: string;
}

/** A remark for colleagues; it never enters the public sequence (I3). */
export interface Note {
  id: string;
  ticketId: string;
  agentId: string;
  text: string;
}

/** What the customer made of a message of theirs later: other words, or null: it was deleted. The message stays as it was said. */
export interface Revision {
  id: string;
  messageId: string;
  text: string | null;
}

/** What goes with a sentence of the bot's. */
export interface SaidWith {
  ticketId?: string | null;
  buttons?: Button[];
  display?: Decided;
  /** Said in this agent's name. */
  agentId?: string;
}

/** What of where the customer is reached changed; null: they are reached where they wrote last. */
export interface Placed {
  wroteIn?: string;
  prefers?: ReachChannel | null;
}

/** A button of another conversation of the same customer, on its way there. */
export interface Forward {
  conversationId: string;
  value: unknown;
  text: string;
}

type Keyed = { id: string };

/** A list of rows of which the changed ones are known, so that a turn writes no more than it changed. */
class Rows<T extends Keyed> {
  private readonly byId: Map<string, T>;
  private readonly touched = new Set<string>();

  constructor(rows: readonly T[]) {
    this.byId = new Map(rows.map((row) => [row.id, row]));
  }

  put(row: T): T {
    this.byId.set(row.id, row);
    this.touched.add(row.id);
    return row;
  }

  get = (id: string | null): T | undefined => (id === null ? undefined : this.byId.get(id));
  all = (): T[] => [...this.byId.values()];
  changed = (): T[] => [...this.touched].map((id) => this.byId.get(id)!);
}

/**
 * One turn being decided. It collects what is to be written: nothing outside is touched, the world it was given is left as it
 * was, and the same world, input and context always give the same result.
 */
export class Turn {
  conversation: Conversation;
  customer: Customer | null;
  blocked: Block | null;
  customerIsNew = false;
  customerChanged = false;
  /** The file was found by what two channels vouch for: from now on this channel's identity is its own too. */
  customerJoins = false;
  placed: Placed | null = null;
  push: Push | null = null;
  forward: Forward | null = null;
  readonly tickets: Rows<Ticket>;
  readonly commitments: Rows<Commitment>;
  readonly surveys: Rows<Survey>;
  readonly said: Utterance[] = [];
  readonly notes: Note[] = [];
  readonly revisions: Revision[] = [];
  readonly events: DeskEvent[] = [];
  readonly ctx: Context;
  by: By = { kind: "desk" };

  constructor(world: World, ctx: Context) {
    this.ctx = ctx;
    this.conversation = { ...world.conversation, mind: structuredCloneMind(world.conversation) };
    this.customer = world.customer;
    this.blocked = world.blocked;
    this.tickets = new Rows(world.tickets);
    this.commitments = new Rows(world.commitments);
    this.surveys = new Rows(world.surveys);
  }

  get now(): number {
    return this.ctx.now;
  }

  get mind(): Conversation["mind"] {
    return this.conversation.mind;
  }

  openTickets(): Ticket[] {
    return this.tickets.all().filter(isOpen);
  }

  owed(ticketId: string | null): Commitment[] {
    return this.commitments.all().filter((c) => isOwed(c) && (ticketId === null || c.ticketId === ticketId));
  }

  /** The bot speaks. Answers the sequence it will have in the public log. */
  say(say: Say, extra: SaidWith = {}): number {
    return this.utter({
      from: extra.agentId === undefined ? "bot" : "agent",
      agentId: extra.agentId ?? null,
      ticketId: extra.ticketId ?? null,
      say,
      text: null,
      buttons: extra.buttons ?? [],
      value: null,
      attachments: [],
      display: extra.display ?? {},
    });
  }

  /** A person speaks: the customer, or an agent by an explicit act. */
  utter(utterance: Omit<Utterance, "id" | "seq">): number {
    this.conversation.seq += 1;
    this.said.push({ ...utterance, id: this.ctx.nextId(), seq: this.conversation.seq });
    return this.conversation.seq;
  }

  event(type: string, ticketId: string | null, data: Record<string, unknown> = {}): void {
    this.events.push({
      id: this.ctx.nextId(),
      type,
      v: 1,
      at: this.now,
      by: this.by,
      ticketId,
      policyVersion: this.ctx.policy.version,
      data,
    });
  }

  /** Opens a question; the oldest one gives way beyond the limit (architecture 2, I6). */
  ask(ask: NewAsk): Ask {
    const opened = { ...ask, id: this.ctx.nextId(), openedAt: this.now, odd: 0 };
    this.mind.asks.push(opened);
    if (this.mind.asks.length > this.ctx.policy.openAsksMost) this.mind.asks.shift();
    return opened;
  }

  closeAsk(id: string): void {
    this.mind.asks = this.mind.asks.filter((ask) => ask.id !== id);
  }

  closeAsks(closes: (ask: Ask) => boolean): void {
    this.mind.asks = this.mind.asks.filter((ask) => !closes(ask));
  }

  /** The questions of registering a demand have lost their reason: it goes on elsewhere, ends, or asks anew. */
  closeIntakeAsks(): void {
    this.closeAsks(({ kind }) => kind === "quick" || kind === "intake" || kind === "confirm" || kind === "what_is_wrong");
  }

  /** The ticket's number as customers read it. */
  number(ticket: Ticket): SayValue {
    return ticketNumber(ticket.number);
  }

  /** Who is on it, as customers read it: a person by name, the duty post by its team. */
  ownerName(ticket: Ticket): string {
    return this.ctx.dutyOf(ticket.team) === ticket.owner ? this.teamName(ticket) : this.ctx.nameOf(ticket.owner);
  }

  /** Who is seen working on it: the agent in the conversation, else the owner. */
  workerName(ticket: Ticket): string {
    const { agentId } = this.conversation;
    return agentId === null ? this.ownerName(ticket) : this.ctx.nameOf(agentId);
  }

  teamName(ticket: Ticket): string {
    const team = this.ctx.policy.teams.find((t) => t.id === ticket.team);
    return team?.name[this.conversation.locale] ?? ticket.team;
  }
}

/** The mind is plain JSON: a copy that shares nothing, since handlers change it in place. */
const structuredCloneMind = (conversation: Conversation): Conversation["mind"] =>
  JSON.parse(JSON.stringify(conversation.mind)) as Conversation["mind"];
