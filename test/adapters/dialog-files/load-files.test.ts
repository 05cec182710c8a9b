import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/domain/time.js";
import { contentHash } from "../../../src/adapters/dialog-files/hash.js";
import { durationMs } from "../../../src/adapters/dialog-files/policy/duration.js";
import { loadEdited, ownContent } from "./support.js";

test("the files of the repository promise what the service process says", async () => {
  const { policy } = await ownContent();
  const always = (ms: number) => ({ ms, clock: "always" });
  expect(policy.priorities).toEqual({
    P1: { firstResponse: always(30 * MINUTE_MS), plan: null, cadenceMs: 2 * HOUR_MS },
    P2: { firstResponse: always(DAY_MS), plan: always(DAY_MS), cadenceMs: DAY_MS },
    P3: { firstResponse: { ms: 2 * HOUR_MS, clock: "service" }, plan: null, cadenceMs: DAY_MS },
    P4: { firstResponse: always(2 * DAY_MS), plan: null, cadenceMs: DAY_MS },
  });
  expect(policy).toMatchObject({
    company: { "zh-CN": "澄川科技", en: "Chengchuan" },
    assistant: { "zh-CN": "小川", en: "Xiaochuan" },
    defaultLocale: "zh-CN",
    region: "CN",
    defaultTeam: "service",
    outage: { firstResponseMs: 10 * MINUTE_MS, leastBeforeMs: 3 * MINUTE_MS },
    complaint: { firstResponseMs: DAY_MS, investigationMs: 2 * DAY_MS, solutionMs: 2 * DAY_MS },
    handoff: { ms: 10 * MINUTE_MS, clock: "service" },
    tell: { warnAt: 0.75, holdAt: 0.9, leastBeforeMs: 10 * MINUTE_MS, urgentLeastBeforeMs: 3 * MINUTE_MS },
    escalation: { ownerMs: 0, supervisorMs: 15 * MINUTE_MS, managerMs: HOUR_MS },
    unseen: { urgentMs: 10 * MINUTE_MS, otherMs: 4 * HOUR_MS, callWithinMs: 4 * HOUR_MS, urgentCallWithinMs: 30 * MINUTE_MS },
    acceptance: { reminderWorkingDays: 1, silenceWorkingDays: 3 },
    survey: {
      afterMs: 2 * HOUR_MS,
      latestMs: 3 * DAY_MS,
      reminderMs: DAY_MS,
      expiresMs: 7 * DAY_MS,
      lowAtMost: 2,
      followUpMs: DAY_MS,
    },
    visit: { workingDays: 3 },
    takeover: { silenceMs: 30 * MINUTE_MS },
    waiting: { remindersMost: 2 },
    understanding: { threshold: 0.7 },
    oddAnswersMost: 2,
    openAsksMost: 50,
  });
  expect(policy.teams.map(({ duty }) => duty)).toEqual(policy.teams.map(() => "值班 / Duty"));
});

test("the flow asks for every slot, and a name cannot be skipped", async () => {
  const { flow } = (await ownContent()).dialogs;
  expect(flow.questions.map(({ slot }) => slot)).toEqual(["demand", "describe", "category", "stopped", "name", "contact"]);
  const choices = Object.fromEntries(
    flow.questions.map((question) => [question.slot, question.choices.map(({ choice }) => choice)]),
  );
  expect(choices).toEqual({
    demand: [],
    describe: ["skip"],
    category: ["presale", "insale", "aftersale", "value_added", "human"],
    stopped: ["yes", "no"],
    name: [],
    contact: ["skip"],
  });
  expect(flow.quick[0]).toEqual({ choice: "quick_outage", word: "choice.quick_outage" });
});

test("policy and dialogs have a hash each, which comments and the order of keys leave alone", async () => {
  const { policy, dialogs, raw } = await ownContent();
  expect(policy.version).toBe(contentHash(raw.policy));
  expect(dialogs.version).toBe(contentHash(raw.dialogs));
  const { outcome } = await loadEdited([
    { file: "config/desk.yaml", find: "defaultLocale: zh-CN\nregion: CN", put: "region: CN # here\ndefaultLocale: zh-CN" },
    { file: "dialogs/scripts/en.yaml", find: "What happened?", put: "What went wrong?" },
  ]);
  if ("faults" in outcome) throw new Error("faulty");
  expect(outcome.ok.policy).toEqual(policy);
  expect(outcome.ok.dialogs.version).not.toBe(dialogs.version);
  expect(outcome.ok.dialogs.version).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ["30 min", 30 * MINUTE_MS],
  ["2h", 2 * HOUR_MS],
  ["1 d 12 h", 36 * HOUR_MS],
  ["0 s", 0],
  ["30", undefined],
  ["30 m", undefined],
  ["1.5 h", undefined],
  ["-1 h", undefined],
  ["PT30M", undefined],
  ["", undefined],
])("the duration %j", (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
