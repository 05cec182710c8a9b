import type { Flow } from "../../src/domain/conversation/flow.js";
import type { Heard } from "../../src/domain/conversation/heard.js";
import type { Policy } from "../../src/domain/policy.js";
import type { Span, WorkingDay } from "../../src/domain/calendar.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/time.js";

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
  quick: [
    { choice: "quick_presale", word: "choice.quick_presale" },
    { choice: "human", word: "choice.human" },
  ],
};

/** Weekdays 9–12 and 13:30–18 in Shanghai, from a month before to half a year after; nights 21–9. */
export function calendarAround(at: number): { service: Span[]; workingDays: WorkingDay[]; nights: Span[] } {
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
  simplified: "",
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
