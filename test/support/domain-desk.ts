import type { Context } from "../../src/domain/context.js";
import { decide } from "../../src/domain/decide.js";
import { calendarAround, FLOW, heard, INQUIRY, MONDAY_10, OUTAGE, POLICY } from "./desk-rules.js";
import type { Heard } from "../../src/domain/conversation/heard.js";
import type { Form } from "../../src/domain/conversation/display.js";
import type { Act, Answer, Input, Opening } from "../../src/domain/input.js";
import type { Utterance } from "../../src/domain/conversation/conversation.js";
import { nextAt } from "../../src/domain/commitment/commitment.js";
import type { Policy } from "../../src/domain/policy.js";
import type { DeskEvent } from "../../src/domain/event.js";
import type { Note, World } from "../../src/domain/turn.js";

/** Words alone: no button, form or file. */
const PLAIN = { button: null, form: null, attachments: [] };

/** One conversation of a desk in memory: given, when, then, on a clock of its own. */
export class DomainDesk {
  now: number;
  world: Omit<World, "conversation"> & { conversation: World["conversation"] | null } = {
    conversation: null,
    customer: null,
    tickets: [],
    commitments: [],
    surveys: [],
    blocked: null,
  };
  readonly log: (Utterance & { at: number })[] = [];
  readonly events: DeskEvent[] = [];
  readonly notes: Note[] = [];
  colleagues: Context["colleagues"] = [];
  private ids = 0;
  private numbers = 122;
  private readonly calendar: ReturnType<typeof calendarAround>;

  private readonly policy: Policy;

  constructor(now = MONDAY_10, policy: Policy = POLICY) {
    this.now = now;
    this.policy = policy;
    this.calendar = calendarAround(now);
  }

  private context(): Context {
    return {
      now: this.now,
      policy: this.policy,
      flow: FLOW,
      dialogVersion: "d1",
      ...this.calendar,
      nextId: () => `id-${++this.ids}`,
      nextTicketNumber: () => ++this.numbers,
      nextCustomerNumber: () => 7,
      dutyOf: (team) => `duty-${team}`,
      wordOf: (word) => word.split(".").at(-1)!,
      nameOf: (id) => `name of ${id}`,
      colleagues: this.colleagues,
    };
  }

  run(input: Input): Answer {
    const { turn, answer } = decide(this.world, input, this.context());
    if (!turn) return answer;
    const keep = <T extends { id: string }>(before: readonly T[], changed: T[]): T[] => {
      const byId = new Map(before.map((row) => [row.id, row]));
      for (const row of changed) byId.set(row.id, row);
      return [...byId.values()];
    };
    this.world = {
      conversation: turn.conversation,
      customer: turn.customer,
      tickets: keep(this.world.tickets, turn.tickets.changed()),
      commitments: keep(this.world.commitments, turn.commitments.changed()),
      surveys: keep(this.world.surveys, turn.surveys.changed()),
      blocked: turn.blocked,
    };
    this.log.push(...turn.said.map((said) => ({ ...said, at: this.now })));
    this.events.push(...turn.events);
    this.notes.push(...turn.notes);
    return answer;
  }

  readonly opening: Opening = {
    conversationId: "conversation",
    channel: "web" as const,
    channelConversationId: "conversation",
    channelUserId: "dl_visitor",
    locale: null,
    zone: null,
    profile: null,
  };

  open(): this {
    this.run({ kind: "open", opening: this.opening });
    return this;
  }

  say(text: string, of: Partial<Heard> = {}): this {
    this.run({ kind: "said", opening: this.opening, text, heard: heard({ simplified: text, ...of }), ...PLAIN, clientKey: null });
    return this;
  }

  /** Presses the newest button with this choice. */
  press(choice: string): this {
    const button = this.log.flatMap((u) => u.buttons).findLast((b) => b.choice === choice);
    if (!button) throw new Error(`no button ${choice}: ${JSON.stringify(this.log.at(-1))}`);
    this.run({
      kind: "said",
      opening: this.opening,
      text: choice,
      heard: heard(),
      ...PLAIN,
      button: { askId: button.askId, choice },
      clientKey: null,
    });
    return this;
  }

  /** Fills in the newest card's form; `of` is what its contact is heard as. */
  fill(form: Form, of: Partial<Heard> = {}): this {
    const askId = this.log.findLast(({ display }) => display.card)?.display.card?.askId ?? "none";
    const text = Object.values(form).join(" ");
    const button = { askId, choice: "form" };
    this.run({ kind: "said", opening: this.opening, text, heard: heard(of), ...PLAIN, button, form, clientKey: null });
    return this;
  }

  /** Sends a file, with words or without. */
  send(name: string, text = "", of: Partial<Heard> = {}): this {
    const attachments = [{ id: `file-${name}`, name, type: "image/png", bytes: 1_024 }];
    this.run({ kind: "said", opening: this.opening, text, heard: heard(of), ...PLAIN, attachments, clientKey: null });
    return this;
  }

  act(act: Act, agentId = "agent-1"): Answer {
    return this.run({ kind: "act", by: { agentId, name: `name of ${agentId}` }, act });
  }

  seenAll(): this {
    this.run({ kind: "seen", seq: this.world.conversation!.seq });
    return this;
  }

  /** Moves the clock to a moment, stopping at everything that falls due on the way. `watching`: the customer sees all at once. */
  until(at: number, watching = false): this {
    for (;;) {
      const next = Math.min(...this.world.commitments.map(nextAt).filter((n) => n !== null));
      if (next > at) break;
      this.now = Math.max(this.now, next);
      this.run({ kind: "due" });
      if (watching) this.seenAll();
    }
    this.now = at;
    return this;
  }

  after(ms: number, watching = false): this {
    return this.until(this.now + ms, watching);
  }

  /** What the bot said since the last word of the customer, as keys. */
  get answers(): string[] {
    const from = this.log.findLastIndex((u) => u.from === "customer");
    return this.log.slice(from + 1).map((u) => u.say?.key ?? u.text ?? "");
  }

  keysSince(at: number): string[] {
    return this.log.filter((u) => u.at >= at).map((u) => u.say?.key ?? u.text ?? "");
  }

  get ticket() {
    return this.world.tickets.at(-1)!;
  }

  commitment(kind: string, state?: string) {
    return this.world.commitments.filter((c) => c.kind === kind && (state === undefined || c.state === state)).at(-1);
  }

  /** The outage of {@link OUTAGE}, registered and seen. */
  withOutage(): this {
    return this.open().say("系统宕机了客户下不了单", OUTAGE).press("submit").seenAll();
  }

  withInquiry(): this {
    return this.open().say("企业版多少钱", INQUIRY).press("submit").seenAll();
  }
}
