import type { Context } from "../../src/domain/context.js";
import { decide } from "../../src/domain/decide.js";
import type { Heard } from "../../src/domain/heard.js";
import type { Act, Answer, Input } from "../../src/domain/input.js";
import type { Utterance } from "../../src/domain/conversation.js";
import { nextAt } from "../../src/domain/commitment.js";
import type { Flow } from "../../src/domain/flow.js";
import type { Policy } from "../../src/domain/policy.js";
import type { DeskEvent } from "../../src/domain/event.js";
import type { Note, World } from "../../src/domain/turn.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/time.js";
import type { Span, WorkingDay } from "../../src/domain/calendar.js";

const HOUR = HOUR_MS;

/** Monday 2026-11-23, 10:00 in Shanghai. */
export const MONDAY_10 = Date.parse("2026-11-23T02:00:00Z");
const SHANGHAI_MS = 8 * HOUR;

export const POLICY: Policy = {
  version: "p1",
  company: { "zh-CN": "澄川科技", en: "Chengchuan" },
  assistant: { "zh-CN": "小川", en: "Xiaochuan" },
  defaultLocale: "zh-CN",
  region: "CN",
  teams: [
    { id: "service", name: { "zh-CN": "客户服务", en: "Customer service" }, duty: "Duty" },
    { id: "technical", name: { "zh-CN": "技术支持", en: "Technical support" }, duty: "Duty" },
    { id: "sales", name: { "zh-CN": "售前顾问", en: "Sales" }, duty: "Duty" },
  ],
  defaultTeam: "service",
  playbooks: {
    presale: { team: "sales", survey: "short", visit: false },
    insale: { team: "service", survey: "full", visit: false },
    aftersale: { team: "technical", survey: "full", visit: true },
    value_added: { team: "sales", survey: "full", visit: false },
  },
  priorities: {
    P1: { firstResponse: { ms: 30 * MINUTE_MS, clock: "always" }, plan: null, cadenceMs: 2 * HOUR },
    P2: { firstResponse: { ms: 24 * HOUR, clock: "always" }, plan: { ms: 24 * HOUR, clock: "always" }, cadenceMs: 24 * HOUR },
    P3: { firstResponse: { ms: 2 * HOUR, clock: "service" }, plan: null, cadenceMs: 24 * HOUR },
    P4: { firstResponse: { ms: 48 * HOUR, clock: "always" }, plan: null, cadenceMs: 24 * HOUR },
  },
  outage: { firstResponseMs: 10 * MINUTE_MS, leastBeforeMs: 3 * MINUTE_MS },
  complaint: { firstResponseMs: 24 * HOUR, investigationMs: 48 * HOUR, solutionMs: 48 * HOUR },
  handoff: { ms: 10 * MINUTE_MS, clock: "service" },
  tell: { warnAt: 0.75, holdAt: 0.9, leastBeforeMs: 10 * MINUTE_MS, urgentLeastBeforeMs: 3 * MINUTE_MS },
  escalation: { ownerMs: 0, supervisorMs: 15 * MINUTE_MS, managerMs: HOUR },
  unseen: { urgentMs: 10 * MINUTE_MS, otherMs: 4 * HOUR, callWithinMs: 4 * HOUR, urgentCallWithinMs: 30 * MINUTE_MS },
  acceptance: { reminderWorkingDays: 1, silenceWorkingDays: 3 },
  survey: {
    afterMs: 2 * HOUR,
    latestMs: 72 * HOUR,
    reminderMs: 24 * HOUR,
    expiresMs: 7 * DAY_MS,
    lowAtMost: 2,
    followUpMs: 24 * HOUR,
  },
  visit: { workingDays: 3 },
  takeover: { silenceMs: 30 * MINUTE_MS },
  waiting: { remindersMost: 2 },
  understanding: { threshold: 0.7 },
  oddAnswersMost: 2,
  openAsksMost: 50,
  openTicketsMost: 20,
};

const question = (slot: Flow["questions"][number]["slot"], choices: [string, string][] = []) => ({
  slot,
  ask: `ask.${slot}` as Flow["questions"][number]["ask"],
  again: `again.${slot}` as Flow["questions"][number]["again"],
  choices: choices.map(([choice, word]) => ({ choice, word })) as Flow["questions"][number]["choices"],
  when: null,
});

export const FLOW: Flow = {
  questions: [
    question("demand"),
    question("describe", [["skip", "choice.skip"]]),
    question("category", [
      ["presale", "category.presale"],
      ["insale", "category.insale"],
      ["aftersale", "category.aftersale"],
      ["value_added", "category.value_added"],
      ["human", "choice.human"],
    ]),
    question("stopped", [
      ["yes", "choice.yes"],
      ["no", "choice.no"],
    ]),
    question("name"),
    question("contact", [["skip", "choice.skip"]]),
  ],
  quick: [{ choice: "human", word: "choice.human" }],
};

/** Weekdays 9–12 and 13:30–18 in Shanghai, from a month before to half a year after; nights 21–9. */
function calendarAround(at: number): { service: Span[]; workingDays: WorkingDay[]; nights: Span[] } {
  const service: Span[] = [];
  const workingDays: WorkingDay[] = [];
  const nights: Span[] = [];
  const firstMidnight = Math.floor((at + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS - 30 * DAY_MS;
  for (let day = 0; day < 210; day++) {
    const midnight = firstMidnight + day * DAY_MS;
    nights.push({ from: midnight + 21 * HOUR, to: midnight + 33 * HOUR });
    const weekday = new Date(midnight + SHANGHAI_MS).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const spans = [
      { from: midnight + 9 * HOUR, to: midnight + 12 * HOUR, clockMs: 9 * HOUR },
      { from: midnight + 13.5 * HOUR, to: midnight + 18 * HOUR, clockMs: 13.5 * HOUR },
    ];
    service.push(...spans);
    workingDays.push(spans);
  }
  return { service, workingDays, nights };
}

/** What was heard, with nothing in it but what a test says. */
export const heard = (of: Partial<Heard> = {}): Heard => ({
  intent: "provide_info",
  wish: null,
  switchTo: null,
  writtenIn: null,
  category: null,
  form: null,
  nature: null,
  complaint: false,
  urgency: null,
  importance: null,
  outage: false,
  heavyLoss: false,
  dissatisfied: false,
  secondary: [],
  keywords: [],
  entities: [],
  confidence: {},
  evidence: [],
  marks: [],
  bareName: null,
  badPhone: null,
  ...of,
});

const SURE = { category: 0.95, urgency: 0.95, importance: 0.95, form: 0.95 };

/** «我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单» as it is heard. */
export const OUTAGE = heard({
  intent: "demand",
  category: "aftersale",
  form: "support",
  nature: "product",
  urgency: "high",
  importance: "high",
  outage: true,
  confidence: SURE,
  entities: [
    { type: "name", value: "王芳", from: 7, to: 9 },
    { type: "company", value: "远航贸易", from: 2, to: 6 },
    { type: "phone", value: "+8613800138000", e164: "+8613800138000", from: 13, to: 26 },
  ],
});

/** A question about a product, from somebody who gave name and e-mail. */
export const INQUIRY = heard({
  intent: "demand",
  category: "presale",
  form: "consultation",
  confidence: SURE,
  keywords: ["价格"],
  entities: [
    { type: "name", value: "Li Lei", from: 0, to: 6 },
    { type: "email", value: "li@example.com", from: 10, to: 24 },
  ],
});

/** One conversation of a desk in memory: given, when, then, on a clock of its own. */
export class DomainDesk {
  now: number;
  world: Omit<World, "conversation"> & { conversation: World["conversation"] | null } = {
    conversation: null,
    customer: null,
    tickets: [],
    commitments: [],
    surveys: [],
  };
  readonly log: (Utterance & { at: number })[] = [];
  readonly events: DeskEvent[] = [];
  readonly notes: Note[] = [];
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
      nextCustomerNumber: () => ++this.numbers,
      dutyOf: (team) => `duty-${team}`,
      nameOf: (id) => `name of ${id}`,
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
    };
    this.log.push(...turn.said.map((said) => ({ ...said, at: this.now })));
    this.events.push(...turn.events);
    this.notes.push(...turn.notes);
    return answer;
  }

  private opening = {
    conversationId: "conversation",
    channel: "web" as const,
    channelConversationId: "conversation",
    channelUserId: "dl_visitor",
    locale: null,
    zone: null,
  };

  open(): this {
    this.run({ kind: "open", opening: this.opening });
    return this;
  }

  say(text: string, of: Partial<Heard> = {}): this {
    this.run({ kind: "said", opening: this.opening, text, heard: heard(of), button: null, clientKey: null });
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
      button: { askId: button.askId, choice },
      clientKey: null,
    });
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
